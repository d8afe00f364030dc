"""Trained weights and their model cards; opening one never runs code.

A linear model is two files beside this one: ``NAME.npz`` (coefficients, intercept; loaded with
``allow_pickle=False``) and ``NAME.json`` (classes, feature names, how it was trained).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Features = Mapping[str, float]

# The models that a user may train on annotations of their own.
OWN_MODELS = ("claims", "stance")


@dataclass(frozen=True, slots=True)
class Contributions:
    """What the parts of one row add to the scores of a model's classes, each an array of the shape (classes,).

    The scores are log-probabilities but for a constant; `features` holds the features that the model knows.
    """

    features: Mapping[str, NDArray[np.float64]]
    blocks: tuple[NDArray[np.float64], ...]
    intercept: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Multinomial or binary logistic regression over named features.

    `coef` has the shape (classes, features + dense) and `intercept` (classes,): after the named features may
    come the dimensions of an embedding. A binary scikit-learn model is stored with both of its classes, so
    that every model is read the same way.
    """

    classes: tuple[str, ...]
    features: tuple[str, ...]
    coef: NDArray[np.float32]
    intercept: NDArray[np.float32]
    about: Mapping[str, Any] = field(default_factory=dict)
    _index: dict[str, int] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._index.update({name: i for i, name in enumerate(self.features)})

    @classmethod
    def from_estimator(cls, estimator: Any, features: Sequence[str], **about: Any) -> LinearModel:
        """Take the weights out of a fitted scikit-learn ``LogisticRegression``."""
        coef, intercept = np.atleast_2d(estimator.coef_), np.atleast_1d(estimator.intercept_)
        if len(estimator.classes_) == 2:
            coef, intercept = (
                np.vstack([-coef / 2, coef / 2]),
                np.concatenate([-intercept / 2, intercept / 2]),
            )
        return cls(
            classes=tuple(str(name) for name in estimator.classes_),
            features=tuple(features),
            coef=coef.astype(np.float32),
            intercept=intercept.astype(np.float32),
            about=about,
        )

    def matrix(self, rows: Iterable[Features]) -> sparse.csr_matrix:
        """Return `rows` as a sparse matrix (rows, features); features the model never saw are left out."""
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for row in rows:
            # In the order of names, for a sum of floats depends on its order and that of a set on the process.
            for name, value in sorted(row.items()):
                column = self._index.get(name)
                if column is not None:
                    data.append(value)
                    columns.append(column)
            ends.append(len(columns))
        shape = (len(ends) - 1, len(self.features))
        return sparse.csr_matrix((np.asarray(data, dtype=np.float32), columns, ends), shape=shape)

    def probabilities(self, rows: Iterable[Features], dense: NDArray[np.float32] | None = None) -> NDArray[np.float64]:
        """Return class probabilities, shape (rows, classes), in the order of `classes`.

        `dense` holds the embedding of each row, shape (rows, dense), for a model that was trained with one.
        """
        named = len(self.features)
        scores = np.asarray(self.matrix(rows) @ self.coef[:, :named].T, dtype=np.float64) + self.intercept
        if dense is not None:
            scores += dense @ self.coef[:, named:].T
        scores -= scores.max(axis=1, keepdims=True, initial=-np.inf) if len(scores) else 0.0
        exponentials = np.exp(scores)
        return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True))

    def contributions(self, row: Features, *blocks: NDArray[np.float32]) -> Contributions:
        """Return what each named feature, each block of the embedding and the intercept add to the scores.

        `blocks` are the parts of the row's embedding, in the order in which `probabilities` gets them as one.
        """
        known = {
            name: self.coef[:, i].astype(float) * row[name] for name in row if (i := self._index.get(name)) is not None
        }
        added, start = [], len(self.features)
        for block in blocks:
            added.append(np.asarray(self.coef[:, start : start + len(block)] @ block, dtype=np.float64))
            start += len(block)
        return Contributions(known, tuple(added), self.intercept.astype(float))

    def save(self, folder: Path, name: str) -> None:
        """Write ``name.npz`` and ``name.json`` into `folder`; the same weights give the same bytes."""
        np.savez_compressed(folder / f"{name}.npz", coef=self.coef, intercept=self.intercept)
        card = {"classes": self.classes, "about": dict(self.about), "features": self.features}
        text = json.dumps(card, indent=0, ensure_ascii=False, sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def models_folder() -> Path:
    """Return the folder of the shipped weights."""
    return Path(str(resources.files("argmine.models")))


def load_linear(name: str, folder: Path | None = None) -> LinearModel:
    """Open the linear model `name` of a folder, by default the one that ships.

    Raises
    ------
    FileNotFoundError
        If there is no such model; the message says which command trains it.
    """
    # One of a user's own is read each time, for it may have been trained anew.
    return _shipped(name) if folder is None else _read(name, folder)


@cache
def _shipped(name: str) -> LinearModel:
    return _read(name, models_folder())


def _read(name: str, folder: Path) -> LinearModel:
    try:
        card = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as arrays:
            coef, intercept = arrays["coef"], arrays["intercept"]
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{folder}: no model {name!r}; `argmine train {name} DATA` makes it") from error
    return LinearModel(tuple(card["classes"]), tuple(card["features"]), coef, intercept, card["about"])


def find_linear(name: str, folder: str | Path | None) -> LinearModel:
    """Open the linear model `name` of a user's folder where it has one, else the one that ships."""
    own = Path(folder) if folder is not None else None
    return load_linear(name, own if own is not None and (own / f"{name}.json").is_file() else None)


def own_models(folder: str | Path) -> list[Path]:
    """Return the files of the models of one's own that a folder holds."""
    files = (Path(folder) / f"{name}.{suffix}" for name in OWN_MODELS for suffix in ("npz", "json"))
    return [file for file in files if file.is_file()]


def weights_hashes(own: str | Path | None = None) -> dict[str, str]:
    """Return the BLAKE2b hash of every weight file by file name: the shipped ones, and those of the folder `own`."""
    shipped = [path for path in models_folder().iterdir() if path.suffix in {".npz", ".json", ".onnx"}]
    # What a user's folder has is used instead of what ships, and so its hash is kept instead.
    files = {path.name: path for path in (*sorted(shipped), *(own_models(own) if own is not None else ()))}.values()
    return {path.name: hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in files}
