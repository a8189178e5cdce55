"""Identities removed and words removed for nothing, per corpus and per language.

    PYTHONPATH=pipeline python tests/benchmarks/identities.py [GOLD DATA] [--show]

Planted names: invented notes in seven languages, two files each, in which [[...]] has to go and ((...)),
which only one person is, has to be reported at least. Rules were looked at with the files called "seen" only;
`--show` prints what was missed and removed for nothing in them, never in those called "kept". GOLD holds
annotated corpora, DATA texts that name nobody. "false" counts removed words that are no identity per 1,000
words of notes. A name has gone when none of its words can be read where it stood.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import django
import pandas as pd
from babel.messages.pofile import read_po
from names import segments_of
from redaction import PER_TABLE, SHARED, corpora

from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.redact import Redaction, redact_identities
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings
from worldcafe.source import Source
from worldcafe.tables import Segments

PLANTED = Path(__file__).with_name("planted_names")
MARKED = re.compile(r"\[\[(?P<gone>.+?)\]\]|\(\((?P<told>.+?)\)\)")
WORD = re.compile(r"\w+")
SPOKEN = ("note", "summary")
PUT_IN = re.compile(r"%\(?\w*\)?[sd]?|\{\w*\}|<[^>]+>")
BLOCK = "█"


@dataclass
class Tally:
    """What was counted in one corpus; `misses` and `wrong` quote it."""

    names: int = 0
    gone: int = 0
    roles: int = 0
    told: int = 0
    words: int = 0
    misses: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        """Give a row of the table that is printed."""
        recall = f"{self.gone / self.names:.2f} of {self.names}" if self.names else ""
        told = f"{self.told} of {self.roles}" if self.roles else ""
        return f"| {name} | {recall} | {told} | {1000 * len(self.wrong) / max(1, self.words):.1f} |"


@dataclass(frozen=True)
class Case:
    """The segments of one corpus, and what counts in them once they are redacted."""

    group: str
    name: str
    segments: pd.DataFrame
    count: Callable[[Redaction], Tally]

    def tally(self) -> Tally:
        """Redact and count."""
        return self.count(redact_identities(self.segments, Settings().redact))


def segmented(sources: tuple[Source, ...]) -> pd.DataFrame:
    """Give the segments of sources as redaction meets them."""
    settings = Settings()
    return segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)


def planted(path: Path, group: str) -> Case:
    """Give a file of planted names."""
    text, spans = "", []
    marked, last = path.read_text(encoding="utf-8"), 0
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        said = match["gone"] or match["told"]
        spans.append((len(text), len(text) + len(said), bool(match["gone"])))
        text, last = text + said, match.end()
    text += marked[last:]

    def count(done: Redaction) -> Tally:
        return count_planted(text, spans, done)

    return Case(group, path.stem, segmented((Source("notes.md", text, ""),)), count)


def count_planted(text: str, spans: list[tuple[int, int, bool]], done: Redaction) -> Tally:
    """Count in a text with the stretches that have to go, or to be told."""
    after, removals = done.segments, done.removals
    shown = list(text)
    for start, end, masked in zip(after["start"], after["end"], after["text"], strict=True):
        shown[start:end] = masked
    reported = [False] * len(text)
    for start, end in zip(removals["start"], removals["end"], strict=True):
        reported[start:end] = [True] * (end - start)
    tally = Tally()
    for start, end, goes in spans:
        letters = [place for place in range(start, end) if text[place].isalnum()]
        if goes:
            tally.names += 1
            whole = all(shown[place] == BLOCK for place in letters)
            tally.gone += whole
            tally.misses += [] if whole else [_line(text, start, end)]
        else:
            tally.roles += 1
            tally.told += any(reported[place] for place in letters)
            tally.misses += [] if any(reported[place] for place in letters) else [_line(text, start, end)]
    inside = {place for start, end, _ in spans for place in range(start, end)}
    for word in WORD.finditer(text):
        covered = shown[word.start()] == BLOCK and inside.isdisjoint(range(*word.span()))
        tally.wrong += [_line(text, *word.span())] if covered else []
    tally.words = len(WORD.findall(text))
    return tally


def _line(text: str, start: int, end: int) -> str:
    """Give the line around a stretch, which is marked."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return f"{text[first:start]}>{text[start:end]}<{text[end:last]}"


def annotated(folder: Path) -> Case:
    """Give an annotated corpus: identities everywhere, words removed for nothing in notes and claims."""
    files = sorted((folder / "source").iterdir())
    before = segmented(read_sources(files if len(files) == 1 else [folder / "source"], Settings().read))
    named, texts = names_of(folder), before["text"].tolist()
    plain = [_plain(text) for text in texts]
    held = [
        (name, [row for row, said in enumerate(plain) if _is_within(said, unit) and name in texts[row]])
        for unit, names in named.items()
        for name in names
    ]
    everybody = {word for name, _ in held for word in WORD.findall(name)}

    def count(done: Redaction) -> Tally:
        after, removals = done.segments["text"].tolist(), done.removals
        told = removals.loc[removals["type"] == "contact", "text"]
        rightly = everybody | {word for said in told for word in WORD.findall(said)}
        tally = Tally()
        for name, rows in held:
            count_name(tally, name, [(texts[row], after[row]) for row in rows])
        for text, masked, role in zip(texts, after, before["role"], strict=True):
            if role in SPOKEN:
                tally.words += len(WORD.findall(text))
                tally.wrong += _removed(text, masked, rightly)
        return tally

    return Case("annotated", folder.name, before, count)


