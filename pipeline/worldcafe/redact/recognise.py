"""What the notes leave open is put to spaCy's recognition of names, and only that: it is slow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from worldcafe.language import load_english

ASKED = 4  # times that the same unknown word is put to the model: then its majority holds
REACH = 300  # characters of a long text that the model sees before and after a candidate
LONG = 1000  # characters from which a text is long


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of a text that may be a name. `known`: they are one in the lists, so every place is asked for."""

    row: int
    start: int
    end: int
    known: bool


@dataclass(frozen=True)
class Votes:
    """How often words were met, and whether the model took them for a person where it was asked."""

    met: Counter[str] = field(default_factory=Counter)
    taken: defaultdict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))


def recognise_people(
    texts: Sequence[str], candidates: Sequence[Candidate], votes: Votes
) -> Iterator[Candidate]:
    """Give the candidates that the language model takes for a person, as far as it sees the name go on.

    An unknown word has to be a person in most of the places where it was asked for, those of earlier
    texts among them: `votes` goes on. A name without a capital is shown to the model with one.
    """
    chosen = _chosen(texts, candidates, votes.met)
    found = []
    for candidate, name in zip(chosen, _names(texts, chosen), strict=True):
        votes.taken[texts[candidate.row][candidate.start : candidate.end]][name is not None] += 1
        if name is not None:
            found.append((candidate, name))
    for candidate, name in found:
        vote = votes.taken[texts[candidate.row][candidate.start : candidate.end]]
        if candidate.known or vote[True] > vote[False]:
            yield name


def _chosen(texts: Sequence[str], candidates: Sequence[Candidate], met: Counter[str]) -> list[Candidate]:
    """Give the candidates to ask for: known names everywhere, unknown words a few times."""
    chosen = []
    for candidate in candidates:
        word = texts[candidate.row][candidate.start : candidate.end]
        met[word] += 1
        if candidate.known or met[word] <= ASKED:
            chosen.append(candidate)
    return chosen


def _names(texts: Sequence[str], candidates: Sequence[Candidate]) -> Iterator[Candidate | None]:
    """Give for each candidate the name that the model sees there, or None."""
    windows = [_window(texts[candidate.row], candidate) for candidate in candidates]
    shown: dict[tuple[int, int, int], list[Candidate]] = defaultdict(list)
    for candidate, (start, end) in zip(candidates, windows, strict=True):
        shown[candidate.row, start, end].append(candidate)
    snippets = [
        _with_capitals(texts[row][start:end], start, inside) for (row, start, end), inside in shown.items()
    ]
    persons = dict(zip(shown, _persons(snippets), strict=True))
    for candidate, (start, end) in zip(candidates, windows, strict=True):
        spans = persons[candidate.row, start, end]
        yield next(
            (
                Candidate(candidate.row, candidate.start, max(candidate.end, start + b), candidate.known)
                for a, b in spans
                if start + a <= candidate.start < start + b
            ),
            None,
        )


def _window(text: str, candidate: Candidate) -> tuple[int, int]:
    """Give the part of a text that the model sees: all of it unless it is long."""
    if len(text) <= LONG:
        return 0, len(text)
    return max(0, candidate.start - REACH), min(len(text), candidate.end + REACH)


def _with_capitals(snippet: str, offset: int, candidates: Sequence[Candidate]) -> str:
    """Give the candidates in a snippet a capital first letter; lengths stay."""
    letters = list(snippet)
    for candidate in candidates:
        at = candidate.start - offset
        letters[at] = upper if len(upper := letters[at].upper()) == 1 else letters[at]
    return "".join(letters)


def _persons(snippets: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    """Give the persons that the model sees in every snippet, as characters."""
    if not snippets:
        return
    nlp = load_english()
    with nlp.select_pipes(enable=["tok2vec", "ner"]):
        for doc in nlp.pipe(snippets, batch_size=128):
            yield [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PERSON"]
