import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.corpus import boilerplate_spans

OPENING = "The commission will publish its licensing rule for large models on Monday, two officials said."
CLOSING = "Both sides said they would go to court if the rule stands as it is written today."


def marked(text: str, *, title: str | None = None) -> list[str]:
    return [text[start:end] for start, end in boilerplate_spans(text, title=title)]


def marked_between(line: str) -> list[str]:
    """What is marked of `line` between two paragraphs."""
    return marked(f"{OPENING}\n\n{line}\n\n{CLOSING}")


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Story Continued Below",
        "Continue reading the main story",
        "* * *",
        "___",
        "• • •",
        "###",
        "-30-",
        "- ENDS -",
        "Share this article",
        "Share · Email · Copy link · Print",
        "SHARE THIS ARTICLE Share Tweet Post Email",
        "At a glance",
        "Key points:",
        "FOR IMMEDIATE RELEASE",
        "Updated 3:04 p.m. ET",
        "Published on March 9, 2018 at 10:15 a.m.",
        "Friday, March 9, 2018",
        "6 years ago",
        "4 min read",
        "By Jane Roe",
        "By Jane Roe and John van der Berg, Staff writers",
        "BY JANE ROE",
        "Jane Roe, Staff Writer",
        "Jane Roe, technology correspondent",
        "Jane Roe/Staff",
        "FILE PHOTO: The commission's building in the capital, June 3, 2026. REUTERS/Jane Roe/File Photo",
        "The commission's building on Tuesday. (AP Photo/Jane Roe)",
        "The commission's building | Getty Images",
        "Photograph: Jane Roe/The Ledger",
        "Image copyright Getty Images Image caption The building on Tuesday",
        "Enlarge this image toggle caption Jane Roe/AP Jane Roe/AP",
        "(Photo: Jane Roe, The Ledger)",
        "Slideshow (8 Images)",
        "Related: What the rule would change",
        "READ MORE: Who wrote the rule?",
        "SEE ALSO: Court throws out older rule",
        "( Also on POLITICO: The rule's long way)",
        "The long way to the rule Read more",
        "Click here to read the rule.",
        "CLICK HERE FOR THE LEDGER APP",
        "Sign up for Daily Newsletters",
        "Subscribe to our morning newsletter. Follow us on Twitter.",
        "Get the Ledger's best stories in your inbox. By signing up, you agree to our Privacy Policy",
        "Follow Jane Roe on Twitter: @janeroe",
        "Read our editorial standards.",
        "Visit the Ledger's homepage for more stories.",
        "Originally published by The Ledger in Korean.",
        "Translated from Korean, summarized and contextualized by The Ledger.",
        "This article was originally published on March 9, 2018.",
        "This story has been updated.",
        "A version of this article appeared in print on March 9, 2018, on page A1.",
        "Copyright 2018 The Ledger. All rights reserved. This material may not be published or broadcast.",
        "© 2018 The Ledger",
        "(c) 2018 The Ledger Company",
        "The Associated Press contributed to this report.",
        "Jane Roe in Paris, John Q. Doe in Rome and the Associated Press contributed to this report.",
        "(Reporting by Jane Roe and John Q. Doe; Editing by Ann Poe)",
        "Reporting by Jane Roe in Seoul; Additional reporting by Ann Poe; Editing by John Doe.",
        "Editor’s note: This story has been corrected. It gave the wrong date for the vote.",
        "The views expressed in this commentary are her own.",
        "Media contact: Jane Roe, 202-555-0100, press@example.org",
        "press@example.org",
        "Tel: +49 30 1234567",
        "https://example.org/rule",
        "[pullquote]",
        "![The building](building.jpg)",
        '<div class="share">',
        ".share-bar { color: #fff; margin: 0 }",
        "window.dataLayer = window.dataLayer || []; dataLayer.push({});",
        "## What the rule says",
        "What the rule says",
        "A narrow path",
        "INDUSTRY WARNS OF DELAYS",
        "The Long Way to a Rule",
        "1. Lack of notice",
    ],
)
def test_lines_that_are_boilerplate(line):
    assert marked_between(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Model releases should not be decided by ad-hoc permits.",
        "It looks like a licensing system where you have to ask the government every time",
        "“We were never asked”",
        "'Nobody asked us'",
        '"A permit for every model"',
        "> We were never asked.",
        "— Jane Roe, Commissioner",
        "Jane Roe, chief executive of Quarry Labs",
        "- The rule will cost start-ups their first year.",
        "- Require the bureau to publish its criteria",
        "• The fee should be scrapped.",
        "JANE ROE: We will not wait for a permit.",
        "Copyright law should protect artists, the guild argued.",
        "(c) The agency shall publish its reasons within 30 days.",
        "Follow the money from Facebook to Congress, and the rule makes sense.",
        "Support for local journalism is collapsing, the union said.",
        "Click rates fell by half, and the agency is to blame.",
        "Share prices fell because investors fear the rule.",
        "Read together, the two letters amount to a ban.",
        "Register now or lose the licence for good, the ministry told developers.",
        "Advertisement of unsafe models should be banned, she said.",
        "By Friday the bureau must explain why it waited.",
        "Reporting by the bureau shows that the risk is small.",
        "First published in 2009, the guidelines say that companies must wait.",
        "The report, which was first published by The Ledger, says that officials hid the risk.",
        "Edited by the president's lawyers, the memo calls the rule unlawful.",
        "The opinions expressed by the judges leave no doubt that the rule is unlawful.",
        "More than half of the members oppose it (see the appendix for the survey)",
        "The rule will cost the sector $5 billion (Reuters).",
        "For years, regulators have let companies flood your inbox, he said.",
        "About half of the models would be held back under the rule.",
        "Video by the protesters shows that the police lied.",
        "Related companies should pay as well, the committee said.",
        "Here is what she told the committee:",
        "Join our fight against the rule, the campaigners wrote.",
        "Contact sports are safer than this rule, he joked.",
        "The industry contributed to this report's delay, critics say.",
    ],
)
def test_lines_that_are_content(line):
    assert marked_between(line) == []


