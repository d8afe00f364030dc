"""Claims whose side is to be judged, read from a file: on topics, or on the gold positions of articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmine.learn.gold import GoldError, numbered_rows
from argmine.learn.polarity import given_cases
from argmine.learn.polarity_score import LABELS
from argmine.positions.polarity import Case, read_cases
from argmine.schema import Claim

LABEL_OF = {"support": "PRO", "attack": "CON", None: "NONE"}


@dataclass(frozen=True, slots=True)
class SidedClaim:
    """A claim on a position or topic; `label` is the gold side, None if it is not known."""

    case: Case
    label: str | None


def read_polarity_items(path: Path) -> list[SidedClaim]:
    """Read claims in the shape of ibm_claim_stance, or articles in that of policy_news.

    Raises
    ------
    GoldError
        If a line has neither shape; the message names it.
    """
    alone: list[tuple[Claim, str, str | None]] = []
    placed: list[SidedClaim] = []
    for number, row in numbered_rows(path):
        if "claims" in row and "positions" in row:
            placed += (SidedClaim(case, LABEL_OF[case.claim.polarity]) for case in given_cases(row))
        else:
            alone.append(_alone(row, f"{path}:{number}"))
    readings = read_cases([topic for _, topic, _ in alone], [claim.text for claim, _, _ in alone])
    read = (
        SidedClaim(Case(claim, topic, topic, None, 0.0, reading, False), label)
        for (claim, topic, label), reading in zip(alone, readings, strict=True)
    )
    return [*read, *placed]


def _alone(row: Mapping[str, Any], where: str) -> tuple[Claim, str, str | None]:
    if not {"id", "text", "topic"} <= row.keys():
        raise GoldError(f"{where}: needs id, text and topic, or id, positions and claims")
    label, text, topic = row.get("label"), str(row["text"]), str(row["topic"])
    if label is not None and label not in LABELS:
        raise GoldError(f"{where}: its label is {label!r}, and not one of {', '.join(LABELS)}")
    # A document of its own: what is said of one topic by others tells nothing of whose claim this is.
    claim = Claim(id=str(row["id"]), document=str(row["id"]), start=0, end=len(text), text=text, kind="authorial")
    return claim, topic, label
