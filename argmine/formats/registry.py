"""The formats, found by name, by the name of a file, by program, and by what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from argmine.formats.annotations import (
    brat,
    dna,
    doccano,
    gold,
    inception,
    json_lines,
    label_studio,
    refi_codebook,
    refi_qda,
    sqlite,
)
from argmine.formats.base import AnnotationFormat, Format, FormatError, GraphFormat, NetworkFormat
from argmine.formats.graphs import (
    aif,
    argdown,
    arguebuf,
    cx2,
    cypher,
    cytoscape_js,
    dot,
    gexf,
    gexf_dynamic,
    graphml,
    image,
    json_ld,
    mermaid,
    neo4j,
    node_link,
    parquet,
    sadface,
    tables,
    visone,
    xaif,
    xlsx,
    yed,
)
from argmine.formats.networks import dl, edge_list, matrix, pajek

_FORMATS: tuple[Format, ...] = (
    *(gexf.FORMAT, gexf_dynamic.FORMAT, visone.FORMAT, yed.FORMAT, graphml.FORMAT, cx2.FORMAT, cytoscape_js.FORMAT),
    *(node_link.FORMAT, json_ld.FORMAT),
    *(aif.FORMAT, xaif.FORMAT, sadface.FORMAT, argdown.FORMAT, arguebuf.FORMAT),
    *(dot.FORMAT, mermaid.FORMAT, *image.FORMATS),
    *(cypher.FORMAT, neo4j.FORMAT, sqlite.FORMAT),
    *(xlsx.FORMAT, parquet.FORMAT, tables.FORMAT),
    *(matrix.FORMAT, edge_list.FORMAT, dl.FORMAT, pajek.FORMAT),
    *(dna.FORMAT, refi_qda.FORMAT, refi_codebook.FORMAT),
    *(label_studio.FORMAT, doccano.FORMAT, brat.FORMAT, inception.FORMAT),
    *(json_lines.FORMAT, gold.FORMAT),
)

_WHAT = {
    "graph": "an argument graph",
    "annotations": "documents with their claims",
    "network": "a discourse network",
}

#: Every format by its name. Of those that a program opens, the first is the one it opens best.
FORMATS: dict[str, Format] = {entry.name: entry for entry in _FORMATS}


def format_by_suffix(path: str | Path) -> Format:
    """Return the format that the name of a file means; the longest suffix tells, of ``.aif.json`` and ``.json``.

    Raises
    ------
    FormatError
        If its name does not tell.
    """
    return _by_suffix(Path(path), FORMATS.values(), among=FORMATS)


def annotation_format(path: str | Path, name: str | None = None) -> AnnotationFormat:
    """Return the format of coded documents that `read_annotations` reads `path` in.

    Raises
    ------
    FormatError
        If it is not known, or not read.
    """
    found = readable_format(Path(path), name, formats_of_kind(AnnotationFormat))
    assert isinstance(found, AnnotationFormat)  # noqa: S101  # for mypy
    return found


def format_for_program(program: str) -> Format:
    """Return the format that a program opens best, by the program's name in any spelling.

    Raises
    ------
    FormatError
        If no format is known to be opened by it.
    """
    known = {_plain(name): entry for entry in reversed(FORMATS.values()) for name in entry.for_programs}
    if _plain(program) in known:
        return known[_plain(program)]
    names = {_plain(name): name for entry in FORMATS.values() for name in entry.for_programs}
    close = get_close_matches(_plain(program), names, n=1, cutoff=0.6)
    hint = f"did you mean {names[close[0]]}?" if close else f"there are {', '.join(sorted(names.values()))}"
    raise FormatError(f"no format is known for the program {program!r}: {hint}")


def _plain(program: str) -> str:
    return "".join(letter for letter in program.casefold() if letter.isalnum())


def formats_of(thing: Any) -> Mapping[str, Format]:
    """Return the formats that hold a thing: a graph, coded documents, or a network."""
    if hasattr(thing, "analyses"):
        return formats_of_kind(AnnotationFormat)
    if hasattr(thing, "matrix"):
        return formats_of_kind(NetworkFormat) | {
            name: entry for name, entry in FORMATS.items() if isinstance(entry, GraphFormat) and entry.networks
        }
    return formats_of_kind(GraphFormat)


def formats_of_kind(kind: type[Format]) -> dict[str, Format]:
    """Return the formats of a kind by their names."""
    return {name: entry for name, entry in FORMATS.items() if isinstance(entry, kind)}


def readable_format(path: Path, name: str | None, formats: Mapping[str, Format]) -> Format:
    """Return the one of `formats` that is meant, if it is read back."""
    readable = {entry.name: entry for entry in formats.values() if entry.read is not None}
    chosen = formats[name] if name is not None and name in formats else format_for(path, name, readable)
    if chosen.read is None:
        raise FormatError(f"{path}: {chosen.name} is not read back: export {', '.join(readable)} instead")
    return chosen


def format_for(path: Path, name: str | None, formats: Mapping[str, Format]) -> Format:
    """Return the one of `formats` that is meant, by its name or by that of the file or folder."""
    if name is None:
        found = _by_marker(path, formats.values()) or _by_suffix(path, FORMATS.values(), among=formats)
        if found.name not in formats:
            raise _holds_another(path, found, formats)
        return found
    if name in formats:
        return formats[name]
    if name in FORMATS:
        raise _holds_another(path, FORMATS[name], formats)
    raise FormatError(f"{name!r} is no format: there are {', '.join(formats)}")


def _holds_another(path: Path, found: Format, formats: Mapping[str, Format]) -> FormatError:
    """Return the error about a format of another kind than those wanted."""
    wanted = {entry.kind for entry in formats.values()}
    what = " or ".join(words for kind, words in _WHAT.items() if kind in wanted)
    return FormatError(
        f"{path}: {found.name} holds {_WHAT[found.kind]}, not {what}: choose one of {', '.join(formats)}"
    )


def _by_marker(path: Path, formats: Iterable[Format]) -> Format | None:
    """Return the format whose folders hold a file by which they are known."""
    for entry in formats:
        if isinstance(entry, AnnotationFormat) and entry.marker and (path / entry.marker).is_file():
            return entry
    return None


def _by_suffix(path: Path, formats: Iterable[Format], *, among: Mapping[str, Format]) -> Format:
    """Return the format with the longest suffix that fits; of equals one that is `among` those wanted."""
    file = path.name.lower()
    endings = [(suffix, entry) for entry in formats for suffix in entry.suffixes if file.endswith(suffix)]
    if not endings:
        raise FormatError(f"{path}: its name does not tell the format: pass one of {', '.join(among)}")
    return max(endings, key=lambda ending: (len(ending[0]), ending[1].name in among))[1]


def refuse_other_name(path: Path, chosen: Format) -> None:
    """Raise a FormatError if the name of a file to be written means another format than the one that was named."""
    suffix = path.suffix.lower()
    others = {entry.name for entry in FORMATS.values() if suffix and suffix in entry.suffixes}
    ours = any(own.endswith(suffix) for own in chosen.suffixes)
    if others and not ours and not path.is_dir():
        raise FormatError(
            f"{path}: its name means {' or '.join(sorted(others))}, but the format is {chosen.name}: "
            f"name it {path.with_suffix(chosen.suffixes[0] if chosen.suffixes else '').name}"
        )
