"""What people coded, made fit for a run: text that tables can hold, and documents that stand in a file once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from argmine.schema import Analysis, Failure, Span

_HALF_SURROGATE = re.compile("[\ud800-\udfff]")


def sound_documents(analyses: Iterable[Analysis], source: str) -> tuple[list[Analysis], list[Failure]]:
    """Return the documents that a run can hold, and why it cannot hold the others.

    A document that stands in the file twice, coded alike, is taken once; coded otherwise it is not taken, since
    nothing tells which of the two holds.
    """
    documents: dict[str, list[Analysis]] = {}
    for analysis in analyses:
        fit: Analysis = _storable(analysis)
        copies = documents.setdefault(fit.document.id, [])
        if fit not in copies:
            copies.append(fit)
    found, failures = [], []
    for name, copies in documents.items():
        reason = next(_problems(copies), None)
        if reason is None:
            found.append(copies[0])
        else:
            said = f"the document {name} was not taken over: {reason}"
            failures.append(Failure(path=source, stage="import", reason=said, document=name))
    return found, failures


def _problems(copies: Sequence[Analysis]) -> Iterator[str]:
    if len(copies) > 1:
        yield f"it stands in the file {len(copies)} times, coded otherwise each time; keep one"
    for analysis in copies:
        length = len(analysis.document.text)
        for claim in analysis.claims:
            if not _within([(claim.start, claim.end)], length) or claim.start == claim.end:
                yield (
                    f"its claim {claim.id} stands at {claim.start} to {claim.end}, but the text has {length} characters"
                )
            elif not _within((*claim.source, *claim.cue), length):
                yield f"the source or the cue of its claim {claim.id} stands outside of the text"


def _within(spans: Iterable[Span], length: int) -> bool:
    return all(0 <= start <= end <= length for start, end in spans)


def _storable(value: Any) -> Any:
    """Return a value without halves of surrogate pairs, which no table can hold; the offsets stay."""
    if isinstance(value, str):
        return value if value.isascii() else _HALF_SURROGATE.sub("\ufffd", value)
    if isinstance(value, tuple):
        return tuple(map(_storable, value))
    if isinstance(value, Mapping):
        return {_storable(name): _storable(held) for name, held in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{entry.name: _storable(getattr(value, entry.name)) for entry in fields(value)})
    return value
