"""The type of a claim: what should be done, what is thought of it, what can be checked, what one went through."""

from __future__ import annotations

import pytest

from argmine.models import load_linear
from argmine.pipeline import load
from argmine.pipeline.proposition import proposition_features, proposition_inputs, proposition_types
from argmine.schema import CLAIM_TYPES, Claim


def claim_of(text, words, kind="direct", cue=None, source=None):
    """Make a claim of `words` in `text`, reported of `source` with the word `cue`."""
    start, end = span_of(text, words)
    cues = (span_of(text, cue),) if cue else ()
    sources = (span_of(text, source),) if source else ()
    return Claim(id=words, document="d", start=start, end=end, text=words, kind=kind, source=sources, cue=cues)


def span_of(text, words):
    """Return where `words` first stand in `text`."""
    return text.index(words), text.index(words) + len(words)


@pytest.fixture(scope="module")
def parse():
    """Return a pipeline that parses."""
    return load(stages=("argmine_layout",))


@pytest.fixture(scope="module")
def type_of(parse):
    """Return a function that types one claim of a text."""

    def run(text, words, *about):
        return proposition_types([parse(text)], [[claim_of(text, words, *about)]])[0]

    return run


@pytest.fixture(scope="module")
def features_of(parse):
    """Return a function that gives the features of one claim of a text."""

    def run(text, words, *about):
        return proposition_features(parse(text), [claim_of(text, words, *about)])[0]

    return run


@pytest.mark.parametrize(
    ("expected", "text", "words", "kind", "cue"),
    [
        ("policy", "Orchard towns should get their share of the water.", None, "authorial", None),
        ("policy", "Herders must be paid for wolves' kills.", None, "authorial", None),
        ("policy", "Hikers called for a ban on drones.", "a ban on drones", "indirect", "called for"),
        ("policy", "The guild urged lawmakers to drop the toll.", "to drop the toll", "indirect", "urged"),
        ("policy", "“We will not sign this treaty,” said Mia Voss.", "We will not sign this treaty", "direct", "said"),
        ("value", "“This is a terrible law,” said Mia Voss.", "This is a terrible law", "direct", "said"),
        ("value", "Mia Voss called the vaccine bill a farce.", "the vaccine bill a farce", "indirect", "called"),
        ("value", "The new tenancy act is unfair and far too complicated.", None, "authorial", None),
        ("fact", "The boats caught 900 tons of herring last year.", None, "authorial", None),
        (
            "fact",
            "The clerk said the permits had expired in 2019.",
            "the permits had expired in 2019",
            "indirect",
            "said",
        ),
        (
            "testimony",
            "“I waited two years for a flat,” said Mia Voss.",
            "I waited two years for a flat",
            "direct",
            "said",
        ),
        ("testimony", "“We lost our harvest in May,” said Mia Voss.", "We lost our harvest in May", "direct", "said"),
    ],
)
def test_types(type_of, expected, text, words, kind, cue):
    assert type_of(text, words or text, kind, cue) == expected


def test_a_claim_without_a_word_has_no_type(parse):
    text = "Prices rose. 12,5 %"
    doc = parse(text)
    blank = Claim(id="n", document="d", start=13, end=len(text), text=text[13:], kind="authorial")
    assert proposition_types([doc], [[blank]]) == [None]


def test_types_come_in_the_order_of_documents_and_claims(parse):
    texts = ["Rents should fall. Rents rose by 9 percent in 2020.", "", "I lost my job in May."]
    docs = [parse(text) for text in texts]
    claims = [[claim_of(texts[0], "Rents should fall."), claim_of(texts[0], "Rents rose by 9 percent in 2020.")], []]
    claims.append([claim_of(texts[2], texts[2])])
    assert proposition_types(docs, claims) == ["policy", "fact", "testimony"]
    alone = [proposition_types([doc], [found]) for doc, found in zip(docs, claims, strict=True)]
    assert alone == [["policy", "fact"], [], ["testimony"]]
    assert proposition_types([], []) == []


def test_topic_words_are_no_features(features_of):
    names = " ".join(features_of("The debt collectors of Norland called my sister.", "The debt collectors of Norland"))
    assert not any(word in names.lower() for word in ("debt", "collector", "norland"))


def test_the_predicate_of_a_reported_claim_is_its_verb_and_not_its_full_stop(features_of):
    row = features_of("Ann Roe said the ban will stand.", "the ban will stand.", "indirect", "said")
    assert {"form finite", "root stand", "modal will", "subject definite"} <= row.keys()


def test_reported_speech_reads_as_the_speakers_own(features_of):
    own = features_of("“I will veto it,” he said.", "I will veto it", "direct", "said")
    reported = features_of("He said he would veto it.", "he would veto it", "indirect", "said")
    assert {"speaking", "speaking will", "modal will"} <= own.keys() & reported.keys()
    assert "speaking" not in features_of("He would veto it.", "He would veto it", "authorial")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("The ministry", "it would retaliate"),
        ("Norland", "it would strike back with duties of its own"),
        ("The union", "it would go to court"),
        ("The growers' league", "the league would sue"),
    ],
)
def test_what_an_organisation_says_of_itself_is_a_plan(type_of, features_of, source, words):
    text = f"{source} said {words}."
    assert "speaking will" in features_of(text, words, "indirect", "said", source)
    assert type_of(text, words, "indirect", "said", source) == "policy"


@pytest.mark.parametrize("source", ["Critics", "Mia Voss", "The senator's critics"])
def test_the_it_of_a_person_or_of_many_is_a_thing(type_of, features_of, source):
    text, words = f"{source} said it would raise prices.", "it would raise prices"
    assert "speaking" not in features_of(text, words, "indirect", "said", source)
    assert type_of(text, words, "indirect", "said", source) != "policy"


def test_amounts_in_words_are_amounts(features_of):
    assert "sign quantity" in features_of("Half of the ferries stood still.", "Half of the ferries stood still")


def test_a_demand_before_the_claim_counts_as_one_inside(features_of):
    inside = features_of("“We urge the city to wait,” they said.", "We urge the city to wait", "direct", "said")
    before = features_of("They urged the city to wait.", "the city to wait", "indirect", "urged")
    assert "act ask speaking" in inside.keys() & before.keys()
    assert "form infinitive" in before


def test_the_shipped_model_knows_every_type(parse):
    model = load_linear("propositions")
    assert set(model.classes) == set(CLAIM_TYPES)
    rows, dense = proposition_inputs([parse("Rents fell.")], [[claim_of("Rents fell.", "Rents fell.")]])
    assert dense.shape == (1, model.about["dense"])
    assert model.probabilities(rows, dense).sum() == pytest.approx(1)
