"""The engine: what a run writes, and that it goes on where it stopped."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from argmine.codebook import Codebook
from argmine.run import RunError, RunStoppedError, Settings, open_run, run_corpus
from argmine.run.tables import TABLES

pytestmark = pytest.mark.usefixtures("fake")

SMALL = Settings(shard_size=3, batch_size=2)


def write_article(folder: Path, name: str, body: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(f"The council met again on Monday to speak about the new rule.\n{body}\n", encoding="utf-8")
    return path


def table_bytes(run: Path) -> dict[str, str]:
    files = sorted(run.glob("*.parquet"))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_every_claim_is_what_stands_in_the_text(articles: Path, tmp_path: Path) -> None:
    run = run_corpus(articles, tmp_path / "run", settings=SMALL)
    rows = run.query(
        'select c.text, substr(d.text, c.start + 1, c."end" - c.start) '
        "from claims c join documents d on d.id = c.document"
    ).fetchall()
    assert len(rows) == 30
    assert all(text == slice_ for text, slice_ in rows)


def test_manifest_says_what_was_made_of_what(articles: Path, tmp_path: Path) -> None:
    manifest = run_corpus(articles, tmp_path / "run", settings=SMALL).manifest
    assert manifest["status"] == "finished"
    assert [entry["path"] for entry in manifest["inputs"]] == [f"article-{n:02}.txt" for n in range(10)]
    assert manifest["counts"]["claims"] == 30
    assert manifest["counts"]["claims_by_stance"] == {
        "industry": 10, "administration": 10, "critics": 10, "other": 0,
    }  # fmt: skip
    assert manifest["model"] == {"name": "en_fake", "version": "1", "hash": None}
    assert set(manifest["tables"]) == {f"{table}.parquet" for table in TABLES}


def test_links_join_what_the_argument_graph_joins(articles: Path, tmp_path: Path) -> None:
    run = run_corpus(articles, tmp_path / "run", settings=SMALL)
    links = dict(run.query("select type, count(*) from links group by all").fetchall())
    assert links == {
        "in_document": 30, "made_by": 30, "holds": 30, "supports": 20, "attacks": 10, "echoes": 9,
    }  # fmt: skip
    assert len(list(run.echoes())) == 9


def test_speakers_are_counted_over_the_corpus(articles: Path, tmp_path: Path) -> None:
    run = run_corpus(articles, tmp_path / "run", settings=SMALL)
    acme = next(run.speakers())
    assert (acme.name, acme.aliases, acme.organisation) == ("Acme", ("Acme",), "Acme Group")
    assert (acme.stance, acme.claims, acme.documents) == ("industry", 10, 10)


def test_same_input_gives_the_same_bytes(articles: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    run_corpus(articles, one, settings=SMALL)
    run_corpus(articles, two, settings=SMALL)
    assert table_bytes(one) == table_bytes(two)
    assert len(table_bytes(one)) == len(TABLES)


def test_tables_do_not_depend_on_shards(articles: Path, tmp_path: Path) -> None:
    run_corpus(articles, tmp_path / "small", settings=SMALL)
    run_corpus(articles, tmp_path / "large")
    assert table_bytes(tmp_path / "small") == table_bytes(tmp_path / "large")


@pytest.mark.parametrize("shards", [1, 2, 3])
def test_stopped_run_goes_on_where_it_stopped(fake: Any, articles: Path, tmp_path: Path, shards: int) -> None:
    whole, halved = tmp_path / "whole", tmp_path / "halved"
    run_corpus(articles, whole, settings=SMALL)
    fake.analysed.clear()
    with pytest.raises(RunStoppedError):
        run_corpus(articles, halved, settings=SMALL, should_stop=lambda: len(fake.analysed) >= 3 * shards)
    assert len(fake.analysed) == 3 * shards
    with pytest.raises(RunError, match=r"not finished; run `argmine run \.\.\. -o .*halved` again"):
        open_run(halved)
    run_corpus(articles, halved, settings=SMALL)
    assert len(fake.analysed) == len(set(fake.analysed)) == 10
    assert table_bytes(whole) == table_bytes(halved)


def test_run_killed_inside_a_shard_loses_that_shard_only(fake: Any, articles: Path, tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    run_corpus(articles, whole, settings=SMALL)
    fake.analysed.clear()
    fake.kill_at = 8
    with pytest.raises(KeyboardInterrupt):
        run_corpus(articles, killed, settings=SMALL)
    (killed / "shards" / ".half-written").mkdir()
    run_corpus(articles, killed, settings=SMALL)
    assert len(fake.analysed) == 8 + 4
    assert table_bytes(whole) == table_bytes(killed)
    assert len(list((killed / "shards").iterdir())) == 4


def test_only_new_documents_are_analysed(fake: Any, articles: Path, tmp_path: Path) -> None:
    run_corpus(articles, tmp_path / "grown", settings=SMALL)
    fake.analysed.clear()
    write_article(articles, "article-04b", "Acme argues that it came late.")
    write_article(articles, "article-99", "Acme argues that it came last.")
    run_corpus(articles, tmp_path / "grown", settings=SMALL)
    assert len(fake.analysed) == 2
    run_corpus(articles, tmp_path / "new", settings=SMALL)
    assert table_bytes(tmp_path / "grown") == table_bytes(tmp_path / "new")


def test_shards_that_nothing_uses_are_removed(articles: Path, tmp_path: Path) -> None:
    run_corpus(articles, tmp_path / "run", settings=SMALL)
    for number in range(3):
        (articles / f"article-{number:02}.txt").unlink()
    assert len(list((tmp_path / "run" / "shards").iterdir())) == 4
    run = run_corpus(articles, tmp_path / "run", settings=SMALL)
    assert len(list((tmp_path / "run" / "shards").iterdir())) == 3
    assert run.counts["documents"] == 7


def test_other_settings_are_not_mixed(fake: Any, articles: Path, tmp_path: Path) -> None:
    run_corpus(articles, tmp_path / "run", settings=SMALL)
    before = table_bytes(tmp_path / "run")
    with pytest.raises(RunError, match=r"(?s)shard_size: 3 there, 4 now.*--restart"):
        run_corpus(articles, tmp_path / "run", settings=Settings(shard_size=4, batch_size=2))
    fake.meta["version"] = "2"
    with pytest.raises(RunError, match=r"model: en_fake 1 .* there, en_fake 2 .* now"):
        run_corpus(articles, tmp_path / "run", settings=SMALL)
    assert table_bytes(tmp_path / "run") == before
    fake.analysed.clear()
    run = run_corpus(articles, tmp_path / "run", settings=SMALL, restart=True)
    assert run.manifest["model"]["version"] == "2"
    assert len(fake.analysed) == 10


def test_another_corpus_is_not_mixed(articles: Path, tmp_path: Path) -> None:
    run_corpus(articles, tmp_path / "run", settings=SMALL)
    other = write_article(tmp_path, "other", "Acme argues that it is another corpus.")
    with pytest.raises(RunError, match=r"holds a run of other files \(article-00.txt, .* and 7 more\)"):
        run_corpus(other, tmp_path / "run", settings=SMALL)


def test_codebook_with_other_stances_is_not_mixed_but_other_positions_are_welcome(
    fake: Any, articles: Path, tmp_path: Path
) -> None:
    text = Codebook.default().source
    codebook = tmp_path / "codebook.yaml"
    codebook.write_text(text, encoding="utf-8")
    settings = Settings(codebook=codebook, shard_size=3, batch_size=2)
    run_corpus(articles, tmp_path / "run", settings=settings)
    fake.analysed.clear()
    codebook.write_text(f"{text}\npositions: [{{id: P1, text: Rules cost jobs}}]\n", encoding="utf-8")
    run = run_corpus(articles, tmp_path / "run", settings=settings)
    assert not fake.analysed
    assert [position.id for position in run.codebook.positions] == ["P1"]
    codebook.write_text(text.replace("critics", "opponents"), encoding="utf-8")
    with pytest.raises(RunError, match=r"stances: .*critics.* there, .*opponents.* now"):
        run_corpus(articles, tmp_path / "run", settings=settings)


def test_folder_that_is_no_run_is_left_alone(articles: Path) -> None:
    for restart in (False, True):
        with pytest.raises(RunError, match="is not empty and is no run folder"):
            run_corpus(articles, articles, settings=SMALL, restart=restart)
    assert len(list(articles.iterdir())) == 10
    with pytest.raises(RunError, match="is a file"):
        run_corpus(articles, articles / "article-00.txt", settings=SMALL)


def test_restart_does_not_remove_what_others_wrote(articles: Path, tmp_path: Path) -> None:
    run_corpus(articles, tmp_path / "run", settings=SMALL)
    (tmp_path / "run" / "my-notes.txt").write_text("precious", encoding="utf-8")
    with pytest.raises(RunError, match=r"what argmine did not write \(my-notes.txt\)"):
        run_corpus(articles, tmp_path / "run", settings=SMALL, restart=True)
    assert open_run(tmp_path / "run").counts["documents"] == 10


def test_run_beside_its_corpus_is_no_part_of_it(articles: Path) -> None:
    for _ in range(2):
        run = run_corpus(articles, articles / "run", settings=SMALL)
        assert run.counts["documents"] == 10
        assert run.manifest["skipped"] == []
    with pytest.raises(RunError, match="every file that was named lies in a run folder"):
        run_corpus(articles / "run", articles / "other")


def test_one_bad_document_is_one_failure(articles: Path, tmp_path: Path) -> None:
    write_article(articles, "article-03a", "Acme argues that CRASH is near.")
    write_article(articles, "article-03b", "Acme argues that REPORT is near.")
    write_article(articles, "article-03c", "Acme argues that WRONG is near.")
    run = run_corpus(articles, tmp_path / "run", settings=SMALL)
    failures = list(run.failures())
    assert [failure.path for failure in failures] == ["article-03a.txt", "x", "article-03c.txt"]
    assert {failure.stage for failure in failures} == {"analyse"}
    assert failures[0].reason == "RuntimeError: a poisoned document"
    assert "is not what stands there in the text" in failures[2].reason
    assert run.counts["documents"] == 10
    assert {failure.document for failure in failures}.isdisjoint(document.id for document in run.documents())
    again = run_corpus(articles, tmp_path / "run", settings=SMALL)
    assert list(again.failures()) == failures


def test_bad_files_are_failures_and_the_rest_goes_on(bad_articles: Path, tmp_path: Path) -> None:
    run = run_corpus(bad_articles, tmp_path / "run", settings=SMALL)
    reasons = {failure.path: (failure.stage, failure.reason) for failure in run.failures()}
    assert list(reasons) == sorted(reasons)
    assert set(reasons) == {"binary.txt", "empty.txt", "korean.txt", "long.txt", "no-text.csv"}
    assert reasons["korean.txt"] == ("language", "is Korean (ko); argmine reads English")
    assert all(stage == "read" for name, (stage, _) in reasons.items() if name != "korean.txt")
    assert run.counts["failures_by_stage"] == {"read": 4, "language": 1}
    assert run.counts["documents"] == 1


def test_any_language(bad_articles: Path, tmp_path: Path) -> None:
    run = run_corpus(bad_articles / "korean.txt", tmp_path / "run", settings=Settings(any_language=True))
    assert run.counts["documents"] == 1


class Watcher:
    """A progress that remembers what it is told."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.total = self.documents = self.failures = self.reused = self.ends = 0

    def started(self, total: int) -> None:
        self.total = total

    def advance(self, documents: int, failures: int, *, reused: bool = False) -> None:
        self.documents += documents
        self.failures += failures
        self.reused += documents if reused else 0

    def stage(self, name: str) -> None:
        self.stages.append(name)

    def done(self) -> None:
        self.ends += 1


def test_progress_is_told_everything(bad_articles: Path, tmp_path: Path) -> None:
    first, second = Watcher(), Watcher()
    run_corpus(bad_articles, tmp_path / "run", settings=SMALL, progress=first)
    run_corpus(bad_articles, tmp_path / "run", settings=SMALL, progress=second)
    assert first.stages == second.stages == ["count", "analyse", "positions", "tables"]
    assert first.total == first.documents == second.documents == 2
    assert first.failures == second.failures == 5
    assert (first.reused, second.reused) == (0, 1)
    assert first.ends == second.ends == 1
