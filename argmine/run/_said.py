"""The names of speakers and the texts of positions as people write them: which ones the run knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from argmine.names import speaker_id
from argmine.schema import Analysis, Position, Speaker, content_id


def plain(text: str) -> str:
    """Return a text so that case and blanks make no difference."""
    return " ".join(text.split()).casefold()


class SpeakerNames:
    """The speakers of a run by their names; two speakers may have the same."""

    def __init__(self) -> None:
        self._by_name: dict[str, dict[str, Speaker]] = {}
        self._ids: set[str] = set()

    def add(self, speaker: Speaker) -> None:
        """Note a speaker of the run."""
        self._by_name.setdefault(plain(speaker.name), {}).setdefault(speaker.id, speaker)
        self._ids.add(speaker.id)

    def known(self, speaker: Speaker) -> Speaker:
        """Return the speaker with the id that the run knows the name by; a new name is another speaker."""
        met = self._by_name.get(plain(speaker.name))
        if met is not None:
            ours = met.get(speaker.id) or next(iter(met.values()))
            return replace(speaker, id=ours.id, stance=ours.stance)
        if speaker.id in self._ids:
            speaker = replace(speaker, id=speaker_id(speaker.name))
        self.add(speaker)
        return speaker


class PositionTexts:
    """The positions of a run by their texts; a text that a person changed is another position."""

    def __init__(self, positions: Iterable[Position]) -> None:
        self._by_id = {position.id: position for position in positions}
        self._by_text = {plain(position.text): position for position in self._by_id.values()}

    def of_document(self, analysis: Analysis) -> dict[str, Position]:
        """Return the run's positions by the ids that a document's claims have for them."""
        known = {position.id: self._known(position) for position in analysis.positions}
        for claim in analysis.claims:
            if claim.position and claim.position not in known:
                # Of which nothing else is known.
                met = self._by_id.get(claim.position)
                known[claim.position] = met or self._known(Position(id=claim.position, text=claim.position))
        return known

    def _known(self, position: Position) -> Position:
        ours = self._by_id.get(position.id)
        if ours is not None and _says(position.text, ours.text):
            return ours
        named = self._by_text.get(plain(position.text))
        if named is None and ours is not None:
            position = replace(position, id=content_id("position", position.text))
        return named or self._by_id.setdefault(position.id, position)


def _says(label: str, text: str) -> bool:
    """Tell whether the letters are the same: programs change signs that they cannot hold, and cut what is long."""
    said, whole = ("".join(filter(str.isalnum, one.casefold())) for one in (label, text))
    return said == whole or (label.endswith("…") and whole.startswith(said))
