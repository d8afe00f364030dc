"""Which files a corpus consists of.

A folder is read with everything below it, in the order of the names. Left out are hidden files and folders,
folders named ``gold`` (they hold annotations) or ``__MACOSX``, and what accompanies a corpus: files named
README, LICENSE, CHANGELOG, LESSON and the like (see `_COMPANION`). A file that is named directly is always read.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from argmine.corpus.errors import CorpusError
from argmine.corpus.readers import known_suffixes

_SKIPPED_FOLDERS = {"gold", "__MACOSX"}
_NAMES = "readme|license|licence|copying|notice|changelog|contributing|citation|authors|lessons?"
# The name alone in any case, or in capitals with something after it: README.md, LICENSE-MIT, README.de.md,
# but not license-fees-rise.md, which is an article.
_COMPANION = re.compile(rf"(?i:{_NAMES})|(?:{_NAMES.upper()})[-_. ].*")


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of a corpus; `name` is its path below the corpus, with forward slashes."""

    path: Path
    name: str

    @property
    def suffix(self) -> str:
        """The suffix that decides who reads it, in lower case."""
        return self.path.suffix.lower()


def find_files(
    paths: str | Path | Iterable[str | Path], *, on_skip: Callable[[CorpusFile], None] | None = None
) -> list[CorpusFile]:
    """Return the files of a corpus in a fixed order, each once.

    Parameters
    ----------
    paths
        Folders, files and globs (``news/2018-*/*.txt``, ``**`` for any depth), in the order to read them.
    on_skip
        Called with each file of a folder or glob whose type argmine does not read.

    Raises
    ------
    CorpusError
        If a path does not exist, or a folder or glob has nothing that argmine reads.
    """
    given = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    if not given:
        raise CorpusError("no file, folder or glob was given to read")
    found = [_expand(path) for path in given]
    root = _common_root([start for start, _, _ in found])
    result: dict[Path, CorpusFile] = {}
    for path, (_, candidates, named) in zip(given, found, strict=True):
        files = [CorpusFile(candidate, _name(candidate, root)) for candidate in candidates]
        readable = [file for file in files if named or file.suffix in known_suffixes()]
        skipped = [] if named else [file for file in files if file.suffix not in known_suffixes()]
        if not readable:
            raise CorpusError(_nothing_in(path, skipped))
        if on_skip is not None:
            for file in skipped:
                on_skip(file)
        for file in readable:
            result.setdefault(file.path.resolve(), file)
    return list(result.values())


def _expand(path: Path) -> tuple[Path, Iterable[Path], bool]:
    """Return the folder that names start from, the files, and whether the file was named directly."""
    if path.is_dir():
        return path, _walk(path), False
    if path.exists():
        return path.parent, [path], True
    pattern = str(path)
    if not glob.has_magic(pattern):
        raise CorpusError(f"{path}: there is no such file or folder; check the spelling, or where you run argmine")
    fixed = takewhile(lambda part: not glob.has_magic(part), path.parts)
    return Path(*fixed), _matches(pattern), False


def _matches(pattern: str) -> Iterator[Path]:
    for match in sorted(map(Path, glob.glob(pattern, recursive=True))):  # noqa: PTH207 - `**` and absolute patterns
        if match.is_dir():
            yield from _walk(match) if not _in_skipped_folder(match) else ()
        elif not (_is_companion(match) or _in_skipped_folder(match.parent)):
            yield match


def _in_skipped_folder(folder: Path) -> bool:
    return not _SKIPPED_FOLDERS.isdisjoint(folder.parts)


def _walk(top: Path) -> Iterator[Path]:
    seen = set()
    for folder, folders, names in os.walk(top, followlinks=True):
        # A link to a folder above would be walked for ever.
        real = os.path.realpath(folder)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS)
        for name in sorted(names):
            file = Path(folder, name)
            if not _is_companion(file) and file.is_file():
                yield file


def _is_companion(file: Path) -> bool:
    return file.name.startswith((".", "~$")) or _COMPANION.fullmatch(file.stem) is not None


def _common_root(roots: list[Path]) -> Path | None:
    try:
        return Path(os.path.commonpath([_absolute(root) for root in roots]))
    except ValueError:  # two drives of one Windows machine
        return None


def _name(file: Path, root: Path | None) -> str:
    absolute = _absolute(file)
    return (absolute.relative_to(root) if root else absolute).as_posix()


def _absolute(path: Path) -> Path:
    # Links stay: a linked folder's files are named as the corpus has them.
    return Path(os.path.normpath(path.absolute()))


def _nothing_in(path: Path, skipped: list[CorpusFile]) -> str:
    kinds = ", ".join(sorted({file.suffix or "no suffix" for file in skipped}))
    others = f"; it has {len(skipped)} of other types ({kinds}), convert them first" if skipped else ""
    return f"{path}: has no file that argmine reads ({', '.join(known_suffixes())}){others}"
