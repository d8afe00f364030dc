"""Discovery: the propositions that the claims of a corpus argue over, found without a codebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from argmine.positions.embed import Vectors, normalised, with_context
from argmine.positions.grouping import group
from argmine.positions.labels import condensed, quality
from argmine.positions.neighbours import nearest
from argmine.positions.terms import key_terms
from argmine.schema import Claim, Echo, Position, content_id

# Mean cosine, with context, at which two groups of claims still argue over one proposition; chosen on the
# train part of policy_news (best pairwise F1, the finer of two equals).
THRESHOLD = 0.4
# A group beyond this size, and this share of all claims, is an issue rather than a position: it is split
# by what sets its claims apart from each other, once what they share is taken away.
LARGEST = 40
LARGEST_SHARE = 0.01
SPLIT_THRESHOLD = 0.2
NEIGHBOURS = 20
SMALLEST = 2

Rows = NDArray[np.int64]


def discover(claims: Sequence[Claim], own: Vectors, echoes: Sequence[Echo] = ()) -> dict[Position, list[int]]:
    """Return the positions found in `claims`, largest first, each with the rows of its claims.

    `claims` must stand in reading order, `own` are their text vectors. Claims linked by `echoes` go
    together; a claim that goes with no other belongs to no position.
    """
    if not claims:
        return {}
    row = {claim.id: i for i, claim in enumerate(claims)}
    linked = sorted({(row[echo.claim], row[echo.of]) for echo in echoes})
    together = np.sort(np.array(linked, dtype=np.int64).reshape(-1, 2), axis=1)
    groups = [rows for rows in _issues(claims, own, together) if len(rows) >= SMALLEST]
    return _positions(claims, own, groups)


def _issues(claims: Sequence[Claim], own: Vectors, together: Rows) -> list[Rows]:
    """Return groups of rows: first by mean cosine, then the large ones split until they hold together."""
    largest = max(LARGEST, int(LARGEST_SHARE * len(claims)))
    done: list[Rows] = []
    todo = _grouped(claims, own, np.arange(len(claims)), together, THRESHOLD)
    while todo:
        rows = todo.pop()
        parts = [rows]
        if len(rows) > largest:
            apart = normalised(own[rows] - own[rows].mean(axis=0))
            parts = _grouped(claims, apart, rows, together, SPLIT_THRESHOLD)
        (todo if len(parts) > 1 else done).extend(parts)
    return sorted(done, key=lambda rows: int(rows[0]))


def _grouped(claims: Sequence[Claim], vectors: Vectors, rows: Rows, together: Rows, threshold: float) -> list[Rows]:
    """Return the groups among `rows`, whose vectors are `vectors`."""
    placed = with_context(vectors, [claims[i] for i in rows])
    linked = np.searchsorted(rows, together[np.isin(together, rows).all(axis=1)])
    labels = group(placed, nearest(placed, NEIGHBOURS), threshold=threshold, together=linked)
    order = np.argsort(labels, kind="stable")
    return np.split(rows[order], np.flatnonzero(np.diff(labels[order])) + 1)


def _positions(claims: Sequence[Claim], own: Vectors, groups: Sequence[Rows]) -> dict[Position, list[int]]:
    """Return `groups` as positions; groups that read the same become one."""
    groups = sorted(groups, key=lambda rows: (-len(rows), int(rows[0])))
    terms = key_terms([[claims[i].text for i in rows] for rows in groups])
    found: dict[str, Position] = {}
    members: dict[str, list[int]] = defaultdict(list)
    for rows, words in zip(groups, terms, strict=True):
        typical = claims[typical_row(claims, own, rows, words)]
        text = condensed(typical.text)
        position = Position(id=content_id("position", text), text=text, terms=words, typical=typical.id)
        found.setdefault(text, position)
        members[text] += rows.tolist()
    order = sorted(found, key=lambda text: (-len(members[text]), text))
    return {found[text]: sorted(members[text]) for text in order}


def typical_row(claims: Sequence[Claim], own: Vectors, rows: Rows, terms: Sequence[str]) -> int:
    """Return the row that says best what the claims at `rows` say together."""
    centre = own[rows].mean(axis=0)
    central = own[rows] @ (centre / max(float(np.linalg.norm(centre)), 1e-9))
    scores = [round(float(score), 4) + quality(claims[i].text, terms) for i, score in zip(rows, central, strict=True)]
    return int(rows[int(np.argmax(scores))])
