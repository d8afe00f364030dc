"""UIMA CAS JSON 0.4 for INCEpTION: a folder with a file for each document, and layers.json with the layers.

In INCEpTION, import layers.json under Settings, Layers, then the documents in the format "UIMA CAS JSON (0.4.0)". A
claim is a span of the layer Claim with the features stance, kind, polarity, type, speaker, role, organisation and
position, of which the lists of values are tag sets; the slots `source` and `cue` lead to spans of the layers Source and
Cue, one for each piece. The hidden feature `identifier` is the claim's id, and an empty span of the layer Document
keeps the document's metadata.

Read the files that INCEpTION exports in the same format, one for each document, in a folder (also below it) or alone.
Offsets are UTF-16 units, as UIMA counts. A CAS gives no words for its annotations, only offsets into its own text, so
these alone are checked. Controls and carriage returns are replaced one for one in the text, and come back.

What it cannot hold: probabilities, echoes, relations between claims, attributions without claims. dkpro-cassis reads
the files. How INCEpTION itself imports them was read from its source, not tried.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argmine.formats.annotations._checked import reads
from argmine.formats.annotations._coding import (
    ALL_FIELDS,
    FACTS,
    Marked,
    Positions,
    analysis_of,
    choices,
    document_of,
    document_row,
    facts_of,
    parts,
    position_rows,
    position_texts,
)
from argmine.formats.annotations._file_names import FileNames
from argmine.formats.annotations._layers import PACKAGE, PARTS, layers, link_type, types
from argmine.formats.annotations._words import Utf16, plain
from argmine.formats.base import AnnotationFormat, CodedCorpus, FormatError
from argmine.formats.incoming import loads, read_text, reported, texts, whole
from argmine.schema import Analysis, Span

LAYERS = "layers.json"

_SOFA = 1


def write(corpus: CodedCorpus, folder: Path) -> None:
    """Write the documents of `corpus` and their layers into `folder`."""
    declared = layers(choices(corpus.codebook, corpus.analyses()))
    _write(folder / LAYERS, json.dumps(declared, ensure_ascii=False, indent=1))
    names = FileNames(LAYERS.removesuffix(".json"))
    for analysis in corpus.analyses():
        _write(folder / f"{names.of(analysis.document.id)}.json", json.dumps(_cas(analysis), ensure_ascii=False))


@reads("folder of UIMA CAS JSON")
def read(path: Path) -> Iterator[Analysis]:
    """Yield the documents of a folder that `write` wrote, or that INCEpTION exported as UIMA CAS JSON 0.4.

    Raises
    ------
    FormatError
        If there is no such file, one of them is broken, or two are of one document.
    """
    files = (
        [path]
        if path.is_file()
        else sorted(file for file in path.rglob("*.json") if file.is_file() and file.name != LAYERS)
    )
    if not files:
        raise FormatError(f"{path}: has no .json files: export the documents as UIMA CAS JSON (0.4.0)")
    positions, read_from = Positions(), dict[str, Path]()
    for file in files:
        with reported(file, "UIMA CAS JSON 0.4"):
            analysis = _analysis(file, positions)
        other = read_from.setdefault(analysis.document.id, file)
        if other != file:
            raise FormatError(
                f"{file}: is the document {analysis.document.id!r}, as is {other}: "
                "keep the file of one annotator, or the curated one"
            )
        yield analysis


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8", errors="backslashreplace", newline="\n")


@dataclass(slots=True)
class _Cas:
    """The feature structures of a document, numbered as they come."""

    units: Utf16
    structures: list[dict[str, Any]] = field(default_factory=list)

    def add(self, type_name: str, **features: Any) -> int:
        number = _SOFA + 1 + len(self.structures)
        known = {name.replace("ref_", "@"): value for name, value in features.items() if value is not None}
        self.structures.append({"%ID": number, "%TYPE": type_name, **known})
        return number

    def mark(self, name: str, span: Span, **features: Any) -> int:
        begin, end = map(self.units.units, span)
        return self.add(name, ref_sofa=_SOFA, begin=begin, end=end, **features)


def _cas(analysis: Analysis) -> dict[str, Any]:
    document, claims = analysis.document, analysis.claims
    text, texts = plain(document.text), position_texts(analysis)
    cas = _Cas(Utf16(text))
    language = document.language or "x-unspecified"
    members = [cas.mark("uima.tcas.DocumentAnnotation", (0, len(text)), language=language)]
    metadata = {**document_row(document, text), "positions": position_rows(analysis)}
    members.append(cas.mark(PACKAGE + "Document", (0, 0), metadata=json.dumps(metadata, ensure_ascii=False)))
    marks: dict[tuple[str, Span], int] = {}
    for part in PARTS:
        for (span,), holders in parts(claims, part, together=False).items():
            features = {"kind": holders[0].cue_kind} if part == "cue" else {}
            marks[part, span] = cas.mark(PACKAGE + part.capitalize(), span, **features)
    members += marks.values()
    for claim in claims:
        slots = {}
        for part in PARTS:
            spans: tuple[Span, ...] = getattr(claim, part)
            links = [cas.add(link_type(part), role=part, ref_target=marks[part, span]) for span in spans]
            slots[f"ref_{part}"] = cas.add(f"{link_type(part)}[]", **{"%ELEMENTS": links})
        facts = facts_of(claim, texts)
        members.append(cas.mark(PACKAGE + "Claim", (claim.start, claim.end), identifier=claim.id, **facts, **slots))
    sofa = {"%ID": _SOFA, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text"}
    return {
        "%TYPES": types(),
        "%FEATURE_STRUCTURES": [{**sofa, "sofaString": text}, *cas.structures],
        "%VIEWS": {"_InitialView": {"%SOFA": _SOFA, "%MEMBERS": members}},
    }


def _analysis(file: Path, positions: Positions) -> Analysis:
    try:
        cas = loads(read_text(file))
        structures = _structures(cas)
        sofa = next(fs for fs in structures.values() if fs["%TYPE"] == "uima.cas.Sofa" and "sofaString" in fs)
    except FormatError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
        raise FormatError(f"{file}: is no UIMA CAS JSON 0.4: export the documents in that format") from error
    text = sofa["sofaString"]
    row: dict[str, Any] = next(
        (loads(fs["metadata"]) for fs in _of_type("Document", structures) if fs.get("metadata")), {}
    )
    positions.add(row.get("positions", ()))
    document = document_of(row, text, fallback=file.stem)
    units = Utf16(text)
    marks = [fs for layer in ("Claim", "Source", "Cue") for fs in _of_type(layer, structures)]
    if any(fs.get("@sofa", sofa.get("%ID")) != sofa.get("%ID") for fs in marks):
        raise FormatError(f"{file}: has annotations of another text than its first: export the document again")
    claims = [_marked(fs, structures, units, file) for fs in _of_type("Claim", structures)]
    return analysis_of(document, claims, positions, str(file))


def _structures(cas: Mapping[str, Any]) -> dict[int, Mapping[str, Any]]:
    """Return the feature structures by their ids; a file may list them, or give them by id."""
    found = cas["%FEATURE_STRUCTURES"]
    if isinstance(found, dict):
        found = [{**structure, "%ID": whole(number)} for number, structure in found.items()]
    structures = {structure["%ID"]: structure for structure in found}
    if len(structures) < len(found):
        raise ValueError("two feature structures have the same id")
    return structures


def _of_type(name: str, structures: Mapping[int, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    return (structure for structure in structures.values() if structure["%TYPE"] == PACKAGE + name)


def _marked(claim: Mapping[str, Any], structures: Mapping[int, Mapping[str, Any]], units: Utf16, file: Path) -> Marked:
    name = f"the claim {claim['%ID']}"
    try:
        linked = {part: list(_targets(claim, part, structures)) for part in PARTS}
    except KeyError as error:
        raise FormatError(f"{file}: {name} leads to what is not there ({error}): export the document again") from error
    return Marked(
        span=_span(claim, units, file),
        source=[_span(target, units, file) for target in linked["source"]],
        cue=[_span(target, units, file) for target in linked["cue"]],
        facts=texts({fact: claim.get(fact) for fact in FACTS if claim.get(fact)}, name),
        id=claim.get("identifier") or None,
        name=name,
    )


def _targets(
    claim: Mapping[str, Any], part: str, structures: Mapping[int, Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    """Yield what the claim's slot leads to; a slot or a link may be empty."""
    slot = claim.get(f"@{part}")
    for link in structures[slot].get("%ELEMENTS") or () if slot else ():
        target = structures[link].get("@target")
        if target:
            yield structures[target]


def _span(structure: Mapping[str, Any], units: Utf16, file: Path) -> Span:
    begin, end = whole(structure.get("begin", 0)), whole(structure["end"])
    span = units.code_points(begin), units.code_points(end)
    if not 0 <= begin <= end or span[1] > units.length or tuple(map(units.units, span)) != (begin, end):
        raise FormatError(
            f"{file}: the annotation {structure['%ID']} is at {begin} to {end}, outside of the text or inside a "
            "character: export it again"
        )
    return span


FORMAT = AnnotationFormat(
    name="inception",
    suffixes=(".cas.json",),
    description="A folder for INCEpTION: UIMA CAS JSON 0.4 with claims, sources and cues, and their layers",
    for_programs=("INCEpTION", "dkpro-cassis"),
    write=write,
    read=read,
    folder=True,
    marker="layers.json",
    holds=ALL_FIELDS,
)
