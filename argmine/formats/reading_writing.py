"""Writing and reading, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import AnnotationFormat, FormatError, GraphFormat
from argmine.formats.files import whole_file, whole_folder
from argmine.formats.graphs import gexf_dynamic
from argmine.formats.networks import edge_list
from argmine.formats.registry import format_for, formats_of, formats_of_kind, readable_format, refuse_other_name

if TYPE_CHECKING:
    from argmine.formats.base import CodedCorpus
    from argmine.graph import ArgumentGraph
    from argmine.graph.networks import Network
    from argmine.schema import Analysis


def write(
    thing: ArgumentGraph | CodedCorpus | Network,
    path: str | Path,
    format: str | None = None,  # noqa: A002
    *,
    nodes: int | None = None,
) -> str | None:
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
    nodes
        How many nodes a picture has at most; for other formats there is no such choice.

    Returns
    -------
    str or None
        What was left out, where the format leaves anything out.

    Raises
    ------
    FormatError
        If the format is not known or holds something else, the path does not suit it or means another format, or the
        thing holds what the format cannot.
    """
    path = Path(path)
    chosen = format_for(path, format, formats_of(thing))
    refuse_other_name(path, chosen)
    written: Any = thing
    if isinstance(chosen, GraphFormat) and hasattr(written, "matrix"):
        written = written.to_networkx()
    options = {} if nodes is None else {"nodes": nodes}
    if options and not getattr(chosen, "drawing", False):
        raise FormatError(f"{path}: {chosen.name} is no picture, and holds all nodes")
    if chosen.folder:
        if path.is_file() or (path.name.endswith(chosen.suffixes) and not path.is_dir()):
            name = path.with_name(path.name.partition(".")[0] or "folder")
            raise FormatError(
                f"{path}: {chosen.name} is several files and is written into a folder: name one, such as {name}"
            )
        with whole_folder(path) as partial:
            return chosen.write(written, partial, **options)
    if path.is_dir():
        raise FormatError(f"{path}: is a folder, but {chosen.name} is a file: name one in it")
    with whole_file(path) as partial:
        return chosen.write(written, partial, **options)


def write_series(networks: Sequence[Network], path: str | Path, format: str | None = None) -> None:  # noqa: A002
    """Write the networks of a series of windows.

    Parameters
    ----------
    path
        One file where the format holds a series (``edges``, ``gexf-dynamic``); otherwise a folder, in which each
        network has a file named by the first and the last day of its window.
    format
        A name in `FORMATS`; by default the one that the path's suffix means.

    Raises
    ------
    FormatError
        If the format is not known or holds no network.
    """
    path = Path(path)
    whole = {gexf_dynamic.FORMAT.name: gexf_dynamic.write_series, edge_list.FORMAT.name: edge_list.write_series}
    chosen = format_for(path, format, {**formats_of(networks[0]), gexf_dynamic.FORMAT.name: gexf_dynamic.FORMAT})
    if chosen.name in whole:
        with whole_file(path) as partial:
            whole[chosen.name](networks, partial)
        return
    if path.is_file() or (path.name.endswith(chosen.suffixes) and not path.is_dir()):
        raise FormatError(
            f"{path}: {chosen.name} holds one network, so a series goes into a folder: name one, such as "
            f"{path.with_name(path.name.partition('.')[0] or 'folder')}, and --format {chosen.name}"
        )
    with whole_folder(path) as partial:
        for place, network in enumerate(networks):
            days = [str(moment.date()) for moment in (network.start, network.end) if moment]
            write(network, partial / f"{'_'.join(days) or place}{chosen.suffixes[0]}", chosen.name)


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
    chosen = readable_format(path, format, {**formats_of_kind(GraphFormat), **formats_of_kind(AnnotationFormat)})
    if isinstance(chosen, AnnotationFormat):
        return _graph_of_coded(read_annotations(path, format))
    assert chosen.read is not None  # noqa: S101  # for mypy
    try:
        graph: ArgumentGraph = chosen.read(path)
        graph.check()
    except FormatError:
        raise
    except ValueError as error:
        raise FormatError(f"{path}: {error}") from error
    return graph


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
    chosen = readable_format(path, format, formats_of_kind(AnnotationFormat))
    assert chosen.read is not None  # noqa: S101  # for mypy
    try:
        return list(chosen.read(path))
    except FormatError:
        raise
    except ValueError as error:
        raise FormatError(f"{path}: {error}") from error


def _graph_of_coded(analyses: Iterable[Analysis]) -> ArgumentGraph:
    from argmine.codebook import Codebook
    from argmine.graph import graph_of  # only here: networkx is slow to load

    analyses = list(analyses)
    stances = (claim.stance for analysis in analyses for claim in analysis.claims)
    return graph_of(analyses, codebook=Codebook.default().with_stances(stances))
