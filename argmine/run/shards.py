"""The shards of a run: what the pipeline found, kept by document, so that no document is analysed twice."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from itertools import groupby
from pathlib import Path

import pyarrow as pa

from argmine.run.parquet import TableWriter, read_rows
from argmine.run.rows import Record, failure_of, failure_row
from argmine.run.tables import SHARD_TABLES, Row
from argmine.schema import Document, Failure

_INDEX = "shard.json"
_OPEN_SHARDS = 4


def document_key(document: Document, fingerprint: str) -> str:
    """Return a hash of everything that decides what is found in `document`."""
    fields = json.dumps(asdict(document), sort_keys=True)
    return hashlib.blake2b(f"{fingerprint}\n{fields}".encode(), digest_size=16).hexdigest()


class ShardStore:
    """The shards in one folder, opened by the key of a document.

    A shard is a folder of Parquet tables and an index of its documents' keys. It gets its name by a
    rename once it is whole, so what has a name can be trusted after a kill at any moment.
    """

    def __init__(self, folder: Path, schemas: Mapping[str, pa.Schema]) -> None:
        self._folder = folder
        self._schemas = schemas
        self._shard_of: dict[str, str] = {}
        self._open: OrderedDict[str, _Shard] = OrderedDict()
        folder.mkdir(parents=True, exist_ok=True)
        for index in sorted(folder.glob(f"[!.]*/{_INDEX}")):
            keys = json.loads(index.read_text(encoding="utf-8"))["keys"]
            self._shard_of.update(dict.fromkeys(keys, index.parent.name))

    def __contains__(self, key: str) -> bool:
        return key in self._shard_of

    def write(self, outcomes: Mapping[str, Record | Failure]) -> None:
        """Write one shard: what became of each document, by its key, in input order."""
        name = hashlib.blake2b("\n".join(outcomes).encode(), digest_size=12).hexdigest()
        temporary = Path(tempfile.mkdtemp(prefix=".", dir=self._folder))
        rows = _rows_of(outcomes.values())
        for table in SHARD_TABLES:
            with TableWriter(temporary / f"{table}.parquet", self._schemas[table]) as writer:
                writer.write(rows[table])
        documents = [_document_id(outcome) for outcome in outcomes.values()]
        index = {"keys": list(outcomes), "documents": documents}
        (temporary / _INDEX).write_text(json.dumps(index, indent=0), encoding="utf-8")
        temporary.chmod(0o755)
        temporary.replace(self._folder / name)
        self._shard_of.update(dict.fromkeys(outcomes, name))

    def read(self, key: str) -> Record | Failure:
        """Return what became of the document with this key."""
        shard = self._shard(key)
        return shard.outcome(shard.ids[key])

    def claims(self, key: str) -> Sequence[Row]:
        """Return the claims of the document with this key; none if it failed."""
        shard = self._shard(key)
        return shard.claims.get(shard.ids[key], ())

    def prune(self, keys: Iterable[str]) -> None:
        """Remove the shards that hold none of `keys`, and what killed runs left behind."""
        used = {self._shard_of[key] for key in keys}
        for folder in self._folder.iterdir():
            if folder.name not in used:
                shutil.rmtree(folder)

    def _shard(self, key: str) -> _Shard:
        name = self._shard_of[key]
        if name not in self._open:
            self._open[name] = _Shard(self._folder / name)
            if len(self._open) > _OPEN_SHARDS:
                self._open.popitem(last=False)
        self._open.move_to_end(name)
        return self._open[name]


class _Shard:
    """One shard; each of its tables is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        index = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
        self.ids: dict[str, str] = dict(zip(index["keys"], index["documents"], strict=True))
        self._folder = folder

    @cached_property
    def claims(self) -> dict[str, Sequence[Row]]:
        return self._by_document("claims")

    def outcome(self, document: str) -> Record | Failure:
        if document in self._failures:
            return self._failures[document]
        return Record(
            self._documents[document],
            self.claims.get(document, ()),
            self._attributions.get(document, ()),
        )

    @cached_property
    def _documents(self) -> dict[str, Row]:
        return {row["id"]: row for row in self._rows("documents")}

    @cached_property
    def _attributions(self) -> dict[str, Sequence[Row]]:
        return self._by_document("attributions")

    @cached_property
    def _failures(self) -> dict[str, Failure]:
        return {row["document"]: failure_of(row) for row in self._rows("failures")}

    def _by_document(self, table: str) -> dict[str, Sequence[Row]]:
        rows = groupby(self._rows(table), key=lambda row: str(row["document"]))
        return {document: list(group) for document, group in rows}

    def _rows(self, table: str) -> Iterator[Row]:
        return read_rows(self._folder / f"{table}.parquet")


def _rows_of(outcomes: Iterable[Record | Failure]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {table: [] for table in SHARD_TABLES}
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            rows["failures"].append(failure_row(outcome))
        else:
            rows["documents"].append(outcome.document)
            rows["claims"].extend(outcome.claims)
            rows["attributions"].extend(outcome.attributions)
    return rows


def _document_id(outcome: Record | Failure) -> str | None:
    return outcome.document if isinstance(outcome, Failure) else outcome.document["id"]
