"""Files that are broken, or made to harm, end in an error that names them."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from argmine.codebook import Codebook
from argmine.formats import CodedDocuments, FormatError, read, read_annotations, write
from argmine.formats.annotations._file_names import FileNames
from argmine.formats.registry import FORMATS
from argmine.run import RunError, import_run
from argmine.schema import Analysis, Claim, Document, Position, Speaker

GRAPHS = [
    *("gexf", "gexf-dynamic", "graphml", "visone", "yed", "json", "cyjs"),
    *("aif", "xaif", "sadface", "argdown", "arguebuf"),
]
CODED = ["dna", "refi-qda", "label-studio", "doccano", "brat", "inception", "jsonl"]
FOLDERS = ("label-studio", "brat", "inception")
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
TEXT = "Ann says buses help 🚌. Bob says they do not."


@pytest.fixture(scope="module")
def coded() -> CodedDocuments:
    speaker = Speaker(id="s", name="Ann")
    given: dict[str, Any] = {
        "document": "d",
        "kind": "direct",
        "source": ((0, 3),),
        "speaker": speaker,
        "stance": "critics",
    }
    spans = ((0, 21), (23, 44))
    claims = tuple(
        Claim(id=f"c{n}", start=start, end=end, text=TEXT[start:end], position="p", polarity="support", **given)
        for n, (start, end) in enumerate(spans)
    )
    documents = (
        Analysis(document=Document(id="d", text=TEXT), claims=claims, positions=(Position(id="p", text="Go."),)),
    )
    return CodedDocuments(documents, Codebook.default())


@pytest.fixture(scope="module")
def written(coded, tmp_path_factory):
    """The folder of each format, with a file that is as it should be."""
    folder = tmp_path_factory.mktemp("written")
    write(coded, folder / "whole.jsonl", "jsonl")
    graph = read(folder / "whole.jsonl")
    for name in GRAPHS + CODED:
        path = folder / name if name in FOLDERS else folder / name / f"x{FORMATS[name].suffixes[0]}"
        write(coded if name in CODED else graph, path, name)
    return folder


@pytest.fixture
def take(written, tmp_path):
    """Take a copy of a format's folder; return what is to be read, and the file in it that is to be broken."""

    def call(name: str) -> tuple[Path, Path]:
        target = tmp_path / name
        shutil.copytree(written / name, target)
        files = [file for file in sorted(target.iterdir()) if file.suffix not in (".conf", ".xml", ".txt")]
        files = [file for file in files if file.name != "layers.json"]
        return (target if name in FOLDERS else files[0]), files[0]

    return call


def read_all(path: Path, name: str) -> None:
    if name in GRAPHS:
        read(path, name)
    else:
        read_annotations(path, name)


def refused(path: Path, name: str) -> str:
    """Return the message with which a file is refused."""
    with pytest.raises((FormatError, OSError)) as caught:
        read_all(path, name)
    assert str(path) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", GRAPHS + CODED)
def test_what_is_no_such_file_is_refused(name, take):
    target, file = take(name)
    read_all(target, name)
    content = file.read_bytes()
    for broken in (
        content[: len(content) // 2],
        "[" * 100_000,
        "{" * 100_000,
        '{"a":' * 100_000,
        "\x00" * 99,
        b"\xff\xfe\x00",
    ):
        file.write_bytes(broken if isinstance(broken, bytes) else broken.encode())
        if name not in ("argdown", "brat") or broken == b"\xff\xfe\x00":
            refused(target, name)
    file.unlink()
    file.mkdir()
    refused(target, name)


@pytest.mark.parametrize("name", [name for name in GRAPHS + CODED if name not in ("dna", "refi-qda")])
def test_the_encoding_is_utf_8_with_or_without_a_mark(name, take):
    target, file = take(name)
    text = file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8-sig")
    read_all(target, name)
    file.write_text(text, encoding="utf-16")
    if FORMATS[name].suffixes[0].endswith(("gexf", "graphml")):
        # XML says itself what it is in.
        file.write_text(text.replace('encoding="UTF-8"', 'encoding="latin-99"'), encoding="utf-8")
    assert str(file) in refused(target, name) or name in FOLDERS


@pytest.mark.parametrize("name", GRAPHS + CODED)
def test_any_damage_ends_in_an_error_or_in_sound_data(name, take):
    target, file = take(name)
    content, chance = file.read_bytes(), random.Random(name)  # noqa: S311
    for _ in range(15):
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 3, 9))):
            place = chance.randrange(len(damaged))
            damaged[place : place + chance.choice((1, 1, 40))] = chance.choice(
                (b"", b"9", b"-1", b'"', b"\xed", b"null", b"<")
            )
        file.write_bytes(damaged)
        try:
            read_all(target, name)
        except (FormatError, OSError) as error:
            assert str(target) in str(error)


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("name", ["gexf", "gexf-dynamic", "graphml", "visone", "yed", "refi-qda"])
def test_entities_are_not_expanded(name, doctype, take):
    target, file = take(name)
    if name == "refi-qda":
        change_archive(file, lambda text: text.replace("<Project", f"{doctype}<Project").replace("argmine", "&a;", 1))
    else:
        text = file.read_text(encoding="utf-8")
        head, rest = text.split("\n", 1)
        file.write_text(f"{head}\n{doctype}\n{rest}".replace("argmine", "&a;", 1), encoding="utf-8")
    assert "entities" in refused(target, name) or name == "refi-qda"


