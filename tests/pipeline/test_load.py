"""Loading the pipeline and running documents through it."""

from __future__ import annotations

import doctest
from importlib.metadata import entry_points

import pytest
import spacy

import argmine
from argmine.pipeline import DEFAULT_MODEL, STAGES, ModelError, analyze_documents, load
from argmine.pipeline import load as pipeline_load
from argmine.schema import Analysis, Document, Failure

TEXTS = [
    "Critics argue that the rule is unfair to the poor.",
    "",
    "“The fee will ruin small farms,” said Dan Hale, a farmer. He added that it must go.",
    "The council met on Monday.",
    "While the board says the tax is fair, shipping companies argue that it will drive trade away.",
    "“The dam must go.\n\n“It ruins the valley,” said Ann Roe, head of Free Press.",
    "The mayor said the fee was “a fair price for clean water.”",
]


@pytest.fixture
def documents():
    return [Document(id=f"d{i}", text=text, path=f"{i}.txt") for i, text in enumerate(TEXTS)]


def test_the_stages_stand_in_the_order_the_text_flows(nlp):
    names = [name for name in nlp.pipe_names if name.startswith("argmine_")]
    assert tuple(names) == STAGES
    assert nlp.pipe_names[0] == "argmine_layout"


def test_fewer_stages():
    nlp = load(stages=("argmine_layout", "argmine_attributions"))
    assert not nlp.has_pipe("argmine_claims")
    assert nlp(TEXTS[0])._.attributions


def test_argmine_load_is_the_same_function():
    assert argmine.load is pipeline_load


def test_factories_are_entry_points_so_that_spacy_finds_them():
    factories = {point.name: point for point in entry_points(group="spacy_factories") if "argmine" in point.value}
    assert set(factories) == set(STAGES)
    assert all(callable(point.load()) for point in factories.values())


def test_the_example_in_the_docstring_holds():
    finder = doctest.DocTestFinder(recurse=False)
    (example,) = finder.find(pipeline_load, "load", globs={"load": pipeline_load})
    assert example.examples
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize("model", ["no_such_model", "blank:en", "/nonexistent/folder"])
def test_a_model_that_cannot_be_used_is_named_in_the_error(model):
    with pytest.raises(ModelError, match=model):
        load(model)


@pytest.mark.parametrize(
    "part",
    [
        "tagger",
        "parser",
        "ner",
        "lemmatizer",
    ],
)
def test_a_model_without_a_part_that_the_stages_read_is_refused(tmp_path, part):
    spacy.load(DEFAULT_MODEL, exclude=[part]).to_disk(tmp_path)
    with pytest.raises(ModelError, match=part):
        load(str(tmp_path))


def test_a_saved_pipeline_opens_with_spacy_and_finds_the_same(tmp_path, nlp):
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again(TEXTS[2])._.claims == nlp(TEXTS[2])._.claims


def test_analyses_come_in_order_whatever_the_batches(nlp, documents):
    expected = [analysis.to_json() for analysis in analyze_documents(nlp, documents)]
    assert [found["id"] for found in expected] == [document.id for document in documents]
    assert sum(bool(found["claims"]) for found in expected) >= 4
    for size in (1, 3, 100):
        found = [analysis.to_json() for analysis in analyze_documents(nlp, iter(documents), batch_size=size)]
        assert found == expected


def test_the_order_of_documents_changes_nothing_in_them(nlp, documents):
    forward = {a.document.id: a.to_json() for a in analyze_documents(nlp, documents, batch_size=3)}
    backward = {a.document.id: a.to_json() for a in analyze_documents(nlp, documents[::-1], batch_size=3)}
    assert forward == backward


def test_an_analysis_holds_its_document_and_no_spacy(nlp, documents):
    analysis = next(iter(analyze_documents(nlp, documents[2:3])))
    assert isinstance(analysis, Analysis)
    assert analysis.document is documents[2]
    assert analysis.positions == ()
    assert [claim.document for claim in analysis.claims] == ["d2", "d2"]


def test_documents_are_read_no_further_than_a_batch_ahead(nlp, documents):
    taken = []

    def stream():
        for document in documents:
            taken.append(document.id)
            yield document

    next(analyze_documents(nlp, stream(), batch_size=2))
    assert taken == ["d0", "d1"]


@pytest.mark.parametrize("size", [1, 3, 100])
def test_one_document_that_fails_does_not_stop_the_rest(nlp, documents, monkeypatch, size):
    monkeypatch.setattr(nlp, "max_length", 90)  # spaCy refuses longer texts; two of ours are
    failures: list[Failure] = []
    found = list(analyze_documents(nlp, documents, batch_size=size, on_failure=failures.append))
    long = [document for document in documents if len(document.text) > 90]
    assert [analysis.document.id for analysis in found] == [d.id for d in documents if d not in long]
    assert [(failure.document, failure.path, failure.stage) for failure in failures] == [
        (document.id, document.path, "analyse") for document in long
    ]
    assert all("ValueError" in failure.reason for failure in failures)


def test_a_batch_holds_at_least_one_document(nlp, documents):
    with pytest.raises(ValueError, match="batch_size"):
        list(analyze_documents(nlp, documents, batch_size=0))


@pytest.mark.xfail(
    strict=True, reason="a Doc holds argmine's objects, which spaCy cannot write; nlp.pipe(n_process=2) too"
)
def test_a_doc_can_be_written_as_bytes(nlp):
    assert nlp(TEXTS[0]).to_bytes()


def test_without_on_failure_a_failure_is_raised(nlp, documents, monkeypatch):
    monkeypatch.setattr(nlp, "max_length", 90)
    with pytest.raises(ValueError, match="E088"):
        list(analyze_documents(nlp, documents))
