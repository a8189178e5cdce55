"""What to decide next: who decides, with what to begin and why, and topics with their reasons."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from sample_analysis import sample_analysis
from worldcafe.report.findings.decide import decide_next
from worldcafe.report.view import build_view

VIEW = build_view(sample_analysis())
NO_TOPICS = sample_analysis().themes.iloc[:0]  # for the next café
SUGGESTION = VIEW.suggestions[0]
ONE_WAITS = (
    "1 suggestion waits for the committee to say whether it is in its remit, and which group takes it."
)


def text(parts):
    return "".join(part.text for part in parts)


def waiting(*in_report):
    made = [
        replace(SUGGESTION, suggestion_id=f"g{n}", in_report=state) for n, state in enumerate(in_report, 1)
    ]
    return text(decide_next(made, NO_TOPICS)[0])


def test_list_to_decide_says_why_it_is_not_the_list_of_what_came_back_most():
    order = "first what the report lacks, then what came back most."
    assert waiting(*["yes"] * 10, "no").endswith(f"Begin with these 10: {order}")
    assert waiting(*["yes"] * 11).endswith("Begin with these 10, what came back most first.")
    assert waiting(*[""] * 11).endswith("Begin with these 10, what came back most first.")
    assert waiting(*["no"] * 11).endswith(
        "Begin with these 10, which the report lacks and which would else be lost."
    )
    assert waiting("no") == ONE_WAITS


def test_who_decides_and_what_is_asked_of_them_is_said_before_the_list():
    assert ONE_WAITS in waiting("no")
    assert "for the committee to say of each whether it is in its remit" in waiting("no", "no")


def test_what_holds_of_all_that_is_listed_is_told_once():
    lost = [replace(SUGGESTION, suggestion_id=f"g{n}", in_report="no") for n in range(2)]
    assert text(decide_next(lost, NO_TOPICS)[1][0]).endswith("(3 places)")
    mixed = [*lost, replace(SUGGESTION, suggestion_id="g3", in_report="yes")]
    assert [text(point).rpartition(" (")[2] for point in decide_next(mixed, NO_TOPICS)[1]] == [
        "3 places, missing)",
        "3 places, missing)",
        "3 places, in the report)",
    ]


TOPIC = {"theme_id": "T1", "topic": "Benches", "n_places": 3, "n_open_questions": 2, "n_missing": 4}


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        (["Who is to pay for them all?"], ", 2 open questions, such as “Who is to pay for them all?”)"),
        (
            ["Who is to pay for " + "the oak and " * 9 + "the ash?", "Who is to pay for them all?"],
            "such as “Who is to pay for them all?”)",
        ),
        (["Who, then?"], ", 2 open questions)"),
        (["They are to be paid for."], ", 2 open questions)"),
        ([], ", 2 open questions)"),
    ],
    ids=["asked", "one that need not be cut", "leans on others", "no question mark", "no note"],
)
def test_topic_for_the_next_cafe_stands_with_what_speaks_for_it(questions, told):
    asked = replace(VIEW.notes[0], kind="question", theme_ids=("T1",), claim_ids=())
    notes = [replace(asked, quote=replace(asked.quote, text=words)) for words in questions]
    entry = replace(SUGGESTION, in_report="no")
    after, (point,) = decide_next([entry], pd.DataFrame([TOPIC]), notes)[2:]
    assert text(after) == "Topics for the next café:"
    assert text(point).startswith("“Benches” (3 places, 4 missing suggestions, 2 open questions")
    assert text(point).endswith(told)


def test_nothing_is_called_missing_where_there_is_no_report():
    entry = replace(SUGGESTION, in_report="")
    (point,) = decide_next([entry], pd.DataFrame([TOPIC]))[3]
    assert text(point) == "“Benches” (3 places, 2 open questions)"


def test_where_nothing_came_back_nothing_is_said_to_stand_first_because_it_did():
    alone = [replace(SUGGESTION, suggestion_id=f"g{n}", n_places=1, in_report="") for n in range(11)]
    assert text(decide_next(alone, NO_TOPICS)[0]).endswith(" and which group takes it. Begin with these 10.")
