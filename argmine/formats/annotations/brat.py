r"""brat standoff: a folder with a .txt, an .ann and a .json for each document, annotation.conf and visual.conf.

Put the folder below brat's `data`. Of a claim one sees an entity `Claim` with the attributes Stance, Kind, Polarity and
Type, relations to entities `Source` and `Cue` (which may be in several pieces), and a note such as
``speaker: Ann Lee | role: mayor | organisation: City Hall | position: Buses should be free.`` that is edited as it
stands; ``\|`` is a bar within a value, and what has no such key is ignored. A comment of the type ClaimId keeps its id.

A claim that is drawn over several pieces is read from its first to its last character. The .json beside a document
holds its metadata, its positions and what the .txt replaces: characters that brat cannot show, and line breaks and
tabs inside annotations, which brat cannot hold, are spaces there. Offsets are code points. Without the .json, as in
folders of other making, the document's id is the name of its file.

What brat cannot hold: probabilities, the kinds of cues, echoes, relations between claims, attributions without claims,
line breaks in names and positions. bratly reads the files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from argmine.formats.annotations._checked import reads
from argmine.formats.annotations._coding import (
    ALL_FIELDS,
    CHOSEN,
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
from argmine.formats.annotations._words import mismatches, one_line, plain, refuse, without_breaks
from argmine.formats.base import AnnotationFormat, CodedCorpus, FormatError
from argmine.formats.incoming import loads, read_text, reported
from argmine.schema import Analysis, Claim, Span, content_id

_RELATIONS: dict[Literal["source", "cue"], str] = {"source": "has_source", "cue": "has_cue"}
_NOTE, _ID = "AnnotatorNotes", "ClaimId"
_NOTED = ("speaker", "role", "organisation", "position")
_SPELLINGS = {"organization": "organisation"}
_NO_TOKEN = re.compile("[^A-Za-z0-9_-]")
_BAR = re.compile(r"(?<!\\)\|")
_LINE = {
    "T": re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?"),
    "R": re.compile(r"(R\d+)\t(\S+) \w+:(\S+) \w+:(\S+)\s*"),
    "A": re.compile(r"([AM]\d+)\t(\S+) (\S+)(?: (.*\S))?\s*"),
    "#": re.compile(r"(#\S*)\t(\S+) (\S+)(?:\t(.*))?"),
}
_CONFIGURATION = """[entities]
Claim
Source
Cue

[relations]
has_source\tArg1:Claim, Arg2:Source
has_cue\tArg1:Claim, Arg2:Cue
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
"""
_LOOKS = """[labels]
has_source | source
has_cue | cue

