"""The stage: find identities in all segments, black them out everywhere, list what was removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from pandera.typing import DataFrame

from worldcafe.errors import InputError
from worldcafe.redact.affiliations import find_affiliations
from worldcafe.redact.contacts import find_contacts, find_marks
from worldcafe.redact.context import WAYS, find_context
from worldcafe.redact.finding import CONTACT, COUNTRY, NOTE_TAKER, ORGANISATION, PERSON, Finding
from worldcafe.redact.listed import find_listed
from worldcafe.redact.mask import Names, Placeholders, black_out, collect_names, identity_of, substitute
from worldcafe.redact.people import find_people
from worldcafe.redact.plain import Plain, hidden_in_markup, plain_views
from worldcafe.redact.usage import count_usage
from worldcafe.redact.vocabulary import Vocabulary
from worldcafe.settings import RedactSettings
from worldcafe.sift import sift
from worldcafe.tables import Removals, Segments

TYPES = (PERSON, ORGANISATION, COUNTRY, NOTE_TAKER, CONTACT)
NAMED_PLACES = ("cafe", "table", "topic")
COLUMNS = ("cafe", "table", "topic", "round", "question", "section", "subsection")
# Where stretches overlap, the type named first wins.
PRIORITY = {kind: rank for rank, kind in enumerate((CONTACT, NOTE_TAKER, PERSON, ORGANISATION, COUNTRY))}
PLACE = "place"  # in placeholders: "[place 1]"
PLACED = "in the name of a folder, a file, a sheet or a column"
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
    views = plain_views(raw)
    texts = [views[row].text if row in views else text for row, text in enumerate(raw)]
    vocabulary = Vocabulary(texts)
    findings = _settled(_find(segments.assign(text=texts), vocabulary, settings), texts, settings)
    in_places = _people_in_places(segments, vocabulary, settings) if settings.find_names else {}
    always = [(name, PERSON) for name in (*settings.always, *in_places) if name not in settings.never]
    names = collect_names(texts, findings, always)
    places = Placeholders()
    sources = segments["source"].tolist()
    found = {
        row: [(span, places.placeholder(sources[row], span.type, identity)) for span, identity in spans]
        for row, spans in _all_spans(texts, vocabulary, findings, names).items()
    }
    blacked, readable = raw.copy(), raw.copy()
    for row in found.keys() | views.keys():
        view = views.get(row, Plain(raw[row]))
        blacked[row], readable[row] = _masked_row(raw[row], view, found.get(row, ()), names)
    placed = {identity_of(name) for name in in_places}
    columns = {column: _masked_column(segments, column, names, places, placed) for column in COLUMNS}
    listed = [pair for row in found.values() for pair in row]
    reported = [(finding, "") for finding in findings if not finding.removed]
    return Redaction(
        Segments.validate(segments.assign(text=blacked, clean_text=readable, **columns)),
        _removals(segments, texts, views, [*listed, *reported], in_places),
    )


def _masked_row(text: str, view: Plain, row: Sequence[tuple[Finding, str]], names: Names) -> tuple[str, str]:
    """Give a text with its identities blacked out, and with placeholders for them."""
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


def _find(segments: pd.DataFrame, vocabulary: Vocabulary, settings: RedactSettings) -> Iterator[Finding]:
    """Give the findings of every finder in segments whose texts are as they read."""
    texts, reasons = segments["text"].tolist(), segments["set_aside"].tolist()
    for row in sift(reasons, rf"\A{IDENTITY_COLUMN}"):
        kind = reasons[row].removeprefix(IDENTITY_COLUMN)
        yield Finding(row, 0, len(texts[row]), kind, "given as an author")
    yield from find_contacts(texts)
    yield from find_marks(texts)
    usage = count_usage(segments, vocabulary)
    if settings.find_names:
        yield from find_people(texts, usage)
        yield from find_listed(texts, segments["role"].tolist(), segments["source"].tolist())
    yield from find_affiliations(texts, vocabulary, usage, settings.public_from)
    yield from find_context(segments, settings.report)


def _people_in_places(
    segments: pd.DataFrame, vocabulary: Vocabulary, settings: RedactSettings
) -> dict[str, str]:
    """Give the people after whom places are called that no heading names: folders, files, sheets, columns.

    Each comes with the source in which it is first met.
    """
    if PERSON not in settings.remove:
        return {}
    headings = "\n".join(segments.loc[segments["role"] == "heading", "text"])
    pairs = segments.melt(["source"], list(NAMED_PLACES)).drop_duplicates()
    values = {
        value: source
        for source, value in zip(pairs["source"], pairs["value"], strict=True)
        if value and value not in headings
    }
    texts = sorted(values)
    found = find_people(texts, count_usage(segments, vocabulary))
    return {texts[name.row][name.start : name.end]: values[texts[name.row]] for name in found}


def _settled(findings: Iterable[Finding], texts: Sequence[str], settings: RedactSettings) -> list[Finding]:
    """Apply the settings: what is only reported, what always stays."""
    never = {name.casefold() for name in settings.never}
    return [
        finding if finding.type in settings.remove else replace(finding, removed=False)
        for finding in findings
        if texts[finding.row][finding.start : finding.end].casefold() not in never
    ]


def _all_spans(
    texts: Sequence[str], vocabulary: Vocabulary, findings: Sequence[Finding], names: Names
) -> dict[int, list[tuple[Finding, str]]]:
    """Give for the rows with identities what is removed, with whose it is, in order and without overlap."""
    rows: dict[int, list[tuple[Finding, str]]] = defaultdict(list)
    removed = {(found.row, found.start, found.end): found for found in findings if found.removed}
    for row in vocabulary.rows_with(filter(names.may_begin_in, vocabulary.tokens)):
        for start, end, name in names.occurrences(texts[row]):
            known = removed.pop((row, start, end), None)
            reason = known.reason if known else "removed because it was found elsewhere"
            rows[row].append((Finding(row, start, end, name.type, reason), name.identity))
    for found in removed.values():
        rows[found.row].append((found, texts[found.row][found.start : found.end].casefold()))
    return {row: _without_overlap(spans) for row, spans in sorted(rows.items())}


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
    segments: DataFrame[Segments], column: str, names: Names, places: Placeholders, placed: Container[str]
) -> list[str]:
    """Give a column of places with placeholders for the names in it.

    The same place is met in several sources, so who gives it the name has one placeholder in all of them.
    """
    values = segments[column].tolist()
    named = {value: spans for value in set(values) if (spans := list(names.occurrences(value)))}
    if not named:
        return values
    done: dict[tuple[str, str], str] = {}
    pairs = list(zip(segments["source"].tolist(), values, strict=True))
    for source, value in dict.fromkeys(pairs):
        shown = [
            (start, end, places.placeholder("", PLACE, name.identity))
            if name.identity in placed
            else (start, end, places.placeholder(source, name.type, name.identity))
            for start, end, name in named.get(value, ())
        ]
        done[source, value] = substitute(value, shown)
    return [done[pair] for pair in pairs]


def _removals(
    segments: DataFrame[Segments],
    texts: Sequence[str],
    views: Mapping[int, Plain],
    found: Sequence[tuple[Finding, str]],
    in_places: Mapping[str, str],
) -> DataFrame[Removals]:
    """List the findings with their place in the source, as they read; a name of a place has none."""
    sources, starts = segments["source"].tolist(), segments["start"].tolist()
    known = {"start": 0, "end": 0, "type": PERSON, "placeholder": "", "reason": PLACED, "removed": True}
    rows: list[dict[str, object]] = [known | {"source": at, "text": name} for name, at in in_places.items()]
    for finding, placeholder in found:
        text, view = texts[finding.row], views.get(finding.row)
        first, last = (finding.start, finding.end)
        if view:
            first, last = view.original(first, last)
        rows.append(
            {
                "source": sources[finding.row],
                "start": starts[finding.row] + first,
                "end": starts[finding.row] + last,
                "text": text[finding.start : finding.end],
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
