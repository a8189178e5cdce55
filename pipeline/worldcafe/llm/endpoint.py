"""A server that speaks as OpenAI's does (llama.cpp, Ollama, vLLM and others), asked by way of httpx.

It must be on this machine unless remote ones are allowed; neither a proxy nor a redirection leads elsewhere.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from worldcafe.errors import InputError
from worldcafe.files.given import parse_given

if TYPE_CHECKING:
    from types import ModuleType

    from worldcafe.llm.prompts import Messages
    from worldcafe.settings import LlmSettings

HERE = "http://127.0.0.1:8080/v1"  # where llama.cpp's server listens
KEY = "WORLDCAFE_LLM_KEY"  # in the environment, for a server that wants one; it stands in no file
MOST_BYTES = 1_000_000  # of one answer


class Unanswered(Exception):
    """A question got no answer that can be used; `gone`: there is no use in asking more."""

    def __init__(self, why: str, *, gone: bool = False) -> None:
        super().__init__(why)
        self.gone = gone


@dataclass(frozen=True)
class Query:
    """What is sent: messages, and how many tokens may come back; of one, its likelihood of being a yes."""

    messages: Messages
    tokens: int


Endpoint = Callable[[Query], str]  # for a query of one token: the likelihood of a yes, 0 to 1


def open_endpoint(settings: LlmSettings, seed: int, *, allow_remote: bool = False) -> Endpoint:
    """Give a function that asks the server of the settings.

    It raises `Unanswered` where there is no answer, or none that can be read.

    Raises:
        InputError: httpx is not installed, no model is named, or the server is on another machine, and
            nobody allowed that.
    """
    try:
        import httpx  # noqa: PLC0415 - only for those who have a model
    except ImportError as error:
        raise InputError('a language model needs one more package: pip install "worldcafe[llm]"') from error
    address = settings.address or HERE
    try:
        host = httpx.URL(address).host
    except httpx.InvalidURL as error:
        raise InputError(f"[llm] address: {error}.") from error
    if not settings.model:
        raise InputError(
            "name the model, for answers are kept by its name: --llm-model NAME, or [llm] model."
        )
    if not allow_remote and not _is_here(host):
        raise InputError(
            f"[llm] address: {host or address} is not this machine, and notes would be sent there; "
            "--allow-remote allows it, and --llm-preview shows what would go."
        )

    def ask(query: Query) -> str:
        asked = _body(query, settings.model, seed)
        return _answer_in(_post(httpx, address.rstrip("/"), asked, settings.seconds), query.tokens)

    return ask


def _is_here(host: str) -> bool:
    """Tell whether a host is this machine by its very name or number: no look-up decides it."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _body(query: Query, model: str, seed: int) -> dict[str, Any]:
    told: dict[str, Any] = {"model": model, "messages": list(query.messages), "max_tokens": query.tokens}
    told |= {"temperature": 0, "seed": seed, "stream": False}
    return told | ({"logprobs": True, "top_logprobs": 10} if query.tokens == 1 else {})


def _post(httpx: ModuleType, address: str, body: dict[str, Any], seconds: int) -> dict[str, Any]:
    """Give what the server answered, within the time and the size of one answer."""
    key = os.environ.get(KEY, "")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    until, data = time.monotonic() + seconds, b""
    try:
        with (
            httpx.Client(timeout=seconds, trust_env=False, headers=headers) as client,
            client.stream("POST", f"{address}/chat/completions", json=body) as response,
        ):
            if response.status_code != httpx.codes.OK:
                raise Unanswered(f"the server answered {response.status_code}")
            for part in response.iter_bytes():
                data += part
                if len(data) > MOST_BYTES or time.monotonic() > until:
                    raise Unanswered("the answer was too long in coming")
        return dict(parse_given(json.loads, data))
    except httpx.ConnectError as error:
        raise Unanswered("no server is there", gone=True) from error
    except httpx.HTTPError as error:
        raise Unanswered(f"no answer came ({type(error).__name__})") from error
    except (ValueError, TypeError) as error:
        raise Unanswered("the answer cannot be read") from error


def _answer_in(told: dict[str, Any], tokens: int) -> str:
    """Give the text of an answer, or the likelihood of a yes."""
    try:
        choice = told["choices"][0]
        if tokens == 1:
            return _likelihood_of_yes(choice)
        text = choice["message"]["content"]
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        raise Unanswered("the answer cannot be read") from error
    if not isinstance(text, str) or not text.strip():
        raise Unanswered("the answer is empty")
    return text.strip()


def _likelihood_of_yes(choice: dict[str, Any]) -> str:
    """Give how likely a yes is beside a no, of the first token; where no likelihoods are told, 0 or 1."""
    first = ((choice.get("logprobs") or {}).get("content") or [{}])[0]
    weights = {"yes": 0.0, "no": 0.0}
    for token in first.get("top_logprobs") or ():
        word = str(token["token"]).strip().lower()
        if word in weights:
            weights[word] += math.exp(min(0.0, float(token["logprob"])))
    if not any(weights.values()):
        word = str(choice["message"]["content"]).strip().lower().rstrip(".!")
        if word not in weights:
            raise Unanswered("the answer is neither yes nor no")
        weights[word] = 1.0
    return f"{weights['yes'] / sum(weights.values()):.4f}"
