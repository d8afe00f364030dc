"""Label Studio: a folder with tasks.json, to be imported, and config.xml, the labelling interface of the project.

Make a project, paste config.xml into its labelling interface (Code), then import tasks.json. What argmine found is the
prediction of each task (model version ``argmine``); a person corrects a copy of it. Claims, their sources and cues are
regions; relations lead from a claim to its source and cue, one for each piece of it. Of a selected claim one chooses
stance, kind, polarity, type and position, and edits speaker, role and organisation; a position that the list lacks is
written into `new_position`. The id of a claim's region is the claim's; a task's `meta` holds the document's metadata.

Export as JSON, not as JSON-MIN or CSV, and read that file. Of several people's annotations, the newest that is
submitted and not skipped counts; of a task without one, the newest prediction, where the export holds it. Tasks with
neither are left out. Offsets are code points, as Label Studio counts (tried with 1.23); UTF-16 units, as it once did,
are understood where the words of the regions say so. Carriage returns and controls, which browsers change, are replaced
one for one in the text, and come back.

What Label Studio cannot hold: probabilities, the kinds of cues, echoes, relations between claims, attributions without
claims. A claim's confidence is shown as its score, but not read back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from argmine.formats.annotations._checked import reads
from argmine.formats.annotations._coding import (
    ALL_FIELDS,
    CHOSEN,
    FACTS,
    Marked,
    Positions,
    analysis_of,
    choices,
    document_of,
    document_row,
    facts_of,
    parts,
    position_rows,
    position_texts,
)
from argmine.formats.annotations._words import Utf16, mismatches, one_line, plain, refuse
from argmine.formats.base import AnnotationFormat, CodedCorpus, FormatError
from argmine.formats.incoming import loads, read_text, whole
from argmine.formats.xml_text import escape
from argmine.schema import Analysis, Claim, Span

TASKS, CONFIGURATION = "tasks.json", "config.xml"

_PARTS: tuple[Literal["source", "cue"], ...] = ("source", "cue")
_NEW = "new_position"
_COLORS = {"Claim": "#e69f00", "Source": "#0072b2", "Cue": "#767676"}
_PER_CLAIM = 'perRegion="true" visibleWhen="region-selected" whenTagName="label" whenLabelValue="Claim"'
_EXPORT = "in Label Studio, choose Export, then JSON"


def write(corpus: CodedCorpus, folder: Path) -> None:
    """Write the tasks and the labelling configuration of `corpus` into `folder`."""
    chosen = choices(corpus.codebook, corpus.analyses())
    (folder / CONFIGURATION).write_text("".join(_configuration(chosen)), encoding="utf-8", newline="\n")
    with (folder / TASKS).open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        opening = "[\n"
        for analysis in corpus.analyses():
            file.write(opening + json.dumps(_task(analysis), ensure_ascii=False))
            opening = ",\n"
        file.write("[]\n" if opening == "[\n" else "\n]\n")


@reads("export of Label Studio")
def read(path: Path) -> Iterator[Analysis]:
    """Yield the documents of a JSON export of Label Studio, or of a folder that `write` wrote.

    Raises
    ------
    FormatError
        If it is no such file, or the words of regions are not those of the text.
    """
    file = path / TASKS if path.is_dir() else path
    positions = Positions()
    for number, task in enumerate(_tasks(file)):
        where = f"{file}: task {task.get('id', number)}"
        analysis = _analysis(task, positions, where)
        if analysis is not None:
            yield analysis


def _configuration(chosen: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield '<View style="display: flex; gap: 1.5em">\n'
    yield '<View style="flex: 2; max-height: 85vh; overflow-y: auto; padding-left: 3em">\n'
    yield '  <Labels name="label" toName="text">\n'
    yield from (f'    <Label value="{label}" background="{color}"/>\n' for label, color in _COLORS.items())
    yield "  </Labels>\n  <Relations>\n"
    yield from (f'    <Relation value="{part}"/>\n' for part in _PARTS)
    yield '  </Relations>\n  <Text name="text" value="$text" granularity="word"/>\n'
    yield '</View>\n<View style="flex: 1" visibleWhen="region-selected" whenTagName="label" whenLabelValue="Claim">\n'
    for name in (*FACTS, _NEW):
        if name in chosen and not chosen[name]:
            continue
        yield f'  <Header value="{name.replace("_", " ").capitalize()}" size="6"/>\n'
        if name in chosen:
            layout = "select" if name == "position" else "inline"
            yield f'  <Choices name="{name}" toName="text" {_PER_CLAIM} layout="{layout}">\n'
            yield from (f'    <Choice value="{escape(value)}"/>\n' for value in chosen[name])
            yield "  </Choices>\n"
        else:
            yield f'  <TextArea name="{name}" toName="text" {_PER_CLAIM} maxSubmissions="1" editable="true"/>\n'
    yield "</View>\n</View>\n"


def _task(analysis: Analysis) -> dict[str, Any]:
    text = plain(analysis.document.text)
    row = document_row(analysis.document, text)
    result = list(_regions(analysis.claims, text, position_texts(analysis)))
    scores = [claim.confidence for claim in analysis.claims]
    score = round(sum(scores) / len(scores), 4) if scores else 0
    return {
        "data": {"text": text, **{name: row[name] for name in ("title", "outlet", "date")}},
        "meta": {
            "document": row,
            "positions": position_rows(analysis),
            "claims": [claim.id for claim in analysis.claims],
        },
        "predictions": [{"model_version": "argmine", "score": score, "result": result}],
    }


def _regions(claims: Sequence[Claim], text: str, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for claim in claims:
        yield _region(claim.id, "Claim", (claim.start, claim.end), text) | {"score": round(claim.confidence, 4)}
        place = {"start": claim.start, "end": claim.end}
        for name, value in facts_of(claim, texts).items():
            kind = "choices" if name in (*CHOSEN, "position") else "textarea"
            said = {"choices" if kind == "choices" else "text": [value]}
            yield {"id": claim.id, "from_name": name, "to_name": "text", "type": kind, "value": {**place, **said}}
    for part in _PARTS:
        for (span,), holders in parts(claims, part, together=False).items():
            identifier = f"{part}-{span[0]}-{span[1]}"
            yield _region(identifier, part.capitalize(), span, text)
            for claim in holders:
                yield {
                    "type": "relation",
                    "from_id": claim.id,
                    "to_id": identifier,
                    "direction": "right",
                    "labels": [part],
                }


def _region(identifier: str, label: str, span: Span, text: str) -> dict[str, Any]:
    value = {"start": span[0], "end": span[1], "text": text[slice(*span)], "labels": [label]}
    return {"id": identifier, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _tasks(file: Path) -> list[Mapping[str, Any]]:
    try:
        tasks = loads(read_text(file))
    except FormatError:
        raise
    except ValueError as error:
        raise FormatError(f"{file}: is no JSON ({error}): {_EXPORT}") from error
    if not isinstance(tasks, list):
        tasks = [tasks]
    for task in tasks:
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
            minimal = isinstance(task, dict) and ("annotation_id" in task or "annotator" in task)
            what = "JSON-MIN, which has neither relations nor the ids of claims" if minimal else "no file of tasks"
            raise FormatError(f"{file}: is {what}: {_EXPORT}")
    return tasks


def _chosen_result(task: Mapping[str, Any]) -> Sequence[Mapping[str, Any]] | None:
    """Return the regions of the newest annotation, or else of the newest prediction; None where there is neither."""
    submitted = [entry for entry in _entries(task, "annotations", "completions") if not entry.get("was_cancelled")]
    for entries in (submitted, _entries(task, "predictions")):
        if entries:
            result: Sequence[Mapping[str, Any]] = max(entries, key=_age)["result"]
            return result
    return None


def _entries(task: Mapping[str, Any], *names: str) -> list[Mapping[str, Any]]:
    """Return what a task has under the names; an export may give ids instead."""
    entries = [entry for name in names for entry in task.get(name) or ()]
    return [entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("result"), list)]


def _age(entry: Mapping[str, Any]) -> tuple[str, str, int]:
    identifier = entry.get("id")
    created, updated = str(entry.get("created_at") or ""), str(entry.get("updated_at") or "")
    return updated or created, created, identifier if isinstance(identifier, int) else 0


@dataclass(slots=True)
class _Regions:
    """The regions of a task by their ids."""

    spans: dict[str, Span] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    words: list[tuple[str, Sequence[Span], str]] = field(default_factory=list)
    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)


def _analysis(task: Mapping[str, Any], positions: Positions, where: str) -> Analysis | None:
    result = _chosen_result(task)
    if result is None:
        return None
    meta = task.get("meta") or {}
    text = task["data"].get("text")
    if not isinstance(text, str):
        raise FormatError(f"{where}: has no text under `text`: read an export of the tasks that argmine wrote")
    positions.add(meta.get("positions", ()))
    document = document_of(meta.get("document", {}), text, fallback=str(task.get("id", where)))
    regions = _in_code_points(_regions_of(result, where), text, where)
    written = set(meta.get("claims", ()))
    claims = [
        Marked(
            span=regions.spans[name],
            source=_linked(name, "Source", regions),
            cue=_linked(name, "Cue", regions),
            facts=regions.facts.get(name, {}),
            id=name if name in written else None,
            name=f"the region {name}",
        )
        for name, label in regions.labels.items()
        if label == "Claim"
    ]
    return analysis_of(document, claims, positions, where)


def _regions_of(result: Iterable[Mapping[str, Any]], where: str) -> _Regions:
    regions = _Regions()
    try:
        for entry in result:
            _note(entry, regions)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise FormatError(f"{where}: has a region that is none of Label Studio's ({error!r})") from error
    return regions


def _note(entry: Mapping[str, Any], regions: _Regions) -> None:
    if entry.get("type") == "relation":
        regions.links.append((entry["from_id"], entry["to_id"]))
        return
    name, value = entry["id"], entry["value"]
    said = entry.get("from_name")
    if entry.get("type") == "labels" and value.get("labels"):
        span = whole(value["start"]), whole(value["end"])
        if regions.spans.setdefault(name, span) != span:
            raise ValueError(f"two regions have the id {name}")
        label = str(value["labels"][0])
        if name not in regions.labels or label in _COLORS:
            # A project may have further labels.
            regions.labels[name] = label
        if isinstance(value.get("text"), str):
            regions.words.append((f"the region {name}", (span,), value["text"]))
    elif said in (*FACTS, _NEW):
        texts = value.get("choices" if entry.get("type") == "choices" else "text") or []
        joined = one_line(" ".join([texts] if isinstance(texts, str) else texts))
        facts = regions.facts.setdefault(name, {})
        if joined and said == _NEW:
            facts["position"] = joined
        elif joined:
            facts.setdefault(said, joined)


def _in_code_points(regions: _Regions, text: str, where: str) -> _Regions:
    """Return the regions with offsets in code points, which an old Label Studio counts in UTF-16 units."""
    wrong = list(mismatches(text, regions.words))
    if wrong:
        units = Utf16(text)
        spans = {name: (units.code_points(a), units.code_points(b)) for name, (a, b) in regions.spans.items()}
        words: list[tuple[str, Sequence[Span], str]] = [
            (name, [(units.code_points(a), units.code_points(b)) for a, b in places], said)
            for name, places, said in regions.words
        ]
        if not any(mismatches(text, words)):
            return _Regions(spans, regions.labels, words, regions.facts, regions.links)
    refuse(where, wrong, "Was the text of the task edited? Export it again from the run and label that")
    return regions


def _linked(claim: str, label: str, regions: _Regions) -> list[Span]:
    others = [other for pair in regions.links if claim in pair for other in pair if other != claim]
    return [regions.spans[other] for other in others if regions.labels.get(other) == label]


FORMAT = AnnotationFormat(
    name="label-studio",
    suffixes=(".labelstudio.json", ".json"),
    description="A folder for Label Studio: tasks.json with claims as predictions, config.xml for the project",
    for_programs=("Label Studio",),
    write=write,
    read=read,
    folder=True,
    marker="config.xml",
    holds=ALL_FIELDS,
)
