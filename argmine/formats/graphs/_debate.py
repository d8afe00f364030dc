"""From the statements and schemes of an argumentation tool's file to an argument graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from argmine.codebook import OTHER, Codebook, Stance
from argmine.formats.base import FormatError
from argmine.formats.graphs._interchange import EDGE_OF_SCHEME, Debate, Scheme, Statement
from argmine.formats.incoming import finite, whole
from argmine.schema import (
    ECHO_KINDS,
    KINDS,
    RELATION_LABELS,
    Claim,
    Document,
    Echo,
    Issue,
    Position,
    Relation,
    content_id,
)

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

_POLARITY_OF_SCHEME = {"RA": "support", "CA": "attack"}
_DOCUMENT_FACTS = ("title", "outlet", "date", "author", "url", "path")
_SIGNS = {"supports": 1, "attacks": -1}


def graph_of_debate(debate: Debate) -> ArgumentGraph:
    """Return the argument graph of a file.

    A claim is a statement that somebody says, that supports or attacks another, that is joined to another by a
    rephrase, or that was a claim in argmine; every other one is a position. A claim that names no document is in one
    that stands for the file. What several say is a claim of each of them, the later ones echoes of the first.

    Raises
    ------
    FormatError
        If the facts that the file holds are none.
    """
    return _Builder(debate).graph()


class _Builder:
    """Collects the documents, claims, positions and echoes of a file."""

    def __init__(self, debate: Debate) -> None:
        self._debate = debate
        self._documents: dict[str, Document] = {}
        self._claims: dict[str, Claim] = {}
        self._echoes: list[Echo] = []
        # Argument-graph ids by the ids of the file: of a claim, those of all who say it.
        self._positions: dict[str, Position] = {}
        self._position_names: set[str] = set()
        self._said: dict[str, list[str]] = {}
        self._unplaced: set[str] = set()
        self._sides: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._relations: dict[str, list[Relation]] = defaultdict(list)

    def graph(self) -> ArgumentGraph:
        from argmine.graph import build_graph  # only here: networkx is slow to load

        self._add_documents()
        self._add_statements()
        for scheme in self._debate.schemes:
            self._add_scheme(scheme)
        claims = [self._claim(statement, name) for statement, name in self._spoken()]
        graph = build_graph(
            self._documents.values(), claims, self._positions.values(), self._echoes, codebook=self._codebook(claims)
        )
        self._add_other_sides(graph)
        self._forget_unknown_offsets(graph)
        return graph

    def _refuse(self, where: str, error: Exception) -> FormatError:
        return FormatError(
            f"{self._debate.path}: {where} has facts of argmine's that cannot be read "
            f"({type(error).__name__}: {error}): export the file anew, or remove them"
        )

    def _add_documents(self) -> None:
        try:
            for entry in self._debate.facts.get("documents") or []:
                known: dict[str, Any] = {name: str(entry[name]) for name in _DOCUMENT_FACTS if name in entry}
                # Its text is not in the file; the label was made from its beginning.
                document = Document(id=str(entry["id"]), text=str(entry.get("label", "")), **known)
                self._documents[document.id] = document
        except (AttributeError, KeyError, TypeError) as error:
            raise self._refuse("the list of documents", error) from error

    def _add_statements(self) -> None:
        joined = {end for one in self._debate.schemes for end in _claims_of(one)}
        taken: set[str] = set()
        for statement in self._debate.statements.values():
            said = statement.said or str(statement.facts.get("node", "")).startswith("claim:")
            kind = "claim" if said or statement.id in joined else "position"
            name = _own_name(statement, kind)
            if f"{kind}:{name}" in taken:
                name = f"{statement.id}-{name}"
            taken.add(f"{kind}:{name}")
            if kind == "claim":
                others = range(2, len(statement.speakers) + 1)
                self._said[statement.id] = [name, *(f"{name}-{number}" for number in others)]
            else:
                self._positions[statement.id] = self._position(statement, name)
                self._position_names.add(name)
        for names in self._said.values():
            self._echoes += [Echo(claim=name, of=names[0], similarity=1.0) for name in names[1:]]

    def _position(self, statement: Statement, name: str) -> Position:
        facts = statement.facts
        try:
            issue = facts.get("issue")
            return Position(
                id=name,
                text=statement.text,
                terms=tuple(str(term) for term in facts.get("terms") or ()),
                typical=_text(facts.get("typical")),
                issue=None if issue is None else Issue(id=content_id("issue", issue), text=str(issue)),
            )
        except TypeError as error:
            raise self._refuse(f"the node {statement.id}", error) from error

    def _add_scheme(self, scheme: Scheme) -> None:
        edge = EDGE_OF_SCHEME[scheme.type]
        try:
            weight, kind = finite(scheme.facts.get("weight", 1.0)), scheme.facts.get("kind")
        except (TypeError, ValueError) as error:
            raise self._refuse(f"the scheme of {scheme.premises} and {scheme.conclusion}", error) from error
        for premise in scheme.premises:
            if scheme.conclusion in self._positions:
                for name in self._said[premise]:
                    self._sides[name].append((edge, self._positions[scheme.conclusion].id))
                continue
            claim, target = self._said[premise][0], self._said[scheme.conclusion][0]
            if scheme.type == "MA":
                how: Any = kind if kind in ECHO_KINDS else "paraphrase"
                wire = scheme.facts.get("wire") is True
                self._echoes.append(Echo(claim=claim, of=target, similarity=weight, kind=how, wire=wire))
            else:
                label: Any = kind if kind in RELATION_LABELS else _POLARITY_OF_SCHEME[scheme.type]
                self._relations[claim].append(Relation(target=target, label=label, confidence=weight))

    def _spoken(self) -> list[tuple[Statement, str]]:
        return [(self._debate.statements[one], name) for one, names in self._said.items() for name in names]

    def _claim(self, statement: Statement, name: str) -> Claim:
        try:
            return self._claim_of(statement, name)
        except (AttributeError, TypeError, ValueError) as error:
            raise self._refuse(f"the node {statement.id}", error) from error

    def _claim_of(self, statement: Statement, name: str) -> Claim:
        facts = statement.facts
        place = self._said[statement.id].index(name)
        speaker = statement.speakers[place] if statement.speakers else None
        kind = facts.get("kind", "authorial" if speaker is None and statement.own_voice else "direct")
        if kind not in KINDS:
            raise ValueError(f"the kind {kind!r} is none of {', '.join(KINDS)}")
        if "start" not in facts or "end" not in facts:
            self._unplaced.add(name)
        position, polarity = self._side(name, facts)
        return Claim(
            id=name,
            document=self._document_of(statement),
            start=whole(facts.get("start", 0)),
            end=whole(facts.get("end", 0)),
            text=statement.text,
            kind=kind,
            type=_text(facts.get("claim_type")),
            source=_spans(facts.get("source")),
            cue=_spans(facts.get("cue")),
            cue_kind=facts.get("cue_kind"),
            speaker=speaker,
            stance=_text(facts.get("stance")),
            stance_probabilities={str(key): finite(p) for key, p in (facts.get("stance_probabilities") or {}).items()},
            position=position,
            position_confidence=_number(facts.get("position_confidence")),
            polarity=polarity,  # type: ignore[arg-type]  # one of _POLARITY_OF_SCHEME
            polarity_confidence=_number(facts.get("polarity_confidence")),
            relations=tuple(self._relations[name]),
            confidence=finite(facts.get("confidence", 1.0)),
        )

    def _side(self, name: str, facts: Mapping[str, Any]) -> tuple[str | None, str | None]:
        """Return the claim's position and polarity: what the schemes say; of several, what the facts say."""
        polarities = {"supports": "support", "attacks": "attack"}
        sides = [(position, polarities[edge]) for edge, position in self._sides[name]]
        position = facts.get("position")
        if (position, facts.get("polarity")) in sides:
            return position, facts["polarity"]
        if sides:
            return sides[0]
        return (position if position in self._position_names else None), None

    def _document_of(self, statement: Statement) -> str:
        path = self._debate.path
        document = statement.facts.get("document")
        if document is None and statement.source:
            named = Document(id=content_id("document", statement.source), text="", title=statement.source)
        elif document is None:
            named = Document(id=content_id("file", path.name), text="", title=path.name, path=path.name)
        else:
            named = Document(id=str(document), text="")
        self._documents.setdefault(named.id, named)
        return named.id

    def _codebook(self, claims: list[Claim]) -> Codebook:
        facts = self._debate.facts
        try:
            stances = {str(entry["name"]): entry for entry in facts.get("stances") or []}
            for claim in claims:
                if claim.stance is not None:
                    stances.setdefault(claim.stance, {})
            looks: dict[str, dict[str, Any]] = {
                name: {key: str(entry[key]) for key in ("color", "description") if key in entry}
                for name, entry in stances.items()
            }
        except (AttributeError, KeyError, TypeError) as error:
            raise self._refuse("the list of stances", error) from error
        made = tuple(Stance(name=name, **look) for name, look in looks.items())
        return Codebook(name=str(facts.get("codebook", self._debate.path.name)), stances=made or (Stance(name=OTHER),))

    def _add_other_sides(self, graph: ArgumentGraph) -> None:
        """Add what a claim supports or attacks beside its position."""
        for name, sides in self._sides.items():
            for edge, position in sides:
                ends = f"claim:{name}", f"position:{position}"
                if not graph.has_edge(*ends, edge):
                    placed = {key: graph.nodes[ends[0]][key] for key in ("document", "start", "end")}
                    graph.add_edge(*ends, key=edge, type=edge, weight=1.0, **placed, sign=_SIGNS[edge])

    def _forget_unknown_offsets(self, graph: ArgumentGraph) -> None:
        for name in self._unplaced:
            edges = (data for _, _, data in graph.out_edges(f"claim:{name}", data=True))
            for data in (graph.nodes[f"claim:{name}"], *edges):
                data.pop("start", None)
                data.pop("end", None)


def _claims_of(scheme: Scheme) -> tuple[str, ...]:
    return (*scheme.premises, scheme.conclusion) if scheme.type == "MA" else scheme.premises


def _own_name(statement: Statement, kind: str) -> str:
    """Return the id that a statement had in argmine; where it had none, or was of another kind, the file's."""
    node = statement.facts.get("node")
    known, _, name = node.partition(":") if isinstance(node, str) else ("", "", "")
    return name if known == kind else statement.id


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _number(value: Any) -> float | None:
    return None if value is None else finite(value)


def _spans(value: Any) -> tuple[tuple[int, int], ...]:
    return tuple((whole(start), whole(end)) for start, end in value or ())
