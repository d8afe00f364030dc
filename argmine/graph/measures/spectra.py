"""How far two networks are from each other by their spectra."""

from __future__ import annotations

import numpy as np

from argmine.graph.measures.ties import Floats, MeasureError
from argmine.graph.networks.settings import Compat


def spectrum(weights: Floats, *, compat: Compat | None = None) -> Floats:
    """Return what stands for the structure of a network: numbers that add up, sorted, one a node.

    Notes
    -----
    The eigenvalues of the normalised Laplacian I - D^-½ A D^-½ (Chung 1997, Spectral Graph Theory), from 0 to 2; a
    node without ties has 0. With compat=dna the weighted degrees, divided by their sum: DNA 3.1.2 means to take the
    eigenvalues of the Laplacian D - A, but drops the subtraction, and the eigenvalues of D are the degrees.
    """
    degrees = weights.sum(axis=1)
    if compat == "dna":
        total = degrees.sum()
        return np.sort(degrees / total if total else degrees)
    scale = np.divide(1, np.sqrt(degrees), out=np.zeros_like(degrees), where=degrees > 0)
    laplacian = np.diag((degrees > 0).astype(float)) - scale[:, None] * weights * scale
    return np.asarray(np.linalg.eigvalsh(laplacian))


def spectral_distance(one: Floats, other: Floats, *, compat: Compat | None = None) -> float:
    """Return the Euclidean distance of two spectra; with compat=dna the sum of the absolute differences."""
    difference = np.abs(one - other)
    return float(difference.sum() if compat == "dna" else np.sqrt(np.square(difference).sum()))


def refuse_other_compat(compat: str | None) -> None:
    """Raise a MeasureError if `compat` is nothing that can be asked for."""
    if compat not in (None, "dna"):
        raise MeasureError(f"compat={compat!r}: leave it out, or choose dna")
