from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.positions import find_echoes
from argmine.schema import Claim, Echo, Speaker, content_id

QUOTE = "We will not hand our fishing grounds to foreign fleets without a fight in every court of this land."
PULL_QUOTE = (
    "The council's new fees are a panicked answer to a foreseeable shortage, drawn up without proper advice or figures."
)
BODY = "the council is panicking over a shortage and acting without proper advice or figures"
LICENCE = "It feels like a guild system where you must beg the mayor for permission each time you open a new stall."
LICENCE_BODY = "the rules to a guild system where opening a new stall requires the mayor's permission"
WHOLE = (
    "The ferry line is the lifeline of these islands, and whoever cuts the winter timetable, "
    "the minister included, will answer for every empty village."
)
UNRELATED = [
    "Fishing grounds should be shared between all fleets.",
    "The council has doubled the fees for market stalls since spring.",
    "The mayor promised to open a new market hall by winter.",
]
STORY = [
    ("The port authority will dredge the western channel before the autumn storms.", "indirect"),
    ("We have waited eleven years for this channel and we are done waiting.", "direct"),
    ("Fishing crews fear that the dredgers will bury the oyster beds under silt.", "indirect"),
    ("Surveyors counted forty vessels that touched ground on the sandbank last year.", "authorial"),
    ("The contract went to a Danish firm that was the only one to make an offer.", "authorial"),
    ("Nobody asked the crews who know every stone of that bank.", "direct"),
]


def _pair(
    make: Callable[..., list[Claim]], one: str, other: str, speakers: tuple[str | None, str | None] = (None, None)
) -> list[Claim]:
    return make([one], "a", speakers=[speakers[0]]) + make([other], "b", speakers=[speakers[1]])


def _linked(claims: list[Claim]) -> set[frozenset[str]]:
    by_id = {claim.id: claim.text for claim in claims}
    return {frozenset((by_id[echo.claim], by_id[echo.of])) for echo in find_echoes(claims)}


def _printed(document: str, story: list[tuple[str, str]]) -> list[Claim]:
    claims, start = [], 0
    for text, kind in story:
        id_ = content_id(document, start, text)
        claims.append(Claim(id=id_, document=document, start=start, end=start + len(text), text=text, kind=kind))  # type: ignore[arg-type]
        start += len(text) + 1
    return claims


@pytest.mark.parametrize(
    "repeated",
    [
        QUOTE.upper(),
        "“We will not hand our ‘fishing grounds’ to foreign fleets — without a fight — in every court of this land”",
        "We won't hand our fishing grounds to foreign fleets without a fight in every court of this land",
        "[W]e will not hand our [own] fishing grounds to foreign fleets without a fight in every court of this land.",
    ],
    ids=["capitals", "other marks", "contracted", "an editor's brackets"],
)
def test_the_same_words_are_verbatim(make, repeated):
    (echo,) = find_echoes(_pair(make, QUOTE, repeated))
    assert (echo.kind, echo.similarity) == ("verbatim", 1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (QUOTE, "We will not hand our fishing grounds to foreign fleets without a fight"),
        (QUOTE, "a fight in every court of this land"),
        (WHOLE, "The ferry line is the lifeline of these islands ... will answer for every empty village."),
        (WHOLE, "The ferry line is the lifeline of these islands"),
        (WHOLE, "whoever cuts the winter timetable, the minister included, will answer for every empty village"),
        (
            "He will not let it pass the upper house while the islands freeze in the dark.",
            "He will not let [the ferry bill] pass the upper house while the islands freeze in the dark.",
        ),
        (
            "The minister never came, but the ferry line is the lifeline of these islands.",
            "The ferry line is the lifeline of these islands.",
        ),
        (
            "We asked for boats, and the ferry line became the lifeline of forty islands in the winter storms",
            "the ferry line became the lifeline of forty islands in the winter storms, said the harbour master of Vell",
        ),
    ],
    ids=["end", "beginning", "middle", "first half", "second half", "brackets", "denial elsewhere", "two cuts"],
)
def test_words_left_out_are_trimmed(make, one, other):
    (echo,) = find_echoes(_pair(make, one, other))
    assert echo.kind == "trimmed"
    assert 0.5 <= echo.similarity <= 1


