"""The actors that a codebook names: who is named there speaks for that stance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from argmine.codebook import Codebook
from argmine.pipeline.evidence import who_text
from argmine.schema import Claim

# Log-odds: a named actor all but decides.
ACTOR = 6.0


class CodebookActors:
    """Score claims by the actors of a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self._actors = [_pattern(stance.actors) for stance in codebook.stances]

    def scores(self, claims: Sequence[Claim]) -> NDArray[np.float64]:
        """Return log-odds for each claim and stance, shape (claims, stances)."""
        scores = np.zeros((len(claims), len(self._actors)))
        for i, claim in enumerate(claims):
            who = _plain(f"{claim.speaker.name if claim.speaker else ''} {who_text(claim)}")
            for j, actor in enumerate(self._actors):
                if actor is not None and actor.search(who):
                    scores[i, j] = ACTOR
        return scores


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    alternatives = "|".join(_with_plural(_plain(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    """Return a text as it is compared: one kind of apostrophe, letters and accents in one."""
    return unicodedata.normalize("NFC", text).replace("’", "'")


def _with_plural(word: str) -> str:
    if word.isupper():
        # The WHO is not who, nor the US us.
        return rf"(?-i:{re.escape(word)}s?)"
    if word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ys|ies)"
    return rf"{re.escape(word)}(?:e?s)?"
