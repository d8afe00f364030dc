"""Echoes: claims that say the same thing, verbatim, trimmed or in other words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from argmine.positions.claim_words import ClaimWords, read_words
from argmine.positions.copies import copied
from argmine.positions.embed import Vectors, text_vectors
from argmine.positions.likeness import CONTENT, screened
from argmine.positions.neighbours import Indices, nearest
from argmine.positions.order import reading_order
from argmine.positions.sameness import SHORTEST, Sameness, same
from argmine.positions.shingles import Shingles, sharing, shingles
from argmine.schema import Claim, Echo

NEIGHBOURS = 5
# A text is compared with so many of the texts before it that share words in a row, and with the first.
BEFORE = 3

Groups = dict[int, list[int]]
Pair = tuple[int, int]


def find_echoes(claims: Sequence[Claim]) -> tuple[Echo, ...]:
    """Return the pairs among `claims` that say the same thing, in the order of their documents.

    Meant for the claims of one document (a pull quote and the sentence it was pulled from) as well as of a
    corpus (one quote in two articles). Candidates share words in a row or are nearest neighbours by meaning, and
    what many documents repeat is linked to one of them, so that time and the number of echoes grow linearly. In an
    `Echo`, `claim` repeats `of`: in one document a claim without a speaker repeats one with a speaker, else
    the shorter repeats the longer, else the later the earlier. `similarity` is 1 for words repeated
    verbatim, the share of the shorter claim that stands in the other for trimmed ones, and for a paraphrase
    the mean of word overlap and cosine.
    """
    ordered = [claims[i] for i in reading_order(claims)]
    return link(ordered, text_vectors([claim.text for claim in ordered]))


def link(claims: Sequence[Claim], vectors: Vectors) -> tuple[Echo, ...]:
    """Return the echoes among `claims`, given in reading order with their text vectors."""
    words = [read_words(claim.text) for claim in claims]
    runs = shingles([claim.words for claim in words])
    texts = copied(claims, runs)
    groups = _groups(claims, words)
    found = {pair: Sameness("verbatim", 1.0) for rows in groups.values() for pair in _repeated(claims, rows, texts)}
    for one, other, sameness in _alike(words, vectors, runs, sorted(groups)):
        for i, j in _across(claims, groups[one], groups[other], texts):
            if sameness.anywhere or _one_speaker(claims[i], claims[j]):
                found[i, j] = sameness
    return tuple(_echo(claims[i], claims[j], found[i, j], wire=bool(texts[i] == texts[j])) for i, j in sorted(found))


def _groups(claims: Sequence[Claim], words: Sequence[ClaimWords]) -> Groups:
    """Return the rows of claims with the same words, under the first of them, without those too short to tell.

    What has few words of content ("it is just too hard to get ahead") is only the same in one speaker's mouth.
    """
    groups: dict[tuple[tuple[str, ...], str | None], list[int]] = defaultdict(list)
    for row, (claim, read) in enumerate(zip(claims, words, strict=True)):
        if len(read.words) < SHORTEST or not read.content:
            continue
        if len(read.content) >= CONTENT:
            groups[read.words, None].append(row)
        elif claim.speaker is not None:
            groups[read.words, claim.speaker.id].append(row)
    return {rows[0]: rows for rows in groups.values()}


def _alike(
    words: Sequence[ClaimWords], vectors: Vectors, runs: Shingles, rows: Sequence[int]
) -> Iterator[tuple[int, int, Sameness]]:
    """Yield the pairs among `rows`, no two of which have the same words, that say the same thing."""
    places = np.full(len(words), -1, dtype=np.int64)
    places[rows] = np.arange(len(rows))
    inside = places[runs.rows] >= 0
    pairs = sharing(runs.codes[inside], places[runs.rows[inside]], before=BEFORE)
    pairs = np.unique(np.concatenate([pairs, nearest(vectors[rows], NEIGHBOURS)]), axis=0)
    kept = [words[row] for row in rows]
    for i, j, measures in screened(kept, vectors[rows], pairs):
        sameness = same(kept[i], kept[j], measures)
        if sameness is not None:
            yield rows[i], rows[j], sameness


def _repeated(claims: Sequence[Claim], rows: Sequence[int], texts: Indices) -> Iterator[Pair]:
    """Yield links between claims of the same words: in copies of one text to its first claim, of texts to the first."""
    first: dict[int, int] = {}
    for row in rows:
        link = first.get(int(texts[row]), rows[0])
        first.setdefault(int(texts[row]), row)
        if link != row and _apart(claims[link], claims[row]):
            yield link, row


def _across(claims: Sequence[Claim], ones: Sequence[int], others: Sequence[int], texts: Indices) -> list[Pair]:
    """Return links between two groups of claims: where they meet in a document or in copies, else their first."""
    home = {claims[row].document: row for row in reversed(ones)}
    text = {int(texts[row]): row for row in reversed(ones)}
    links: dict[int, Pair] = {}
    for row in others:
        met = home.get(claims[row].document, text.get(int(texts[row])))
        if met is not None and _apart(claims[met], claims[row]):
            links.setdefault(row, (min(met, row), max(met, row)))
    first = (min(ones[0], others[0]), max(ones[0], others[0]))
    return list(links.values()) or [first] * _apart(claims[first[0]], claims[first[1]])


def _apart(one: Claim, other: Claim) -> bool:
    return one.document != other.document or one.end <= other.start or other.end <= one.start


def _one_speaker(one: Claim, other: Claim) -> bool:
    return one.speaker is not None and other.speaker is not None and one.speaker.id == other.speaker.id


def _echo(earlier: Claim, later: Claim, sameness: Sameness, *, wire: bool) -> Echo:
    def rank(claim: Claim) -> tuple[bool, int]:
        pulled = claim.speaker is None and earlier.document == later.document
        return pulled, -len(claim.text)

    claim, of = (earlier, later) if rank(earlier) > rank(later) else (later, earlier)
    similarity = round(sameness.similarity, 4)
    wire = wire and claim.document != of.document
    return Echo(claim=claim.id, of=of.id, similarity=similarity, kind=sameness.kind, wire=wire)
