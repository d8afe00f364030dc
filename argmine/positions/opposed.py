"""Whether two claims that share many words say the opposite: a denial, another figure, an antonym."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from argmine.positions.claim_words import ClaimWords
from argmine.positions.words import opposites, stem, stem_list, word_list

# Words that turn a statement round, beside the negators; words that set it against something, beside those of the
# list "hinder"; and pairs that only ever stand for different statements.
_REVERSING = frozenset(map(stem, "refuse fail deny denied unlikely unable lack avoid prevent".split()))
_AGAINST = frozenset(map(stem, "concern damage destroy doubt harm hurt mistake threaten undermine weaken".split()))
_CONTRARIES = (
    ("before", "after"),
    ("up", "down"),
    ("all", "some"),
    ("always", "sometimes"),
    ("more", "less"),
    ("most", "few"),
    ("first", "last"),
    ("majority", "minority"),
    ("rich", "poor"),
    ("import", "export"),
    ("buy", "sell"),
    ("republican", "democrat"),
    ("men", "women"),
    ("win", "lose"),
    ("approve", "disapprove"),
    ("public", "private"),
    ("begin", "end"),
)


def opposed(
    one: ClaimWords, other: ClaimWords, kept: Collection[int], held: Collection[int], *, reworded: bool = False
) -> bool:
    """Return whether what `one` says beside the words at `kept`, `other` beside those at `held`, turns it round.

    A denial that was left out with its clause leaves the rest as it is, unless the claim is `reworded`; there a word
    against something in only one of the two turns it as well.
    """
    sides = ((one, kept), (other, held))
    here, there = ([word for word, _ in _beside(*side)] for side in sides)
    these, those = ([word for word, near in _beside(*side) if near] for side in sides)
    turns = sum(map(_turns, (*here, *there) if reworded else (*these, *those)))
    if turns % 2 == 1 or _contrary(*_differing_stems(here, there)):
        return True
    ours, theirs = _differing_stems(these, those)
    return reworded and ours.isdisjoint(_against()) != theirs.isdisjoint(_against())


def differing(one: Iterable[str], other: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Return what stands in only one of the two, or there more often."""
    these, those = Counter(one), Counter(other)
    return these - those, those - these


def _differing_stems(one: Iterable[str], other: Iterable[str]) -> tuple[set[str], set[str]]:
    these, those = differing(map(stem, one), map(stem, other))
    return set(these), set(those)


def _beside(claim: ClaimWords, kept: Collection[int]) -> Iterator[tuple[str, bool]]:
    """Yield the words of `claim` that are not at `kept`, and whether they stand in a clause with one that is."""
    clauses = {claim.clauses[place] for place in kept or range(len(claim.words))}
    for place, (word, clause) in enumerate(zip(claim.words, claim.clauses, strict=True)):
        if place not in kept:
            yield word, clause in clauses


@cache
def _turns(word: str) -> bool:
    return word in word_list("negators") or stem(word) in _REVERSING


@cache
def _against() -> frozenset[str]:
    return stem_list("hinder") | _AGAINST


def _contrary(these: Collection[str], those: Collection[str]) -> bool:
    """Return whether one of `these` stems is the opposite of one of `those`."""
    pairs = _contraries()
    return any(not pairs[word].isdisjoint(those) for word in these if word in pairs)


@cache
def _contraries() -> dict[str, set[str]]:
    found = {word: set(others) for word, others in opposites().items()}
    pairs = [(frozenset({stem(one)}), frozenset({stem(other)})) for one, other in _CONTRARIES]
    pairs += [(stem_list("advance"), stem_list("hinder")), (stem_list("positive"), stem_list("negative"))]
    for one, other in pairs:
        for these, those in ((one, other), (other, one)):
            for word in these:
                found.setdefault(word, set()).update(those)
    return found
