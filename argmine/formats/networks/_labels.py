"""Labels as the programs for networks want them: none twice, and no character that their files cannot hold."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmine.graph.networks import Axis

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]+")
#: Letters and marks that have no decomposition, as they are commonly spelt in ASCII.
_SPELT = str.maketrans(
    {
        **dict.fromkeys("‘’‚‹›´`", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **{"…": "...", "ß": "ss", "Æ": "AE", "æ": "ae", "Ø": "O", "ø": "o", "Œ": "OE", "œ": "oe"},
        **{"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "Þ": "Th", "þ": "th", "ı": "i"},
    }
)


def unique_labels(axis: Axis) -> list[str]:
    """Return the label of each row or column on one line; of those that are the same, each with its id."""
    labels = [_BLANKS.sub(" ", label).strip() or identifier for label, identifier in _named(axis)]
    return _told_apart(labels, axis)


def ascii_labels(axis: Axis) -> list[str]:
    """Return the labels in ASCII, without double quotes, none twice; what has no spelling becomes ``?``."""
    labels = []
    for label in unique_labels(axis):
        plain = unicodedata.normalize("NFKD", label.translate(_SPELT))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        labels.append(plain.encode("ascii", "replace").decode("ascii").replace('"', "'"))
    return _told_apart(labels, axis)


def _named(axis: Axis) -> zip[tuple[str, str]]:
    return zip(axis.labels, axis.ids, strict=True)


def _told_apart(labels: list[str], axis: Axis) -> list[str]:
    # UCINET and Excel do not tell "The EPA" from "the EPA".
    counts = Counter(label.casefold() for label in labels)
    return [
        label if counts[label.casefold()] == 1 else f"{label} ({identifier})"
        for label, identifier in zip(labels, axis.ids, strict=True)
    ]
