"""Argument mining for policy documents: claims, who makes them, whose side they take, their arguments."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmine.codebook import Codebook, CodebookError
    from argmine.corpus import find_files, read_corpus
    from argmine.formats import read as read_graph
    from argmine.formats import read_annotations
    from argmine.formats import write as write_graph
    from argmine.graph import ArgumentGraph, _CallablePackage, build_graph
    from argmine.pipeline import analyze_documents, load
    from argmine.positions import find_positions
    from argmine.run import Progress, Run, RunError, Settings, analyze, analyze_each, import_run, open_run, run_corpus
    from argmine.schema import Analysis, Attribution, Claim, Document, Echo, Failure, Position, Speaker

    graph: _CallablePackage
    __version__: str

# Nothing is imported before it is used, so that the command line answers at once.
_HOMES = {
    "Analysis": "argmine.schema",
    "ArgumentGraph": "argmine.graph",
    "Attribution": "argmine.schema",
    "Claim": "argmine.schema",
    "Codebook": "argmine.codebook",
    "CodebookError": "argmine.codebook",
    "Document": "argmine.schema",
    "Echo": "argmine.schema",
    "Failure": "argmine.schema",
    "Position": "argmine.schema",
    "Progress": "argmine.run",
    "Run": "argmine.run",
    "RunError": "argmine.run",
    "Settings": "argmine.run",
    "Speaker": "argmine.schema",
    "analyze": "argmine.run",
    "analyze_documents": "argmine.pipeline",
    "analyze_each": "argmine.run",
    "build_graph": "argmine.graph",
    "find_files": "argmine.corpus",
    "find_positions": "argmine.positions",
    "import_run": "argmine.run",
    "load": "argmine.pipeline",
    "open_run": "argmine.run",
    "read_annotations": "argmine.formats",
    "read_corpus": "argmine.corpus",
    "read_graph": "argmine.formats:read",
    "run_corpus": "argmine.run",
    "write_graph": "argmine.formats:write",
}

__all__ = [
    "Analysis",
    "ArgumentGraph",
    "Attribution",
    "Claim",
    "Codebook",
    "CodebookError",
    "Document",
    "Echo",
    "Failure",
    "Position",
    "Progress",
    "Run",
    "RunError",
    "Settings",
    "Speaker",
    "__version__",
    "analyze",
    "analyze_documents",
    "analyze_each",
    "build_graph",
    "find_files",
    "find_positions",
    "graph",
    "import_run",
    "load",
    "open_run",
    "read_annotations",
    "read_corpus",
    "read_graph",
    "run_corpus",
    "write_graph",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        value: Any = _version()
    elif name == "graph":
        value = importlib.import_module("argmine.graph")
    elif name in _HOMES:
        module, _, attribute = _HOMES[name].partition(":")
        value = getattr(importlib.import_module(module), attribute or name)
    else:
        raise AttributeError(f"module 'argmine' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))


def _version() -> str:
    from importlib import metadata

    try:
        return metadata.version("argmine")
    except metadata.PackageNotFoundError:
        return "0+unknown"
