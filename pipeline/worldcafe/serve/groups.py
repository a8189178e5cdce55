"""The groups that are asked: what is sent to them, and the link by which they answer without an account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from worldcafe.serve.links import holder_of, make_link
from worldcafe.serve.models import Cafe, Fact, Item, Link
from worldcafe.serve.pages_of import day
from worldcafe.serve.process import ANSWERED, ASKED, DONE, GOING, NOT_TAKEN, TAKEN, TO_INFORM

LASTS = dt.timedelta(days=90)
ANSWERABLE = (ASKED, ANSWERED, TAKEN, NOT_TAKEN, GOING, DONE)


@dataclass(frozen=True)
class Group:
    """A group with the suggestions that it is to be asked about, and those that it was asked about."""

    name: str
    scope: str
    to_inform: tuple[Item, ...]
    asked: tuple[Item, ...]
    links: tuple[Link, ...]


def named_groups() -> dict[str, str]:
    """Give the groups of the settings, each with what is in its scope."""
    lines = (Fact.objects.filter(key="groups").values_list("value", flat=True).first() or "").splitlines()
    parts = [line.partition(":") if ":" in line else line.partition(",") for line in lines]
    return {name.strip(): scope.strip() for name, _, scope in parts if name.strip()}


def all_groups() -> list[Group]:
    """Give the groups of the settings and of the register, by name."""
    named = named_groups()
    used = Item.objects.exclude(body="").values_list("body", flat=True).distinct()
    links = Link.objects.filter(kind="group", expires__gt=_now().isoformat()).order_by("made")
    return [
        Group(
            name,
            named.get(name, ""),
            tuple(Item.objects.filter(body=name, state=TO_INFORM)),
            tuple(Item.objects.filter(body=name, state__in=ANSWERABLE)),
            tuple(link for link in links if link.body == name),
        )
        for name in sorted({*named, *used}, key=str.casefold)
    ]


def reminder_to(name: str, items: Sequence[Item], link: str = "") -> str:
    """Give the text that reminds a group of suggestions whose answer was due before today, "" for none."""
    today = dt.date.today().isoformat()
    late = [item for item in items if item.state == ASKED and "" < item.due < today]
    if not late:
        return ""
    title = Cafe.objects.values_list("title", flat=True).get(pk=1)
    lines = [
        f"To {name}",
        "",
        f"We asked you about suggestions from \u201c{title}\u201d. These still wait for your answer:",
    ]
    for item in late:
        lines += ["", f"No {item.number}: {item.text}", f"    hoped for by {day(item.due)}"]
    lines += ["", "If none of them concerns you, please tell us that."]
    lines += ["", f"You can answer here, without an account: {link}"] if link else []
    return "\n".join(lines) + "\n"


def letter_to(name: str, items: Sequence[Item], due: str = "", link: str = "") -> str:
    """Give the text that asks a group about suggestions, to be copied or sent."""
    title = Cafe.objects.values_list("title", flat=True).get(pk=1)
    n = "a suggestion" if len(items) == 1 else f"{len(items)} suggestions"
    lines = [
        f"To {name}",
        "",
        f"At the tables of \u201c{title}\u201d people made {n} that may concern you.",
        "Please tell us of each whether it is on your plan already; whether it becomes a work item, and then "
        "how and when; or why it does not. Those who made it are told your answer.",
    ]
    lines += [f"We hope for your answer by {day(due)}."] if due else []
    lines += ["", f"You can answer here, without an account: {link}"] if link else []
    for item in items:
        lines += ["", f"No {item.number}: {item.text}"]
        lines += [f"    \u201c{note['text']}\u201d ({note['place']})" for note in item.found.get("notes", [])]
    return "\n".join(lines) + "\n"


def mail_to(name: str, text: str) -> bytes:
    """Give a letter as a mail that a mail program opens as a draft; it is addressed to nobody yet."""
    mail = EmailMessage()
    title = Cafe.objects.values_list("title", flat=True).get(pk=1)
    mail["Subject"] = " ".join(f"Suggestions of {title} for {name}".split())
    mail["X-Unsent"] = "1"
    mail.set_content(text)
    return mail.as_bytes()


def open_link(name: str) -> str:
    """Give the path by which a group answers; it lasts for ninety days, or until it is taken back."""
    return f"/g/{make_link('group', LASTS, name)}"


def group_of(token: str) -> str | None:
    """Give the group that a link is for; None where it is none, or no more."""
    return holder_of("group", token)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
