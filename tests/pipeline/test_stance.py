"""Whose side a claim speaks for, with the shipped codebook and with a user's own."""

from __future__ import annotations

import numpy as np
import pytest

from argmine.codebook import Codebook, Stance
from argmine.pipeline import analyze_documents, load
from argmine.pipeline._shared_evidence import follow_voices, log_softmax, pool, pull_quotes_of
from argmine.schema import Claim, Document, Speaker

CLEAR = [
    ("“This rule will cost us jobs,” said Ann Roe, chief executive of Harbour Motors.", "industry"),
    ("The Chamber of Commerce said the rule would hurt small businesses.", "industry"),
    ("Farmers and manufacturers say the tariff will raise their costs.", "industry"),
    ("The trade group said that its members could not afford the fee.", "industry"),
    ("White House press secretary Ann Roe said the rule protects American families.", "administration"),
    ("President Trump said the tariff would bring jobs home.", "administration"),
    ("The Environmental Protection Agency said the standard would save lives.", "administration"),
    ("The Treasury secretary argued that the tax cut would pay for itself.", "administration"),
    ("Critics argue that the rule is unfair to the poor.", "critics"),
    ("Environmental groups said the rule was a gift to polluters.", "critics"),
    ("“It is unlawful,” said Ann Roe, a lawyer at the American Civil Liberties Union.", "critics"),
    ("The judge wrote that the law was clear.", "other"),
    ("Independent analysts said the deal could go either way.", "other"),
]

TARIFFS = """
name: german-tariffs
stances:
  - name: government
    actors: [Economy Ministry, Robert Habeck, "U.S."]
    roles: [minister, government spokesman]
    examples: [The tariff protects our steel works from unfair competition.]
  - name: employers
    actors: [Gesamtmetall, BDI, "Zoll & Söhne Inc."]
    roles: [managing director, employers' association]
    examples: [Tariffs make our exports more expensive and cost our firms orders.]
  - name: unions
    actors: [IG Metall, DGB]
    roles: [union, works council]
    examples: [Workers need higher wages and secure jobs.]
  - name: opposition
    actors: [Friedrich Merz, CDU]
    roles: [opposition leader]
    examples: [The government has failed and should resign.]
"""


@pytest.fixture(scope="module")
def german():
    return load(codebook=Codebook.parse(TARIFFS))


@pytest.fixture(scope="module")
def tariffs(german):
    """The claims of a text under a codebook on German tariffs, every candidate of them."""
    german.get_pipe("argmine_claims").threshold = 0.0
    return lambda text: german(text)._.claims


@pytest.mark.parametrize(("text", "stance"), CLEAR)
def test_clear_cases(everything, text, stance):
    (claim,) = everything(text, date="2025-06-01")
    assert claim.stance == stance


def test_every_stance_has_a_probability_and_they_sum_to_one(analyze, nlp):
    names = nlp.get_pipe("argmine_stance").codebook.stance_names
    claims = [claim for text, _ in CLEAR for claim in analyze(text)._.claims]
    assert claims
    for claim in claims:
        shares = claim.stance_probabilities
        assert tuple(shares) == names == ("industry", "administration", "critics", "other")
        assert sum(shares.values()) == pytest.approx(1)
        assert min(shares.values()) >= 0
        assert shares[claim.stance] == max(shares.values())


def test_who_governs_decides_whose_side_a_party_takes(everything):
    text = "Sen. Mary Quill, a Republican, said the plan is good for families."
    under_trump = everything(text, date="2018-06-01")[0].stance_probabilities
    under_biden = everything(text, date="2022-06-01")[0].stance_probabilities
    assert under_trump["administration"] > under_biden["administration"]


def test_actors_of_a_codebook_add_to_the_models_evidence():
    source = Codebook.default().source.replace(
        "  - name: critics\n", "  - name: critics\n    actors: [Harbour Watch]\n"
    )
    claim = "Harbour Watch said that the new tariff would bring jobs home."
    (told,) = load(codebook=Codebook.parse(source))(claim)._.claims
    assert told.stance == "critics"
    assert told.stance_probabilities["critics"] > 0.9


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Robert Habeck said that the tariff protects steel.", "government"),
        ("The Economy Ministry said the tariff would stay.", "government"),
        ("“It must stay,” said Ann Roe, the minister for trade.", "government"),
        ("Gesamtmetall said that orders are falling.", "employers"),
        ("“Orders are falling,” said Dan Hale, managing director of Hale & Co.", "employers"),
        ("IG Metall said that the firms can pay more.", "unions"),
        ("The works council argued that the plant must stay open.", "unions"),
        ("Friedrich Merz said the plan is a mess.", "opposition"),
        ("The opposition leader argued that it is a mess.", "opposition"),
        ("Passers-by said that it may rain.", "other"),
    ],
)
def test_a_codebook_with_other_stances(tariffs, text, stance):
    (claim,) = tariffs(text)
    assert claim.stance == stance
    assert tuple(claim.stance_probabilities) == ("government", "employers", "unions", "opposition", "other")
    assert sum(claim.stance_probabilities.values()) == pytest.approx(1)