def test_a_claim_split_in_two_elsewhere_echoes_in_both_parts(make):
    halves = [
        "The ferry line is the lifeline of these islands.",
        "Whoever cuts the winter timetable will answer for it.",
    ]
    whole = "The ferry line is the lifeline of these islands, and whoever cuts the winter timetable will answer for it."
    assert _linked(make([whole], "a") + make(halves, "b")) == {frozenset((whole, half)) for half in halves}


def test_pull_quotes_echo_the_sentences_they_paraphrase(make):
    claims = make(
        [PULL_QUOTE, UNRELATED[0], LICENCE, UNRELATED[1], BODY, UNRELATED[2], LICENCE_BODY],
        speakers=[None, None, None, None, "critics", None, "one trader"],
    )
    assert _linked(claims) == {frozenset((PULL_QUOTE, BODY)), frozenset((LICENCE, LICENCE_BODY))}
    speakers = {claim.id: claim.speaker for claim in claims}
    for echo in find_echoes(claims):
        assert speakers[echo.claim] is None
        assert speakers[echo.of] is not None
        assert echo.kind == "paraphrase"
        assert 0.6 < echo.similarity < 1


@pytest.mark.parametrize(
    ("sentence", "one", "other"),
    [
        ("The harbour fee should {} to pay for cleaner ships.", "be raised", "not be raised"),
        ("The levy will cost {} mill workers along the river their jobs.", "300", "9,000"),
        ("The levy will cost {} mills along the river their licence.", "three", "nine"),
        ("The dam will cost the province two {} crowns a year.", "million", "billion"),
        ("The harbour fee should be {} to pay for cleaner ships.", "raised", "cut"),
        ("The fishers {} the new quota for herring in the sound.", "support", "oppose"),
        ("The quota must be settled {} the herring reach the sound.", "before", "after"),
        ("The council wants {} night buses to the outer villages.", "more", "less"),
        ("The bill will {} the last oyster beds of the western bank.", "protect", "destroy"),
    ],
)
def test_claims_that_differ_in_the_word_that_counts_are_no_echo(make, sentence, one, other):
    speakers = ("Ada Vell", "Ada Vell")
    assert find_echoes(_pair(make, sentence.format(one), sentence.format(one), speakers))
    assert find_echoes(_pair(make, sentence.format(one), sentence.format(other), speakers)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The harbour fee is a burden for small shipping firms.", "The harbour fee helps to clean the shipping lanes."),
        ("They know it.", "They know it."),
        (QUOTE, "hand our fishing grounds to foreign fleets without a fight"),
        ("Nobody believes that the quota saved the herring of the sound.", "the quota saved the herring of the sound"),
    ],
    ids=["same topic", "too short", "denial left out", "nobody left out"],
)
def test_claims_that_say_other_things_are_no_echo(make, one, other):
    assert find_echoes(_pair(make, one, other, ("Ada Vell", "Ada Vell"))) == ()


def test_few_words_of_content_are_the_same_in_one_mouth_only(make):
    words = "It is just too hard to get ahead around here."
    assert find_echoes(_pair(make, words, words, ("Ada Vell", "Ada Vell")))
    assert not find_echoes(_pair(make, words, words, ("Ada Vell", "Bo Brand")))


def test_overlapping_spans_of_one_document_are_no_echo(make):
    (whole,) = make([QUOTE])
    part = Claim(id="part", document=whole.document, start=0, end=60, text=whole.text[:60], kind="direct")
    assert find_echoes([whole, part]) == ()


def test_a_slogan_in_many_documents_is_linked_to_one_claim(make):
    claims = [claim for i in range(200) for claim in make([QUOTE], f"document {i:03}")]
    echoes = find_echoes(claims)
    assert len(echoes) == 199
    assert {echo.of for echo in echoes} == {claims[0].id}
    assert not any(echo.wire for echo in echoes)


def test_a_pull_quote_echoes_its_own_document_even_where_another_has_the_words(make):
    pulled = "We will not hand our fishing grounds to foreign fleets without a fight"
    claims = make([QUOTE], "a") + make([QUOTE, pulled], "b")
    documents = {claim.id: claim.document for claim in claims}
    trimmed = [echo for echo in find_echoes(claims) if echo.kind == "trimmed"]
    assert [(documents[echo.claim], documents[echo.of]) for echo in trimmed] == [("b", "b")]


