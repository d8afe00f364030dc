"""Two texts read together: on which side of a position a claim stands, and whether the two make the same point.

A small pretrained encoder, fine-tuned on claims and arguments for and against motions and on key points
(`argmine train pairs`), reads position and claim as one text. It has not seen any news.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from argmine.models import models_folder
from argmine.models.encoder import END, START, Encoder

MODEL = "pairs"
# Pieces of the position, and of both together; what goes beyond is not read.
LONGEST_POSITION = 64
LONGEST = 128


class Pair(NamedTuple):
    """A position and a claim."""

    position: str
    claim: str


class Reading(NamedTuple):
    """What the network says of a pair: a score for each side (log-odds but for a constant), log-odds of one point."""

    attack: float
    support: float
    neither: float
    match: float


class PairReader:
    """Reads pairs with the shipped network, each pair once."""

    def __init__(self) -> None:
        self._encoder = Encoder(models_folder(), MODEL, maker="argmine train pairs")

    def read(self, pairs: Sequence[Pair]) -> list[Reading]:
        """Return a reading for each pair; nothing of it depends on the other pairs."""
        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        encoded = self._encoder.tokenizer.encode_batch(texts, add_special_tokens=False)
        pieces = {text: encoding.ids for text, encoding in zip(texts, encoded, strict=True)}
        found: dict[Pair, Reading] = {}
        for pair in dict.fromkeys(pairs):
            ids, types = joined(pieces[pair.position], pieces[pair.claim])
            found[pair] = Reading(*self._encoder.read(ids, token_type_ids=types).tolist())
        return [found[pair] for pair in pairs]


def joined(position: Sequence[int], claim: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the codes of the pieces of both texts as one, and for each which of the two it belongs to."""
    first = [START, *position[:LONGEST_POSITION], END]
    second = [*claim[: LONGEST - len(first) - 1], END]
    types = np.repeat(np.array([0, 1], dtype=np.int64), [len(first), len(second)])
    return np.array([*first, *second], dtype=np.int64), types


@cache
def pair_reader() -> PairReader:
    """Return the reader, opened once."""
    return PairReader()
