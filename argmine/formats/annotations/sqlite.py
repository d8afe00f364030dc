"""A SQLite database of documents, claims and who makes them, with full-text search; ``datasette corpus.db`` opens it.

Tables: documents, claims, speakers, positions, issues, stances, stance_probabilities, spans (where sources and cues
stand), relations, echoes, boilerplate and about; primary and foreign keys, and indexes on every foreign key. Views:
`statements` (one row a claim, with everything) and `sides` (how many claims of each stance support and attack a
position). Claims and documents have full-text indexes (FTS5, Porter's stemmer) that Datasette finds by itself; in SQL:
``select * from claims where rowid in (select rowid from claims_fts where claims_fts match 'safety')``.

Offsets are code points into the document's text, end exclusive, so ``substr(documents.text, start + 1, "end" - start)``
is the claim. NUL and halves of surrogate pairs, which SQLite has no text for, become U+FFFD, which moves no offset.

What it does not hold: attributions whose content is no claim. It is not read back. Read by sqlite3, Datasette, DuckDB,
DB Browser for SQLite, R's RSQLite.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, TypeAlias, runtime_checkable

from argmine.formats.annotations._sqlite_sql import FINISH, TABLES, statements_view
from argmine.formats.base import AnnotationFormat, CodedCorpus
from argmine.schema import Analysis, Claim, Document, Echo, Position

Row: TypeAlias = tuple[Any, ...]

_UNREADABLE = re.compile(r"[\x00\ud800-\udfff]")
_JSON = json.JSONEncoder(ensure_ascii=False)
#: As many decimals as ``argmine analyze --json`` prints.
_DECIMALS = 4
#: The file is new, and thrown away if anything fails.
_SETTINGS = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;"


@runtime_checkable
class _KnowsEchoes(Protocol):
    """A corpus that also knows how claims echo each other; a `Run` is one."""

    def echoes(self) -> Iterable[Echo]: ...


def write(corpus: CodedCorpus, path: Path) -> None:
    """Write a corpus as a SQLite database, one document after the other."""
    codebook = corpus.codebook
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(_SETTINGS + TABLES)
        database.execute("BEGIN")
        _insert(database, "stances", ((stance.name, stance.description, stance.color) for stance in codebook.stances))
        _insert(database, "about", (("codebook", codebook.name), ("codebook.yaml", codebook.to_yaml())))
        for analysis in corpus.analyses():
            _add(database, analysis)
        if isinstance(corpus, _KnowsEchoes):
            echoes = (
                (echo.claim, echo.of, round(echo.similarity, _DECIMALS), echo.kind, int(echo.wire))
                for echo in corpus.echoes()
            )
            _insert(database, "echoes", echoes)
            database.execute("DELETE FROM pairs")
        database.execute("COMMIT")
        database.executescript(FINISH + statements_view(map(_readable, codebook.stance_names)))


def _add(database: sqlite3.Connection, analysis: Analysis) -> None:
    document, claims = analysis.document, analysis.claims
    _insert(database, "documents", [_document(document)])
    _insert(database, "boilerplate", ((document.id, *span) for span in analysis.boilerplate))
    issues = (position.issue for position in analysis.positions)
    _insert(database, "issues", ((issue.id, issue.text) for issue in issues if issue is not None))
    _insert(database, "positions", map(_position, analysis.positions))
    _insert(database, "claims", map(_claim, claims))
    _insert(database, "stance_probabilities", (row for claim in claims for row in _probabilities(claim)))
    _insert(database, "spans", (row for claim in claims for row in _spans(claim, document.text)))
    _insert(database, "relations", (row for claim in claims for row in _relations(claim)))
    _insert(database, "pairs", ((claim.id, echo) for claim in claims for echo in claim.echoes))
    database.executemany(
        "INSERT INTO mentions (speaker, part, value) VALUES (?, ?, ?) "
        "ON CONFLICT (speaker, part, value) DO UPDATE SET count = count + 1",
        (_clean(row) for claim in claims for row in _mentions(claim)),
    )


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Insert rows that have a value for every column; an id that comes twice counts once."""
    iterator = iter(rows)
    first = next(iterator, None)
    if first is not None:
        places = ", ".join("?" * len(first))
        # The names of tables are ours.
        database.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES ({places})",  # noqa: S608
            map(_clean, chain([first], iterator)),
        )


def _clean(row: Row) -> Row:
    return tuple(_readable(value) if isinstance(value, str) else value for value in row)


def _readable(text: str) -> str:
    return _UNREADABLE.sub("\ufffd", text)


def _document(document: Document) -> Row:
    return (
        *(document.id, document.title, document.outlet, document.date, document.author),
        *(document.url, document.language, document.path),
        *(_JSON.encode(dict(document.extra)) if document.extra else None, document.text),
    )


def _position(position: Position) -> Row:
    terms = _JSON.encode(list(position.terms))
    return (position.id, position.text, terms, position.typical, position.issue and position.issue.id)


def _claim(claim: Claim) -> Row:
    return (
        *(claim.id, claim.document, claim.start, claim.end, claim.text, claim.kind, claim.type, claim.cue_kind),
        *(claim.speaker and claim.speaker.id, claim.speaker_unknown, claim.stance),
        *(claim.position, _rounded(claim.position_confidence)),
        *(claim.polarity, _rounded(claim.polarity_confidence), _rounded(claim.confidence)),
    )


def _probabilities(claim: Claim) -> Iterator[Row]:
    for stance, probability in claim.stance_probabilities.items():
        yield claim.id, stance, _rounded(probability)


def _spans(claim: Claim, text: str) -> Iterator[Row]:
    for part, spans in (("source", claim.source), ("cue", claim.cue)):
        for number, (start, end) in enumerate(spans, start=1):
            yield claim.id, part, number, start, end, text[start:end]


def _relations(claim: Claim) -> Iterator[Row]:
    for relation in claim.relations:
        yield claim.id, relation.target, relation.label, _rounded(relation.confidence)


def _mentions(claim: Claim) -> Iterator[Row]:
    speaker = claim.speaker
    if speaker is not None:
        for part, value in (("name", speaker.name), ("organisation", speaker.organisation), ("role", speaker.role)):
            if value is not None:
                yield speaker.id, part, value


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), _DECIMALS)


FORMAT = AnnotationFormat(
    name="sqlite",
    suffixes=(".db", ".sqlite", ".sqlite3"),
    description="A SQLite database with documents, claims and full-text search; not read back",
    for_programs=("Datasette", "SQLite", "DB Browser for SQLite"),
    write=write,
)
