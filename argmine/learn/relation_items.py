"""Texts whose propositions are linked, read from a file in the shape of cdcp or unsc, and their links predicted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from spacy.tokens import Doc

from argmine.learn.gold import GoldError, numbered_rows
from argmine.learn.relation_score import RelationItem
from argmine.learn.schemes import LABELS, LINKS, Scheme, scheme_of
from argmine.models import load_linear
from argmine.pipeline import load, make_doc
from argmine.pipeline.relating import Pairs, RelationWeights, Units, decode
from argmine.pipeline.relating.weights import TYPES, shipped_weights
from argmine.schema import Document, Span

# All that the features of propositions read.
STAGES = ("argmine_layout", "argmine_boilerplate", "argmine_attributions")


@dataclass(frozen=True, slots=True)
class LinkedText:
    """A text with its propositions in text order, blanks at their edges left out, and the links between them.

    `labels` is None where a proposition has none, `links` (by places of source and target) where none were marked.
    """

    document: Document
    ids: tuple[Any, ...]
    spans: tuple[Span, ...]
    labels: tuple[str | None, ...]
    links: Mapping[tuple[int, int], str] | None


class Prediction(NamedTuple):
    """What is found in a text: the label of each proposition, and each link (source, target) with label and score."""

    labels: Sequence[str]
    links: Mapping[tuple[int, int], tuple[str, float]]


def read_linked(path: Path, scheme: Scheme | None = None) -> tuple[list[LinkedText], Scheme]:
    """Read texts, one JSON object a line: id, text, spans (id, start, end, label), relations (src, dst, label).

    Parameters
    ----------
    path
        A file whose spans may lack a label, and its texts the relations.
    scheme
        The scheme of the file; by default the labels tell it, or else the words of the texts.

    Raises
    ------
    GoldError
        If a line is no such object, or has a label that is none of the scheme; the message names the line.
    """
    rows = list(numbered_rows(path))
    known = scheme_of([row for _, row in rows]) if scheme is None else scheme
    return [_linked(row, known, f"{path}:{number}") for number, row in rows], known


def _linked(row: Mapping[str, Any], scheme: Scheme, where: str) -> LinkedText:
    try:
        text = row["text"]
        spans = sorted(row["spans"], key=lambda span: (span["start"], span["end"]))
        edges = [_tidy(text, int(span["start"]), int(span["end"])) for span in spans]
        place = {span["id"]: k for k, span in enumerate(spans)}
        marked = row.get("relations")
        links = None
        if marked is not None:
            links = {(place[link["src"]], place[link["dst"]]): str(link["label"]) for link in marked}
        labels = tuple(span.get("label") for span in spans)
        document = Document(id=str(row["id"]), text=text)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GoldError(
            f"{where}: needs id, text, spans[id, start, end] and, to be scored, relations[src, dst, label] ({error!r})"
        ) from error
    for given, allowed in ((labels, LABELS[scheme]), ((links or {}).values(), LINKS[scheme])):
        if strange := {label for label in given if label is not None} - {*allowed}:
            raise GoldError(f"{where}: {', '.join(sorted(strange))}: no label of {scheme}; say {', '.join(allowed)}")
    return LinkedText(document, tuple(place), tuple(edges), labels, links)


def _tidy(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    if not 0 <= start < end <= len(text) or not words.strip():
        raise ValueError(f"offsets {start}..{end} hold no text")
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def parsed(texts: Iterable[LinkedText]) -> Iterator[Doc]:
    """Yield the parsed document of each text."""
    nlp = load(stages=STAGES)
    yield from nlp.pipe(make_doc(nlp, text.document) for text in texts)


def units_of(texts: Sequence[LinkedText], scheme: Scheme) -> list[Units]:
    """Return the propositions of each text as the shipped models see them."""
    types = load_linear(TYPES[scheme])
    speech = float(scheme == "speeches")
    return [Units.of(doc, text.spans, speech, types) for doc, text in zip(parsed(texts), texts, strict=True)]


def predict(weights: RelationWeights, units: Units, names: Sequence[str]) -> Prediction:
    """Tell the label of each proposition, whose types are `names`, and the links between them."""
    labels = [names[k] for k in units.types.argmax(axis=1).tolist()] if len(units) else []
    links = {(link.source, link.target): (link.label, link.probability) for link in decode(weights, units)}
    return Prediction(labels, links)


def as_item(text: LinkedText, found: Prediction, weights: RelationWeights, units: Units) -> RelationItem:
    """Return gold and prediction beside each other; of each gold link it is also told which label it would get."""
    gold = dict(text.links or {})
    usual, rare = weights.labels
    judged: dict[tuple[int, int], str] = {}
    if gold:
        source, target = np.asarray(list(gold), dtype=np.int64).T
        likely = weights.rare(units, Pairs.among(units, weights.window, source, target))
        least = float(weights.about["rare"])
        judged = {pair: rare if p >= least else usual for pair, p in zip(gold, likely.tolist(), strict=True)}
    links = {pair: label for pair, (label, _) in found.links.items()}
    return RelationItem(tuple(text.labels), tuple(found.labels), gold, links, judged)


def predictions(texts: Sequence[LinkedText], scheme: Scheme) -> Iterator[tuple[LinkedText, Prediction, RelationItem]]:
    """Yield each text with what the shipped models find in it, and both beside each other."""
    weights, names = shipped_weights()[scheme], load_linear(TYPES[scheme]).classes
    for text, units in zip(texts, units_of(texts, scheme), strict=True):
        found = predict(weights, units, names)
        yield text, found, as_item(text, found, weights, units)


def prediction_row(text: LinkedText, found: Prediction) -> dict[str, Any]:
    """Return a prediction as the object that `argmine evaluate relations --predictions` writes."""
    return {
        "id": text.document.id,
        "spans": [{"id": name, "label": label} for name, label in zip(text.ids, found.labels, strict=True)],
        "relations": [
            {"src": text.ids[source], "dst": text.ids[target], "label": label, "score": round(score, 4)}
            for (source, target), (label, score) in found.links.items()
        ],
    }
