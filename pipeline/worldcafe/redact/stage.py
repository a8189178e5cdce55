"""The stage: find identities in all segments, black them out everywhere, list what was removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.errors import InputError
from worldcafe.redact.affiliations import find_affiliations
from worldcafe.redact.contacts import find_contacts, find_marks
from worldcafe.redact.context import WAYS, find_context
from worldcafe.redact.finding import CONTACT, COUNTRY, NOTE_TAKER, ORGANISATION, PERSON, Finding
from worldcafe.redact.mask import Names, Placeholders, black_out, collect_names, substitute
from worldcafe.redact.people import find_people
from worldcafe.redact.plain import Plain, hidden_in_markup, plain
from worldcafe.redact.usage import count_usage
from worldcafe.settings import RedactSettings
from worldcafe.tables import Removals, Segments

TYPES = (PERSON, ORGANISATION, COUNTRY, NOTE_TAKER, CONTACT)
COLUMNS = ("cafe", "table", "topic", "round", "question", "section", "subsection")
# Where stretches overlap, the type named first wins.
PRIORITY = {kind: rank for rank, kind in enumerate((CONTACT, NOTE_TAKER, PERSON, ORGANISATION, COUNTRY))}
IDENTITY_COLUMN = "identity: "


@dataclass(frozen=True)
class Redaction:
    """Segments without identities, and the list of what was found in them."""

    segments: DataFrame[Segments]
    removals: DataFrame[Removals]


def redact_identities(segments: DataFrame[Segments], settings: RedactSettings) -> Redaction:
    """Black out identities in `text`, put placeholders for them into `clean_text` and the place columns.

    A placeholder ("[person 1]") stands for the same identity throughout a source. A name that was found
    once is removed wherever it stands, in any case, also where nothing around it gives it away.
    Attribution by context (a round with one attendee, a rare role, a self-description) is only reported.

    Raises:
        InputError: the settings name an unknown type of identity.
    """
    _require_known("remove", settings.remove, TYPES)
    _require_known("report", settings.report, WAYS)
    raw = segments["text"].tolist()
    shown = [plain(text) for text in raw]
    texts = [view.text for view in shown]
    read = segments.assign(text=texts)
    findings = _settled(_find(read, settings), texts, settings)
    names = collect_names(texts, findings, [(name, PERSON) for name in settings.always])
    rows = _all_spans(texts, findings, names)
    places = Placeholders()
    sources = segments["source"].tolist()
    found = [
        [(span, places.placeholder(source, span.type, identity)) for span, identity in row]
        for source, row in zip(sources, rows, strict=True)
    ]
    masked = [_masked_row(*given, names) for given in zip(raw, shown, found, strict=True)]
    columns = {column: _masked_column(segments, column, names, places) for column in COLUMNS}
    listed = [pair for row in found for pair in row]
    reported = [(finding, "") for finding in findings if not finding.removed]
    return Redaction(
        Segments.validate(
            segments.assign(
                text=[text for text, _ in masked], clean_text=[clean for _, clean in masked], **columns
            )
        ),
        _removals(segments, shown, [*listed, *reported]),
    )


def _masked_row(text: str, view: Plain, row: Sequence[tuple[Finding, str]], names: Names) -> tuple[str, str]:
    """Give a text with its identities blacked out, and with placeholders for them."""
    if not row and not view.shifts:
        return text, text
    spans = [(*view.original(found.start, found.end), placeholder) for found, placeholder in row]
    unseen = list(hidden_in_markup(text)) if view.shifts else []
    blacked = black_out(text, [*((start, end) for start, end, _ in spans), *unseen])
    if view.shifts:  # what markup names in a way that its readers do not see
        blacked = black_out(blacked, [(start, end) for start, end, _ in names.occurrences(blacked)])
    return blacked, substitute(black_out(text, unseen), spans)


def _require_known(key: str, given: Iterable[str], known: Sequence[str]) -> None:
    """Refuse a type of identity, or a way to be recognised, that does not exist."""
    for kind in given:
        if kind not in known:
            raise InputError(f'redact, {key}: unknown type "{kind}"; known here: {", ".join(known)}.')


def _find(segments: pd.DataFrame, settings: RedactSettings) -> Iterator[Finding]:
    """Give the findings of every finder in segments whose texts are as they read."""
    texts = segments["text"].tolist()
    for row, note in enumerate(segments["set_aside"].tolist()):
        if note.startswith(IDENTITY_COLUMN):
            yield Finding(row, 0, len(texts[row]), note.removeprefix(IDENTITY_COLUMN), "given as an author")
    yield from find_contacts(texts)
    yield from find_marks(texts)
    usage = count_usage(segments)
    if settings.find_names:
        yield from find_people(texts, usage)
    yield from find_affiliations(texts, usage, settings.public_from)
    yield from find_context(segments, settings.report)


def _settled(findings: Iterable[Finding], texts: Sequence[str], settings: RedactSettings) -> list[Finding]:
    """Apply the settings: what is only reported, what always stays."""
    never = {name.casefold() for name in settings.never}
    return [
        finding if finding.type in settings.remove else replace(finding, removed=False)
        for finding in findings
        if texts[finding.row][finding.start : finding.end].casefold() not in never
    ]


def _all_spans(
    texts: Sequence[str], findings: Sequence[Finding], names: Names
) -> list[list[tuple[Finding, str]]]:
    """Give for every row what is removed in it, with its identity, in order and without overlap."""
    rows: list[list[tuple[Finding, str]]] = [[] for _ in texts]
    removed = {(found.row, found.start, found.end): found for found in findings if found.removed}
    for row, text in enumerate(texts):
        for start, end, name in names.occurrences(text):
            known = removed.pop((row, start, end), None)
            reason = known.reason if known else "removed because it was found elsewhere"
            rows[row].append((Finding(row, start, end, name.type, reason), name.identity))
    for found in removed.values():
        rows[found.row].append((found, texts[found.row][found.start : found.end].casefold()))
    return [_without_overlap(row) for row in rows]


def _without_overlap(row: list[tuple[Finding, str]]) -> list[tuple[Finding, str]]:
    """Keep the first of stretches that overlap: contacts and marks before names, longer before shorter."""
    ranked = sorted(
        row, key=lambda pair: (PRIORITY[pair[0].type], pair[0].start - pair[0].end, pair[0].start)
    )
    kept: list[tuple[Finding, str]] = []
    for found, identity in ranked:
        if all(found.end <= other.start or found.start >= other.end for other, _ in kept):
            kept.append((found, identity))
    return sorted(kept, key=lambda pair: pair[0].start)


def _masked_column(
    segments: DataFrame[Segments], column: str, names: Names, places: Placeholders
) -> list[str]:
    """Give a column of places with placeholders for the names in it."""
    done: dict[tuple[str, str], str] = {}
    pairs = list(zip(segments["source"].tolist(), segments[column].tolist(), strict=True))
    for source, value in dict.fromkeys(pairs):
        spans = [
            (start, end, places.placeholder(source, name.type, name.identity))
            for start, end, name in names.occurrences(value)
        ]
        done[source, value] = substitute(value, spans)
    return [done[pair] for pair in pairs]


def _removals(
    segments: DataFrame[Segments], shown: Sequence[Plain], found: Sequence[tuple[Finding, str]]
) -> DataFrame[Removals]:
    """List the findings with their place in the source, as they read."""
    sources, starts = segments["source"].tolist(), segments["start"].tolist()
    rows = []
    for finding, placeholder in found:
        first, last = shown[finding.row].original(finding.start, finding.end)
        rows.append(
            {
                "source": sources[finding.row],
                "start": starts[finding.row] + first,
                "end": starts[finding.row] + last,
                "text": shown[finding.row].text[finding.start : finding.end],
                "type": finding.type,
                "placeholder": placeholder,
                "reason": finding.reason,
                "removed": finding.removed,
            }
        )
    columns = list(Removals.to_schema().columns)
    return Removals.validate(
        pd.DataFrame(rows, columns=columns)
        .astype({"removed": bool})
        .sort_values(["source", "start"], kind="stable", ignore_index=True)
    )
