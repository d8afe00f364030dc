"""Preferred and stable extensions by backtracking over sets of bits.

Each node of the search has accepted some arguments and barred some from being accepted; what follows of that is
settled before the next argument is tried, first accepted and then barred (after Nofal, Atkinson and Dunne 2014,
"Algorithms for decision problems in argument systems under preferred semantics", Artificial Intelligence 207). A
set that is found later lacks an argument that every set found before has at the node where the two part, so it is
never larger: a set is preferred unless it is within one that was found before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple


class OutOfSteps(Exception):  # noqa: N818  # no error: the search says that it stops
    """The search took more steps than it was given."""


class _State(NamedTuple):
    """Sets of arguments as bits: accepted, attacked by those, attackers of those, and barred from acceptance."""

    accepted: int = 0
    hit: int = 0
    threats: int = 0
    barred: int = 0
    free: int = 0


class Search:
    """All preferred or all stable extensions of a framework, its arguments numbered 0, 1, 2 and so on.

    Parameters
    ----------
    attackers
        For each argument, those that attack it.
    stable
        Look for the stable extensions, not for the preferred ones.
    steps
        How many arguments to look at, at most, in all that is asked of this search.
    """

    def __init__(self, attackers: Sequence[Sequence[int]], *, stable: bool, steps: int) -> None:
        self._all = (1 << len(attackers)) - 1
        self._attackers = [_set_of(places) for places in attackers]
        self._targets = [0] * len(attackers)
        for place, places in enumerate(attackers):
            for attacker in places:
                self._targets[attacker] |= 1 << place
        self._stable = stable
        self._steps = steps

    def acceptance(self) -> tuple[set[int], set[int]]:
        """Return the arguments in every extension and those in some, without listing the extensions.

        Both are empty where there is no extension.

        Raises
        ------
        OutOfSteps
            If the steps are used up before that is known.
        """
        some: set[int] = set()
        every = set(range(len(self._attackers)))
        for place in range(len(self._attackers)):
            if place not in some:
                # The first that is found is as large as can be, so it is an extension.
                extension = next(self.extensions(accepted=[place]), ())
                some.update(extension)
                every.intersection_update(extension or every)
        every &= some
        for place in sorted(every):
            if self._attackers[place] & _set_of(some):
                every.discard(place)
            elif place in every:
                self._doubt(place, every)
        return every, some

    def _doubt(self, place: int, every: set[int]) -> None:
        """Look for an extension without the argument, and leave only what is in it as well."""
        for part in self.extensions(barred=[place]):
            every.intersection_update(next(self.extensions(accepted=part)))
            if place not in every:
                return

    def extensions(self, accepted: Collection[int] = (), barred: Collection[int] = ()) -> Iterator[list[int]]:
        """Yield the extensions one by one.

        Parameters
        ----------
        accepted
            Only those that accept these arguments.
        barred
            Only those without these arguments; a set that is found may then be preferred only among such.

        Raises
        ------
        OutOfSteps
            If there may be more, but the steps are used up.
        """
        against_itself = _set_of(place for place, attackers in enumerate(self._attackers) if attackers >> place & 1)
        found: list[int] = []
        stack = [self._accept(_State(barred=against_itself | _set_of(barred)), _set_of(accepted))]
        while stack:
            state = self._settle(stack.pop())
            if state is None or self._is_within(state.accepted | state.free, found):
                continue
            if not state.free:
                found.append(state.accepted)
                yield list(_bits(state.accepted))
                continue
            tried = state.free & -state.free
            stack.append(state._replace(barred=state.barred | tried))
            stack.append(self._accept(state, tried))

    def _is_within(self, arguments: int, found: Sequence[int]) -> bool:
        return not self._stable and any(arguments & ~larger == 0 for larger in found)

    def _accept(self, state: _State, arguments: int) -> _State:
        accepted, hit, threats, barred, free = state
        for place in _bits(arguments):
            hit |= self._targets[place]
            threats |= self._attackers[place]
        return _State(accepted | arguments, hit, threats, barred, free)

    def _settle(self, state: _State) -> _State | None:
        """Accept and bar what must be, until nothing more follows; None if that leads to no extension."""
        while True:
            accepted, hit, threats, barred, _ = state
            if accepted & (hit | threats):
                return None
            undecided = self._all & ~(accepted | hit)
            self._steps -= 1 + undecided.bit_count()
            if self._steps < 0:
                raise OutOfSteps
            free = self._all & ~(accepted | hit | threats | barred)
            owed = (threats | barred if self._stable else threats) & ~hit
            forced = self._answers(owed, free)
            safe, lost = self._safe_and_lost(undecided, hit, free)
            # What is safe could be added to whatever is found: without it that is not the largest, nor stable.
            if forced is None or safe & ~free:
                return None
            if not forced | safe | lost & free:
                return state._replace(free=free)
            state = self._accept(state._replace(barred=barred | lost & free), forced | safe)

    def _answers(self, owed: int, free: int) -> int | None:
        """Return the only arguments that can answer one of the attackers `owed`; None if one has no answer."""
        only = 0
        for place in _bits(owed):
            answers = self._attackers[place] & free
            if not answers:
                return None
            if answers & (answers - 1) == 0:
                only |= answers
        return only

    def _safe_and_lost(self, undecided: int, hit: int, free: int) -> tuple[int, int]:
        """Return the undecided arguments whose every attacker is hit, and those of whom one never can be."""
        unanswerable = 0
        for place in _bits(undecided):
            if not self._attackers[place] & free:
                unanswerable |= 1 << place
        safe = lost = 0
        for place in _bits(undecided):
            attackers = self._attackers[place] & ~hit
            if not attackers:
                safe |= 1 << place
            elif attackers & unanswerable:
                lost |= 1 << place
        return safe, lost


def _set_of(places: Iterable[int]) -> int:
    return sum(1 << place for place in places)


def _bits(arguments: int) -> Iterator[int]:
    while arguments:
        lowest = arguments & -arguments
        yield lowest.bit_length() - 1
        arguments ^= lowest
