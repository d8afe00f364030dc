"""Training the claim and the stance model on a few made-up articles."""

from __future__ import annotations

import pytest

from argmine.learn.claims import train_claims
from argmine.learn.gold import GoldArticle, GoldClaim
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


def test_claims_are_told_from_facts(articles, tmp_path):
    model = train_claims(articles)
    assert model.classes == ("claim", "none")
    assert model.about["articles"] == 6
    assert model.about["cross_validated_f1"] > 95
    assert 0 < model.about["threshold"] < 1
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    model.save(tmp_path / "one", "claims")
    train_claims(articles).save(tmp_path / "two", "claims")
    assert (tmp_path / "one" / "claims.npz").read_bytes() == (tmp_path / "two" / "claims.npz").read_bytes()


def test_stances_are_told_by_who_speaks(articles):
    model = train_stance(articles)
    assert model.classes == ("administration", "critics", "industry", "other")
    assert model.about["articles"] == 6
    assert model.about["claims"] == 24
    assert model.about["cross_validated_accuracy"] > 70
    assert model.about["dense"] == 256


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
    assert set(train_stance(own).classes) == set(renamed.values())


def test_stances_cannot_be_learnt_from_articles_without_claims(articles):
    with pytest.raises(ValueError, match="claim"):
        train_stance([GoldArticle(document=a.document, claims=(), positions={}) for a in articles])
