"""What was removed from a run, and what may still identify somebody, as a list that people answer.

Answers stand in a private file beside the run (`RUN.identities.toml`), which the next run into the same
folder reads: what is answered once stays so. No name of it comes into any output.
"""

from __future__ import annotations

import dataclasses
import json
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.errors import InputError
from worldcafe.files.cells import read_cells
from worldcafe.files.drafts import growing_file
from worldcafe.files.given import parse_given
from worldcafe.files.store import is_run, private_path
from worldcafe.settings import BY_USER

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.settings import Settings

MOST_PASSAGES = 3  # of one identity
MASK = "[person]"
EVENED = 2  # characters by which a public place may lie behind the true one
HEAD = "# Answers on identities, for your eyes only: what goes wherever it stands, and what stays.\n"
KEYS = ("remove", "keep")
PERSON = "person"
WHO = (PERSON, "note-taker", "contact")  # types that are somebody, and no group or office


@dataclass(frozen=True)
class Listed:
    """An identity that was removed, or words that may identify somebody, and how they stand in the notes.

    Attributes:
        text: the name or the words, as they were said.
        type: person, role, organisation ...; "context" for what was only reported.
        reason: why they were taken for an identity.
        removed: they went; False when they were only reported.
        count: how often they stood in the notes.
        passages: some of the notes, as everybody reads them.
        answer: "remove", "keep", or "" for what nobody has answered yet.
    """

    text: str
    type: str
    reason: str
    removed: bool
    count: int
    passages: tuple[str, ...]
    answer: str

    @property
    def called(self) -> str:
        """What it is taken for: its type, unless the user said that it goes; then nobody knows what it is."""
        return "words of yours" if self.reason == BY_USER else self.type


@dataclass(frozen=True)
class Answers:
    """Names that are to go wherever they stand, and words that stay."""

    remove: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


def list_identities(run: Path) -> list[Listed]:
    """Give what was removed or reported in a run, what nobody has answered first, then what stood most often.

    Raises:
        InputError: there is no run in the folder, or its private list is not beside it.
    """
    removals, answers = _private_list(run), read_answers(run)
    passages = _passages(removals, read_cells(run / "tables" / "segments.csv"))
    said: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, key in enumerate(zip(removals["text"], removals["type"], strict=True)):
        said[key].append(row)
    reasons, removed = removals["reason"].tolist(), removals["removed"].tolist()
    items = [
        Listed(
            text,
            kind,
            reasons[rows[0]],
            removed[rows[0]] == "True",
            len(rows),
            tuple(dict.fromkeys(passages[row] for row in rows if passages[row]))[:MOST_PASSAGES],
            _answer(text, answers),
        )
        for (text, kind), rows in said.items()
    ]
    return sorted(items, key=lambda item: (bool(item.answer), item.removed, -item.count, item.text))


def require_names(words: Iterable[str]) -> None:
    """Stop at an answer without a letter.

    Raises:
        InputError: one of them names nobody.
    """
    if not all(any(map(str.isalnum, word)) for word in words):
        raise InputError("This answer names nobody: a name has letters.")


def answer_identities(run: Path, remove: Iterable[str] = (), keep: Iterable[str] = ()) -> Answers:
    """Keep answers for the next run; the last answer on a name counts. Gives all answers.

    Raises:
        InputError: there is no run in the folder, or a name has no letter.
    """
    _require_run(run)
    given = {"remove": [*remove], "keep": [*keep]}
    require_names((*remove, *keep))
    before = read_answers(run)
    answered = {name.casefold() for names in given.values() for name in names}
    kept = {key: [name for name in getattr(before, key) if name.casefold() not in answered] for key in KEYS}
    answers = Answers(*(tuple(dict.fromkeys([*kept[key], *given[key]])) for key in KEYS))
    lines = (f"{key} = {json.dumps(getattr(answers, key), ensure_ascii=False)}\n" for key in KEYS)
    with growing_file(answers_path(run), private=True) as file:
        file.write("".join([HEAD, *lines]).encode())
    return answers


def read_answers(run: Path) -> Answers:
    """Give the answers beside a run, none where nobody has given any.

    Raises:
        InputError: the file cannot be read.
    """
    path = answers_path(run)
    if not path.is_file():
        return Answers()
    try:
        found = parse_given(tomllib.loads, path.read_text(encoding="utf-8"))
        lists = [tuple(map(str, found.get(key, ()))) for key in KEYS]
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            f'{path.name}: these answers cannot be read; write remove = ["..."] and keep = ["..."].'
        ) from error
    return Answers(*lists)


def hand_on_answers(before: Path, after: Path) -> None:
    """Let the run that is about to be made in another folder follow the answers on an earlier one."""
    if answers_path(before).is_file():
        with growing_file(answers_path(after), private=True) as file:
            file.write(answers_path(before).read_bytes())


