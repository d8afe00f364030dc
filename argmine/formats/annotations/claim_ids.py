"""Ids for claims that people added."""

from __future__ import annotations

from collections.abc import Container

from argmine.schema import Span, content_id


def free_id(document: str, span: Span, taken: Container[str | None]) -> str:
    """Return the id that the pipeline gives a claim at `span`, or another one, where a claim of that id has moved."""
    identifier, number = content_id(document, *span), 1
    while identifier in taken:
        number += 1
        identifier = content_id(document, *span, number)
    return identifier
