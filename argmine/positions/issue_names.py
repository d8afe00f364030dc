"""The name of an issue: the few words, as people write them, that its claims share and those of other issues lack."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from argmine.positions.words import stem, stem_list, word_list

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What may stand between two words of a name.
_JOINTS = frozenset({" ", "-", "."})
_LINKS = frozenset("and of for to".split())
_LONGEST = 4
# A longer name is the better one where it is as telling; a word that leaves much open gets a second beside it.
_LENGTH_BONUS = (1.0, 2.4, 3.0, 3.0)
_TELLING = 0.5
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+[\"“‘']?|[\"“‘])$")

Key = tuple[str, ...]


def issue_names(groups: Sequence[Sequence[str]]) -> list[str]:
    """Return a short noun phrase, or two key terms, for each group of texts."""
    counts = [Counter(key for text in texts for key in {key for key, _ in _phrases(text)}) for texts in groups]
    overall: Counter[Key] = Counter()
    for count in counts:
        overall.update(count)
    names = []
    for texts, count in zip(groups, counts, strict=True):
        chosen = _chosen(count, overall, len(texts))
        wanted = set(chosen)
        forms: dict[Key, Counter[str]] = {key: Counter() for key in chosen}
        for text in texts:
            for key, form in _phrases(text):
                if key in wanted:
                    forms[key][form] += 1
        names.append(", ".join(_commonest(forms[key]) for key in chosen))
    return names


def _chosen(count: Mapping[Key, int], overall: Mapping[Key, int], texts: int) -> list[Key]:
    """Return one phrase, or two where the first is a single word that not half of the texts hold."""

    def weight(key: Key) -> tuple[float, int, Key]:
        telling = count[key] * (count[key] / overall[key]) * _LENGTH_BONUS[len(key) - 1]
        return (-round(telling * _fit(key), 6), -len(key), key)

    ranked = sorted((key for key in count if count[key] > 1 or texts < 3), key=weight) or sorted(count, key=weight)
    if not ranked:
        return []
    first = ranked[0]
    if len(first) > 1 or count[first] > _TELLING * texts:
        return [first]
    second = next((key for key in ranked[1:] if not set(key) & set(first)), None)
    return [first] if second is None else [first, second]


def _fit(key: Key) -> float:
    """Return how well the words of a phrase suit a name: no actors, no common words, no lone verb."""
    plain = stem_list("general") | stem_list("actors")
    if all(word in plain for word in key):
        return 0.2
    if stem_list("actors") & set(key):
        return 0.4
    verb = len(key) == 1 and bool((stem_list("bare") | stem_list("action")) & set(key))
    return 0.4 if verb else 1.0


def _phrases(text: str) -> Iterator[tuple[Key, str]]:
    """Yield the runs of up to four words that could name an issue, each as stems and as written."""
    words = list(_WORD.finditer(text))
    lowered = [word.group().lower().replace("’", "'") for word in words]
    content = [
        (len(word) > 2 and word not in word_list("function") and not word[0].isdigit())
        # "Medicare for All"
        or (i > 0 and lowered[i - 1] in _LINKS and words[i].group()[0].isupper())
        for i, word in enumerate(lowered)
    ]
    for start in range(len(words)):
        if not content[start]:
            continue
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            if end - start > 1 and text[words[end - 2].end() : words[end - 1].start()] not in _JOINTS:
                break
            inner = range(start + 1, end)
            if not all(content[i] or lowered[i] in _LINKS for i in inner):
                break
            if content[end - 1]:
                key = tuple(stem(lowered[i].removesuffix("'s")) for i in range(start, end))
                yield key, _form(text, words[start].start(), words[end - 1].end())


def _form(text: str, start: int, end: int) -> str:
    """Return the phrase as written; at the start of a sentence, where a capital says nothing, in lower case."""
    phrase = text[start:end].replace("’", "'").removesuffix("'s")
    if _SENTENCE_START.search(text[max(0, start - 4) : start]) and not phrase[1:2].isupper():
        return phrase[0].lower() + phrase[1:]
    return phrase


def _commonest(forms: Mapping[str, int]) -> str:
    """Return the commonest of `forms`, with a capital where it often has one inside sentences."""
    best = min(forms.items(), key=lambda item: (-item[1], item[0]))[0]
    capital = best[0].upper() + best[1:]
    return capital if 3 * forms.get(capital, 0) >= forms[best] else best
