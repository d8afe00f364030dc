"""doccano: JSON Lines for a project of the type sequence labelling with relations.

Make the project with "Allow overlapping spans" and "Use relation labeling", and import the file as JSONL of relation
extraction. A claim is a span labelled with its stance (``claim: critics``, or ``claim`` alone), its source and cue are
spans from `source` and `cue`, one for each piece, and relations of those names lead to them from the claim.

doccano has no attributes of spans. What else is known of a claim (id, kind, speaker, position ...) stands in the
column `claims`, by the claim's offsets: the page shows it beside the text, but nobody can edit it there, and a claim
whose span was redrawn loses it (`argmine import` takes that for a new claim). The other columns hold the document's
metadata; doccano keeps all of them.

Read an export as JSONL, taken out of its zip. Spans are listed under `entities`, or as ``[start, end, label]`` under
`label` or `labels` where the project has no relations. Offsets are code points, with grapheme mode off; doccano gives
no words for its spans, only offsets into the text of the line, so these alone are checked. Controls and carriage
returns are replaced one for one in the text, and come back. Documents without text are left out: doccano refuses them.

What doccano cannot hold: probabilities, the kinds of cues, echoes, relations between claims, attributions without
claims.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from zipfile import BadZipFile, ZipFile, is_zipfile

from argmine.formats.annotations._checked import reads
from argmine.formats.annotations._coding import (
    Marked,
    Positions,
    analysis_of,
    document_of,
    document_row,
    facts_of,
    parts,
    position_rows,
    position_texts,
)
from argmine.formats.annotations._words import plain
from argmine.formats.base import AnnotationFormat, CodedCorpus, FormatError
from argmine.formats.incoming import loads, reported, whole
from argmine.schema import Analysis, Claim, Span

_PARTS: tuple[Literal["source", "cue"], ...] = ("source", "cue")
_CLAIM = "claim"
#: How many files of an archive a message names.
_SHOWN = 10


def write(corpus: CodedCorpus, path: Path) -> None:
    """Write each document that has text with its claims on a line of its own."""
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        for analysis in corpus.analyses():
            if analysis.document.text:
                file.write(json.dumps(_row(analysis), ensure_ascii=False) + "\n")


@reads("export of doccano")
def read(path: Path) -> Iterator[Analysis]:
    """Yield the documents of a file that `write` wrote, or that doccano exported as JSONL.

    Raises
    ------
    FormatError
        If a line is none of doccano's, or spans are outside of its text; the message names the line.
    """
    if is_zipfile(path):
        raise FormatError(f"{path}: is a zip file: unpack it, and read the file of one annotator{_names(path)}")
    positions = Positions()
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _analysis(line, positions, f"{path}:{number}")


def _names(path: Path) -> str:
    """Return what is in an archive, as far as that can be told."""
    try:
        with ZipFile(path) as archive:
            return ": " + ", ".join(archive.namelist()[:_SHOWN])
    except (BadZipFile, NotImplementedError, ValueError):
        return ""


def _row(analysis: Analysis) -> dict[str, Any]:
    document, claims = analysis.document, analysis.claims
    text, texts = plain(document.text), position_texts(analysis)
    metadata = document_row(document, text)
    entities = [_entity(n, _label(claim), (claim.start, claim.end)) for n, claim in enumerate(claims)]
    relations: list[dict[str, Any]] = []
    numbers = {claim.id: n for n, claim in enumerate(claims)}
    for part in _PARTS:
        for (span,), holders in parts(claims, part, together=False).items():
            entities.append(_entity(len(entities), part, span))
            for claim in holders:
                ends = {"from_id": numbers[claim.id], "to_id": len(entities) - 1}
                relations.append({"id": len(relations), **ends, "type": part})
    known: dict[str, list[dict[str, str]]] = {}
    for claim in claims:
        known.setdefault(_place((claim.start, claim.end)), []).append({"id": claim.id, **facts_of(claim, texts)})
    return {
        "text": text,
        "entities": entities,
        "relations": relations,
        # doccano has an `id` of its own.
        "document": metadata.pop("id"),
        **metadata,
        "claims": known,
        "positions": position_rows(analysis),
    }


def _label(claim: Claim) -> str:
    return f"{_CLAIM}: {claim.stance}" if claim.stance else _CLAIM


def _entity(number: int, label: str, span: Span) -> dict[str, Any]:
    return {"id": number, "label": label, "start_offset": span[0], "end_offset": span[1]}


def _place(span: Span) -> str:
    return f"{span[0]}-{span[1]}"


def _analysis(line: str, positions: Positions, where: str) -> Analysis:
    try:
        row = loads(line)
        text = row["text"]
        entities = list(_entities(row))
        links = [(relation["from_id"], relation["to_id"]) for relation in row.get("relations") or ()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"lacks {error}" if isinstance(error, KeyError) else str(error)
        raise FormatError(f"{where}: is no line of doccano's JSONL ({what}): export JSONL") from error
    with reported(where, "line of doccano's JSONL"):
        positions.add(row.get("positions") or ())
        number = row.get("id", where)
        document = document_of({**row, "id": row.get("document")}, text, fallback=str(number))
    for _, label, (start, end) in entities:
        if not 0 <= start < end <= len(text):
            raise FormatError(
                f"{where}: {label!r} is at {start} to {end}, but the text has {len(text)} characters: "
                "was it exported with another text?"
            )
    with reported(where, "line of doccano's JSONL"):
        return analysis_of(document, _marked(entities, links, row.get("claims") or {}), positions, where)


def _entities(row: Mapping[str, Any]) -> Iterator[tuple[Any, str, Span]]:
    """Yield id, label and span of each entity."""
    if row.get("entities") is not None:
        for entity in row["entities"]:
            yield entity.get("id"), entity["label"], (whole(entity["start_offset"]), whole(entity["end_offset"]))
        return
    for number, (start, end, label) in enumerate(row.get("label") or row.get("labels") or ()):
        yield number, label, (whole(start), whole(end))


def _marked(
    entities: Sequence[tuple[Any, str, Span]],
    links: Sequence[tuple[Any, Any]],
    known: Mapping[str, Sequence[Mapping[str, str]]],
) -> Iterator[Marked]:
    waiting = {place: list(facts) for place, facts in known.items()}
    named = {identifier: (label, span) for identifier, label, span in entities}
    if len(named.keys() - {None}) < sum(identifier is not None for identifier, _, _ in entities):
        raise ValueError("two entities have the same id")
    for identifier, label, span in entities:
        head, _, stance = label.partition(":")
        if head.strip().lower() != _CLAIM:
            continue
        others = [other for pair in links if identifier in pair for other in pair if other != identifier]
        found = [named[other] for other in others if other in named]
        facts = dict(waiting[_place(span)].pop(0)) if waiting.get(_place(span)) else {}
        claim = facts.pop("id", None)
        yield Marked(
            span=span,
            source=[place for part, place in found if part == "source"],
            cue=[place for part, place in found if part == "cue"],
            facts={**facts, "stance": stance.strip()},
            id=claim,
            name=f"the claim at {span[0]} to {span[1]}",
        )


FORMAT = AnnotationFormat(
    name="doccano",
    suffixes=(".doccano.jsonl",),
    description="JSON Lines for doccano: claims by their stance, sources and cues as spans with relations",
    for_programs=("doccano",),
    write=write,
    read=read,
    holds=frozenset({"span", "source", "cue", "stance"}),
)
