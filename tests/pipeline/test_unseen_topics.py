"""Five articles on topics that no training article is about, annotated by hand before the pipeline read them.

Each file under ``unseen_topics`` holds a head, the text with its claims as ``[[number:claim]]``, and one line a claim::

    number | kind | source | speaker | stance | position and polarity | type
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest

from argmine.learn.evaluate import Evaluation, evaluate, same_name
from argmine.learn.gold import GoldArticle, GoldClaim
from argmine.pipeline import analysis_of
from argmine.schema import Analysis, Claim, Document, Kind, Polarity, Span

FOLDER = Path(__file__).parent / "unseen_topics"


class Floor(NamedTuple):
    """What an article must reach, in per cent: claim F1, then shares of the paired claims."""

    claims: float
    speaker: float
    kind: float
    stance: float


FLOORS = {
    "farming": Floor(claims=95, speaker=95, kind=89, stance=73),
    "housing": Floor(claims=88, speaker=73, kind=95, stance=60),
    "vaccines": Floor(claims=88, speaker=85, kind=95, stance=40),
    "data_privacy": Floor(claims=88, speaker=90, kind=85, stance=81),
    "fisheries": Floor(claims=92, speaker=95, kind=95, stance=90),
}

# What is read wrongly today, by words of the claim in CLAIMS; a line goes when its claim is read right.
WRONG_SPEAKERS = {
    "four of her clients": "a single person who has no name (One letting agent in Leeds) is nobody",
    "rent controls would put off": "a spokesperson does not speak for the ministry of the sentence before",
    "I still lost my home": "'the 34-year-old' is not the one person of the paragraph before",
    "Trust is built in the doctor's office": "an unquoted pull quote is no claim",
    "a single case of whooping cough": "'Many' is not the group of the sentence before",
    "medical exemptions tend to climb": "he is the man of two paragraphs before, not of the sentence before",
    "a lifeline for people": "'Safe at Home Now, a charity': the apposition is the speaker and not the name",
}
_LEANS = "what is not known leans to critics"
_GOVERNS = "the list of those in power says the opposite, outside the United States federal government"
WRONG_STANCES = {
    "“Bees do not read exemptions”": "a pull quote that says little by its words",
    "far narrower than its opponents": "who steers a bill for the president's party does not defend it",
    "four of her clients": f"a letting agent: {_LEANS}",
    "to cap increases": "a member of the governing party who asks for more is no ally",
    "rent controls would put off": WRONG_SPEAKERS["rent controls would put off"],
    "shrink the supply of flats": "a shadow minister is a minister",
    "one plane ticket away": "the deputy health commissioner of a state is not of the administration",
    "where another child's classroom begins": f"a Democrat with a Democratic governor: {_GOVERNS}",
    "Trust is built in the doctor's office": WRONG_SPEAKERS["Trust is built in the doctor's office"],
    "medical exemptions tend to climb": WRONG_SPEAKERS["medical exemptions tend to climb"],
    "a lifeline for people": "a charity that welcomes the plan is industry",
    "the people who do the least harm": f"a club that backs the rule: {_LEANS}",
    "turned into the vaccine police": f"the director of an association of private schools: {_LEANS}",
    "a single case of whooping cough": "'Many' is not the group of the sentence before",
    "stalked with a $20 file": "a lawmaker of the governing party who defends the plan is a critic",
}
WRONG_PAIRS = {"housing": "'renters’ groups' are taken for the landlords' group named before"}
WRONG_CLAIMS = {
    "Good journalism should be open to everyone, so please support us": "an appeal to subscribe is a claim",
    "Local journalism is essential to a healthy democracy": "an appeal to subscribe is a claim",
    "trust must be earned every day": "the outlet's line about itself is a claim",
}

# Article and words that no claim may touch: background, and the last line of each.
NO_CLAIMS = [
    ("farming", "In the department of Seine-et-Marne some fields lost half of their crop"),
    ("farming", "never miss a story that matters"),
    ("housing", "It now goes to a committee of MPs"),
    ("housing", "Good journalism should be open to everyone, so please support us"),
    ("vaccines", "About 5 percent of Maine kindergartners"),
    ("vaccines", "Local journalism is essential to a healthy democracy"),
    ("data_privacy", "Shares of Quillon Data fell"),
    ("data_privacy", "trust must be earned every day"),
    ("fisheries", "Red snapper were fished down to 4 percent"),
    ("fisheries", "Nobody covers the Gulf better"),
]

_MARKED = re.compile(r"\[\[(\d+):(.*?)\]\]", re.DOTALL)


def read_marked(path: Path) -> GoldArticle:
    """Read an article with its claims marked in the text."""
    head_lines, marked, lines = (part.strip("\n") for part in path.read_text(encoding="utf-8").split("\n===\n"))
    head = dict(line.split(": ", 1) for line in head_lines.split("\n"))
    spans: dict[str, Span] = {}
    text = ""
    for piece in re.split(r"(\[\[.*?\]\])", marked, flags=re.DOTALL):
        if match := _MARKED.fullmatch(piece):
            spans[match[1]] = (len(text), len(text) + len(match[2]))
            piece = match[2]
        text += piece
    claims = []
    for line in lines.split("\n"):
        number, kind, source, speaker, stance, bears, _ = (field.strip() for field in line.split("|"))
        claims.append(_claim(text, spans.pop(number), (kind, source, speaker, stance, bears)))
    assert not spans, f"{path.name}: no line for {sorted(spans)}"
    return GoldArticle(
        document=Document(id=path.stem, text=text, title=head["title"], outlet=head["outlet"], date=head["date"]),
        claims=tuple(claims),
        positions={key: value for key, value in head.items() if re.fullmatch(r"P\d+", key)},
    )


def _claim(text: str, span: Span, fields: tuple[str, str, str, str, str]) -> GoldClaim:
    kind, source, speaker, stance, bears = fields
    position, _, polarity = bears.partition(" ")
    mentions = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(source)}(?!\w)", text)] if source != "-" else []
    return GoldClaim(
        start=span[0],
        end=span[1],
        kind=cast(Kind, kind),
        source=min(mentions, key=lambda m: min(abs(m[0] - span[1]), abs(m[1] - span[0])), default=None),
        speaker=None if speaker == "-" else speaker,
        stance=stance,
        position=None if position == "-" else position,
        polarity=cast(Polarity, polarity) if polarity else None,
    )


@cache
def gold(name: str) -> GoldArticle:
    return read_marked(FOLDER / f"{name}.txt")


@pytest.fixture(scope="module")
def read(analyze) -> Callable[[str], Analysis]:
    """Return a function that gives the analysis of an article by its name."""

    @cache
    def run(name: str) -> Analysis:
        document = gold(name).document
        metadata = {"title": document.title, "outlet": document.outlet, "date": document.date}
        return analysis_of(analyze(document.text, **metadata))

    return run


@pytest.fixture(scope="module")
def scores(read) -> Mapping[str, Evaluation]:
    return {name: evaluate([(gold(name), read(name))], resamples=0) for name in FLOORS}


@pytest.fixture(scope="module")
def at(read) -> Callable[[str, str], Claim]:
    """Return a function that gives the claim that holds the most of these words, which the article has once."""

    def find(name: str, words: str) -> Claim:
        text = gold(name).document.text
        assert text.count(words) == 1
        start = text.index(words)
        end = start + len(words)
        found: Claim = max(read(name).claims, key=lambda claim: min(claim.end, end) - max(claim.start, start))
        assert min(found.end, end) - max(found.start, start) > len(words) / 2, f"no claim holds {words!r}"
        return found

    return find


@pytest.mark.parametrize("name", FLOORS)
def test_articles_are_annotated_in_full(name):
    assert {claim.stance for claim in gold(name).claims} == {"administration", "critics", "industry", "other"}
    assert 14 <= len(gold(name).claims) <= 22


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize(
    ("figure", "of"),
    [
        ("claims", lambda score: score.claims.f1),
        ("speaker", lambda score: score.speaker),
        ("kind", lambda score: score.kind),
        ("stance", lambda score: score.stance_accuracy),
    ],
    ids=Floor._fields,
)
def test_main_lines(scores, name, figure, of):
    assert of(scores[name]) >= getattr(FLOORS[name], figure)


# Article, words of the claim, speaker (None: nobody), stance. What a reader would insist on.
CLAIMS = [
    ("farming", "none of them works", "Mireille Hautecoeur", "industry"),
    ("farming", "Paris to pay growers", "Mireille Hautecoeur", "industry"),
    ("farming", "two of them would not reopen", "Sucrière du Vexin", "industry"),
    ("farming", "“Bees do not read exemptions”", None, "critics"),
    ("farming", "a matter of sovereignty", "Bastien Corvalan", "administration"),
    ("farming", "burying its own promise", "Clémence Aubrac-Diallo", "critics"),
    ("farming", "officials had two years", "One former adviser at the environment ministry", "critics"),
    ("farming", "far narrower than its opponents", "Fabrice Lenormand", "administration"),
    ("farming", "no option here without a cost", "Annick Leroux-Sy", "other"),
    ("housing", "You cannot take away section 21", "Gillian Thwaite", "industry"),
    ("housing", "It is tenants who will pay", "Gillian Thwaite", "industry"),
    ("housing", "four of her clients", "One letting agent in Leeds", "industry"),
    ("housing", "No family should have to pack up", "Alun Prosser-Reed", "administration"),
    ("housing", "to cap increases", "Kwame Asante-Boyle", "critics"),
    ("housing", "rent controls would put off", "Ministry of Housing", "administration"),
    ("housing", "shrink the supply of flats", "Hugh Pellow", "critics"),
    ("housing", "Higher mortgage costs", "Marta Zielinska", "other"),
    ("housing", "I still lost my home", "Danielle Okoro", "other"),
    ("vaccines", "one plane ticket away", "Lucille Ouellette-Byrd", "administration"),
    ("vaccines", "where another child's classroom begins", "Colin Tardiff", "administration"),
    ("vaccines", "between their faith and their school", "Marlene Jipson", "critics"),
    ("vaccines", "Trust is built in the doctor's office", None, "critics"),
    ("vaccines", "turned into the vaccine police", "Desmond Achterberg", "industry"),
    ("vaccines", "a single case of whooping cough", "Day care owners", "industry"),
    ("vaccines", "medical exemptions tend to climb", "Hyun-woo Pak", "other"),
    ("vaccines", "afraid of the state", "Shawna Pelkey", "critics"),
    ("data_privacy", "artificial intelligence had made", "Odette Ransome", "administration"),
    ("data_privacy", "the law as it stands", "Consumer Financial Protection Bureau", "administration"),
    ("data_privacy", "filing cabinets", "Data Commerce Council", "industry"),
    ("data_privacy", "it is the criminals who gain", "Perrin Lockhart", "industry"),
    ("data_privacy", "compliance would cost", "One executive at a large broker", "industry"),
    ("data_privacy", "a back door to regulating", "Wade Holcomb", "critics"),
    ("data_privacy", "stalked with a $20 file", "Inés Villalobos", "administration"),
    ("data_privacy", "licensing the bucket\n", None, "critics"),
    ("data_privacy", "a lifeline for people", "Safe at Home Now", "other"),
    ("data_privacy", "Judges have read the term", "Farah Iqbal-Stone", "other"),
    ("fisheries", "a few more weekends", "Brock Tidwell", "administration"),
    ("fisheries", "her quota would be cut", "Lan Huynh Tran", "industry"),
    ("fisheries", "worth $200,000 to my marinas", "Curtis Delahoussaye", "industry"),
    ("fisheries", "lose a fishery.”", None, "critics"),
    ("fisheries", "they have decided not to read it", "Miriam Goldfarb-Reyes", "critics"),
    ("fisheries", "applause at the boat ramp", "Denise Fontenot-Hale", "critics"),
    ("fisheries", "The federal counts are junk", "Clay Burdette", "administration"),
    ("fisheries", "the people who do the least harm", "Sunday Anglers Club", "other"),
    ("fisheries", "Old females lay most", "Sunil Abeyratne", "other"),
]


def _known(reason: str | None) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=False, reason=reason)] if reason else []


def _expected(part: int, wrong: Mapping[str, str]) -> list[Any]:
    """Return (article, words, what is expected), those that are read wrongly marked with what goes wrong."""
    assert wrong.keys() <= {row[1] for row in CLAIMS}
    rows = []
    for name, words, *parts in CLAIMS:
        rows.append(pytest.param(name, words, parts[part], marks=_known(wrong.get(words))))
    return rows


@pytest.mark.parametrize(("name", "words", "speaker"), _expected(0, WRONG_SPEAKERS))
def test_speaker(at, name, words, speaker):
    found = at(name, words).speaker
    assert (found and found.name) == speaker


@pytest.mark.parametrize(("name", "words", "stance"), _expected(1, WRONG_STANCES))
def test_stance(at, name, words, stance):
    assert at(name, words).stance == stance


PAIRS = [
    ("farming", ("bees will not be harmed", "ministry"), ("the chemicals linger", "conservation groups")),
    ("housing", ("a tribunal will protect", "government"), ("landlords will simply", "renters’ groups")),
    ("vaccines", ("would lift vaccination rates", "Mills administration"), ("it would only push", "opponents")),
    ("data_privacy", ("reach the worst sellers", "bureau"), ("leave out the phone apps", "privacy advocates")),
    ("fisheries", ("the closing of state waters", "department"), ("land three times", "conservation groups")),
]


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [pytest.param(*row, marks=_known(WRONG_PAIRS.get(row[0]))) for row in PAIRS],
    ids=FLOORS,
)
def test_a_while_sentence_holds_the_claims_of_two_parties(at, name, first, second):
    halves = [at(name, words) for words, _ in (first, second)]
    assert halves[0].end < halves[1].start
    assert [half.stance for half in halves] == ["administration", "critics"]
    for half, (_, speaker) in zip(halves, (first, second), strict=True):
        assert half.speaker is not None
        assert same_name(speaker, half.speaker.name), half.speaker.name


@pytest.mark.parametrize(
    ("name", "words"), [pytest.param(*row, marks=_known(WRONG_CLAIMS.get(row[1]))) for row in NO_CLAIMS]
)
def test_background_and_boilerplate_are_no_claims(read, name, words):
    start = gold(name).document.text.index(words)
    assert not [claim.text for claim in read(name).claims if claim.start < start + len(words) and start < claim.end]
