"""The attribution network: which words are cues, and which words each cue makes source and content.

Three steps, all matrices over a batch of documents: an encoder (embeddings of what spaCy knows of a word, then
convolutions that see its neighbours and its head), a classifier that proposes cues, and for each proposed cue a
second look at the words around it that labels them in a linear-chain conditional random field (Lafferty and
others 2001) and judges whether the cue attributes anything at all. The weights were trained with PyTorch
(`argmine.learn.attribution`); to read with them takes numpy alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from argmine.models.network import NetworkWeights
from argmine.pipeline.attribution.relations import Relations, neighbours, relate
from argmine.pipeline.attribution.words import COLUMNS, Floats, Ints, Words, hashes_of

LABELS = ("none", "source", "content", "cue")
_SOURCE, _CONTENT = LABELS.index("source"), LABELS.index("content")
# Words that may be cues are many; those the first step gives less than this are not looked at again.
LEAST_CUE = 0.05
WORD_STEPS = (1, 2, 4)
PAIR_STEPS = (1, 3)
# The log-odds that the cue attributes anything, the mean log-probability of the content's labels and of the
# source's, and whether there is no source.
EVIDENCE = ("valid", "content", "source", "no source")
_AT_ONCE = 6000
# The pairs of a cue are up to 241, and one paragraph may be a whole book.
_CUES_AT_ONCE = 200
_EPSILON = np.float32(1e-5)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network read off one cue, as words by their index in the `Words`.

    `evidence` (`EVIDENCE`) is what the confidence in it is computed from.
    """

    anchor: int
    source: Ints
    cue: Ints
    content: Ints
    evidence: Floats
    confidence: float


class Vocabulary:
    """Codes for the values of each of `COLUMNS`; 0 stands for what the network has not met."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self.values = {column: tuple(values[column]) for column in COLUMNS}
        self._sorted = []
        for column in COLUMNS:
            hashes = hashes_of(self.values[column])
            order = np.argsort(hashes)
            self._sorted.append((hashes[order], order + 1))

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of codes of each column."""
        return tuple(len(self.values[column]) + 1 for column in COLUMNS)

    def codes(self, hashes: NDArray[np.uint64]) -> Ints:
        """Return the codes (n, columns) of spaCy's hashes."""
        codes = np.zeros(hashes.shape, dtype=np.int64)
        for column, (keys, order) in enumerate(self._sorted):
            place = np.minimum(np.searchsorted(keys, hashes[:, column]), len(keys) - 1)
            codes[:, column] = np.where(keys[place] == hashes[:, column], order[place], 0)
        return codes


