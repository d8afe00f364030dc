"""What the readers of coded documents share: whatever a file holds, what they yield is sound, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

from argmine.formats.base import FormatError
from argmine.formats.incoming import finite, reported
from argmine.schema import CUE_KINDS, KINDS, POLARITIES, RELATION_LABELS, Analysis, Claim, Document, Span, Speaker

Read = Callable[[Path], Iterator[Analysis]]

_METADATA = ("title", "outlet", "date", "author", "url", "language", "path")


def reads(what: str) -> Callable[[Read], Read]:
    """Make a reader end in a `FormatError` whatever is wrong in a file; `what` says what the file should be."""

    def decorate(read: Read) -> Read:
        @wraps(read)
        def checked(path: Path) -> Iterator[Analysis]:
            with reported(path, what):
                for analysis in read(path):
                    check(analysis, path)
                    yield analysis

        return checked

    return decorate


def check(analysis: Analysis, path: Path) -> None:
    """Make sure that a document and its claims hold what their types say.

    Raises
    ------
    FormatError
        If they do not; the message names the document and the claim.
    """
    document = analysis.document
    where = f"{path}: the document {str(document.id)[:80]!r}"
    for problem in _of_document(document):
        raise FormatError(f"{where}: {problem}")
    seen: set[str] = set()
    positions = {position.id for position in analysis.positions}
    for claim in analysis.claims:
        for problem in _of_claim(claim, document, seen):
            raise FormatError(f"{where}: the claim {str(claim.id)[:80]!r} {problem}: mend it, or export again")
        seen.add(claim.id)
        if claim.position is not None and claim.position not in positions:
            raise FormatError(
                f"{where}: the claim {claim.id!r} is on the position {claim.position!r}, which is not there"
            )
    for position in analysis.positions:
        issue = (position.issue.id, position.issue.text) if position.issue else ()
        if not all(isinstance(text, str) for text in (position.id, position.text, *position.terms, *issue)):
            raise FormatError(f"{where}: a position has an id, a text, a term or an issue that is no text")
    spans = [span for one in analysis.attributions for span in (*one.source, *one.cue, *one.content)]
    for problem in _of_spans((*spans, *analysis.boilerplate), document.text):
        raise FormatError(f"{where}: an attribution or its boilerplate {problem}")
    for attribution in analysis.attributions:
        finite(attribution.confidence)
        if attribution.cue_kind not in (None, *CUE_KINDS):
            raise FormatError(f"{where}: an attribution has the cue kind {attribution.cue_kind!r}, which is none")


def _of_document(document: Document) -> Iterator[str]:
    needed: dict[str, Any] = {"id": document.id, "text": document.text}
    for name, value in needed.items():
        if not isinstance(value, str) or (name == "id" and not value):
            yield f"has no {name}: give it one"
    for name in _METADATA:
        if not isinstance(getattr(document, name), str | None):
            yield f"has the {name} {getattr(document, name)!r}, which is no text"
    if not all(isinstance(one, str) for pair in dict(document.extra).items() for one in pair):
        yield "has other metadata than texts by their names"


def _of_claim(claim: Claim, document: Document, seen: Iterable[str]) -> Iterator[str]:
    if not isinstance(claim.id, str) or not claim.id.isprintable() or not claim.id:
        yield "has no id, or one that is no line of text"
    if claim.id in seen:
        yield "stands there twice"
    yield from _of_spans([(claim.start, claim.end)], document.text)
    yield from _of_spans([*claim.source, *claim.cue], document.text)
    if claim.start >= claim.end:
        yield f"stands at {claim.start} to {claim.end}, where no words are"
    if claim.text != document.text[claim.start : claim.end]:
        yield f"says {str(claim.text)[:40]!r}, where {document.text[claim.start : claim.end][:40]!r} stands"
    chosen = {"kind": KINDS, "polarity": (None, *POLARITIES), "cue_kind": (None, *CUE_KINDS)}
    for name, known in chosen.items():
        if getattr(claim, name) not in known:
            yield f"has the {name} {getattr(claim, name)!r}, which is none of {', '.join(filter(None, known))}"
    for name in ("type", "stance", "position", "speaker_unknown"):
        if not isinstance(getattr(claim, name), str | None):
            yield f"has the {name} {getattr(claim, name)!r}, which is no text"
    yield from _of_speaker(claim.speaker)
    yield from _of_links(claim)
    probabilities: Iterable[Any] = claim.stance_probabilities.values()
    for number in (claim.confidence, claim.position_confidence, claim.polarity_confidence, *probabilities):
        if number is not None:
            finite(number)


def _of_speaker(speaker: Speaker | None) -> Iterator[str]:
    if speaker is None:
        return
    if not all(isinstance(text, str) and text for text in (speaker.id, speaker.name)):
        yield "has a speaker without an id or a name"
    if not all(isinstance(text, str | None) for text in (speaker.organisation, speaker.role, speaker.stance)):
        yield "has a speaker whose organisation, role or stance is no text"


def _of_links(claim: Claim) -> Iterator[str]:
    if not all(isinstance(echo, str) for echo in claim.echoes):
        yield "has echoes that are no ids of claims"
    for relation in claim.relations:
        if not isinstance(relation.target, str) or relation.label not in RELATION_LABELS:
            yield f"has a relation that is none of {', '.join(RELATION_LABELS)}"
        finite(relation.confidence)
    if not all(isinstance(stance, str) for stance in claim.stance_probabilities):
        yield "has probabilities of stances that are no text"


def _of_spans(spans: Iterable[Span], text: str) -> Iterator[str]:
    for start, end in spans:
        if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(text):
            yield f"stands at {start!r} to {end!r}, but the text has {len(text)} characters"
