"""Paragraphs, sentence starts and boilerplate, as the pipeline marks them."""

from __future__ import annotations

import pytest

ARTICLE = """Fee debate heats up in the valley

By Jane Mole

WASHINGTON (Reuters) - The fee is unfair and must go, critics said.

- The mayor will not say when
- Farmers want an answer

Photo: Ann Mole/Reuters"""


def test_paragraphs_are_blocks_and_each_begins_a_sentence(analyze):
    doc = analyze(ARTICLE)
    starts = {sentence.start_char for sentence in doc.sents}
    paragraphs = [ARTICLE[start:end] for start, end in doc._.paragraphs]
    assert paragraphs == [line for line in ARTICLE.split("\n") if line]
    assert starts >= {start for start, _ in doc._.paragraphs}


def test_no_sentence_reaches_over_a_line_break_between_blocks(analyze):
    doc = analyze("Farmers want an answer\nThe mayor will not say when\nIt rained")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Farmers want an answer",
        "The mayor will not say when",
        "It rained",
    ]


def test_boilerplate_is_marked_and_the_text_left_alone(analyze):
    doc = analyze(ARTICLE)
    assert doc.text == ARTICLE
    assert [ARTICLE[start:end] for start, end in doc._.boilerplate] == [
        "Fee debate heats up in the valley",
        "By Jane Mole",
        "WASHINGTON (Reuters) -",
        "Photo: Ann Mole/Reuters",
    ]


def test_a_title_that_the_document_repeats_is_boilerplate(analyze):
    text = "Must the fee stay?\n\nThe fee is unfair, critics said."
    title = "Must the fee stay?"
    doc = analyze(text, title=title)
    assert [text[start:end] for start, end in doc._.boilerplate] == [title]


def test_nothing_in_boilerplate_is_a_claim_a_source_or_a_cue(analyze):
    doc = analyze(ARTICLE)
    (claim,) = doc._.claims
    assert claim.text == "The fee is unfair and must go"
    for start, end in [(claim.start, claim.end), *claim.source, *claim.cue]:
        assert all(end <= low or high <= start for low, high in doc._.boilerplate)


@pytest.mark.parametrize(
    "text",
    [
        '(CNN) – A plan from President Barack Obama that would alter the tax code is a deal that any "serious" '
        "lawmaker could sign onto, a top adviser said Tuesday.\n\nIt rained.",
        "WASHINGTON, Jan. 5 — In her view the fee is unfair.",
    ],
)
def test_content_begins_behind_a_dateline(analyze, text):
    doc = analyze(text)
    assert doc._.boilerplate
    spans = [span for a in doc._.attributions for span in a.content] + [(c.start, c.end) for c in doc._.claims]
    assert all(end <= low or high <= start for start, end in spans for low, high in doc._.boilerplate)


def test_an_empty_text_has_no_paragraphs(analyze):
    for text in ("", " ", "\n\n", "\t\n"):
        doc = analyze(text)
        assert doc._.paragraphs == ()
        assert doc._.claims == ()
