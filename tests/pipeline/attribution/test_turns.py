"""Sign-offs, and the turns of transcripts and interviews."""

from __future__ import annotations

import pytest

from argmine.corpus.layout import blocks
from argmine.pipeline.attribution.quotations import find_quotations
from argmine.pipeline.attribution.uncued import SIGNED, TURN, uncued_attributions
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
    ("signature", "source"),
    [
        (" — Jane Roe, Commissioner", "Jane Roe"),
        ("\n— Jane Roe, Commissioner", "Jane Roe"),
        ("\n\n-Jane Roe", "Jane Roe"),
        ("\n\n- Roe.", "Roe"),
        ("\n– Dr. Jane Roe (University of Springfield)", "Dr. Jane Roe"),
        ("\n\n-- Sen. Jane Roe, D-Ohio, then chair of the council, talking to the Sun about the fee.", "Sen. Jane Roe"),
        (" -- Jane Roe to the Springfield Sun", "Jane Roe"),
        ("\n\n― The Farm Council", "The Farm Council"),
        (" Jane Roe, Springfield Sun", "Jane Roe"),
        ("\n\nJane Roe, Springfield Sun", "Jane Roe"),
    ],
)
def test_a_signature_names_the_voice_of_the_quotation_before_it(signature, source):
    text = f"It rained.\n\n“The fee must go.”{signature}\n\nIt rained again."
    assert voices(text) == [(source, "", ("“The fee must go.”",))]
    assert complete(text)[0].confidence == SIGNED


def test_a_signature_counts_for_all_paragraphs_of_a_quotation():
    text = "“The fee is unfair.\n\n“It must go.”\n— Jane Roe, farmer"
    assert voices(text) == [("Jane Roe", "", ("“The fee is unfair.", "“It must go.”"))]


@pytest.mark.parametrize(
    "line",
    [
        "— But nobody listened to her.",
        "— Reuters",
        "— With assistance by Jane Roe",
        "- Farmers in the valley who spoke said they were tired.",
        "Water Rights",
        "Executive Order",
        "THE FEE COUNTERED",
        "Jane Roe, a farmer, was not there.",
        "Jane Roe, a young farmer.",
        "– Ready for Rain –",
    ],
)
def test_other_lines_sign_nothing(line):
    assert voices(f"“The fee must go.”\n\n{line}\n\nIt rained.") == []


def test_the_turns_of_a_transcript_have_the_voices_that_stand_before_them():
    text = (
        "Transcript: The Water Fee\n\nMR. ROE: What do you want?\n\nMS. HALE: I want it gone.\n\n"
        "It closes farms.\n\n[Applause]\n\nSmall farms close\n\nMR. ROE: Thank you.\n\nThe show airs on Sundays."
    )
    assert voices(text) == [
        ("MR. ROE", "", ("What do you want?",)),
        ("MS. HALE", "", ("I want it gone.", "It closes farms.")),
        ("MR. ROE", "", ("Thank you.",)),
    ]
    assert {a.confidence for a in complete(text)} == {TURN}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Q", "A"),
        ("Q.", "A."),
        ("Jane Roe (D-Ohio)", "Dan Hale (R-Texas)"),
        ("Jane Roe", "Dan Hale"),
        ("THE PRESIDENT", "REPORTER"),
        ("Sen. Roe", "Rep. Hale"),
        ("**Roe**", "**Hale**"),
        ("AMY O’ROE", "JUAN HÁLEZ"),
    ],
)
def test_turns_are_marked_in_several_ways(one, other):
    colon = "" if one.endswith(".") and len(one) == 2 else ":"
    lines = [f"{one}{colon} Why do you say so?", f"{other}{colon} I think it is unfair.", f"{one}{colon} I see."]
    text = "\n\n".join(["It rained.", *lines, f"{other}{colon} We will pay."])
    assert [cued[2] for cued in voices(text)] == [
        ("Why do you say so?",),
        ("I think it is unfair.",),
        ("I see.",),
        ("We will pay.",),
    ]


def test_the_label_of_a_turn_may_stand_on_a_line_of_its_own():
    text = "ROE:\n\nWhy do you say so?\n\nHALE:\n\nI think it is unfair.\n\nROE:\n\nI see."
    assert [cued[::2] for cued in voices(text)] == [
        ("ROE", ("Why do you say so?",)),
        ("HALE", ("I think it is unfair.",)),
        ("ROE", ("I see.",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It rained.\n\nTopic: Why we pay.\n\nIt rained.",
        "- Cost: 5 dollars for you\n- Date: your birthday\n- Place: our hall",
        "Cost: 5 dollars for you.\n\nPlace: Our hall, where we meet.",
        "Solara: The maker of panels got a loan.\n\nEnerva: The maker of cells got one.",
        "READ MORE: What you pay\n\nREAD MORE: What we pay\n\nRELATED: Why you pay",
        "Ann Roe: Fee Will Cost You Jobs\n\nThe board met in June. It rained.",
        "Roe: Never vote for Hale.\n\nHale: A dead heat in Ohio.",
        "IMPLICATIONS: You will pay more.\n\nINDICATORS: Do we know? Its implications and indicators differ.",
    ],
)
def test_other_labels_are_no_turns(text):
    assert voices(text) == []
