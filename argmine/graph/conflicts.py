"""Conflicts in an argument graph: who stands where, what is contested, and who contradicts themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from argmine.graph.model import ArgumentGraph, node_id
from argmine.graph.sides import ClaimSide, Sides, Unit, by_position, count_sides, grouped, refuse_other_unit
from argmine.schema import Polarity

_SIGN = {"support": 1, "attack": -1}


class Standing(NamedTuple):
    """How a stance stands on a position, counted in claims, in speakers and in documents."""

    position: str
    stance: str | None
    claims: Sides
    speakers: Sides
    documents: Sides


class Voice(NamedTuple):
    """Who is heard most on one side: how many claims, and the one whose side is surest, by its id.

    `speaker` is None where it is the document's own voice or that of somebody unnamed; `name` is its outlet's then.
    """

    speaker: str | None
    name: str
    claims: int
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """A position, how contested it is, and who is on which side of it.

    `stances` has the sides within each stance, `split` names the stances that are divided within themselves;
    `supporting` and `attacking` are the strongest voices, None where nobody is on that side.
    """

    position: str
    text: str
    sides: Sides
    contestedness: float
    stances: Mapping[str | None, Sides]
    split: tuple[str, ...]
    supporting: Voice | None
    attacking: Voice | None


class Contradiction(NamedTuple):
    """A speaker who both supports and attacks one position, with the ids of the claims that do, the surest first."""

    speaker: str
    name: str
    position: str
    supporting: tuple[str, ...]
    attacking: tuple[str, ...]


def standings(graph: ArgumentGraph) -> Iterator[Standing]:
    """Yield how each stance stands on each position, for those of which there is any claim.

    Positions come in the graph's order and stances in the codebook's; claims without a stance come last.
    """
    order = (*graph.stance_names, None)
    for position, claims in by_position(graph).items():
        for stance, own in _by_stance(claims, order).items():
            units: tuple[Unit, ...] = ("claims", "speakers", "documents")
            yield Standing(position, stance, *(count_sides(own, unit) for unit in units))


def contested(graph: ArgumentGraph, *, by: Unit = "speakers", least: int = 1) -> list[Contested]:
    """Return the contested positions, the most contested first.

    Parameters
    ----------
    graph
        The argument graph.
    by
        What to count: ``speakers``, each of them once (the default), ``documents`` or ``claims``.
    least
        How many there must be on the smaller side.

    Notes
    -----
    The measure is `Sides.contestedness`: (1 - b²) · n / (n + 4), where n is how many take a side and b, the
    balance, is (supports - attacks) / n. It is 0 where all are on one side and comes near 1 for an even split
    among very many.
    """
    refuse_other_unit(by)
    order = (*graph.stance_names, None)
    found = [
        _contested(graph, position, claims, by, order)
        for position, claims in by_position(graph).items()
        if min((sides := count_sides(claims, by)).supports, sides.attacks) >= max(least, 1)
    ]
    return sorted(found, key=lambda one: (-one.contestedness, -one.sides.taken, one.text, one.position))


def contradictions(graph: ArgumentGraph) -> list[Contradiction]:
    """Return the speakers who support and attack the same position, those with most claims on both sides first.

    It is also a list of what may have gone wrong: a claim on the wrong side, or two speakers taken for one.
    """
    found = []
    for position, claims in by_position(graph).items():
        for speaker, own in grouped(claims, "speaker").items():
            supporting, attacking = _on_side(own, "support"), _on_side(own, "attack")
            if speaker is not None and supporting and attacking:
                name = graph.nodes[node_id("speaker", speaker)]["name"]
                sides = (_surest_first(graph, side) for side in (supporting, attacking))
                found.append(Contradiction(speaker, name, position, *sides))
    sizes = {one: (len(one.supporting), len(one.attacking)) for one in found}
    return sorted(found, key=lambda one: (-min(sizes[one]), -max(sizes[one]), one.name, one.position))


def _contested(
    graph: ArgumentGraph, position: str, claims: Sequence[ClaimSide], by: Unit, order: Iterable[str | None]
) -> Contested:
    sides = count_sides(claims, by)
    stances = {stance: count_sides(own, by) for stance, own in _by_stance(claims, order).items()}
    return Contested(
        position=position,
        text=graph.nodes[node_id("position", position)]["text"],
        sides=sides,
        contestedness=sides.contestedness,
        stances=stances,
        split=tuple(stance for stance, own in stances.items() if stance is not None and own.split),
        supporting=_strongest(graph, claims, "support"),
        attacking=_strongest(graph, claims, "attack"),
    )


def _strongest(graph: ArgumentGraph, claims: Sequence[ClaimSide], polarity: Polarity) -> Voice | None:
    """Return whoever makes most of the claims on a side, and fewer on the other; who has a name goes first."""

    def strength(own: Sequence[ClaimSide]) -> tuple[bool, bool, int]:
        on_side = len(_on_side(own, polarity))
        return (count_sides(own, "claims").balance * _SIGN[polarity] > 0, own[0].speaker is not None, on_side)

    voices = [own for own in grouped(claims, "voice").values() if _on_side(own, polarity)]
    if not voices:
        return None
    loudest = max(voices, key=strength)
    own = _on_side(loudest, polarity)
    speaker = own[0].speaker
    if speaker is not None:
        name = graph.nodes[node_id("speaker", speaker)]["name"]
    else:
        # A part of a graph may hold a claim without its document.
        document = graph.nodes.get(node_id("document", own[0].document), {})
        name = document.get("outlet") or document.get("label", "")
    return Voice(speaker, name, len(own), _surest_first(graph, own)[0])


def _by_stance(claims: Iterable[ClaimSide], order: Iterable[str | None]) -> dict[str | None, list[ClaimSide]]:
    groups = grouped(claims, "stance")
    return {stance: groups[stance] for stance in order if stance in groups}


def _on_side(claims: Iterable[ClaimSide], polarity: Polarity) -> list[ClaimSide]:
    return [claim for claim in claims if claim.polarity == polarity]


def _surest_first(graph: ArgumentGraph, claims: Iterable[ClaimSide]) -> tuple[str, ...]:
    def doubt(claim: str) -> float:
        return -float(graph.nodes[node_id("claim", claim)].get("polarity_confidence", 1.0))

    return tuple(sorted((claim.claim for claim in claims), key=doubt))
