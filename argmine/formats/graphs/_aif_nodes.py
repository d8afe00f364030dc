"""The Argument Interchange Format: an argument graph as I, L, YA, RA, CA and MA nodes, and back.

What AIF and xAIF share; see `aif` for what stands where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from argmine.formats.base import FormatError
from argmine.formats.graphs._interchange import (
    FACTS,
    Debate,
    Joints,
    SchemeType,
    Statement,
    document_of,
    facts_in,
    full_date,
    graph_facts,
    read_speaker,
    schemes_of,
    speaker_facts,
    speaker_of,
    statement_facts,
)
from argmine.formats.graphs._json_text import entries, name_of, text_of
from argmine.schema import Speaker

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

#: What a scheme node says, and the number of its scheme in AIFdb.
_SCHEMES: dict[str, tuple[str, str]] = {
    "RA": ("Default Inference", "72"),
    "CA": ("Default Conflict", "71"),
    "MA": ("Default Rephrase", "144"),
    "YA": ("Asserting", "74"),
}
_ARGUMENT: dict[str, SchemeType] = {"RA": "RA", "CA": "CA", "MA": "MA"}
#: The participant of claims that nobody is known to have made, and the first name of a document's own voice.
_UNKNOWN = ("Unknown", "speaker")
_OWN_VOICE = "Own-voice-of"
#: What programs write where they know no speaker; xaif calls the text's own voice "Default Speaker".
_NOBODY = {_UNKNOWN, ("None", "None"), ("", ""), ("-", "-")}
_TEXTS_VOICE = ("Default", "Speaker")
_NO_NAME = {"", "-", "None"}
#: A speaker's name before what they say, as AIFdb and OVA write locutions.
_SPOKEN = re.compile(r"([^\W\d_][^:\n]{0,59}?)\s*:\s")
#: An analyst's locution that says what the analysis is; no part of the debate.
_ANALYSING = "Analysing"


class Locution(NamedTuple):
    """An L node: its id, those of its I node and of the claim, and the name of who says it."""

    id: str
    statement: str
    claim: str
    speaker: tuple[str, str]


class Written(NamedTuple):
    """An AIF object, with the ids that xAIF needs besides."""

    aif: dict[str, Any]
    statements: dict[str, str]
    locutions: tuple[Locution, ...]


def write_nodes(graph: ArgumentGraph) -> Written:
    """Return the graph as an AIF object."""
    return _Writer(graph).written()


def said_by(graph: ArgumentGraph, claim: str) -> tuple[str, str]:
    """Return first name and surname of who makes a claim; a name of one word is a surname after ``-``."""
    speaker = speaker_of(graph, claim)
    if speaker is not None:
        return _two_parts(graph.nodes[speaker]["name"])
    if graph.nodes[claim].get("kind") != "authorial":
        return _UNKNOWN
    document = document_of(graph, claim)
    return _OWN_VOICE, _line(document.get("outlet") or document.get("label") or "") or "-"


def full_name(name: tuple[str, str]) -> str:
    """Return first name and surname as one, without a ``-``."""
    return " ".join(part for part in name if part not in _NO_NAME)


class _Writer:
    """Numbers nodes, edges and participants as it writes them."""

    def __init__(self, graph: ArgumentGraph) -> None:
        self._graph = graph
        self._numbers = count(1)
        self._people: dict[tuple[str, str | tuple[str, str]], dict[str, Any]] = {}
        self._nodes: list[dict[str, Any]] = []
        self._edges: list[dict[str, Any]] = []
        self._said: list[dict[str, Any]] = []
        self._fulfilled: list[dict[str, str]] = []

    def written(self) -> Written:
        graph = self._graph
        statements = {node: self._statement(node) for node in graph.nodes_of("position")}
        locutions = []
        for claim in graph.nodes_of("claim"):
            statements[claim] = self._statement(claim)
            locutions.append(self._locution(claim, statements[claim]))
        for scheme in schemes_of(graph):
            node = self._scheme(scheme.type, self._date(scheme.premises[0]), scheme.facts)
            for premise in scheme.premises:
                self._join(statements[premise], node)
            self._join(node, statements[scheme.conclusion])
        aif = {
            "nodes": self._nodes,
            "edges": self._edges,
            "schemefulfillments": self._fulfilled,
            "descriptorfulfillments": [],
            "cqdescriptorfulfillments": [],
            "participants": list(self._people.values()),
            "locutions": self._said,
            FACTS: graph_facts(graph),
        }
        return Written(aif, statements, tuple(locutions))

    def _node(self, kind: str, text: str, date: dict[str, str], facts: Mapping[str, Any] | None = None) -> str:
        number = str(next(self._numbers))
        self._nodes.append(
            {"nodeID": number, "text": text, "type": kind, **date, **({FACTS: dict(facts)} if facts else {})}
        )
        return number

    def _statement(self, node: str) -> str:
        text = self._graph.nodes[node]["text"]
        return self._node("I", text, self._date(node), statement_facts(self._graph, node))

    def _scheme(self, kind: str, date: dict[str, str], facts: Mapping[str, Any] | None = None) -> str:
        name, number = _SCHEMES[kind]
        node = self._node(kind, name, date, facts)
        self._fulfilled.append({"nodeID": node, "schemeID": number})
        return node

    def _locution(self, claim: str, statement: str) -> Locution:
        graph, date = self._graph, self._date(claim)
        name = said_by(graph, claim)
        text = f"{_line(full_name(name))}: {graph.nodes[claim]['text']}"
        locution = self._node("L", text, date)
        self._join(locution, asserting := self._scheme("YA", date))
        self._join(asserting, statement)
        document = document_of(graph, claim)
        names = (document.get(key) for key in ("url", "path", "title"))
        source = next(filter(None, names), graph.nodes[claim].get("document"))
        where = {"start": None, "end": None, "source": source}
        self._said.append({"nodeID": locution, "personID": self._person(claim, name), **date, **where})
        return Locution(locution, statement, claim, name)

    def _person(self, claim: str, name: tuple[str, str]) -> str:
        speaker = speaker_of(self._graph, claim)
        key = ("speaker", speaker) if speaker else ("voice", name)
        if key not in self._people:
            facts = {FACTS: speaker_facts(self._graph, speaker)} if speaker else {}
            number = str(len(self._people) + 1)
            self._people[key] = {"participantID": number, "firstname": name[0], "surname": name[1], **facts}
        return str(self._people[key]["participantID"])

    def _join(self, source: str, target: str) -> None:
        number = str(len(self._edges) + 1)
        self._edges.append({"edgeID": number, "fromID": source, "toID": target, "formEdgeID": None})

    def _date(self, node: str) -> dict[str, str]:
        """Return the time stamp of the document's day; midnight stands for the hour, which is not known."""
        day = full_date(document_of(self._graph, node).get("date"))
        return {} if day is None else {"timestamp": f"{day} 00:00:00"}


