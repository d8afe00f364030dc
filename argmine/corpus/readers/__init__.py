"""One reader a file type, registered by suffix.

A package adds a type of its own with an entry point in the group ``argmine.readers`` whose name is the suffix
without its dot and whose value is a `Reader`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from io import BufferedReader
from typing import Protocol

from argmine.corpus.columns import Columns

#: spaCy's own limit; a longer text is nearly always many documents in one file.
MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One document as its file gives it: its values by the file's own names.

    `number` says which line, row or item of the file it is, None if the file is one document; `text` is set
    where no value but the file itself holds the text.
    """

    values: Mapping[str, object]
    number: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A line, row or item that cannot be read, and what to do about it."""

    number: int
    reason: str


class Reader(Protocol):
    """Reads one type of file, as a stream; raises `UnreadableError` if the file as a whole cannot be read."""

    def __call__(self, stream: BufferedReader, columns: Columns) -> Iterator[Record | BadRecord]:
        """Yield the documents of the file that `stream` reads."""
        ...


@cache
def readers() -> dict[str, Reader]:
    """Return the reader of each suffix, sorted by suffix."""
    from argmine.corpus.readers.json_document import read_json
    from argmine.corpus.readers.json_lines import read_json_lines
    from argmine.corpus.readers.markdown import read_markdown
    from argmine.corpus.readers.plain_text import read_plain_text
    from argmine.corpus.readers.table import read_csv, read_tsv

    found: dict[str, Reader] = {
        ".txt": read_plain_text,
        ".text": read_plain_text,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".jsonl": read_json_lines,
        ".ndjson": read_json_lines,
        ".json": read_json,
        ".csv": read_csv,
        ".tsv": read_tsv,
    }
    for point in entry_points(group="argmine.readers"):
        found.setdefault(f".{point.name}", point.load())
    return dict(sorted(found.items()))


def known_suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that argmine reads."""
    return tuple(readers())
