"""Plain text: the whole file is one document, with no metadata."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from argmine.corpus.columns import Columns
from argmine.corpus.encoding import decode
from argmine.corpus.errors import UnreadableError
from argmine.corpus.readers import MAX_CHARACTERS, Record

# No encoding that argmine reads takes more bytes for a character.
_MAX_BYTES = 4 * MAX_CHARACTERS


def read_plain_text(stream: BufferedReader, columns: Columns) -> Iterator[Record]:  # noqa: ARG001
    """Yield the one document of a text file."""
    yield Record({}, text=read_whole(stream))


def read_whole(stream: BufferedReader) -> str:
    """Return the text of a file that is one document; one that is far too long is not read to its end."""
    data = stream.read(_MAX_BYTES + 1)
    if not data:
        raise UnreadableError("is empty")
    if len(data) > _MAX_BYTES:
        decode(data[:_MAX_BYTES])
        raise UnreadableError(too_long(f"more than {_MAX_BYTES // 1_000_000} MB"))
    return decode(data)


def too_long(length: str) -> str:
    """Return what to tell a user whose document is too long to analyse."""
    return (
        f"is too long for one document ({length}; the limit is {MAX_CHARACTERS:,} characters): "
        "split it, one file or one line of a .jsonl for each article"
    )
