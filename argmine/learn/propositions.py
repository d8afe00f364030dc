"""Training of the proposition model: whether a claim is a policy, a value, a fact or testimony."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from argmine.learn.gold import GoldArticle, GoldClaim, GoldError, numbered_rows, pair_spans
from argmine.learn.linear import TrainingError, folds
from argmine.models import Features, LinearModel
from argmine.models.fitting import fit
from argmine.pipeline import STAGES, load, make_doc
from argmine.pipeline.claims import candidates_of
from argmine.pipeline.proposition import proposition_inputs
from argmine.schema import CLAIM_TYPES, Claim, Span

# What a comment cites; no claim of an article is one, so that it is only scored, never learnt.
REFERENCE = "reference"
STRENGTH = 0.05
# What an invented example weighs beside a proposition of the comments or a claim of the articles: it is one of few, and
# what it shows stands nowhere else.
EXAMPLE_WEIGHT = 6.0
# The corpus of articles states twice as many facts as the news does.
FACT_WEIGHT = 0.9
RESAMPLES = 1000
_SPEAKING = ("has I", "has we")


@dataclass(frozen=True, slots=True)
class Proposition:
    """A typed span of a comment, in code points."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A text whose propositions are typed."""

    id: str
    text: str
    propositions: tuple[Proposition, ...]


@dataclass(frozen=True, slots=True)
class _Examples:
    rows: list[Features]
    dense: NDArray[np.float32]
    types: NDArray[np.str_]
    groups: NDArray[np.int64]

    def chosen(self, places: NDArray[Any]) -> _Examples:
        """Return the examples at `places`, indices or a mask."""
        places = np.flatnonzero(places) if places.dtype == bool else places
        rows = [self.rows[i] for i in places]
        return _Examples(rows, self.dense[places], self.types[places], self.groups[places])


def read_comments(path: Path) -> list[Comment]:
    """Read typed comments, one JSON object a line: id, text, spans (start, end, label).

    Raises
    ------
    GoldError
        If a line is no such comment; the message names it.
    """
    return [_comment(row, f"{path}:{number}") for number, row in numbered_rows(path)]


def _comment(row: Mapping[str, Any], where: str) -> Comment:
    try:
        text = row["text"]
        found = [Proposition(int(span["start"]), int(span["end"]), str(span["label"])) for span in row["spans"]]
        comment = Comment(str(row["id"]), text, tuple(_tidy(text, proposition) for proposition in found))
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{where}: needs id, text and spans[start, end, label] ({error!r})") from error
    for proposition in comment.propositions:
        if not 0 <= proposition.start < proposition.end <= len(text):
            raise GoldError(f"{where}: offsets {proposition.start}..{proposition.end} hold no text")
        if proposition.type not in {*CLAIM_TYPES, REFERENCE}:
            raise GoldError(f"{where}: {proposition.type!r} is no type; say {', '.join(CLAIM_TYPES)} or {REFERENCE}")
    return comment


def _tidy(text: str, proposition: Proposition) -> Proposition:
    """Leave the blanks around a proposition out, as they are around claims."""
    words = text[proposition.start : proposition.end]
    start = proposition.start + len(words) - len(words.lstrip())
    return Proposition(start, start + len(words.strip()), proposition.type)


def train_propositions(comments: Sequence[Comment], *, also: Sequence[GoldArticle] = ()) -> LinearModel:
    """Train the proposition model on comments, on articles and on the invented examples that lie beside this module.

    Comments speak for themselves: what another reports of a speaker, demands and plans above all, is learnt from
    articles and examples. Figures are of five-fold cross-validation, over the comments and over the articles.

    Parameters
    ----------
    comments
        Comments whose propositions are typed.
    also
        Annotated articles; of their gold claims those that have a type are learnt.

    Raises
    ------
    GoldError
        If a gold claim has a type that is none.
    TrainingError
        If the comments hold no propositions.
    """
    typed = [_typed(article) for article in also]
    every = _of_comments(comments)
    own = every.chosen(every.types != REFERENCE)
    nlp = load(stages=STAGES[: STAGES.index("argmine_claims")])
    invented, further = _invented(nlp), _of_articles(nlp, also, typed)
    figures = {
        "as shipped": _figures(own, _cross_validated(own, lambda train: _as_shipped(train, further, invented))),
        "comments alone": _figures(own, _cross_validated(own, _comments_alone)),
        "comments alone, with references": _figures(every, _cross_validated(every, _comments_alone)),
        "majority": _figures(own, np.full(len(own.rows), Counter(own.types.tolist()).most_common(1)[0][0])),
    }
    if further.rows:
        found = _cross_validated(further, lambda train: _as_shipped(own, train, invented))
        figures["as shipped, on articles"] = _figures(further, found)
    about = {"comments": len(comments), "propositions": len(own.rows), "examples": len(invented.rows)}
    about |= {"articles": len(also), "claims": len(further.rows)}
    return _as_shipped(own, further, invented, cross_validation=figures, **about)


def _of_comments(comments: Sequence[Comment]) -> _Examples:
    nlp = load(stages=("argmine_layout",))
    claims = [[_claim(comment.text, found.start, found.end) for found in comment.propositions] for comment in comments]
    types = [[found.type for found in comment.propositions] for comment in comments]
    if not any(types):
        raise TrainingError("the comments hold no propositions; types cannot be learned")
    return _examples(list(nlp.pipe(comment.text for comment in comments)), claims, types)


