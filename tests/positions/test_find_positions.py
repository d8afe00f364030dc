from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from argmine.codebook import Codebook
from argmine.positions import find_positions
from argmine.schema import Claim

BOOK = Codebook.default()


def _shuffled(claims: list[Claim], seed: int) -> list[Claim]:
    return random.Random(seed).sample(claims, len(claims))  # noqa: S311


def _groups(claims: Sequence[Claim]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for claim in claims:
        if claim.position is not None:
            found.setdefault(claim.position, set()).add(claim.text)
    return {frozenset(texts) for texts in found.values()}


def test_no_claims_give_nothing():
    result = find_positions([], codebook=BOOK)
    assert (result.claims, result.positions, result.echoes) == ((), (), ())


def test_one_claim_stays_an_outlier(make):
    result = find_positions(make(["The harbour tax should be repealed."]), codebook=BOOK)
    assert result.positions == ()
    assert result.claims[0].position is None
    assert result.claims[0].polarity is None


def test_claims_come_back_in_their_order_and_otherwise_unchanged(debate):
    shuffled = _shuffled(debate, 1)
    result = find_positions(shuffled, codebook=BOOK)
    bare = [
        replace(claim, position=None, polarity=None, polarity_confidence=None, echoes=()) for claim in result.claims
    ]
    assert bare == shuffled


def test_topics_are_kept_apart_and_the_stray_claim_is_left_out(debate):
    result = find_positions(debate, codebook=BOOK)
    for texts in _groups(result.claims):
        assert len({"tax" in text for text in texts}) == 1
    wolves = next(claim for claim in result.claims if "Wolves" in claim.text)
    assert wolves.position is None


def test_positions_reach_across_documents(debate):
    result = find_positions(debate, codebook=BOOK)
    documents: dict[str | None, set[str]] = {}
    for claim in result.claims:
        documents.setdefault(claim.position, set()).add(claim.document)
    assert any(len(found) == 2 for position, found in documents.items() if position)


def test_every_position_has_claims_a_typical_claim_and_terms(debate):
    result = find_positions(debate, codebook=BOOK)
    by_id: dict[str | None, Claim] = {claim.id: claim for claim in result.claims}
    sizes = Counter(claim.position for claim in result.claims)
    assert {position.id for position in result.positions} == set(sizes) - {None}
    for position in result.positions:
        typical = by_id[position.typical]
        assert typical.position == position.id
        assert typical.polarity == "support"
        assert 3 <= len(position.terms) <= 6
    order = [sizes[position.id] for position in result.positions]
    assert order == sorted(order, reverse=True)


def test_the_same_claims_give_the_same_result_in_any_order(debate):
    first = find_positions(debate, codebook=BOOK)
    assert find_positions(debate, codebook=BOOK) == first
    for seed in range(3):
        shuffled = _shuffled(debate, seed)
        other = find_positions(shuffled, codebook=BOOK)
        assert other.positions == first.positions
        assert other.echoes == first.echoes
        assert {claim.id: claim for claim in other.claims} == {claim.id: claim for claim in first.claims}


def test_identical_claims_share_position_and_polarity(make):
    texts = ["The toll on the old bridge should be scrapped."] * 3 + ["Rents in the city are rising fast."]
    result = find_positions(make(texts), codebook=BOOK)
    assert len({(claim.position, claim.polarity) for claim in result.claims[:3]}) == 1
    assert result.claims[0].position is not None
    assert len(result.claims[0].echoes) == 2


def test_echoes_are_filled_in_both_directions(make):
    texts = [
        "The toll on the old bridge punishes commuters who have no other road.",
        "Nothing has been decided about the airport.",
        "The toll on the old bridge punishes commuters who have no other road.",
    ]
    first, middle, last = find_positions(make(texts), codebook=BOOK).claims
    assert first.echoes == (last.id,)
    assert last.echoes == (first.id,)
    assert middle.echoes == ()
    assert first.position == last.position


def test_text_in_other_scripts_and_without_words_is_no_trouble(make):
    texts = [
        "정부는 항만세를 폐지해야 한다.",
        "La taxe portuaire détruira des emplois à Saint‑Étienne.",
        "…",
        "🚢🚢",
        "Der Hafenzoll schadet den Reedern in Köln.",
        "",
    ]
    result = find_positions(make(texts), codebook=BOOK)
    assert [claim.text for claim in result.claims] == texts
    assert result.claims[2].position is None


def test_an_issue_of_many_claims_is_split_into_positions(make):
    sides = [
        "The harbour tax would drive shipping companies to ports abroad in {}.",
        "Dock workers in {} would lose their jobs because of the harbour tax.",
        "The harbour tax is needed to clean the air around {}.",
    ]
    towns = [
        f"{name}{end}" for name in ("Ash", "Birch", "Elm", "Oak", "Pine", "Rowan") for end in ("by", "ford", "ton")
    ]
    claims = [claim for town in towns for claim in make([side.format(town) for side in sides], document=town)]
    result = find_positions(claims, codebook=BOOK)
    biggest = Counter(claim.position for claim in result.claims).most_common(1)[0][1]
    assert len(result.positions) >= 2
    assert biggest < len(claims)
