"""The words of argmine as small frozen dataclasses.

Every offset is a code point into ``Document.text``, end exclusive. Nothing here imports argmine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Span = tuple[int, int]
Kind = Literal["direct", "indirect", "mixed", "authorial"]
CueKind = Literal["speech", "belief", "intention", "attitude"]
Polarity = Literal["support", "attack"]
EchoKind = Literal["verbatim", "trimmed", "paraphrase"]
RelationLabel = Literal["reason", "evidence", "support", "attack"]

KINDS: tuple[Kind, ...] = ("direct", "indirect", "mixed", "authorial")
CUE_KINDS: tuple[CueKind, ...] = ("speech", "belief", "intention", "attitude")
CLAIM_TYPES: tuple[str, ...] = ("policy", "value", "fact", "testimony")
POLARITIES: tuple[Polarity, ...] = ("support", "attack")
ECHO_KINDS: tuple[EchoKind, ...] = ("verbatim", "trimmed", "paraphrase")
RELATION_LABELS: tuple[RelationLabel, ...] = ("reason", "evidence", "support", "attack")


def content_id(*parts: object, length: int = 12) -> str:
    """Return a short hexadecimal hash of `parts`, the same on every machine and in every run."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    digest = hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16)
    return digest.hexdigest()[:length]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article, press release, testimony, comment letter or report, with its metadata.

    `date` is an ISO date (``YYYY-MM-DD``), `language` an ISO 639-1 code, `path` where the document was
    read, relative to its corpus, and `extra` whatever other metadata its file carries.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    path: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_text(cls, text: str, **metadata: Any) -> Document:
        """Make a document whose id is the hash of its text."""
        return cls(id=content_id(text), text=text, **metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content as they stand in the text, each a list of spans in text order.

    `cue_kind` is None where there is no cue, or one that is not known; `confidence` is how often an attribution
    that looks like this one has the right content and source.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    cue_kind: CueKind | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who a source is, once pronouns and short names are resolved.

    `stance` is the one that a people file gives this speaker, None where it gives none.
    """

    id: str
    name: str
    organisation: str | None = None
    role: str | None = None
    stance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a claim does to another claim of its document, `target`: it is a reason or evidence for it, or attacks it.

    "support" is said of a premise where reason and evidence are not told apart.
    """

    target: str
    label: RelationLabel
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one party asserts, in one sentence or clause, that another could dispute.

    `speaker_unknown` says why a claim that is not the document's own has no speaker. `position_confidence` is how
    sure it is that the claim bears on its `position`, `polarity_confidence` that it stands on that side of it; a
    claim whose side is too uncertain has no `polarity`.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    kind: Kind
    type: str | None = None
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    cue_kind: CueKind | None = None
    speaker: Speaker | None = None
    speaker_unknown: str | None = None
    stance: str | None = None
    stance_probabilities: Mapping[str, float] = field(default_factory=dict)
    position: str | None = None
    position_confidence: float | None = None
    polarity: Polarity | None = None
    polarity_confidence: float | None = None
    echoes: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A matter that several positions are about, named by a short `text`."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A proposition that the parties argue over, stated affirmatively.

    `terms` are its key words, `typical` is the id of the claim that says it best, and `issue` the matter that it
    belongs to.
    """

    id: str
    text: str
    terms: tuple[str, ...] = ()
    typical: str | None = None
    issue: Issue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """Two claims that say the same thing: `claim` repeats `of`, with a similarity from 0 to 1.

    `kind` says how: word for word, with words left out, or in other words. `wire` is whether the two documents are
    copies of one text, so that the claim was printed twice rather than said twice.
    """

    claim: str
    of: str
    similarity: float
    kind: EchoKind = "verbatim"
    wire: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything that was found in one document, and the positions its claims bear on."""

    document: Document
    boilerplate: tuple[Span, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    positions: tuple[Position, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``argmine analyze --json`` prints; keys are only ever added to it."""
        document = self.document
        return {
            "id": document.id,
            "title": document.title,
            "outlet": document.outlet,
            "date": document.date,
            "text": document.text,
            "language": document.language,
            "attributions": [_attribution_json(attribution) for attribution in self.attributions],
            "claims": [_claim_json(claim) for claim in self.claims],
            "positions": [_position_json(position) for position in self.positions],
            "boilerplate": _spans_json(self.boilerplate),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One input that could not be read or analysed; the rest of the corpus went on.

    `path` names the file (with ``:line`` or ``:row`` where one file holds many documents), `stage` is
    where it stopped (``read``, ``language``, ``analyse``), `reason` says what to do about it.
    """

    path: str
    stage: str
    reason: str
    document: str | None = None


def _spans_json(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]


def _attribution_json(attribution: Attribution) -> dict[str, Any]:
    return {
        "source": _spans_json(attribution.source),
        "cue": _spans_json(attribution.cue),
        "content": _spans_json(attribution.content),
        "cue_kind": attribution.cue_kind,
        "confidence": round(attribution.confidence, 4),
    }


def _position_json(position: Position) -> dict[str, Any]:
    issue = position.issue
    return {
        "id": position.id,
        "text": position.text,
        "terms": list(position.terms),
        "issue": issue and {"id": issue.id, "text": issue.text},
    }


def _relation_json(relation: Relation) -> dict[str, Any]:
    return {"target": relation.target, "label": relation.label, "confidence": round(relation.confidence, 4)}


def _speaker_json(speaker: Speaker) -> dict[str, Any]:
    facts = {"id": speaker.id, "name": speaker.name, "organisation": speaker.organisation, "role": speaker.role}
    return facts if speaker.stance is None else facts | {"stance": speaker.stance}


def _claim_json(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "kind": claim.kind,
        "type": claim.type,
        "source": _spans_json(claim.source),
        "cue": _spans_json(claim.cue),
        "cue_kind": claim.cue_kind,
        "speaker": claim.speaker and _speaker_json(claim.speaker),
        "speaker_unknown": claim.speaker_unknown,
        "stance": claim.stance,
        "stance_probabilities": {name: round(p, 4) for name, p in claim.stance_probabilities.items()},
        "position": claim.position,
        "position_confidence": _rounded(claim.position_confidence),
        "polarity": claim.polarity,
        "polarity_confidence": _rounded(claim.polarity_confidence),
        "echoes": list(claim.echoes),
        "relations": [_relation_json(relation) for relation in claim.relations],
        "confidence": round(claim.confidence, 4),
    }


def _rounded(probability: float | None) -> float | None:
    return None if probability is None else round(probability, 4)