def _of_articles(nlp: Language, articles: Sequence[GoldArticle], typed: Sequence[Sequence[GoldClaim]]) -> _Examples:
    docs = list(nlp.pipe(make_doc(nlp, article.document) for article in articles))
    claims = [_as_found(doc, [(c.start, c.end) for c in here]) for doc, here in zip(docs, typed, strict=True)]
    return _examples(docs, claims, [[str(claim.type) for claim in here] for here in typed])


def _typed(article: GoldArticle) -> list[GoldClaim]:
    typed = [claim for claim in article.claims if claim.type is not None]
    for claim in typed:
        if claim.type not in CLAIM_TYPES:
            where = f"article {article.document.id}, claim {claim.start}..{claim.end}"
            raise GoldError(f"{where}: {claim.type!r} is no type; say {', '.join(CLAIM_TYPES)}")
    return typed


def _invented(nlp: Language) -> _Examples:
    examples = list(read_examples())
    docs = list(nlp.pipe(text for text, _ in examples))
    claims = [_as_found(doc, [(found.start, found.end)]) for doc, (_, found) in zip(docs, examples, strict=True)]
    return _examples(docs, claims, [[found.type] for _, found in examples])


def read_examples() -> Iterator[tuple[str, Proposition]]:
    """Yield the text of each invented example, and the claim in it."""
    text = resources.files("argmine.learn").joinpath("proposition_examples.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, marked = line.partition(" | ")
            before, _, rest = marked.partition("[")
            inside, _, after = rest.partition("]")
            yield before + inside + after, Proposition(len(before), len(before) + len(inside), name)


def _as_found(doc: Doc, spans: Sequence[Span]) -> list[Claim]:
    """Return a claim for each span, with the kind, the source and the cue that the pipeline finds."""
    candidates = candidates_of(doc)
    paired = dict(pair_spans(spans, [(found.start, found.end) for found in candidates]))
    claims = []
    for i, (start, end) in enumerate(spans):
        found = candidates[paired[i]] if i in paired else None
        about: dict[str, Any] = {"kind": found.kind} if found is not None else {}
        if found is not None and found.attribution is not None:
            about |= {"source": found.attribution.source, "cue": found.attribution.cue}
        claims.append(_claim(doc.text, start, end, **about))
    return claims


def _examples(docs: Sequence[Doc], claims: Sequence[Sequence[Claim]], types: Sequence[Sequence[str]]) -> _Examples:
    rows, dense = proposition_inputs(docs, claims)
    groups = np.asarray([i for i, found in enumerate(claims) for _ in found], dtype=np.int64)
    return _Examples(list(rows), dense, np.asarray([name for here in types for name in here], dtype=np.str_), groups)


def _claim(text: str, start: int, end: int, **found: Any) -> Claim:
    return Claim(id="", document="", start=start, end=end, text=text[start:end], **({"kind": "authorial"} | found))


def _as_shipped(own: _Examples, further: _Examples, invented: _Examples, **about: Any) -> LinearModel:
    """Fit on all; testimony in comments without "I" or "we" is left out, being testimony only among its neighbours."""
    speaking = np.asarray([any(name in row for name in _SPEAKING) for row in own.rows])
    parts = (own.chosen((own.types != "testimony") | speaking), further, invented)
    types = np.concatenate([part.types for part in parts])
    weights = np.repeat([1.0, 1.0, EXAMPLE_WEIGHT], [len(part.rows) for part in parts])
    weights[types == "fact"] *= FACT_WEIGHT
    rows = [row for part in parts for row in part.rows]
    dense = np.vstack([part.dense for part in parts])
    return fit(rows, types.tolist(), strength=STRENGTH, dense=dense, weights=weights, **about)


def _comments_alone(own: _Examples) -> LinearModel:
    return fit(own.rows, own.types.tolist(), strength=STRENGTH, dense=own.dense)


def _cross_validated(examples: _Examples, fitted: Callable[[_Examples], LinearModel]) -> NDArray[np.str_]:
    found = np.empty(len(examples.rows), dtype="<U16")
    for train, test in folds(examples.groups.tolist()):
        model = fitted(examples.chosen(train))
        held = examples.chosen(test)
        found[test] = np.asarray(model.classes)[model.probabilities(held.rows, held.dense).argmax(axis=1)]
    return found


def _figures(examples: _Examples, found: NDArray[np.str_]) -> dict[str, Any]:
    """Return accuracy, macro-F1 and F1 by type in per cent, with 95 % bootstrap intervals over the texts."""
    names = sorted({*examples.types.tolist()})
    counts = np.zeros((int(examples.groups.max()) + 1, len(names), len(names)))
    codes = [np.searchsorted(names, labels) for labels in (examples.types, found)]
    np.add.at(counts, (examples.groups, *codes), 1)
    drawn = np.random.default_rng(1).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=RESAMPLES)
    samples = np.einsum("rc,cij->rij", drawn, counts)
    f1 = _f1(counts.sum(axis=0)[None])[0]
    return {
        "accuracy": round(float(_accuracy(counts.sum(axis=0)[None])[0]), 1),
        "accuracy_interval": _interval(_accuracy(samples)),
        "macro_f1": round(float(f1.mean()), 1),
        "macro_f1_interval": _interval(_f1(samples).mean(axis=1)),
        "f1": dict(zip(names, f1.round(1).tolist(), strict=True)),
    }


def _accuracy(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(100 * np.trace(counts, axis1=1, axis2=2) / counts.sum(axis=(1, 2)))


def _f1(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    right = np.diagonal(counts, axis1=1, axis2=2)
    return np.asarray(200 * right / np.maximum(counts.sum(axis=1) + counts.sum(axis=2), 1))


def _interval(values: NDArray[np.float64]) -> list[float]:
    low, high = np.quantile(values, (0.025, 0.975)).tolist()
    return [round(low, 1), round(high, 1)]
