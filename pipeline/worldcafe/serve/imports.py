"""A run taken in: every decision stays with the suggestion that it was decided on."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worldcafe.errors import InputError
from worldcafe.serve.log import Actor, Changes, Wish, append, decide, now, remark, writing
from worldcafe.serve.models import Cafe, Claim, Item, Note, Pair, Run, Theme
from worldcafe.serve.process import FIELDS, changes_of, held_back
from worldcafe.serve.rulings import claim_key, expected_gain

Row = dict[str, Any]


@dataclass(frozen=True)
class Making:
    """How the app made a run: where its notes lie, and the entries of the log whose edits it followed."""

    notes: str = ""
    edits: tuple[int, ...] = ()


ELSEWHERE = Making()


@dataclass(frozen=True)
class Taken:
    """What came of an import: the number of the run, and how many suggestions stand how."""

    run: int
    counts: Mapping[str, int]


def import_run(folder: Path, actor: Actor, made: Making = ELSEWHERE) -> Taken | None:
    """Take in the run of a folder; None where the newest one has the same bytes.

    Raises:
        InputError: the folder is no run.
    """
    before = known_items()
    return enter_run(_read(folder, before), [item.number for item in before], folder, actor, made)


def known_items() -> list[Item]:
    """Give the suggestions that are looked for in a new run."""
    return list(Item.objects.exclude(standing="gone").exclude(standing__startswith="merged"))


def enter_run(
    told: Row, numbers: list[int], folder: Path, actor: Actor, made: Making = ELSEWHERE
) -> Taken | None:
    """Write what was read of a run, `numbers` being those that it was matched with, in their order."""
    newest = Run.objects.order_by("-no").first()
    if newest is not None and newest.digest == told["digest"]:
        return None
    with writing() as cafe:
        run = Run.objects.count() + 1
        counts = _enter(cafe, actor, run, told, numbers)
        Run.objects.create(
            no=run,
            title=told["title"][:300],
            folder=str(folder.absolute())[:500],
            digest=told["digest"],
            at=now(),
            by=actor.name,
            notes=made.notes[:500],
            followed=_followed(made.edits, told["corrected"]),
        )
    if run == 1:
        _decide_as_written(told)
    return Taken(run, counts)


def _followed(edits: tuple[int, ...], outcomes: list[str]) -> dict[str, str]:
    """Say of each edit what came of it; those that came with the notes stand before them."""
    ours = outcomes[len(outcomes) - len(edits) :]
    return {str(seq): outcome for seq, outcome in zip(edits, ours, strict=False)}


def _read(folder: Path, before: list[Item]) -> Row:
    """Have a run read and matched by another process."""
    known = [
        {
            "number": row.number,
            "text": row.text,
            "said": [note["text"] for note in row.found.get("notes", [])],
        }
        for row in before
    ]
    told: Row = ask_process("taking", {"folder": str(folder), "before": known}, "no run was read.")
    return told


def ask_process(module: str, asked: Row, silent: str) -> Any:
    """Give what a module of this room answers in a process of its own; what is slow to import stays there.

    Raises:
        InputError: it failed, with its last words, or `silent` where it had none.
    """
    done = subprocess.run(
        [sys.executable, "-m", f"worldcafe.serve.{module}"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise InputError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else silent)
    return json.loads(done.stdout)


def _enter(cafe: Cafe, actor: Actor, run: int, told: Row, numbers: list[int]) -> dict[str, int]:
    """Write what a run says into the register, and the entry that tells it."""
    rows: list[Row] = told["suggestions"]
    held = _mint(cafe, rows, told["matches"], numbers)
    standings = _standings(told["matches"], numbers, held)
    stored = {item.number: item for item in Item.objects.all()}
    changes: Changes = {"run": [str(run - 1), str(run)]}
    counts: dict[str, int] = {}
    for number, standing in {**dict.fromkeys(held, "new"), **standings}.items():
        item = stored.get(number) or Item(number=number, standing="")
        if item.standing != standing or number not in stored:
            changes[f"no {number}"] = [item.standing, standing]
        item.standing = standing
        if number in held:
            _show(item, rows[held[number]])
        item.save()
        counts[standing.split()[0]] = counts.get(standing.split()[0], 0) + 1
    if cafe.title == "":
        cafe.title = told["title"][:300]
    _enter_claims(told["claims"])
    _enter_themes(told)
    append(cafe, actor, Wish(0, {}, 0, secrets.token_hex(16), "import"), changes, 0)
    return counts


def _mint(cafe: Cafe, rows: list[Row], matches: list[Row], numbers: list[int]) -> dict[int, int]:
    """Give the public number of each suggestion of the run -> its row: that of before, or one never given."""
    held = {
        number: match["now"]
        for number, match in zip(numbers, matches, strict=True)
        if match["outcome"] in ("same", "split")
    }
    given = set(held.values())
    used = set(Item.objects.values_list("number", flat=True))
    for place, row in enumerate(rows):
        if place in given:
            continue
        wanted = row["number"]
        number = wanted if wanted and wanted not in used else max(cafe.newest, *used, 0) + 1
        held[number] = place
        used.add(number)
        cafe.newest = max(cafe.newest, number)
    return held


def _standings(matches: list[Row], numbers: list[int], held: Mapping[int, int]) -> dict[int, str]:
    """Say of each suggestion of before how it stands now."""
    number_of = {place: number for number, place in held.items()}
    told = {}
    for number, match in zip(numbers, matches, strict=True):
        standing = match["outcome"]
        if standing == "merged":
            standing = f"merged {number_of[match['now']]}"
        if standing == "asked":
            standing = f"asked {';'.join(str(number_of[place]) for place in match['offers'])}".strip()
        told[number] = standing
    return told


def _show(item: Item, row: Row) -> None:
    """Let an item show what a run says of it."""
    item.text, item.n_places, item.in_report = row["text"], row["n_places"], row["in_report"]
    item.n_notes, item.theme, item.aside = len(row["notes"]), row["theme"][:200], row["set_aside"][:200]
    item.found = {name: row[name] for name in ("notes", "against", "claims", "trend")}
    item.words = words_of(item)


def words_of(item: Item) -> str:
    """Give what a search in the register looks through."""
    said = (item.text, item.theme, *(f"{note['text']} {note['place']}" for note in item.found["notes"]))
    return "\n".join(said).casefold()


def _enter_claims(claims: list[Row]) -> None:
    """Write the claims of the run; what people ruled on one stands in the log, by its words."""
    Claim.objects.all().delete()
    rows = {}
    for place, claim in enumerate(claims):
        key = claim_key(claim["text"])
        rows[key] = Claim(key=key, place=place, gain=expected_gain(claim), found=claim)
    Claim.objects.bulk_create(rows.values())


def _enter_themes(told: Row) -> None:
    """Write the themes of the run, its notes and its pairs in place of those of before."""
    for model in (Theme, Note, Pair):
        model.objects.all().delete()
    pairs = {
        claim_key("\n".join(sorted((row["left"]["text"], row["right"]["text"])))): row
        for row in told["pairs"]
    }
    Pair.objects.bulk_create(
        Pair(key=key, gain=row["gain"], found={side: row[side] for side in ("left", "right")})
        for key, row in pairs.items()
    )
    Theme.objects.bulk_create(
        Theme(local=row["id"], place=place, name=row["name"][:200])
        for place, row in enumerate(told["themes"])
    )
    Note.objects.bulk_create(
        Note(
            local=row["id"],
            key=claim_key(row["text"]),
            text=row["text"],
            place=row["place"][:300],
            theme=row["theme"],
            margin=row["margin"],
            nearest=row["nearest"],
            like=row["like"],
        )
        for row in told["themed"]
    )


def _decide_as_written(told: Row) -> None:
    """Take over what the workbook of the first run says; what has no group yet is left for a person."""
    file = Actor("register.xlsx", "file")
    for row in told["suggestions"]:
        item = Item.objects.filter(number=row["number"]).first()
        if item is None or not any(row["triage"].values()):
            continue
        changes = changes_of(row["triage"], {}, dt.date.today())
        held = held_back(changes, {})
        stands = {name: value for name, value in changes.items() if name not in held}
        decide(file, Wish(item.number, stands, 0, secrets.token_hex(16)))
        if held:
            remark(file, item.number, why_held(f"No {item.number}", held), secrets.token_hex(16))


def why_held(where: str, held: Mapping[str, str]) -> str:
    """Say which cell of a file is to be filled in before what is held of its row can be stored."""
    values = "; ".join(f"{FIELDS[name].label}: {value}" for name, value in held.items() if value)
    return f"{where}, Who: write which group it is. Not stored until then: {values or 'that there is none'}."
