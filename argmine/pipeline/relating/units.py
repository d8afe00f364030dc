"""What tells from a claim alone, its words and its place, how it is linked to others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from argmine.models import Features, LinearModel
from argmine.pipeline._tokens import tokens_touched
from argmine.pipeline.extensions import text_of
from argmine.pipeline.own_voice.units import WEIGHT_OF_WORDS, unit_inputs
from argmine.schema import Span

# Of what tells the type of a proposition, this also tells what it is linked to.
_TOLD = frozenset(
    "act be comparative date first form has length mark modal name negated number passive qualities root sign speaking "
    "subject superlative tense word".split()
)
_CONTENT = frozenset({"ADJ", "NOUN", "NUM", "PROPN", "VERB"})
# So many words before a claim may hold the connective that was left out of it.
_GAP_WORDS = 6


@dataclass(frozen=True, slots=True)
class Units:
    """The claims of one text, in text order.

    `rows` holds the named features of each, `vectors` their embeddings (units, 256), `types` the probabilities of their
    types (units, types), `content` the lemmas of their content words; `sentence` and `paragraph` say where each begins.
    """

    rows: Sequence[Features]
    vectors: NDArray[np.float32]
    types: NDArray[np.float64]
    content: Sequence[frozenset[str]]
    sentence: NDArray[np.int64]
    paragraph: NDArray[np.int64]

    @classmethod
    def of(cls, doc: Doc, spans: Sequence[Span], speech: float, types: LinearModel) -> Units:
        """Read the claims of a parsed document.

        Parameters
        ----------
        doc
            A parsed document with its paragraphs and quotations.
        spans
            Its claims in text order, without blanks at their edges.
        speech
            1 in a speech, else 0.
        types
            The model that tells the type of each.
        """
        rows, dense = unit_inputs(doc, spans, speech)
        return cls.typed(doc, spans, rows, dense, types.probabilities(rows, dense))

    @classmethod
    def typed(
        cls,
        doc: Doc,
        spans: Sequence[Span],
        rows: Sequence[Features],
        dense: NDArray[np.float32],
        types: NDArray[np.float64],
    ) -> Units:
        """Read claims whose inputs (of the model of types) and types are known."""
        places = [[sentence.start_char for sentence in doc.sents], [start for start, _ in doc._.paragraphs]]
        sentence, paragraph = ([bisect_right(starts, s) - 1 for s, _ in spans] for starts in places)
        tokens = [[token for token in tokens_touched(doc, span) if not token.is_space] for span in spans]
        found: list[Features] = []
        for k, (row, words) in enumerate(zip(rows, tokens, strict=True)):
            before = doc[_after(tokens[k - 1]) if k else 0 : words[0].i if words else 0]
            names = {
                *_of_beginning(words),
                *_of_gap([token for token in before if not token.is_space]),
                *_of_place(sentence, k),
                f"ends {_mark(text_of(doc)[spans[k][1] - 1])}",
            }
            kept = {name: value for name, value in row.items() if value and name.partition(" ")[0] in _TOLD}
            found.append(kept | dict.fromkeys(names, 1.0))
        content = [
            frozenset(token.lemma_.lower() for token in words if token.pos_ in _CONTENT and not token.is_stop)
            for words in tokens
        ]
        return cls(found, dense / WEIGHT_OF_WORDS, types, content, np.asarray(sentence), np.asarray(paragraph))

    def __len__(self) -> int:
        return len(self.rows)


def _after(words: Sequence[Token]) -> int:
    return words[-1].i + 1 if words else 0


def _mark(character: str) -> str:
    return "word" if character.isalnum() else character


def _of_beginning(words: Sequence[Token]) -> set[str]:
    alphabetic = [token.lower_ for token in words if token.is_alpha][:2]
    names = {f"begins {alphabetic[0]}"} if alphabetic else set()
    if len(alphabetic) > 1:
        names.add(f"opens {' '.join(alphabetic)}")
    if words and words[0].is_sent_start:
        names.add("starts sentence")
    return names


def _of_gap(between: Sequence[Token]) -> set[str]:
    """Describe the words between a claim and the one before it."""
    words = [token.lower_ for token in between]
    names = {f"gap length {min(5, len(words).bit_length())}", f"gap {' '.join(words[-2:])}"}
    return names | {f"behind {words[-1] if words else 'nothing'}", *(f"around {word}" for word in words[-_GAP_WORDS:])}


def _of_place(sentence: Sequence[int], k: int) -> set[str]:
    last = len(sentence) - 1
    names = {f"count {min(6, len(sentence).bit_length())}"}
    names |= {name for name, place in (("is first", 0), ("is second", 1), ("is last", last)) if k == place}
    if k == last - 1:
        names.add("is last but one")
    if k and sentence[k - 1] == sentence[k]:
        names.add("in the sentence of the previous")
    if k < last and sentence[k + 1] == sentence[k]:
        names.add("in the sentence of the next")
    return names
