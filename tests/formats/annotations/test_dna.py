from __future__ import annotations

import base64
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from argmine.codebook import Codebook, CodebookPosition, Stance
from argmine.formats import CodedDocuments, FormatError
from argmine.formats.annotations import dna
from argmine.formats.annotations.dna.passwords import hashed
from argmine.schema import Analysis, Claim, Document, Position, Speaker, content_id

BUSES = Position(id="p1", text="Buses should cost nothing.")
NIGHT = Position(id="p2", text="Buses should run at night, " + "and on Sundays and holidays, " * 12 + "too.")
MAYOR = Speaker(id="s1", name="Zoë O'Hara", organisation="Bürgeramt", role="mayor")
CLERK = Speaker(id="s2", name="the clerk")
CODEBOOK = Codebook(
    name="buses",
    stances=(Stance(name="town", color="#112233"), Stance(name="critics", color="teal"), Stance(name="other")),
    positions=(CodebookPosition(id="p1", text=BUSES.text), CodebookPosition(id="p3", text="Trams are better.")),
)
TEXT = "The mayor said: “Free buses 🚌!”\r\nThe clerk said no.\r\nNights are dark.\rAnd long."


def claim(words: str, identifier: str, text: str = TEXT, document: str = "d1", **facts: Any) -> Claim:
    start = text.index(words)
    facts = {"kind": "direct", **facts}
    return Claim(id=identifier, document=document, start=start, end=start + len(words), text=words, **facts)


def corpus() -> CodedDocuments:
    claims = (
        claim("Free buses 🚌!", "c1", speaker=MAYOR, stance="town", position="p1", polarity="support", type="policy"),
        claim("The clerk said no", "c2", speaker=CLERK, stance="critics", position="p1", polarity="attack"),
        claim("Nights are dark", "c3", kind="authorial", position="p2", polarity="support", confidence=0.8),
        claim("And long", "c4", kind="indirect", speaker=MAYOR, stance="town", position="p2", position_confidence=0.41),
        claim("dark", "c5"),
    )
    extra = {"section": "Local", "type": "report", "lean": "left", "notes": "Read twice."}
    first = Document(
        id="d1", text=TEXT, title="Buses: a 'debate'", outlet="Gazette", date="2025-01-05", author="A. O'Neil",
        url="https://example.org/1", language="en", path="a.jsonl:1", extra=extra,
    )  # fmt: skip
    second = Document(id="d2", text="Nothing is said here.")
    return CodedDocuments(
        documents=(Analysis(document=first, claims=claims, positions=(BUSES, NIGHT)), Analysis(document=second)),
        codebook=CODEBOOK,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    dna.write(corpus(), tmp_path / "buses.dna")
    return tmp_path / "buses.dna"


def query(path: Path, sql: str, *values: object) -> list[Any]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql, values).fetchall()


def change(path: Path, *statements: str) -> None:
    """Do what somebody did in DNA."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        for statement in statements:
            database.execute(statement)
        database.commit()


def choose(path: Path, statement: int, variable: str, value: str) -> None:
    """Choose an entity for a statement, as in DNA's popup."""
    sql = """UPDATE DATASHORTTEXT SET Entity = (SELECT ID FROM ENTITIES WHERE VariableId = :variable AND Value = :value)
        WHERE StatementId = :statement AND VariableId = :variable"""
    ((number,),) = query(path, "SELECT ID FROM VARIABLES WHERE Variable = ?", variable)
    with closing(sqlite3.connect(path)) as database:
        database.execute(sql, {"variable": number, "value": value, "statement": statement})
        database.commit()


def coded(path: Path, statement: int) -> dict[str, Any]:
    short = query(
        path,
        "SELECT Variable, Value FROM DATASHORTTEXT D JOIN VARIABLES V ON V.ID = D.VariableId "
        "JOIN ENTITIES E ON E.ID = D.Entity AND E.VariableId = V.ID WHERE StatementId = ?",
        statement,
    )
    values = dict(short)
    for table in ("DATABOOLEAN", "DATAINTEGER", "DATALONGTEXT"):
        sql = "SELECT Variable, Value FROM {} D JOIN VARIABLES V ON V.ID = VariableId WHERE StatementId = ?"
        values |= dict(query(path, sql.format(table), statement))
    return values


def test_the_database_is_sound(path):
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    assert query(path, "PRAGMA foreign_key_check") == []
    assert query(path, "SELECT Value FROM SETTINGS WHERE Property = 'version'") == [("3.1.2",)]
    assert query(path, "SELECT ID, Label, Red, Green, Blue FROM STATEMENTTYPES") == [(1, "DNA Statement", 239, 208, 51)]
    first = query(path, "SELECT Variable, DataType FROM VARIABLES ORDER BY ID")[:4]
    assert [name for name, _ in first] == ["person", "organization", "concept", "agreement"]
    assert [kind for _, kind in first] == ["short text"] * 3 + ["boolean"]


