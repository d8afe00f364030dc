"""Issues and positions across many documents: what is grouped, what is left out, what it is called."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from argmine.codebook import Codebook
from argmine.positions import PositionResult, find_positions
from argmine.positions.cover import cover
from argmine.positions.embed import normalised
from argmine.positions.issue_names import issue_names
from argmine.positions.topics import read_wording, sketch, topic_vectors, topicality
from argmine.schema import Claim

LEVY = (
    "The grain levy should be repealed before the harvest.",
    "The grain levy ought to be repealed at once.",
    "Repealing the grain levy would save the mills.",
    "The grain levy would close the mills of the north.",
)
FERRY = (
    "The night ferry should be paid for by the county.",
    "The county must pay for the night ferry.",
    "A county that will not pay for the night ferry abandons the islands.",
    "Without the night ferry, nurses on the islands cannot get to work.",
)
VAGUE = ("This is wrong.", "We will fight.", "That is not true.", "They know it, and everybody knows it.")


@pytest.fixture
def corpus(make) -> list[Claim]:
    """Twelve documents: half argue over a levy, half over a ferry, and each has something vague to say."""
    claims: list[Claim] = []
    for n in range(12):
        texts = [*(LEVY if n % 2 else FERRY)[n // 2 % 2 :][:3], VAGUE[n % 4]]
        claims += make(texts, f"d{n:02}", speakers=[f"Speaker {n} {i}" for i in range(len(texts))])
    return claims


@pytest.fixture
def result(corpus) -> PositionResult:
    return find_positions(corpus, codebook=Codebook.default())


def test_each_issue_has_its_positions_and_a_name_from_its_claims(result):
    issues = defaultdict(set)
    for position in result.positions:
        issues[position.issue].add("levy" in position.text.lower())
    assert all(len(topics) == 1 for topics in issues.values())
    names = {issue.text for issue in issues}
    assert any("levy" in name for name in names)
    assert any("ferry" in name for name in names)
    assert len({issue.id for issue in issues}) == len(names)


def test_labels_are_propositions_of_two_parties(result):
    for position in result.positions:
        claims = [claim for claim in result.claims if claim.position == position.id]
        assert len({claim.speaker.id for claim in claims}) > 1
        assert position.text[0].isupper()
        assert position.text.endswith(".")


def test_what_is_vague_stands_on_no_position(result):
    assert {claim.position for claim in result.claims if claim.text in VAGUE} == {None}


def test_one_party_alone_makes_no_position(make):
    claims = [claim for n in range(4) for claim in make(list(LEVY[:1]), f"d{n}", speakers=["Ada Kroll"])]
    assert find_positions(claims, codebook=Codebook.default()).positions == ()


def test_what_one_document_alone_argues_over_is_found_beside_what_many_do(corpus, make):
    texts = [
        "Wolves should be allowed back into the forests of the valley.",
        "Wolves in the forests of the valley would kill sheep.",
        "The forests of the valley need wolves to keep the deer in check.",
        "Shepherds in the valley should be paid for sheep that wolves kill.",
    ]
    wolves = make(texts, "wolves", speakers=["Ada Kroll", "Ben Ode", "Cy Lund", "Di Marsh"])
    found = find_positions([*corpus, *wolves], codebook=Codebook.default())
    assert any("olves" in position.text for position in found.positions)


def test_the_words_of_a_topic_come_in_bursts(make):
    claims = [
        claim
        for n in range(40)
        for claim in make([f"The {'levy' if n < 8 else 'plan'} would help the goal of town {n}."] * 3, f"d{n}")
        + make(["Every goal needs money."], f"e{n}")
    ]
    wording = read_wording(claims)
    weight = dict(zip(wording.names, topicality(claims, wording).tolist(), strict=True))
    assert weight["levy"] > 2 * weight["goal"]


def test_a_sketch_keeps_cosines(corpus):
    wording = read_wording(corpus)
    exact = normalised(wording.matrix.toarray())
    short = normalised(sketch(wording.matrix))
    assert np.abs(exact @ exact.T - short @ short.T).mean() < 0.1


def test_claims_without_words_have_no_topic(make):
    claims = make(["…", "🚢"], "a") + make([""], "b")
    vectors, topical = topic_vectors(claims, read_wording(claims))
    assert len(vectors) == 3
    assert not topical.any()


def test_a_cover_takes_the_worthiest_first_and_leaves_out_the_rest():
    east, north, south = np.eye(3, dtype=np.float32)
    vectors = normalised(np.stack([east, east + 0.3 * north, east + 0.2 * south, north, north + 0.4 * south, south]))
    found = cover(vectors, np.array([1.0, 0.5, 0.5, 1.0, 1.0, 0.0]), lambda rows: len(rows) > 1)
    assert [rows.tolist() for rows in found] == [[0, 1, 2], [3, 4, 5]]
    assert cover(vectors, np.zeros(6), bool) == []


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["The grain levy must go.", "A grain levy is unfair.", "Grain levy or not, mills close."], "grain levy"),
        (
            ["The so-called pre-existing conditions rule stays.", "Pre-existing conditions are covered."],
            "pre-existing conditions",
        ),
        (
            ["Medicare for All would cost less.", "We want Medicare for All.", "Medicare for All is a slogan."],
            "Medicare for All",
        ),
    ],
)
def test_an_issue_is_named_as_people_write_it(texts, name):
    others = ["The toll on the bridge is unfair.", "Bridge tolls punish commuters."]
    assert issue_names([texts, others])[0] == name
