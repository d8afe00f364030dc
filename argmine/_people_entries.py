"""The entries of a people file, read from YAML and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from difflib import get_close_matches
from typing import Any

import yaml

COLUMNS = ("name", "aliases", "organisation", "role", "stance", "valid_from", "valid_until")
# What `argmine speakers` found and nobody has made a correction of: columns that are not read.
FOUND = ("found_organisation", "found_role", "found_stance", "found_claims")
DELIMITERS = ",;\t"
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
EVER = "9999-99-99"


class _TextLoader(yaml.SafeLoader):
    """Reads everything as text: a person may be called No, and 2021-02-30 is for argmine to refuse."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class PeopleError(ValueError):
    """A people file that cannot be used; the message names the file and the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who a person or organisation is, from `valid_from` up to the day before `valid_until`.

    Dates are ISO (``YYYY-MM-DD``; a file may also give a year or a month, which stand for their first day). What
    is None is left as the text tells it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    organisation: str | None = None
    role: str | None = None
    stance: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None

    def holds_on(self, date: str | None) -> bool:
        """Tell whether the entry is valid on a date; one with dates is not where the date is not known."""
        if date is None:
            return self.valid_from is None and self.valid_until is None
        return (self.valid_from or "") <= date < (self.valid_until or EVER)


def yaml_entries(text: str, file: str) -> Iterator[Entry]:
    """Yield the entries of YAML `text`; `file` names it in error messages."""
    try:
        data = yaml.load(text, _TextLoader)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise PeopleError(f"{file}: is not valid YAML: {error}") from error
    if data is not None and not isinstance(data, list):
        raise PeopleError(f"{file}: must be a list of entries, each of which begins with `- name:`")
    for place, entry in enumerate(data or (), 1):
        where = f"{file}: entry {place}"
        if not isinstance(entry, Mapping):
            raise PeopleError(f"{where}: must begin with `- name:`, not {entry!r}")
        where += f" ({entry['name']})" if entry.get("name") else ""
        aliases = entry.get("aliases") or []
        if not isinstance(aliases, list):
            raise PeopleError(f"{where}: `aliases:` must be a list, such as [{aliases}]")
        yield _entry(dict(entry) | {"aliases": aliases}, COLUMNS, where)


def csv_entries(text: str, file: str) -> Iterator[Entry]:
    """Yield the entries of CSV `text`; `file` names it in error messages."""
    header = text.lstrip("\ufeff").partition("\n")[0]
    delimiter = max(DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    columns = [column.strip() for column in next(rows, [])]
    if "name" not in columns:
        raise PeopleError(f"{file}: needs a column `name`; the columns are {', '.join(COLUMNS)}")
    for row in rows:
        where = f"{file}: line {rows.line_num}"
        if len(row) > len(columns):
            raise PeopleError(f"{where}: has {len(row)} cells, the header {len(columns)}; aliases are separated by ;")
        cells = {column: cell for column, cell in zip(columns, row, strict=False) if column not in FOUND}
        if any(cell.strip() for cell in cells.values()):
            where += f" ({cells['name'].strip()})" if cells["name"].strip() else ""
            yield _entry(cells | {"aliases": cells.get("aliases", "").split(";")}, (*COLUMNS, *FOUND), where)


def _entry(cells: Mapping[Any, Any], known: Sequence[str], where: str) -> Entry:
    for key in cells:
        if key not in known:
            close = get_close_matches(str(key), known, n=1)
            meant = f"did you mean {close[0]}? " if close else ""
            raise PeopleError(f"{where}: there is no {key!r}; {meant}An entry has {', '.join(COLUMNS)}")
    texts = {key: _text(cells.get(key), key, where) for key in COLUMNS if key != "aliases"}
    if not texts["name"]:
        raise PeopleError(f"{where}: has no name")
    aliases = tuple(filter(None, (_text(alias, "aliases", where) for alias in cells["aliases"])))
    for key in ("valid_from", "valid_until"):
        texts[key] = _date(texts[key], key, where)
    if texts["valid_from"] and texts["valid_until"] and texts["valid_from"] >= texts["valid_until"]:
        raise PeopleError(f"{where}: valid_until is the first day on which it no longer holds, after valid_from")
    return Entry(aliases=aliases, **texts)  # type: ignore[arg-type]


def _text(value: Any, key: str, where: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise PeopleError(f"{where}: {key} must be text, not {value!r}")
    return " ".join((value or "").split()) or None


def _date(value: str | None, key: str, where: str) -> str | None:
    """Return the first day of a year or month, a day as it is."""
    if value is None:
        return None
    day = value + "0000-01-01"[len(value) :] if _DATE.fullmatch(value) else value
    try:
        return calendar_date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise PeopleError(f"{where}: {key} is {value!r}; write a date as 2021-01-20, 2021-01 or 2021") from error
