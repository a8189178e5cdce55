"""The stage: find identities in all segments, black them out everywhere, list what was removed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from pandera.typing import DataFrame

from worldcafe.errors import InputError
from worldcafe.language.as_read import AsRead
from worldcafe.language.prefilter import prefilter
from worldcafe.redact.affiliations import find_affiliations
from worldcafe.redact.announced_names import announced_parts, find_listed
from worldcafe.redact.batch import Batch
from worldcafe.redact.contacts import find_contacts, find_marks
from worldcafe.redact.dictionaries import is_common
from worldcafe.redact.finding import CONTACT, COUNTRY, NOTE_TAKER, ORGANISATION, PERSON, ROLE, Finding
from worldcafe.redact.folders import is_called_after
from worldcafe.redact.mask import Names, Placeholders, black_out, collect_names, identity_of, substitute
from worldcafe.redact.name_usage import Usage
from worldcafe.redact.people import find_people
from worldcafe.redact.prose import ENGLISH, SAMPLE, Language
from worldcafe.redact.removals import list_removals
from worldcafe.redact.roles import find_roles, find_roles_beside
from worldcafe.redact.signatures import find_signatures
from worldcafe.redact.traceable_statements import ALONE, WAYS, find_context, rounds_alone
from worldcafe.redact.traceable_statements import ROLE as WAY_OF_ROLES
from worldcafe.redact.unseen import hidden_in_markup
from worldcafe.settings import BY_USER, RedactSettings
from worldcafe.tables import Removals, Segments

TYPES = (PERSON, ORGANISATION, COUNTRY, NOTE_TAKER, CONTACT, ROLE)
NAMED_PLACES = ("cafe", "table", "topic")
COLUMNS = ("cafe", "table", "topic", "round", "question", "section", "subsection")
# Where stretches overlap, the type named first wins.
RANKED = (CONTACT, NOTE_TAKER, ROLE, PERSON, ORGANISATION, COUNTRY)
PRIORITY = {kind: rank for rank, kind in enumerate(RANKED)}
SPARSE = 1.5  # how much less must tell of a name where there is nothing around it, as in that of a folder
SITE = "place"  # in placeholders: "[place 1]"
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
    Attribution by context (a round with one attendee, a self-description, an office) is only reported.

    Raises:
        InputError: the settings name an unknown type of identity.
    """
    redactor, part = Redactor(settings), Batch.of(segments)
    redactor.look(part)
    return redactor.mask(part, redactor.find(part))


