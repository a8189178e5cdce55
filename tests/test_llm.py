"""A language model of the user's: asked as told, on this machine, and believed in nothing."""

from __future__ import annotations

import json

import pytest

from scripted_model import ScriptedModel, able, packed
from worldcafe.errors import InputError
from worldcafe.llm import USES, Asker, may, open_endpoint, try_out
from worldcafe.llm.answers import key_of, read_answers, write_answers
from worldcafe.llm.ask import SendsNothing
from worldcafe.llm.endpoint import Query, Unanswered
from worldcafe.llm.grounded import ungrounded
from worldcafe.llm.preview import describe_queries
from worldcafe.llm.prompts import load_prompt, messages_of
from worldcafe.llm.propose import read_proposal
from worldcafe.settings import LlmSettings

PAIR = {"sentence": "The kiosk sells soup.", "note": "a kiosk with soup"}
POND = ["the pond smells in august", "clean the pond before summer", "ducks have left the pond, says Bo"]


def endpoint_of(server, seconds=20):
    return open_endpoint(LlmSettings(address=server.address, model="m", seconds=seconds), seed=7)


def asker_of(server, **more):
    return Asker("m", endpoint_of(server, **more))


# What is asked


def test_yes_is_asked_for_in_one_token_at_temperature_zero():
    with ScriptedModel(lambda *_: 0.8) as server:
        assert asker_of(server).likelihood("compare", PAIR) == 0.8
    (body,) = server.sent
    told = {name: body[name] for name in ("model", "max_tokens", "temperature", "seed", "logprobs")}
    assert told == {"model": "m", "max_tokens": 1, "temperature": 0, "seed": 7, "logprobs": True}


def test_likelihood_is_of_yes_beside_no_and_other_words_count_nothing():
    with ScriptedModel(lambda *_: 0.25) as server:
        assert endpoint_of(server)(Query(messages_of(load_prompt("compare"), PAIR), 1)) == "0.2500"


@pytest.mark.parametrize(("said", "likely"), [("Yes", 1.0), (" no. ", 0.0), ("NO", 0.0), ("perhaps", None)])
def test_server_that_tells_no_likelihoods_is_taken_by_its_word(said, likely):
    with ScriptedModel(lambda *_: said) as server:
        assert asker_of(server).likelihood("compare", PAIR) == likely


def test_texts_are_sent_as_json_behind_examples():
    messages = messages_of(load_prompt("compare"), {"sentence": 'say "yes"\n', "note": "é"})
    assert json.loads(messages[-1]["content"]) == {"sentence": 'say "yes"\n', "note": "é"}
    assert [message["role"] for message in messages[1:-1]] == ["user", "assistant"] * 6


# Where it is asked


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/v1", "http://localhost/v1", "http://[::1]:8/v1", ""])
def test_this_machine_needs_no_leave(address):
    open_endpoint(LlmSettings(address=address, model="m"), 0)


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.7/v1",
        "https://api.example/v1",
        "http://127.0.0.1.example/v1",
        "http://localhost@192.0.2.7/",
    ],
)
def test_another_machine_is_asked_only_with_leave(address):
    with pytest.raises(InputError, match="--allow-remote"):
        open_endpoint(LlmSettings(address=address, model="m"), 0)
    open_endpoint(LlmSettings(address=address, model="m"), 0, allow_remote=True)


def test_redirection_leads_nowhere():
    with (
        ScriptedModel(lambda *_: "caught") as other,
        ScriptedModel(lambda *_: (307, {"Location": other.address})) as server,
    ):
        asker = asker_of(server)
        assert asker.say("fluent", {"sentences": ["a"]}) is None
        assert other.sent == []
    assert asker.unanswered == {"the server answered 307": 1}


def test_proxy_of_the_environment_is_not_used(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.7:3128")
    with ScriptedModel(lambda *_: "as it is") as server:
        assert asker_of(server).say("fluent", {"sentences": ["a"]}) == "as it is"


def test_model_without_a_name_is_refused():
    with pytest.raises(InputError, match="name the model"):
        open_endpoint(LlmSettings(), 0)


# What fails


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ((500, {}), "the server answered 500"),
        ((400, {}), "the server answered 400"),
        (b"<html>", "the answer cannot be read"),
        (b"[]", "the answer cannot be read"),
        (b"[" * 5_000, "the answer cannot be read"),
        (b"{}", "the answer cannot be read"),
        (b'{"choices": []}', "the answer cannot be read"),
        (b'{"choices": [{"message": null}]}', "the answer cannot be read"),
        (b'{"choices": [{"message": {"content": null}}]}', "the answer is empty"),
        (packed("  \n "), "the answer is empty"),
        (packed("x" * 1_100_000), "the answer was too long in coming"),
    ],
)
def test_answer_that_is_none_is_counted_with_its_reason(said, why):
    with ScriptedModel(lambda *_: said) as server:
        asker = asker_of(server)
        assert asker.say("fluent", {"sentences": ["a"]}) is None
    assert asker.unanswered == {why: 1}
    assert asker.answers == {}


