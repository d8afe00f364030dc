"""The first name of somebody whom the resolver knows by the surname alone, where the document has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from argmine.names import fold, may_be_in_title
from argmine.pipeline._tokens import tokens_touched
from argmine.pipeline.standing.actors import is_agency, organisation_type
from argmine.schema import Attribution, Speaker

_NO_FIRST_NAMES = frozenset(
    "gop congressional president-elect premier staff army marine image story said says twitter pinterest "
    "facebook".split()
)


def with_first_names(
    doc: Doc,
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker | None],
    make_id: Callable[[str], str],
) -> tuple[Speaker | None, ...]:
    """Return the speakers of a document; those of one word are named in full where one first name stands before it.

    Parameters
    ----------
    doc
        A parsed document.
    attributions
        Its attributions.
    speakers
        The speaker of each of them.
    make_id
        Gives the id of a speaker by name.
    """
    surnames = {speaker.name for speaker in speakers if speaker is not None and _may_be_surname(speaker)}
    if not surnames:
        return tuple(speakers)
    sources = (tokens_touched(doc, a.source[0]) for a in attributions if a.source)
    in_sources = {token.i for source in sources for token in source}
    firsts: dict[str, set[str]] = {surname: set() for surname in surnames}
    for token in doc[1:]:
        if token.text in surnames and _stands_before(doc, token.i, known=token.i in in_sources):
            firsts[token.text].add(doc[token.i - 1].text)
    full = {surname: f"{next(iter(found))} {surname}" for surname, found in firsts.items() if len(found) == 1}
    return tuple(
        replace(speaker, id=make_id(full[speaker.name]), name=full[speaker.name])
        if speaker is not None and speaker.name in full
        else speaker
        for speaker in speakers
    )


def _may_be_surname(speaker: Speaker) -> bool:
    name = speaker.name
    one_word = " " not in name and name[0].isupper() and not name.isupper()
    return one_word and speaker.organisation != name and organisation_type(name) is None and not is_agency(name)


def _stands_before(doc: Doc, place: int, *, known: bool) -> bool:
    """Tell whether a first name stands before the surname at `place`; `known` is one whom a claim is attributed to.

    The names that the tagger takes for an organisation's are people's where something is said under them.
    """
    first, surname = doc[place - 1], doc[place]
    word = fold(first.text)
    ends = place + 1 == len(doc) or doc[place + 1].ent_iob_ != "I"
    types = {first.ent_type_, surname.ent_type_} - {"PERSON", ""}
    return (
        first.pos_ == surname.pos_ == "PROPN"
        and first.is_title
        and first.whitespace_ == " "
        and len(word) > 1
        and word not in _NO_FIRST_NAMES
        and not may_be_in_title(word)
        and (not types or (known and ends and types == {"ORG"}))
    )
