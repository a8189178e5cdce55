"""What a model is asked: a system message, examples as turns, then the texts, as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from worldcafe.files.given import read_shipped

Texts = Mapping[str, str | Sequence[str]]
Messages = tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Prompt:
    """How a model is asked one kind of thing.

    Attributes:
        system: what it is to do.
        examples: texts and what is a good answer to them.
        tokens: how long an answer may be; 1 asks for yes or no.
        version: changes with every word of the above, so that answers to other words do not count.
    """

    system: str
    examples: tuple[tuple[Texts, str], ...]
    tokens: int
    version: str


def load_prompt(use: str) -> Prompt:
    """Give the prompt of a use."""
    told = shipped()["prompt"][use]
    examples = tuple((example["texts"], example["answer"]) for example in told["examples"])
    version = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]
    return Prompt(told["system"], examples, told["tokens"], version)


def shipped() -> dict[str, Any]:
    """Give the prompts and the cases that ship with the package."""
    return read_shipped("llm.toml")


def limit(name: str) -> int:
    """Give one of the limits that ship."""
    number: int = shipped()["limits"][name]
    return number


def messages_of(prompt: Prompt, texts: Texts) -> Messages:
    """Give what is sent to ask about some texts."""
    turns = [{"role": "system", "content": prompt.system}]
    for example, answer in prompt.examples:
        turns += [_said("user", _packed(example)), _said("assistant", answer)]
    return (*turns, _said("user", _packed(texts)))


def _said(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def _packed(texts: Texts) -> str:
    return json.dumps(texts, ensure_ascii=False)
