"""Texts with annotated attributions, from JSON Lines and from brat files."""

import json

import pytest

from argmine.learn.attribution_gold import read_attributed
from argmine.learn.gold import GoldError

TEXT = "“Wells run dry,” Ann Roe said.\n“Towns must\n\nwait,” she added. Farmers hope for rain."


@pytest.fixture
def split(tmp_path):
    """A folder as the PolNeAR repository has them, and a function that annotates its text."""
    for name in ("attributions", "text"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "paper_2026_wells.txt").write_text(TEXT, encoding="utf-8")

    def annotate(*records, annotator="4b22"):
        path = tmp_path / "attributions" / f"paper_2026_wells_{annotator}.ann"
        path.write_text("\n".join(records) + "\n", encoding="utf-8")
        return tmp_path

    return annotate


def record(identifier, role, *words):
    """A text-bound annotation of the first place of each of the words."""
    places = [(TEXT.index(word), TEXT.index(word) + len(word)) for word in words]
    offsets = ";".join(f"{start} {end}" for start, end in places)
    return f"{identifier}\t{role} {offsets}\t{' '.join(words)}"


def covered(spans):
    return [TEXT[start:end] for start, end in spans]


SAID = (
    record("T1", "Source", "Ann Roe"),
    record("T2", "Cue", "said"),
    record("T3", "Content", "“Wells run dry,”"),
    record("T4", "Attribution", "said"),
    "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
)


def test_events_become_attributions_in_text_order(split):
    folder = split(
        "E2\tAttribution-no-source:T7 Cue:T6 Content:T5",
        record("T5", "Content", "rain"),
        record("T6", "Cue", "hope for"),
        record("T7", "Attribution-no-source", "hope for"),
        *SAID,
        "#1\tAnnotatorNotes T1\tis this right?",
        "A1\tUnsure E2",
    )
    [text] = read_attributed(folder)
    assert (text.id, text.text) == ("paper_2026_wells", TEXT)
    first, second = text.attributions
    assert [covered(spans) for spans in (first.source, first.cue, first.content)] == [
        ["Ann Roe"],
        ["said"],
        ["“Wells run dry,”"],
    ]
    assert (second.source, covered(second.cue), covered(second.content)) == ((), ["hope for"], ["rain"])


def test_fragments_parted_by_white_space_are_one_and_others_stay(split):
    folder = split(
        record("T1", "Content", "“Wells", "run", "“Towns must", "wait,”"),
        record("T2", "Cue", "added"),
        "E1\tAttribution:T2 Cue:T2 Content:T1",
    )
    [attribution] = read_attributed(folder)[0].attributions
    assert covered(attribution.content) == ["“Wells run", "“Towns must\n\nwait,”"]


def test_numbered_roles_are_one_role(split):
    folder = split(
        *SAID[:4], record("T5", "Content", "wait,”"), "E1\tAttribution:T4 Cue:T2 Source:T1 Content:T3 Content2:T5"
    )
    assert covered(read_attributed(folder)[0].attributions[0].content) == ["“Wells run dry,”", "wait,”"]


def test_the_role_in_the_event_wins_over_the_type_of_the_span(split):
    folder = split(record("T1", "Cue", "rain"), record("T2", "Source", "hope for"), "E1\tX:T2 Content:T1 Cue:T2")
    [attribution] = read_attributed(folder)[0].attributions
    assert covered(attribution.content) == ["rain"]
    assert covered(attribution.cue) == ["hope for"]
    assert attribution.source == ()


def test_events_without_content_are_left_out(split):
    assert read_attributed(split(*SAID[:4], "E1\tAttribution:T4 Cue:T2", "E2\tAttribution:T4"))[0].attributions == ()


def test_a_covered_text_may_run_over_lines(split):
    start = TEXT.index("“Towns must")
    folder = split(
        f"T1\tContent {start} {start + 19}\t“Towns must", "wait,”", record("T2", "Cue", "added"), "E1\tA:T2 Content:T1"
    )
    assert covered(read_attributed(folder)[0].attributions[0].content) == ["“Towns must\n\nwait,”"]


