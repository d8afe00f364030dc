"""The codes of a REFI-QDA codebook: stances, positions with their two sides, speakers, organisations, kinds, types."""

from __future__ import annotations

import re
import uuid
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from argmine.formats.annotations._details import to_lines
from argmine.formats.annotations._plain_text import Labels, label_line
from argmine.formats.looks import edge_look
from argmine.formats.xml_text import escape
from argmine.schema import KINDS, Analysis, Claim, Position, Speaker, content_id

if TYPE_CHECKING:
    from argmine.codebook import Codebook

#: The groups of codes, by what the codes in them are.
GROUPS = {
    "stance": "Stances",
    "position": "Positions",
    "speaker": "Speakers",
    "organisation": "Organisations",
    "kind": "Kinds of claims",
    "type": "Types of claims",
}
#: How the codes of the two sides of a position begin.
SIDES = {"support": "supports: ", "attack": "attacks: "}

_RRGGBB = re.compile("#[0-9a-fA-F]{6}")


def guid(*parts: object) -> str:
    """Return a GUID that is the same for the same parts, on every machine and in every run."""
    return str(uuid.UUID(hex=content_id("refi-qda", *parts, length=32), version=5))


def position_of(claim: Claim, analysis: Analysis) -> Position | None:
    """Return the position of a claim; one of which nothing else is known has its id as text."""
    known = (position for position in analysis.positions if position.id == claim.position)
    return next(known, Position(id=claim.position, text=claim.position)) if claim.position else None


@dataclass(slots=True)
class Code:
    """A code with those below it; `facts` go into its description."""

    guid: str
    name: str
    color: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    codable: bool = True
    codes: list[Code] = field(default_factory=list)

    def xml(self) -> Iterator[str]:
        """Yield the element, line by line."""
        color = f' color="{self.color}"' if self.color else ""
        codable = "true" if self.codable else "false"
        yield f'<Code guid="{self.guid}" name="{escape(self.name)}" isCodable="{codable}"{color}>\n'
        if self.facts:
            yield f"<Description>{escape(to_lines(self.facts))}</Description>\n"
        for code in self.codes:
            yield from code.xml()
        yield "</Code>\n"


class CodeBook:
    """The codes that the claims of a corpus have, and those that its codebook offers besides.

    Parameters
    ----------
    codebook
        The codebook of the corpus.
    """

    def __init__(self, codebook: Codebook) -> None:
        # Programs keep codes apart by their names alone.
        self._labels = Labels(fold=True)
        self._found: dict[Hashable, Code] = {}
        self._groups: dict[str, Code] = {}
        for role, title in GROUPS.items():
            self._groups[role] = Code(guid("group", role), self._labels.of(role, title), codable=False)
        self._colors = {name: color for name, color in codebook.colors.items() if _RRGGBB.fullmatch(color)}
        for stance in codebook.stance_names:
            self._named("stance", stance)
        for kind in KINDS:
            self._named("kind", kind)
        for entry in codebook.positions:
            self.position(Position(id=entry.id, text=entry.text), None)
        #: Each speaker with its code, in the order in which they were met.
        self.speakers: dict[tuple[str, str], tuple[Speaker, Code]] = {}

    def take(self, analysis: Analysis) -> None:
        """Add the codes of a document's claims."""
        for claim in analysis.claims:
            self.of_claim(claim, position_of(claim, analysis))

    def of_claim(self, claim: Claim, position: Position | None) -> dict[str, Code]:
        """Return the codes of a claim, by what they are; those that are new are added."""
        codes = {
            "stance": self._named("stance", claim.stance),
            "position": self.position(position, claim.polarity) if position else None,
            "speaker": self._speaker(claim.speaker),
            "organisation": self._named("organisation", claim.speaker.organisation if claim.speaker else None),
            "kind": self._named("kind", claim.kind),
            "type": self._named("type", claim.type),
        }
        return {role: code for role, code in codes.items() if code is not None}

    def position(self, position: Position, polarity: str | None) -> Code:
        """Return the code of a position, or of one of its sides."""
        text = position.text if label_line(position.text) else position.id
        code = self._code(("position", position.id), text, self._groups["position"], id=position.id)
        for side, prefix in SIDES.items():
            color = edge_look({"type": f"{side}s"}).color
            self._code(("position", position.id, side), prefix + code.name, code).color = color
        return self._found["position", position.id, polarity] if polarity else code

    def xml(self) -> Iterator[str]:
        """Yield the groups that have codes, line by line."""
        for group in self._groups.values():
            if group.codes:
                yield from group.xml()

    def _speaker(self, speaker: Speaker | None) -> Code | None:
        if speaker is None or not label_line(speaker.name):
            return None
        key = (speaker.id, speaker.name)
        code = self._code(("speaker", *key), speaker.name, self._groups["speaker"], mark="speaker", id=speaker.id)
        self.speakers.setdefault(key, (speaker, code))
        return code

    def _named(self, role: str, name: str | None) -> Code | None:
        if not label_line(name):
            return None
        code = self._code((role, name), name, self._groups[role], mark=role)
        code.color = self._colors.get(name or "") if role == "stance" else None
        return code

    def _code(
        self, key: tuple[str | None, ...], text: str | None, group: Code, *, mark: str = "", **facts: str
    ) -> Code:
        code = self._found.get(key)
        if code is None:
            label = self._labels.of(key, text, mark)
            named = {"name": text} if text is not None and text != label else {}
            code = self._found[key] = Code(guid("code", *key), label, facts={**facts, **named})
            group.codes.append(code)
        return code
