"""settings: every setting is listed with its default and its meaning, as a file that can be read at once."""

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest

import worldcafe
from worldcafe.cli import main
from worldcafe.settings import Settings, make_settings, read_settings
from worldcafe.tasks.settings import describe_settings


def names(values, path=""):
    for entry in dataclasses.fields(values):
        value = getattr(values, entry.name)
        yield from (
            names(value, f"{path}{entry.name}.") if dataclasses.is_dataclass(value) else [path + entry.name]
        )


def test_as_it_is_it_changes_nothing(tmp_path):
    (tmp_path / "settings.toml").write_text(describe_settings(), encoding="utf-8")
    assert read_settings(tmp_path / "settings.toml") == Settings()


def test_with_every_line_taken_in_it_says_the_defaults_of_every_setting():
    taken_in = re.sub(r"(?m)^# (?=\w+ = )", "", describe_settings())
    given = tomllib.loads(taken_in)
    assert make_settings(given, "settings.toml") == Settings()

    def listed(section, path=""):
        for key, value in section.items():
            yield from listed(value, f"{path}{key}.") if isinstance(value, dict) else [path + key]

    assert sorted(listed(given)) == sorted(names(Settings()))


@pytest.mark.parametrize("name", ["max_megabytes", "bars", "file", "decisions", "apart", "languages"])
def test_what_a_setting_means_stands_with_it(name):
    (line,) = (line for line in describe_settings().splitlines() if line.startswith(f"# {name} = "))
    assert len(line.partition("  # ")[2]) > 10


def test_the_command_prints_them(capsys):
    assert main(["settings"]) == 0
    assert capsys.readouterr().out == describe_settings()


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_shell_is_told_of_every_command(shell, capsys):
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(command in script for command in ("templates", "serve", "next-topics", "--report"))


def test_every_setting_is_read_by_the_product():
    package = Path(worldcafe.__file__).parent
    sources = [
        path.read_text(encoding="utf-8") for path in package.rglob("*.py") if path.name != "settings.py"
    ]
    read = set(re.findall(r"[.\"]([a-z_]+)\b", "\n".join(sources)))
    assert {name.rpartition(".")[2] for name in names(Settings())} - read == set()