@pytest.mark.parametrize(
    ("paragraph", "tail"),
    [
        ("The rule needs more expertise. Read our editorial standards.", "Read our editorial standards."),
        (
            "“It is a permit,” she said. (Reporting by Jane Roe; Editing by Ann Poe)",
            "(Reporting by Jane Roe; Editing by Ann Poe)",
        ),
        (
            "It is a permit. Click here to read more. Follow us on Facebook.",
            "Click here to read more. Follow us on Facebook.",
        ),
        (
            "Locals hope for jobs. The Associated Press contributed to this report.",
            "The Associated Press contributed to this report.",
        ),
        (
            'Jane Roe, who said "no" on Monday, leaves the building. REUTERS/Ann Poe',
            "REUTERS/Ann Poe",
        ),
    ],
)
def test_boilerplate_that_is_glued_to_a_paragraph(paragraph, tail):
    assert marked_between(paragraph) == [tail]


@pytest.mark.parametrize(
    "dateline",
    [
        "WASHINGTON (Reuters) - ",
        "WASHINGTON — ",
        "SEOUL, June 3 — ",
        "SEOUL, South Korea, June 3, 2026 (Yonhap) -- ",
        "WASHINGTON, D.C. – ",
        "HONG KONG/MANILA (Reuters) - ",
        "(CNN) ",
        "Washington (CNN) -- ",
        "Brussels, 3 June 2026 – ",
        "JEFFERSON CITY, Mo. (AP) — ",
    ],
)
def test_only_the_dateline_is_marked(dateline):
    assert marked(f"Commission to publish rule\n\n{dateline}{OPENING}\n\n{CLOSING}") == [
        "Commission to publish rule",
        dateline.strip(),
    ]


def test_what_looks_like_a_dateline_is_none():
    for opening in ("NAFTA — the old treaty — still binds them.", "NAFTA-plus deals do not help."):
        assert marked(f"{opening}\n\n{CLOSING}") == []


def test_the_headline_is_marked():
    assert marked(f"Commission to publish rule\n{OPENING}\n{CLOSING}") == ["Commission to publish rule"]
    assert marked(f"A rule. At last.\n{OPENING}\n{CLOSING}", title="A Rule, at Last") == ["A rule. At last."]
    assert marked(f"Who Needs a Rule?\n{OPENING}\n{CLOSING}") == ["Who Needs a Rule?"]


@pytest.mark.parametrize("text", ["", "\n \n", "A lone line without a full stop", OPENING, f"{OPENING}\n{CLOSING}"])
def test_a_text_of_content_has_no_boilerplate(text):
    assert marked(text) == []


def test_bullets_and_pull_quotes_stay():
    text = "\n".join(
        [
            "Government blocks top models, industry asks for rules",
            "Translated from Korean, summarized and contextualized by The Ledger.",
            "At a glance",
            "- The government has restricted the release of four models.",
            "- Companies ask for written standards.",
            OPENING,
            "It looks like a licensing system where you ask for a permit every time.",
            CLOSING,
            "Permits are no policy.",
            "Originally published by The Ledger in Korean. Translated, summarized, and contextualized by our"
            " editorial team with added local perspective. Read our editorial standards.",
        ]
    )
    lines = text.split("\n")
    assert marked(text) == [lines[0], lines[1], lines[2], lines[-1]]


