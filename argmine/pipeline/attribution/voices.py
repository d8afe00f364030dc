"""Which attribution each quotation belongs to, while the rules for speech without a cue add to them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from argmine.pipeline.attribution.quotations import Quotation
from argmine.schema import Attribution, Span

_PRONOUN = re.compile(r"(?i)(?:s?he|they|it|we|i|who)$")


class Voices:
    """The attributions of a document so far, and for each of its quotations the number of its own."""

    def __init__(self, text: str, quotations: Sequence[Quotation], found: Sequence[Attribution]) -> None:
        self.text = text
        self.quotations = quotations
        self.attributions = list(found)
        self._starts = [quotation.start for quotation in quotations]
        anchors = [next(iter((*a.cue, *a.source)), None) for a in found]
        within = [None if anchor is None else self.around(anchor[0]) for anchor in anchors]
        spans = sorted((start, end, i) for i, a in enumerate(found) for start, end in a.content)
        longest = max((end - start for start, end, _ in spans), default=0)
        self._cues = sorted(
            (anchor[0], i)
            for i, anchor in enumerate(anchors)
            if anchor is not None and within[i] is None and not _is_nested(anchor[0], i, spans, longest)
        )
        self._sources = sorted((start, end, i) for i, a in enumerate(found) for start, end in a.source)
        self._longest_source = max((end - start for start, end, _ in self._sources), default=0)
        self.owner = [self._covering(i, spans, longest, within) for i in range(len(quotations))]

    def around(self, place: int) -> int | None:
        """Return the quotation inside whose marks a character stands."""
        index = bisect_right(self._starts, place) - 1
        return index if index >= 0 and self._starts[index] < place < self.quotations[index].end else None

    def inside(self, span: Span) -> range:
        """Return the quotations that start in a span."""
        return range(bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1]))

    def is_named(self, span: Span, besides: int | None) -> bool:
        """Tell whether a cue outside quotation marks names another voice in a span than that of `besides`."""
        low, high = bisect_left(self._cues, (span[0], -1)), bisect_left(self._cues, (span[1], -1))
        return any(not self._same(number, besides) for _, number in self._cues[low:high])

    def last_named(self, span: Span) -> int | None:
        """Return the attribution whose cue stands last in a span outside quotation marks."""
        low, high = bisect_left(self._cues, (span[0], -1)), bisect_left(self._cues, (span[1], -1))
        return self._cues[high - 1][1] if low < high else None

    def add(self, source: Span, cue: Span | None, content: tuple[Span, ...], confidence: float) -> int:
        """Add an attribution and return its number."""
        self.attributions.append(
            Attribution(
                source=(source,),
                cue=(cue,) if cue else (),
                content=content,
                cue_kind="speech" if cue else None,
                confidence=confidence,
            )
        )
        return len(self.attributions) - 1

    def take(self, source: Span, cue: Span | None, content: tuple[Span, ...], confidence: float) -> None:
        """Let `source` say `content`: in the attribution found for its cue, or instead of what was found, or anew."""
        number = self._found_for(source, content) if cue is None else self.last_named(cue)
        if number is None:
            number = self.add(source, cue, content, confidence)
        else:
            found = self.attributions[number]
            kept = () if cue is None else found.content
            # A verb inside a turn is not what attributes it.
            inside = any(start < e and s < end for s, e in found.cue for start, end in content)
            self.attributions[number] = replace(
                found, content=_union((*kept, *content)), cue=() if inside and cue is None else found.cue
            )
        for index in (index for span in content for index in self.inside(span)):
            if self.owner[index] is None:
                self.owner[index] = number

    def give(self, index: int, number: int) -> None:
        """Let a quotation be part of an attribution's content."""
        quotation, attribution = self.quotations[index], self.attributions[number]
        content = _union((*attribution.content, (quotation.start, quotation.end)))
        self.attributions[number] = replace(attribution, content=content)
        self.owner[index] = number

    def _covering(
        self, index: int, spans: Sequence[tuple[int, int, int]], longest: int, within: Sequence[int | None]
    ) -> int | None:
        """Return the attribution that has most of a quotation, the one with the least else where two have all."""
        quotation = self.quotations[index]
        low = bisect_left(spans, (quotation.start - longest, 0, 0))
        high = bisect_left(spans, (quotation.end, 0, 0))
        shared: dict[int, int] = {}
        for start, end, number in spans[low:high]:
            # What is attributed inside the quotation ("Critics say ...") is said by another.
            if end > quotation.start and (within[number] != index or start <= quotation.inner[0]):
                shared[number] = shared.get(number, 0) + min(end, quotation.end) - max(start, quotation.start)
        return max(shared, key=lambda number: (shared[number], -self._length(number)), default=None)

    def _length(self, number: int) -> int:
        return sum(end - start for start, end in self.attributions[number].content)

    def _same(self, number: int, other: int | None) -> bool:
        if number == other:
            return True
        source = self._source(number)
        return other is not None and (source == self._source(other) or _PRONOUN.match(source) is not None)

    def _source(self, number: int) -> str:
        return " ".join(self.text[start:end] for start, end in self.attributions[number].source)

    def _found_for(self, source: Span, content: Sequence[Span]) -> int | None:
        low = bisect_left(self._sources, (source[0] - self._longest_source, 0, 0))
        high = bisect_left(self._sources, (source[1], 0, 0))
        for _, end, number in self._sources[low:high]:
            said = self.attributions[number].content
            if end > source[0] and any(s < end and start < e for start, end in said for s, e in content):
                return number
        return None


def _is_nested(place: int, number: int, spans: Sequence[tuple[int, int, int]], longest: int) -> bool:
    """Tell whether a cue is itself part of what another attribution's source says."""
    low, high = bisect_left(spans, (place - longest, 0, 0)), bisect_right(spans, (place, len(spans), 0))
    return any(other != number and start <= place < end for start, end, other in spans[low:high])


def _union(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in text order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
