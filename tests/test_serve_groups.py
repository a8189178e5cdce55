"""Groups answer by a link without an account, see what is theirs alone; and what was told stays as it was."""

from __future__ import annotations

import email
import email.policy
import hashlib
import re

import pytest

from serve_app import Browser, fill, fresh_database, running, use_database


@pytest.fixture(name="port")
def _port(tmp_path):
    fresh_database(tmp_path)
    from worldcafe.serve import jobs

    jobs.set_home(tmp_path)
    fill()
    with running() as port:
        yield port
    use_database(str(tmp_path / "after.db"))


@pytest.fixture(name="chair")
def _chair(port):
    chair = Browser(port, "Chair")
    chair.post("/settings", **chair.form("/settings"), groups="Parks: trees and benches\nLibraries, books")
    for number, body in ((1, "Parks"), (3, "Parks"), (2, "Libraries")):
        path = f"/s/{number}"
        chair.post(f"{path}/decide", **chair.form(path), remit="yes", scope="committee", body=body)
    return chair


def send(chair, group, numbers):
    """Say that a group was asked; give the path of a link for it."""
    versions = {item.number: item.version for item in items().values()}
    rows = [("row", f"{number}:{versions[number]}") for number in numbers]
    answer = chair.post(
        "/groups/sent", key=f"sent{group}", informed="2026-05-01", due="2026-06-12", fields=rows
    )
    assert answer.status == 302
    return re.search(r"/g/[\w-]+", chair.post("/groups/link", group=group).text)[0]


def items():
    from worldcafe.serve.models import Item

    return {item.number: item for item in Item.objects.all()}


def facts(number):
    from worldcafe.serve.texts import facts_of

    return facts_of(items()[number])


def whole():
    from worldcafe.serve.replay import find_differences

    return find_differences()


def form(page, number):
    part = page[page.index(f'id="no-{number}"') :]
    return {
        "key": re.search(r'name="key" value="(\w+)"', part)[1],
        "base": re.search(r'name="base" value="(\d+)"', part)[1],
    }


def test_the_letter_to_a_group_has_what_is_for_it_alone_and_opens_as_a_draft(chair):
    page = chair.get("/groups").text
    assert "trees and benches" in page
    answer = chair.get("/groups/letter.eml?group=Parks&due=2026-06-12")
    mail = email.message_from_string(answer.text, policy=email.policy.default)
    text = mail.get_content()
    assert (mail["Subject"], mail["To"], mail["X-Unsent"]) == (
        "Suggestions of Oldtown café for Parks",
        None,
        "1",
    )
    assert "2 suggestions that may concern you" in text
    assert "No 1: Plant trees along the river walk" in text
    assert "“more trees beside the river” (Oldtown, Table 2)" in text
    assert "answer by 12 June 2026" in text
    assert "library" not in text.lower()


def test_the_draft_of_a_mail_has_the_link_that_was_made_just_now_and_no_other(chair):
    page = chair.post("/groups/link", group="Parks").text
    link = re.search(r'name="link" value="([^"]+)"', page)[1]
    for group, has_it in (("Parks", True), ("Libraries", False)):
        mail = chair.post("/groups/letter.eml", group=group, link=link).text
        text = email.message_from_string(mail, policy=email.policy.default).get_content()
        assert (link in text) is has_it
    assert "until then the link shows nothing of it" in page


def test_a_link_says_that_nothing_was_asked_until_somebody_notes_that_the_letter_was_sent(port, chair):
    path = re.search(r"/g/[\w-]+", chair.post("/groups/link", group="Parks").text)[0]
    page = Browser(port).get(path).text
    assert "Plant trees" not in page
    assert "once it is noted there that it was sent" in page
    send(chair, "Parks", [1, 3])
    assert "once it is noted" not in Browser(port).get(path).text


