"""The attribution network in PyTorch, for training: layer for layer that of `argmine.pipeline.attribution.network`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from argmine.pipeline.attribution.network import LABELS, LEAST_CUE, PAIR_STEPS, WORD_STEPS
from argmine.pipeline.attribution.relations import SIZES, Relations, neighbours, relate
from argmine.pipeline.attribution.words import COLUMNS, Ints, Words

_EMBEDDED = {"lemma": 64, "lower": 32, "shape": 8, "suffix": 16, "tag": 24, "dep": 24, "ent_type": 8}
_MARK, _FIRST, _CUE = 8, 4, 5
# How often the words themselves are hidden in training, so that unknown ones are read by the rest.
_HIDDEN_WORDS = 0.1
_DROPOUT = 0.3


class _Mix(nn.Module):
    """A residual layer over a word and its neighbours."""

    def __init__(self, seen: int, width: int) -> None:
        super().__init__()
        self.mix = nn.Linear(seen * width, width)
        self.norm = nn.LayerNorm(width)


class AttributionModule(nn.Module):
    """Embeddings, encoder, cue classifier, labels and validity.

    Parameters
    ----------
    sizes
        The number of codes of each of `COLUMNS`.
    width, pair_width
        Units of a word and of a pair.
    vectors
        Dimensions of the pretrained encoder's word vectors; 0 without one.
    """

    def __init__(self, sizes: Sequence[int], *, width: int, pair_width: int, vectors: int = 0) -> None:
        super().__init__()
        self.embed = nn.ModuleDict(
            {name: nn.Embedding(size, _EMBEDDED[name]) for name, size in zip(COLUMNS, sizes, strict=True)}
        )
        self.embed["mark"], self.embed["first"] = nn.Embedding(4, _MARK), nn.Embedding(2, _FIRST)
        entering = sum(_EMBEDDED.values()) + _MARK + _FIRST + _CUE + vectors
        self.enter = nn.Linear(entering, width)
        self.word = nn.ModuleList([_Mix(4, width) for _ in WORD_STEPS])
        self.cue = nn.Sequential(nn.Linear(width, width // 2), nn.ReLU(), nn.Linear(width // 2, 1))
        self.as_word = nn.Linear(width, pair_width)
        self.as_cue = nn.Linear(width, pair_width, bias=False)
        self.relation = nn.ModuleList([nn.Embedding(size, pair_width) for size in SIZES])
        self.pair = nn.ModuleList([_Mix(3, pair_width) for _ in PAIR_STEPS])
        self.label = nn.Linear(pair_width, len(LABELS))
        seen = 2 * pair_width + width
        self.valid = nn.Sequential(nn.Linear(seen, pair_width), nn.ReLU(), nn.Linear(pair_width, 1))
        self.step = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.begin = nn.Parameter(torch.zeros(len(LABELS)))
        self.drop = nn.Dropout(_DROPOUT)
        for name in COLUMNS:
            nn.init.normal_(self.embed[name].weight, std=0.3)
        for table in self.relation:
            nn.init.normal_(table.weight, std=0.1)

    def arrays(self) -> Mapping[str, NDArray[np.float32]]:
        """Return the weights by name."""
        return {name: value.detach().numpy() for name, value in self.state_dict().items()}

    def losses(
        self, words: Words, codes: Ints, gold: Mapping[int, Ints], random: np.random.Generator, vectors: Tensor | None
    ) -> tuple[Tensor, Tensor]:
        """Return the summed losses of telling cues and of labelling their words.

        `gold` maps the word that anchors each gold attribution to the labels of all words of its block.
        """
        encoded = self._encode(words, codes, vectors)
        proposals = self.cue(encoded)[:, 0]
        anchors = np.array(list(gold), dtype=np.int64)
        is_anchor = torch.zeros(len(words))
        is_anchor[torch.from_numpy(anchors)] = 1
        of_cues = functional.binary_cross_entropy_with_logits(proposals, is_anchor, reduction="sum")
        proposed = torch.sigmoid(proposals).detach().numpy() > LEAST_CUE
        proposed[anchors] = False
        others = random.permutation(np.flatnonzero(proposed))[: 2 * len(anchors) + 8]
        cues = np.concatenate([anchors, others])
        if not len(cues):
            return of_cues, of_cues * 0
        relations = relate(words, codes[:, COLUMNS.index("dep")], cues)
        pairs, valid = self._look_again(encoded, relations)
        is_valid = (torch.arange(len(cues)) < len(anchors)).float()
        of_cues = of_cues + functional.binary_cross_entropy_with_logits(valid, is_valid, reduction="sum")
        if not len(anchors):
            return of_cues, of_cues * 0
        return of_cues, self._labelling_loss(pairs, relations, words, gold)

    def _encode(self, words: Words, codes: Ints, vectors: Tensor | None) -> Tensor:
        code = torch.from_numpy(codes).clone()
        if self.training:
            hidden_words = torch.rand(len(words)) < _HIDDEN_WORDS
            code[hidden_words, :2] = 0
        first = torch.from_numpy((np.arange(len(words)) == words.low).astype(np.int64))
        parts = [self.embed[name](code[:, i]) for i, name in enumerate(COLUMNS)]
        parts += [self.embed["mark"](torch.from_numpy(words.mark)), self.embed["first"](first)]
        parts.append(torch.from_numpy(words.cue))
        if vectors is not None:
            parts.append(vectors)
        hidden = functional.relu(self.enter(self.drop(torch.cat(parts, 1))))
        own, none = np.arange(len(words)), len(words)
        head = torch.from_numpy(words.ancestors[1])
        for step, layer in zip(WORD_STEPS, self.word, strict=True):
            before, after = own - step, own + step
            before, after = np.where(before >= words.low, before, none), np.where(after < words.high, after, none)
            padded = functional.pad(hidden, (0, 0, 0, 1))
            seen = [padded[torch.from_numpy(before)], hidden, padded[torch.from_numpy(after)], hidden[head]]
            hidden = layer.norm(hidden + self.drop(functional.relu(layer.mix(torch.cat(seen, 1)))))
        return hidden

    def _look_again(self, encoded: Tensor, relations: Relations) -> tuple[Tensor, Tensor]:
        codes = torch.from_numpy(relations.codes)
        pairs = self.as_word(encoded)[torch.from_numpy(relations.word)]
        pairs = pairs + self.as_cue(encoded)[torch.from_numpy(relations.cue)]
        for column, table in enumerate(self.relation):
            pairs = pairs + table(codes[:, column])
        pairs = functional.relu(self.drop(pairs))
        for step, layer in zip(PAIR_STEPS, self.pair, strict=True):
            before, after = (torch.from_numpy(index) for index in neighbours(relations, step))
            padded = functional.pad(pairs, (0, 0, 0, 1))
            seen = torch.cat([padded[before], pairs, padded[after]], 1)
            pairs = layer.norm(pairs + functional.relu(layer.mix(self.drop(seen))))
        group = torch.from_numpy(relations.group)[:, None].expand_as(pairs)
        empty = pairs.new_zeros(len(relations.cues), pairs.shape[1])
        strongest = empty.scatter_reduce(0, group, pairs, "amax", include_self=False)
        at_cue = pairs[torch.from_numpy(relations.first + relations.cues - relations.low)]
        whole = torch.cat([strongest, at_cue, encoded[torch.from_numpy(relations.cues)]], 1)
        return self.label(self.drop(pairs)), self.valid(self.drop(whole))[:, 0]

    def _labelling_loss(self, scores: Tensor, relations: Relations, words: Words, gold: Mapping[int, Ints]) -> Tensor:
        """Return the negative log-likelihood of the gold labels under the random field (Lafferty and others 2001)."""
        size = relations.size[: len(gold)]
        shape = (len(size), int(size.max()))
        labels = np.zeros(shape, dtype=np.int64)
        padded = scores.new_zeros(*shape, len(LABELS))
        kept = relations.group < len(gold)
        place = (np.arange(len(scores)) - relations.first[relations.group])[kept]
        padded[torch.from_numpy(relations.group[kept]), torch.from_numpy(place)] = scores[torch.from_numpy(kept)]
        for group, (anchor, of_block) in enumerate(gold.items()):
            from_block = int(relations.low[group] - words.low[anchor])
            labels[group, : size[group]] = of_block[from_block : from_block + size[group]]
        label = torch.from_numpy(labels)
        inside = torch.from_numpy(np.arange(shape[1])[None] < size[:, None])
        total = self.begin + padded[:, 0]
        for i in range(1, shape[1]):
            further = torch.logsumexp(total[:, :, None] + self.step, 1) + padded[:, i]
            total = torch.where(inside[:, i, None], further, total)
        emitted = (padded.gather(2, label[..., None])[..., 0] * inside).sum()
        stepped = (self.step[label[:, :-1], label[:, 1:]] * inside[:, 1:]).sum()
        return torch.logsumexp(total, 1).sum() - emitted - stepped - self.begin[label[:, 0]].sum()
