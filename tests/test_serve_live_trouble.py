"""Twelve scribes, a server killed twice, a network that is cut: no note is lost, none is stored twice."""

from __future__ import annotations

import re
import time

from live_cafe import NOTES, count_wrong, write_through_trouble
from serve_app import Browser


def wall_of(host, patience=120):
    """The wall, once it can tell."""
    for _ in range(patience * 4):
        page = host.get("/live/wall").text
        if "being read" not in page:
            return page
        time.sleep(0.25)
    raise AssertionError("the wall says nothing")


def test_no_note_is_lost_and_none_stored_twice_and_the_wall_shows_what_is_said(tmp_path):
    from worldcafe.serve.live import notes

    server, scribes = write_through_trouble(tmp_path, pause=0.05, dark=1.5, patience=200)
    try:
        assert sum(len(scribe.answered) for scribe in scribes) == len(NOTES)
        assert count_wrong(notes.notes_of()) == (0, 0)
        assert len(notes.notes_of()) == len(NOTES)
        assert sum(scribe.times for scribe in scribes) > len(NOTES)  # some had to be sent again
        host = Browser(server.port)
        assert host.get(server.link).status == 302
        host.post("/name", name="Ana")
        assert "Round 1 goes on" in host.get("/live/wall").text
        host.post("/live/round", round="1", what="end")
        page = wall_of(host)
        assert "60 notes of 12 tables" in page
        shown = re.findall(r'<section class="shared"><h2>(.*?)</h2>', page)
        assert "keep the public toilets open in winter" in page
        assert len(shown) >= 5
        assert "Quilter" not in page
    finally:
        notes.end()
        server.kill()
