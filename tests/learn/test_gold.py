"""Reading annotated articles, the errors of files that are none, and pairing spans."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.learn.gold import GoldClaim, GoldError, pair_spans, read_gold

TEXT = "The fee is unfair, said Ann Roe. It must go."
CLAIM = {
    "start": 0,
    "end": 17,
    "text": "The fee is unfair",
    "kind": "indirect",
    "source": [24, 31],
    "speaker": "Ann Roe",
    "stance": "critics",
    "position": "P1",
    "polarity": "attack",
}
ARTICLE = {"id": "a", "text": TEXT, "date": "2025-06-01", "positions": [{"id": "P1", "text": "The fee is fair."}]}


@pytest.fixture
def read(tmp_path):
    """Write objects (or lines as they are) into a file and read it as gold."""

    def run(*rows):
        path = tmp_path / "gold.jsonl"
        lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_gold(path)

    return run


def with_claim(**changed):
    return {**ARTICLE, "claims": [{**CLAIM, **changed}]}


def test_an_article_with_its_claims_and_positions(read):
    (article,) = read({**ARTICLE, "claims": [CLAIM]})
    assert (article.document.id, article.document.text, article.document.date) == ("a", TEXT, "2025-06-01")
    assert article.positions == {"P1": "The fee is fair."}
    (claim,) = article.claims
    assert claim == GoldClaim(
        start=0,
        end=17,
        kind="indirect",
        source=(24, 31),
        speaker="Ann Roe",
        stance="critics",
        position="P1",
        polarity="attack",
    )


def test_what_may_be_missing(read):
    bare = {"start": 0, "end": 17, "kind": "authorial", "stance": "other"}
    claims = [bare, {**bare, "source": None, "position": None}]
    article, other = read(
        {"id": 7, "text": TEXT, "claims": claims}, {"id": 8, "text": TEXT, "claims": claims, "positions": None}
    )
    assert other.positions == {}
    assert article.document.id == "7"
    assert article.positions == {}
    assert article.claims[0] == article.claims[1]
    assert article.claims[0].source is None


def test_blank_lines_do_not_matter_and_order_stays(read):
    articles = read({**ARTICLE, "claims": []}, "", "  ", {**ARTICLE, "id": "b", "claims": []})
    assert [article.document.id for article in articles] == ["a", "b"]
    assert read("") == []


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0c"])
def test_only_a_line_feed_ends_a_line(read, separator):
    text = f"{TEXT}{separator}It rained."
    (article,) = read({**ARTICLE, "text": text, "claims": [CLAIM]})
    assert article.document.text == text


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("[1, 2]", id="no object"),
        pytest.param({"id": "a", "text": TEXT}, id="no claims"),
        pytest.param({"id": "a", "claims": []}, id="no text"),
        pytest.param({**ARTICLE, "claims": None}, id="claims null"),
        pytest.param({**ARTICLE, "claims": ["The fee is unfair"]}, id="claims are texts"),
        pytest.param(with_claim(end=18), id="text does not match"),
        pytest.param(with_claim(start=17), id="empty"),
        pytest.param(with_claim(start=-1), id="negative"),
        pytest.param(with_claim(end=1000), id="behind the end"),
        pytest.param(with_claim(start="zero"), id="no number"),
        pytest.param({**ARTICLE, "claims": [{"start": 0, "end": 17}]}, id="no kind"),
        pytest.param(with_claim(kind="banana"), id="unknown kind"),
        pytest.param(with_claim(polarity="maybe"), id="unknown polarity"),
        pytest.param(with_claim(source=[[24, 31]]), id="source is a list of spans"),
        pytest.param({**ARTICLE, "positions": [{"id": "P1"}], "claims": []}, id="position without text"),
        pytest.param({**ARTICLE, "text": None, "claims": []}, id="text null"),
    ],
)
def test_what_is_no_annotated_article_is_named_by_its_line(read, row):
    with pytest.raises(GoldError, match=r"gold\.jsonl:2: "):
        read({**ARTICLE, "claims": []}, row)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(GoldError, match="missing"):
        read_gold(tmp_path / "missing.jsonl")
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GoldError, match="binary"):
        read_gold(tmp_path / "binary.jsonl")


def test_the_gold_of_the_example_corpus_can_be_read(frontier_models):
    articles = read_gold(frontier_models / "gold" / "claims.jsonl")
    assert sum(len(article.claims) for article in articles) > 100


@pytest.mark.parametrize(
    ("gold", "found", "pairs"),
    [
        ([], [], []),
        ([(0, 10)], [], []),
        ([(0, 10)], [(0, 10)], [(0, 0)]),
        ([(0, 10)], [(0, 5)], [(0, 0)]),
        ([(0, 10)], [(0, 4)], []),
        ([(0, 10)], [(10, 20)], []),
        ([(0, 10), (10, 20)], [(10, 20), (0, 10)], [(0, 1), (1, 0)]),
        # the better overlap first, and each span once
        ([(0, 10)], [(0, 6), (0, 9)], [(0, 1)]),
        ([(0, 6), (0, 9)], [(0, 10)], [(1, 0)]),
    ],
)
def test_pairs_of_spans(gold, found, pairs):
    assert sorted(pair_spans(gold, found)) == pairs


def test_least_overlap():
    assert pair_spans([(0, 10)], [(0, 4)], least=0.4) == [(0, 0)]
    assert pair_spans([(0, 10)], [(0, 9)], least=1.0) == []


def overlap(one, other):
    shared = set(range(*one)) & set(range(*other))
    return len(shared) / len(set(range(*one)) | set(range(*other)))


def brute_force(gold, found, least):
    """Take the best pair that is left (the first of equals) until none overlaps enough."""
    rest = {(i, j) for i in range(len(gold)) for j in range(len(found))}
    pairs = []
    while rest:
        i, j = min(rest, key=lambda pair: (-overlap(gold[pair[0]], found[pair[1]]), pair))
        if overlap(gold[i], found[j]) < least:
            break
        pairs.append((i, j))
        rest = {(a, b) for a, b in rest if a != i and b != j}
    return pairs


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1])), max_size=5)


@settings(deadline=None, derandomize=True, database=None)
@given(gold=SPANS, found=SPANS, least=st.sampled_from([0.25, 0.5, 1.0]))
def test_pairs_are_those_of_brute_force(gold, found, least):
    assert pair_spans(gold, found, least=least) == brute_force(gold, found, least)
