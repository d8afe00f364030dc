"""JSON Lines: what ``argmine analyze --json`` prints, one object a document.

It holds the whole analysis: text, attributions, claims, positions and boilerplate; not the document's author, url,
path and other metadata. Offsets are code points into `text`, end exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from argmine.formats.annotations._checked import reads
from argmine.formats.base import AnnotationFormat, CodedCorpus, FormatError
from argmine.formats.incoming import loads, whole
from argmine.schema import Analysis, Attribution, Claim, Document, Issue, Position, Relation, Span, Speaker

_METADATA = ("title", "outlet", "date", "language")


def write(corpus: CodedCorpus, path: Path) -> None:
    """Write each document with its claims on a line of its own."""
    # Half a surrogate pair, which UTF-8 cannot hold, becomes the escape that JSON has for it.
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        for analysis in corpus.analyses():
            file.write(json.dumps(analysis.to_json(), ensure_ascii=False) + "\n")


@reads("file of `argmine analyze --json`")
def read(path: Path) -> Iterator[Analysis]:
    """Yield the documents of a file that `write` or ``argmine analyze --json`` wrote.

    Raises
    ------
    FormatError
        If a line is no such object, or a claim's words are not those at its offsets; the message names the line.
    """
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _analysis(line, f"{path}:{number}")


def _analysis(line: str, where: str) -> Analysis:
    try:
        row = loads(line)
        metadata = {name: row.get(name) for name in _METADATA}
        document = Document(id=row["id"], text=row["text"], **metadata)
        return Analysis(
            document=document,
            boilerplate=_spans(row.get("boilerplate", ())),
            attributions=tuple(map(_attribution, row.get("attributions", ()))),
            claims=tuple(_claim(claim, document, where) for claim in row["claims"]),
            positions=tuple(map(_position, row.get("positions", ()))),
        )
    except FormatError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"lacks {error}" if isinstance(error, KeyError) else str(error)
        raise FormatError(
            f"{where}: is no object that `argmine analyze --json` prints ({what}); what doccano saved needs "
            "--format doccano"
        ) from error


def _claim(row: Mapping[str, Any], document: Document, where: str) -> Claim:
    start, end = row["start"], row["end"]
    if document.text[start:end] != row["text"]:
        raise FormatError(
            f"{where}: the claim {row['id']} says that its words stand at {start} to {end}, but there stands "
            f"{document.text[start:end][:60]!r}: offsets are code points into `text`"
        )
    speaker = row.get("speaker")
    relations = tuple(Relation(**relation) for relation in row.get("relations", ()))
    plain = (
        *("id", "start", "end", "text", "kind", "type", "cue_kind", "speaker_unknown", "stance"),
        *("position", "position_confidence", "polarity", "polarity_confidence", "confidence"),
    )
    return Claim(
        document=document.id,
        stance_probabilities=dict(row.get("stance_probabilities", {})),
        echoes=tuple(row.get("echoes", ())),
        relations=relations,
        speaker=Speaker(**speaker) if speaker else None,
        source=_spans(row.get("source", ())),
        cue=_spans(row.get("cue", ())),
        **{name: row[name] for name in plain if name in row},
    )


def _attribution(row: Mapping[str, Any]) -> Attribution:
    spans = {name: _spans(row[name]) for name in ("source", "cue", "content")}
    return Attribution(**spans, cue_kind=row.get("cue_kind"), confidence=row.get("confidence", 1.0))


def _position(row: Mapping[str, Any]) -> Position:
    issue = row.get("issue")
    terms = tuple(row.get("terms", ()))
    return Position(id=row["id"], text=row["text"], terms=terms, issue=Issue(**issue) if issue else None)


def _spans(rows: Any) -> tuple[Span, ...]:
    return tuple((whole(start), whole(end)) for start, end in rows)


FORMAT = AnnotationFormat(
    name="jsonl",
    suffixes=(".jsonl",),
    description="The whole analysis as JSON Lines, one object a document, as `argmine analyze --json` prints it",
    for_programs=("jq", "Python scripts"),
    write=write,
    read=read,
    holds=frozenset(
        {"span", "kind", "type", "source", "cue", "speaker", "organisation", "role", "stance", "position", "polarity"}
    ),
)
