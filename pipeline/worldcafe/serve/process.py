"""The committee's process as the report describes it: what is decided, which state follows, what is next.

A suggestion is within the remit or not; it is in somebody's scope or in nobody's; the group is informed and
asked if and how it becomes a work item; what it answers is told to those who said it. No row of a database
is known here: the facts of one suggestion go in, a state or a question comes out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from worldcafe.rulings import REMITS, SCOPES

Facts = Mapping[str, str]
Kind = Literal["choice", "text", "line", "date"]


@dataclass(frozen=True)
class Field:
    """A fact that people decide: what it is called, how it is written down, which values it may have."""

    name: str
    label: str
    kind: Kind = "choice"
    values: tuple[str, ...] = ()


ANSWERS = ("already there", "yes", "no", "answered")
CONSIDERED = ("explore further", "already there", "include", "do not include")
HAS_A_NAME = ("committee", "working group")  # scopes of which it must be said which group it is
WITH_A_GROUP = ("scope", "body", "informed", "answer", "answer_why", "progress")  # that lead to one, and on
PROGRESS = ("in progress", "done")
AT_WORK = ("enough is done", "less is done than was suggested", "it is emerging", "it is new to the group")
FIELDS = {
    field.name: field
    for field in (
        Field("remit", "Within the remit", values=REMITS),
        Field("remit_why", "Why", "text"),
        Field("scope", "In whose scope", values=SCOPES),
        Field("body", "Which group", "line"),
        Field("informed", "Informed and asked on", "date"),
        Field("due", "Due", "date"),
        Field("answer", "What the group answers", values=ANSWERS),
        Field("answer_why", "How and when, or why not", "text"),
        Field("at_work", "How far the group is with it", values=AT_WORK),
        Field("work_item", "Work item", "line"),
        Field("considered", "What the Council says", values=CONSIDERED),
        Field("considered_why", "Who explores it until when, or why", "text"),
        Field("progress", "How far it is", values=PROGRESS),
        Field("public_text", "What is told to those who said it", "text"),
        Field("reopened", "Why it is opened again", "text"),
    )
}
PROPOSAL = ("proposal", "proposed_by", "objection")  # what is proposed and not decided yet
WHY = ("considered_why", "answer_why", "remit_why")  # the latest of them is the reason that a workbook has
# Words that may name a person: the log has a reference for them.
WRITTEN = (*(name for name, field in FIELDS.items() if field.kind == "text"), "objection", "waived_why")
# All in which a person writes words of their own.
FREE = (
    *WRITTEN,
    *(name for name, field in FIELDS.items() if field.kind == "line"),
    "remit criteria",
    "groups",
)

NEW, WAITS, OUT, WHOSE = "new", "waits", "out of remit", "whose scope"
TO_INFORM, ASKED, ANSWERED, CONSIDERS = "to inform", "asked", "answered", "council considers"
TAKEN, NOT_TAKEN, GOING, DONE = "taken up", "not taken up", "in progress", "done"
ALL_STATES = (
    NEW,
    WAITS,
    WHOSE,
    TO_INFORM,
    ASKED,
    ANSWERED,
    CONSIDERS,
    TAKEN,
    GOING,
    DONE,
    NOT_TAKEN,
    OUT,
)
ENDS = (OUT, TAKEN, NOT_TAKEN, DONE)
STATES_THAT_WAIT = (ASKED, WAITS, CONSIDERS)  # until the day on which something is due
STATUS_OF_WORKBOOK = (TO_INFORM, ASKED, ANSWERED, CONSIDERS, TAKEN, NOT_TAKEN, GOING, DONE)
CHANGED_BY_STATUS: dict[str, dict[str, str]] = {  # what a status in a workbook says of the facts
    TO_INFORM: {"informed": "", "answer": "", "progress": ""},
    ASKED: {"answer": "", "progress": ""},
    ANSWERED: {"answer": "answered", "progress": ""},
    CONSIDERS: {"scope": "nobody", "considered": "", "answer": "", "progress": ""},
    TAKEN: {"answer": "yes", "progress": ""},
    NOT_TAKEN: {"answer": "no", "progress": ""},
    GOING: {"answer": "yes", "progress": "in progress"},
    DONE: {"answer": "yes", "progress": "done"},
    "not a suggestion": {"remit": "no", "remit_why": "It is no suggestion."},
}


@dataclass(frozen=True)
class Choice:
    """One answer to a question: the value, what a person reads, the key that chooses it."""

    value: str
    label: str
    key: str


@dataclass(frozen=True)
class Question:
    """What is to be decided next on a suggestion, and the fields that belong to it."""

    field: str
    ask: str
    choices: tuple[Choice, ...] = ()
    also: tuple[str, ...] = ()
    told: str = ""
    until: tuple[str, str] = ("", "")  # the answer that waits for a day, and what is asked of that day


def _choices(*pairs: tuple[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, key) for (value, label), key in zip(pairs, "abcdef", strict=False))


REMIT = Question(
    "remit",
    "Is it within the remit?",
    _choices(("yes", "Yes, it is ours"), ("no", "No, it is outside"), ("unclear", "Not clear yet")),
    ("remit_why",),
    "Outside means: no further action, and those who said it are told why. What is not clear waits: "
    "write what is to be found out; those who said it are told that, too.",
    ("unclear", "To be found out until"),
)
SCOPE = Question(
    "scope",
    "In whose scope is it?",
    _choices(
        ("council", "The Council itself"),
        ("committee", "A committee that exists"),
        ("working group", "A working group"),
        ("nobody", "Nobody's so far"),
    ),
    ("body",),
    "A group is informed and asked; what is its own, or nobody's so far, the Council considers.",
)
INFORM = Question(
    "informed",
    "Has the group been informed, and asked if and how it becomes a work item?",
    also=("due",),
    told="Write the day on which it was sent, and the day by which an answer is expected.",
)
ANSWER = Question(
    "answer",
    "What does the group answer?",
    _choices(
        ("already there", "It is on our plan already"),
        ("yes", "Yes, it becomes a work item"),
        ("no", "No, it does not"),
    ),
    ("work_item", "answer_why", "at_work"),
)
CONSIDER = Question(
    "considered",
    "What does the Council say?",
    _choices(
        ("explore further", "Explore it further"),
        ("already there", "It is on the plan already"),
        ("include", "Include it in the work"),
        ("do not include", "Do not include it"),
    ),
    ("considered_why",),
    until=("explore further", "To be explored until"),
)
FOLLOW = Question(
    "progress",
    "How far is it?",
    _choices(("in progress", "In progress"), ("done", "Done")),
    ("public_text",),
)
TELL = Question(
    "public_text",
    "What is told to those who said it?",
    told="They are told the reason below in any case; write what else they should know, or leave it empty.",
)
ASKED_IN: dict[str, Question] = {
    NEW: REMIT,
    WAITS: REMIT,
    WHOSE: SCOPE,
    TO_INFORM: INFORM,
    ASKED: ANSWER,
    ANSWERED: ANSWER,
    CONSIDERS: CONSIDER,
    TAKEN: FOLLOW,
    GOING: FOLLOW,
    DONE: TELL,
    NOT_TAKEN: TELL,
    OUT: TELL,
}
QUESTIONS = {question.field: question for question in (REMIT, SCOPE, INFORM, ANSWER, CONSIDER, FOLLOW, TELL)}
OF_ANSWER = {"already there": TAKEN, "yes": TAKEN, "no": NOT_TAKEN, "answered": ANSWERED}
OF_COUNCIL = {
    "": CONSIDERS,
    "explore further": CONSIDERS,
    "already there": TAKEN,
    "include": TAKEN,
    "do not include": NOT_TAKEN,
}


def state_of(facts: Facts) -> str:
    """Give the state that follows from the facts: the furthest that was reached, one of ALL_STATES."""
    remit = facts.get("remit", "")
    if remit == "no":
        return OUT
    for name, states in (("progress", {"in progress": GOING, "done": DONE}), ("answer", OF_ANSWER)):
        if (value := facts.get(name, "")) in states:
            return states[value]
    # nobody informs the Council of what it decides itself
    if facts.get("scope") == "nobody" or (facts.get("scope") == "council" and not facts.get("informed")):
        return OF_COUNCIL[facts.get("considered", "")]
    if facts.get("informed"):
        return ASKED
    if facts.get("scope"):
        return TO_INFORM
    return {"yes": WHOSE, "unclear": WAITS}.get(remit, NEW)


def next_question(facts: Facts) -> Question:
    """Give the one question that is to be answered next."""
    return ASKED_IN[state_of(facts)]


def lacks_group(facts: Facts) -> bool:
    """Tell whether it is with a group of which nobody has said which it is."""
    scope = facts.get("scope", "")
    is_asked = not scope and state_of(facts) in (ASKED, ANSWERED)
    return (is_asked or scope in HAS_A_NAME) and not facts.get("body")


def is_reopened(before: Facts, after: Facts) -> bool:
    """Tell whether something that had come to an end is another now, work that goes on apart."""
    old, new = state_of(before), state_of(after)
    return old in ENDS and new not in (old, GOING, DONE)


def pruned(values: Facts) -> dict[str, str]:
    """Give what a form says without what its answer leaves no room for.

    That is the day until which something waits, where nothing does, and a group where it is the Council
    itself or nobody.
    """
    values = {**values, "body": ""} if values.get("scope") in ("council", "nobody") else values
    waits = [values[one.field] == one.until[0] for one in (REMIT, CONSIDER) if one.field in values]
    goes_on = bool(waits) and not any(waits) and "informed" not in values
    return {**values, "due": ""} if goes_on and "due" in values else dict(values)


def wrong_with(name: str, value: str) -> str:
    """Say in a sentence why a field cannot have a value, "" where it can."""
    field = FIELDS.get(name)
    if field is None:
        return f'There is no field "{name}".'
    if not value:
        return ""
    if field.kind == "choice" and value not in field.values:
        return f'{field.label}: "{value}" is none of {", ".join(field.values)}.'
    if field.kind == "date" and not _is_date(value):
        return f'{field.label}: "{value}" is no date; write it as in 2026-03-31.'
    if field.kind == "line" and ("\n" in value or len(value) > 200):
        return f"{field.label}: one line of at most 200 letters."
    return f"{field.label}: at most 5,000 letters." if len(value) > 5000 else ""


def _is_date(value: str) -> bool:
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def triage_of(facts: Facts) -> dict[str, str]:
    """Give the columns of the workbook that say the same as the facts."""
    state = state_of(facts)
    return {
        "remit": facts.get("remit", ""),
        "scope": facts.get("scope", ""),
        "who": facts.get("body", ""),
        "status": state if state in STATUS_OF_WORKBOOK else "",
        "report_back": facts.get("public_text", ""),
        "reason": next(filter(None, map(facts.get, WHY)), ""),
        "by": "",
        "on": facts.get("informed", ""),
    }


def changes_of(triage: Facts, facts: Facts, today: dt.date) -> dict[str, str]:
    """Give what a row of a workbook changes in the facts; nothing where it says what they say already."""
    said = triage_of(facts)
    changes = {
        field: triage[column]
        for column, field in (
            ("remit", "remit"),
            ("scope", "scope"),
            ("who", "body"),
            ("report_back", "public_text"),
        )
        if triage[column] != said[column]
    }
    status = triage["status"]
    if status and status != state_of({**facts, **changes}):
        changes |= CHANGED_BY_STATUS[status]
        if status == ASKED and not facts.get("informed"):
            day = triage.get("on", "")
            changes["informed"] = day if _is_date(day) else today.isoformat()
    if (why := triage.get("reason", "")) and why != said["reason"]:
        changes[_why_of({**facts, **changes})] = why
    return {name: value for name, value in changes.items() if value != facts.get(name, "")}


def held_back(changes: Facts, facts: Facts) -> dict[str, str]:
    """Give what of the changes of a file cannot stand: all that leads to a group, where it has no name."""
    if not lacks_group({**facts, **changes}):
        return {}
    return {name: value for name, value in changes.items() if name in WITH_A_GROUP}


def _why_of(facts: Facts) -> str:
    """Give the field in which the reason of a workbook stands: that which it was read from, or is due."""
    due = {"considered_why": "considered", "answer_why": "answer"}
    said = next((name for name in WHY if facts.get(name)), "")
    return said or next((name for name in due if facts.get(due[name])), "remit_why")
