"""Which evidence decided a stance: that it adds up, and that it says in words what is so."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import cast

import numpy as np
import pytest

from argmine.codebook import Codebook
from argmine.models import load_linear
from argmine.people import People
from argmine.pipeline import load, make_doc
from argmine.pipeline.claims import Claims
from argmine.pipeline.explanation import Explanation, ExplanationError, Part, explain, explanations
from argmine.pipeline.stance import LEAST_PROBABILITY, stance_inputs
from argmine.schema import Document

TALK = (
    "President Barack Obama said on Monday that the plan would bring jobs home.\n\n"
    "“The plan is a job-killing mandate,” said Sen. Ted Cruz, a Texas Republican. “It must be stopped,” he said.\n\n"
    "Gina McCarthy said that the standard would save lives. “It will cost us jobs,” said Ann Roe, chief executive of "
    "Harbour Motors. The National Rifle Association argued that the plan takes away what is ours.\n\n"
    "The plan is a job-killing mandate that has to be stopped.\n"
)
DATE = "2014-06-01"
TARIFFS = """
name: tariffs
stances:
  - name: employers
    actors: [Gesamtmetall]
    roles: [managing director]
    examples: [Tariffs make our exports more expensive.]
  - name: unions
    actors: [IG Metall]
    roles: [works council]
    examples: [Workers need higher wages and secure jobs.]
