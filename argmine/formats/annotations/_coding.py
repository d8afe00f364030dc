"""What annotation programs show of a claim, and the claim that comes of what a person left there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from argmine.codebook import Codebook
from argmine.formats.annotations._words import metadata_text, one_line, plain, replaced, restored
from argmine.formats.annotations.claim_ids import free_id
from argmine.formats.base import FormatError
from argmine.formats.incoming import texts
from argmine.names import speaker_id
from argmine.schema import (
    CLAIM_TYPES,
    KINDS,
    POLARITIES,
    Analysis,
    Claim,
    Document,
    Issue,
    Kind,
    Position,
    Span,
    Speaker,
    content_id,
)

#: What is said of a claim, beside its spans.
FACTS = ("stance", "kind", "polarity", "type", "speaker", "role", "organisation", "position")
#: The fields that a program holds which shows every fact and span.
ALL_FIELDS = frozenset({"span", "source", "cue", *FACTS})
#: The facts that are chosen from a list.
CHOSEN = ("stance", "kind", "polarity", "type")
_METADATA = ("id", "title", "outlet", "date", "author", "url", "language", "path")
_QUOTES = ('"', "“", "„", "«", "‘")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A claim as a person marked it.

    Attributes
    ----------
    span, source, cue
        Where it and its attribution stand.
    facts
        What is said of it, by the names in `FACTS`.
    id
        The id that it was written with; None for a claim that a person added.
    name
        What the program calls it, for error messages.
    """

    span: Span
    source: Sequence[Span] = ()
    cue: Sequence[Span] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    id: str | None = None
    name: str = "a claim"


class Positions:
    """The positions of a file, by their text."""

    def __init__(self) -> None:
        self._by_text: dict[str, Position] = {}

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Note positions that `position_rows` returned; a text means the one that was noted last."""
        for row in rows:
            issue = row.get("issue")
            known = Position(id=row["id"], text=row["text"], issue=Issue(**issue) if issue else None)
            self._by_text[one_line(known.text)] = known

    def of(self, text: str) -> Position:
        """Return the position that is worded so; one that nobody worded yet is new."""
        text = one_line(text)
        return self._by_text.setdefault(text, Position(id=content_id("position", text), text=text))


def position_rows(analysis: Analysis) -> list[dict[str, Any]]:
    """Return the positions of a document's claims as plain data."""
    return [
        {
            "id": position.id,
            "text": plain(position.text),
            **({"issue": {"id": position.issue.id, "text": plain(position.issue.text)}} if position.issue else {}),
        }
        for position in analysis.positions
    ]


def document_row(document: Document, kept: str) -> dict[str, Any]:
    """Return a document's metadata as plain data, with what `kept` replaces in its text."""
    row = {name: metadata_text(getattr(document, name)) for name in _METADATA}
    extra = {plain(name): metadata_text(value) for name, value in document.extra.items()}
    return {**row, "extra": extra, "replaced": replaced(document.text, kept)}


def document_of(row: Mapping[str, Any], kept: str, *, fallback: str) -> Document:
    """Return the document that `document_row` described; one of other making has the id `fallback`."""
    metadata: dict[str, Any] = texts({name: row.get(name) for name in _METADATA}, "the document's metadata")
    identifier = metadata.pop("id", None) or fallback
    extra = texts(row.get("extra") or {}, "the document's other metadata")
    return Document(id=identifier, text=restored(kept, row.get("replaced")), extra=extra, **metadata)


def facts_of(claim: Claim, positions: Mapping[str, str]) -> dict[str, str]:
    """Return what is known of a claim, each on a line; `positions` has the texts of positions by their ids."""
    speaker = claim.speaker
    facts = {
        **{name: getattr(claim, name) for name in CHOSEN},
        "speaker": speaker and speaker.name,
        "role": speaker and speaker.role,
        "organisation": speaker and speaker.organisation,
        "position": claim.position and positions.get(claim.position, claim.position),
    }
    shown = {name: one_line(value) for name, value in facts.items() if value}
    return {name: value for name, value in shown.items() if value}


def position_texts(analysis: Analysis) -> dict[str, str]:
    """Return the texts of a document's positions by their ids."""
    return {position.id: position.text for position in analysis.positions}


