"""Suggestions for a codebook: positions that the claims of a corpus argue over and that the codebook does not list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from argmine.codebook import Codebook, CodebookPosition
from argmine.positions.assign import find_positions
from argmine.positions.words import tokens
from argmine.schema import Claim, Position

_EXAMPLES = 3
_LONGEST_EXAMPLE = 200
_ID_WORDS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A position to put into a codebook, with how much of the corpus argues over it."""

    position: CodebookPosition
    claims: int
    documents: int
    supports: int
    attacks: int


def suggest_positions(
    claims: Sequence[Claim], positions: Sequence[Position], codebook: Codebook, *, least: int = 3, most: int = 40
) -> list[Suggestion]:
    """Return positions that a codebook for this corpus could list, those with the most claims first.

    Parameters
    ----------
    claims, positions
        What a run found with `codebook`. Where that lists positions, others are looked for among the claims that bear
        on none of them.
    least, most
        The fewest claims of a suggested position, and how many positions to suggest.
    """
    if codebook.positions:
        missed = [replace(claim, position=None, polarity=None) for claim in claims if claim.position is None]
        found = find_positions(missed, codebook=replace(codebook, positions=()))
        claims, positions = found.claims, found.positions
    members: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.position is not None:
            members[claim.position].append(claim)
    large = [position for position in positions if len(members[position.id]) >= least]
    large.sort(key=lambda position: (-len(members[position.id]), position.text))
    taken = {position.id for position in codebook.positions}
    return [_suggestion(position, members[position.id], taken) for position in large[:most]]


def _suggestion(position: Position, members: Sequence[Claim], taken: set[str]) -> Suggestion:
    sides = Counter(claim.polarity for claim in members)
    entry = CodebookPosition(
        id=_fresh_id(position, taken),
        text=position.text,
        examples=_examples(position, members),
        parent=position.issue.text if position.issue else None,
    )
    documents = len({claim.document for claim in members})
    return Suggestion(entry, len(members), documents, sides["support"], sides["attack"])


def _fresh_id(position: Position, taken: set[str]) -> str:
    """Return an id of key words that no position has yet; `taken` learns it."""
    words = [word for term in position.terms for word in tokens(term)] or tokens(position.text) or ["position"]
    base = "-".join(dict.fromkeys(words[:_ID_WORDS]))
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name)
    return name


def _examples(position: Position, members: Sequence[Claim]) -> tuple[str, ...]:
    """Return the typical claim and others that support the position, of other speakers where there are any."""
    typical = [claim for claim in members if claim.id == position.typical]
    others = [claim for claim in members if claim.id != position.typical and claim.polarity == "support"]
    others.sort(key=lambda claim: (-(claim.polarity_confidence or 0.0), claim.id))
    chosen: dict[object, str] = {}
    for claim in (*typical, *others):
        text = " ".join(claim.text.split())
        if len(text) <= _LONGEST_EXAMPLE and text not in chosen.values():
            chosen.setdefault(claim.speaker.id if claim.speaker else claim.document, text)
    return tuple(chosen.values())[:_EXAMPLES]
