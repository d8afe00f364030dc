"""Files that are written whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a temporary path beside `target` to write to; it takes the target's name when all went well.

    Of a link, it is what the link points to that is replaced; into a device or a pipe the file is copied.
    """
    target = target.resolve()
    if target.exists() and not target.is_file():
        with tempfile.TemporaryDirectory() as folder:
            whole = Path(folder, target.name)
            yield whole
            with whole.open("rb") as source, target.open("wb") as sink:
                shutil.copyfileobj(source, sink)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = _partial(target)
    try:
        yield partial
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Give an empty temporary folder beside `target`; its files move into the target when all went well.

    Files of other names that the target holds stay there.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = _partial(target)
    # A process that was killed may have left one of the same name.
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        yield partial
        target.mkdir(exist_ok=True)
        for file in sorted(partial.iterdir()):
            file.replace(target / file.name)
    finally:
        shutil.rmtree(partial)


def write_json_lines(target: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write one JSON object a line."""
    with whole_file(target) as partial, partial.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _partial(target: Path) -> Path:
    # A name of its own for each process; `tempfile` would make a file that only its owner can read.
    return target.absolute().with_name(f".{target.absolute().name}.{os.getpid()}.partial")
