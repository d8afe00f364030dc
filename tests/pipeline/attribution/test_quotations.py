"""Which stretches of a text stand in quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.corpus.layout import blocks
from argmine.pipeline.attribution.quotations import Quotation, find_quotations


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
        "‘‘It must go,’’ he said.",
        "“It must go,’’ he said.",
        "”It must go,“ he said.",
        "„It must go,‟ he said.",
        "«\u00a0It must go,\u00a0» he said.",
        "'It must go,' he said.",
        "‘It must go,’ he said.",
    ],
)
def test_every_kind_of_mark_opens_and_closes(text):
    assert [words.strip() for words in quoted(text)] == ["It must go,"]
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is 6'2\" tall.", []),
        ('"It grew 5" in a day," he said. "Never seen."', ['It grew 5" in a day,', "Never seen."]),
        ('"She is 5\'11" tall," he said.', ["She is 5'11\" tall,"]),
        ('The "Phase 1" deal and the "Phase 2" deal.', ["Phase 1", "Phase 2"]),
    ],
)
def test_inches_quote_nothing_and_a_number_may_end_a_quotation(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It must go,’ said Ann Roe. It rained.", ["It must go,"]),
        ("‘It must go,” said Ann Roe. It rained.", ["It must go,"]),
        ('"It must go, "he said. "Now."', ["It must go, ", "Now."]),
        ("“It must go, “he said. “Now.”", ["It must go, ", "Now."]),
        ("“It must go. “", ["It must go. "]),
        ('"It must go ," he said.', ["It must go ,"]),
        ("He called it “ a fee ” and left.", [" a fee "]),
        ("“The ”big” fee must go,” he said.", ["The ”big” fee must go,"]),
        ('He called it a"big fee" and left.', ["big fee"]),
    ],
)
def test_marks_that_are_turned_or_spaced_wrongly_still_pair(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It must go,” said Ann Roe. “Now.”", ["It must go,", "Now."]),
        ('"It must go, said Ann Roe of the Farm Council.', ["It must go,"]),
        ('"A house is a dream now, she said. "Even a car is."', ["A house is a dream now,", "Even a car is."]),
        ("“It must go, Ann Roe said in a statement. “It is late.”", ["It must go,", "It is late."]),
        ("He called it “unfair and “wrong for us.” She left.", ["unfair and “wrong for us."]),
        ("“It must go. “It is late,” he said. “Now.”", ["It must go. “It is late,", "Now."]),
        ("“It makes us ask, “ 'Why pay it?' ” Roe said.", ["It makes us ask, “ 'Why pay it?' "]),
        ('He said: "It must go. It is late.', ["It must go. It is late."]),
    ],
)
def test_a_missing_mark_is_made_up_for_inside_its_paragraph(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She called it the "so-called "fair" fee" of the board.', ['so-called "fair" fee']),
        ('"He told me "it must go" twice," she said.', ['He told me "it must go" twice,']),
        ("''It's a ''fair'' fee,'' he said.", ["It's a ''fair'' fee,"]),
    ],
)
def test_marks_of_one_kind_may_nest(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'See <a href="http://a.org">the fee</a>.',
        "Mr. Roe”s fee and Ms. Hale's.",
        '[video id="12"] The fee.',
        "The fee.”",
    ],
)
def test_markup_and_lost_apostrophes_quote_nothing(text):
    assert quoted(text) == []


def test_a_line_break_inside_a_quotation_does_not_lose_its_second_half():
    first, second = quotations("“We will pay the fee in full,” he said. “We ask\n\nonly for a little time.”")[-2:]
    assert (first.closed, second.continues, second.closed) == (False, True, True)


def test_a_name_under_an_unclosed_quotation_is_no_part_of_it():
    assert quoted('"The fee must go now.\n\nMayor Ann Roe."') == ["The fee must go now."]


def test_single_marks_quote_in_a_paragraph_without_double_ones():
    text = "“It must go,” he said.\n\nRoe: 'The fee is unfair.'\n\n“It must stay,” she said."
    assert quoted(text) == ["It must go,", "The fee is unfair.", "It must stay,"]


def test_british_double_marks_nest_in_single_ones():
    text = "‘They said “no” to us,’ he said.\n\n‘We rock ’n’ roll in the ’90s,’ she said. ‘Never.’"
    assert quoted(text) == ["They said “no” to us,", "We rock ’n’ roll in the ’90s,", "Never."]


def test_quotations_stay_inside_their_paragraphs_and_in_order():
    text = '“A b.\n“C d”, “e f\n"g h" «i j\n‘k’'
    spans = [(q.start, q.end) for q in quotations(text)]
    assert spans == sorted(spans)
    assert all("\n" not in text[start:end] for start, end in spans)
    assert all(q.start <= q.inner[0] <= q.inner[1] <= q.end for q in quotations(text))


PIECES = st.sampled_from(
    [*"\"“”„‟«»＂″'‘’‛`", "''", "``", "‘‘", "’’", *" \n,.?!—-(5", "\n\n", *"he said Roe it must 6'".split()]
)
SENTENCES = st.sampled_from(
    [
        "“It must go,” he said.",
        "The board met in June. “It is late,” said Ann Roe. “Nobody asked us.”",
        "She called the fee “a burden” for all.",
        "It rained in the valley.",
        "He said: “The fee is unfair. It must go.”",
    ]
)
QUICK = settings(max_examples=300, deadline=None, derandomize=True, database=None)


@QUICK
@given(text=st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)))
def test_whatever_the_marks_quotations_are_in_order_apart_and_inside_paragraphs(text):
    paragraphs = blocks(text)
    found = find_quotations(text, paragraphs)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(q.start <= q.inner[0] <= q.inner[1] <= q.end and q.start < q.end for q in found)
    assert all(any(start <= q.start and q.end <= end for start, end in paragraphs) for q in found)


@QUICK
@given(
    sentences=st.lists(SENTENCES, min_size=2, max_size=5),
    which=st.integers(0, 4),
    place=st.floats(0, 1),
    mark=st.sampled_from(["“", "”", '"', "«", "''", "’", "'"]),
    straight=st.booleans(),
)
def test_an_odd_mark_costs_its_own_paragraph_unless_it_runs_on(sentences, which, place, mark, straight):
    if straight:
        sentences = [sentence.translate(str.maketrans("“”", '""')) for sentence in sentences]
    which %= len(sentences)
    at = int(place * len(sentences[which]))
    odd = [*sentences[:which], sentences[which][:at] + mark + sentences[which][at:], *sentences[which + 1 :]]
    found = _by_paragraph(odd)
    runs_on = which + 1 < len(odd) and bool(found[which + 1]) and found[which + 1][0].continues
    for i, (before, after) in enumerate(zip(_by_paragraph(sentences), found, strict=True)):
        if i != which and not (runs_on and i == which + 1):
            assert before == after


def _by_paragraph(paragraphs: list[str]) -> list[list[Quotation]]:
    """Return the quotations of each paragraph, counted from its beginning."""
    text = "\n\n".join(paragraphs)
    starts = [sum(len(p) + 2 for p in paragraphs[:i]) for i in range(len(paragraphs))]
    found = quotations(text)
    return [
        [
            Quotation(q.start - s, q.end - s, (q.inner[0] - s, q.inner[1] - s), q.closed, q.continues)
            for q in found
            if s <= q.start < s + len(paragraph)
        ]
        for s, paragraph in zip(starts, paragraphs, strict=True)
    ]
