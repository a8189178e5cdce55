"""Do decisions stay with their suggestions when the notes are edited?

    PYTHONPATH=pipeline python tests/benchmarks/decisions.py [SOURCE ...]

Each source is analysed, every suggestion gets a decision of its own, the notes are edited in one of five
ways, and the register is made again from the edited notes. Who is right is known, since every note carries
its line from before to after: a decision is right at the suggestion that holds most of its notes, wrong at
any other, asked where a person is asked, lost where neither though one of its notes is still there.
Baseline: a decision goes to the first suggestion with half of its note numbers and a fifth of its words,
as was done before.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd

from worldcafe.analysis import analyse
from worldcafe.read import read_sources
from worldcafe.register import register_suggestions
from worldcafe.register.file import read_register
from worldcafe.settings import EmbedSettings, RedactSettings, Settings

REPO = Path(__file__).parents[2]
BULLET = re.compile(r"^(\s*(?:[-*•★●○■]|\d+[.)])\s+)(\S.*)$")
NEW = "Somebody should look after the seven green kites of the harbour office, entry number {}."
SWAPS = {"should": "ought to", "need": "require", "more": "further", "people": "persons", "make": "do"}


def lines_of(text):
    return text.split("\n")


def bullets(lines):
    return [number for number, line in enumerate(lines) if BULLET.match(line) and len(line) > 25]


def one_new(lines, dice):
    at = bullets(lines)[3]
    return [*lines[:at], f"- {NEW.format(1)}", *lines[at:]]


def ten_new(lines, dice):
    at = bullets(lines)[3]
    return [*lines[:at], *(f"- {NEW.format(number)}" for number in range(10)), *lines[at:]]


def copy_edit(lines, dice):
    """Every fourth bullet gets another word for a common one, and "the" before its second word."""
    changed = list(lines)
    for number in bullets(lines)[::4]:
        mark, said = BULLET.match(lines[number]).groups()
        words = [SWAPS.get(word, word) for word in said.split(" ")]
        changed[number] = mark + " ".join([words[0], "the", *words[1:]])
    return changed


def person(lines, dice):
    """A word changed in 50 bullets, 15 deleted."""
    changed = list(lines)
    chosen = dice.sample(bullets(lines), min(65, len(bullets(lines))))
    for number in chosen[:50]:
        mark, said = BULLET.match(lines[number]).groups()
        words = said.split(" ")
        words[dice.randrange(len(words))] = dice.choice(["other", "good", "kindly", "really"])
        changed[number] = mark + " ".join(words)
    gone = set(chosen[50:])
    return [line for number, line in enumerate(changed) if number not in gone]


def typing(lines, dice):
    """A letter dropped in every second bullet, as a scribe who types it anew would."""
    changed = list(lines)
    for number in bullets(lines)[::2]:
        line = lines[number]
        at = dice.randrange(len(line) // 2, len(line))
        changed[number] = line[:at] + line[at + 1 :]
    return changed


EDITS = {
    "1 new note": one_new,
    "10 new": ten_new,
    "copy-edit": copy_edit,
    "a person": person,
    "typing": typing,
}


def run(path):
    settings = Settings(redact=RedactSettings(find_names=False), embed=EmbedSettings(cache="off"))
    return analyse(read_sources([path], settings.read), settings)


def true_lines(analysis, lines):
    """The line in which each note stands and which of that line's ideas it is, by its id."""
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line) + 1
    table = pd.Series(starts)
    seen = Counter()
    at = {}
    for row in analysis.segments.itertuples():
        line = int(table.searchsorted(row.start, "right")) - 1
        at[row.segment_id] = (line, seen[line])
        seen[line] += 1
    return at


def followed(before_lines, after_lines):
    """For each line of before its line of after, by content where unedited and by order where edited."""
    from difflib import SequenceMatcher

    to = {}
    for tag, a, b, c, d in SequenceMatcher(None, before_lines, after_lines, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and b - a == d - c):
            to.update({a + step: c + step for step in range(b - a)})
        elif tag == "replace":  # an edit beside a deletion: the nearest wording
            for old in range(a, b):
                ratios = [
                    (SequenceMatcher(None, before_lines[old], after_lines[new]).ratio(), new)
                    for new in range(c, d)
                ]
                if ratios and max(ratios)[0] > 0.6:
                    to[old] = max(ratios)[1]
    return to


