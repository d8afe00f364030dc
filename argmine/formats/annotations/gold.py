"""Gold claims, as ``argmine evaluate`` scores against them and ``argmine train`` learns from them.

JSON Lines, one object a document, in the shape of corpora/frontier-models/gold/claims.jsonl: of a claim its span,
kind, source (from its first to its last word), speaker's name, stance, position and polarity.

What people coded or corrected is gold, so only the documents of an imported file are written; a run that nobody looked
at is refused. A claim without a stance is not written: gold has one for every claim.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from argmine.formats.base import AnnotationFormat, CodedCorpus, FormatError
from argmine.schema import Analysis, Claim


def write(corpus: CodedCorpus, path: Path) -> str:
    """Write each document that people coded, with its claims, on a line of its own.

    Raises
    ------
    FormatError
        If nobody has coded or corrected anything.
    """
    reviewed = corpus.reviewed
    if reviewed is None:
        raise FormatError(
            "gold: nobody has corrected this run, so it is what the machine found: export it for a program in which "
            "people code, and `argmine import` their corrections; or export jsonl"
        )
    written = claims = without = documents = 0
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        for analysis in corpus.analyses():
            documents += 1
            if analysis.document.id in reviewed:
                article = _article(analysis)
                file.write(json.dumps(article, ensure_ascii=False) + "\n")
                written += 1
                claims += len(article["claims"])
                without += len(analysis.claims) - len(article["claims"])
    return (
        f"claims: {claims:,}; documents: {written:,}; left out: claims without a stance: {without:,}, "
        f"documents that nobody looked at: {documents - written:,}"
    )


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
