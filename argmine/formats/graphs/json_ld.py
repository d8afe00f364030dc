"""JSON-LD 1.1, for RDF stores and SPARQL: the argument graph as linked data, with its context inside.

Words are those of vocabularies that others know:

========== ============================================================================================
documents  schema:Article and prov:Entity: headline, author, datePublished (xsd:date), publisher, url
speakers   prov:Agent, and schema:Person where a role is known: name, jobTitle, affiliation
claims     schema:Claim and aif:I-node: text, author (the speaker), prov:wasQuotedFrom (the document), their place in it
           as an oa:TextPositionSelector (code points, end exclusive)
positions  skos:Concept and aif:I-node: prefLabel, text
stances    skos:Concept: prefLabel, definition
relations  aif:RA-node (supports: Premise, Conclusion) and aif:CA-node (attacks: ConflictingElement,
           ConflictedElement), each with its weight; echoes as :Echo with :echoing and :echoed
ties       of a discourse network: :Tie with :between, :weight, :sign and :value
========== ============================================================================================

What has no such word is in ``urn:argmine:terms:``, under its own name. Things have the ids ``urn:argmine:claim:<id>``
and so on. Lists of anything but text, numbers and booleans, and dicts, are JSON literals (rdf:JSON). The context is
in the file, so that nothing is fetched; pyld expands it and rdflib parses it. It is not read back.

What it cannot hold: how many claims a speaker has of a stance (count the claims), and half surrogate pairs and
control characters, which RDF has no place for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from argmine.formats.base import GraphFormat
from argmine.formats.graphs._json_rows import encode, rows, write_pieces
from argmine.formats.looks import keyed_edges
from argmine.schema import content_id

if TYPE_CHECKING:
    import networkx as nx

    from argmine.graph import ArgumentGraph

_URN = "urn:argmine:"
_LINK = {"@type": "@id"}
_CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": f"{_URN}terms:",
    "schema": "https://schema.org/",
    "aif": "http://www.arg.dundee.ac.uk/aif#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "label": "rdfs:label",
    "prefLabel": "skos:prefLabel",
    "description": "skos:definition",
    "inScheme": {"@id": "skos:inScheme", **_LINK},
    "text": "schema:text",
    "terms": "schema:keywords",
    "title": "schema:headline",
    "outlet": "schema:publisher",
    "date": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "author": "schema:author",
    "url": "schema:url",
    "name": "schema:name",
    "role": "schema:jobTitle",
    "organisation": "schema:affiliation",
    "made_by": {"@id": "schema:author", **_LINK},
    "in_document": {"@id": "prov:wasQuotedFrom", **_LINK},
    "stance": _LINK,
    "holds": _LINK,
    "selector": "oa:hasSelector",
    "start": "oa:start",
    "end": "oa:end",
    "premise": {"@id": "aif:Premise", **_LINK},
    "conclusion": {"@id": "aif:Conclusion", **_LINK},
    "conflicting": {"@id": "aif:ConflictingElement", **_LINK},
    "conflicted": {"@id": "aif:ConflictedElement", **_LINK},
    "echoing": _LINK,
    "echoed": _LINK,
    "between": _LINK,
}
_TYPES = {
    "document": ["schema:Article", "prov:Entity"],
    "speaker": ["prov:Agent"],
    "claim": ["schema:Claim", "aif:I-node"],
    "position": ["skos:Concept", "aif:I-node"],
    "stance": ["skos:Concept"],
    "organisation": ["schema:Organization", "prov:Agent"],
    "outlet": ["schema:Organization"],
}
#: Edges that are a thing of their own, since they have a weight: its type, and what it calls its two ends.
_THINGS = {
    "supports": ("aif:RA-node", "premise", "conclusion"),
    "attacks": ("aif:CA-node", "conflicting", "conflicted"),
    "echoes": ("Echo", "echoing", "echoed"),
}
_LINKS = ("made_by", "in_document", "holds")
#: What a claim's edges say already.
_SAID_BY_EDGES = ("document", "position", "polarity", "speaker", "date", "outlet")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as JSON-LD.

    Raises
    ------
    FormatError
        If a value is none that JSON knows.
    """
    write_pieces(path, _pieces(graph))


def _pieces(graph: nx.Graph) -> Iterator[str]:
    yield f'{{"@context": {encode(_CONTEXT)},\n"@graph": [\n'
    yield from rows(encode(_clean(thing), str(thing["@id"])) for thing in _things(graph))
    yield "]}\n"


