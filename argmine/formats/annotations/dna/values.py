"""What the variables of a DNA database mean, whatever their coders called them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmine.schema import KINDS, Kind, Polarity

_ALIASES: dict[str, tuple[str, ...]] = {
    "person": ("person", "speaker", "actor", "individual", "stakeholder", "politician", "personname", "actorname"),
    "organization": ("organization", "organisation", "org", "institution", "affiliation", "agency", "party"),
    "concept": ("concept", "position", "claim", "argument", "proposition", "frame", "category", "belief", "issue"),
    "agreement": ("agreement", "agree", "polarity", "support", "approval", "qualifier", "valence"),
    "stance": ("stance", "side", "camp", "coalition"),
    "kind": ("kind", "quotetype", "statementkind"),
    "claim_type": ("claimtype",),
    "argmine": ("argmine",),
}
_ROLES = {alias: role for role, aliases in _ALIASES.items() for alias in aliases}
#: The data types that a role may have; a variable of another type is another thing of the same name.
_TYPES = {"agreement": ("boolean", "integer", "short text"), "argmine": ("long text",)}
_TEXTS = ("short text", "long text")
_YES = frozenset("1 yes y true agree agreement support supports pro for positive + approve".split())
_NO = frozenset("0 no n false disagree disagreement attack attacks oppose opposes con against negative - -1".split())


def roles(variables: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """Return what the variables of a statement type mean, by their ids; those that mean nothing here are left out.

    Of two that mean the same, the one with the more usual name is taken. Where none is called agreement, the only
    boolean is, by whatever name.

    Parameters
    ----------
    variables
        The name and the data type of each.
    """
    found: dict[str, tuple[int, int]] = {}
    for number, (name, kind) in variables.items():
        plain = "".join(letter for letter in name.casefold() if letter.isalnum())
        role = _ROLES.get(plain) or _ROLES.get(plain.removesuffix("s"))
        if role is None or kind not in _TYPES.get(role, _TEXTS):
            continue
        rank = next(n for n, alias in enumerate(_ALIASES[role]) if alias in (plain, plain.removesuffix("s")))
        if role not in found or rank < found[role][0]:
            found[role] = (rank, number)
    yes_or_no = [number for number, (_, kind) in variables.items() if kind == "boolean"]
    if "agreement" not in found and len(yes_or_no) == 1:
        found["agreement"] = (0, yes_or_no[0])
    return {number: role for role, (_, number) in found.items()}


def polarity_of(value: Any, kind: str, *, signed: bool) -> Polarity | None:
    """Return the polarity that a value of an agreement variable means.

    Parameters
    ----------
    value
        What the statement has.
    kind
        The data type of the variable.
    signed
        Whether some statement has a negative number there; if so, 0 is neither for nor against.
    """
    if value is None:
        return None
    if kind == "short text":
        word = str(value).strip().casefold()
        return "support" if word in _YES else "attack" if word in _NO else None
    if not isinstance(value, int):
        return None
    if value == 0:
        return None if signed else "attack"
    return "support" if value > 0 else "attack"


def kind_of(value: Any) -> Kind:
    """Return the kind of a claim; who codes by hand mostly codes what is quoted."""
    return next((kind for kind in KINDS if kind == value), "direct")
