"""How each word stands to a cue: distance, tree, quotation marks and stops between them, as small codes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from argmine.pipeline.attribution.words import DEEPEST, OPENING, Ints, Words, hashes_of

# A source or content reaches further from its cue than this in one attribution of five hundred.
REACH = 120
_STOPS = (",", ";", ":", "—", "–", "-", "--")
_STEPS = np.array([0, 1, 2, 3, 4, 5, 6, 8, 11, 16, 24, 40, 64])
_HEADS = 4
_MOST_LABELS = 60
# How many values each column of `Relations.codes` may take.
SIZES = (2 * len(_STEPS) - 1, 5 * (_HEADS + 1), 1 + 2 * 3 * _MOST_LABELS, 32, 40, 9)


@dataclass(frozen=True, slots=True)
class Relations:
    """Pairs of a cue and a word near it; the pairs of one cue stand together, in text order.

    `cue` and `word` index the `Words`, `group` the cues. `codes` has the shape (pairs, 6). `first` and `size`
    are the place and number of the pairs of each cue, `low` is the first word of each.
    """

    cues: Ints
    cue: Ints
    word: Ints
    group: Ints
    codes: Ints
    first: Ints
    size: Ints
    low: Ints


def relate(words: Words, labels: Ints, cues: Ints) -> Relations:
    """Pair each of `cues` with the words of its block; `labels` codes the words' dependency labels below 60."""
    low = np.maximum(words.low[cues], cues - REACH)
    size = np.minimum(words.high[cues], cues + REACH + 1) - low
    first = np.cumsum(size) - size
    group = np.repeat(np.arange(len(cues)), size)
    word = np.arange(int(size.sum())) - np.repeat(first - low, size)
    cue = cues[group]
    codes = np.empty((len(word), len(SIZES)), dtype=np.int64)
    codes[:, 0] = _distance(word - cue)
    codes[:, 1], codes[:, 2] = _in_tree(words, labels, word, cue)
    quoted, quoting = words.quotation[word] > 0, words.quotation[cue] > 0
    same = quoted & (words.quotation[word] == words.quotation[cue])
    is_mark = words.mark >= OPENING
    codes[:, 3] = ((quoted * 2 + quoting) * 2 + same) * 4 + _between(is_mark, word, cue)
    stops = np.isin(words.hashes[:, 1], hashes_of(_STOPS))
    sentences = np.clip(words.sentence[word] - words.sentence[cue], -2, 2) + 2
    codes[:, 4] = (_between(stops, word, cue) * 5 + sentences) * 2 + is_mark[word]
    rivals = np.cumsum(words.cue[:, -1] > 0)
    codes[:, 5] = np.clip(rivals[word] - rivals[cue], -4, 4) + 4
    return Relations(cues=cues, cue=cue, word=word, group=group, codes=codes, first=first, size=size, low=low)


def neighbours(relations: Relations, step: int) -> tuple[Ints, Ints]:
    """Return for each pair those `step` words before and after it; the number of pairs where there is none."""
    own, none = np.arange(len(relations.word)), len(relations.word)
    first = relations.first[relations.group]
    last = first + relations.size[relations.group]
    before, after = own - step, own + step
    return np.where(before >= first, before, none), np.where(after < last, after, none)


def _distance(difference: Ints) -> Ints:
    step = np.searchsorted(_STEPS, np.abs(difference), side="right") - 1
    return np.where(difference < 0, -step, step) + len(_STEPS) - 1


def _between(flags: NDArray[np.bool_], word: Ints, cue: Ints) -> Ints:
    counted = np.cumsum(flags)
    return np.asarray(np.minimum(np.abs(counted[word] - counted[cue]), 3))


def _in_tree(words: Words, labels: Ints, word: Ints, cue: Ints) -> tuple[Ints, Ints]:
    """Code where `word` hangs: under which of the cue and its heads, how deep, and on which branch."""
    above = np.full(len(word), _HEADS, dtype=np.int64)
    below = np.zeros(len(word), dtype=np.int64)
    branch = np.zeros(len(word), dtype=np.int64)
    joint = np.zeros(len(word), dtype=np.int64)
    for height in range(_HEADS - 1, -1, -1):
        head = words.ancestors[height][cue]
        down = words.depth[word] - words.depth[head]
        steps = np.clip(down, 0, DEEPEST - 1)
        under = (down == steps) & (words.ancestors[steps, word] == head)
        above[under], below[under], joint[under] = height, steps[under], head[under]
        branch[under] = words.ancestors[np.maximum(steps - 1, 0), word][under]
    place = above * 5 + np.minimum(below, 4)
    label = 1 + (np.minimum(above, 2) * _MOST_LABELS + labels[branch]) * 2 + (branch > joint)
    return place, np.where(above < _HEADS, label, 0)
