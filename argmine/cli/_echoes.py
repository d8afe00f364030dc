"""The echoes of a run in the terminal: what is said again in other documents, within one, and wire copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from argmine.cli._console import heading, plural
from argmine.schema import ECHO_KINDS

if TYPE_CHECKING:
    from argmine.run import Run
    from argmine.schema import Echo

_PLACES_SHOWN = 6
_SPEAKERS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A document, as far as it takes to name it."""

    document: str
    outlet: str | None
    date: str | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim of a chain; `kind` and `similarity` are those of its nearest echo."""

    claim: str
    text: str
    speaker: str | None
    place: Place
    kind: str
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Claims that repeat each other, in the order of their dates; `text` is that of the one most repeated.

    `documents` counts wire copies once.
    """

    text: str
    documents: int
    said: tuple[Said, ...]

    @property
    def outlets(self) -> int:
        """How many outlets printed it; a document without an outlet is its own."""
        return len({said.place.outlet or said.place.document for said in self.said})


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Two documents that print one text, and how many of their claims are the same."""

    one: Place
    other: Place
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Echoes:
    """The echoes of a run: chains over several documents, chains in one document, and wire copies."""

    across: tuple[Chain, ...]
    within: tuple[Chain, ...]
    copies: tuple[Copies, ...]


def find_chains(run: Run) -> Echoes:
    """Return the echoes of `run`, first what stands in the most outlets and documents."""
    echoes = list(run.echoes())
    rows = _rows(run)
    wire = [(rows[echo.claim]["place"], rows[echo.of]["place"]) for echo in echoes if echo.wire]
    text_of = {place: number for number, group in enumerate(_components(wire)) for place in group}
    nearest = _nearest(echoes)
    links = Counter(claim for echo in echoes for claim in (echo.claim, echo.of))
    chains = []
    for group in _components([(echo.claim, echo.of) for echo in echoes]):
        said = sorted((Said(claim=claim, **rows[claim], **nearest[claim]) for claim in group), key=_by_date)
        most = min(said, key=lambda claim: (-links[claim.claim], -len(claim.text), claim.claim))
        texts = {text_of.get(claim.place, claim.place) for claim in said}
        chains.append(Chain(text=most.text, documents=len(texts), said=tuple(said)))
    chains.sort(key=lambda chain: (-chain.outlets, -chain.documents, -len(chain.said), chain.text))
    return Echoes(
        across=tuple(chain for chain in chains if chain.documents > 1),
        within=tuple(chain for chain in chains if len({claim.place for claim in chain.said}) == 1),
        copies=_copies(wire),
    )


def echo_rows(run: Run, limit: int | None) -> dict[str, Any]:
    """Return the echoes as JSON, at most `limit` of each sort."""
    found = find_chains(run)
    return {field.name: [asdict(part) for part in getattr(found, field.name)[:limit]] for field in fields(found)}


def print_echoes(console: Console, run: Run, *, limit: int | None) -> None:
    """Print what is repeated across documents, then within one, then which documents are copies."""
    found = find_chains(run)
    if not any((found.across, found.within, found.copies)):
        console.print("No claim says again what another says.")
    _print_chains(console, "Echoes across documents", "documents", found.across, limit)
    _print_chains(console, "Echoes within a document", "claims", found.within, limit)
    shown = found.copies[:limit]
    if shown:
        console.print(Text(heading("Wire copies", len(shown), len(found.copies)), style="bold"))
    for copies in shown:
        console.print(f"  {_named(copies.one)} = {_named(copies.other)}: {plural(copies.claims, 'claim')}")


def _print_chains(console: Console, title: str, counted: str, chains: Sequence[Chain], limit: int | None) -> None:
    shown = chains[:limit]
    if not shown:
        return
    table = Table(title=heading(title, len(shown), len(chains)), title_justify="left", title_style="bold")
    table.box, table.expand = box.SIMPLE_HEAD, True
    table.add_column(counted, justify="right", no_wrap=True)
    table.add_column("claim", ratio=1)
    table.add_column("said again", ratio=1)
    for chain in shown:
        number = chain.documents if counted == "documents" else len(chain.said)
        speakers = list(dict.fromkeys(claim.speaker for claim in chain.said if claim.speaker))[:_SPEAKERS_SHOWN]
        claim = Text("\n").join([Text(" ".join(chain.text.split())), Text(", ".join(speakers), style="dim")])
        table.add_row(f"{number:,}", claim, Text("\n").join(_places(chain)))
    console.print(table)


def _places(chain: Chain) -> Iterator[Text]:
    """Yield a line for each claim of a chain: where it stands, and how it echoes the others."""
    for said in chain.said[:_PLACES_SHOWN]:
        how = said.kind if said.similarity == 1 else f"{said.kind} {said.similarity:.2f}"
        yield Text.assemble(_named(said.place), (f" {how}", "dim"))
    more = len(chain.said) - _PLACES_SHOWN
    if more > 0:
        yield Text(f"and {plural(more, 'claim')} more", style="dim")


def _named(place: Place) -> str:
    """Return outlet and date, the title where there is no outlet."""
    return " ".join(filter(None, (place.outlet or place.title or place.document, place.date)))


def _rows(run: Run) -> dict[str, dict[str, Any]]:
    """Return text, speaker and document of each claim that has an echo."""
    found = run.query(
        "select c.id, c.text, c.speaker_name, d.id, d.outlet, d.date, coalesce(d.title, d.path) "
        "from claims c join documents d on c.document = d.id "
        "where c.id in (select source from links where type = 'echoes' "
        "union select target from links where type = 'echoes')"
    ).fetchall()
    return {
        claim: {
            "text": text,
            "speaker": speaker,
            "place": Place(document=document, outlet=outlet, date=date, title=title),
        }
        for claim, text, speaker, document, outlet, date, title in found
    }


def _nearest(echoes: Iterable[Echo]) -> dict[str, dict[str, Any]]:
    """Return kind and similarity of the echo that is nearest to each claim."""
    found: dict[str, dict[str, Any]] = {}
    for echo in sorted(echoes, key=lambda echo: (ECHO_KINDS.index(echo.kind), -echo.similarity)):
        for claim in (echo.claim, echo.of):
            found.setdefault(claim, {"kind": echo.kind, "similarity": echo.similarity})
    return found


def _by_date(said: Said) -> tuple[str, str, str, str]:
    return said.place.date or "9999", said.place.outlet or "", said.place.document, said.claim


def _components(pairs: Iterable[tuple[Hashable, Hashable]]) -> list[set[Any]]:
    import networkx as nx

    return list(nx.connected_components(nx.Graph(pairs)))


def _copies(wire: Iterable[tuple[Place, Place]]) -> tuple[Copies, ...]:
    counted = Counter(tuple(sorted(pair, key=lambda place: (place.date or "9999", place.document))) for pair in wire)
    copies = [Copies(one=one, other=other, claims=claims) for (one, other), claims in counted.items()]
    return tuple(sorted(copies, key=lambda pair: (-pair.claims, pair.one.document, pair.other.document)))
