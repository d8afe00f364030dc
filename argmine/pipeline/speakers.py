"""Speakers: who each source of a document is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from argmine.names import speaker_id
from argmine.people import People
from argmine.pipeline.attribution import is_speech
from argmine.pipeline.cast.full_names import with_first_names
from argmine.pipeline.cast.people_file import PeopleInText
from argmine.pipeline.cast.resolver import SpeakerResolver
from argmine.pipeline.extensions import register_extensions, text_of
from argmine.schema import Claim, Speaker


@Language.factory("argmine_speakers", default_config={"people": None}, assigns=["doc._.claims", "doc._.speakers"])
class Speakers:
    """Give each claim in ``doc._.claims`` its speaker; ``doc._.speakers`` holds that of each attribution.

    Parameters
    ----------
    people
        The YAML text of a people file, whose entries go before what the text says of its speakers.
    """

    def __init__(self, nlp: Language, name: str = "argmine_speakers", people: str | None = None) -> None:
        self.name = name
        self._people = PeopleInText(People.parse(people), speaker_id) if people is not None else None
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the sources of `doc` in text order, so that a pronoun may mean a source that made no claim."""
        quoted = [(q.start, q.end) for q in doc._.quotations if is_speech(text_of(doc), q)]
        resolver = SpeakerResolver(doc, date=doc._.document.date, quoted=quoted, attributions=doc._.attributions)
        resolved = [resolver.resolve(attribution) for attribution in doc._.attributions]
        found = with_first_names(doc, doc._.attributions, resolved, speaker_id)
        if self._people is not None:
            mentions = [text_of(doc)[slice(*a.source[0])] if a.source else "" for a in doc._.attributions]
            found = self._people.speakers(found, mentions, doc._.document.date)
        doc._.speakers = _completed(found)
        speakers = {(a.source, a.cue): s for a, s in zip(doc._.attributions, doc._.speakers, strict=True)}
        doc._.claims = tuple(
            _with_speaker(claim, speakers.get((claim.source, claim.cue)), text_of(doc)) for claim in doc._.claims
        )
        return doc


def _completed(speakers: Sequence[Speaker | None]) -> tuple[Speaker | None, ...]:
    """Give each mention of a speaker the role and organisation that the document first says of them anywhere."""
    roles: dict[str, str] = {}
    organisations: dict[str, str] = {}
    for speaker in speakers:
        if speaker is not None and speaker.role is not None:
            roles.setdefault(speaker.id, speaker.role)
        if speaker is not None and speaker.organisation is not None:
            organisations.setdefault(speaker.id, speaker.organisation)
    return tuple(
        speaker
        and replace(
            speaker,
            role=speaker.role or roles.get(speaker.id),
            organisation=speaker.organisation or organisations.get(speaker.id),
        )
        for speaker in speakers
    )


def _with_speaker(claim: Claim, speaker: Speaker | None, text: str) -> Claim:
    """Give a claim its speaker, or the reason why none is known."""
    if speaker is not None or claim.kind == "authorial":
        return replace(claim, speaker=speaker)
    words = " ".join(text[start:end] for start, end in claim.source)
    reason = f"“{words}” is nobody that the text names" if words else "the text names nobody"
    return replace(claim, speaker_unknown=reason)
