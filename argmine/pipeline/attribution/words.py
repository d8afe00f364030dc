"""The words of a batch of parsed documents as arrays: what the attribution network reads.

Blanks are left out, the documents stand one behind another, and nothing looks beyond its own block (a
paragraph, a heading, a list item), so that the network can read many documents in one pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy import attrs, symbols
from spacy.strings import StringStore
from spacy.tokens import Doc

from argmine.pipeline.attribution.cue_kinds import PARTS_OF_SPEECH, cue_kinds
from argmine.pipeline.attribution.quotations import Quotation
from argmine.schema import CUE_KINDS, Span

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

# The columns of `Words.hashes`, whose values the network knows by embeddings of its own.
COLUMNS = ("lemma", "lower", "shape", "suffix", "tag", "dep", "ent_type")
_ATTRIBUTES = [
    attrs.LEMMA,
    attrs.LOWER,
    attrs.SHAPE,
    attrs.SUFFIX,
    attrs.TAG,
    attrs.DEP,
    attrs.ENT_TYPE,
    attrs.HEAD,
    attrs.IDX,
    attrs.LENGTH,
    attrs.SENT_START,
    attrs.IS_SPACE,
    attrs.POS,
]
_HEAD, _IDX, _LENGTH, _SENT_START, _IS_SPACE, _POS = range(7, 13)
# What stands for every opening and closing mark: its lemma, lower form, shape and suffix, and its tag.
PLAIN_MARKS = ("“", "``", "”", "''", "punct")
_MARKS = ('"', "“", "”", "„", "‟", "«", "»", "‹", "›", "'", "‘", "’", "‚", "''", "``", "＂")
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)
# No word of a news sentence lies deeper than this below a word that matters to it.
DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Words:
    """`n` words, each array along them.

    `doc` is the index of the document and `token` that of the word in it; `start` and `end` are offsets into the
    document's text. `low` and `high` bound the word's block, `sentence` counts sentences. `hashes` (n, 7) are
    spaCy's hashes of `COLUMNS`. `ancestors` (DEEPEST, n) are the word itself, its head, the head of that and
    so on; `depth` is how many of them differ. `mark` tells where a word stands to quotation marks, `quotation`
    in which quotation (0 for none), `cue` (n, 5) the kinds of cue that its lemma can be and whether it is one.
    """

    doc: Ints
    token: Ints
    start: Ints
    end: Ints
    low: Ints
    high: Ints
    sentence: Ints
    hashes: NDArray[np.uint64]
    ancestors: Ints
    depth: Ints
    mark: Ints
    quotation: Ints
    cue: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.doc)

    def parts(self, size: int) -> Iterator[Words]:
        """Yield the words in parts of about `size`, each of whole blocks."""
        begin = 0
        while begin < len(self):
            end = int(self.high[min(begin + size, len(self)) - 1])
            yield self.at(np.arange(begin, end))
            begin = end

    def at(self, index: Ints) -> Words:
        """Return the words at `index`, which holds whole blocks."""
        shift = np.arange(len(index)) - index
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        found = {name: array[:, index] if name == "ancestors" else array[index] for name, array in found.items()}
        return Words(**found | {name: found[name] + shift for name in ("low", "high", "ancestors")})


def words_of(docs: Sequence[Doc], blocks: Sequence[Sequence[Span]], quotations: Sequence[Sequence[Quotation]]) -> Words:
    """Return the words of `docs`, given the blocks and quotations of each."""
    parts = [_of_doc(*parsed) for parsed in zip(docs, blocks, quotations, strict=True)]
    sizes = [len(part["token"]) for part in parts]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    sentences = np.concatenate([[0], np.cumsum([part["sentence"].max(initial=0) + 1 for part in parts])])
    quoted = np.concatenate([[0], np.cumsum([len(found) for found in quotations])])
    for part, offset, sentence, quotation in zip(parts, offsets, sentences, quoted, strict=False):
        for name in ("low", "high", "head"):
            part[name] = part[name] + offset
        part["sentence"] = part["sentence"] + sentence
        part["quotation"] = np.where(part["quotation"] > 0, part["quotation"] + quotation, 0)
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    ancestors, depth = _ancestors(joined.pop("head"))
    return Words(
        doc=np.repeat(np.arange(len(docs)), sizes),
        ancestors=ancestors,
        depth=depth,
        cue=_cue_kinds(joined["hashes"][:, 0], joined.pop("pos")),
        **joined,
    )


def _of_doc(doc: Doc, blocks: Sequence[Span], quotations: Sequence[Quotation]) -> dict[str, Any]:
    values = np.asarray(doc.to_array(_ATTRIBUTES), dtype=np.uint64).reshape(len(doc), len(_ATTRIBUTES))
    kept = np.flatnonzero(values[:, _IS_SPACE] == 0)
    index = np.full(len(values) + 1, -1, dtype=np.int64)
    index[kept] = np.arange(len(kept))
    head = index[(np.arange(len(values)) + values[:, _HEAD].astype(np.int64))[kept]]
    start = values[kept, _IDX].astype(np.int64)
    first = np.searchsorted(start, [block_start for block_start, _ in blocks])
    bounds = np.unique(np.concatenate([[0], first, [len(kept)]]).astype(np.int64))
    sizes = np.diff(bounds)
    low, high = np.repeat(bounds[:-1], sizes), np.repeat(bounds[1:], sizes)
    own = np.arange(len(kept))
    mark, quotation = _quoted(start, quotations)
    hashes = values[kept, : len(COLUMNS)]
    return {
        "token": kept,
        "start": start,
        "end": start + values[kept, _LENGTH].astype(np.int64),
        "low": low,
        "high": high,
        "sentence": np.cumsum(values[:, _SENT_START].astype(np.int64) == 1)[kept],
        "head": np.where((head < low) | (head >= high), own, head),
        "hashes": _with_plain_marks(hashes, mark),
        "mark": mark,
        "quotation": quotation,
        "pos": values[kept, _POS],
    }


def _quoted(start: Ints, quotations: Sequence[Quotation]) -> tuple[Ints, Ints]:
    mark = np.full(len(start), OUTSIDE, dtype=np.int64)
    number = np.zeros(len(start), dtype=np.int64)
    for i, quotation in enumerate(quotations, start=1):
        ends = (quotation.start, quotation.inner[0], quotation.inner[1], quotation.end)
        first, inner, outer, last = (int(x) for x in np.searchsorted(start, ends))
        mark[first:inner], mark[inner:outer], mark[outer:last] = OPENING, INSIDE, CLOSING
        number[first:last] = i
    return mark, number


def _with_plain_marks(hashes: NDArray[np.uint64], mark: Ints) -> NDArray[np.uint64]:
    """Let all opening marks look alike, and all closing ones, whatever the outlet prints."""
    plain = hashes.copy()
    is_mark = np.isin(hashes[:, COLUMNS.index("lower")], _hashes(_MARKS))
    opening, opening_tag, closing, closing_tag, label = PLAIN_MARKS
    for role, sign, tag in ((OPENING, opening, opening_tag), (CLOSING, closing, closing_tag)):
        where = is_mark & (mark == role)
        row = _hashes((sign, sign, sign, sign, tag, label))
        plain[where, : len(row)] = row
    return plain


@cache
def _hashes(values: tuple[str, ...]) -> NDArray[np.uint64]:
    # A store and no plain hash, for spaCy numbers its own symbols ("nsubj", "DATE", and so the word "mark").
    store = StringStore()
    return np.array([store[value] if value else 0 for value in values], dtype=np.uint64)


def hashes_of(values: Sequence[str]) -> NDArray[np.uint64]:
    """Return spaCy's hashes of `values`; the empty string has the hash 0."""
    return _hashes(tuple(values))


