"""Speech that no cue in its own paragraph attributes: carried on, signed, introduced, or said in turns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmine.pipeline.attribution.introductions import Introduction, introduced
from argmine.pipeline.attribution.quotations import Quotation, leads
from argmine.pipeline.attribution.signoffs import signed
from argmine.pipeline.attribution.statements import is_label, plain_statements
from argmine.pipeline.attribution.turns import find_turns
from argmine.pipeline.attribution.voices import Voices
from argmine.schema import Attribution, Span

#: How sure those attributions are that the rules make; what is added to another leaves its confidence as it is.
SIGNED, INTRODUCED, STATEMENT, TURN = 0.9, 0.85, 0.8, 0.9

_WORD = re.compile(r"\w+")
_ENDS_SPEECH = frozenset(",.!?…—–")
_ENDS_SENTENCE = frozenset(".!?…")
_SENTENCE_INSIDE = re.compile(r"[.!?…]\s+[A-Z“‘\"]")
_DIRECTION = re.compile(r"[(\[][^)\]]*[)\]]\.?")
_GOES_ON = re.compile(r"\s*[a-z]")
_SAID = (
    r"(?:said|says|saying|add(?:s|ed|ing)|wrote|writes|writing|told|tells|argue[sd]|ask(?:s|ed)|tweeted|continue[sd]"
    r"|called|warn(?:s|ed)|explain(?:s|ed)|note[sd]|replied|recalled|insisted)\b"
)
_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}"
_SAID_BEHIND = re.compile(rf"\s*,?\s*(?:{_SAID}|(?:[Ss]?[Hh]e|[Tt]hey|[Tt]he [a-z]+|{_NAME}) {_SAID})")
_NAMED_BEHIND = re.compile(
    rf"(?!\s*(?:{_SAID} )?(?:s?he|they|it)\b)(?:(?:Sen|Rep|Gov|Dr|Mrs?|Ms)\.|[^.!?“\"\n]){{0,120}}?\b{_SAID}"
)
_TITLE_BEHIND = re.compile(r"\s*(?:which|who|is|was|are|were|has|had|by|and|will|would)\b")
_TITLE_WORDS = 6
_CUE_BEFORE = re.compile(rf"\b{_SAID}[^.,]{{0,25}},\s*$")
_Carried = int | Introduction | None
_SINGLE = frozenset("'‘`")
_PULL_QUOTE_WORDS = 4


def is_speech(text: str, quotation: Quotation) -> bool:
    """Tell an utterance from a quoted word or title inside somebody else's sentence."""
    inner = text[slice(*quotation.inner)].strip()
    words = len(_WORD.findall(inner))
    if _DIRECTION.fullmatch(inner):
        return False
    if quotation.continues or (not quotation.closed and words > 3):
        return True
    if words >= 8 and _SENTENCE_INSIDE.search(inner):
        return True
    before = text[max(0, quotation.start - 3) : quotation.start].rstrip(" ")
    introduced = not before or before[-1] in ",:\n"
    if (
        inner[:1].islower()
        and before[-1:] == ","
        and not _CUE_BEFORE.search(text, max(0, quotation.start - 40), quotation.start)
    ):
        return False
    ends = bool(inner) and inner[-1] in _ENDS_SPEECH
    if quotation.closed and _is_part(text, quotation, words, ends=ends):
        return False
    if words >= 2 and introduced and (ends or _SAID_BEHIND.match(text, quotation.end)):
        return True
    if words >= 2 and before[-1:] in _ENDS_SENTENCE and inner[:1].isupper() and inner[-1:] in _ENDS_SENTENCE:
        return True
    return words >= 4 and (introduced or before[-1:] in '.!?”"') and (ends or inner[:1].isupper())


