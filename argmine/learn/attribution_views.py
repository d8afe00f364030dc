"""Attributions as the scorer compares them: tidied spans, characters, and the subsets that they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from argmine.schema import Attribution, Span

Mask = NDArray[np.bool_]
Spans = tuple[Span, ...]

ROLES = ("content", "cue", "source")
SUBSETS = ("all", "direct", "mostly", "speech")

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MARK = re.compile(r"[“”„\"]|''|``")
_OPENING = frozenset(("“", "„", "``"))
_CLOSING = "”"
_SPEECH = frozenset(
    "say says said saying tell tells told telling note notes noted noting write writes wrote writing written admit "
    "admits admitted admitting deny denies denied denying reply replies replied replying according".split()
) | frozenset(
    stem + ending
    for stem in (
        "acknowledg add alleg announc answer argu ask assert claim comment contend declar explain insist mention "
        "recount remark report respond stat suggest tweet warn"
    ).split()
    for ending in ("", "s", "e", "es", "ed", "ing")
)


@dataclass(frozen=True, slots=True)
class View:
    """The attributions of one text, those without content left out.

    `exact` holds the spans of each role without white space at their edges, `loose` without anything there that is
    neither letter nor digit. `characters` (attribution, character) and `words` (attribution, word of the text) tell
    what the spans cover, `subsets` (subset, attribution) where the attributions belong, and `places` where each
    stood among those that the view is of.
    """

    exact: Mapping[str, Sequence[Spans]]
    loose: Mapping[str, Sequence[Spans]]
    characters: Mapping[str, Mask]
    words: Mask
    subsets: Mask
    places: NDArray[np.intp]


class TextView:
    """What the scorer knows of a text: its white space, its words, and what stands in quotation marks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._solid = np.fromiter((not character.isspace() for character in text), np.bool_, len(text))
        self._alphanumeric = np.fromiter((character.isalnum() for character in text), np.bool_, len(text))
        self._words = np.array([word.start() for word in _WORD.finditer(text)], dtype=np.intp)
        self._quoted = in_quotation_marks(text)[self._words]

    def view(self, attributions: Sequence[Attribution]) -> View:
        """Return a view of attributions of this text."""
        exact: dict[str, list[Spans]] = {role: [] for role in ROLES}
        loose: dict[str, list[Spans]] = {role: [] for role in ROLES}
        places = []
        for place, attribution in enumerate(attributions):
            spans = {role: _tidied(getattr(attribution, role), self._solid) for role in ROLES}
            if spans["content"]:
                places.append(place)
                for role in ROLES:
                    exact[role].append(spans[role])
                    loose[role].append(_tidied(spans[role], self._alphanumeric))
        characters = {role: self._characters(exact[role]) for role in ROLES}
        words = characters["content"][:, self._words]
        subsets = self._subsets(exact["cue"], words)
        return View(exact, loose, characters, words, subsets, np.array(places, dtype=np.intp))

    def _characters(self, attributions: Sequence[Spans]) -> Mask:
        covered = np.zeros((len(attributions), len(self._text)), dtype=np.bool_)
        for row, spans in zip(covered, attributions, strict=True):
            for start, end in spans:
                row[start:end] = self._solid[start:end]
        return covered

    def _subsets(self, cues: Sequence[Spans], words: Mask) -> Mask:
        quoted = (words & self._quoted).sum(axis=1)
        direct = quoted > 0
        mostly = direct & (2 * quoted >= words.sum(axis=1))
        said = (" ".join(self._text[start:end] for start, end in cue) for cue in cues)
        speech = [not _SPEECH.isdisjoint(re.findall(r"\w+", cue.lower())) for cue in said]
        return np.stack([np.ones(len(cues), dtype=np.bool_), direct, mostly, np.array(speech, dtype=np.bool_)])


def in_quotation_marks(text: str) -> Mask:
    """Tell of each character whether it stands in double quotation marks.

    Each paragraph counts for itself: a mark without its close runs to the paragraph's end, as in a quotation of
    several paragraphs.
    """
    quoted = np.zeros(len(text), dtype=np.bool_)
    for paragraph in re.finditer(r"[^\n]+", text):
        start: int | None = None
        for mark in _MARK.finditer(text, *paragraph.span()):
            if start is None:
                # A straight mark opens only where something follows it.
                followed = bool(text[mark.end() : mark.end() + 1].strip())
                if mark.group() in _OPENING or (mark.group() != _CLOSING and followed):
                    start = mark.start()
            elif mark.group() not in _OPENING:
                quoted[start : mark.end()] = True
                start = None
        if start is not None:
            quoted[start : paragraph.end()] = True
    return quoted


def _tidied(spans: Sequence[Span], kept: Mask) -> Spans:
    """Cut what is not `kept` off the edges of spans, and join those between which nothing is kept."""
    tidy: list[Span] = []
    for start, end in sorted(spans):
        if not 0 <= start <= end <= len(kept):
            raise ValueError(f"the span {start}..{end} lies outside the text of {len(kept)} characters")
        inside = np.flatnonzero(kept[start:end])
        if not len(inside):
            continue
        first, last = start + int(inside[0]), start + int(inside[-1]) + 1
        if tidy and not kept[tidy[-1][1] : first].any():
            tidy[-1] = (tidy[-1][0], max(last, tidy[-1][1]))
        else:
            tidy.append((first, last))
    return tuple(tidy)
