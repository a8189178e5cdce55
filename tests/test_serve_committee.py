"""What a committee may do besides answering: open again, let silence decide, undo, remind, say until when."""

from __future__ import annotations

import datetime as dt

import pytest

from serve_app import Browser, fill, fresh_database, running, told, use_database
from worldcafe.serve.process import is_reopened, pruned


@pytest.fixture(name="port")
def _port(tmp_path):
    fresh_database(tmp_path)
    fill(told())
    with running() as port:
        yield port
    use_database(str(tmp_path / "after.db"))


@pytest.fixture(name="ana")
def _ana(port):
    return Browser(port, "Ana")


def item(number):
    from worldcafe.serve.models import Item

    return Item.objects.get(number=number)


def decide(browser, number, key, **values):
    return browser.post(f"/s/{number}/decide", key=key, base=str(item(number).version), **values)


OUT = {"remit": "no", "remit_why": "of the county"}
NOT_TAKEN = {"remit": "yes", "scope": "council", "answer": "no", "answer_why": "no money"}
TAKEN = {"remit": "yes", "scope": "council", "answer": "yes"}


@pytest.mark.parametrize(
    ("before", "after", "is_anew"),
    [
        (OUT, {"remit": "yes"}, True),
        (NOT_TAKEN, {"answer": "yes"}, True),
        (TAKEN, {"answer": "no"}, True),
        ({**TAKEN, "progress": "done"}, {"progress": ""}, True),
        (OUT, {"public_text": "Ask the county."}, False),
        (TAKEN, {"progress": "in progress"}, False),
        (TAKEN, {"progress": "done"}, False),
        ({"remit": "yes"}, {"remit": "unclear"}, False),
        ({}, {"remit": "yes"}, False),
    ],
)
def test_what_had_come_to_an_end_and_is_another_now_is_opened_again(before, after, is_anew):
    assert is_reopened(before, {**before, **after}) is is_anew


@pytest.mark.parametrize(
    ("form", "due"),
    [
        ({"remit": "unclear", "due": "2026-06-01"}, "2026-06-01"),
        ({"considered": "explore further", "due": "2026-06-01"}, "2026-06-01"),
        ({"informed": "2026-05-01", "due": "2026-06-01"}, "2026-06-01"),
        ({"remit": "yes", "due": "2026-06-01"}, ""),
        ({"considered": "include", "due": "2026-06-01"}, ""),
    ],
)
def test_only_what_waits_has_a_day(form, due):
    assert pruned(form)["due"] == due


@pytest.mark.parametrize(
    ("scope", "body", "kept"),
    [
        ("council", "Trees group", ""),
        ("nobody", "Trees group", ""),
        ("committee", "Trees group", "Trees group"),
        ("working group", "Trees group", "Trees group"),
    ],
)
def test_only_a_scope_of_a_group_has_a_group(scope, body, kept):
    assert pruned({"scope": scope, "body": body})["body"] == kept


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"scope": "working group", "body": ""}, "Which group: write its name"),
        ({"scope": "committee", "body": "  "}, "Which group: write its name"),
        (
            {"informed": "2026-05-03", "due": "2026-05-02"},
            "An answer cannot be due on 2 May 2026, before the group was asked on 3 May 2026",
        ),
        ({"informed": "2026-05-03", "due": "0000000000"}, "is no date"),
        ({"scope": "working group", "body": "Trees group"}, ""),
        ({"scope": "council", "body": ""}, ""),
        ({"scope": "nobody", "body": ""}, ""),
        ({"informed": "2026-05-03", "due": "2026-05-03"}, ""),
        ({"informed": "2026-05-03", "due": ""}, ""),
    ],
)
def test_what_a_form_says_that_cannot_stand_together_is_refused_in_a_sentence(ana, form, told):
    answer = decide(ana, 1, "k1", **form)
    assert answer.status == (422 if told else 302)
    assert told in answer.text
    assert bool(item(1).facts) is not bool(told)


def test_a_group_is_not_asked_by_a_day_before_it_was_told_nor_a_theme_given_to_a_group_without_a_name(ana):
    decide(ana, 1, "k1", scope="committee", body="Trees group")
    sent = {"informed": "2026-05-03", "due": "2026-05-02", "row": f"1:{item(1).version}"}
    assert ana.post("/groups/sent", key="k2", **sent).status == 422
    assert "informed" not in item(1).facts
    given = {"row": f"4:{item(4).version}", "scope": "working group"}
    assert "write its name" in ana.post("/themes/T01/triage", key="k3", **given).text
    assert item(4).facts == {}


