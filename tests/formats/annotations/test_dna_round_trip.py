"""What goes into a DNA database comes out of it, counted by DNA or read back."""

from __future__ import annotations

import csv
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.codebook import Codebook, CodebookPosition, Stance
from argmine.formats import CodedDocuments
from argmine.formats.annotations import dna
from argmine.formats.annotations._plain_text import label_line
from argmine.schema import Analysis, Claim, Document, Position, Speaker

TIES = """SELECT O.Value, C.Value, Q.Value FROM STATEMENTS S
    JOIN DATASHORTTEXT DO ON DO.StatementId = S.ID AND DO.VariableId = 2 JOIN ENTITIES O ON O.ID = DO.Entity
    JOIN DATASHORTTEXT DC ON DC.StatementId = S.ID AND DC.VariableId = 3 JOIN ENTITIES C ON C.ID = DC.Entity
    JOIN DATABOOLEAN Q ON Q.StatementId = S.ID WHERE O.Value <> '' AND C.Value <> ''"""
CODEBOOK = Codebook(
    name="buses",
    stances=(Stance(name="town", color="#112233"), Stance(name="critics", color="teal"), Stance(name="other")),
    positions=(CodebookPosition(id="p1", text="Buses should cost nothing."),),
)


def test_the_network_of_the_sample_is_that_of_its_statements(shared, tmp_path):
    with (shared / "reference" / "dna_sample_statements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    by_document: dict[str, list[Claim]] = {}
    for row in rows:
        speaker = Speaker(id=row["person"], name=row["person"], organisation=row["organization"])
        each = Claim(
            id=row["statement"], document=row["document"], start=int(row["start"]), end=int(row["stop"]), text="",
            kind="direct", speaker=speaker, position=row["concept"],
            polarity="support" if row["agreement"] == "1" else "attack",
        )  # fmt: skip
        by_document.setdefault(row["document"], []).append(each)
    concepts = tuple(Position(id=concept, text=concept) for concept in {row["concept"]: 0 for row in rows})
    analyses = tuple(
        Analysis(document=Document(id=name, text="x" * 99_999), claims=tuple(claims), positions=concepts)
        for name, claims in by_document.items()
    )
    dna.write(CodedDocuments(documents=analyses, codebook=CODEBOOK), tmp_path / "sample.dna")
    with closing(sqlite3.connect(tmp_path / "sample.dna")) as database:
        ties = database.execute(TIES).fetchall()
    assert Counter(ties) == Counter((row["organization"], row["concept"], int(row["agreement"])) for row in rows)
    # What DNA itself counts in its sample.
    assert (len({tie[0] for tie in ties}), len({tie[1] for tie in ties}), len(ties)) == (7, 6, 40)


def by_id(claims: Iterable[Claim]) -> dict[str, Claim]:
    """The claims without what only the machine knows."""
    plain: dict[str, Any] = {"confidence": 1.0, "position_confidence": None, "polarity_confidence": None}
    return {each.id: replace(each, **plain) for each in claims}


awkward = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=15),
    st.text(alphabet="\x00\x07\t\n\r\"'<>& é“”🚌\u202eשלום\u2028\ufffe…() 12", max_size=15),
    st.sampled_from(["", " ", "\r\n", "x" * 400, 'id: "c9"', "a (2)"]),
)
maybe = st.none() | awkward


@st.composite
def corpora(draw: st.DrawFn) -> CodedDocuments:
    analyses = []
    positions = [Position(id=f"p{n}", text=f"{n} {draw(awkward)}") for n in range(2)]
    speakers = [Speaker(id=f"s{n}", name=f"{n}{draw(awkward)}", organisation=draw(maybe)) for n in range(2)]
    for number in range(draw(st.integers(0, 2))):
        text = draw(awkward) + "|" + draw(awkward)
        document = Document(
            id=f"d{number}", text=text, title=draw(maybe), outlet=draw(maybe), author=draw(maybe), url=draw(maybe),
            date=draw(st.none() | st.sampled_from(["2020-02-29", "1970-01-01", "1066-10-14", "soon"])),
            extra=draw(st.dictionaries(st.sampled_from(["lean", "section", "type", "notes"]), awkward, max_size=2)),
        )  # fmt: skip
        claims = []
        for place in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            position = draw(st.sampled_from([None, "p0", "p1"]))
            each = Claim(
                id=f"c{number}{place}", document=document.id, start=start, end=end, text=text[start:end],
                kind=draw(st.sampled_from(["direct", "mixed"])), type=draw(st.sampled_from([None, "policy"])),
                speaker=draw(st.none() | st.sampled_from(speakers)),
                stance=draw(st.sampled_from([None, "town", "critics"])), position=position,
                polarity=draw(st.sampled_from([None, "support", "attack"])) if position else None,
            )  # fmt: skip
            claims.append(each)
        analyses.append(Analysis(document=document, claims=tuple(claims), positions=tuple(positions)))
    return CodedDocuments(documents=tuple(analyses), codebook=CODEBOOK)


@settings(max_examples=40, deadline=None)
@given(coded_corpus=corpora())
def test_what_dna_can_hold_comes_back(coded_corpus):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "x.dna")
        dna.write(coded_corpus, file)
        read = list(dna.read(file))
        with closing(sqlite3.connect(file)) as database:
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for ours, theirs in zip(coded_corpus.analyses(), read, strict=True):
        assert theirs.document == ours.document
        assert by_id(theirs.claims) == {key: as_held(each) for key, each in by_id(ours.claims).items()}


def as_held(each: Claim) -> Claim:
    """An organisation without a visible letter is none."""
    speaker = each.speaker
    if speaker is None or speaker.organisation is None or label_line(speaker.organisation):
        return each
    return replace(each, speaker=replace(speaker, organisation=None))
