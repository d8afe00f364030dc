"""The entities of a DNA database: the persons, organizations, concepts and other short texts that statements name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from argmine.formats.annotations._plain_text import Labels, label_line
from argmine.formats.annotations.dna.tables import ATTRIBUTES, LABEL_LIMIT, VARIABLES
from argmine.formats.looks import rgb
from argmine.schema import Position, Speaker

_SHORT_TEXTS = {variable.name: variable.id for variable in VARIABLES if variable.type == "short text"}
#: The ids of the attributes, by variable and name.
ATTRIBUTE_IDS = {
    pair: number
    for number, pair in enumerate(((name, each) for name in ATTRIBUTES for each in ATTRIBUTES[name]), start=1)
}
BLACK = "#000000"


@dataclass(slots=True)
class Entity:
    """One value of a short text; `stances` counts the stances of the statements that name it."""

    id: int
    variable: str
    label: str
    color: str = BLACK
    attributes: dict[str, str] = field(default_factory=dict)
    stances: Counter[str] = field(default_factory=Counter)


class Entities:
    """The entities that have been named so far.

    Parameters
    ----------
    colors
        The colour of each stance, as ``#rrggbb``.
    """

    def __init__(self, colors: Mapping[str, str]) -> None:
        self._colors = colors
        self._labels = {name: Labels(LABEL_LIMIT) for name in _SHORT_TEXTS}
        self._found: dict[tuple[str, Hashable], Entity] = {}
        for name in _SHORT_TEXTS:
            # DNA wants an entity for what is not filled in.
            self._entity(name, None, "")

    def person(self, speaker: Speaker | None) -> Entity:
        """Return the entity of a speaker."""
        if speaker is None or not label_line(speaker.name):
            return self._found["person", None]
        return self._entity("person", (speaker.id, speaker.name), speaker.name, Role=speaker.role, ID=speaker.id)

    def organization(self, speaker: Speaker | None) -> Entity:
        """Return the entity of the organisation that a speaker belongs to."""
        return self.named("organization", speaker.organisation if speaker else None)

    def concept(self, position: Position | None) -> Entity:
        """Return the entity of a position."""
        if position is None:
            return self._found["concept", None]
        text = position.text if label_line(position.text) else position.id
        issue = position.issue.text if position.issue else None
        entity = self._entity("concept", position.id, text, ID=position.id, Issue=issue)
        if entity.label.endswith("…") and "Notes" not in entity.attributes:
            entity.attributes["Notes"] = label_line(f"…{label_line(text)[len(entity.label) - 1 :]}", LABEL_LIMIT)
        return entity

    def stance(self, name: str | None) -> Entity:
        """Return the entity of a stance, in its colour."""
        entity = self.named("stance", name)
        entity.color = self._colors.get(name or "", BLACK)
        return entity

    def named(self, variable: str, name: str | None) -> Entity:
        """Return the entity of a variable by its name alone."""
        return self._entity(variable, name, name) if label_line(name) else self._found[variable, None]

    def finish(self) -> None:
        """Colour who speaks by the stance that they mostly have."""
        for entity in self._found.values():
            if entity.stances:
                # Of stances as frequent as each other, the one that came first.
                stance = entity.stances.most_common(1)[0][0]
                entity.color = self._colors.get(stance, BLACK)
                entity.attributes["Stance"] = label_line(stance, LABEL_LIMIT)

    def rows(self) -> Iterator[tuple[int, int, str, int, int, int]]:
        """Yield the rows of ENTITIES."""
        for entity in self._found.values():
            yield (entity.id, _SHORT_TEXTS[entity.variable], entity.label, *rgb(entity.color))

    def attribute_rows(self) -> Iterator[tuple[int, int, str]]:
        """Yield the rows of ATTRIBUTEVALUES: one for each attribute of each entity."""
        for entity in self._found.values():
            for name in ATTRIBUTES.get(entity.variable, ()):
                yield (entity.id, ATTRIBUTE_IDS[entity.variable, name], entity.attributes.get(name, ""))

    def _entity(self, variable: str, key: Hashable, text: str | None, **attributes: str | None) -> Entity:
        entity = self._found.get((variable, key))
        if entity is None:
            label = self._labels[variable].of(key, text)
            entity = self._found[variable, key] = Entity(len(self._found) + 1, variable, label)
        for name, value in attributes.items():
            if value and name not in entity.attributes:
                entity.attributes[name] = label_line(value, LABEL_LIMIT)
        return entity
