"""SADFace, the Simple Argument Description Format of Open Argumentation.

Claims and positions are atoms, joined only through schemes named ``support``, ``attack`` or ``rephrase``, one for each
edge of the graph. Each document is a resource, with its title for want of its text, and the source of a claim says
where its words stand there (`offset` and `length`, in code points). Ids are UUIDs made from argmine's, the same in
every file. `created` and `edited` are the day of the latest document, empty where no day is known.

SADFace keeps what it does not know in blocks of metadata; in the block ``argmine`` are ids, speakers, stances,
confidences, issues, and what the documents are.

Reading takes files of other programs: the schemes ``attack``, ``conflict``, ``disagree``, ``disagreement``, ``defeat``
and every scheme of the type ``conflict`` are attacks, ``rephrase`` is an echo, ``preference`` is skipped, and any other
name is an inference. A statement that is the premise of a scheme is a claim, every other one a position. Not read are
schemes that lead to schemes, and that premises of one scheme are linked.

Read by arguebuf (``arguebuf.load.sadface(json.load(file))``) and the package sadface, whose ``validation.verify``
refuses the title, notes and description that its own ``set_title``, ``set_notes`` and ``set_description`` write and
that arguebuf wants.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.graphs._debate import graph_of_debate
from argmine.formats.graphs._interchange import (
    FACTS,
    Debate,
    Joints,
    SchemeType,
    Statement,
    facts_in,
    full_date,
    graph_facts,
    read_speaker,
    schemes_of,
    speaker_facts,
    speaker_of,
    statement_facts,
    statements_of,
)
from argmine.formats.graphs._json_text import entries, name_of, read_json, text_of, write_json
from argmine.formats.graphs._reading import reads
from argmine.schema import content_id

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

_NAMES: dict[SchemeType, str] = {"RA": "support", "CA": "attack", "MA": "rephrase"}
_CONFLICTS = {"attack", "conflict", "disagree", "disagreement", "defeat"}
_VERSION = "0.5.4.0"


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as SADFace."""
    nodes = [_atom(graph, node) for node in statements_of(graph)]
    edges = []
    for scheme in schemes_of(graph):
        node = _uuid("scheme", scheme.type, *scheme.premises, scheme.conclusion)
        nodes.append({"id": node, "type": "scheme", "name": _NAMES[scheme.type], "metadata": _metadata(scheme.facts)})
        ends = [(_uuid(premise), node) for premise in scheme.premises] + [(node, _uuid(scheme.conclusion))]
        edges += [{"id": _uuid(*pair), "source_id": pair[0], "target_id": pair[1]} for pair in ends]
    data = {
        "metadata": {"core": _core(graph), FACTS: graph_facts(graph)},
        "resources": [_resource(graph, node) for node in graph.nodes_of("document")],
        "nodes": nodes,
        "edges": edges,
    }
    write_json(data, path)


@reads("SADFace file")
def read(path: Path) -> ArgumentGraph:
    """Read a SADFace file, ours or another program's.

    Raises
    ------
    FormatError
        If the file is no SADFace; the message names the node or edge.
    """
    data = read_json(path)
    nodes = _read_nodes(data, path)
    titles = {text_of(entry, "id"): text_of(entry, "content") for entry in entries(data, "resources", path)}
    statements = {node: _statement(node, entry, titles) for node, entry in nodes.items() if entry["type"] == "atom"}
    joints = Joints(path, nodes, statements)
    for place, entry in enumerate(entries(data, "edges", path, required=True), start=1):
        what = f"the edge {entry.get('id', f'number {place}')}"
        source, target = (name_of(entry, key, path, what) for key in ("source_id", "target_id"))
        joints.add(what, source, target)
    kinds = {node: (kind, _facts(entry)) for node, entry in nodes.items() if (kind := _scheme_type(entry)) is not None}
    schemes = list(joints.schemes(kinds))
    return graph_of_debate(Debate(path=path, statements=statements, schemes=schemes, facts=_facts(data)))


def _atom(graph: ArgumentGraph, node: str) -> dict[str, Any]:
    data = graph.nodes[node]
    sources, facts = [], statement_facts(graph, node)
    if data["type"] == "claim":
        # Where its words stand is said by its source.
        start, document = facts.get("start"), facts.get("document")
        if document is not None:
            place = {} if start is None else {"offset": start, "length": facts["end"] - start}
            sources = [{"resource_id": _uuid(f"document:{document}"), "text": data["text"], **place}]
        speaker = speaker_of(graph, node)
        if speaker is not None:
            facts["speaker"] = speaker_facts(graph, speaker)
    return {"id": _uuid(node), "type": "atom", "text": data["text"], "sources": sources, "metadata": _metadata(facts)}


def _resource(graph: ArgumentGraph, document: str) -> dict[str, Any]:
    data = graph.nodes[document]
    core = {key: data[key] for key in ("title", "url") if key in data}
    return {"id": _uuid(document), "type": "text", "content": data["label"], "metadata": {"core": core}}


def _core(graph: ArgumentGraph) -> dict[str, str]:
    days = filter(None, (full_date(graph.nodes[node].get("date")) for node in graph.nodes_of("document")))
    latest = max(days, default=None)
    when = "" if latest is None else f"{latest}T00:00:00"
    return {
        "analyst_email": "",
        "analyst_name": "argmine",
        "created": when,
        "edited": when,
        "description": "",
        "id": _uuid("graph", *statements_of(graph)),
        "notes": "",
        "title": "",
        "version": _VERSION,
    }


def _metadata(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"core": {}, FACTS: facts} if facts else {"core": {}}


def _uuid(*parts: str) -> str:
    return str(uuid.UUID(hex=content_id(*parts, length=32), version=4))


def _read_nodes(data: Mapping[str, Any], path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for place, entry in enumerate(entries(data, "nodes", path, required=True), start=1):
        node = name_of(entry, "id", path, f"the node number {place}")
        if not isinstance(entry.get("type"), str):
            raise FormatError(f"{path}: the node {node} has no `type`: give it atom or scheme")
        if node in found:
            raise FormatError(f"{path}: two nodes have the id {node}: give one of them another")
        found[node] = entry
    return found


def _statement(node: str, entry: Mapping[str, Any], titles: Mapping[str, str]) -> Statement:
    facts = _facts(entry)
    sources = entry.get("sources")
    first = sources[0] if isinstance(sources, list) and sources else None
    resource = text_of(first, "resource_id") if isinstance(first, dict) else ""
    speaker = facts.get("speaker")
    speakers = [read_speaker(speaker, str(speaker.get("name", "")))] if isinstance(speaker, dict) else []
    source = titles.get(resource) or resource
    text = text_of(entry, "text")
    return Statement(id=node, text=text, said=bool(speakers), speakers=speakers, source=source, facts=facts)


def _scheme_type(entry: Mapping[str, Any]) -> SchemeType | None:
    kind, name = entry["type"], text_of(entry, "name").lower()
    if kind not in ("scheme", "inference", "conflict") or name == "preference":
        return None
    if kind == "conflict" or name in _CONFLICTS:
        return "CA"
    return "MA" if name == "rephrase" else "RA"


def _facts(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = entry.get("metadata")
    return facts_in(metadata) if isinstance(metadata, dict) else {}


FORMAT = GraphFormat(
    name="sadface",
    suffixes=(".sadface.json", ".sadface"),
    description="SADFace: atoms joined by support, attack and rephrase schemes, with where each claim stands",
    for_programs=("SADFace", "MonkeyPuzzle"),
    write=write,
    read=read,
)
