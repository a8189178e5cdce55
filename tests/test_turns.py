"""What a claim turns of a note that it says in other words, and what it does not."""

from __future__ import annotations

import pytest

from worldcafe.crossref.actors import _acting, _leading, _only_tells, other_subject, unnamed_actor
from worldcafe.crossref.changes import changed_meaning
from worldcafe.crossref.statements import said
from worldcafe.crossref.turns import _scope, other_quantity, turned_meaning
from worldcafe.crossref.words import learn_lexicon
from worldcafe.language.in_language import in_language


@pytest.mark.parametrize(
    ("note", "claim", "about"),
    [
        ("a bench by the mill costs twelve grand", "The price of a bench is two grand.", "quantity"),
        ("walk the dogs one evening a week", "Dogs should be walked one evening a month.", "quantity"),
        ("waited six years for the ferry", "Whoever waits for the ferry does so for six months.", "quantity"),
        ("do not fence the meadow, deer pass there", "The meadow should be fenced.", "negation"),
        ("the meadow can be fenced", "Nobody may fence the meadow.", "negation"),
        ("rangers should feed the deer, not the school", "The school feeds the deer.", "the school"),
        ("let rangers feed the deer instead of the school", "The school feeds the deer.", "the school"),
        ("no fence", "A fence belongs round the meadow.", "negation"),  # it is all that the note says
        ("keep the ferry", "Stop the ferry.", "became"),
        ("the ferry leaves too early", "The ferry leaves too late for us.", "became"),
        ("pay the ferryman more", "Pay less to the ferryman.", "became"),
        ("rangers to do one watch at the bridge", "Children should do a watch at the bridge.", "actor"),
        ("rangers could count the deer", "The mayor counts the deer.", "actor"),
        ("most anglers want the bridge back", "All anglers want the bridge back.", "scope"),
        ("a sail for two boats", "All boats need a sail.", "scope"),
        ("boats moor except in storms", "Boats always moor.", "scope"),
        ("a sail for half of the boats", "The whole lot of boats needs a sail.", "scope"),
        ("boats moor if the ferryman agrees", "Boats moor whatever the ferryman thinks.", "scope"),
        ("whoever likes could watch the bridge", "Watching the bridge is compulsory.", "binding"),
        ("copy the bridge watch elsewhere", "A bridge watch might be thought of.", "binding"),
    ],
)
def test_turned_meaning_is_named_whatever_the_wording(note, claim, about):
    assert about in turned_meaning(note, claim, learn_lexicon([note, claim])).reason


@pytest.mark.parametrize(
    ("note", "claim"),
    [
        ("8 weeks notice for anglers", "Anglers need two months' notice."),
        ("a lamp at the bridge for ten boats", "Three lamps light the bridge."),
        ("boats leave at ten every night", "Boats should leave till eleven at night."),
        ("plant willows along the river, there is no shade", "Plant willows along the river for shade."),
        ("do not fence the meadow", "The meadow should stay without a fence, not fenced."),
        ("rangers should count deer", "Rangers are to count the deer."),
        ("a fence round the meadow", "Nobody should have to climb the fence of the meadow."),  # the climb
        ("nowhere quiet to moor", "Boats moor at the bridge, the ferry beside them."),
        ("the mayor does not read it", "Letters should be such as the fishermen read."),  # one word
        ("no one waits at the mill", "The ferry waits for one hour."),
        ("every angler wants the bridge", "All anglers want the bridge."),
        ("perhaps a watch at the bridge", "A watch at the bridge might help."),
        ("the ferry leaves early", "A late supper is served at the inn."),
        ("rangers could count the deer", "People count the deer."),  # whoever it is
        ("somebody could count the deer", "The mayor counts the deer."),
        ("everybody must watch the bridge", "Watching the bridge is compulsory."),
        ("the bridge is too low", "Raise the bridge."),
        ("a bridge that is less steep", "The bridge should not be steep."),
        ("the ferry lacks lamps", "The ferry needs lamps."),
        ("boats cheaper at the mill", "Boats at the mill cost less."),
        ("lamps at the bridge with no shades", "Lamps at the bridge without shades."),
        ("a ferry if at least ten boats join", "A ferry, if ten or more boats join."),
        ("register online at the mill", "Register in the mill."),
        ("copy the bridge watch elsewhere", "A bridge watch might be copied."),
        ("boats moor at the mill", "Nobody moors boats beside old anglers, rods, nets, lunch baskets."),
        ("deer", "deer"),
        ("", "The ferry"),
    ],
)
def test_same_meaning_in_other_words_is_not_turned(note, claim):
    assert turned_meaning(note, claim, learn_lexicon([note, claim])).reason == ""


@pytest.mark.parametrize(
    ("note", "claim", "actor"),
    [
        ("letters delivered to the door", "Drones deliver the letters.", "Drones"),
        ("drones bring letters to the door", "Drones deliver the letters.", ""),
        ("letters delivered to the door", "People deliver the letters.", ""),
        ("letters delivered to the door", "Letters should be delivered.", ""),
    ],
)
def test_actor_that_the_note_does_not_name_is_named(note, claim, actor):
    assert unnamed_actor(note, claim) == actor


