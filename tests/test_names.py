"""What makes two ways of writing one name the same."""

from __future__ import annotations

import pytest

from argmine.names import fold, is_title, person_words, same_but_initials, same_middle, without_titles


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The N.R.A.’s", "nra"),
        ("José  O’Neil", "jose oneil"),
        ("AT&T", "at and t"),
        ("Teachers' Union", "teachers union"),
        ("the", "the"),
        ("Ocasio–Cortez", "ocasio-cortez"),
        ("", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("President Trump", "trump"),
        ("former U.S. Secretary of State John Kerry", "john kerry"),
        ("Speaker of the House Paul Ryan", "paul ryan"),
        ("administrator of the Centers for Medicare", "administrator of the centers for medicare"),
        ("Justice Department", "justice department"),
        ("General Motors", "general motors"),
        ("House Speaker", "house speaker"),
    ],
)
def test_without_titles(name: str, left: str) -> None:
    assert without_titles(fold(name)) == left
    assert is_title(fold(name)) == (name == "House Speaker")


@pytest.mark.parametrize(
    ("one", "other", "middle", "initials"),
    [
        ("Donald J. Trump", "Donald Trump", True, True),
        ("Donald J. Trump", "Donald John Trump", True, True),
        ("Kevin Patrick Brady", "Kevin Brady", True, False),
        ("George W. Bush", "George H.W. Bush", False, False),
        ("George H. W. Bush", "George H.W. Bush", True, True),
        ("John Roe", "Jane Roe", True, False),
    ],
)
def test_middles(one: str, other: str, middle: bool, initials: bool) -> None:
    words = person_words(one), person_words(other)
    assert same_middle(*words) == same_middle(*words[::-1]) == middle
    assert same_but_initials(*words) == same_but_initials(*words[::-1]) == initials
