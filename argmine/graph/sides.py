"""Who stands on which side of a position: the rows that conflicts and semantics are counted from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from networkx.utils import UnionFind

from argmine.graph.model import ArgumentGraph
from argmine.schema import Polarity

#: What is counted: claims, those who make them, or the documents that they stand in.
Unit = Literal["claims", "speakers", "documents"]

#: At so many voices a contest weighs half of what it would weigh among very many.
_HALF_WEIGHT = 4


class Sides(NamedTuple):
    """How many claims, speakers or documents support a position, attack it, or do neither."""

    supports: int = 0
    attacks: int = 0
    neither: int = 0

    @property
    def taken(self) -> int:
        """How many take a side."""
        return self.supports + self.attacks

    @property
    def split(self) -> bool:
        """Whether there are some on both sides."""
        return self.supports > 0 and self.attacks > 0

    @property
    def balance(self) -> float:
        """(s - a) / (s + a): 1 where all support, -1 where all attack, 0 where as many do either or nobody does."""
        return (self.supports - self.attacks) / self.taken if self.taken else 0.0

    @property
    def contestedness(self) -> float:
        """How contested the position is: (1 - balance²) · n / (n + 4), with n = s + a.

        The first factor is the variance of the sides taken (+1, -1): 0 where all are on one side, 1 for an even
        split. The second says how much that is worth: one against one is 0.33, five against five 0.71, and only
        an even split among very many comes near 1.
        """
        return (1 - self.balance**2) * self.taken / (self.taken + _HALF_WEIGHT) if self.taken else 0.0


class ClaimSide(NamedTuple):
    """A claim: who says it where, for which stance, and on which side of what. Ids are without their type.

    `voice` is whose it is: the speaker's id; without a speaker, the document's own voice, or somebody in it.
    A document that was printed again (echoes of a `wire`) is one with its first copy.
    """

    claim: str
    position: str | None
    polarity: Polarity | None
    stance: str | None
    speaker: str | None
    document: str
    voice: str


def claim_sides(graph: ArgumentGraph) -> Iterator[ClaimSide]:
    """Yield all claims in the graph's order, those that are on no position or take neither side included."""
    speakers = {
        claim: speaker.partition(":")[2] for claim, speaker, kind in graph.edges(keys=True) if kind == "made_by"
    }
    printed = _printed_again(graph)
    for node, data in graph.nodes(data=True):
        if data["type"] != "claim":
            continue
        document = printed[data["document"]]
        speaker = speakers.get(node)
        yield ClaimSide(
            claim=node.partition(":")[2],
            position=data.get("position"),
            polarity=data.get("polarity"),
            stance=data.get("stance"),
            speaker=speaker,
            document=document,
            voice=f"speaker:{speaker}" if speaker else f"{data['kind'] == 'authorial'}:{document}",
        )


def by_position(graph: ArgumentGraph) -> dict[str, list[ClaimSide]]:
    """Return the claims on each position that has any, the positions in the graph's order."""
    found: dict[str, list[ClaimSide]] = {node.partition(":")[2]: [] for node in graph.nodes_of("position")}
    for claim in claim_sides(graph):
        # A part of a graph may hold a claim without its position.
        if claim.position in found:
            found[claim.position].append(claim)
    return {position: claims for position, claims in found.items() if claims}


def count_sides(claims: Iterable[ClaimSide], by: Unit) -> Sides:
    """Count who or what supports, attacks, or does neither.

    Parameters
    ----------
    claims
        Claims on one position.
    by
        ``claims`` counts each claim. ``speakers`` counts everybody once, however often they repeat themselves, on
        the side that they take more often; who takes both sides as often takes neither. ``documents`` counts a
        document on every side that is heard in it, so one that quotes both sides counts on both.
    """
    if by == "claims":
        return _sides(Counter(claim.polarity for claim in claims))
    heard: dict[str, Counter[Polarity | None]] = defaultdict(Counter)
    for claim in claims:
        heard[claim.voice if by == "speakers" else claim.document][claim.polarity] += 1
    if by == "speakers":
        return _sides(Counter(map(_majority, heard.values())))
    return _sides(Counter(side for sides in heard.values() for side in _heard(sides)))


def _majority(sides: Counter[Polarity | None]) -> Polarity | None:
    """Return the side with more claims, None for a draw."""
    lead = sides["support"] - sides["attack"]
    return None if lead == 0 else "support" if lead > 0 else "attack"


def grouped(claims: Iterable[ClaimSide], field: str) -> dict[str | None, list[ClaimSide]]:
    """Return the claims that have the same value in a field, by that value, in the order they come."""
    groups: dict[str | None, list[ClaimSide]] = defaultdict(list)
    for claim in claims:
        groups[getattr(claim, field)].append(claim)
    return groups


def refuse_other_unit(by: str) -> None:
    """Raise a ValueError if `by` is nothing that can be counted."""
    if by not in get_args(Unit):
        raise ValueError(f"by={by!r} counts nothing: choose one of {', '.join(get_args(Unit))}")


def _heard(sides: Collection[Polarity | None]) -> Collection[Polarity | None]:
    return [side for side in sides if side is not None] or [None]


def _sides(counts: Counter[Polarity | None]) -> Sides:
    return Sides(supports=counts["support"], attacks=counts["attack"], neither=counts[None])


def _printed_again(graph: ArgumentGraph) -> UnionFind:
    """Return which documents are copies of one text, as a forest that maps each to one of them."""
    printed = UnionFind()
    for later, earlier, kind, wire in graph.edges(keys=True, data="wire"):
        if kind == "echoes" and wire:
            printed.union(graph.nodes[earlier]["document"], graph.nodes[later]["document"])
    return printed
