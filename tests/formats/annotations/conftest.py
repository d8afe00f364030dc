"""Coded documents whose text and names hold what annotation programs stumble over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st

from argmine.codebook import Codebook
from argmine.formats import CodedDocuments
from argmine.schema import (
    KINDS,
    POLARITIES,
    Analysis,
    Claim,
    Document,
    Issue,
    Position,
    Span,
    Speaker,
    content_id,
)

TEXT = (
    "“Buses should be free 🚌,” said\r\nthe mayor, Zoë O'Hara\t(centre), who\x00 added:\r"
    "الحافلات مجانية 🚌🚌 للجميع\u2028— no,\x85 said the \ud83d clerk.\n\nA claim\nover lines, he | she wrote."
)
CODEBOOK = Codebook.parse(
    "stances: [{name: critics}, {name: 'civil society & <co>'}, {name: civil_society}]\n"
    "positions: [{id: free-buses, text: 'Buses should be free, “always”.'}]"
)
POSITIONS = (
    Position(id="free-buses", text="Buses should be free, “always”.", issue=Issue(id="i1", text="buses")),
    Position(id="p|2", text="Fares | taxes pay for buses \\ trams."),
)
CLAIMS = (
    ("Buses should be free 🚌", ("the mayor", "Zoë O'Hara"), ("said",)),
    ("الحافلات مجانية 🚌🚌 للجميع", ("Zoë O'Hara",), ("added",)),
    ("no", (), ("said the",)),
    ("A claim\nover lines", ("he | she",), ("wrote",)),
    ("the mayor, Zoë O'Hara\t(centre)", (), ()),
)
FACTS: tuple[dict[str, Any], ...] = (
    {
        "stance": "civil society & <co>",
        "kind": "direct",
        "type": "policy",
        "position": "free-buses",
        "polarity": "support",
        "speaker": Speaker(id=content_id("speaker", "zoe ohara"), name="Zoë O'Hara", organisation="A|B", role="mayor"),
    },
    {"stance": "civil_society", "kind": "mixed", "position": "p|2", "polarity": "attack"},
    {"stance": "critics", "kind": "indirect", "position": "p|2"},
    {"kind": "indirect", "speaker": Speaker(id=content_id("speaker", "he she"), name="he | she: “x”")},
    {"stance": "other", "kind": "authorial", "type": "odd type"},
)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def coded() -> CodedDocuments:
    """A document of traps, one without claims, and an empty one."""
    document = Document(
        id="art/1: a\nb",
        text=TEXT,
        title='"Free"\tbuses; <b>a</b> debate',
        outlet="Bürgerblatt",
        date="2025-01-05",
        author="Ann Lee",
        url="https://example.org/?a=1&b=2",
        language="en",
        path="news.jsonl:1",
        extra={"topic": "buses", "lean": "left"},
    )
    claims = []
    for (words, source, cue), facts in zip(CLAIMS, FACTS, strict=True):
        start, end = span_of(words)
        claims.append(
            Claim(
                id=content_id(document.id, start, end),
                document=document.id,
                start=start,
                end=end,
                text=words,
                source=tuple(sorted(map(span_of, source))),
                cue=tuple(map(span_of, cue)),
                **facts,
            )
        )
    claims.sort(key=lambda claim: claim.start)
    return CodedDocuments(
        documents=(
            Analysis(document=document, claims=tuple(claims), positions=POSITIONS),
            Analysis(document=Document(id="d2", text="Nothing is said here.\n")),
            Analysis(document=Document(id="d3", text="")),
        ),
        codebook=CODEBOOK,
    )


letters = st.sampled_from(
    "abcXYZ éß.,;|\\:{}<>&\"'“”🚌𝒳שלוםالسلام\u202e\x00\x07\t\n\r\x0b\x85\u2028\ud83d\udc00\ufffe\ufeff"
)
texts = st.text(letters, max_size=80)
# A name that stands on one line, as a field of a form holds it; ids are what argmine or a corpus gives.
names = st.text(st.sampled_from("abc XYZé|\\:=;<>&\"'“🚌שالس{}[]()#-_"), min_size=1, max_size=12).map(
    lambda name: " ".join(name.split()) or "x"
)
maybe = st.none() | names


@st.composite
def _spans(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    """Draw spans of words in text order, none of which touch."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    spans: list[Span] = []
    for start, end in pairs:
        if text[start:end].strip() and (not spans or start > spans[-1][1]):
            spans.append((start, end))
    return tuple(spans)


@st.composite
def _analyses(draw: st.DrawFn, identifier: str) -> Analysis:
    text = draw(texts)
    document = Document(id=identifier, text=text, title=draw(maybe), extra=draw(st.dictionaries(names, names)))
    wordings = draw(st.lists(names, unique=True, max_size=3))
    positions = tuple(Position(id=f"{identifier}-{n}", text=wording) for n, wording in enumerate(wordings))
    claims = []
    for start, end in dict.fromkeys(span for _ in range(3) for span in draw(_spans(text))):
        source, cue = draw(_spans(text)), draw(_spans(text))
        name = draw(maybe)
        speaker = name and Speaker(id="s", name=name, organisation=draw(maybe), role=draw(maybe))
        claims.append(
            Claim(
                id=draw(st.sampled_from(["", "x"])) + content_id(identifier, start, end),
                document=identifier,
                start=start,
                end=end,
                text=text[start:end],
                kind=draw(st.sampled_from(KINDS)),
                type=draw(st.sampled_from([None, "policy", "value"])),
                source=source,
                cue=cue,
                speaker=speaker or None,
                stance=draw(st.none() | names),
                position=draw(st.sampled_from([None, *(position.id for position in positions)])),
                polarity=draw(st.sampled_from([None, *POLARITIES])),
            )
        )
    claims.sort(key=lambda claim: (claim.start, claim.end))
    return Analysis(document=document, claims=tuple(claims), positions=positions)


@st.composite
def _corpora(draw: st.DrawFn) -> CodedDocuments:
    ids = draw(st.lists(names, min_size=1, max_size=2, unique=True))
    return CodedDocuments(documents=tuple(draw(_analyses(name)) for name in ids), codebook=Codebook.default())


@pytest.fixture(scope="session")
def corpora() -> st.SearchStrategy[CodedDocuments]:
    """Draws coded documents of any making; used as ``data.draw(corpora)``."""
    return _corpora()


def _shown(claim: Claim, analysis: Analysis) -> dict[str, Any]:
    texts = {position.id: position.text for position in analysis.positions}
    speaker = claim.speaker
    plain = ("id", "document", "start", "end", "text", "kind", "type", "source", "cue", "stance", "polarity")
    return {
        **{name: getattr(claim, name) for name in plain},
        "speaker": speaker and (speaker.name, speaker.role, speaker.organisation),
        "position": claim.position and (claim.position, texts[claim.position]),
    }


@pytest.fixture(scope="session")
def shown() -> Callable[[Analysis], Any]:
    """Returns what a person can see and correct in a document, and its metadata."""
    return lambda analysis: (analysis.document, [_shown(claim, analysis) for claim in analysis.claims])