class AttributionNetwork:
    """The trained network; `read` is all there is to it."""

    def __init__(self, weights: NetworkWeights) -> None:
        self._arrays = weights.arrays
        self.vocabulary = Vocabulary(weights.about["vocabulary"])
        # Until it is calibrated, the network's own judgement is all there is.
        self._confidence = np.array(weights.about.get("confidence", [0, 1, 0, 0, 0]), dtype=np.float32)

    def read(self, words: Words, vectors: Floats | None = None) -> Iterator[Reading]:
        """Yield what each proposed cue attributes, in text order.

        `vectors` (words, dimensions) are those of the pretrained encoder that the network was trained with, if any.
        """
        before = 0
        for part in words.parts(_AT_ONCE):
            seen = vectors[before : before + len(part)] if vectors is not None else None
            yield from (_moved(reading, before) for reading in self._read(part, seen))
            before += len(part)

    def _read(self, words: Words, vectors: Floats | None) -> Iterator[Reading]:
        codes = self.vocabulary.codes(words.hashes)
        encoded = self._encode(words, codes, vectors)
        proposed = np.flatnonzero(_sigmoid(self._mlp("cue", encoded)[:, 0]) > LEAST_CUE)
        labels = codes[:, COLUMNS.index("dep")]
        for begin in range(0, len(proposed), _CUES_AT_ONCE):
            yield from self._readings(encoded, relate(words, labels, proposed[begin : begin + _CUES_AT_ONCE]))

    def _readings(self, encoded: Floats, relations: Relations) -> Iterator[Reading]:
        scores, valid = self._look_again(encoded, relations)
        labels = self._decode(scores, relations)
        likely = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
        for group, anchor in enumerate(relations.cues.tolist()):
            pairs = slice(relations.first[group], relations.first[group] + relations.size[group])
            reading = self._reading(anchor, relations.word[pairs], labels[pairs], likely[pairs], valid[group])
            if len(reading.content):
                yield reading

    def _encode(self, words: Words, codes: Ints, vectors: Floats | None) -> Floats:
        first = (np.arange(len(words)) == words.low).astype(np.int64)
        parts = [self._arrays[f"embed.{column}.weight"][codes[:, i]] for i, column in enumerate(COLUMNS)]
        parts += [self._arrays["embed.mark.weight"][words.mark], self._arrays["embed.first.weight"][first], words.cue]
        if vectors is not None:
            parts.append(vectors)
        hidden = _relu(self._linear("enter", np.concatenate(parts, axis=1)))
        own, none = np.arange(len(words)), len(words)
        head = words.ancestors[1]
        for i, step in enumerate(WORD_STEPS):
            before, after = own - step, own + step
            before, after = np.where(before >= words.low, before, none), np.where(after < words.high, after, none)
            padded = np.concatenate([hidden, np.zeros_like(hidden[:1])])
            seen = np.concatenate([padded[before], hidden, padded[after], hidden[head]], axis=1)
            hidden = self._normalized(f"word.{i}", hidden + _relu(self._linear(f"word.{i}.mix", seen)))
        return hidden

    def _look_again(self, encoded: Floats, relations: Relations) -> tuple[Floats, Floats]:
        """Return the scores of the labels (pairs, 4) and of the validity of each cue."""
        pairs = self._linear("as_word", encoded)[relations.word]
        pairs += (encoded @ self._arrays["as_cue.weight"].T)[relations.cue]
        for column in range(relations.codes.shape[1]):
            pairs += self._arrays[f"relation.{column}.weight"][relations.codes[:, column]]
        pairs = _relu(pairs)
        for i, step in enumerate(PAIR_STEPS):
            before, after = neighbours(relations, step)
            padded = np.concatenate([pairs, np.zeros_like(pairs[:1])])
            seen = np.concatenate([padded[before], pairs, padded[after]], axis=1)
            pairs = self._normalized(f"pair.{i}", pairs + _relu(self._linear(f"pair.{i}.mix", seen)))
        strongest = np.maximum.reduceat(pairs, relations.first, axis=0)
        at_cue = pairs[relations.first + relations.cues - relations.low]
        whole = np.concatenate([strongest, at_cue, encoded[relations.cues]], axis=1)
        return self._linear("label", pairs), self._mlp("valid", whole)[:, 0]

    def _decode(self, scores: Floats, relations: Relations) -> Ints:
        """Return the likeliest labels of each cue's words (Viterbi), all cues at once."""
        step, begin = self._arrays["step"], self._arrays["begin"]
        place = np.arange(len(scores)) - relations.first[relations.group]
        padded = np.zeros((len(relations.size), int(relations.size.max()), len(LABELS)), dtype=np.float32)
        padded[relations.group, place] = scores
        best = begin + padded[:, 0]
        back = np.empty(padded.shape, dtype=np.int8)
        for i in range(1, padded.shape[1]):
            through = best[:, :, None] + step
            going = (i < relations.size)[:, None]
            back[:, i] = np.where(going, through.argmax(axis=1), np.arange(len(LABELS)))
            best = np.where(going, through.max(axis=1) + padded[:, i], best)
        labels = np.empty(padded.shape[:2], dtype=np.int64)
        labels[:, -1] = best.argmax(axis=1)
        every = np.arange(len(labels))
        for i in range(padded.shape[1] - 1, 0, -1):
            labels[:, i - 1] = back[every, i, labels[:, i]]
        return np.asarray(labels[relations.group, place])

    def _reading(self, anchor: int, words: Ints, labels: Ints, likely: Floats, valid: np.float32) -> Reading:
        source = _strongest_run(labels == _SOURCE, likely)
        content = np.flatnonzero(labels == _CONTENT)
        evidence = np.array(
            [
                valid,
                likely[content, _CONTENT].mean() if len(content) else 0,
                likely[source, _SOURCE].mean() if len(source) else 0,
                not len(source),
            ],
            dtype=np.float32,
        )
        return Reading(
            anchor=anchor,
            source=words[source],
            cue=np.union1d(words[labels == LABELS.index("cue")], [anchor]),
            content=words[content],
            evidence=evidence,
            confidence=float(_sigmoid(evidence @ self._confidence[1:] + self._confidence[0])),
        )

    def _linear(self, name: str, values: Floats) -> Floats:
        product: Floats = values @ self._arrays[f"{name}.weight"].T
        product += self._arrays[f"{name}.bias"]
        return product

    def _mlp(self, name: str, values: Floats) -> Floats:
        return self._linear(f"{name}.2", _relu(self._linear(f"{name}.0", values)))

    def _normalized(self, name: str, values: Floats) -> Floats:
        centred = values - values.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + _EPSILON)
        normalized: Floats = centred / spread * self._arrays[f"{name}.norm.weight"] + self._arrays[f"{name}.norm.bias"]
        return normalized


def _strongest_run(flags: NDArray[np.bool_], likely: Floats) -> Ints:
    """Return the indices of that run of `flags` which is likeliest the source, for a source is one phrase."""
    chosen = np.flatnonzero(flags)
    if not len(chosen):
        return chosen
    runs = np.split(chosen, np.flatnonzero(np.diff(chosen) > 1) + 1)
    margin = likely[:, _SOURCE] - likely[:, LABELS.index("none")]
    return max(runs, key=lambda run: float(margin[run].sum()))


def _moved(reading: Reading, by: int) -> Reading:
    source, cue, content = reading.source + by, reading.cue + by, reading.content + by
    return replace(reading, anchor=reading.anchor + by, source=source, cue=cue, content=content)


def _relu(values: Floats) -> Floats:
    return np.maximum(values, 0, out=values)


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-values)), dtype=np.float32)
