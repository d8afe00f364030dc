"""Attributions in brat's standoff files, as the PolNeAR corpus is annotated: events of a source, a cue and a content.

The format is described at https://brat.nlplab.org/standoff.html. Of its records only text-bound annotations (``T``)
and events (``E``) are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from argmine.learn.gold import GoldError, read_text
from argmine.schema import Attribution, Span

_RECORD = re.compile(r"(?:[TEARMN]\d+|#\d*|\*)\t")
_ROLES = ("source", "cue", "content")


def read_brat(path: Path, text: str) -> tuple[Attribution, ...]:
    """Read the attributions of one standoff file, in the order of their contents.

    The role that an event gives to a span counts, whatever the span's own type; events without content are left
    out. Fragments that only white space parts are one, since brat ends a fragment at each line break.

    Parameters
    ----------
    path
        The ``.ann`` file.
    text
        The text that its offsets, in code points, refer to.

    Raises
    ------
    GoldError
        If a record cannot be read or an offset does not hold; the message names the line.
    """
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[tuple[str, str]] = []
    for number, record in _records(path):
        where = f"{path}:{number}"
        identifier, _, rest = record.partition("\t")
        if identifier.startswith("T"):
            spans[identifier] = _spans(rest, text, where)
        elif identifier.startswith("E"):
            events.append((rest, where))
    # An event may stand before its spans, so events wait for the end of the file.
    found = (_attribution(event, spans, text, where) for event, where in events)
    return tuple(sorted((attribution for attribution in found if attribution.content), key=lambda a: a.content))


def _records(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each record with its line number; the text of a span may run over lines."""
    first, record = 0, ""
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if _RECORD.match(line):
            if record:
                yield first, record
            first, record = number, line
        elif line.strip():
            if not record.startswith("T"):
                raise GoldError(f"{path}:{number}: is no brat annotation: {line[:40]!r}")
            record += "\n" + line
    if record:
        yield first, record


def _spans(rest: str, text: str, where: str) -> tuple[Span, ...]:
    place, _, covered = rest.partition("\t")
    _, _, offsets = place.partition(" ")
    try:
        pairs = [fragment.split() for fragment in offsets.split(";")]
        spans = tuple((int(start), int(end)) for start, end in pairs)
    except ValueError as error:
        raise GoldError(f"{where}: {place!r} is no type with offsets, such as 'Cue 6 10'") from error
    there = " ".join(text[start:end] for start, end in spans)
    if not all(0 <= start < end <= len(text) for start, end in spans) or there.split() != covered.split():
        raise GoldError(f"{where}: offsets {offsets} do not hold {covered[:40]!r} in the text")
    return spans


def _attribution(event: str, spans: Mapping[str, tuple[Span, ...]], text: str, where: str) -> Attribution:
    roles: dict[str, list[Span]] = {role: [] for role in _ROLES}
    for argument in event.split():
        name, _, target = argument.partition(":")
        # A role that an event has twice is numbered: Content, Content2.
        role = name.rstrip("0123456789").lower()
        if role in roles:
            if target not in spans:
                raise GoldError(f"{where}: {argument} names no span of the file")
            roles[role].extend(spans[target])
    source, cue, content = (_joined(roles[role], text) for role in _ROLES)
    return Attribution(source=source, cue=cue, content=content)


def _joined(fragments: list[Span], text: str) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(fragments):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
