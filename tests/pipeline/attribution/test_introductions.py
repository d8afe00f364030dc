"""Lines that introduce a speaker, and statements in paragraphs without marks."""

from __future__ import annotations

import pytest

from argmine.corpus.layout import blocks
from argmine.pipeline.attribution.quotations import find_quotations
from argmine.pipeline.attribution.uncued import INTRODUCED, STATEMENT, uncued_attributions
from argmine.schema import Attribution


def complete(text: str) -> list[Attribution]:
    paragraphs = blocks(text)
    return uncued_attributions(text, paragraphs, find_quotations(text, paragraphs), [])


def voices(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (source, cue, contents) of each attribution in words; each has one source and one cue at most."""
    return [
        (
            "".join(text[start:end] for start, end in a.source),
            "".join(text[start:end] for start, end in a.cue),
            tuple(text[start:end] for start, end in a.content),
        )
        for a in complete(text)
    ]


@pytest.mark.parametrize(
    ("line", "source", "cue"),
    [
        ("She added:", "She", "added"),
        ("It rained. In a letter to the board, Ann Roe wrote:", "Ann Roe", "wrote"),
        ("Ann Roe, the chair of the council, told reporters on Monday:", "Ann Roe", "told"),
        ("Senator Ann Roe (D-Ohio) put it this way:", "Senator Ann Roe", "put it"),
        ("Dan Hale was clear:", "Dan Hale", "was clear"),
        ("Senator Roe had a few words for the board:", "Senator Roe", "had a few words"),
        ("Here is the council’s full statement:", "the council", "statement"),
        ("The Farm Council opposes the fee, writing in a letter:", "The Farm Council", "writing"),
        ("Said Ann Roe, who farms here:", "Ann Roe", "Said"),
        ("The council’s letter reads:", "The council’s letter", "reads"),
        ("In Springfield, the Farm Council replied:", "the Farm Council", "replied"),
        ("Statement of Ann Roe, chair of the Farm Council:", "Ann Roe", "Statement of"),
        ("Statement by Ann Roe on the Water Fee", "Ann Roe", "Statement by"),
        ("STATEMENT OF ANN ROE", "ANN ROE", "STATEMENT OF"),
        ("Remarks of the Farm Council at the Hearing", "the Farm Council", "Remarks of"),
        ("Ann Roe’s statement on the water fee:", "Ann Roe", "statement"),
        ("Ann Roe, the chair, today issued the following statement:", "Ann Roe", "issued the following statement"),
        (
            "After the vote, Commissioner Ann Roe released the following statement on the fee:",
            "Commissioner Ann Roe",
            "released the following statement",
        ),
    ],
)
def test_a_line_may_introduce_who_speaks_next(line, source, cue):
    text = f"The board met.\n\n{line}\n\n“The fee must go.”\n\n“It is unfair.”\n\nIt rained."
    (found,) = complete(text)
    assert [text[slice(*span)] for span in (*found.source, *found.cue)] == [source, cue]
    assert [text[slice(*span)] for span in found.content] == ["“The fee must go.”", "“It is unfair.”"]
    assert found.confidence == INTRODUCED


@pytest.mark.parametrize(
    "line",
    ["Advertisement:", "The plan has three parts:", "Here is what it means:", "READ MORE:", "One of its points:"],
)
def test_a_colon_alone_introduces_nobody(line):
    assert voices(f"It rained.\n\n{line}\n\n“The fee must go.”") == []


@pytest.mark.parametrize("line", ["Ann Roe wrote:", "In a letter, Ann Roe wrote on Monday:"])
def test_a_paragraph_without_marks_may_be_what_was_written(line):
    text = f"It rained.\n\n{line}\n\nThe fee is unfair to every small farm in this valley.\n\nThe board met in June."
    assert voices(text) == [("Ann Roe", "wrote", ("The fee is unfair to every small farm in this valley.",))]


@pytest.mark.parametrize("line", ["I wrote last year:", "Our original post continues:"])
def test_what_the_document_says_of_itself_is_in_its_own_voice(line):
    assert voices(f"It rained.\n\n{line}\n\nThe fee is unfair to every small farm in this valley.") == []


@pytest.mark.parametrize("line", ["Ann Roe wrote that the plan has three parts:", "Ann Roe listed the parts:"])
def test_a_paragraph_without_marks_is_not_what_a_sentence_with_its_own_object_introduces(line):
    text = f"It rained.\n\n{line}\n\nThe fee is unfair to every small farm in this valley."
    assert voices(text) == []


def test_a_statement_without_marks_reaches_to_the_end_mark():
    text = (
        "FOR IMMEDIATE RELEASE\n\nCommission Approves the Water Fee\n\nStatement of Commissioner Ann Roe\n\n"
        "June 3, 2025\n\nI cannot support this fee. It will close farms.\n\nWe can do better than this.\n\n###\n\n"
        "The commission has five members."
    )
    assert voices(text) == [
        (
            "Commissioner Ann Roe",
            "Statement of",
            ("I cannot support this fee. It will close farms.", "We can do better than this."),
        )
    ]
    assert complete(text)[0].confidence == STATEMENT


def test_a_statement_ends_where_the_next_begins_and_where_others_speak_of_its_author():
    text = (
        "The Vote on the Fee\n\nStatement of Ann Roe:\n\nThe fee will close farms here.\n\n"
        "Statement of Dan Hale:\n\nThe fee is fair to everybody here.\n\nHale has been on the board since May."
    )
    assert voices(text) == [
        ("Ann Roe", "Statement of", ("The fee will close farms here.",)),
        ("Dan Hale", "Statement of", ("The fee is fair to everybody here.",)),
    ]


def test_a_sentence_deep_in_an_article_introduces_one_paragraph_without_marks():
    story = "\n\n".join(f"The board met on day {n}." for n in range(9))
    text = story + "\n\nAnn Roe issued the following statement:\n\nThe fee must go.\n\nIt rained."
    assert voices(text) == [("Ann Roe", "issued the following statement", ("The fee must go.",))]


def test_a_document_that_is_one_statement_speaks_in_its_own_voice():
    assert voices("Testimony of Ann Roe on the Water Fee\n\nThe fee will close farms.\n\nIt must go.") == []