[drawing]
Claim\tbgColor:#ffe08a
Source\tbgColor:#a8d5ff
Cue\tbgColor:#d9d9d9
Polarity\tglyph:(+)|(–)
"""


def write(corpus: CodedCorpus, folder: Path) -> None:
    """Write the documents of `corpus` into `folder`."""
    chosen = choices(corpus.codebook, corpus.analyses())
    tokens = {name: _tokens(chosen[name]) for name in CHOSEN}
    configuration = [f"{name.capitalize()}\tArg:Claim, Value:{'|'.join(tokens[name].values())}\n" for name in CHOSEN]
    _write(folder / "annotation.conf", _CONFIGURATION + "".join(configuration))
    stances = "|".join(f"({token})" for token in tokens["stance"].values())
    _write(folder / "visual.conf", f"{_LOOKS}Stance\tglyph:{stances}\n")
    names = FileNames()
    for analysis in corpus.analyses():
        _write_document(analysis, folder, names.of(analysis.document.id), tokens)


@reads("brat folder")
def read(path: Path) -> Iterator[Analysis]:
    """Yield the documents of a folder that `write` wrote, or of one .ann file, after people worked on them in brat.

    Raises
    ------
    FormatError
        If the folder has no .ann files, or one of them is none, or does not belong to its .txt.
    """
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*.ann") if file.is_file())
    if not files:
        raise FormatError(f"{path}: has no .ann files: name the folder with what brat saved")
    positions = Positions()
    for file in files:
        # Folders below may have files of the same names.
        name = file.stem if file == path else file.relative_to(path).with_suffix("").as_posix()
        with reported(file, "brat document"):
            yield _read_document(file, name, positions)


@dataclass(slots=True)
class _Lines:
    """The lines of an .ann file, numbered by their kind."""

    text: str
    lines: list[str] = field(default_factory=list)
    _count: dict[str, int] = field(default_factory=dict)

    def add(self, prefix: str, what: str, tail: str = "") -> str:
        self._count[prefix] = self._count.get(prefix, 0) + 1
        identifier = f"{prefix}{self._count[prefix]}"
        self.lines.append(f"{identifier}\t{what}{tail}\n")
        return identifier

    def mark(self, label: str, spans: tuple[Span, ...]) -> str:
        where = ";".join(f"{start} {end}" for start, end in spans)
        return self.add("T", f"{label} {where}", "\t" + " ".join(self.text[start:end] for start, end in spans))


def _write_document(analysis: Analysis, folder: Path, name: str, tokens: Mapping[str, Mapping[str, str]]) -> None:
    document, claims = analysis.document, analysis.claims
    spans = {(claim.start, claim.end) for claim in claims}
    spans |= {span for claim in claims for span in (*claim.source, *claim.cue)}
    text = without_breaks(plain(document.text), sorted(spans))
    lines, texts = _Lines(text), position_texts(analysis)
    marks = {claim.id: lines.mark("Claim", ((claim.start, claim.end),)) for claim in claims}
    for part, relation in _RELATIONS.items():
        for place, holders in parts(claims, part, together=True).items():
            other = lines.mark(part.capitalize(), _apart(place))
            for claim in holders:
                lines.add("R", f"{relation} Arg1:{marks[claim.id]} Arg2:{other}")
    for claim in claims:
        _describe(claim, marks[claim.id], texts, tokens, lines)
    _write(folder / f"{name}.txt", text)
    _write(folder / f"{name}.ann", "".join(lines.lines))
    odd = {token: value for values in tokens.values() for value, token in values.items() if token != value}
    beside = {**document_row(document, text), "positions": position_rows(analysis), "values": odd}
    _write(folder / f"{name}.json", json.dumps(beside, ensure_ascii=False, indent=1) + "\n")


def _describe(
    claim: Claim, mark: str, texts: Mapping[str, str], tokens: Mapping[str, Mapping[str, str]], lines: _Lines
) -> None:
    facts = facts_of(claim, texts)
    for name in CHOSEN:
        if name in facts:
            lines.add("A", f"{name.capitalize()} {mark} {tokens[name][facts[name]]}")
    # brat shows the last comment of an annotation: the note, not the id.
    lines.add("#", f"{_ID} {mark}", f"\t{one_line(claim.id)}")
    noted = [f"{name}: {_escaped(facts[name])}" for name in _NOTED if name in facts]
    if noted:
        lines.add("#", f"{_NOTE} {mark}", "\t" + " | ".join(noted))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans without pieces that overlap or touch, which brat refuses."""
    pieces: list[Span] = []
    for start, end in sorted(spans):
        if pieces and start <= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], max(end, pieces[-1][1]))
        else:
            pieces.append((start, end))
    return tuple(pieces)


def _tokens(values: list[str]) -> dict[str, str]:
    """Return the form of each value that a configuration of brat can have."""
    tokens: dict[str, str] = {}
    for value in values:
        token = _NO_TOKEN.sub("_", value)
        tokens[value] = token if token == value else f"{token}_{content_id(value, length=4)}"
    return tokens


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("|", "\\|")


