"""The article that the project began with: a summary in translation, with pull quotes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argmine.schema import Claim


@pytest.fixture(scope="module")
def seed(shared, analyze):
    (path,) = sorted((shared / "seed").glob("*.txt"))
    return analyze(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def at(seed) -> Callable[[str], Claim]:
    """Return the one claim that lies in the paragraph which begins with these words."""

    def find(words: str) -> Claim:
        start = seed.text.index(words)
        end = seed.text.index("\n", start)
        claims: list[Claim] = [c for c in seed._.claims if start <= c.start and c.end <= end]
        (claim,) = claims
        return claim

    return find


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("It looks like a European-style", "industry"),
        ("Model releases should not be decided", "industry"),
        ("President Trump has repeatedly stated", "administration"),
        ("The administration's actions are an overreaction", "critics"),
    ],
)
def test_each_pull_quote_takes_its_side(at, words, stance):
    assert at(words).stance == stance


def test_one_sentence_holds_the_claims_of_two_parties(seed):
    start = seed.text.index("While the White House maintains")
    end = seed.text.index("expertise.", start) + len("expertise.")
    first, second = [claim for claim in seed._.claims if start <= claim.start and claim.end <= end]
    assert (first.speaker.name, first.stance) == ("White House", "administration")
    assert (second.speaker.name, second.stance) == ("critics", "critics")


def test_nothing_of_the_last_line_is_a_claim(seed):
    last = seed.text.rstrip().rindex("\n")
    assert all(claim.end <= last for claim in seed._.claims)


def test_headline_label_and_note_are_boilerplate(seed):
    first, second, third, *_ = seed.text.split("\n")
    marked = [seed.text[start:end] for start, end in seed._.boilerplate]
    assert marked[:3] == [first, second, third]
    assert len(marked) == 4
