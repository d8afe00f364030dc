"""Word lists that the pipeline reads: reporting cues and the actors of public life."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources


def rows(name: str) -> Iterator[list[str]]:
    """Yield the tab-separated fields of each line of the list `name` that is no comment."""
    text = resources.files("argmine.pipeline.lexicon").joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
