"""The evidence behind a claim of a run: its document is analysed once more, as the run says it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argmine.run.errors import RunError
from argmine.run.manifest import begin_manifest, find_differences
from argmine.run.opened import Run
from argmine.run.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

    from argmine.pipeline.explanation import Explanation
    from argmine.schema import Claim, Document

_SHOWN = 5
# Probabilities that differ by less are the same but for rounding.
_SAME = 0.005


@dataclass(frozen=True, slots=True)
class ExplainedClaim:
    """A claim as the run has it, and today's explanation of its stance.

    `differences` say, a line each, what makes today's analysis another than the run's: versions, models, word lists.
    """

    recorded: Claim
    document: Document
    explanation: Explanation
    differences: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Tell whether today's analysis gives the claim the stance and the probabilities that the run recorded."""
        before, now = self.recorded.stance_probabilities, self.explanation.probabilities
        names = before.keys() | now.keys()
        alike = all(abs(before.get(name, 0.0) - now.get(name, 0.0)) <= _SAME for name in names)
        return alike and self.recorded.stance == self.explanation.stance

    def to_json(self) -> dict[str, Any]:
        """Return the explanation as plain data, and what the run recorded."""
        recorded = {
            "stance": self.recorded.stance,
            "stance_probabilities": dict(self.recorded.stance_probabilities),
            "agrees": self.agrees,
            "differences": list(self.differences),
        }
        return self.explanation.to_json() | {"recorded": recorded}


def explain_claim(run: Run, wanted: str) -> ExplainedClaim:
    """Return which evidence decides the stance of a claim of `run`.

    Parameters
    ----------
    wanted
        The id of the claim, or a beginning that no other claim has.

    Raises
    ------
    RunError
        If the run has no such claim, or today's analysis does not find it any more; the message says what to do.
    """
    from argmine import pipeline
    from argmine.pipeline.explanation import ExplanationError, explain

    recorded = find_claim(run, wanted)
    document = run.analysis(recorded.document).document
    settings = Settings(**run.manifest["settings"], models=run.models)
    nlp = pipeline.load(
        settings.model,
        attribution=settings.attribution,
        codebook=run.codebook,
        people=run.people,
        models=settings.models,
    )
    differences = _differences(run, nlp, settings)
    try:
        explanation = explain(nlp, document, recorded.id)
    except ExplanationError as error:
        listed = "".join(f"\n  {difference}" for difference in differences)
        raise RunError(
            f"{run.path}: today's analysis does not find the claim {recorded.id} ({_short(recorded.text)}) any more, "
            f"so that it cannot be explained; run `argmine run ... -o {run.path} --restart`.{listed}"
        ) from error
    return ExplainedClaim(recorded, document, explanation, differences)


def find_claim(run: Run, wanted: str) -> Claim:
    """Return the claim of `run` whose id is `wanted`, or alone begins with it.

    Raises
    ------
    RunError
        If there is no such claim, or more than one; the message says what to type.
    """
    quoted = "'" + wanted.replace("'", "''") + "'"
    rows = run.query(f"select id, document, text from claims where starts_with(id, {quoted})").fetchall()  # noqa: S608
    found = [row for row in rows if row[0] == wanted] or rows
    if len(found) == 1:
        id_, document, _ = found[0]
        return next(claim for claim in run.claims(document) if claim.id == id_)
    if found:
        some = "".join(f"\n  {id_}  {_short(text)}" for id_, _, text in found[:_SHOWN])
        raise RunError(f"{run.path}: {len(found)} claims have ids that begin with {wanted!r}; type more of one:{some}")
    if run.query(f"select id from documents where id = {quoted}").fetchall():  # noqa: S608
        raise RunError(
            f"{run.path}: {wanted!r} is a document; `argmine show {run.path} --document {wanted} --json` prints the "
            "ids of its claims"
        )
    near = run.query(f"select id from claims order by levenshtein(id, {quoted}), id limit 1").fetchall()  # noqa: S608
    hint = f"did you mean {near[0][0]}? " if near and _close(str(near[0][0]), wanted) else ""
    raise RunError(
        f"{run.path}: has no claim {wanted!r}; {hint}`argmine show {run.path} --document ID --json` prints the ids of "
        "a document's claims"
    )


def _differences(run: Run, nlp: Language, settings: Settings) -> tuple[str, ...]:
    now = begin_manifest(nlp, settings, run.codebook, run.people, (), ())
    return tuple(find_differences(run.manifest, now))


def _close(id_: str, wanted: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, id_, wanted).ratio() > 0.6


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 70 else f"“{line[:69].rstrip()}…”"
