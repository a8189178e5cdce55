"""What the grammar of a sentence says, rule by rule: the words that each form is seen by, "" for none."""

from __future__ import annotations

import pytest

from tagged import sentence, tokens_of
from worldcafe.classify import instructions, modals, questions
from worldcafe.classify.forms import read_forms
from worldcafe.classify.lexicon import Firing, load_lexicon
from worldcafe.classify.sentence import in_relative, sentences_of

FORMS = [
    # an instruction
    ("imperative", "Create/VB a/DT list/NN now/RB", "Create a list"),
    ("imperative", "Please/UH create/VB a/DT list/NN", "create a list"),
    ("imperative", "Invite/VBP/ROOT the/DT board/NN", "Invite the board"),
    ("imperative", "do/VB:AUX/aux>2 n't/RB close/VB the/DT gate/NN", "close the gate"),
    ("imperative", "Roads/NNS :/: create/VB a/DT list/NN", "create a list"),
    ("imperative", "Never/RB close/VB the/DT gate/NN", "close the gate"),
    ("imperative", "Never/RB swim/VB here/RB", "swim here"),
    ("imperative", "Invite/VBP/amod>1 guests/NNS often/RB", ""),
    ("imperative", "Thank/VB you/PRP all/DT", ""),
    ("imperative", "need/VB a/DT list/NN", ""),
    ("imperative", "We/PRP/nsubj>1 create/VB lists/NNS here/RB", ""),
    ("imperative", "Create/VB lists/NNS they/PRP/nsubj>0 did/VBD", ""),
    ("imperative", "Swim/VB across/IN the/DT lake/NN", ""),
    ("other_verb", "Swim/VB across/IN the/DT lake/NN", "Swim across the"),
    ("other_verb", "Swim/VB across/IN the/DT lake/NN ?/.", ""),
    ("other_verb", "Create/VB a/DT list/NN", ""),
    ("offers", "Share/VB the/DT tools/NNS", "Share the"),
    ("offers", "Meet/VB people/NNS", "Meet people"),
    ("offers", "Paint/VB the/DT fence/NN", ""),
    ("offers", "Share/NN of/IN the/DT market/NN", ""),
    # an instruction that the tagger takes for a noun
    ("bare_verb", "Exchange/NN staff/NN among/IN offices/NNS", "Exchange staff among"),
    ("bare_verb", "Exchange/NN of/IN staff/NN", ""),
    ("bare_verb", "Exchange/NN ,/, then/RB", ""),
    ("bare_verb", "Exchange/NN was/VBD good/JJ", ""),
    ("bare_verb", "Exchange/NN", ""),
    ("bare_verb", "Exchange/VB staff/NN", ""),
    ("bare_verb", "Exchange/NN/compound>1 rates/NNS rose/VBD", ""),
    ("bare_verb", "Exchange/NN/compound>2 the/DT tools/NNS", "Exchange the tools"),
    ("bare_verb", "Exchange/NN/compound>1 tools/NNS here/RB", "Exchange tools here"),
    ("lets", "so/RB let/VB 's/PRP meet/VB", "let 's meet"),
    ("lets", "Let/VB us/PRP meet/VB", "Let us meet"),
    ("lets", "Let/VB them/PRP meet/VB", ""),
    ("lets", "give/VB us/PRP time/NN", ""),
    ("to_do", "Board/NN to/TO publish/VB the/DT list/NN", "Board to publish the"),
    ("to_do", "to/TO publish/VB lists/NNS", "to publish lists"),
    ("to_do", "need/NN to/TO publish/VB lists/NNS", ""),
    ("to_do", "quickly/RB to/TO publish/VB lists/NNS", ""),
    ("to_do", "Board/NN to/TO publish/VB ?/.", ""),
    ("to_do", "Board/NN wants/VBZ to/TO publish/VB", ""),
    ("to_do", "Board/NN to/TO London/NNP", ""),
    ("to_do", "the/DT small/JJ new/JJ old/JJ wide/JJ red/JJ shy/JJ board/NN to/TO publish/VB", ""),
    ("gerund_fragment", "Sharing/VBG templates/NNS", "Sharing templates"),
    ("gerund_fragment", "Sharing/VBG is/VBZ:AUX good/JJ", ""),
    ("gerund_fragment", "Sharing/VBG templates/NNS ?/.", ""),
    ("more_of", "More/JJR rooms/NNS upstairs/RB today/NN", "More rooms upstairs"),
    ("more_of", "the/DT rooms/NNS upstairs/RB", ""),
    ("more_of", "More/JJR rooms/NNS are/VBP:AUX there/RB", ""),
    ("more_of", "More/JJR rooms/NNS ?/.", ""),
    ("making_of", "Creation/NN of/IN a/DT list/NN", "Creation of a"),
    ("making_of", "Creation/NN takes/VBZ time/NN", ""),
    ("making_of", "Creation/NN of/IN lists/NNS takes/VBZ time/NN", ""),
    ("making_of", "Center/NN of/IN a/DT town/NN", ""),
    # obligation and need
    ("obligation", "we/PRP/nsubj>2 should/MD meet/VB more/RBR", "should meet more"),
    ("obligation", "they/PRP must/MD meet/VB", "must meet"),
    ("obligation", "they/PRP must/MD have/VB slept/VBN", ""),
    ("obligation", "they/PRP have/VBP to/TO meet/VB", "have to meet"),
    ("obligation", "they/PRP have/VBP to/TO do/VB it/PRP", ""),
    ("obligation", "they/PRP do/VBP not/RB need/VB to/TO meet/VB", ""),
    ("obligation", "never/RB we/PRP need/VBP to/TO meet/VB", ""),
    ("obligation", "no/DT man/NN here/RB needs/VBZ to/TO meet/VB", "needs to meet"),
    ("obligation", "What/WP should/MD we/PRP do/VB ?/.", ""),
    ("obligation", "and/CC then/RB what/WP should/MD we/PRP do/VB ?/.", ""),
    ("obligation", "and/CC then/RB now/RB what/WP should/MD we/PRP do/VB ?/.", "should we do"),
    ("obligation", "should/MD we/PRP meet/VB ?/.", "should we meet"),
    ("obligation", "they/PRP want/VBP to/TO meet/VB", ""),
    ("need", "we/PRP need/VBP a/DT mentor/NN", "need a mentor"),
    ("need", "rooms/NNS are/VBP needed/VBN now/RB", "needed now"),
    ("need", "the/DT most/RBS needed/VBN of/IN all/DT", ""),
    ("need", "we/PRP need/VBP to/TO go/VB", ""),
    ("need", "I/PRP need/VBP a/DT mentor/NN", ""),
    ("need", "no/DT need/NN for/IN rooms/NNS", ""),
    ("need", "without/IN any/DT real/JJ need/NN for/IN rooms/NNS", ""),
    ("need", "without/IN that/DT we/PRP all/DT need/VBP rooms/NNS", "need rooms"),
    ("need", "we/PRP like/VBP rooms/NNS", ""),
    # praise
    ("would_be_good", "a/DT list/NN/nsubj>3 would/MD/aux>3 be/VB very/RB useful/JJ", "would be very useful"),
    ("would_be_good", "a/DT list/NN/nsubj>3 would/MD/aux>3 help/VB us/PRP", "would help"),
    ("would_be_good", "a/DT list/NN/nsubj>3 should/MD/aux>3 help/VB us/PRP", ""),
    ("would_be_good", "a/DT list/NN/nsubj>4 would/MD/aux>4 not/RB be/VB useful/JJ", ""),
    ("would_be_good", "it/PRP/nsubj>2 would/MD/aux>2 be/VB useful/JJ", ""),
    (
        "would_be_good",
        "it/PRP/nsubj>2 would/MD/aux>2 be/VB useful/JJ to/TO meet/VB",
        "would be useful to meet",
    ),
    ("would_be_good", "it/PRP/nsubj>2 would/MD/aux>2 be/VB useful/JJ ?/.", "would be useful ?"),
    ("would_be_good", "lists/NNS/nsubj>2 would/MD/aux>2 be/VB an/DT idea/NN", "would be an idea"),
    ("would_be_good", "lists/NNS/nsubj>2 would/MD/aux>2 be/VB long/JJ", ""),
    ("would_be_good", "lists/NNS/nsubj>3 would/MD/aux>3 really/RB be/VB useful/JJ", "would really be useful"),
    ("would_be_good", "lists/NNS/nsubj>4 would/MD/aux>4 then/RB also/RB be/VB useful/JJ", ""),
    ("would_be_good", "Good/JJ to/TO meet/VB", "Good to meet"),
    ("would_be_good", "Good/JJ talk/NN", ""),
    ("would_be_good", "Better/JJR not/RB to/TO meet/VB", "Better not to"),
    ("would_be_good", "Better/JJR not/RB now/RB to/TO meet/VB", ""),
    ("its_effect", "it/PRP/nsubj>2 would/MD/aux>2 be/VB useful/JJ", "would be useful"),
    ("its_effect", "this/DT/nsubj>2 will/MD/aux>2 help/VB us/PRP", "will help"),
    ("its_effect", "Tandems/NNS/nsubj>2 will/MD/aux>2 help/VB us/PRP", ""),
    ("its_effect", "Tandems/NNS/nsubj>2 would/MD/aux>2 help/VB us/PRP", ""),
    ("will_help", "Tandems/NNS/nsubj>2 will/MD/aux>2 help/VB us/PRP", "will help"),
    ("will_help", "this/DT/nsubj>2 will/MD/aux>2 help/VB us/PRP", ""),
    ("will_help", "will/MD/aux>1 help/VB us/PRP", ""),
    ("will_help", "Tandems/NNS/nsubj>2 would/MD/aux>2 help/VB us/PRP", ""),
    ("is_key", "contact/NN/nsubj>1 is/VBZ:AUX key/JJ", "is key"),
    ("is_key", "contact/NN/nsubj>1 is/VBZ:AUX very/RB important/JJ here/RB", "is very important"),
    ("is_key", "contact/NN/nsubj>1 is/VBZ:AUX not/RB key/JJ", ""),
    ("is_key", "it/PRP/nsubj>1 is/VBZ:AUX key/JJ", ""),
    ("is_key", "contact/NN/nsubj>1 is/VBZ:AUX key/JJ ?/.", ""),
    ("is_key", "contact/NN/nsubj>1 seems/VBZ key/JJ", ""),
    ("is_key", "contact/NN/nsubj>1 is/VBZ:AUX rare/JJ", ""),
    # possibility
    ("can_have", "Can/MD have/VB a/DT table/NN", "Can have a"),
    ("can_have", "Then/RB can/MD have/VB a/DT table/NN", "can have a"),
    ("can_have", "Can/MD find/VB a/DT table/NN", ""),
    ("can_have", "Can/MD not/RB have/VB it/PRP", ""),
    ("can_have", "Can/MD have/VB a/DT table/NN ?/.", ""),
    ("can_have", "Can/MD we/PRP have/VB it/PRP", ""),
    ("can_have", "Can/MD", ""),
    ("can_have", "Should/MD have/VB a/DT table/NN", ""),
    ("can_find", "You/PRP can/MD reach/VB everyone/NN", "can reach everyone"),
    ("can_find", "You/PRP can/MD paint/VB it/PRP", ""),
    ("can_find", "You/PRP could/MD reach/VB them/PRP", ""),
    ("can_find", "You/PRP can/MD reach/VB them/PRP ?/.", ""),
    ("can_find", "those/DT who/WP can/MD/aux>3 reach/VB/relcl>0 us/PRP", ""),
    ("you_can", "then/RB you/PRP might/MD bring/VB friends/NNS", "you might bring"),
    ("you_can", "then/RB they/PRP might/MD bring/VB friends/NNS", ""),
    ("you_can", "yes/UH you/PRP can/MD", "you can"),
    ("you_can", "you/PRP can/MD find/VB friends/NNS", ""),
    ("you_can", "you/PRP can/MD leave/VB ?/.", ""),
    ("you_can", "you/PRP leave/VBP early/RB", ""),
    ("doing_could", "Meeting/VBG earlier/RB might/MD bring/VB people/NNS in/IN", "might bring people"),
    ("doing_could", "Meeting/VBG earlier/RB might/MD not/RB help/VB", ""),
    ("doing_could", "Meetings/NNS earlier/RB might/MD bring/VB people/NNS", ""),
    ("doing_could", "Meeting/VBG earlier/RB brings/VBZ people/NNS", ""),
    (
        "could_do",
        "the/DT board/NN/nsubj>3 could/MD/aux>3 invite/VB experts/NNS",
        "board could invite experts",
    ),
    ("could_do", "the/DT board/NN/nsubj>3 can/MD/aux>3 invite/VB experts/NNS", "board can invite experts"),
    ("could_do", "could/MD invite/VB experts/NNS", ""),
    ("could_do", "the/DT board/NN/nsubj>3 will/MD/aux>3 invite/VB experts/NNS", ""),
    ("could_do", "the/DT list/NN/nsubj>3 could/MD/aux>3 help/VB them/PRP", ""),
    ("could_do", "the/DT board/NN/nsubj>3 could/MD/aux>3 prefer/VB them/PRP", ""),
    ("could_do", "who/WP/nsubj>2 could/MD/aux>2 invite/VB them/PRP ?/.", ""),
    ("negated_ability", "we/PRP can/MD not/RB travel/VB", "can not travel"),
    ("negated_ability", "we/PRP cannot/MD travel/VB far/RB", "cannot travel far"),
    ("negated_ability", "we/PRP ca/MD n't/RB travel/VB", "ca n't travel"),
    ("negated_ability", "we/PRP will/MD not/RB travel/VB", ""),
    ("negated_ability", "we/PRP can/MD travel/VB", ""),
    # questions
    ("why_not", "Why/WRB not/RB meet/VB outside/RB", "Why not meet"),
    ("why_not", "why/WRB do/VBP n't/RB we/PRP meet/VB", "why do n't"),
    ("why_not", "why/WRB do/VBP they/PRP meet/VB", ""),
    ("why_not", "why/WRB they/PRP meet/VB", ""),
    ("why_not", "How/WRB about/IN a/DT talk/NN", "How about a"),
    ("why_not", "Why/WRB not/RB meet/VB :/: mend/VB it/PRP", "Why not meet"),
    ("why_not", "So/RB perhaps/RB why/WRB not/RB meet/VB", "why not meet"),
    ("proposal_question", "Could/MD/aux>2 we/PRP/nsubj>2 share/VB a/DT room/NN ?/.", "Could we share a"),
    ("proposal_question", "we/PRP/nsubj>2 could/MD/aux>2 share/VB a/DT room/NN", ""),
    ("proposal_question", "How/WRB could/MD/aux>3 we/PRP/nsubj>3 share/VB ?/.", ""),
    ("proposal_question", "a/DT room/NN ,/, would/MD that/DT help/VB ?/.", "would that help"),
    ("proposal_question", "a/DT room/NN ,/, would/MD that/DT help/VB", ""),
    ("proposal_question", "it/PRP would/MD do/VB ?/.", ""),
    ("proposal_question", "that/DT did/VBD help/VB ?/.", ""),
    ("proposal_question", "Will/MD/aux>2 we/PRP/nsubj>2 meet/VB ?/.", ""),
    ("asks", "who/WP pays/VBZ for/IN it/PRP ?/.", "who pays for"),
    ("asks", "And/CC who/WP pays/VBZ for/IN it/PRP ?/.", "who pays for"),
    ("asks", "is/VBZ:AUX it/PRP late/JJ ?/.", "is it late"),
    ("asks", "they/PRP pay/VBP for/IN it/PRP ?/.", "for it ?"),
    ("asks", "they/PRP should/MD pay/VB ?/.", ""),
    ("asks", "Why/WRB not/RB meet/VB ?/.", ""),
    ("asks", "how/WRB is/VBZ:AUX the/DT room/NN", "how is the"),
    ("asks", "how/WRB is/VBZ:AUX the/DT room/NN they/PRP took/VBD", ""),
    ("asks", "how/WRB nice/JJ the/DT room/NN", ""),
    ("asks", "how/WRB is/VBZ:AUX", ""),
    ("asks", "how/WRB is/VBZ:AUX it/PRP", "how is it"),
    ("asks", "we/PRP all/DT pay/VBP for/IN it/PRP ?/.", "for it ?"),
    ("how_to", "How/WRB to/TO reach/VB them/PRP", "How to reach"),
    ("how_to", "And/CC how/WRB to/TO reach/VB them/PRP today/NN", "how to reach"),
    ("how_to", "How/WRB they/PRP reach/VBP us/PRP", ""),
    ("how_to", "Who/WP to/TO ask/VB", ""),
    ("if_you_want", "If/IN you/PRP need/VBP quiet/NN go/VB upstairs/RB", "If you need quiet"),
    ("if_you_want", "if/IN you/PRP all/DT really/RB need/VBP it/PRP", "if you all really"),
    ("if_you_want", "if/IN you/PRP all/DT do/VBP not/RB need/VB it/PRP", ""),
    ("if_you_want", "if/IN they/PRP need/VBP quiet/NN", ""),
    ("if_you_want", "if/IN you/PRP need/VBP it/PRP ?/.", ""),
    ("if_you_want", "that/IN you/PRP need/VBP it/PRP", ""),
    ("happy_condition", "If/IN people/NNS talk/VBP ,/, they/PRP can/MD solve/VB it/PRP", "If people talk"),
    ("happy_condition", "They/PRP can/MD if/IN they/PRP talk/VBP when/WRB asked/VBN", "if they talk"),
    ("happy_condition", "If/IN people/NNS talk/VBP ,/, they/PRP solve/VBP it/PRP", ""),
    ("happy_condition", "people/NNS talk/VBP ,/, they/PRP can/MD solve/VB it/PRP", ""),
    ("happy_condition", "If/IN people/NNS talk/VBP ,/, they/PRP can/MD not/RB solve/VB it/PRP", ""),
    ("happy_condition", "If/IN people/NNS talk/VBP ,/, they/PRP can/MD solve/VB it/PRP ?/.", ""),
    ("happy_condition", "If/IN you/PRP want/VBP ,/, they/PRP can/MD solve/VB it/PRP", ""),
    ("happy_condition", "If/IN people/NNS must/MD talk/VB ,/, they/PRP can/MD solve/VB it/PRP", ""),
]


