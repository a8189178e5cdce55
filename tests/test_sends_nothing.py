"""Nothing is sent and nothing left lying about: seen from outside, where native libraries cannot hide."""

from __future__ import annotations

import pytest

from watched import watch

KEPT = ("home/.cache/worldcafe/", "home/.local/share/worldcafe/secret")  # what the tool keeps of its own
LIBRARY = "import worldcafe; print(worldcafe.analyse('garden.md').analysis.segments)"
ENCODER = """
from worldcafe.embed import make_encoder
make_encoder("minilm+wordllama").encode(["a bench by the pond"])
import onnxruntime
"""
LOOKS_UP = "import socket\ntry: socket.getaddrinfo('worldcafe.invalid', 443)\nexcept OSError: pass"
RUN = ["-m", "worldcafe", "run", "garden.md", "--out", "out", "--format", "html,docx,pdf,xlsx,qdpx,charts"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        RUN,
        ["-m", "worldcafe", "clean", "garden.md", "--out", "clean.csv"],
        ["-c", LIBRARY],
        ["-c", ENCODER],
    ],
    ids=["run", "clean", "library", "encoder"],
)
def test_nothing_is_sent_looked_up_or_left_in_the_folders_of_others(tiny_report, arguments):
    seen = watch(arguments, tiny_report.parent)
    assert seen.code == 0, seen.said
    assert seen.sent == []
    assert [name for name in seen.left if not name.startswith(KEPT)] == []


def test_a_name_that_is_looked_up_would_be_seen(tmp_path):
    assert watch(["-c", LOOKS_UP], tmp_path).sent


def test_a_file_that_is_left_would_be_seen(tmp_path):
    code = "import os, pathlib; pathlib.Path(os.environ['TMPDIR'], 'queue.db').touch()"
    assert watch(["-c", code], tmp_path).left == ["temp/queue.db"]
