"""The component that tells the parser where paragraphs begin."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from argmine.corpus.layout import blocks
from argmine.pipeline.extensions import register_extensions


@Language.factory("argmine_layout", assigns=["token.is_sent_start", "doc._.paragraphs"])
class Layout:
    """Set ``doc._.paragraphs`` and let a sentence start with each; it stands before the parser."""

    def __init__(self, nlp: Language, name: str = "argmine_layout") -> None:
        self.name = name
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Mark the paragraphs of `doc`."""
        doc._.paragraphs = tuple(blocks(doc.text))
        starts = {start for start, _ in doc._.paragraphs}
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
        return doc
