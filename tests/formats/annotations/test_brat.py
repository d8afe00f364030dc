from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.formats import CodedDocuments, FormatError
from argmine.formats.annotations import brat
from argmine.schema import content_id

TEXT = "“Buses are free,” said the mayor.\nThe clerk, Ann Lee, disagreed.\n"


@pytest.fixture
def by_hand(tmp_path: Path) -> Path:
    """What a person left in a folder that was never argmine's."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.ann").write_text(
        "T1\tClaim 1 15\tBuses are free\n"
        "T2\tSource 23 32;38 43\tthe mayor clerk\n"
        "T7\tCue 18 22\tsaid\n"
        "T8\tPerson 45 52\tAnn Lee\n"
        "E1\tPerson:T8 Who:T1\n"
        "*\tEquiv T2 T8\n"
        "N1\tReference T8 Wikipedia:1\tAnn Lee\n"
        "R1\thas_source Arg1:T1 Arg2:T2\t\n"
        "R4\thas_cue Arg1:T7 Arg2:T1\n"
        "A1\tStance T1 critics\n"
        "M2\tNegation T1\n"
        "#1\tAnnotatorNotes T1\tis this right? | Speaker: The Mayor | organization: City \\| Hall | "
        "position: Buses should be free.\n",
        encoding="utf-8",
    )
    return tmp_path


def test_what_was_written_comes_back(coded, shown, tmp_path):
    brat.write(coded, tmp_path)
    read = {analysis.document.id: analysis for analysis in brat.read(tmp_path)}
    assert len(read) == 3
    for analysis in coded.documents:
        assert shown(read[analysis.document.id]) == shown(analysis)


def test_the_text_of_the_file_is_as_long_and_has_no_trap(coded, tmp_path):
    brat.write(coded, tmp_path)
    (text,) = (file.read_bytes().decode() for file in tmp_path.glob("art*.txt"))
    assert len(text) == len(coded.documents[0].document.text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x85\u2028]", text.replace("\t(", ""))
    for line in next(tmp_path.glob("art*.ann")).read_text(encoding="utf-8").split("\n"):
        assert len(line.split("\t")) == len(line.split("\t", 3))
        assert len(line.splitlines()) <= 1


def test_the_configuration_has_what_the_codebook_and_the_claims_have(coded, tmp_path):
    brat.write(coded, tmp_path)
    configuration = (tmp_path / "annotation.conf").read_text(encoding="utf-8")
    (stances,) = re.findall(r"^Stance\tArg:Claim, Value:(.+)$", configuration, re.M)
    used = re.findall(r"\tStance T\d+ (\S+)$", next(tmp_path.glob("art*.ann")).read_text(encoding="utf-8"), re.M)
    assert set(used) <= set(stances.split("|"))
    assert len(set(stances.split("|"))) == 4
    assert all(re.fullmatch("[A-Za-z0-9_-]+", stance) for stance in stances.split("|"))
    assert "Type\tArg:Claim, Value:policy|value|fact|testimony|odd_type_" in configuration


def test_a_source_in_pieces_is_one_annotation(coded, tmp_path):
    brat.write(coded, tmp_path)
    lines = next(tmp_path.glob("art*.ann")).read_text(encoding="utf-8").splitlines()
    assert any(re.fullmatch(r"T\d+\tSource \d+ \d+;\d+ \d+\tthe mayor Zoë O'Hara", line) for line in lines)


def test_reading_what_a_person_made(by_hand):
    (analysis,) = brat.read(by_hand)
    (claim,) = analysis.claims
    assert claim.speaker
    assert analysis.document.id == "one"
    assert claim.id == content_id("one", 1, 15)
    assert claim.text == "Buses are free"
    assert (claim.source, claim.cue) == (((23, 32), (38, 43)), ((18, 22),))
    assert (claim.stance, claim.kind) == ("critics", "direct")
    assert (claim.speaker.name, claim.speaker.organisation) == ("The Mayor", "City | Hall")
    assert [(p.id, p.text) for p in analysis.positions] == [(claim.position, "Buses should be free.")]
    (alone,) = brat.read(by_hand / "one.ann")
    assert alone == analysis


def test_corrections_come_back_under_the_claims_id(coded: CodedDocuments, tmp_path):
    brat.write(coded, tmp_path)
    file = next(tmp_path.glob("art*.ann"))
    lines = file.read_text(encoding="utf-8")
    lines = re.sub(r"^T1\tClaim 1 \d+\t.*$", "T1\tClaim 1 6\tBuses", lines, flags=re.M)
    lines = re.sub(r"(\tStance T1) \S+", r"\1 critics", lines)
    lines = re.sub(r"(\tAnnotatorNotes T1\t).*", r"\1speaker: Ann Lee | position: A new one.", lines)
    file.write_text(lines + "T99\tClaim 7 20\tshould be fre\n", encoding="utf-8")
    analysis = next(found for found in brat.read(tmp_path) if len(found.claims) > 1)
    first, added = analysis.claims[:2]
    assert first.speaker
    assert first.id == coded.documents[0].claims[0].id
    assert (first.text, first.stance, first.speaker.name) == ("Buses", "critics", "Ann Lee")
    assert {p.id: p.text for p in analysis.positions}[first.position or ""] == "A new one."
    assert (added.id, added.kind) == (content_id("art/1: a\nb", 7, 20), "authorial")


def test_a_claim_added_where_another_was_has_an_id_of_its_own(coded, tmp_path):
    brat.write(coded, tmp_path)
    file = next(tmp_path.glob("art*.ann"))
    lines = file.read_text(encoding="utf-8")
    old = re.search(r"^T1\tClaim (1 \d+\t.*)$", lines, re.M)
    assert old
    file.write_text(lines.replace(old[0], "T1\tClaim 1 6\tBuses") + f"T99\tClaim {old[1]}\n", encoding="utf-8")
    analysis = next(found for found in brat.read(tmp_path) if len(found.claims) > 1)
    assert len({claim.id for claim in analysis.claims}) == len(analysis.claims) == 6


def test_words_that_are_not_those_of_the_text_are_refused(by_hand):
    file = by_hand / "one.txt"
    file.write_text("Oh! " + TEXT, encoding="utf-8")
    with pytest.raises(FormatError, match=r"one\.ann: T1 says 'Buses are free' at 1 to 15, where .* and 1 more\. Put"):
        list(brat.read(by_hand))
    file.write_text("short", encoding="utf-8")
    with pytest.raises(FormatError, match="T2 is at 23 to 32, 38 to 43, but the text has 5 characters"):
        list(brat.read(by_hand))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1 Claim 1 2 B", r"one\.ann:1: is no line of brat's standoff format"),
        ("T1\tClaim one two\tB", r"one\.ann:1: is no line"),
        ("T1\tClaim 1 2\tB\nA1\tKind T1 odd", r"one\.ann: T1 has the kind 'odd', which is none: there are direct"),
    ],
)
def test_broken_files_are_refused_with_their_line(by_hand, line, message):
    (by_hand / "one.ann").write_text(line, encoding="utf-8")
    with pytest.raises(FormatError, match=message):
        list(brat.read(by_hand))


def test_a_folder_without_annotations_is_refused(tmp_path):
    with pytest.raises(FormatError, match=r"has no \.ann files"):
        list(brat.read(tmp_path))


def test_documents_whose_names_would_clash_have_files_of_their_own(tmp_path, coded):
    empty = coded.documents[2]
    ids = ["a", "A", "a/", "é", "..", "a" * 300]
    documents = tuple(replace(empty, document=replace(empty.document, id=name)) for name in ids)
    brat.write(CodedDocuments(documents, coded.codebook), tmp_path)
    assert len({file.name.casefold() for file in tmp_path.glob("*.ann")}) == len(ids)
    assert sorted(analysis.document.id for analysis in brat.read(tmp_path)) == sorted(ids)


def test_bratly_reads_the_files(coded, tmp_path):
    bratly = pytest.importorskip("bratly.io.file_read_src", reason="needs bratly-io-fs, a reader that is not ours")
    brat.write(coded, tmp_path)
    file = next(tmp_path.glob("art*.ann"))
    text = file.with_suffix(".txt").read_bytes().decode()
    as_it_stands = {"no_duplicates": False, "sorting": False, "renumerotize": False}
    found: list[Any] = bratly.read_and_load_ann_file(str(file), **as_it_stands).annotations
    assert len(found) == len(file.read_text(encoding="utf-8").splitlines())
    entities = [entry for entry in found if type(entry).__name__ == "EntityAnnotation"]
    assert sum(entity.label == "Claim" for entity in entities) == 5
    for entity in entities:
        assert entity.content == " ".join(text[piece.start : piece.end] for piece in entity.fragments)
    relations = [entry for entry in found if type(entry).__name__ == "RelationAnnotation"]
    claims = coded.documents[0].claims
    assert len(relations) == sum(bool(claim.source) + bool(claim.cue) for claim in claims)


def test_a_byte_order_mark_hides_no_claim(by_hand):
    file = by_hand / "one.ann"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    (analysis,) = brat.read(by_hand)
    assert [claim.text for claim in analysis.claims] == ["Buses are free"]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_coded_comes_back(data, corpora, shown):
    coded = data.draw(corpora)
    with tempfile.TemporaryDirectory() as folder:
        brat.write(coded, Path(folder))
        read = {analysis.document.id: analysis for analysis in brat.read(Path(folder))}
        for file in Path(folder).glob("*.json"):
            json.loads(file.read_text(encoding="utf-8"))
    assert {name: shown(analysis) for name, analysis in read.items()} == {
        analysis.document.id: shown(analysis) for analysis in coded.documents
    }
