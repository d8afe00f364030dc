from pathlib import Path

import pytest

from argmine.corpus import CorpusError, CorpusFile, find_files


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Some text.")


def names(files: list[CorpusFile]) -> list[str]:
    return [file.name for file in files]


def test_a_folder_is_read_to_its_depth_in_order(tmp_path):
    make(tmp_path, "b.txt", "a/2.md", "a/10.txt", "a/1.JSONL", "c/deep/x.csv")
    assert names(find_files(tmp_path)) == ["b.txt", "a/1.JSONL", "a/10.txt", "a/2.md", "c/deep/x.csv"]


def test_what_accompanies_a_corpus_is_left_out(tmp_path):
    left_out = ("README.md", "readme.txt", "LICENSE.txt", "LICENSE-MIT.txt", "CHANGELOG.md", "LESSON-1.md")
    make(tmp_path, *left_out, ".hidden.txt", ".git/x.txt", "gold/claims.jsonl", "__MACOSX/a.txt", "~$draft.txt")
    make(tmp_path, "license-fees-rise.md", "lessons-of-the-crisis.txt", "golden.txt")
    assert names(find_files(tmp_path)) == ["golden.txt", "lessons-of-the-crisis.txt", "license-fees-rise.md"]


def test_what_is_named_directly_is_read(tmp_path):
    make(tmp_path, "README.md", "gold/a.txt", "scan.pdf")
    paths = [tmp_path / "README.md", tmp_path / "gold/a.txt", tmp_path / "scan.pdf"]
    assert names(find_files(paths)) == ["README.md", "gold/a.txt", "scan.pdf"]


def test_unknown_types_in_a_folder_are_counted(tmp_path):
    make(tmp_path, "a.txt", "b.pdf", "c.docx", "Makefile")
    skipped: list[CorpusFile] = []
    assert names(find_files(tmp_path, on_skip=skipped.append)) == ["a.txt"]
    assert names(skipped) == ["Makefile", "b.pdf", "c.docx"]


def test_globs(tmp_path):
    make(tmp_path, "2017/a.txt", "2018/a.txt", "2018/x/b.txt", "2018/README.md", "gold/2018/c.txt")
    assert names(find_files(f"{tmp_path}/2018/*.txt")) == ["a.txt"]
    assert names(find_files(f"{tmp_path}/**/*.txt")) == ["2017/a.txt", "2018/a.txt", "2018/x/b.txt"]
    assert names(find_files(f"{tmp_path}/201*")) == ["2017/a.txt", "2018/a.txt", "2018/x/b.txt"]


def test_a_name_with_brackets_is_no_glob_if_it_is_a_file(tmp_path):
    make(tmp_path, "speech[1].txt")
    assert names(find_files(tmp_path / "speech[1].txt")) == ["speech[1].txt"]


def test_several_folders_are_named_from_what_they_share(tmp_path):
    make(tmp_path, "left/a.txt", "right/a.txt")
    assert names(find_files([tmp_path / "right", tmp_path / "left"])) == ["right/a.txt", "left/a.txt"]


def test_a_file_that_is_named_twice_is_read_once(tmp_path):
    make(tmp_path, "a.txt", "b.txt")
    assert names(find_files([tmp_path / "b.txt", tmp_path, tmp_path / "a.txt"])) == ["b.txt", "a.txt"]


def test_links(tmp_path):
    make(tmp_path, "corpus/a.txt", "elsewhere/b.txt")
    (tmp_path / "corpus/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "corpus/loop").symlink_to(tmp_path / "corpus")
    assert names(find_files(tmp_path / "corpus")) == ["a.txt", "linked/b.txt"]


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        ("nowhere", "nowhere: there is no such file or folder"),
        ("*.txt", "has no file that argmine reads"),
        (".", r"it has 2 of other types \(.docx, .pdf\)"),
        ([], "no file, folder or glob was given"),
    ],
)
def test_nothing_to_read_is_an_error_that_says_what_to_do(tmp_path, monkeypatch, paths, message):
    make(tmp_path, "a.pdf", "b.docx")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CorpusError, match=message):
        find_files(paths)
