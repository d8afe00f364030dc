"""The whole of the positions stage: from the claims of a document or a corpus to positions and echoes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from argmine.codebook import Codebook
from argmine.positions.coded import Placed, match_codebook
from argmine.positions.discovery import discover
from argmine.positions.echoes import link
from argmine.positions.embed import Vectors, text_vectors
from argmine.positions.order import reading_order
from argmine.positions.polarity import Case, read_cases, sides
from argmine.schema import Claim, Echo, Position


@dataclass(frozen=True, slots=True)
class PositionResult:
    """What was found in a sequence of claims.

    `claims` are the same claims in the same order with `position`, `polarity` and `echoes` filled;
    `positions` stand largest first (a codebook's in its order), `echoes` in the order of their documents.
    """

    claims: tuple[Claim, ...]
    positions: tuple[Position, ...]
    echoes: tuple[Echo, ...]


def find_positions(claims: Sequence[Claim], *, codebook: Codebook) -> PositionResult:
    """Group `claims` into the propositions that they argue over, and say on which side each stands.

    Works on the claims of one document as on those of a corpus. Where the codebook lists positions, claims
    are matched to those, otherwise positions are discovered. A claim that bears on no position keeps
    ``position=None``. The result does not depend on the order of the claims.
    """
    order = reading_order(claims)
    ordered = [claims[row] for row in order]
    vectors = text_vectors([claim.text for claim in ordered])
    echoes = link(ordered, vectors)
    if codebook.positions:
        found = match_codebook(ordered, vectors, codebook)
    else:
        found = _discovered(ordered, vectors, discover(ordered, vectors, echoes))
    filled = _filled(ordered, found, echoes)
    back = dict(zip(order, filled, strict=True))
    return PositionResult(tuple(back[row] for row in range(len(claims))), tuple(found.positions), echoes)


def _discovered(claims: Sequence[Claim], vectors: Vectors, members: Mapping[Position, Sequence[int]]) -> Placed:
    row = {claim.id: i for i, claim in enumerate(claims)}
    placed = [(position, row[position.typical or ""], i) for position, rows in members.items() for i in rows]
    readings = read_cases([position.text for position, _, _ in placed], [claims[i].text for *_, i in placed])
    cases: dict[int, Case] = {}
    for (position, typical, i), reading in zip(placed, readings, strict=True):
        similarity = float(vectors[i] @ vectors[typical])
        cases[i] = Case(claims[i], position.id, position.text, claims[typical], similarity, reading, True)
    return Placed(list(members), cases, {})


def _filled(claims: Sequence[Claim], found: Placed, echoes: Sequence[Echo]) -> list[Claim]:
    heard: dict[str, set[str]] = defaultdict(set)
    for echo in echoes:
        heard[echo.claim].add(echo.of)
        heard[echo.of].add(echo.claim)
    cases = found.cases
    told = dict(zip(cases, sides(list(cases.values())), strict=True))
    return [
        replace(
            claim,
            position=cases[i].position if i in cases else None,
            position_confidence=found.confidence.get(i),
            polarity=told[i].polarity if i in told else None,
            polarity_confidence=told[i].probability if i in told else None,
            echoes=tuple(sorted(heard[claim.id])),
        )
        for i, claim in enumerate(claims)
    ]
