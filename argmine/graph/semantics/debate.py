"""From an argument graph to a framework: what its arguments are, and which attacks succeed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, TypeVar, get_args

from networkx.utils import UnionFind

from argmine.graph.model import ArgumentGraph
from argmine.graph.semantics.framework import Framework, SemanticsError
from argmine.graph.sides import ClaimSide, Unit, claim_sides, count_sides
from argmine.schema import Polarity

Of = Literal["sides", "claims"]
Prefer = Literal["none", "speakers", "documents", "claims"]

#: How strong those of some claims are that take one side.
Strength = Callable[[Sequence[ClaimSide], Polarity | None], int]

Thing = TypeVar("Thing")
Key = TypeVar("Key", bound=Hashable)

_PLACE = {"support": 0, "attack": 1, None: 2}


@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """Claims (by their ids) that stand or fall together, the side of the position they take, and how strong they are.

    Without a position it is one claim that takes no side, but attacks a claim or is attacked by one.
    """

    position: str | None
    polarity: Polarity | None
    claims: tuple[str, ...]
    strength: int = 0


def framework_of(
    graph: ArgumentGraph, *, of: Of = "sides", prefer: Prefer = "none", audience: Sequence[str] = ()
) -> Framework[Argument]:
    """Return the abstract argumentation framework of a debate.

    Parameters
    ----------
    graph
        The argument graph.
    of
        ``sides``: all claims on one side of a position are one argument. ``claims``: each claim is one by itself;
        those that have the same attackers stand or fall together, so they come as one `Argument`, which keeps the
        framework small: a thousand claims against a thousand are not a million attacks.
    prefer
        What makes an argument stronger: the number of its ``speakers``, ``documents`` or ``claims`` (of a claim by
        itself, counted together with its echoes on the same side); with ``none`` all are as strong.
    audience
        Instead: stances in the order in which an audience trusts them; those not named are trusted least.

    Raises
    ------
    SemanticsError
        If the audience trusts a stance that the graph does not know, or both `prefer` and `audience` are given.

    Notes
    -----
    The two sides of a position attack each other; so does a claim what it `attacks` in the graph, and with it the
    side that it is on (claims on one side of a position never attack each other there). Claims that are on no side
    and in no attack are left out: nobody disputes them. That one claim supports another plays no part.

    Attacks between sides are mutual, so as long as all arguments are as strong, every contested position stays open:
    grounded semantics accepts neither side, preferred and stable semantics either. Preferences give attacks a
    direction: one on a stronger argument fails (Amgoud and Cayrol 2002, preference-based argumentation; Bench-Capon
    2003, value-based argumentation, where audiences rank values) and turns into an attack on the weaker, so that two
    that attack each other are never both accepted (Amgoud and Vesic 2014).
    """
    _refuse_wrong(graph, of, prefer, audience)
    attacks = _attacks_between_claims(graph)
    related = frozenset(end for pair in attacks for end in pair)
    claims = [one for one in claim_sides(graph) if (one.position and one.polarity) or one.claim in related]
    strength = _trusted_by(audience) if audience else _counted(prefer)
    arguments = _sides(claims, strength) if of == "sides" else _claims(graph, claims, related, strength)
    home = {claim: argument for argument in arguments for claim in argument.claims}
    pairs = [*_opposed(arguments), *((home[one], home[other]) for one, other in attacks)]
    return Framework(arguments, (_directed(*pair) for pair in pairs if _may_attack(*pair)))


def _attacks_between_claims(graph: ArgumentGraph) -> list[tuple[str, str]]:
    return [
        (one.partition(":")[2], other.partition(":")[2])
        for one, other, kind in graph.edges(keys=True)
        if kind == "attacks" and graph.nodes[other]["type"] == "claim"
    ]


def _counted(prefer: Prefer) -> Strength:
    if prefer == "none":
        return lambda *_: 0
    unit: Unit = prefer
    return lambda claims, polarity: count_sides(claims, unit)[_PLACE[polarity]]


def _trusted_by(audience: Sequence[str]) -> Strength:
    trust = {stance: len(audience) - place for place, stance in enumerate(audience)}

    def strength(claims: Sequence[ClaimSide], polarity: Polarity | None) -> int:
        stances = Counter(claim.stance for claim in claims if claim.polarity == polarity)
        return trust.get(stances.most_common(1)[0][0] or "", 0)

    return strength


def _sides(claims: Iterable[ClaimSide], strength: Strength) -> list[Argument]:
    """Return an argument for each side of each position, and for each claim that is on none."""
    positions: dict[str, list[ClaimSide]] = defaultdict(list)
    for claim in claims:
        positions[_side(claim)[0] or claim.claim].append(claim)
    return [
        Argument(position, polarity, tuple(claim.claim for claim in own), strength(both, polarity))
        for both in positions.values()
        for (position, polarity), own in _grouped(both, _side).items()
    ]


def _claims(
    graph: ArgumentGraph, claims: Iterable[ClaimSide], related: Collection[str], strength: Strength
) -> list[Argument]:
    """Return an argument for all claims on a side that are as strong, and one for each with attacks of its own."""
    said = _said_again(graph, claims := list(claims))
    strengths = {
        root: strength(own, own[0].polarity) for root, own in _grouped(claims, lambda one: said[one.claim]).items()
    }

    def fate(claim: ClaimSide) -> tuple[object, ...]:
        own = claim.claim if claim.claim in related else None
        return (*_side(claim), strengths[said[claim.claim]], own)

    return [
        Argument(*_side(own[0]), tuple(claim.claim for claim in own), strengths[said[own[0].claim]])
        for own in _grouped(claims, fate).values()
    ]


def _said_again(graph: ArgumentGraph, claims: Iterable[ClaimSide]) -> UnionFind:
    """Return which claims are echoes of each other on the same side, as a forest that maps each to one of them."""
    sides = {claim.claim: _side(claim) for claim in claims}
    said = UnionFind(sides)
    for later, earlier, kind in graph.edges(keys=True):
        one, other = later.partition(":")[2], earlier.partition(":")[2]
        if kind == "echoes" and one in sides and sides[one] == sides.get(other):
            said.union(other, one)
    return said


def _opposed(arguments: Iterable[Argument]) -> Iterator[tuple[Argument, Argument]]:
    """Yield each argument with each on the other side of its position, both ways."""
    positions = _grouped((one for one in arguments if one.position is not None), lambda one: one.position)
    for own in positions.values():
        sides = _grouped(own, lambda one: one.polarity)
        for one, other in product(sides.get("support", ()), sides.get("attack", ())):
            yield one, other
            yield other, one


def _may_attack(attacker: Argument, attacked: Argument) -> bool:
    """Whether the two are not on one side of a position."""
    side = (attacker.position, attacker.polarity)
    return attacker.position is None or side != (attacked.position, attacked.polarity)


def _directed(attacker: Argument, attacked: Argument) -> tuple[Argument, Argument]:
    return (attacked, attacker) if attacked.strength > attacker.strength else (attacker, attacked)


def _side(claim: ClaimSide) -> tuple[str | None, Polarity | None]:
    return (claim.position, claim.polarity) if claim.position and claim.polarity else (None, None)


def _grouped(things: Iterable[Thing], key: Callable[[Thing], Key]) -> dict[Key, list[Thing]]:
    groups: dict[Key, list[Thing]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return groups


def _refuse_wrong(graph: ArgumentGraph, of: str, prefer: str, audience: Sequence[str]) -> None:
    for name, value, known in (("of", of, get_args(Of)), ("prefer", prefer, get_args(Prefer))):
        if value not in known:
            raise SemanticsError(f"{name}={value!r}: choose one of {', '.join(known)}")
    strange = next((stance for stance in audience if stance not in graph.stance_names), None)
    if strange is not None:
        raise SemanticsError(
            f"the audience trusts {strange!r}, which is no stance here: there are {', '.join(graph.stance_names)}"
        )
    if audience and prefer != "none":
        raise SemanticsError("an audience and a preference both say what is stronger: leave one of them out")
