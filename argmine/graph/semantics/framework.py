"""Arguments and who attacks whom: Dung's abstract argumentation framework."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

import networkx as nx

Thing = TypeVar("Thing", bound=Hashable)


class SemanticsError(ValueError):
    """A framework that cannot be made or solved; the message says why, and what can be asked instead."""


class Framework(Generic[Thing]):
    """An abstract argumentation framework (Dung 1995, Artificial Intelligence 77): arguments, and who attacks whom.

    Parameters
    ----------
    arguments
        Anything hashable; what comes twice counts once.
    attacks
        Pairs (attacker, attacked).

    Raises
    ------
    SemanticsError
        If an attack names an argument that is not there.

    Examples
    --------
    >>> nixon = Framework(["pacifist", "hawk"], [("pacifist", "hawk"), ("hawk", "pacifist")])
    >>> [sorted(extension) for extension in solve(nixon, "preferred").extensions()]
    [['pacifist'], ['hawk']]
    """

    def __init__(self, arguments: Iterable[Thing], attacks: Iterable[tuple[Thing, Thing]]) -> None:
        self.arguments: tuple[Thing, ...] = tuple(dict.fromkeys(arguments))
        places = {argument: place for place, argument in enumerate(self.arguments)}
        pairs = dict.fromkeys(attacks)
        stray = next((end for pair in pairs for end in pair if end not in places), None)
        if stray is not None:
            raise SemanticsError(f"an attack names {stray!r}, which is none of the arguments")
        #: For each argument, by its place, the places of those that attack it and of those that it attacks.
        self.attackers: list[list[int]] = [[] for _ in self.arguments]
        self.targets: list[list[int]] = [[] for _ in self.arguments]
        for attacker, attacked in pairs:
            self.attackers[places[attacked]].append(places[attacker])
            self.targets[places[attacker]].append(places[attacked])

    def __len__(self) -> int:
        return len(self.arguments)

    @property
    def attacks(self) -> list[tuple[Thing, Thing]]:
        """The pairs (attacker, attacked)."""
        names = self.arguments
        return [(names[one], names[other]) for one, targets in enumerate(self.targets) for other in targets]

    @property
    def symmetric(self) -> bool:
        """Whether every attack is answered by one in return."""
        return all(one in self.targets[other] for one, targets in enumerate(self.targets) for other in targets)

    def parts(self, places: Sequence[int]) -> list[list[int]]:
        """Return the arguments at `places` in groups between which there are no attacks.

        Within a group those come first that others depend on: strongly connected components in the order of the
        attacks, and in each the arguments with most attacks. So what the first ones are decides the later ones.
        """
        inside = nx.DiGraph()
        inside.add_nodes_from(places)
        inside.add_edges_from((one, other) for one in places for other in self.targets[one] if other in inside)
        order: dict[int, int] = {}
        for component in nx.topological_sort(condensed := nx.condensation(inside)):
            members = sorted(condensed.nodes[component]["members"], key=lambda place: (-inside.degree(place), place))
            order.update({place: len(order) + rank for rank, place in enumerate(members)})
        groups = (sorted(group, key=order.__getitem__) for group in nx.weakly_connected_components(inside))
        return sorted(groups, key=min)
