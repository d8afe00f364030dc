"""Word vectors of a pretrained encoder (the extra ``argmine[accurate]``): ONNX weights, run by onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from argmine.pipeline.attribution.words import Ints

Floats = NDArray[np.float32]

# The encoder was trained on up to 512 pieces; attention over a page of one paragraph would cost more than it tells.
LONGEST = 300
_AT_ONCE = 1500
_START, _END = 101, 102


class EncoderError(RuntimeError):
    """The accurate model cannot be used; the message says what to install."""


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
            ids = np.array(encoding.ids or [_END], dtype=np.int64)
            word_of_piece = np.array([word for word in encoding.word_ids if word is not None], dtype=np.int64)
            first = np.searchsorted(word_of_piece, np.arange(len(block)))
            firsts.append(before + np.minimum(first, len(ids) - 1))
            chunks += np.split(ids, range(LONGEST, len(ids), LONGEST))
            before += len(ids)
        return cls(chunks, np.concatenate(firsts) if firsts else np.empty(0, dtype=np.int64))

    def batches(self) -> Iterator[tuple[Ints, Ints, Ints, Ints]]:
        """Yield chunks of like length together: input ids, attention mask, and for each piece its place in both.

        The last two arrays are the places of the pieces among all pieces, and in the flattened batch.
        """
        starts = np.cumsum([0, *(len(chunk) for chunk in self.chunks)])
        order = sorted(range(len(self.chunks)), key=lambda i: len(self.chunks[i]))
        while order:
            count = 1
            while count < len(order) and (len(self.chunks[order[count]]) + 2) * (count + 1) <= _AT_ONCE:
                count += 1
            chosen, order = order[:count], order[count:]
            longest = len(self.chunks[chosen[-1]]) + 2
            ids = np.zeros((count, longest), dtype=np.int64)
            mask = np.zeros((count, longest), dtype=np.int64)
            places, flat = [], []
            for row, i in enumerate(chosen):
                chunk = self.chunks[i]
                ids[row, : len(chunk) + 2] = [_START, *chunk, _END]
                mask[row, : len(chunk) + 2] = 1
                places.append(starts[i] + np.arange(len(chunk)))
                flat.append(row * longest + 1 + np.arange(len(chunk)))
            yield ids, mask, np.concatenate(places), np.concatenate(flat)


class WordEncoder:
    """The shipped encoder: a vector for each word, read in its block.

    Raises
    ------
    EncoderError
        If onnxruntime or tokenizers is not installed.
    """

    def __init__(self, folder: Path, name: str) -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise EncoderError(
                f"the accurate attribution model needs {error.name}; `pip install 'argmine[accurate]'` installs it"
            ) from error
        options = onnxruntime.SessionOptions()
        # A run works on as many processes as it is given; more threads in each would fight over the same cores.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / f"{name}.tokenizer.json"))

    def __call__(self, texts: Sequence[str], low: Ints) -> Floats:
        """Return the vectors (words, dimensions) of `texts`; `low` is the first word of each word's block."""
        pieces = Pieces.of(self._tokenizer, texts, low)
        vectors = np.empty((sum(map(len, pieces.chunks)), 0), dtype=np.float32)
        for ids, mask, places, flat in pieces.batches():
            (hidden,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
            if not vectors.shape[1]:
                vectors = np.empty((len(vectors), hidden.shape[2]), dtype=np.float32)
            vectors[places] = hidden.reshape(-1, hidden.shape[2])[flat]
        found: Floats = vectors[pieces.first]
        return found