def test_a_group_answers_by_its_link_without_an_account(port, chair):
    path = send(chair, "Parks", [1, 3])
    parks = Browser(port)
    page = parks.get(path).text
    assert "Plant trees along the river walk" in page
    assert "library" not in page
    answer = parks.post(
        f"{path}/1", **form(page, 1), answer="yes", work_item="Plan 7", answer_why="From May."
    )
    assert (answer.status, answer.headers["Location"].partition("&")[2]) == (302, "kept=1#no-1")
    assert items()[1].state == "taken up"
    assert facts(1)["answer_why"] == "From May."
    page = parks.get(path).text
    assert (
        parks.post(f"{path}/3", **form(page, 3), answer="no").status == 422
    )  # those who said it are told why
    answer = parks.post(f"{path}/3", **form(page, 3), answer="not ours", answer_why="Ask the lake office.")
    assert answer.status == 302
    assert (items()[3].state, items()[3].body) == ("whose scope", "")
    assert "Parks</strong> (group link)" in chair.get("/s/1").text
    assert whole() == []


def test_a_link_shows_and_changes_nothing_of_others(port, chair):
    path = send(chair, "Parks", [1])
    send(chair, "Libraries", [2])
    parks = Browser(port)
    page = parks.get(path).text
    for number in (2, 3, 4, 99):  # of another group, not asked yet, of nobody, none
        assert parks.post(f"{path}/{number}", **form(page, 1), answer="yes").status == 404
    assert parks.get("/register").status == 403
    assert parks.get("/").status == 403
    assert parks.get(f"{path}x").status == 404
    assert parks.post(f"{path}x/1", **form(page, 1), answer="yes").status == 404
    assert facts(2)["informed"] == "2026-05-01"
    assert "answer" not in facts(1)


def test_a_link_that_was_taken_back_or_is_old_opens_nothing(port, chair):
    from worldcafe.serve.models import Link

    path = send(chair, "Parks", [1])
    chair.post("/groups/take-back", mark=Link.objects.get(kind="group").mark)
    assert Browser(port).get(path).status == 404
    path = re.search(r"/g/[\w-]+", chair.post("/groups/link", group="Parks").text)[0]
    Link.objects.update(expires="2026-01-01")
    assert Browser(port).get(path).status == 404


def test_an_answer_that_somebody_else_gave_meanwhile_is_shown_beside_ones_own(port, chair):
    path = send(chair, "Parks", [1])
    one, other = Browser(port), Browser(port)
    forms = [form(browser.get(path).text, 1) for browser in (one, other)]
    one.post(f"{path}/1", **forms[0], answer="yes", answer_why="From May.")
    answer = other.post(f"{path}/1", **forms[1], answer="no", answer_why="No money.")
    assert answer.status == 409
    assert "Parks stored meanwhile: From May." in answer.text
    assert "No money." in answer.text
    assert facts(1)["answer"] == "yes"


def test_members_make_no_links_and_send_nothing(port, chair):
    chair.post("/settings", **chair.form("/settings"), chair="Chair")
    member = Browser(port, "Dora")
    assert member.post("/groups/link", group="Parks").status == 422
    assert member.post("/groups/sent", key="k", informed="2026-05-01", fields=[("row", "1:1")]).status == 422
    assert "Make a link" not in member.get("/groups").text
    assert facts(1).get("informed") is None


LETTERS = {"reply.html": b"<p>one</p>", "reply.docx": b"docx", "for-parks.docx": b"sheet"}


@pytest.fixture(name="letters")
def _letters(monkeypatch):
    from worldcafe.serve import publishing

    asked = []

    def letters(folder, register, colophon):
        asked.append((register, colophon))
        return {name: data + colophon.encode() for name, data in LETTERS.items()}

    monkeypatch.setattr(publishing, "_letters", letters)
    return asked


def draft():
    from worldcafe.serve.log import Actor, Wish, decide
    from worldcafe.serve.publishing import make_draft

    waived = {"waived": "1", "waived_why": "Nobody was taken out of these notes."}
    decide(Actor("Chair"), Wish(0, waived, 99, "waived", "waive"))
    make_draft(Actor("Chair"))