def test_examples_decide_where_nobody_is_named(tariffs):
    (claim,) = tariffs("Such tariffs make German exports far more expensive and cost firms their orders.")
    assert claim.speaker is None
    assert claim.stance == "employers"


@pytest.mark.parametrize("name", ["The U.S.", "Zoll & Söhne Inc."])
def test_an_actor_may_end_in_a_full_stop(tariffs, name):
    (claim,) = tariffs(f"{name} said that it may rain.")
    assert claim.stance != "other"


def test_an_actor_is_a_whole_word(tariffs):
    (claim,) = tariffs("Friedrich Merzbacher said that it may rain.")
    assert claim.stance == "other"


def test_stances_of_which_only_the_name_is_told_leave_all_undecided():
    nlp = load(codebook=Codebook.parse("stances:\n  - name: for\n  - name: against\n"))
    (claim,) = nlp("Critics argue that the rule is unfair to the poor.")._.claims
    assert claim.stance == "other"
    assert claim.stance_probabilities["for"] == pytest.approx(claim.stance_probabilities["against"], abs=0.05)


def test_a_codebook_made_in_python_works_like_one_read_from_yaml():
    nlp = load(codebook=Codebook(name="x", stances=(Stance(name="for", actors=("Ann Roe",)), Stance(name="other"))))
    (claim,) = nlp("Ann Roe said that the rule is unfair to the poor.")._.claims
    assert claim.stance == "for"


ECHO = (
    "The valley council met on Monday to discuss the new water fee with all who came.\n\n"
    "The water fee punishes the very farmers who feed the whole country.\n\n"
    "{speaker} told the meeting that the water fee punishes the farmers who feed the country. "
    "The council will vote in June."
)


@pytest.mark.parametrize(
    ("speaker", "stance"),
    [("Ann Roe, the White House press secretary,", "administration"), ("The Chamber of Commerce", "industry")],
)
def test_a_pull_quote_takes_after_its_echo(everything, speaker, stance):
    claims = everything(ECHO.format(speaker=speaker), date="2025-06-01")
    (pull_quote,) = [claim for claim in claims if claim.text.startswith("The water fee punishes")]
    assert pull_quote.speaker is None
    assert pull_quote.stance == stance


def test_a_pull_quote_takes_after_its_echo_under_another_codebook(tariffs):
    (pull_quote,) = [
        c for c in tariffs(ECHO.format(speaker="IG Metall")) if c.text.startswith("The water fee punishes")
    ]
    assert pull_quote.stance == "unions"


@pytest.mark.usefixtures("keep_all")
def test_pull_quotes_are_paragraphs_that_nobody_is_named_for(nlp):
    doc = nlp(ECHO.format(speaker="The union"))
    texts = [doc._.claims[i].text for i in pull_quotes_of(doc)]
    assert "The water fee punishes the very farmers who feed the whole country." in texts
    assert not any("vote in June" in text for text in texts)


def claim(text: str, speaker: str | None) -> Claim:
    named = Speaker(id=speaker, name=speaker) if speaker else None
    return Claim(id=text, document="d", start=0, end=len(text), text=text, kind="direct", speaker=named)


def test_claims_of_one_speaker_share_their_evidence():
    scores = log_softmax(np.asarray([[3.0, 0.0], [0.0, 0.0], [0.0, 1.0]]))
    pooled = pool([claim("a", "Roe"), claim("b", "Roe"), claim("c", "Hale")], scores)
    assert np.exp(pooled).sum(axis=1) == pytest.approx([1, 1, 1])
    assert pooled[1, 0] > pooled[1, 1]
    assert pooled[0, 0] < scores[0, 0]
    assert pooled[2] == pytest.approx(scores[2])


@pytest.mark.usefixtures("keep_all")
def test_a_pull_quote_like_nothing_keeps_its_own_scores(nlp):
    doc = nlp("The council met on Monday.\n\nThe union said that bread is dear.\n\nWolves must never be hunted.")
    (last,) = [i for i in pull_quotes_of(doc) if doc._.claims[i].text.startswith("Wolves")]
    scores = log_softmax(np.linspace(0, 1, 4 * len(doc._.claims)).reshape(-1, 4))
    assert follow_voices(doc, scores)[last] == pytest.approx(scores[last])


def test_nothing_to_pool_is_no_error():
    empty = np.zeros((0, 4))
    assert pool([], empty).shape == (0, 4)
    assert log_softmax(empty).shape == (0, 4)


@pytest.mark.parametrize("date", ["2018-13-45", "9999-12-31", "soon", "20180101"])
def test_a_date_that_is_none_does_no_harm(nlp, date):
    text = 'President Trump defended the levy. "It is a fair levy," said Senator Ann Roe, a Republican.'
    [analysis] = analyze_documents(nlp, [Document(id="d", text=text, date=date)])
    assert analysis.claims