"""


@pytest.fixture(scope="module")
def talk(nlp):
    """The explanations of every claim of an article."""
    component = nlp.get_pipe("argmine_claims")
    usual, component.threshold = component.threshold, 0.0
    doc = nlp(make_doc(nlp, Document.of_text(TALK, date=DATE)))
    component.threshold = usual
    return doc, explanations(doc, nlp)


def of(found: tuple[Explanation, ...], speaker: str | None, words: str = "") -> Explanation:
    name = speaker or ""
    return next(
        e
        for e in found
        if words in e.claim.text and (e.claim.speaker is None if speaker is None else name in str(e.claim.speaker))
    )


def part(explanation: Explanation, name: str) -> Part:
    return next(part for part in explanation.parts if part.name == name)


def sentences(explanation: Explanation, name: str) -> str:
    return "\n".join(evidence.sentence for evidence in part(explanation, name).evidence)


def test_evidence_of_one_claim_adds_up_to_the_models_log_odds(nlp, talk):
    doc, found = talk
    stances = nlp.get_pipe("argmine_stance")
    model = stances.model
    scores = np.log(model.probabilities(*stance_inputs([doc])))
    for explanation, row in zip(found, scores, strict=True):
        of_model = explanation.log_odds("speaker", "wording", "prior")
        centred = dict(zip(model.classes, row - row.mean(), strict=True))
        assert of_model == pytest.approx(centred, abs=1e-3)


def test_parts_add_up_to_the_probabilities_and_evidence_to_its_part(talk):
    for explanation in talk[1]:
        total = explanation.log_odds()
        for one, other in pairwise(explanation.probabilities):
            ratio = np.log(explanation.probabilities[one] / explanation.probabilities[other])
            assert total[one] - total[other] == pytest.approx(ratio, abs=1e-3)
        for part in explanation.parts:
            assert sum(part.log_odds.values()) == pytest.approx(0, abs=1e-6)
            for stance in part.log_odds:
                summed = sum(evidence.log_odds[stance] for evidence in part.evidence)
                assert part.log_odds[stance] == pytest.approx(summed)


def test_findings_leave_nothing_out(talk):
    for explanation in talk[1]:
        pair = explanation.likeliest, explanation.runner_up
        for part in explanation.parts:
            findings = [evidence.margin(*pair) for evidence in part.findings(*pair)]
            assert sum(findings) == pytest.approx(part.margin(*pair))
            assert sorted(map(abs, findings), reverse=True) == pytest.approx(list(map(abs, findings)))


def test_contributions_are_the_scores_of_the_model():
    model = load_linear("stance")
    dense = np.linspace(-1, 1, 512, dtype=np.float32)
    row = {"who:is person": 1.4, "how:cue say": 1.0, "a feature that no model knows": 1.0}
    added = model.contributions(row, dense[:256], dense[256:])
    assert set(added.features) == {"who:is person", "how:cue say"}
    scores = sum(added.features.values()) + sum(added.blocks) + added.intercept
    expected = model.probabilities([row], dense[None])[0]
    assert np.exp(scores) / np.exp(scores).sum() == pytest.approx(expected, abs=1e-4)


def test_president(talk):
    explanation = of(talk[1], "Obama")
    assert explanation.stance == "administration"
    assert "Barack Obama was president of the United States on 2014-06-01" in sentences(explanation, "speaker")
    assert part(explanation, "speaker").margin("administration", "critics") > 1
    assert re.match(r"administration \d\d %: above all because Barack Obama was president", explanation.conclusion)
    assert "the wording alone would say" in explanation.conclusion


def test_lawmaker_of_the_party_out_of_power(talk):
    explanation = of(talk[1], "Cruz", "mandate")
    assert explanation.stance == "critics"
    told = sentences(explanation, "speaker")
    assert "Ted Cruz belongs to the party out of power, the Republicans, as the document says (Barack Obama, a" in told
    assert "Democrat, was president on 2014-06-01)" in told
    assert "“Sen.”" in told


def test_who_is_out_of_power_turns_with_the_date(nlp):
    doc = nlp(make_doc(nlp, Document.of_text(TALK, date="2018-06-01")))
    told = sentences(of(explanations(doc, nlp), "Cruz"), "speaker")
    assert "belongs to the president's party, the Republicans, as the document says (Donald Trump was president" in told


def test_office_and_listed_organisation(talk):
    assert "Gina McCarthy was EPA administrator on 2014-06-01" in sentences(of(talk[1], "McCarthy"), "speaker")
    told = sentences(of(talk[1], "National Rifle"), "speaker")
    assert "National Rifle Association is listed as an advocacy group of the right, the side out of power" in told


def test_words_of_a_role(talk):
    explanation = of(talk[1], "Ann Roe")
    assert explanation.stance == "industry"
    assert "Ann Roe is described as “chief executive”, words of business" in sentences(explanation, "speaker")
    assert "Ann Roe is described as “chief executive”" in explanation.conclusion


def test_wording_is_told_by_cue_words_and_the_whole(talk):
    explanation = of(talk[1], "Ann Roe")
    told = sentences(explanation, "wording")
    assert "the claim is introduced by “said”" in told
    assert "the claim is worded with “jobs”" in told
    (whole,) = [evidence for evidence in part(explanation, "wording").evidence if evidence.kind == "claim"]
    first, second = sorted(whole.log_odds, key=lambda stance: -whole.log_odds[stance])[:2]
    assert f"most like claims of {first} (then {second}" in whole.text
    assert whole.told(second, first) == f"reads, taken as a whole, more like claims of {first} than of {second}"


def test_claims_of_one_speaker(talk):
    explanation = of(talk[1], "Cruz", "stopped")
    assert re.search(
        r"Ted Cruz makes 1 other claim in the document, by itself \w+;", sentences(explanation, "other claims")
    )
    assert not any(part.name == "other claims" for part in of(talk[1], "Ann Roe").parts)


def test_pull_quote(talk):
    explanation = of(talk[1], None, "has to be stopped")
    assert explanation.stance == of(talk[1], "Cruz", "mandate").stance
    assert "the claim stands in the document's own voice" in sentences(explanation, "speaker")
    assert "repeats Ted Cruz: “The plan is a job-killing mandate" in sentences(explanation, "repeats")
    assert "repeats Ted Cruz" in explanation.conclusion


@pytest.mark.usefixtures("keep_all")
def test_verbs_agree_with_who_speaks(nlp):
    doc = nlp(make_doc(nlp, Document.of_text("White House officials said that the plan is good.", date=DATE)))
    (explanation,) = explanations(doc, nlp)
    assert "White House officials are described as “White House”" in sentences(explanation, "speaker")


@pytest.mark.usefixtures("keep_all")
def test_abstention(nlp):
    lines = (
        "Somebody wondered whether it may rain.",
        "It may rain.",
        "A person said it is so.",
        "Some said it is fine.",
    )
    found = [e for line in lines for e in explanations(nlp(line), nlp)]
    stances = nlp.get_pipe("argmine_stance")
    for explanation in found:
        assert explanation.abstained == (max(explanation.probabilities.values()) < LEAST_PROBABILITY)
    # Whatever the model makes of these lines, even chances for all make it abstain.
    explanation = found[0]
    even = dict.fromkeys(stances.codebook.stance_names, 0.25)
    unsure = Explanation(explanation.claim, "other", even, explanation.parts, LEAST_PROBABILITY)
    assert unsure.abstained
    assert unsure.conclusion.startswith("other, for no stance reaches 35 % (")


def test_people_file_decides():
    people = People.parse("- name: Ann Roe\n  stance: critics\n")
    nlp = load(people=people)
    document = Document.of_text(TALK, date=DATE)
    (claim,) = [c for c in nlp(make_doc(nlp, document))._.claims if c.speaker and c.speaker.name == "Ann Roe"]
    explanation = explain(nlp, document, claim.id)
    assert explanation.stance == "critics"
    assert sentences(explanation, "people file") == "Ann Roe has the stance critics in the people file"
    assert "above all because Ann Roe has the stance critics in the people file" in explanation.conclusion
    assert "against it speaks that Ann Roe is described as “chief executive”" in explanation.conclusion


def test_own_codebook():
    nlp = load(codebook=Codebook.parse(TARIFFS))
    cast(Claims, nlp.get_pipe("argmine_claims")).threshold = 0.0
    text = (
        "Gesamtmetall said that tariffs make exports more expensive. The works council argued that it must stay open."
    )
    document = Document.of_text(text)
    found = explanations(nlp(make_doc(nlp, document)), nlp)
    named = of(found, "Gesamtmetall")
    assert named.stance == "employers"
    assert "is named among the actors of employers in the codebook (“Gesamtmetall”)" in sentences(named, "codebook")
    assert "the codebook's example of employers, “Tariffs make our exports" in sentences(named, "wording")
    role = of(found, "works council")
    assert role.stance == "unions"
    assert part(role, "speaker").margin("unions", "employers") > 0


def test_json_holds_all_of_it(talk):
    explanation = of(talk[1], "Obama")
    data = explanation.to_json()
    assert data["stance"] == "administration"
    assert data["speaker"]["name"] == "Barack Obama"
    assert data["conclusion"] == explanation.conclusion
    assert [part["part"] for part in data["parts"]] == [part.name for part in explanation.parts]
    assert {len(part["evidence"]) for part in data["parts"]} == {len(part.evidence) for part in explanation.parts}


def test_what_cannot_be_explained(nlp):
    document = Document.of_text(TALK, date=DATE)
    with pytest.raises(ExplanationError, match="has no claim 'nothing'"):
        explain(nlp, document, "nothing")
    without = load(stages=("argmine_layout", "argmine_boilerplate"))
    with pytest.raises(ExplanationError, match="has no argmine_stance"):
        explanations(without(TALK), without)
