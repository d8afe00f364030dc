"""Articles with gold claims, in the JSON Lines shape of corpora/frontier-models/gold/claims.jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from argmine.schema import KINDS, POLARITIES, Document, Kind, Polarity, Span


class GoldError(ValueError):
    """A gold file that cannot be used; the message names the file and the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """One annotated claim; `speaker` is a name."""

    start: int
    end: int
    kind: Kind
    source: Span | None = None
    speaker: str | None = None
    stance: str
    position: str | None = None
    polarity: Polarity | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An annotated document, with the texts of its positions by id."""

    document: Document
    claims: tuple[GoldClaim, ...]
    positions: Mapping[str, str]


def read_gold(path: str | Path) -> list[GoldArticle]:
    """Read annotated articles.

    Raises
    ------
    GoldError
        If a line is no annotated article, or an offset does not hold; the message names the line.
    """
    path = Path(path)
    return [_article(row, f"{path}:{number}") for number, row in numbered_rows(path)]


def read_rows(path: str | Path) -> list[Mapping[str, Any]]:
    """Read the objects of a JSON Lines file; a `GoldError` names the line that is none."""
    return [row for _, row in numbered_rows(Path(path))]


def numbered_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the objects of a JSON Lines file with their line numbers; a `GoldError` names the line that is none."""
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise GoldError(f"{path}:{number}: is not JSON ({error})") from error
            if not isinstance(row, dict):
                raise GoldError(f"{path}:{number}: is no JSON object")
            yield number, row


def read_text(path: Path) -> str:
    """Return a file's text with its line breaks as they are, so that offsets hold."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read ({error})") from error


def _article(row: Mapping[str, Any], where: str) -> GoldArticle:
    if not {"id", "text", "claims"} <= row.keys():
        raise GoldError(f"{where}: needs id, text and claims[start, end, kind, stance]")
    if not isinstance(row["text"], str):
        raise GoldError(f"{where}: its text is no string")
    document = Document(
        id=str(row["id"]),
        text=row["text"],
        title=row.get("title"),
        outlet=row.get("outlet"),
        date=row.get("date"),
        author=row.get("author"),
        url=row.get("url"),
    )
    try:
        claims = tuple(_claim(claim, document.text) for claim in row["claims"])
        positions = {position["id"]: position["text"] for position in row.get("positions") or ()}
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise GoldError(f"{where}: has a claim or position that cannot be used: {error!r}") from error
    return GoldArticle(document=document, claims=claims, positions=positions)


def _claim(claim: Mapping[str, Any], text: str) -> GoldClaim:
    start, end = int(claim["start"]), int(claim["end"])
    if not 0 <= start < end <= len(text) or claim.get("text", text[start:end]) != text[start:end]:
        raise ValueError(f"offsets {start}..{end} do not hold {claim.get('text')!r}")
    if claim["kind"] not in KINDS or claim.get("polarity") not in {None, *POLARITIES}:
        raise ValueError(f"kind {claim['kind']!r} and polarity {claim.get('polarity')!r} are not both of the scheme")
    source = claim.get("source")
    if source and not all(isinstance(offset, int) for offset in source):
        raise ValueError(f"source {source!r} is no pair of offsets")
    return GoldClaim(
        start=start,
        end=end,
        kind=cast(Kind, claim["kind"]),
        source=(source[0], source[1]) if source else None,
        speaker=claim.get("speaker"),
        stance=claim["stance"],
        position=claim.get("position"),
        polarity=claim.get("polarity"),
        type=claim.get("type"),
    )


def pair_spans(gold: Sequence[Span], found: Sequence[Span], *, least: float = 0.5) -> list[tuple[int, int]]:
    """Pair spans one to one, best overlap (intersection over union of characters) first.

    Returns
    -------
    list of (index in `gold`, index in `found`), each pair overlapping by at least `least`.
    """
    candidates = []
    for i, (gold_start, gold_end) in enumerate(gold):
        for j, (start, end) in enumerate(found):
            shared = min(gold_end, end) - max(gold_start, start)
            if shared > 0 and (overlap := shared / (max(gold_end, end) - min(gold_start, start))) >= least:
                candidates.append((-overlap, i, j))
    pairs: list[tuple[int, int]] = []
    taken: set[tuple[str, int]] = set()
    for _, i, j in sorted(candidates):
        if ("gold", i) not in taken and ("found", j) not in taken:
            taken |= {("gold", i), ("found", j)}
            pairs.append((i, j))
    return pairs