class Redactor:
    """The stage for segments that may come in parts: `look` at each, then `find` in each, then `mask` each.

    What is found in one part is removed from all, under the same placeholders. How names are used is
    counted over all parts before anything is looked for.

    Raises:
        InputError: the settings name an unknown type of identity.
    """

    def __init__(self, settings: RedactSettings) -> None:
        _require_known("remove", settings.remove, TYPES)
        _require_known("report", settings.report, WAYS)
        self.settings = settings
        self.never = frozenset(map(str.casefold, settings.never))
        self.usage = Usage()
        self.known: set[str] = set()  # parts of the names that were announced
        self.alone: set[tuple[str, ...]] = set()
        self.called: dict[str, str] = {}  # what places are called, with the source where that is first met
        self.cafes: set[str] = set()  # those among them that are cafés
        self.headings: set[str] = set()
        self.named: set[tuple[str, str]] = set()
        self.prose: list[str] = []  # some of the texts, to know their language by
        self.placeholders = Placeholders()
        self.told = False  # the names of places are listed

    def look(self, part: Batch) -> None:
        """Learn from some segments what only all of them can tell."""
        self.usage.count(part)
        self.prose += part.texts[: SAMPLE - len(self.prose)]
        self.known |= announced_parts(part) if self.settings.find_names else set()
        self.alone |= rounds_alone(part) if ALONE in self.settings.report else set()
        roles = zip(part.raw, part.column("role"), strict=True)
        self.headings.update(text for text, role in roles if role == "heading")
        self.cafes.update(part.column("cafe"))
        for name in NAMED_PLACES:
            for source, value in dict.fromkeys(part.rows_of("source", name)):
                self.called.setdefault(value, source)

    def find(self, part: Batch) -> list[Finding]:
        """Give the findings in some segments; their names are removed from all."""
        findings = _settled(self._findings(part), part.texts, self.settings.remove, self.never)
        self.named.update(
            (part.texts[found.row][found.start : found.end], found.type)
            for found in findings
            if found.removed
        )
        return findings

    def mask(self, part: Batch, findings: Sequence[Finding]) -> Redaction:
        """Give some segments without identities, and what was removed or found in them."""
        spans = _all_spans(part, findings, self.names, frozenset(map(identity_of, self.settings.always)))
        sources = part.column("source")
        found = {
            row: [
                (span, self.placeholders.placeholder(sources[row], span.type, identity))
                for span, identity in inside
            ]
            for row, inside in spans.items()
        }
        raw, views = part.raw, part.views
        blacked, readable = raw.copy(), raw.copy()
        for row in found.keys() | views.keys():
            view = views.get(row, AsRead(raw[row]))
            blacked[row], readable[row] = _masked_row(raw[row], view, found.get(row, ()), self.names)
        columns = {
            name: masked
            for name in COLUMNS
            if (masked := _masked_column(part, name, self.names, self.placeholders, self.in_places))
        }
        listed = [pair for row in found.values() for pair in row]
        reported = [(finding, "") for finding in findings if not finding.removed]
        told, self.told = ({} if self.told else self.in_places), True
        segments = part.segments.assign(text=blacked, clean_text=readable, **columns)
        return Redaction(Segments.validate(segments), list_removals(part, [*listed, *reported], told))

    @cached_property
    def in_places(self) -> dict[str, str]:
        """The people after whom places are called that no heading names, each with its first source.

        Places are folders, files, sheets and columns.
        """
        if not self.settings.find_names or PERSON not in self.settings.remove:
            return {}
        headings = "\n".join(self.headings)
        texts = sorted(value for value in self.called if value not in headings)
        told = [text for text in texts if " " in text.strip() or text not in self.cafes]  # else too little
        people = find_people(told, self.usage, self.known, self.prose, lenience=SPARSE)
        found = {told[name.row][name.start : name.end]: told[name.row] for name in people}
        cafes = [text for text in texts if text in self.cafes]
        found |= {cafe: cafe for cafe in cafes if is_called_after(cafe, found, self.usage)}
        return {name: self.called[text] for name, text in found.items() if name.casefold() not in self.never}

    @cached_property
    def names(self) -> Names:
        """All names to remove, once every part was searched."""
        always = [name for name in self.settings.always if name.casefold() not in self.never]
        named = chain(self.named, ((name, PERSON) for name in (*always, *self.in_places)))
        return collect_names(named, self._is_said, always)

    def _is_said(self, name: str) -> bool:
        """Tell whether a name is a word of the notes' languages, too, and no rare one."""
        return any(is_common(name, code) for code in self._languages)

    @cached_property
    def _languages(self) -> frozenset[str]:
        """The languages of the notes; of English words it is known already that they keep their capital."""
        language = Language(self.prose, self.prose)
        return frozenset(language.of(row) for row in range(len(self.prose))) - {ENGLISH}

    def _findings(self, part: Batch) -> Iterator[Finding]:
        """Give the findings of every finder."""
        settings, texts, reasons = self.settings, part.texts, part.column("set_aside")
        for row in prefilter(reasons, rf"\A{IDENTITY_COLUMN}"):
            kind = reasons[row].removeprefix(IDENTITY_COLUMN)
            yield Finding(row, 0, len(texts[row]), kind, "given as an author")
        yield from find_contacts(texts)
        yield from find_marks(texts, self.known)
        if settings.find_names:
            people = [
                *find_people(texts, self.usage, self.known, self.prose),
                *find_listed(texts, part.column("role"), part.column("source"), reasons),
                *find_signatures(texts, self.usage),
            ]
            yield from people
            yield from find_roles_beside(texts, people, self._languages | {ENGLISH})
        yield from find_affiliations(texts, part.vocabulary, self.usage, settings.public_from)
        told = find_roles(texts, part.vocabulary, self.usage, settings.public_from)
        yield from (found for found in told if found.removed or WAY_OF_ROLES in settings.report)
        yield from find_context(part, settings.report, self.alone)


