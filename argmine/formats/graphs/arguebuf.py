"""arguebuf JSON, the protobuf JSON that the package arguebuf writes and reads (``arguebuf.load.file``).

Claims and positions are atoms, under argmine's own ids, joined through schemes (``SUPPORT_DEFAULT``,
``ATTACK_DEFAULT``, ``REPHRASE_DEFAULT``), one for each edge of the graph. A speaker is a participant, with role and
organisation as its description; a document is a resource, with its title and its URL or path but without its text,
which is not in an argument graph; a claim refers to its words there by their `offset`, in code points. `created` and
`updated` are the day of the document, and left out where it is not known: arguebuf shows 1970 then.

Everything else (stances, confidences, issues, how surely one claim is a reason for another) is `userdata`. Text loses
halves of surrogate pairs, which protobuf refuses. Numbers come back as decimals, as protobuf writes them.

Reading takes what arguebuf saved of other formats. An atom that has a participant, that is a premise, or that a
rephrase joins is a claim, every other one a position. Not read are preferences, schemes without a type, schemes that
lead to schemes, and that premises of one scheme are linked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.graphs._debate import graph_of_debate
from argmine.formats.graphs._interchange import (
    Debate,
    Joints,
    SchemeType,
    Statement,
    document_of,
    full_date,
    graph_facts,
    read_speaker,
    schemes_of,
    speaker_facts,
    speaker_of,
    statement_facts,
    statements_of,
)
from argmine.formats.graphs._json_text import name_of, read_json, text_of, write_json
from argmine.formats.graphs._reading import reads
from argmine.schema import content_id

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

_SCHEMES: dict[SchemeType, dict[str, str]] = {
    "RA": {"support": "SUPPORT_DEFAULT"},
    "CA": {"attack": "ATTACK_DEFAULT"},
    "MA": {"rephrase": "REPHRASE_DEFAULT"},
}
_TYPES: dict[str, SchemeType] = {name: kind for kind, names in _SCHEMES.items() for name in names}
_HALF_SURROGATE = re.compile("[\ud800-\udfff]")
#: What arguebuf writes of a participant, empty or not.
_PARTICIPANT = {"name": "", "username": "", "email": "", "url": "", "location": "", "description": ""}


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as arguebuf JSON."""
    nodes = {node: _atom(graph, node) for node in statements_of(graph)}
    edges = {}
    for scheme in schemes_of(graph):
        name = f"scheme:{content_id(scheme.type, *scheme.premises, scheme.conclusion)}"
        dates = _metadata(document_of(graph, scheme.premises[0]))
        nodes[name] = {"scheme": _SCHEMES[scheme.type], **dates, **_userdata(scheme.facts)}
        for source, target in (*((premise, name) for premise in scheme.premises), (name, scheme.conclusion)):
            edges[f"edge:{content_id(source, target)}"] = {"source": source, "target": target, **dates}
    data = {
        "nodes": nodes,
        "edges": edges,
        "resources": {node: _resource(graph, node) for node in graph.nodes_of("document")},
        "participants": {node: _participant(graph, node) for node in graph.nodes_of("speaker")},
        "analysts": {"analyst:argmine": {"name": "argmine", "email": ""}},
        "schemaVersion": 1,
        **_userdata(graph_facts(graph)),
    }
    write_json(_clean({key: value for key, value in data.items() if value}), path)


@reads("arguebuf file")
def read(path: Path) -> ArgumentGraph:
    """Read an arguebuf file, ours or another program's.

    Raises
    ------
    FormatError
        If the file is none; the message names the node or edge.
    """
    data = read_json(path)
    if "nodes" not in data and "schemaVersion" not in data:
        raise FormatError(f"{path}: is no arguebuf file: it needs `nodes` and `edges`")
    nodes, people, resources = (_objects(data, key, path) for key in ("nodes", "participants", "resources"))
    statements = {
        node: _statement(node, entry, people, resources, path) for node, entry in nodes.items() if "atom" in entry
    }
    joints = Joints(path, nodes, statements)
    for name, entry in _objects(data, "edges", path).items():
        source, target = (name_of(entry, key, path, f"the edge {name}") for key in ("source", "target"))
        joints.add(f"the edge {name}", source, target)
    kinds = {node: (kind, _facts(entry)) for node, entry in nodes.items() if (kind := _scheme_type(entry)) is not None}
    schemes = list(joints.schemes(kinds))
    return graph_of_debate(Debate(path=path, statements=statements, schemes=schemes, facts=_facts(data)))


