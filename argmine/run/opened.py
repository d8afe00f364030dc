"""A finished run, opened to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.codebook import Codebook
from argmine.people import People
from argmine.run import rows
from argmine.run.errors import RunError
from argmine.run.folder import CODEBOOK, MODELS, PEOPLE
from argmine.run.manifest import FINISHED, IMPORTED, Manifest, read_manifest
from argmine.run.speakers import RunSpeaker, speaker_of
from argmine.run.tables import TABLES, Row
from argmine.schema import Analysis, Attribution, Claim, Document, Echo, Failure, Issue, Position

if TYPE_CHECKING:
    import duckdb


def open_run(path: str | Path) -> Run:
    """Open a finished run folder.

    Raises
    ------
    RunError
        If `path` is no run folder, or its run was not finished.
    """
    path = Path(path)
    manifest = read_manifest(path)
    if manifest is None:
        if path.is_dir() and any(path.iterdir()):
            raise RunError(f"{path}: is no run folder; if it is a corpus, `argmine run {path} -o RUN` makes one of it")
        what = "is no run folder" if path.exists() else "does not exist"
        raise RunError(f"{path}: {what}; `argmine run CORPUS -o {path}` makes one")
    if manifest["status"] != FINISHED:
        raise RunError(f"{path}: this run is not finished; run `argmine run ... -o {path}` again to finish it")
    missing = [table for table in TABLES if not (path / f"{table}.parquet").is_file()]
    if missing:
        raise RunError(f"{path}: {missing[0]}.parquet is missing; run `argmine run ... -o {path}` again")
    return Run(path, manifest)


class Run:
    """What one analysis of one corpus produced; open it with `argmine.open_run`.

    Everything comes from the folder's tables when it is asked for, one row at a time, in input order.
    """

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest

    def __repr__(self) -> str:
        counts = self.manifest["counts"]
        return f"<Run {str(self.path)!r}: {counts['documents']} documents, {counts['claims']} claims>"

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook that the run was made with."""
        return Codebook.load(self.path / CODEBOOK)

    @cached_property
    def people(self) -> People | None:
        """The people file that the run was made with, None if with none."""
        return People.load(self.path / PEOPLE) if (self.path / PEOPLE).is_file() else None

    @property
    def models(self) -> Path | None:
        """The folder of the user's own models that the run was made with, None if with none."""
        return self.path / MODELS if (self.path / MODELS).is_dir() else None

    @property
    def reviewed(self) -> frozenset[str] | None:
        """The ids of the documents that people coded or corrected; None of a run that the machine made."""
        imported = self.manifest.get(IMPORTED)
        return None if imported is None else frozenset(imported.get("documents", ()))

    @property
    def counts(self) -> Mapping[str, Any]:
        """How many documents, words, claims by stance and kind, speakers, positions, failures there are."""
        counts: Mapping[str, Any] = self.manifest["counts"]
        return counts

    def documents(self) -> Iterator[Document]:
        """Yield the documents that were analysed."""
        return map(rows.document_of, self._rows("documents"))

    def claims(self, document: str | None = None) -> Iterator[Claim]:
        """Yield the claims, or those of one document."""
        return map(rows.claim_of, self._rows("claims", document=document))

    def attributions(self, document: str | None = None) -> Iterator[Attribution]:
        """Yield the attributions, or those of one document."""
        return map(rows.attribution_of, self._rows("attributions", document=document))

    def positions(self) -> Iterator[Position]:
        """Yield the positions."""
        for row in self._rows("positions"):
            terms = tuple(row["terms"] or ())
            issue = Issue(id=row["issue"], text=row["issue_text"]) if row["issue"] else None
            yield Position(id=row["id"], text=row["text"], terms=terms, typical=row["typical"], issue=issue)

    def speakers(self) -> Iterator[RunSpeaker]:
        """Yield the speakers, in the order they first speak."""
        return map(speaker_of, self._rows("speakers"))

    def echoes(self) -> Iterator[Echo]:
        """Yield the echoes."""
        links = self._rows("links", type="echoes")
        for row in links:
            similarity, kind, wire = row["weight"], row["kind"], row["wire"]
            yield Echo(claim=row["source"], of=row["target"], similarity=similarity, kind=kind, wire=wire)

    def failures(self) -> Iterator[Failure]:
        """Yield what could not be read or analysed."""
        return map(rows.failure_of, self._rows("failures"))

    def analyses(self) -> Iterator[Analysis]:
        """Yield each document with all that was found in it."""
        positions = {position.id: position for position in self.positions()}
        claims, attributions = _Grouped(self._rows("claims")), _Grouped(self._rows("attributions"))
        for row in self._rows("documents"):
            yield _analysis(row, claims.take(row["id"]), attributions.take(row["id"]), positions)

    def analysis(self, document: str) -> Analysis:
        """Return one document with all that was found in it.

        Raises
        ------
        RunError
            If the run has no such document.
        """
        found = list(self._rows("documents", id=document))
        if not found:
            raise RunError(f"{self.path}: has no document {document!r}")
        positions = {position.id: position for position in self.positions()}
        tables = ("claims", "attributions")
        claims, attributions = (list(self._rows(table, document=document)) for table in tables)
        return _analysis(found[0], claims, attributions, positions)

    def query(self, sql: str) -> duckdb.DuckDBPyRelation:
        """Ask the tables in SQL, by their names: documents, claims, speakers, positions, links and so on.

        Returns
        -------
        duckdb.DuckDBPyRelation
            With ``fetchall()``, ``df()`` for pandas, ``arrow()``, ``show()`` and so on.

        Raises
        ------
        RunError
            If DuckDB does not understand `sql`; the message says where.

        Examples
        --------
        >>> run = argmine.open_run("runs/frontier")  # doctest: +SKIP
        >>> run.query("select stance, count(*) from claims group by all").fetchall()  # doctest: +SKIP
        """
        import duckdb

        try:
            return self._database.sql(sql)
        except duckdb.Error as error:
            raise RunError(f"{self.path}: {error}") from error

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        from argmine.run.parquet import check_columns

        connection = duckdb.connect()
        for table in TABLES:
            check_columns(self._table(table))
            connection.read_parquet(str(self._table(table))).create_view(table)
        return connection

    def _table(self, name: str) -> Path:
        return self.path / f"{name}.parquet"

    def _rows(self, table: str, **equal: str | None) -> Iterator[Row]:
        # Imported here: whether there is a run at all can be told without it.
        from argmine.run.parquet import check_columns, read_rows

        check_columns(self._table(table))
        wanted = next(((name, value) for name, value in equal.items() if value is not None), None)
        return read_rows(self._table(table), equal=wanted)


class _Grouped:
    """Rows that stand in the order of their documents, taken document by document."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def take(self, document: str) -> list[Row]:
        taken = []
        while self._next is not None and self._next["document"] == document:
            taken.append(self._next)
            self._next = next(self._rows, None)
        return taken


def _analysis(
    row: Row, claims: Sequence[Row], attributions: Sequence[Row], positions: Mapping[str, Position]
) -> Analysis:
    named = dict.fromkeys(claim["position"] for claim in claims if claim["position"])
    return Analysis(
        document=rows.document_of(row),
        boilerplate=rows.spans_of(row["boilerplate"]),
        attributions=tuple(map(rows.attribution_of, attributions)),
        claims=tuple(map(rows.claim_of, claims)),
        positions=tuple(position for id_, position in positions.items() if id_ in named),
    )
