"""From documents, claims and positions to the argument graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, overload

from argmine.codebook import Codebook
from argmine.graph.model import ArgumentGraph, GraphError, node_id
from argmine.names import LEAST_SHARE
from argmine.schema import Claim, Document, Echo, Position, Speaker

SIGNS = {"supports": 1, "attacks": -1}

_LABEL_LENGTH = 60
#: As many decimals as ``argmine analyze --json`` prints.
_DECIMALS = 4
_EDGE_OF_POLARITY = {"support": "supports", "attack": "attacks"}

Thing = TypeVar("Thing", Document, Claim, Position)


def build_graph(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    positions: Iterable[Position],
    echoes: Iterable[Echo] = (),
    *,
    codebook: Codebook,
) -> ArgumentGraph:
    """Join documents, claims, positions and echoes into one graph.

    Parameters
    ----------
    documents, claims, positions
        What a corpus holds; the order is kept, and an id that comes twice counts once.
    echoes
        Pairs of claims that say the same thing.
    codebook
        The codebook that the claims were made with: its stances become nodes, all of them, in its order.

    Raises
    ------
    GraphError
        If a claim is in a document, of a stance or on a position that is not there, or an echo joins a claim
        that is not.
    """
    by_id = _by_id(documents)
    found = list(_by_id(claims).values())
    speakers = _merge_speakers(found)
    graph = ArgumentGraph(codebook=codebook.name)
    _add_stances(graph, codebook)
    _add_positions(graph, _by_id(positions).values(), found)
    _add_documents(graph, by_id.values())
    _add_speakers(graph, speakers, found, codebook)
    for claim in found:
        _refuse_strays(claim, by_id, graph)
        _add_claim(graph, claim, by_id[claim.document], speakers)
    _add_held_stances(graph, found)
    by_claim = {claim.id: claim for claim in found}
    _add_echoes(graph, echoes, by_claim)
    _add_relations(graph, by_claim)
    return graph


def shorten(text: str, length: int = _LABEL_LENGTH) -> str:
    """Return `text` on one line, cut at a word to at most `length` characters."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    head, _, _ = line[:length].rpartition(" ")
    return (head or line[: length - 1]).rstrip(" ,;:.-–—") + "…"


def _by_id(things: Iterable[Thing]) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for thing in things:
        found.setdefault(thing.id, thing)
    return found


def _add_stances(graph: ArgumentGraph, codebook: Codebook) -> None:
    for stance in codebook.stances:
        graph.add_node(
            node_id("stance", stance.name),
            type="stance",
            label=stance.name,
            color=stance.color,
            description=stance.description,
        )


def _add_positions(graph: ArgumentGraph, positions: Iterable[Position], claims: Sequence[Claim]) -> None:
    named = Counter(claim.position for claim in claims)
    taken = Counter((claim.position, claim.polarity) for claim in claims)
    for position in positions:
        _add_node(
            graph,
            node_id("position", position.id),
            type="position",
            label=shorten(position.text),
            text=position.text,
            terms=list(position.terms),
            typical=position.typical,
            issue=position.issue and position.issue.text,
            claims=named[position.id],
            supports=taken[position.id, "support"],
            attacks=taken[position.id, "attack"],
        )


def _add_documents(graph: ArgumentGraph, documents: Iterable[Document]) -> None:
    for document in documents:
        _add_node(
            graph,
            node_id("document", document.id),
            type="document",
            label=shorten(document.title or document.text[: 4 * _LABEL_LENGTH]),
            title=document.title,
            outlet=document.outlet,
            date=document.date,
            author=document.author,
            url=document.url,
            path=document.path,
        )


def _merge_speakers(claims: Sequence[Claim]) -> dict[str, Speaker]:
    """Return one speaker for each id; where articles name it differently, the most frequent wording."""
    met: dict[str, list[Speaker]] = defaultdict(list)
    for claim in claims:
        if claim.speaker is not None:
            met[claim.speaker.id].append(claim.speaker)
    return {
        speaker_id: Speaker(
            id=speaker_id,
            name=_most_frequent([speaker.name for speaker in mentions]) or speaker_id,
            organisation=_most_frequent([speaker.organisation for speaker in mentions], least=LEAST_SHARE),
            role=_most_frequent([speaker.role for speaker in mentions], least=LEAST_SHARE),
        )
        for speaker_id, mentions in met.items()
    }


def _most_frequent(values: Sequence[str | None], *, least: float = 0.0) -> str | None:
    """Return what is said most often, unless it is said in too small a share to be trusted."""
    counts = Counter(value for value in values if value is not None)
    value, count = counts.most_common(1)[0] if counts else (None, 0)
    return value if count >= least * len(values) else None


def _add_speakers(
    graph: ArgumentGraph, speakers: Mapping[str, Speaker], claims: Sequence[Claim], codebook: Codebook
) -> None:
    stances: dict[str, Counter[str | None]] = defaultdict(Counter)
    for claim in claims:
        if claim.speaker is not None:
            stances[claim.speaker.id][claim.stance] += 1
    for speaker in speakers.values():
        counts = stances[speaker.id]
        majority = max(codebook.stance_names, key=lambda name: counts[name])
        _add_node(
            graph,
            node_id("speaker", speaker.id),
            type="speaker",
            label=shorten(speaker.name),
            name=speaker.name,
            organisation=speaker.organisation,
            role=speaker.role,
            stance=majority if counts[majority] else None,
            claims=counts.total(),
        )


