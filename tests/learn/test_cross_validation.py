"""Analyses by models that have not seen the article."""

from __future__ import annotations

import pytest

from argmine.codebook import Codebook
from argmine.learn import cross_validation
from argmine.learn.cross_validation import cross_validated
from argmine.learn.gold import GoldArticle, GoldClaim
from argmine.learn.linear import TrainingError
from argmine.learn.stance import train_stance
from argmine.pipeline import load
from argmine.schema import Document

VOICES = {"Dan Hale, a farmer,": "industry", "The ministry": "administration", "Opponents": "critics"}
THINGS = ["fee", "dam", "tax", "levy", "rule", "port", "toll", "ban"]
OWN = """
stances:
  - {name: industry, color: "#111111"}
  - {name: administration, color: "#222222"}
  - {name: critics, color: "#333333"}
  - {name: unions, color: "#444444"}
  - {name: other, color: "#555555"}
"""


def article(number, *, document_id=None):
    text, claims = "", []
    for voice, stance in VOICES.items():
        words = f"the {THINGS[number]} is unfair to the valley"
        start = len(text) + len(voice) + len(" said that ")
        claims.append(GoldClaim(start=start, end=start + len(words), kind="indirect", stance=stance))
        text += f"{voice} said that {words}. It rained on Monday.\n\n"
    document = Document(id=document_id or str(number), text=text)
    return GoldArticle(document=document, claims=tuple(claims), positions={})


@pytest.fixture(scope="module")
def nlp():
    return load()


@pytest.fixture
def trained_on(monkeypatch):
    """The ids of the articles that each training of the stance model learnt from."""
    seen = []

    def train(articles, *, also=(), codebook=None):
        seen.append([prepared.article.document.id for prepared in (*articles, *also)])
        return train_stance(articles, also=also, codebook=codebook)

    monkeypatch.setattr(cross_validation, "train_stance", train)
    return seen


def test_every_article_is_read_once_and_in_order(nlp):
    articles = [article(number) for number in range(4)]
    analyses = cross_validated(nlp, articles, most=2)
    assert [analysis.document for analysis in analyses] == [article.document for article in articles]
    found = [claim for analysis in analyses for claim in analysis.claims]
    assert len(found) > 8
    assert all(sum(claim.stance_probabilities.values()) == pytest.approx(1) for claim in found)


def test_nothing_is_read_by_a_model_that_has_seen_it(nlp, trained_on):
    articles = [article(number) for number in range(4)]
    also = [article(5, document_id="further")]
    cross_validated(nlp, articles, also=also, most=3)
    assert len(trained_on) == 3
    ids = {"0", "1", "2", "3"}
    left_out = [ids - set(seen) for seen in trained_on]
    assert sorted(name for names in left_out for name in names) == sorted(ids)
    assert all("further" in seen for seen in trained_on)


def test_two_articles_of_one_text_are_in_one_fold(nlp, trained_on):
    articles = [*(article(number) for number in range(3)), article(2, document_id="reprint")]
    cross_validated(nlp, articles, most=3)
    assert len(trained_on) == 3
    assert all(("2" in seen) == ("reprint" in seen) for seen in trained_on)


def test_a_stance_of_the_codebook_that_nobody_annotated_has_a_probability_all_the_same():
    analyses = cross_validated(load(codebook=Codebook.parse(OWN)), [article(number) for number in range(4)], most=2)
    claims = [claim for analysis in analyses for claim in analysis.claims]
    assert {claim.stance for claim in claims} & set(VOICES.values())
    assert {claim.stance for claim in claims} <= {*VOICES.values(), "other"}
    assert all(0 < claim.stance_probabilities["unions"] < 0.5 for claim in claims)


def test_an_article_that_is_learnt_from_in_every_fold_cannot_be_scored(nlp):
    articles = [article(number) for number in range(3)]
    with pytest.raises(TrainingError, match="copy"):
        cross_validated(nlp, articles, also=[article(1, document_id="copy")])


def test_two_articles_are_too_few(nlp):
    with pytest.raises(TrainingError, match="three"):
        cross_validated(nlp, [article(0), article(1)])
