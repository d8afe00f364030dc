"""A claim as words: quotation marks, case and an editor's brackets set aside, so that quotes can be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from argmine.positions.words import stem, word_list

# An editor's letter "[T]he", ellipsis "[...]" and words put in "[the bill]", unless they are figures or deny something.
_LETTER = re.compile(r"\[(\w)\](?=\w)")
_ELLIPSIS = re.compile(r"[\[(]?(?:\.\s?){3,4}[\])]?|…")
_PUT_IN = re.compile(r"\[(?![^\]]*(?:\d|\bnot?\b|n't))[^\]]*\]")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:'[^\W_]+)*|[,.;:!?()—–]|--|\s-\s")
_CONTRACTIONS = (
    (re.compile(r"\bcan(?:'t|not)\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"\bi'm\b"), "i am"),
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"'})
_CLAUSE_OPENERS = frozenset("and but or because while although though which who so".split())
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}
_MAGNITUDES = frozenset("dozen hundred thousand million billion trillion half twice".split())


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The words of a claim in lower case, contractions written out, without what an editor put in brackets.

    `clauses` numbers the clause that each word stands in, `content` are the stems of the words that carry its
    topic, and `numbers` its figures.
    """

    words: tuple[str, ...]
    clauses: tuple[int, ...]
    content: frozenset[str]
    numbers: tuple[str, ...]


def read_words(text: str) -> ClaimWords:
    """Return `text` as words that can be compared."""
    words, clauses = _words(text)
    function = word_list("function")
    return ClaimWords(
        words=words,
        clauses=clauses,
        content=frozenset(stem(word) for word in words if word not in function and word not in _MAGNITUDES),
        numbers=_numbers(words),
    )


def _words(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    text = text.lower().translate(_QUOTES)
    text = _PUT_IN.sub(" ", _ELLIPSIS.sub(" ; ", _LETTER.sub(r"\1", text)))
    if "'" in text or "cannot" in text:
        for pattern, written_out in _CONTRACTIONS:
            text = pattern.sub(written_out, text)
    words: list[str] = []
    clauses: list[int] = []
    clause = 0
    for token in _TOKEN.findall(text):
        if not token[0].isalnum():
            clause += 1
            continue
        clause += token in _CLAUSE_OPENERS
        words.append(token.replace(",", ""))
        clauses.append(clause)
    return tuple(words), tuple(clauses)


def _numbers(words: Sequence[str]) -> tuple[str, ...]:
    found = (_NUMBER_WORDS.get(word, word) for word in words)
    return tuple(word for word in found if word[0].isdigit() or word in _MAGNITUDES)
