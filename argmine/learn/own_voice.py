"""Training of the models that read texts which argue in their own voice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from argmine.learn.argued import ArguedSpan, ArguedText
from argmine.learn.claim_score import ClaimItem, score_claims
from argmine.learn.gold import pair_spans
from argmine.learn.linear import TrainingError, folds
from argmine.models import Features, LinearModel
from argmine.models.fitting import fit
from argmine.pipeline import load, make_doc
from argmine.pipeline.claims import Claims
from argmine.pipeline.own_voice import OwnVoice, OwnVoiceModels, Voice
from argmine.pipeline.own_voice.boundaries import Boundary, find_boundaries
from argmine.pipeline.own_voice.cutting import cut_units
from argmine.pipeline.own_voice.genre import Genre, genre_features
from argmine.pipeline.own_voice.units import unit_inputs
from argmine.schema import Document, Span

# scikit-learn's C of each model, chosen by cross-validation.
STRENGTHS = {"genre": 0.1, "boundaries": 0.1, "argued": 0.05, "types": 0.1, "roles": 0.1}
LEAST_BEGINS = 0.4
# Speeches are few beside the other texts.
SPEECH_WEIGHT = 2.0
# What an invented example weighs beside a proposition of a comment: it shows demands of which the comments have few.
EXAMPLE_WEIGHT = 3.0
THRESHOLDS = np.arange(0.3, 0.6, 0.05)
# Beginnings of so many characters let the genre be told of short texts too.
BEGINNINGS = (300, 700, 1600)
_OPINION = re.compile(r"/opinions?/|/commentary/|editorial|/columnists?/|/ideas/|\bopinion\b", re.I)
_HEAD = 200
# Outlets of the articles that are news above all; of others it is not known whether a text reports or argues.
_NEWS = re.compile(
    r"Reuters|Associated Press|NPR|USA TODAY|CNN|CNBC|ABC|CBS|BBC|The Hill|New York Times - News|Bloomberg|Politico"
    r"|Wall Street Journal - News|Washington Times|Fox|Axios|Guardian|MarketWatch"
)


@dataclass(frozen=True, slots=True)
class _Example:
    """A text made ready: parsed, of a known genre, and, if it argues, with its gold and its possible boundaries."""

    doc: Doc
    genre: Genre
    text: ArguedText | None = None
    boundaries: tuple[Boundary, ...] = ()
    units: tuple[Span, ...] = ()

    @property
    def voice(self) -> Voice:
        return Voice("argument", float(self.genre == "speech"))

    @property
    def gold(self) -> list[Span]:
        return [(span.start, span.end) for span in (self.text.spans or () if self.text is not None else ())]

    @property
    def labels(self) -> list[str]:
        return [span.label for span in (self.text.spans or () if self.text is not None else ())]


def genre_of_article(article: Document) -> Genre | None:
    """Tell whether an article is a report or an opinion piece by where it stands; None if that does not show."""
    about = (article.url or "", article.title or "", article.text[:_HEAD])
    if any(_OPINION.search(part) for part in about):
        return "opinion"
    return "report" if _NEWS.search(article.outlet or "") else None


def train_own_voice(
    comments: Sequence[ArguedText], speeches: Sequence[ArguedText], articles: Iterable[Document]
) -> OwnVoiceModels:
    """Train the models of texts that argue; the figures they carry are of five-fold cross-validation over texts.

    Parameters
    ----------
    comments
        Comments whose propositions are typed (fact, testimony, value, policy, reference).
    speeches
        Speeches whose claims and premises are marked.
    articles
        News articles, to tell reports and opinion pieces from both; those whose genre does not show are left out.

    Raises
    ------
    TrainingError
        If comments, speeches, reports or opinion pieces are missing.
    """
    nlp = load(stages=("argmine_layout", "argmine_boilerplate", "argmine_attributions"))
    known = [(article, genre) for article in articles if (genre := genre_of_article(article)) is not None]
    examples = [
        *_argued_examples(nlp, comments, "comment"),
        *_argued_examples(nlp, speeches, "speech"),
        *(_Example(doc, genre) for doc, genre in _read(nlp, known)),
    ]
    if missing := {"comment", "speech", "report", "opinion"} - {example.genre for example in examples}:
        raise TrainingError(f"there is no {', no '.join(sorted(missing))} to learn from")
    examples = _with_units(examples)
    invented = _argued_examples(nlp, list(read_examples()), "comment")
    figures = _cross_validated(nlp, examples, invented)
    threshold = figures.pop("threshold")
    models = _fit(examples, invented, threshold)
    about = {"texts": dict(sorted(Counter(example.genre for example in examples).items())), "cross_validation": figures}
    return replace(models, genre=replace(models.genre, about={**models.genre.about, **about}))


def read_examples() -> Iterator[ArguedText]:
    """Yield the invented examples that lie beside this module, each a text of one typed proposition."""
    text = resources.files("argmine.learn").joinpath("own_voice_examples.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            label, _, words = line.partition(" | ")
            yield ArguedText(Document.of_text(words), (ArguedSpan(0, len(words), label),))


def _read(nlp: Language, texts: Sequence[tuple[Document, Genre]]) -> Iterable[tuple[Doc, Genre]]:
    docs = nlp.pipe(make_doc(nlp, document) for document, _ in texts)
    return zip(docs, (genre for _, genre in texts), strict=True)


def _argued_examples(nlp: Language, texts: Sequence[ArguedText], genre: Genre) -> list[_Example]:
    docs = nlp.pipe(make_doc(nlp, text.document) for text in texts)
    return [
        _Example(doc, genre, text, tuple(find_boundaries(doc, float(genre == "speech"))))
        for doc, text in zip(docs, texts, strict=True)
    ]


def _with_units(examples: Sequence[_Example]) -> list[_Example]:
    """Give each text that argues the units that a model cuts which has not seen it: what others will be judged on."""
    done = list(examples)
    for train, test in folds(range(len(examples))):
        model = _fit_boundaries([examples[i] for i in train])
        for i in test:
            done[i] = replace(examples[i], units=tuple(_cut(model, examples[i])))
    return done


def _cut(model: LinearModel, example: _Example) -> list[Span]:
    likely = model.probabilities([b.features for b in example.boundaries])[:, model.classes.index("begins")]
    return cut_units(example.doc, example.boundaries, likely, LEAST_BEGINS)


def _fit(examples: Sequence[_Example], invented: Sequence[_Example], threshold: float) -> OwnVoiceModels:
    comments = [example for example in examples if example.genre == "comment"]
    speeches = [example for example in examples if example.genre == "speech"]
    weights = [1.0] * sum(len(e.gold) for e in comments) + [EXAMPLE_WEIGHT] * len(invented)
    return OwnVoiceModels(
        genre=_fit_genre(examples),
        boundaries=_fit_boundaries(examples),
        argued=_fit_argued([*comments, *speeches], threshold),
        types=_fit_labels("types", [*comments, *invented], np.asarray(weights)),
        roles=_fit_labels("roles", speeches),
    )


def _fit_genre(examples: Sequence[_Example]) -> LinearModel:
    rows: list[Features] = []
    labels: list[str] = []
    for example in examples:
        # Beginnings of opinion pieces and comments would teach nothing: the ones argue as the others do.
        ends = [end for end in BEGINNINGS if end < len(example.doc.text) and example.genre in {"report", "speech"}]
        rows += [genre_features(example.doc, end) for end in (None, *ends)]
        labels += [example.genre] * (1 + len(ends))
    weights = np.asarray([SPEECH_WEIGHT if label == "speech" else 1.0 for label in labels])
    return fit(rows, labels, strength=STRENGTHS["genre"], weights=weights)


def _fit_boundaries(examples: Sequence[_Example]) -> LinearModel:
    rows = [boundary.features for example in examples for boundary in example.boundaries]
    labels = ["begins" if begins else "goes on" for example in examples for begins in _begins(example)]
    return fit(rows, labels, strength=STRENGTHS["boundaries"], threshold=LEAST_BEGINS)


def _begins(example: _Example) -> list[bool]:
    """Tell of each possible boundary whether a gold proposition begins there, or what follows one does."""
    words = [token for token in example.doc if not token.is_space]
    begun: set[int] = set()
    for start, end in example.gold:
        begun |= {next((t.i for t in words if t.idx + len(t) > start), -1)}
        begun |= {next((t.i for t in words if t.idx >= end and not t.is_punct), -1)}
    return [boundary.token in begun for boundary in example.boundaries]


def _fit_argued(examples: Sequence[_Example], threshold: float) -> LinearModel:
    labels: list[str] = []
    for example in examples:
        right = {j for _, j in pair_spans(example.gold, example.units)}
        labels += ["argued" if j in right else "none" for j in range(len(example.units))]
    inputs = [unit_inputs(example.doc, example.units, example.voice.speech) for example in examples]
    rows, dense = [row for rows, _ in inputs for row in rows], np.vstack([vectors for _, vectors in inputs])
    return fit(rows, labels, strength=STRENGTHS["argued"], dense=dense, threshold=threshold)


def _fit_labels(name: str, examples: Sequence[_Example], weights: NDArray[np.float64] | None = None) -> LinearModel:
    inputs = [unit_inputs(example.doc, example.gold) for example in examples]
    rows, dense = [row for rows, _ in inputs for row in rows], np.vstack([vectors for _, vectors in inputs])
    labels = [label for example in examples for label in example.labels]
    return fit(rows, labels, strength=STRENGTHS[name], dense=dense, weights=weights)


def _cross_validated(nlp: Language, examples: Sequence[_Example], invented: Sequence[_Example]) -> dict[str, Any]:
    """Return the threshold of what is argued, and figures, by models that have not seen the texts they judge."""
    parts = [(test, _fit([examples[i] for i in train], invented, 0.0)) for train, test in folds(range(len(examples)))]
    threshold = _best_threshold(examples, parts)
    items: dict[str, list[ClaimItem]] = {"comment": [], "speech": []}
    read: dict[str, Counter[str]] = {genre: Counter() for genre in ("comment", "opinion", "report", "speech")}
    for test, models in parts:
        argued = replace(models.argued, about={**models.argued.about, "threshold": threshold})
        claims = Claims(nlp, own_voice=OwnVoice(replace(models, argued=argued)))
        for example in (examples[i] for i in test):
            read[example.genre][claims.own_voice.voices([example.doc])[0].manner] += 1
            if example.genre in items and example.text is not None:
                items[example.genre].append(_found(claims, example, example.text))
    figures: dict[str, Any] = {"threshold": threshold, "read as": {genre: dict(n) for genre, n in read.items()}}
    for genre, here in items.items():
        score = score_claims(here)
        figures[genre] = {
            "spans": round(score.spans.f1, 1),
            "exact": round(score.exact.f1, 1),
            "labelled": round(score.labelled.f1, 1),
            "label accuracy": round(score.label_accuracy, 1),
            "label macro-F1": round(score.label_macro_f1, 1),
            "intervals": {name: [round(x, 1) for x in score.intervals[f"{name} f1"]] for name in ("spans", "labelled")},
        }
    return figures


def _best_threshold(examples: Sequence[_Example], parts: Sequence[tuple[NDArray[np.int64], OwnVoiceModels]]) -> float:
    """Return the least probability of being argued at which the mean F1 of comments and speeches is best."""
    right = {genre: np.zeros(len(THRESHOLDS)) for genre in ("comment", "speech")}
    total = {genre: np.zeros(len(THRESHOLDS)) for genre in right}
    for test, models in parts:
        reader = OwnVoice(models)
        for example in (examples[i] for i in test if examples[i].genre in right):
            scored = reader.argued(example.doc, example.voice, ())
            for k, threshold in enumerate(THRESHOLDS):
                spans = [(c.start, c.end) for c, p in scored if p >= threshold]
                right[example.genre][k] += 2 * len(pair_spans(example.gold, spans))
                total[example.genre][k] += len(example.gold) + len(spans)
    means = np.mean([right[genre] / total[genre] for genre in right], axis=0)
    return round(float(THRESHOLDS[int(means.argmax())]), 2)


def _found(claims: Claims, example: _Example, text: ArguedText) -> ClaimItem:
    found = claims(example.doc)._.claims
    spans = [(claim.start, claim.end) for claim in found]
    labels = (
        claims.own_voice.roles(example.doc, spans)
        if example.genre == "speech"
        else [str(claim.type) for claim in found]
    )
    marked = [ArguedSpan(*span, label) for span, label in zip(spans, labels, strict=True)]
    return ClaimItem(text.document.text, text.spans or (), marked)
