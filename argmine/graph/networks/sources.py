"""What statements are made of: the claims of a run, or of an argument graph, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from argmine.codebook import Codebook
from argmine.graph.model import ArgumentGraph, node_id

if TYPE_CHECKING:
    import pyarrow as pa

CONFIDENCES = ("confidence", "position_confidence", "polarity_confidence")
_AGREEMENT = {"support": "1", "attack": "0"}
#: What is known of the values of a variable, besides their stances' colours.
_FACTS = {
    "speaker": ("name", "organisation", "role", "stance"),
    "position": ("text", "issue"),
    "document": ("title", "outlet", "date"),
    "stance": ("color",),
}

# One row a claim, in the order of time. An undated document comes last; one day's in the order of their ids.
# What is said of a speaker in a few claims alone is not taken for true of those either.
_OF_A_RUN = """
select c.id as statement, c."start", c."end", c.text, c.document, d.date as time, d.outlet, d.author, c.speaker,
       case when s.id is null then c.organisation else s.organisation end as organisation,
       case when s.id is null then c.role else s.role end as role,
       case when s.id is null then coalesce(c.organisation, c.speaker_name)
            else coalesce(s.organisation, s.name) end as actor,
       c.stance, c.kind, c.type as claim_type, c.cue_kind, c.position, p.issue,
       least(c.confidence, c.position_confidence, c.polarity_confidence) as confidence,
       case c.polarity when 'support' then '1' when 'attack' then '0' end as agreement
from claims c join documents d on d.id = c.document
left join speakers s on s.id = c.speaker left join positions p on p.id = c.position
order by d.date nulls last, c.document, c."start", c."end", c.id
"""


class Run(Protocol):
    """What is asked of a finished run: its codebook, and its tables in SQL."""

    @property
    def codebook(self) -> Codebook:
        """The stances and their colours."""
        ...

    def query(self, sql: str) -> Any:
        """Ask the tables."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """What is known of the values of variables.

    Attributes
    ----------
    labels, facts
        By variable, how its values are shown, and what is known of them, by their ids.
    metadata
        The metadata that a document carries besides argmine's own variables, by its id.
    """

    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    metadata: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def claims_of_run(run: Run) -> tuple[pa.Table, Known]:
    """Return a row for each claim of a run, and what is known of their values."""
    table = run.query(_OF_A_RUN).to_arrow_table()
    colors = run.codebook.colors
    facts = {
        "speaker": _by_id(run, "select id, name, organisation, role, stance from speakers"),
        "position": _by_id(run, "select id, text, issue_text as issue from positions"),
        "document": _by_id(run, "select id, title, outlet, date from documents"),
        "stance": {name: {"color": color} for name, color in colors.items()},
    }
    labels = _labels(facts, colors)
    labels["issue"] = dict(run.query("select distinct issue, issue_text from positions order by all").fetchall())
    carried = run.query("select id, extra from documents where cardinality(extra) > 0").fetchall()
    return table, Known(labels=labels, facts=facts, metadata=dict(carried))


def claims_of_graph(graph: ArgumentGraph) -> tuple[list[dict[str, Any]], Known]:
    """Return a row for each claim of an argument graph, and what is known of their values."""
    facts: dict[str, dict[str, dict[str, Any]]] = {
        kind: {
            node.partition(":")[2]: {name: graph.nodes[node][name] for name in names if name in graph.nodes[node]}
            for node in graph.nodes_of(kind)
        }
        for kind, names in _FACTS.items()
    }
    labels = _labels(facts, graph.colors)
    made_by = {claim: speaker for claim, speaker, kind in graph.edges(keys=True) if kind == "made_by"}
    rows = [_row(graph, claim, made_by.get(claim)) for claim in graph.nodes_of("claim")]
    return rows, Known(labels=labels, facts=facts)


def _by_id(run: Run, sql: str) -> dict[str, dict[str, Any]]:
    rows = run.query(sql)
    names = rows.columns
    return {row[0]: dict(zip(names[1:], row[1:], strict=True)) for row in rows.fetchall()}


def _labels(facts: Mapping[str, dict[str, dict[str, Any]]], colors: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """Return how values are shown, and put its colour beside the stance of each speaker."""
    for known in facts["speaker"].values():
        known["color"] = colors.get(known.get("stance") or "")
    shown = {"speaker": "name", "position": "text", "document": "title"}
    return {kind: {key: known.get(name) or key for key, known in facts[kind].items()} for kind, name in shown.items()}


def _row(graph: ArgumentGraph, claim: str, speaker: str | None) -> dict[str, Any]:
    data = graph.nodes[claim]
    who = graph.nodes[speaker] if speaker else {}
    position = graph.nodes.get(node_id("position", data.get("position", "")), {})
    document = graph.nodes.get(node_id("document", data["document"]), {})
    return {
        "statement": claim.partition(":")[2],
        **{name: data.get(name) for name in ("start", "end", "text", "document")},
        "time": data.get("date"),
        "outlet": data.get("outlet"),
        "author": document.get("author"),
        "speaker": speaker and speaker.partition(":")[2],
        "organisation": who.get("organisation"),
        "role": who.get("role"),
        "actor": who.get("organisation") or who.get("name"),
        **{name: data.get(name) for name in ("stance", "kind", "claim_type", "cue_kind", "position")},
        "issue": position.get("issue"),
        "agreement": _AGREEMENT.get(data.get("polarity", "")),
        "confidence": min((data[name] for name in CONFIDENCES if data.get(name) is not None), default=None),
    }
