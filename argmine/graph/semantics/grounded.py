"""The grounded labelling, in time linear in the number of attacks."""

from __future__ import annotations

from collections import deque
from typing import Literal

from argmine.graph.semantics.framework import Framework, Thing

Label = Literal["in", "out", "undecided"]


def grounded_labels(framework: Framework[Thing]) -> list[Label]:
    """Label every argument, by its place, ``in``, ``out`` or ``undecided``.

    In is what nobody attacks, or only those that are out; out is what somebody in attacks (Modgil and Caminada
    2009, "Proof theories and algorithms for abstract argumentation frameworks"). What is in is the grounded
    extension, the least that everybody must accept.
    """
    labels: list[Label] = ["undecided"] * len(framework)
    open_attacks = [len(attackers) for attackers in framework.attackers]
    accepted = deque(place for place, number in enumerate(open_attacks) if number == 0)
    while accepted:
        place = accepted.popleft()
        labels[place] = "in"
        for attacked in framework.targets[place]:
            if labels[attacked] == "out":
                continue
            labels[attacked] = "out"
            for defended in framework.targets[attacked]:
                open_attacks[defended] -= 1
                if open_attacks[defended] == 0 and labels[defended] == "undecided":
                    accepted.append(defended)
    return labels
