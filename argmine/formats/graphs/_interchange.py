"""What the formats of argumentation tools share: an argument graph as statements and schemes, and back.

Argumentation tools know statements and the schemes that join them, named here as in the Argument Interchange
Format: an inference (RA) from premises to a conclusion, a conflict (CA), a rephrase (MA). Claims and positions are
statements; ``supports`` is an inference, ``attacks`` a conflict, ``echoes`` a rephrase. What an argument graph
knows besides (the document and the offsets, the stance, how sure it is) are the facts of a statement; each format
says where it keeps them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from argmine.formats.base import FormatError
from argmine.schema import Speaker, content_id

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

SchemeType = Literal["RA", "CA", "MA"]

EDGE_OF_SCHEME: dict[SchemeType, str] = {"RA": "supports", "CA": "attacks", "MA": "echoes"}
SCHEME_OF_EDGE: dict[str, SchemeType] = {edge: scheme for scheme, edge in EDGE_OF_SCHEME.items()}

#: Facts about the graph, under the name that keeps them apart from what other programs write.
FACTS = "argmine"

_DOCUMENT_FACTS = ("title", "outlet", "date", "author", "url", "path", "label")
_STANCE_FACTS = ("color", "description")
_STATEMENT_FACTS = {
    "position": ("terms", "typical", "issue"),
    "claim": (
        *("document", "start", "end", "kind", "claim_type", "cue_kind", "source", "cue"),
        *("stance", "stance_probabilities", "confidence"),
        *("position", "position_confidence", "polarity", "polarity_confidence"),
    ),
}


class Scheme(NamedTuple):
    """An inference, a conflict or a rephrase: from its premises, by their ids, to its conclusion."""

    type: SchemeType
    premises: tuple[str, ...]
    conclusion: str
    facts: Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Statement:
    """A statement of a file: its id there, who says it, and where.

    `said` tells that somebody says it, though it may not be known who; then it is a claim. `own_voice` tells that
    it is the document's own, `source` names the document where there are no facts.
    """

    id: str
    text: str
    said: bool = False
    own_voice: bool = True
    speakers: list[Speaker] = field(default_factory=list)
    source: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Debate:
    """What a file of an argumentation tool holds: `statements` by their ids, `schemes`, and facts about the whole."""

    path: Path
    statements: dict[str, Statement]
    schemes: list[Scheme]
    facts: Mapping[str, Any] = field(default_factory=dict)


class Joints:
    """How the nodes of a file are joined: for each node, those with an edge to it, and those that it has an edge to.

    Parameters
    ----------
    path
        The file, for error messages.
    nodes
        The ids of all nodes of the file; of `statements`, those of its statements.
    """

    def __init__(self, path: Path, nodes: Collection[str], statements: Collection[str]) -> None:
        self._path = path
        self._nodes = nodes
        self._statements = statements
        self.into: dict[str, list[str]] = defaultdict(list)
        self.out_of: dict[str, list[str]] = defaultdict(list)

    def add(self, what: str, source: str, target: str) -> None:
        """Add an edge, of which `what` is the name in error messages.

        Raises
        ------
        FormatError
            If one of its ends is not there, or both are statements.
        """
        for end in (source, target):
            if end not in self._nodes:
                raise FormatError(
                    f"{self._path}: {what} leads from or to the node {end}, which is not there: add the node, "
                    "or remove the edge"
                )
        if source in self._statements and target in self._statements:
            raise FormatError(
                f"{self._path}: {what} joins the statements {source} and {target} directly: put a node between them "
                "that says how (support, attack or rephrase; in AIF RA, CA or MA)"
            )
        self.out_of[source].append(target)
        self.into[target].append(source)

    def schemes(self, kinds: Mapping[str, tuple[SchemeType, Mapping[str, Any]]]) -> Iterator[Scheme]:
        """Yield what the scheme nodes join, given their types and facts: one for each conclusion of each."""
        for node, (kind, facts) in kinds.items():
            premises = tuple(one for one in self.into[node] if one in self._statements)
            for conclusion in self.out_of[node]:
                if conclusion in self._statements and premises:
                    yield Scheme(kind, premises, conclusion, facts)


def statements_of(graph: ArgumentGraph) -> Iterator[str]:
    """Yield the positions and then the claims, as node ids."""
    yield from graph.nodes_of("position")
    yield from graph.nodes_of("claim")


def schemes_of(graph: ArgumentGraph) -> Iterator[Scheme]:
    """Yield a scheme for each edge of support, attack or echo, in the graph's order; its ends are node ids."""
    for source, target, key, data in graph.edges(keys=True, data=True):
        if key in SCHEME_OF_EDGE:
            names = ("kind", "weight", "wire") if graph.nodes[target]["type"] == "claim" else ()
            yield Scheme(SCHEME_OF_EDGE[key], (source,), target, {name: data[name] for name in names if name in data})


def statement_facts(graph: ArgumentGraph, node: str) -> dict[str, Any]:
    """Return what is known of a claim or position beside its text, its speaker and its schemes."""
    data = graph.nodes[node]
    names = _STATEMENT_FACTS[data["type"]]
    return {"node": node} | {name: data[name] for name in names if data.get(name) not in (None, [], {})}


def graph_facts(graph: ArgumentGraph) -> dict[str, Any]:
    """Return what is known beside statements and schemes: the codebook's name, the stances, the documents."""
    facts: dict[str, Any] = {"codebook": graph.graph["codebook"]} if "codebook" in graph.graph else {}
    return facts | {
        "stances": [
            {"name": graph.nodes[node]["label"], **_some(graph, node, _STANCE_FACTS)}
            for node in graph.nodes_of("stance")
        ],
        "documents": [
            {"id": node.partition(":")[2], **_some(graph, node, _DOCUMENT_FACTS)} for node in graph.nodes_of("document")
        ],
    }


def speaker_of(graph: ArgumentGraph, claim: str) -> str | None:
    """Return the node of the speaker who makes a claim, None where none is known."""
    return next((node for _, node, key in graph.out_edges(claim, keys=True) if key == "made_by"), None)


def speaker_facts(graph: ArgumentGraph, speaker: str) -> dict[str, Any]:
    """Return the id, name, organisation and role of a speaker, as far as they are known."""
    return {"id": speaker.partition(":")[2], **_some(graph, speaker, ("name", "organisation", "role"))}


def document_of(graph: ArgumentGraph, claim: str) -> Mapping[str, Any]:
    """Return what is known of a claim's document; a part of a graph may hold a claim without it."""
    document: Mapping[str, Any] = graph.nodes.get(f"document:{graph.nodes[claim].get('document', '')}", {})
    return document


def facts_in(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the facts that an entry of a file holds, none where another program has written it."""
    facts = entry.get(FACTS)
    return facts if isinstance(facts, dict) else {}


def read_speaker(facts: Mapping[str, Any], name: str) -> Speaker:
    """Return the speaker of this name; the facts may know an id, an organisation and a role."""
    details = {key: str(facts[key]) for key in ("organisation", "role") if facts.get(key) is not None}
    return Speaker(id=str(facts.get("id", content_id("speaker", name.casefold()))), name=name, **details)


def full_date(date: Any) -> str | None:
    """Return a date if it names a day, None if it does not: what the day was is not made up."""
    from datetime import date as day

    try:
        return day.fromisoformat(date).isoformat()
    except (TypeError, ValueError):
        return None


def _some(graph: ArgumentGraph, node: str, names: tuple[str, ...]) -> dict[str, Any]:
    data = graph.nodes[node]
    return {name: data[name] for name in names if data.get(name) is not None}
