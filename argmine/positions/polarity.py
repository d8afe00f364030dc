"""Polarity: whether a claim supports its position or attacks it.

A logistic regression over few, readable features. Two kinds of position need different evidence. Under a
discovered position, which is one claim's own words, the best evidence is who speaks: the side of the claim
against the side of the position's typical claim. Under a given position (a codebook's), the words of the
claim against the words of the position matter too, best averaged over the claims of one side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log1p, tanh

from argmine.models import LinearModel, load_linear
from argmine.positions.words import opposites, stem, stem_list, tokens, word_list
from argmine.schema import Claim, Polarity

MODEL = "polarity"
_NEGATION_REACH = 4
# What is averaged over the claims of the same side, and over those of all other sides.
_SHARED: tuple[str, ...] = (
    *("negated", "unlike", "tone", "action", "tones", "actions", "tone on action", "action on tone", "both"),
    *("same", "opposite", "turned", "cosine", "demand", "demand negated", "tone beyond", "action beyond"),
)

Features = dict[str, float]


@dataclass(frozen=True)
class Case:
    """One claim on one position.

    `text` is the position's sentence, `reference` a claim that stands for it (the typical claim of a
    discovered position, the claim nearest to the text of a given one), `similarity` the cosine between
    claim and text.
    """

    claim: Claim
    position: str
    text: str
    reference: Claim | None
    discovered: bool
    similarity: float

    @cached_property
    def words(self) -> Features:
        """What the words of claim and position say about polarity."""
        return _word_features(_reading(self.claim.text), _reading(self.text), self.similarity)


@dataclass(frozen=True, slots=True)
class _Reading:
    stems: Mapping[str, int]
    negations: int
    tone: int
    action: int
    demand: bool
    contrast: bool


def polarities(cases: Sequence[Case]) -> list[tuple[Polarity, float]]:
    """Return the polarity of each case with its probability; the cases of one position belong together."""
    if not cases:
        return []
    model: LinearModel = load_linear(MODEL)
    support = model.classes.index("support")
    found: list[tuple[Polarity, float]] = []
    for case, row in zip(cases, model.probabilities(features(cases)), strict=True):
        probability = float(row[support])
        if case.discovered and case.reference is case.claim:
            probability = 1.0
        found.append(("support", probability) if probability >= 0.5 else ("attack", 1 - probability))
    return found


def features(cases: Sequence[Case]) -> list[Features]:
    """Return the features of `cases`; those of discovered and given positions have names of their own."""
    sides, totals, sizes = _sides(cases)
    out: list[Features] = []
    for case in cases:
        row = _relation(case.claim, case.reference)
        if case.discovered:
            row |= {name: case.words[name] for name in ("unlike", "opposite", "same", "cosine", "tones", "actions")}
            out.append({f"found:{name}": value for name, value in row.items() if value})
            continue
        row |= case.words
        own, every = sides[_side(case)], totals[_place(case)]
        others = sizes[_place(case)] - sizes[_side(case)]
        for name in _SHARED:
            row[f"side:{name}"] = own[name] / sizes[_side(case)]
            row[f"others:{name}"] = (every[name] - own[name]) / others if others else 0.0
        out.append({f"given:{name}": value for name, value in row.items() if value})
    return out


def _place(case: Case) -> tuple[str, str]:
    return case.position, case.claim.document


def _side(case: Case) -> tuple[str, str, str | None]:
    return *_place(case), case.claim.stance


def _sides(
    cases: Sequence[Case],
) -> tuple[dict[object, Features], dict[object, Features], dict[object, int]]:
    sides: dict[object, Features] = defaultdict(lambda: dict.fromkeys(_SHARED, 0.0))
    totals: dict[object, Features] = defaultdict(lambda: dict.fromkeys(_SHARED, 0.0))
    sizes: dict[object, int] = defaultdict(int)
    for case in cases:
        if not case.discovered:
            sizes[_side(case)] += 1
            sizes[_place(case)] += 1
            for name in _SHARED:
                sides[_side(case)][name] += case.words[name]
                totals[_place(case)][name] += case.words[name]
    return sides, totals, sizes


def _relation(claim: Claim, reference: Claim | None) -> Features:
    """Return how the speaker of `claim` stands to the speaker of `reference`."""
    row: Features = {"bias": 1.0}
    mine = _stances(claim)
    for name, share in mine.items():
        row[f"stance {name}"] = share
    if reference is None:
        return row
    theirs = _stances(reference)
    for one, other in ((one, other) for one in mine for other in theirs):
        pair = "same side" if one == other else " and ".join(sorted((one, other)))
        row[pair] = row.get(pair, 0.0) + mine[one] * theirs[other]
    if mine and theirs:
        row["other side"] = 1.0 - row.get("same side", 0.0)
    row["reference"] = float(claim.id == reference.id)
    row["same speaker"] = float(bool(claim.speaker and reference.speaker and claim.speaker.id == reference.speaker.id))
    return row


def _stances(claim: Claim) -> Mapping[str, float]:
    if claim.stance_probabilities:
        return claim.stance_probabilities
    return {claim.stance: 1.0} if claim.stance else {}


def _word_features(claim: _Reading, position: _Reading, similarity: float) -> Features:
    tone, action = tanh(claim.tone / 2), tanh(claim.action / 1.5)
    tone_of, action_of = tanh(position.tone / 2), tanh(position.action / 1.5)
    unlike = float(claim.negations % 2 != position.negations % 2)
    same, opposite = _agreement(claim.stems, position.stems)
    # What a claim that repeats the position says beyond it ("scrapping the levy would be a mistake").
    beyond = {word: sign for word, sign in claim.stems.items() if word not in position.stems}
    repeated = (len(claim.stems) - len(beyond)) / max(1, len(position.stems))
    return {
        "negated": float(min(claim.negations, 2)),
        "position negated": float(min(position.negations, 1)),
        "unlike": unlike,
        "unlike cosine": unlike * similarity,
        "tone": tone,
        "action": action,
        "position tone": tone_of,
        "position action": action_of,
        "tones": tone * tone_of,
        "actions": action * action_of,
        "tone on action": tone * action_of,
        "action on tone": action * tone_of,
        "both": tanh((claim.tone + claim.action) / 2) * tanh((position.tone + position.action) / 2),
        "tone demanded": tone * position.demand,
        "action demanded": action * position.demand,
        "demand": float(claim.demand),
        "demands": float(claim.demand and position.demand),
        "demand negated": float(claim.demand and claim.negations > 0),
        "contrast": float(claim.contrast),
        "same": log1p(same),
        "opposite": log1p(opposite),
        "cosine": similarity,
        "repeated": repeated,
        "tone beyond": repeated * tanh(_balance(beyond, "positive", "negative") / 2),
        "action beyond": repeated * tanh(_balance(beyond, "advance", "hinder") / 1.5),
        "turned": opposite / max(1, len(position.stems)),
    }


def _agreement(claim: Mapping[str, int], position: Mapping[str, int]) -> tuple[float, float]:
    """Return how many words of the position the claim repeats and how many it turns round."""
    same = opposite = 0.0
    for word, sign in position.items():
        if word in claim:
            same, opposite = (same + 1, opposite) if claim[word] == sign else (same, opposite + 1)
        for other in opposites().get(word, frozenset()) & claim.keys():
            same, opposite = (same, opposite + 1) if claim[other] == sign else (same + 0.5, opposite)
    return same, opposite


@lru_cache(maxsize=4096)
def _reading(text: str) -> _Reading:
    """Read `text` for its content words, each with -1 in the reach of a negation."""
    stems: dict[str, int] = {}
    negations, reach = 0, 0
    words = tokens(text)
    for word in words:
        reach -= 1
        if word in word_list("negators"):
            negations, reach = negations + 1, _NEGATION_REACH + 1
        elif word in word_list("contrast"):
            reach = 0
        elif word not in word_list("function"):
            stems[stem(word)] = -1 if reach > 0 else 1
    return _Reading(
        stems=stems,
        negations=negations,
        tone=_balance(stems, "positive", "negative"),
        action=_balance(stems, "advance", "hinder"),
        demand=not word_list("demand").isdisjoint(words),
        contrast=bool(words) and words[0] in word_list("contrast"),
    )


def _balance(stems: Mapping[str, int], plus: str, minus: str) -> int:
    up, down = stem_list(plus), stem_list(minus)
    return sum(sign * ((word in up) - (word in down)) for word, sign in stems.items())
