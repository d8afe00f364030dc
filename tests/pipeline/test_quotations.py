"""Which stretches of a text stand in quotation marks."""

from __future__ import annotations

import pytest

from argmine.corpus.layout import blocks
from argmine.pipeline.quotations import Quotation, find_quotations


def quotations(text: str) -> list[Quotation]:
    return find_quotations(text, blocks(text))


def quoted(text: str) -> list[str]:
    return [text[slice(*quotation.inner)] for quotation in quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        '"It must go," he said.',
        "“It must go,” he said.",
        "„It must go,“ he said.",
        "„It must go,” he said.",
        "«It must go,» he said.",
        "»It must go,« he said.",
        "``It must go,'' he said.",
        "＂It must go,＂ he said.",
        "'It must go,' he said.",
        "‘It must go,’ he said.",
    ],
)
def test_every_kind_of_mark_opens_and_closes(text):
    assert quoted(text) == ["It must go,"]
    (quotation,) = quotations(text)
    assert quotation.closed
    assert (quotation.start, text[quotation.end :]) == (0, " he said.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She wanted “a ‘fair’ fee,” she said.", ["a ‘fair’ fee,"]),
        ("“She said “it must go” to us,” he said.", ["She said “it must go” to us,"]),
        ("“It must go,” he said. “Now.”", ["It must go,", "Now."]),
        ('“It must go,” he said. "It must stay," she said.', ["It must go,", "It must stay,"]),
        ("“It must go“ he said.", ["It must go"]),
        ("(“It must go,” he said.)", ["It must go,"]),
        ("- “It must go,” he said", ["It must go,"]),
        ("He said:“It must go.”", ["It must go."]),
        ('"It must go"—he paused—"now."', ["It must go", "now."]),
    ],
)
def test_quotations_are_the_outermost_ones(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "He is 6'2\" tall, she is 5'1\" tall.",
        "Rock 'n' roll and the '90s.",
        "The farmers’ fee is the ministers’ idea.",
        "It's O'Brien's idea, isn't it?",
        'It must go" he said.',
    ],
)
def test_feet_inches_and_apostrophes_quote_nothing(text):
    assert quoted(text) == []


@pytest.mark.parametrize("mark", ['"', "“"])
def test_a_quotation_may_run_on_over_paragraphs_that_each_open_it_again(mark):
    text = f"{mark}It must go.\n\n{mark}It must go now.\n\n{mark}It is late.”\n\nIt rained."
    first, second, third = quotations(text)
    assert [first.continues, second.continues, third.continues] == [False, True, True]
    assert [first.closed, second.closed, third.closed] == [False, False, True]
    assert quoted(text) == ["It must go.", "It must go now.", "It is late."]


def test_a_quotation_does_not_run_on_over_a_paragraph_without_marks():
    first, second = quotations("“It must go.\n\nIt rained.\n\n“It must stay.”")
    assert not first.closed
    assert not second.continues


def test_an_unclosed_mark_inside_a_paragraph_ends_with_its_sentence():
    assert quoted("The minister said “it must go. Nobody asked us.") == ["it must go."]


def test_an_odd_mark_costs_its_own_paragraph_only():
    text = "The “fee is late.\n\n“It must go,” he said."
    assert quoted(text)[-1] == "It must go,"


def test_british_single_marks_keep_apostrophes_inside():
    text = "‘It’s a disgrace and they won’t fix it,’ she said. ‘It can’t stay.’"
    assert quoted(text) == ["It’s a disgrace and they won’t fix it,", "It can’t stay."]


@pytest.mark.parametrize("mark", ["’", "'"])
def test_british_single_marks_keep_plural_possessives_inside(mark):
    opening = "‘" if mark == "’" else mark
    text = f"{opening}It must go,{mark} she said. {opening}It is the farmers{mark} port.{mark}"
    assert quoted(text) == ["It must go,", f"It is the farmers{mark} port."]


def test_double_marks_win_over_single_ones_in_the_same_text():
    text = "He wrote ‘it must go.’ “It must stay,” she said. “Never,” he said."
    assert quoted(text) == ["It must stay,", "Never,"]


def test_quotations_stay_inside_their_paragraphs_and_in_order():
    text = '“A b.\n“C d”, “e f\n"g h" «i j\n‘k’'
    spans = [(q.start, q.end) for q in quotations(text)]
    assert spans == sorted(spans)
    assert all("\n" not in text[start:end] for start, end in spans)
    assert all(q.start <= q.inner[0] <= q.inner[1] <= q.end for q in quotations(text))
