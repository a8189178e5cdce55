"""The addresses of the app."""

from __future__ import annotations

from django.urls import path

from worldcafe.serve import (
    claims,
    files_out,
    gate,
    groups_page,
    history,
    identities,
    intake,
    meeting,
    pages_of,
    publish_page,
    register_page,
    screens,
    suggestion,
)
from worldcafe.serve.live.doors import DOORS

handler404 = "worldcafe.serve.gate.not_there"
handler500 = "worldcafe.serve.gate.fault"
urlpatterns = [
    path("", screens.today),
    path("health", screens.health),
    path("enter/<str:token>", gate.enter),
    path("name", screens.name),
    path("static/<str:mark>/<str:name>", pages_of.send_asset),
    path("register", register_page.register),
    path("register/propose", register_page.decide_many),
    path("s/<int:number>", suggestion.suggestion),
    path("s/<int:number>/decide", suggestion.decide_one),
    path("s/<int:number>/comment", suggestion.comment),
    path("s/<int:number>/settle", suggestion.settle),
    path("undo/<int:seq>", history.undo_one),
    path("history", history.history),
    path("history.jsonl", history.download),
    path("changes", screens.changes),
    path("matches", screens.matches),
    path("settings", screens.settings),
    path("settings/link", screens.invite),
    path("keys", screens.keys),
    path("intake", intake.intake),
    path("intake/take", intake.take),
    path("intake/<int:job>", intake.progress),
    path("meeting", meeting.meeting),
    path("meeting/confirm", meeting.confirm_ticked),
    path("s/<int:number>/object", meeting.object_one),
    path("groups", groups_page.groups),
    path("groups/link", groups_page.link),
    path("groups/take-back", groups_page.take_back),
    path("groups/letter.eml", groups_page.mail),
    path("groups/sent", groups_page.sent),
    path("g/<str:token>", groups_page.answers),
    path("g/<str:token>/<int:number>", groups_page.answer),
    path("publish", publish_page.publish),
    path("publish/draft", publish_page.draft),
    path("publish/now", publish_page.now),
    path("publish/waive", identities.waive),
    path("identities", identities.identities),
    path("publications/<int:no>/<str:name>", publish_page.file),
    path("claims", claims.claims),
    path("claims/<str:key>", claims.claim),
    path("claims/<str:key>/rule", claims.rule),
    path("files/corrections.toml", claims.corrections),
    path("files/register.xlsx", files_out.workbook),
    path("files/register.toml", files_out.toml),
    path("files/decisions", files_out.read_decisions),
    path("files/decisions/apply", files_out.apply_decisions),
    *DOORS,
]
