"""Gold claims, as ``argmine evaluate`` scores against them and ``argmine train`` learns from them.

JSON Lines, one object a document, in the shape of corpora/frontier-models/gold/claims.jsonl: of a claim its span,
kind, source (from its first to its last word), speaker's name, stance, position and polarity. A claim without a
stance is not written: gold has one for every claim.

Written from a run that nobody corrected, it holds what the machine found, which is no gold: `argmine import` first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from argmine.formats.base import AnnotationFormat, CodedCorpus
from argmine.schema import Analysis, Claim


def write(corpus: CodedCorpus, path: Path) -> None:
    """Write each document with its claims on a line of its own."""
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        for analysis in corpus.analyses():
            file.write(json.dumps(_article(analysis), ensure_ascii=False) + "\n")


def _article(analysis: Analysis) -> Mapping[str, Any]:
    document = analysis.document
    return {
        **{name: getattr(document, name) for name in ("id", "title", "outlet", "date", "text")},
        "positions": [{"id": position.id, "text": position.text} for position in analysis.positions],
        "claims": [_claim(claim) for claim in analysis.claims if claim.stance is not None],
    }


def _claim(claim: Claim) -> Mapping[str, Any]:
    source = [claim.source[0][0], claim.source[-1][1]] if claim.source else None
    return {
        **{name: getattr(claim, name) for name in ("text", "start", "end", "kind")},
        "source": source,
        "speaker": claim.speaker and claim.speaker.name,
        **{name: getattr(claim, name) for name in ("stance", "position", "polarity", "type")},
    }


FORMAT = AnnotationFormat(
    name="gold",
    suffixes=(".gold.jsonl",),
    description="Corrected claims, for `argmine evaluate` to score against and `argmine train` to learn from",
    for_programs=("argmine train", "argmine evaluate"),
    write=write,
)
