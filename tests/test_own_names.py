"""Files are called as their users call them on the terminal, and by a safe name in everything written."""

import pytest

from worldcafe.analysis import require_notes
from worldcafe.cli import main
from worldcafe.errors import InputError
from worldcafe.parse import parse_sources
from worldcafe.read import read_sources
from worldcafe.segment import segment_blocks
from worldcafe.settings import Settings

ROWS = "Nota,Votes\n" + "".join(
    f"Abrir la biblioteca los domingos {number}.,{number}\n" for number in range(3)
)


def test_the_terminal_names_a_file_as_its_user_does(tmp_path, capsys):
    (tmp_path / "respuestas-begonia.csv").write_text(ROWS)
    assert main(["read", str(tmp_path / "respuestas-begonia.csv")]) == 0
    assert "respuestas-begonia.csv" in capsys.readouterr().out


def test_a_source_without_notes_is_named_as_its_user_does(tmp_path):
    (tmp_path / "begonia.md").write_text("# Welcome\n")
    settings = Settings()
    sources = read_sources([tmp_path / "begonia.md"], settings.read)
    segments = segment_blocks(sources, parse_sources(sources, settings.parse), settings.segment)
    with pytest.raises(InputError, match=r"^begonia\.md: no notes found"):
        require_notes(segments, sources)


def test_what_is_shown_of_a_source_holds_its_safe_name_alone(tmp_path):
    (tmp_path / "begonia.md").write_text("# Table 1\n- Open on Sundays.\n")
    (source,) = read_sources([tmp_path / "begonia.md"], Settings().read)
    assert (source.name, source.own) == ("source.md", "begonia.md")
    assert "begonia" not in repr(source)


def test_a_name_that_was_removed_from_the_notes_is_not_told_by_the_name_of_the_file(tmp_path, capsys):
    (tmp_path / "Svetlana_Kowalczyk-notes.md").write_text(
        "# Table 1\n- Open on Sundays, said Svetlana Kowalczyk.\n- Mend the gate.\n"
    )
    assert main(["read", str(tmp_path / "Svetlana_Kowalczyk-notes.md")]) == 0
    told = capsys.readouterr().out
    assert "notes.md" in told
    assert "Svetlana" not in told
