"""A DNA 3 database read, whoever coded in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from argmine.formats.annotations._checked import reads
from argmine.formats.annotations._details import ClaimIds, Coding, claim_of, from_lines
from argmine.formats.annotations.dna.documents import COLUMNS, from_row, text_of
from argmine.formats.annotations.dna.tables import DATA_TABLES
from argmine.formats.annotations.dna.values import kind_of, polarity_of, roles
from argmine.formats.base import FormatError
from argmine.schema import Analysis, Claim, Document, Position, content_id

_NEEDED = {
    *("SETTINGS", "CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "STATEMENTS", "ENTITIES"),
    *("ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES", *DATA_TABLES.values()),
}
#: In bytes: what no text of a document has.
_LARGEST = 256 * 2**20
_STANCE_ATTRIBUTES = ("stance", "side", "camp", "coalition")
# As DNA does: statements whose coder or type is gone are not there.
_STATEMENTS = """
    SELECT STATEMENTS.ID AS ID, DocumentId, StatementTypeId, Start, Stop FROM STATEMENTS
    INNER JOIN CODERS ON CODERS.ID = STATEMENTS.Coder
    INNER JOIN STATEMENTTYPES ON STATEMENTTYPES.ID = STATEMENTS.StatementTypeId
    ORDER BY DocumentId, STATEMENTS.ID
"""
_VALUES = """
    SELECT DATASHORTTEXT.VariableId, ENTITIES.Value, ENTITIES.ID FROM DATASHORTTEXT
    INNER JOIN ENTITIES ON ENTITIES.ID = DATASHORTTEXT.Entity AND ENTITIES.VariableId = DATASHORTTEXT.VariableId
    WHERE DATASHORTTEXT.StatementId = :id
    UNION ALL SELECT VariableId, Value, NULL FROM DATABOOLEAN WHERE StatementId = :id
    UNION ALL SELECT VariableId, Value, NULL FROM DATAINTEGER WHERE StatementId = :id
    UNION ALL SELECT VariableId, Value, NULL FROM DATALONGTEXT WHERE StatementId = :id
"""


@reads("DNA database")
def read(path: Path) -> Iterator[Analysis]:
    """Yield each document with the claims that its statements are.

    Raises
    ------
    FormatError
        If the file is no DNA 3 database, or a statement lies outside its document's text.
    """
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\0":
            raise FormatError(f"{path}: is no DNA file: DNA saves SQLite databases")
    with _opened(path) as database:
        _check(database, path)
        yield from _Reader(database, path).analyses()


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database so that nothing is written, and that nothing which it holds can run."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA query_only = ON")
            # A column may be computed, of any length.
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
            database.text_factory = lambda text: text.decode("utf-8", "replace")
            database.row_factory = sqlite3.Row
            yield database
    except sqlite3.Error as error:
        raise FormatError(
            f"{path}: cannot be read as a DNA database ({error}): close it in DNA, or open it there and save a copy"
        ) from error


def _check(database: sqlite3.Connection, path: Path) -> None:
    # Views and virtual tables could compute anything; DNA has none.
    kinds = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    tables = {name.upper() for (name,) in kinds}
    setting = None
    if "SETTINGS" in tables:
        setting = database.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
    version = str(setting[0]) if setting else ""
    if version.startswith(("1.", "2.")):
        raise FormatError(
            f"{path}: is of DNA {version}, whose tables are others: make a database in DNA 3, import this file "
            "there (Documents, import from DNA 2.0 file), and read that one"
        )
    missing = sorted(_NEEDED - tables)
    if missing or not version.startswith("3."):
        found = f"it lacks {', '.join(missing)}" if missing else f"its version is {version!r}"
        raise FormatError(f"{path}: is a SQLite database, but not one of DNA 3 ({found})")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the attributes of an entity say of it."""

    id: str | None = None
    role: str | None = None
    stance: str | None = None
    notes: str = ""


_NOTHING = _Known()


