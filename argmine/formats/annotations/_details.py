"""What a claim or a document is besides what the fields of another program hold, as lines of ``name: value``.

People read these lines in a note or a text field, and may change them; the values are JSON, so that they come back
exactly. What is no such line is the people's own text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from argmine.formats.annotations._plain_text import stands_for
from argmine.formats.annotations.claim_ids import free_id
from argmine.formats.incoming import loads
from argmine.names import speaker_id
from argmine.schema import Claim, Kind, Polarity, Position, Speaker, content_id

_LINE = re.compile(r"([a-z_]+): (.+)")
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
# What other programs count as two characters, or cannot hold, stands there as its JSON escape.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff\U00010000-\U0010ffff]")


def to_lines(facts: Mapping[str, Any], text: str = "") -> str:
    """Return the facts, one a line, after the people's own `text`."""
    lines = [f"{name}: {_ESCAPED.sub(_escape, _ENCODE(value))}" for name, value in facts.items()]
    return "\n".join([text, *lines] if text else lines)


def from_lines(text: str | None) -> tuple[dict[str, Any], str]:
    """Return the facts that stand in `text`, and the rest of it."""
    facts: dict[str, Any] = {}
    rest = []
    for line in (text or "").split("\n"):
        found = _LINE.fullmatch(line.strip())
        try:
            if found is None:
                raise ValueError
            facts[found[1]] = loads(found[2])
        except ValueError:
            rest.append(line)
    return facts, "\n".join(rest).strip()


def claim_facts(claim: Claim, position: Position | None, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return the claim's id, a position that nobody is sure of, and the names that a label does not give exactly.

    `labels` are those by which the fields of the file name the ``person``, the ``organisation`` and the ``position``.
    """
    speaker = claim.speaker
    names = {
        "person": speaker and speaker.name,
        "organisation": speaker and speaker.organisation,
        "position": position and position.text,
    }
    facts: dict[str, Any] = {"id": claim.id}
    if position is not None and not labels.get("position"):
        facts["perhaps"] = {"position": position.id, "text": position.text}
    exact = {key: name for key, name in names.items() if name and labels.get(key) not in (None, "", name)}
    return facts | ({"exact": exact} if exact else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What another program says of a claim in fields of its own.

    `speaker_id`, `role` and `position_id` are those of the speaker and the position that are named, where known.
    """

    document: str
    text: str
    start: int
    end: int
    kind: Kind = "direct"
    type: str | None = None
    person: str = ""
    speaker_id: str | None = None
    role: str | None = None
    organisation: str = ""
    stance: str | None = None
    position: str = ""
    position_id: str | None = None
    polarity: Polarity | None = None


class ClaimIds:
    """Gives each claim of a file an id of its own: the one that it had, or that of its place in its document."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, given: Any, coding: Coding) -> str:
        """Return the id of a claim; `given` is the one that the file says, which a person may have copied."""
        identifier = given if isinstance(given, str) and given else None
        if identifier is None or identifier in self._taken:
            identifier = free_id(coding.document, (coding.start, coding.end), self._taken)
        self._taken.add(identifier)
        return identifier


def claim_of(identifier: str, coding: Coding, facts: Mapping[str, Any]) -> tuple[Claim, Position | None]:
    """Return the claim that a coding stands for, and its position; `facts` are those of `claim_facts`."""
    exact = facts["exact"] if isinstance(facts.get("exact"), dict) else {}
    position = _position(coding, exact) if coding.position else _undecided(facts.get("perhaps"))
    claim = Claim(
        id=identifier,
        document=coding.document,
        start=coding.start,
        end=coding.end,
        text=coding.text[coding.start : coding.end],
        kind=coding.kind,
        type=coding.type,
        speaker=_speaker(coding, exact),
        stance=coding.stance,
        position=position.id if position else None,
        polarity=coding.polarity if coding.position else None,
    )
    return claim, position


def _position(coding: Coding, exact: Mapping[str, Any]) -> Position:
    text = _exact(coding.position, exact.get("position"))
    return Position(id=coding.position_id or content_id("position", text), text=text)


def _undecided(perhaps: Any) -> Position | None:
    given = perhaps if isinstance(perhaps, dict) else {}
    if isinstance(given.get("position"), str) and isinstance(given.get("text"), str):
        return Position(id=given["position"], text=given["text"])
    return None


def _speaker(coding: Coding, exact: Mapping[str, Any]) -> Speaker | None:
    if not coding.person and not coding.organisation:
        return None
    organisation = _exact(coding.organisation, exact.get("organisation"))
    # Who codes by hand names no person where an organisation speaks.
    name = _exact(coding.person, exact.get("person")) if coding.person else organisation
    return Speaker(
        id=coding.speaker_id or speaker_id(name), name=name, organisation=organisation or None, role=coding.role
    )


def _exact(label: str, name: Any) -> str:
    return name if label and isinstance(name, str) and stands_for(label, name) else label


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
