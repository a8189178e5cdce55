"""Removed identities are in no byte of anything that is shared, however the notes hide them."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import re
import unicodedata
import zipfile

import pandas as pd
import pytest
from docx import Document
from openpyxl import Workbook

from test_run import readable
from worldcafe.cli import main
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.redact import redact_identities
from worldcafe.segment import segment_blocks
from worldcafe.settings import FILES, ReadSettings, RegisterSettings, Settings, without_paths
from worldcafe.tasks.publish import private_path

NOTES = """\
# Annex: notes of the garden café

## Table 1 - Compost, hosted by Svetlana Kowalczyk

### Round 1

Facilitator: Svetlana Kowalczyk

- Svetlana says each street needs a compost bin
- <b>Svet</b>lana wants a second compost bin
- The bin of S&#118;etlana smells of compost
- SVETLANA KOWALCZYK turns the compost heap
- svetlana's compost is too wet
- A Svetlana-led group sorts the compost bin
- Ask Kowalczyk (svetlana_kowalczyk) for the compost key
- The list #SvetlanaKowalczyk is about compost bins
- <a href="mailto:svet.k@garden.example" title="Svetlana Kowalczyk">Write</a> about the bin
- <!-- typed by Svetlana Kowalczyk --> More shade for the compost heap
- <span data-author='Hubertus Nkemelu'>Compost needs air</span>

### Round 2 - led by Andr&eacute; Dubois

- Andre\u0301 Dubois would dig a pond
- AndrÃ© would dig a deeper pond
- **An**dré knows frogs like a pond
- An\u00addré will line the pond
- Dubois\u2019s pond is dry in summer
- Call me about the pond: +44 20 7946 0999
- Or write to svet.k@garden.example, or to @dubois_digs

## Table 2 - Tools

### Round 1

