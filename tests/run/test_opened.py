"""A finished run, read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import argmine
from argmine.run import Run, RunError, Settings, open_run, run_corpus
from argmine.schema import Claim, Document, Position


@pytest.fixture
def run(fake: object, articles: Path, tmp_path: Path) -> Run:
    assert fake
    return run_corpus(articles, tmp_path / "run", settings=Settings(shard_size=3))


def test_rows_come_back_as_what_they_were(run: Run) -> None:
    documents, claims, positions = list(run.documents()), list(run.claims()), list(run.positions())
    assert all(isinstance(document, Document) for document in documents)
    assert all(isinstance(claim, Claim) for claim in claims)
    assert all(isinstance(position, Position) for position in positions)
    by_id = {document.id: document for document in documents}
    for claim in claims:
        text = by_id[claim.document].text
        assert text[claim.start : claim.end] == claim.text
        assert [text[start:end] for start, end in claim.cue] == ["argues"]
    assert claims[0].stance_probabilities == {
        "industry": 0.3333, "administration": 0.1, "critics": 0.2, "other": 0.1,
    }  # fmt: skip
    assert {claim.position for claim in claims} == {position.id for position in positions}


def test_analyses_join_each_document_with_its_own(run: Run) -> None:
    analyses = list(run.analyses())
    assert [analysis.document for analysis in analyses] == list(run.documents())
    assert [claim for analysis in analyses for claim in analysis.claims] == list(run.claims())
    for analysis in analyses:
        assert run.analysis(analysis.document.id) == analysis
        named = {claim.position for claim in analysis.claims}
        assert {position.id for position in analysis.positions} == named


def test_claims_of_one_document(run: Run) -> None:
    document = list(run.documents())[4]
    claims = list(run.claims(document.id))
    assert len(claims) == 3
    assert {claim.document for claim in claims} == {document.id}


def test_unknown_document(run: Run) -> None:
    with pytest.raises(RunError, match="has no document 'nothing'"):
        run.analysis("nothing")


def test_query(run: Run) -> None:
    rows = run.query("select stance, count(*) from claims group by all order by all").fetchall()
    assert rows == [("administration", 10), ("critics", 10), ("industry", 10)]
    with pytest.raises(RunError, match="no_such_table"):
        run.query("select * from no_such_table")


def test_run_makes_an_argument_graph(run: Run) -> None:
    graph = argmine.graph(run)
    assert graph.summary()["claim"] == 30
    assert graph.summary()["echoes"] == 9


def test_what_is_no_run_folder(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"nowhere: does not exist; `argmine run CORPUS -o .*nowhere` makes one"):
        open_run(tmp_path / "nowhere")
    with pytest.raises(RunError, match="is no run folder"):
        open_run(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps({"name": "a web page"}), encoding="utf-8")
    with pytest.raises(RunError, match="is no run folder"):
        open_run(tmp_path)


def test_missing_table(run: Run) -> None:
    (run.path / "links.parquet").unlink()
    with pytest.raises(RunError, match=r"links.parquet is missing; run `argmine run"):
        open_run(run.path)
