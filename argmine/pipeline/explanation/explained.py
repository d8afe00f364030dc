"""An explanation of a stance: its parts, their evidence, and which of it decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from argmine.schema import Claim

PartName = Literal["speaker", "people file", "codebook", "wording", "prior", "other claims", "repeats", "calibration"]
EvidenceKind = Literal["known", "description", "description word", "cue", "claim", "claim word", "document", "model"]

_EVIDENCE: tuple[PartName, ...] = ("speaker", "people file", "codebook", "wording")
_WHO: tuple[PartName, ...] = ("speaker", "people file", "codebook", "prior")
_SAID: tuple[PartName, ...] = ("wording", "prior")
_ALONE: tuple[PartName, ...] = (*_EVIDENCE, "prior")
_WORDS: dict[EvidenceKind, str] = {"description word": "described with", "claim word": "worded with"}
_WORDS_NAMED = 4
_KNOWN = 1.5
# Log-odds against the judgement that its conclusion has to own up to.
_MUCH = 1.0
_PLURAL = {"is": "are", "was": "were", "has": "have", "belongs": "belong", "speaks": "speak", "makes": "make"}
# "White House officials", "Democrats on Capitol Hill", but not "Harbour Motors".
_SEVERAL = re.compile(
    r"\b(?:[a-z][\w-]*[^\Ws]s|people|police|women|men|Democrats|Republicans)"
    r"(?=$|,|\s(?:and|at|for|from|in|of|on|to|who|with)\b)"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: `subject` and `text` are a sentence, `log_odds` what it adds for each stance.

    The log-odds are centred: they sum to zero over the stances, so that pieces and parts can be compared and added.
    `phrase` are the words that it rests on, where it is a matter of single words; `compared` is the text for two
    stances, each a ``{}``, where it is a matter of likeness.
    """

    kind: EvidenceKind
    subject: str
    text: str
    log_odds: Mapping[str, float]
    phrase: str = ""
    compared: str = ""

    @property
    def sentence(self) -> str:
        """Subject and text."""
        return f"{self.subject} {_agreeing(self.subject, self.text)}"

    def told(self, stance: str, against: str) -> str:
        """Return the text as far as it bears on two stances, to complete a sentence about the subject."""
        if not self.compared:
            return _agreeing(self.subject, self.text)
        pair = (stance, against) if self.margin(stance, against) >= 0 else (against, stance)
        return _agreeing(self.subject, self.compared.format(*pair))

    def margin(self, stance: str, against: str) -> float:
        """Return by how much it speaks for `stance` rather than `against`."""
        return self.log_odds[stance] - self.log_odds[against]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a judgement; its `log_odds` are the sum of those of its pieces of evidence."""

    name: PartName
    evidence: tuple[Evidence, ...]
    log_odds: Mapping[str, float]

    def margin(self, stance: str, against: str) -> float:
        """Return by how much it speaks for `stance` rather than `against`."""
        return self.log_odds[stance] - self.log_odds[against]

    def findings(self, stance: str, against: str) -> list[Evidence]:
        """Return the evidence, the strongest first, single words taken together: those for `stance`, those against."""
        single = [piece for piece in self.evidence if piece.kind not in _WORDS]
        for kind in _WORDS:
            words = [piece for piece in self.evidence if piece.kind == kind]
            single += _together([word for word in words if word.margin(stance, against) > 0], stance, against)
            single += _together([word for word in words if word.margin(stance, against) < 0], stance, against)
        return sorted(single, key=lambda piece: (-round(abs(piece.margin(stance, against)), 6), piece.text))


@dataclass(frozen=True, slots=True)
class Explanation:
    """Which evidence decided the stance of a claim.

    `parts` stand in the order of the judgement and add up to the log-odds of the probabilities: who speaks, the
    people file, the actors of the codebook, the wording, what is expected beforehand, the speaker's other claims in
    the document, what a pull quote repeats, and how far calibration takes the sum back. `least_probability` is what
    a stance must reach.
    """

    claim: Claim
    stance: str
    probabilities: Mapping[str, float]
    parts: tuple[Part, ...]
    least_probability: float

    @property
    def likeliest(self) -> str:
        """The stance with the highest probability, which an abstention keeps back."""
        return max(self.probabilities, key=lambda name: self.probabilities[name])

    @property
    def runner_up(self) -> str:
        """The stance with the second highest probability, the highest if there is but one."""
        rest = [name for name in self.probabilities if name != self.likeliest] or [self.likeliest]
        return max(rest, key=lambda name: self.probabilities[name])

    @property
    def abstained(self) -> bool:
        """Tell whether the claim is left to `other` because no stance reaches the least probability."""
        return self.probabilities[self.likeliest] < self.least_probability

    def log_odds(self, *names: PartName) -> dict[str, float]:
        """Return the sum of the parts of these names, of all parts where none is named."""
        parts = [part for part in self.parts if not names or part.name in names]
        return {stance: sum(part.log_odds[stance] for part in parts) for stance in self.probabilities}

    @property
    def conclusion(self) -> str:
        """Which evidence decided, in a sentence that can be quoted."""
        return f"{self._verdict()}: {self._reason()}{''.join(self._contrasts())}."

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain data, numbers with four decimals."""
        facts = ("id", "document", "start", "end", "text", "kind")
        return {
            "claim": {name: getattr(self.claim, name) for name in facts},
            "speaker": self.claim.speaker and asdict(self.claim.speaker),
            "stance": self.stance,
            "stance_probabilities": _rounded(self.probabilities),
            "likeliest": self.likeliest,
            "runner_up": self.runner_up,
            "abstained": self.abstained,
            "least_probability": self.least_probability,
            "conclusion": self.conclusion,
            "parts": [_part_json(part) for part in self.parts],
        }

    def _verdict(self) -> str:
        first, second = ((name, percent(self.probabilities[name])) for name in (self.likeliest, self.runner_up))
        if not self.abstained:
            return f"{first[0]} {first[1]}"
        least = percent(self.least_probability)
        return f"{self.stance}, for no stance reaches {least} ({first[0]} {first[1]}, {second[0]} {second[1]})"

    def _reason(self) -> str:
        pair = self.likeliest, self.runner_up
        parts = [part for part in self.parts if part.name != "calibration"]
        decisive = max(parts, key=lambda part: part.margin(*pair), default=None)
        if decisive is None or decisive.margin(*pair) <= 0:
            return f"nothing speaks for {pair[0]} rather than {pair[1]}"
        strongest = _quotable(decisive.findings(*pair), pair)
        why = f"what speaks for {pair[0]} is above all that" if self.abstained else "above all because"
        return f"{why} {strongest.subject} {strongest.told(*pair)}"

    def _contrasts(self) -> Iterator[str]:
        """Yield what the parts of the evidence would say alone, where it is worth knowing."""
        if self.claim.speaker is not None:
            yield from self._opposed()
            said, who = _highest(self.log_odds(*_SAID)), _highest(self.log_odds(*_WHO))
            yield f"; the wording alone would {_say(said, self.likeliest)}"
            if who != self.likeliest:
                yield f"; who speaks would, alone, say {who}"
        alone = _highest(self.log_odds(*_ALONE))
        if alone != self.likeliest:
            yield f"; by itself, without the rest of the document, the claim would be {alone}"

    def _opposed(self) -> Iterator[str]:
        """Yield the strongest evidence against the judgement, where it is strong."""
        pair = self.likeliest, self.runner_up
        judged = [piece for part in self.parts if part.name in _EVIDENCE for piece in part.findings(*pair)]
        opposed = min(judged, key=lambda piece: piece.margin(*pair), default=None)
        if opposed is not None and opposed.margin(*pair) <= -_MUCH:
            yield f"; against it speaks that {opposed.subject} {opposed.told(*pair)}"


