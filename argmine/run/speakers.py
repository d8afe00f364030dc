"""The speakers table: what the whole corpus says of each speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from argmine.names import LEAST_SHARE
from argmine.run.tables import Row

_ALIASES = 20
_COUNTED = ("speaker_name", "source_text", "organisation", "role", "stance")


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedName:
    """A name that some documents have for a speaker whom the run calls otherwise.

    `claims` are those of the documents that know the speaker by this name alone; `why` says what makes the two one.
    """

    name: str
    claims: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSpeaker:
    """A speaker over a whole corpus.

    `aliases` are the mentions that stand for the speaker in the text, the most frequent first; `stance`
    is that of most of the speaker's claims; `merged` are the names that were taken to be the same speaker's.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    organisation: str | None = None
    role: str | None = None
    stance: str | None = None
    claims: int = 0
    documents: int = 0
    merged: tuple[MergedName, ...] = ()


def speaker_of(row: Row) -> RunSpeaker:
    """Return the speaker of a row; runs of earlier versions have no column `merged`."""
    merged = tuple(MergedName(**name) for name in row.get("merged") or ())
    return RunSpeaker(**row | {"aliases": tuple(row["aliases"]), "merged": merged})


class SpeakerTable:
    """Count claims, document by document, and tell for each speaker what is said most often.

    Among equals the first in the corpus wins; among stances the first of the codebook.
    """

    def __init__(self, stances: Sequence[str]) -> None:
        self._stances = stances
        self._tallies: dict[str, _Tally] = {}

    def __len__(self) -> int:
        return len(self._tallies)

    def add(self, claim: Row) -> None:
        """Count one claim."""
        if not claim["speaker"]:
            return
        tally = self._tallies.setdefault(claim["speaker"], _Tally())
        tally.claims += 1
        tally.documents += claim["document"] != tally.last_document
        tally.last_document = claim["document"]
        for column in _COUNTED:
            if claim[column]:
                tally.counts[column][claim[column]] += 1

    def rows(self, merged: Mapping[str, Sequence[MergedName]]) -> Iterator[Row]:
        """Yield a row for each speaker, in the order they first speak; `merged` has their other names by id."""
        for speaker, tally in self._tallies.items():
            stances = tally.counts["stance"]
            yield {
                "id": speaker,
                "name": _most_frequent(tally.counts["speaker_name"]) or speaker,
                "aliases": [alias for alias, _ in tally.counts["source_text"].most_common(_ALIASES)],
                "organisation": _most_frequent(tally.counts["organisation"], of=tally.claims),
                "role": _most_frequent(tally.counts["role"], of=tally.claims),
                "stance": max(self._stances, key=lambda name: stances[name]) if stances else None,
                "claims": tally.claims,
                "documents": tally.documents,
                "merged": [asdict(name) for name in merged.get(speaker, ())],
            }


@dataclass(slots=True)
class _Tally:
    claims: int = 0
    documents: int = 0
    last_document: str | None = None
    counts: Mapping[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in _COUNTED})


def _most_frequent(counter: Counter[str], *, of: int = 0) -> str | None:
    """Return what is said most often, unless it is said of too few of `of` claims to be trusted."""
    value, count = counter.most_common(1)[0] if counter else (None, 0)
    return value if count >= LEAST_SHARE * of else None
