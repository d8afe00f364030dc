"""Quotation marks: which stretches of a text stand inside them.

Straight, curly and low marks, guillemets, doubled apostrophes and British single marks are paired paragraph by
paragraph, so that an odd mark costs at most its own paragraph. A quotation that stays open at the end of a
paragraph runs on where the next paragraph opens with a mark again, as newspapers print long quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argmine.schema import Span

_DOUBLE = re.compile(r"[\"“”„‟«»＂]|``|''")
_SINGLE = re.compile(r"['‘’‛]")
_OPENING = frozenset("“„‟«") | {"``"}
_CLOSING = frozenset("”»") | {"''"}
_SENTENCE_END = re.compile(r"[.!?…][”\"’']?\s+(?=[“\"‘A-Z])")
# A plural possessive in a text that quotes in single marks: a word follows, and a closing mark after it.
_POSSESSIVE = re.compile(r" [a-z][^\n'’‘]*[,.?!]['’]")
_BEFORE_OPENING = frozenset(" \t\n([{-–—/:>•*") | {"\u00a0", "\u2009", "\u200a"}
_AFTER_CLOSING = frozenset(" \t\n)]},.;:!?-–—/") | {"\u00a0", "\u2009"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: the span of its marks and all between them, and the span between them.

    `closed` is false where no closing mark was found; `continues` is true where it runs on from the
    quotation of the paragraph before.
    """

    start: int
    end: int
    inner: Span
    closed: bool = True
    continues: bool = False


def find_quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """Return the outermost quotations of `text` in order; none reaches over the end of a paragraph."""
    marks = _SINGLE if _uses_single_marks(text) else _DOUBLE
    found: list[Quotation] = []
    runs_on = False
    for start, end in paragraphs:
        quotations = list(_pair(text, start, end, marks))
        if quotations and runs_on and _opens(text, start, quotations[0]):
            first = quotations[0]
            quotations[0] = Quotation(first.start, first.end, first.inner, first.closed, continues=True)
        found.extend(quotations)
        runs_on = bool(quotations) and not quotations[-1].closed
    following = [*found[1:], None]
    return [_shorten_unclosed(text, *pair) for pair in zip(found, following)]  # noqa: B905 (none found)


def _uses_single_marks(text: str) -> bool:
    """Tell whether a text quotes in single marks, as British papers do, judged by marks that cannot be apostrophes."""
    if "'" not in text and "‘" not in text:
        return False
    single = len(re.findall(r"(?:^|[\s(\[—–])['‘](?=\w)", text)) and len(re.findall(r"[,.?!]['’](?=\s|$)", text))
    return single > len(_DOUBLE.findall(text)) // 2


def _pair(text: str, start: int, end: int, marks: re.Pattern[str]) -> Iterator[Quotation]:
    opened: int | None = None
    inner = depth = 0
    for match in marks.finditer(text, start, end):
        opens, closes = _role(text, match, inside=opened is not None)
        if opened is None:
            if opens:
                opened, inner, depth = match.start(), match.end(), 1
        elif closes:
            depth -= 1
            if depth == 0 or match[0] not in _CLOSING:
                yield Quotation(opened, match.end(), (inner, match.start()))
                opened = None
        elif opens and match[0] in _OPENING and text.find("”", match.end(), end) >= 0:
            depth += 1
        elif opens:
            yield Quotation(opened, match.start(), (inner, match.start()), closed=False)
            opened, inner, depth = match.start(), match.end(), 1
    if opened is not None:
        yield Quotation(opened, end, (inner, end), closed=False)


def _role(text: str, match: re.Match[str], *, inside: bool) -> tuple[bool, bool]:
    """Return whether a mark may open and whether it may close, by its shape and its neighbours."""
    mark = match[0]
    before = text[match.start() - 1] if match.start() else "\n"
    after = text[match.end()] if match.end() < len(text) else "\n"
    space_before, space_after = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    if mark in _OPENING:
        # A text that closes with the opening mark ("foo“ he said) is wrong but common.
        return not (inside and not space_before and space_after), inside and not space_before and space_after
    if mark in _CLOSING:
        return not inside and space_before and not after.isspace(), inside
    if mark in "'’‘":
        apostrophe = before.isalnum() and after.isalnum()
        opens = mark != "’" and space_before and after.isalnum()
        possessive = before == "s" and _POSSESSIVE.match(text, match.end()) is not None
        return opens and not inside, inside and not (apostrophe or possessive) and space_after and mark != "‘"
    if before.isdigit() and not inside:
        return False, False
    if inside:
        return space_before and not after.isspace() and not space_after, not space_before or space_after
    return not after.isspace() or space_before, False


def _opens(text: str, start: int, quotation: Quotation) -> bool:
    return not text[start : quotation.start].strip(" \t\n>-–—•*")


def _shorten_unclosed(text: str, quotation: Quotation, following: Quotation | None) -> Quotation:
    """End an unclosed quotation with its sentence, unless it fills a paragraph or runs on into the next."""
    if quotation.closed or (following is not None and following.continues):
        return quotation
    line_start = text.rfind("\n", 0, quotation.start) + 1
    if _opens(text, line_start, quotation):
        return quotation
    sentence_end = _SENTENCE_END.search(text, quotation.inner[0], quotation.end)
    if sentence_end is None:
        return quotation
    end = sentence_end.start() + 1
    return Quotation(quotation.start, end, (quotation.inner[0], end), closed=False, continues=quotation.continues)