def parts(
    claims: Iterable[Claim], name: Literal["source", "cue"], *, together: bool
) -> dict[tuple[Span, ...], list[Claim]]:
    """Return the spans of the claims' sources or cues, with the claims that have them.

    `together` is for programs in which one annotation may have several spans; elsewhere each span stands alone.
    """
    found: dict[tuple[Span, ...], list[Claim]] = {}
    for claim in claims:
        spans: tuple[Span, ...] = getattr(claim, name)
        for group in [spans] if together and spans else [(span,) for span in spans]:
            found.setdefault(group, []).append(claim)
    return found


def choices(codebook: Codebook, analyses: Iterable[Analysis]) -> dict[str, list[str]]:
    """Return what may be chosen for each of `CHOSEN`, and the positions, those of `analyses` included."""
    known: dict[str, dict[str, None]] = {
        "stance": dict.fromkeys(map(one_line, codebook.stance_names)),
        "kind": dict.fromkeys(KINDS),
        "polarity": dict.fromkeys(POLARITIES),
        "type": dict.fromkeys(CLAIM_TYPES),
        "position": dict.fromkeys(one_line(position.text) for position in codebook.positions),
    }
    for analysis in analyses:
        texts = position_texts(analysis)
        known["position"] |= dict.fromkeys(map(one_line, texts.values()))
        for claim in analysis.claims:
            facts = facts_of(claim, texts)
            for name, values in known.items():
                if name in facts:
                    values[facts[name]] = None
    return {name: [value for value in values if value] for name, values in known.items()}


def analysis_of(document: Document, marked: Iterable[Marked], positions: Positions, where: str) -> Analysis:
    """Return a document with the claims that are marked in it, in text order.

    Raises
    ------
    FormatError
        If what is said of a claim is nothing that argmine knows; the message begins with `where`.
    """
    marked = list(marked)
    free = {mark.id for mark in marked}
    taken = set(free)
    claims = []
    for mark in marked:
        identifier = mark.id
        if identifier is None or identifier not in free:
            # Added by a person, or a copy of a claim.
            identifier = free_id(document.id, mark.span, taken)
            taken.add(identifier)
        free.discard(identifier)
        claims.append(_claim(document, mark, identifier, positions, where))
    claims.sort(key=lambda claim: (claim.start, claim.end))
    held = dict.fromkeys(mark.facts["position"] for mark in marked if mark.facts.get("position"))
    return Analysis(document=document, claims=tuple(claims), positions=tuple(map(positions.of, held)))


def _claim(document: Document, mark: Marked, identifier: str, positions: Positions, where: str) -> Claim:
    start, end = mark.span
    facts = mark.facts
    kind = facts.get("kind") or _kind(document.text, mark)
    polarity = facts.get("polarity") or None
    for name, value, known in (("kind", kind, KINDS), ("polarity", polarity, (None, *POLARITIES))):
        if value not in known:
            names = ", ".join(filter(None, known))
            raise FormatError(f"{where}: {mark.name} has the {name} {value!r}, which is none: there are {names}")
    position = facts.get("position")
    return Claim(
        id=identifier,
        document=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        kind=kind,  # type: ignore[arg-type]
        type=facts.get("type") or None,
        source=tuple(sorted(set(mark.source))),
        cue=tuple(sorted(set(mark.cue))),
        speaker=_speaker(facts),
        stance=facts.get("stance") or None,
        position=positions.of(position).id if position else None,
        polarity=polarity,  # type: ignore[arg-type]
    )


def _kind(text: str, mark: Marked) -> Kind:
    """Return the kind of a claim of which nobody said it."""
    if not mark.source and not mark.cue:
        return "authorial"
    start = mark.span[0]
    return "direct" if text[max(start - 1, 0) : start + 1].startswith(_QUOTES) else "indirect"


def _speaker(facts: Mapping[str, str]) -> Speaker | None:
    """Return who is named; a body that speaks for itself may be named as the organisation alone."""
    organisation = facts.get("organisation") or None
    name = facts.get("speaker") or organisation
    if not name:
        return None
    return Speaker(id=speaker_id(name), name=name, organisation=organisation, role=facts.get("role") or None)
