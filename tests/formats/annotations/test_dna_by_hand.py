"""Databases that people made in DNA, with statement types of their own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from argmine.formats.annotations import dna
from argmine.formats.annotations.dna.tables import CREATE
from argmine.formats.annotations.dna.values import roles
from argmine.schema import content_id


def by_hand(path: Path) -> None:
    """Make a database with statement types that are not DNA's own, by two coders."""
    with closing(sqlite3.connect(path)) as database:
        for table in CREATE:
            database.execute(table)
        database.execute("INSERT INTO SETTINGS VALUES ('version', '3.0.11')")
        database.executemany("INSERT INTO CODERS (ID, Name, Password) VALUES (?, ?, '')", [(1, "Admin"), (2, "Ann")])
        database.executemany("INSERT INTO STATEMENTTYPES VALUES (?, ?, 0, 0, 0)", [(1, "Argument"), (2, "Event")])
        variables = [
            *((1, "Actor", "short text", 1), (2, "institution", "short text", 1), (3, "Positions", "long text", 1)),
            *((4, "Agreement", "integer", 1), (5, "strength", "integer", 1), (6, "actor", "short text", 2)),
        ]
        database.executemany("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", variables)
        documents = [
            (1, "A title", "🚌 Free buses! No 🚌.", 1, "", "News", "", "Good.", "", 1736035200 + 3600),
            (2, "Again", "🚌 Free buses! No 🚌.", None, "", "", "", "", "", 10**15),
        ]
        database.executemany("INSERT INTO DOCUMENTS VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", documents)
        # DNA's editor counts the emoji as two.
        statements = [
            *((1, 1, 1, 3, 14, 1), (2, 1, 1, 15, 21, 2), (3, 2, 2, 0, 2, 2), (4, 1, 1, 3, 14, 2)),
            *((5, 1, 1, 3, 14, None), (6, 1, None, 3, 14, 1)),
        ]
        database.executemany("INSERT INTO STATEMENTS VALUES (?, ?, ?, ?, ?, ?)", statements)
        entities = [(1, 1, ""), (2, 1, "Mayor"), (3, 2, ""), (4, 2, "Town"), (5, 6, "Mayor")]
        database.executemany("INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (?, ?, ?)", entities)
        values = [(1, 1, 2), (1, 2, 4), (2, 1, 1), (2, 2, 4), (3, 6, 5), (4, 1, 5)]
        database.executemany("INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, ?)", values)
        database.executemany("INSERT INTO DATALONGTEXT VALUES (NULL, ?, 3, ?)", [(1, "Free buses"), (2, "Free buses")])
        numbers = [(1, 4, 1), (2, 4, -1), (4, 4, 0), (1, 5, 3)]
        database.executemany("INSERT INTO DATAINTEGER VALUES (NULL, ?, ?, ?)", numbers)
        database.execute("INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 1, 'Coalition')")
        database.execute("INSERT INTO ATTRIBUTEVALUES VALUES (1, 2, 1, 'town')")
        database.commit()


def test_what_others_coded_by_hand_is_read(tmp_path):
    by_hand(tmp_path / "hand.dna")
    first, second = dna.read(tmp_path / "hand.dna")
    document = first.document
    assert (document.title, document.outlet, document.date, document.author) == ("A title", "News", "2025-01-05", None)
    assert dict(document.extra) == {"notes": "Good.", "time": "01:00:00"}
    assert (document.id, document.path) == (content_id(document.text), "hand.dna:1")
    assert second.document.id != document.id and second.document.date is None
    buses, other, no = first.claims
    assert (buses.text, no.text, second.claims[0].text) == ("Free buses!", "No 🚌.", "🚌")
    assert buses.speaker is not None and (buses.speaker.name, buses.speaker.organisation) == ("Mayor", "Town")
    assert no.speaker is not None and (no.speaker.name, no.speaker.organisation) == ("Town", "Town")
    assert (buses.stance, buses.kind, buses.polarity, no.polarity) == ("town", "direct", "support", "attack")
    # The entity that it names is one of another variable, which DNA does not find either.
    assert (other.speaker, other.position, other.polarity) == (None, None, None)
    assert [position.text for position in first.positions] == ["Free buses"]
    assert buses.position == no.position == content_id("position", "Free buses")
    assert second.claims[0].position is None and second.claims[0].speaker is not None


def test_the_only_boolean_is_agreement_by_whatever_name():
    texts = {1: ("actor", "short text"), 2: ("claim", "short text")}
    assert roles({**texts, 3: ("position", "boolean")})[3] == "agreement"
    two = roles({**texts, 3: ("in favour", "boolean"), 4: ("quoted", "boolean")})
    assert "agreement" not in two.values()
    assert roles({3: ("agreement", "boolean"), 4: ("quoted", "boolean")}) == {3: "agreement"}
