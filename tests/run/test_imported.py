"""Runs made of what people coded or corrected."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from argmine.formats import CodedDocuments, FormatError, read_annotations, write
from argmine.learn.gold import read_gold
from argmine.run import RunError, import_run, open_run, run_corpus
from argmine.schema import Analysis, Claim, Document, Position, Speaker

HELD = frozenset({"span", "stance", "speaker", "organisation", "position", "polarity"})
ARTICLE = (
    '"The toll will choke small hauliers," said Ida Brandt of the Hauliers\' League.\n\n'
    "The transport ministry argued that the toll pays for the bridges. Critics said it ignores the villages.\n"
)
OTHER = 'Mayor Tom Roe said the toll "comes too late".\n'


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("toll")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    return run_corpus(folder, folder.parent / "toll-run")


Edit = Callable[[Analysis], Analysis]


@pytest.fixture
def correct(run, tmp_path):
    """Import the run with one document edited."""

    def call(edit: Edit, holds: frozenset[str] = HELD):
        first, *_ = run.analyses()
        return import_run([edit(first)], tmp_path / "out", corrects=run, holds=holds, source="x.json")

    return call


def with_claims(analysis: Analysis, *claims: Claim) -> Analysis:
    return replace(analysis, claims=claims)


def test_what_nobody_touched_stays(run, correct):
    imported = correct(lambda analysis: analysis)
    assert imported.corrections is not None
    count = len(list(run.analyses())[0].claims)  # noqa: RUF015
    assert imported.corrections.to_json() == {"same": count, "corrected": 0, "removed": 0, "added": 0, "fields": {}}
    assert [*imported.run.claims()] == [*run.claims()]
    assert [*imported.run.documents()] == [*run.documents()]
    assert [*imported.run.echoes()] == [*run.echoes()]
    assert imported.run.codebook == run.codebook
    assert imported.run.counts == run.counts


def test_corrections_are_taken_over_with_certainty(correct):
    position = Position(id="new", text="The toll should go.")

    def edit(analysis):
        first, *others = analysis.claims
        mended = replace(
            first,
            stance="administration",
            speaker=Speaker(id="x", name="The Hauliers' League", organisation="Hauliers"),
            position="new",
            polarity="support",
            confidence=0.01,
        )
        return replace(analysis, claims=(mended, *others), positions=(*analysis.positions, position))

    imported = correct(edit)
    assert imported.corrections.corrected == 1
    assert set(imported.corrections.fields) >= {"stance", "speaker", "position"}
    claim = next(imported.run.claims())
    assert (claim.stance, claim.stance_probabilities) == ("administration", {"administration": 1.0})
    assert (claim.position, claim.position_confidence, claim.polarity) == ("new", 1.0, "support")
    assert claim.speaker.name == "The Hauliers' League"
    assert claim.confidence != 0.01
    assert "The toll should go." in [entry.text for entry in imported.run.positions()]


def test_what_the_format_does_not_hold_is_no_correction(run, correct):
    def forget(analysis):
        empty = {"position": None, "polarity": None, "stance": None, "speaker": None, "cue": (), "relations": ()}
        return with_claims(analysis, *(replace(claim, **empty) for claim in analysis.claims))

    imported = correct(forget, holds=frozenset({"span"}))
    assert imported.corrections.corrected == 0
    assert [*imported.run.claims()] == [*run.claims()]


def test_claims_are_removed_added_and_moved(run, correct):
    def edit(analysis):
        _, second, *_ = analysis.claims
        new = Claim(id="new", document="?", start=0, end=3, text="", kind="direct", stance="other")
        moved = replace(second, end=second.end - 1)
        return with_claims(analysis, moved, new)

    before = list(next(run.analyses()).claims)
    imported = correct(edit)
    corrections = imported.corrections
    assert (corrections.added, corrections.removed) == (1, len(before) - 1)
    assert corrections.fields["span"] == 1
    new, moved = next(imported.run.analyses()).claims
    assert (new.id, new.text, new.document) == ("new", ARTICLE[:3], before[0].document)
    assert (moved.id, moved.text) == (before[1].id, ARTICLE[moved.start : moved.end])
    linked = {row["source"] for row in imported.run.query("select source from links").df().to_dict("records")}
    assert before[0].id not in linked


def test_a_speaker_of_the_run_keeps_its_id(run, correct):
    known = next(claim.speaker for claim in run.claims() if claim.speaker)

    def edit(analysis):
        speaker = Speaker(id="typed", name=f" {known.name.upper()} ")
        return with_claims(analysis, *(replace(claim, speaker=speaker) for claim in analysis.claims))

    claims = list(next(correct(edit).run.analyses()).claims)
    assert {claim.speaker.id for claim in claims} == {known.id}


def test_line_breaks_that_a_program_changed_do_no_harm(correct):
    def edit(analysis):
        return replace(analysis, document=replace(analysis.document, text=analysis.document.text.replace("\n", " ")))

    imported = correct(edit)
    assert imported.failures == ()
    assert next(imported.run.documents()).text == ARTICLE


def test_another_text_is_a_failure_and_the_rest_goes_on(run, correct):
    def edit(analysis):
        return replace(analysis, document=replace(analysis.document, text="Something else."), claims=())

    imported = correct(edit)
    assert [*imported.run.claims()] == [*run.claims()]
    (failure,) = imported.run.failures()
    assert (failure.path, failure.stage) == ("x.json", "import")
    assert "was left as it is in the run: its text is not the one" in failure.reason


def coded() -> list[Analysis]:
    text = "Ann says no. Bob says yes."
    document = Document(id="d", text=text, title="A vote", date="2020-02-02")
    claims = tuple(
        Claim(
            id=f"c{place}",
            document="d",
            start=start,
            end=end,
            text=text[start:end],
            kind="direct",
            speaker=Speaker(id=name, name=name, organisation="The council"),
            stance="owners",
            position="p",
            polarity="attack" if name == "Ann" else "support",
        )
        for place, (start, end, name) in enumerate(((0, 12, "Ann"), (13, 26, "Bob")))
    )
    return [Analysis(document=document, claims=claims, positions=(Position(id="p", text="The council should."),))]


def test_hand_coded_documents_become_a_run(tmp_path):
    imported = import_run(coded(), tmp_path / "run", source="coded.dna")
    assert imported.corrections is None
    run = open_run(tmp_path / "run")
    (analysis,) = run.analyses()
    assert analysis.claims == tuple(replace(claim, stance_probabilities={}) for claim in coded()[0].claims)
    assert run.codebook.stance_names[-1] == "owners"
    assert run.manifest["imported"] == {"from": "coded.dna", "documents": ["d"], "corrections": None}
    assert imported.stances == {"owners": 2}
    assert [(row.name, row.claims) for row in run.speakers()] == [("Ann", 1), ("Bob", 1)]
    assert run.query("select supports, attacks from positions").fetchall() == [(1, 1)]


def test_gold_is_what_people_looked_at(run, correct, tmp_path):
    with pytest.raises(FormatError, match="gold: nobody has corrected this run"):
        write(run, tmp_path / "x.gold.jsonl")

    def edit(analysis):
        first, *others = analysis.claims
        return with_claims(analysis, replace(first, stance=None), *others)

    imported = correct(edit)
    first = next(run.analyses())
    assert (imported.untouched, imported.unknown) == (1, ())
    assert imported.run.reviewed == {first.document.id}
    assert run.reviewed is None
    said = write(imported.run, tmp_path / "x.gold.jsonl")
    (article,) = read_gold(tmp_path / "x.gold.jsonl")
    assert len(article.claims) == len(first.claims) - 1
    assert said == (
        f"claims: {len(first.claims) - 1}; documents: 1; left out: claims without a stance: 1, "
        "documents that nobody looked at: 1"
    )


def test_corrections_of_another_corpus_are_refused(run, tmp_path):
    with pytest.raises(RunError, match="none of its documents is in"):
        import_run(coded(), tmp_path / "out", corrects=run, holds=HELD)
    both = [*coded(), next(run.analyses())]
    imported = import_run(both, tmp_path / "out", corrects=run, holds=HELD)
    assert imported.unknown == ("d",)
    assert imported.corrections is not None
    assert imported.corrections.added == 2


def test_nobodys_work_is_written_over(run, tmp_path):
    import_run(coded(), tmp_path / "run")
    with pytest.raises(RunError, match="holds what people coded"):
        import_run(coded(), tmp_path / "run")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    for restart in (False, True):
        with pytest.raises(RunError, match="holds what people coded"):
            run_corpus(tmp_path / "a.txt", tmp_path / "run", restart=restart)
    with pytest.raises(RunError, match="holds a run; name a new folder"):
        import_run(coded(), run.path)
    with pytest.raises(RunError, match=r"empty\.dna: has no documents"):
        import_run([], tmp_path / "new", source="empty.dna")


def test_json_lines_round_trip_and_gold(run, tmp_path):
    write(run, tmp_path / "run.jsonl")
    read = read_annotations(tmp_path / "run.jsonl")
    for ours, theirs in zip(run.analyses(), read, strict=True):
        lost = {name: getattr(ours.document, name) for name in ("path", "extra", "author", "url")}
        assert replace(theirs, document=replace(theirs.document, **lost)).to_json() == ours.to_json()
    write(CodedDocuments(tuple(read), run.codebook), tmp_path / "run.gold.jsonl")
    articles = read_gold(tmp_path / "run.gold.jsonl")
    assert [len(article.claims) for article in articles] == [len(analysis.claims) for analysis in read]


def test_offsets_in_json_lines_are_checked(run, tmp_path):
    write(run, tmp_path / "run.jsonl")
    text = Path(tmp_path / "run.jsonl").read_text(encoding="utf-8")
    (tmp_path / "run.jsonl").write_text(text.replace("The toll", "A toll", 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"run\.jsonl:1: the claim .* says that its words stand at"):
        read_annotations(tmp_path / "run.jsonl")


def test_old_and_damaged_runs_say_what_to_do(run, tmp_path):
    shutil.copytree(run.path, tmp_path / "run")
    claims = pq.read_table(tmp_path / "run" / "claims.parquet")
    pq.write_table(claims.drop_columns(["cue_kind"]), tmp_path / "run" / "claims.parquet")
    for ask in (lambda opened: list(opened.claims()), lambda opened: opened.query("select 1")):
        with pytest.raises(RunError, match=r"an older version .* no column 'cue_kind'.* --restart"):
            ask(open_run(tmp_path / "run"))
    (tmp_path / "run" / "claims.parquet").write_bytes(b"PAR1 cut")
    with pytest.raises(RunError, match=r"claims\.parquet: is damaged .* --restart"):
        list(open_run(tmp_path / "run").claims())


def test_nothing_stays_of_an_import_that_fails(tmp_path, monkeypatch):
    monkeypatch.setattr("argmine.run.imported.write_tables", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_run(coded(), tmp_path / "run")
    assert list(tmp_path.iterdir()) == []
