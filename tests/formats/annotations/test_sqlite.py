from __future__ import annotations

import asyncio
import re
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.codebook import Codebook
from argmine.formats import CodedDocuments
from argmine.formats.annotations import sqlite
from argmine.schema import Analysis, Claim, Document, Echo, Issue, Position, Relation, Speaker

TEXT = 'The mayor said buses would be "free", 🚌 and safe. Critics, she added, were wrong.\r\nA clerk doubted it.'
MAYOR = Speaker(id="s1", name="Zoë O'Hara", organisation="Bürgeramt")
FREE = Position(
    id="p1", text="Buses should be free.", terms=("free",), typical="c1", issue=Issue(id="i1", text="buses")
)


def claim(identifier: str, words: str, document: str = "d1", **facts: Any) -> Claim:
    start = TEXT.index(words)
    return Claim(
        id=identifier, document=document, start=start, end=start + len(words), text=words, **{"kind": "direct", **facts}
    )


@pytest.fixture
def corpus() -> CodedDocuments:
    """Two documents of the same text; a speaker who is called by two names, and an echo."""
    free = claim(
        "c1",
        'buses would be "free", 🚌 and safe',
        speaker=MAYOR,
        source=((0, 9),),
        cue=((10, 14),),
        stance="administration",
        stance_probabilities={"administration": 0.87654321, "critics": 0.12345679},
        position="p1",
        polarity="support",
        echoes=("c3",),
    )
    wrong = claim("c2", "Critics, she added, were wrong", speaker=replace(MAYOR, name="she"), stance="critics")
    wrong = replace(wrong, relations=(Relation(target="c1", label="reason", confidence=0.5),))
    again = claim("c3", "buses would be", "d2", speaker=MAYOR, stance="administration", echoes=("c1",))
    first = Document(id="d1", text=TEXT, title='Free "buses"', outlet="Post", date="2025-01-05", extra={"page": "A1"})
    return CodedDocuments(
        documents=(
            Analysis(document=first, claims=(free, wrong), positions=(FREE,), boilerplate=((0, 3),)),
            Analysis(document=Document(id="d2", text=TEXT), claims=(again,)),
        ),
        codebook=Codebook.default(),
    )


@pytest.fixture
def file(corpus, tmp_path):
    sqlite.write(corpus, tmp_path / "corpus.db")
    return tmp_path / "corpus.db"


def ask(file: Path, sql: str, *values: object) -> list[Any]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute(sql, values).fetchall()


def test_it_is_whole_and_every_foreign_key_is_there(file):
    assert ask(file, "PRAGMA integrity_check") == [("ok",)]
    assert ask(file, "PRAGMA foreign_key_check") == []
    assert list(file.parent.iterdir()) == [file]


def test_offsets_hold_in_sql(file):
    found = ask(
        file,
        'SELECT substr(d.text, c.start + 1, c."end" - c.start), c.text FROM claims c JOIN documents d '
        "ON d.id = c.document",
    )
    assert len(found) == 3
    assert all(cut == text for cut, text in found)


def test_a_statement_is_a_claim_with_everything(file):
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        row = dict(database.execute("SELECT * FROM statements").fetchone())
    expected = {
        **{"claim": "c1", "title": 'Free "buses"', "source": "The mayor", "cue": "said"},
        **{"speaker": "Zoë O'Hara", "organisation": "Bürgeramt", "position": "Buses should be free.", "issue": "buses"},
        **{"probability_administration": 0.8765, "probability_industry": None, "polarity": "support"},
    }
    assert {name: row[name] for name in expected} == expected


def test_a_speaker_has_the_most_frequent_name_and_stance(file):
    assert ask(file, "SELECT name, organisation, stance, claims FROM speakers") == [
        ("Zoë O'Hara", "Bürgeramt", "administration", 3)
    ]


def test_sides_of_a_position(file):
    assert ask(file, "SELECT position, stance, claims, supports, attacks, speakers FROM sides") == [
        ("Buses should be free.", "administration", 1, 1, 0, 1)
    ]


def test_the_rest_of_what_is_coded(file):
    assert ask(file, "SELECT * FROM relations") == [("c2", "c1", "reason", 0.5)]
    assert ask(file, "SELECT claim, repeats FROM echoes") == [("c3", "c1")]
    assert ask(file, "SELECT * FROM boilerplate") == [("d1", 0, 3)]
    assert ask(file, "SELECT extra FROM documents WHERE extra NOTNULL") == [('{"page": "A1"}',)]
    assert ask(file, "SELECT value FROM about WHERE name = 'codebook.yaml'") == [(Codebook.default().to_yaml(),)]
    assert [name for (name,) in ask(file, "SELECT name FROM stances ORDER BY rowid")] == list(
        Codebook.default().stance_names
    )


class KnowsEchoes(CodedDocuments):
    """A corpus that knows more of its echoes, as a run does."""

    def echoes(self) -> Iterable[Echo]:
        return [Echo(claim="c3", of="c1", similarity=0.91234567, kind="trimmed", wire=True)]


def test_a_run_says_how_claims_echo_each_other(corpus, tmp_path):
    sqlite.write(KnowsEchoes(corpus.documents, corpus.codebook), tmp_path / "x.db")
    assert ask(tmp_path / "x.db", "SELECT * FROM echoes") == [("c3", "c1", 0.9123, "trimmed", 1)]


