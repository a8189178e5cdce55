"""What turns the meaning of a note in other words: learned from invented pairs, judged on writers left out.

    PYTHONPATH=pipeline python tests/benchmarks/learn_turns.py [--left-out bf] [--write]

Needs PyTorch beside the tools of the tests. The pairs come from `pairs/` (`turned_pairs.py` says what stands there): a
claim with its note is said, turned, or neither; so are two notes that make the same point, claims that sum up several,
and pairs of one discussion drawn at random. The product's own vectors of words are what is read, so they never change; the
small network on them is that of `crossref/attention.py`.

With `--left-out` the writers named are measured and not learned from: the area under the curve of turned against said,
and how many turned claims are caught where so many true ones are accused; beside it what the rules of verdicts do with
the same. `--write` learns from all and puts the weights into `data/turns.npz`.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import average_precision_score, roc_auc_score
from torch import nn
from torch.nn import functional
from turned_pairs import Group, Setting, by_rules, read_settings

from worldcafe.crossref.judge import ANSWERS, CONTRARY, NEITHER, SAYS
from worldcafe.embed.encoders import word_vectors

WRITTEN = Path(__file__).parents[2] / "pipeline" / "worldcafe" / "data" / "turns.npz"
ALL = "abcdefgh"
EPOCHS, RATE, WARM, BATCH = 5, 6e-4, 0.05, 96
WIDTH, KEYS, FORGOTTEN = (
    128,
    96,
    0.2,
)  # numbers of a word as compared and as found; share left out while learning
FAR = 4  # pairs drawn at random for a claim that is said
ACCUSED = (0.02, 0.04, 0.08)  # of claims that are said
Pair = tuple[str, str, int, str]  # claim, note, what it does, of which sort it is


def pairs_of(setting: Setting, dice: random.Random) -> list[Pair]:
    """Give the labelled pairs of a discussion; those of different groups are drawn."""
    found: list[Pair] = []
    for number, group in enumerate(setting.groups):
        others = setting.groups[:number] + setting.groups[number + 1 :]
        found += [*_said(group), *_turned(group, dice), *_of_notes(group, dice)]
        for claims, drawn in ((group.claims("PCT"), FAR), (_false(group), 1)):
            for claim in claims:
                found += [
                    (claim, dice.choice(_notes(one)), NEITHER, "far")
                    for one in dice.sample(others, min(drawn, len(others)))
                ]
    for numbers, claim in setting.sums:
        parts = [setting.groups[number] for number in numbers if number < len(setting.groups)]
        rest = [group for group in setting.groups if group not in parts]
        found += [(claim, group.note, SAYS, "sum") for group in parts]
        found += [(claim, one.note, NEITHER, "far") for one in dice.sample(rest, min(FAR + 1, len(rest)))]
    return found


def _notes(group: Group) -> list[str]:
    return [group.note, *group.again, *(note for _, note in group.beside)]


def _false(group: Group) -> list[str]:
    return [*(claim for _, claim in group.turned), *group.claims("U")]


def _said(group: Group) -> Iterator[Pair]:
    for claim in group.claims("PCT"):
        yield claim, group.note, SAYS, "said"
        yield from ((claim, note, SAYS, "said again") for note in group.again)
        yield from ((claim, note, NEITHER, "beside") for _, note in group.beside)


def _turned(group: Group, dice: random.Random) -> Iterator[Pair]:
    for _, claim in group.turned:
        yield claim, group.note, CONTRARY, "turned"
        if group.again and dice.random() < 0.5:
            yield claim, group.again[0], CONTRARY, "turned again"
    for claim in group.claims("U"):
        yield from ((claim, note, NEITHER, "unsaid") for note in [group.note, *group.again[:1]])


def _of_notes(group: Group, dice: random.Random) -> Iterator[Pair]:
    pairs = [(note, group.note, SAYS) for note in group.again]
    pairs += [(note, own, NEITHER) for _, note in group.beside for own in (group.note, *group.again)]
    for one, other, label in pairs:
        left, right = dice.sample([one, other], 2)
        yield left, right, label, "notes"


class Words:
    """The vectors of the words of texts, in one block of half precision."""

    def __init__(self, texts: list[str]) -> None:
        vectors = word_vectors(texts)
        self._rows = torch.from_numpy(np.concatenate([each.astype(np.float16) for each in vectors]))
        ends = np.cumsum([len(each) for each in vectors])
        self._place = {
            text: (end - len(each), end) for text, each, end in zip(texts, vectors, ends, strict=True)
        }

    def of(self, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
        """Give the vectors of texts, filled up to the longest, and which of them are words."""
        places = [self._place[text] for text in texts]
        longest = max(end - start for start, end in places)
        block = torch.zeros(len(texts), longest, self._rows.shape[1])
        known = torch.zeros(len(texts), longest, dtype=torch.bool)
        for row, (start, end) in enumerate(places):
            block[row, : end - start], known[row, : end - start] = self._rows[start:end].float(), True
        return block, known


class Network(nn.Module):
    """The network of `crossref/attention.py`, to be learned."""

    def __init__(self, numbers: int) -> None:
        super().__init__()
        self.forget = nn.Dropout(FORGOTTEN)
        self.values, self.keys = nn.Linear(numbers, WIDTH), nn.Linear(numbers, KEYS, bias=False)
        self.compare, self.join = nn.Linear(4 * WIDTH, WIDTH), nn.Linear(4 * WIDTH + 1, WIDTH)
        self.tell = nn.Linear(WIDTH, ANSWERS)
        self.sharpness = nn.Parameter(torch.tensor(8.0))

    def forward(
        self, left: torch.Tensor, in_left: torch.Tensor, right: torch.Tensor, in_right: torch.Tensor
    ) -> torch.Tensor:
        """Give three numbers for each pair."""
        one, other = self.values(self.forget(left)), self.values(self.forget(right))
        keys = [functional.normalize(self.keys(side), dim=-1) for side in (left, right)]
        alike = self.sharpness * keys[0] @ keys[1].transpose(1, 2)
        beside_one = torch.softmax(alike.masked_fill(~in_right[:, None], -1e4), 2) @ other
        beside_other = torch.softmax(alike.masked_fill(~in_left[:, :, None], -1e4), 1).transpose(1, 2) @ one
        parts = [*self._compared(one, beside_one, in_left), *self._compared(other, beside_other, in_right)]
        means = [_mean(left, in_left), _mean(right, in_right)]
        likeness = (functional.normalize(means[0], dim=-1) * functional.normalize(means[1], dim=-1)).sum(-1)
        joined = functional.relu(self.join(self.forget(torch.cat([*parts, likeness[:, None]], -1))))
        told: torch.Tensor = self.tell(self.forget(joined))
        return told

    def _compared(
        self, own: torch.Tensor, beside: torch.Tensor, known: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        seen = functional.relu(self.compare(torch.cat([own, beside, own - beside, own * beside], -1)))
        seen = seen * known[..., None]
        return _mean(seen, known), seen.max(1)[0]


def _mean(block: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    return (block * known[..., None]).sum(1) / known.sum(1, keepdim=True)


def batches(pairs: list[Pair], dice: random.Random | None) -> list[list[int]]:
    """Give rows of pairs that are about as long; by lot, where dice are given."""
    rows = list(range(len(pairs)))
    if dice:
        dice.shuffle(rows)
    piles = [rows[start : start + 20 * BATCH] for start in range(0, len(rows), 20 * BATCH)]
    piles = [sorted(pile, key=lambda row: len(pairs[row][0]) + len(pairs[row][1])) for pile in piles]
    found = [pile[start : start + BATCH] for pile in piles for start in range(0, len(pile), BATCH)]
    if dice:
        dice.shuffle(found)
    return found


def told_of(network: Network, pairs: list[Pair], rows: list[int], words: Words) -> torch.Tensor:
    """Read some pairs."""
    sides = [words.of([pairs[row][side] for row in rows]) for side in (0, 1)]
    told: torch.Tensor = network(*sides[0], *sides[1])
    return told


def learn(settings: list[Setting], words: Words, dice: random.Random) -> Network:
    """Learn from discussions, what is drawn at random drawn anew each time."""
    torch.manual_seed(1)
    network = Network(words.of([settings[0].groups[0].note])[0].shape[2])
    steps = EPOCHS * (sum(len(pairs_of(setting, dice)) for setting in settings) // BATCH + 1)
    adam = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1, (step + 1) / (WARM * steps)) * max(0.02, 1 - step / steps)
    )
    for epoch in range(EPOCHS):
        network.train()
        pairs = [pair for setting in settings for pair in pairs_of(setting, dice)]
        lost = []
        for rows in batches(pairs, dice):
            truth = torch.tensor([pairs[row][2] for row in rows])
            loss = functional.cross_entropy(told_of(network, pairs, rows, words), truth)
            adam.zero_grad()
            loss.backward()
            adam.step()
            pace.step()
            lost.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(lost):.3f} over {len(pairs)} pairs", flush=True)
    return network


@torch.no_grad()
def measure(network: Network, settings: list[Setting], words: Words) -> None:
    """Print what the network tells of discussions that it was not learned from, and what the rules do."""
    network.eval()
    dice = random.Random(2)
    pairs = [pair for setting in settings for pair in pairs_of(setting, dice)]
    told = np.zeros((len(pairs), ANSWERS))
    for rows in batches(pairs, None):
        told[rows] = told_of(network, pairs, rows, words).numpy()
    labels, sorts = np.array([pair[2] for pair in pairs]), np.array([pair[3] for pair in pairs])
    near = np.logaddexp(told[:, SAYS], told[:, CONTRARY]) - told[:, NEITHER]
    odds, own = told[:, CONTRARY] - told[:, SAYS], labels != NEITHER
    print(f"near or far: average precision {average_precision_score(own, near):.3f}")
    print(f"turned or said: area under the curve {roc_auc_score(labels[own] == CONTRARY, odds[own]):.3f}")
    for share in ACCUSED:
        border = np.quantile(odds[sorts == "said"], 1 - share)
        caught = (odds[sorts == "turned"] > border).mean()
        print(f"  {share:.0%} of true claims accused (from {border:.2f} on): {caught:.1%} of turned caught")
    ruled = [
        (len(sort) > 1, bool(change)) for setting in settings for *_, sort, _, change in by_rules(setting)
    ]
    accused, caught = (
        np.mean([called for turned, called in ruled if turned is is_]) for is_ in (False, True)
    )
    print(f"the rules: {accused:.1%} of true claims accused, {caught:.1%} of turned caught")


def write(network: Network) -> None:
    """Put the weights into the package, in half precision."""
    held = {"sharpness": network.sharpness.detach().numpy()[None]}
    for name in ("keys", "values", "compare", "join", "tell"):
        layer = getattr(network, name)
        held[name] = layer.weight.detach().numpy().T
        if layer.bias is not None:
            held[f"{name}_shift"] = layer.bias.detach().numpy()
    np.savez_compressed(WRITTEN, **{name: held[name].astype(np.float16) for name in sorted(held)})


def main() -> None:
    """Learn, and measure or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--left-out", default="")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    settings = read_settings(ALL)
    every = chain.from_iterable(pair[:2] for one in settings for pair in pairs_of(one, random.Random(0)))
    words = Words(
        sorted({*every, *(note for one in settings for group in one.groups for note in _notes(group))})
    )
    taught = [setting for setting in settings if setting.writer not in given.left_out]
    network = learn(taught, words, random.Random(1))
    if given.left_out:
        measure(network, [setting for setting in settings if setting.writer in given.left_out], words)
    if given.write:
        write(network)


if __name__ == "__main__":
    main()
