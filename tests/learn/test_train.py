"""Training the claim and the stance model on a few made-up articles."""

from __future__ import annotations

import pytest

from argmine.codebook import Codebook, Stance
from argmine.learn.claims import train_claims
from argmine.learn.gold import GoldArticle, GoldClaim
from argmine.learn.prepared import prepare
from argmine.learn.stance import train_stance
from argmine.schema import Document

VOICES = {
    "Dan Hale, a farmer,": "industry",
    "The ministry": "administration",
    "Opponents": "critics",
    "An analyst": "other",
}
CLAIMS = ["the {} is unfair to the valley", "the {} must go before the harvest", "nobody will ever want the {}"]
FACTS = ["It rained on Monday.", "The council met in June.", "Thirty people came."]


def article(number: int) -> GoldArticle:
    """One claim a voice, with a fact behind each."""
    text, claims = "", []
    thing = ["fee", "dam", "tax", "levy", "rule", "port"][number]
    for place, (voice, stance) in enumerate(VOICES.items()):
        words = CLAIMS[(number + place) % len(CLAIMS)].format(thing)
        start = len(text) + len(voice) + len(" said that ")
        claims.append(GoldClaim(start=start, end=start + len(words), kind="indirect", stance=stance))
        text += f"{voice} said that {words}. {FACTS[place % len(FACTS)]}\n\n"
    return GoldArticle(document=Document(id=str(number), text=text), claims=tuple(claims), positions={})


@pytest.fixture(scope="module")
def articles():
    return [article(number) for number in range(6)]


@pytest.fixture(scope="module")
def prepared(articles):
    return list(prepare(articles))


def test_prepared_articles_hold_each_candidate_with_its_gold_claim(prepared):
    for ready in prepared:
        assert list(ready.gold) == sorted(ready.gold)
        assert [ready.claims[j].text for j in ready.gold] == [
            ready.article.document.text[g.start : g.end] for g in (ready.article.claims[i] for i in ready.gold.values())
        ]
        assert len(ready.rows) == len(ready.vectors) == len(ready.claims)
        assert len(ready.stance_rows) == len(ready.stance_vectors) == len(ready.gold) == len(ready.stances)


def test_claims_are_told_from_facts(prepared):
    model = train_claims(prepared)
    assert model.classes == ("claim", "none")
    assert model.about["articles"] == 6
    assert model.about["cross_validated_f1"] > 95
    assert 0 < model.about["threshold"] < 1


@pytest.mark.parametrize("train", [train_claims, train_stance])
def test_articles_read_and_learnt_from_twice_give_the_same_bytes(articles, prepared, train, tmp_path):
    for name, examples in (("one", prepared), ("two", list(prepare(articles)))):
        (tmp_path / name).mkdir()
        train(examples[:4], also=examples[4:]).save(tmp_path / name, "toy")
    for file in ("toy.npz", "toy.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_stances_are_told_by_who_speaks(prepared):
    model = train_stance(prepared)
    assert model.classes == ("administration", "critics", "industry", "other")
    assert model.about["articles"] == 6
    assert model.about["claims"] == 24
    assert model.about["cross_validated_accuracy"] > 70
    assert model.about["dense"] == 512
    assert 0.5 <= model.about["temperature"] <= 3


def test_stances_of_a_users_own_are_all_that_is_learnt(articles):
    renamed = {"industry": "employers", "administration": "government", "critics": "unions", "other": "other"}
    own = [
        GoldArticle(
            document=a.document,
            claims=tuple(GoldClaim(start=c.start, end=c.end, kind=c.kind, stance=renamed[c.stance]) for c in a.claims),
            positions={},
        )
        for a in articles
    ]
    ready = list(prepare(own))
    codebook = Codebook(name="own", stances=tuple(Stance(name=name) for name in renamed.values()))
    assert set(train_stance(ready, codebook=codebook).classes) == set(renamed.values())
    with pytest.raises(ValueError, match=r"'employers'.*--codebook"):
        train_stance(ready)


def test_stances_cannot_be_learnt_from_articles_without_claims(articles):
    with pytest.raises(ValueError, match="claim"):
        train_stance(list(prepare([GoldArticle(document=a.document, claims=(), positions={}) for a in articles])))


def test_further_articles_teach_what_the_own_ones_lack(prepared):
    model = train_stance(prepared[:3], also=prepared[3:])
    assert (model.about["articles"], model.about["also"], model.about["claims"]) == (3, 3, 12)
    assert "also" in model.features
    assert train_claims(prepared[:3], also=prepared[3:]).about["also"] == 3