def test_every_statement_has_every_variable_and_every_entity_every_attribute(path):
    for statement in range(1, 6):
        assert len(coded(path, statement)) == 9
    short = query(path, "SELECT ID FROM VARIABLES WHERE DataType = 'short text'")
    assert query(path, "SELECT VariableId FROM ENTITIES WHERE Value = '' ORDER BY VariableId") == short
    missing = """SELECT COUNT(*) FROM ENTITIES E JOIN ATTRIBUTEVARIABLES A ON A.VariableId = E.VariableId
        LEFT JOIN ATTRIBUTEVALUES V ON V.EntityId = E.ID AND V.AttributeVariableId = A.ID WHERE V.ID IS NULL"""
    assert query(path, missing) == [(0,)]


def test_dna_finds_each_statement_with_its_words(path):
    rows = query(
        path,
        """SELECT CODERS.Name, SUBSTR(DOCUMENTS.Text, Start + 1, Stop - Start) FROM STATEMENTS
        INNER JOIN CODERS ON STATEMENTS.Coder = CODERS.ID
        INNER JOIN STATEMENTTYPES ON STATEMENTS.StatementTypeId = STATEMENTTYPES.ID
        INNER JOIN DOCUMENTS ON DOCUMENTS.ID = STATEMENTS.DocumentId ORDER BY DOCUMENTS.Date, STATEMENTS.ID""",
    )
    words = ["Free buses \ufffd!", "The clerk said no", "Nights are dark", "And long", "dark"]
    assert rows == [("argmine", each) for each in words]
    (text,) = query(path, "SELECT Text FROM DOCUMENTS WHERE ID = 1")[0]
    assert "\r" not in text and max(text) <= "\uffff" and len(text) == len(TEXT)


def test_what_an_analyst_sees(path):
    first = {"person": "Zoë O'Hara", "organization": "Bürgeramt", "concept": BUSES.text, "agreement": 1}
    rest = {"stance": "town", "kind": "direct", "claim_type": "policy", "confidence": 100, "argmine": 'id: "c1"'}
    assert coded(path, 1) == first | rest
    assert coded(path, 2)["agreement"] == 0
    titles = [
        ("Buses: a 'debate'", "A. O’Neil", "Gazette", "Local", "report", 1736035200),
        ("Nothing is said here.", "", "", "", "", 0),
    ]
    assert query(path, "SELECT Title, Author, Source, Section, Type, Date FROM DOCUMENTS ORDER BY ID") == titles
    notes = query(path, "SELECT Notes FROM DOCUMENTS")[0][0]
    assert notes.startswith('Read twice.\nid: "d1"\nurl: "https://example.org/1"\n')
    choices = query(
        path, "SELECT Value, Red, Green, Blue FROM ENTITIES WHERE VariableId = 5 AND Value <> '' ORDER BY ID"
    )
    assert choices == [("town", 17, 34, 51), ("critics", 118, 118, 118), ("other", 118, 118, 118)]
    assert query(path, "SELECT COUNT(*) FROM ENTITIES WHERE VariableId = 3 AND Value = 'Trams are better.'") == [(1,)]
    colors = dict(query(path, "SELECT Value, Red || ' ' || Blue FROM ENTITIES WHERE VariableId = 1"))
    assert colors["Zoë O'Hara"] == "17 51"


def test_a_claim_whose_side_is_uncertain_has_no_concept_that_dna_would_count(path):
    undecided = coded(path, 4)
    assert (undecided["concept"], undecided["agreement"], undecided["confidence"]) == ("", 1, 41)
    assert undecided["argmine"].startswith('id: "c4"\nperhaps: {"position": "p2", "text": "Buses should run at night')
    assert coded(path, 5)["concept"] == ""


def test_long_labels_are_cut_and_come_back_whole(path):
    label = coded(path, 3)["concept"]
    assert len(label) <= 190 and label.endswith("…")
    (analysis, _) = dna.read(path)
    assert {position.id: position.text for position in analysis.positions} == {"p1": BUSES.text, "p2": NIGHT.text}


def test_both_coders_log_in_with_the_documented_password(path):
    for (stored,) in query(path, "SELECT Password FROM CODERS"):
        salt = base64.b64decode(stored)[:16]
        assert hashed(dna.PASSWORD, salt) == stored != hashed("admin", salt)
    assert query(path, "SELECT Name FROM CODERS") == [("Admin",), ("argmine",)]
    assert len(query(path, "SELECT * FROM CODERRELATIONS")) == 2


def test_the_password_is_hashed_as_jasypt_does():
    # Accepted by the StrongPasswordEncryptor of jasypt 1.9.3.
    stored = "PndmG5j9/DTy03SD8XNNtyiW/nePdZV98Kr7khdIQzeawhJQk5goCZYkbmm7PSXN"
    assert hashed("argmine", base64.b64decode(stored)[:16]) == stored


