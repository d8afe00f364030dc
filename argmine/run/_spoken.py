"""A name under which somebody speaks, while it is told whose it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from argmine.pipeline.standing.actors import is_agency, organisation_type

# Documents of which a name remembers that it stood there.
_REMEMBERED = 4


@dataclass(slots=True, kw_only=True, eq=False)
class SpokenName:
    """One name of a speaker in the corpus, how often it is met, and what the documents say of its bearer.

    `place` is its rank by first appearance, `about` are the words of its roles and organisations, `total` counts
    the claims of all names that were merged into this one, `fixed` is one whom the people file knows.
    """

    id: str
    name: str
    place: int
    fixed: bool = False
    claims: int = 0
    as_body: int = 0
    documents: int = 0
    some_documents: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    total: int = 0
    into: SpokenName | None = None
    why: str = ""
    own_id: str = ""
    _last_document: str = ""

    def __post_init__(self) -> None:
        self.own_id = self.id

    def count(self, document: str, *, is_body: bool) -> None:
        """Count a claim; those of one document come one after another."""
        self.claims += 1
        self.total += 1
        self.as_body += is_body
        if document != self._last_document:
            self.documents += 1
            self._last_document = document
            if len(self.some_documents) < _REMEMBERED:
                self.some_documents.add(document)

    @property
    def is_body(self) -> bool:
        """Whether it is an organisation's name."""
        # The list of organisations has committees that bear a politician's name.
        may_be_listed = self.as_body > 0 or " " not in self.name
        listed = may_be_listed and organisation_type(self.name) is not None
        return 2 * self.as_body > self.claims or listed or is_agency(self.name)

    def root(self) -> SpokenName:
        """Return the name it was merged into, at the end of the chain."""
        name = self
        while name.into is not None:
            name = name.into
        return name

    def merge_into(self, other: SpokenName, why: str) -> None:
        """Make this a name of the one who bears `other`, unless the people file knows it."""
        target = other.root()
        if self.fixed or self.into is not None or target is self:
            return
        self.into, self.why = target, why
        target.total += self.total
        target.about |= self.about

    def rank(self) -> tuple[bool, bool, bool, int, int]:
        """Return what sorts the name by which an entity is called before its other names."""
        shouted = self.name.isupper() and " " in self.name
        return not self.fixed, self.name[0].islower(), shouted, -self.total, self.place


def gather(names: Sequence[SpokenName], why: Callable[[SpokenName, SpokenName], str]) -> None:
    """Merge names of one bearer into the best of them; not where the people file tells two of them apart."""
    if len(names) < 2 or sum(name.fixed for name in names) > 1:
        return
    head, *others = sorted(names, key=SpokenName.rank)
    for name in others:
        name.merge_into(head, why(name, head))