def percent(share: float) -> str:
    """Return "81 %"; what is neither nothing nor certain does not look so."""
    if 0 < share < 0.005:
        return "under 1 %"
    return "over 99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"


def in_order(log_odds: Iterable[float], stances: Sequence[str]) -> str:
    """Return the stances in words, the one for which most speaks first: "critics (then industry, other)"."""
    ranked = [name for _, name in sorted(zip(log_odds, stances, strict=True), key=lambda pair: -pair[0])]
    return f"{ranked[0]} (then {', '.join(ranked[1:])})" if len(ranked) > 1 else ranked[0]


def _agreeing(subject: str, text: str) -> str:
    """Return `text` with its verb, the first word, in the plural where the subject is."""
    verb, space, rest = text.partition(" ")
    return f"{_PLURAL.get(verb, verb)}{space}{rest}" if _SEVERAL.search(subject) else text


def _quotable(findings: Sequence[Evidence], pair: tuple[str, str]) -> Evidence:
    """Return the strongest evidence for a stance; what is known goes before a likeness that is hardly stronger."""
    return max(findings, key=lambda piece: piece.margin(*pair) * (_KNOWN if piece.kind == "known" else 1.0))


def _say(stance: str, likeliest: str) -> str:
    return "say so too" if stance == likeliest else f"say {stance}"


def _highest(log_odds: Mapping[str, float]) -> str:
    return max(log_odds, key=lambda name: log_odds[name])


def _together(words: Sequence[Evidence], stance: str, against: str) -> Iterator[Evidence]:
    """Yield one piece of evidence for several words, if there are any."""
    if not words:
        return
    # By the words where equal, for the features of a claim have no order of their own.
    ranked = sorted(words, key=lambda word: (-round(abs(word.margin(stance, against)), 6), word.text))
    named = [f"“{word.phrase}”" for word in ranked[:_WORDS_NAMED]]
    rest = len(ranked) - len(named)
    listed = [*named, f"{rest} more"] if rest else named
    text = f"is {_WORDS[words[0].kind]} {_listing(listed)}"
    log_odds = {name: sum(word.log_odds[name] for word in words) for name in words[0].log_odds}
    yield Evidence(words[0].kind, words[0].subject, text, log_odds)


def _listing(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _part_json(part: Part) -> dict[str, Any]:
    pieces = [
        {"kind": e.kind, "sentence": e.sentence, "phrase": e.phrase or None, "log_odds": _rounded(e.log_odds)}
        for e in part.evidence
    ]
    return {"part": part.name, "log_odds": _rounded(part.log_odds), "evidence": pieces}


def _rounded(numbers: Mapping[str, float]) -> dict[str, float]:
    return {name: round(number, 4) for name, number in numbers.items()}
