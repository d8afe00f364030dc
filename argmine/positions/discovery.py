"""Discovery: the propositions that the claims of a corpus argue over, found without a codebook."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from argmine.positions.cover import cover
from argmine.positions.embed import Vectors, normalised, with_context
from argmine.positions.grouping import group
from argmine.positions.issue_names import issue_names
from argmine.positions.key_points import MOST_CLAIMS, key_points
from argmine.positions.labels import condensed, quality
from argmine.positions.neighbours import nearest
from argmine.positions.terms import key_terms
from argmine.positions.topics import rarity, read_wording, sketch, topic_vectors
from argmine.schema import Claim, Echo, Issue, Position, content_id

# Mean cosine, with context, at which two groups of claims of one document still argue over one proposition; chosen
# on the train part of policy_news (best pairwise F1, the finer of two equals).
THRESHOLD = 0.4
# Mean cosine of topical words at which two groups of claims of a corpus are still about one issue, and the least
# that a claim must have of a topic ("This is wrong" has nothing).
ISSUE = 0.2
TOPICAL = 1.0
# Among the claims that stand on no position across documents, the mean cosine, with context, at which two groups of
# one document are a position of that document, and the fewest claims of one.
INSIDE = 0.6
FEWEST_INSIDE = 3
# In one document, the mean cosine at which two positions are about one issue.
DOCUMENT_ISSUE = 0.15
NEIGHBOURS = 30
SMALLEST = 2
# What the claims of an issue share tells its positions apart no more: this share of it is taken away, less of it
# where there are few claims. Meaning counts so much beside the words themselves.
_SHARED = 0.5
_FEW = 20
_MEANING = 0.65
# What a claim without merit or fault is worth as a proposition (`labels.quality` is 0).
PLAIN = 0.1

Rows = NDArray[np.int64]
Found = dict[Position, list[int]]


@dataclass(frozen=True, slots=True)
class _Group:
    """The claims of a position, as rows, and the number of its issue."""

    rows: Rows
    issue: int


def discover(claims: Sequence[Claim], own: Vectors, echoes: Sequence[Echo] = ()) -> Found:
    """Return the positions found in `claims`, largest first, each with the rows of its claims.

    `claims` must stand in reading order, `own` are their text vectors. Claims linked by `echoes` go
    together; a claim that goes with no other belongs to no position.

    The claims of one document argue over few propositions, and what is said next to each other mostly goes
    together: there, claims are grouped by meaning and place. Across documents they are first grouped into issues by
    their topical words, and each issue is covered with claims that others come close to; the claims of a small corpus
    are read against each other (`key_points`).
    """
    if not claims:
        return {}
    row = {claim.id: i for i, claim in enumerate(claims)}
    linked = sorted({(row[echo.claim], row[echo.of]) for echo in echoes})
    together = np.sort(np.array(linked, dtype=np.int64).reshape(-1, 2), axis=1)
    if len({claim.document for claim in claims}) == 1:
        return _positions(claims, own, *_in_document(claims, own, together))
    if len(claims) <= MOST_CLAIMS:
        across, issues = _by_issue(normalised(own - own.mean(axis=0)), key_points(claims, own))
    else:
        across, issues = _across_documents(claims, normalised(own - own.mean(axis=0)))
    groups = _with_echoes(across, together)
    taken = np.array([row for each in groups for row in each.rows.tolist()], dtype=np.int64)
    left = np.setdiff1d(np.arange(len(claims)), taken)
    inside, further = _inside_documents([claims[i] for i in left], own[left])
    groups += [_Group(left[each.rows], -1 - each.issue) for each in inside]
    issues |= {-1 - n: left[rows] for n, rows in further.items()}
    return _positions(claims, own, groups, issues)


def _in_document(claims: Sequence[Claim], own: Vectors, together: Rows) -> tuple[list[_Group], dict[int, Rows]]:
    placed = with_context(own, claims)
    labels = group(placed, nearest(placed, NEIGHBOURS), threshold=THRESHOLD, together=together)
    return _by_issue(placed, [rows for rows in _parts(labels) if len(rows) >= SMALLEST])


def _by_issue(vectors: Vectors, parts: Sequence[Rows]) -> tuple[list[_Group], dict[int, Rows]]:
    """Return positions, given as rows of `vectors`, with their issues: those whose claims are near each other."""
    middles = normalised(np.array([vectors[rows].mean(axis=0) for rows in parts]).reshape(-1, vectors.shape[1]))
    numbers = group(middles, nearest(middles, NEIGHBOURS), threshold=DOCUMENT_ISSUE).tolist()
    issues = {n: np.concatenate([rows for rows, of in zip(parts, numbers, strict=True) if of == n]) for n in numbers}
    return [_Group(rows, n) for rows, n in zip(parts, numbers, strict=True)], issues


def _across_documents(claims: Sequence[Claim], own: Vectors) -> tuple[list[_Group], dict[int, Rows]]:
    wording = read_wording(claims)
    topics, topical = topic_vectors(claims, wording)
    words = normalised(sketch(sparse.csr_array(wording.matrix * rarity(wording)[None])))
    issues = dict(enumerate(_issues(topics, topical)))
    found: list[_Group] = []
    for n, rows in issues.items():
        share = _SHARED * len(rows) / (len(rows) + _FEW)
        meaning = normalised(own[rows] - share * own[rows].mean(axis=0))
        vectors = np.hstack([math.sqrt(_MEANING) * meaning, math.sqrt(1 - _MEANING) * words[rows]])
        found += [_Group(rows[star], n) for star in _covered([claims[i] for i in rows], vectors)]
    return found, issues


def _inside_documents(claims: Sequence[Claim], own: Vectors) -> tuple[list[_Group], dict[int, Rows]]:
    """Return what is argued over inside one document each; the positions of a document are about one issue."""
    placed = with_context(own, claims)
    _, documents = np.unique([claim.document for claim in claims], return_inverse=True)
    labels = group(placed, _nearby(documents), threshold=INSIDE)
    groups = [_Group(rows, int(documents[rows[0]])) for rows in _parts(labels) if _holds(claims, rows)]
    rows_of: dict[int, list[Rows]] = defaultdict(list)
    for each in groups:
        rows_of[each.issue].append(each.rows)
    return groups, {n: np.concatenate(rows) for n, rows in rows_of.items()}


def _nearby(documents: Rows) -> Rows:
    """Return the pairs of claims of one document with few claims between them."""
    pairs = [np.zeros((0, 2), dtype=np.int64)]
    for step in range(1, min(NEIGHBOURS, len(documents) - 1) + 1):
        left = np.flatnonzero(documents[step:] == documents[:-step])
        pairs.append(np.stack([left, left + step], axis=1))
    return np.concatenate(pairs)


def _holds(claims: Sequence[Claim], rows: Rows) -> bool:
    """Return whether two parties argue inside one document, and one of their claims reads as a proposition."""
    parties = {claim.speaker.id if claim.speaker else None for claim in (claims[i] for i in rows)}
    enough = len(rows) >= FEWEST_INSIDE and len(parties) > 1
    return enough and max(quality(claims[i].text) for i in rows) >= 0


def _covered(claims: Sequence[Claim], vectors: Vectors) -> list[Rows]:
    """Return the rows of the positions that cover the claims of one issue."""
    terms = key_terms([[claim.text for claim in claims]])[0]
    merit = np.array([max(0.0, PLAIN + quality(claim.text, terms)) for claim in claims])
    # Nobody argues alone: a position needs two parties.
    parties = [claim.speaker.id if claim.speaker else claim.document for claim in claims]
    return cover(vectors, merit, lambda rows: len({parties[row] for row in rows}) > 1)


def _issues(topics: Vectors, topical: NDArray[np.float32]) -> list[Rows]:
    """Return the rows of the claims of each issue; claims that have nothing of a topic stand in none."""
    kept = np.flatnonzero(topical >= TOPICAL)
    vectors = topics[kept]
    labels = group(vectors, nearest(vectors, NEIGHBOURS), threshold=ISSUE)
    return [kept[rows] for rows in _parts(labels) if len(rows) >= SMALLEST]


def _parts(labels: Rows) -> list[Rows]:
    """Return the rows under each label, the rows of a label in order."""
    if not len(labels):
        return []
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)


def _with_echoes(groups: Sequence[_Group], together: Rows) -> list[_Group]:
    """Return `groups` with the claims that echo one of theirs and stand on no position yet."""
    home = {row: n for n, each in enumerate(groups) for row in each.rows.tolist()}
    joining: dict[int, list[int]] = defaultdict(list)
    for one, other in together.tolist():
        for placed, free in ((one, other), (other, one)):
            if placed in home and free not in home:
                joining[home[placed]].append(free)
                home[free] = home[placed]
    return [
        _Group(np.sort(np.array([*each.rows.tolist(), *joining[n]], dtype=np.int64)), each.issue)
        for n, each in enumerate(groups)
    ]


def _positions(claims: Sequence[Claim], own: Vectors, groups: Sequence[_Group], issues: Mapping[int, Rows]) -> Found:
    """Return `groups` as positions; those that read the same become one."""
    groups = sorted(groups, key=lambda each: (-len(each.rows), int(each.rows[0])))
    terms = key_terms([[claims[i].text for i in each.rows] for each in groups])
    named = _named(claims, {each.issue: issues[each.issue] for each in groups})
    found: dict[str, Position] = {}
    members: dict[str, list[int]] = defaultdict(list)
    for each, words in zip(groups, terms, strict=True):
        typical = claims[typical_row(claims, own, each.rows, words)]
        text = condensed(typical.text)
        position = Position(
            id=content_id("position", text), text=text, terms=words, typical=typical.id, issue=named[each.issue]
        )
        found.setdefault(text, position)
        members[text] += each.rows.tolist()
    order = sorted(found, key=lambda text: (-len(members[text]), text))
    return {found[text]: sorted(members[text]) for text in order}


def _named(claims: Sequence[Claim], issues: Mapping[int, Rows]) -> dict[int, Issue]:
    """Return each issue, given as rows, by the name that its claims suggest."""
    names = issue_names([[claims[i].text for i in rows] for rows in issues.values()])
    return {n: Issue(id=content_id("issue", name), text=name) for n, name in zip(issues, names, strict=True)}


def typical_row(claims: Sequence[Claim], own: Vectors, rows: Rows, terms: Sequence[str]) -> int:
    """Return the row that says best what the claims at `rows` say together."""
    centre = own[rows].mean(axis=0)
    central = own[rows] @ (centre / max(float(np.linalg.norm(centre)), 1e-9))
    scores = [round(float(score), 4) + quality(claims[i].text, terms) for i, score in zip(rows, central, strict=True)]
    return int(rows[int(np.argmax(scores))])
