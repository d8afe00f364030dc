"""Who is named for what, in the constructions in which news attributes."""

from __future__ import annotations

from itertools import pairwise

import pytest

DIRECT = [
    (
        '"The rule will cost jobs," said Ann Roe, head of the Retail Federation.',
        "Ann Roe, head of the Retail Federation",
        "said",
    ),
    ('"The rule will cost jobs," Ann Roe said.', "Ann Roe", "said"),
    ('Ann Roe said, "The rule will cost jobs."', "Ann Roe", "said"),
    (
        'Ann Roe, who heads the board, told the council: "The rule will cost jobs."',
        "Ann Roe, who heads the board,",
        "told",
    ),
    (
        '"The rule will cost jobs", the mayor\'s office said in a statement.',
        "the mayor's office",
        "said in a statement",
    ),
    ("“The rule will cost jobs,” said Ann Roe.", "Ann Roe", "said"),
    ("«The rule will cost jobs,» said Ann Roe.", "Ann Roe", "said"),
    ("„The rule will cost jobs“, said Ann Roe.", "Ann Roe", "said"),
    ("``The rule will cost jobs,'' said Ann Roe.", "Ann Roe", "said"),
    ("‘The rule will cost jobs,’ said Ann Roe. ‘It’s late.’", "Ann Roe", "said"),
    ("'The rule will cost jobs,' said Ann Roe. 'It's late.'", "Ann Roe", "said"),
    ('"The rule will cost jobs," she tweeted on Monday.', "she", "tweeted"),
    ('According to Ann Roe, "The rule will cost jobs."', "Ann Roe", "According to"),
    ("“The rule will cost jobs.” — Jane Roe, Commissioner", "Jane Roe", ""),
    ('"The rule will cost jobs."\n— Jane Roe, Commissioner', "Jane Roe", ""),
]


@pytest.mark.parametrize(("text", "source", "cue"), DIRECT)
def test_direct_speech(voices, text, source, cue):
    (found_source, found_cue, content), *_ = voices(text)
    assert (found_source, found_cue) == (source, cue)
    assert content[0] == "The rule will cost jobs"


INDIRECT = [
    ("Ann Roe said the rule would cost jobs.", "Ann Roe", "said", "the rule would cost jobs"),
    ("Critics argue that the rule costs jobs.", "Critics", "argue", "that the rule costs jobs"),
    ("The rule costs jobs, the union said.", "the union", "said", "The rule costs jobs"),
    ("The rule costs jobs, says Apple.", "Apple", "says", "The rule costs jobs"),
    ("According to the union, the rule costs jobs.", "the union", "According to", "the rule costs jobs"),
    ("In her view the rule costs jobs.", "her", "view", "the rule costs jobs"),
    (
        "The group issued a statement saying the rule costs jobs.",
        "The group",
        "issued a statement saying",
        "the rule costs jobs",
    ),
    ("In a letter to us, the mayor wrote that the rule costs jobs.", "the mayor", "wrote", "that the rule costs jobs"),
    ("Critics accuse the ministry of hiding the costs.", "Critics", "accuse", "the ministry of hiding the costs"),
    ("The mayor likened the fee to a tax on bread.", "The mayor", "likened", "the fee to a tax on bread"),
    ("Opponents described the plan as a gift.", "Opponents", "described", "the plan as a gift"),
    ("She urged Congress to pass the bill.", "She", "urged", "Congress to pass the bill"),
    ("The governor vowed to fight the bill.", "The governor", "vowed", "to fight the bill"),
    ("The minister warned of higher prices.", "The minister", "warned of", "higher prices"),
    # cue nouns and adjectives
    ("Residents voiced concern that the dam would flood.", "Residents", "voiced concern", "that the dam would flood"),
    pytest.param(
        "The union's fear that the plan costs jobs is old.",
        "The union's",
        "fear",
        "that the plan costs jobs",
        marks=pytest.mark.xfail(strict=True, reason="the content runs on into what is said about it"),
    ),
    ("The mayor is confident that the fee will pay.", "The mayor", "is confident", "that the fee will pay"),
    ("Officials were worried about the rising cost.", "Officials", "were worried about", "the rising cost"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), INDIRECT)
def test_indirect_speech(voices, text, source, cue, content):
    assert voices(text) == [(source, cue, (content,))]