def change_archive(path: Path, change) -> None:
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["project.qde"] = change(members["project.qde"].decode()).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def test_archives_neither_burst_nor_reach_out(take):
    target, _ = take("refi-qda")
    change_archive(target, lambda text: text.replace("</Project>", " " * 2**25 + "</Project>"))
    assert "to fill the memory" in refused(target, "refi-qda")
    shutil.rmtree(target.parent)
    target, _ = take("refi-qda")
    change_archive(target, lambda text: text.replace("internal://", "internal://../../../../etc/passwd#"))
    assert "is not in the file" in refused(target, "refi-qda")
    shutil.copyfile(target, target.with_name("x.doccano.jsonl"))
    assert "is a zip file" in refused(target.with_name("x.doccano.jsonl"), "doccano")


@pytest.mark.parametrize(
    "yaml", ["- " * 50_000, "[" * 50_000, "a: &a [1]\n  b: *a", "a: !!python/object/apply:os.getcwd []"]
)
def test_yaml_neither_grows_nor_runs(yaml, tmp_path):
    (tmp_path / "x.argdown").write_text(f"===\nargmine:\n  {yaml}\n===\n\n[A]: Yes.\n", encoding="utf-8")
    assert "x.argdown:1: its data are no YAML" in refused(tmp_path / "x.argdown", "argdown")


@pytest.mark.parametrize("value", [-1, 10**6, 10**40, 1e400, 2.5, float("nan"), True, None, "2.5", [1], "x"])
@pytest.mark.parametrize("name", ["label-studio", "doccano", "jsonl", "inception"])
def test_offsets_are_whole_numbers_inside_the_text(name, value, take):
    target, file = take(name)
    keys = {"label-studio": "end", "doccano": "end_offset", "jsonl": "end", "inception": "end"}
    rows = (
        [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if name != "label-studio" else None
    )
    data = rows[0] if rows else json.loads(file.read_text(encoding="utf-8"))

    def change(held):
        if isinstance(held, dict):
            return {key: value if key == keys[name] else change(inner) for key, inner in held.items()}
        return [change(inner) for inner in held] if isinstance(held, list) else held

    file.write_text(json.dumps(change(data)), encoding="utf-8")
    refused(target, name)


@pytest.mark.parametrize("value", [-1, 10**6, 2**62, "2.5", b"1", None])
@pytest.mark.parametrize("column", ["Start", "Stop"])
def test_offsets_in_databases_are_whole_numbers_inside_the_text(column, value, take):
    target, _ = take("dna")
    with closing(sqlite3.connect(target)) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        try:
            database.execute(f"UPDATE STATEMENTS SET {column} = ?", (value,))  # noqa: S608
        except sqlite3.IntegrityError:
            pytest.skip("the table does not hold it")
        database.commit()
    assert "statement" in refused(target, "dna")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("json", '"start": 0', '"start": 2.5'),
        ("json", '"weight": 1.0', '"weight": NaN'),
        ("json", '"weight": 1.0', '"weight": 1e999'),
        ("json", '"id": "claim:c1"', '"id": "claim:c0"'),
        ("json", '"id": "claim:c1"', '"id": ["c"]'),
        ("json", '"text": "Go."', '"text": 5'),
        ("json", '"type": "claim"', '"type": ["claim"]'),
        ("cyjs", '"id": "claim:c1"', '"id": "claim:c0"'),
        ("gexf", 'node id="claim:c1"', 'node id="claim:c0"'),
        ("gexf", 'weight="1.0"', 'weight="NaN"'),
        ("graphml", 'node id="claim:c1"', 'node id="claim:c0"'),
        ("graphml", 'source="claim:c0"', ""),
        ("aif", '"start": 0', '"start": -4'),
        ("aif", '"start": 0', '"start": true'),
        ("sadface", '"end": 21', '"end": 1e999'),
        ("arguebuf", '"end": 21', '"end": 21.5'),
        ("arguebuf", '"confidence": 1.0', '"confidence": NaN'),
        ("brat", "T1\tClaim 0 21", "T1\tClaim 5 2"),
        ("brat", "T1\tClaim 0 21", f"T1\tClaim 0 {'9' * 5000}"),
        ("brat", "T2\tClaim", "T1\tClaim"),
        ("brat", "Arg2:T3", "Arg2:T9"),
        ("label-studio", '"id": "source-0-3"', '"id": "c0"'),
        ("doccano", '"id": 1', '"id": 0'),
        ("inception", '"%ID": 3', '"%ID": 2'),
        ("inception", '"@sofa": 1', '"@sofa": 2'),
        ("jsonl", '"id": "c1"', '"id": "c0"'),
        ("jsonl", '"id": "c1"', '"id": "c\\nT9"'),
        ("jsonl", '"position": "p"', '"position": "q"'),
        ("jsonl", '"confidence": 1.0', '"confidence": -Infinity'),
        ("jsonl", '"title": null', '"title": ["a"]'),
        ("jsonl", '"kind": "direct"', '"kind": "said"'),
    ],
)
def test_values_that_are_none_are_refused(name, old, new, take):
    target, file = take(name)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    refused(target, name)


