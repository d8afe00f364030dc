"""A pretrained encoder: ONNX weights, run by onnxruntime, and the tokenizer that belongs to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

START, END = 101, 102


class EncoderError(FileNotFoundError):
    """An encoder whose weights are not there; the message says which command makes them."""


class Encoder:
    """The encoder ``NAME.onnx`` of a folder, with its ``NAME.tokenizer.json``; opening it runs no code.

    Raises
    ------
    EncoderError
        If there is no such encoder; `maker` is the command that trains it.
    """

    def __init__(self, folder: Path, name: str, *, maker: str) -> None:
        # Imported here, for they take a while and most runs do without.
        import onnxruntime
        from tokenizers import Tokenizer

        weights = folder / f"{name}.onnx"
        if not weights.exists():
            raise EncoderError(f"{weights}: is not there; `{maker}` makes it")
        options = onnxruntime.SessionOptions()
        # A run works on as many processes as it is given; more threads in each would fight over the same cores.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        self.tokenizer: Any = Tokenizer.from_file(str(folder / f"{name}.tokenizer.json"))

    def read(self, ids: Ints, **further: Ints) -> Floats:
        """Return what the encoder says of one text, given as the codes of its pieces with `START` and `END`.

        One at a time: onnxruntime rounds what it computes to 8 bits by the range of a whole batch, so that a text
        would be read otherwise in other company.
        """
        inputs = {"input_ids": ids[None], "attention_mask": np.ones_like(ids)[None]}
        inputs |= {name: values[None] for name, values in further.items()}
        found: Floats = self._session.run(None, inputs)[0][0]
        return found
