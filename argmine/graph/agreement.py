"""Who agrees and who disagrees with whom, by the congruence and conflict of discourse network analysis.

Leifeld 2017, "Discourse network analysis: policy debates as dynamic networks", in The Oxford Handbook of Political
Networks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from argmine.graph.model import ArgumentGraph
from argmine.graph.sides import ClaimSide, Unit, by_position, count_sides, grouped, refuse_other_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two speakers (ids) or two stances (names), and how far they agree on what both speak about.

    `same` and `opposite` are the positions on which the two, each taken as a whole, stand on one side and on
    opposite sides; `claims` is how many they make on those. `congruence` and `conflict` count pairs: see
    `disagreements`.
    """

    one: str
    other: str
    congruence: int
    conflict: int
    same: tuple[str, ...]
    opposite: tuple[str, ...]
    claims: int

    @property
    def score(self) -> float:
        """Conflict / (congruence + conflict), from 0, of one mind, to 1, always opposed."""
        return self.conflict / (self.congruence + self.conflict)


def disagreements(
    graph: ArgumentGraph,
    *,
    between: Literal["speakers", "stances"] = "speakers",
    by: Unit = "speakers",
    among: int = 500,
) -> list[Disagreement]:
    """Return the pairs that speak on the same positions, the most opposed first.

    Parameters
    ----------
    graph
        The argument graph.
    between
        Pairs of ``speakers``, or of ``stances``; these include each stance with itself, the conflict within it.
    by
        What to count. With ``speakers`` (the default) everybody counts once on a position, however often they
        repeat themselves, as in discourse network analysis without duplicates; with ``documents`` once a document (its
        "duplicates: document"), with ``claims`` every time ("duplicates: include").
    among
        Only the so many speakers who take a side most often: as many pairs as half its square are possible.

    Notes
    -----
    With X[i, j, k] the number of claims, speakers or documents of i on side k of position j, congruence is
    Σⱼ Σₖ X[i,j,k] · X[i′,j,k] and conflict Σⱼ Σₖ X[i,j,k] · X[i′,j,1-k] (Leifeld 2017, binary qualifier). So
    the score of two stances is how often two speakers, one of each, who take a side on the same position, stand on
    opposite sides. Within one stance, where nobody is paired with themselves, congruence is Σⱼ Σₖ X·(X - 1) / 2
    and conflict Σⱼ X[j,0] · X[j,1].
    """
    refuse_other_unit(by)
    if between not in ("speakers", "stances"):
        raise ValueError(f"between={between!r}: choose speakers or stances")
    positions = by_position(graph)
    chosen = _most_heard(positions, among) if between == "speakers" else graph.stance_names
    field = "speaker" if between == "speakers" else "stance"
    rank = {actor: rank for rank, actor in enumerate(chosen)}
    pairs: dict[tuple[str, str], _Pair] = defaultdict(_Pair)
    for position, claims in positions.items():
        groups = {actor: own for actor, own in grouped(claims, field).items() if actor is not None}
        # Always in one order, so that a pair is not two.
        present = sorted((actor for actor in groups if actor in rank), key=rank.__getitem__)
        actors = {actor: _Actor(position, groups[actor], by) for actor in present}
        for (one, its), (other, others) in combinations(actors.items(), 2):
            pairs[one, other].add(its, others)
        if between == "stances":
            for stance, its in actors.items():
                pairs[stance, stance].add_within(its)
    done = (pair.done(one, other) for (one, other), pair in pairs.items())
    return sorted((pair for pair in done if pair.congruence + pair.conflict), key=_most_opposed_first)


class _Actor:
    """How a speaker or a stance stands on one position."""

    def __init__(self, position: str, claims: Sequence[ClaimSide], by: Unit) -> None:
        self.position = position
        self.sides = count_sides(claims, by)
        self.claims = len(claims)


class _Pair:
    """What two actors have in common, added up position by position."""

    def __init__(self) -> None:
        self._congruence = self._conflict = self._claims = 0
        self._same: list[str] = []
        self._opposite: list[str] = []

    def add(self, one: _Actor, other: _Actor) -> None:
        self._congruence += one.sides.supports * other.sides.supports + one.sides.attacks * other.sides.attacks
        self._conflict += one.sides.supports * other.sides.attacks + one.sides.attacks * other.sides.supports
        agreement = one.sides.balance * other.sides.balance
        if agreement:
            self._note(one.position, one.claims + other.claims, opposite=agreement < 0)

    def add_within(self, one: _Actor) -> None:
        sides = one.sides
        self._congruence += sum(number * (number - 1) // 2 for number in (sides.supports, sides.attacks))
        self._conflict += sides.supports * sides.attacks
        if sides.taken:
            self._note(one.position, one.claims, opposite=sides.split)

    def _note(self, position: str, claims: int, *, opposite: bool) -> None:
        (self._opposite if opposite else self._same).append(position)
        self._claims += claims

    def done(self, one: str, other: str) -> Disagreement:
        return Disagreement(
            one=one,
            other=other,
            congruence=self._congruence,
            conflict=self._conflict,
            same=tuple(self._same),
            opposite=tuple(self._opposite),
            claims=self._claims,
        )


def _most_opposed_first(pair: Disagreement) -> tuple[int, int, int, str, str]:
    net = len(pair.same) - len(pair.opposite)
    return (net, pair.congruence - pair.conflict, -pair.claims, pair.one, pair.other)


def _most_heard(positions: Mapping[str, Iterable[ClaimSide]], number: int) -> list[str]:
    sides = (one for claims in positions.values() for one in claims if one.polarity)
    heard = Counter(one.speaker for one in sides if one.speaker)
    return sorted(heard, key=lambda speaker: (-heard[speaker], speaker))[:number]
