"""The training corpus keeps what its README promises."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from argmine import read_corpus
from argmine.codebook import Codebook
from argmine.learn.gold import read_gold

CORPUS = Path(__file__).parents[2] / "corpora" / "policy-debates"


@pytest.fixture(scope="module")
def gold():
    return {article.document.id: article for article in read_gold(CORPUS / "gold" / "claims.jsonl")}


def test_gold_annotates_every_article_as_it_is_read(gold):
    documents = {document.id: document for document in read_corpus(CORPUS)}
    assert gold.keys() == documents.keys()
    assert len(gold) == 42
    for name, article in gold.items():
        read = documents[name]
        assert (article.document.text, article.document.date) == (read.text, read.date)
        assert (article.document.title, article.document.outlet) == (read.title, read.outlet)


def test_gold_claims_stand_in_order_without_overlap_and_inside_one_block(gold):
    for article in gold.values():
        spans = [(claim.start, claim.end) for claim in article.claims]
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        assert not any("\n\n" in article.document.text[start:end] for start, end in spans)


def test_the_counts_of_the_readme(gold):
    counts = Counter(claim.stance for article in gold.values() for claim in article.claims)
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    told = ", ".join(f"{counts[s]} {s}" for s in ("administration", "critics", "industry", "other"))
    assert f"{counts.total():,} claims: {told}" in readme
    assert counts.keys() == set(Codebook.default().stance_names)
