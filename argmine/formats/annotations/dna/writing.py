"""Documents with their claims, written as a DNA 3 database."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.annotations._details import claim_facts, to_lines
from argmine.formats.annotations.dna.documents import COLUMNS, to_row
from argmine.formats.annotations.dna.entities import ATTRIBUTE_IDS, Entities
from argmine.formats.annotations.dna.passwords import SALT_LENGTH, hashed
from argmine.formats.annotations.dna.tables import CREATE, DATA_TABLES, VARIABLES, VERSION, VERSION_DATE
from argmine.formats.base import CodedCorpus, FormatError
from argmine.formats.looks import UNKNOWN
from argmine.schema import KINDS, Analysis, Claim, Position

if TYPE_CHECKING:
    from argmine.codebook import Codebook

#: With what both coders log in.
PASSWORD = "argmine"  # noqa: S105 (DNA wants one; it protects nothing in a file that anybody can open)

_STATEMENT_TYPE = 1
_ADMIN, _MACHINE = 1, 2
# Whoever codes logs in as the first; what the machine coded is the second's.
_CODERS = ((_ADMIN, "Admin", (0, 114, 178)), (_MACHINE, "argmine", (230, 159, 0)))
_RRGGBB = re.compile("#[0-9a-fA-F]{6}")


def write(corpus: CodedCorpus, path: Path) -> None:
    """Write a database that holds each document, and a statement for each claim."""
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            # The file is thrown away if anything fails, so nothing needs to be undone.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            _Writer(database, corpus.codebook, path).write(corpus.analyses())
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise FormatError(f"{path}: cannot be written as a DNA database ({error})") from error


class _Writer:
    def __init__(self, database: sqlite3.Connection, codebook: Codebook, path: Path) -> None:
        self._database = database
        self._path = path
        self._content = hashlib.blake2b()
        self._statements = 0
        self._documents = 0
        colors = {name: color if _RRGGBB.fullmatch(color) else UNKNOWN for name, color in codebook.colors.items()}
        self._entities = Entities(colors)
        self._codebook = codebook

    def write(self, analyses: Iterable[Analysis]) -> None:
        for statement in CREATE:
            self._database.execute(statement)
        self._insert("SETTINGS", [("version", VERSION), ("date", VERSION_DATE)])
        self._insert("STATEMENTTYPES", [(_STATEMENT_TYPE, "DNA Statement", 239, 208, 51)])
        self._insert("VARIABLES", [(*variable, _STATEMENT_TYPE) for variable in VARIABLES])
        ids = {variable.name: variable.id for variable in VARIABLES}
        attributes = [(number, ids[variable], name) for (variable, name), number in ATTRIBUTE_IDS.items()]
        self._insert("ATTRIBUTEVARIABLES", attributes)
        self._offer_choices()
        for analysis in analyses:
            self._write_document(analysis)
        self._entities.finish()
        self._insert("ENTITIES", [(*row, None) for row in self._entities.rows()])
        self._insert("ATTRIBUTEVALUES", [(None, *row) for row in self._entities.attribute_rows()])
        self._write_coders()

    def _offer_choices(self) -> None:
        """Make entities of what the codebook has, so that DNA offers them to whoever codes."""
        for stance in self._codebook.stance_names:
            self._entities.stance(stance)
        for kind in KINDS:
            self._entities.named("kind", kind)
        for entry in self._codebook.positions:
            self._entities.concept(Position(id=entry.id, text=entry.text))

    def _write_document(self, analysis: Analysis) -> None:
        self._documents += 1
        row = to_row(analysis.document)
        self._content.update(row["Notes"].encode() + row["Text"].encode())
        columns = ", ".join(("ID", "Coder", *COLUMNS))
        values = (self._documents, _MACHINE, *(row[name] for name in COLUMNS))
        marks = ", ".join("?" * len(values))
        self._database.execute(f"INSERT INTO DOCUMENTS ({columns}) VALUES ({marks})", values)  # noqa: S608
        positions = {position.id: position for position in analysis.positions}
        statements = []
        data: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in DATA_TABLES}
        for claim in analysis.claims:
            if not 0 <= claim.start < claim.end <= len(analysis.document.text):
                raise FormatError(
                    f"{self._path}: the claim {claim.id} stands at {claim.start} to {claim.end} of the document "
                    f"{claim.document}, which has {len(analysis.document.text)} characters: DNA refuses such statements"
                )
            self._statements += 1
            place = (self._statements, _STATEMENT_TYPE, self._documents, claim.start, claim.end, _MACHINE)
            statements.append(place)
            coded = self._coded(claim, positions)
            for variable in VARIABLES:
                data[variable.type].append((None, self._statements, variable.id, coded[variable.name]))
        self._insert("STATEMENTS", statements)
        for kind, table in DATA_TABLES.items():
            self._insert(table, data[kind])

    def _coded(self, claim: Claim, positions: Mapping[str, Position]) -> dict[str, int | str]:
        """Return the value of each variable; of a short text, it is the id of an entity."""
        entities = self._entities
        position = positions.get(claim.position, Position(id=claim.position, text="")) if claim.position else None
        # DNA counts every statement with a concept as one for it or against it.
        concept = entities.concept(position if claim.polarity else None)
        person, organization = entities.person(claim.speaker), entities.organization(claim.speaker)
        for speaks in (person, organization):
            if claim.stance and speaks.label:
                speaks.stances[claim.stance] += 1
        labels = {"person": person.label, "organisation": organization.label, "position": concept.label}
        sure = (claim.confidence, claim.position_confidence, claim.polarity_confidence)
        return {
            "person": person.id,
            "organization": organization.id,
            "concept": concept.id,
            # That of a new statement in DNA, where there is nothing to agree with.
            "agreement": int(claim.polarity != "attack"),
            "stance": entities.stance(claim.stance).id,
            "kind": entities.named("kind", claim.kind).id,
            "claim_type": entities.named("claim_type", claim.type).id,
            "confidence": round(100 * min(each for each in sure if each is not None)),
            "argmine": to_lines(claim_facts(claim, position, labels)),
        }

    def _write_coders(self) -> None:
        for number, name, color in _CODERS:
            salt = hashlib.blake2b(self._content.digest() + name.encode(), digest_size=SALT_LENGTH).digest()
            self._database.execute(
                "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, ?, ?, ?, ?)",
                (number, name, *color, hashed(PASSWORD, salt)),
            )
        for pair in ((_ADMIN, _MACHINE), (_MACHINE, _ADMIN)):
            self._database.execute("INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?, ?)", pair)

    def _insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
