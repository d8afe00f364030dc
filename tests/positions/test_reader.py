"""The network that reads a position and a claim together."""

import numpy as np
import pytest

from argmine.models.encoder import END, START
from argmine.positions.reader import LONGEST, LONGEST_POSITION, Pair, joined, pair_reader

TOLL = "Drivers should pay a toll to enter the town."


def test_a_pair_is_read_the_same_in_any_company():
    one, other = Pair(TOLL, "The toll is unfair to nurses."), Pair(TOLL, "The toll has cleaned the air.")
    together = pair_reader().read([one, other, one])
    assert together[0] == together[2] == pair_reader().read([one])[0]
    assert together[1] == pair_reader().read([other])[0]
    assert pair_reader().read([]) == []


def test_sides_and_points_are_told_apart():
    against, for_it, same, stray = pair_reader().read(
        [
            Pair(TOLL, "The toll is unfair and should be scrapped."),
            Pair(TOLL, "A toll keeps the streets free of smoke."),
            Pair("The toll makes the air cleaner.", "Since the toll came, the smog over the old town is gone."),
            Pair("The toll makes the air cleaner.", "Parents know best which school suits their child."),
        ]
    )
    assert against.attack > against.support
    assert for_it.support > for_it.attack
    assert same.match > stray.match
    assert stray.neither > max(stray.attack, stray.support)


@pytest.mark.parametrize(("position", "claim"), [(3, 5), (500, 5), (5, 500), (500, 500)])
def test_long_texts_are_cut(position, claim):
    ids, types = joined([7] * position, [8] * claim)
    assert len(ids) == len(types) <= LONGEST
    assert ids[0] == START
    assert (ids == END).sum() == 2
    assert (ids == 7).sum() == min(position, LONGEST_POSITION)
    assert (types[ids == 8] == 1).all()
    assert (ids == 8).any()
    assert ids.dtype == types.dtype == np.int64


@pytest.mark.parametrize("text", ["", " ", "\u200b", "🙂" * 200, "مرحبا", "a" * 5000])
def test_odd_texts_are_read(text):
    [reading] = pair_reader().read([Pair(text, text)])
    assert np.isfinite(reading).all()
