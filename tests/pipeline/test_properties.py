"""What holds for any text whatever, and what must not matter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from argmine.pipeline import analyze_documents, make_doc
from argmine.schema import Document, Failure

MARKS = [*"\"“”„‟«»＂'‘’‛`", "''", "``"]
BLANKS = [" ", "\n", "\n\n", "\t", "\r\n", "\u2028", "\x85", "\x0b", "\x00", "\x1f", "\u200b", "\ufeff", "\u00a0"]
SIGNS = "😀 👩‍👩‍👧 مرحبا שלום \u202e e\u0301 — -  > … . , ! ? : ; ( )".split(" ")
WORDS = (
    "said Said told she She they it who by as that and while While argues call called warned concern worried not must "
    "will the The critics Critics fee jobs statement group chairman 1 $5 U.S. Mr. Sen. (R-Texas) ’s 's head of was"
).split()
PHRASES = [
    "Ann Roe",
    "Jane Hale, a farmer,",
    "President Trump",
    "the president",
    "according to",
    "According to",
    "Free Press",
    "— Jane Roe, Commissioner",
    "By Ann Roe",
    "Photo: Ann Mole/Reuters",
    "WASHINGTON (AP) —",
    "The fee is unfair.",
    "At a glance",
]
PIECES = st.sampled_from([*MARKS, *BLANKS, *SIGNS, *WORDS, *PHRASES])
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join),
)
RARELY = settings(
    max_examples=250, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)

# What random texts have shown, each as small as it gets.
BROKE_IT = [
    "Told»",
    "\u200f1% told told",
    'ACCORdING To:" +Photo: is',
    '0“ according to["',
    "\x00",
    "“",
    "“”",
    "\n“\n",
    "said",
    "— said",
    "According to",
    "\u202e“שלום,” said Ann Roe.",
]


def check(doc: Doc) -> None:
    """Assert what every analysis of any text must hold."""
    text, claims = doc.text, doc._.claims
    assert len({claim.id for claim in claims}) == len(claims)
    assert all(first.end <= second.start for first, second in pairwise(claims))
    for claim in claims:
        assert text[claim.start : claim.end] == claim.text != ""
        assert 0 <= claim.confidence <= 1
        assert claim.stance in claim.stance_probabilities
        assert sum(claim.stance_probabilities.values()) == pytest.approx(1)
        assert all(claim.end <= start or end <= claim.start for start, end in doc._.boilerplate)
        check_spans(text, claim.source)
        check_spans(text, claim.cue)
    check_spans(text, doc._.boilerplate)
    for attribution in doc._.attributions:
        assert attribution.content
        for spans in (attribution.source, attribution.cue, attribution.content):
            check_spans(text, spans)


def check_spans(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.usefixtures("keep_all")
@RARELY
@given(
    text=TEXTS, date=st.sampled_from([None, "2012-03-04", "2025-06-01", "soon"]), title=st.none() | st.text(max_size=9)
)
def test_any_text_has_an_analysis_that_holds(nlp, text, date, title):
    check(nlp(make_doc(nlp, Document.of_text(text, date=date, title=title))))


@pytest.mark.usefixtures("keep_all")
@pytest.mark.parametrize("text", BROKE_IT)
def test_texts_that_once_broke_it(nlp, text):
    check(nlp(make_doc(nlp, Document.of_text(text))))


@RARELY
@given(texts=st.lists(TEXTS, max_size=4), size=st.integers(1, 5))
def test_any_batch_comes_out_complete_and_in_order(nlp, texts, size):
    documents = [Document(id=str(i), text=text) for i, text in enumerate(texts)]
    failures: list[Failure] = []
    found = list(analyze_documents(nlp, documents, batch_size=size, on_failure=failures.append))
    assert [analysis.document for analysis in found] == [
        document for document in documents if document.id not in {failure.document for failure in failures}
    ]


ARTICLES = [
    "Farmers in the valley will pay a new fee for water from June.\n\n"
    "“The fee is unfair to every small farm in this valley,” said Dan Hale, who heads the Valley Farm Council. "
    "“Nobody asked the farmers what they thought of it.”\n\n"
    "While the water board maintains that the fee will pay for cleaner rivers, critics argue that it will drive "
    "people out of the valley. The board has “a duty to act,” Governor Mary Quill said on Monday. She warned of "
    "dry wells.\n\n"
    "The fee must go.\n\n"
    "According to the Farm Council, the fee will ruin hundreds of growers.",
    "“We must ask who profits from this port,” Senator Ann Roe told the chamber.\n\n"
    "“The tax should have been repealed years ago.\n\n"
    "“It has cost this city thousands of jobs,” she added. Roe said the mayor had called the tax “a small price to "
    "pay,” and that he should apologise.\n\n"
    "Shipping companies fear the tax will raise their costs. The union's concern that ships will leave is shared by "
    "few, said Wade Moore of the Harbour Institute.",
    "“This is a bad day for our schools,” said Tom Reed, a teacher.\n\n"
    "“Books are dear.”\n— Tom Reed, teacher\n\n"
    "The education ministry said that “no school will close” and that class sizes would fall.",
]
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
ANY_MARK = str.maketrans("", "", "\"“”'‘’")


def told(claims, *, shift=0):
    """What is claimed, how, by whom and on whose side, without marks."""
    return [
        (
            claim.start - shift,
            claim.text.translate(ANY_MARK).strip(),
            claim.kind,
            claim.speaker and claim.speaker.name,
            claim.stance,
        )
        for claim in claims
    ]


@pytest.mark.parametrize("article", ARTICLES)
def test_straight_marks_give_the_same_claims_as_curly_ones(analyze, article):
    curly, straight = analyze(article)._.claims, analyze(article.translate(STRAIGHT))._.claims
    assert len(curly) >= 3
    assert [row[1:] for row in told(straight)] == [row[1:] for row in told(curly)]


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("byline", ["By Oscar Lind\n\n", "By Oscar Lind, Staff Writer\n\n"])
def test_a_byline_changes_nothing_else(everything, article, byline):
    assert told(everything(byline + article), shift=len(byline)) == told(everything(article))


@pytest.mark.parametrize("article", ARTICLES)
def test_what_stands_behind_an_article_changes_nothing_before_it(everything, article):
    more = "\n\nThe town has two bakeries. Both open on Sundays."
    before = [claim for claim in everything(article + more) if claim.end <= len(article)]
    assert [row[:4] for row in told(before)] == [row[:4] for row in told(everything(article))]


def test_the_order_of_a_batch_changes_nothing(nlp):
    documents = [Document.of_text(text) for text in ARTICLES]
    forward = {a.document.id: a.to_json() for a in analyze_documents(nlp, documents)}
    backward = {a.document.id: a.to_json() for a in analyze_documents(nlp, reversed(documents))}
    assert forward == backward


@pytest.mark.parametrize("article", ARTICLES)
def test_windows_line_ends_change_nothing(everything, article):
    windows = article.replace("\n", "\r\n")
    assert [row[1:] for row in told(everything(windows))] == [row[1:] for row in told(everything(article))]
