"""Text that programs of every kind count alike, and one-line labels, for files in which people code by hand.

Java and Windows programs count UTF-16 units, others count code points, and some take a carriage return with its
line feed for one character. What they would count differently is replaced one for one, so that offsets stay.
"""

from __future__ import annotations

import re
from collections.abc import Hashable

from argmine.formats.annotations._words import STAND_IN

_LONE_RETURN = re.compile("\r(?!\n)")
_UNSEEN = re.compile("\r|\\A\ufeff")
_TWO_UNITS = re.compile("[\x00\ud800-\udfff\U00010000-\U0010ffff]")
# Nothing that a person can see, and nothing that XML can hold.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
_MARKED = re.compile(r" \((?:\d+|[a-z]+)\)$")


def evenly_counted(text: str) -> str:
    """Return `text` with the same number of characters, each counted as one by every program."""
    # The end of a line is one line feed, whichever way it was written.
    text = _LONE_RETURN.sub("\n", text)
    return _TWO_UNITS.sub(STAND_IN, _UNSEEN.sub(" ", text))


def label_line(text: str | None, limit: int | None = None) -> str:
    """Return `text` on one line, of characters that every program counts as one, cut to `limit` characters."""
    line = " ".join(evenly_counted(_INVISIBLE.sub("", text or "")).split())
    return line if limit is None or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def stands_for(label: str, text: str | None) -> bool:
    """Tell whether `label` is one that `Labels` makes of `text`."""
    line = label_line(text)
    return any(
        line == one or (one.endswith("…") and line.startswith(one[:-1])) for one in (label, _MARKED.sub("", label))
    )


class Labels:
    """One-line labels, each of which stands for one thing only; the second of two alike is marked.

    Parameters
    ----------
    limit
        How many characters a label may have; None for any number.
    fold
        Whether labels that differ in case only count as alike.
    """

    def __init__(self, limit: int | None = None, *, fold: bool = False) -> None:
        self._limit = limit
        self._fold = fold
        self._labels: dict[Hashable, str] = {}
        self._taken: set[str] = set()

    def of(self, key: Hashable, text: str | None, mark: str = "") -> str:
        """Return the label of the thing known as `key`, made of `text` when it is first asked for.

        Where the label is taken, it gets the `mark`, a word in small letters, or else a number.
        """
        if key not in self._labels:
            label, number = label_line(text, self._limit), 1
            while self._folded(label) in self._taken:
                suffix = f" ({mark})" if mark else f" ({number + 1})"
                number, mark = number + (not mark), ""
                label = label_line(text, None if self._limit is None else self._limit - len(suffix)) + suffix
            self._taken.add(self._folded(label))
            self._labels[key] = label
        return self._labels[key]

    def _folded(self, label: str) -> str:
        return label.casefold() if self._fold else label
