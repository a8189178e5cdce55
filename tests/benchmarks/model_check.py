"""What a language model may do: the trial that ships, and how right its marks are on annotated claims.

    python tests/benchmarks/model_check.py --model NAME [--address URL] [--gold GOLD] [--claims N] [--answers FILE]

A server that speaks as OpenAI's does must listen at URL, on this machine. Prints how the model does in each use by kind of case;
then, on claims of the annotated corpora that have a report, how likely it finds claims that their notes say beside those
that no note says or that change what notes say: the share of pairs in the right order (AUC), and how many of its marks
"please compare" stand on such a claim. Each claim is put beside the notes that people linked with it, or beside the
note that shares most words with it. Answers are kept in FILE, so that a run that was stopped goes on.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from annotated import SHARED
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from worldcafe.annotation import held_out
from worldcafe.llm import USES, Asker, open_endpoint, try_out
from worldcafe.llm.answers import read_answers, write_answers
from worldcafe.settings import LlmSettings


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", required=True)
    parser.add_argument("--address", default="")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold")
    parser.add_argument("--claims", type=int, default=40, help="of all corpora, half of them wrong")
    parser.add_argument("--uses", nargs="*", default=list(USES))
    parser.add_argument("--seconds", type=int, default=900)
    parser.add_argument("--answers", type=Path, default=Path("model-check.answers.jsonl"))
    given = parser.parse_args()
    settings = LlmSettings(given.address, given.model, given.seconds)
    asker = Asker(given.model, open_endpoint(settings, 0), read_answers(given.answers))
    for use in given.uses:
        print(try_out(asker, use), flush=True)
        write_answers(asker.answers, given.answers)
    told = []
    for case in tqdm(held_out(given.gold, given.claims), unit="claim"):
        claim, notes, is_right = case["sentence"], case["notes"], case["says"]
        found = [asker.likelihood("compare", {"sentence": claim, "note": note}) for note in notes]
        told.append((max((likely for likely in found if likely is not None), default=1.0), is_right))
        write_answers(asker.answers, given.answers)
    if told:
        likely, right = zip(*told, strict=True)
        marked = [is_right for likely, is_right in told if likely < 0.5]
        print(
            f"claims: AUC {roc_auc_score(right, likely):.2f} over {len(told)}; {len(marked)} marked, of them "
            f"{marked.count(False)} rightly; {right.count(False)} were to be marked"
        )
    print(try_out(asker, "judge", held_out(given.gold, given.claims)))
    write_answers(asker.answers, given.answers)
    print("\n".join(asker.tell()))


if __name__ == "__main__":
    main()