def _things(graph: nx.Graph) -> Iterator[dict[str, Any]]:
    scheme = _iri("codebook", str(graph.graph["codebook"])) if "codebook" in graph.graph else None
    if scheme:
        yield {"@id": scheme, "@type": "skos:ConceptScheme", "prefLabel": graph.graph["codebook"]}
    for node, data in graph.nodes(data=True):
        thing = _node(graph, node, data)
        if scheme and data.get("type") == "stance":
            thing["inScheme"] = scheme
        yield thing
    for source, target, key, data in keyed_edges(graph):
        if key not in _LINKS or not graph.is_directed():
            yield _edge((source, target, key), data, directed=graph.is_directed())


def _node(graph: nx.Graph, node: str, data: Mapping[str, Any]) -> dict[str, Any]:
    kind = data.get("type", "")
    types = _TYPES.get(kind, [quote(kind, safe="")] if kind else [])
    person = ["schema:Person"] if kind == "speaker" and "role" in data else []
    thing: dict[str, Any] = {"@id": _node_iri(node), "@type": [*types, *person]}
    skipped = {"type", "start", "end", *_SAID_BY_EDGES} if kind == "claim" else {"type"}
    for name, value in data.items():
        if value is not None and name not in skipped:
            word = "prefLabel" if name == "label" and "skos:Concept" in types else name
            thing[quote(word, safe="")] = _SPECIAL.get(name, _value)(value)
    if kind == "claim" and "start" in data and "end" in data:
        thing["selector"] = _selector((data["start"], data["end"]))
    if graph.is_directed():
        for _, target, key in graph.out_edges(node, keys=True):
            if key in _LINKS:
                thing.setdefault(key, []).append(_node_iri(target))
    return thing


def _edge(edge: tuple[str, str, str], data: Mapping[str, Any], *, directed: bool) -> dict[str, Any]:
    source, target, key = edge
    thing: dict[str, Any] = {"@id": _iri("edge", content_id(source, key, target, length=16))}
    skipped = {"document", "start", "end"}
    if directed and key in _THINGS:
        kind, first, second = _THINGS[key]
        thing |= {"@type": kind, first: _node_iri(source), second: _node_iri(target)}
        skipped |= {"type", "sign"}
    else:
        thing |= {"@type": "Tie", "between": [_node_iri(source), _node_iri(target)]}
    known = {name: value for name, value in data.items() if value is not None and name not in skipped}
    return thing | {quote(name, safe=""): _value(value) for name, value in known.items()}


def _value(value: Any) -> Any:
    items = value if isinstance(value, list) else [value]
    if all(isinstance(item, str | int | float) for item in items):
        return value
    return {"@type": "@json", "@value": value}


def _date(value: Any) -> Any:
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        # Not of the type that the context says.
        return {"@value": str(value)}


def _organisation(value: Any) -> dict[str, Any]:
    return {"@type": "schema:Organization", "name": str(value)}


def _probabilities(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return _value(value)
    return [{"stance": _iri("stance", str(name)), "probability": share} for name, share in value.items()]


def _selectors(value: Any) -> Any:
    if not isinstance(value, list) or not all(isinstance(span, list | tuple) and len(span) == 2 for span in value):
        return _value(value)
    return [_selector(span) for span in value]


def _selector(span: Sequence[Any]) -> dict[str, Any]:
    return {"@type": "oa:TextPositionSelector", "start": span[0], "end": span[1]}


#: What is more than a value.
_SPECIAL: dict[str, Callable[[Any], Any]] = {
    "date": _date,
    "organisation": _organisation,
    "stance": lambda name: _iri("stance", str(name)),
    "stance_probabilities": _probabilities,
    "source": _selectors,
    "cue": _selectors,
}


def _node_iri(node: str) -> str:
    kind, colon, name = node.partition(":")
    return _iri(kind, name) if colon else _iri("node", node)


def _iri(kind: str, name: str) -> str:
    kind, name = (quote(part, safe="", errors="backslashreplace") for part in (kind, name))
    return f"{_URN}{kind}:{name}"


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _NO_TEXT.sub("", value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, Mapping):
        return {_NO_TEXT.sub("", name): _clean(item) for name, item in value.items()}
    return value


FORMAT = GraphFormat(
    name="json-ld",
    suffixes=(".jsonld",),
    description="JSON-LD in the words of schema.org, AIF, SKOS and PROV; not read back",
    for_programs=("rdflib", "Apache Jena", "GraphDB", "SPARQL"),
    write=write,
    networks=True,
)
