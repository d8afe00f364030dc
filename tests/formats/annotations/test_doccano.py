from __future__ import annotations

import json
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.formats import FormatError
from argmine.formats.annotations import doccano
from argmine.schema import content_id

TEXT = "🚌 “Buses are free,” said the mayor."
#: What doccano 1.8.4 exports from a project with relations.
EXPORTED = {
    "id": 12,
    "text": TEXT,
    "document": "d1",
    "title": None,
    "extra": {},
    "replaced": {},
    "claims": {"3-17": [{"id": "c1", "stance": "industry", "kind": "direct", "speaker": "The Mayor"}]},
    "positions": [],
    "entities": [
        {"id": 31, "label": "claim: critics", "start_offset": 3, "end_offset": 17},
        {"id": 32, "label": "source", "start_offset": 25, "end_offset": 34},
        {"id": 40, "label": "cue", "start_offset": 20, "end_offset": 24},
        {"id": 41, "label": "Claim", "start_offset": 25, "end_offset": 34},
        {"id": 42, "label": "PERSON", "start_offset": 25, "end_offset": 34},
    ],
    "relations": [
        {"id": 5, "from_id": 31, "to_id": 32, "type": "source"},
        {"id": 6, "from_id": 40, "to_id": 31, "type": "cue"},
        {"id": 7, "from_id": 41, "to_id": 99, "type": "cue"},
    ],
    "Comments": [],
}


def lines(path: Path, *rows: object) -> Path:
    file = path / "all.jsonl"
    file.write_text("".join(json.dumps(row) + "\n\n" for row in rows), encoding="utf-8")
    return file


def test_what_was_written_comes_back(coded, shown, tmp_path):
    file = tmp_path / "coded.doccano.jsonl"
    doccano.write(coded, file)
    # doccano refuses documents without text.
    assert [shown(analysis) for analysis in doccano.read(file)] == list(map(shown, coded.documents[:2]))


def test_every_line_has_the_same_columns(coded, tmp_path):
    doccano.write(coded, tmp_path / "x")
    rows = [json.loads(line) for line in (tmp_path / "x").read_text(encoding="utf-8").splitlines()]
    assert len({tuple(row) for row in rows}) == 1
    assert "id" not in rows[0]


def test_reading_what_a_person_made(tmp_path):
    (analysis,) = doccano.read(lines(tmp_path, EXPORTED))
    first, second = analysis.claims
    assert first.speaker
    assert (analysis.document.id, first.id, second.id) == ("d1", "c1", content_id("d1", 25, 34))
    assert (first.stance, first.kind, first.speaker.name) == ("critics", "direct", "The Mayor")
    assert (first.source, first.cue) == (((25, 34),), ((20, 24),))
    assert (second.text, second.stance, second.kind, second.source) == ("the mayor", None, "authorial", ())


@pytest.mark.parametrize("column", ["label", "labels"])
def test_exports_of_a_project_without_relations_are_read(tmp_path, column):
    row = {"id": 12, "text": TEXT, column: [[3, 17, "claim: critics"], [25, 34, "source"]]}
    (analysis,) = doccano.read(lines(tmp_path, row))
    assert [(claim.text, claim.stance) for claim in analysis.claims] == [("Buses are free", "critics")]
    assert analysis.document.id == "12"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            {"text": "a", "entities": [{"label": "claim", "start_offset": 0, "end_offset": 9}]},
            "all.jsonl:1: 'claim' is",
        ),
        ({"data": "a"}, "all.jsonl:1: is no line of doccano's JSONL .lacks 'text'.: export JSONL"),
        ({"text": "a", "label": ["positive"]}, "is no line of doccano's JSONL"),
        ([], "is no line of doccano's JSONL"),
    ],
)
def test_other_files_are_refused_with_their_line(tmp_path, row, message):
    with pytest.raises(FormatError, match=message):
        list(doccano.read(lines(tmp_path, row)))


def test_a_zip_file_is_to_be_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("ann.jsonl", "")
        archive.writestr("lee.jsonl", "")
    with pytest.raises(FormatError, match=r"is a zip file: unpack it, .*: ann\.jsonl, lee\.jsonl"):
        list(doccano.read(tmp_path / "export.zip"))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_coded_comes_back(data, corpora, shown):
    coded = data.draw(corpora)
    documents = [analysis for analysis in coded.documents if analysis.document.text]
    # A stance is the end of a label.
    assert all(claim.stance == (claim.stance and claim.stance.strip()) for a in documents for claim in a.claims)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "coded.jsonl")
        doccano.write(replace(coded, documents=tuple(documents)), file)
        read = [shown(analysis) for analysis in doccano.read(file)]
    assert read == list(map(shown, documents))
