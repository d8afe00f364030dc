from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.formats import CodedDocuments, FormatError
from argmine.formats.annotations import label_studio
from argmine.schema import content_id

TEXT = "🚌 “Buses are free,” said the mayor."


def region(name: str, label: str, start: int, words: str) -> dict[str, Any]:
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    return {"id": name, "type": "labels", "from_name": "label", "to_name": "text", "origin": "manual", "value": value}


def said(name: str, what: str, *values: str, kind: str = "choices") -> dict[str, Any]:
    key = "choices" if kind == "choices" else "text"
    return {"id": name, "type": kind, "from_name": what, "to_name": "text", "value": {"start": 3, key: list(values)}}


RESULT = [
    region("xY3", "Claim", 3, "Buses are free"),
    said("xY3", "stance", "critics"),
    said("xY3", "speaker", "The Mayor", kind="textarea"),
    said("xY3", "position", "Listed."),
    said("xY3", "new_position", "Buses should", "be free.", kind="textarea"),
    region("s1", "Source", 25, "the mayor"),
    region("c1", "Cue", 20, "said"),
    {"type": "relation", "from_id": "xY3", "to_id": "s1", "direction": "right"},
    {"type": "relation", "from_id": "c1", "to_id": "xY3", "direction": "left", "labels": ["cue"]},
]


def annotation(result: list[dict[str, Any]], day: int = 1, **more: Any) -> dict[str, Any]:
    when = f"2025-01-0{day}T10:00:00.000000Z"
    facts = {"was_cancelled": False, "created_at": when, "updated_at": when, "completed_by": 1, "lead_time": 9.5}
    return {"id": day, "result": result, **facts, **more}


def export(path: Path, *annotations: dict[str, Any], **more: Any) -> Path:
    task = {"id": 7, "data": {"text": TEXT}, "meta": {}, "annotations": list(annotations), "drafts": [], **more}
    file = path / "project-1.json"
    file.write_text(json.dumps([{"predictions": [], **task}]), encoding="utf-8")
    return file


def test_what_was_written_comes_back(coded, shown, tmp_path):
    label_studio.write(coded, tmp_path)
    assert [shown(analysis) for analysis in label_studio.read(tmp_path)] == list(map(shown, coded.documents))


def test_every_choice_of_a_prediction_is_in_the_configuration(coded, tmp_path):
    label_studio.write(coded, tmp_path)
    view = ElementTree.parse(tmp_path / "config.xml").getroot()  # noqa: S314
    choices = {tag.get("name"): {choice.get("value") for choice in tag} for tag in view.iter("Choices")}
    areas = {tag.get("name") for tag in view.iter("TextArea")}
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    regions = [entry for task in tasks for entry in task["predictions"][0]["result"]]
    assert {entry["type"] for entry in regions} == {"labels", "choices", "textarea", "relation"}
    for entry in regions:
        if entry["type"] == "choices":
            assert set(entry["value"]["choices"]) <= choices[entry["from_name"]]
        elif entry["type"] == "textarea":
            assert entry["from_name"] in areas
    assert {"critics", "civil society & <co>", "civil_society", "other"} <= choices["stance"]


def test_no_text_holds_what_a_browser_changes(coded, tmp_path):
    label_studio.write(coded, tmp_path)
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    text = tasks[0]["data"]["text"]
    assert not any(character in text for character in "\r\x00\x85\u2028\ud83d")
    for entry in tasks[0]["predictions"][0]["result"]:
        if entry["type"] == "labels":
            value = entry["value"]
            assert text[value["start"] : value["end"]] == value["text"]


def test_reading_what_a_person_made(tmp_path):
    (analysis,) = label_studio.read(export(tmp_path, annotation(RESULT)))
    (claim,) = analysis.claims
    assert claim.speaker
    assert (analysis.document.id, claim.id) == ("7", content_id("7", 3, 17))
    assert (claim.text, claim.source, claim.cue) == ("Buses are free", ((25, 34),), ((20, 24),))
    assert (claim.stance, claim.speaker.name, claim.kind, claim.polarity) == ("critics", "The Mayor", "direct", None)
    assert [position.text for position in analysis.positions] == ["Buses should be free."]


