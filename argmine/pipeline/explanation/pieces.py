"""The pieces of evidence for the stance of one claim: what each adds to the scores, and what it is in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from argmine.codebook import Codebook
from argmine.models import Contributions
from argmine.models.embedding import embed
from argmine.pipeline.evidence import who_text
from argmine.pipeline.explanation.explained import EvidenceKind, PartName, in_order
from argmine.pipeline.explanation.words import Described, known_in_words, nobody_in_words
from argmine.schema import Claim

Scores = NDArray[np.float64]

_LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: `subject` and `text` are a sentence, `scores` what it adds for each stance.

    `phrase` are the words that it rests on, where it is a matter of single words; `compared` is the text for two
    stances, each a ``{}``, where it is a matter of likeness.
    """

    part: PartName
    kind: EvidenceKind
    subject: str
    text: str
    scores: Scores
    phrase: str = ""
    compared: str = ""


def subject_of(claim: Claim) -> str:
    """Return who or what the evidence of who speaks is about."""
    return claim.speaker.name if claim.speaker is not None else "the claim"


def pieces_of_model(
    claim: Claim,
    added: Contributions,
    described: Described | None,
    *,
    codebook: Codebook,
    cue: str,
    from_codebook: bool,
) -> Iterator[Piece]:
    """Yield what the model makes of who speaks (`described`, if anybody), of the wording, and of neither.

    Parameters
    ----------
    added
        What the features of the claim and its two embeddings add, for the stances in the order of the codebook.
    cue
        The words of the document that introduce the claim.
    from_codebook
        Whether the model learnt from the codebook, and not from annotated articles.
    """
    stances = codebook.stance_names
    who, said = added.blocks
    yield from _of_speaker(claim, added.features, described)
    described_as = f"is described (“{who_text(claim)}”), taken as a whole,"
    yield Piece(
        "speaker",
        "description",
        subject_of(claim),
        f"{described_as} most like speakers of {in_order(who, stances)}",
        who,
        compared=f"{_escaped(described_as)} more like speakers of {{}} than of {{}}",
    )
    yield from _of_wording(added.features, cue)
    alike = _example_alike(claim.text, codebook) if from_codebook else ""
    yield Piece(
        "wording",
        "claim",
        "the claim",
        f"reads, taken as a whole, most like claims of {in_order(said, stances)}{alike}",
        said,
        compared=f"reads, taken as a whole, more like claims of {{}} than of {{}}{_escaped(alike)}",
    )
    yield Piece(
        "prior",
        "model",
        "the model",
        f"expects {in_order(added.intercept, stances)} before it knows anything",
        added.intercept,
        compared="expects {} rather than {} before it knows anything",
    )


def pieces_of_actors(claim: Claim, codebook: Codebook, scores: Scores) -> Iterator[Piece]:
    """Yield what the actors of the codebook say of a claim."""
    who = f"{subject_of(claim)} {who_text(claim)}"
    for i, stance in enumerate(codebook.stances):
        if scores[i]:
            named = [actor for actor in stance.actors if actor.lower() in who.lower()]
            text = f"is named among the actors of {stance.name} in the codebook"
            text += f" (“{max(named, key=len)}”)" if named else ""
            yield Piece("codebook", "known", subject_of(claim), text, scores * np.eye(len(scores))[i])


def piece_of_people_file(claim: Claim, scores: Scores) -> Piece:
    """Return what the people file says of the speaker."""
    stance = claim.speaker.stance if claim.speaker is not None else None
    return Piece("people file", "known", subject_of(claim), f"has the stance {stance} in the people file", scores)


def shortened(text: str) -> str:
    """Return a text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()}…"


def _of_speaker(claim: Claim, features: Mapping[str, Scores], described: Described | None) -> Iterator[Piece]:
    subject = subject_of(claim)
    nobody = [name for name in features if name.startswith("who:nobody")]
    if nobody:
        yield Piece("speaker", "known", subject, nobody_in_words(claim), _total(features, nobody))
    if described is not None:
        for text, names in known_in_words(described, features):
            yield Piece("speaker", "known", subject, text, _total(features, names))
    for name, scores in features.items():
        if name.startswith("who:word "):
            word = name.removeprefix("who:word ")
            yield Piece("speaker", "description word", subject, f"is described with “{word}”", scores, word)


def _of_wording(features: Mapping[str, Scores], cue: str) -> Iterator[Piece]:
    for name, scores in features.items():
        if name.startswith("how:cue "):
            phrase = " ".join(cue.split()) or name.removeprefix("how:cue ")
            yield Piece("wording", "cue", "the claim", f"is introduced by “{phrase}”", scores, phrase)
        elif name.startswith("what:"):
            word = name.removeprefix("what:")
            yield Piece("wording", "claim word", "the claim", f"is worded with “{word}”", scores, word)


def _example_alike(text: str, codebook: Codebook) -> str:
    """Say which example claim of the codebook a claim resembles most; empty where it has none."""
    examples = [(stance.name, example) for stance in codebook.stances for example in stance.examples]
    if not examples:
        return ""
    likeness = embed([example for _, example in examples]) @ embed([text])[0]
    name, example = examples[int(likeness.argmax())]
    return f"; nearest is the codebook's example of {name}, “{shortened(example)}” (cosine {likeness.max():.2f})"


def _escaped(text: str) -> str:
    """Return words of a document so that `str.format` leaves them as they are."""
    return text.replace("{", "{{").replace("}", "}}")


def _total(features: Mapping[str, Scores], names: Sequence[str]) -> Scores:
    return np.asarray(np.sum([features[name] for name in names], axis=0))
