"""Key terms: the words that set the claims of one position apart from all others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from argmine.positions.words import stem, tokens, word_list

MOST = 6


def key_terms(groups: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return up to `MOST` terms, words or pairs of words, that set each group of texts apart from the others.

    A term weighs ``tf * log(1 + A / f)``, with its frequency tf in the group, its frequency f in all groups
    and the mean number A of terms a group (class-based tf-idf, Grootendorst 2022, "BERTopic").
    """
    counts = []
    forms: Counter[tuple[str, str]] = Counter()
    for texts in groups:
        found = [candidate for text in texts for candidate in _candidates(text)]
        forms.update(found)
        counts.append(Counter(key for key, _ in found))
    overall: Counter[str] = Counter()
    for count in counts:
        overall.update(count)
    shown: dict[str, str] = {}
    for key, form in sorted(forms, key=lambda item: (-forms[item], item)):
        shown.setdefault(key, form)
    mean = overall.total() / max(1, len(counts))
    best = []
    for count in counts:
        weights = {key: n * math.log(1 + mean / overall[key]) for key, n in count.items()}
        best.append(tuple(shown[key] for key in _best(weights, count)))
    return best


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    """Yield the content words of `text` and the pairs of neighbours among them, each as (stems, form)."""
    words = [word.removesuffix("'s") for word in tokens(text)]
    usable = [word not in word_list("function") and len(word) > 2 and not word.isdigit() for word in words]
    for word, content in zip(words, usable, strict=True):
        if content:
            yield stem(word), word
    for one, other in pairwise(zip(words, usable, strict=True)):
        if one[1] and other[1]:
            yield f"{stem(one[0])} {stem(other[0])}", f"{one[0]} {other[0]}"


def _best(weights: Mapping[str, float], count: Mapping[str, int]) -> list[str]:
    """Return the keys that weigh most, words found once last; a pair stands in for words it mostly holds."""
    words = [key for key in count if " " not in key]
    pairs = [key for key in count if " " in key and count[key] > 1]
    words.sort(key=lambda key: (count[key] < 2, -weights[key], key))
    pairs.sort(key=lambda key: (-count[key], key))
    chosen: list[str] = []
    used: set[str] = set()
    for word in words:
        if word not in used and len(chosen) < MOST:
            around = (pair for pair in pairs if word in pair.split() and 2 * count[pair] > count[word])
            key = next((pair for pair in around if used.isdisjoint(pair.split())), word)
            chosen.append(key)
            used.update(key.split())
    return chosen
