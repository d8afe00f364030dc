import csv
import json
from io import BufferedReader
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmine.corpus import MAX_CHARACTERS, read_bytes, read_corpus
from argmine.corpus.columns import Columns
from argmine.corpus.errors import CorpusError
from argmine.corpus.readers import Record, readers
from argmine.schema import Document, Failure, content_id

STORY = "The agency will publish its rule on Monday, officials said."


def read(path: Path, **options: Any) -> tuple[list[Document], list[Failure]]:
    failures: list[Failure] = []
    return list(read_corpus(path, on_failure=failures.append, **options)), failures


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_plain_text_stays_as_it_is(tmp_path):
    documents, failures = read(write(tmp_path, "a.txt", f"  {STORY}\r\n\r\n\tMore.\n"))
    assert not failures
    assert documents == [
        Document(id=content_id(f"  {STORY}\n\n\tMore.\n"), text=f"  {STORY}\n\n\tMore.\n", language="en", path="a.txt")
    ]


def test_markdown_with_front_matter(tmp_path):
    source = (
        '---\r\nid: 007\ntitle: "A rule: at last"\ndate: 2026-06-02\noutlet: The Ledger\nlanguage: no\nauthors:\n'
        f"  - A. Roe\n  - B. Doe\ncountry: Norway\nempty:\n---\n\n\n# Heading\n\n{STORY}  \n\n- item\n\n"
    )
    (document,), failures = read(write(tmp_path, "a.md", source))
    assert not failures
    assert document.text == f"# Heading\n\n{STORY}  \n\n- item"
    assert (document.id, document.title, document.date) == ("007", "A rule: at last", "2026-06-02")
    assert (document.outlet, document.author, document.language) == ("The Ledger", "A. Roe, B. Doe", "no")
    assert document.extra == {"country": "Norway"}


@pytest.mark.parametrize(
    "source", [STORY, f"---\n{STORY}", f"---\nJust prose.\n---\n{STORY}", f"\n\n{STORY}\n---\nx: y"]
)
def test_markdown_without_front_matter(tmp_path, source):
    (document,), failures = read(write(tmp_path, "a.markdown", source))
    assert not failures
    assert document.text == source.strip("\n")


def test_an_entry_that_is_called_text_is_not_the_text(tmp_path):
    (document,), _ = read(write(tmp_path, "a.md", f"---\nsource: feed\nbody: short\n---\n{STORY}"))
    assert document.text == STORY
    assert document.extra == {"body": "short"}