def _atom(graph: ArgumentGraph, node: str) -> dict[str, Any]:
    data = graph.nodes[node]
    atom = {"text": data["text"]} if data["text"] else {}
    facts = statement_facts(graph, node)
    if data["type"] == "claim":
        document = f"document:{data.get('document', '')}"
        if document in graph and data["text"]:
            # protobuf writes no zero.
            offset = {"offset": data["start"]} if data.get("start") else {}
            atom["reference"] = {"resource": document, **offset, "text": data["text"]}
        speaker = speaker_of(graph, node)
        if speaker is not None:
            atom["participant"] = speaker
    return {"atom": atom, **_metadata(document_of(graph, node)), **_userdata(facts)}


def _participant(graph: ArgumentGraph, speaker: str) -> dict[str, Any]:
    facts = speaker_facts(graph, speaker)
    described = ", ".join(str(facts[key]) for key in ("role", "organisation") if facts.get(key))
    return {**_PARTICIPANT, "name": facts.get("name", ""), "description": described, **_userdata(facts)}


def _resource(graph: ArgumentGraph, document: str) -> dict[str, Any]:
    data = graph.nodes[document]
    names = {"title": data.get("title") or data["label"], "source": data.get("url") or data.get("path")}
    return {**{key: name for key, name in names.items() if name}, **_metadata(data)}


def _metadata(document: Mapping[str, Any]) -> dict[str, Any]:
    day = full_date(document.get("date"))
    when = f"{day}T00:00:00Z"
    return {} if day is None else {"metadata": {"created": when, "updated": when}}


def _userdata(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"userdata": dict(facts)} if facts else {}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF_SURROGATE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {_clean(key): _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value


def _objects(data: Mapping[str, Any], key: str, path: Path) -> dict[str, dict[str, Any]]:
    found = data.get(key, {})
    if not isinstance(found, dict) or not all(isinstance(entry, dict) for entry in found.values()):
        raise FormatError(f"{path}: needs `{key}`, an object with an object for each id")
    return found


def _statement(
    node: str, entry: Mapping[str, Any], people: Mapping[str, Any], resources: Mapping[str, Any], path: Path
) -> Statement:
    atom, facts = entry["atom"], _facts(entry)
    if not isinstance(atom, dict):
        raise FormatError(f"{path}: the node {node} has an `atom` that is no object: give it a `text`")
    speakers = []
    participant = text_of(atom, "participant")
    if participant:
        if participant not in people:
            raise FormatError(f"{path}: the node {node} is by {participant}, who is none of `participants`: add them")
        person = people[participant]
        speakers = [read_speaker({"id": participant, **_facts(person)}, text_of(person, "name"))]
    reference = atom.get("reference")
    resource = text_of(reference, "resource") if isinstance(reference, dict) else ""
    source = text_of(resources.get(resource, {}), "title") or resource
    text = text_of(atom, "text")
    return Statement(id=node, text=text, said=bool(speakers), speakers=speakers, source=source, facts=facts)


def _scheme_type(entry: Mapping[str, Any]) -> SchemeType | None:
    scheme = entry.get("scheme")
    return next((_TYPES[key] for key in scheme if key in _TYPES), None) if isinstance(scheme, dict) else None


def _facts(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    facts = entry.get("userdata")
    return facts if isinstance(facts, dict) else {}


FORMAT = GraphFormat(
    name="arguebuf",
    suffixes=(".arguebuf.json",),
    description="arguebuf's protobuf JSON: atoms and schemes, with participants and resources",
    for_programs=("arguebuf",),
    write=write,
    read=read,
)