@pytest.mark.parametrize(("form", "written", "words"), FORMS)
def test_form_is_seen_by_its_words_and_by_no_others(form, written, words):
    room = next(room for room in (instructions, modals, questions) if hasattr(room, form))
    assert getattr(room, form)(sentence(written)) == words


def test_every_form_is_tried_with_words_that_have_it_and_words_that_do_not():
    from worldcafe.classify.forms import FORMS as KNOWN

    for form in KNOWN:
        tried = [bool(words) for name, _, words in FORMS if name == form]
        assert True in tried, form
        assert False in tried, form


def test_all_forms_of_a_sentence_are_read_with_their_words():
    found = read_forms(sentence("Sharing/VBG of/IN tools/NNS"))
    assert found == [Firing("gerund_fragment", "Sharing of")]


@pytest.mark.parametrize(
    ("written", "starts"),
    [
        ("Create/VB lists/NNS", [0]),
        ("please/UH create/VB lists/NNS", [1]),
        ("(/-LRB- create/VB lists/NNS", [1]),
        ("Roads/NNS :/: mend/VB them/PRP", [0, 2]),
        ("a/DT b/NN c/NN d/NN e/NN f/NN :/: mend/VB them/PRP", [0]),
        ("a/DT b/NN c/NN d/NN e/NN f/NN g/NN :/: mend/VB them/PRP", [0]),
        ("a/DT b/NN c/NN d/NN e/NN f/NN –/: mend/VB them/PRP", [0]),
        ("a/DT b/NN c/NN d/NN e/NN :/: mend/VB them/PRP", [0, 6]),
        ("a/DT b/NN c/NN d/NN e/NN f/NN ;/: mend/VB them/PRP", [0, 7]),
        ("In/IN spring/NN ,/, mend/VB them/PRP", [0, 3]),
        ("Spring/NN ,/, mend/VB them/PRP", [0]),
        ("Roads/NNS :/:", [0]),
        ("In/IN " + "a/DT " * 10 + ",/, mend/VB it/PRP", [0, 12]),
        ("In/IN " + "a/DT " * 11 + ",/, mend/VB it/PRP", [0]),
        ("and/CC then/RB", [1]),
    ],
)
def test_clause_may_begin_after_a_label_or_an_introduction(written, starts):
    assert sentence(written).starts == starts


