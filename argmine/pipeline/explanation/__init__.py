"""Why a claim has its stance: what each piece of evidence adds, and what it is in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from argmine.codebook import OTHER
from argmine.models import Contributions, LinearModel
from argmine.models.embedding import embed
from argmine.pipeline import make_doc
from argmine.pipeline._shared_evidence import LEAST_RESEMBLANCE, SHARE_OF_SPEAKER
from argmine.pipeline.evidence import said_of_organisations
from argmine.pipeline.explanation.explained import Evidence, Explanation, Part, PartName, percent
from argmine.pipeline.explanation.pieces import (
    Piece,
    Scores,
    piece_of_people_file,
    pieces_of_actors,
    pieces_of_model,
    shortened,
    subject_of,
)
from argmine.pipeline.explanation.words import Described
from argmine.pipeline.extensions import text_of
from argmine.pipeline.stance import LEAST_PROBABILITY, Stances, stance_inputs
from argmine.pipeline.standing.power import Power
from argmine.schema import Claim, Document

__all__ = ["Evidence", "Explanation", "ExplanationError", "Part", "explain", "explanations"]

# What says less than this for or against any stance comes of rounding.
_LEAST_SCORE = 1e-5


class ExplanationError(LookupError):
    """A claim that cannot be explained; the message says why."""


def explain(nlp: Language, document: Document, claim_id: str) -> Explanation:
    """Analyse a document and return which evidence decided the stance of one of its claims.

    Raises
    ------
    ExplanationError
        If no such claim is found in the document, or `nlp` does not judge stances.
    """
    doc = nlp(make_doc(nlp, document))
    for i, claim in enumerate(doc._.claims):
        if claim.id == claim_id:
            return _Judgement(doc, nlp).explanation(i)
    raise ExplanationError(f"the document {document.id} has no claim {claim_id!r}")


def explanations(doc: Doc, nlp: Language) -> tuple[Explanation, ...]:
    """Return which evidence decided the stance of each claim of a document that `nlp` has analysed.

    Raises
    ------
    ExplanationError
        If `nlp` does not judge stances.
    """
    judgement = _Judgement(doc, nlp)
    return tuple(judgement.explanation(i) for i in range(len(doc._.claims)))


class _Judgement:
    """The claims of one document judged once more, with all that the judgement rests on."""

    def __init__(self, doc: Doc, nlp: Language) -> None:
        stances = next((pipe for _, pipe in nlp.pipeline if isinstance(pipe, Stances)), None)
        if stances is None:
            raise ExplanationError("this pipeline does not judge stances: it has no argmine_stance")
        self._doc, self._stances = doc, stances
        self._names = stances.codebook.stance_names
        self._claims: tuple[Claim, ...] = doc._.claims
        (self._scored,) = stances.scored([doc])
        self._rows, self._dense = stance_inputs([doc])
        self._power = Power.of(doc, doc._.document.date)
        self._said_of = said_of_organisations(text_of(doc), self._claims)

    def explanation(self, i: int) -> Explanation:
        """Explain the claim at place `i`."""
        claim = self._claims[i]
        parts: dict[PartName, list[Evidence]] = {}
        for piece in (*self._alone(i), *self._shared(i)):
            scores = _centred(piece.scores)
            if np.abs(scores).max() > _LEAST_SCORE:
                told = (piece.kind, piece.subject, piece.text)
                evidence = Evidence(*told, self._by_stance(scores), phrase=piece.phrase, compared=piece.compared)
                parts.setdefault(piece.part, []).append(evidence)
        return Explanation(
            claim=claim,
            stance=claim.stance or OTHER,
            probabilities=self._by_stance(np.exp(self._scored.final[i])),
            parts=tuple(self._part(name, evidence) for name, evidence in parts.items()),
            least_probability=LEAST_PROBABILITY,
        )

    def _alone(self, i: int) -> Iterator[Piece]:
        """Yield what speaks for a stance in the claim itself."""
        claim = self._claims[i]
        yield from self._of_model(i, self._stances.model)
        yield piece_of_people_file(claim, self._stances.given([claim])[0])
        yield from pieces_of_actors(claim, self._stances.codebook, self._stances.actors.scores([claim])[0])

    def _shared(self, i: int) -> Iterator[Piece]:
        """Yield what the rest of the document adds, and what calibration takes back."""
        scored, temperature = self._scored, self._stances.temperature
        steps = (scored.alone, scored.pooled, scored.followed, scored.final)
        alone, pooled, followed, final = (_centred(scores[i]) for scores in steps)
        subject = subject_of(self._claims[i])
        yield Piece("other claims", "document", subject, self._other_claims(i), pooled - alone)
        yield Piece("repeats", "document", "the claim", self._repeated(i), followed - pooled)
        text = f"was found too sure of itself, so that all log-odds are divided by {temperature:g}"
        yield Piece("calibration", "model", "the model", text, final - followed)

    def _of_model(self, i: int, model: LinearModel) -> Iterator[Piece]:
        claim, text = self._claims[i], text_of(self._doc)
        added = model.contributions(self._rows[i], *np.split(self._dense[i], 2))
        order = [model.classes.index(name) for name in self._names]
        added = Contributions(
            {name: scores[order] for name, scores in added.features.items()},
            tuple(scores[order] for scores in added.blocks),
            added.intercept[order],
        )
        described = None
        if (speaker := claim.speaker) is not None:
            source = " ".join(text[start:end] for start, end in claim.source)
            facts = (source, speaker.role, speaker.organisation, self._said_of.get(speaker.organisation or ""))
            described = Described(speaker, " ".join(filter(None, facts)), self._power)
        cue = " ".join(text[start:end] for start, end in claim.cue)
        yield from pieces_of_model(
            claim,
            added,
            described,
            codebook=self._stances.codebook,
            cue=cue,
            from_codebook="articles" not in model.about,
        )

    def _other_claims(self, i: int) -> str:
        """Say what the speaker's other claims would be, each by itself."""
        speaker = self._claims[i].speaker
        same = [k for k, c in enumerate(self._claims) if speaker and c.speaker and c.speaker.id == speaker.id]
        alone = Counter(self._names[int(self._scored.alone[k].argmax())] for k in same if k != i)
        others = f"{alone.total()} other claim{'' if alone.total() == 1 else 's'} in the document"
        listed = ", ".join(f"{count} {name}" for name, count in alone.most_common())
        if len(alone) == 1:
            listed = f"{'' if alone.total() == 1 else 'all '}{next(iter(alone))}"
        of_them = "both" if len(same) == 2 else f"all {len(same)}"
        share = f"the average of {of_them} counts for {percent(SHARE_OF_SPEAKER)} of the judgement"
        return f"makes {others}, by {'itself' if alone.total() == 1 else 'themselves'} {listed}; {share}"

    def _repeated(self, i: int) -> str:
        """Say what a pull quote repeats."""
        voices = [(c.text, c.speaker.name) for c in self._claims if c.speaker is not None]
        for attribution, speaker in zip(self._doc._.attributions, self._doc._.speakers, strict=False):
            if speaker is not None:
                voices += [(text_of(self._doc)[start:end], speaker.name) for start, end in attribution.content]
        likeness = embed([text for text, _ in voices]) @ embed([self._claims[i].text])[0]
        if not voices or likeness.max() < LEAST_RESEMBLANCE:
            return "is a paragraph of its own and repeats what is attributed to a speaker elsewhere in the document"
        said, name = voices[int(likeness.argmax())]
        return f"is a paragraph of its own and repeats {name}: “{shortened(said)}” (cosine {likeness.max():.2f})"

    def _part(self, name: PartName, evidence: list[Evidence]) -> Part:
        total = {stance: sum(e.log_odds[stance] for e in evidence) for stance in self._names}
        return Part(name, tuple(evidence), total)

    def _by_stance(self, scores: Scores) -> dict[str, float]:
        return dict(zip(self._names, scores.tolist(), strict=True))


def _centred(scores: Scores) -> Scores:
    return np.asarray(scores - scores.mean())
