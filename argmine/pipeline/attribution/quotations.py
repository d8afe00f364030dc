"""Quotation marks: which stretches of a text stand inside them.

Straight, curly and low marks, guillemets, doubled apostrophes and British single marks are paired paragraph by
paragraph, so that an odd mark costs at most its own paragraph. A quotation that stays open at the end of a
paragraph runs on where the next paragraph opens with a mark again, as newspapers print long quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from argmine.schema import Span

_DOUBLE = re.compile(r"[\"“”„‟«»＂″]|``|''|‘‘|’’")
_SINGLE = re.compile(r"['‘’‛`]")
_OPENING = frozenset("“„‟«") | {"``", "‘‘"}
_CLOSING = frozenset("”»")
_BEFORE_OPENING = frozenset(" \t\n([{-–—/:>•*") | {"\u00a0", "\u2009", "\u200a", "\u202f", "\u200d"}
_AFTER_CLOSING = frozenset(" \t\n)]},.;:!?-–—/") | {"\u00a0", "\u2009", "\u200a", "\u202f"}
BULLETS = " \t\n>-–—•*"
_BLANK = re.compile(r"\s*$")

_NO_MARK = re.compile(
    r"(?<=[A-Za-z])[\"”](?=(?:s|t|re|ve|ll|d|m)\b)"  # Mr. Roe”s fee
    r"|(?<=\d['’′]\d)[\"”″]|(?<=\d['’′]\d\d)[\"”″]"  # 6'2"
    r"|(?<==)[\"“”]|(?<==\")\"|[\"“”](?=/?>)"  # href="...">
)
_CLIPPED = r"(?!\d0s|\d\ds?\b|(?:til|em|n|cause|twas|tis|bout|round)\b)"  # '90s, rock 'n' roll
_SINGLE_OPENING = re.compile(rf"(?:^|(?<=[\s(\[—–]))['‘`]{_CLIPPED}(?=[\w\[(])")
_ELIDED = re.compile(r"(?<=['’]n)['’]")
_SINGLE_CLOSING = re.compile(r"[,.?!…]['’](?=[\s—–)]|$)")
# A plural possessive in a text that quotes in single marks: a word follows, and a closing mark after it.
_POSSESSIVE = re.compile(r" [a-z][^\n'’‘]*[,.?!]['’]")

_SENTENCE_END = re.compile(r"[.!?…][”\"’']?\s+(?=[“\"‘A-Z])")
_ENDS_SENTENCE = re.compile(r"[.!?…][’')\]]?\s+$")
_VERB = (
    r"(?:said|says|adds|added|told|tells|wrote|writes|asked|asks|argued|argues|explained|explains|noted|notes"
    r"|continued|warned|warns|insisted|replied|tweeted|recalled|concluded|testified)\b"
)
_NAME = r"(?:he|she|they|(?:[Tt]he|[Aa]n?) [a-z]+|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})"
_CUE = rf"(?:{_VERB}|{_NAME} {_VERB})"
_CUE_BEHIND = re.compile(rf"\s*{_CUE}")
_CUE_INSIDE = re.compile(rf",(?=\s+{_CUE})")
_CUE_AT_END = re.compile(rf",(?=\s+(?:{_NAME} {_VERB}|{_VERB} {_NAME})(?:[^.,\"“”]{{0,80}}[,.])?\s*$)")
_ENDS = frozenset(",.?!…—")
_LONGEST_CUE = 120
_STRAY_SINGLE = re.compile(r"(?<=[a-rt-zA-Z,.!?])(?<!in)['’](?=[\s,.;:!?)])")


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
    single = _prefers_single(text, paragraphs)
    found: list[list[Quotation]] = []
    runs_on = False
    for start, end in paragraphs:
        quotations = list(_in_paragraph(text, (start, end), single=single, runs_on=runs_on))
        if quotations and runs_on and leads(text, start, quotations[0]):
            quotations[0] = replace(quotations[0], continues=True)
        found.append(quotations)
        runs_on = bool(quotations) and not quotations[-1].closed
    for (quotations, following), (start, end) in zip(pairwise([*found, []]), paragraphs, strict=True):
        if quotations and not quotations[-1].closed and not (following and following[0].continues):
            quotations[-1] = _mend(text, quotations[-1], start, end)
    return [quotation for quotations in found for quotation in quotations]


def _prefers_single(text: str, paragraphs: Sequence[Span]) -> bool:
    """Tell whether a text quotes in single marks, as British papers do, by what most paragraphs open with."""
    if _SINGLE_OPENING.search(text) is None or _SINGLE_CLOSING.search(text) is None:
        return False
    return sum(_vote(text, start, end) for start, end in paragraphs) > 0


def _vote(text: str, start: int, end: int) -> int:
    """Return 1 for a paragraph whose speech stands in single marks and -1 for one that has other quotations."""
    doubles = list(_pair(text, start, end, _DOUBLE, runs_on=False))
    if _single_speech(text, start, end) is None:
        return -any(q.closed for q in doubles)
    singles = [q for q in _pair(text, start, end, _SINGLE, runs_on=False) if q.closed]
    inside = all(any(s.start < q.start and q.end < s.end for s in singles) for q in doubles)
    return bool(singles) if inside else -1


def _single_speech(text: str, start: int, end: int) -> int | None:
    """Return where single marks open around words that end as speech does."""
    opening = _SINGLE_OPENING.search(text, start, end)
    if opening is None or _SINGLE_CLOSING.search(text, opening.end(), end) is None:
        return None
    return opening.start()


def _in_paragraph(text: str, paragraph: Span, *, single: bool, runs_on: bool) -> Iterator[Quotation]:
    """Yield the quotations of a paragraph in the marks that the text prefers, else in the others."""
    start, end = paragraph
    if single:
        quotations = list(_pair(text, start, end, _SINGLE, runs_on=runs_on))
        yield from quotations or _pair(text, start, end, _DOUBLE, runs_on=runs_on)
        return
    quotations = list(_pair(text, start, end, _DOUBLE, runs_on=runs_on))
    if not quotations and _single_speech(text, start, end) is not None and not _DOUBLE.search(text, start, end):
        quotations = [q for q in _pair(text, start, end, _SINGLE, runs_on=False) if q.closed]
    yield from quotations


def _pair(text: str, start: int, end: int, marks: re.Pattern[str], *, runs_on: bool) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    depth = 0
    since = start
    first = True
    for mark in marks.finditer(text, start, end):
        opens, closes = _role(text, mark, end, inside=opened is not None)
        if opened is None:
            if opens:
                opened, depth = mark, 1
            elif first and _lacks_opening(text, start, end, mark, runs_on=runs_on):
                inner = start + (text[start] in "‘'`")
                yield Quotation(start, mark.end(), (inner, mark.start()), continues=runs_on)
            first = False
        elif closes:
            depth -= 1
            if depth == 0:
                yield Quotation(opened.start(), mark.end(), (opened.end(), mark.start()))
                opened = None
        elif opens and (stopped := _stops_before(text, opened, since, mark)) is not None:
            yield stopped
            opened, depth = mark, 1
        elif opens and not _reopens(text, opened, mark):
            depth += 1
        since = mark.end()
    if opened is not None:
        yield Quotation(opened.start(), end, (opened.end(), end), closed=False)


def _role(text: str, match: re.Match[str], end: int, *, inside: bool) -> tuple[bool, bool]:
    """Return whether a mark may open and whether it may close, by its shape and its neighbours."""
    mark = match[0]
    before = text[match.start() - 1] if match.start() else "\n"
    after = text[match.end()] if match.end() < len(text) else "\n"
    space_before, space_after = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    if _NO_MARK.match(text, match.start()):
        return False, False
    if _BLANK.match(text, match.end(), end):
        return False, inside
    if len(mark) == 1 and mark in "'’‘‛`":
        return _single_role(text, match, before, after, inside=inside)
    if mark in _OPENING:
        # A text that closes with the opening mark ("foo“ he said) is wrong but common.
        closes = inside and ((not space_before and space_after) or (after.islower() and _is_cue(text, match, end)))
        return not closes, closes
    if mark in _CLOSING:
        opens = space_before and not after.isspace()
        if inside and opens:
            opens = after.isalnum() and text[max(0, match.start() - 2)] not in ",.?!…"
        return opens, inside and not opens
    if before.isdigit() and (not inside or _is_inches(text, match, end)):
        return False, False
    if inside:
        opens = space_before and not after.isspace() and not space_after and not _is_cue(text, match, end)
        return opens, not opens
    apart = not before.isalnum() or after.isupper() or _closes_next(text, match, end)
    return space_before or (apart and not after.isspace()), False


def _is_cue(text: str, match: re.Match[str], end: int) -> bool:
    """Tell whether a mark that looks like an opening one has only lost its place ("It must go, "he said)."""
    before = text[max(0, match.start() - 2) : match.start()]
    return before[-1:].isspace() and before[0] in ",.?!" and _CUE_BEHIND.match(text, match.end(), end) is not None


def _single_role(text: str, match: re.Match[str], before: str, after: str, *, inside: bool) -> tuple[bool, bool]:
    if not inside:
        return match[0] != "’" and _SINGLE_OPENING.match(text, match.start()) is not None, False
    apostrophe = (before.isalnum() and after.isalnum()) or _ELIDED.match(text, match.start()) is not None
    possessive = before == "s" and _POSSESSIVE.match(text, match.end()) is not None
    return False, match[0] not in "‘`" and not apostrophe and not possessive and after in _AFTER_CLOSING


def _is_inches(text: str, match: re.Match[str], end: int) -> bool:
    """Tell inches inside a quotation from its closing mark: the next mark closes it as well."""
    return text[match.end() : match.end() + 1] in " -,)" and _closes_next(text, match, end)


def _closes_next(text: str, match: re.Match[str], end: int) -> bool:
    """Tell whether the mark that follows in the paragraph has the shape of a closing one."""
    following = _DOUBLE.search(text, match.end(), end)
    if following is None:
        return False
    before = text[following.start() - 1]
    return not before.isspace() and before not in "([—–"


def _lacks_opening(text: str, start: int, end: int, mark: re.Match[str], *, runs_on: bool) -> bool:
    """Tell whether the first mark of a paragraph closes what its beginning, or the paragraph before, has opened."""
    words = text[start : mark.start()].split()
    if not words or text[mark.start() - 1].isspace() or mark[0] in _OPENING:
        return False
    if runs_on:
        # A short capitalised line is rather the name of whoever is quoted.
        return words[0][:1].islower() or len(words) > 8
    return words[-1][-1] in ",.?!" and _CUE_BEHIND.match(text, mark.end(), end) is not None


def _stops_before(text: str, opened: re.Match[str], since: int, mark: re.Match[str]) -> Quotation | None:
    """Return the quotation that has started at `opened` and lacks its mark, if another one starts at `mark`."""
    inner = opened.end()
    cue = _CUE_AT_END.search(text, max(inner, mark.start() - _LONGEST_CUE), mark.start())
    end = cue.start() + 1 if cue is not None else None
    stray = _stray_single(text, since, mark.start())
    if stray is not None and text[stray - 1] in ",.?!" and (end is None or stray < end):
        return Quotation(opened.start(), stray + 1, (inner, stray))
    if text[inner].islower() and _reopens(text, opened, mark):
        sentence_end = _SENTENCE_END.search(text, inner, mark.start() + 1)
        end = sentence_end.start() + 1 if sentence_end is not None else end
    return Quotation(opened.start(), end, (inner, end), closed=False) if end is not None else None


def _stray_single(text: str, start: int, end: int) -> int | None:
    """Return where a single mark stands that closes what no single mark has opened."""
    stray = _STRAY_SINGLE.search(text, start, end)
    if stray is None or re.search(r"(?<!\w)['‘]", text[start : stray.start()]):
        return None
    return stray.start()


def _reopens(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """Tell whether an opening mark inside a quotation starts a sentence: a paragraph that lost its line break."""
    return _ENDS_SENTENCE.search(text, max(opened.end(), mark.start() - 4), mark.start()) is not None


def leads(text: str, start: int, quotation: Quotation) -> bool:
    """Tell whether a paragraph that begins at `start` opens with a quotation, perhaps behind a bullet."""
    return not text[start : quotation.start].strip(BULLETS)


def _ends_words(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Tell whether a closing mark stands where speech ends: behind a stop, or last in its paragraph."""
    before = text[max(start, mark.start() - 4) : mark.start()].rstrip(" \u00a0'’")
    return before[-1:] in _ENDS or _BLANK.match(text, mark.end(), end) is not None


def _mend(text: str, quotation: Quotation, start: int, end: int) -> Quotation:
    """End an unclosed quotation that does not run on: with its last mark, before a cue, or with its sentence."""
    inner = quotation.inner[0]
    marks = [m for m in _DOUBLE.finditer(text, inner, end) if _role(text, m, end, inside=True)[1]]
    closing = next((m for m in reversed(marks) if _ends_words(text, inner, m, end)), None)
    if closing is not None:
        return replace(quotation, end=closing.end(), inner=(inner, closing.start()), closed=True)
    stray = _stray_single(text, inner, end)
    if stray is not None:
        return replace(quotation, end=stray + 1, inner=(inner, stray), closed=True)
    cue = _CUE_INSIDE.search(text, inner, end)
    if cue is not None:
        return replace(quotation, end=cue.start() + 1, inner=(inner, cue.start() + 1))
    sentence_end = _SENTENCE_END.search(text, inner, end)
    if sentence_end is None or leads(text, start, quotation) or not text[inner].islower():
        return quotation
    stop = sentence_end.start() + 1
    return replace(quotation, end=stop, inner=(inner, stop))