- A lending list for the tools in the shed
- A lending list for tools would help
- According to Wilhelmina the shed needs a lock
- WILHELMINA's lock for the shed is broken
- Zebulon Quark mends the tools in the shed
- Tools are shared between the streets
"""
CHAT = """\
10:01:12 From Oluwaseun Adebayo : the shed needs light
10:02:30 From Kowalczyk, Svetlana : and a lock for the shed
10:03:10 From Oluwaseun Adebayo : thanks @Kowalczyk, a lamp for the shed too
"""
INITIALS = """\
Table 4: Bees (scribe VQZ)
Host: Bakary Traoré
- VQZ: more flowers for the bees
- The hive belongs to Mme Traoré, tel. 0612 345 678
- Bees need water
"""
HIDDEN = ["svetlana", "kowalczyk", "andre", "dubois", "wilhelmina", "zebulon", "quark", "oluwaseun"]
HIDDEN += [
    "vqz",
    "bakary",
    "traore",
    "612345678",
    "tendai",
    "moyo",
    "anneliese",
    "kroger",
    "dilnoza",
    "karimova",
]
HIDDEN += ["adebayo", "hubertus", "nkemelu", "svetk", "duboisdigs", "2079460999"]


@pytest.fixture(name="shared", scope="module")
def _shared(tmp_path_factory):
    """Run on notes that hide names in every place that a format has."""
    folder = tmp_path_factory.mktemp("given")
    notes = folder / "notes"
    notes.mkdir()
    (notes / "Svetlana Kowalczyk table notes.md").write_text(NOTES, encoding="utf-8")
    (notes / "chat Oluwaseun Adebayo.txt").write_text(CHAT, encoding="utf-8")
    document = Document()
    document.core_properties.author = "Hubertus Nkemelu"
    document.core_properties.last_modified_by = "Wilhelmina Dubois"
    document.core_properties.comments = "for Svetlana Kowalczyk"
    document.add_heading("Table 3 - Water, with Wilhelmina", 1)
    for line in ("Hubertus Nkemelu waters the beds", "A second tap for the beds", "Rain for the beds"):
        document.add_paragraph(line, style="List Bullet")
    said = document.add_paragraph("A rope for the buckets", style="List Bullet")
    document.add_comment(said.runs, text="Wilhelmina has one", author="Dilnoza Karimova", initials="DK")
    document.save(notes / "Hubertus Nkemelu.docx")
    add_bundles(notes)
    config = folder / "settings.toml"
    config.write_text('[redact]\nalways = ["Zebulon Quark"]\n', encoding="utf-8")
    out, said = folder / "out", io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        assert main(["run", str(notes), "--out", str(out), "--config", str(config)]) == 0
    (folder / "said.txt").write_text(said.getvalue().replace(str(folder), ""), encoding="utf-8")
    return out


@pytest.mark.parametrize(
    ("folder", "shown"),
    [
        ("Marigold Featherstone", "[place 1]"),
        ("Leopold", "[place 1]"),
        ("Rose", "[place 1]"),
        ("Lisbon", "Lisbon"),
        ("Paris", "Paris"),
        ("Sofia", "Sofia"),
        ("Zarvon", "Zarvon"),
        ("Youth Club", "Youth Club"),
        ("Morning", "Morning"),
    ],
)
def test_folder_called_after_a_person_is_no_name_of_a_cafe_and_one_after_a_town_is(tmp_path, folder, shown):
    for name in (folder, "Hamburg"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "table 1.txt").write_text(
            f"- Benches at the {len(name)} gates\n", encoding="utf-8"
        )
    settings = Settings()
    segments = segment_blocks(
        sources := read_sources([tmp_path], settings.read),
        parse_sources(sources, settings.parse),
        settings.segment,
    )
    cafes = redact_identities(segments, settings.redact).segments["cafe"]
    assert set(cafes) == {shown, "Hamburg"}


def test_paths_of_files_that_settings_name_are_not_shown():
    settings = Settings(
        read=ReadSettings(report=("/home/jane/Jane Doe.docx",)),
        register=RegisterSettings(decisions="/x/jane"),
    )
    shown = without_paths(settings)
    assert (shown.read.report, shown.register.decisions) == (("given (.docx)",), "given")
    assert without_paths(Settings()) == Settings()


def test_every_setting_that_names_a_file_is_known():
    named = {
        (stage.name, key.name)
        for stage in dataclasses.fields(Settings)
        if dataclasses.is_dataclass(section := getattr(Settings(), stage.name))
        for key in dataclasses.fields(section)
        if re.search(r"file|path|folder|cache|rules|decisions|report|address", key.name)
        and isinstance(getattr(section, key.name), str | tuple)
        and stage.name != "redact"  # there a list of ways
    }
    assert named | {("embed", "model")} == set(FILES)  # a folder, or the name of a model


def add_bundles(notes):
    """Folders, sheets and files inside an archive that are called after people."""
    for host in ("Tendai Moyo", "Anneliese Kröger"):
        (notes / host).mkdir()
        (notes / host / "table 5.txt").write_text(
            f"- {host.split()[0]} sows\n- Seeds for all\n", encoding="utf-8"
        )
    with zipfile.ZipFile(notes / "Anneliese Kröger.zip", "w") as archive:
        archive.writestr("Dilnoza Karimova/Bakary Traoré.txt", INITIALS)
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = "Dilnoza Karimova"
    book.active.title = "Tendai Moyo"
    for row in (["Table", "Note"], ["Dilnoza Karimova", "sow early"], ["Table 6", "sow late"]):
        book.active.append(row)
    book.save(notes / "seeds.xlsx")


def letters(text):
    """Only the letters and digits of a text, in one case, without accents: nothing can hide between them."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9\n]", "", re.sub(r"</?[a-z][^<>\n]*>", "", folded))


def test_no_hidden_name_is_in_any_byte_of_what_is_shared(shared):
    for path in sorted(shared.rglob("*")):
        found = [name for name in HIDDEN if name in letters(path.name)]
        if path.is_file():
            text = readable(path)
            raw = path.read_bytes().decode("latin-1").lower()
            found += [name for name in HIDDEN if name in letters(text) or name in raw]
            if path.suffix not in (".csv", ".json", ".html", ".md"):  # four letters stand in any picture
                found = [name for name in found if len(name) > 4]
        assert found == [], path.relative_to(shared)


def test_nothing_but_identities_is_gone(shared):
    text = "\n".join(pd.read_csv(shared / "tables" / "segments.csv", keep_default_na=False)["clean_text"])
    for word in ("compost", "pond", "frogs", "lending list", "smells", "tap", "lamp", "shade"):
        assert word in text


def test_the_analyst_finds_every_name_in_the_private_list(shared):
    listed = letters(private_path(shared).read_text(encoding="utf-8"))
    assert [name for name in HIDDEN if name not in listed and name not in ("nkemelu", "hubertus")] == []


def test_no_hidden_name_is_said_on_the_way(shared):
    said = letters((shared.parent / "said.txt").read_text(encoding="utf-8"))
    assert "segments" in said
    assert [name for name in HIDDEN if name in said] == []
