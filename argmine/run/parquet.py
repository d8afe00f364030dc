"""The tables of a run: their columns, and how they are written so that the same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from argmine.run.errors import RunError
from argmine.run.tables import Row

_SPANS = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))
_STRINGS = pa.list_(pa.string())
_RELATIONS = pa.list_(pa.struct([("target", pa.string()), ("label", pa.string()), ("confidence", pa.float64())]))
_ROWS_PER_GROUP = {"documents": 512}
_ROWS_PER_GROUP_OTHERWISE = 8192


def table_schemas(stances: Sequence[str]) -> dict[str, pa.Schema]:
    """Return the columns of every table, for a codebook with these stances."""
    text, number, real = pa.string(), pa.int64(), pa.float64()
    probabilities = pa.struct([(stance, pa.float64()) for stance in stances])
    columns: dict[str, dict[str, Any]] = {
        "documents": {
            **dict.fromkeys(("id", "title", "outlet", "date", "author", "url", "language", "path"), text),
            "extra": pa.map_(text, text),
            **dict.fromkeys(("words", "claims"), number),
            "boilerplate": _SPANS,
            "text": text,
        },
        "claims": {
            **{"id": text, "document": text, "start": number, "end": number, "text": text},
            **{"kind": text, "type": text, "source": _SPANS, "cue": _SPANS},
            **dict.fromkeys(("source_text", "cue_text", "cue_kind"), text),
            **dict.fromkeys(("speaker", "speaker_name", "organisation", "role", "speaker_stance"), text),
            **dict.fromkeys(("speaker_unknown", "stance"), text),
            "stance_probabilities": probabilities,
            **{"position": text, "position_confidence": real, "polarity": text, "polarity_confidence": real},
            **{"echoes": _STRINGS, "relations": _RELATIONS, "confidence": real},
        },
        "attributions": {
            **{"document": text, "source": _SPANS, "cue": _SPANS, "content": _SPANS},
            **dict.fromkeys(("source_text", "cue_text", "content_text", "cue_kind"), text),
            "confidence": real,
        },
        "speakers": {
            **{"id": text, "name": text, "aliases": _STRINGS},
            **dict.fromkeys(("organisation", "role", "stance"), text),
            **dict.fromkeys(("claims", "documents"), number),
            "merged": pa.list_(pa.struct([("name", text), ("claims", number), ("why", text)])),
        },
        "positions": {
            **{"id": text, "text": text, "terms": _STRINGS, "typical": text, "issue": text, "issue_text": text},
            **dict.fromkeys(("claims", "supports", "attacks"), number),
        },
        "links": {
            **dict.fromkeys(("source", "target", "type"), text),
            **{"weight": real, "kind": text, "wire": pa.bool_()},
            **{"document": text, "start": number, "end": number},
        },
        "failures": dict.fromkeys(("path", "document", "stage", "reason"), text),
    }
    return {name: pa.schema(list(fields.items())) for name, fields in columns.items()}


#: What runs of earlier versions lack and can do without.
_LATER = {"speaker_stance", "merged"}


class TableWriter:
    """Write rows to a Parquet file under a temporary name, which `close` renames.

    Row groups have a fixed size, so that the bytes depend on the rows and not on how they arrived.
    """

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path = path
        self.rows = 0
        self._temporary = path.with_name(f".{path.name}.tmp")
        self._schema = schema
        self._group = _ROWS_PER_GROUP.get(path.stem, _ROWS_PER_GROUP_OTHERWISE)
        self._waiting: list[Row] = []
        self._writer = pq.ParquetWriter(self._temporary, schema, compression="zstd", version="2.6")

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add `rows`."""
        self._waiting.extend(dict(row) for row in rows)
        while len(self._waiting) >= self._group:
            self._flush(self._group)

    def close(self) -> None:
        """Write what waits and give the file its name."""
        if self._waiting or not self.rows:
            self._flush(len(self._waiting))
        self._writer.close()
        self._temporary.replace(self.path)

    def _flush(self, count: int) -> None:
        self._writer.write_table(pa.Table.from_pylist(self._waiting[:count], schema=self._schema))
        self.rows += count
        del self._waiting[:count]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._writer.close()
            self._temporary.unlink(missing_ok=True)


def check_columns(path: Path) -> None:
    """Make sure that a table of a run can be read, and has the columns that it has today.

    Raises
    ------
    RunError
        If it is damaged, or an older version of argmine wrote it.
    """
    try:
        there = set(pq.read_schema(path).names)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from error
    missing = set(table_schemas(())[path.stem].names) - there - _LATER
    if missing:
        raise RunError(
            f"{path}: an older version of argmine made this run (it has no column {min(missing)!r}): "
            "run `argmine run ... --restart`"
        )


def read_rows(path: Path, *, equal: tuple[str, str] | None = None) -> Iterator[Row]:
    """Yield the rows of a Parquet file in order; `equal` keeps those whose column holds that value.

    Raises
    ------
    RunError
        If the file is damaged.
    """
    try:
        if equal is not None:
            yield from pq.read_table(path, filters=[(equal[0], "==", equal[1])], partitioning=None).to_pylist()
            return
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=1024):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> RunError:
    return RunError(f"{path}: is damaged ({error}): run `argmine run ... --restart`")
