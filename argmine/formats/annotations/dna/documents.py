"""A document as a row of DNA's table DOCUMENTS, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from argmine.formats.annotations._details import from_lines, to_lines
from argmine.formats.annotations._plain_text import evenly_counted, label_line
from argmine.formats.annotations._words import replaced, restored
from argmine.formats.annotations.dna.tables import LABEL_LIMIT
from argmine.schema import Document, content_id

#: The columns that `to_row` fills, besides ID and Coder.
COLUMNS = ("Title", "Text", "Author", "Source", "Section", "Notes", "Type", "Date")

_EPOCH = datetime(1970, 1, 1)
_FIELDS = {"title": "Title", "outlet": "Source", "author": "Author", "date": "Date"}
# Extra metadata for which DNA has a column of its own.
_EXTRA_COLUMNS = {"section": "Section", "type": "Type", "notes": "Notes"}


def to_row(document: Document) -> dict[str, Any]:
    """Return the columns of a document; what they do not give exactly stands in its notes."""
    text = evenly_counted(document.text)
    row = {column: _shown(field, getattr(document, field), text) for field, column in _FIELDS.items()}
    shown = {key: _shown(key, value, text) for key, value in document.extra.items() if key in _EXTRA_COLUMNS}
    row |= {column: shown.get(key, "") for key, column in _EXTRA_COLUMNS.items() if key != "notes"}
    extra = {key: value for key, value in document.extra.items() if (shown.get(key) or None) != value}
    inexact = {
        field: getattr(document, field)
        for field, column in _FIELDS.items()
        if _read(field, row[column]) != getattr(document, field)
    }
    plain = {name: getattr(document, name) for name in ("url", "language", "path")}
    facts: dict[str, Any] = {"id": document.id, **{key: value for key, value in plain.items() if value is not None}}
    facts |= inexact
    facts |= {"extra": extra} if extra else {}
    facts |= {"replaced": places} if (places := replaced(document.text, text)) else {}
    return row | {"Text": text, "Notes": to_lines(facts, shown.get("notes", ""))}


def from_row(row: Mapping[str, Any], file: str) -> Document:
    """Return the document of a row; one that argmine did not write gets the hash of its text as its id."""
    facts, notes = from_lines(text_of(row["Notes"]))
    written = text_of(row["Text"])
    ours = isinstance(facts.get("id"), str)
    text = restored(written, facts.get("replaced")) if ours else written
    known: dict[str, Any] = {field: _read(field, row[column]) for field, column in _FIELDS.items()}
    for field, column in _FIELDS.items():
        # What a person changed in DNA holds.
        if field in facts and _is(facts[field]) and _shown(field, facts[field], written) == row[column]:
            known[field] = facts[field]
    given = facts["extra"] if isinstance(facts.get("extra"), dict) else {}
    extra = {key: value for key, value in given.items() if isinstance(value, str)}
    for key, column in _EXTRA_COLUMNS.items():
        shown = notes if key == "notes" else text_of(row[column])
        if _shown(key, extra.get(key), written) != shown:
            extra[key] = shown
    if (time := _moment(row["Date"])) is not None and time.time() != _EPOCH.time():
        extra.setdefault("time", time.time().isoformat())
    return Document(
        id=facts["id"] if ours else content_id(text),
        text=text,
        url=_optional(facts.get("url")),
        language=_optional(facts.get("language")),
        path=_optional(facts.get("path")) if ours else f"{file}:{row['ID']}",
        extra=extra,
        **known,
    )


def _shown(field: str, value: str | None, text: str) -> Any:
    """Return what stands in the column of a field."""
    if field == "date":
        return _seconds(value)
    if field == "title" and not label_line(value):
        # A list of documents without titles is of no use to anybody.
        value = text.strip()[: 2 * LABEL_LIMIT]
        return label_line(value.partition("\n")[0], 80) or "Untitled"
    if field == "author":
        # DNA puts the names into its queries as they are.
        value = (value or "").replace("'", "’")
    if field == "notes":
        lines = evenly_counted(value or "").strip()
        # Lines that look like ours would be read as ours.
        return "" if from_lines(lines)[0] else lines
    return label_line(value, LABEL_LIMIT)


def _read(field: str, shown: Any) -> str | None:
    if field == "date":
        moment = _moment(shown)
        return moment.date().isoformat() if moment else None
    return text_of(shown) or None


def _seconds(day: str | None) -> int:
    """Return the seconds from 1970 to the midnight with which a day begins; DNA has no other word for no date."""
    try:
        return (date.fromisoformat(day or "") - _EPOCH.date()).days * 86_400
    except ValueError:
        return 0


def _moment(seconds: Any) -> datetime | None:
    try:
        return _EPOCH + timedelta(seconds=int(seconds))
    except (OverflowError, TypeError, ValueError):
        return None


def _is(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _optional(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def text_of(value: Any) -> str:
    """Return what stands in a column of text; SQLite holds anything in any column."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)
