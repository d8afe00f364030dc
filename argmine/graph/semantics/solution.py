"""Grounded, preferred and stable extensions of a framework, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, product
from math import prod
from typing import Generic, Literal, get_args

from argmine.graph.semantics.framework import Framework, SemanticsError, Thing
from argmine.graph.semantics.grounded import grounded_labels
from argmine.graph.semantics.search import OutOfSteps, Search

Semantics = Literal["grounded", "preferred", "stable"]

#: How many extensions of one part are listed, unless told otherwise.
MOST = 1000

#: How many arguments a search may look at, to list the extensions of a part and to find what is in them: some seconds.
_LISTING_STEPS = 2_000_000
_STEPS = 10_000_000


@dataclass(frozen=True, slots=True)
class Part(Generic[Thing]):
    """Arguments that hang together by their attacks, and are decided independently of all others.

    `every` are those that each way to decide them accepts, `some` those that one does. `extensions` are these
    ways; None where there are too many to list.
    """

    arguments: tuple[Thing, ...]
    every: frozenset[Thing]
    some: frozenset[Thing]
    extensions: tuple[frozenset[Thing], ...] | None


@dataclass(frozen=True)
class Solution(Generic[Thing]):
    """The extensions of a framework: `core` is in each of them, `rejected` is attacked by it and in none.

    Each of the `parts` can be decided in several ways, and an extension is the core with one way of each part.
    Grounded semantics has one extension, the core, and no parts; the rest of its arguments are undecided.
    """

    semantics: Semantics
    core: frozenset[Thing]
    rejected: frozenset[Thing]
    parts: tuple[Part[Thing], ...] = ()

    @property
    def count(self) -> int | None:
        """How many extensions there are, None where a part has too many to list; of stable ones there may be none."""
        if any(part.extensions == () for part in self.parts):
            return 0
        ways = [part.extensions for part in self.parts]
        return None if None in ways else prod(map(len, filter(None, ways)))

    @cached_property
    def every(self) -> frozenset[Thing]:
        """What every extension accepts (sceptical acceptance); nothing where there is no extension."""
        return frozenset() if self.count == 0 else self.core.union(*(part.every for part in self.parts))

    @cached_property
    def some(self) -> frozenset[Thing]:
        """What at least one extension accepts (credulous acceptance)."""
        return frozenset() if self.count == 0 else self.core.union(*(part.some for part in self.parts))

    def extensions(self) -> Iterator[frozenset[Thing]]:
        """Yield the extensions one by one; there may be very many.

        Raises
        ------
        SemanticsError
            If a part has too many to list.
        """
        if self.count is None:
            sizes = [len(part.arguments) for part in self.parts if part.extensions is None]
            raise SemanticsError(
                f"{max(sizes):,} arguments that hang together have too many extensions to list: ask for more (most), "
                "or only for what is in `every` and in `some`"
            )
        for ways in product(*(part.extensions or () for part in self.parts)):
            yield self.core | frozenset(chain.from_iterable(ways))


def solve(framework: Framework[Thing], semantics: Semantics = "grounded", *, most: int = MOST) -> Solution[Thing]:
    """Find the extensions of a framework, exactly.

    Parameters
    ----------
    framework
        Arguments and attacks.
    semantics
        ``grounded``: the one least set that defends itself, for whoever accepts only what they must.
        ``preferred``: the largest sets that defend themselves, each a view that one could hold.
        ``stable``: those of them that attack everything that they leave out; there may be none.
    most
        How many extensions of a part to list at most. Of a part that has more it is still found out what is in every
        one of them and what in some.

    Raises
    ------
    SemanticsError
        If that takes too many steps; the grounded extension can always be had.

    Notes
    -----
    Grounded takes time linear in the attacks. What it leaves undecided falls into parts between which there are no
    attacks; each is searched by itself (see `argmine.graph.semantics.search`), so that a thousand positions with two
    sides each are no more work than one of them a thousand times, although the number of their extensions is beyond
    all bounds. Sizes of one part, in random frameworks: where all or half of the attacks are mutual, 400
    arguments at any density and 1,000 with two attacks each take seconds, with few exceptions; where all attacks go
    one way, 1,000 with two attacks each, 200 with four, 100 at any density. What is too much (200 arguments with
    eight attacks each, all one way) is refused after five to fifteen seconds.
    """
    if semantics not in get_args(Semantics):
        raise SemanticsError(f"there are no {semantics!r} semantics: choose one of {', '.join(get_args(Semantics))}")
    labels = grounded_labels(framework)
    names = framework.arguments
    core, rejected = (
        frozenset(name for name, label in zip(names, labels, strict=True) if label == wanted)
        for wanted in ("in", "out")
    )
    if semantics == "grounded":
        return Solution(semantics, core, rejected)
    undecided = [place for place, label in enumerate(labels) if label == "undecided"]
    parts = tuple(_solve_part(framework, places, semantics, most) for places in framework.parts(undecided))
    return Solution(semantics, core, rejected, parts)


def _solve_part(framework: Framework[Thing], places: list[int], semantics: Semantics, most: int) -> Part[Thing]:
    rank = {place: rank for rank, place in enumerate(places)}
    # What attacks from outside the part is out already.
    attackers = [[rank[one] for one in framework.attackers[place] if one in rank] for place in places]
    names = [framework.arguments[place] for place in places]

    def named(extension: Iterable[int]) -> frozenset[Thing]:
        return frozenset(names[place] for place in extension)

    found = _listed(attackers, semantics, most)
    if found is not None:
        extensions = tuple(map(named, found))
        every = frozenset.intersection(*extensions) if extensions else frozenset()
        return Part(tuple(names), every, frozenset().union(*extensions), extensions)
    try:
        every, some = map(named, Search(attackers, stable=semantics == "stable", steps=_STEPS).acceptance())
    except OutOfSteps:
        raise SemanticsError(
            f"{len(places):,} arguments hang together too closely to find their {semantics} extensions: ask for the "
            "grounded one, or let preferences decide which attacks fail"
        ) from None
    if some:
        return Part(tuple(names), every, some, None)
    return Part(tuple(names), every, some, () if semantics == "stable" else (frozenset(),))


def _listed(attackers: Sequence[Sequence[int]], semantics: Semantics, most: int) -> list[list[int]] | None:
    """Return all extensions, None if they are more than `most` or cannot be listed in the steps there are."""
    search = Search(attackers, stable=semantics == "stable", steps=_LISTING_STEPS)
    try:
        found = list(islice(search.extensions(), most + 1))
    except OutOfSteps:
        return None
    return found if len(found) <= most else None
