"""Files to documents: one at a time, in a fixed order, whatever is wrong with some of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BufferedReader, BytesIO
from pathlib import Path

from argmine.corpus.columns import Columns
from argmine.corpus.dates import iso_date
from argmine.corpus.encoding import repair
from argmine.corpus.errors import UnreadableError
from argmine.corpus.files import CorpusFile, find_files
from argmine.corpus.language import detect_language, language_code
from argmine.corpus.readers import MAX_CHARACTERS, BadRecord, Record, known_suffixes, readers
from argmine.corpus.readers.plain_text import too_long
from argmine.schema import Document, Failure, content_id

OnFailure = Callable[[Failure], None]
_BUFFER = 1 << 18
_log = logging.getLogger(__name__)


def read_corpus(
    paths: str | Path | Iterable[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    on_failure: OnFailure | None = None,
    on_skip: Callable[[CorpusFile], None] | None = None,
) -> Iterator[Document]:
    """Read the documents of files, folders and globs, one at a time.

    Parameters
    ----------
    paths
        What to read; see `find_files`.
    columns
        Our names to the file's (``{"text": "artikel"}``), where `argmine.corpus.columns.ALIASES` does not
        know them.
    on_failure
        Called with each file, line or row that could not be read; without it they are logged as warnings.
    on_skip
        Called with each file of a folder or glob whose type argmine does not read.

    Yields
    ------
    Document
        With repaired text, an ISO date, a language, and an id that no other document of this call has: the
        file's own, or the hash of the text; a repeated id gets ``-2``, ``-3`` and so on.

    Raises
    ------
    CorpusError
        At once, if a path does not exist or has nothing to read, or `columns` names no part of a document.
    """
    return read_files(find_files(paths, on_skip=on_skip), columns=columns, on_failure=on_failure)


def read_files(
    files: Iterable[CorpusFile],
    *,
    columns: Mapping[str, str] | None = None,
    on_failure: OnFailure | None = None,
) -> Iterator[Document]:
    """Read the documents of `files`, as `read_corpus` does."""
    return _documents(((file, file.path) for file in files), Columns(columns), on_failure or _warn)


def read_bytes(
    data: bytes,
    *,
    name: str = "-",
    suffix: str = ".txt",
    columns: Mapping[str, str] | None = None,
    on_failure: OnFailure | None = None,
) -> Iterator[Document]:
    """Read the documents of a file's content, such as standard input; `suffix` says what type it is."""
    file = CorpusFile(Path("content").with_suffix(suffix), name)
    return _documents([(file, data)], Columns(columns), on_failure or _warn)


def _documents(
    sources: Iterable[tuple[CorpusFile, Path | bytes]], columns: Columns, on_failure: OnFailure
) -> Iterator[Document]:
    ids = _Ids()
    for file, source in sources:
        for record in _records(file, source, columns):
            result = record if isinstance(record, Failure) else _document(record, file, columns, ids)
            if isinstance(result, Failure):
                on_failure(result)
            else:
                yield result


def _records(file: CorpusFile, source: Path | bytes, columns: Columns) -> Iterator[Record | Failure]:
    reader = readers().get(file.suffix)
    if reader is None:
        yield Failure(path=file.name, stage="read", reason=_unknown_type(file))
        return
    try:
        with _open(source) as stream:
            for record in reader(stream, columns):
                if isinstance(record, BadRecord):
                    yield _failure(file, record.number, record.reason)
                else:
                    yield record
    except UnreadableError as error:
        yield _failure(file, None, str(error))
    except PermissionError:
        yield _failure(file, None, "may not be opened: you have no permission to read it")
    except OSError as error:
        yield _failure(file, None, f"cannot be opened ({error.strerror or error})")


def _open(source: Path | bytes) -> BufferedReader:
    if isinstance(source, bytes):
        return BufferedReader(BytesIO(source), _BUFFER)
    return BufferedReader(source.open("rb", buffering=0), _BUFFER)


def _document(record: Record, file: CorpusFile, columns: Columns, ids: _Ids) -> Document | Failure:
    parts, extra = columns.split(record.values)
    if record.text is not None:
        # The file's own text wins over an entry that is called so, which is metadata then.
        if (name := columns.find("text", record.values)) and "text" in parts:
            extra[name] = parts["text"]
        parts["text"] = record.text
    if "text" not in parts:
        return _failure(file, record.number, _no_text(record, columns))
    text = repair(parts.pop("text"))
    if not text.strip():
        return _failure(file, record.number, "has no text, only blanks")
    if len(text) > MAX_CHARACTERS:
        return _failure(file, record.number, too_long(f"{len(text):,} characters"))
    parts = {name: line for name, value in parts.items() if (line := _one_line(value))}
    extra = {_one_line(name): repair(value).strip() for name, value in extra.items()}
    date = iso_date(parts["date"]) if "date" in parts else None
    if "date" in parts and date is None:
        extra["date"] = parts["date"]
    language = language_code(parts["language"]) if "language" in parts else None
    if "language" in parts and language is None:
        extra["language"] = parts["language"]
    return Document(
        id=ids.unique(parts.get("id") or content_id(text)),
        text=text,
        title=parts.get("title"),
        outlet=parts.get("outlet"),
        date=date,
        author=parts.get("author"),
        url=parts.get("url"),
        language=language or detect_language(text),
        path=_place(file, record.number),
        extra=extra,
    )


def _one_line(value: str) -> str:
    return " ".join(repair(value).split())


def _no_text(record: Record, columns: Columns) -> str:
    if columns.find("text", record.values) is not None:
        return "has no text, only blanks"
    return columns.missing(record.values) or "has no text"


def _unknown_type(file: CorpusFile) -> str:
    what = f"is a {file.suffix} file" if file.suffix else "has no suffix that says what it is"
    return f"{what}: argmine reads {', '.join(known_suffixes())}; convert it first"


def _failure(file: CorpusFile, number: int | None, reason: str) -> Failure:
    return Failure(path=_place(file, number), stage="read", reason=reason)


def _place(file: CorpusFile, number: int | None) -> str:
    return file.name if number is None else f"{file.name}:{number}"


def _warn(failure: Failure) -> None:
    _log.warning("%s: %s", failure.path, failure.reason)


class _Ids:
    """The ids given so far; only repeated ones cost more than their place in a set."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._repeats: dict[str, int] = {}

    def unique(self, name: str) -> str:
        """Return `name`, or `name` with the next free number if it was given before."""
        candidate = name
        while candidate in self._seen:
            self._repeats[name] = self._repeats.get(name, 1) + 1
            candidate = f"{name}-{self._repeats[name]}"
        self._seen.add(candidate)
        return candidate
