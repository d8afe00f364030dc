"""Whether a block is a headline or a heading, by its shape: short, no full stop, no sentence."""

from __future__ import annotations

import re

from argmine.corpus.block_rules import PERSON

_HEADLINE_MAX = 150
_HEADING_WORDS = 14
_PHRASE_WORDS = 5
_QUESTION_WORDS = 8
_CLOSED = re.compile(r"[.!?…:;,–—-][\"”’'»)\]*_]*$|[\"”»]$")
_QUESTION = re.compile(r"\?[\"”’')\]]*$")
_QUOTED = re.compile(r"[\"“‘'«].*[\"”’'»]")
_MARKDOWN = re.compile(r"#{1,6} \S.*")
_NUMBER = re.compile(r"(?:\d{1,2}[.)]|[IVX]+\.|[A-Z]\.)\s+")
_BULLET = re.compile(r"[-*•‣▪◦–—+>]")
_WORD = re.compile(r"[\w'’.&/-]+")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|has|have|had|do|does|did|will|would|can|cannot|could|may|might|must|should|shall"
    r"|says?|said|argues?|wants?|needs?|means?|makes?|gets?|got|goes|keeps?|thinks?|believes?|let|i|we|they|he|she|you|it"
    r"|\w+n['’]t|\w+['’](?:re|ve|ll|d|m))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:what|how|why|where|when|who|which)\b", re.IGNORECASE)
_NAMED = re.compile(rf"(?!(?:The|An?) )(?:[-–—]+ ?)?{PERSON}(?: and {PERSON})?(?:\s*[,(|].*)?")


def is_headline(text: str) -> bool:
    """Whether `text`, the first block of an article, is its headline."""
    if len(text) > _HEADLINE_MAX or _QUOTED.fullmatch(text) or _BULLET.match(text):
        return False
    if _QUESTION.search(text):
        return _is_title_case(text)
    return not _CLOSED.search(text) and any(map(str.isalpha, text))


def is_heading(text: str) -> bool:
    """Whether `text`, a block among paragraphs, has the shape of a section's heading."""
    if _MARKDOWN.fullmatch(text):
        return True
    if len(text) > _HEADLINE_MAX or _QUOTED.fullmatch(text) or _BULLET.match(text) or _CLOSED.search(text):
        return False
    text = _NUMBER.sub("", text)
    words = _WORD.findall(text)
    if not words or len(words) > _HEADING_WORDS or not (text[0].isupper() or text[0].isdigit()):
        return False
    if text.isupper() or _is_title_case(text):
        return True
    if _ASKS.match(text):
        return len(words) <= _QUESTION_WORDS
    return len(words) <= _PHRASE_WORDS and not _FINITE.search(text)


def is_name(text: str) -> bool:
    """Whether `text` may be a person with a role, as under a quotation or before an answer."""
    return _NAMED.fullmatch(text) is not None


def _is_title_case(text: str) -> bool:
    long = [word for word in _WORD.findall(text) if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 2 and all(word[0].isupper() for word in long)