@pytest.mark.parametrize(
    ("written", "is_bare"),
    [
        ("More/JJR rooms/NNS", True),
        ("rooms/NNS are/VBP:AUX cold/JJ", False),
        ("rooms/NNS we/PRP/nsubj>2 like/VBP/relcl>0", True),
        ("Create/VBP a/DT list/NN", True),
        ("they/PRP/nsubj>1 create/VBP lists/NNS", False),
    ],
)
def test_fragment_has_no_finite_verb_of_its_own(written, is_bare):
    assert sentence(written).is_bare is is_bare


def test_question_shows_at_its_end_alone():
    assert sentence("late/JJ ?/. )/-RRB- ./.").is_question
    assert not sentence("late/JJ ?/. they/PRP said/VBD so/RB").is_question


def test_negation_stands_right_around_a_word():
    said = sentence("not/RB so/RB far/RB away/RB never/RB")
    assert [said.is_negated(i) for i in range(5)] == [True, True, True, True, True]
    said = sentence("not/RB so/RB far/RB away/RB it/PRP is/VBZ not/RB")
    assert [said.is_negated(i) for i in range(7)] == [True, True, False, False, True, True, True]


def test_words_beyond_the_end_are_none():
    said = sentence("so/RB far/RB")
    assert (said.after(0), said.after(1), said.after(0, 2)) == ("far", "", "")
    assert said.piece(1, 1) == "far"


def test_relative_clause_reaches_down_to_its_words():
    tokens = tokens_of("rooms/NNS that/WDT/nsubj>2 have/VBP/relcl>0 light/NN/dobj>2 help/VBP")
    assert [in_relative(token) for token in tokens] == [False, True, True, True, False]


def test_sentence_of_one_word_counts_where_there_is_no_other():
    one, two, none = (tokens_of(text) for text in ("Yes/UH ./.", "Mend/VB it/PRP", "!/. !/."))
    lexicon = load_lexicon()
    assert [found.low for found in sentences_of([one, two, none], lexicon)] == [["mend", "it"]]
    assert [found.low for found in sentences_of([one, none], lexicon)] == [["yes", "."]]
