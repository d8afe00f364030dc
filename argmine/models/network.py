"""The weights of a small neural network: named arrays in ``NAME.npz``, what they mean in ``NAME.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from argmine.models import models_folder


@dataclass(frozen=True, slots=True)
class NetworkWeights:
    """Arrays by the name of their layer, and what is known of them (vocabulary, thresholds, training)."""

    arrays: Mapping[str, NDArray[np.float32]]
    about: Mapping[str, Any]

    def save(self, folder: Path, name: str) -> None:
        """Write ``name.npz`` (half precision) and ``name.json``; the same weights give the same bytes."""
        arrays: dict[str, Any] = {key: self.arrays[key].astype(np.float16) for key in sorted(self.arrays)}
        np.savez_compressed(folder / f"{name}.npz", **arrays)
        text = json.dumps(dict(self.about), indent=0, ensure_ascii=False, sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        # Whoever loads the network next wants this one.
        load_network.cache_clear()


@cache
def load_network(name: str, folder: Path | None = None) -> NetworkWeights:
    """Open the network `name`; opening it runs no code.

    Raises
    ------
    FileNotFoundError
        If there is no such network; the message says which command trains it.
    """
    folder = folder or models_folder()
    try:
        about = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as stored:
            arrays: dict[str, Any] = {key: stored[key].astype(np.float32) for key in stored.files}
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{folder}: no network {name!r}; `argmine train attribution DATA` makes it") from error
    return NetworkWeights(arrays, about)