def _is_part(text: str, quotation: Quotation, words: int, *, ends: bool) -> bool:
    """Tell a phrase or a title with which the sentence around it goes on."""
    if words <= _TITLE_WORDS and _TITLE_BEHIND.match(text, quotation.end):
        return True
    long = [word for word in _WORD.findall(text, *quotation.inner) if len(word) > 3]
    if len(long) > 1 and all(word[0].isupper() for word in long):
        return text[max(0, quotation.start - 2) : quotation.start] == ", "
    goes_on = _GOES_ON.match(text, quotation.end) is not None
    return goes_on and not ends and _SAID_BEHIND.match(text, quotation.end) is None


def uncued_attributions(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], found: Sequence[Attribution]
) -> list[Attribution]:
    """Return the attributions `found` by their cues, some with more content, and those that no cue makes.

    Parameters
    ----------
    text, paragraphs, quotations
        The document, its paragraphs (nothing is carried over text that is in none) and its quotations in order.
    found
        What the cues attribute, each within its own paragraph.

    Notes
    -----
    A quotation goes on with the voice of the one before it in the same paragraph, unless another is named in
    between. Where a paragraph opens with a quotation and names nobody, the voice with which the paragraph before
    ended goes on, as long as such paragraphs follow each other. A sign-off, a line that introduces a speaker
    ("She added:", "Statement of Jane Roe") and the turns of a transcript name voices of their own.
    """
    introductions = [introduced(text, start, end) for start, end in paragraphs]
    voices = Voices(text, quotations, found)
    narrative = _narrative(voices, paragraphs)
    for turn in find_turns(text, paragraphs, narrative):
        voices.take(turn.name, None, turn.content, TURN)
    for introduction, content in plain_statements(text, paragraphs, introductions, narrative):
        voices.take(introduction.source, introduction.cue, content, STATEMENT)
    _sign(voices, paragraphs)
    _link(voices)
    _carry(voices, paragraphs, introductions)
    return sorted((a for a in voices.attributions if a.content), key=lambda a: a.content[0])


def _narrative(voices: Voices, paragraphs: Sequence[Span]) -> set[int]:
    """Return the paragraphs that quote somebody and say who it is."""
    return {
        i
        for i, paragraph in enumerate(paragraphs)
        if voices.is_named(paragraph, None)
        and any(
            voices.owner[index] is not None and is_speech(voices.text, voices.quotations[index])
            for index in voices.inside(paragraph)
        )
    }


def _sign(voices: Voices, paragraphs: Sequence[Span]) -> None:
    """Attribute the quotations that are signed."""
    for paragraph, below in zip(paragraphs, (*paragraphs[1:], None), strict=False):
        inside = voices.inside(paragraph)
        if not inside or not leads(voices.text, paragraph[0], voices.quotations[inside[0]]):
            continue
        quotation = voices.quotations[inside[-1]]
        if voices.owner[inside[-1]] is None and is_speech(voices.text, quotation):
            name = signed(voices.text, quotation.end, paragraph[1], below)
            if name is not None:
                voices.give(inside[-1], voices.add(name, None, (), SIGNED))


def _link(voices: Voices) -> None:
    """Let a quotation over several paragraphs have one voice, wherever in it the voice is named."""
    quotations = voices.quotations
    for index in range(1, len(quotations)):
        before = voices.owner[index - 1]
        if quotations[index].continues and voices.owner[index] is None and before is not None:
            voices.give(index, before)
    for index in range(len(quotations) - 1, 0, -1):
        after, start = voices.owner[index], quotations[index].start
        same_marks = voices.text[start] == voices.text[quotations[index - 1].start]
        if quotations[index].continues and same_marks and voices.owner[index - 1] is None and after is not None:
            voices.give(index - 1, after)


