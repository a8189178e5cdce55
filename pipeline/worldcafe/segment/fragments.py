"""Fragments that only go on with their neighbour stay with it; a label stays with its text."""

from __future__ import annotations

from worldcafe.language.words import JOINED_SIGNS
from worldcafe.segment.words import continuations, sentence_words

CONTINUATION_WORDS = 4  # at most, of a fragment that only goes on with the sentence before it
PROSE = 8  # sentences, at most, of a note; in running prose a short sentence is one
CRY_WORDS = 8  # at most, of a cry and what is added to it
LABEL = 40  # characters, at most, of a label in capitals
Span = tuple[int, int]


def join_fragments(text: str, spans: list[Span], most: int, *, noted: bool = True) -> list[Span]:
    """Join fragments of at most `most` words to the idea before them, and labels to what they label.

    In a note one word alone is no idea, whatever stands around it.
    """
    if len(spans) < 2 or (noted and _is_whole(text, spans)):
        return [(spans[0][0], spans[-1][1])] if spans else []
    joined: list[Span] = []
    for start, end in spans:
        words = JOINED_SIGNS.findall(text, start, min(end, start + 200))
        before = text[joined[-1][1] - 1] if joined else ""
        adds = len(spans) <= PROSE and _is_fragment(text[start:end], words, before, most)
        number = not any(map(str.isalpha, text[start:end]))  # of a page, in a table of contents
        continues = adds or number or _continues(text[start:end], words)
        if (
            joined
            and text[joined[-1][1] : start].isspace()
            and (continues or _is_label(text, joined[-1], noted=noted))
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_fragment(span: str, words: list[str], before: str, most: int) -> bool:
    """Tell whether a few words only add to the idea before them, as "Stronger locks." does.

    An answer to a question, a whole short sentence ("Take care."), a greeting and a signature do not.
    """
    if not 0 < len(words) <= most or span[0] in "([" or span[-1] in "?!,:" or before in ("?", "!", ":"):
        return False
    lists = sentence_words()
    if words[0].lower() in lists["utterance"] or not lists["verb"].isdisjoint(map(str.lower, words)):
        return False
    return span[-1] in ".…" or any(map(str.islower, words))


def _is_whole(text: str, spans: list[Span]) -> bool:
    """Tell whether a cry and a few words to it are one idea, as one has no verb: "no gulls! the noise"."""
    said = [[word.lower() for word in JOINED_SIGNS.findall(text, *span)] for span in spans]
    few = len(said) == 2 and sum(map(len, said)) <= CRY_WORDS and text[spans[0][1] - 1] == "!"
    return few and any(sentence_words()["verb"].isdisjoint(words) for words in said)


def _is_label(text: str, span: Span, *, noted: bool) -> bool:
    """Tell whether a span is one word, in prose in capitals, or a few in bold: "**Rain barrels.**"."""
    start, end = span
    if end - start > LABEL:
        return False
    if text.startswith("**", start) and text.endswith("**", start, end):
        return True
    words = JOINED_SIGNS.findall(text, start, end)
    return len(words) == 1 and (noted or (words[0].isupper() and len(words[0]) > 1))


def _continues(span: str, words: list[str]) -> bool:
    """Tell whether a fragment without a verb only goes on: "No bigger changes.", "Hence less light."."""
    if len(words) > CONTINUATION_WORDS or span[-1] in "?!":
        return False
    low = " ".join(words).lower() + " "
    return low.startswith(continuations()) and sentence_words()["verb"].isdisjoint(low.split())