def test_nothing_and_one_claim_have_no_echo(make):
    assert find_echoes([]) == ()
    assert find_echoes(make(["", "—"])) == ()
    assert find_echoes(make([QUOTE])) == ()


def test_catchphrases_are_no_echo(make):
    texts = ["clean harbour now", "The council's slogan of a clean harbour now is an empty promise."]
    assert find_echoes(make(texts)) == ()


def test_copies_of_one_text_are_wire(make):
    cut = [*STORY[:4], ("The harbour master retires in May.", "authorial")]
    echoes = find_echoes(_printed("a", STORY) + _printed("b", cut) + make([STORY[1][0]], "c"))
    claims = {claim.id: claim.document for claim in _printed("a", STORY) + _printed("b", cut)}
    assert {(claims.get(echo.claim), claims.get(echo.of)) for echo in echoes if echo.wire} == {("b", "a")}
    assert len([echo for echo in echoes if echo.wire]) == 4
    assert [echo.kind for echo in echoes if not echo.wire] == ["verbatim"]


def test_two_reports_of_one_speech_are_no_copies():
    speech = [(text, "direct") for text, _ in STORY]
    one = [*speech, ("The premier spoke for an hour in the fish market on Sunday evening.", "authorial")]
    other = [*reversed(speech), ("Hundreds came to hear about the plans for the harbour and its crews.", "authorial")]
    told = [("Critics doubt that the money will last beyond the first bad winter in the sound.", "indirect")] * 2
    echoes = find_echoes(_printed("a", one + told) + _printed("b", other))
    assert len(echoes) >= len(speech)
    assert not any(echo.wire for echo in echoes)


_SENTENCES = [
    QUOTE,
    PULL_QUOTE,
    BODY,
    LICENCE,
    LICENCE_BODY,
    WHOLE,
    *UNRELATED,
    *(text for text, _ in STORY),
    "No.",
    "",
]


@st.composite
def corpora(draw: st.DrawFn) -> list[Claim]:
    claims = []
    for document in range(draw(st.integers(1, 4))):
        start = 0
        for text in draw(st.lists(st.sampled_from(_SENTENCES), max_size=6)):
            cut = text[: draw(st.sampled_from([len(text), 60]))]
            name = draw(st.sampled_from([None, "Ada Vell", "Bo Brand"]))
            claims.append(
                Claim(
                    id=content_id(document, start, cut),
                    document=f"d{document}",
                    start=start,
                    end=start + len(cut),
                    text=cut,
                    kind="direct" if name else "authorial",
                    speaker=Speaker(id=name, name=name) if name else None,
                )
            )
            start += len(text) + 10
    return claims


def _pairs(echoes: tuple[Echo, ...]) -> set[frozenset[str]]:
    return {frozenset((echo.claim, echo.of)) for echo in echoes}


@settings(max_examples=40, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_echoes_do_not_depend_on_the_order_of_claims(claims: list[Claim], shuffler: random.Random) -> None:
    shuffled = claims.copy()
    shuffler.shuffle(shuffled)
    assert find_echoes(shuffled) == find_echoes(claims)


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_every_pair_is_told_once_and_no_claim_echoes_itself(claims: list[Claim]) -> None:
    echoes = find_echoes(claims)
    documents = {claim.id: claim.document for claim in claims}
    assert len(_pairs(echoes)) == len(echoes)
    for echo in echoes:
        assert echo.claim != echo.of
        assert 0 < echo.similarity <= 1
        assert not (echo.wire and documents[echo.claim] == documents[echo.of])


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_an_unrelated_claim_removes_no_verbatim_echo(claims: list[Claim]) -> None:
    text = "Astronomers photographed a comet above the Atacama desert in January."
    stray = Claim(id="stray", document="0", start=0, end=len(text), text=text, kind="authorial")
    before, after = find_echoes(claims), find_echoes([*claims, stray])
    verbatim = {echo for echo in before if echo.kind == "verbatim"}
    assert _pairs(tuple(verbatim)) <= _pairs(after)
    assert "stray" not in {end for echo in after for end in (echo.claim, echo.of)}