def test_answer_that_does_not_come_in_time_is_none():
    with ScriptedModel(lambda *_: "late", slow=2.5) as server:
        asker = asker_of(server, seconds=1)
        assert asker.say("fluent", {"sentences": ["a"]}) is None
    assert asker.tell() == [
        "The model left 1 unanswered (no answer came (ReadTimeout)); there stands what worldcafe says itself."
    ]


def test_server_that_is_gone_is_asked_once_and_one_that_fails_three_times():
    with ScriptedModel(lambda *_: (503, {})) as server:
        asker = asker_of(server)
        assert [asker.say("fluent", {"sentences": [str(n)]}) for n in range(9)] == [None] * 9
    assert len(server.sent) == 3
    gone = asker_of(server)  # it is closed now
    assert [gone.say("fluent", {"sentences": [str(n)]}) for n in range(9)] == [None] * 9
    assert gone.unanswered == {"no server is there": 1, "it was not asked any more": 8}


# What is remembered


def test_answer_is_kept_by_model_prompt_and_texts(tmp_path):
    path = tmp_path / "run.answers.jsonl"
    with ScriptedModel(lambda *_: "first") as server:
        asker = asker_of(server)
        assert [asker.say("fluent", {"sentences": ["Ada"]}) for _ in range(2)] == ["first", "first"]
        assert len(server.sent) == 1
        write_answers(asker.answers, path)
    assert "Ada" not in path.read_text("utf-8"), "what was asked does not stand there"
    again = Asker("m", SendsNothing(), read_answers(path))
    assert again.say("fluent", {"sentences": ["Ada"]}) == "first"
    assert Asker("other", SendsNothing(), read_answers(path)).say("fluent", {"sentences": ["Ada"]}) is None


def test_keys_of_other_models_prompts_and_texts_differ():
    told = {key_of(*parts) for parts in (("m", "1", "a"), ("n", "1", "a"), ("m", "2", "a"), ("m", "1", "b"))}
    assert len(told) == 4


@pytest.mark.parametrize("content", ["{", '{"key": 1}', "[]", "\x00"])
def test_answers_that_cannot_be_read_are_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "run.answers.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="remove the file to ask anew"):
        read_answers(path)


# What it may do


def test_model_that_has_the_trial_right_may_be_asked():
    with ScriptedModel(able(lambda *_: "")) as server:
        asker = asker_of(server)
        assert [may(asker, use) for use in USES] == ["", "", "", ""]
        assert try_out(asker, "compare").share == 1


@pytest.mark.parametrize("use", USES)
def test_model_that_is_right_in_less_than_nine_of_ten_may_not(use):
    asked = []

    def nearly(use, texts):
        asked.append(texts)
        return able(None)(use, texts) if len(asked) % 5 else ("no" if use == "compare" else "nonsense")

    always = able(lambda *_: "")
    with ScriptedModel(always if use in ("compare", "judge") else nearly) as server:
        asker = asker_of(server)
        if use in ("compare", "judge"):  # yes to everything
            server.script = lambda *_: 0.99
        assert may(asker, use).startswith(f"The model is not asked to {use}: ")


def test_trial_tells_by_kind_what_was_right():
    with ScriptedModel(lambda *_: 0.99) as server:
        told = str(try_out(asker_of(server), "compare"))
    assert told.startswith("compare: 40% right, off (other words 8 of 8, turned 0 of 6")


def test_each_case_of_the_trial_can_be_had_right():
    with ScriptedModel(able(lambda *_: "")) as server:
        assert {str(try_out(asker_of(server), use)).split(" right")[0] for use in USES} == {
            "compare: 100%",
            "propose: 100%",
            "fluent: 100%",
            "judge: 100%",
        }


# What holds


@pytest.mark.parametrize(
    "answer",
    [
        "The pond smells.",
        "People say that the pond smells in August and want it cleaned before summer.",
        'People say "clean the pond".',
        "Clean the pond, says Bo.",
        "In August the ducks have left.",
        "In 'august' the “pond smells”, and the ducks' pond is to be cleaned.",
        "Some say that august's pond smells.",
        "Cleaning is asked for before summer; the ducks have left.",
    ],
)
def test_what_the_notes_hold_stays(answer):
    assert ungrounded(answer, POND) == ""


