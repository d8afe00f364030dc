"""What kind of text a document is: a report of what others say, or a text that argues in its own voice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2, sqrt
from typing import Literal

from spacy.tokens import Doc, Token

from argmine.pipeline._tokens import tokens_touched
from argmine.pipeline.attribution import is_speech
from argmine.pipeline.extensions import text_of
from argmine.schema import Attribution, Span

Genre = Literal["comment", "opinion", "report", "speech"]
Manner = Literal["argument", "opinion", "report"]

GENRES: tuple[Genre, ...] = ("comment", "opinion", "report", "speech")
# A report is never to be flooded with claims of its own: an opinion piece that might be one is read as one. Reports
# are hardly ever taken for comments or speeches, so that these need only be so likely beside them.
MOST_REPORTING = 0.2
LEAST_ARGUING = 0.25
LEAST_WORDS = 20
# The voice of a document: who speaks to whom, what should be, and how others are reported. No word names a topic.
_WORDS = frozenset(
    "i me my we our us you your myself ourselves should must need ought let would will can cannot may might shall "
    "urge ask call support oppose believe think feel agree hope want welcome condemn reiterate commend appreciate "
    "thank like wish recommend please regard light respect conclusion here today not never always no all every any if "
    "because so but however therefore why what how this these that it he she they his her their there is are was were "
    "been has have had do does did said says told according added asked who which when while after before as at on by "
    "for".split()
)
# How a body is addressed, and those who sit in it.
_ADDRESS = frozenset(
    "assembly briefing briefings chair chairman chairwoman colleague colleagues committee convening council delegation "
    "distinguished excellency floor gentlemen honour ladies madam meeting members speaker statement today".split()
)
_SPOKEN = frozenset("say tell add note ask argue warn explain announce report write testify tweet".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_TITLES = frozenset("mr. mrs. ms. dr. sen. rep. gov. president secretary".split())
_OWN = frozenset({"i", "we", "you", "one"})
_SPEAKING = frozenset("i me my we us our you your".split())
_DATELINE = re.compile(r"\s*(?:[A-Z][A-Z.,’' ]{3,40}(?:\([A-Z]\w+\))?|\w[\w ,.]{2,40}\([A-Z]\w+\))\s*[-–—]")


@dataclass(frozen=True, slots=True)
class Voice:
    """How a document speaks.

    An ``argument`` states one proposition after the other in its own voice, as comments (`speech` 0) and speeches
    (`speech` 1) do; an ``opinion`` has claims of its own between what it reports; a ``report`` has hardly any.
    """

    manner: Manner
    speech: float = 0.0

    @property
    def is_comment(self) -> bool:
        """Tell whether this is the voice of a comment rather than of a speech, an opinion piece or a report."""
        return self.manner == "argument" and self.speech < 0.5


def voice_of(genres: Mapping[str, float]) -> Voice:
    """Return the voice of a document from how likely it is of each genre."""
    arguing = genres["comment"] + genres["speech"]
    if arguing >= max(LEAST_ARGUING * genres["report"], genres["opinion"]):
        # What is written with the care of an opinion piece is cut and judged as a speech is.
        return Voice("argument", 1 - genres["comment"] / (arguing + genres["opinion"]))
    return Voice("opinion" if genres["report"] < MOST_REPORTING else "report")


def may_argue(doc: Doc) -> bool:
    """Tell whether an attributed document may argue in its own voice, whatever its words are like.

    One of a few words does not show it, and one that reports what persons say and never says "I", "we" or "you" itself
    is a report, be it ever so short.
    """
    words = [token for token in doc if token.is_alpha]
    if len(words) < LEAST_WORDS:
        return False
    quoted = [(q.start, q.end) for q in doc._.quotations]
    return not _reports_persons(doc) or any(token.lower_ in _SPEAKING for token in _outside(words, quoted))


def _reports_persons(doc: Doc) -> bool:
    return any(
        attribution.cue_kind == "speech"
        and any(token.ent_type_ == "PERSON" for span in attribution.source for token in tokens_touched(doc, span))
        for attribution in doc._.attributions
    )


def genre_features(doc: Doc, end: int | None = None) -> dict[str, float]:
    """Return the named features of a document, or of its beginning up to the character `end`."""
    end = len(text_of(doc)) if end is None else end
    quoted = [(q.start, q.end) for q in doc._.quotations if q.start < end and is_speech(text_of(doc), q)]
    reported = [a for a in doc._.attributions if a.content and a.content[0][0] < end and not is_own(doc, a)]
    tokens = [token for token in doc if token.idx < end and token.is_alpha]
    own = _outside(tokens, quoted)
    count = max(1, len(own))
    # A text of a few words says too little for its rates to be believed.
    per = 100 / (count + 20)
    words = Counter(token.lower_ for token in own)
    row = {f"word {word}": sqrt(per * words[word]) for word in _WORDS | _ADDRESS if words[word]}
    row["address"] = sqrt(per * sum(words[word] for word in _ADDRESS))
    row |= {
        "quoted": 1 - len(own) / max(1, len(tokens)),
        "quotations": sqrt(per * len(quoted)),
        "reported": sqrt(per * len(reported)),
        "reported by name": sqrt(per * sum(_is_named(doc, a) for a in reported)),
        "reported in speech": sqrt(per * sum(a.cue_kind == "speech" for a in reported)),
        "nothing reported": float(not reported),
        "spoken": sqrt(per * sum(token.lemma_.lower() in _SPOKEN for token in own)),
        "said": sqrt(per * (words["said"] + words["told"])),
        "weekdays": sqrt(per * sum(words[day] for day in _WEEKDAYS)),
        "titles": sqrt(per * sum(token.lower_ in _TITLES for token in doc if token.idx < end)),
        "names": sum(token.pos_ == "PROPN" for token in own) / count,
        "past": sum(token.tag_ == "VBD" for token in own) / count,
        "present": sum(token.tag_ in {"VBP", "VBZ"} for token in own) / count,
        "questions": sqrt(per * text_of(doc).count("?", 0, end)),
        "exclamations": sqrt(per * text_of(doc).count("!", 0, end)),
        "dateline": float(_DATELINE.match(text_of(doc), 0, min(end, 120)) is not None),
        f"length {min(10, int(log2(count + 1)))}": 1.0,
    }
    return row


def is_own(doc: Doc, attribution: Attribution) -> bool:
    """Tell whether an attribution is to the one who writes or speaks."""
    return any(text_of(doc)[start:end].lower() in _OWN for start, end in attribution.source)


def _is_named(doc: Doc, attribution: Attribution) -> bool:
    return any(text_of(doc)[start:end][:1].isupper() for start, end in attribution.source)


def _outside(tokens: Sequence[Token], spans: Sequence[Span]) -> list[Token]:
    """Return the tokens that stand in none of `spans`, which are in text order."""
    kept, waiting = [], list(reversed(spans))
    for token in tokens:
        while waiting and waiting[-1][1] <= token.idx:
            waiting.pop()
        if not waiting or token.idx < waiting[-1][0]:
            kept.append(token)
    return kept
