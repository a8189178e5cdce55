"""Small groups of notes that may leave their theme together: one question instead of one for each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.serve import gate, questions
from worldcafe.serve.doubts import NEW, STAYS, edit_that_follows, offered_themes, small_groups, unsure_notes
from worldcafe.serve.edits import ASIDE
from worldcafe.serve.log import Actor, Refused, require_nameless
from worldcafe.serve.pages_of import show
from worldcafe.serve.questions import GROUPS, UNKNOWN
from worldcafe.serve.questions_page import tell_last, who
from worldcafe.serve.rulings import claim_key
from worldcafe.serve.themes import keep_edit, standing


@require_safe
def group(request: HttpRequest) -> HttpResponse:
    """Ask where a small group of notes belongs that is least sure of its theme."""
    now = standing()
    groups = small_groups(now, unsure_notes(now))
    key = questions.deal(GROUPS, [one.key for one in groups], who(request))
    row = next((one for one in groups if one.key == key), None)
    told: dict[str, Any] = {
        "row": row,
        "near": offered_themes(now, row.notes[0]) if row else [],
        "own": now.names[now.theme_of[row.notes[0].local]] if row else "",
        "left": len(questions.open_keys(GROUPS, [one.key for one in groups])),
        "last": tell_last(GROUPS),
        "ASIDE": ASIDE,
        "STAYS": STAYS,
        "NEW": NEW,
        "UNKNOWN": UNKNOWN,
    }
    return show(request, "group.html", told)


@require_POST
def answer_group(request: HttpRequest, key: str) -> HttpResponse:
    """Store where the ticked notes of a group belong, and ask the next; the others are asked about singly."""
    now, form = standing(), request.POST.get("key", "")[:64]
    row = next((one for one in small_groups(now, unsure_notes(now)) if one.key == key), None)
    if row is None:
        raise Http404
    choice, name = request.POST.get("is", ""), " ".join(request.POST.get("name", "").split())
    ticked = set(request.POST.getlist("with"))
    texts = tuple(note.text for note in row.notes if note.local in ticked)
    near = dict(offered_themes(now, row.notes[0]))
    if not form or len(name) > 120 or choice not in (*near, ASIDE, STAYS, NEW, UNKNOWN):
        return gate.refuse(request, 422, "That is none of the answers.")
    if not texts and choice != UNKNOWN:
        return gate.refuse(request, 422, "Tick the notes that it is true of.")
    edit = edit_that_follows(now, choice, texts, name)
    said = claim_key(near[choice]) if choice in near else choice
    try:
        require_nameless(Actor(who(request)), [name])
        follows = keep_edit(edit) if edit else ""
        questions.answer(Actor(who(request)), f"{GROUPS}/{key}", said, follows, form)
    except Refused as refused:
        return gate.refuse(request, 422, str(refused))
    return HttpResponseRedirect("/questions/group")
