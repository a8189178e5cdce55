"""Do decisions stay with their suggestions when the notes are edited?

    PYTHONPATH=pipeline python tests/benchmarks/decisions.py [SOURCE ...] [--seed 3]

Each source, a text file whose notes stand a line each, is analysed; every suggestion gets a decision, the
notes are edited, and the register is made again from the edited notes. Who is right is known, since an edit
says of each line which lines it became. A decision is right at the suggestion that holds most of its
notes, wrong at any other, asked where a person is asked, lost where neither though a suggestion of today has
one of its notes. It is gone where no suggestion has. The first five kinds of edits were looked at
when the matcher was made, the others were not.
Baseline: a decision goes to the first suggestion with half of its note numbers and a fifth of its words.
"""

from __future__ import annotations

import argparse
import random
import re
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
FILLERS = ("other", "good", "kindly", "really")
SHORT = {"and": "&", "with": "w/", "without": "w/o", "because": "bc", "between": "btw", "about": "re"}


class Edited:
    """Lines under the hand of an editor, each with the line of before that it comes from."""

    def __init__(self, lines):
        self.lines = [(number, text) for number, text in enumerate(lines)]

    def bullets(self):
        return [place for place, (_, text) in enumerate(self.lines) if BULLET.match(text) and len(text) > 25]

    def say(self, place, change):
        """Change the words of a bullet."""
        number, text = self.lines[place]
        mark, said = BULLET.match(text).groups()
        self.lines[place] = (number, mark + change(said))

    def say_word(self, place, change):
        self.say(place, lambda said: " ".join(change(said.split(" "))))

    def text(self):
        return "\n".join(text for _, text in self.lines)

    def became(self):
        """For each line of before its lines of now."""
        to = {}
        for place, (numbers, _) in enumerate(self.lines):
            for number in numbers if isinstance(numbers, tuple) else (numbers,):
                to.setdefault(number, []).append(place)
        return to


def one_new(page, dice):
    page.lines.insert(page.bullets()[3], (None, f"- {NEW.format(1)}"))


def ten_new(page, dice):
    at = page.bullets()[3]
    page.lines[at:at] = [(None, f"- {NEW.format(number)}") for number in range(10)]


def copy_edit(page, dice):
    """Every fourth bullet gets another word for a common one, and "the" before its second word."""
    for place in page.bullets()[::4]:
        page.say_word(place, lambda words: [words[0], "the", *(SWAPS.get(word, word) for word in words[1:])])


def person(page, dice):
    """A word changed in 50 bullets, 15 deleted."""
    chosen = dice.sample(page.bullets(), min(65, len(page.bullets())))
    for place in chosen[:50]:
        page.say_word(place, lambda words: _replace(words, dice.randrange(len(words)), dice.choice(FILLERS)))
    gone = set(chosen[50:])
    page.lines = [line for place, line in enumerate(page.lines) if place not in gone]


def _replace(words, at, by):
    return [*words[:at], by, *words[at + 1 :]]


