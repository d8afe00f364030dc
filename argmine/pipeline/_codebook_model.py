"""A stance model without annotations: trained on what a codebook says of each stance."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from argmine.codebook import OTHER, Codebook, Stance
from argmine.models import LinearModel
from argmine.models.embedding import DIMENSIONS, embed
from argmine.models.fitting import fit
from argmine.pipeline.evidence import WEIGHT_OF_KNOWLEDGE, speaker_features, word_features
from argmine.pipeline.standing.parts import all_parts, parts_played
from argmine.pipeline.standing.power import Power
from argmine.schema import Speaker

_log = logging.getLogger(__name__)

STRENGTH = 1.0
# What an example weighs beside one of a part, and all examples of a stance together; chosen on policy_news with its
# stances renamed.
WEIGHT_OF_NAMED = 0.5
WEIGHT_OF_UNNAMED = 1.0
# What a role weighs that tells of no part: of "works council" only the codebook knows whose side it takes.
WEIGHT_OF_UNKNOWN = 2.0
WEIGHT_OF_KIND = 1.0
WEIGHT_OF_OTHER = 0.25
WEIGHT_OF_NOBODY = 1.0
WEIGHT_OF_EXAMPLE = 2.0
WEIGHT_OF_STANCE = 100.0
# By how much a model of a codebook alone is too sure of itself, there.
TEMPERATURE = 1.5
# The part that the organisations of each kind play.
_PART_OF_KIND = {
    "company": "business",
    "trade": "trade group",
    "union": "labour",
    "advocacy": "advocacy",
    "think tank": "science",
    "university": "science",
    "pollster": "market",
    "media": "press",
    "court": "court",
    "public": "executive power",
}
# How those stand to power who play a part.
_STANDINGS = {
    "executive power": ("president", "executive", "nominee executive", "government", "ally", "agency"),
    "opposition": ("opposition", "former executive", "candidate of opposition"),
    "court": ("neutral",),
}
_NEITHER = frozenset({"who:is person", "who:is group"})
# Parts that tell of rank or office, and come beside another.
_OF_ANY_SIDE = frozenset({"former office", "anonymous", "rank"})
_AFTER_HEAD = re.compile(r"\s(?:of|for|in|from|at|who|whom|that|which|with)\s")
_ITEM = re.compile(r"[,;:.()]|\band\b|\bor\b")


@dataclass(frozen=True, slots=True)
class Pseudo:
    """What a codebook says of a stance, as if it were an annotated claim."""

    stance: str
    features: Mapping[str, float]
    who: str = ""
    said: str = ""
    weight: float = 1.0


def codebook_model(codebook: Codebook) -> LinearModel:
    """Return a stance model that knows only the codebook: its actors, roles, descriptions and example claims.

    A stance of which the codebook says nothing is logged as a warning, for hardly a claim will be found to be its.
    """
    if silent := [stance.name for stance in codebook.stances if stance.name != OTHER and not _says_something(stance)]:
        _log.warning(
            "the codebook %r does not say who speaks for %s; give each stance some actors, roles or examples, or "
            "train on annotated articles (argmine train stance)",
            codebook.name,
            ", ".join(silent),
        )
    examples = list(pseudo_examples(codebook))
    return fit(
        [example.features for example in examples],
        [example.stance for example in examples],
        strength=STRENGTH,
        dense=pseudo_vectors(examples),
        weights=WEIGHT_OF_STANCE * balanced_weights(examples),
        kept=features_of(examples),
        temperature=TEMPERATURE,
    )


def pseudo_examples(codebook: Codebook) -> Iterator[Pseudo]:
    """Yield what a codebook says of its stances as examples to learn from.

    A part (business, labour ...) that the words of one stance alone tell of stands for that stance in all who play it,
    and a part that no stance tells of stands for `other`.
    """
    parts: dict[str, set[str]] = defaultdict(set)
    for stance in codebook.stances:
        for example in _of_stance(stance):
            for feature in example.features:
                if feature.startswith("who:plays "):
                    parts[feature.removeprefix("who:plays ")].add(stance.name)
            yield example
    for part in all_parts():
        owners = parts.get(part) or {OTHER}
        for owner in sorted(owners):
            weight = WEIGHT_OF_OTHER if owner == OTHER else WEIGHT_OF_KIND / len(owners)
            yield Pseudo(owner, {f"who:plays {part}": WEIGHT_OF_KNOWLEDGE}, weight=weight)
    for feature, part in _features_of_parts():
        owners = parts.get(part) or {OTHER}
        for owner in sorted(owners):
            yield Pseudo(owner, {feature: WEIGHT_OF_KNOWLEDGE}, weight=WEIGHT_OF_KIND / len(owners))
    yield Pseudo(OTHER, {"who:nobody": 1.0}, weight=WEIGHT_OF_NOBODY)


def _features_of_parts() -> Iterator[tuple[str, str]]:
    """Yield features that tell as much as the part does: kinds of organisations, and standing to power."""
    for kind, part in _PART_OF_KIND.items():
        yield from ((f"who:of {kind}", part), (f"who:is {kind}", part))
    for part, standings in _STANDINGS.items():
        yield from ((f"who:is {standing}", part) for standing in standings)


def balanced_weights(examples: Sequence[Pseudo]) -> NDArray[np.float64]:
    """Return weights that sum to one for each stance, however much the codebook says of it."""
    totals: dict[str, float] = defaultdict(float)
    for example in examples:
        totals[example.stance] += example.weight
    return np.asarray([example.weight / totals[example.stance] for example in examples])


def features_of(examples: Sequence[Pseudo]) -> set[str]:
    """Return the names of all features: what the codebook says once, it says for good."""
    return {name for example in examples for name in example.features}


def pseudo_vectors(examples: Sequence[Pseudo]) -> NDArray[np.float32]:
    """Return the embeddings of the examples, shape (examples, 2 x 256), as `stance_inputs` lays them out."""
    who, said = embed([example.who for example in examples]), embed([example.said for example in examples])
    return np.hstack([who, said]).reshape(len(examples), 2 * DIMENSIONS)


def _says_something(stance: Stance) -> bool:
    return bool(stance.actors or stance.roles or stance.examples or stance.description)


def _of_stance(stance: Stance) -> Iterator[Pseudo]:
    for actor in stance.actors:
        speaker = Speaker(id=actor, name=actor, organisation=actor)
        yield Pseudo(stance.name, _speaker(speaker), who=actor, weight=WEIGHT_OF_NAMED)
    # "unions" is itself a role; so each stance has an example at least.
    for role in (stance.name, *stance.roles) if stance.name != OTHER else stance.roles:
        known = bool(parts_played(role))
        weight = WEIGHT_OF_NAMED if known else WEIGHT_OF_UNKNOWN
        for form in (role,) if known else (role, _plural(role)):
            speaker = Speaker(id=form, name=form, role=form)
            yield Pseudo(stance.name, _speaker(speaker), who=form, weight=weight)
    if stance.name != OTHER:
        for item in filter(parts_played, map(str.strip, _ITEM.split(stance.description))):
            yield Pseudo(stance.name, _speaker(Speaker(id=item, name=item, role=item)), who=item)
    for example in stance.examples:
        said = word_features(example)
        yield Pseudo(stance.name, said, said=example, weight=WEIGHT_OF_EXAMPLE)
        # A claim that is like it is no claim of nobody's side only because nobody is named for it.
        yield Pseudo(stance.name, said | {"who:nobody": 1.0}, said=example, weight=WEIGHT_OF_UNNAMED)


def _plural(role: str) -> str:
    return f"{role[:-1]}ies" if role.endswith("y") else f"{role}s"


def _speaker(speaker: Speaker) -> dict[str, float]:
    features = speaker_features(speaker, "", Power(None))
    beside = {f"who:plays {part}" for part in _parts_beside(speaker.role or "")} | _NEITHER
    return {name: value for name, value in features.items() if name not in beside}


def _parts_beside(role: str) -> set[str]:
    """Return the parts that words beside the noun of a role tell of: a "coalition lawmaker" is no coalition."""
    head = _AFTER_HEAD.split(role.lower().replace("’", "'"), maxsplit=1)[0]
    ends = {part: head.rfind(phrase) + len(phrase) for part, phrase in parts_played(head).items()}
    if not ends:
        return set()
    last = max(ends.values())
    return {part for part in parts_played(role) if ends.get(part) != last} - _OF_ANY_SIDE
