"""From documents to analyses, one document at a time; whatever goes wrong stays with its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from argmine.run.errors import RunError
from argmine.run.languages import language_name
from argmine.schema import Analysis, Document, Failure, Span

if TYPE_CHECKING:
    from spacy.language import Language

    from argmine.codebook import Codebook
    from argmine.people import People

OnFailure = Callable[[Failure], None]


def analyze(
    text: str | Document,
    *,
    nlp: Language | None = None,
    codebook: Codebook | None = None,
    people: People | None = None,
) -> Analysis:
    """Find the claims of one text, who makes them, their stances and the positions they argue over.

    Parameters
    ----------
    text
        The text, or a document that holds it.
    nlp
        A pipeline of `argmine.load`; the default one is loaded once and kept.
    codebook
        The stances and positions to look for; the default codebook when None.
    people
        Who is who, before what the text says; a pipeline given as `nlp` has its own.

    Raises
    ------
    RunError
        If the pipeline fails on this text.

    Examples
    --------
    >>> import argmine
    >>> analysis = argmine.analyze('"The rule will cost jobs," said Ann Lee of the Chamber of Commerce.')
    >>> [(claim.text, claim.speaker.name) for claim in analysis.claims if claim.speaker]
    [('The rule will cost jobs', 'Ann Lee')]
    """
    from argmine.codebook import Codebook

    codebook = codebook or Codebook.default()
    document = Document.of_text(text) if isinstance(text, str) else text
    [outcome] = analyze_batch(nlp or _load(codebook, people), [document], codebook=codebook)
    if isinstance(outcome, Failure):
        raise RunError(f"{outcome.path}: cannot be analysed: {outcome.reason}")
    return add_positions(outcome, codebook)


def analyze_each(
    documents: Iterable[Document],
    *,
    nlp: Language,
    codebook: Codebook,
    any_language: bool = False,
    batch_size: int = 16,
    on_failure: OnFailure = lambda _: None,
) -> Iterator[Analysis]:
    """Yield the analysis of each document in the order given, with the positions of that document alone.

    A document that fails, or is not English unless `any_language` is set, goes to `on_failure` and the rest
    goes on.
    """
    if not any_language:
        documents = _english(documents, on_failure)
    for batch in batched(documents, batch_size):
        for outcome in analyze_batch(nlp, batch, codebook=codebook):
            result = _try_positions(outcome, codebook) if isinstance(outcome, Analysis) else outcome
            if isinstance(result, Analysis):
                yield result
            else:
                on_failure(result)


def analyze_batch(nlp: Language, documents: Sequence[Document], *, codebook: Codebook) -> list[Analysis | Failure]:
    """Return what becomes of each document, in order; no two documents may have one id."""
    outcomes: dict[str, Analysis | Failure] = {}
    _attempt(nlp, documents, outcomes)
    for document in documents:
        # One document can make its whole batch fall; the others of the batch are fine alone.
        if len(documents) > 1 and not isinstance(outcomes.get(document.id), Analysis):
            _attempt(nlp, [document], outcomes)
    nothing = "the pipeline returned nothing for it; please report this document"
    return [_check(outcomes.get(d.id) or fail(d, nothing), codebook.stance_names) for d in documents]


def add_positions(analysis: Analysis, codebook: Codebook) -> Analysis:
    """Fill in the positions, polarities and echoes that one document shows on its own."""
    from argmine import positions

    result = positions.find_positions(analysis.claims, codebook=codebook)
    return replace(analysis, claims=tuple(result.claims), positions=tuple(result.positions))


def batched(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    """Yield lists of `size` documents, shorter at the end and where an id would stand in a list twice."""
    batch: list[Document] = []
    ids: set[str] = set()
    for document in documents:
        if document.id in ids:
            yield batch
            batch, ids = [], set()
        batch.append(document)
        ids.add(document.id)
        if len(batch) == size:
            yield batch
            batch, ids = [], set()
    if batch:
        yield batch


def refuse_language(document: Document) -> Failure | None:
    """Return why `document` is not analysed if it is not English; when nobody can tell, it is."""
    if document.language is None or document.language == "en":
        return None
    language = f"{language_name(document.language)} ({document.language})"
    return fail(document, f"is {language}; argmine reads English", stage="language")


def fail(document: Document, reason: str, *, stage: str = "analyse") -> Failure:
    """Return the failure of `document`."""
    return Failure(path=document.path or document.id, stage=stage, reason=reason, document=document.id)


def _attempt(nlp: Language, documents: Sequence[Document], outcomes: dict[str, Analysis | Failure]) -> None:
    from argmine import pipeline

    def keep(failure: Failure) -> None:
        outcomes[failure.document or ""] = failure

    try:
        for analysis in pipeline.analyze_documents(nlp, documents, batch_size=len(documents), on_failure=keep):
            outcomes[analysis.document.id] = analysis
    except Exception as error:
        if len(documents) == 1:
            outcomes[documents[0].id] = fail(documents[0], f"{type(error).__name__}: {error}")


def _english(documents: Iterable[Document], on_failure: OnFailure) -> Iterator[Document]:
    for document in documents:
        refusal = refuse_language(document)
        if refusal is None:
            yield document
        else:
            on_failure(refusal)


def _try_positions(analysis: Analysis, codebook: Codebook) -> Analysis | Failure:
    try:
        return add_positions(analysis, codebook)
    except Exception as error:
        return fail(analysis.document, f"{type(error).__name__}: {error}", stage="positions")


def _check(outcome: Analysis | Failure, stances: Sequence[str]) -> Analysis | Failure:
    """Turn an analysis that holds a wrong offset into a failure: no table ever has a wrong row."""
    fault = find_fault(outcome, stances) if isinstance(outcome, Analysis) else None
    return fail(outcome.document, fault) if isinstance(outcome, Analysis) and fault else outcome


def find_fault(analysis: Analysis, stances: Sequence[str]) -> str | None:
    """Return what makes `analysis` unfit to be written, or None."""
    document, seen = analysis.document, set[str]()
    if not _is_unicode(document.text):
        return "its text holds characters that are no Unicode text (lone surrogates); save the file as UTF-8"
    for claim in analysis.claims:
        where = f"the claim at {claim.start}-{claim.end}"
        if claim.document != document.id or claim.id in seen:
            return f"{where} has a wrong document or an id that is not its own; please report this document"
        if not 0 <= claim.start < claim.end or document.text[claim.start : claim.end] != claim.text:
            return f"{where} is not what stands there in the text; please report this document"
        if claim.stance is not None and claim.stance not in stances:
            return f"{where} has the stance {claim.stance!r}, which the codebook does not have"
        seen.add(claim.id)
    if any(not 0 <= start <= end <= len(document.text) for start, end in _spans(analysis)):
        return "a span lies outside the text; please report this document"
    return None


def _spans(analysis: Analysis) -> Iterator[Span]:
    yield from analysis.boilerplate
    for claim in analysis.claims:
        yield from (*claim.source, *claim.cue)
    for attribution in analysis.attributions:
        yield from (*attribution.source, *attribution.cue, *attribution.content)


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _load(codebook: Codebook, people: People | None) -> Language:
    from argmine import pipeline

    return pipeline.load(codebook=codebook, people=people)
