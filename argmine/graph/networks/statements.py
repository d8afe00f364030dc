"""Statements: who says what about which position, where and when, in columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from networkx.utils import UnionFind

from argmine.codebook import Codebook
from argmine.graph.model import ArgumentGraph, node_id
from argmine.graph.networks.columns import MISSING, Codes, Column, DataType, encode
from argmine.graph.networks.errors import NetworkError

Times = npt.NDArray[np.datetime64]

#: The variables that are no text.
_DATA_TYPES: dict[str, DataType] = {"agreement": "boolean"}
_CONFIDENCES = ("confidence", "position_confidence", "polarity_confidence")
_AGREEMENT = {"support": "1", "attack": "0"}
#: The variables whose values have the stance that most of their statements have.
_LED = ("organisation", "actor")
#: What stands beside the variables in the events of `event_list`.
_DETAILS = ("statement", "start", "end", "text")

# One row a claim, in the order of time. An undated document comes last; one day's in the order of their ids.
_OF_A_RUN = """
select c.id as statement, c."start", c."end", c.text, c.document, d.title, d.date as time, d.outlet, d.author,
       c.speaker, coalesce(s.organisation, c.organisation) as organisation, coalesce(s.role, c.role) as role,
       coalesce(s.organisation, c.organisation, s.name, c.speaker_name) as actor,
       c.stance, c.kind, c.type as claim_type, c.cue_kind, c.position, p.issue,
       least(c.confidence, c.position_confidence, c.polarity_confidence) as confidence,
       case c.polarity when 'support' then '1' when 'attack' then '0' end as agreement
