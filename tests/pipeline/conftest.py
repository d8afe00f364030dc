"""One pipeline for the whole session, and short ways to ask what it finds in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from argmine.pipeline import load, make_doc
from argmine.schema import Claim, Document

Analyze = Callable[..., Doc]
Voices = Callable[[str], list[tuple[str, str, tuple[str, ...]]]]
_EDGES = " \"“”„«»‘’'`,."


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def analyze(nlp: Language) -> Analyze:
    """Return a function that analyses a text with its metadata (``date="2025-06-01"``)."""

    def run(text: str, **metadata: str) -> Doc:
        return nlp(make_doc(nlp, Document.of_text(text, **metadata)))

    return run


@pytest.fixture
def keep_all(nlp: Language) -> Iterator[None]:
    """Let the claim model keep every candidate, so that nothing hides behind its threshold."""
    component = nlp.get_pipe("argmine_claims")
    usual, component.threshold = component.threshold, 0.0  # type: ignore[attr-defined]
    yield
    component.threshold = usual  # type: ignore[attr-defined]


@pytest.fixture
def everything(analyze: Analyze, request: pytest.FixtureRequest) -> Callable[..., tuple[Claim, ...]]:
    """Return a function that gives every candidate of a text as a claim, however unlikely the model thinks it."""
    request.getfixturevalue("keep_all")

    def run(text: str, **metadata: str) -> tuple[Claim, ...]:
        claims: tuple[Claim, ...] = analyze(text, **metadata)._.claims
        return claims

    return run


@pytest.fixture(scope="session")
def voices(analyze: Analyze) -> Voices:
    """Return a function that gives (source, cue, content) of each attribution in words, without marks at the edges."""

    def run(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
        return [
            (
                " ".join(text[start:end] for start, end in a.source),
                " ".join(text[start:end] for start, end in a.cue),
                tuple(text[start:end].strip(_EDGES) for start, end in a.content),
            )
            for a in analyze(text)._.attributions
        ]

    return run
