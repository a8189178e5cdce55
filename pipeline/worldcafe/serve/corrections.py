"""All that people corrected, as the file that a run reads: written beside the notes before each analysis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from worldcafe.serve import edits, rulings
from worldcafe.serve.edits import ThemeEdit
from worldcafe.serve.log import writing
from worldcafe.serve.models import Claim, Event, Fact, Quote
from worldcafe.serve.rulings import claim_key
from worldcafe.serve.texts import text_of

FILE = "corrections.toml"
HEAD = "# What people corrected in the app; a run reads it beside its notes, or under [correct] file.\n\n"


@dataclass(frozen=True)
class StoredEdit:
    """An edit of themes that holds, with the entry of the log that made it, in words, by whom and when."""

    seq: int
    edit: ThemeEdit
    told: str
    by: str
    at: str


def stored_edits() -> list[StoredEdit]:
    """Give the edits that were not undone, in their order."""
    rows = list(Fact.objects.filter(key__startswith=edits.FACT).exclude(value="").order_by("key"))
    events = Event.objects.in_bulk([_seq(row) for row in rows])
    words = dict(Quote.objects.values_list("key", "text"))
    found = []
    for row in rows:
        event, name = events[_seq(row)], text_of(edits.WRITTEN, edits.name_of(row.value))
        edit = edits.read_edit(row.value, words, name)
        found.append(StoredEdit(event.seq, edit, edits.tell_edit(row.value), event.actor, event.at))
    return found


def _seq(row: Fact) -> int:
    return int(row.key.removeprefix(edits.FACT))


def stored_rulings() -> dict[str, str]:
    """Give what was ruled, by the key of the claim."""
    rows = Fact.objects.filter(key__startswith=rulings.FACT).exclude(value="").order_by("key")
    return {row.key.removeprefix(rulings.FACT): row.value for row in rows}


def keep_words(words: Mapping[str, str]) -> None:
    """Keep the words behind keys; they are there however the notes read later."""
    with writing():
        for key, text in words.items():
            Quote.objects.update_or_create(key=key, defaults={"text": text})


def make_file() -> str:
    """Give all corrections as TOML, "" where there are none."""
    shown = {claim_key(text): text for claim in Claim.objects.all() for text in texts_of(claim)}
    words = {**shown, **dict(Quote.objects.values_list("key", "text"))}
    parts = [
        edits.toml_of(stored.edit for stored in stored_edits()),
        rulings.toml_of(stored_rulings(), words),
    ]
    text = "\n".join(filter(None, parts))
    return f"{HEAD}{text}" if text else ""


def texts_of(claim: Claim) -> list[str]:
    """Give the words of a claim and of the notes that are shown with it."""
    return [claim.found["text"], *(note["text"] for note in claim.found["notes"])]


def write_beside(notes: Path) -> tuple[int, ...]:
    """Write the corrections where a run of these notes reads them; give the entries of the edits among them.

    A file of corrections that came with the notes is kept beside the folder, and stands before ours.
    """
    path, own = notes / FILE, notes.with_name(f"{notes.name}.own.toml")
    if not own.exists():
        own.write_bytes(path.read_bytes() if path.is_file() else b"")
    text = own.read_text(encoding="utf-8-sig") + "\n" + make_file()
    if text.strip():
        path.write_text(text, encoding="utf-8")
    else:
        path.unlink(missing_ok=True)
    return tuple(stored.seq for stored in stored_edits())


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Send what people corrected as the file that a run reads."""
    response = HttpResponse(make_file(), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response