def test_json_lines(tmp_path):
    lines = [
        json.dumps({"id": "a", "text": STORY, "headline": "H", "published": "March 9, 2018", "lean": "left"}),
        "{broken",
        "",
        '["a", "list"]',
        json.dumps({"id": "b", "summary": "no text here"}),
        json.dumps({"id": "c", "text": "  "}),
        json.dumps({"id": "d", "text": STORY, "date": "some day", "language": "Klingon"}),
    ]
    documents, failures = read(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [document.id for document in documents] == ["a", "d"]
    assert documents[0].title == "H"
    assert documents[0].date == "2018-03-09"
    assert documents[0].extra == {"lean": "left"}
    assert documents[0].path == "a.jsonl:1"
    assert documents[1].date is None
    assert documents[1].language == "en"
    assert documents[1].extra == {"date": "some day", "language": "Klingon"}
    assert [failure.path for failure in failures] == ["a.jsonl:2", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6"]
    assert all(failure.stage == "read" for failure in failures)
    assert "is not valid JSON" in failures[0].reason
    assert "holds a JSON list" in failures[1].reason
    assert "only id, summary" in failures[2].reason
    assert "--column text=NAME" in failures[2].reason
    assert "only blanks" in failures[3].reason


@pytest.mark.parametrize(
    "content",
    [
        [{"text": STORY}, {"text": "Another one."}],
        {"articles": [{"text": STORY}, {"text": "Another one."}]},
        {"status": "ok", "data": [{"content": STORY}, {"body": "Another one."}]},
    ],
)
def test_json_with_many_documents(tmp_path, content):
    documents, failures = read(write(tmp_path, "a.json", json.dumps(content)))
    assert not failures
    assert [document.text for document in documents] == [STORY, "Another one."]
    assert [document.path for document in documents] == ["a.json:1", "a.json:2"]


def test_json_with_one_document(tmp_path):
    (document,), _ = read(write(tmp_path, "a.json", json.dumps({"text": STORY, "items": ["x", "y"]})))
    assert (document.path, document.extra) == ("a.json", {"items": "x, y"})


@pytest.mark.parametrize(
    ("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "|"), ("a.csv", "\t"), ("a.tsv", "\t")]
)
def test_tables(tmp_path, name, delimiter):
    path = tmp_path / name
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        table = csv.writer(file, delimiter=delimiter)
        table.writerow(["Headline", "Text", "Publication Date", "Section"])
        table.writerow(["One", f"{STORY}\n\nA “second”, longer; paragraph.", "03/09/2018", "A1"])
        table.writerow([])
        table.writerow(["Two", "x" * 200_000, "", "nan"])
    documents, failures = read(path)
    assert not failures
    assert documents[0].text == f"{STORY}\n\nA “second”, longer; paragraph."
    assert (documents[0].title, documents[0].date, documents[0].extra) == ("One", "2018-03-09", {"Section": "A1"})
    assert (documents[1].path, documents[1].extra) == (f"{name}:4", {})


def test_bad_rows_are_failures_and_the_rest_goes_on(tmp_path):
    source = f'id,text\n1,"{STORY}"\n2,a text, with a comma too many\n3\n4,"Fine, this one."\n'
    documents, failures = read(write(tmp_path, "a.csv", source))
    assert [document.id for document in documents] == ["1", "4"]
    assert [(failure.path, failure.reason[:20]) for failure in failures] == [
        ("a.csv:3", "has 3 cells and the "),
        ("a.csv:4", "has no text, only bl"),
    ]


def test_a_table_without_a_text_column_says_what_it_has(tmp_path):
    documents, (failure,) = read(write(tmp_path, "a.csv", "id,artikel\n1,words\n"))
    assert not documents
    assert failure.path == "a.csv"
    assert "only id, artikel" in failure.reason
    assert "--column text=NAME" in failure.reason


def test_columns_are_mapped(tmp_path):
    path = write(tmp_path, "a.csv", f"id,Artikel,text\n1,{STORY.replace(',', '')},teaser\n")
    (document,), _ = read(path, columns={"text": "artikel"})
    assert document.text == STORY.replace(",", "")
    assert document.extra == {"text": "teaser"}
    _, (failure,) = read(path, columns={"date": "Datum"})
    assert failure.reason == "has no column 'Datum' (mapped to date); its columns are id, Artikel, text"


def test_a_mapping_to_nothing_known_is_an_error_at_once(tmp_path):
    write(tmp_path, "a.txt", STORY)
    with pytest.raises(CorpusError):
        read_corpus(tmp_path, columns={"headline": "x"})


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\n \n", "only blanks"),
        ("a.txt", b"%PDF-1.4 ...", "is a PDF, not text"),
        ("a.txt", b"PK\x03\x04" + bytes(60), "is a ZIP archive"),
        ("a.txt", bytes(range(256)) * 9, "is a binary file"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "is a PNG picture"),
        ("a.csv", b"text\n", "nothing below it"),
        ("a.csv", b"\ntext\nx", "no header row"),
        ("a.jsonl", b"\n\n", "is empty"),
        ("a.json", b"", "is empty"),
        ("a.json", b'{"text": ', "is not valid JSON"),
        ("a.json", b"[" * 100_000, "is not valid JSON"),
        ("a.json", b"[]", "holds no documents"),
        ("a.json", b'"text"', "holds no documents"),
        ("a.json", b'{"title": "x"}', "has no text column, only title"),
        ("a.json", b'{"text": ""}', "only blanks"),
        ("a.md", b"---\ntitle: A rule: at last\n---\nWords.", "line 2: mapping values are not allowed here"),
        ("a.md", b"---\ntitle: x\n---\n", "only blanks"),
        ("a.txt", b"word " * 210_000, "is too long for one document (1,050,000 characters"),
        ("a.txt", b"word " * 1_000_000, "is too long for one document (more than 4 MB"),
        ("a.jsonl", b'{"text": "' + b"word " * 210_000 + b'"}', "is too long for one document"),
    ],
)
def test_bad_files_are_failures_and_the_rest_goes_on(tmp_path, name, content, reason):
    write(tmp_path, name, content)
    write(tmp_path, "z.txt", STORY)
    documents, (failure,) = read(tmp_path)
    assert [document.path for document in documents] == ["z.txt"]
    assert failure.path.split(":")[0] == name
    assert reason in failure.reason


def test_the_longest_document_is_read(tmp_path):
    documents, _ = read(write(tmp_path, "a.txt", "é" * MAX_CHARACTERS))
    assert len(documents[0].text) == MAX_CHARACTERS


def test_a_file_of_another_type_that_is_named_is_a_failure(tmp_path):
    _, (failure,) = read(write(tmp_path, "scan.pdf", "%PDF"))
    assert failure.reason.startswith("is a .pdf file: argmine reads .csv, .json, .jsonl")


def test_a_file_that_may_not_be_opened_is_a_failure(tmp_path, monkeypatch):
    write(tmp_path, "a.txt", STORY)
    write(tmp_path, "b.txt", STORY)
    path_open = Path.open

    def refuse(self, *args, **options):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return path_open(self, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    documents, (failure,) = read(tmp_path)
    assert [document.path for document in documents] == ["b.txt"]
    assert "permission" in failure.reason


def test_a_file_that_goes_away_is_a_failure(tmp_path):
    write(tmp_path, "a.txt", STORY)
    failures: list[Failure] = []
    documents = read_corpus(tmp_path, on_failure=failures.append)
    (tmp_path / "a.txt").unlink()
    assert not list(documents)
    assert "No such file" in failures[0].reason


def test_failures_are_logged_if_nobody_asks_for_them(tmp_path, caplog):
    write(tmp_path, "a.txt", "")
    assert not list(read_corpus(tmp_path))
    assert "a.txt: is empty" in caplog.text


def test_ids_are_told_apart(tmp_path):
    rows = ["x", "x", "x-2", "x", "y", ""]
    lines = [json.dumps({"id": row, "text": STORY}) for row in rows]
    documents, _ = read(write(tmp_path, "a.jsonl", "\n".join([*lines, json.dumps({"text": STORY})])))
    ids = [document.id for document in documents]
    assert ids == ["x", "x-2", "x-2-2", "x-3", "y", content_id(STORY), f"{content_id(STORY)}-2"]


def test_metadata_is_repaired_too(tmp_path):
    row = {
        "text": f"{STORY} Itâ€™s\u2028late.",
        "title": " FranÃ§ois\n speaks\u200b ",
        "note": "a\x00b",
        "url": "\u200b",
    }
    (document,), _ = read(write(tmp_path, "a.jsonl", json.dumps(row)))
    assert document.text == f"{STORY} It’s\nlate."
    assert document.title == "François speaks"
    assert document.url is None
    assert document.extra == {"note": "a b"}


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.json", "a.csv"])
def test_every_reader_takes_every_encoding(tmp_path, name, encoding):
    text = "“The café’s rule” — said Muñoz."
    content = {
        ".jsonl": json.dumps({"text": text}, ensure_ascii=False) + "\r\n",
        ".json": json.dumps([{"text": text}], ensure_ascii=False),
        ".csv": f"id,text\r\n1,{text}\r\n",
    }.get(Path(name).suffix, text)
    (document,), failures = read(write(tmp_path, name, content.encode(encoding)))
    assert not failures
    assert document.text == text


def test_windows_bytes_late_in_a_file_of_utf8(tmp_path):
    good = json.dumps({"text": STORY}).encode() + b"\n"
    bad = b'{"text": "It\x92s late"}\n'
    documents, _ = read(write(tmp_path, "a.jsonl", good * 10_000 + bad))
    assert documents[-1].text == "It’s late"


def test_large_files_are_read_as_a_stream(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"text": "words"}\n' * 200_000)
    with path.open("rb", buffering=0) as raw:
        records = readers()[".jsonl"](BufferedReader(raw), Columns())
        assert next(records) == Record({"text": "words"}, 1)
        assert raw.tell() < path.stat().st_size / 2


def test_content_that_is_no_file():
    (document,) = read_bytes(STORY.encode())
    assert (document.path, document.text) == ("-", STORY)
    documents = list(read_bytes(b'{"text": "One."}\n{"text": "Two."}', suffix=".jsonl", name="standard input"))
    assert [document.path for document in documents] == ["standard input:1", "standard input:2"]


def test_the_same_input_gives_the_same_documents(tmp_path):
    write(tmp_path, "b.csv", f'text\n"{STORY}"\n')
    write(tmp_path, "a.txt", STORY)
    assert read(tmp_path) == read(tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from([".txt", ".md", ".json", ".jsonl", ".csv", ".tsv"]))
def test_no_content_ends_the_corpus(data, suffix):
    failures: list[Failure] = []
    documents = list(read_bytes(data, suffix=suffix, on_failure=failures.append))
    assert documents or failures
    assert all(failure.reason for failure in failures)


def test_the_real_articles_are_read_unchanged(shared):
    path = shared / "data" / "policy_news" / "dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents, failures = read(path)
    assert not failures
    assert [(document.id, document.text, document.date) for document in documents] == [
        (row["id"], row["text"], row["date"]) for row in rows
    ]
