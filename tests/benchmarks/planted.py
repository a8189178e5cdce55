"""Planted errors: claims of the shipped corpus changed by script in six ways, and what cross-reference sees.

    PYTHONPATH=pipeline python tests/benchmarks/planted.py [--per-way N] [--seed N] [--list]

Each way changes N claims (10) drawn by the seed from those it can change; the other claims stay. Where the
summaries hold too few (numbers, modal verbs), notes are printed as claims under their own topic, word for
word, as summaries do; such a quotation stands unchanged in the run without errors. False alarms are
counted in that run, over all claims of the summaries; one is true, for the corpus has a claim that turned
its note, and three claims stand under another topic than their table on purpose.

The baseline is what one would write in ten lines: the cosine of a claim with its nearest note (MiniLM),
flagged below a threshold; "moved" is flagged when the nearest note is of another table. Its threshold is the
one that does best on these very claims, so it flatters itself.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import spacy

from worldcafe.analysis import (
    classify_segments,
    clean_segments,
    crossref_claims,
    embed_segments,
    parse_sources,
    redact_identities,
    segment_blocks,
)
from worldcafe.language.english import load_english
from worldcafe.read import read_sources
from worldcafe.settings import Settings
from worldcafe.tables import Segments

CORPUS = Path(__file__).parents[2] / "corpus" / "ccnso-2023" / "report.md"
MINILM = 384  # numbers of the sentence encoder, which come first
NEGATIONS = re.compile(r"\b(not|never|cannot|no)\b|n['’]t\b", re.IGNORECASE)
SWAPS = {
    "number": {
        **{"one": "six", "two": "nine", "three": "eleven", "four": "two", "six": "three", "seven": "four"},
        **{"all": "few", "every": "hardly any", "each": "hardly any", "always": "seldom", "most": "few"},
        **{"many": "few", "some": "all", "few": "most", "often": "seldom", "half": "a tenth"},
    },
    "modal": {
        **{"should": "may", "must": "could", "need to": "might", "needs to": "might", "have to": "may"},
        **{"has to": "may", "can": "must", "could": "must", "may": "must", "might": "must", "will": "may"},
    },
}
INVENTED = (
    "Pay every {term} volunteer a monthly fee from a levy on new registrations.",
    "Rename the {term} group after its founders and give it a coat of arms.",
    "Two thirds of those at the table had voted against {term} in an earlier ballot.",
    "A court in Geneva will hear complaints about {term} next spring.",
    "The budget for {term} is to be halved and the rest spent on a radio station.",
    "Sell the {term} archive to a university press to cover the rent.",
    "{term} meetings move to a ship so that nobody needs a visa.",
    "An astronaut opens the next {term} gathering by video link.",
    "Members vote on {term} by postcard, and the count is broadcast.",
    "Every {term} paper appears in verse, which readers are said to prefer.",
)
ABOUT = {  # what the reason of a verdict says for each way
    **{"negation": "negation", "number": "quantity", "modal": "binding", "swapped term": "became"},
    **{"invented": "", "moved": ""},
}
WAYS = ("negation", "number", "swapped term", "modal", "invented", "moved")


@dataclass(frozen=True)
class Corpus:
    """Segments of the corpus with claims added: quotations, each under the topic of its own table."""

    segments: pd.DataFrame
    topics: dict[str, str]  # topic -> café


def main() -> None:
    """Print detections and false alarms per way."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--per-way", type=int, default=10, metavar="N", help="claims changed per way")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--list", action="store_true", help="print each changed claim and its verdict")
    arguments = parser.parse_args()
    corpus = read_corpus()
    planter = Planter(corpus, random.Random(arguments.seed))
    drawn = {way: planter.draw(way, arguments.per_way) for way in WAYS}
    quoted = {claim for changes in drawn.values() for claim in changes}
    sound = judge(corpus, quoted, {})
    own = [claim for claim in sound.index if not claim.startswith("q")]
    print(f"{'':14}worldcafe            cosine\n{'way':14}detected  false      detected  false  threshold")
    for way in WAYS:
        planted = judge(corpus, quoted, drawn[way])
        ours = [alarm(planted, claim, way) for claim in drawn[way]]
        wrong = [alarm(sound, claim, way) and is_about(sound.loc[claim, "reason"], way) for claim in own]
        theirs = cosine(planted, sound, drawn[way], own, way)
        print(f"{way:14}{sum(ours):3}/{len(ours):<3}   {sum(wrong):3}/{len(wrong):<3}    {theirs}")
        if arguments.list:
            show(planted, drawn[way], ours)