def test_headings_that_are_no_headings():
    interview = f"Jane Roe\n\n{OPENING}\n\nAnn Poe\n\nWhat follows?\n\nJane Roe\n\n{CLOSING}\n\nAnn Poe\n\nThank you."
    assert marked(f"{OPENING}\n\n{interview}") == []
    signed = f"{OPENING}\n\n“Nobody asked us.”\n\nJane Roe\n\n{CLOSING}"
    assert marked(signed) == []
    listed = f"The states are these:\n\nOhio\n\nIowa\n\n{CLOSING}"
    assert marked(listed) == []
    closing = f"{OPENING}\n\n{CLOSING}\n\nSincerely\n\nJane Roe"
    assert marked(closing) == []


def test_links_under_a_heading():
    text = f"{OPENING}\n\nSee also\n\nCourt throws out older rule, and nobody minds it\n\nWho wrote it\n\n{CLOSING}"
    assert marked(text) == ["See also", "Court throws out older rule, and nobody minds it", "Who wrote it"]


def test_the_foot_of_a_press_release():
    foot = [
        "###",
        "About the Council of Developers",
        "The Council of Developers is a trade association. It has 40 members.",
        "Media contact",
        "Jane Roe",
        "press@example.org",
    ]
    text = "\n\n".join([OPENING, CLOSING, OPENING, *foot])
    assert marked(text) == foot


def test_a_section_about_something_stays():
    text = f"{OPENING}\n\nAbout the Bill\n\nThe Bill is a gift to the largest companies.\n\n{CLOSING}"
    assert marked(text) == ["About the Bill"]


def test_hashes_that_divide_an_article():
    text = f"{OPENING}\n\n###\n\n“It is a permit,” Jane Roe said."
    assert marked(text) == ["###"]


def test_a_text_that_is_wrapped_by_hand():
    text = """\
Commission to Publish Rule on Large Models

WASHINGTON, June 3 -- The commission will publish its licensing rule
for large models on Monday, two officials said, and it will not wait
for the courts. The rule asks companies to wait for a permit. It is
A Narrow Path
that the industry has refused to walk so far.

- The permit would be needed for every release, and every change of
  a model that has been released.
- Read our lips, the industry says.

Both sides said they would go to court if the rule stands as it is
written today. They have asked for a hearing before the summer. Read
our editorial standards.
"""
    assert marked(text) == [
        "Commission to Publish Rule on Large Models",
        "WASHINGTON, June 3 --",
        "Read\nour editorial standards.",
    ]


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    OPENING,
                    CLOSING,
                    "By Jane Roe",
                    "Advertisement",
                    "A Narrow Path",
                    "WASHINGTON (AP) — Yes.",
                    "",
                    "###",
                ),
                *("See also", "Who is it", "“Quote”", "About Acme", "Acme is here. Read our full story.", "  ", "(AP)"),
            ]
        )
        | st.text(max_size=40),
        max_size=14,
    ).map("\n".join),
    st.none() | st.sampled_from([OPENING, "A Narrow Path", ""]),
)
def test_spans_are_in_range_sorted_and_disjoint(text, title):
    spans = boilerplate_spans(text, title=title)
    ends = 0
    for start, end in spans:
        assert ends <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        ends = end


def test_no_annotated_claim_is_lost(shared):
    for name in ("train", "dev"):
        with (shared / "data" / "policy_news" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                spans = boilerplate_spans(row["text"], title=row["title"])
                claims = [(claim["start"], claim["end"]) for claim in row["claims"]]
                assert [c for c in claims for s in spans if s[0] < c[1] and c[0] < s[1]] == [], row["id"]


def test_the_example_corpus_loses_no_claim(frontier_models):
    from argmine.corpus import read_corpus

    gold = frontier_models / "gold" / "claims.jsonl"
    if not gold.is_file():
        pytest.skip("the example corpus has no annotations yet")
    claims = {row["id"]: row["claims"] for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines())}
    for document in read_corpus(frontier_models):
        spans = boilerplate_spans(document.text, title=document.title)
        found = [(claim["start"], claim["end"]) for claim in claims.get(document.id, [])]
        assert [c for c in found for s in spans if s[0] < c[1] and c[0] < s[1]] == [], document.id
