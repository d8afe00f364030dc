"""The words that the positions room reads claims with, and the light stemmer that matches them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SUFFIXES = (
    "ations",
    "ation",
    "ings",
    "ions",
    "ing",
    "ies",
    "ion",
    "ied",
    "ers",
    "ed",
    "es",
    "er",
    "ly",
    *"sey",
)
_SHORTEST_STEM = 4


def tokens(text: str) -> list[str]:
    """Return the words of `text` in lower case, apostrophes made straight."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return `word` without a possessive and its commonest endings ("regulations", "regulated": "regul")."""
    word = word.removesuffix("'s")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return stem(word[: -len(suffix)])
    doubled = len(word) >= _SHORTEST_STEM and word[-1] == word[-2] and word[-1] in "bdgmnprt"
    return word[:-1] if doubled else word


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of the list `name` in words.txt."""
    return frozenset(" ".join(_lists()[name]).split())


@cache
def stem_list(name: str) -> frozenset[str]:
    """Return the stems of the list `name`, so that one entry covers its inflections.

    "evaluative" is the lists "positive" and "negative" together, "action" is "advance" and "hinder".
    """
    names = {"evaluative": ("positive", "negative"), "action": ("advance", "hinder")}.get(name, (name,))
    return frozenset(stem(word) for part in names for word in word_list(part))


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Return, for each stem that has any, the stems that say the opposite."""
    found: dict[str, set[str]] = {}
    for line in _lists()["opposites"]:
        left, right = ([stem(word) for word in side.split()] for side in line.split("|"))
        for one, other in [(one, other) for one in left for other in right]:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _lists() -> dict[str, list[str]]:
    text = resources.files("argmine.positions").joinpath("words.txt").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            lists[name] = []
        elif line and not line.startswith("#"):
            lists[name].append(line)
    return lists
