"""Word vectors of the pretrained encoder of the accurate model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from argmine.models.encoder import END, START, Encoder
from argmine.pipeline.attribution.words import Floats, Ints

# The encoder was trained on up to 512 pieces; attention over a page of one paragraph would cost more than it tells.
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of blocks: `chunks` of at most `LONGEST`, and where in all of them each word begins."""

    chunks: Sequence[Ints]
    first: Ints

    @classmethod
    def of(cls, tokenizer: Any, texts: Sequence[str], low: Ints) -> Pieces:
        """Cut the words `texts` into pieces; `low` is the index of the first word of each word's block."""
        bounds = [*np.unique(low).tolist(), len(texts)]
        blocks = [list(texts[start:end]) for start, end in pairwise(bounds)]
        chunks: list[Ints] = []
        firsts: list[Ints] = []
        before = 0
        for block, encoding in zip(
            blocks, tokenizer.encode_batch(blocks, is_pretokenized=True, add_special_tokens=False), strict=True
        ):
            # A word of odd characters may have no pieces; it takes those of the next one.
            ids = np.array(encoding.ids or [END], dtype=np.int64)
            word_of_piece = np.array([word for word in encoding.word_ids if word is not None], dtype=np.int64)
            first = np.searchsorted(word_of_piece, np.arange(len(block)))
            firsts.append(before + np.minimum(first, len(ids) - 1))
            chunks += np.split(ids, range(LONGEST, len(ids), LONGEST))
            before += len(ids)
        return cls(chunks, np.concatenate(firsts) if firsts else np.empty(0, dtype=np.int64))


class WordEncoder:
    """The shipped encoder: a vector for each word, read in its block."""

    def __init__(self, folder: Path, name: str) -> None:
        self._encoder = Encoder(folder, name, maker="argmine train attribution --attribution accurate")

    def __call__(self, texts: Sequence[str], low: Ints) -> Floats:
        """Return the vectors (words, dimensions) of `texts`; `low` is the first word of each word's block."""
        pieces = Pieces.of(self._encoder.tokenizer, texts, low)
        if not pieces.chunks:
            return np.zeros((0, 0), dtype=np.float32)
        read = [self._encoder.read(np.concatenate([[START], chunk, [END]]))[1:-1] for chunk in pieces.chunks]
        return np.asarray(np.concatenate(read)[pieces.first])
