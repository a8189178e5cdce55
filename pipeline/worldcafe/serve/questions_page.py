"""Small questions as pages: which theme a note is of, do two suggestions say the same, what is disputed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.serve import gate, questions
from worldcafe.serve.corrections import keep_words, stored_rulings
from worldcafe.serve.doubts import (
    NEW,
    STAYS,
    company_of,
    edit_that_follows,
    offered_themes,
    unsure_notes,
)
from worldcafe.serve.edits import ASIDE, tell_edit
from worldcafe.serve.log import Actor, Refused, require_nameless
from worldcafe.serve.models import Claim, Note, Pair
from worldcafe.serve.pages_of import show
from worldcafe.serve.proposals import is_chair
from worldcafe.serve.questions import PAIRS, THEMES, UNKNOWN
from worldcafe.serve.rulings import claim_key
from worldcafe.serve.themes import keep_edit, standing


def _pairs() -> list[str]:
    return list(Pair.objects.order_by("-gain", "key").values_list("key", flat=True))


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what waits, in the order of what an answer is worth, and what people see differently."""
    now = standing()
    unsure = unsure_notes(now)
    notes = questions.open_keys(THEMES, [note.key for note in unsure if note.margin < 0])
    told = {
        "claims": Claim.objects.exclude(key__in=stored_rulings()).count(),
        "notes": len(notes),
        "pairs": len(questions.open_keys(PAIRS, _pairs())),
        "disputed": sum(len(questions.disputed(queue)) for queue in questions.QUEUES),
    }
    return show(request, "questions.html", told)


@require_safe
def note(request: HttpRequest) -> HttpResponse:
    """Ask which theme the note is of that is least sure of its own."""
    now = standing()
    unsure = unsure_notes(now)
    looked = questions.looked_at(THEMES, who(request))  # by others, each with those that it is asked with
    left = [one for one in unsure if one.key not in looked]
    taken = {o.local for one in unsure if one.key in looked for o in company_of(now, one, left)}
    key = questions.deal(THEMES, [one.key for one in unsure if one.local not in taken], who(request))
    row = next((one for one in unsure if one.key == key), None)
    nearer = [one.key for one in unsure if one.margin < 0]
    told: dict[str, Any] = {
        "row": row,
        "near": offered_themes(now, row) if row else [],
        "own": now.names[now.theme_of[row.local]] if row else "",
        "company": company_of(now, row, left) if row else [],
        "left": len(questions.open_keys(THEMES, nearer)),
        "last": tell_last(THEMES),
        "ASIDE": ASIDE,
        "STAYS": STAYS,
        "NEW": NEW,
        "UNKNOWN": UNKNOWN,
    }
    return show(request, "note.html", told)


def tell_last(queue: str) -> dict[str, Any]:
    """Say what the last ten answers changed."""
    given = questions.last_answers(queue)
    changed = sum(bool(one.follows) and one.choice != UNKNOWN for _, one in given)
    words = _words_of(queue, [one.key for _, one in given])
    rows = [
        (event, questions.tell_answer(after), _where(one), words.get(one.key, ()))
        for event, one in given
        for _, after in event.changes.values()
    ]
    return {"n": len(given), "changed": changed, "rows": rows}