def list_still_named(run: Path) -> list[str]:
    """Give the names that were answered with "remove" and stand in the notes of the run all the same.

    Raises:
        InputError: as `read_answers`.
    """
    named = _to_go(_private_list(run), read_answers(run))
    if not named:
        return []
    shown = "\n".join(read_cells(run / "tables" / "segments.csv")["clean_text"])
    return [name for name, kind in named if mask_names([(name, kind)])(shown) != shown]


def is_held(run: Path, masked: Callable[[str], str]) -> bool:
    """Tell whether the notes of a run, with their places and questions, hold what is masked."""
    shown = "\n".join(map(str, read_cells(run / "tables" / "segments.csv").to_numpy().ravel()))
    return masked(shown) != shown


def mask_removed(run: Path) -> Callable[[str], str]:
    """Give what masks in any text those who were removed from a run, or who are to be.

    Raises:
        InputError: as `list_identities`.
    """
    removals, answers = _private_list(run), read_answers(run)
    gone = removals[(removals["removed"] == "True") & removals["type"].isin(WHO)]
    found = [
        pair for pair in zip(gone["text"], gone["type"], strict=True) if not _is_among(pair[0], answers.keep)
    ]
    return mask_names(_to_go(removals, answers), found)


def _to_go(removals: pd.DataFrame, answers: Answers) -> list[tuple[str, str]]:
    """Give what is to go, with its type; what was never listed is a person, of whose name parts tell too."""
    listed = {text.casefold(): kind for text, kind in zip(removals["text"], removals["type"], strict=True)}
    return [(name, listed.get(name.casefold(), PERSON)) for name in answers.remove]


def mask_names(
    ordered: Iterable[tuple[str, str]], found: Iterable[tuple[str, str]] = ()
) -> Callable[[str], str]:
    """Give what masks names in any text: those that a person ordered and those that were found, with types.

    They are looked for as in notes: what was ordered goes in any case.
    """
    from worldcafe.redact.mask import collect_names, substitute  # noqa: PLC0415 - slow to import

    ordered = list(ordered)
    known = collect_names([*ordered, *found], ordered=(name for name, _ in ordered))

    def masked(text: str) -> str:
        return substitute(text, ((start, end, MASK) for start, end, _ in known.occurrences(text)))

    return masked


def has_word_of(names: Iterable[str]) -> Callable[[str], bool]:
    """Give what tells whether a text has a word of names by itself; it may be somebody else there."""
    from worldcafe.language.words import PIECE  # noqa: PLC0415
    from worldcafe.redact.lexicon import fold  # noqa: PLC0415 - slow to import

    known = {word for name in names for word in PIECE.findall(fold(name)) if len(word) > 2}
    return lambda text: not known.isdisjoint(PIECE.findall(fold(text)))


def with_answers(settings: Settings, run: Path) -> Settings:
    """Give settings in which the answers beside a run folder are followed."""
    answers, redact = read_answers(run), settings.redact
    followed = dataclasses.replace(
        redact, always=(*redact.always, *answers.remove), never=(*redact.never, *answers.keep)
    )
    return dataclasses.replace(settings, redact=followed)


def answers_path(run: Path) -> Path:
    """Give the path of the answers that belong to a run folder."""
    return run.absolute().with_name(f"{run.absolute().name}.identities.toml")


def _require_run(run: Path) -> None:
    if not is_run(run):
        raise InputError(f"{run}: no run of worldcafe is in this folder.")


def _private_list(run: Path) -> pd.DataFrame:
    """Give the list of removed identities of a run."""
    _require_run(run)
    path = private_path(run)
    if not path.is_file():
        raise InputError(
            f"{path.name} is not beside the run; only whoever made the run has the list of what was removed."
        )
    return read_cells(path)


def _passages(removals: pd.DataFrame, segments: pd.DataFrame) -> list[str]:
    """Give for each identity the readable text of the segment it stands in, "" for none."""
    shown: dict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = zip(segments["source"], segments["start"], segments["clean_text"], strict=True)
    for source, start, text in rows:
        shown[source].append((int(start), text))
    for places in shown.values():
        places.sort()
    found = []
    for source, start in zip(removals["source"], removals["start"], strict=True):
        places = shown.get(source, [])
        at = bisect_right(places, int(start) + EVENED, key=itemgetter(0)) - 1
        found.append(places[at][1] if at >= 0 else "")
    return found


def _answer(text: str, answers: Answers) -> str:
    """Give the answer on some words."""
    return next((key for key in KEYS if _is_among(text, getattr(answers, key))), "")


def _is_among(text: str, names: Sequence[str]) -> bool:
    return text.casefold() in {name.casefold() for name in names}
