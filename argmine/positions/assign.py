"""The whole of the positions stage: from the claims of a document or a corpus to positions and echoes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from argmine.codebook import Codebook, CodebookPosition
from argmine.positions.discovery import discover
from argmine.positions.echoes import link
from argmine.positions.embed import Vectors, text_vectors, with_context
from argmine.positions.matching import match
from argmine.positions.order import reading_order
from argmine.positions.polarity import Case, polarities
from argmine.positions.terms import key_terms
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
        placed = with_context(vectors, ordered)
        members, cases = _matched(ordered, placed, codebook.positions)
    else:
        members = discover(ordered, vectors, echoes)
        cases = _discovered(ordered, vectors, members)
    positions, filled = _filled(ordered, members, cases, echoes)
    back = dict(zip(order, filled, strict=True))
    return PositionResult(tuple(back[row] for row in range(len(claims))), positions, echoes)


def _discovered(
    claims: Sequence[Claim], vectors: Vectors, members: Mapping[Position, Sequence[int]]
) -> dict[int, Case]:
    row = {claim.id: i for i, claim in enumerate(claims)}
    cases: dict[int, Case] = {}
    for position, rows in members.items():
        typical = row[position.typical or ""]
        for i in rows:
            cases[i] = Case(
                claim=claims[i],
                position=position.id,
                text=position.text,
                reference=claims[typical],
                discovered=True,
                similarity=float(vectors[i] @ vectors[typical]),
            )
    return cases


def _matched(
    claims: Sequence[Claim], placed: Vectors, listed: Sequence[CodebookPosition]
) -> tuple[dict[Position, list[int]], dict[int, Case]]:
    matches = match(placed, listed)
    rows: dict[int, list[int]] = defaultdict(list)
    for i, (index, _) in enumerate(matches):
        if index is not None:
            rows[index].append(i)
    terms = key_terms([[entry.text, *(claims[i].text for i in rows[n])] for n, entry in enumerate(listed)])
    members: dict[Position, list[int]] = {}
    cases: dict[int, Case] = {}
    for n, entry in enumerate(listed):
        nearest = max(rows[n], key=lambda i: (matches[i][1], -i), default=None)
        typical = None if nearest is None else claims[nearest]
        position = Position(id=entry.id, text=entry.text, terms=terms[n], typical=typical.id if typical else None)
        members[position] = rows[n]
        for i in rows[n]:
            cases[i] = Case(
                claim=claims[i],
                position=entry.id,
                text=entry.text,
                reference=typical,
                discovered=False,
                similarity=matches[i][1],
            )
    return members, cases


def _filled(
    claims: Sequence[Claim],
    members: Mapping[Position, Sequence[int]],
    cases: Mapping[int, Case],
    echoes: Sequence[Echo],
) -> tuple[tuple[Position, ...], list[Claim]]:
    heard: dict[str, set[str]] = defaultdict(set)
    for echo in echoes:
        heard[echo.claim].add(echo.of)
        heard[echo.of].add(echo.claim)
    sides = dict(zip(cases, polarities(list(cases.values())), strict=True))
    filled = [
        replace(
            claim,
            position=cases[i].position if i in cases else None,
            polarity=sides[i][0] if i in sides else None,
            echoes=tuple(sorted(heard[claim.id])),
        )
        for i, claim in enumerate(claims)
    ]
    return tuple(members), filled