def _refuse_strays(claim: Claim, documents: Mapping[str, Document], graph: ArgumentGraph) -> None:
    if claim.document not in documents:
        raise GraphError(f"the claim {claim.id} is in the document {claim.document}, which was not passed")
    if claim.stance is not None and node_id("stance", claim.stance) not in graph:
        raise GraphError(
            f"the claim {claim.id} has the stance {claim.stance!r}, which the codebook "
            f"{graph.graph['codebook']!r} does not list: pass the codebook that the claims were made with"
        )
    if claim.position is not None and node_id("position", claim.position) not in graph:
        raise GraphError(f"the claim {claim.id} is on the position {claim.position}, which was not passed")


def _add_claim(graph: ArgumentGraph, claim: Claim, document: Document, speakers: Mapping[str, Speaker]) -> None:
    node = node_id("claim", claim.id)
    _add_node(
        graph,
        node,
        type="claim",
        label=shorten(claim.text),
        text=claim.text,
        document=claim.document,
        start=claim.start,
        end=claim.end,
        kind=claim.kind,
        claim_type=claim.type,
        cue_kind=claim.cue_kind,
        stance=claim.stance,
        stance_probabilities={name: _rounded(p) for name, p in claim.stance_probabilities.items()},
        confidence=_rounded(claim.confidence),
        speaker=claim.speaker and speakers[claim.speaker.id].name,
        position=claim.position,
        position_confidence=_rounded(claim.position_confidence),
        polarity=claim.polarity,
        polarity_confidence=_rounded(claim.polarity_confidence),
        source=[list(span) for span in claim.source],
        cue=[list(span) for span in claim.cue],
        outlet=document.outlet,
        date=document.date,
    )
    if claim.speaker is not None:
        _add_edge(graph, node, node_id("speaker", claim.speaker.id), "made_by", claim)
    _add_edge(graph, node, node_id("document", claim.document), "in_document", claim)
    if claim.position is not None and claim.polarity is not None:
        edge = _EDGE_OF_POLARITY[claim.polarity]
        _add_edge(graph, node, node_id("position", claim.position), edge, claim, sign=SIGNS[edge])


def _add_held_stances(graph: ArgumentGraph, claims: Sequence[Claim]) -> None:
    held: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.stance is None:
            continue
        if claim.speaker is None:
            _add_edge(
                graph,
                node_id("claim", claim.id),
                node_id("stance", claim.stance),
                "holds",
                claim,
                claims=[claim.id],
                documents=[claim.document],
            )
        else:
            held[claim.speaker.id, claim.stance].append(claim)
    for (speaker, stance), spoken in held.items():
        graph.add_edge(
            node_id("speaker", speaker),
            node_id("stance", stance),
            key="holds",
            type="holds",
            weight=float(len(spoken)),
            claims=[claim.id for claim in spoken],
            documents=list(dict.fromkeys(claim.document for claim in spoken)),
        )


def _add_echoes(graph: ArgumentGraph, echoes: Iterable[Echo], claims: Mapping[str, Claim]) -> None:
    for echo in echoes:
        for end in (echo.claim, echo.of):
            if end not in claims:
                raise GraphError(f"the claim {end} is in an echo, but was not passed")
        _add_edge(
            graph,
            node_id("claim", echo.claim),
            node_id("claim", echo.of),
            "echoes",
            claims[echo.claim],
            weight=_rounded(echo.similarity),
            kind=echo.kind,
            wire=echo.wire,
        )


def _add_relations(graph: ArgumentGraph, claims: Mapping[str, Claim]) -> None:
    for claim in claims.values():
        for relation in claim.relations:
            if relation.target not in claims:
                raise GraphError(f"the claim {relation.target} is the target of a relation, but was not passed")
            edge = _EDGE_OF_POLARITY["attack" if relation.label == "attack" else "support"]
            _add_edge(
                graph,
                node_id("claim", claim.id),
                node_id("claim", relation.target),
                edge,
                claim,
                weight=_rounded(relation.confidence),
                sign=SIGNS[edge],
                kind=relation.label,
            )


def _add_node(graph: ArgumentGraph, node: str, **attributes: Any) -> None:
    graph.add_node(node, **{name: value for name, value in attributes.items() if value is not None})


def _add_edge(
    graph: ArgumentGraph,
    source: str,
    target: str,
    edge_type: str,
    claim: Claim,
    *,
    weight: float = 1.0,
    **attributes: Any,
) -> None:
    graph.add_edge(
        source,
        target,
        key=edge_type,
        type=edge_type,
        weight=weight,
        document=claim.document,
        start=claim.start,
        end=claim.end,
        **attributes,
    )


@overload
def _rounded(number: float) -> float: ...
@overload
def _rounded(number: float | None) -> float | None: ...
def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), _DECIMALS)