def test_the_council_is_not_asked_whether_it_was_informed_of_what_is_its_own(ana):
    decide(ana, 1, "k1", scope="council", body="")
    assert item(1).state == "council considers"
    page = ana.get("/s/1").text
    assert "What does the Council say?" in page
    assert "been informed" not in page


def test_it_is_opened_again_with_a_reason_alone(ana):
    decide(ana, 1, "k1", **OUT)
    assert 'name="reopened"' in ana.get("/s/1?ask=remit").text
    refused = decide(ana, 1, "k2", remit="yes", remit_why="", reopened=" ")
    assert refused.status == 422
    assert "Is it within the remit?" in refused.text  # the form is still the one that was sent
    assert "had come to an end" in refused.text
    assert item(1).state == "out of remit"
    assert decide(ana, 1, "k3", remit="yes", reopened="The county gave it to us").status == 302
    assert item(1).state == "whose scope"
    assert "The county gave it to us" in ana.get("/history").text
    assert 'name="reopened"' not in ana.get("/s/1").text


def test_what_waits_for_a_day_is_overdue_after_it(ana):
    decide(ana, 1, "k1", remit="unclear", remit_why="Ask the county", due="2026-01-31")
    decide(ana, 2, "k2", remit="yes")
    assert "overdue" in ana.get("/register?overdue=1").text
    assert 'href="/s/1"' in ana.get("/register?overdue=1").text
    assert 'href="/s/2"' not in ana.get("/register?overdue=1").text


def test_many_at_once_are_outside_with_a_sentence_alone(ana):
    rows = [("row", "1:0"), ("row", "2:0")]
    back = {"back": "/register?several=1"}
    refused = ana.post("/register/propose", key="m1", remit="no", **back, fields=rows)
    page = ana.get(refused.headers["Location"])
    assert "several=1" in refused.headers["Location"]
    assert "write a sentence" in page.text
    assert page.text.count(" checked>") >= 2
    assert (item(1).state, item(2).state) == ("new", "new")
    ana.post("/register/propose", key="m2", remit="no", remit_why="Of the county", **back, fields=rows)
    assert (item(1).state, item(2).state) == ("out of remit", "out of remit")
    ana.post("/register/propose", key="m3", remit="yes", fields=[("row", "3:0")])
    assert item(3).facts == {"remit": "yes"}


def test_the_register_says_what_is_proposed_and_how_much_was_remarked(ana, port):
    ana.post("/settings", key="s1", base="0", chair="Ana")
    ben = Browser(port, "Ben")
    decide(ben, 1, "k1", remit="unclear")
    ben.post("/s/1/comment", key="k2", text="Ask the county")
    page = ben.get("/register").text
    assert page.count("proposed: unclear") == 1
    assert page.count("1 remark<") == 1


def test_what_nobody_objected_to_for_days_is_confirmed_by_anybody_if_the_settings_say_so(
    ana, port, monkeypatch
):
    from worldcafe.serve import log

    ben, cy = Browser(port, "Ben"), Browser(port, "Cy")
    ana.post("/settings", key="s1", base="0", chair="Ana")
    decide(ben, 2, "k2", remit="yes")
    with monkeypatch.context() as then:
        week = dt.datetime.now(dt.UTC) - dt.timedelta(days=8)
        then.setattr(log, "now", lambda: week.strftime("%Y-%m-%dT%H:%M:%SZ"))
        decide(ben, 1, "k1", remit="yes")
        decide(ben, 3, "k3", remit="yes")
    ben.post("/s/3/object", key="o3", base="1", objection="Too early")
    rows = [("row", f"{number}:{item(number).version}") for number in (1, 2, 3)]
    assert cy.post("/meeting/confirm", key="c1", fields=rows).status == 409
    days = "days without objection"
    assert ana.post("/settings", key="s2", base="1", chair="Ana", **{days: "x"}).status == 422
    assert 'type="checkbox"' not in cy.get("/meeting").text
    ana.post("/settings", key="s3", base="1", chair="Ana", **{days: "7"})
    assert cy.get("/meeting").text.count('type="checkbox"') == 1
    assert cy.post("/meeting/confirm", key="c2", fields=rows).status == 409  # of the others it is told
    assert [item(number).remit for number in (1, 2, 3)] == ["yes", "", ""]


