"""What argmine adds to a spaCy ``Doc``, under ``doc._``."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from argmine.schema import Document


def _document(doc: Doc) -> Document:
    known: Document | None = doc.user_data.get("argmine_document")
    return known if known is not None else Document.of_text(doc.text)


def _set_document(doc: Doc, document: Document) -> None:
    if document.text != doc.text:
        raise ValueError(f"document {document.id}: its text is not the text of the Doc, so that offsets would not hold")
    doc.user_data["argmine_document"] = document


@cache
def register_extensions() -> None:
    """Register ``doc._.document``, ``paragraphs``, ``boilerplate``, ``quotations``, ``attributions`` and ``claims``."""
    Doc.set_extension("document", getter=_document, setter=_set_document, force=True)
    for name in ("paragraphs", "boilerplate", "quotations", "attributions", "claims"):
        Doc.set_extension(name, default=(), force=True)