def _masked_row(text: str, view: AsRead, row: Sequence[tuple[Finding, str]], names: Names) -> tuple[str, str]:
    """Give a text with its identities blacked out, and with placeholders for them."""
    spans = [(*view.original(found.start, found.end), placeholder) for found, placeholder in row]
    unseen = list(hidden_in_markup(text)) if view.layers else []
    blacked = black_out(text, [*((start, end) for start, end, _ in spans), *unseen])
    if view.layers:  # what markup names in a way that its readers do not see
        blacked = black_out(blacked, [(start, end) for start, end, _ in names.occurrences(blacked)])
    return blacked, substitute(black_out(text, unseen), spans)


def _require_known(key: str, given: Iterable[str], known: Sequence[str]) -> None:
    """Refuse a type of identity, or a way to be recognised, that does not exist."""
    for kind in given:
        if kind not in known:
            raise InputError(f'redact, {key}: unknown type "{kind}"; known here: {", ".join(known)}.')


def _settled(
    findings: Iterable[Finding], texts: Sequence[str], remove: Sequence[str], never: Set[str]
) -> list[Finding]:
    """Apply the settings: what is only reported, what always stays."""
    return [
        finding if finding.type in remove else replace(finding, removed=False)
        for finding in findings
        if texts[finding.row][finding.start : finding.end].casefold() not in never
    ]


def _all_spans(
    part: Batch, findings: Sequence[Finding], names: Names, by_user: Collection[str]
) -> dict[int, list[tuple[Finding, str]]]:
    """Give for the rows with identities what is removed, with whose it is, in order and without overlap."""
    rows: dict[int, list[tuple[Finding, str]]] = defaultdict(list)
    removed = {(found.row, found.start, found.end): found for found in findings if found.removed}
    texts, vocabulary = part.texts, part.vocabulary
    for row in vocabulary.rows_with(names.tokens(vocabulary.tokens)):
        for start, end, name in names.occurrences(texts[row]):
            known = removed.pop((row, start, end), None)
            told = BY_USER if name.identity in by_user else "removed because it was found elsewhere"
            reason = known.reason if known else told
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
        place = bisect_left(kept, found.start, key=lambda pair: pair[0].start)
        beside = [other for other, _ in kept[max(0, place - 1) : place + 1]]
        if all(found.end <= other.start or found.start >= other.end for other in beside):
            kept.insert(place, (found, identity))
    return kept


def _masked_column(
    part: Batch, column: str, names: Names, places: Placeholders, placed: Collection[str]
) -> list[str]:
    """Give a column of places with placeholders for the names in it, [] where there are none.

    The same place is met in several sources, so who gives it the name has one placeholder in all of them.
    """
    values = part.column(column)
    named = {value: spans for value in set(values) if (spans := list(names.occurrences(value)))}
    called = [value for value in dict.fromkeys(values) if value in placed]
    whole = {value: places.placeholder("", SITE, identity_of(value)) for value in called}
    owners = {identity_of(name) for name in placed}
    if not named and not whole:
        return []
    done: dict[tuple[str, ...], str] = {}
    pairs = part.rows_of("source", column)
    for source, value in dict.fromkeys(pairs):
        shown = [
            (start, end, places.placeholder("", SITE, name.identity))
            if name.identity in owners
            else (start, end, places.placeholder(source, name.type, name.identity))
            for start, end, name in named.get(value, ())
        ]
        done[source, value] = whole.get(value) or substitute(value, shown)
    return [done[pair] for pair in pairs]