def read_nodes(aif: Mapping[str, Any], path: Path) -> Debate:
    """Return what an AIF object says.

    Raises
    ------
    FormatError
        If a node or an edge is not as it must be; the message names it.
    """
    return _Reader(aif, path).debate()


class _Reader:
    def __init__(self, aif: Mapping[str, Any], path: Path) -> None:
        self._aif = aif
        self._path = path
        self._nodes = self._read_nodes()
        self._joints = self._read_edges()

    def debate(self) -> Debate:
        statements = {
            node: Statement(id=node, text=text_of(entry, "text"), facts=facts_in(entry))
            for node, entry in self._nodes.items()
            if entry["type"] == "I"
        }
        people = self._read_people()
        sources = self._read_locutions()
        for node, entry in self._nodes.items():
            if entry["type"] == "L":
                for statement in self._asserted(node):
                    self._say(statements[statement], entry, people, sources.get(node, {}))
        kinds = {
            node: (_ARGUMENT[entry["type"]], facts_in(entry))
            for node, entry in self._nodes.items()
            if entry["type"] in _ARGUMENT
        }
        schemes = list(self._joints.schemes(kinds))
        return Debate(path=self._path, statements=statements, schemes=schemes, facts=facts_in(self._aif))

    def _read_nodes(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for place, entry in enumerate(entries(self._aif, "nodes", self._path, required=True), start=1):
            node = name_of(entry, "nodeID", self._path, f"the node number {place}")
            if not isinstance(entry.get("type"), str):
                raise FormatError(f"{self._path}: the node {node} has no `type`: give it one, such as I, L, RA or CA")
            if node in found:
                raise FormatError(f"{self._path}: two nodes have the nodeID {node}: give one of them another")
            found[node] = entry
        return found

    def _read_edges(self) -> Joints:
        statements = {node for node, entry in self._nodes.items() if entry["type"] == "I"}
        joints = Joints(self._path, self._nodes, statements)
        for place, entry in enumerate(entries(self._aif, "edges", self._path, required=True), start=1):
            what = f"the edge {entry.get('edgeID', f'number {place}')}"
            source, target = (name_of(entry, key, self._path, what) for key in ("fromID", "toID"))
            joints.add(what, source, target)
        return joints

    def _read_people(self) -> dict[str, tuple[tuple[str, str], Mapping[str, Any]]]:
        people = {}
        for place, entry in enumerate(entries(self._aif, "participants", self._path), start=1):
            number = name_of(entry, "participantID", self._path, f"the participant number {place}")
            people[number] = ((text_of(entry, "firstname").strip(), text_of(entry, "surname").strip()), facts_in(entry))
        return people

    def _read_locutions(self) -> dict[str, dict[str, Any]]:
        return {
            name_of(entry, "nodeID", self._path, f"the locution number {place}"): entry
            for place, entry in enumerate(entries(self._aif, "locutions", self._path), start=1)
        }

    def _asserted(self, locution: str) -> Iterator[str]:
        """Yield the I nodes that an L node leads to, directly or by a YA node."""
        for node in self._joints.out_of[locution]:
            entry = self._nodes[node]
            if entry["type"] == "I":
                yield node
            elif entry["type"] == "YA" and text_of(entry, "text") != _ANALYSING:
                yield from (target for target in self._joints.out_of[node] if self._nodes[target]["type"] == "I")

    def _say(
        self,
        statement: Statement,
        entry: Mapping[str, Any],
        people: Mapping[str, tuple[tuple[str, str], Mapping[str, Any]]],
        locution: Mapping[str, Any],
    ) -> None:
        statement.said = True
        statement.source = statement.source or text_of(locution, "source")
        name, facts = people.get(str(locution.get("personID")), (None, {}))
        if name is None:
            spoken = _SPOKEN.match(text_of(entry, "text"))
            name = ("", spoken[1]) if spoken else ("", "")
        statement.own_voice = name[0] == _OWN_VOICE or name == _TEXTS_VOICE
        if not facts and (statement.own_voice or name in _NOBODY or not full_name(name)):
            return
        speaker = _speaker(name, facts)
        if speaker.id not in {one.id for one in statement.speakers}:
            statement.speakers.append(speaker)


def _speaker(name: tuple[str, str], facts: Mapping[str, Any]) -> Speaker:
    whole = full_name(name)
    if _two_parts(str(facts.get("name", ""))) == name:
        whole = str(facts["name"])
    return read_speaker(facts, whole)


def _two_parts(name: str) -> tuple[str, str]:
    first, _, rest = _line(name).partition(" ")
    return (first, rest) if rest else ("-", first or "-")


def _line(text: str) -> str:
    return " ".join(text.split())
