"""Attributions of quotations: who is named for the words inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from argmine.pipeline._indirect import cue_span
from argmine.pipeline.cues import cue_verbs
from argmine.pipeline.extensions import text_of
from argmine.pipeline.quotations import Quotation
from argmine.pipeline.syntax import SUBJECTS, child, noun_phrase, subject, tokens_inside
from argmine.schema import Attribution, Span

_ENDS_SPEECH = frozenset(",.!?…—–")
_CUE_BEFORE = re.compile(
    r"\b(?:said|says|saying|add(?:ed|ing)|wrote|writing|told|argued|asked|tweeted|continued|called|warned|explained|noted)"
    r"[^.,]{0,25},\s*$"
)
_ENDS_SENTENCE = frozenset(".!?…")
_SIGNATURE = re.compile(r"\s*[—–―-]{1,2}\s*(?P<name>[A-Z][^\n]{2,80}?)\s*(?=\n|$)")
_WORD = re.compile(r"\w+")
_LONGEST_NAME = 4
_REACH = 30


@dataclass(frozen=True, slots=True)
class Voice:
    """A cue and the source it names, as characters of the text."""

    cue: Span | None
    source: Span | None
    verb: int = -1


def is_speech(text: str, quotation: Quotation) -> bool:
    """Tell an utterance from a quoted word or title inside somebody else's sentence."""
    inner = text[quotation.inner[0] : quotation.inner[1]].rstrip()
    words = len(_WORD.findall(inner))
    if quotation.continues or (not quotation.closed and words > 3):
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
    if words >= 2 and ends and introduced:
        return True
    if words >= 2 and before[-1:] in {".", "!", "?"} and inner[:1].isupper() and inner[-1:] in _ENDS_SENTENCE:
        return True
    return words >= 4 and (introduced or before[-1:] in '.!?”"') and (ends or inner[:1].isupper())


def direct_attributions(doc: Doc, quotations: Sequence[Quotation], paragraphs: Sequence[Span]) -> list[Attribution]:
    """Return an attribution for each run of speech with one voice; speech that nobody is named for has none."""
    found: list[tuple[Voice, list[Span]]] = []
    carried: Voice | None = None
    for start, end in paragraphs:
        inside = [q for q in quotations if start <= q.start < end]
        last: Voice | None = None
        for i, quotation in enumerate(inside):
            room = (inside[i - 1].end if i else start, inside[i + 1].start if i + 1 < len(inside) else end)
            voice = _voice(doc, quotation, room, start) or last or _signed(text_of(doc), quotation)
            if voice is None and carried is not None and _leads(text_of(doc), start, quotation):
                voice = carried
            if voice is not None:
                _append(found, voice, quotation)
            last = voice
        carried = last if inside else _introduced(doc, start, end)
    return [
        Attribution(
            source=(voice.source,) if voice.source else (),
            cue=(voice.cue,) if voice.cue else (),
            content=tuple(spans),
        )
        for voice, spans in found
    ]


def _append(found: list[tuple[Voice, list[Span]]], voice: Voice, quotation: Quotation) -> None:
    span = (quotation.start, quotation.end)
    if found and found[-1][0] == voice:
        found[-1][1].append(span)
    else:
        found.append((voice, [span]))


def _voice(doc: Doc, quotation: Quotation, room: Span, paragraph: int) -> Voice | None:
    """Look for a voice behind a quotation, then before it, as far as the neighbouring quotations leave room."""
    return _after(doc, quotation, room[1]) or _before(doc, quotation, max(room[0], paragraph))


def _leads(text: str, paragraph: int, quotation: Quotation) -> bool:
    return not text[paragraph : quotation.start].strip(" \t>-–—•*")


def _signed(text: str, quotation: Quotation) -> Voice | None:
    """Find the voice in the sign-off of a press release ("— Jane Roe, Commissioner")."""
    signature = _SIGNATURE.match(text, quotation.end)
    if signature is None or (signature["name"].endswith(".") and len(signature["name"].split()) > _LONGEST_NAME):
        return None
    start = signature.start("name")
    return Voice(None, (start, start + len(re.split(r",| \(", signature["name"])[0])))


