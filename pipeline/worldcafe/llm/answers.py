"""What a model answered, kept in a file: the same model, prompt and texts give the same answer again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from worldcafe.errors import InputError
from worldcafe.files.drafts import growing_file
from worldcafe.files.given import parse_given, read_given


def answers_path(run: Path) -> Path:
    """Give the path of the answers that belong to a run folder."""
    return run.absolute().with_name(f"{run.absolute().name}.answers.jsonl")


def read_answers(path: Path) -> dict[str, str]:
    """Give the answers of a file by key; none where it is not there.

    Raises:
        InputError: it cannot be read.
    """
    if not path.exists():
        return {}
    try:
        lines = [parse_given(json.loads, line) for line in read_given(path).splitlines()]
        return {str(line["key"]): str(line["answer"]) for line in lines}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path}: these answers of a model cannot be read; remove the file to ask anew."
        ) from error


def write_answers(answers: Mapping[str, str], path: Path) -> None:
    """Write answers, in the order of their keys.

    Raises:
        InputError: the file cannot be written.
    """
    lines = [json.dumps({"key": key, "answer": answers[key]}, ensure_ascii=False) for key in sorted(answers)]
    try:
        with growing_file(path, private=True) as file:
            file.write("".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise InputError(f"{path}: the answers cannot be written ({error.strerror}).") from error


def key_of(model: str, version: str, texts: object) -> str:
    """Give what an answer is kept under: it says nothing of the texts."""
    told = json.dumps([model, version, texts], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