PASSIVE = [
    ("The fee was condemned by farmers as a tax on bread.", "farmers", "The fee", "a tax on bread"),
    ("The plan was described by the minister as a fair deal.", "the minister", "The plan", "a fair deal"),
    pytest.param(
        "It was argued by opponents that the dam should go.",
        "opponents",
        "",
        "the dam should go",
        marks=pytest.mark.xfail(strict=True, reason="the content is read as a part of who argues"),
    ),
]


@pytest.mark.parametrize(("text", "source", "subject", "predicate"), PASSIVE)
def test_passive_with_agent(voices, text, source, subject, predicate):
    ((found, _, content),) = voices(text)
    assert found == source
    assert predicate in " ".join(content)
    assert subject in " ".join(content)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Critics call the plan a disgrace for the valley.", "the plan a disgrace for the valley"),
        ("Critics called it a disgrace.", "it a disgrace"),
    ],
)
def test_what_is_called_something_is_part_of_the_content(voices, text, content):
    ((_, _, found),) = voices(text)
    assert found == (content,)


def test_what_is_called_something_in_quotation_marks_too(voices):
    ((_, _, (content,)),) = voices("The minister called the plan “a reckless gamble” with public money.")
    assert content.startswith("the plan “a reckless gamble")


def test_quoted_words_in_a_paraphrase_stay_with_it(voices):
    text = 'The minister said the plan was "a reckless gamble" with public money.'
    assert voices(text) == [("The minister", "said", ('the plan was "a reckless gamble" with public money',))]


def test_an_interrupted_quotation_is_one_attribution_in_two_pieces(voices):
    text = '"The fee," Mr. Hale said, "will ruin small farms across the valley."'
    assert voices(text) == [("Mr. Hale", "said", ("The fee", "will ruin small farms across the valley"))]


def test_a_quotation_goes_on_after_its_attribution(voices):
    text = "“The fee is unfair,” Mr. Hale said. “It will ruin small farms.”"
    assert voices(text) == [("Mr. Hale", "said", ("The fee is unfair", "It will ruin small farms"))]


@pytest.mark.parametrize("rest", ["They never do.", "Not now.", "Enough is enough."])
def test_a_short_quotation_goes_on_after_its_attribution_too(voices, rest):
    text = f'"Nobody asked the farmers," he said. "{rest}"'
    assert voices(text) == [("he", "said", ("Nobody asked the farmers", rest.rstrip(".")))]


def test_an_interrupted_paraphrase_comes_in_pieces(voices):
    assert voices("The bill, he told me, is a disaster for the valley.") == [
        ("he", "told", ("The bill", "is a disaster for the valley"))
    ]


def test_according_to_behind_its_clause_leaves_no_stray_full_stop(voices):
    text = "The fee will ruin small growers, according to the Farm Council."
    assert voices(text) == [("the Farm Council", "according to", ("The fee will ruin small growers",))]


def test_while_a_maintains_b_argues(voices):
    text = (
        "While the harbour board maintains that the tax will fund cleaner ports, "
        "shipping companies argue it will drive trade to other cities."
    )
    assert voices(text) == [
        ("the harbour board", "maintains", ("that the tax will fund cleaner ports",)),
        ("shipping companies", "argue", ("it will drive trade to other cities",)),
    ]


def test_two_parties_joined_by_and(voices):
    text = "Opponents say the tax is unfair, and supporters say it is overdue."
    assert voices(text) == [
        ("Opponents", "say", ("the tax is unfair",)),
        ("supporters", "say", ("it is overdue",)),
    ]


def test_two_parties_joined_by_a_semicolon(voices):
    text = "Some experts say the dam is safe; others argue it should be torn down."
    assert voices(text) == [
        ("Some experts", "say", ("the dam is safe",)),
        ("others", "argue", ("it should be torn down",)),
    ]


@pytest.mark.xfail(strict=True, reason="what critics call it is read as said by the minister")
def test_two_parties_joined_by_but(voices):
    found = voices("The minister said the tax was fair but critics called it a disgrace.")
    assert ("The minister", "said", ("the tax was fair",)) in found


def test_said_in_a_statement_that(voices):
    text = "The mayor said in a statement that the fee would be scrapped because it hurts farmers."
    assert voices(text) == [
        ("The mayor", "said in a statement", ("that the fee would be scrapped because it hurts farmers",))
    ]