class _Reader:
    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path
        self._types: dict[int, dict[int, tuple[str, str]]] = {}
        for row in database.execute("SELECT ID, Variable, DataType, StatementTypeId FROM VARIABLES ORDER BY ID"):
            variables = self._types.setdefault(row["StatementTypeId"], {})
            variables[row["ID"]] = (str(row["Variable"]), str(row["DataType"]))
        self._roles = {number: roles(variables) for number, variables in self._types.items()}
        signed = database.execute("SELECT DISTINCT VariableId FROM DATAINTEGER WHERE Value < 0")
        self._signed = {variable for (variable,) in signed}
        self._known = self._read_attributes()
        self._claim_ids = ClaimIds()
        self._documents: set[str] = set()

    def analyses(self) -> Iterator[Analysis]:
        columns = ", ".join(("ID", *COLUMNS))
        groups = groupby(self._database.execute(_STATEMENTS), key=lambda row: row["DocumentId"])
        waiting = next(groups, None)
        for row in self._database.execute(f"SELECT {columns} FROM DOCUMENTS ORDER BY ID"):  # noqa: S608
            # Statements of a document that is gone come before those of the next one.
            while waiting is not None and (waiting[0] is None or waiting[0] < row["ID"]):
                waiting = next(groups, None)
            statements: Sequence[Any] = ()
            if waiting is not None and waiting[0] == row["ID"]:
                statements = list(waiting[1])
                waiting = next(groups, None)
            yield self._analysis(row, statements)

    def _analysis(self, row: Mapping[str, Any], statements: Sequence[Mapping[str, Any]]) -> Analysis:
        document = from_row(row, self._path.name)
        if document.id in self._documents:
            document = replace(document, id=content_id(document.id, row["ID"]))
        self._documents.add(document.id)
        # Offsets count in the text as it stands there.
        offsets = _offsets(text_of(row["Text"]))
        claims: list[Claim] = []
        positions: dict[str, Position] = {}
        for statement in statements:
            start, stop = (self._offset(statement, name, offsets, document) for name in ("Start", "Stop"))
            if start >= stop:
                raise self._outside(statement, document)
            claim, position = self._claim(statement, document, start, stop)
            claims.append(claim)
            if position is not None:
                positions.setdefault(position.id, position)
        claims.sort(key=lambda claim: (claim.start, claim.end))
        return Analysis(document=document, claims=tuple(claims), positions=tuple(positions.values()))

    def _claim(
        self, statement: Mapping[str, Any], document: Document, start: int, stop: int
    ) -> tuple[Claim, Position | None]:
        variables = self._types.get(statement["StatementTypeId"], {})
        meanings = self._roles.get(statement["StatementTypeId"], {})
        values: dict[str, Any] = {}
        known: dict[str, _Known] = {}
        for variable, value, entity in self._database.execute(_VALUES, {"id": statement["ID"]}):
            if role := meanings.get(variable):
                values[role] = value
                known[role] = self._known.get(entity, _NOTHING)
                if role == "agreement":
                    kind = variables[variable][1]
                    values[role] = polarity_of(value, kind, signed=variable in self._signed)
        facts, _ = from_lines(values.get("argmine"))
        person, organization = known.get("person", _NOTHING), known.get("organization", _NOTHING)
        concept = known.get("concept", _NOTHING)
        position = text_of(values.get("concept"))
        if position.endswith("…") and concept.notes.startswith("…"):
            position = position[:-1] + concept.notes[1:]
        coding = Coding(
            document=document.id,
            text=document.text,
            start=start,
            end=stop,
            kind=kind_of(values.get("kind")),
            type=values.get("claim_type") or None,
            person=text_of(values.get("person")),
            speaker_id=person.id,
            role=person.role,
            organisation=text_of(values.get("organization")),
            stance=values.get("stance") or (None if "stance" in values else person.stance or organization.stance),
            position=position,
            position_id=concept.id,
            polarity=values.get("agreement"),
        )
        return claim_of(self._claim_ids.of(facts.get("id"), coding), coding, facts)

    def _offset(
        self, statement: Mapping[str, Any], name: str, offsets: Mapping[int, int] | range, document: Document
    ) -> int:
        place = statement[name]
        try:
            if type(place) is int and place >= 0:
                return offsets[place]
        except (KeyError, IndexError):
            pass
        raise self._outside(statement, document)

    def _outside(self, statement: Mapping[str, Any], document: Document) -> FormatError:
        return FormatError(
            f"{self._path}: statement {statement['ID']} stands at {statement['Start']} to {statement['Stop']} of the "
            f"document {document.title or document.id!r}, which has {len(document.text)} characters: was its text "
            "changed after it was coded? Remove the statement in DNA"
        )

    def _read_attributes(self) -> dict[int, _Known]:
        found: dict[int, dict[str, str]] = {}
        rows = self._database.execute(
            "SELECT EntityId, AttributeVariable, AttributeValue FROM ATTRIBUTEVALUES INNER JOIN ATTRIBUTEVARIABLES "
            "ON ATTRIBUTEVARIABLES.ID = ATTRIBUTEVALUES.AttributeVariableId WHERE AttributeValue <> ''"
        )
        for entity, name, value in rows:
            found.setdefault(entity, {})[str(name).casefold()] = str(value)
        return {
            entity: _Known(
                id=facts.get("id"),
                role=facts.get("role"),
                stance=next((facts[name] for name in _STANCE_ATTRIBUTES if name in facts), None),
                notes=facts.get("notes", ""),
            )
            for entity, facts in found.items()
        }


def _offsets(text: str) -> Mapping[int, int] | range:
    """Return the code point at each offset that DNA, which counts UTF-16 units, knows."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text) + 1)
    places: dict[int, int] = {}
    units = 0
    for place, character in enumerate(text):
        places[units] = place
        units += 1 + (character > "\uffff")
    return places | {units: len(text)}