from claims c join documents d on d.id = c.document
left join speakers s on s.id = c.speaker left join positions p on p.id = c.position
order by d.date nulls last, c.document, c."start", c."end", c.id
"""


class _Run(Protocol):
    """What is asked of a finished run: its codebook, and its tables in SQL."""

    @property
    def codebook(self) -> Codebook: ...
    def query(self, sql: str) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statements:
    """Statements in the order of time, in columns.

    Of argmine's own, every claim is a statement. Its variables: ``speaker``, ``organisation``, ``actor`` (the
    organisation, or the speaker where none is known), ``role``, ``stance``, ``position``, ``issue``, ``document``,
    ``outlet``, ``author``, ``kind``, ``claim_type``, ``cue_kind``, and ``agreement``: 1 supports the position, 0
    attacks it; a claim whose side is not known has none.

    Attributes
    ----------
    columns
        The variables by name.
    time
        When each statement was made, as datetime64[s]; NaT where it is not known, which come last.
    documents
        For each statement a whole number that is the same within a document.
    confidence
        The least of the confidences of each statement: in the claim, its position and its side; NaN where none is
        known.
    details
        An Arrow table of the same rows: the id, the offsets and the words of each statement.
    """

    columns: Mapping[str, Column]
    time: Times
    documents: Codes
    confidence: npt.NDArray[np.float64]
    details: pa.Table

    def __len__(self) -> int:
        return len(self.time)

    @classmethod
    def of_run(cls, run: _Run) -> Statements:
        """Return the claims of a finished run; the order does not depend on the order of its documents."""
        table = run.query(_OF_A_RUN).to_arrow_table()
        colors = run.codebook.colors
        speakers = _by_id(run, "select id, name, organisation, role, stance from speakers")
        for facts in speakers.values():
            facts["color"] = colors.get(facts.get("stance", ""))
        positions = _by_id(run, "select id, text, issue_text as issue from positions")
        documents = _by_id(run, "select id, title, outlet, date from documents")
        known = {
            "speaker": speakers,
            "position": positions,
            "document": documents,
            "stance": {name: {"color": color} for name, color in colors.items()},
            "issue": {},
        }
        labels = {
            "speaker": {key: facts["name"] for key, facts in speakers.items()},
            "position": {key: facts["text"] for key, facts in positions.items()},
            "document": {key: facts.get("title") or key for key, facts in documents.items()},
            "issue": {r[0]: r[1] for r in run.query("select distinct issue, issue_text from positions").fetchall()},
        }
        return cls._of_table(table.drop_columns(["title"]), labels, known)

    @classmethod
    def of_graph(cls, graph: ArgumentGraph) -> Statements:
        """Return the claims of an argument graph."""
        colors = graph.colors
        known: dict[str, dict[str, dict[str, Any]]] = {
            kind: {node.partition(":")[2]: dict(graph.nodes[node]) for node in graph.nodes_of(kind)}
            for kind in ("speaker", "position", "document", "stance")
        }
        for facts in known["speaker"].values():
            facts["color"] = colors.get(facts.get("stance", ""))
        labels = {
            "speaker": {key: facts["name"] for key, facts in known["speaker"].items()},
            "position": {key: facts["text"] for key, facts in known["position"].items()},
            "document": {key: facts.get("title") or key for key, facts in known["document"].items()},
        }
        made_by = {claim: speaker for claim, speaker, kind in graph.edges(keys=True) if kind == "made_by"}
        rows = [_row(graph, claim, made_by.get(claim)) for claim in graph.nodes_of("claim")]
        return cls.of_rows(rows, labels=labels, facts=known)

    @classmethod
    def of_rows(
        cls,
        rows: Iterable[Mapping[str, Any]],
        *,
        data_types: Mapping[str, DataType] | None = None,
        labels: Mapping[str, Mapping[str, str]] | None = None,
        facts: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
    ) -> Statements:
        """Return the statements of a table, such as one that people coded by hand.

        Parameters
        ----------
        rows
            A statement each, with the same keys: the variables, among them ``document``, and where they are known
            ``time`` (an ISO date or a `datetime`), ``confidence``, ``statement`` (its id), ``start``, ``end`` and
            ``text``.
        data_types
            The variables that are ``integer`` or ``boolean``; ``agreement`` is boolean.
        labels, facts
            By variable, how its values are shown, and what is known of them, by their ids.

        Raises
        ------
        NetworkError
            If there is no ``document``, or a number or date is none.
        """
        listed = [dict(row) for row in rows]
        names = dict.fromkeys(name for row in listed for name in row)
        if listed and "document" not in names:
            raise NetworkError(f"statements need a `document`; these have {', '.join(names)}")
        columns = {name: [row.get(name) for row in listed] for name in (*names, "document")}
        columns["time"] = [None if time is None else str(time) for time in columns.get("time", [None] * len(listed))]
        table = pa.table({name: pa.array([_text(v) for v in values], pa.string()) for name, values in columns.items()})
        return cls._of_table(table, labels or {}, facts or {}, _DATA_TYPES | dict(data_types or {}))

    @classmethod
    def _of_table(
        cls,
        table: pa.Table,
        labels: Mapping[str, Mapping[str, str]],
        facts: Mapping[str, Mapping[str, Mapping[str, Any]]],
        data_types: Mapping[str, DataType] = _DATA_TYPES,
    ) -> Statements:
        columns = {}
        for name in table.column_names:
            if name not in (*_DETAILS, "time", "confidence"):
                known = {key: _known(value) for key, value in facts.get(name, {}).items()}
                try:
                    columns[name] = encode(
                        table[name], labels=labels.get(name), facts=known, data_type=data_types.get(name, "text")
                    )
                except ValueError as error:
                    raise NetworkError(f"the variable {name!r} has a value that is no number ({error})") from error
        details = table.select([name for name in _DETAILS if name in table.column_names])
        for name in _LED:
            if name in columns and "stance" in columns:
                columns[name] = _with_stance(columns[name], columns["stance"])
        made = cls(
            columns=columns,
            time=_times(table),
            documents=columns["document"].codes,
            confidence=_numbers(table, "confidence"),
            details=details,
        )
        return made.take(np.argsort(made.time, kind="stable"))

    def take(self, places: Codes) -> Statements:
        """Return some of the statements, by their places."""
        return replace(
            self,
            columns={name: column.take(places) for name, column in self.columns.items()},
            time=self.time[places],
            documents=self.documents[places],
            confidence=self.confidence[places],
            details=self.details.take(pa.array(places)) if self.details.num_columns else self.details,
        )

    def narrowed(self, variables: Collection[str]) -> Statements:
        """Return the statements with these variables alone, as far as they have them, and without details."""
        columns = {name: column for name, column in self.columns.items() if name in variables}
        return replace(self, columns=columns, details=pa.table({}))

    def resampled(self, rng: np.random.Generator) -> Statements:
        """Return the statements of as many documents, drawn with replacement; each draw is a document of its own."""
        order = np.argsort(self.documents, kind="stable")
        _, starts, counts = np.unique(self.documents[order], return_index=True, return_counts=True)
        drawn = rng.integers(len(starts), size=len(starts)) if len(starts) else np.empty(0, dtype=np.int64)
        lengths = counts[drawn]
        ends = np.cumsum(lengths)
        within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
        chosen = order[np.repeat(starts[drawn], lengths) + within]
        draws = np.repeat(np.arange(len(drawn)), lengths)
        in_time = np.argsort(self.time[chosen], kind="stable")
        return replace(self.take(chosen[in_time]), documents=draws[in_time])

    def copies_as_one(self, run: _Run) -> Statements:
        """Return the statements with copies of one text (wire copies) taken for one document.

        What is said in several copies then counts once where duplicates within a document do.
        """
        pairs = run.query(
            "select distinct c.document, o.document from links l join claims c on c.id = l.source "
            "join claims o on o.id = l.target where l.type = 'echoes' and l.wire order by all"
        ).fetchall()
        places = {identifier: place for place, identifier in enumerate(self.columns["document"].ids)}
        printed = UnionFind()
        for one, other in pairs:
            printed.union(places[one], places[other])
        first = np.array([printed[place] for place in range(len(places))], dtype=np.int64)
        return replace(self, documents=first[self.documents])


def _by_id(run: _Run, sql: str) -> dict[str, dict[str, Any]]:
    rows = run.query(sql)
    names = rows.columns
    return {row[0]: _known(dict(zip(names, row, strict=True))) for row in rows.fetchall()}


def _known(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None and name not in ("id", "type", "label")}


def _row(graph: ArgumentGraph, claim: str, speaker: str | None) -> dict[str, Any]:
    data = graph.nodes[claim]
    who = graph.nodes[speaker] if speaker else {}
    position = graph.nodes.get(node_id("position", data.get("position", "")), {})
    document = graph.nodes.get(node_id("document", data["document"]), {})
    return {
        "statement": claim.partition(":")[2],
        **{name: data.get(name) for name in ("start", "end", "text", "document", "outlet", "stance", "kind")},
        **{name: data.get(name) for name in ("claim_type", "cue_kind", "position")},
        "time": data.get("date"),
        "author": document.get("author"),
        "speaker": speaker and speaker.partition(":")[2],
        "organisation": who.get("organisation"),
        "role": who.get("role"),
        "actor": who.get("organisation") or who.get("name"),
        "issue": position.get("issue"),
        "agreement": _AGREEMENT.get(data.get("polarity", "")),
        "confidence": min(data[name] for name in _CONFIDENCES if name in data),
    }


def _text(value: Any) -> str | None:
    if value is None:
        return None
    # Arrow holds UTF-8 only, which has no half surrogates.
    return str(int(value) if isinstance(value, bool) else value).encode("utf-8", "replace").decode("utf-8")


def _with_stance(column: Column, stances: Column) -> Column:
    """Return the column with the stance of most statements of each value; of equals the first by name."""
    known = (column.codes != MISSING) & (stances.codes != MISSING)
    counts = np.zeros((len(column.ids), len(stances.ids)), dtype=np.int64)
    np.add.at(counts, (column.codes[known], stances.codes[known]), 1)
    facts = []
    for place, row in enumerate(counts):
        led = {}
        if row.any():
            stance = int(row.argmax())
            led = {"stance": stances.ids[stance], **stances.facts[stance]}
        facts.append({**column.facts[place], **led})
    return replace(column, facts=tuple(facts))


def _numbers(table: pa.Table, name: str) -> npt.NDArray[np.float64]:
    if name not in table.column_names:
        return np.full(len(table), np.nan)
    numbers = table[name].cast(pa.float64()).to_numpy(zero_copy_only=False)
    return np.array(numbers, dtype=float)


def _times(table: pa.Table) -> Times:
    texts = table["time"].to_pylist()
    try:
        return np.array([np.datetime64(text or "NaT", "s") for text in texts], dtype="datetime64[s]")
    except ValueError as error:
        raise NetworkError(f"a statement has a date that is none: write 2025-01-31 ({error})") from error
