"""The network that reads pairs in PyTorch, for training: a pretrained encoder and a layer over it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from argmine.learn._pretrained import export_encoder, open_pretrained

_DROPOUT = 0.1

Pieces = tuple[NDArray[np.int64], NDArray[np.int64]]


class PairModule(nn.Module):
    """Scores (pairs, 4) of position and claim read as one text, as `argmine.positions.reader.Reading` names them."""

    def __init__(self) -> None:
        super().__init__()
        self.bert, self.tokenizer = open_pretrained()
        # The first piece and the mean of all pieces.
        width = 2 * int(self.bert.config.hidden_size)
        self.sides = nn.Linear(width, 3)
        self.match = nn.Linear(width, 1)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Return the scores of a batch of padded pairs."""
        # Half precision makes a pass twice as fast where the processor knows it; the weights stay whole.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            hidden = self.bert(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state
        mask = attention_mask[..., None].float()
        mean = (hidden.float() * mask).sum(1) / mask.sum(1)
        both = self.drop(torch.cat([hidden[:, 0].float(), mean], 1))
        return torch.cat([self.sides(both), self.match(both)], 1)

    def read(self, pairs: Sequence[Pieces]) -> Tensor:
        """Return the scores of pairs, each as `argmine.positions.reader.joined` gives it."""
        shape = (len(pairs), max(len(ids) for ids, _ in pairs))
        ids, mask, types = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        for row, (pieces, parts) in enumerate(pairs):
            ids[row, : len(pieces)], types[row, : len(pieces)], mask[row, : len(pieces)] = pieces, parts, 1
        scores: Tensor = self(*map(torch.from_numpy, (ids, mask, types)))
        return scores

    def export(self, folder: Path, name: str) -> None:
        """Write the network and its tokenizer into `folder`."""
        export_encoder(self, ["input_ids", "attention_mask", "token_type_ids"], self.tokenizer, folder, name)