def typing(page, dice):
    """A letter dropped in every second bullet, as a scribe who types it anew would."""
    for place in page.bullets()[::2]:
        page.say(place, lambda said: _without(said, dice.randrange(len(said) // 2, len(said))))


def _without(text, at):
    return text[:at] + text[at + 1 :]


def tidied(page, dice):
    """Two bullets of three as a rapporteur tidies them: a capital, a full stop, no articles."""
    for number, place in enumerate(page.bullets()):
        if number % 3:
            page.say_word(
                place, lambda words: [word for word in words if word not in ("the", "a", "an")] or words
            )
            page.say(place, lambda said: f"{said[0].upper()}{said[1:].rstrip('.')}.")


def shortened(page, dice):
    """Every fifth bullet loses the last quarter of its words, every other gets the scribe's short forms."""
    for number, place in enumerate(page.bullets()):
        if number % 5 == 0:
            page.say_word(place, lambda words: words[: max(3, len(words) * 3 // 4)])
        elif number % 2:
            page.say_word(place, lambda words: [SHORT.get(word, word) for word in words])


def moved(page, dice):
    """Ten bullets written under other headings."""
    for _ in range(10):
        bullets = page.bullets()
        start, end = dice.sample(bullets, 2)
        line = page.lines.pop(start)
        page.lines.insert(end - (start < end), line)


def joined(page, dice):
    """Every eighth bullet written in one with the next one."""
    bullets = page.bullets()
    for place, following in reversed(list(zip(bullets[::8], bullets[1::8], strict=False))):
        if following == place + 1:
            (one, text), (other, more) = page.lines[place], page.lines[following]
            page.lines[place : following + 1] = [
                ((one, other), f"{text.rstrip('.')}; {BULLET.match(more)[2]}")
            ]


def parted(page, dice):
    """Every sixth bullet with a comma in it written as two."""
    commas = [place for place in page.bullets() if ", " in page.lines[place][1][15:-15]]
    for place in reversed(commas[::6]):
        number, text = page.lines[place]
        mark = BULLET.match(text)[1]
        at = text.index(", ", 15)
        page.lines[place : place + 1] = [(number, text[:at]), (number, mark + text[at + 2 :])]


EDITS = {
    "1 new note": one_new,
    "10 new": ten_new,
    "copy-edit": copy_edit,
    "a person": person,
    "typing": typing,
    "tidied": tidied,
    "shortened": shortened,
    "moved": moved,
    "joined": joined,
    "parted": parted,
}


def run(path):
    settings = Settings(redact=RedactSettings(find_names=False), embed=EmbedSettings(cache="off"))
    return analyse(read_sources([path], settings.read), settings).analysis


def ideas_by_line(analysis, text):
    """The ids and words of the notes that stand in each line."""
    starts, position = [], 0
    for line in text.split("\n"):
        starts.append(position)
        position += len(line) + 1
    table = pd.Series(starts)
    found = {}
    for row in analysis.segments.itertuples():
        line = int(table.searchsorted(row.start, "right")) - 1
        found.setdefault(line, []).append((row.segment_id, row.clean_text))
    return found


def notes_of_now(before, now, became):
    """For each note of before the notes that it is now.

    What stands once in both is itself. Otherwise a line has its ideas in their order; where an edit changed
    how many there are, an idea is where half of its words are.
    """
    texts = Counter(text for ideas in before.values() for _, text in ideas)
    today = [idea for ideas in now.values() for idea in ideas]
    stand = Counter(text for _, text in today)
    itself = {text: name for name, text in today if stand[text] == texts[text] == 1}
    to = {}
    for line, ideas in before.items():
        lines = became.get(line, [])
        found = [idea for after in lines for idea in now.get(after, [])]
        same = len(lines) == 1 and len(found) == len(ideas)
        for place, (name, text) in enumerate(ideas):
            if text in itself:
                to[name] = [itself[text]]
            elif same:
                to[name] = [found[place][0]]
            else:
                to[name] = [new for new, said in found if _half(text, said)]
    return to


def _half(text, said):
    """Tell whether half of the words of a note, or half of those of what may be a part of it, are there."""
    one, other = (set(re.findall(r"\w+", words.lower())) for words in (text, said))
    return 2 * len(one & other) >= min(len(one), len(other))


def judge(before, now, to, given, asked):
    """Count right, wrong, asked, lost and gone decisions."""
    owner = {note: row.number for row in now.itertuples() if row.note_ids for note in row.note_ids.split(";")}
    counts = Counter()
    for row in before.itertuples():
        homes = Counter()
        for note in row.note_ids.split(";"):
            homes.update({owner[new] for new in to.get(note, ()) if new in owner})
        best = {number for number, n in homes.items() if n == max(homes.values())}
        if given.get(row.number, 0):
            counts["right" if given[row.number] in best else "wrong"] += 1
        elif homes:
            counts["asked" if row.number in asked else "lost"] += 1
        else:
            counts["gone"] += 1
    return counts


def by_ids(before, now):
    """The baseline: who gets the decision by note numbers and words."""

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


def by_words(before, now, folder):
    """Who gets the decision, and on whom a person is asked, through a register that was written down."""
    register = folder / "register.csv"
    before.suggestions.assign(remit="yes").to_csv(register, index=False)
    registered = register_suggestions(now.suggestions.assign(number=0), now.segments, read_register(register))
    matches = registered.matches
    found = matches[matches["outcome"].isin(["same", "split", "merged"])]
    asked = set(matches.loc[matches["outcome"] == "asked", "number"])
    return registered.suggestions, dict(zip(found["number"], found["now"], strict=True)), asked


def shares(counts):
    """Give the number of decisions whose suggestion is still there, and what share came of them."""
    there = sum(counts[key] for key in ("right", "wrong", "asked", "lost"))
    return there, counts["right"] / max(1, there), counts["lost"] / max(1, there)


def main(paths, seed):
    print(
        f"{'source':18}{'edit':12}{'who':7}{'right':>6}{'wrong':>6}{'asked':>6}{'lost':>6}{'gone':>6}{'found':>8}"
    )
    total, lowest = {"words": Counter(), "ids": Counter()}, {"words": 1.0, "ids": 1.0}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        before = run(path)
        at_before = ideas_by_line(before, text)
        for name, edit in EDITS.items():
            page = Edited(text.split("\n"))
            edit(page, random.Random(seed))
            with tempfile.TemporaryDirectory() as folder:
                edited = Path(folder) / path.name
                edited.write_text(page.text(), encoding="utf-8")
                now = run(edited)
                table, given, asked = by_words(before, now, Path(folder))
            to = notes_of_now(at_before, ideas_by_line(now, page.text()), page.became())
            for who, of_now, found in (
                ("words", table, (given, asked)),
                ("ids", now.suggestions, (by_ids(before, now), set())),
            ):
                counts = judge(before.suggestions, of_now, to, *found)
                total[who].update(counts)
                lowest[who] = min(lowest[who], shares(counts)[1])
                row = "".join(f"{counts[key]:6}" for key in ("right", "wrong", "asked", "lost", "gone"))
                print(f"{path.stem[:17]:18}{name:12}{who:7}{row}{shares(counts)[1]:8.3f}", flush=True)
    for who, counts in total.items():
        there, found, lost = shares(counts)
        print(
            f"{who}: {counts['wrong']} wrong of {there}, found {found:.3f} (lowest {lowest[who]:.3f}), lost {lost:.4f}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", type=Path, nargs="*", default=[REPO / "corpus/ccnso-2023/report.md"])
    parser.add_argument("--seed", type=int, default=3)
    asked = parser.parse_args()
    main(asked.sources, asked.seed)
