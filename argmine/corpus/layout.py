"""The blocks of a text: what stands on lines of its own, whatever way the lines are broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from argmine.schema import Span

_LINE = re.compile(r"[^\n]+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_FIRST_WORD = re.compile(r"\S+")
_BULLET = re.compile(r"\s*(?:[-*•‣▪◦–+]|\d{1,2}[.)])\s")
_WRAP_MAX = 100
_WRAP_MIN_LINES = 5
_WRAP_MIN_SHARE = 0.6


def blocks(text: str) -> list[Span]:
    """Return the spans of the paragraphs, headings and list items of `text`, without surrounding blanks.

    Each line is a block, unless the text is wrapped by hand at some width (most lines end only because the
    next word did not fit): then the lines of a paragraph are one block.
    """
    lines = [span for match in _LINE.finditer(text) if (span := _trim(text, *match.span()))]
    width = _wrap_width(text, lines)
    return list(_joined(text, lines, width)) if width else lines


def _trim(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    stripped = line.strip()
    if not stripped:
        return None
    start += len(line) - len(line.lstrip())
    return start, start + len(stripped)


def _wrap_width(text: str, lines: list[Span]) -> int | None:
    """Return the width at which `text` is wrapped, or None if each of its lines is a block."""
    width = max((end - start for start, end in lines), default=0)
    if width > _WRAP_MAX:
        return None
    pairs = [(one, two) for one, two in pairwise(lines) if _adjacent(text, one, two)]
    wrapped = sum(_is_full(text, one, two, width) for one, two in pairs)
    return width if wrapped >= max(_WRAP_MIN_LINES, _WRAP_MIN_SHARE * len(pairs)) else None


def _joined(text: str, lines: list[Span], width: int) -> Iterator[Span]:
    start, end = lines[0]
    for one, two in pairwise(lines):
        same = _adjacent(text, one, two) and _is_full(text, one, two, width)
        if not same or _BULLET.match(text, two[0], two[1]):
            yield start, end
            start = two[0]
        end = two[1]
    yield start, end


def _adjacent(text: str, one: Span, two: Span) -> bool:
    return _BLANK_LINE.search(text, one[1], two[0]) is None


def _is_full(text: str, one: Span, two: Span, width: int) -> bool:
    """Whether the first word of the line `two` had no room on the line `one`."""
    word = _FIRST_WORD.match(text, *two)
    return word is not None and one[1] - one[0] + 1 + len(word[0]) > width
