"""The letters of a run with what the app decided, made in a process of its own.

`python -m worldcafe.serve.letters` reads {"folder", "register", "colophon"} from its input and prints
{name of a file: its bytes in base 64}.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import sys
import tempfile
from pathlib import Path

from worldcafe.errors import InputError


def make_letters(folder: Path, register: str, colophon: str) -> dict[str, bytes]:
    """Give the letter to all and the sheets for the groups, by the names of their files.

    Args:
        folder: of the run that has the notes.
        register: what was decided, as TOML, see `register.read_register`.
        colophon: a line that tells which publication it is.

    Raises:
        InputError: the folder is no run.
    """
    from worldcafe.register import read_register, register_suggestions  # noqa: PLC0415
    from worldcafe.run import load  # noqa: PLC0415
    from worldcafe.tasks.reply import write_reply  # noqa: PLC0415

    found = load(folder).analysis
    with tempfile.TemporaryDirectory() as name:
        written = Path(name) / "register.toml"
        written.write_text(register, encoding="utf-8")
        today = found.suggestions[found.suggestions["n_notes"] > 0].assign(number=0)
        registered = register_suggestions(today, found.segments, read_register(written))
        decided = dataclasses.replace(found, suggestions=registered.suggestions)
        paths = write_reply(decided, Path(name) / "letters", colophon).made
        return {path.name: path.read_bytes() for path in paths}


def main() -> int:
    """Read what is asked from the input, print the answer; 2 for a folder that is no run."""
    asked = json.load(sys.stdin)
    try:
        made = make_letters(Path(asked["folder"]), asked["register"], asked["colophon"])
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    json.dump({name: base64.b64encode(data).decode() for name, data in made.items()}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
