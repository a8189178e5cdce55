"""The addresses of a café that goes on; none of them is there otherwise."""

from __future__ import annotations

from django.urls import path

from worldcafe.serve.live import host, scribe, wall

DOORS = [
    path("t/", scribe.door),
    path("t/<str:code>", scribe.page),
    path("t/<str:code>/state", scribe.state),
    path("t/<str:code>/notes", scribe.write),
    path("t/<str:code>/notes/<int:no>", scribe.correct),
    path("t/<str:code>/notes/<int:no>/strike", scribe.strike),
    path("live", host.host),
    path("live/state", host.state),
    path("live/setup", host.setup),
    path("live/cards", host.cards),
    path("live/round", host.round_),
    path("live/code", host.code),
    path("live/run", host.run),
    path("live/wall", wall.wall),
    path("live/wall/said", wall.said),
]
