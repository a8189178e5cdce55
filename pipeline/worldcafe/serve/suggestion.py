"""One suggestion: its evidence, the next question, comments, history; and the page of a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.serve import gate, questions
from worldcafe.serve.corrections import keep_words
from worldcafe.serve.groups import named_groups
from worldcafe.serve.history import told_of
from worldcafe.serve.log import LABELS, Actor, Conflict, Refused, Wish, decide, remark
from worldcafe.serve.models import Cafe, Claim, Comment, Event, Fact, Item, Text, listed
from worldcafe.serve.names import get_ready
from worldcafe.serve.pages_of import day, show
from worldcafe.serve.process import (
    ANSWER,
    ASKED,
    CONSIDERS,
    DONE,
    ENDS,
    FIELDS,
    HAS_A_NAME,
    NOT_TAKEN,
    OUT,
    QUESTIONS,
    TELL,
    TO_INFORM,
    Question,
    is_reopened,
    next_question,
    pruned,
    state_of,
    wrong_with,
)
from worldcafe.serve.proposals import answer, is_chair, read_proposal
from worldcafe.serve.publishing import told_in
from worldcafe.serve.rulings import claim_key
from worldcafe.serve.texts import facts_of

DAYS = ("informed", "due")
NOT_OURS = "not ours"  # an answer that leads back to the question of scope
RESTS = {
    ASKED: "It waits for what the group answers. Until it does, go on with the next.",
    TO_INFORM: "Where nobody has asked the group yet, leave it for now: it stands under “What waits”.",
    OUT: "Nothing more is asked of it.",
    NOT_TAKEN: "Nothing more is asked of it.",
}
BACK = {"scope": "", "body": "", "informed": "", "due": "", "answer": ""}


@require_safe
def suggestion(request: HttpRequest, number: int) -> HttpResponse:
    """Show a suggestion."""
    get_ready()
    return show_suggestion(request, _item(number))


def _item(number: int) -> Item:
    item = Item.objects.filter(number=number).first()
    if item is None:
        raise Http404
    return item


def show_suggestion(
    request: HttpRequest, item: Item, typed: Mapping[str, str] | None = None, wrong: str = ""
) -> HttpResponse:
    """Give the page; after a refusal with what was typed and why it cannot be."""
    facts = facts_of(item)
    asked = QUESTIONS.get(request.GET.get("ask", "")) or _asked_by(typed or {})
    question = asked or next_question(facts)
    hidden = dict(Comment.objects.filter(item=item.number).values_list("seq", "hidden"))
    words = _comments(item.number)
    events = Event.objects.filter(item=item.number).order_by("-seq")
    told: dict[str, Any] = {
        "item": item,
        "facts": facts,
        "question": question,
        "typed": {**facts, "reopened": "", **(typed or {})},
        "reopens": item.state in ENDS and question != next_question(facts),
        "wrong": wrong,
        "comments": words,
        "events": [told_of(event) for event in events if not hidden.get(event.seq)],
        "criteria": Fact.objects.filter(key="remit criteria").values_list("value", flat=True).first() or "",
        "groups": list(named_groups()),
        "marks": [(claim_key(note["text"]), note["text"]) for note in item.found.get("notes", [])],
        "has_report": Claim.objects.exists(),
        "apart": "apart" in request.GET,
        "kept": request.GET.get("kept", "") if request.GET.get("kept", "").isdecimal() else "",
        "told_in": told_in(item.number, item.state),
        "following": following(item.number),
        "seq": Cafe.objects.values_list("seq", flat=True).get(pk=1),
        "rests": _why_it_rests(facts),
        "NOT_OURS": NOT_OURS,
        "proposed": read_proposal(facts),
        "chair": is_chair(request.person.name),  # type: ignore[attr-defined]
    }
    return show(request, "suggestion.html", told, 422 if wrong else 200)


def _asked_by(typed: Mapping[str, str]) -> Question | None:
    """Give the question that a form answers."""
    return next((question for name, question in QUESTIONS.items() if name in typed), None)


def _comments(number: int) -> list[dict[str, str]]:
    """Give the comments on a suggestion, the oldest first."""
    rows = list(Comment.objects.filter(item=number, hidden=False).order_by("seq"))
    texts = dict(Text.objects.filter(ref__in=[row.ref for row in rows]).values_list("ref", "body"))
    events = Event.objects.in_bulk([row.seq for row in rows])
    return [
        {
            "seq": str(row.seq),
            "who": events[row.seq].actor,
            "at": events[row.seq].at,
            "text": texts.get(row.ref, "[taken out]"),
        }
        for row in rows
    ]


def following(number: int) -> int | None:
    """Give the next suggestion on which nothing was decided yet."""
    left = listed().filter(state="new").exclude(number=number)
    after = left.filter(number__gt=number).order_by("number").first() or left.order_by("number").first()
    return after.number if after else None


@require_POST
def decide_one(request: HttpRequest, number: int) -> HttpResponse:
    """Store what a form says of a suggestion."""
    item = _item(number)
    values = {
        name: request.POST[name].strip().replace("\r\n", "\n") for name in FIELDS if name in request.POST
    }
    if values.get(ANSWER.field) == NOT_OURS:
        values = {**values, **BACK}
    values = pruned(values)
    onward = following(number) if "onward" in request.POST else None
    if onward and values == {TELL.field: facts_of(item).get(TELL.field, "")}:  # it may be left empty
        return HttpResponseRedirect(f"/s/{onward}")
    wish = Wish(number, values, _base(request), request.POST.get("key", "")[:64])
    if not wish.request:
        return gate.refuse(request, 422, "This form has no key; open the page anew.")
    person = request.person.name  # type: ignore[attr-defined]
    facts = facts_of(item)
    after = {**facts, "reopened": "", **values}
    wrong = _says_nothing(values, facts) or lacks_reason(values) or wrong_together(values, facts)
    if wrong := wrong or _lacks_reason_anew(facts, after):
        return show_suggestion(request, item, values, wrong)
    try:
        answer(Actor(person), wish)
    except Conflict as conflict:
        return show_conflict(request, f"/s/{number}", wish, conflict)
    except Refused as refused:
        return show_suggestion(request, item, values, str(refused))
    return HttpResponseRedirect(f"/s/{onward or number}?stored={wish.request}&kept={number}")


def _why_it_rests(facts: Mapping[str, str]) -> str:
    """Say why nothing has to be answered now, "" where something has to be."""
    state = state_of(facts)
    if state == CONSIDERS and facts.get("considered") == "explore further":
        return "It is being explored. Nothing more is asked of it until that is done."
    if state == DONE and facts.get("public_text"):
        return RESTS[OUT]
    return RESTS.get(state, "")


def _says_nothing(values: Mapping[str, str], facts: Mapping[str, str]) -> str:
    """Say that a form was sent as empty as it was."""
    empty = not any(values.values()) and not any(facts.get(name) for name in values)
    return "Nothing was chosen or written, so nothing is stored." if empty else ""


def lacks_reason(values: Mapping[str, str]) -> str:
    """Say what is missing where something is closed without a reason."""
    for name, closing, why in (
        ("remit", "no", "remit_why"),
        ("answer", "no", "answer_why"),
        ("considered", "do not include", "considered_why"),
    ):
        if values.get(name) == closing and why in values and not values[why]:
            told = "those who said it will be told, so write a sentence; nothing is stored yet."
            return f"{FIELDS[why].label}: {told}"
    return ""


def wrong_together(values: Mapping[str, str], facts: Mapping[str, str]) -> str:
    """Say in a sentence why what a form says cannot stand together with what is known, "" where it can."""
    after = {**facts, **values}
    if values.get("scope") in HAS_A_NAME and not after.get("body"):
        return f"{FIELDS['body'].label}: write its name, or choose another answer; nothing is stored yet."
    asked, due = after.get("informed", ""), after.get("due", "")
    if "informed" in values and "" < due < asked and not any(map(wrong_with, DAYS, (asked, due))):
        told = f"An answer cannot be due on {day(due)}, before the group was asked on {day(asked)}"
        return f"{told}; nothing is stored yet."
    return ""


def _lacks_reason_anew(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Say what is missing where something that had come to an end is opened again without a reason."""
    missing = is_reopened(before, after) and not after["reopened"]
    return f"{FIELDS['reopened'].label}: it had come to an end, so write a sentence." if missing else ""