def show(judged: pd.DataFrame, drawn: dict[str, dict[str, str]], found: list[bool]) -> None:
    """Print each changed claim, seen or missed."""
    for hit, (claim, change) in zip(found, drawn.items(), strict=True):
        row = judged.loc[claim]
        print(f"  {'seen  ' if hit else 'MISSED'} {row['verdict']:11} {change} {row['reason']}")


def read_corpus() -> Corpus:
    """Give the segments of the corpus, its notes among the claims once more, as quotations."""
    settings = Settings()
    sources = read_sources([CORPUS], settings.read)
    blocks = parse_sources(sources, settings.parse)
    segments = segment_blocks(sources, blocks, settings.segment)
    segments = clean_segments(redact_identities(segments, settings.redact).segments, settings.clean)
    vectors = embed_segments(segments, settings.embed)
    kinds = classify_segments(segments, settings.classify, vectors).set_index("segment_id")["kind"]
    segments = segments.assign(kind=segments["segment_id"].map(kinds).fillna(""))
    notes = segments[segments["role"] == "note"]
    headed = segments[(segments["role"] == "summary") & segments["topic"].isin(notes["topic"])]
    topics = dict(zip(headed["topic"], headed["cafe"], strict=True))
    notes = notes[notes["topic"].isin(topics)]
    quotations = notes[notes["clean_text"].str.split().str.len().between(6, 25)].assign(
        role="summary", table="", round="", segment_id=lambda table: "q" + table["segment_id"]
    )
    return Corpus(pd.concat([segments, quotations], ignore_index=True), topics)


class Planter:
    """Changes claims; what it draws depends on the seed alone."""

    def __init__(self, corpus: Corpus, chance: random.Random) -> None:
        """Look at the claims and at the nouns of the corpus once."""
        self.corpus, self.chance = corpus, chance
        claims = corpus.segments[corpus.segments["role"] == "summary"].set_index("segment_id")
        self.claims, self.tagged = claims, dict(zip(claims.index, tag(claims["clean_text"]), strict=True))
        self.nouns = sorted(
            {
                t.lower_
                for doc in self.tagged.values()
                for t in doc
                if t.tag_ in ("NN", "NNS") and len(t) > 4 and not t.lower_.endswith(("thing", "body", "one"))
            }
        )
        table = self.run_sound()
        self.good = table[(table["verdict"] == "supported") & (table["closest_same"])]

    def run_sound(self) -> pd.DataFrame:
        """Judge all claims and quotations unchanged: only near-verbatim ones have a known truth."""
        return judge(self.corpus, set(self.claims.index), {})

    def able(self, way: str) -> list[str]:
        """Give the claims that a way can change: summaries first, quotations where they are too few."""
        found = [claim for claim in self.good.index if self.change(way, claim)]
        own = [claim for claim in found if not claim.startswith("q")]
        return own if len(own) >= 10 else found

    def draw(self, way: str, number: int) -> dict[str, dict[str, str]]:
        """Draw claims and change them: claim -> the columns to overwrite."""
        able = sorted(self.able(way))
        drawn = self.chance.sample(able, min(number, len(able)))
        return {claim: self.change(way, claim) for claim in drawn}

    def change(self, way: str, claim: str) -> dict[str, str]:
        """Give the columns of a claim changed in one way, {} where that way does not apply."""
        doc, own = self.tagged[claim], random.Random(claim + way)
        if way == "moved":
            home = self.claims.loc[claim, "topic"]
            topic = own.choice([topic for topic in self.corpus.topics if topic != home])
            return {"topic": topic, "cafe": self.corpus.topics[topic]}
        if way == "invented":
            return {"clean_text": own.choice(INVENTED).format(term=self.claims.loc[claim, "topic"])}
        text = {"negation": negate, "swapped term": self.swap_noun}.get(way, swap_listed(way))(doc, own)
        return {"clean_text": text} if text and text != doc.text else {}

    def swap_noun(self, doc: spacy.tokens.Doc, own: random.Random) -> str:
        """Put another noun of the corpus in the place of the last one."""
        able = [t for t in doc if t.tag_ in ("NN", "NNS") and len(t) > 3]
        if not able or len(doc) < 5:
            return ""
        noun = able[-1]
        other = own.choice([word for word in self.nouns if word[:4] != noun.lower_[:4]])
        return doc[: noun.i].text_with_ws + other + noun.whitespace_ + doc[noun.i + 1 :].text


def tag(texts: pd.Series) -> list[spacy.tokens.Doc]:
    """Tag texts with spaCy's small English pipeline."""
    return list(load_english().pipe(texts))