def test_files_are_named_safely():
    names = FileNames("layers")
    ids = [
        "../../x",
        "a/b",
        "a-b",
        "A-B",
        "CON",
        "com1",
        "layers",
        "",
        "..",
        "\ud800",
        "x" * 300,
        "x" * 301,
        "a b",
        "a b",
    ]
    given = [names.of(name) for name in ids]
    given += [names.of(name) for name in list(given)]
    assert len({name.casefold() for name in given}) == len(given)
    assert all(
        name and set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") for name in given
    )
    assert not {"con", "com1", "layers"} & {name.casefold() for name in given}
    assert max(map(len, given)) < 120


@pytest.mark.parametrize("name", ["brat", "label-studio", "inception", "doccano", "dna", "refi-qda", "jsonl"])
def test_names_from_files_do_nothing_but_name(name, coded, tmp_path):
    (first,) = coded.documents
    evil = "../../x'; DROP TABLE claims; --\"\n\\\ud800{0}%s"
    claims = tuple(
        replace(claim, document=place, speaker=Speaker(id="s", name=evil), stance=evil, type=evil)
        for claim, place in zip(first.claims, (evil, evil), strict=True)
    )
    document = replace(first.document, id=evil, title=evil, outlet=evil, extra={evil: evil})
    made = CodedDocuments((replace(first, document=document, claims=claims),), coded.codebook.with_stances([evil]))
    path = tmp_path / "below" / "out" if name in FOLDERS else tmp_path / "below" / f"out{FORMATS[name].suffixes[0]}"
    write(made, path, name)
    assert [entry.name for entry in tmp_path.iterdir()] == ["below"]
    assert [entry.name for entry in (tmp_path / "below").iterdir()] == [path.name]
    (analysis,) = read_annotations(path, name)
    assert [claim.text for claim in analysis.claims] == [claim.text for claim in claims]
    imported = import_run([analysis], tmp_path / "run", source=str(path))
    assert imported.run.query("select count(*) from claims").fetchall() == [(2,)]


def test_documents_that_stand_twice_are_taken_once_or_not_at_all(coded, tmp_path):
    (first,) = coded.documents
    imported = import_run([first, first], tmp_path / "alike", source="x.json")
    assert imported.run.counts["documents"] == 1
    other = replace(first, claims=first.claims[:1])
    with pytest.raises(RunError, match=r"x\.json: the document d was not taken over: it stands in the file 2 times"):
        import_run([first, other], tmp_path / "other", source="x.json")
    fine = replace(first, document=replace(first.document, id="e"))
    imported = import_run([first, other, fine], tmp_path / "left", source="x.json")
    assert [document.id for document in imported.run.documents()] == ["e"]
    assert [failure.document for failure in imported.run.failures()] == ["d"]


def test_claims_of_two_documents_do_not_share_an_id(coded, tmp_path):
    (first,) = coded.documents
    second = replace(first, document=replace(first.document, id="e"))
    run = import_run([first, second], tmp_path / "run").run
    claims = [*run.claims()]
    assert len({claim.id for claim in claims}) == len(claims) == 4
    assert [claim.id for claim in claims][:2] == ["c0", "c1"]
    corrected = import_run([replace(second, claims=first.claims)], tmp_path / "new", corrects=run, holds={"span"}).run
    assert [claim.id for claim in corrected.claims("d")] == ["c0", "c1"]
    assert {"c0", "c1"}.isdisjoint(claim.id for claim in corrected.claims("e"))
