"""The engine: `run_corpus` analyses a corpus into a run folder, `open_run` reads one."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmine.run.analysis import analyze, analyze_each
    from argmine.run.corpus_run import run_corpus
    from argmine.run.errors import RunError, RunStoppedError
    from argmine.run.imported import Imported, import_run
    from argmine.run.opened import Run, open_run
    from argmine.run.progress import Progress, Silent
    from argmine.run.settings import Settings
    from argmine.run.speakers import RunSpeaker

# Reading a run needs no pipeline, and telling that there is none needs no Parquet.
_HOMES = {
    "Imported": "imported",
    "Progress": "progress",
    "Run": "opened",
    "RunError": "errors",
    "RunSpeaker": "speakers",
    "RunStoppedError": "errors",
    "Settings": "settings",
    "Silent": "progress",
    "analyze": "analysis",
    "analyze_each": "analysis",
    "import_run": "imported",
    "open_run": "opened",
    "run_corpus": "corpus_run",
}

__all__ = [
    "Imported",
    "Progress",
    "Run",
    "RunError",
    "RunSpeaker",
    "RunStoppedError",
    "Settings",
    "Silent",
    "analyze",
    "analyze_each",
    "import_run",
    "open_run",
    "run_corpus",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'argmine.run' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"argmine.run.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