def count_name(tally: Tally, name: str, there: list[tuple[str, str]]) -> None:
    """Count one identity, given the texts that hold it, before and after."""
    if there:
        left = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", masked) for _, masked in there)
        tally.names += 1
        tally.gone += not left
        tally.misses += [f"{name} | {there[0][0]}"] if left else []


def names_of(folder: Path) -> dict[str, list[str]]:
    """Give the identities that were annotated, by the text of the unit that holds them."""
    units = {unit["id"]: unit["text"] for unit in _lines(folder / "units.jsonl")}
    named: dict[str, list[str]] = defaultdict(list)
    for file in ("labels.jsonl", "persons_other.jsonl"):
        for label in _lines(folder / file):
            named[_plain(units[label["id"]])] += [who["text"] for who in label.get("person") or []]
    return named


def _is_within(text: str, unit: str) -> bool:
    return bool(text) and (text in unit or unit in text)


def _removed(text: str, masked: str, rightly: set[str]) -> list[str]:
    """Give the words that were removed from a text and are no identity, each in its line."""
    return [
        _line(f"{text}\n", *word.span())
        for word in WORD.finditer(text)
        if masked[word.start()] == BLOCK and word[0] not in rightly
    ]


def innocent(name: str, texts: list[str]) -> Case:
    """Give texts that name nobody, or hardly anybody."""
    tables = [f"Table {row // PER_TABLE + 1}" for row in range(len(texts))]
    segments = Segments.validate(segments_of(texts).assign(table=tables))

    def count(done: Redaction) -> Tally:
        tally = Tally(words=sum(len(WORD.findall(text)) for text in texts))
        for text, masked in zip(texts, done.segments["text"], strict=True):
            tally.wrong += _removed(text, masked, set())
        return tally

    return Case("nobody", f"{name} ({len(texts):,})", segments, count)


def _lines(path: Path) -> Iterator[dict]:
    if path.exists():
        yield from (
            json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
        )


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text)).casefold()


def show(name: str, tally: Tally) -> None:
    """Print what was missed and what was removed for nothing."""
    for title, lines in (("missed", tally.misses), ("for nothing", tally.wrong)):
        for line in lines[:40]:
            print(f"  {name}, {title}: {line.strip()[:160]}")


def cases(gold: Path, data: Path, *, quick: bool) -> Iterator[Case]:
    """Give every corpus: planted names, annotated corpora and, unless in haste, texts that name nobody."""
    for group in ("kept", "seen"):
        for path in sorted(PLANTED.glob(f"*-{group}.md")):
            yield planted(path, group)
    for source in sorted(gold.glob("*/source")):
        yield annotated(source.parent)
    if data.exists() and not quick:
        for name, texts in (*corpora(data), *catalogues()):
            yield innocent(name, texts)


def catalogues() -> Iterator[tuple[str, list[str]]]:
    """Give for six languages what Django says to its users, without what it puts into a sentence."""
    for code in ("de", "es", "fr", "it", "nl", "pt"):
        said = []
        for path in sorted(Path(django.__file__).parent.rglob(f"locale/{code}/LC_MESSAGES/django.po")):
            with path.open("rb") as file:
                for message in filter(lambda each: each.id, read_po(file)):
                    forms = [message.string] if isinstance(message.string, str) else message.string
                    said += [" ".join(PUT_IN.sub(" ", form or "").split()) for form in forms]
        yield f"Django's words, {code}", [*dict.fromkeys(text for text in said if text.count(" ") > 1)]


def main() -> None:
    """Print a row per corpus and language."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="?", default=SHARED / "gold")
    parser.add_argument("data", type=Path, nargs="?", default=SHARED / "data")
    parser.add_argument("--show", action="store_true", help="print misses and false removals")
    parser.add_argument("--quick", action="store_true", help="planted names and annotated corpora alone")
    arguments = parser.parse_args()
    rows, recalls = [], defaultdict(list)
    for case in cases(arguments.gold, arguments.data, quick=arguments.quick):
        tally = case.tally()
        rows.append(tally.row(case.name))
        if tally.names:
            recalls[case.group].append(tally.gone / tally.names)
        if arguments.show and case.group != "kept":
            show(case.name, tally)
    print("\n| corpus | names gone | roles told | false per 1,000 words |\n|---|---|---|---|")
    print("\n".join(rows))
    for name, found in recalls.items():
        print(f"mean recall, {name}: {sum(found) / len(found):.3f} (lowest {min(found):.2f})")


if __name__ == "__main__":
    main()