@pytest.mark.parametrize(
    ("answer", "note", "why"),
    [
        ("Everyone wants a bench.", "a bench at every corner", "an amount"),
        ("All want a bench.", "a bench at every corner", "an amount"),
        ("Most want a bench.", "many want a bench", "an amount"),
        ("A bench at every corner.", "a bench at every corner", ""),
        ("Everyone wants a bench.", "everyone wants a bench", ""),
        ("Some want a bench at every corner.", "a bench at every corner", ""),
        ("Will wants a bench.", "a bench at every corner", "a name"),
        ("A bench at every corner. May asked for it.", "a bench at every corner", "a name"),
        ("Will the bench stay?", "will the bench stay", ""),
        ("May we sit at every corner?", "at every corner we may sit", ""),
        ("Would like a bench.", "a bench at every corner", ""),
        ("The bench should stay.", "the bench stays", ""),
    ],
)
def test_words_for_amounts_and_names_that_look_like_other_words_are_those_of_the_notes(answer, note, why):
    assert ungrounded(answer, [note]) == why


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ('They say "drain the pond".', "a quote"),
        ("They say “drain the pond”.", "a quote"),
        ("They say «drain the pond».", "a quote"),
        ("They say „drain the pond“.", "a quote"),
        ("They say 'drain the pond'.", "a quote"),
        ("The pond »smells before summer«.", "a quote"),
        ("The pond ‹smells before summer›.", "a quote"),
        ("The pond ”smells before summer”.", "a quote"),
        ("The pond ‚smells before summer‘.", "a quote"),
        ("The pond ''smells before summer''.", "a quote"),
        ("The pond 「smells before summer」.", "a quote"),
        ("The pond “smells before summer.", "a quote"),
        ("The pond 'smells before summer.", "a quote"),
        ("The pond 'smells in august's summer'.", "a quote"),
        ("Three ducks have left.", "a number"),
        ("Half of the ducks have left.", "a number"),
        ("Most ducks have left.", "an amount"),
        ("Everybody says that the pond smells.", "an amount"),
        ("Ducks have left 12 ponds.", "a number"),
        ("Anna cleans the pond with Carl.", "a name"),
        ("NATO cleans the pond.", "a name"),
        ("The pond smells. McDuck has left.", "a name"),
        ("The pond should be sold.", "words of its own"),
        ("The pond does not smell.", "a denial"),
        ("Do not clean the pond.", "a denial"),
        ("<b>The pond</b> smells", "markup"),
        ("The pond smells http://pond", "markup"),
        ("**The pond** smells", "markup"),
        ("The pond \x1b[31m smells", "markup"),
    ],
)
def test_what_the_notes_do_not_hold_is_named(answer, why):
    assert ungrounded(answer, POND) == why


@pytest.mark.parametrize(
    ("answer", "name", "why"),
    [
        ("Cleaning the pond\nClean the pond before summer.", "Cleaning the pond", ""),
        ("Name: Cleaning the pond.\nSentence: Clean the pond before summer.", "Cleaning the pond", ""),
        ("- “Ducks”\n- Ducks have left.", "Ducks", ""),
        ("Ducks", "Ducks", "another form"),
        ("Ducks\nDucks have left.\nAnything else?", "Ducks", "another form"),
        ("Ducks have left the pond that smells in summer\nDucks have left.", "", "another form"),
        ("Urban wildlife policy\nDucks have left.", "", "words of its own"),
        ("The pond of Anna Ferri\nDucks have left.", "", "a name"),
        ("Ducks\nAll 40 ducks have left.", "Ducks", "a number"),
        ("Of the\nDucks have left.", "", "another form"),
    ],
)
def test_proposal_is_read_and_held_against_its_notes(answer, name, why):
    found = read_proposal(answer, POND)
    assert found.dropped == why
    assert not name or found.name == name


# What would be sent


def test_preview_tells_size_price_and_every_text():
    listener = SendsNothing()
    asker = Asker("m", listener, patient=True)
    for number in range(5):
        assert asker.say("fluent", {"sentences": [f"text {number}"]}) is None
    lines = list(describe_queries(listener.queries, price=2.0))
    assert lines[0].startswith("5 questions, ")
    assert "; at 2 a million, 0.00" in lines[0]
    assert [json.loads(line)["sentences"] for line in lines[2:]] == [[f"text {n}"] for n in range(5)]


def test_listener_answers_nothing():
    with pytest.raises(Unanswered, match="nothing was sent"):
        SendsNothing()(Query((), 1))