def _ancestors(head: Ints) -> tuple[Ints, Ints]:
    ancestors = np.empty((DEEPEST, len(head)), dtype=np.int64)
    ancestors[0] = np.arange(len(head))
    for i in range(1, DEEPEST):
        ancestors[i] = head[ancestors[i - 1]]
    return ancestors, (ancestors[1:] != ancestors[:-1]).sum(axis=0)


@cache
def _cue_table() -> Mapping[str, tuple[NDArray[np.uint64], Ints]]:
    """Return for each part of speech the sorted hashes of its cue lemmas and the kind of each."""
    store = StringStore()
    found: dict[str, list[tuple[int, int]]] = {}
    for lemma, kinds in cue_kinds().items():
        for part_of_speech, kind in kinds.items():
            found.setdefault(part_of_speech, []).append((store[lemma], CUE_KINDS.index(kind)))
    return {
        part_of_speech: (
            np.array([key for key, _ in sorted(pairs)], dtype=np.uint64),
            np.array([kind for _, kind in sorted(pairs)], dtype=np.int64),
        )
        for part_of_speech, pairs in found.items()
    }


def _cue_kinds(lemmas: NDArray[np.uint64], pos: NDArray[np.uint64]) -> NDArray[np.float32]:
    found = np.zeros((len(lemmas), len(CUE_KINDS) + 1), dtype=np.float32)
    for part_of_speech, (keys, kinds) in _cue_table().items():
        codes = [symbols.IDS[name] for name, part in PARTS_OF_SPEECH.items() if part == part_of_speech]
        place = np.minimum(np.searchsorted(keys, lemmas), len(keys) - 1)
        hit = np.flatnonzero((keys[place] == lemmas) & np.isin(pos, codes))
        found[hit, kinds[place[hit]]] = 1
        found[hit, len(CUE_KINDS)] = 1
    return found
