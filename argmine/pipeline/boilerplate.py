"""The component that marks what is not to be analysed."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from argmine.corpus import boilerplate_spans
from argmine.pipeline.extensions import register_extensions, text_of


@Language.factory("argmine_boilerplate", assigns=["doc._.boilerplate"])
class Boilerplate:
    """Set ``doc._.boilerplate``: headline, byline, captions, share buttons and the like, never deleted."""

    def __init__(self, nlp: Language, name: str = "argmine_boilerplate") -> None:
        self.name = name
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Mark the boilerplate of `doc`."""
        doc._.boilerplate = boilerplate_spans(text_of(doc), title=doc._.document.title)
        return doc
