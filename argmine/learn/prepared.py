"""Annotated articles made ready for training: attributed, cut into candidates, each with its gold claim and speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from argmine.learn.gold import GoldArticle, pair_spans
from argmine.pipeline import STAGES, load, make_doc
from argmine.pipeline.claimhood import claim_features, claim_vectors
from argmine.pipeline.claims import candidates_of, claim_of
from argmine.pipeline.stance import stance_inputs
from argmine.schema import Claim


@dataclass(frozen=True, slots=True)
class Prepared:
    """One annotated article through the speakers stage, with every candidate taken for a claim.

    `gold` gives for each candidate that pairs with a gold claim the index of that claim; `rows` and `vectors`
    are what the claim model reads, `who` and `who_vectors` what the stance model reads of the paired ones.
    """

    article: GoldArticle
    doc: Doc
    claims: tuple[Claim, ...]
    gold: Mapping[int, int]
    rows: Sequence[Mapping[str, float]]
    vectors: NDArray[np.float32]
    stance_rows: Sequence[Mapping[str, float]]
    stance_vectors: NDArray[np.float32]

    @property
    def paired(self) -> tuple[Claim, ...]:
        """The candidates that pair with a gold claim, in text order."""
        return tuple(self.claims[j] for j in self.gold)

    @property
    def stances(self) -> list[str]:
        """The gold stances of the paired candidates."""
        return [self.article.claims[i].stance for i in self.gold.values()]


def prepare(articles: Sequence[GoldArticle]) -> Iterator[Prepared]:
    """Read articles with the pipeline up to the speakers; the models to be trained take no part."""
    nlp = load(stages=STAGES[: STAGES.index("argmine_claims")])
    speakers = nlp.create_pipe("argmine_speakers")
    for article, doc in zip(articles, nlp.pipe([make_doc(nlp, a.document) for a in articles]), strict=True):
        candidates = candidates_of(doc)
        doc._.claims = tuple(claim_of(doc, candidate) for candidate in candidates)
        claims = speakers(doc)._.claims
        spans = [(claim.start, claim.end) for claim in article.claims]
        pairs = pair_spans(spans, [(c.start, c.end) for c in candidates])
        gold = dict(sorted((j, i) for i, j in pairs))
        doc._.claims = tuple(claims[j] for j in gold)
        stance_rows, stance_vectors = stance_inputs([doc])
        yield Prepared(
            article=article,
            doc=doc,
            claims=claims,
            gold=gold,
            rows=claim_features(doc, candidates, doc._.paragraphs),
            vectors=claim_vectors(doc, candidates),
            stance_rows=stance_rows,
            stance_vectors=stance_vectors,
        )
