"""`argmine.graph(...)`: the argument graph of whatever argmine has found claims in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, runtime_checkable

from argmine.codebook import Codebook
from argmine.graph.build import build_graph
from argmine.graph.model import ArgumentGraph
from argmine.schema import Analysis, Claim, Document, Echo, Position


@runtime_checkable
class _Run(Protocol):
    """What a finished run offers: its codebook, and all that was found, ready to be joined."""

    @property
    def codebook(self) -> Codebook: ...
    def documents(self) -> Iterable[Document]: ...
    def claims(self) -> Iterable[Claim]: ...
    def positions(self) -> Iterable[Position]: ...
    def echoes(self) -> Iterable[Echo]: ...


def graph_of(source: Any, *, codebook: Codebook | None = None) -> ArgumentGraph:
    """Return the argument graph of what argmine has analysed; ``argmine.graph(...)`` is this function.

    Parameters
    ----------
    source
        A spaCy Doc of argmine's pipeline, an Analysis, an iterable of either, or a Run.
    codebook
        The codebook that the claims were made with; a run knows its own, elsewhere it is the default one.

    Notes
    -----
    The claims of Docs come without positions; they are found here, over all the documents given. Analyses
    that have positions keep them; as these do not say how similar two echoes are, their weight is 1.

    Examples
    --------
    >>> nlp = argmine.load()                        # doctest: +SKIP
    >>> graph = argmine.graph(nlp.pipe(texts))      # doctest: +SKIP
    >>> graph.summary()                             # doctest: +SKIP
    """
    if isinstance(source, _Run):
        return build_graph(
            source.documents(),
            source.claims(),
            source.positions(),
            source.echoes(),
            codebook=codebook or source.codebook,
        )
    codebook = codebook or Codebook.default()
    one = isinstance(source, Analysis) or _is_doc(source)
    analyses = [_analysis(item) for item in ([source] if one else _items(source))]
    documents = [analysis.document for analysis in analyses]
    claims = [claim for analysis in analyses for claim in analysis.claims]
    positions = [position for analysis in analyses for position in analysis.positions]
    echoes = _echoes_of(claims)
    if claims and not any(claim.position for claim in claims):
        # Only here, because matching positions loads word vectors.
        from argmine.positions import find_positions

        found = find_positions(claims, codebook=codebook)
        claims, positions, echoes = list(found.claims), list(found.positions), list(found.echoes)
    return build_graph(documents, claims, positions, echoes, codebook=codebook)


def _is_doc(item: Any) -> bool:
    # spaCy is not imported to ask: a Doc is what carries argmine's extensions.
    extensions = getattr(item, "_", None)
    return getattr(extensions, "document", None) is not None and hasattr(extensions, "claims")


def _items(source: Any) -> Iterable[Any]:
    if not isinstance(source, Iterable) or isinstance(source, str | bytes):
        raise _refusal(source)
    return source


def _analysis(item: Any) -> Analysis:
    if isinstance(item, Analysis):
        return item
    if _is_doc(item):
        return Analysis(document=item._.document, claims=tuple(item._.claims))
    raise _refusal(item)


def _refusal(item: Any) -> TypeError:
    return TypeError(
        "argmine.graph takes a Doc of argmine's pipeline, an Analysis, an iterable of either, or a Run, "
        f"not {type(item).__name__}: analyse text first, with argmine.load() or argmine.analyze()"
    )


def _echoes_of(claims: Sequence[Claim]) -> list[Echo]:
    """Return each pair of claims that name each other once, from the one that comes later."""
    order = {claim.id: place for place, claim in enumerate(claims)}
    pairs = {
        tuple(sorted((claim.id, other), key=order.__getitem__, reverse=True))
        for claim in claims
        for other in claim.echoes
        if other in order
    }
    ordered = sorted(pairs, key=lambda pair: tuple(order[end] for end in pair))
    return [Echo(claim=later, of=earlier, similarity=1.0) for later, earlier in ordered]
