"""Drafts made by hand against notes: every verdict, what moved, merged and is missing, in 80 columns."""

from __future__ import annotations

import pytest

from worldcafe.cli import main

NOTES = """\
# Table 1 - Orchard

## Round 1

Question: What should we do?

- Plant twelve pear trees behind the chapel.
- Lend ladders to neighbours in autumn
- The wasps bother children near the cider press

## Round 2

- Neighbours should be able to borrow ladders in autumn.
- Prune the hedges before the swallows return.

# Table 2 - Pond

## Round 1

Question: What should we do?

- Dredge the pond every second winter.
- Lend ladders to neighbours every autumn.
- Feed no bread to the ducks
"""
QUICK = '[redact]\nfind_names = false\n[embed]\nencoder = "wordllama"\n'
SOUND = "- Plant twelve pear trees behind the chapel."
DRAFTS = {
    "unsupported": "- The bishop donates a helicopter to the orchestra.",
    "altered": "- Plant thirty pear trees behind the chapel.",
    "moved": "- Dredge the pond every second winter.",
    "pointer": "- Similar points were raised as under the topic Pond.",
}


def check(tmp_path, claims, *options, suffix=".md"):
    """Run the command on a draft with these claims under the topic Orchard; give what it says."""
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    draft = tmp_path / f"draft{suffix}"
    if suffix == ".docx":
        write_word(draft, claims)
    elif suffix == ".html":
        items = "".join(f"<li>{claim[2:]}</li>" for claim in claims)
        draft.write_text(f"<h1>Summary</h1><h2>Orchard</h2><ul>{items}</ul>", encoding="utf-8")
    else:
        draft.write_text("# Summary\n\n## Orchard\n\n" + "\n".join(claims) + "\n", encoding="utf-8")
    (tmp_path / "quick.toml").write_text(QUICK, encoding="utf-8")
    sources = ["--notes", str(tmp_path / "notes.md"), "--config", str(tmp_path / "quick.toml")]
    return main(["check", str(draft), *sources, *options])


def write_word(path, claims):
    from docx import Document

    document = Document()
    document.add_heading("Summary", 1)
    document.add_heading("Orchard", 2)
    for claim in claims:
        document.add_paragraph(claim[2:], style="List Bullet")
    document.save(path)


def test_each_verdict_has_its_part_and_sound_claims_none(tmp_path, capsys):
    assert check(tmp_path, [SOUND, *DRAFTS.values()]) == 0
    said = capsys.readouterr().out
    assert said.startswith("5 claims: 2 supported, 1 altered, 1 unsupported, 1 pointer")
    parts = {part.split()[0]: part for part in said.split("\n\n")[1:]}
    assert "helicopter" in parts["UNSUPPORTED"]
    assert "[-twelve-] {+thirty+}" in parts["ALTERED"]
    assert "closest note: Plant twelve pear trees" in parts["ALTERED"]
    assert "(Table 1, round 1)" in parts["ALTERED"]
    assert "(from Table 2)" in parts["MOVED"]
    assert "similar points" in parts["POINTER"]
    assert "- Orchard: Plant twelve" not in said


def test_recurring_suggestion_is_missed_only_while_no_claim_has_it(tmp_path, capsys):
    check(tmp_path, [SOUND])
    assert "ladders" in capsys.readouterr().out.split("MISSING")[1]
    check(tmp_path, [SOUND, "- Lend ladders to neighbours in autumn"])
    assert "ladders" not in capsys.readouterr().out


def test_answer_fits_a_terminal(tmp_path, capsys):
    long = "- The bishop donates a helicopter, two balloons and a brass bell to the orchestra of the " * 3
    check(tmp_path, [SOUND, long, *DRAFTS.values()])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


@pytest.mark.parametrize(("name", "code"), [("unsupported", 1), ("altered", 0), ("moved", 0), ("pointer", 0)])
def test_strict_fails_for_unsupported_claims_alone(tmp_path, name, code):
    assert check(tmp_path, [SOUND, DRAFTS[name]], "--strict") == code
    assert check(tmp_path, [SOUND, DRAFTS[name]]) == 0


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx"])
def test_draft_may_have_any_format_that_is_read(tmp_path, capsys, suffix):
    assert check(tmp_path, [SOUND, DRAFTS["unsupported"]], "--strict", suffix=suffix) == 1
    assert capsys.readouterr().out.startswith("2 claims: 1 supported, 0 altered, 1 unsupported")


def test_draft_without_claims_is_refused(tmp_path, capsys):
    assert check(tmp_path, []) == 2
    assert "draft.md" in capsys.readouterr().err
