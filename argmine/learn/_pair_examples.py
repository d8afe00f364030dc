"""What the pair network learns from: arguments on motions, claims on topics, arguments and key points."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

Row = Mapping[str, Any]

ATTACK, SUPPORT, NEITHER = range(3)

# A motion is told in other words, and turned round, this often; so that the position is read and not only the claim.
_RETOLD = 0.6
_TURNED = 0.35
# Claims that are read against the motion of another debate, and pairs of arguments of one debate, by claims.
_STRAY = 0.1
_ARGUMENT_PAIRS = 0.25
_PAIR_WEIGHT = 0.5
# Arguments that do not make a key point are thrice as many as those that do; so many are read each time.
_UNMATCHED = 0.4
# Annotators who were less sure than this of an argument's side are not believed.
_LEAST_SURE = 0.6
_TOPIC_WEIGHT = 2.0
# In articles three claims in four support their position.
_ATTACK_WEIGHT = 2.0
_POINT_WEIGHT = 0.5
# How much of the arguments and key points is read again among the claims that are met in use.
_KEPT = 0.1

_MOTION = re.compile(r"(?:We should|This house would) (not )?(.+)")
_FRAMES = ("This house would {}", "This house believes that we should {}", "The government should {}", "We should {}")
_BELIEF = re.compile(r"This house believes (?:that )?(.+)")
_BELIEFS = ("{}", "It is true that {}", "We believe that {}")
_DISBELIEFS = ("This house does not believe that {}", "It is not true that {}", "It is wrong to say that {}")


class Example(NamedTuple):
    """A position and a claim, with its side (`side`) or with whether it makes the same point (`match`)."""

    position: str
    claim: str
    side: int | None = None
    match: int | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class PairData:
    """Rows in the shape of ibm_argq30k, argkp21, ibm_claim_stance and policy_news."""

    arguments: Sequence[Row] = ()
    key_points: Sequence[Row] = ()
    claim_stance: Sequence[Row] = ()
    articles: Sequence[Row] = ()

    def general(self, generator: random.Random) -> list[Example]:
        """Return the examples of one pass over arguments and key points, in another wording each time."""
        sided = list(_of_arguments(self.arguments))
        examples = [_retold(example, generator) for example in sided]
        examples += _stray(sided, generator)
        examples += _argument_pairs(sided, int(_ARGUMENT_PAIRS * len(sided)), generator)
        examples += _of_key_points(self.key_points, generator)
        generator.shuffle(examples)
        return examples

    def own(self, generator: random.Random) -> list[Example]:
        """Return the examples of one pass over claims on topics and positions, with some of the others among them."""
        sided = [*_of_topics(self.claim_stance), *_of_articles(self.articles)]
        examples = [_retold(example, generator) for example in sided]
        examples += _stray(sided, generator)
        examples += _points_of_articles(self.articles)
        general = self.general(generator)
        examples += general[: int(_KEPT * len(general))]
        generator.shuffle(examples)
        return examples


def _of_arguments(rows: Sequence[Row]) -> Iterator[Example]:
    for row in rows:
        if row["stance_conf"] >= _LEAST_SURE:
            yield Example(row["topic"], row["text"], side=SUPPORT if row["stance"] == "pro" else ATTACK)


def _of_topics(rows: Sequence[Row]) -> Iterator[Example]:
    for row in rows:
        side = SUPPORT if row["label"] == "PRO" else ATTACK
        yield Example(row["topic"], row["text"], side=side, weight=_TOPIC_WEIGHT)


def _of_articles(rows: Sequence[Row]) -> Iterator[Example]:
    for row in rows:
        texts = {position["id"]: position["text"] for position in row["positions"]}
        for claim in row["claims"]:
            if claim["position"] and claim["polarity"]:
                side = SUPPORT if claim["polarity"] == "support" else ATTACK
                weight = 1.0 if side == SUPPORT else _ATTACK_WEIGHT
                yield Example(texts[claim["position"]], claim["text"], side=side, weight=weight)


def _points_of_articles(rows: Sequence[Row]) -> Iterator[Example]:
    """Yield the claims of each article with each of its positions: the one that they are on, and the others."""
    for row in rows:
        for claim in row["claims"]:
            for position in row["positions"] if claim["position"] else ():
                same = int(claim["position"] == position["id"])
                yield Example(position["text"], claim["text"], match=same, weight=_POINT_WEIGHT)


def _of_key_points(rows: Sequence[Row], generator: random.Random) -> Iterator[Example]:
    for row in rows:
        if row["label"] or generator.random() < _UNMATCHED:
            yield Example(row["key_point"], row["text"], match=int(row["label"]))


def _retold(example: Example, generator: random.Random) -> Example:
    """Return `example` with its motion in other words or turned round, which turns the side as well."""
    if example.side is None or generator.random() >= _RETOLD:
        return example
    motion, belief = _MOTION.fullmatch(example.position), _BELIEF.fullmatch(example.position)
    turned = generator.random() < _TURNED
    if motion is not None:
        negated, rest = motion.groups()
        turned = turned and not negated
        frame = generator.choice(_FRAMES)
        position = frame.format(f"not {rest}" if negated or turned else rest)
    elif belief is not None:
        frame = generator.choice(_DISBELIEFS if turned else _BELIEFS)
        position = frame.format(belief[1])
    else:
        return example
    return example._replace(position=position, side=_opposite(example.side) if turned else example.side)


def _stray(examples: Sequence[Example], generator: random.Random) -> Iterator[Example]:
    positions = sorted({example.position for example in examples})
    for example in examples:
        position = generator.choice(positions)
        if generator.random() < _STRAY * example.weight and position != example.position:
            yield example._replace(position=position, side=NEITHER, weight=1.0)


def _argument_pairs(examples: Sequence[Example], count: int, generator: random.Random) -> Iterator[Example]:
    """Yield pairs of arguments of one debate: one supports the other if they are on one side of it."""
    debates: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        debates[example.position].append(example)
    names = sorted(debates)
    for _ in range(count):
        one, other = (generator.choice(debate) for debate in [debates[generator.choice(names)]] * 2)
        if one.claim != other.claim:
            side = SUPPORT if one.side == other.side else ATTACK
            yield Example(one.claim, other.claim, side=side, weight=_PAIR_WEIGHT)


def _opposite(side: int) -> int:
    return {ATTACK: SUPPORT, SUPPORT: ATTACK}.get(side, side)
