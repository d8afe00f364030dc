"""The formats by name and by program, and the functions that write and read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.annotations import gold, json_lines
from argmine.formats.base import AnnotationFormat, Format, FormatError, GraphFormat, NetworkFormat
from argmine.formats.files import whole_file, whole_folder
from argmine.formats.graphs import gexf, graphml, node_link, tables
from argmine.formats.networks import dl, edge_list, matrix, pajek

if TYPE_CHECKING:
    from argmine.formats.base import CodedCorpus
    from argmine.graph import ArgumentGraph
    from argmine.graph.networks import Network
    from argmine.schema import Analysis

_MODULES: tuple[Any, ...] = (
    *(gexf, graphml, node_link, tables),
    *(json_lines, gold),
    *(matrix, edge_list, dl, pajek),
)

#: Every format by its name. Of those that a program opens, the first is the one it opens best.
FORMATS: dict[str, Format] = {module.FORMAT.name: module.FORMAT for module in _MODULES}


def write(thing: ArgumentGraph | CodedCorpus | Network, path: str | Path, format: str | None = None) -> None:  # noqa: A002
    """Write an argument graph, coded documents or a discourse network to `path`, whole or not at all.

    Parameters
    ----------
    thing
        What the format holds: an `ArgumentGraph`, a `Run` or `CodedDocuments`, or a `Network`.
    path
        The file, or for a format of several files (csv) the folder to write them into. Folders on the way are
        made; files of the same names are replaced.
    format
        A name in `FORMATS`; by default the one that the path's suffix means.

    Raises
    ------
    FormatError
        If the format is not known or holds something else, the path does not suit it, or the thing holds what the
        format cannot.
    """
    path = Path(path)
    chosen = _format_for(path, format, _formats_of(thing))
    written: Any = thing
    if isinstance(chosen, GraphFormat) and hasattr(written, "matrix"):
        written = written.to_networkx()
    if chosen.folder:
        if path.is_file() or (path.suffix in chosen.suffixes and not path.is_dir()):
            raise FormatError(
                f"{path}: {chosen.name} is several files and is written into a folder: "
                f"name one, such as {path.with_suffix('')}"
            )
        with whole_folder(path) as partial:
            chosen.write(written, partial)
    else:
        if path.is_dir():
            raise FormatError(f"{path}: is a folder, but {chosen.name} is a file: name one in it")
        with whole_file(path) as partial:
            chosen.write(written, partial)


def read(path: str | Path, format: str | None = None) -> ArgumentGraph:  # noqa: A002
    """Read an argument graph that `write` wrote, or that another program saved.

    Of a file with coded documents, it is the graph of what is coded.

    Raises
    ------
    FormatError
        If the format is not known or cannot be read back, or the file holds no argument graph.
    OSError
        If there is no such file.
    """
    path = Path(path)
    chosen = _readable(path, format, {**_of_kind(GraphFormat), **_of_kind(AnnotationFormat)})
    if isinstance(chosen, AnnotationFormat):
        return _graph_of_coded(read_annotations(path, format))
    try:
        graph: Any = chosen.read(path) if chosen.read else None
        graph.check()
    except FormatError:
        raise
    except ValueError as error:
        raise FormatError(f"{path}: {error}") from error
    read_back: ArgumentGraph = graph
    return read_back


def read_annotations(path: str | Path, format: str | None = None) -> list[Analysis]:  # noqa: A002
    """Read what is coded in documents: a file or folder that `write` wrote, or that another program saved.

    Raises
    ------
    FormatError
        If the format is not known or cannot be read back, or the words of an annotation are not those that stand
        at its offsets.
    OSError
        If there is no such file.
    """
    path = Path(path)
    chosen = _readable(path, format, _of_kind(AnnotationFormat))
    try:
        return list(chosen.read(path)) if chosen.read else []
    except FormatError:
        raise
    except ValueError as error:
        raise FormatError(f"{path}: {error}") from error


def format_by_suffix(path: str | Path) -> Format:
    """Return the format that the name of a file means; the longest suffix tells, of ``.aif.json`` and ``.json``.

    Raises
    ------
    FormatError
        If its name does not tell.
    """
    return _by_suffix(Path(path), FORMATS.values())


def annotation_format(path: str | Path, name: str | None = None) -> AnnotationFormat:
    """Return the format of coded documents that `read_annotations` reads `path` in.

    Raises
    ------
    FormatError
        If it is not known, or not read.
    """
    found = _readable(Path(path), name, _of_kind(AnnotationFormat))
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


def _graph_of_coded(analyses: Iterable[Analysis]) -> ArgumentGraph:
    from argmine.codebook import Codebook
    from argmine.graph import graph_of  # only here: networkx is slow to load

    analyses = list(analyses)
    stances = (claim.stance for analysis in analyses for claim in analysis.claims)
    return graph_of(analyses, codebook=Codebook.default().with_stances(stances))


def _plain(program: str) -> str:
    return "".join(letter for letter in program.casefold() if letter.isalnum())


def _formats_of(thing: Any) -> Mapping[str, Format]:
    if hasattr(thing, "analyses"):
        return _of_kind(AnnotationFormat)
    if hasattr(thing, "matrix"):
        return _of_kind(NetworkFormat) | {
            name: entry for name, entry in FORMATS.items() if isinstance(entry, GraphFormat) and entry.networks
        }
    return _of_kind(GraphFormat)


def _of_kind(kind: type[Format]) -> dict[str, Format]:
    return {name: entry for name, entry in FORMATS.items() if isinstance(entry, kind)}


def _readable(path: Path, name: str | None, formats: Mapping[str, Format]) -> Format:
    chosen = _format_for(path, name, formats)
    if chosen.read is None:
        readable = [known.name for known in formats.values() if known.read is not None]
        raise FormatError(f"{path}: {chosen.name} is not read back: export {', '.join(readable)} instead")
    return chosen


def _format_for(path: Path, name: str | None, formats: Mapping[str, Format]) -> Format:
    if name is None:
        return _by_suffix(path, formats.values())
    if name in formats:
        return formats[name]
    if name in FORMATS:
        raise FormatError(f"{path}: {name} holds something else: choose one of {', '.join(formats)}")
    raise FormatError(f"{name!r} is no format: there are {', '.join(formats)}")


def _by_suffix(path: Path, formats: Iterable[Format]) -> Format:
    file = path.name.lower()
    endings = [(suffix, entry) for entry in formats for suffix in entry.suffixes if file.endswith(suffix)]
    if not endings:
        names = ", ".join(entry.name for entry in formats)
        raise FormatError(f"{path}: its name does not tell the format: pass one of {names}")
    return max(endings, key=lambda ending: len(ending[0]))[1]
