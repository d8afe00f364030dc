"""Average-linkage clustering over a sparse graph, by merging all mutual nearest neighbours at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from argmine.positions.embed import Vectors
from argmine.positions.neighbours import Indices

_CHUNK = 65536


def group(vectors: Vectors, pairs: Indices, *, threshold: float, together: Indices | None = None) -> Indices:
    """Return for each row the smallest row of its group.

    Two groups merge while the mean cosine between their members is at least `threshold`, each is the
    other's nearest, and the graph `pairs` joins them. For average linkage, merging mutual nearest
    neighbours in parallel gives what merging the nearest pair again and again would (Sumengen et al.
    2021, "Scaling hierarchical agglomerative clustering to billion-sized datasets"), in few rounds over
    sparse arrays. `together` are pairs that belong to one group from the start.
    """
    labels = np.arange(len(vectors), dtype=np.int64)
    sums = vectors.astype(np.float32, copy=True)
    sizes = np.ones(len(vectors), dtype=np.float32)
    if together is not None and len(together):
        pairs = np.concatenate([pairs, together])
        _merge(labels, sums, sizes, _components(len(vectors), together))
        pairs, _ = _relabelled(pairs, labels, None)
    similarities = _similarities(sums, sizes, pairs)
    while len(pairs):
        kept = similarities >= threshold
        mutual = _mutual(pairs[kept], similarities[kept], len(vectors))
        if not len(mutual):
            break
        target = np.arange(len(vectors), dtype=np.int64)
        target[mutual[:, 1]] = mutual[:, 0]
        _merge(labels, sums, sizes, target)
        pairs, similarities = _relabelled(pairs, target, similarities)
        changed = np.zeros(len(vectors), dtype=bool)
        changed[mutual[:, 0]] = True
        stale = changed[pairs].any(axis=1)
        similarities[stale] = _similarities(sums, sizes, pairs[stale])
    return labels


def _components(total: int, pairs: Indices) -> Indices:
    from scipy import sparse

    graph = sparse.coo_array((np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(total, total))
    _, component = sparse.csgraph.connected_components(graph, directed=False)
    _, first = np.unique(component, return_index=True)
    return np.asarray(first[component], dtype=np.int64)


def _merge(labels: Indices, sums: Vectors, sizes: NDArray[np.float32], target: Indices) -> None:
    """Fold every row whose `target` is another row into that row."""
    moved = np.flatnonzero(target != np.arange(len(target)))
    moved = moved[sizes[moved] > 0]
    np.add.at(sums, target[moved], sums[moved])
    np.add.at(sizes, target[moved], sizes[moved])
    sizes[moved] = 0
    labels[:] = target[labels]


def _relabelled(
    pairs: Indices, target: Indices, similarities: NDArray[np.float32] | None
) -> tuple[Indices, NDArray[np.float32]]:
    renamed = np.sort(target[pairs], axis=1)
    codes = renamed[:, 0] * len(target) + renamed[:, 1]
    codes[renamed[:, 0] == renamed[:, 1]] = -1
    unique, first = np.unique(codes, return_index=True)
    first = first[unique >= 0]
    kept = np.zeros(len(first), dtype=np.float32) if similarities is None else similarities[first]
    return renamed[first], kept


def _similarities(sums: Vectors, sizes: NDArray[np.float32], pairs: Indices) -> NDArray[np.float32]:
    out = np.empty(len(pairs), dtype=np.float32)
    for start in range(0, len(pairs), _CHUNK):
        left, right = pairs[start : start + _CHUNK].T
        dots = np.einsum("ij,ij->i", sums[left], sums[right])
        out[start : start + _CHUNK] = dots / (sizes[left] * sizes[right])
    return out


def _mutual(pairs: Indices, similarities: NDArray[np.float32], total: int) -> Indices:
    """Return the pairs whose two ends are each other's nearest; ties go to the smaller rows."""
    ends = np.concatenate([pairs[:, 0], pairs[:, 1]])
    others = np.concatenate([pairs[:, 1], pairs[:, 0]])
    both = np.concatenate([similarities, similarities])
    order = np.lexsort((np.minimum(ends, others), np.maximum(ends, others), -both, ends))
    ends, others = ends[order], others[order]
    _, first = np.unique(ends, return_index=True)
    best = np.full(total, -1, dtype=np.int64)
    best[ends[first]] = others[first]
    return np.asarray(pairs[(best[pairs[:, 0]] == pairs[:, 1]) & (best[pairs[:, 1]] == pairs[:, 0])])
