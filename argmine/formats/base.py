"""What a format is: its name, its file suffixes, who opens it, and how it is written and read.

There are three kinds, by what they hold: an argument graph, documents with what is coded in them, or a discourse
network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from argmine.codebook import Codebook
    from argmine.schema import Analysis


class FormatError(ValueError):
    """A file that cannot be written or read in a format; the message names it and says what to do."""


class CodedCorpus(Protocol):
    """Documents with what is coded in them; a `Run` is one, and so is a `CodedDocuments`."""

    @property
    def codebook(self) -> Codebook:
        """The codebook whose stances the claims have."""

    @property
    def reviewed(self) -> frozenset[str] | None:
        """The ids of the documents that people coded or corrected; None where nobody has looked."""

    def analyses(self) -> Iterable[Analysis]:
        """Yield each document with its claims; may be called more than once."""


@dataclass(frozen=True, slots=True)
class CodedDocuments:
    """Documents with what is coded in them, in memory.

    Attributes
    ----------
    documents
        Each document with its claims.
    codebook
        The codebook whose stances the claims have.
    """

    documents: tuple[Analysis, ...]
    codebook: Codebook

    @property
    def reviewed(self) -> frozenset[str]:
        """The ids of all the documents: whoever puts them together answers for them."""
        return frozenset(analysis.document.id for analysis in self.documents)

    def analyses(self) -> Iterable[Analysis]:
        """Yield each document with its claims."""
        return iter(self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to store something in a file or a folder.

    Attributes
    ----------
    kind
        What it holds: ``graph``, ``annotations`` or ``network``.
    name
        What ``argmine export --format`` takes.
    suffixes
        The endings of file names that mean this format, the usual one first.
    description
        What the file holds, and what it cannot hold, in a sentence.
    for_programs
        The programs that open it.
    write
        Writes the thing to a path: to a file, or into an empty folder when `folder` is set; returns a sentence on
        what it left out, where it leaves anything out.
    read
        Reads it back; None where the format does not hold enough for that.
    folder
        Whether the format is several files, so that it is written into a folder.
    """

    kind: ClassVar[str]

    name: str
    suffixes: tuple[str, ...]
    description: str
    for_programs: tuple[str, ...]
    write: Callable[..., str | None]
    read: Callable[[Path], Any] | None = None
    folder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphFormat(Format):
    """A format of argument graphs: `write` takes an `ArgumentGraph`, and `read` returns one.

    Attributes
    ----------
    networks
        Whether `write` also takes the `networkx.Graph` of a discourse network.
    drawing
        Whether it is a picture, for which `write` takes how many `nodes` it draws at most.
    """

    kind: ClassVar[str] = "graph"

    networks: bool = False
    drawing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationFormat(Format):
    """A format of documents with what is coded in them, for programs in which people code by hand.

    `write` takes a `CodedCorpus`, and `read` returns an iterable of `Analysis`.

    Attributes
    ----------
    holds
        The fields of a claim that a person can see and correct in the file: ``span`` (`start` and `end`), ``kind``,
        ``type``, ``source``, ``cue``, ``speaker`` (the name), ``organisation``, ``role``, ``stance``, ``position``
        and ``polarity``. The others are not there when it is read, which does not mean that somebody removed them.
    marker
        Of a format that is a folder, the file by which such a folder is known.
    """

    kind: ClassVar[str] = "annotations"

    holds: frozenset[str] = frozenset()
    marker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFormat(Format):
    """A format of discourse networks: `write` takes a `Network`."""

    kind: ClassVar[str] = "network"
