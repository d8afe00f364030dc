"""Relations: which claims of a document are reasons or evidence for, or attack, another claim of the same voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from argmine.models import load_linear
from argmine.pipeline.extensions import register_extensions
from argmine.pipeline.own_voice import OwnVoice, Voice
from argmine.pipeline.relating import Units, decode
from argmine.pipeline.relating.weights import TYPES, shipped_weights
from argmine.schema import Claim, Relation, RelationLabel

# The least probability of a relation that is told: most of what is told is to be right.
LEAST_PROBABILITY = 0.5
# The least probability that a relation that is told as an attack is one; a less sure one is not told.
LEAST_ATTACK = 0.7
# In a report the claims of one voice are related only where they stand together, at most so many characters apart.
NEAR = 250


@Language.factory("argmine_relations", default_config={"threshold": LEAST_PROBABILITY}, assigns=["doc._.claims"])
class Relations:
    """Give each claim in ``doc._.claims`` its relations to other claims of the document.

    Only claims of one voice are related, the document's own or that of one speaker; in a report, an opinion piece or
    any other text that tells what others say, only where they stand near each other.

    Parameters
    ----------
    threshold
        The least probability of a relation that is told, from 0 to 1.
    """

    def __init__(self, nlp: Language, name: str = "argmine_relations", threshold: float = LEAST_PROBABILITY) -> None:
        self.name = name
        self.threshold = threshold
        self._own_voice = OwnVoice()
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Relate the claims of one document."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Relate the claims of many documents, a batch at a time."""
        for batch in minibatch(stream, batch_size):
            docs = list(batch)
            for doc, voice in zip(docs, self._own_voice.voices(docs), strict=True):
                self._relate(doc, voice)
                yield doc

    def _relate(self, doc: Doc, voice: Voice) -> None:
        scheme = "speeches" if voice.manner == "argument" and not voice.is_comment else "comments"
        weights, types = shipped_weights()[scheme], load_linear(TYPES[scheme])
        claims = sorted(doc._.claims, key=lambda claim: (claim.start, claim.end))
        # Read in their order in the text, whoever makes them: a voice that is cut out would look like a short comment.
        units = Units.of(doc, [(claim.start, claim.end) for claim in claims], voice.speech, types)
        found: dict[str, list[Relation]] = defaultdict(list)
        for link in decode(weights, units, threshold=self.threshold):
            source, target = claims[link.source], claims[link.target]
            unsure = link.label == "attack" and link.rare < LEAST_ATTACK
            if argue_together(source, target, voice) and not unsure:
                label = cast(RelationLabel, link.label)
                found[source.id].append(Relation(target=target.id, label=label, confidence=link.probability))
        doc._.claims = tuple(replace(claim, relations=tuple(found.get(claim.id, ()))) for claim in doc._.claims)


def argue_together(one: Claim, other: Claim, voice: Voice) -> bool:
    """Tell whether two claims may be related: of one voice, apart, and in a report near each other."""
    first, second = sorted((one, other), key=lambda claim: claim.start)
    apart = second.start - first.end
    return _who(one) == _who(other) and apart >= 0 and (voice.manner == "argument" or apart <= NEAR)


def _who(claim: Claim) -> Hashable:
    """Return whose voice a claim is, as far as that is known: of a nameless source only what it says at once."""
    if claim.kind == "authorial":
        return None
    return claim.speaker.id if claim.speaker is not None else (claim.source, claim.cue)
