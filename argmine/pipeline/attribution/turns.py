"""Turns of a transcript or an interview: "MR. ROE: We will pay.", "Q: Why?"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from argmine.pipeline.attribution.statements import ends_speech, is_label
from argmine.schema import Span

_NAME_WORD = r"[^\s:(){}\[\]\"“”?!;/]*"
_LABEL = re.compile(
    r"[\"“]?[*_]{0,2}(?P<name>(?i:q|a|question|answer)(?=[*_]{0,2}[:.])"
    rf"|[^\W\d_]{_NAME_WORD}(?: [^\W_]{_NAME_WORD}){{0,5}}?)"
    r"(?P<party>,? ?\([A-Z][\w. -]{0,25}\))?[*_]{0,2}(?: ?\[[^\]]{1,60}\])?(?P<colon>[:.])[*_]{0,2}(?:\s+|$)"
)
_QUESTION, _ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})
_PARTICLES = frozenset("de der van von la al bin el di da of the".split())
_TITLE = re.compile(
    r"(?i:mr|mrs|ms|miss|dr|prof|professor|sen|senator|rep|representative|gov|governor|president|secretary|chairman"
    r"|chairwoman|chair|commissioner|judge|justice|director|mayor)\.? "
)
_NO_NAMES = frozenset(
    "advertisement analysis answer answers april audio august author background bottom breaking byline caption "
    "clarification comment comments cons contact contributing contributors copyright correction cost credit date "
    "deadline december details editor email example exclusive fact facts february file friday from graphic "
    "headline highlights how image january july june key latest line link listen live location map march monday "
    "more note notes november october opinion photo photos pictured place poll price pros quote rating read "
    "related report result results saturday september sign source sources step story subject summary sunday "
    "takeaway takeaways thursday time timeline tip title topic transcript tuesday update updated urgent verdict "
    "via video warning watch watched wednesday week what when where who why".split()
)
_DIRECTION = re.compile(r"[\[(].*[\])]\.?$")
_IN_PERSON = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us)\b|\?")
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: the name that stands before the colon, and the paragraphs or parts of them that are said."""

    name: Span
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    paragraph: int
    name: Span
    said: Span
    text: str
    formal: bool
    first: Span


def find_turns(text: str, paragraphs: Sequence[Span], narrative: Set[int]) -> list[Turn]:
    """Return the turns of a document in which at least two people, or a question and its answer, take turns.

    Paragraphs without a name go on with the turn before them, but not behind the last turn, nor from one of
    `narrative`, the paragraphs that report somebody's words, on.
    """
    labels = _plausible(text, list(_labels(text, paragraphs)))
    stops = [*(label.paragraph for label in labels[1:]), None]
    turns = []
    for label, stop in zip(labels, stops, strict=False):
        content = [label.said] if label.said[0] < label.said[1] else []
        if stop is not None:
            content += _more(text, paragraphs[label.paragraph + 1 : stop], label.paragraph + 1, narrative)
        elif not content:
            content += _more(
                text, paragraphs[label.paragraph + 1 : label.paragraph + 2], label.paragraph + 1, narrative
            )
        if content:
            turns.append(Turn(label.name, tuple(content)))
    return turns


def _labels(text: str, paragraphs: Sequence[Span]) -> Iterator[_Label]:
    for index, (start, end) in enumerate(paragraphs):
        match = _LABEL.match(text, start, end)
        if match is None:
            continue
        name = match["name"]
        asks = name.lower() in _QUESTION | _ANSWER
        formal = asks or name.isupper() or match["party"] is not None or _TITLE.match(name) is not None
        if (match["colon"] == "." and not asks) or (match.end() == end and not (asks or name.isupper())):
            continue
        if asks or _is_name(name):
            said = (match.end(), end)
            first = said if match.end() < end else paragraphs[min(index + 1, len(paragraphs) - 1)]
            yield _Label(index, match.span("name"), said, name, formal, first)


def _is_name(name: str) -> bool:
    words = name.split()
    if any(word.lower().strip(".,'’") in _NO_NAMES for word in words):
        return False
    return all(word[0].isupper() or word in _PARTICLES for word in words) and not name.endswith(",")


def _plausible(text: str, labels: list[_Label]) -> list[_Label]:
    """Keep the labels if people talk to each other: some speak again, and in the first or second person."""
    names = {label.text.lower() for label in labels}
    if names & _QUESTION and names & _ANSWER:
        return [label for label in labels if label.formal]
    counts = Counter(label.text for label in labels)
    if max(counts.values(), default=0) < 2:
        labels = [label for label in labels if not _is_common(text, label.text)]
    labels = [
        label
        for label in labels
        if label.text.lower() not in _QUESTION | _ANSWER
        and (counts[label.text] > 1 or (label.paragraph > 0 and (label.formal or _named_before(text, label))))
    ]
    near = [
        label
        for i, label in enumerate(labels)
        if any(
            abs(other.paragraph - label.paragraph) <= _NEAR for other in labels[max(0, i - 1) : i + 2] if other != label
        )
    ]
    in_person = sum(_IN_PERSON.search(text, *label.first) is not None for label in near)
    several = len({label.text for label in near}) > 1 or len(near) > 2
    return near if several and 2 * in_person >= len(near) else []


def _is_common(text: str, label: str) -> bool:
    """Tell a label whose words stand in the text as common nouns do ("IMPLICATIONS")."""
    return any(
        re.search(rf"\b{re.escape(word.lower())}\b", text) for word in label.split() if not _TITLE.match(word + " ")
    )


def _named_before(text: str, label: _Label) -> bool:
    """Tell a surname whose owner the document introduces by the full name, or a full name."""
    words = label.text.split()
    if len(words) > 1:
        return True
    return re.search(rf"\b[A-Z][\w.’'-]+ {re.escape(label.text)}\b", text[: label.name[0]]) is not None


def _more(text: str, paragraphs: Sequence[Span], first: int, narrative: Set[int]) -> list[Span]:
    more: list[Span] = []
    for index, (start, end) in enumerate(paragraphs, start=first):
        line = text[start:end]
        if index in narrative or ends_speech(line):
            break
        # A line that is no sentence, or one that is repeated, is set off from what is said.
        if not (_DIRECTION.fullmatch(line) or is_label(line) or text.count(line) > 1):
            more.append((start, end))
    return more
