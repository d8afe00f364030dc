"""Markdown with YAML front matter: entries between two ``---`` lines are metadata, the rest is the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BufferedReader

import yaml

from argmine.corpus.columns import Columns
from argmine.corpus.errors import UnreadableError
from argmine.corpus.readers import Record
from argmine.corpus.readers.plain_text import read_whole

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def read_markdown(stream: BufferedReader, columns: Columns) -> Iterator[Record]:  # noqa: ARG001
    """Yield the one document of a Markdown file; its Markdown is kept as it stands."""
    text = read_whole(stream)
    match = _FRONT_MATTER.match(text)
    values = _entries(match[1]) if match else None
    if match is None or values is None:
        # Two rules with prose between them are no front matter.
        yield Record({}, text=text.strip("\r\n"))
    else:
        yield Record(values, text=text[match.end() :].strip("\r\n"))


def _entries(source: str) -> dict[str, object] | None:
    """Return the front matter's entries, or None if it is no mapping."""
    try:
        # The base loader keeps each value as it is written: a date a date, `no` Norwegian, 007 no number.
        entries = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableError(_broken(error)) from error
    if entries is None or entries == "":
        return {}
    if not isinstance(entries, Mapping):
        return None
    return {str(name): value for name, value in entries.items()}


def _broken(error: yaml.YAMLError | RecursionError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    # The front matter begins on the file's second line.
    where = f"line {mark.line + 2}: " if mark else ""
    return f"its front matter is not valid YAML ({where}{problem}): put values that hold a colon in quotes"
