"""What a person corrected in a document, joined with what the machine had found there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from argmine.formats.annotations.claim_ids import free_id
from argmine.run._said import PositionTexts, SpeakerNames, plain
from argmine.schema import Analysis, Claim, Document, Position, Relation

_DECIDED = ("stance", "position", "polarity")


class OtherTextError(ValueError):
    """A document whose text is not the one that the run knows, so that offsets mean nothing."""


@dataclass(slots=True)
class Corrections:
    """How many claims a person left as they were, corrected, removed and added, and in what they were corrected."""

    same: int = 0
    corrected: int = 0
    removed: int = 0
    added: int = 0
    fields: Counter[str] = field(default_factory=Counter)

    def to_json(self) -> dict[str, Any]:
        """Return the counts as plain data."""
        counts = {name: getattr(self, name) for name in ("same", "corrected", "removed", "added")}
        return {**counts, "fields": dict(sorted(self.fields.items()))}


class Corrector:
    """Joins the documents of a file with those of the run that they were exported from.

    Parameters
    ----------
    holds
        The fields of a claim that the file's format holds (`AnnotationFormat.holds`); the others stay as they were.
    positions, claims
        Those of the run: what a person names as they are named is the same, and no new claim has the id of another.
    """

    def __init__(self, holds: Collection[str], positions: Iterable[Position], claims: Iterable[Claim]) -> None:
        self.corrections = Corrections()
        self._holds = holds
        self._taken: set[str] = set()
        self._names = SpeakerNames()
        self._positions = PositionTexts(positions)
        for claim in claims:
            self._taken.add(claim.id)
            if claim.speaker:
                self._names.add(claim.speaker)

    def correct(self, machine: Analysis, person: Analysis) -> Analysis:
        """Return the analysis with the person's claims; what the format does not hold is the machine's.

        Raises
        ------
        OtherTextError
            If the two have other words.
        """
        if not _same_words(machine.document, person.document):
            raise OtherTextError("its text is not the one that the run was made of")
        return self._with_claims(machine, person)

    def add(self, person: Analysis) -> Analysis:
        """Return a document that the run does not know, with ids of its own and in the run's words."""
        return self._with_claims(replace(person, claims=()), person, certain=False)

    def _with_claims(self, machine: Analysis, person: Analysis, *, certain: bool = True) -> Analysis:
        known = self._positions.of_document(person)
        found = {claim.id: claim for claim in machine.claims}
        originals = _originals(found, person.claims)
        ids = self._ids(machine.document, person.claims, originals)
        renamed = {claim.id: name for claim, name in zip(person.claims, ids, strict=True) if claim.id not in found}
        claims = []
        for place, coded in enumerate(person.claims):
            theirs = self._in_the_words_of_the_run(coded, machine.document, known)
            if originals.get(coded.id) == place:
                claims.append(self._joined(found.pop(coded.id), theirs))
            else:
                self.corrections.added += 1
                new = replace(theirs, id=ids[place], relations=_renamed(theirs, renamed))
                claims.append(_settled(_certain(new, _DECIDED) if certain else new))
        self.corrections.removed += len(found)
        kept = {claim.id for claim in claims}
        named = {claim.position for claim in claims}
        positions = {position.id: position for position in (*machine.positions, *known.values())}
        return replace(
            machine,
            claims=tuple(_without_links(claim, kept) for claim in sorted(claims, key=lambda c: (c.start, c.end))),
            positions=tuple(position for position in positions.values() if position.id in named),
        )

    def _ids(self, document: Document, claims: Sequence[Claim], originals: Mapping[str, int]) -> list[str]:
        """Return the ids of a document's claims: their own, unless another claim has it."""
        ids = []
        for place, claim in enumerate(claims):
            identifier = claim.id
            if originals.get(claim.id) != place and claim.id in self._taken:
                identifier = free_id(document.id, (claim.start, claim.end), self._taken)
            self._taken.add(identifier)
            ids.append(identifier)
        return ids

    def _in_the_words_of_the_run(self, claim: Claim, document: Document, known: Mapping[str, Position]) -> Claim:
        """Return the claim with the run's own ids for its document, its position and its speaker."""
        return replace(
            claim,
            document=document.id,
            text=document.text[claim.start : claim.end],
            position=known[claim.position].id if claim.position else None,
            speaker=self._names.known(claim.speaker) if claim.speaker else None,
        )

    def _joined(self, ours: Claim, theirs: Claim) -> Claim:
        changed = [name for name in sorted(self._holds) if _part(ours, name) != _part(theirs, name)]
        if not changed:
            self.corrections.same += 1
            return ours
        self.corrections.corrected += 1
        self.corrections.fields.update(changed)
        return _settled(_certain(_with_parts(ours, theirs, changed), changed))


