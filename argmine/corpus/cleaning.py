"""What of a text is boilerplate: marked, never deleted, so that offsets hold.

A kept caption costs less than a lost claim: what could be a sentence of the article stays. Pull quotes, list
items that are sentences, lines in quotation marks, and the names under a quotation are no boilerplate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from argmine.corpus import block_rules as rules
from argmine.corpus.headings import is_heading, is_headline, is_name
from argmine.corpus.layout import blocks
from argmine.corpus.sentence_rules import NOTE, REPORTED_BY, SENTENCE, TRIGGERS
from argmine.schema import Span

_LONGEST_BLOCK_RULE = 400
_LONGEST_CAPTION = 350
_LONGEST_CONTACT = 120
_TITLE_BLOCKS = 4
_DATELINE_BLOCKS = 8
_LIST_LENGTH = 3
_LABEL_WORDS = 4
_FOOTER_SHARE = 0.4
_CONTACT_LINES = 7
# Not behind an initial.
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])(?<![ .][A-Z]\.)[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9©@])")
_FULL_STOP = re.compile(r"[.!][\"”’)\]]*$")
_ENDED = re.compile(r"[.!?…][\"”’'»)\]*_]*$")
_QUOTATION = re.compile(r"[\"“”«»]|\bsaid\b|\bsays\b")
_AFTER_QUOTATION = re.compile(r"[\"”»][.,]?$|^[>\"“«]")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


class _Block:
    """A block of the text, on one line, and what of it has been marked so far."""

    __slots__ = ("spans", "start", "text", "whole")

    def __init__(self, text: str, span: Span) -> None:
        self.start = span[0]
        self.text = text[slice(*span)].replace("\n", " ")
        self.spans: list[Span] = []
        self.whole = False

    def mark(self, start: int = 0, end: int | None = None) -> None:
        """Mark `start` to `end` of the block, or all of it."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        if not part.strip():
            return
        self.whole = self.whole or len(part.strip()) == len(self.text)
        start += len(part) - len(part.lstrip())
        self.spans.append((self.start + start, self.start + start + len(part.strip())))


def boilerplate_spans(text: str, *, title: str | None = None) -> tuple[Span, ...]:
    """Return the spans of `text` that are not to be analysed, sorted and disjoint.

    They are headlines, bylines, datelines (without the sentence that they open), captions and credits, share
    buttons, subscription prompts, links to other articles, notes on origin and copyright, contact footers,
    section headings, and what is left of a page's code.

    Parameters
    ----------
    text
        A document's text.
    title
        Its title, if known: the line that repeats it is boilerplate whatever it looks like.
    """
    found = [_Block(text, span) for span in blocks(text)]
    _mark_title(found, title)
    for block in found:
        if not block.whole:
            _mark_by_rules(block)
    _mark_link_lists(found)
    _mark_headings(found)
    _mark_footer(found)
    _mark_dateline(found)
    return tuple(_disjoint(span for block in found for span in block.spans))


def _mark_title(found: list[_Block], title: str | None) -> None:
    wanted = _letters(title) if title else ""
    for block in found[:_TITLE_BLOCKS]:
        if wanted and _letters(rules.SHARE_PREFIX.sub("", block.text)) == wanted:
            block.mark()
    if len(found) > 1 and not found[0].whole and is_headline(found[0].text) and not _has_dateline(found[0]):
        found[0].mark()


def _mark_by_rules(block: _Block) -> None:
    text = block.text
    if rules.SEPARATOR.fullmatch(text) or (len(text) <= _LONGEST_BLOCK_RULE and _is_boilerplate(text)):
        block.mark()
        return
    if NOTE.fullmatch(text) or (";" in text and rules.CODE.fullmatch(text)):
        block.mark()
        return
    if _holds(text, rules.CREDIT_TRIGGERS) and (credit := rules.CREDIT.search(text)):
        opened = rules.CAPTION_START.match(text)
        caption = bool(opened) or (len(text) <= _LONGEST_CAPTION and not _QUOTATION.search(text))
        block.mark(0 if caption else credit.start())
        if caption:
            return
    if reported := REPORTED_BY.search(text):
        block.mark(reported.start())
    if _holds(text.lower(), TRIGGERS):
        _mark_sentences(block)


def _is_boilerplate(text: str) -> bool:
    if rules.BLOCK.fullmatch(text) or rules.BYLINE.fullmatch(text):
        return True
    if rules.CAPTION_START.match(text) and not _QUOTATION.search(text):
        return True
    if rules.LINK.fullmatch(text):
        return not _FULL_STOP.search(text)
    short = len(text) <= _LONGEST_CONTACT and not _ENDED.search(text)
    return short and rules.CONTACT.search(text) is not None


