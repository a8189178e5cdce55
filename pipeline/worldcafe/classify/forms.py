"""What the grammar of a sentence says: an instruction, an obligation, a wish, a question ...

Every form is one function from a sentence to the words that show it ("" for none); `FORMS` lists them.
They follow the literature on suggestion mining (imperatives, modals of obligation, conditional praise)
and look only at closed classes of words and spaCy's tags, never at what the sentence is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from worldcafe.classify.lexicon import Firing, Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
WH = frozenset({"what", "who", "whom", "which", "where", "when", "why", "how", "whose"})
MODALS = frozenset(
    {"can", "could", "may", "might", "would", "should", "shall", "must", "will", "ca", "'d", "’d"}
)
TENTATIVE = frozenset({"would", "could", "might", "may", "'d", "’d"})
POINTING = frozenset({"it", "this", "that", "these", "those", "they", "which"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "cannot"})
NO_ORDERS = frozenset({"do", "thank", "see", "guess", "need"})
SENTENCE_BREAKS = frozenset({":", "-", "–", "—", "--", ";", "=", "=>", "->", "•"})


@dataclass(frozen=True)
class Sentence:
    """A sentence of a note with the closed lists that the forms need."""

    span: Span
    words: dict[str, frozenset[str]]

    @cached_property
    def tokens(self) -> list[Token]:
        """All tokens but spaces."""
        return [token for token in self.span if not token.is_space]

    @cached_property
    def low(self) -> list[str]:
        """The tokens in lower case."""
        return [token.lower_ for token in self.tokens]

    @cached_property
    def is_question(self) -> bool:
        """Whether it ends as a question."""
        return "?" in "".join(self.low[-3:])

    @cached_property
    def is_bare(self) -> bool:
        """Whether no verb in it is finite, but in a relative clause: a heading-like fragment."""
        return not any(self._is_finite(token) for token in self.tokens)

    def _is_finite(self, token: Token) -> bool:
        """Whether a token is the finite verb of a clause of its own."""
        verb = token.head if token.dep_ in {"aux", "auxpass"} else token
        instructs = token.lower_ in self.words["directive"] and self.subject_of(token) is None
        return token.tag_ in FINITE and not instructs and verb.dep_ not in {"relcl", "acl"}

    @cached_property
    def starts(self) -> list[int]:
        """Where a clause may begin: at the front, after a short label, after an introductory phrase."""
        found = [0]
        for i, word in enumerate(self.low):
            introduces = word == "," and self.tokens[0].pos_ in {"ADP", "SCONJ", "ADV"} and i < 12
            if 0 < i < len(self.low) - 1 and (
                introduces or (word in SENTENCE_BREAKS and (i < 6 or word == ";"))
            ):
                found.append(i + 1)
        return [self._past_openers(i) for i in found]

    def _past_openers(self, i: int) -> int:
        """Step over "please", "maybe", brackets, bullets."""
        while i < len(self.low) - 1 and (self.low[i] in self.words["opener"] or not self.low[i][0].isalnum()):
            i += 1
        return i

    def after(self, i: int, n: int = 1) -> str:
        """Give the n-th word after word i, "" beyond the end."""
        return self.low[i + n] if i + n < len(self.low) else ""

    def piece(self, i: int, j: int) -> str:
        """Give the words from i up to j as they were written."""
        piece = self.tokens[i : max(j, i + 1)]
        return "".join(token.text_with_ws for token in piece).strip()

    def subject_of(self, token: Token) -> Token | None:
        """Give the grammatical subject of a verb or of the verb that it helps."""
        head = token.head if token.dep_ in {"aux", "auxpass"} else token
        return next((child for child in head.children if child.dep_ in SUBJECTS), None)

    def is_negated(self, i: int) -> bool:
        """Whether a negation stands right around word i."""
        return bool(NEGATIONS & set(self.low[max(0, i - 1) : i + 3]))


def read_forms(sentence: Sentence) -> list[Firing]:
    """Give the forms that a sentence has, each with its words."""
    found = ((name, form(sentence)) for name, form in FORMS.items())
    return [Firing(name, words) for name, words in found if words]


def imperative(s: Sentence) -> str:
    """An instruction: a base-form verb opens a clause, without a subject ("Create a shared calendar")."""
    return _instruction(s, known=True)


def other_verb(s: Sentence) -> str:
    """The same with a verb that seldom opens one ("Shift to online"): taggers are often wrong there."""
    return "" if s.is_question or imperative(s) else _instruction(s, known=False)


def offers(s: Sentence) -> str:
    """An instruction to give or to gain, which also tells what something is worth ("Meet people")."""
    verbs = s.words["offering"] | s.words["gain"]
    i = s.starts[0]
    return s.piece(i, i + 2) if s.low[i] in verbs and (imperative(s) or bare_verb(s)) else ""


def _instruction(s: Sentence, *, known: bool) -> str:
    """Give the words of an instruction whose verb is, or is not, one that usually opens them."""
    for start in s.starts:
        i = _past_negation(s, start)
        token = s.tokens[i]
        is_base = token.tag_ == "VB" or (token.tag_ == "VBP" and token.dep_ == "ROOT")
        is_known = s.low[i] in s.words["directive"] or i > start
        if is_base and is_known is known and s.low[i] not in NO_ORDERS and not _has_own_subject(s, token):
            return s.piece(i, i + 3)
    return ""


def _past_negation(s: Sentence, i: int) -> int:
    """Step over "don't", "do not", "never"."""
    i = i + 1 if s.low[i] == "do" and s.after(i) in NEGATIONS else i
    return i + 1 if s.low[i] in NEGATIONS and i + 1 < len(s.low) else i


def _has_own_subject(s: Sentence, token: Token) -> bool:
    """Whether a verb has a subject or an auxiliary other than "do"."""
    helped = (child for child in token.children if child.dep_ in {"aux", "auxpass"} and child.i < token.i)
    return s.subject_of(token) is not None or any(child.lower_ != "do" for child in helped)


def bare_verb(s: Sentence) -> str:
    """The same where the tagger takes the verb for a noun ("Exchange staff among offices")."""
    for i in s.starts:
        token, following = s.tokens[i], s.tokens[i + 1] if i + 1 < len(s.tokens) else None
        if s.low[i] not in s.words["directive"] or following is None or token.tag_ == "VB":
            continue
        if following.tag_ in {*FINITE, "TO", "POS", "CC"} or following.lower_ in {
            "of",
            ",",
            ".",
            "?",
            "/",
            "-",
            ":",
        }:
            continue
        serves_a_noun = token.dep_ in {"nsubj", "nsubjpass", "compound", "amod", "nmod"} and not s.is_bare
        if not serves_a_noun or following.pos_ in {"DET", "PRON"}:
            return s.piece(i, i + 3)
    return ""


def lets(s: Sentence) -> str:
    """A call on the group ("Let's meet monthly")."""
    return next(
        (s.piece(i, i + 3) for i, w in enumerate(s.low) if w == "let" and s.after(i) in {"us", "'s", "’s"}),
        "",
    )


def obligation(s: Sentence) -> str:
    """A modal of obligation ("should", "must", "need to", "has to"), not asked with a question word."""
    if s.is_question and (WH & set(s.low[:3])):
        return ""
    for i, word in enumerate(s.low):
        following = s.after(i)
        modal = word in {"should", "must", "ought", "shall"} and not (word == "must" and following == "have")
        needs = word in {"need", "needs", "have", "has"} and following == "to" and s.after(i, 2) != "do"
        if modal or (needs and not (NEGATIONS & set(s.low[max(0, i - 2) : i]))):
            return s.piece(i, i + 3)
    return ""


def need(s: Sentence) -> str:
    """A stated need ("we need a mentor", "need for training", "more rooms are needed")."""
    for i, word in enumerate(s.low):
        before = set(s.low[max(0, i - 3) : i])
        if before & {*NEGATIONS, "without", "i"}:
            continue
        noun = word in {"need", "needs"} and s.after(i) in {"for", "a", "an", "the", "more", "new", "some"}
        if (
            noun
            or (word == "needed" and before & {"is", "are", "be"})
            or (word in {"need", "needs"} and s.after(i) != "to")
        ):
            return s.piece(i, i + 3)
    return ""


def _praised(s: Sentence) -> Iterator[tuple[int, int]]:
    """Give (modal, end) where a modal leads to praise: "would be very useful", "could help"."""
    for i, word in enumerate(s.low):
        if word not in MODALS or s.is_negated(i):
            continue
        reach = s.low[i + 1 : i + 6]
        if s.after(i) in s.words["helping"] and word not in {"can", "should", "must"}:
            yield i, i + 2
        elif {"be", "make", "seem"} & set(reach[:2]) and (
            set(reach) & (s.words["good"] | {"sense", "idea", "way", "opportunity"})
        ):
            yield i, i + 5


def would_be_good(s: Sentence) -> str:
    """Praise of what is not there yet ("a shared list would be useful", "could make sense")."""
    for i, end in _praised(s):
        if s.low[i] in TENTATIVE and not _points_back(s, i):
            return s.piece(i, end)
    first = s.starts[0]
    if s.low[first] in s.words["good"] and {s.after(first), s.after(first, 2)} & {"to", "if"}:
        return s.piece(first, first + 3)
    return ""


def its_effect(s: Sentence) -> str:
    """Praise of what was just named ("it would motivate people", "this will help")."""
    for i, end in _praised(s):
        if s.low[i] == "will" or (s.low[i] in TENTATIVE and _points_back(s, i)):
            return s.piece(i, end)
    return ""


def _points_back(s: Sentence, i: int) -> bool:
    """Whether the subject of modal i is an "it" of an earlier sentence, not one that announces "to ..."."""
    subject = s.subject_of(s.tokens[i])
    if subject is None or subject.lower_ not in POINTING or s.is_question:
        return False
    return not {"to", "if", "that", "having"} & set(s.low[i:])


def is_key(s: Sentence) -> str:
    """A condition of success ("regular contact is key")."""
    for i, word in enumerate(s.low):
        if (
            word in {"is", "are", "'s", "’s"}
            and {s.after(i), s.after(i, 2)} & s.words["key"]
            and not s.is_question
        ):
            subject = s.subject_of(s.tokens[i])
            if not s.is_negated(i) and (subject is None or subject.lower_ not in POINTING):
                return s.piece(i, i + 3)
    return ""


def why_not(s: Sentence) -> str:
    """A proposal put as a question ("Why not ...", "How about ...", "What if ...")."""
    start = " ".join(s.low[s.starts[0] : s.starts[0] + 2])
    return (
        s.piece(s.starts[0], s.starts[0] + 3)
        if start in {"why not", "how about", "what if", "why do"}
        and (start != "why do" or s.after(s.starts[0], 2) in NEGATIONS)
        else ""
    )


def proposal_question(s: Sentence) -> str:
    """A polar question with a modal ("Could we share a room?", "..., would that help?")."""
    if WH & set(s.low[:2]):
        return ""
    for i in s.starts:
        subject = s.subject_of(s.tokens[i])
        inverted = subject is not None and subject.i > s.tokens[i].i
        if s.low[i] in {"should", "could", "can", "would", "shall"} and inverted:
            return s.piece(i, i + 4)
    return next((s.piece(i, i + 3) for i in range(len(s.low)) if s.is_question and _would_help(s, i)), "")


def _would_help(s: Sentence, i: int) -> bool:
    """Whether "would that help" stands at word i."""
    return s.low[i] == "would" and s.after(i, 2) in s.words["helping"]


def to_do(s: Sentence) -> str:
    """An infinitive as the whole message ("Secretariat to publish the list")."""
    if not s.is_bare or s.is_question:
        return ""
    for i, token in enumerate(s.tokens[:8]):
        heads_verb = token.tag_ == "TO" and i + 1 < len(s.tokens) and s.tokens[i + 1].tag_ == "VB"
        if heads_verb and (i == 0 or _can_act(s, i - 1)):
            return s.piece(max(0, i - 1), i + 3)
    return ""


def _can_act(s: Sentence, i: int) -> bool:
    """Whether word i can be the one who is to act, not a noun that an infinitive completes."""
    return s.tokens[i].pos_ in {"NOUN", "PROPN", "PRON", "PUNCT"} and s.low[i] not in s.words["open_noun"]


def gerund_fragment(s: Sentence) -> str:
    """An action named by its -ing form, without a finite verb ("Sharing templates")."""
    i = s.starts[0]
    return s.piece(i, i + 2) if s.tokens[i].tag_ == "VBG" and s.is_bare and not s.is_question else ""


def _without_subject(s: Sentence) -> int:
    """Give the place of a modal that opens the sentence without a subject, -1 for none."""
    i = s.starts[0]
    opens = (
        s.low[i] in {"can", "could", "may", "might"}
        and i + 1 < len(s.tokens)
        and s.tokens[i + 1].tag_ == "VB"
    )
    return i if opens and not s.is_question and not s.is_negated(i) else -1


def can_have(s: Sentence) -> str:
    """A possibility without a subject ("Can have a newcomers' table")."""
    i = _without_subject(s)
    return s.piece(i, i + 3) if i >= 0 and s.after(i) not in s.words["gain"] else ""


def can_find(s: Sentence) -> str:
    """What one gains ("You can reach everyone", "Can find answers there")."""
    for i, word in enumerate(s.low):
        if word == "can" and s.after(i) in s.words["gain"] and not s.is_question and not s.is_negated(i):
            return s.piece(i, i + 3)
    return ""


def you_can(s: Sentence) -> str:
    """Advice to anyone ("you can leave early", "you might bring a friend")."""
    for i, word in enumerate(s.low[:-1]):
        could = s.after(i) in {"can", "could", "may", "might", "will", "'ll", "’ll"}
        if word == "you" and could and s.after(i, 2) not in s.words["gain"] and not s.is_question:
            return s.piece(i, i + 3)
    return ""


def if_you_want(s: Sentence) -> str:
    """Advice for those who want something ("If you need quiet, go upstairs")."""
    for i, word in enumerate(s.low):
        wants = set(s.low[i + 2 : i + 5]) & s.words["volition"]
        if word in {"if", "when", "unless"} and s.after(i) == "you" and wants and not s.is_question:
            return s.piece(i, i + 4)
    return ""


def doing_could(s: Sentence) -> str:
    """Something that, if done, might have an effect ("Meeting earlier might bring in more people")."""
    i = s.starts[0]
    modal = next((j for j, word in enumerate(s.low) if word in TENTATIVE), -1)
    return (
        s.piece(modal, modal + 3)
        if s.tokens[i].tag_ == "VBG" and modal > i and not s.is_negated(modal)
        else ""
    )


def could_do(s: Sentence) -> str:
    """An action that someone could take ("the board could invite experts")."""
    if s.is_question and WH & set(s.low[:3]):
        return ""
    for i, word in enumerate(s.low):
        acts = s.after(i) in s.words["directive"] - s.words["helping"]
        takes = word in {"could", "might"} or (word == "can" and s.after(i) not in s.words["gain"])
        if takes and acts and s.subject_of(s.tokens[i]) is not None and not s.is_negated(i):
            return s.piece(max(0, i - 1), i + 3)
    return ""


def more_of(s: Sentence) -> str:
    """A comparative as the whole message ("More rooms in other languages")."""
    i = s.starts[0]
    before = s.low[max(0, i - 1) : i + 1]
    wished = next((w for w in before if w in s.words["wish"]), "")
    return s.piece(max(0, i - 1), i + 2) if wished and s.is_bare and not s.is_question else ""


def making_of(s: Sentence) -> str:
    """An action named by a noun ("Creation of a directory")."""
    i = s.starts[0]
    return s.piece(i, i + 3) if s.low[i] in s.words["making"] and s.after(i) == "of" and s.is_bare else ""


def asks(s: Sentence) -> str:
    """A question that wants an answer, with or without its mark."""
    start = s.starts[0]
    if not (s.is_question or _inverted(s, start)) or any(form(s) for form in PROPOSING):
        return ""
    whole = s.low[start] in WH or s.tokens[start].pos_ == "AUX"
    if not whole and obligation(s):
        return ""
    return s.piece(start, start + 3) if whole else s.piece(max(0, len(s.tokens) - 3), len(s.tokens))


def _inverted(s: Sentence, i: int) -> bool:
    """Whether a question word with its verb before the subject opens a clause without a second verb."""
    if s.low[i] not in WH or i + 2 >= len(s.tokens) or s.tokens[i + 1].pos_ != "AUX":
        return False
    later = [token for token in s.tokens[i + 2 :] if token.tag_ in FINITE]
    return s.tokens[i + 2].pos_ in {"DET", "PRON", "NOUN", "PROPN", "ADJ"} and not later


def how_to(s: Sentence) -> str:
    """An open "how to ...", without its mark."""
    i = s.starts[0]
    return s.piece(i, i + 3) if s.low[i] in {"how", "what", "where"} and s.after(i) == "to" else ""


def negated_ability(s: Sentence) -> str:
    """What is not possible ("we cannot travel")."""
    for i, word in enumerate(s.low):
        negated = s.after(i) in {"not", "n't", "n’t"} or word == "cannot"
        if (word in {"can", "could", "ca"} and negated) or word == "cannot":
            return s.piece(i, i + 3)
    return ""


def happy_condition(s: Sentence) -> str:
    """A good consequence ("If you talk early, you can solve it together")."""
    marks = [i for i, w in enumerate(s.low) if w in {"if", "when"}]
    main = {"can", "will", "better", "best", "easier", "good"} & set(s.low)
    if (
        not marks
        or not main
        or s.is_question
        or if_you_want(s)
        or NEGATIONS & set(s.low)
        or obligation(s)
        or imperative(s)
    ):
        return ""
    return s.piece(marks[0], marks[0] + 3)


PROPOSING = (imperative, bare_verb, why_not, proposal_question)
FORMS: dict[str, Callable[[Sentence], str]] = {
    form.__name__: form
    for form in (
        imperative,
        other_verb,
        offers,
        bare_verb,
        lets,
        obligation,
        need,
        would_be_good,
        its_effect,
        is_key,
        why_not,
        proposal_question,
        to_do,
        gerund_fragment,
        can_have,
        can_find,
        could_do,
        you_can,
        if_you_want,
        doing_could,
        more_of,
        making_of,
        asks,
        how_to,
        negated_ability,
        happy_condition,
    )
}


def sentences_of(doc_sents: Iterable[Span], lexicon: Lexicon) -> list[Sentence]:
    """Wrap spaCy's sentences; one of a single word only counts where there is no other."""
    spoken = [Sentence(span, lexicon.words) for span in doc_sents if any(token.is_alpha for token in span)]
    longer = [s for s in spoken if sum(token.is_alpha for token in s.tokens) > 1]
    return longer or spoken
