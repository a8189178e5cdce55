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
from worldcafe.serve.questions import PAIRS, THEMES, all_settled
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
    """Give the edits that hold, in their order; those that follow from answers among them."""
    made = {
        int(row.key.removeprefix(edits.FACT)): row.value
        for row in Fact.objects.filter(key__startswith=edits.FACT).exclude(value="")
    }
    made |= {one.seq: one.follows for one in all_settled(THEMES) if one.follows}
    events = Event.objects.in_bulk(list(made))
    words = dict(Quote.objects.values_list("key", "text"))
    found = []
    for seq, packed in sorted(made.items()):
        edit = edits.read_edit(packed, words, text_of(edits.WRITTEN, edits.name_of(packed)))
        found.append(StoredEdit(seq, edit, edits.tell_edit(packed), events[seq].actor, events[seq].at))
    return found


def stored_pairs() -> list[tuple[str, list[str]]]:
    """Give "same" or "different" for each two suggestions on which people answered, with a note of each."""
    words = dict(Quote.objects.values_list("key", "text"))
    pairs = [(one.choice, [words.get(key, "") for key in one.follows.split()]) for one in all_settled(PAIRS)]
    return [(choice, texts) for choice, texts in pairs if all(texts)]


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
        "".join(f"[[{said}]]\nnotes = {rulings.quoted(texts)}\n\n" for said, texts in stored_pairs()),
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