@pytest.mark.xfail(strict=True, reason="a belief inside a report is often not found")
def test_a_report_inside_a_report_has_both_voices(voices):
    assert voices("The council said that the union believes that the tax is unfair.") == [
        ("The council", "said", ("that the union believes that the tax is unfair",)),
        ("the union", "believes", ("that the tax is unfair",)),
    ]


def test_a_nested_quotation_belongs_to_the_outer_voice(voices):
    text = "“She told us ‘the dam must never be built’ and we agreed with her,” said Tom Reed, a farmer."
    assert voices(text) == [
        ("Tom Reed, a farmer", "said", ("She told us ‘the dam must never be built’ and we agreed with her",))
    ]


def test_a_quotation_over_paragraphs_keeps_its_voice(voices):
    text = (
        "“The fee is unfair to every farm in this valley,” said Dan Hale.\n\n"
        "“Nobody asked us what we thought of it.\n\n"
        "“It should be withdrawn before the harvest.”\n\n"
        "The council meets on Monday."
    )
    ((source, cue, content),) = voices(text)
    assert (source, cue) == ("Dan Hale", "said")
    assert content == (
        "The fee is unfair to every farm in this valley",
        "Nobody asked us what we thought of it",
        "It should be withdrawn before the harvest",
    )


def test_a_voice_may_be_introduced_in_the_paragraph_before(voices):
    text = "Dan Hale was clear:\n\n“The fee is unfair to every farm in this valley.”"
    assert voices(text) == [("Dan Hale", "was clear", ("The fee is unfair to every farm in this valley",))]


def test_an_unclosed_mark_costs_no_more_than_its_own_paragraph(voices):
    text = "The minister said: “The fee is unfair to small farms.\n\nThe council meets on Monday, Ann Roe said."
    assert voices(text) == [
        ("The minister", "said:", ("The fee is unfair to small farms",)),
        ("Ann Roe", "said", ("The council meets on Monday",)),
    ]


def test_a_pull_quote_that_nobody_signs_has_no_voice(voices):
    assert voices("The council met on Monday.\n\n“The fee punishes those who feed us.”\n\nIt rained.") == []


@pytest.mark.xfail(strict=True, reason="to read a book is taken for reading it out")
def test_a_quoted_title_is_no_speech(voices):
    assert voices('The council read "The Price of Bread" on Monday.') == []


def test_a_sentence_behind_a_dash_is_no_signature(voices):
    text = "“The fee must go now.” — The minister left the room and nobody spoke of it again."
    assert all(len(source.split()) < 4 for source, _, _ in voices(text))


@pytest.mark.parametrize("text", ["It rained.", "", "The council meets on Monday.", "Dan Hale walked to the mill."])
def test_no_attribution_where_nothing_is_asserted(voices, text):
    assert voices(text) == []


def test_a_dateline_is_not_who_speaks(voices):
    text = (
        'Fee debate heats up in valley\n\nBy Ann Roe\n\nWASHINGTON (AP) — "The fee is unfair," said Dan Hale, a farmer.'
    )
    ((source, _, _),) = voices(text)
    assert source == "Dan Hale, a farmer"


def test_spans_are_ordered_disjoint_and_hold_words(analyze):
    text = (
        "“The fee,” Mr. Hale said, “is a tax on bread.” He told us the fee, which nobody wanted, must go, "
        "according to the board."
    )
    for attribution in analyze(text)._.attributions:
        for spans in (attribution.source, attribution.cue, attribution.content):
            assert list(spans) == sorted(spans)
            assert all(first[1] <= second[0] for first, second in pairwise(spans))
            assert all(any(c.isalnum() for c in text[start:end]) for start, end in spans)


@pytest.mark.parametrize("bullet", ["- ", "• ", "* ", "– "])
def test_the_mark_of_a_list_item_is_no_part_of_who_speaks(voices, bullet):
    text = f"The fee\n\n{bullet}Farmers argue the fee is unfair.\n{bullet}Towns say it is fair."
    assert [(source, content) for source, _, content in voices(text)] == [
        ("Farmers", ("the fee is unfair",)),
        ("Towns", ("it is fair",)),
    ]
