"""Static sentence embeddings that ship inside the wheel of wordllama: nothing is fetched at run time."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 256


@cache
def _encoder() -> Any:
    handlers = logging.root.handlers[:]
    level = logging.root.level
    import wordllama

    # Importing wordllama configures the root logger, which is the user's.
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    folder = Path(wordllama.__file__).parent
    return wordllama.WordLlama.load(cache_dir=folder, disable_download=True)


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return one unit vector a text, shape (texts, 256); an empty text gets zeros.

    The vectors are averages of token vectors distilled from a large language model's input embeddings
    (WordLlama, MIT), so that they know topics and paraphrase but neither word order nor negation.
    """
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    vectors = np.nan_to_num(np.asarray(_encoder().embed(list(texts)), dtype=np.float32))
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)
