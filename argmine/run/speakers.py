"""The speakers table: what the whole corpus says of each speaker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from argmine.run.tables import Row
from argmine.schema import Claim, Speaker

_ALIASES = 20
_LEAST_SHARE = 0.05
_COUNTED = ("speaker_name", "source_text", "organisation", "role", "stance")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSpeaker:
    """A speaker over a whole corpus.

    `aliases` are the mentions that stand for the speaker in the text, the most frequent first; `stance`
    is that of most of the speaker's claims.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    organisation: str | None = None
    role: str | None = None
    stance: str | None = None
    claims: int = 0
    documents: int = 0


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

    def rows(self) -> Iterator[Row]:
        """Yield a row for each speaker, in the order they first speak."""
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
    return value if count >= _LEAST_SHARE * of else None


def merge_short_names(claims: Iterable[Claim]) -> dict[str, Speaker]:
    """Tell which speakers named by a surname alone are somebody whom another document names in full.

    "Okafor" becomes "Maya Okafor" if the corpus knows just one full name of that surname, and names it in
    at least as many claims; so that people of one surname stay apart, and so do a place and a person.

    Returns
    -------
    dict from the id of the short name to the speaker it stands for.
    """
    spoken: Counter[str] = Counter()
    speakers: dict[str, Speaker] = {}
    for claim in claims:
        if claim.speaker is not None:
            spoken[claim.speaker.id] += 1
            speakers.setdefault(claim.speaker.id, claim.speaker)
    full: dict[str, list[Speaker]] = defaultdict(list)
    for speaker in speakers.values():
        words = speaker.name.split()
        if 2 <= len(words) <= 4 and speaker.name != speaker.organisation and all(word[0].isupper() for word in words):
            full[words[-1]].append(speaker)
    return {
        speaker.id: full[speaker.name][0]
        for speaker in speakers.values()
        if len(full.get(speaker.name, ())) == 1 and spoken[full[speaker.name][0].id] >= spoken[speaker.id]
    }
