"""What the claims of a corpus talk about: each claim as a vector of its topical words.

A word is topical if it comes in bursts: where it stands in few documents for how often it is said. "Medicaid" and
"tariff" do, "goal" and "forward" are spread as chance would have it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from argmine.models.embedding import embed
from argmine.positions.embed import Vectors, normalised
from argmine.positions.words import stem, stem_list, tokens, word_list
from argmine.schema import Claim

# The fewest claims that a word or pair of words must stand in.
_FEWEST = 2
# A word in as many documents as chance would have it weighs nothing, one in half as many weighs fully. Few documents
# tell little: with this many, half of each word's weight is given beforehand.
_BURST = (1.05, 1.55)
_FEW_DOCUMENTS = 30
_ACTOR, _SPEAKER, _GENERAL = 0.15, 0.3, 0.25
# So many claims name a speaker before the words of that name count as an actor's.
_KNOWN_SPEAKER = 5
# How much the topics of the whole document count beside the claim's own.
DOCUMENT = 0.25
_SKETCH = 256
_SKETCH_ENTRIES = 4
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Wording:
    """The content words and pairs of neighbours in each claim, as a matrix of claims by terms of ones.

    The first `words` terms are single words; `forms` are their commonest forms, `names` all terms as stems.
    """

    matrix: sparse.csr_array
    names: tuple[str, ...]
    forms: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many terms are single words."""
        return len(self.forms)


def read_wording(claims: Sequence[Claim]) -> Wording:
    """Return the words and pairs of words that stand in two or more of `claims`."""
    forms: dict[str, Counter[str]] = {}
    rows: list[list[str]] = []
    for claim in claims:
        words = [word.removesuffix("'s") for word in tokens(claim.text)]
        stems = [stem(word) if _content(word) else "" for word in words]
        for word, key in zip(words, stems, strict=True):
            if key:
                forms.setdefault(key, Counter())[word] += 1
        pairs = (f"{one} {other}" for one, other in pairwise(stems) if one and other)
        rows.append(sorted({*filter(None, stems), *pairs}))
    counts = Counter(name for row in rows for name in row)
    kept = sorted((name for name, n in counts.items() if n >= _FEWEST), key=lambda name: (" " in name, name))
    index = {name: i for i, name in enumerate(kept)}
    columns = [[index[name] for name in row if name in index] for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.array([column for row in columns for column in row], dtype=np.int64)
    ones = np.ones(len(flat), dtype=np.float32)
    matrix = sparse.csr_array((ones, flat, ends), shape=(len(claims), len(kept)))
    # The commonest form, the first of equals in the alphabet.
    singles = [min(forms[name].items(), key=lambda item: (-item[1], item[0]))[0] for name in kept if " " not in name]
    return Wording(matrix, tuple(kept), tuple(singles))


def _content(word: str) -> bool:
    return len(word) > 2 and word not in word_list("function") and not word.isdigit()


def rarity(wording: Wording) -> NDArray[np.float32]:
    """Return a weight for each term: the logarithm of how few claims it stands in."""
    claims = wording.matrix.shape[0]
    return np.asarray(np.log((claims + 10) / wording.matrix.sum(axis=0)), dtype=np.float32)


def topicality(claims: Sequence[Claim], wording: Wording) -> NDArray[np.float32]:
    """Return how topical each term is, from 0 to 1: by how few documents it stands in for how often it is said."""
    _, documents = np.unique([claim.document for claim in claims], return_inverse=True)
    lengths = np.bincount(documents)
    said = np.asarray(wording.matrix.sum(axis=0)).astype(np.int64)
    by_document = sparse.csr_array((np.ones(len(claims)), (documents, np.arange(len(claims)))))
    held = np.asarray((by_document @ wording.matrix > 0).sum(axis=0))
    counts, place = np.unique(said, return_inverse=True)
    chance = np.empty(len(counts))
    for start in range(0, len(counts), _BLOCK):
        block = counts[start : start + _BLOCK, None]
        chance[start : start + _BLOCK] = (1 - np.exp(-block * (lengths / len(claims))[None])).sum(axis=1)
    low, high = _BURST
    bursts = np.clip((chance[place] / (held + 0.5) - low) / (high - low), 0, 1)
    beforehand = _FEW_DOCUMENTS / (_FEW_DOCUMENTS + len(lengths))
    return np.asarray((beforehand + (1 - beforehand) * bursts) * _common(claims, wording), dtype=np.float32)


def _common(claims: Sequence[Claim], wording: Wording) -> NDArray[np.float64]:
    """Return what share of its weight each term keeps that names an actor or is used of any topic."""
    named = Counter(
        key for claim in claims if claim.speaker for key in {stem(word) for word in tokens(claim.speaker.name)}
    )
    actors, general = stem_list("actors"), stem_list("general")
    shares = np.ones(len(wording.names))
    for i, name in enumerate(wording.names):
        words = name.split()
        if any(word in actors for word in words):
            shares[i] = _ACTOR
        elif len(words) == 1 and named[name] >= _KNOWN_SPEAKER:
            shares[i] = _SPEAKER
        elif any(word in general for word in words):
            shares[i] = _GENERAL
    return shares


def topic_vectors(claims: Sequence[Claim], wording: Wording) -> tuple[Vectors, NDArray[np.float32]]:
    """Return a unit vector a claim, half the meaning of its topical words and half the words themselves.

    With it comes how much each claim has of a topic: the sum of the weights of its words, nothing for one word alone.
    """
    weights = topicality(claims, wording) * np.sqrt(np.maximum(rarity(wording), 0))
    weighted = wording.matrix * weights[None]
    meanings = embed(wording.forms)
    meanings -= meanings.mean(axis=0) if len(meanings) else 0.0
    meaning = normalised(weighted[:, : wording.words] @ meanings)
    both = normalised(np.hstack([meaning, normalised(sketch(sparse.csr_array(weighted)))]))
    around = math.sqrt(DOCUMENT) * _document_means(claims, both)
    placed = np.hstack([math.sqrt(1 - DOCUMENT) * both, around])
    several = wording.matrix[:, : wording.words].sum(axis=1) > 1
    return normalised(placed), np.asarray(weighted.sum(axis=1) * several, dtype=np.float32)


def _document_means(claims: Sequence[Claim], vectors: Vectors) -> Vectors:
    """Return for each claim the unit mean of its document's vectors: what it is about as a whole."""
    _, documents = np.unique([claim.document for claim in claims], return_inverse=True)
    ones = np.ones(len(claims), dtype=np.float32)
    membership = sparse.csr_array((ones, (documents, np.arange(len(claims)))))
    return normalised(membership @ vectors)[documents]


def sketch(weighted: sparse.csr_array) -> Vectors:
    """Return sparse rows as short dense ones of about the same cosines (Charikar et al. 2002, "count sketch")."""
    terms = weighted.shape[1]
    chance = np.random.default_rng(0)
    columns = chance.integers(0, _SKETCH, size=(terms, _SKETCH_ENTRIES))
    signs = chance.choice(np.array([-1.0, 1.0], dtype=np.float32), size=(terms, _SKETCH_ENTRIES))
    rows = np.repeat(np.arange(terms), _SKETCH_ENTRIES)
    entries = (signs.ravel() / np.float32(math.sqrt(_SKETCH_ENTRIES)), (rows, columns.ravel()))
    projection = sparse.csr_array(entries, shape=(terms, _SKETCH))
    return np.asarray((weighted @ projection).toarray(), dtype=np.float32)
