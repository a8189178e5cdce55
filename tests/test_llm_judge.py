"""A language model as a judge of claims: behind two trials, and its verdicts say that they are its own."""

from __future__ import annotations

import json
from argparse import Namespace

import docx
import pytest

from conftest import TINY, read_table
from scripted_model import ScriptedModel, able
from worldcafe.annotation import held_out
from worldcafe.cli import main
from worldcafe.cli.asking import judging
from worldcafe.errors import InputError
from worldcafe.llm import Asker, judge_by, open_endpoint, try_out
from worldcafe.settings import LlmSettings, make_settings

REPORT = TINY.replace(
    "- The shed needs a lending list.", "- The shed needs a lending list.\n- The wheelbarrow wants repairing."
)
PARTS = ("bridge", "garden", "library", "kitchen", "station", "market", "school", "river", "square", "museum")


def annotate(folder, n_right=10, n_wrong=10):
    """An annotation of so many claims that a note says, and that none says."""
    folder.mkdir(parents=True)
    units, alignment = [], []
    for number in range(n_right + n_wrong):
        part = PARTS[number % len(PARTS)] + str(number)
        is_right = number < n_right
        wrong = f"Close the {part} for good."
        texts = {f"n{number}": f"open the {part} in the evening"}
        texts[f"c{number}"] = f"The {part} should be open at night." if is_right else wrong
        for name, role in ((f"n{number}", "note"), (f"c{number}", "summary")):
            units.append({"id": name, "start": 0, "end": 1, "text": texts[name], "role": role})
        supports = [{"id": f"n{number}", "strength": "support"}] if is_right else []
        alignment.append({"id": f"c{number}", "supports": supports})
    alignment.append({"id": "c0x", "supports": [], "elsewhere": True})
    for name, lines in (("units", units), ("alignment", alignment)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return folder


def reads_well(use, texts):
    """Right about the claims of `annotate`, and about everything else: the contrary."""
    if "should be open at night" in texts["sentence"]:
        return 0.9 if use == "compare" else 0.1
    return 0.1 if use == "compare" else 0.9


def asker_of(server):
    return Asker("m", open_endpoint(LlmSettings(address=server.address, model="m"), 0))


def options(server):
    return ["--llm-model", "m", "--llm-address", server.address]


# Pairs


@pytest.mark.parametrize(
    ("says", "contrary", "likeliest"),
    [(0.9, 0.9, 0), (0.5, 0.9, 0), (0.1, 0.9, 2), (0.1, 0.2, 1)],
)
def test_pair_is_read_by_a_yes_or_a_no_and_asked_for_the_contrary_only_after_a_no(says, contrary, likeliest):
    with ScriptedModel(lambda use, _: says if use == "compare" else contrary) as server:
        found = judge_by(asker_of(server)).read("claim", "note")
        assert len(server.sent) == (1 if says >= 0.5 else 2)
        assert all(body["max_tokens"] == 1 and body["logprobs"] for body in server.sent)
    assert sum(found) == pytest.approx(1)
    assert found.index(max(found)) == likeliest


@pytest.mark.parametrize("fails", ["compare", "contrary"])
def test_pair_without_an_answer_has_none(fails):
    with ScriptedModel(lambda use, _: "perhaps" if use == fails else 0.1) as server:
        assert judge_by(asker_of(server)).read("claim", "note") is None


# The gate


def test_claims_for_a_trial_are_half_right_each_beside_its_notes_and_the_same_again(tmp_path):
    found = held_out(annotate(tmp_path / "a", 12, 11))
    assert found == held_out(tmp_path), "a folder of annotated folders is as good"
    assert sorted(case["says"] for case in found) == [False] * 11 + [True] * 11
    for case in found:
        (note,) = case["notes"]
        assert note.split()[2] in case["sentence"], "a claim without notes stands beside the nearest"


@pytest.mark.parametrize(("right", "wrong"), [(9, 20), (20, 9), (0, 0)])
def test_too_few_annotated_claims_decide_nothing(tmp_path, right, wrong):
    with pytest.raises(InputError, match=f"{right} annotated claims that notes say and {wrong} that no note"):
        held_out(annotate(tmp_path / "a", right, wrong))


def test_turned_claim_must_be_told_from_one_that_is_only_not_said():
    def never_contrary(use, texts):
        return 0.1 if use == "contrary" else able(None)(use, texts)

    with ScriptedModel(never_contrary) as server:
        trial = try_out(asker_of(server), "judge")
    assert trial.right["turned"] == 0
    assert trial.right["the same"] == trial.asked["the same"]
    assert not trial.allowed


def test_unrelated_claim_must_not_be_taken_for_the_contrary():
    def always_contrary(use, texts):
        return 0.9 if use == "contrary" else able(None)(use, texts)

    with ScriptedModel(always_contrary) as server:
        assert try_out(asker_of(server), "judge").right["unrelated"] == 0


@pytest.mark.parametrize(
    ("otherwise", "told"),
    [(reads_well, "100% right, on (claims by hand 20 of 20)"), (lambda *_: 0.9, "50% right, off")],
)
def test_model_check_decides_by_annotated_claims_too(tmp_path, capsys, otherwise, told):
    folder = annotate(tmp_path / "a")
    with ScriptedModel(able(otherwise)) as server:
        assert main(["model-check", "--llm-judge", str(folder), *options(server)]) == 0
    assert f"judge, on annotated claims: {told}" in capsys.readouterr().out


# The verdicts


@pytest.fixture(name="report")
def _report(tmp_path):
    path = tmp_path / "garden.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


def run(report, out, *more):
    assert main(["run", str(report), "--out", str(out), "--format", "html,docx", *more]) == 0
    return read_table(out, "claims").set_index("text")


def test_verdict_of_a_model_says_in_table_page_and_word_whose_it_is_and_is_the_same_again(report, tmp_path):
    annotated = annotate(tmp_path / "annotated")
    own = run(report, tmp_path / "own")
    in_other_words = own.index[(own["verdict"] == "supported") & own["reason"].str.contains("other words")]
    assert len(in_other_words), "there is something for a judge to read"
    out = tmp_path / "out"
    with ScriptedModel(able(reads_well)) as server:
        options_here = ["--llm-judge", str(annotated), *options(server)]
        judged = run(report, out, *options_here)
    for text in in_other_words:
        assert judged.loc[text, "verdict"] == "altered"
        assert judged.loc[text, "reason"].endswith("the contrary, by a language model (m).")
    same = own.index.difference(in_other_words)
    assert judged.loc[same].equals(own.loc[same]), "what stands in the same words is not asked about"
    page = (out / "report.html").read_bytes()
    assert b"by a language model (m)" in page
    assert any(
        "by a language model (m)" in p.text for p in docx.Document(str(out / "report.docx")).paragraphs
    )
    out.rename(tmp_path / "before")
    again = run(report, out, *options_here)  # its server is gone, its answers are not
    assert again.equals(judged)
    assert (out / "report.html").read_bytes() == page


def judge_of(server, folder, **more):
    """What `worldcafe run` gives to the analysis as its judge, and whether it has an answer about a pair."""
    named = {"llm_model": "m", "llm_address": server.address, "allow_remote": False, "llm_preview": False}
    arguments = Namespace(**named | {"llm_judge": annotate(folder / "a"), "out": folder / "run"} | more)
    settings = make_settings({"llm": {"model": "m", "address": server.address}}, "here")
    with judging(arguments, settings) as judge:
        return judge and judge.read("The wheelbarrow wants repairing.", "somebody should repair the barrow")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (lambda *_: (503, {}), "unanswered"),
        (lambda *_: "nonsense", "unanswered"),
        (able(lambda *_: 0.9), "The model is not asked to judge: 50% of the trial were right"),
        (lambda *_: 0.9, "The model is not asked to judge: 40% of the trial were right"),
    ],
)
def test_model_that_fails_or_has_one_of_both_trials_wrong_is_no_judge(tmp_path, capsys, script, told):
    with ScriptedModel(script) as server:
        assert judge_of(server, tmp_path) is None
        assert not [texts for texts in server.texts() if "wheelbarrow" in texts["sentence"]]
    assert told in " ".join(capsys.readouterr().err.split())


def test_model_with_both_trials_right_is_a_judge_and_none_is_where_nobody_asks(tmp_path):
    with ScriptedModel(able(reads_well)) as server:
        assert judge_of(server, tmp_path) == pytest.approx((0.1, 0.09, 0.81))
        asked = len(server.sent)
        assert judge_of(server, tmp_path / "other", llm_judge=None) is None
        assert len(server.sent) == asked


def test_judge_is_previewed_and_sent_nothing(tmp_path, capsys):
    with ScriptedModel(lambda *_: "never") as server:
        assert judge_of(server, tmp_path, llm_preview=True) is None
        assert server.sent == []
    assert '"sentence": "The wheelbarrow wants repairing."' in capsys.readouterr().out
    assert not (tmp_path / "run.answers.jsonl").exists()
