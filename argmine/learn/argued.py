"""Texts in which the propositions of an argument are marked: comments, speeches, and annotated articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmine.learn.gold import GoldError, numbered_rows
from argmine.schema import Document


@dataclass(frozen=True, slots=True)
class ArguedSpan:
    """A marked proposition, in code points; blanks around it are left out."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class ArguedText:
    """A text with its propositions in text order; `spans` is None where none were marked."""

    document: Document
    spans: tuple[ArguedSpan, ...] | None


def read_argued(path: Path) -> list[ArguedText]:
    """Read texts in the shape of the CDCP and UNSC data, or annotated articles, one JSON object a line.

    An object has id, text and spans (start, end, label), or claims (start, end, kind) instead of spans; their kind is
    their label. One that has neither can be analysed, but not scored.

    Raises
    ------
    GoldError
        If a line is no such object, or an offset does not hold; the message names the line.
    """
    return [_argued(row, f"{path}:{number}") for number, row in numbered_rows(path)]


def _argued(row: Mapping[str, Any], where: str) -> ArguedText:
    text = row.get("text")
    if "id" not in row or not isinstance(text, str):
        raise GoldError(f"{where}: needs id and text, and spans[start, end, label] or claims[start, end, kind]")
    known = {name: row[name] for name in ("title", "outlet", "date", "author", "url") if row.get(name)}
    document = Document(id=str(row["id"]), text=text, **known)
    name, label = ("claims", "kind") if "claims" in row else ("spans", "label")
    if row.get(name) is None:
        return ArguedText(document, None)
    try:
        spans = [_span(text, int(span["start"]), int(span["end"]), str(span[label])) for span in row[name]]
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{where}: has a span that cannot be used: {error!r}") from error
    return ArguedText(document, tuple(sorted(spans, key=lambda span: (span.start, span.end))))


def _span(text: str, start: int, end: int, label: str) -> ArguedSpan:
    words = text[start:end]
    if not 0 <= start < end <= len(text) or not words.strip():
        raise ValueError(f"offsets {start}..{end} hold no text")
    start += len(words) - len(words.lstrip())
    return ArguedSpan(start, start + len(words.strip()), label)


def labels_of(texts: Sequence[ArguedText]) -> set[str]:
    """Return all labels of the marked propositions."""
    return {span.label for text in texts for span in text.spans or ()}