def _noted(note: str) -> dict[str, str]:
    """Return what a note says by its keys."""
    facts = {}
    for part in _BAR.split(note.replace("\\\\", "\0")):
        key, colon, value = part.partition(":")
        name = _SPELLINGS.get(key.strip().lower(), key.strip().lower())
        if colon and name in _NOTED and value.strip():
            facts[name] = one_line(value.replace("\\|", "|").replace("\0", "\\"))
    return facts


@dataclass(slots=True)
class _Found:
    """What an .ann file holds, by the ids of its lines."""

    marks: dict[str, tuple[str, tuple[Span, ...]]] = field(default_factory=dict)
    words: list[tuple[str, tuple[Span, ...], str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def _read_document(file: Path, name: str, positions: Positions) -> Analysis:
    words, beside = file.with_suffix(".txt"), file.with_suffix(".json")
    with reported(words, "text"), words.open(encoding="utf-8", newline="") as stream:
        kept = stream.read()
    with reported(beside, "metadata of a brat document"):
        row: dict[str, Any] = loads(read_text(beside)) if beside.exists() else {}
        positions.add(row.get("positions", ()))
        document = document_of(row, kept, fallback=name)
    found = _lines_of(file, row.get("values", {}))
    wrong = list(mismatches(kept, found.words))
    refuse(str(file), wrong, f"Put back the {file.with_suffix('.txt').name} that was exported, or export again")
    claims = []
    if lost := sorted({end for pair in found.links for end in pair if end[0] == "T"} - found.marks.keys()):
        raise FormatError(f"{file}: a relation leads from or to {lost[0]}, which is not there: remove the relation")
    for name, (label, spans) in found.marks.items():
        if label != "Claim":
            continue
        others = [other for pair in found.links if name in pair for other in pair if other != name]
        claims.append(
            Marked(
                span=(spans[0][0], max(end for _, end in spans)),
                source=_spans_of("Source", others, found),
                cue=_spans_of("Cue", others, found),
                facts=found.facts.get(name, {}),
                id=found.ids.get(name),
                name=name,
            )
        )
    return analysis_of(document, claims, positions, str(file))


def _spans_of(label: str, names: list[str], found: _Found) -> list[Span]:
    marks = [found.marks[name] for name in names if name in found.marks]
    return [span for kind, spans in marks if kind == label for span in spans]


def _lines_of(file: Path, values: Mapping[str, str]) -> _Found:
    found = _Found()
    # An editor may have put a byte order mark before the first line.
    with file.open(encoding="utf-8-sig", newline="\n") as stream:
        for number, line in enumerate(stream, start=1):
            pattern = _LINE.get({"M": "A"}.get(line[:1], line[:1]))
            if pattern is None:
                # Events, equivalences and normalisations are none of ours.
                continue
            match = pattern.fullmatch(line.rstrip("\r\n"))
            if match is None:
                raise FormatError(f"{file}:{number}: is no line of brat's standoff format: {line[:60]!r}")
            _note(match, values, found)
    return found


def _note(match: re.Match[str], values: Mapping[str, str], found: _Found) -> None:
    name, label, target, rest = match.groups()
    if name[0] == "T":
        spans = tuple(sorted((int(start), int(end)) for start, end in map(str.split, target.split(";"))))
        if name in found.marks:
            raise ValueError(f"two annotations are {name}")
        found.marks[name] = (label, spans)
        if rest is not None:
            found.words.append((name, spans, rest))
    elif name[0] == "R":
        found.links.append((target, rest))
    elif label == _ID:
        found.ids[target] = (rest or "").strip()
    elif label == _NOTE:
        found.facts.setdefault(target, {}).update(_noted(rest or ""))
    elif name[0] in "AM" and label.lower() in CHOSEN and rest:
        found.facts.setdefault(target, {})[label.lower()] = values.get(rest, rest)


FORMAT = AnnotationFormat(
    name="brat",
    suffixes=(".ann",),
    description="A folder for brat: texts, standoff annotations of claims, sources and cues, configuration",
    for_programs=("brat",),
    write=write,
    read=read,
    folder=True,
    marker="annotation.conf",
    holds=ALL_FIELDS,
)
