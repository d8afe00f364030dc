"""Which scheme annotated arguments follow: that of comments on a rule, or that of speeches.

Comments are typed as Park and Cardie did (fact, testimony, value, policy, reference; linked as reason or evidence),
speeches as the arguments of the UN Security Council are (claim, premise; linked as support or attack).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

Scheme = Literal["comments", "speeches"]

SCHEMES: tuple[Scheme, ...] = ("comments", "speeches")
LABELS: Mapping[Scheme, tuple[str, ...]] = {
    "comments": ("fact", "testimony", "value", "policy", "reference"),
    "speeches": ("claim", "premise"),
}
LINKS: Mapping[Scheme, tuple[str, ...]] = {"comments": ("reason", "evidence"), "speeches": ("support", "attack")}

# How those who speak before a body address it, which those who write to an agency do not.
_ADDRESSED = re.compile(
    r"\b(?:the (?:security )?council|general assembly|my (?:delegation|country|government)|madam|mr\. president"
    r"|chairman|briefings?|secretary-general|your excellency|distinguished|ladies and gentlemen)\b",
    re.I,
)


def scheme_of(rows: Sequence[Mapping[str, Any]]) -> Scheme:
    """Tell which scheme the texts of a file follow: by the labels of their spans or links, else by their words.

    Parameters
    ----------
    rows
        Objects in the shape of the cdcp or unsc data: a text, and perhaps spans (label) and relations (label).
    """
    spans = {span.get("label") for row in rows for span in row.get("spans") or ()}
    links = {link.get("label") for row in rows for link in row.get("relations") or ()}
    for scheme in SCHEMES:
        if spans & {*LABELS[scheme]}:
            return scheme
    for scheme in SCHEMES:
        if links & {*LINKS[scheme]}:
            return scheme
    addressing = sum(_ADDRESSED.search(str(row.get("text", ""))) is not None for row in rows)
    return "speeches" if 2 * addressing > len(rows) else "comments"
