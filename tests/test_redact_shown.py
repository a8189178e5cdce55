"""redact: what else is shown of a run says no removed name: places, sources, anchors, settings, files."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from tables_of import table_of
from worldcafe.language.as_read import AsRead, as_read
from worldcafe.redact import (
    Batch,
    Redactor,
    mask_settings,
    mask_sources,
    own_names,
    prose,
    redact_identities,
    stage,
)
from worldcafe.redact.finding import CONTACT, COUNTRY, NOTE_TAKER, ORGANISATION, PERSON, ROLE, Finding
from worldcafe.redact.mask import collect_names
from worldcafe.redact.sources import find_names
from worldcafe.redact.stage import _masked_row, _without_overlap
from worldcafe.settings import BY_USER, RedactSettings, Settings
from worldcafe.source import Source
from worldcafe.tables import Segments


def gone(*texts, removed=True):
    return pd.DataFrame([{"text": text, "type": PERSON, "removed": removed} for text in texts])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ask Ines", ["Ines"]),
        ("beds\n<b>In</b>es knows", ["In</b>es"]),  # where markup splits it, in a later line
        ("beds\n\nmore\n**In**es, Ines", ["Ines", "In**es", "Ines"]),
        ("beds <b>by</b> nobody", []),
        ("inestimable", []),
    ],
)
def test_removed_name_is_found_where_markup_splits_it(text, found):
    spans = find_names(text, collect_names([("Ines", PERSON)]))
    assert sorted({text[start:end] for start, end in spans}) == sorted({*found})


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        (Settings(redact=RedactSettings(always=("Ines",))), ("████",)),
        (Settings(redact=RedactSettings(always=("Zarvo",))), ("█████",)),  # in no note, but to go
        (Settings(redact=RedactSettings(always=("Will",))), ("████",)),  # no verb at the head of a sentence
        (Settings(redact=RedactSettings(always=())), ()),
    ],
)
def test_settings_that_are_shown_say_no_name(settings, shown):
    masked = mask_settings(settings, gone("Ines"))
    assert masked.redact.always == shown
    assert replace(masked, redact=settings.redact) == settings


def test_settings_keep_what_is_no_name_and_what_was_only_reported():
    settings = Settings(redact=RedactSettings(never=("Bench", "Ines"), public_from=4))
    assert mask_settings(settings, gone("Ines")).redact.never == ("Bench", "████")
    assert mask_settings(settings, gone("Ines", removed=False)) == settings


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ("Ines_notes.md", "a.md"),
        ("notes-ines.md", "a.md"),
        ("notes.Ines.md", "a.md"),
        ("notes by Ines.md", "a.md"),
        ("inestimable.md", "inestimable.md"),
        ("garden_notes.md", "garden_notes.md"),
    ],
)
def test_file_is_called_as_its_user_does_unless_that_tells_a_name(own, shown):
    source = replace(Source("a.md", "", ""), own=own)
    assert own_names([source], gone("Ines")) == {"a.md": shown}
    assert own_names([source], gone("Ines", removed=False)) == {"a.md": own}


def test_anchors_and_sentences_of_a_source_lose_names_and_keep_their_places():
    source = replace(
        Source("a.md", "ask her", ""), anchors=((4, "row of Ines"),), set_aside=("2 rows of Ines", "1 row")
    )
    none = pd.DataFrame(columns=["source", "start", "end", "text"])
    (shown,) = mask_sources([source], none, gone("Ines"), ())
    assert shown.anchors == ((4, "row of ████"),)
    assert shown.set_aside == ("2 rows of ████", "1 row")


@pytest.mark.parametrize(("remove", "left"), [((CONTACT,), "- ██████: "), ((PERSON,), "- a@b.cd: ")])
def test_contact_between_segments_goes_where_contacts_do(remove, left):
    text = "- a@b.cd: more shade"
    row = {"segment_id": "s", "role": "note", "start": 10, "end": 20, "text": "more shade"}
    (shown,) = mask_sources(
        [Source("a.md", text, "")], table_of(Segments, [row], source="a.md"), gone("Zoe"), remove
    )
    assert shown.text == left + "more shade"


def segments_of(*rows):
    given = {"source": "a.md", "role": "note", "table": "1"}
    return table_of(
        Segments,
        [{**given, "segment_id": f"s{at}", "end": len(row["text"]), **row} for at, row in enumerate(rows)],
    )


def test_name_in_a_place_has_the_placeholder_that_it_has_in_the_text_of_its_source():
    rows = [
        {"text": "ask Zoe", "table": "led by Ines"},
        {"text": "ask Ines", "table": "led by Ines"},
        {"text": "ask Ines", "table": "led by Ines", "source": "b.md"},
        {"text": "ask Ines", "table": "by the pond", "source": "b.md"},
    ]
    found = redact_identities(segments_of(*rows), RedactSettings(find_names=False, always=("Ines", "Zoe")))
    assert found.segments["clean_text"].tolist() == [
        *("ask [person 1]", "ask [person 2]", "ask [person 1]", "ask [person 1]")
    ]
    assert found.segments["table"].tolist() == [
        *("led by [person 2]", "led by [person 2]", "led by [person 1]", "by the pond")
    ]


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        (RedactSettings(always=("Brindlewick",)), "as [person 1] wants it, brindlewicks do not"),
        (RedactSettings(always=("Brindlewick",), never=("brindlewick",)), None),
        (RedactSettings(always=("Brindle",)), None),
    ],
)
def test_what_is_always_to_go_goes_in_any_case_unless_it_never_is(settings, shown):
    text = "as brindlewick wants it, brindlewicks do not"
    found = redact_identities(segments_of({"text": text}), replace(settings, find_names=False))
    assert found.segments["clean_text"].tolist() == [shown or text]


def test_place_called_after_somebody_has_one_placeholder_in_all_sources_and_so_has_the_name_in_others():
    rows = [
        {"text": "More trees by the river", "cafe": "Svetlana", "question": "What of Svetlana?"},
        {"text": "More trees", "cafe": "Svetlana", "source": "b.md", "question": "What of trees?"},
    ]
    found = redact_identities(segments_of(*rows), RedactSettings()).segments
    assert found["cafe"].tolist() == ["[place 1]", "[place 1]"]
    assert found["question"].tolist() == ["What of [place 1]?", "What of trees?"]


@pytest.mark.parametrize(
    ("settings", "cafe"),
    [
        (RedactSettings(), "[place 1]"),
        (RedactSettings(find_names=False), "Svetlana"),
        (RedactSettings(remove=("contact",)), "Svetlana"),
        (RedactSettings(never=("SVETLANA",)), "Svetlana"),
        (RedactSettings(find_names=False, always=("Svetlana",)), "[person 1]"),
        (RedactSettings(find_names=False, always=("Svetlana",), never=("svetlana",)), "Svetlana"),
    ],
)
def test_place_keeps_its_name_where_people_do(settings, cafe):
    row = {"text": "More trees by the river", "cafe": "Svetlana"}
    assert redact_identities(segments_of(row), settings).segments["cafe"].tolist() == [cafe]


def test_what_was_removed_is_listed_where_it_stands_in_the_source_with_its_reason():
    rows = [
        {"text": "**Zarvo**, a@b.cd", "start": 100, "end": 117},
        {"text": "zarvo digs", "start": 120, "end": 130},
    ]
    settings = RedactSettings(find_names=False, always=("Zarvo",))
    told = redact_identities(segments_of(*rows), settings).removals
    assert told[["start", "end", "text", "placeholder", "removed"]].to_numpy().tolist() == [
        [102, 107, "Zarvo", "[person 1]", True],
        [111, 117, "a@b.cd", "[contact 1]", True],
        [120, 125, "zarvo", "[person 1]", True],
    ]
    assert told["reason"].tolist() == [BY_USER, "e-mail address", BY_USER]


def test_name_found_in_one_place_is_removed_from_others_for_that_reason():
    found = redact_identities(
        segments_of({"text": "Host: Ana Zarvonik"}, {"text": "so Zarvonik digs"}), RedactSettings()
    )
    assert found.segments["text"].tolist() == ["Host: ████████████", "so ████████ digs"]
    reasons = dict(zip(found.removals["text"], found.removals["reason"], strict=True))
    assert reasons["Ana Zarvonik"] == "named in a list of people"


def test_author_of_a_column_goes_whole_by_what_the_column_says():
    rows = [
        {"text": "The one from the mill", "set_aside": "identity: person"},
        {"text": "The one from the mill", "set_aside": "empty"},
    ]
    found = redact_identities(segments_of(*rows), RedactSettings(find_names=False))
    assert found.segments["clean_text"].tolist()[0] == "[person 1]"
    assert found.removals.iloc[0]["reason"] == "given as an author"


@pytest.mark.parametrize(
    ("text", "spans", "blacked", "readable"),
    [
        ("ask **Ines** now", [(4, 8)], "ask **████** now", "ask **[person 1]** now"),
        ("ask Ines now", [(4, 8)], "ask ████ now", "ask [person 1] now"),
        ('<b title="by Ines">ask</b>', [], '<b title="███████">ask</b>', '<b title="███████">ask</b>'),
        ("ask now", [], "ask now", "ask now"),
    ],
)
def test_row_is_blacked_out_where_its_reader_sees_a_name_and_where_markup_hides_one(
    text, spans, blacked, readable
):
    view = as_read(text, targets=True)
    found = [(Finding(0, start, end, PERSON, ""), "[person 1]") for start, end in spans]
    assert _masked_row(text, view, found, collect_names([("Ines", PERSON)])) == (blacked, readable)


def test_row_without_markup_is_not_searched_for_what_markup_hides():
    text = '<b title="by Ines">'
    assert _masked_row(text, AsRead(text), [], collect_names([])) == (text, text)


@pytest.mark.parametrize(
    ("kinds", "left"),
    [
        ((PERSON, CONTACT), CONTACT),
        ((PERSON, NOTE_TAKER), NOTE_TAKER),
        ((PERSON, ROLE), ROLE),
        ((ORGANISATION, PERSON), PERSON),
        ((COUNTRY, ORGANISATION), ORGANISATION),
        ((NOTE_TAKER, CONTACT), CONTACT),
    ],
)
def test_where_two_types_overlap_the_one_that_tells_more_wins(kinds, left):
    row = [(Finding(0, 0, 5, kind, ""), kind) for kind in kinds]
    assert [kind for _, kind in _without_overlap(row)] == [left]


def test_parts_share_their_names_headings_and_usage():
    redactor = Redactor(RedactSettings())
    batches = [
        Batch.of(segments_of({"text": "Host: Ana Zarvonik", "cafe": "Old mill"})),
        Batch.of(segments_of({"text": "Svetlana", "role": "heading", "cafe": "Svetlana", "source": "b.md"})),
    ]
    for batch in batches:
        redactor.look(batch)
    assert {"ana", "zarvonik", "AZ"} <= redactor.known
    assert redactor.headings == {"Svetlana"}
    assert redactor.cafes == {"Old mill", "Svetlana"}
    assert (redactor.called["Old mill"], redactor.called["Svetlana"]) == ("a.md", "b.md")
    assert redactor.in_places == {}


GERMAN = "Die alten Bäume stehen an dem Fluss und wir mögen die Ruhe dort"
ENGLISH = "The trees are by the old river and we like them"


def test_word_of_a_language_that_the_notes_are_in_is_one_that_is_said_and_english_is_known_already():
    def said(*texts):
        redactor = Redactor(RedactSettings())
        redactor.look(Batch.of(segments_of(*({"text": text} for text in texts))))
        return [redactor._is_said(word) for word in ("nicht", "Ruhe", "Zorvex", "river")]

    assert said(GERMAN) == [True, True, False, False]
    assert said(ENGLISH) == [False, False, False, False]
    assert said(ENGLISH, GERMAN, ENGLISH) == [True, True, False, False]


def test_some_of_the_texts_show_their_language_in_whatever_parts_they_come(monkeypatch):
    monkeypatch.setattr(stage, "SAMPLE", 3)
    redactor = Redactor(RedactSettings())
    for texts in (("a", "b"), ("c", "d"), ("e",)):
        redactor.look(Batch.of(segments_of(*({"text": text} for text in texts))))
    assert redactor.prose == ["a", "b", "c"]


def test_language_is_shown_by_texts_from_all_over_and_by_how_each_begins(monkeypatch):
    assert prose.Language(["so"], [GERMAN, ENGLISH, ENGLISH]).of(0) == "en"
    monkeypatch.setattr(prose, "SAMPLE", 1)
    assert prose.Language(["so"], [GERMAN, ENGLISH, ENGLISH]).of(0) == "de"
    assert prose.Language([" ".join([GERMAN] * 10 + [ENGLISH] * 90)], []).of(0) == "de"
    assert prose.Language(["so"], []).of(0) == "en"


@pytest.mark.parametrize(
    ("settings", "knows", "alone"),
    [
        (RedactSettings(), True, True),
        (RedactSettings(find_names=False), False, True),
        (RedactSettings(report=("role",)), True, False),
    ],
)
def test_parts_are_looked_at_for_what_the_settings_ask(settings, knows, alone):
    redactor = Redactor(settings)
    texts = ("Host: Ana Zarvonik", "Only one participant joined")
    redactor.look(Batch.of(segments_of(*({"text": text} for text in texts))))
    assert (bool(redactor.known), bool(redactor.alone)) == (knows, alone)