def test_short_form_of_a_word_is_no_other_word():
    notes = ["Shade where people wait: stops, market sq", "Shade where people wait: stops, market cat"]
    claim = "Shade where people wait: stops, market square"
    lexicon = learn_lexicon(notes)
    assert changed_meaning(notes[0], claim, lexicon) == changed_meaning(claim, notes[0], lexicon) == ""
    assert "another term" in changed_meaning(notes[1], claim, lexicon)


@pytest.mark.parametrize(
    ("language", "note", "claim", "is_turned"),
    [
        ("de", "die Fähre fährt zweimal pro Woche", "Die Fähre fährt zweimal pro Monat.", True),
        ("fr", "le bac passe par semaine à la berge", "Le bac passe par mois à la berge.", True),
        ("fr", "le bac passe cette semaine à la berge", "Le bac passe deux semaines à la berge.", False),
    ],
)
def test_one_of_a_unit_of_time_is_read_in_the_words_of_a_language(language, note, claim, is_turned):
    pair = in_language(note, language), in_language(claim, language)
    assert ("quantity" in turned_meaning(*pair, learn_lexicon(list(pair))).reason) is is_turned


@pytest.mark.parametrize(
    ("note", "claim", "is_told"),
    [
        ("We met for two weeks", "They met for six weeks", True),
        ("We met for two weeks", "It took six weeks", False),
    ],
)
def test_other_quantity_is_told_where_both_speak_of_more_than_its_unit(note, claim, is_told):
    assert bool(other_quantity(note, claim, learn_lexicon([note, claim]))) is is_told


@pytest.mark.parametrize(
    ("claim", "tells"),
    [("Die Eltern fordern Lampen", True), ("Die Eltern heute fordern Lampen", False)],
)
def test_actor_only_tells_where_a_verb_of_telling_stands_next_to_it(claim, tells):
    told = said(in_language(claim, "de"))
    assert _only_tells(told.tokens[1], told) is tells


@pytest.mark.parametrize(
    ("note", "claim", "actors"),
    [
        ("die Stadt soll den Zaun streichen", "Der Verein soll den Zaun streichen.", ("Stadt", "Verein")),
        ("die Eltern streichen den Zaun hier", "Die Lehrer streichen den Zaun hier.", ("Eltern", "Lehrer")),
        ("die Stadt soll den Zaun streichen", "Die Stadt soll den Zaun streichen.", ()),
        ("die Stadt mit dem Verein soll den Zaun streichen", "Der Verein soll den Zaun streichen.", ()),
        ("die Stadt soll den Zaun streichen", "Der Verein und die Stadt sollen den Zaun streichen.", ()),
        ("für die Eltern den Zaun streichen", "Der Verein soll den Zaun streichen.", ()),  # for whom
        ("die Stadt soll Boote kaufen", "Der Verein soll den Zaun streichen.", ()),  # of other things
        ("die Eltern wollen einen Zaun", "Die Lehrer fordern einen Zaun.", ()),  # who only ask for it
        ("die Stadt soll den Zaun streichen", "Streichen soll den Zaun der Verein.", ()),  # not its beginning
    ],
)
def test_claim_that_begins_with_another_actor_than_the_note_names_turns_it(note, claim, actors):
    pair = [in_language(text, "de") for text in (note, claim)]
    turn = other_subject(said(pair[0]), said(pair[1]), learn_lexicon(pair))
    assert turn.reason == (f'another actor: "{actors[0]}" became "{actors[1]}"' if actors else "")


@pytest.mark.parametrize(
    ("text", "acting", "leading"),
    [
        ("the town board could invite experts", {"invit": {"town", "board"}}, {"board": {"town"}}),
        ("the board to invite experts", {"invit": {"board"}}, {"to": {"board"}}),
        ("rangers are to count deer", {"count": {"ranger"}}, {"are": {"ranger"}}),
        ("the rangers count deer", {}, {"count": {"ranger"}}),
        ("is it the rangers who count deer", {}, {}),
        ("rangers", {}, {}),
        ("rangers should", {}, {"should": {"ranger"}}),
        ("should rangers count deer", {}, {"count": {"ranger"}}),
    ],
)
def test_actor_stands_before_a_modal_verb_or_begins_the_sentence(text, acting, leading):
    assert (_acting(said(text)), _leading(said(text))) == (acting, leading)


@pytest.mark.parametrize(
    ("note", "claim", "shown"),
    [
        ("boats in storms need a sail", "All boats need a sail.", '"boats in storms" became "all"'),
        ("a sail for some boats", "All boats need a sail.", '"some" became "all"'),
        ("boats storms need a sail", "All boats need a sail.", ""),
        ("boats in need of a sail", "All boats need a sail.", ""),  # the claim says so, too
        ("weeks in storms need a sail", "All weeks need a sail.", ""),
        ("a sail for some boats", "Not all boats need a sail.", ""),
        ("a sail for some boats", "Some boats need a sail, and so do all boats.", ""),
        ("all boats, some with sails", "All boats need sails.", ""),
        ("a lamp for some boats", "All anglers and the miller wish for bread.", ""),
    ],
)
def test_claim_says_of_all_what_the_note_says_of_some_or_of_those_in_one_place(note, claim, shown):
    reason = _scope(said(note), said(claim), learn_lexicon([note, claim])).reason
    assert reason.removeprefix("another scope: ") == shown
