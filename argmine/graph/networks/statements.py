"""Statements: who says what about which position, where and when, in columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from networkx.utils import UnionFind

from argmine.graph.model import ArgumentGraph
from argmine.graph.networks.columns import MISSING, Codes, Column, DataType, encode
from argmine.graph.networks.errors import NetworkError
from argmine.graph.networks.sources import Known, Run, claims_of_graph, claims_of_run

Times = npt.NDArray[np.datetime64]

#: Of a year or a month that is all that is known, the first moment is taken.
_PART_OF_A_DATE = re.compile(r"\d{4}(-\d\d)?")
#: The variables that are no text.
_DATA_TYPES: dict[str, DataType] = {"agreement": "boolean"}
#: The variables whose values have the stance that most of their statements have.
_LED = ("organisation", "actor")
#: What stands beside the variables in the events of `event_list`.
_DETAILS = ("statement", "start", "end", "text")
_NO_VARIABLES = (*_DETAILS, "time", "confidence")
#: The names that an event has for itself, which metadata of documents cannot have.
_TAKEN = (*_NO_VARIABLES, "statement_id", "start_position", "stop_position", "document_id")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statements:
    """Statements in the order of time, in columns.

    Of argmine's own, every claim is a statement. Its variables: ``speaker``, ``organisation``, ``actor`` (the
    organisation, or the speaker where none is known), ``role``, ``stance``, ``position``, ``issue``, ``document``,
    ``outlet``, ``author``, ``kind``, ``claim_type``, ``cue_kind``, and ``agreement``: 1 supports the position, 0
    attacks it; a claim whose side is not known has none. Whatever else the documents of a run carry, such as a
    section or a country, are variables as well.

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
    def of_run(cls, run: Run) -> Statements:
        """Return the claims of a finished run; the order does not depend on the order of its documents.

        What else the documents carry (`Document.extra`) are variables too, where no variable of argmine's own has the
        name.
        """
        return cls._of_table(*claims_of_run(run))

    @classmethod
    def of_graph(cls, graph: ArgumentGraph) -> Statements:
        """Return the claims of an argument graph, which knows nothing of the documents' other metadata."""
        rows, known = claims_of_graph(graph)
        return cls._of_table(_table(rows), known)

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
        known = Known(labels=labels or {}, facts=facts or {})
        return cls._of_table(_table(rows), known, _DATA_TYPES | dict(data_types or {}), strict=True)

    @classmethod
    def _of_table(
        cls,
        table: pa.Table,
        known: Known,
        data_types: Mapping[str, DataType] = _DATA_TYPES,
        *,
        strict: bool = False,
    ) -> Statements:
        names = [name for name in table.column_names if name not in _NO_VARIABLES]
        columns = {name: _variable(name, table[name], known, data_types.get(name, "text")) for name in names}
        for name in _LED:
            if name in columns and "stance" in columns:
                columns[name] = _with_stance(columns[name], columns["stance"])
        columns |= _metadata(columns["document"], known.metadata, {*columns, *_TAKEN})
        details = table.select([name for name in _DETAILS if name in table.column_names])
        made = cls(
            columns=columns,
            time=_times(table, strict=strict),
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
        """Return the statements of as many documents, drawn with replacement; each draw is a document of its own.

        Within a week, a month or the whole range two draws of a document are one all the same where what is said again
        counts once, as two documents would be; `argmine.graph.measures.bootstrap` takes that out before it draws.
        """
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

    def copies_as_one(self, run: Run) -> Statements:
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


def _table(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    listed = [dict(row) for row in rows]
    names = dict.fromkeys(name for row in listed for name in row)
    if listed and "document" not in names:
        raise NetworkError(f"statements need a `document`; these have {', '.join(names)}")
    columns = {name: [_text(row.get(name)) for row in listed] for name in (*names, "document", "time")}
    arrays = {name: pa.array(values, pa.string()) for name, values in columns.items()}
    for name, kind in (("start", pa.int64()), ("end", pa.int64()), ("confidence", pa.float64())):
        if name in arrays:
            try:
                arrays[name] = pa.array([value or None for value in columns[name]]).cast(pa.float64()).cast(kind)
            except pa.ArrowInvalid as error:
                raise NetworkError(f"{name!r} has a value that is no number ({error})") from error
    return pa.table(arrays)


def _variable(name: str, values: pa.ChunkedArray, known: Known, data_type: DataType) -> Column:
    facts = {
        identifier: {fact: value for fact, value in about.items() if value is not None}
        for identifier, about in known.facts.get(name, {}).items()
    }
    try:
        return encode(values, labels=known.labels.get(name), facts=facts, data_type=data_type)
    except NetworkError as error:
        raise NetworkError(f"the variable {name!r} {error}") from None


def _metadata(
    documents: Column, metadata: Mapping[str, Mapping[str, str]], taken: Collection[str]
) -> dict[str, Column]:
    """Return the variables that documents carry under names that are not taken, sorted by name."""
    carried = [metadata.get(identifier, {}) for identifier in documents.ids]
    names = sorted({name for values in carried for name in values}.difference(taken))
    columns = {}
    for name in names:
        of_documents = encode(pa.chunked_array([pa.array([values.get(name) for values in carried], pa.string())]))
        columns[name] = of_documents.take(documents.codes)
    return columns


def _text(value: Any) -> str | None:
    # Of all values only what is no number does not equal itself; tables have it where they have nothing.
    if value is None or value != value:
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
            color = stances.facts[stance].get("color")
            led = {"stance": stances.ids[stance], **({"color": color} if color else {})}
        facts.append({**column.facts[place], **led})
    return replace(column, facts=tuple(facts))


def _numbers(table: pa.Table, name: str) -> npt.NDArray[np.float64]:
    if name not in table.column_names:
        return np.full(len(table), np.nan)
    numbers = table[name].cast(pa.float64()).to_numpy(zero_copy_only=False)
    return np.array(numbers, dtype=float)


def _times(table: pa.Table, *, strict: bool) -> Times:
    texts = table["time"].to_pylist()
    moments = {text: _moment(text, strict=strict) for text in set(texts)}
    return np.array([moments[text] for text in texts], dtype="datetime64[s]")


def _moment(text: str | None, *, strict: bool) -> np.datetime64:
    """Return a moment by the clock of whoever wrote it down: of a time zone nothing stays.

    What is no date ("last spring") is not known, unless `strict`: a document without one counts where time does not.
    """
    if not text:
        return np.datetime64("NaT", "s")
    try:
        return np.datetime64(datetime.fromisoformat(text).replace(tzinfo=None), "s")
    except ValueError as error:
        if _PART_OF_A_DATE.fullmatch(text):
            return np.datetime64(text, "s")
        if not strict:
            return np.datetime64("NaT", "s")
        raise NetworkError(f"a statement has the date {text!r}, which is none: write 2025-01-31") from error
