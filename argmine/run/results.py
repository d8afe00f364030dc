"""The last step of a run: positions over the whole corpus, and the tables that people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from argmine import positions
from argmine.codebook import Codebook
from argmine.people import People
from argmine.run.merging import SpeakerMerger
from argmine.run.parquet import TableWriter
from argmine.run.rows import Record, claim_of, failure_row, rounded
from argmine.run.speakers import MergedName, SpeakerTable
from argmine.run.tables import TABLES, Row
from argmine.schema import KINDS, Echo, Failure, Position

NO_STANCE = "no stance"
_LINK_OF_POLARITY = {"support": "supports", "attack": "attacks"}


@dataclass(frozen=True, slots=True)
class Found:
    """What the corpus as a whole shows: its positions and, by claim id, the columns that it settles.

    `merged` are, by the id of a speaker, the other names that documents have for it.
    """

    positions: Sequence[Position]
    places: Mapping[str, Row]
    echoes: Mapping[str, Sequence[Echo]]
    merged: Mapping[str, Sequence[MergedName]]


class Counts:
    """The figures of a run, for its manifest and its summary."""

    def __init__(self, codebook: Codebook) -> None:
        self.documents = self.words = self.attributions = 0
        self.claims: Counter[tuple[str, str]] = Counter()
        self.failures: Counter[str] = Counter()
        self._stances = codebook.stance_names

    def add(self, outcome: Record | Failure) -> None:
        """Count one document or failure."""
        if isinstance(outcome, Failure):
            self.failures[outcome.stage] += 1
            return
        self.documents += 1
        self.words += outcome.document["words"]
        self.attributions += len(outcome.attributions)
        self.claims.update((claim["stance"] or NO_STANCE, claim["kind"]) for claim in outcome.claims)

    def to_json(self) -> dict[str, Any]:
        """Return the figures under the names that the manifest uses."""
        stances = [*self._stances, *([NO_STANCE] if any(s == NO_STANCE for s, _ in self.claims) else [])]
        table = {stance: {kind: self.claims[stance, kind] for kind in KINDS} for stance in stances}
        return {
            "documents": self.documents,
            "words": self.words,
            "attributions": self.attributions,
            "claims": self.claims.total(),
            "claims_by_stance": {stance: sum(kinds.values()) for stance, kinds in table.items()},
            "claims_by_kind": {kind: sum(kinds[kind] for kinds in table.values()) for kind in KINDS},
            "claims_by_stance_and_kind": table,
            "failures": self.failures.total(),
            "failures_by_stage": dict(self.failures),
        }


def find_in_corpus(claim_rows: Iterable[Row], codebook: Codebook, people: People | None = None) -> Found:
    """Find positions, polarities, echoes and speakers with one id over all claims at once."""
    merger = SpeakerMerger(people)
    claims = []
    for row in claim_rows:
        merger.add(row)
        claims.append(claim_of(row))
    merges = merger.merge()
    result = positions.find_positions(claims, codebook=codebook)
    del claims
    echoes: dict[str, list[Echo]] = {}
    for echo in result.echoes:
        echoes.setdefault(echo.claim, []).append(echo)
    places: dict[str, Row] = {}
    for claim in result.claims:
        place: Row = {"position": claim.position, "position_confidence": rounded(claim.position_confidence)}
        place |= {"polarity": claim.polarity, "polarity_confidence": rounded(claim.polarity_confidence)}
        place["echoes"] = list(claim.echoes)
        if claim.speaker is not None:
            place["speaker"], place["speaker_name"] = merges.speaker(claim.speaker.id, claim.speaker.name)
        places[claim.id] = place
    return Found(tuple(result.positions), places, echoes, merges.merged())


def write_tables(
    out: Path,
    outcomes: Iterable[Record | Failure],
    *,
    found: Found,
    codebook: Codebook,
    schemas: Mapping[str, pa.Schema],
) -> dict[str, Any]:
    """Write every table of the run in `out` and return the counts for its manifest.

    The outcomes are taken one by one, so that only speakers and positions are held in memory.
    """
    counts, speakers = Counts(codebook), SpeakerTable(codebook.stance_names)
    taken: Counter[tuple[str, str | None]] = Counter()
    with ExitStack() as stack:
        tables = {name: stack.enter_context(TableWriter(out / f"{name}.parquet", schemas[name])) for name in TABLES}
        for outcome in outcomes:
            counts.add(outcome)
            if isinstance(outcome, Failure):
                tables["failures"].write([failure_row(outcome)])
                continue
            claims = [claim | found.places[claim["id"]] for claim in outcome.claims]
            tables["documents"].write([outcome.document])
            tables["claims"].write(claims)
            tables["attributions"].write(outcome.attributions)
            tables["links"].write(link for claim in claims for link in _links(claim, found.echoes))
            for claim in claims:
                speakers.add(claim)
                taken[claim["position"], claim["polarity"]] += 1
        tables["speakers"].write(speakers.rows(found.merged))
        tables["positions"].write(_position_row(position, taken) for position in found.positions)
    return counts.to_json() | {"speakers": len(speakers), "positions": len(found.positions)}


def _links(claim: Row, echoes: Mapping[str, Sequence[Echo]]) -> Iterator[Row]:
    """Yield what `claim` is linked to; the types are those of the argument graph's edges."""
    provenance = {name: claim[name] for name in ("document", "start", "end")}

    def link(
        source: str,
        target: str,
        type_: str,
        weight: float = 1.0,
        *,
        kind: str | None = None,
        wire: bool | None = None,
    ) -> Row:
        return {
            "source": source,
            "target": target,
            "type": type_,
            "weight": weight,
            "kind": kind,
            "wire": wire,
        } | provenance

    yield link(claim["id"], claim["document"], "in_document")
    if claim["speaker"]:
        yield link(claim["id"], claim["speaker"], "made_by")
    if claim["stance"]:
        yield link(claim["speaker"] or claim["id"], claim["stance"], "holds")
    if claim["position"] and claim["polarity"]:
        yield link(claim["id"], claim["position"], _LINK_OF_POLARITY[claim["polarity"]])
    for relation in claim["relations"] or ():
        type_ = _LINK_OF_POLARITY["attack" if relation["label"] == "attack" else "support"]
        yield link(claim["id"], relation["target"], type_, relation["confidence"], kind=relation["label"])
    for echo in echoes.get(claim["id"], ()):
        yield link(echo.claim, echo.of, "echoes", rounded(echo.similarity), kind=echo.kind, wire=echo.wire)


def _position_row(position: Position, taken: Mapping[tuple[str, str | None], int]) -> Row:
    supports, attacks, neither = (taken[position.id, polarity] for polarity in ("support", "attack", None))
    return {
        **{"id": position.id, "text": position.text},
        **{"terms": list(position.terms), "typical": position.typical},
        **{"issue": position.issue and position.issue.id, "issue_text": position.issue and position.issue.text},
        **{"claims": supports + attacks + neither, "supports": supports, "attacks": attacks},
    }
