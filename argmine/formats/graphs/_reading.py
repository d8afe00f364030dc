"""What the readers of graph files share: nothing is taken twice, and every value is what its attribute must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.formats.base import FormatError
from argmine.formats.incoming import finite, reported, whole

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph

    Read = Callable[[Path], ArgumentGraph]

_TEXTS = frozenset(
    "type label text description color title outlet date author url path name organisation role document kind "
    "claim_type cue_kind stance speaker position polarity typical issue".split()
)
_NUMBERS = frozenset("weight confidence position_confidence polarity_confidence".split())
_WHOLE = frozenset("start end supports attacks sign".split())
_LISTS = frozenset("terms source cue documents".split())


def reads(what: str) -> Callable[[Read], Read]:
    """Make a reader end in a `FormatError` whatever is wrong in a file; `what` says what the file should be."""

    def decorate(read: Read) -> Read:
        @wraps(read)
        def checked(path: Path) -> ArgumentGraph:
            with reported(path, what):
                graph = read(path)
                for node, data in graph.nodes(data=True):
                    _check(f"the node {node!r}", data, path)
                for source, target, data in graph.edges(data=True):
                    _check(f"the edge of {source!r} and {target!r}", data, path)
            return graph

        return checked

    return decorate


def add_node(graph: ArgumentGraph, node: Any, data: Mapping[str, Any], path: Path) -> None:
    """Add a node that a file holds.

    Raises
    ------
    FormatError
        If its id is no text, or another node has it.
    """
    if not isinstance(node, str):
        raise FormatError(f"{path}: a node has the id {node!r}: give it a text")
    if node in graph:
        raise FormatError(f"{path}: two nodes have the id {node!r}: give one of them another")
    graph.add_node(node)
    graph.nodes[node].update(data)


def add_edge(
    graph: ArgumentGraph, source: Any, target: Any, data: Mapping[str, Any], path: Path, key: Any = None
) -> None:
    """Add an edge that a file holds; its key is its `type` where the file gives none.

    Raises
    ------
    FormatError
        If it leads from or to what is no node, or another one of its type joins the same nodes.
    """
    key = data.get("type") if key is None else key
    for end in (source, target):
        if not isinstance(end, str):
            raise FormatError(f"{path}: an edge leads from or to {end!r}, which is no id of a node")
    if graph.has_edge(source, target, key):
        raise FormatError(f"{path}: two edges of the type {key!r} join {source!r} to {target!r}: remove one of them")
    graph.add_edge(source, target, key)
    graph.edges[source, target, key].update(data)


def _check(thing: str, data: Mapping[str, Any], path: Path) -> None:
    for name, value in data.items():
        try:
            _check_value(name, value)
        except ValueError as error:
            raise FormatError(
                f"{path}: {thing} has a broken value for {name!r} ({error}): mend or remove it"
            ) from error
    start, end = data.get("start", 0), data.get("end")
    if end is not None and not 0 <= start <= end:
        raise FormatError(f"{path}: {thing} stands at {start} to {end}, which is no place in a text")


def _check_value(name: str, value: Any) -> None:
    if name in _TEXTS and not isinstance(value, str):
        raise ValueError(f"{str(value)[:40]!r} is no text")
    if name in _NUMBERS:
        finite(value)
    elif name in _WHOLE:
        whole(value)
    elif name in _LISTS and not isinstance(value, list):
        raise ValueError(f"{str(value)[:40]!r} is no list")
    elif name == "stance_probabilities":
        for probability in dict(value).values():
            finite(probability)