def found_in(file: Path, table: str, query: str) -> list[str]:
    sql = f"SELECT id FROM {table} WHERE rowid IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"  # noqa: S608
    return [identifier for (identifier,) in ask(file, sql, query)]


def test_full_text_search_knows_stems_and_phrases(file):
    assert found_in(file, "claims", "critic adding") == ["c2"]
    assert found_in(file, "claims", '"were wrong"') == ["c2"]
    assert found_in(file, "claims", '"""free"""') == ["c1"]
    assert found_in(file, "documents", "title: free") == ["d1"]
    assert found_in(file, "documents", "doubts") == ["d1", "d2"]
    with closing(sqlite3.connect(file)) as database:
        # Raises if the index and what it indexes part.
        database.execute("INSERT INTO claims_fts (claims_fts, rank) VALUES ('integrity-check', 1)")


@pytest.mark.parametrize("query", ["free", '"would be" safe', "fr*", 'a "quote', "it's", "NEAR( AND"])
def test_datasette_searches_it(file, query):
    datasette = pytest.importorskip("datasette.app")

    async def search() -> Any:
        client = datasette.Datasette([str(file)]).client
        return await client.get("/corpus/claims.json", params={"_search": query, "_shape": "array"})

    found = asyncio.run(search())
    assert found.status_code == 200
    if query in ("free", '"would be" safe'):
        assert [row["id"] for row in found.json()] == ["c1"]


def test_datasette_names_what_keys_point_at_and_offers_a_search(file):
    datasette = pytest.importorskip("datasette.app")

    async def page(path: str) -> Any:
        return await datasette.Datasette([str(file)]).client.get(path)

    claims = asyncio.run(page("/corpus/claims")).text
    assert 'name="_search"' in claims
    assert '<a href="/corpus/documents/d1">Free &#34;buses&#34;</a>' in claims
    assert '<a href="/corpus/speakers/s1">Zoë O&#39;Hara</a>' in claims
    assert asyncio.run(page("/corpus/statements")).status_code == 200


def test_what_is_named_but_was_not_passed_breaks_no_key(corpus, tmp_path):
    stray = claim(
        "c9",
        "A clerk doubted it",
        stance="bystanders",
        stance_probabilities={"onlookers": 1.0},
        position="p9",
        echoes=("gone", "c9"),
        relations=(Relation(target="gone", label="attack"),),
    )
    document = corpus.documents[0].document
    positions = (replace(FREE, typical="gone"),)
    coded = CodedDocuments((Analysis(document=document, claims=(stray,), positions=positions),), corpus.codebook)
    sqlite.write(coded, tmp_path / "x.db")
    assert ask(tmp_path / "x.db", "PRAGMA foreign_key_check") == []
    assert ask(tmp_path / "x.db", "SELECT position, stance FROM statements") == [("p9", "bystanders")]
    assert ask(tmp_path / "x.db", "SELECT * FROM echoes") == ask(tmp_path / "x.db", "SELECT * FROM relations") == []


def test_an_empty_corpus(tmp_path):
    sqlite.write(CodedDocuments((), Codebook.default()), tmp_path / "x.db")
    assert ask(tmp_path / "x.db", "SELECT count(*) FROM statements") == [(0,)]


def test_a_stance_may_be_called_anything(corpus, tmp_path):
    names = ("it's", 'a "b"', "c{d}")
    stances = tuple(replace(corpus.codebook.stances[0], name=name) for name in names)
    coded = CodedDocuments((), replace(corpus.codebook, stances=stances, source=""))
    sqlite.write(coded, tmp_path / "x.db")
    columns = {name for _, name, *_ in ask(tmp_path / "x.db", "PRAGMA table_info(statements)")}
    assert {f"probability_{name}" for name in names} < columns


def test_the_same_corpus_gives_the_same_bytes(corpus, file, tmp_path):
    sqlite.write(corpus, tmp_path / "again.db")
    assert file.read_bytes() == (tmp_path / "again.db").read_bytes()


texts = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="\x00\x07\n\r\"'%_;-é🚌\u202eש\ud83d\uffff", max_size=20),
)


@settings(max_examples=40, deadline=None)
@given(text=texts, title=texts, name=texts, query=texts)
def test_every_text_comes_back_with_its_offsets(text, title, name, query):
    said = Claim(
        id="c", document="d", start=0, end=len(text), text=text, kind="direct", speaker=Speaker(id="s", name=name)
    )
    coded = CodedDocuments(
        (Analysis(document=Document(id="d", text=text, title=title), claims=(said,)),), Codebook.default()
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.db")
        sqlite.write(coded, path)
        found = ask(path, "SELECT text, title, speaker, length(text) FROM statements")
        ask(
            path,
            "SELECT * FROM claims_fts WHERE claims_fts MATCH ?",
            '"' + re.sub('["\x00\ud800-\udfff]', "", query) + '"',
        )
    kept = [re.sub("[\x00\ud800-\udfff]", "\ufffd", value) for value in (text, title, name)]
    assert found == [(*kept, len(text))]