def test_the_last_of_ones_own_is_undone_and_nothing_of_others(ana, port):
    ben = Browser(port, "Ben")
    assert ben.post("/undo/mine", key="u0").status == 422
    decide(ben, 1, "k1", remit="yes")
    decide(ben, 2, "k2", remit="yes")
    decide(ana, 3, "k3", remit="yes")
    assert ben.post("/undo/mine", key="u1").status == 302
    assert [item(number).remit for number in (1, 2, 3)] == ["yes", "", "yes"]
    assert ben.post("/undo/mine", key="u2").status == 302
    assert [item(number).remit for number in (1, 2, 3)] == ["", "", "yes"]
    assert ben.post("/undo/mine", key="u3").status == 422


def test_today_says_which_claims_wait_and_what_others_did_since(ana, port):
    ben = Browser(port, "Ben")
    decide(ben, 1, "k1", remit="yes")
    assert "Since you last did something" not in ana.get("/").text
    decide(ana, 2, "k2", remit="yes")
    assert "Since you last did something" not in ana.get("/").text
    decide(ben, 3, "k3", remit="yes")
    page = ana.get("/").text
    assert "1 entry of others" in page
    assert "not checked yet" in page
    assert "Nothing was told yet" in page


def test_a_group_is_reminded_of_what_is_overdue_alone(ana):
    asked = {"remit": "yes", "scope": "committee", "body": "Parks", "informed": "2026-01-01"}
    decide(ana, 1, "k1", **asked, due="2026-02-01")
    decide(ana, 2, "k2", **asked, due="2999-01-01")
    page = ana.get("/groups").text
    reminder = page.partition("To remind them")[2].partition("</textarea>")[0]
    assert "No 1:" in reminder
    assert "1 February 2026" in reminder
    assert "No 2:" not in reminder


def test_what_ends_without_a_sentence_for_those_who_said_it_is_named_before_publishing(ana):
    decide(ana, 1, "k1", **OUT)
    decide(ana, 2, "k2", **OUT, public_text="Ask the county.")
    page = ana.get("/publish").text
    assert 'href="/s/1?ask=public_text"' in page
    assert 'href="/s/2?ask=public_text"' not in page


def test_notes_that_are_not_one_suggestion_are_parted_by_the_next_run(ana):
    from worldcafe.serve.corrections import make_file
    from worldcafe.serve.rulings import claim_key

    one, other = "plant trees along the river walk", "more trees beside the river"
    assert "These are not one suggestion" in ana.get("/s/1").text
    assert "These are not one suggestion" not in ana.get("/s/2").text  # one note alone
    both = [("note", claim_key(one)), ("note", claim_key(other))]
    assert ana.post("/s/1/apart", key="a0").status == 422
    assert ana.post("/s/1/apart", key="a1", fields=both).status == 422
    assert "[[different]]" not in make_file()
    assert ana.post("/s/1/apart", key="a2", fields=both[:1]).status == 302
    assert make_file().count("[[different]]") == 1
    assert one in make_file()
    assert other in make_file()
    ana.post("/undo/mine", key="u1")
    assert "[[different]]" not in make_file()


def test_a_day_is_due_only_as_long_as_something_waits(ana):
    asked = {"remit": "yes", "scope": "committee", "body": "Parks", "informed": "2026-05-01"}
    decide(ana, 1, "k1", **asked, due="2026-06-01")

    def shown(path):
        return ana.get(path).text.replace("\N{NO-BREAK SPACE}", " ")

    assert "due 1 June 2026" in shown("/s/1")
    assert "<dt>Due</dt>" in shown("/s/1")
    assert "1 June 2026" in shown("/register")
    decide(ana, 1, "k2", answer="yes", work_item="Plan 7")
    assert item(1).state == "taken up"
    assert "due 1 June 2026" not in shown("/s/1")
    assert "<dt>Due</dt>" not in shown("/s/1")
    assert '<dt>Informed and asked on</dt><dd class="lines">1 May 2026</dd>' in shown("/s/1")
    assert "1 June 2026" not in shown("/register")
    assert 'Due: <span class="now">1 June 2026</span>' in shown("/history")
