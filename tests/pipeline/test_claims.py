"""The component argmine_claims: kinds, threshold, offsets, alone and in batches."""

from __future__ import annotations

import pytest
import spacy

from argmine.models import load_linear
from argmine.pipeline import DEFAULT_MODEL, analysis_of, make_doc
from argmine.schema import KINDS, Document, content_id

TEXT = (
    "“The fee is unfair to every small farm,” said Dan Hale, a farmer. Critics argue that it will drive people out "
    "of the valley. The mayor said the fee was “a fair price for clean water.” The council met on Monday."
)


def test_kinds(analyze):
    assert [claim.kind for claim in analyze(TEXT)._.claims] == ["direct", "indirect", "mixed"]
    (claim,) = analyze("Nobody should ever have to pay such an unfair and harmful tax.")._.claims
    assert claim.kind == "authorial"
    assert (claim.source, claim.cue, claim.speaker) == ((), (), None)


def test_a_claim_keeps_the_words_that_it_came_from(analyze):
    first = analyze(TEXT)._.claims[0]
    assert first.text == TEXT[first.start : first.end] == "The fee is unfair to every small farm"
    assert [TEXT[start:end] for start, end in first.source] == ["Dan Hale, a farmer"]
    assert [TEXT[start:end] for start, end in first.cue] == ["said"]
    assert first.document == Document.of_text(TEXT).id
    assert first.id == content_id(first.document, first.start, first.end)
    assert 0 < first.confidence <= 1


def test_what_nobody_would_dispute_is_no_claim(analyze):
    assert analyze("The council met on Monday. Ann Roe was born in 1950, the mayor said on Monday.")._.claims == ()


def test_the_threshold_is_the_least_confidence(analyze, nlp):
    threshold = nlp.get_pipe("argmine_claims").threshold
    assert threshold == load_linear("claims").about["threshold"]
    assert all(claim.confidence >= threshold for claim in analyze(TEXT)._.claims)


def test_the_threshold_is_configurable():
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe("argmine_claims", config={"threshold": 0.0})
    assert len(nlp(TEXT)._.claims) == 4
    nlp.remove_pipe("argmine_claims")
    nlp.add_pipe("argmine_claims", config={"threshold": 1.0})
    assert nlp(TEXT)._.claims == ()


def test_alone_in_anybodys_pipeline(analyze):
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe("argmine_claims")
    claims = nlp(TEXT)._.claims
    assert [claim.text for claim in claims] == [claim.text for claim in analyze(TEXT)._.claims]
    assert all(claim.stance is None and claim.speaker is None for claim in claims)
    assert {claim.kind for claim in claims} <= set(KINDS)


def test_without_sentences_spacy_says_what_is_missing():
    nlp = spacy.blank("en")
    nlp.add_pipe("argmine_claims")
    with pytest.raises(ValueError, match=r"[Ss]entence"):
        nlp(TEXT)


def test_pipe_finds_what_one_by_one_finds(nlp, frontier_models):
    paths = sorted(frontier_models.glob("*.md"))[:4]
    texts = [TEXT, "", *(path.read_text(encoding="utf-8") for path in paths), "Critics say the fee is unfair."]
    alone = [analysis_of(nlp(text)).to_json() for text in texts]
    for size in (2, 50):
        together = [analysis_of(doc).to_json() for doc in nlp.pipe(texts, batch_size=size)]
        assert together == alone
    assert sum(len(found["claims"]) for found in alone) > 20


def test_the_same_document_gives_the_same_ids_and_another_one_others(nlp):
    one, same, other = (
        nlp(make_doc(nlp, Document(id=name, text=TEXT)))._.claims for name in ("first", "first", "second")
    )
    assert [claim.id for claim in one] == [claim.id for claim in same]
    assert not {claim.id for claim in one} & {claim.id for claim in other}


def test_a_document_must_have_the_text_of_its_doc(nlp):
    doc = nlp.make_doc("The fee is unfair.")
    with pytest.raises(ValueError, match="offsets would not hold"):
        doc._.document = Document.of_text("The fee is fair.")