def test_the_alphabetically_first_annotator_is_read(split):
    split(*SAID, annotator="ef2d")
    split(record("T1", "Cue", "hope for"), record("T2", "Content", "rain"), "E1\tA:T1 Content:T2", annotator="4e07")
    [text] = read_attributed(split(*SAID, annotator="d473"))
    assert [covered(attribution.content) for attribution in text.attributions] == [["rain"]]


@pytest.mark.parametrize(
    ("records", "line", "reason"),
    [
        ([record("T1", "Cue", "said"), "T2\tCue 1 4\tsaid"], 2, "do not hold 'said'"),
        (["T1\tCue 900 904\tsaid"], 1, "do not hold"),
        (["T1\tCue\tsaid"], 1, "no type with offsets"),
        (["T1\tCue 1;2 3\tsaid"], 1, "no type with offsets"),
        (["", "E1\tAttribution:T4 Content:T3"], 2, "Attribution:T4|Content:T3 names no span"),
        (["said"], 1, "no brat annotation"),
        (["E1\tAttribution:T1", "said"], 2, "no brat annotation"),
    ],
)
def test_a_broken_record_is_named_with_its_line(split, records, line, reason):
    with pytest.raises(GoldError, match=reason) as error:
        read_attributed(split(*records))
    assert f"paper_2026_wells_4b22.ann:{line}: " in str(error.value)


def test_a_folder_that_is_no_split_and_a_missing_text_are_named(split):
    folder = split(*SAID)
    with pytest.raises(GoldError, match=r"text: has no folders attributions and text; give a split"):
        read_attributed(folder / "text")
    (folder / "text" / "paper_2026_wells.txt").unlink()
    with pytest.raises(GoldError, match=r"paper_2026_wells\.txt: cannot be read"):
        read_attributed(folder)


def rows(path, *objects):
    path.write_text("".join(json.dumps(row) + "\n" for row in objects), encoding="utf-8")
    return path


def test_json_lines_are_read_with_what_else_they_hold(tmp_path):
    path = rows(
        tmp_path / "gold.jsonl",
        {
            "id": "a",
            "annotator": "x",
            "text": "It rains, Bo said.",
            "attributions": [
                {
                    "source": [[10, 12]],
                    "cue": [[13, 17]],
                    "content": [[0, 2], [3, 8]],
                    "confidence": 0.5,
                    "kind": "speech",
                },
                {"source": [], "cue": [[13, 17]], "content": []},
            ],
        },
    )
    [text] = read_attributed(path)
    [attribution] = text.attributions
    assert (attribution.source, attribution.cue, attribution.content) == (((10, 12),), ((13, 17),), ((0, 2), (3, 8)))
    assert attribution.confidence == 0.5


GOOD = {"id": "a", "text": "It rains.", "attributions": []}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"id": "b", "text": "It rains."}, "needs id, text and attributions"),
        ({**GOOD, "id": "b", "text": 3}, "its text is no string"),
        ({**GOOD, "id": "b", "attributions": [{"content": [[0, 10]]}]}, r"\[0, 10\] is no \[start, end\] within"),
        ({**GOOD, "id": "b", "attributions": [{"content": [[3, 3]]}]}, "cannot be used"),
        ({**GOOD, "id": "b", "attributions": [{"content": [0, 2]}]}, "cannot be used"),
        ({**GOOD, "id": "b", "attributions": ["rain"]}, "cannot be used"),
    ],
)
def test_a_broken_row_is_named_with_its_line(tmp_path, row, reason):
    path = rows(tmp_path / "gold.jsonl", GOOD, row)
    with pytest.raises(GoldError, match=reason) as error:
        read_attributed(path)
    assert str(error.value).startswith(f"{path}:2: ")


def test_an_empty_file_and_ids_that_come_twice_are_refused(tmp_path):
    with pytest.raises(GoldError, match="holds no annotated text"):
        read_attributed(rows(tmp_path / "empty.jsonl"))
    with pytest.raises(GoldError, match="2 texts with the id 'a'"):
        read_attributed(rows(tmp_path / "twice.jsonl", GOOD, GOOD))
