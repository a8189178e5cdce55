"""The register as files that the command line and a spreadsheet read, and such files read back."""

from __future__ import annotations

import datetime as dt
import io
import json
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from worldcafe.errors import InputError
from worldcafe.files.cells import disarm
from worldcafe.serve import gate
from worldcafe.serve.imports import why_held
from worldcafe.serve.loading import load_readers
from worldcafe.serve.log import LABELS, Actor, Conflict, Refused, Wish
from worldcafe.serve.models import Item
from worldcafe.serve.pages_of import show
from worldcafe.serve.process import changes_of, held_back, triage_of
from worldcafe.serve.proposals import answer
from worldcafe.serve.rulings import quoted
from worldcafe.serve.texts import facts_of

HEADINGS = (
    *("No", "Suggestion", "Remit", "Scope", "Who", "Status", "Report back", "Reason", "By", "On"),
    *("Same as", "Places", "Said"),
)
WIDTHS = (6, 60, 10, 14, 22, 18, 50, 40, 14, 12, 8, 8, 60)
SUFFIXES = (".xlsx", ".csv", ".toml")


def _rows() -> Iterator[dict[str, Any]]:
    """Give every suggestion with what was decided, in the columns of the workbook."""
    for item in Item.objects.order_by("number"):
        merged = item.standing.removeprefix("merged ") if item.standing.startswith("merged ") else ""
        said = [note["text"] for note in item.found.get("notes", [])]
        yield {
            "number": item.number,
            "text": item.text,
            **triage_of(facts_of(item)),
            "same_as": merged,
            "n_places": item.n_places,
            "said": said,
        }


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """Send the register as a workbook."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(make_workbook(), content_type=kind)
    response["Content-Disposition"] = 'attachment; filename="register.xlsx"'
    return response


def make_workbook() -> bytes:
    """Give the register as a workbook in which nothing is a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - only this page needs it
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Suggestions"
    sheet.append(list(HEADINGS))
    for row in _rows():
        cells = [*list(row.values())[:-1], "\n".join(row["said"])[:32_000]]
        sheet.append([disarm(cell) if isinstance(cell, str) else cell for cell in cells])
    for place, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "C2"
    sheet.column_dimensions[get_column_letter(len(HEADINGS))].hidden = True
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@require_safe
def toml(request: HttpRequest) -> HttpResponse:
    """Send the decisions as the TOML that `[register] decisions` names."""
    response = HttpResponse(make_toml(), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="register.toml"'
    return response


def make_toml() -> str:
    """Give the register as TOML: strings of JSON are strings of TOML."""
    lines = ["# The register as it was decided; name it under [register] decisions.\n"]
    for row in _rows():
        told = {name: value for name, value in row.items() if value not in ("", []) and name != "n_places"}
        lines.append("[[decision]]")
        for name, value in told.items():
            lines.append(f"{name} = {quoted(str(value) if name == 'number' else value)}")
        lines.append("")
    return "\n".join(lines)


@require_POST
def read_decisions(request: HttpRequest) -> HttpResponse:
    """Show what a file would change, before anything is."""
    file = request.FILES.get("file")
    suffix = Path(file.name or "").suffix.lower() if file else ""
    if file is None or suffix not in SUFFIXES or (file.name or "").endswith(".removed.csv"):
        return gate.refuse(request, 422, f"Choose a file that ends in {', '.join(SUFFIXES)}.")
    try:
        changes = changes_in(file.read(), suffix)
    except InputError as error:
        return gate.refuse(request, 422, str(error))
    return show(request, "decisions.html", {"changes": changes, "labels": LABELS})


def changes_in(data: bytes, suffix: str) -> list[dict[str, Any]]:
    """Give for each suggestion what a file changes."""
    load_readers()
    from worldcafe.register import read_register  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"decisions{suffix}"
        path.write_bytes(data)
        entries = read_register(path)
    found = []
    for entry in entries:
        item = Item.objects.filter(number=entry.number).first()
        if item is None:
            continue
        facts = facts_of(item)
        values = changes_of(entry.triage, facts, dt.date.today())
        held = held_back(values, facts)
        values = {name: value for name, value in values.items() if name not in held}
        if values or held:
            told = [(name, facts.get(name, ""), value) for name, value in values.items()]
            why = why_held(entry.where, held) if held else ""
            found.append({"item": item, "told": told, "packed": json.dumps(values), "held": why})
    return found


@require_POST
def apply_decisions(request: HttpRequest) -> HttpResponse:
    """Store what was shown of a file, where it was ticked."""
    key = request.POST.get("key", "")[:50] or secrets.token_hex(16)
    person = request.person.name  # type: ignore[attr-defined]
    left = []
    for ticked in request.POST.getlist("row"):
        number, _, base = ticked.partition(":")
        try:
            values = {
                str(name): str(value)
                for name, value in json.loads(request.POST.get(f"v{number}", "")).items()
            }
            wish = Wish(int(number), values, int(base), f"{key}/{number}")
            answer(Actor(person), wish)
        except (Conflict, Refused, ValueError, AttributeError):
            left.append(number)
    if left:
        return gate.refuse(request, 409, f"Not stored, for somebody changed them: No {', No '.join(left)}.")
    return HttpResponseRedirect("/register")
