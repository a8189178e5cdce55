"""What the grammar of a sentence says: an instruction, an obligation, a wish, a question ...

Every form is one function from a sentence to the words that show it ("" for none). They follow the
literature on suggestion mining (imperatives, modals of obligation, conditional praise) and look only at
closed classes of words and spaCy's tags, never at what the sentence is about.
"""

from __future__ import annotations

from collections.abc import Callable

from worldcafe.classify import instructions, modals, questions
from worldcafe.classify.lexicon import Firing
from worldcafe.classify.sentence import Sentence

FORMS: dict[str, Callable[[Sentence], str]] = {
    form.__name__: form
    for form in (
        instructions.imperative,
        instructions.other_verb,
        instructions.offers,
        instructions.bare_verb,
        instructions.lets,
        modals.obligation,
        modals.need,
        modals.would_be_good,
        modals.its_effect,
        modals.will_help,
        modals.is_key,
        questions.why_not,
        questions.proposal_question,
        instructions.to_do,
        instructions.gerund_fragment,
        modals.can_have,
        modals.can_find,
        modals.could_do,
        modals.you_can,
        questions.if_you_want,
        modals.doing_could,
        instructions.more_of,
        instructions.making_of,
        questions.asks,
        questions.how_to,
        modals.negated_ability,
        questions.happy_condition,
    )
}


def read_forms(sentence: Sentence) -> list[Firing]:
    """Give the forms that a sentence has, each with its words."""
    found = ((name, form(sentence)) for name, form in FORMS.items())
    return [Firing(name, words) for name, words in found if words]
