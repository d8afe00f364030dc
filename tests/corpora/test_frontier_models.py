"""The example corpus keeps what its README promises."""

import json
from collections import Counter
from itertools import pairwise

import pytest

from argmine import read_corpus
from argmine.codebook import Codebook
from argmine.corpus import boilerplate_spans
from argmine.learn.gold import read_gold
from argmine.schema import KINDS, POLARITIES


@pytest.fixture(scope="module")
def documents(frontier_models):
    return {document.id: document for document in read_corpus(frontier_models)}


@pytest.fixture(scope="module")
def gold(frontier_models):
    return {article.document.id: article for article in read_gold(frontier_models / "gold" / "claims.jsonl")}


def test_at_least_fourteen_articles_from_five_outlets_with_their_dates(documents):
    assert len(documents) >= 14
    assert len({document.outlet for document in documents.values()}) >= 5
    assert all(document.date and document.title and document.url for document in documents.values())


def test_gold_annotates_every_article_as_it_is_read(documents, gold):
    assert gold.keys() == documents.keys()
    for name, article in gold.items():
        assert article.document.text == documents[name].text
        assert article.document.date == documents[name].date


def test_gold_claims_stand_in_order_without_overlap_and_inside_one_block(gold):
    for article in gold.values():
        spans = [(claim.start, claim.end) for claim in article.claims]
        assert spans == sorted(spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        for start, end in spans:
            text = article.document.text[start:end]
            assert text == text.strip()
            assert "\n" not in text


def test_gold_uses_the_words_of_the_scheme(gold):
    stances = set(Codebook.default().stance_names)
    for article in gold.values():
        for claim in article.claims:
            assert claim.kind in KINDS
            assert claim.stance in stances
            assert (claim.position is None) == (claim.polarity is None)
            assert claim.polarity is None or claim.polarity in POLARITIES
            assert claim.position is None or claim.position in article.positions
            assert claim.kind != "authorial" or claim.source is None


def test_every_stance_and_kind_occurs_often_enough_to_teach_with(gold):
    claims = [claim for article in gold.values() for claim in article.claims]
    assert min(Counter(claim.stance for claim in claims).values()) >= 20
    assert min(Counter(claim.kind for claim in claims).values()) >= 20


def test_no_gold_claim_is_marked_as_boilerplate(gold):
    for article in gold.values():
        spans = boilerplate_spans(article.document.text, title=article.document.title)
        for claim in article.claims:
            assert not any(start < claim.end and claim.start < end for start, end in spans)


def test_positions_are_one_list_for_the_whole_corpus(frontier_models):
    texts: dict[str, set[str]] = {}
    for line in (frontier_models / "gold" / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        for position in json.loads(line)["positions"]:
            texts.setdefault(position["id"], set()).add(position["text"])
    assert all(len(versions) == 1 for versions in texts.values())