def _originals(found: Mapping[str, Claim], claims: Sequence[Claim]) -> dict[str, int]:
    """Return which of the `claims` is the one that was `found`, by its id; of copies, the one that was not moved."""
    places: dict[str, int] = {}
    for place, claim in enumerate(claims):
        ours = found.get(claim.id)
        if ours is None:
            continue
        other = claims[places[claim.id]] if claim.id in places else None
        if other is None or (_part(claim, "span") == _part(ours, "span") != _part(other, "span")):
            places[claim.id] = place
    return places


def _renamed(claim: Claim, ids: Mapping[str, str]) -> tuple[Relation, ...]:
    return tuple(replace(relation, target=ids.get(relation.target, relation.target)) for relation in claim.relations)


def _settled(claim: Claim) -> Claim:
    """Return the claim without a side where it has no position to stand on a side of."""
    if claim.position is not None:
        return claim
    return replace(claim, position_confidence=None, polarity=None, polarity_confidence=None)


def _same_words(ours: Document, theirs: Document) -> bool:
    """Tell whether the letters are the same: some programs change line breaks and signs that they cannot hold."""
    if ours.text == theirs.text:
        return True
    if len(ours.text) != len(theirs.text):
        return False
    pairs = zip(ours.text, theirs.text, strict=True)
    return all(one == other or not one.isalnum() for one, other in pairs)


def _part(claim: Claim, name: str) -> Any:
    if name == "span":
        return claim.start, claim.end
    if name == "speaker":
        return claim.speaker and plain(claim.speaker.name)
    if name in ("organisation", "role"):
        return claim.speaker and getattr(claim.speaker, name)
    return getattr(claim, name)


def _with_parts(ours: Claim, theirs: Claim, names: Collection[str]) -> Claim:
    """Return our claim with the parts of theirs that are named."""
    parts: dict[str, Any] = {
        name: getattr(theirs, name) for name in names if name not in ("span", "speaker", "organisation", "role")
    }
    if "span" in names:
        parts |= {"start": theirs.start, "end": theirs.end, "text": theirs.text}
    if "speaker" in names:
        parts["speaker"] = theirs.speaker
        parts["speaker_unknown"] = None if theirs.speaker else ours.speaker_unknown
    elif ours.speaker and theirs.speaker:
        facts = {name: getattr(theirs.speaker, name) for name in names if name in ("organisation", "role")}
        parts["speaker"] = replace(ours.speaker, **facts)
    return replace(ours, **parts)


def _certain(claim: Claim, names: Collection[str]) -> Claim:
    """Return the claim with the certainty of a person in what the person decided."""
    parts: dict[str, Any] = {}
    if "stance" in names:
        parts["stance_probabilities"] = {} if claim.stance is None else {claim.stance: 1.0}
    if "position" in names:
        parts["position_confidence"] = None if claim.position is None else 1.0
    if "polarity" in names:
        parts["polarity_confidence"] = None if claim.polarity is None else 1.0
    return replace(claim, **parts)


def _without_links(claim: Claim, kept: Collection[str]) -> Claim:
    """Return the claim without relations to claims that a person removed."""
    relations = tuple(relation for relation in claim.relations if relation.target in kept)
    return claim if relations == claim.relations else replace(claim, relations=relations)
