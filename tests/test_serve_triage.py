"""One answer for the suggestions of a theme."""

from __future__ import annotations

import re

import pytest

from serve_app import SUGGESTIONS, Browser, fill, fresh_database, running, told, use_database


@pytest.fixture(name="ana")
def _ana(tmp_path):
    fresh_database(tmp_path)
    themed = {0: ["m0", "m1"], 1: ["m3"], 2: ["m2"], 3: ["m5", "m6"]}  # the notes of each suggestion
    rows = [
        {**row, "notes": [{**note, "id": name} for note, name in zip(row["notes"], themed[at], strict=True)]}
        for at, row in enumerate(SUGGESTIONS)
    ]
    fill(told(rows))
    with running() as port:
        yield Browser(port, "Ana")
    use_database(str(tmp_path / "after.db"))


def facts():
    from worldcafe.serve.models import Item
    from worldcafe.serve.texts import facts_of

    return {item.number: facts_of(item) for item in Item.objects.order_by("number")}


def ticked(browser):
    return re.findall(r'name="row" value="([\d:]+)" checked', browser.get("/themes/T01/triage").text)


def test_an_answer_is_stored_for_each_that_is_ticked_and_each_may_differ_later(ana):
    page = ana.get("/themes/T01/triage").text
    assert "Plant trees along the river walk" in page
    assert "library" not in page
    assert ticked(ana) == ["1:0", "3:0"]
    form = {"key": "k1", "remit": "yes", "scope": "committee", "body": "Parks"}
    assert ana.post("/themes/T01/triage", fields=[("row", row) for row in ticked(ana)], **form).status == 302
    wanted = {"remit": "yes", "scope": "committee", "body": "Parks"}
    assert facts() == {1: wanted, 2: {}, 3: wanted, 4: {}}
    ana.post("/s/3/decide", key="k2", base="1", remit="no", remit_why="No lake")
    assert (facts()[1]["remit"], facts()[3]["remit"]) == ("yes", "no")
    assert ticked(ana) == []


def test_an_end_needs_a_reason_and_what_was_ticked_stays(ana):
    answer = ana.post("/themes/T01/triage", key="k1", remit="no", fields=[("row", "3:0")])
    assert answer.status == 422
    assert "write a sentence" in answer.text
    assert re.findall(r'name="row" value="([\d:]+)" checked', answer.text) == ["3:0"]
    assert facts()[3] == {}


def test_a_member_proposes_and_an_old_form_tells_which_were_changed(ana):
    ana.post("/settings", key="s1", base="0", chair="Ana")
    ben = Browser(ana.port, "Ben")
    rows = [("row", "1:0"), ("row", "3:0")]
    assert ben.post("/themes/T01/triage", key="k1", remit="unclear", fields=rows).status == 302
    assert facts()[1]["proposed_by"] == "Ben"
    ana.post("/s/1/decide", key="k2", base="1", remit="yes")
    answer = ana.post("/themes/T01/triage", key="k3", remit="unclear", fields=rows)
    assert answer.status == 422
    assert "No 1 was changed meanwhile." in answer.text
    assert facts()[3]["remit"] == "unclear"


@pytest.mark.parametrize("form", [{}, {"key": "k1"}, {"key": "k1", "remit": "yes"}])
def test_a_form_that_asks_for_nothing_is_told(ana, form):
    assert ana.post("/themes/T01/triage", **form).status == 422
    assert ana.post("/themes/T01/triage", key="k1", remit="maybe", fields=[("row", "1:0")]).status == 422
    assert ana.get("/themes/T99/triage").status == 404
    assert all(not one for one in facts().values())
