"""Files that other programs open: one module a format, each found by its name in `FORMATS`."""

from __future__ import annotations

from argmine.formats.base import (
    AnnotationFormat,
    CodedCorpus,
    CodedDocuments,
    Format,
    FormatError,
    GraphFormat,
    NetworkFormat,
)
from argmine.formats.reading_writing import read, read_annotations, write, write_series
from argmine.formats.registry import FORMATS, annotation_format, format_by_suffix, format_for_program

__all__ = [
    "FORMATS",
    "AnnotationFormat",
    "CodedCorpus",
    "CodedDocuments",
    "Format",
    "FormatError",
    "GraphFormat",
    "NetworkFormat",
    "annotation_format",
    "format_by_suffix",
    "format_for_program",
    "read",
    "read_annotations",
    "write",
    "write_series",
]
