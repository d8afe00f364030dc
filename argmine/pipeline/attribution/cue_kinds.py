"""The kind of a cue by its lemma: speech, belief, intention or attitude."""

from __future__ import annotations

from functools import cache
from typing import cast

from argmine.pipeline.lexicon import rows
from argmine.schema import CueKind

# spaCy's universal part of speech -> the one of the table
PARTS_OF_SPEECH = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "ADV": "adverb",
    "ADP": "preposition",
    "SCONJ": "preposition",
}
# a lemma whose part of speech the table lacks is read as the first of these it has: cues are verbs most often
_FALLBACKS = ("verb", "noun", "adjective", "adverb", "preposition")


def cue_kind(lemma: str, pos: str, *, direct: bool) -> CueKind | None:
    """Return the kind of a cue, or None where the table does not know it.

    Parameters
    ----------
    lemma
        The lemma of the cue's head, in any case.
    pos
        Its universal part of speech ("VERB"). The table's other parts of speech of the lemma serve
        where it lacks this one.
    direct
        Whether the content is a direct quotation: whatever the cue, quoted words were uttered, so an
        unknown cue of one is speech.
    """
    kinds = cue_kinds().get(lemma.lower(), {})
    for part_of_speech in (PARTS_OF_SPEECH.get(pos, ""), *_FALLBACKS):
        if part_of_speech in kinds:
            return kinds[part_of_speech]
    return "speech" if direct else None


@cache
def cue_kinds() -> dict[str, dict[str, CueKind]]:
    """Return for each cue lemma its kind by part of speech."""
    kinds: dict[str, dict[str, CueKind]] = {}
    for lemma, part_of_speech, kind in rows("cue_kinds.tsv"):
        kinds.setdefault(lemma, {})[part_of_speech] = cast(CueKind, kind)
    return kinds
