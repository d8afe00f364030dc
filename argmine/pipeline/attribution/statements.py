"""Statements that stand in paragraphs without quotation marks, under the line that says whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from argmine.corpus import block_rules
from argmine.corpus.headings import is_heading
from argmine.pipeline.attribution.introductions import Introduction
from argmine.schema import Span

_ORGANISATION = re.compile(
    r"(?i)\b(?:associations?|institute|council|cent(?:er|re)|coalition|alliance|committee|commission|agency|bureau|department"
    r"|ministry|office|university|college|foundation|fund|group|company|corp|inc|party|union|federation|society|network"
    r"|administration|board|bank|house|senate|campaign|government|league|chamber)\b"
)
_PRONOUN = re.compile(r"(?i)(?:s?he|they|it|we|i)$")
_SENTENCE_END = re.compile(r"[.!?:…][”\"’')\]]*$")
_NO_SPEECH = re.compile(r"[\"“”„«»‘'`]|[-•*–—<$\d]")
_LONGEST_LABEL = 220
_FEWEST_WORDS = 8
# A sentence that announces a statement so early announces a press release.
_FRONT = 4
_LONGEST_FRONT = 1000


def ends_speech(line: str) -> bool:
    """Tell a heading, a piece of boilerplate or the end mark of a press release."""
    rules = (block_rules.BLOCK, block_rules.SEPARATOR, block_rules.RELEASE_END, block_rules.ABOUT)
    if any(rule.fullmatch(line) for rule in rules):
        return True
    return block_rules.ABOUT_INLINE.match(line) is not None or is_heading(line)


def is_label(line: str) -> bool:
    """Tell a line that is no sentence, such as the date or the office under the heading of a statement."""
    return len(line) <= _LONGEST_LABEL and _SENTENCE_END.search(line) is None


def plain_statements(
    text: str, paragraphs: Sequence[Span], introductions: Sequence[Introduction | None], narrative: Set[int]
) -> list[tuple[Introduction, tuple[Span, ...]]]:
    """Return the statements that stand in paragraphs without marks, each with the paragraphs that are its content.

    `narrative` are the paragraphs that report or quote somebody's words. A document that is one statement from
    its first line on speaks in its own voice and has none.
    """
    found: list[tuple[Introduction, tuple[Span, ...]]] = []
    for index, introduction in enumerate(introductions):
        if introduction is None or introduction.follows == "quotation":
            continue
        if introduction.follows == "heading" and _is_first(text, paragraphs[index][0]):
            continue
        stop = next((i for i in range(index + 1, len(paragraphs)) if introductions[i] or i in narrative), None)
        body = list(paragraphs[index + 1 : stop])
        if introduction.follows == "paragraph":
            content = [span for span in body[:1] if len(text[slice(*span)].split()) >= _FEWEST_WORDS]
        else:
            while body and is_label(text[slice(*body[0])]):
                body.pop(0)
            content = body if introduction.follows == "heading" or index <= _FRONT else body[:1]
        content = _said(text, content, text[slice(*introduction.source)])
        if content:
            found.append((introduction, tuple(content)))
    return found


def _is_first(text: str, start: int) -> bool:
    """Tell whether nothing but boilerplate ("FOR IMMEDIATE RELEASE") stands before a line."""
    if start > _LONGEST_FRONT:
        return False
    lines = text[:start].splitlines()
    return all(not line.strip() or block_rules.BLOCK.fullmatch(line.strip()) for line in lines)


def _said(text: str, paragraphs: Sequence[Span], name: str) -> list[Span]:
    """Return the paragraphs up to the one in which others speak of whose statement it is, or it ends."""
    if not paragraphs or _NO_SPEECH.match(text, paragraphs[0][0]):
        return []  # what stands in marks goes on as quotations do
    words = name.split()
    is_person = not (_ORGANISATION.search(name) or words[0].lower() == "the" or _PRONOUN.match(name))
    surname = re.compile(rf"\b{re.escape(words[-1])}\b") if is_person else None
    said: list[Span] = []
    for start, end in paragraphs:
        if ends_speech(text[start:end]) or (surname is not None and surname.search(text, start, end)):
            break
        said.append((start, end))
    return said
