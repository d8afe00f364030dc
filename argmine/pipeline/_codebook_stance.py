"""What a codebook alone says of a claim's stance: its actors, roles and example claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from argmine.codebook import OTHER, Codebook
from argmine.models.embedding import embed
from argmine.pipeline.evidence import who_text
from argmine.schema import Claim

# Log-odds: a named actor all but decides, a role speaks for a stance, an example's resemblance inclines to it.
ACTOR = 6.0
ROLE = 2.5
RESEMBLANCE = 5.0
UNDECIDED = 1.0


class CodebookEvidence:
    """Score claims against the stances of a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self._names = codebook.stance_names
        self._actors = [_pattern(stance.actors) for stance in codebook.stances]
        self._roles = [_pattern(stance.roles) for stance in codebook.stances]
        self._owners = [i for i, stance in enumerate(codebook.stances) for _ in stance.examples]
        self._examples = embed([example for stance in codebook.stances for example in stance.examples])

    def scores(self, claims: Sequence[Claim], *, alone: bool) -> NDArray[np.float64]:
        """Return log-odds for each claim and stance, shape (claims, stances).

        With `alone` false they stand beside a trained model, which knows roles and wording of its own: only actors
        count.
        """
        scores = np.zeros((len(claims), len(self._names)))
        for i, claim in enumerate(claims):
            who = f"{claim.speaker.name if claim.speaker else ''} {who_text(claim)}"
            for j in range(len(self._names)):
                if (actor := self._actors[j]) is not None and actor.search(who):
                    scores[i, j] += ACTOR
                elif alone and (role := self._roles[j]) is not None and role.search(who):
                    scores[i, j] += ROLE
        if alone and len(claims):
            if OTHER in self._names:
                scores[:, self._names.index(OTHER)] += UNDECIDED
            self._add_resemblance(scores, claims)
        return scores

    def _add_resemblance(self, scores: NDArray[np.float64], claims: Sequence[Claim]) -> None:
        similar = embed([claim.text for claim in claims]) @ self._examples.T
        for j in set(self._owners):
            best = similar[:, [k for k, owner in enumerate(self._owners) if owner == j]].max(axis=1)
            scores[:, j] += RESEMBLANCE * np.maximum(best, 0.0)


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    alternatives = "|".join(_with_plural(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _with_plural(word: str) -> str:
    if word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ys|ies)"
    return rf"{re.escape(word)}(?:e?s)?"
