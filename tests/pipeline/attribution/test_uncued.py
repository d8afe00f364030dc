"""Speech that no cue in its own paragraph attributes; what the network would find is given by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.corpus.layout import blocks
from argmine.pipeline.attribution.quotations import find_quotations
from argmine.pipeline.attribution.uncued import is_speech, uncued_attributions
from argmine.schema import Attribution, Span

Cued = tuple[str, str, tuple[str, ...]]


def span_of(text: str, words: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return at, at + len(words)


def attribution(text: str, source: str, cue: str, *contents: str) -> Attribution:
    """Return what was found by a cue: all its words stand behind the beginning of the first of them."""
    start = min(text.index(words) for words in (source, cue, *contents))
    return Attribution(
        source=(span_of(text, source, start),),
        cue=(span_of(text, cue, start),),
        content=tuple(span_of(text, words, start) for words in contents),
        cue_kind="speech",
        confidence=0.7,
    )


def complete(text: str, *found: Attribution) -> list[Attribution]:
    paragraphs = blocks(text)
    return uncued_attributions(text, paragraphs, find_quotations(text, paragraphs), found)


def voices(text: str, *found: Attribution) -> list[Cued]:
    """Return (source, cue, contents) of each attribution in words."""
    return [
        (
            " ".join(text[start:end] for start, end in a.source),
            " ".join(text[start:end] for start, end in a.cue),
            tuple(text[start:end] for start, end in a.content),
        )
        for a in complete(text, *found)
    ]


FEE = "“The fee is unfair,” said Ann Roe, who farms here."


def roe(text: str) -> Attribution:
    return attribution(text, "Ann Roe", "said", "“The fee is unfair,”")


# Quotations that go on


def test_a_quotation_goes_on_with_the_voice_of_its_paragraph():
    text = FEE + " “Nobody asked us.”"
    assert voices(text, roe(text)) == [("Ann Roe", "said", ("“The fee is unfair,”", "“Nobody asked us.”"))]


def test_what_is_added_leaves_the_confidence_as_it_was():
    text = FEE + " “Nobody asked us.”"
    assert [a.confidence for a in complete(text, roe(text))] == [0.7]


def test_a_quotation_does_not_go_on_where_another_is_named_in_between():
    text = FEE + " Dan Hale disagrees. “It is a fair fee.”"
    found = (roe(text), attribution(text, "Dan Hale", "disagrees", "disagrees"))
    assert voices(text, *found)[0] == ("Ann Roe", "said", ("“The fee is unfair,”",))


@pytest.mark.parametrize("source", ["She", "Ann Roe"])
def test_who_is_named_again_in_between_goes_on(source):
    text = f"{FEE} {source} noted that farms are closing. “It must go.”"
    second = attribution(text, f"{source}", "noted", "that farms are closing")
    assert ("Ann Roe", "said", ("“The fee is unfair,”", "“It must go.”")) in voices(text, roe(text), second)


def test_what_a_quotation_reports_names_nobody_else():
    text = "“Critics say that it is fair,” said Ann Roe. “They are wrong.”"
    found = (
        attribution(text, "Ann Roe", "said", "“Critics say that it is fair,”"),
        attribution(text, "Critics", "say", "that it is fair"),
    )
    assert ("Ann Roe", "said", ("“Critics say that it is fair,”", "“They are wrong.”")) in voices(text, *found)


def test_a_quotation_goes_on_behind_the_sentence_that_reports_in_other_words():
    text = "The fee will close farms, Ann Roe told the board. “We cannot pay it.”"
    found = attribution(text, "Ann Roe", "told", "The fee will close farms")
    assert voices(text, found) == [("Ann Roe", "told", ("The fee will close farms", "“We cannot pay it.”"))]


def test_a_phrase_in_marks_is_not_given_to_the_speaker_before():
    text = FEE + " The board met in the “old hall” in June."
    assert voices(text, roe(text)) == [("Ann Roe", "said", ("“The fee is unfair,”",))]


# Voices carried over paragraphs


def test_a_quotation_over_paragraphs_has_one_voice_before_and_behind_the_cue():
    text = "“It was late.\n\n“We had to act,” said Ann Roe. “We did.\n\n“Nobody else would.”"
    found = attribution(text, "Ann Roe", "said", "“We had to act,”")
    assert voices(text, found) == [
        ("Ann Roe", "said", ("“It was late.", "“We had to act,”", "“We did.", "“Nobody else would.”"))
    ]


def test_a_voice_is_carried_as_long_as_paragraphs_open_with_quotations():
    text = FEE + "\n\n“It will close farms.”\n\n“It must go.”\n\nIt rained.\n\n“It is a scandal.”"
    assert voices(text, roe(text)) == [
        ("Ann Roe", "said", ("“The fee is unfair,”", "“It will close farms.”", "“It must go.”"))
    ]


@pytest.mark.parametrize("line", ["Advertisement", "What the Board Says", "The board met in June."])
def test_whatever_stands_in_between_ends_the_carrying(line):
    text = f"{FEE}\n\n{line}\n\n“It must go now.”"
    assert voices(text, roe(text)) == [("Ann Roe", "said", ("“The fee is unfair,”",))]


def test_nothing_is_carried_over_text_that_is_in_no_paragraph():
    text = FEE + "\n\nAdvertisement\n\n“It must go now.”"
    paragraphs = [p for p in blocks(text) if text[slice(*p)] != "Advertisement"]
    (kept,) = uncued_attributions(text, paragraphs, find_quotations(text, paragraphs), [roe(text)])
    assert len(kept.content) == 1


def test_a_paragraph_that_names_a_voice_of_its_own_keeps_it():
    text = FEE + "\n\n“It is fair,” said Dan Hale."
    hale = attribution(text, "Dan Hale", "said", "“It is fair,”")
    assert len(voices(text, roe(text), hale)) == 2


def test_nothing_is_carried_to_a_quotation_beside_somebody_whom_nothing_was_found_for():
    text = FEE + "\n\n“It is a fair fee,” Sen. Dan Hale, a board member, told the council."
    assert voices(text, roe(text)) == [("Ann Roe", "said", ("“The fee is unfair,”",))]


def test_a_voice_is_carried_from_a_paragraph_that_ends_with_its_report():
    text = "Ann Roe said that the fee would close farms.\n\n“We cannot pay it.”"
    found = attribution(text, "Ann Roe", "said", "that the fee would close farms")
    assert voices(text, found) == [("Ann Roe", "said", ("that the fee would close farms", "“We cannot pay it.”"))]


def test_no_voice_is_carried_from_a_paragraph_that_ends_with_something_else():
    text = "Ann Roe said that the fee would close farms. It rained.\n\n“We cannot pay it.”"
    found = attribution(text, "Ann Roe", "said", "that the fee would close farms")
    assert voices(text, found) == [("Ann Roe", "said", ("that the fee would close farms",))]


def test_a_voice_is_not_carried_to_a_pull_quote():
    text = FEE + "\n\n“Nobody asked the farmers here”\n\n“Nobody asked the farmers here,” said Dan Hale."
    hale = attribution(text, "Dan Hale", "said", "“Nobody asked the farmers here,”")
    assert voices(text, roe(text), hale)[0] == ("Ann Roe", "said", ("“The fee is unfair,”",))


@pytest.mark.parametrize("heading", ["'A really hard year.'", "“A really hard year for us”", "“WE CANNOT PAY IT.”"])
def test_a_voice_is_not_carried_to_a_heading_in_marks(heading):
    text = f"{FEE}\n\n{heading}\n\nIt rained in the valley."
    assert voices(text, roe(text)) == [("Ann Roe", "said", ("“The fee is unfair,”",))]


def test_a_quotation_that_nobody_is_named_for_has_no_voice():
    assert voices("It rained.\n\n“The fee must go.”\n\nIt rained.") == []


# What was found meets what the rules find


def test_a_cue_that_was_found_keeps_its_attribution():
    text = "The fee will close farms, Ann Roe wrote:\n\n“It must go.”"
    found = attribution(text, "Ann Roe", "wrote", "The fee will close farms")
    assert voices(text, found) == [("Ann Roe", "wrote", ("The fee will close farms", "“It must go.”"))]


def test_a_signed_quotation_is_not_carried():
    text = FEE + "\n\n“It must go.”\n— Dan Hale, farmer"
    assert voices(text, roe(text)) == [
        ("Ann Roe", "said", ("“The fee is unfair,”",)),
        ("Dan Hale", "", ("“It must go.”",)),
    ]


def test_what_was_found_for_a_turn_gets_all_of_it():
    text = "ROE: Is it fair?\n\nHALE: I think it is. We all pay it.\n\nROE: I see."
    hale = attribution(text, "HALE", ":", "I think it is.")
    assert ("HALE", ":", ("I think it is. We all pay it.",)) in voices(text, hale)


def test_a_paragraph_that_reports_somebody_ends_a_turn():
    text = 'ROE: Is it fair?\n\n"I wonder," said Ann Dole.\n\nHALE: I think it is.\n\nROE: I see.'
    dole = attribution(text, "Ann Dole", "said", '"I wonder,"')
    assert ("ROE", "", ("Is it fair?",)) in voices(text, dole)


# What is speech


@pytest.mark.parametrize(
    "text",
    [
        "“It must go,” she said.",
        "She said: “It must go.”",
        "She said, “it must go.”",
        "She said that “we cannot pay this fee. It will close farms.”",
        "“It must go” she said.",
        "“[The fee] must go [now]” she said.",
        "It rained. “It must go.”",
        "« It must go », she said.",
        "“It must go.\n\n“It is late.”",
    ],
)
def test_utterances_are_speech(text):
    assert is_speech(text, find_quotations(text, blocks(text))[0])


@pytest.mark.parametrize(
    "text",
    [
        "He called it a “fair fee” for all.",
        "“Fair fee” is what they call it.",
        "“The Long Road Home” is about rain.",
        "“The Long Road,” which is about rain, is long.",
        "The “so-called fee,” as it is known, is late.",
        "“(Applause.)”",
        "Ann Roe spoke in the film, “The Long Road Home.”",
    ],
)
def test_words_and_titles_are_no_speech(text):
    assert not is_speech(text, find_quotations(text, blocks(text))[0])


PIECES = st.sampled_from(
    [
        "“It must go,”",
        "“It must go.”",
        "“It must go.",
        '"Nobody asked us."',
        "said Ann Roe.",
        "She added:",
        "— Jane Roe, Commissioner",
        "Statement of Jane Roe:",
        "Roe issued the following statement:",
        "Q: Why?",
        "A: We pay.",
        "MR. ROE: I see.",
        "###",
        "It rained.",
        *"“”\"': \n—",
        "\n\n",
        "\n\n",
    ]
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(pieces=st.lists(PIECES, max_size=30), places=st.lists(st.integers(0, 400), min_size=12, max_size=12))
def test_whatever_was_found_comes_back_and_every_span_holds(pieces, places):
    text = " ".join(pieces)
    spans = [(a, b) for a, b in pairwise(sorted({p for p in places if p <= len(text)})) if a < b]
    found = [
        Attribution(source=(source,), cue=(cue,), content=(content,))
        for source, cue, content in zip(spans[::3], spans[1::3], spans[2::3], strict=False)
    ]
    out = complete(text, *found)
    assert out == complete(text, *found)
    assert {a.source for a in found} <= {a.source for a in out}
    for a in out:
        assert a.content
        assert a.content != ()
        for role in (a.source, a.cue, a.content):
            assert all(0 <= start < end <= len(text) for start, end in role)
            assert all(one[1] <= two[0] for one, two in pairwise(role))
