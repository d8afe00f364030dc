"""The formats by name, and the two functions that write and read them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats import gexf, graphml, node_link, tables
from argmine.formats.base import Format, FormatError
from argmine.formats.files import whole_file, whole_folder

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

FORMATS: dict[str, Format] = {module.FORMAT.name: module.FORMAT for module in (gexf, graphml, node_link, tables)}


def write(graph: ArgumentGraph, path: str | Path, format: str | None = None) -> None:  # noqa: A002
    """Write `graph` to `path`, whole or not at all.

    Parameters
    ----------
    path
        The file, or for a format of several files (csv) the folder to write them into. Folders on the way are
        made; files of the same names are replaced.
    format
        A name in `FORMATS`; by default the one that the path's suffix means.

    Raises
    ------
    FormatError
        If the format is not known, the path does not suit it, or the graph holds what it cannot.
    """
    path = Path(path)
    chosen = _format_for(path, format)
    if chosen.folder:
        if path.is_file() or (path.suffix in chosen.suffixes and not path.is_dir()):
            raise FormatError(
                f"{path}: {chosen.name} is several files and is written into a folder: "
                f"name one, such as {path.with_suffix('')}"
            )
        with whole_folder(path) as partial:
            chosen.write(graph, partial)
    else:
        if path.is_dir():
            raise FormatError(f"{path}: is a folder, but {chosen.name} is a file: name one in it")
        with whole_file(path) as partial:
            chosen.write(graph, partial)


def read(path: str | Path, format: str | None = None) -> ArgumentGraph:  # noqa: A002
    """Read an argument graph that `write` wrote, or that another program saved from it.

    Raises
    ------
    FormatError
        If the format is not known or cannot be read back, or the file holds no argument graph.
    OSError
        If there is no such file.
    """
    path = Path(path)
    chosen = _format_for(path, format)
    if chosen.read is None:
        readable = [known.name for known in FORMATS.values() if known.read is not None]
        raise FormatError(f"{path}: {chosen.name} is not read back: export {', '.join(readable)} instead")
    try:
        graph = chosen.read(path)
        graph.check()
    except FormatError:
        raise
    except ValueError as error:
        raise FormatError(f"{path}: {error}") from error
    return graph


def _format_for(path: Path, name: str | None) -> Format:
    if name is None:
        for known in FORMATS.values():
            if path.suffix.lower() in known.suffixes:
                return known
        raise FormatError(f"{path}: its name does not tell the format: pass one of {', '.join(FORMATS)}")
    if name not in FORMATS:
        raise FormatError(f"{name!r} is no format: there are {', '.join(FORMATS)}")
    return FORMATS[name]
