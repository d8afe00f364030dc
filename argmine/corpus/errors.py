"""What can go wrong before the first document is read, and while one file is."""

from __future__ import annotations


class CorpusError(ValueError):
    """A corpus that cannot be read at all; the message names the path and says what to do."""


class UnreadableError(ValueError):
    """One file that cannot be read; it becomes a `Failure` and the rest of the corpus goes on."""
