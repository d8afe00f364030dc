"""The run folder: what may stand in it, and how an old one is taken over or cleared."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.run.errors import RunError
from argmine.run.manifest import IMPORTED, MANIFEST, Manifest, find_differences, read_manifest
from argmine.run.tables import TABLES

if TYPE_CHECKING:
    from argmine.corpus import CorpusFile

SHARDS = "shards"
CODEBOOK = "codebook.yaml"
PEOPLE = "people.yaml"
MODELS = "models"
_OURS = {MANIFEST, CODEBOOK, PEOPLE, MODELS, SHARDS, *(f"{table}.parquet" for table in TABLES)}


def check_folder(out: Path) -> Manifest | None:
    """Return the manifest of the run in `out`, None if the folder is new or empty.

    Raises
    ------
    RunError
        If `out` is a file, or a folder that holds something else than a run, or a run that people coded or corrected:
        their work is not written over.
    """
    if out.is_file():
        raise RunError(f"{out}: is a file; name a new folder for the run with -o")
    manifest = read_manifest(out)
    if manifest is not None and IMPORTED in manifest:
        raise RunError(f"{out}: holds what people coded ({manifest[IMPORTED]['from']}); name a new folder with -o")
    if manifest is None and out.is_dir() and any(out.iterdir()):
        raise RunError(f"{out}: is not empty and is no run folder; name a new folder with -o")
    return manifest


def clear_folder(out: Path) -> None:
    """Remove the run in `out`; a folder that holds anything else is left alone.

    Raises
    ------
    RunError
        If `out` holds files that argmine did not write.
    """
    if check_folder(out) is None:
        return
    theirs = sorted(path.name for path in out.iterdir() if not _is_ours(path))
    if theirs:
        raise RunError(f"{out}: holds what argmine did not write ({_some(theirs)}); move it away, or name a new folder")
    # The manifest goes last: without it a half-cleared folder would no longer count as a run.
    for path in sorted(out.iterdir(), key=lambda path: path.name == MANIFEST):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def refuse_to_mix(out: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Raise RunError if the run in `out` was made otherwise, or of another corpus, than `new` would be."""
    differences = find_differences(old, new)
    if differences:
        listed = "\n".join(f"  {difference}" for difference in differences)
        raise RunError(
            f"{out}: this run was made with other settings or versions:\n{listed}\n"
            "Add --restart to clear it and start anew, or name a new folder with -o."
        )
    before, now = old.get("inputs", []), new["inputs"]
    if before and not _names(before) & _names(now):
        raise RunError(
            f"{out}: holds a run of other files ({_some([entry['path'] for entry in before])}).\n"
            "Add --restart to clear it and start anew, or name a new folder with -o."
        )


def outside_runs(files: Iterable[CorpusFile]) -> list[CorpusFile]:
    """Return the `files` that lie in no run folder: a run beside its corpus is not read as a part of it."""
    is_run: dict[Path, bool] = {}

    def in_run(folder: Path) -> bool:
        if folder not in is_run:
            is_run[folder] = read_manifest(folder) is not None or (folder != folder.parent and in_run(folder.parent))
        return is_run[folder]

    return [file for file in files if not in_run(file.path.absolute().parent)]


def _is_ours(path: Path) -> bool:
    return path.name in _OURS or (path.name.startswith(".") and path.name.endswith(".tmp"))


def _names(inputs: Sequence[Mapping[str, Any]]) -> set[str]:
    return {str(entry[key]) for entry in inputs for key in ("path", "blake2b") if entry[key] is not None}


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
