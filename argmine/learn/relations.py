"""Training of the models that link the propositions of a text: as reason or evidence, as support or attack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from argmine.learn.linear import TrainingError, folds
from argmine.learn.relation_design import Places, design_matrix, folded, folded_labels, label_matrix
from argmine.learn.relation_items import LinkedText, as_item, parsed, predict
from argmine.learn.relation_score import RelationItem, score_relations
from argmine.learn.schemes import LABELS, LINKS, Scheme
from argmine.models import LinearModel
from argmine.models.fitting import fit
from argmine.models.network import NetworkWeights
from argmine.pipeline.own_voice.units import unit_inputs
from argmine.pipeline.relating import Pairs, RelationWeights, Units
from argmine.pipeline.relating.decode import linked, probabilities, surroundings
from argmine.pipeline.relating.pairs import Floats
from argmine.pipeline.relating.weights import logistic, merged

# scikit-learn's C of the first judgement, and how many claims apart linked ones may stand; both by cross-validation.
STRENGTHS: Mapping[Scheme, float] = {"comments": 0.02, "speeches": 0.01}
WINDOWS: Mapping[Scheme, int] = {"comments": 6, "speeches": 8}
TYPE_STRENGTH = 0.05
SECOND_STRENGTH = 0.1
LABEL_STRENGTH = 0.2
# The log-odds of a label that no link has.
NEVER = -10.0
LEAST_COUNT = 4
THRESHOLDS = np.arange(0.05, 0.8, 0.01)
RARE = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
# What is weighed beside the type of the other claim of the pair as well.
_TYPED = ("begins", "opens", "sign", "modal", "behind", "form", "starts", "ends", "has")


@dataclass(frozen=True, slots=True)
class _Example:
    """A text made ready: its claims, their pairs, and which of them are linked."""

    text: LinkedText
    units: Units
    pairs: Pairs

    @property
    def right(self) -> NDArray[np.bool_]:
        links = self.text.links or {}
        places = zip(self.pairs.source.tolist(), self.pairs.target.tolist(), strict=True)
        return np.asarray([pair in links for pair in places], dtype=bool)


def train_relations(texts: Mapping[Scheme, Sequence[LinkedText]], report: Callable[[str], None]) -> NetworkWeights:
    """Train on comments and on speeches; `about` of each scheme holds the figures of five-fold cross-validation.

    Parameters
    ----------
    texts
        The linked texts of each scheme.
    report
        Is told what is being done.

    Raises
    ------
    TrainingError
        If a scheme has no links to learn from.
    """
    found: dict[str, RelationWeights] = {}
    for scheme, some in texts.items():
        if not any(text.links for text in some):
            raise TrainingError(f"the {scheme} hold no links; there is nothing to learn")
        report(f"{scheme}: reading {len(some)} texts")
        corpus = _Corpus.of(_examples(some, scheme), scheme)
        report(f"{scheme}: cross-validation")
        found[scheme] = _train(corpus)
    return merged(found)


def _examples(texts: Sequence[LinkedText], scheme: Scheme) -> list[_Example]:
    """Read texts; the types of their claims are told by a model that has not seen them."""
    docs = list(parsed(texts))
    inputs = [unit_inputs(doc, text.spans, float(scheme == "speeches")) for doc, text in zip(docs, texts, strict=True)]
    names = sorted(LABELS[scheme])
    types: list[Floats] = [np.zeros((0, len(names)))] * len(texts)
    for train, test in folds(range(len(texts))):
        model = _fit_types([texts[i] for i in train], [inputs[i] for i in train])
        for i in test:
            types[i] = np.zeros((len(texts[i].spans), len(names)))
            types[i][:, [names.index(name) for name in model.classes]] = model.probabilities(*inputs[i])
    examples = []
    for doc, text, (rows, dense), told in zip(docs, texts, inputs, types, strict=True):
        units = Units.typed(doc, text.spans, rows, dense, told)
        examples.append(_Example(text, units, Pairs.of(units, WINDOWS[scheme])))
    return examples


def _fit_types(texts: Sequence[LinkedText], inputs: Sequence[tuple[Any, NDArray[np.float32]]]) -> LinearModel:
    labels = [str(label) for text in texts for label in text.labels]
    rows = [row for here, _ in inputs for row in here]
    return fit(rows, labels, strength=TYPE_STRENGTH, dense=np.vstack([dense for _, dense in inputs]))


@dataclass(frozen=True, slots=True)
class _Corpus:
    """All texts of a scheme, and what is weighed of their pairs, `matrix` (pairs, weights) as `design_matrix` gives it.

    `owner` is the text of each pair, `right` whether the pair is linked; `typed` says of each of the features `names`
    whether it is weighed beside the types as well.
    """

    scheme: Scheme
    examples: Sequence[_Example]
    names: Sequence[str]
    places: Places
    typed: NDArray[np.bool_]
    matrix: sparse.csr_matrix
    owner: NDArray[np.int64]
    right: NDArray[np.bool_]

    @classmethod
    def of(cls, examples: Sequence[_Example], scheme: Scheme) -> _Corpus:
        counts = Counter(name for e in examples for row in e.units.rows for name in row)
        names = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
        places = Places.of(WINDOWS[scheme])
        typed = np.array([name.partition(" ")[0] in _TYPED for name in names])
        matrix = design_matrix(
            [(e.units, e.pairs) for e in examples], {name: k for k, name in enumerate(names)}, places, typed
        )
        owner = np.repeat(np.arange(len(examples)), [len(e.pairs) for e in examples])
        return cls(scheme, examples, names, places, typed, matrix, owner, np.concatenate([e.right for e in examples]))


def _train(corpus: _Corpus) -> RelationWeights:
    """Fit both judgements and the labels; the second learns from first ones of texts that were not seen."""
    examples = corpus.examples
    everything = np.arange(len(examples))
    parts = folds(range(len(examples)))
    alone: list[Floats] = [np.zeros(0)] * len(examples)
    seen: list[RelationWeights] = []
    for train, test in parts:
        seen.append(_fit_first(corpus, train))
        for i in test:
            alone[i] = logistic(seen[-1].scores(examples[i].units, examples[i].pairs))
    judged: list[_Judged] = []
    for first, (train, test) in zip(seen, parts, strict=True):
        weights = _with_second(corpus, first, alone, train)
        for i in test:
            likely = probabilities(weights, examples[i].units, examples[i].pairs, alone[i])
            judged.append(_Judged(examples[i], weights, likely))
    whole = _with_second(corpus, _fit_first(corpus, everything), alone, everything)
    return replace(whole, about={**whole.about, **_figures(judged, corpus.scheme)})


def _with_second(
    corpus: _Corpus, first: RelationWeights, alone: Sequence[Floats], chosen: NDArray[np.int64]
) -> RelationWeights:
    """Add to the first judgement what `chosen` texts teach of the second, and of the labels."""
    some = [corpus.examples[i] for i in chosen]
    told = np.vstack([surroundings(corpus.examples[i].units, corpus.examples[i].pairs, alone[i]) for i in chosen])
    mean, spread = told.mean(axis=0), told.std(axis=0) + 1e-6
    right = corpus.right[np.isin(corpus.owner, chosen)]
    coef, intercept = _logistic_regression((told - mean) / spread, right, SECOND_STRENGTH)
    arrays = {**first.arrays, "second": (coef / spread).astype(np.float32), **_fit_labels(some, first)}
    second = round(intercept - float(coef @ (mean / spread)), 6)
    return replace(first, arrays=arrays, about={**first.about, "second": second})


def _fit_first(corpus: _Corpus, chosen: NDArray[np.int64]) -> RelationWeights:
    rows = np.isin(corpus.owner, chosen)
    coef, intercept = _logistic_regression(corpus.matrix[rows], corpus.right[rows], STRENGTHS[corpus.scheme])
    some = [corpus.examples[i] for i in chosen]
    about = {
        "features": list(corpus.names),
        "labels": _by_frequency(some, corpus.scheme),
        "window": WINDOWS[corpus.scheme],
        "texts": len(some),
        "links": sum(len(e.text.links or ()) for e in some),
        "C": STRENGTHS[corpus.scheme],
    }
    arrays = folded(coef, intercept, corpus.places, corpus.typed, some[0].units.types.shape[1])
    return RelationWeights(arrays, about, {name: k for k, name in enumerate(corpus.names)})


def _by_frequency(examples: Sequence[_Example], scheme: Scheme) -> list[str]:
    counts = Counter(label for e in examples for label in (e.text.links or {}).values())
    return sorted(LINKS[scheme], key=lambda label: -counts[label])


def _logistic_regression(matrix: Any, right: NDArray[np.bool_], strength: float) -> tuple[Floats, float]:
    # Imported here: whoever only reads the shipped models need not wait for scikit-learn.
    from sklearn.linear_model import LogisticRegression

    estimator = LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=0).fit(matrix, right)
    return np.asarray(estimator.coef_[0], dtype=np.float64), float(estimator.intercept_[0])


def _fit_labels(examples: Sequence[_Example], first: RelationWeights) -> dict[str, NDArray[np.float32]]:
    """Learn from the gold links which of them have the rarer label."""
    blocks, rare = [], []
    for example in examples:
        links = dict(example.text.links or {})
        if links:
            source, target = np.asarray(list(links), dtype=np.int64).T
            pairs = Pairs.among(example.units, first.window, source, target)
            blocks.append(label_matrix(first.matrix(example.units), pairs))
            rare += [label == first.labels[1] for label in links.values()]
    matrix = sparse.vstack(blocks).tocsr()
    # Where all links have one label, the other is never given.
    coef, intercept = np.zeros(matrix.shape[1]), NEVER
    if len({*rare}) == 2:
        coef, intercept = _logistic_regression(matrix, np.asarray(rare), LABEL_STRENGTH)
    return folded_labels(coef, intercept, len(first.features))


class _Judged(NamedTuple):
    """A text, weights that have not learnt from it, and how likely they find each of its pairs."""

    example: _Example
    weights: RelationWeights
    likely: Floats


def _figures(judged: Sequence[_Judged], scheme: Scheme) -> dict[str, Any]:
    """Return the thresholds and the figures of cross-validation."""
    about: dict[str, Any] = {"threshold": _best_threshold(judged)}

    def items(rare: float) -> list[RelationItem]:
        known = {**about, "rare": rare}
        return [_item(e, replace(w, about={**w.about, **known}), scheme) for e, w, _ in judged]

    about["rare"] = max(RARE, key=lambda rare: score_relations(items(rare)).judged_macro_f1)
    figures = score_relations(items(about["rare"])).to_json()
    by_threshold = {str(least): _precision_and_recall(judged, least) for least in (0.3, 0.4, 0.5, 0.6, 0.7)}
    return {**about, "cross_validation": _rounded(figures), "precision and recall": by_threshold}


def _item(example: _Example, weights: RelationWeights, scheme: Scheme) -> RelationItem:
    found = predict(weights, example.units, sorted(LABELS[scheme]))
    return as_item(example.text, found, weights, example.units)


def _best_threshold(judged: Sequence[_Judged]) -> float:
    """Return the least probability of a link at which the F1 of links is best."""
    totals = np.array([_precision_and_recall(judged, least) for least in THRESHOLDS.tolist()])
    f1 = 2 * totals.prod(axis=1) / np.maximum(totals.sum(axis=1), 1e-9)
    return round(float(THRESHOLDS[int(f1.argmax())]), 2)


def _precision_and_recall(judged: Sequence[_Judged], least: float) -> tuple[float, float]:
    right = found = gold = 0
    for example, _, likely in judged:
        chosen = linked(example.pairs, likely, least)
        right += int((chosen & example.right).sum())
        found += int(chosen.sum())
        gold += len(example.text.links or ())
    return round(100 * right / max(1, found), 1), round(100 * right / max(1, gold), 1)


def _rounded(figures: Any) -> Any:
    if isinstance(figures, Mapping):
        return {name: _rounded(value) for name, value in figures.items()}
    if isinstance(figures, Sequence) and not isinstance(figures, str):
        return [_rounded(value) for value in figures]
    return round(figures, 1) if isinstance(figures, float) else figures
