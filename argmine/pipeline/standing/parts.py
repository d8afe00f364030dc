"""The part that somebody plays in a debate, as the words of a description tell it: business, labour, science ..."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from argmine.pipeline.lexicon import rows

_WORD = re.compile(r"[a-z][\w'./-]*[\w.]|[a-z]")
_LONGEST = 4
_SCIENTIST = re.compile(r"\w{3,}ologists?")


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    parts: dict[str, list[str]] = defaultdict(list)
    for part, phrases in rows("role_words.tsv"):
        for phrase in phrases.split("; "):
            parts[phrase].append(part)
    return {phrase: tuple(named) for phrase, named in parts.items()}


def all_parts() -> list[str]:
    """Return every part that the lists know, in their order."""
    return list(dict.fromkeys(part for parts in _phrases().values() for part in parts))


def parts_played(description: str) -> dict[str, str]:
    """Return the parts that a description tells of, each with the longest phrase that tells it.

    A phrase within a longer one counts for nothing: a "shadow minister" is no minister, a "farmers' union" no union.
    """
    words = _WORD.findall(description.lower().replace("’", "'"))
    found: dict[str, str] = {}
    free = [True] * len(words)
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for i in range(len(words) - length + 1):
            if not all(free[i : i + length]):
                continue
            phrase = " ".join(words[i : i + length])
            parts = _parts_of(phrase)
            if parts:
                free[i : i + length] = [False] * length
                found.update((part, phrase) for part in parts if part not in found)
    return found


def _parts_of(phrase: str) -> tuple[str, ...]:
    singular = phrase.removesuffix("'s").removesuffix("s'").removesuffix("s")
    known = _phrases().get(phrase) or _phrases().get(singular) or ()
    return known or (("science",) if _SCIENTIST.fullmatch(phrase) else ())
