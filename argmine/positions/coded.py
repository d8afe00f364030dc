"""The positions of a codebook, with the claims that bear on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argmine.codebook import Codebook, CodebookPosition
from argmine.positions.embed import Vectors
from argmine.positions.matching import Match, best, match
from argmine.positions.polarity import Case
from argmine.positions.terms import key_terms
from argmine.schema import Claim, Issue, Position


@dataclass(frozen=True, slots=True)
class Placed:
    """Positions, and by the row of a claim that bears on one its case and how sure it is that it does."""

    positions: Sequence[Position]
    cases: Mapping[int, Case]
    confidence: Mapping[int, float]


def match_codebook(claims: Sequence[Claim], vectors: Vectors, codebook: Codebook) -> Placed:
    """Put `claims`, which stand in reading order, on the positions of `codebook`."""
    listed = codebook.positions
    on: dict[int, list[Match]] = defaultdict(list)
    for one in best(match(claims, vectors, listed), threshold=codebook.match_threshold):
        on[one.position].append(one)
    terms = key_terms([[entry.text, *(claims[m.claim].text for m in on[n])] for n, entry in enumerate(listed)])
    positions: list[Position] = []
    cases: dict[int, Case] = {}
    confidence: dict[int, float] = {}
    for n, entry in enumerate(listed):
        typical = max(on[n], key=lambda m: (m.probability, -m.claim), default=None)
        reference = None if typical is None else claims[typical.claim]
        named = None if reference is None else reference.id
        issue = _issue(entry, listed)
        positions.append(Position(id=entry.id, text=entry.text, terms=terms[n], typical=named, issue=issue))
        for m in on[n]:
            cases[m.claim] = Case(claims[m.claim], entry.id, entry.text, reference, m.similarity, m.reading, False)
            confidence[m.claim] = m.probability
    return Placed(positions, cases, confidence)


def _issue(entry: CodebookPosition, listed: Sequence[CodebookPosition]) -> Issue | None:
    """Return the position above `entry`, or whatever matter its `parent` names."""
    if entry.parent is None:
        return None
    above = next((other.text for other in listed if other.id == entry.parent), entry.parent)
    return Issue(id=entry.parent, text=above)
