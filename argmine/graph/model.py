"""The argument graph: what its nodes and edges are, and how to ask it for them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import networkx as nx

NODE_TYPES: tuple[str, ...] = ("stance", "position", "document", "speaker", "claim")

#: What is known of a node of each type, beside its `type` and `label`.
NODE_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "stance": ("color", "description"),
    "position": ("text", "terms", "typical", "issue", "claims", "supports", "attacks"),
    "document": ("title", "outlet", "date", "author", "url", "path"),
    "speaker": ("name", "organisation", "role", "stance", "claims"),
    "claim": (
        *("text", "document", "start", "end", "kind", "claim_type", "cue_kind"),
        *("stance", "stance_probabilities", "confidence", "speaker"),
        *("position", "position_confidence", "polarity", "polarity_confidence"),
        *("source", "cue", "outlet", "date"),
    ),
}

#: What is known of an edge.
EDGE_ATTRIBUTES: tuple[str, ...] = (
    *("type", "weight", "sign", "kind", "wire", "document", "start", "end"),
    *("claims", "documents"),
)

#: What each type of edge joins: its source's and its target's type.
EDGE_TYPES: dict[str, frozenset[tuple[str, str]]] = {
    "made_by": frozenset({("claim", "speaker")}),
    "in_document": frozenset({("claim", "document")}),
    "supports": frozenset({("claim", "position"), ("claim", "claim")}),
    "attacks": frozenset({("claim", "position"), ("claim", "claim")}),
    "echoes": frozenset({("claim", "claim")}),
    "holds": frozenset({("speaker", "stance"), ("claim", "stance")}),
}

_SHOWN_PROBLEMS = 5


class GraphError(ValueError):
    """An argument graph that cannot be built, or that is none; the message names the node, edge or claim."""


def node_id(node_type: str, name: str) -> str:
    """Return the id of a node: its type and the id or name of the thing, as in ``claim:3f0a``."""
    return f"{node_type}:{name}"


class ArgumentGraph(nx.MultiDiGraph):  # type: ignore[misc]  # networkx ships no types
    """Documents, speakers, claims, positions and stances, and how they hang together.

    A `networkx.MultiDiGraph`, so everything that networkx can do works on it. Node ids are strings that stay
    the same from run to run: ``document:<id>``, ``speaker:<id>``, ``claim:<id>``, ``position:<id>``,
    ``stance:<name>``. Every node has a `type` and a short `label`; every edge has its type as its key and in
    `type`, a `weight`, and where its words stand: `document`, `start` and `end` of its claim, or the ids of
    its `claims` and `documents` where it sums over several. Between claims, `kind` says how one echoes the other
    (verbatim, trimmed, paraphrase; `wire` where a whole text was printed again) or what one is to the other
    (reason, evidence, support, attack). What is not known is not there: no value is None.

    ============= =================================== =====================================================
    edge          joins                               weight
    ============= =================================== =====================================================
    made_by       claim to speaker                    1
    in_document   claim to document                   1
    supports      claim to position (`sign` 1)        1
    supports      claim to claim (`sign` 1)           the confidence, 0 to 1
    attacks       claim to position (`sign` -1)       1
    attacks       claim to claim (`sign` -1)          the confidence, 0 to 1
    echoes        claim to the claim that it repeats  their similarity, 0 to 1
    holds         speaker to stance                   number of the speaker's claims of that stance
    holds         claim without speaker to stance     1
    ============= =================================== =====================================================
    """

    def nodes_of(self, node_type: str) -> list[str]:
        """Return the ids of the nodes of one type, in the order they came in.

        Raises
        ------
        ValueError
            If there is no such type.
        """
        if node_type not in NODE_TYPES:
            raise ValueError(f"no nodes are of the type {node_type!r}: there are {', '.join(NODE_TYPES)}")
        return [node for node, kind in self.nodes(data="type") if kind == node_type]

    def claims_of(self, node: str) -> list[str]:
        """Return the claims of a speaker, document, position, stance or claim, as node ids in their order.

        Of a position, those that support or attack it; of a stance, those that speak for it; of a claim,
        those that echo it.
        """
        kind = self.nodes[node]["type"]
        if kind == "claim":
            return [claim for claim, _, key in self.in_edges(node, keys=True) if key == "echoes"]
        if kind != "stance":
            return list(self.predecessors(node))
        held = {claim for _, _, claims in self.in_edges(node, data="claims") for claim in claims}
        return [claim for claim in self.nodes_of("claim") if claim.partition(":")[2] in held]

    @property
    def stance_names(self) -> tuple[str, ...]:
        """The names of the stances, in the codebook's order."""
        return tuple(self.nodes[node]["label"] for node in self.nodes_of("stance"))

    @property
    def colors(self) -> dict[str, str]:
        """The colour of each stance, as ``#rrggbb``."""
        stances = (self.nodes[node] for node in self.nodes_of("stance"))
        return {stance["label"]: stance["color"] for stance in stances if "color" in stance}

    def summary(self) -> dict[str, int]:
        """Return how many nodes and edges of each type there are, zeros included."""
        nodes = Counter(kind for _, kind in self.nodes(data="type"))
        edges = Counter(key for _, _, key in self.edges(keys=True))
        return {name: nodes[name] for name in NODE_TYPES} | {name: edges[name] for name in EDGE_TYPES}

    def check(self) -> None:
        """Make sure that this is an argument graph: typed nodes, and edges that join what their type joins.

        Raises
        ------
        GraphError
            If it is none; the message names the first few nodes and edges that do not fit.
        """
        problems = [
            f"the node {node!r} has the type {kind!r}"
            for node, kind in self.nodes(data="type")
            if kind not in NODE_TYPES
        ]
        kinds = dict(self.nodes(data="type"))
        problems += [
            f"the edge {key!r} joins {source!r} to {target!r}"
            for source, target, key, data in self.edges(keys=True, data=True)
            if not _fits(key, data, kinds[source], kinds[target])
        ]
        if problems:
            more = len(problems) - _SHOWN_PROBLEMS
            raise GraphError(
                "this is no argument graph: "
                + "; ".join(problems[:_SHOWN_PROBLEMS])
                + (f"; and {more} more" if more > 0 else "")
            )


def _fits(key: object, data: dict[str, Any], source: object, target: object) -> bool:
    return data.get("type") == key and (source, target) in EDGE_TYPES.get(str(key), ())
