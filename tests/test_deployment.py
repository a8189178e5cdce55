"""The files for a server: they name what is there, and let nobody reach the app but through a proxy."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

REPO = Path(__file__).parents[1]
WSGI = (REPO / "pipeline/worldcafe/serve/wsgi.py").read_text(encoding="utf-8")


def compose():
    yaml = pytest.importorskip("yaml", reason="no reader of YAML is installed")
    return yaml.safe_load((REPO / "deploy/compose.yaml").read_text(encoding="utf-8"))["services"]


def unit():
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    read.read(REPO / "deploy/worldcafe.service", encoding="utf-8")
    return read


def test_the_app_in_containers_is_published_on_this_machine_alone_and_its_database_nowhere():
    services = compose()
    assert services["app"]["ports"] == ["127.0.0.1:8000:8000"]
    assert "ports" not in services["database"]


def test_no_password_stands_in_the_files():
    services = compose()
    assert services["database"]["environment"]["POSTGRES_PASSWORD_FILE"] == "/run/secrets/password"
    assert not re.search(r"PASSWORD: ", (REPO / "deploy/compose.yaml").read_text(encoding="utf-8"))


def test_the_files_set_what_the_app_reads_and_begin_what_is_installed():
    texts = [path.read_text(encoding="utf-8") for path in sorted((REPO / "deploy").iterdir())]
    assert {name for text in texts for name in re.findall(r"WORLDCAFE_\w+", text)} == set(
        re.findall(r'environ\.get\("(WORLDCAFE_\w+)"', WSGI)
    )
    assert all("gunicorn worldcafe.serve.wsgi" in text for text in texts)
    extras = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    assert any(name.startswith("gunicorn") for name in extras["server"])
    assert compose()["app"]["build"]["args"]["EXTRAS"] == "[server]"
    assert "ARG EXTRAS" in (REPO / "Containerfile").read_text(encoding="utf-8")


def test_a_linter_has_nothing_to_say_about_the_containerfile():
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    linter = shutil.which("hadolint", path=beside)
    if linter is None:
        pytest.skip("hadolint is not installed")
    told = subprocess.run([linter, REPO / "Containerfile"], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")


def test_the_service_runs_as_nobody_and_listens_on_this_machine_alone():
    service = unit()["Service"]
    assert "--bind 127.0.0.1:" in service["ExecStart"]
    assert (service["DynamicUser"], service["ProtectSystem"], service["UMask"]) == ("yes", "strict", "0077")


def test_systemd_knows_everything_that_the_service_asks_for(tmp_path):
    if (verify := shutil.which("systemd-analyze")) is None:
        pytest.skip("no systemd is installed")
    said = (REPO / "deploy/worldcafe.service").read_text(encoding="utf-8")
    told = []
    for text in (said, said.replace("PrivateTmp", "PrivateTemp")):  # the second is wrong, and is seen to be
        here = re.sub(r"^ExecStart=.*", "ExecStart=/bin/true", text, flags=re.MULTILINE)
        (tmp_path / "worldcafe.service").write_text(here, encoding="utf-8")
        command = [verify, "verify", str(tmp_path / "worldcafe.service")]
        told.append(subprocess.run(command, capture_output=True, text=True, check=False).stderr)
    assert told[0] == ""
    assert "PrivateTemp" in told[1]


def test_the_app_of_a_server_answers_under_its_address_and_lets_in_by_a_link_of_the_command(tmp_path):
    pytest.importorskip("django", reason="the extra serve is not installed")
    code = """
import json, sys
from worldcafe.serve.wsgi import application
from wsgiref.util import setup_testing_defaults
def ask(host, path):
    told = {}
    environ = {"HTTP_HOST": host, "PATH_INFO": path, "wsgi.url_scheme": "https"}
    setup_testing_defaults(environ)
    body = b"".join(application(environ, lambda status, headers: told.update(status=status, headers=headers)))
    return told["status"][:3]
ours, link = "review.example.org", sys.argv[1]
print(json.dumps([ask(ours, "/"), ask("evil.example", "/"), ask(ours, link), ask(ours, link)]))
"""
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPO / "pipeline"),
        "WORLDCAFE_HOME": str(tmp_path),
        "WORLDCAFE_ADDRESS": "https://review.example.org",
    }
    command = [sys.executable, "-m", "worldcafe", "serve", str(tmp_path), "--link"]
    told = subprocess.run(
        [*command, "--address", "https://review.example.org/"],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    ).stdout
    link = re.search(r"https://review\.example\.org(/enter/[\w-]+)", told)[1]
    done = subprocess.run(
        [sys.executable, "-c", code, link], capture_output=True, text=True, env=environment, check=True
    )
    assert json.loads(done.stdout) == ["403", "400", "302", "403"]