def _mark_sentences(block: _Block) -> None:
    """Mark the sentences that are boilerplate at the beginning and at the end of a block."""
    text = block.text
    starts = [0, *(match.end() for match in _SENTENCE_BREAK.finditer(text))]
    sentences = list(zip(starts, [*starts[1:], len(text)], strict=True))
    matched = [SENTENCE.fullmatch(text[start:end].strip()) is not None for start, end in sentences]
    leading = matched.index(False) if False in matched else len(matched)
    trailing = matched[::-1].index(False) if False in matched else 0
    if leading:
        block.mark(0, sentences[leading - 1][1])
    if trailing:
        block.mark(sentences[-trailing][0])


def _mark_link_lists(found: list[_Block]) -> None:
    """Mark the headlines that stand under "See also" and the like."""
    under = False
    for block in found:
        if rules.LINK_HEADING.fullmatch(block.text):
            under = True
        elif under and not block.whole:
            under = not _ENDED.search(block.text) and not block.text.endswith(":")
            if under:
                block.mark()


def _mark_headings(found: list[_Block]) -> None:
    labels = Counter(block.text for block in found)
    run: list[_Block] = []
    before: _Block | None = None
    for block in found:
        if block.whole:
            continue
        if is_heading(block.text) and not _is_label(block, before, labels):
            run.append(block)
            continue
        introduced = before is not None and before.text.endswith(":")
        if len(run) < _LIST_LENGTH and not introduced:
            for heading in run:
                heading.mark()
        run, before = [], block
    for block in run:
        # Nothing follows it, so only what is marked as a heading is one.
        if block.text.startswith("#"):
            block.mark()


def _is_label(block: _Block, before: _Block | None, labels: Counter[str]) -> bool:
    """Whether a heading-like block says who speaks: above an answer, or under a quotation."""
    text = block.text
    if text.startswith("#") or not is_name(text):
        return False
    if "," in text or (labels[text] > 1 and len(text.split()) <= _LABEL_WORDS):
        return True
    return before is not None and not text.isupper() and _AFTER_QUOTATION.search(before.text) is not None


def _mark_footer(found: list[_Block]) -> None:
    """Mark what a press release has under its end: contacts and the paragraphs on who sent it."""
    ends = [index for index, block in enumerate(found) if rules.RELEASE_END.fullmatch(block.text)]
    if len(ends) == 1:
        rest = found[ends[0] + 1 :]
        length = sum(len(block.text) for block in found)
        below = sum(len(block.text) for block in rest)
        # Three hashes may also divide an article.
        if below <= _FOOTER_SHARE * length and not any(_QUOTATION.search(block.text) for block in rest):
            for block in rest:
                block.mark()
    for index, block in enumerate(found):
        if rules.CONTACT_HEADING.fullmatch(block.text):
            _mark_contacts(found[index : index + _CONTACT_LINES])
    _mark_about(found)


def _mark_contacts(found: list[_Block]) -> None:
    for block in found:
        if _ENDED.search(block.text) or len(block.text) > _LONGEST_CONTACT:
            return
        block.mark()


def _mark_about(found: list[_Block]) -> None:
    """Mark the last paragraphs if they stand under "About" and a name."""
    last = len(found) - 1
    while last > 0:
        if found[last].whole:
            last -= 1
            continue
        if rules.ABOUT_INLINE.fullmatch(found[last].text):
            found[last].mark()
            continue
        for heading in (last - 1, last - 2):
            about = rules.ABOUT.fullmatch(found[heading].text) if heading >= 0 else None
            if about and about["name"] in found[heading + 1].text:
                for block in found[heading : last + 1]:
                    block.mark()
                break
        else:
            return


def _mark_dateline(found: list[_Block]) -> None:
    for block in found[:_DATELINE_BLOCKS]:
        if not block.whole and (end := _dateline_end(block)):
            block.mark(0, end)
            return


def _has_dateline(block: _Block) -> bool:
    return _dateline_end(block) > 0


def _dateline_end(block: _Block) -> int:
    match = rules.DATELINE.match(block.text)
    return match.end() if match and not rules.ACRONYMS.match(block.text) else 0


def _holds(text: str, triggers: Iterable[str]) -> bool:
    return any(trigger in text for trigger in triggers)


def _letters(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", text).casefold()


def _disjoint(spans: Iterable[Span]) -> Iterator[Span]:
    end = -1
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[1] > end:
            yield max(span[0], end), span[1]
            end = span[1]