def test_the_newest_annotation_that_was_not_skipped_counts(tmp_path):
    old, new = [region("a", "Claim", 3, "Buses")], [region("b", "Claim", 9, "are free")]
    predictions = [{"id": 1, "model_version": "argmine", "result": RESULT}]
    skipped = annotation(RESULT, day=5, was_cancelled=True)

    def read(*annotations: dict[str, Any], **more: Any) -> list[str]:
        documents = label_studio.read(export(tmp_path, *annotations, **more))
        return [claim.text for analysis in documents for claim in analysis.claims]

    assert read(annotation(new, day=2), annotation(old), skipped, predictions=predictions) == ["are free"]
    assert read(annotation(old, updated_at="2025-02-01T00:00:00Z"), annotation(new, day=2)) == ["Buses"]
    assert read(skipped, predictions=predictions) == ["Buses are free"]
    assert read(annotation([]), predictions=predictions) == []


def test_tasks_that_nobody_worked_on_are_left_out(tmp_path):
    assert list(label_studio.read(export(tmp_path, predictions=[3]))) == []
    assert list(label_studio.read(export(tmp_path, annotation(RESULT, was_cancelled=True), predictions=[3]))) == []
    (done,) = label_studio.read(export(tmp_path, annotation([]), predictions=[3]))
    assert done.claims == ()


def test_what_was_cleared_is_not_there(coded, tmp_path):
    label_studio.write(coded, tmp_path)
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    result = tasks[0]["predictions"][0]["result"]
    for entry in result:
        if entry["type"] == "choices":
            # Label Studio repeats the words of the region there.
            entry["value"] |= {"choices": [], "text": "Buses should be free 🚌"}
    tasks[0]["annotations"] = [annotation(result)]
    (tmp_path / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    claims = next(iter(label_studio.read(tmp_path))).claims
    assert {claim.id for claim in claims} == {claim.id for claim in coded.documents[0].claims}
    assert {(claim.stance, claim.polarity, claim.position, claim.type) for claim in claims} == {(None,) * 4}


def test_a_copy_of_a_claim_is_a_claim_of_its_own(coded, tmp_path):
    label_studio.write(coded, tmp_path)
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    result = tasks[0]["predictions"][0]["result"]
    tasks[0]["annotations"] = [annotation([*result, region("copy", "Claim", 1, "Buses should be free 🚌")])]
    (tmp_path / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    claims = next(iter(label_studio.read(tmp_path))).claims
    assert [(claim.start, claim.end) for claim in claims[:2]] == [(1, 23), (1, 23)]
    assert len({claim.id for claim in claims}) == 6


def test_offsets_of_an_old_label_studio_are_understood(tmp_path):
    units = json.loads(json.dumps(RESULT))
    for entry in units:
        if entry["type"] == "labels":
            entry["value"]["start"] += 1
            entry["value"]["end"] += 1
    (analysis,) = label_studio.read(export(tmp_path, annotation(units)))
    assert analysis.claims[0].text == "Buses are free"
    assert analysis.claims[0].source == ((25, 34),)


def test_words_that_are_not_those_of_the_text_are_refused(tmp_path):
    wrong = [region("a", "Claim", 4, "Buses"), region("b", "Claim", 400, "Buses")]
    with pytest.raises(
        FormatError, match="task 7: the region a says 'Buses' at 4 to 9, where 'uses ' stands; the region b"
    ):
        list(label_studio.read(export(tmp_path, annotation(wrong))))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,text", "is no JSON .*choose Export, then JSON"),
        ('[{"id": 1, "text": "a", "label": [], "annotator": 1, "annotation_id": 3}]', "is JSON-MIN, which"),
        ('[{"id": 1}]', "is no file of tasks"),
        ('[{"id": 1, "data": {"body": "a"}, "annotations": [{"result": []}]}]', "has no text under `text`"),
        (
            '[{"data": {"text": "a"}, "annotations": [{"result": [{"type": "labels", "value": {}}]}]}]',
            "task 0: has a region that is none of Label Studio's",
        ),
    ],
)
def test_other_files_are_refused(tmp_path, content, message):
    file = tmp_path / "export.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(FormatError, match=message):
        list(label_studio.read(file))


def test_no_documents_are_an_empty_list(coded, tmp_path):
    label_studio.write(CodedDocuments((), coded.codebook), tmp_path)
    assert json.loads((tmp_path / "tasks.json").read_text()) == []


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_coded_comes_back(data, corpora, shown):
    coded = data.draw(corpora)
    with tempfile.TemporaryDirectory() as folder:
        label_studio.write(coded, Path(folder))
        ElementTree.parse(Path(folder, "config.xml"))  # noqa: S314
        read = [shown(analysis) for analysis in label_studio.read(Path(folder))]
    assert read == list(map(shown, coded.documents))
