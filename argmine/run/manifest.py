"""The manifest of a run: what made it, from what, and how much came out."""

from __future__ import annotations

import hashlib
import json
import platform
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.run.settings import Settings
from argmine.run.tables import TABLES

if TYPE_CHECKING:
    from spacy.language import Language

    from argmine.codebook import Codebook
    from argmine.corpus import CorpusFile
    from argmine.people import People

MANIFEST = "manifest.json"
UNFINISHED, FINISHED = "unfinished", "finished"
#: The manifest's entry of a run that holds what people coded or corrected.
IMPORTED = "imported"
Manifest = dict[str, Any]

_PACKAGES = ("argmine", "spacy", "numpy", "scipy", "scikit-learn", "networkx", "pyarrow", "wordllama")
# Of these, another version may find other claims in the same document.
_MAKERS = ("argmine", "spacy")


def hash_file(path: Path) -> str:
    """Return the BLAKE2b hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def hash_text(text: str) -> str:
    """Return the BLAKE2b hash of `text`."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Clock:
    """When a call began, and how long it has taken."""

    def __init__(self) -> None:
        self._started, self._begun = datetime.now(UTC), time.monotonic()

    def to_json(self) -> dict[str, Any]:
        """Return start, end and seconds, the end being now."""
        return {
            "started": self._started.isoformat(timespec="seconds"),
            "finished": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": round(time.monotonic() - self._begun, 2),
        }


def begin_manifest(
    nlp: Language,
    settings: Settings,
    codebook: Codebook,
    people: People | None,
    files: Iterable[CorpusFile],
    skipped: Iterable[CorpusFile],
) -> Manifest:
    """Return the manifest of a run that begins: what will make it, and from what."""
    from argmine.models import weights_hashes

    return {
        "status": UNFINISHED,
        "packages": {name: _version(name) for name in _PACKAGES},
        "python": platform.python_version(),
        "model": {
            "name": f"{nlp.meta.get('lang')}_{nlp.meta.get('name')}",
            "version": str(nlp.meta.get("version")),
            "hash": _hash_folder(nlp.path) if nlp.path else None,
        },
        "weights": weights_hashes(settings.models),
        "pipeline": hash_pipeline(),
        "settings": settings.to_json(),
        "codebook": _describe_codebook(codebook),
        "people": people and {"entries": len(people.entries), "hash": hash_text(repr(people.entries))},
        "inputs": [_describe_input(file) for file in files],
        "skipped": [file.name for file in skipped],
    }


def import_manifest(codebook: Codebook, corrected: Manifest | None) -> Manifest:
    """Return the manifest of a run that people coded: that of the run they corrected, or one without a model."""
    made = corrected or {
        "model": {"name": None, "version": None, "hash": None},
        "weights": {},
        "pipeline": None,
        "settings": {},
        "people": None,
        "inputs": [],
        "skipped": [],
    }
    packages = {name: _version(name) for name in _PACKAGES}
    return {**made, "packages": packages, "python": platform.python_version(), "codebook": _describe_codebook(codebook)}


def finish_manifest(out: Path, manifest: Manifest, counts: Mapping[str, Any], clock: Clock) -> None:
    """Write the manifest of a run whose tables are all there."""
    tables = {f"{name}.parquet": hash_file(out / f"{name}.parquet") for name in TABLES}
    ends = {"status": FINISHED, "counts": counts, "tables": tables, "times": clock.to_json()}
    write_manifest(out, manifest | ends)


def find_differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Say, a line each, what made the run `old` otherwise than it would be made now.

    The positions of the codebook are not compared: they are found anew for the whole corpus each time.
    """
    before, now = _identity(old), _identity(new)
    return [
        f"{name}: {before.get(name, 'nothing')} there, {now.get(name, 'nothing')} now"
        for name in sorted(before.keys() | now.keys())
        if before.get(name) != now.get(name)
    ]


def fingerprint(makers: Mapping[str, Any]) -> str:
    """Return a hash of all that decides what the pipeline finds in a document."""
    return hash_text(json.dumps(_identity(makers), sort_keys=True))


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest in `folder`, or None if there is none that argmine wrote."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError, json.JSONDecodeError):
        return None
    is_ours = isinstance(manifest, dict) and "status" in manifest and "argmine" in manifest.get("packages", {})
    return manifest if is_ours else None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest; whoever reads it meanwhile sees the old one or the new one."""
    temporary = folder / f".{MANIFEST}.tmp"
    temporary.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    temporary.replace(folder / MANIFEST)


@cache
def hash_pipeline() -> str:
    """Return a hash of argmine's pipeline: its rules and word lists decide as much as weights do."""
    return _hash_folder(Path(str(resources.files("argmine.pipeline"))))


def _identity(manifest: Mapping[str, Any]) -> dict[str, str]:
    model, codebook, people = manifest["model"], manifest["codebook"], manifest.get("people")
    settings = {f"setting {name}": json.dumps(value) for name, value in manifest["settings"].items()}
    weights = {f"weights {name}": value for name, value in manifest["weights"].items()}
    return {
        **{name: manifest["packages"][name] for name in _MAKERS},
        "model": f"{model['name']} {model['version']} ({str(model['hash'])[:8]})",
        "pipeline": manifest["pipeline"],
        "stances": f"{', '.join(codebook['stances'])} ({codebook['stances_hash'][:8]})",
        "people": f"{people['entries']} entries ({people['hash'][:8]})" if people else "no people file",
        **settings,
        **weights,
    }


@cache
def _hash_folder(folder: Path) -> str:
    files = sorted(path for path in _files(folder) if path.suffix not in {".pyc", ".pyo"})
    names = [f"{path.relative_to(folder).as_posix()} {hash_file(path)}" for path in files]
    return hash_text("\n".join(names))


def _describe_codebook(codebook: Codebook) -> dict[str, Any]:
    return {
        "name": codebook.name,
        "hash": hash_text(codebook.to_yaml()),
        "stances": list(codebook.stance_names),
        "stances_hash": hash_text(repr(codebook.stances)),
    }


def _describe_input(file: CorpusFile) -> dict[str, Any]:
    try:
        return {"path": file.name, "bytes": file.path.stat().st_size, "blake2b": hash_file(file.path)}
    except OSError:
        return {"path": file.name, "bytes": None, "blake2b": None}


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "0+unknown"