def by_ids(before, now):
    """The baseline: who gets the decision by note numbers and words, as before."""

    def share(one, other):
        return len(one & other) / min(len(one), len(other)) if one and other else 0.0

    def words(text):
        return set(re.findall(r"\w{4,}", text.lower()))

    def position(analysis):
        notes = analysis.segments["segment_id"].tolist()
        return {name: f"n{number}" for number, name in enumerate(notes)}

    old, new = position(before), position(now)
    rows = [
        (row.number, row.text, {new[n] for n in row.note_ids.split(";")})
        for row in now.suggestions.itertuples()
        if row.note_ids
    ]
    found = {}
    for row in before.suggestions.itertuples():
        ids = {old[n] for n in row.note_ids.split(";")}
        fits = [
            (2.0 if text == row.text else share(ids, notes) + share(words(row.text), words(text)), number)
            for number, text, notes in rows
            if text == row.text or (share(ids, notes) >= 0.5 and share(words(row.text), words(text)) >= 0.2)
        ]
        found[row.number] = max(fits, key=lambda fit: fit[0])[1] if fits else 0
    return found


def judge(before, now, to, at, found):
    """Count right, wrong, asked, lost and gone decisions."""
    (at_before, at_now), (given, asked) = at, found
    owner = {
        at_now[note]: row.number
        for row in now.itertuples()
        if row.note_ids
        for note in row.note_ids.split(";")
    }
    counts = Counter()
    for row in before.itertuples():
        stands = [at_before[note] for note in row.note_ids.split(";")]
        lines = [(to[line], idea) if line in to else None for line, idea in stands]
        homes = Counter(owner[line] for line in lines if line in owner)
        there = any(line is not None for line in lines)
        best = {number for number, n in homes.items() if n == max(homes.values())}
        if given.get(row.number, 0):
            counts["right" if given[row.number] in best else "wrong"] += 1
        elif row.number in asked:
            counts["asked"] += 1
        else:
            counts["lost" if homes else "gone" if not there else "no suggestion now"] += 1
    return counts


def main(paths):
    print(f"{'source':26}{'edit':12}{'who':10}  right wrong asked  lost  gone")
    for path in paths:
        lines = lines_of(path.read_text(encoding="utf-8"))
        before = run(path)
        for name, edit in EDITS.items():
            after = edit(lines, random.Random(3))
            with tempfile.TemporaryDirectory() as folder:
                edited = Path(folder) / path.name
                edited.write_text("\n".join(after), encoding="utf-8")
                now = run(edited)
                register = Path(folder) / "register.csv"
                before.suggestions.assign(remit="yes").to_csv(register, index=False)
                registered = register_suggestions(
                    now.suggestions.assign(number=0), now.segments, read_register(register)
                )
            matches = registered.matches
            given = {
                row.number: row.now
                for row in matches.itertuples()
                if row.outcome in ("same", "split", "merged")
            }
            asked = set(matches.loc[matches["outcome"] == "asked", "number"])
            to = followed(lines, after)
            at_before, at_now = true_lines(before, lines), true_lines(now, after)
            of_now = registered.suggestions
            for who, found, held in (("words", given, asked), ("ids", by_ids(before, now), set())):
                table = of_now if who == "words" else now.suggestions
                counts = judge(before.suggestions, table, to, (at_before, at_now), (found, held))
                row = (counts[key] for key in ("right", "wrong", "asked", "lost"))
                gone = counts["gone"] + counts["no suggestion now"]
                print(
                    f"{path.parent.name[:25]:26}{name:12}{who:10}" + "".join(f"{n:6}" for n in (*row, gone))
                )


if __name__ == "__main__":
    shared = REPO.parent / "shared"
    main([Path(name) for name in sys.argv[1:]] or [REPO / "corpus/ccnso-2023/report.md"])
