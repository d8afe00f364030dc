"""``argmine speakers``, and that what a person corrects stays corrected."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Invoke = Callable[..., Result]

ARTICLES = {
    **{
        f"union-{number}": f"The council met on day {number}.\n\nMaya Okafor, president of the Harbour Workers Union, "
        "said the fee is unfair and must go because it costs jobs.\n"
        for number in range(3)
    },
    "surname": "The council met late.\n\nOkafor said the fee is fair and must stay because ports need the money.\n",
    "mike": "The council met early.\n\nMike Rowan, a farmer, said the fee is too high and hurts every farm.\n",
    "michael": "The council met again.\n\nMichael Rowan argued that the fee should be cut because it hurts farms.\n",
}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    for name, text in ARTICLES.items():
        (folder / f"{name}.md").write_text(f"---\ndate: 2026-03-02\n---\n{text}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(invoke: Invoke, harbour: Path) -> Path:
    out = harbour.parent / "harbour-run"
    result = invoke("run", harbour, "-o", out, "--quiet")
    assert result.exit_code == 0, result.output
    return out


def listed(invoke: Invoke, run: Path, *options: str) -> dict[str, dict[str, Any]]:
    shown = json.loads(invoke("speakers", run, "--json", *options).stdout)
    return {speaker["name"]: speaker for speaker in shown["speakers"]}


def test_what_was_merged_is_listed_with_the_reason(invoke: Invoke, run: Path) -> None:
    speakers = listed(invoke, run)
    assert set(speakers) == {"Maya Okafor", "Mike Rowan", "Michael Rowan"}
    assert speakers["Maya Okafor"]["merged"] == [
        {"name": "Okafor", "claims": 1, "why": "the only full name with this surname"}
    ]
    assert set(listed(invoke, run, "--merged")) == {"Maya Okafor"}
    assert set(listed(invoke, run, "--limit", "1")) == {"Maya Okafor"}
    table = " ".join(invoke("speakers", run).stdout.split())
    for words in ("Speakers (3)", "Maya Okafor", "president of the Harbour", "Okafor (1):", "merged, and why"):
        assert words in table
    assert "Speakers (3)" in invoke("show", run, "--speakers").stdout


def test_corrections_are_applied_and_survive(invoke: Invoke, harbour: Path, run: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.yaml"
    written = invoke("speakers", run, "-o", people)
    assert written.exit_code == 0
    assert "3 entries added; `argmine run --people" in written.stderr
    text = people.read_text(encoding="utf-8")
    # Two names are one person's: make one an alias of the other, and delete its own entry.
    text = text.replace("- name: Michael Rowan\n", "", 1)
    text = text.replace("- name: Mike Rowan\n", "- name: Mike Rowan   # both\n  aliases: [Michael Rowan]\n")
    # One name is two people's: take the alias away from the first, and give the second an entry.
    text = text.replace("  aliases: [Okafor]\n", "")
    text += "- name: James Okafor\n  aliases: [Okafor]\n  role: harbour master\n  stance: administration\n"
    people.write_text(text, encoding="utf-8")

    corrected = tmp_path / "corrected"
    result = invoke("run", harbour, "-o", corrected, "--people", people, "--quiet")
    assert result.exit_code == 0, result.output
    speakers = listed(invoke, corrected)
    assert {name: speaker["claims"] for name, speaker in speakers.items()} == {
        "Maya Okafor": listed(invoke, run)["Maya Okafor"]["claims"] - 1,
        "James Okafor": 1,
        "Mike Rowan": sum(listed(invoke, run)[name]["claims"] for name in ("Mike Rowan", "Michael Rowan")),
    }
    assert speakers["James Okafor"]["role"] == "harbour master"
    assert all(not speaker["merged"] for speaker in speakers.values())
    assert (corrected / "people.yaml").read_text(encoding="utf-8") == text

    # The file that was edited, and one that is made anew of the corrected run, hold what the person wrote.
    assert "0 entries added" in invoke("speakers", corrected, "-o", people).stderr
    assert people.read_text(encoding="utf-8") == text
    invoke("speakers", corrected, "-o", tmp_path / "again.yaml")
    assert (tmp_path / "again.yaml").read_text(encoding="utf-8") == text
    invoke("speakers", corrected, "-o", tmp_path / "again.csv")
    assert "James Okafor,Okafor,,harbour master,administration," in (tmp_path / "again.csv").read_text(encoding="utf-8")


def test_a_file_that_nobody_edited_changes_no_speaker(invoke: Invoke, harbour: Path, run: Path, tmp_path: Path) -> None:
    for name in ("people.yaml", "people.csv"):
        invoke("speakers", run, "-o", tmp_path / name)
        out = tmp_path / f"run-{name}"
        assert invoke("run", harbour, "-o", out, "--people", tmp_path / name, "--quiet").exit_code == 0
        before, after = listed(invoke, run), listed(invoke, out)
        for key in ("id", "claims", "documents", "organisation", "role"):
            assert {name: speaker[key] for name, speaker in before.items()} == {
                name: speaker[key] for name, speaker in after.items()
            }


def test_runs_of_other_people_do_not_mix(invoke: Invoke, harbour: Path, tmp_path: Path) -> None:
    people, out = tmp_path / "people.yaml", tmp_path / "run"
    people.write_text("- name: Maya Okafor\n  stance: critics\n", encoding="utf-8")
    assert invoke("run", harbour, "-o", out, "--people", people, "--quiet").exit_code == 0
    people.write_text("# a comment changes nothing\n- name: Maya Okafor\n  stance: critics\n", encoding="utf-8")
    assert invoke("run", harbour, "-o", out, "--people", people, "--quiet").exit_code == 0
    people.write_text("- name: Maya Okafor\n  stance: other\n", encoding="utf-8")
    result = invoke("run", harbour, "-o", out, "--people", people, "--quiet")
    assert result.exit_code == 2
    assert "people: 1 entries (" in result.stderr
    assert "no people file now" in invoke("run", harbour, "-o", out, "--quiet").stderr
    assert invoke("run", harbour, "-o", out, "--quiet", "--restart").exit_code == 0
    assert not (out / "people.yaml").exists()


def test_people_in_single_texts(invoke: Invoke, harbour: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,aliases,role,stance\nJames Okafor,Okafor,harbour master,critics\n", encoding="utf-8")
    shown = json.loads(invoke("analyze", "--json", harbour / "surname.md", "--people", people).stdout)
    [speaker] = [claim["speaker"] for claim in shown["claims"] if claim["speaker"]]
    assert (speaker["name"], speaker["role"], speaker["stance"]) == ("James Okafor", "harbour master", "critics")
    shown = json.loads(invoke("analyze", "--json", harbour / "surname.md").stdout)
    assert "stance" not in shown["claims"][0]["speaker"]


@pytest.mark.parametrize("command", [["run", "-o", "nowhere"], ["analyze"], ["evaluate"]])
def test_a_faulty_people_file_is_told_before_anything_is_analysed(
    invoke: Invoke, harbour: Path, tmp_path: Path, command: list[str]
) -> None:
    people = tmp_path / "people.yaml"
    people.write_text("- name: Ann Roe\n  stance: unions\n", encoding="utf-8")
    result = invoke(*command, harbour / "mike.md", "--people", people)
    assert result.exit_code == 2
    assert f"{people}: entry 1 (Ann Roe) has the stance 'unions', which the codebook does not have" in result.stderr


def test_what_cannot_be_written(invoke: Invoke, run: Path, tmp_path: Path) -> None:
    assert "is neither .yaml nor .csv" in invoke("speakers", run, "-o", tmp_path / "people.txt").stderr
    (tmp_path / "people.yaml").write_text("- nme: Ann Roe\n", encoding="utf-8")
    result = invoke("speakers", run, "-o", tmp_path / "people.yaml")
    assert result.exit_code == 2
    assert "did you mean name?" in result.stderr
    assert (tmp_path / "people.yaml").read_text(encoding="utf-8") == "- nme: Ann Roe\n"
