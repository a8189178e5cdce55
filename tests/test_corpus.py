"""The shipped corpus: has the structure that its README tells of, and none of the original's wording."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from conftest import CORPUS, ORIGINAL, REPO

README = REPO / "corpus" / "README.md"
CHECK = REPO.parent / "shared" / "score" / "check_restated.py"
TEXT = CORPUS.read_text(encoding="utf-8")
CONTENTS, BODY = TEXT.split(
    "\nThe world cafés\n"
)  # the table of contents has a page number behind each title
SUMMARIES = BODY[BODY.index("\nThe Hamburg Café\n") : BODY.index("\nNext steps")]
NOTES = BODY[BODY.index("\nAnnex A") :]

needs_original = pytest.mark.skipif(
    not (ORIGINAL.is_file() and CHECK.is_file()), reason="the original report and its check are not at hand"
)


def plain(line: str) -> str:
    """Give a bullet's words without markup, for comparing a claim with the notes."""
    without_links = re.sub(r"\[([^]]+)\]\(#\)", r"\1", line)
    return re.sub(r"\*\*|@", "", without_links).strip(" -.").casefold()


def repeated_bullets() -> list[str]:
    """Give the bullets of the topic summaries that stand word for word in the notes."""
    bullets = [line for line in topic_summaries() if line.lstrip(" ").startswith("- ")]
    return [line for line in bullets if plain(line) in NOTES.casefold()]


def topic_summaries() -> list[str]:
    """Give the lines of the topic summaries, without what introduces each café."""
    cafes = (SUMMARIES.split("\nThe Virtual Café\n")[0], SUMMARIES.split("\nThe Virtual Café\n")[1])
    starts = ("\nCross Community Involvement\n", "\nTrends\n")
    return [
        line for cafe, start in zip(cafes, starts, strict=True) for line in cafe.split(start)[1].splitlines()
    ]


def shape(line: str) -> tuple[str, ...]:
    """Give all that structures a line and says nothing: indent, bullet, glyphs, markup, labels."""
    opening = re.match(r"( *)(- )?(Q\d \| )?", line)
    assert opening
    marks = re.findall(r"<[^>]+>|[★●○■]|\[?\(S\)|\*\*|\t", line)
    return ("text" if line.strip() else "blank", opening.group(), *marks)


COUNTED = {
    "cafés": len(re.findall(r"(?m)^Annex [A-Z] – Notes", BODY)),
    "tables": len(re.findall(r"(?m)^Table \d+ - ", BODY)),
    "rounds": len(re.findall(r"(?mi)^(?:<p>)?round \d\b", BODY)),
    "numbered questions": len(re.findall(r"(?m)^Q\d \| ", BODY)),
    "topic summaries": CONTENTS[CONTENTS.index("Hamburg") : CONTENTS.index("Next steps:")].count("\n") - 2,
    "lines of the summaries that stand word for word in the notes": len(repeated_bullets()),
    "lines of the file": len(TEXT.splitlines()),
}


@pytest.mark.parametrize(("what", "count"), COUNTED.items())
def test_readme_tells_the_structure_of_the_corpus(what, count):
    told = dict(re.findall(r"(?m)^\| ([^|]+) \| (\d+) \|$", README.read_text(encoding="utf-8")))
    assert told[what] == str(count)


def test_every_round_but_the_missing_ones_has_words():
    rounds = re.split(r"(?mi)^(?:<p>)?round \d\b.*?(?:</p>|:?$)", BODY)[1:]
    empty = [text for text in rounds if not re.split(r"(?m)^(?:Table|Annex) ", text)[0].strip()]
    assert len(empty) == 1


def test_altered_claim_says_what_its_note_does_not():
    assert "Multilateralism under pressure." in NOTES
    assert "Multilateralism under pressure." not in SUMMARIES
    assert "Multistakeholder under pressures." in SUMMARIES


@pytest.mark.parametrize("title", ["Cross Community Involvement", "Collaboration, Engagement, Community"])
def test_pointers_name_a_topic_of_the_report(title):
    assert f"as under the topic {title}." in SUMMARIES
    assert f"\n{title}\n" in SUMMARIES


def test_nobody_can_be_written_to():
    assert not re.search(r"\S@\S|https?:|www\.|\+\d{6,}", TEXT)


@needs_original
def test_wording_is_our_own():
    check = subprocess.run(
        [sys.executable, CHECK, ORIGINAL, CORPUS], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout


@needs_original
def test_every_line_has_the_shape_of_the_original_line():
    originals = ORIGINAL.read_text(encoding="utf-8").splitlines()
    assert [shape(line) for line in TEXT.splitlines()] == [shape(line) for line in originals]