def _carry(voices: Voices, paragraphs: Sequence[Span], introductions: Sequence[Introduction | None]) -> None:
    """Let a voice go on in its paragraph and in those that follow it."""
    text = voices.text
    carried: _Carried = None
    before = 0
    for paragraph, introduction in zip(paragraphs, introductions, strict=True):
        start, end = paragraph
        line = text[start:end]
        inside = voices.inside(paragraph)
        if text[before:start].strip():
            carried = None
        before = end
        if not inside and introduction is None and _waits(carried) and is_label(line):
            continue
        last = None
        for index in inside:
            last = _go_on(voices, paragraph, index, last, carried)
        carried = _next(voices, paragraph, introduction, last)


def _go_on(voices: Voices, paragraph: Span, index: int, last: int | None, carried: _Carried) -> int | None:
    """Attribute one quotation to the voice before it, and return the quotation whose voice may go on."""
    quotation = voices.quotations[index]
    if not is_speech(voices.text, quotation):
        return last
    if voices.owner[index] is None:
        voice = _voice_before(voices, paragraph, quotation, last)
        if voice is None and carried is not None and _may_carry(voices, paragraph, index):
            voice = _carried_voice(voices, paragraph, carried)
        if voice is not None:
            voices.give(index, voice)
    return index if voices.owner[index] is not None else None


def _voice_before(voices: Voices, paragraph: Span, quotation: Quotation, last: int | None) -> int | None:
    """Return the voice of the quotation before in the paragraph, or the one that the sentence before reports."""
    if last is not None:
        voice = voices.owner[last]
        if not voices.is_named((voices.quotations[last].end, quotation.start), voice):
            return voice
    before = voices.text[max(paragraph[0], quotation.start - 3) : quotation.start].rstrip()
    if before[-1:] not in _ENDS_SENTENCE or _NAMED_BEHIND.match(voices.text, quotation.end):
        return None
    return _reporting(voices, (paragraph[0], quotation.start))


def _may_carry(voices: Voices, paragraph: Span, index: int) -> bool:
    """Tell whether a quotation may go on with the voice of the paragraph before."""
    text, quotation = voices.text, voices.quotations[index]
    if quotation.continues:
        return True
    if not leads(text, paragraph[0], quotation) or _NAMED_BEHIND.match(text, quotation.end):
        return False
    inner = text[slice(*quotation.inner)].rstrip()
    words = inner.strip(" .,!?…")
    if quotation.closed and inner[-1:] not in _ENDS_SPEECH:
        return False  # a heading or a pull quote
    if words.isupper() or (len(words.split()) >= _PULL_QUOTE_WORDS and text.count(words) > 1):
        return False
    # In a text that quotes in double marks, a paragraph in single ones is a heading.
    marks = [text[q.start : q.inner[0]] for q in voices.quotations[max(0, index - 1) : index + 1]]
    return marks[-1] not in _SINGLE or marks[0] in _SINGLE


def _carried_voice(voices: Voices, paragraph: Span, carried: int | Introduction) -> int | None:
    if isinstance(carried, Introduction):
        named = voices.last_named(carried.cue)
        return voices.add(carried.source, carried.cue, (), INTRODUCED) if named is None else named
    return None if voices.is_named(paragraph, carried) else carried


def _next(voices: Voices, paragraph: Span, introduction: Introduction | None, last: int | None) -> _Carried:
    """Return the voice with which a paragraph ends, or which it introduces."""
    if introduction is not None:
        return introduction
    if last is None:
        return _reporting(voices, paragraph)
    voice = voices.owner[last]
    return None if voices.is_named((voices.quotations[last].end, paragraph[1]), voice) else voice


def _reporting(voices: Voices, span: Span) -> int | None:
    """Return the voice that the last sentence of a stretch of text reports."""
    number = voices.last_named(span)
    if number is None or voices.attributions[number].cue_kind not in {"speech", None}:
        return None
    attribution = voices.attributions[number]
    reach = max(end for _, end in (*attribution.cue, *attribution.content))
    return None if _SENTENCE_INSIDE.search(voices.text, reach - 1, span[1]) else number


def _waits(carried: _Carried) -> bool:
    return isinstance(carried, Introduction) and carried.follows in {"statement", "heading"}
