"""The words of argmine as table rows, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import overload

from argmine.run.tables import Row
from argmine.schema import Analysis, Attribution, Claim, Document, Failure, Relation, Span, Speaker

_METADATA = ("title", "outlet", "date", "author", "url", "language", "path")


@dataclass(frozen=True, slots=True)
class Record:
    """One analysed document as rows."""

    document: Row
    claims: Sequence[Row]
    attributions: Sequence[Row]


def record_of(analysis: Analysis) -> Record:
    """Return the rows of one analysis."""
    document = analysis.document
    row = {
        "id": document.id,
        **{name: _clean(getattr(document, name)) for name in _METADATA},
        "extra": [(_clean(name), _clean(value)) for name, value in document.extra.items()],
        "words": len(document.text.split()),
        "claims": len(analysis.claims),
        "boilerplate": _spans_rows(analysis.boilerplate),
        "text": document.text,
    }
    claims = [claim_row(claim, document.text) for claim in analysis.claims]
    return Record(row, claims, [_attribution_row(a, document) for a in analysis.attributions])


def claim_row(claim: Claim, text: str) -> Row:
    """Return the row of one claim of the document whose text is `text`."""
    speaker = claim.speaker
    return {
        **{"id": claim.id, "document": claim.document, "start": claim.start, "end": claim.end},
        **{"text": claim.text, "kind": claim.kind, "type": claim.type},
        **{"source": _spans_rows(claim.source), "cue": _spans_rows(claim.cue)},
        **{"source_text": _words(claim.source, text), "cue_text": _words(claim.cue, text)},
        "cue_kind": claim.cue_kind,
        "speaker": speaker and speaker.id,
        "speaker_name": speaker and speaker.name,
        "organisation": speaker and speaker.organisation,
        "role": speaker and speaker.role,
        "speaker_stance": speaker and speaker.stance,
        "speaker_unknown": claim.speaker_unknown,
        "stance": claim.stance,
        "stance_probabilities": _rounded(claim.stance_probabilities) or None,
        **{"position": claim.position, "position_confidence": rounded(claim.position_confidence)},
        **{"polarity": claim.polarity, "polarity_confidence": rounded(claim.polarity_confidence)},
        "echoes": list(claim.echoes),
        "relations": [asdict(relation) | {"confidence": rounded(relation.confidence)} for relation in claim.relations],
        "confidence": rounded(claim.confidence),
    }


def failure_row(failure: Failure) -> Row:
    """Return the row of one failure."""
    return {
        "path": _clean(failure.path),
        "document": failure.document,
        "stage": failure.stage,
        "reason": _clean(failure.reason),
    }


def document_of(row: Row) -> Document:
    """Return the document of a row."""
    metadata = {name: row[name] for name in _METADATA}
    return Document(id=row["id"], text=row["text"], extra=dict(row["extra"] or ()), **metadata)


def claim_of(row: Row) -> Claim:
    """Return the claim of a row."""
    speaker = row["speaker"] and Speaker(
        id=row["speaker"],
        name=row["speaker_name"],
        organisation=row["organisation"],
        role=row["role"],
        # Runs of earlier versions have no such column.
        stance=row.get("speaker_stance"),
    )
    return Claim(
        id=row["id"],
        document=row["document"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        kind=row["kind"],
        type=row["type"],
        source=spans_of(row["source"]),
        cue=spans_of(row["cue"]),
        cue_kind=row["cue_kind"],
        speaker=speaker,
        speaker_unknown=row["speaker_unknown"],
        stance=row["stance"],
        stance_probabilities={stance: p for stance, p in (row["stance_probabilities"] or {}).items() if p is not None},
        position=row["position"],
        position_confidence=row["position_confidence"],
        polarity=row["polarity"],
        polarity_confidence=row["polarity_confidence"],
        echoes=tuple(row["echoes"] or ()),
        relations=tuple(Relation(**relation) for relation in row["relations"] or ()),
        confidence=row["confidence"],
    )


def attribution_of(row: Row) -> Attribution:
    """Return the attribution of a row."""
    return Attribution(
        source=spans_of(row["source"]),
        cue=spans_of(row["cue"]),
        content=spans_of(row["content"]),
        cue_kind=row["cue_kind"],
        confidence=row["confidence"],
    )


def failure_of(row: Row) -> Failure:
    """Return the failure of a row."""
    return Failure(path=row["path"], stage=row["stage"], reason=row["reason"], document=row["document"])


def spans_of(rows: Sequence[Mapping[str, int]] | None) -> tuple[Span, ...]:
    """Return the spans of a column of spans."""
    return tuple((row["start"], row["end"]) for row in rows or ())


@overload
def rounded(number: float) -> float: ...
@overload
def rounded(number: float | None) -> float | None: ...
def rounded(number: float | None) -> float | None:
    """Return `number` with as many decimals as ``argmine analyze --json`` prints; the last ones are noise."""
    return None if number is None else round(float(number), 4)


def _attribution_row(attribution: Attribution, document: Document) -> Row:
    row: Row = {"document": document.id, "cue_kind": attribution.cue_kind}
    row["confidence"] = rounded(attribution.confidence)
    for name in ("source", "cue", "content"):
        spans: Sequence[Span] = getattr(attribution, name)
        row |= {name: _spans_rows(spans), f"{name}_text": _words(spans, document.text)}
    return row


def _spans_rows(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def _words(spans: Sequence[Span], text: str) -> str | None:
    return " ".join(text[start:end] for start, end in spans) or None


def _rounded(probabilities: Mapping[str, float]) -> dict[str, float]:
    return {name: rounded(value) for name, value in probabilities.items()}


def _clean(text: str | None) -> str | None:
    # File names may hold bytes that are no UTF-8; Parquet holds UTF-8 only.
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")