def _words_of(queue: str, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Give what some questions of a queue were about, as far as it is still there."""
    if queue == THEMES:
        return {row.key: (row.text,) for row in Note.objects.filter(key__in=keys)}
    pairs = Pair.objects.in_bulk(list(keys))
    return {key: (row.found["left"]["text"], row.found["right"]["text"]) for key, row in pairs.items()}


def who(request: HttpRequest) -> str:
    """Give the name of the person who asks."""
    return str(request.person.name)  # type: ignore[attr-defined]


@require_POST
def answer_note(request: HttpRequest, key: str) -> HttpResponse:
    """Store which theme a note is of, and ask the next question."""
    now, form = standing(), request.POST.get("key", "")[:64]
    row = next((one for one in Note.objects.filter(key=key) if now.theme_of.get(one.local)), None)
    if row is None:
        raise Http404
    choice, name = request.POST.get("is", ""), " ".join(request.POST.get("name", "").split())
    near = dict(offered_themes(now, row))
    if not form or len(name) > 120 or choice not in (*near, ASIDE, STAYS, NEW, UNKNOWN):
        return gate.refuse(request, 422, "That is none of the answers.")
    actor = Actor(who(request))
    company = {one.local for one in company_of(now, row, unsure_notes(now))} & set(
        request.POST.getlist("with")
    )
    texts = (row.text, *(now.notes[one].text for one in sorted(company)))
    edit = edit_that_follows(now, choice, texts, name)
    try:
        require_nameless(actor, [name])
        follows = keep_edit(edit) if edit else ""
        said = claim_key(near[choice]) if choice in near else choice
        questions.answer(actor, f"{THEMES}/{key}", said, follows, form)
    except Refused as refused:
        return gate.refuse(request, 422, str(refused))
    return HttpResponseRedirect("/questions/note")


@require_safe
def pair(request: HttpRequest) -> HttpResponse:
    """Ask whether two suggestions say the same."""
    key = questions.deal(PAIRS, _pairs(), who(request))
    told = {
        "row": Pair.objects.filter(key=key).first() if key else None,
        "left": len(questions.open_keys(PAIRS, _pairs())),
        "last": tell_last(PAIRS),
        "UNKNOWN": UNKNOWN,
    }
    return show(request, "pair.html", told)


@require_POST
def answer_pair(request: HttpRequest, key: str) -> HttpResponse:
    """Store whether two suggestions say the same, and ask the next question."""
    row = Pair.objects.filter(key=key).first()
    if row is None:
        raise Http404
    choice, form = request.POST.get("is", ""), request.POST.get("key", "")[:64]
    if not form or choice not in ("same", "different", UNKNOWN):
        return gate.refuse(request, 422, "That is none of the answers.")
    words = {claim_key(row.found[side]["text"]): row.found[side]["text"] for side in ("left", "right")}
    keep_words(words)
    try:
        questions.answer(Actor(who(request)), f"{PAIRS}/{key}", choice, " ".join(words), form)
    except Refused as refused:
        return gate.refuse(request, 422, str(refused))
    return HttpResponseRedirect("/questions/pair")


@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """Show what people answered differently, for the chair to settle."""
    notes = {row.key: row for row in Note.objects.all()}
    pairs = Pair.objects.in_bulk(list(questions.disputed(PAIRS)))
    told = {
        "notes": [
            (key, notes.get(key), [(one, tell_edit(one.follows) or "it stays", _where(one)) for one in said])
            for key, said in questions.disputed(THEMES).items()
        ],
        "pairs": [(key, pairs.get(key), said) for key, said in questions.disputed(PAIRS).items()],
        "chair": is_chair(who(request)),
    }
    return show(request, "disputes.html", told)


def _where(one: questions.Opinion) -> str:
    """Give the name of the theme that an answer leads to, as far as it is known."""
    names = {claim_key(name): name for name in standing().names.values()}
    return names.get(one.choice, "")


@require_POST
def settle(request: HttpRequest, queue: str, key: str) -> HttpResponse:
    """Let one of two answers count."""
    seq, form = request.POST.get("seq", ""), request.POST.get("key", "")[:64]
    if queue not in (THEMES, PAIRS) or not seq.isdecimal() or len(seq) > 9 or not form:
        return gate.refuse(request, 422, "This form is not whole; open the page anew.")
    try:
        questions.settle_dispute(Actor(who(request)), queue, key, int(seq), form)
    except Refused as refused:
        return gate.refuse(request, 422, str(refused))
    return HttpResponseRedirect("/questions/disputes")
