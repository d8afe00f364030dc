"""How a run tells how far it is; the library itself never prints."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """What `run_corpus` calls while it works."""

    def started(self, total: int) -> None:
        """Begin: the corpus holds `total` documents."""

    def advance(self, documents: int, failures: int, *, reused: bool = False) -> None:
        """`documents` more are done and `failures` of them failed; `reused` ones had been analysed before."""

    def stage(self, name: str) -> None:
        """Say what the run does now, such as "analyse" or "positions"."""

    def done(self) -> None:
        """End, whether the run finished or not."""


class Silent:
    """The progress of a run that nobody watches."""

    def started(self, total: int) -> None:
        """Ignore it."""

    def advance(self, documents: int, failures: int, *, reused: bool = False) -> None:
        """Ignore it."""

    def stage(self, name: str) -> None:
        """Ignore it."""

    def done(self) -> None:
        """Ignore it."""
