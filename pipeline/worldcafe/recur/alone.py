"""What can be decided on by itself: a wording that stands alone, or one that its question completes."""

from __future__ import annotations

from worldcafe.language import reasons
from worldcafe.language.as_read import as_read
from worldcafe.language.in_language import language_of
from worldcafe.recur.wording import content_words, load_wording

SHORT = 4  # words up to which a wording must surely be a suggestion, or points at what is said elsewhere
SURE = 0.5  # probability of that
LONGEST = 120  # characters of a question beside a wording


def complete(text: str, question: str, score: float) -> tuple[str, str]:
    """Give a wording as it can be read out alone, and why it cannot be, "" where it can.

    A wording that leans on what came before ("positions on that") or says one word ("Mentors") is completed
    by its question: 'Mentors (asked: "How do we keep newcomers?")'.

    Args:
        text: the clearest wording of a suggestion.
        question: what its note answers, "" where nobody asked.
        score: how probably its note is a suggestion.
    """
    reason = why_not_alone(text, score)
    asked = " ".join(as_read(question).text.split())
    if not reason or not content_words(text) or not asked:
        return text, reason
    shown = asked if len(asked) <= LONGEST else f"{asked[:LONGEST].rsplit(' ', 1)[0]} …"
    return f'{text.rstrip(" .:;,")} (asked: "{shown}")', ""


def why_not_alone(text: str, score: float) -> str:
    """Say why a wording cannot be decided on by itself, "" where it can; `score` as in `complete`."""
    wording = load_wording(language_of(text))
    points = wording.pointing.search(text) and len(set(content_words(text))) <= SHORT
    if points or wording.leaning.search(text):
        return reasons.LEANS
    if len(set(content_words(text, keep_empty=True))) < 2:
        return reasons.ONE_WORD
    return reasons.UNSURE if len(text.split()) <= SHORT and score < SURE else ""
