"""The words that attribute a claim, and the constructions in which they do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from argmine.pipeline.lexicon import rows

CueKind = Literal["speech", "belief", "intention", "attitude"]


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A reporting verb: where its content may stand.

    `clause`, `quotation`, `infinitive` (of the same subject), `object_infinitive` ("urged Congress to act"),
    `noun` ("cited the cost"), `complement` (the preposition of "describe X as Y", empty for "call X Y", or
    None) and `prepositions` whose object is the content ("warned of a shortage").
    """

    lemma: str
    kind: CueKind
    clause: bool
    quotation: bool
    infinitive: bool
    object_infinitive: bool
    noun: bool
    complement: str | None
    prepositions: frozenset[str]


@cache
def cue_verbs() -> dict[str, CueVerb]:
    """Return the reporting verbs by lemma."""
    return {lemma: _verb(lemma, kind, frames.split(",")) for lemma, kind, frames in rows("cues.tsv")}


@cache
def cue_words(part_of_speech: str) -> dict[str, CueKind]:
    """Return the cue nouns or adjectives ("concern", "worried") with their kinds."""
    return {word: kind for word, pos, kind in rows("cue_words.tsv") if pos == part_of_speech}  # type: ignore[misc]


def _verb(lemma: str, kind: str, frames: list[str]) -> CueVerb:
    complement = next((frame[2:] for frame in frames if frame == "a" or frame.startswith("a:")), None)
    return CueVerb(
        lemma=lemma,
        kind=kind,  # type: ignore[arg-type]
        clause="c" in frames,
        quotation="q" in frames,
        infinitive="i" in frames,
        object_infinitive="o" in frames,
        noun="n" in frames,
        complement=complement,
        prepositions=frozenset(frame[2:] for frame in frames if frame.startswith("p:")),
    )