def _base(request: HttpRequest) -> int:
    text = request.POST.get("base", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def show_conflict(request: HttpRequest, back: str, wish: Wish, conflict: Conflict) -> HttpResponse:
    """Show what it was, what the other made of it and what this one wants; the form has it still."""
    clashing = {clash.field for clash in conflict.clashes}
    subject = Item.objects.filter(number=wish.item).first()
    version = subject.version if subject else int(_stored_version())
    told = {
        "back": back,
        "action": back if not wish.item else f"{back}/decide",
        "clashes": conflict.clashes,
        "others": {name: value for name, value in wish.values.items() if name not in clashing},
        "version": version,
        "labels": LABELS,
        "undone": False,
    }
    return show(request, "conflict.html", told, 409)


def _stored_version() -> str:
    return Fact.objects.filter(key="version").values_list("value", flat=True).first() or "0"


@require_POST
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """Store a comment."""
    item, text = _item(number), request.POST.get("text", "").replace("\r\n", "\n")
    try:
        remark(Actor(request.person.name), number, text, request.POST.get("key", "")[:64])  # type: ignore[attr-defined]
    except Refused as refused:
        return show_suggestion(request, item, {"text": text}, str(refused))
    return HttpResponseRedirect(f"/s/{number}?stored={request.POST.get('key', '')[:64]}#comments")


@require_POST
def apart(request: HttpRequest, number: int) -> HttpResponse:
    """Store that some notes of a suggestion say something else than its others; the next analysis follows."""
    notes = {claim_key(note["text"]): note["text"] for note in _item(number).found.get("notes", [])}
    ticked = [mark for mark in notes if mark in request.POST.getlist("note")]
    form = request.POST.get("key", "")[:50]
    if not form or not 0 < len(ticked) < len(notes):
        return gate.refuse(request, 422, "Tick the notes that say something else, and leave the others.")
    keep_words(notes)
    pairs = [(one, other) for one in ticked for other in notes if other not in ticked]
    try:
        for place, (one, other) in enumerate(pairs):
            pair = claim_key("\n".join(sorted((notes[one], notes[other]))))
            questions.answer(
                Actor(request.person.name),  # type: ignore[attr-defined]
                f"{questions.PAIRS}/{pair}",
                "different",
                f"{one} {other}",
                f"{form}/{place}",
            )
    except Refused as refused:
        return gate.refuse(request, 422, str(refused))
    return HttpResponseRedirect(f"/s/{number}?apart={len(ticked)}")


@require_POST
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """Say what a suggestion of before is now: another number, itself, or gone."""
    item = _item(number)
    target = request.POST.get("is", "")
    offers = item.standing.removeprefix("asked").strip().split(";")
    standing = f"merged {target}" if target in offers and target.isdecimal() else ""
    standing = {"same": "same", "gone": "gone"}.get(target, standing)
    if not item.standing.startswith("asked") or not standing:
        return gate.refuse(request, 422, "That is settled already, or is none of the answers.")
    actor, key = Actor(request.person.name), request.POST.get("key", "")[:64]  # type: ignore[attr-defined]
    try:
        decide(actor, Wish(number, {"standing": standing}, _base(request), key, "settle"))
        if standing.startswith("merged"):
            _hand_over(actor, item, int(target), key)
    except Conflict as conflict:
        return show_conflict(request, "/matches", Wish(number, {}, 0, key), conflict)
    return HttpResponseRedirect("/matches")


def _hand_over(actor: Actor, item: Item, target: int, key: str) -> None:
    """Let the suggestion that it is now take over what was decided, where nothing was decided there."""
    other = _item(target)
    there = facts_of(other)
    values = {name: value for name, value in facts_of(item).items() if not there.get(name)}
    if values:
        decide(actor, Wish(target, values, other.version, f"{key}+", "decide"))
