"""A server on this machine that speaks as OpenAI's does, and says what a test has it say."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from worldcafe.llm.prompts import load_prompt, shipped

USE_OF = {load_prompt(use).system: use for use in ("compare", "contrary", "propose", "fluent")}


class ScriptedModel:
    """Answers each question by a function of its use and its texts; keeps what it was sent.

    The function gives the text of an answer; a number for the likelihood of a yes; bytes to be sent as they
    are; or (status, headers) for an answer without one. `slow` waits before each.
    """

    def __init__(self, script: Callable[[str, dict], object], slow: float = 0.0) -> None:
        self.script, self.slow, self.sent = script, slow, []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.sent.append(body)
                time.sleep(outer.slow)
                use = USE_OF[body["messages"][0]["content"]]
                said = outer.script(use, json.loads(body["messages"][-1]["content"]))
                status, headers = said if isinstance(said, tuple) else (200, {})
                data = b"" if isinstance(said, tuple) else said if isinstance(said, bytes) else packed(said)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def texts(self) -> list[dict]:
        """The texts of each question that is not of the trial."""
        tried = [trial_texts(use, case) for use, cases in shipped()["case"].items() for case in cases]
        asked = [json.loads(body["messages"][-1]["content"]) for body in self.sent]
        return [texts for texts in asked if texts not in tried]


def packed(said: object) -> bytes:
    """The answer of a model as its server sends it."""
    choice: dict = {"message": {"role": "assistant", "content": said}}
    if isinstance(said, float):
        choice["message"]["content"] = "Yes" if said >= 0.5 else "No"
        likely = [("Yes", said), (" no", 1 - said), ("Maybe", 0.5)]
        told = [{"token": word, "logprob": math.log(max(share, 1e-9))} for word, share in likely]
        choice["logprobs"] = {"content": [{"token": "x", "top_logprobs": told}]}
    return json.dumps({"choices": [choice]}).encode()


def trial_texts(use: str, case: dict) -> dict:
    """What is asked of a case of the trial."""
    asked = {"compare": ("sentence", "note"), "propose": ("notes",), "fluent": ("sentences",)}
    return {name: case[name] for name in asked[use]}


def able(otherwise: Callable[[str, dict], object]) -> Callable[[str, dict], object]:
    """A script that has every case of the trial right, and answers all else by another."""

    def answer(use: str, texts: dict) -> object:
        of = "compare" if use == "contrary" else use
        for case in shipped()["case"][of]:
            if trial_texts(of, case) == texts:
                return right(use, case)
        return otherwise(use, texts)

    return answer


def right(use: str, case: dict) -> object:
    """A right answer to a case of the trial."""
    if use == "contrary":
        return 0.9 if case["kind"] == "turned" else 0.1
    if use == "compare":
        return 0.9 if case["says"] else 0.1
    if use == "propose":
        return f"{case['about'][0].capitalize()}\n{case['notes'][0].capitalize()}."
    return " ".join(case["sentences"])
