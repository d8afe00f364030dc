"""Where text comes in: files to documents, and what of a document is not to be analysed.

`read_corpus` finds the files (`find_files`), has each read by the reader of its suffix (`readers`), repairs
encoding and metadata, and yields one `Document` at a time; what cannot be read becomes a `Failure`, and the
rest goes on. `boilerplate_spans` marks headlines, bylines, captions and the like in a text, `detect_language`
names its language. A document's text never changes after it was read: all offsets count its characters.
"""

from __future__ import annotations

from argmine.corpus.cleaning import boilerplate_spans
from argmine.corpus.errors import CorpusError
from argmine.corpus.files import CorpusFile, find_files
from argmine.corpus.language import detect_language
from argmine.corpus.read import read_bytes, read_corpus, read_files
from argmine.corpus.readers import MAX_CHARACTERS, known_suffixes

__all__ = [
    "MAX_CHARACTERS",
    "CorpusError",
    "CorpusFile",
    "boilerplate_spans",
    "detect_language",
    "find_files",
    "known_suffixes",
    "read_bytes",
    "read_corpus",
    "read_files",
]
