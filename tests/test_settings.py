"""Settings and their overrides."""

from __future__ import annotations

import dataclasses

import pytest

from worldcafe.errors import InputError
from worldcafe.settings import Settings, read_settings


def read(tmp_path, text):
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_no_file_gives_the_defaults():
    assert read_settings(None) == Settings()


def test_empty_file_gives_the_defaults(tmp_path):
    assert read(tmp_path, "") == Settings()


def test_override_changes_that_key_and_no_other(tmp_path):
    changed = read(tmp_path, 'seed = 7\n[report]\ntitle = "Garden"\n')
    expected = dataclasses.replace(
        Settings(), seed=7, report=dataclasses.replace(Settings().report, title="Garden")
    )
    assert changed == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sed = 1", 'unknown key "sed"; known here: seed, read'),
        ("[report]\ntitel = 'x'", 'unknown key "titel"; known here: title'),
        ("seed = 'one'", "expected int, found str"),
        ("seed = true", "expected int, found bool"),
        ("report = 1", r"write \[report\] on a line of its own"),
        ("seed = = 1", "not a TOML file"),
        ("seed = " + "[" * 5_000, "nested too deeply"),
    ],
)
def test_wrong_file_is_said_in_one_sentence(tmp_path, text, sentence):
    with pytest.raises(InputError, match=sentence) as caught:
        read(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_missing_file_is_said_in_one_sentence(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_settings(tmp_path / "none.toml")


def test_every_stage_has_at_most_seven_settings():
    for section in dataclasses.fields(Settings):
        default = getattr(Settings(), section.name)
        if dataclasses.is_dataclass(default):
            assert len(dataclasses.fields(default)) <= 7, section.name