def test_what_is_published_is_what_was_looked_at_and_stays(port, chair, letters):
    from worldcafe.serve.models import Event, Publication

    draft()
    seen = Publication.objects.get(no=0).seq
    shown = chair.get("/publications/0/reply.html")
    assert "style-src 'unsafe-inline'" in shown.headers["Content-Security-Policy"]
    assert "script-src" not in shown.headers["Content-Security-Policy"]
    assert "Publication 1" in shown.text
    assert chair.post("/publish/now", key="p1", seen=str(seen)).status == 302
    assert chair.post("/publish/now", key="p1", seen=str(seen)).status == 302  # sent twice, stored once
    event = Event.objects.get(verb="publish")
    assert event.changes["reply.html"] == ["", hashlib.sha256(shown.text.encode()).hexdigest()]
    assert chair.get("/publications/1/reply.html").text == shown.text
    assert "told in publication 1" in chair.get("/s/1").text
    chair.post("/s/1/decide", **chair.form("/s/1?ask=remit"), remit="no", remit_why="No river.")
    assert "changed since publication 1" in chair.get("/s/1").text
    assert "1 changed since publication 1" in chair.get("/publish").text
    draft()
    chair.post("/publish/now", key="p2", seen=str(Publication.objects.get(no=0).seq))
    assert chair.get("/publications/1/reply.html").text == shown.text
    assert "No river." in letters[-1][0] or 'remit = "no"' in letters[-1][0]
    assert whole() == []


def test_a_draft_is_not_published_after_a_decision_nor_by_a_member(port, chair, letters):
    from worldcafe.serve.models import Publication

    draft()
    seen = str(Publication.objects.get(no=0).seq)
    chair.post("/settings", **chair.form("/settings"), chair="Chair")
    assert Browser(port, "Dora").post("/publish/now", key="p1", seen=seen).status == 422
    chair.post("/s/4/decide", **chair.form("/s/4"), remit="unclear")
    assert chair.post("/publish/now", key="p2", seen=seen).status == 422
    assert "make a new one" in chair.get("/publish").text
    assert not Publication.objects.exclude(no=0).exists()


def test_a_publication_is_no_entry_that_can_be_undone(chair, letters):
    from worldcafe.serve.models import Event, Publication

    draft()
    chair.post("/publish/now", key="p1", seen=str(Publication.objects.get(no=0).seq))
    seq = Event.objects.get(verb="publish").seq
    assert chair.post(f"/undo/{seq}", key="u1").status == 422


@pytest.mark.slow
def test_the_letters_of_a_run_say_what_the_app_decided(tmp_path, tiny_report):
    import worldcafe
    from worldcafe.serve.imports import import_run
    from worldcafe.serve.log import Actor, Wish, decide
    from worldcafe.serve.models import Item, Publication, PublishedFile

    fresh_database(tmp_path)
    worldcafe.analyse(tiny_report).save(tmp_path / "run-1")
    import_run(tmp_path / "run-1", Actor("Ana"))
    bins = Item.objects.filter(text__icontains="compost bin").first()
    decide(
        Actor("Ana"),
        Wish(bins.number, {"remit": "yes", "scope": "committee", "body": "Waste", "answer": "yes",
                           "public_text": "Bins come in May."}, 0, "k1"),
    )  # fmt: skip
    draft()
    page = bytes(PublishedFile.objects.get(name="reply.html").data).decode()
    assert "Taken up, with Waste. Bins come in May." in page
    head = Publication.objects.get(no=0).head
    assert f"Publication 1. Entry 3 of the log, {head}" in page
    assert set(PublishedFile.objects.values_list("name", flat=True)) == {
        "reply.html",
        "reply.docx",
        "for-waste.docx",
    }
    for item in Item.objects.all():
        assert f"No {item.number}" in page
    use_database(str(tmp_path / "after.db"))


def test_nothing_can_be_told_before_notes_were_taken_in(tmp_path):
    from worldcafe.errors import InputError

    fresh_database(tmp_path)
    with pytest.raises(InputError, match="no notes were taken in"):
        draft()
    use_database(str(tmp_path / "after.db"))
