"""What the codes of a REFI-QDA codebook mean for a claim, whoever made the codebook."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from argmine.formats.annotations._details import from_lines
from argmine.formats.annotations._plain_text import stands_for
from argmine.formats.annotations.refi_qda.codes import GROUPS, SIDES
from argmine.schema import POLARITIES, Polarity

# What the groups are called by others.
_GROUP_NAMES = {title.casefold(): role for role, title in GROUPS.items()} | {
    **dict.fromkeys(("stance", "sides", "camps", "coalitions"), "stance"),
    **dict.fromkeys(("position", "concepts", "claims", "arguments", "frames"), "position"),
    **dict.fromkeys(("speaker", "persons", "actors", "people"), "speaker"),
    **dict.fromkeys(("organisation", "organizations", "institutions"), "organisation"),
}
_SIDE_NAMES: dict[str, Polarity] = {
    **dict.fromkeys(("support", "supports", "pro", "for", "agree", "agreement"), "support"),
    **dict.fromkeys(("attack", "attacks", "con", "against", "disagree", "disagreement"), "attack"),
}


@dataclass(frozen=True, slots=True)
class CodeRole:
    """What a code says of a claim: its `role` is a name in `GROUPS`, `text` what it names."""

    role: str
    text: str
    id: str | None = None
    polarity: Polarity | None = None


class Codes:
    """The codes of a project by their GUIDs."""

    def __init__(self) -> None:
        self._roles: dict[str, CodeRole] = {}

    def role(self, guid: str) -> CodeRole | None:
        """Return what the code of this GUID means, None if the codebook has none."""
        return self._roles.get(_plain(guid))

    def take(self, codebook: Element) -> None:
        """Read the element CodeBook."""
        for codes in codebook:
            for code in codes:
                if _is_code(code):
                    self._take_group(code)

    def _take_group(self, code: Element) -> None:
        role = _GROUP_NAMES.get(code.get("name", "").strip().casefold())
        inner = [child for child in code if _is_code(child)]
        if role is None or not inner:
            # Nothing tells what it is but that people put claims under it.
            self._take(code, "position")
            return
        for child in inner:
            self._take(child, role)

    def _take(self, code: Element, role: str) -> None:
        label, facts = code.get("name", "").strip(), _facts(code)
        # The label was marked or changed if another code had the same.
        name = facts.get("name", label)
        found = CodeRole(role, name if stands_for(label, name) else label, facts.get("id"))
        self._roles[_plain(code.get("guid", ""))] = found
        for child in code:
            if _is_code(child):
                side = _side(child.get("name", "")) if role == "position" else None
                if side is None:
                    self._take(child, role)
                else:
                    self._roles[_plain(child.get("guid", ""))] = CodeRole(role, found.text, found.id, side)


def _side(name: str) -> Polarity | None:
    """Return the polarity that a code below a position means."""
    plain = name.strip()
    for polarity in POLARITIES:
        if plain.startswith(SIDES[polarity]):
            return polarity
    return _SIDE_NAMES.get(plain.casefold())


def _is_code(element: Element) -> bool:
    return element.tag.rpartition("}")[2] == "Code"


def _facts(code: Element) -> dict[str, str]:
    description = next((child.text for child in code if child.tag.rpartition("}")[2] == "Description"), None)
    return {key: value for key, value in from_lines(description)[0].items() if isinstance(value, str)}


def _plain(guid: str) -> str:
    # The standard allows braces, and either case.
    return guid.strip("{}").lower()
