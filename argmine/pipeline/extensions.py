"""What argmine adds to a spaCy ``Doc``, under ``doc._``."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from argmine.schema import Document


def _document(doc: Doc) -> Document:
    if "argmine_document" not in doc.user_data:
        doc.user_data["argmine_document"] = Document.of_text(doc.text)
    document: Document = doc.user_data["argmine_document"]
    return document


def text_of(doc: Doc) -> str:
    """Return the text of `doc`, which ``doc.text`` would put together again from all tokens each time."""
    return _document(doc).text


def _set_document(doc: Doc, document: Document) -> None:
    if document.text != doc.text:
        raise ValueError(f"document {document.id}: its text is not the text of the Doc, so that offsets would not hold")
    doc.user_data["argmine_document"] = document


@cache
def register_extensions() -> None:
    """Register ``doc._.document`` and what the stages set: ``doc._.paragraphs``, ..., ``doc._.claims``."""
    Doc.set_extension("document", getter=_document, setter=_set_document, force=True)
    for name in ("paragraphs", "boilerplate", "quotations", "attributions", "speakers", "claims"):
        Doc.set_extension(name, default=(), force=True)