def negate(doc: spacy.tokens.Doc, _: random.Random) -> str:
    """Put a negation in, or take the only one out."""
    if NEGATIONS.search(doc.text):
        without = re.sub(r"(?i)\b(isn|aren|don|doesn|won|didn)['’]t\b", r"\1", doc.text)
        cut = re.sub(r"(?i)\s*\b(not|never)\b", "", doc.text)
        return cut if without == doc.text and not NEGATIONS.search(cut) else ""
    for token in doc:
        if token.tag_ == "MD" or token.lower_ in ("is", "are", "was", "were"):
            return doc[: token.i + 1].text.rstrip() + " not " + doc[token.i + 1 :].text
    return ""


def swap_listed(way: str) -> Callable[[spacy.tokens.Doc, random.Random], str]:
    """Give the change that swaps the first listed word or figure of a way."""

    def change(doc: spacy.tokens.Doc, _: random.Random) -> str:
        listed = SWAPS[way]
        pattern = r"\b(" + "|".join(sorted(listed, key=len, reverse=True)) + r")\b(?!['’])(?<!at all)"
        if way == "number" and (figure := re.search(r"(?<![\w.])\d+(?![\w.])", doc.text)):
            return doc.text[: figure.start()] + str(int(figure[0]) * 3 + 4) + doc.text[figure.end() :]
        return re.sub(pattern, lambda found: listed[found[0].lower()], doc.text, count=1, flags=re.IGNORECASE)

    return change


def judge(corpus: Corpus, quoted: set[str], changes: dict[str, dict[str, str]]) -> pd.DataFrame:
    """Give the verdicts, by claim, with some claims changed; quotations that are not `quoted` are left out."""
    segments = corpus.segments
    extra = segments["segment_id"].str.startswith("q") & ~segments["segment_id"].isin(quoted)
    segments = segments[~extra].set_index("segment_id", drop=False)
    for claim, columns in changes.items():
        for name, value in columns.items():
            segments.loc[claim, name] = value
    segments = Segments.validate(segments.reset_index(drop=True))
    settings = Settings()
    vectors = embed_segments(segments, settings.embed)
    found = crossref_claims(segments, vectors, settings.crossref)
    same = set(found.links.loc[found.links["strength"] == "same", "claim_id"])
    table = found.claims.set_index("claim_id", drop=False)
    cosines, tables = nearest(segments, vectors.matrix[:, :MINILM])
    homes = found.topics.set_index("topic")["table"]
    return table.assign(
        closest_same=[claim in same for claim in table.index],
        cosine=cosines.reindex(table.index),
        away=tables.reindex(table.index) != table["topic"].map(homes.to_dict()),
    )


def nearest(segments: pd.DataFrame, vectors: np.ndarray) -> tuple[pd.Series, pd.Series]:
    """Give for each claim the cosine of its nearest note, and that note's table."""
    spoken = segments[segments["role"].isin(["note", "summary"])].reset_index(drop=True)
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    notes = np.flatnonzero(spoken["role"] == "note")
    claims = np.flatnonzero(spoken["role"] == "summary")
    cosines = unit[claims] @ unit[notes].T
    ids = spoken["segment_id"].to_numpy()[claims]
    tables = spoken["table"].to_numpy()[notes[cosines.argmax(axis=1)]]
    return pd.Series(cosines.max(axis=1), ids), pd.Series(tables, ids)


def alarm(judged: pd.DataFrame, claim: str, way: str) -> bool:
    """Tell whether cross-reference says of a claim what is wrong with it in that way."""
    row = judged.loc[claim]
    if way == "moved":
        return bool(row["moved_from"])
    return bool(row["verdict"] == "unsupported" if way == "invented" else row["verdict"] == "altered")


def is_about(reason: str, way: str) -> bool:
    """Tell whether a reason names a change of that way; each false alarm counts for one way."""
    return ABOUT[way] in reason


def cosine(
    planted: pd.DataFrame, sound: pd.DataFrame, drawn: dict[str, dict[str, str]], able: list[str], way: str
) -> str:
    """Give detections and false alarms of the plain cosine at its best threshold."""
    if way == "moved":
        hits, wrong = planted.loc[list(drawn), "away"].sum(), sound.loc[able, "away"].sum()
        return f"{hits:3}/{len(drawn):<3}   {wrong:3}/{len(able):<3}"
    changed, kept = planted.loc[list(drawn), "cosine"].to_numpy(), sound.loc[able, "cosine"].to_numpy()
    options = np.unique(np.concatenate([changed, kept])) + 1e-6
    best = max(options, key=lambda least: (changed < least).mean() - (kept < least).mean())
    hits, wrong = (changed < best).sum(), (kept < best).sum()
    return f"{hits:3}/{len(drawn):<3}   {wrong:3}/{len(able):<3}   {best:.2f}"


if __name__ == "__main__":
    main()