def _after(doc: Doc, quotation: Quotation, following: int) -> Voice | None:
    """Find the voice in `"...," she said` and `"...," said Jane Roe, who ...`."""
    inner = text_of(doc)[quotation.inner[0] : quotation.inner[1]].rstrip()
    if inner.endswith(".") and not inner.endswith("..") and quotation.closed:
        sentence = text_of(doc)[quotation.end : following].lstrip()
        if sentence[:1].isupper() and not re.match(r"[A-Z][^.]{0,60}\b(?:said|says|added|wrote)\b\W*\.", sentence):
            return None
    tokens = _tokens(doc, quotation.end, following)[:_REACH]
    stop = next((i for i, t in enumerate(tokens) if t.text in {".", "!", "?", ":", ";"}), len(tokens))
    return _first_voice(doc, tokens[:stop])


def _before(doc: Doc, quotation: Quotation, preceding: int) -> Voice | None:
    """Find the voice in `She said: "..."` and `Jane Roe, who ..., said that "..."`."""
    tokens = _tokens(doc, preceding, quotation.start)
    ends = [i for i, t in enumerate(tokens[:-1]) if t.text in {".", "!", "?"} and not tokens[i + 1].is_lower]
    tokens = tokens[ends[-1] + 1 if ends else 0 :][-2 * _REACH :]
    lead = text_of(doc)[preceding : quotation.start].rstrip()
    if not lead or lead[-1] in '.!?”"':
        return None
    return _first_voice(doc, tokens[::-1], colon=lead[-1] == ":")


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    return [token for token in tokens_inside(doc, (start, end)) if not token.is_space] if end > start else []


def _first_voice(doc: Doc, tokens: list[Token], *, colon: bool = False) -> Voice | None:
    verbs = cue_verbs()
    for token in tokens:
        if token.pos_ not in {"VERB", "AUX", "NOUN", "PROPN"}:
            continue
        cue = verbs.get(token.lemma_)
        if cue is None or not cue.quotation or (token.pos_ != "VERB" and token.tag_[:2] != "VB"):
            continue
        source = _source(doc, token, tokens)
        if source is not None or colon:
            return Voice(cue_span(token), source, token.i)
    according = next((t for t in tokens if t.lower_ == "according"), None)
    if according is not None and according.i + 1 < len(doc):
        to = doc[according.i + 1]
        noun = child(to, {"pobj"})
        if noun is not None:
            return Voice((according.idx, to.idx + len(to)), noun_phrase(noun), according.i)
    if colon:
        noun = next((t for t in tokens if t.dep_ in SUBJECTS and t.pos_ in {"PROPN", "PRON", "NOUN"}), None)
        if noun is not None:
            return Voice(None, noun_phrase(noun), noun.i)
    return None


def _source(doc: Doc, verb: Token, window: list[Token]) -> Span | None:
    """Return the source of a verb beside a quotation; the parse is often wrong there, so order helps."""
    low, high = min(t.i for t in window), max(t.i for t in window)
    noun = subject(verb)
    if noun is not None and (low <= noun.i <= high or (noun.i < low and verb.dep_ in {"advcl", "conj", "xcomp"})):
        return noun_phrase(noun)
    for chunk_root in doc[verb.i + 1 : high + 1]:
        is_time = chunk_root.ent_type_ in {"DATE", "TIME"} or chunk_root.dep_ == "npadvmod"
        if chunk_root.pos_ in {"PROPN", "PRON", "NOUN"} and chunk_root.head.i <= verb.i and not is_time:
            return noun_phrase(chunk_root)
        if chunk_root.pos_ == "VERB" or chunk_root.text in {",", "."}:
            break
    for chunk_root in reversed(doc[low : verb.i]):
        if chunk_root.pos_ in {"PROPN", "PRON", "NOUN"} and chunk_root.dep_ not in {"pobj", "npadvmod"}:
            return noun_phrase(chunk_root)
    return None


def _introduced(doc: Doc, start: int, end: int) -> Voice | None:
    """Return the voice of a paragraph's last sentence, which may speak in the next paragraph ("She added:")."""
    tokens = _tokens(doc, start, end)
    ends = [i for i, t in enumerate(tokens[:-1]) if t.text in {".", "!", "?"}]
    last_sentence = tokens[ends[-1] + 1 if ends else 0 :]
    return _first_voice(doc, last_sentence[::-1], colon=text_of(doc)[start:end].rstrip().endswith(":"))
