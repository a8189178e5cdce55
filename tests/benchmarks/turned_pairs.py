"""Which claims turn what a note says: 3,500 invented notes, each restated truly and turned, by seven writers.

    PYTHONPATH=pipeline python tests/benchmarks/turned_pairs.py [--writers a b | de fr] [--show N]

The files of `pairs/` were written to learn from and to measure with, each by another writer, who had seen neither the
program nor its lists. Below "# setting" and "? question" stand groups of lines: "N kind" a note, "R" the same point by
another scribe, "P" and "C" a report's restatement in other words and in its words, "T" a true one that looks turned (a
denial, an opposite, another unit), "X sort" a turned one, "U" a claim on the same matter that the note does not say,
"M kind" another note beside it; "G 1,4:" sums up several.

Each claim is held against its note, which counts as the one behind it: by the rules of `crossref/`, and by the weights
of `crossref/attention.py`. Those that ship were learned from all these writers, so what their column says of them flatters;
`learn_turns.py` says what they are worth on writers left out.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from worldcafe.clean import expand_shorthand, read_shorthand
from worldcafe.crossref import verdicts
from worldcafe.crossref.words import Lexicon, learn_lexicon
from worldcafe.language.in_language import ENGLISH, in_language
from worldcafe.tables import KINDS

WRITTEN = Path(__file__).with_name("pairs")
WRITERS = tuple("abcdegh")  # of English; f wrote forty groups only
LANGUAGES = ("de", "fr", "es", "it", "nl", "pt")
LETTERS = {kind[0]: kind for kind in KINDS}
TURNED = re.compile(r"X (\w+): (.*)")
BESIDE = re.compile(r"([NM]) (\w) (.*)")
SUMMED = re.compile(r"G ([\d, ]+): (.*)")


@dataclass
class Group:
    """A note and what is said about it."""

    question: str
    kind: str
    note: str
    again: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)  # letter (P, C, T, U) and claim
    turned: list[tuple[str, str]] = field(default_factory=list)  # sort and claim
    beside: list[tuple[str, str]] = field(default_factory=list)  # kind and note

    def claims(self, letters: str) -> list[str]:
        """Give the claims of these letters."""
        return [text for letter, text in self.said if letter in letters]


@dataclass
class Setting:
    """A discussion: its groups, and claims that sum up several of them by their numbers from 0."""

    writer: str
    name: str
    groups: list[Group] = field(default_factory=list)
    sums: list[tuple[list[int], str]] = field(default_factory=list)

    @property
    def language(self) -> str:
        """Give the language that it was written in."""
        return self.writer if self.writer in LANGUAGES else ENGLISH


def read_settings(writers: Iterable[str] = WRITERS) -> list[Setting]:
    """Give all discussions of some writers."""
    return [setting for writer in writers for setting in _read(writer)]


def _read(writer: str) -> list[Setting]:
    found: list[Setting] = []
    question = ""
    for line in (WRITTEN / f"{writer}.txt").read_text("utf-8").splitlines():
        letter, _, text = line.partition(" ")
        if letter == "#":
            found.append(Setting(writer, text))
            question = ""
        elif letter == "?":
            question = text
        elif beside := BESIDE.match(line):
            _add_note(found[-1], *beside.groups(), question)
        elif text:
            _add_claim(found[-1], letter, line, text)
    return found


def _add_note(setting: Setting, letter: str, kind: str, text: str, question: str) -> None:
    if letter == "N":
        setting.groups.append(Group(question, LETTERS[kind], text))
    else:
        setting.groups[-1].beside.append((LETTERS[kind], text))


def _add_claim(setting: Setting, letter: str, line: str, text: str) -> None:
    group = setting.groups[-1]
    if turned := TURNED.match(line):
        group.turned.append((turned[1], turned[2]))
    elif summed := SUMMED.match(line):
        setting.sums.append(([int(number) - 1 for number in summed[1].split(",")], summed[2]))
    elif letter == "R":
        group.again.append(text)
    else:
        group.said.append((letter, text))


def by_rules(setting: Setting) -> Iterator[tuple[Group, str, str, str]]:
    """Give each claim of a discussion with its group, its sort, and how the rules say that it turns its note."""
    lexicon = lexicon_of(setting)
    for group in setting.groups:
        for sort, claim in [*group.said, *group.turned]:
            if sort != "U":
                yield group, sort, claim, change_by_rules(group, claim, lexicon, setting.language)


def lexicon_of(setting: Setting) -> Lexicon:
    """Learn what words tell there."""
    notes = [
        text
        for group in setting.groups
        for text in (group.note, *group.again, *(note for _, note in group.beside))
    ]
    claims = [text for group in setting.groups for _, text in (*group.said, *group.turned)]
    return learn_lexicon(
        *([in_language(text, setting.language) for text in texts] for texts in (notes, claims))
    )


def change_by_rules(group: Group, claim: str, lexicon: Lexicon, language: str = ENGLISH) -> str:
    """Say by the rules of verdicts what a claim turns of its note, "" for nothing."""
    note = expand_shorthand(group.note, shorthand=read_shorthand())  # as a run reads it
    text, wordings = in_language(claim, language), [in_language(note, language)]
    changed = verdicts._change(text, [0], wordings, lexicon)[0]
    turned = changed or verdicts._turn(text, [0], wordings, lexicon)[0]
    return turned or verdicts._wish_as_fact(
        text, pd.DataFrame({"kind": [group.kind], "clean_text": [note], "language": [language]})
    )


def main() -> None:
    """Print how many of each sort are called turned."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--writers", nargs="*", default=WRITERS, help="letters, or languages")
    parser.add_argument(
        "--show", type=int, default=0, help="true claims that are accused, so many of each rule"
    )
    given = parser.parse_args()
    total: Counter[str] = Counter()
    told: Counter[str] = Counter()
    wrong = defaultdict(list)
    for setting in read_settings(given.writers):
        for group, sort, claim, change in by_rules(setting):
            total[sort] += 1
            told[sort] += bool(change)
            if change and len(sort) == 1:
                wrong[re.sub(r'".*?"', "...", change)].append((group.note, claim, change))
    print("| claims | called turned by the rules |\n|---|---|")
    for sort in sorted(total):
        print(f"| {sort} | {told[sort]} of {total[sort]} ({told[sort] / total[sort]:.2f}) |")
    turned = [sort for sort in total if len(sort) > 1]
    print(f"| all that are turned | {sum(told[s] for s in turned)} of {sum(total[s] for s in turned)} |")
    for rule, cases in sorted(wrong.items(), key=lambda item: -len(item[1])) if given.show else ():
        print(f"\n{rule}: {len(cases)} true claims")
        for note, claim, change in cases[: given.show]:
            print(f"  {note}\n    {claim}\n    -> {change}")


if __name__ == "__main__":
    main()