def test_the_same_corpus_gives_the_same_bytes(path, tmp_path):
    dna.write(corpus(), tmp_path / "again.dna")
    dna.write(corpus(), tmp_path / "again.dna")
    assert (tmp_path / "again.dna").read_bytes() == path.read_bytes()


def test_what_is_written_is_read_back(path):
    for analysis, read in zip(corpus().analyses(), dna.read(path), strict=True):
        assert read.document == analysis.document
        assert by_id(read.claims) == by_id(analysis.claims)


def by_id(claims: Iterable[Claim]) -> dict[str, Claim]:
    """The claims without what only the machine knows."""
    plain: dict[str, Any] = {"confidence": 1.0, "position_confidence": None, "polarity_confidence": None}
    return {each.id: replace(each, **plain) for each in claims}


def test_corrections_come_back(path):
    choose(path, 1, "person", "the clerk")
    choose(path, 4, "concept", "Trams are better.")
    choose(path, 2, "concept", "")
    change(path, "UPDATE DATABOOLEAN SET Value = 0 WHERE StatementId = 1", "DELETE FROM STATEMENTS WHERE ID = 5")
    (analysis, _) = dna.read(path)
    claims = {each.id: each for each in analysis.claims}
    assert set(claims) == {"c1", "c2", "c3", "c4"}
    assert claims["c1"].speaker == Speaker(id="s2", name="the clerk", organisation="Bürgeramt")
    assert (claims["c1"].position, claims["c1"].polarity) == ("p1", "attack")
    assert (claims["c4"].position, claims["c4"].polarity) == ("p3", "support")
    assert (claims["c2"].position, claims["c2"].polarity) == (None, None)


def test_statements_that_were_added_get_the_ids_that_the_pipeline_would_give_them(path):
    copied = " SELECT NULL, 6, VariableId, {} FROM {} WHERE StatementId = 1"
    change(
        path,
        "INSERT INTO STATEMENTS VALUES (6, 1, 1, 4, 9, 1)",
        *(
            f"INSERT INTO {table}" + copied.format(value, table)
            for table, value in (("DATASHORTTEXT", "Entity"), ("DATABOOLEAN", "Value"), ("DATALONGTEXT", "Value"))
        ),
        "INSERT INTO STATEMENTS VALUES (7, 1, 1, 4, 9, 1)",
    )
    (analysis, _) = dna.read(path)
    assert [each.id for each in analysis.claims][:2] == [content_id("d1", 4, 9), content_id("d1", 4, 9, 2)]
    assert analysis.claims[0].text == "mayor"
    assert analysis.claims[0].position == "p1" and analysis.claims[1].position is None


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        (("UPDATE SETTINGS SET Value = '2.0 beta 25'",), "is of DNA 2.0 beta 25, whose tables are others"),
        (("DROP TABLE DATALONGTEXT", "DROP TABLE REGEXES"), r"not one of DNA 3 \(it lacks DATALONGTEXT\)"),
        (("DELETE FROM SETTINGS",), r"not one of DNA 3 \(its version is ''\)"),
        (("UPDATE STATEMENTS SET Stop = 900 WHERE ID = 2",), "statement 2 stands at 33 to 900 of the document .Buses"),
        (("UPDATE STATEMENTS SET Stop = 'end' WHERE ID = 2",), "statement 2 stands at 33 to end"),
        (("ALTER TABLE DOCUMENTS DROP COLUMN Author",), "cannot be read as a DNA database"),
        (("DROP TABLE REGEXES", "DROP TABLE DATAINTEGER", "CREATE VIEW DATAINTEGER AS SELECT 1"), "lacks DATAINTEGER"),
    ],
)
def test_files_that_are_no_dna_3_are_refused(path, statements, message):
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
    with pytest.raises(FormatError, match=re.escape(str(path)) + ": .*" + message):
        list(dna.read(path))


def test_files_that_are_no_database_are_refused(path, tmp_path):
    (tmp_path / "text.dna").write_text("statement;person")
    with pytest.raises(FormatError, match="is no DNA file"):
        list(dna.read(tmp_path / "text.dna"))
    (tmp_path / "cut.dna").write_bytes(path.read_bytes()[:9000])
    with pytest.raises(FormatError, match="cannot be read as a DNA database"):
        list(dna.read(tmp_path / "cut.dna"))


def test_reading_leaves_the_file_alone(path):
    path.chmod(0o444)
    before = path.read_bytes()
    list(dna.read(path))
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_claims_outside_their_text_are_refused(tmp_path):
    wrong = replace(claim("dark", "c9"), end=len(TEXT) + 1)
    analysis = Analysis(document=Document(id="d1", text=TEXT), claims=(wrong,))
    with pytest.raises(FormatError, match=r"the claim c9 stands at 64 to 80 .* has 79 characters"):
        dna.write(CodedDocuments(documents=(analysis,), codebook=CODEBOOK), tmp_path / "wrong.dna")
