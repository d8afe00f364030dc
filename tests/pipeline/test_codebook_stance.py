"""Stances of a user's own: German tariffs in four invented articles, with a codebook alone and with annotations."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from spacy.language import Language

from argmine.codebook import Codebook, CodebookError, Stance
from argmine.learn.gold import read_gold
from argmine.learn.linear import TrainingError
from argmine.learn.prepared import prepare
from argmine.learn.stance import train_stance
from argmine.models import load_linear
from argmine.pipeline import ModelError, load
from argmine.pipeline._codebook_actors import ACTOR, CodebookActors
from argmine.pipeline._codebook_model import codebook_model
from argmine.pipeline.claims import Claims
from argmine.pipeline.stance import Stances
from argmine.schema import Claim, Speaker

FOLDER = Path(__file__).parent / "tariffs_germany"
STANCES = {"government", "employers", "unions", "opposition", "other"}


def stances_of(nlp: Language) -> Stances:
    return cast(Stances, nlp.get_pipe("argmine_stance"))


@pytest.fixture(scope="module")
def codebook():
    return Codebook.load(FOLDER / "codebook.yaml")


@pytest.fixture(scope="module")
def articles():
    return list(prepare(read_gold(FOLDER / "gold.jsonl")))


@pytest.fixture(scope="module")
def german(codebook):
    nlp = load(codebook=codebook)
    cast(Claims, nlp.get_pipe("argmine_claims")).threshold = 0.0
    return nlp


@pytest.fixture(scope="module")
def judge(german):
    """Return a function that gives each annotated claim of the articles with the stance that a model finds."""
    component = stances_of(german)

    def run(articles, model=None):
        usual, component.model = component.model, model or component.model
        for article in articles:
            article.doc._.claims = article.paired
        found = [claim for article in articles for claim in component(article.doc)._.claims]
        component.model = usual
        return list(zip(found, [stance for article in articles for stance in article.stances], strict=True))

    return run


def right(judged):
    return sum(claim.stance == gold for claim, gold in judged) / len(judged)


def test_a_codebook_alone_reads_articles_that_nobody_annotated(judge, articles):
    judged = judge(articles)
    assert len(judged) >= 65
    assert right(judged) > 0.78
    for stance in STANCES:
        of_stance = [(claim, gold) for claim, gold in judged if gold == stance]
        assert right(of_stance) > 0.6, stance


def test_it_leaves_few_neutral_voices_to_a_party(judge, articles):
    neutral = [claim for claim, gold in judge(articles) if gold == "other"]
    assert sum(claim.stance == "other" for claim in neutral) >= 0.8 * len(neutral)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        # Named in the codebook, in other forms than there.
        ("A spokeswoman for the Bundesregierung said that the duty must stay.", "government"),
        ("“It must stay,” said Ann Roe, the DGB’s vice-president.", "unions"),
        ("“It must stay,” said Ann Roe, who heads the works councils at Hale.", "unions"),
        ("The industry associations said that the duty must stay.", "employers"),
        # Not named there, but of a kind that a stance of the codebook is of.
        ("The dockers' union said that the duty must stay.", "unions"),
        ("The Teamsters said that the duty must stay.", "unions"),
        ("Siemens said that the duty must stay.", "employers"),
        ("The chamber of commerce said that the duty must stay.", "employers"),
        ("“It must stay,” said Dan Hale, who owns a steel mill in Ohio.", "employers"),
        ("The Justice Department said that the duty must stay.", "government"),
        # Of a kind that no stance of the codebook is of.
        ("“It must stay,” said Ann Roe, an economist at the University of Bonn.", "other"),
        ("The Supreme Court said that the duty must stay.", "other"),
        ("Ann Roe, an analyst, said that the duty must stay.", "other"),
        # A "coalition lawmaker" of the codebook makes no government of coalitions and other advocates.
        ("Environmental groups said that the duty must stay.", "other"),
    ],
)
def test_who_speaks_decides(german, text, stance):
    (claim,) = german(text)._.claims
    assert claim.stance == stance


def test_somebody_of_whom_nothing_is_known_is_left_undecided(german):
    (claim,) = german("Ann Roe said that it may rain.")._.claims
    assert claim.stance == "other"
    assert max(claim.stance_probabilities.values()) < 0.6


def claim_of(name: str, role: str | None = None) -> Claim:
    speaker = Speaker(id=name, name=name, role=role)
    return Claim(id=name, document="d", start=0, end=1, text="x", kind="direct", speaker=speaker)


@pytest.mark.parametrize(
    ("actor", "name", "role", "named"),
    [
        ("WHO", "WHO", None, True),
        ("WHO", "Ann Roe", "lawyer who sued", False),
        ("Farmers' Union", "Farmers’ Union", None, True),
        ("Gülay Demir", "Gu\u0308lay Demir", None, True),
        ("Economy Ministry", "officials", "officials at the economy ministry", True),
        ("trade ministry", "trade ministries", None, True),
        ("CDU", "CDUX", None, False),
    ],
)
def test_actors_are_known_in_all_their_forms_and_in_no_others(actor, name, role, named):
    actors = CodebookActors(Codebook(name="x", stances=(Stance(name="a", actors=(actor,)), Stance(name="other"))))
    assert actors.scores([claim_of(name, role)]).tolist() == [[ACTOR * named, 0.0]]


def test_the_same_codebook_makes_the_same_model(codebook):
    one, two = codebook_model(codebook), codebook_model(codebook)
    assert one.coef.tobytes() == two.coef.tobytes()
    assert set(one.classes) == STANCES


def test_annotations_are_learned_from_beside_the_codebook(judge, articles, codebook):
    held_out = [
        pair
        for i in range(len(articles))
        for pair in judge([articles[i]], train_stance(articles[:i] + articles[i + 1 :], codebook=codebook))
    ]
    assert right(held_out) > 0.78
    everything = train_stance(articles, codebook=codebook)
    assert right(judge(articles, everything)) > 0.9
    assert set(everything.classes) == STANCES


def test_a_stance_that_the_codebook_lacks_is_named_with_its_article(articles):
    with pytest.raises(TrainingError, match=r"'cars'.*'employers'.*administration, critics.*--codebook"):
        train_stance(articles)


def test_a_codebook_that_says_nothing_of_a_stance_is_told(caplog):
    with caplog.at_level(logging.WARNING):
        load(codebook=Codebook.parse("name: mine\nstances: [{name: for, actors: [DGB]}, {name: against}]"))
    (record,) = caplog.records
    assert "'mine'" in record.message
    assert "against" in record.message
    assert "actors, roles or examples" in record.message


@pytest.mark.parametrize("text", ["stances: []", "stances: [{name: other}]", "name: x"])
def test_a_codebook_without_stances_is_refused_with_how_to_begin(text):
    with pytest.raises(CodebookError, match=r"argmine codebook > mine.yaml"):
        Codebook.parse(text)


@pytest.fixture(scope="module")
def own_models(codebook, articles, tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    train_stance(articles[:2], codebook=codebook).save(folder, "stance")
    return folder


def test_models_of_ones_own_go_before_the_codebooks_and_the_shipped_ones(own_models, codebook):
    nlp = load(codebook=codebook, models=own_models)
    stance, claims = stances_of(nlp), cast(Claims, nlp.get_pipe("argmine_claims"))
    assert stance.model.about["articles"] == 2
    assert claims.model is load_linear("claims")


def test_models_trained_anew_are_read_anew(own_models, codebook):
    before = stances_of(load(codebook=codebook, models=own_models)).model
    replace(before, about={**before.about, "articles": 99}).save(own_models, "stance")
    after = stances_of(load(codebook=codebook, models=own_models)).model
    before.save(own_models, "stance")
    assert after.about["articles"] == 99


def test_models_for_another_codebook_are_refused(own_models):
    with pytest.raises(ModelError, match=r"employers.*industry, administration.*argmine train stance"):
        load(models=own_models)


def test_a_folder_without_models_is_refused(tmp_path, codebook):
    with pytest.raises(ModelError, match=r"holds no model.*argmine train stance DATA --codebook"):
        load(codebook=codebook, models=tmp_path)
