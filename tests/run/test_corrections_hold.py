"""Whatever people do to the claims of a run, what comes of it holds together."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.run import RunError, import_run, run_corpus
from argmine.schema import Analysis, Claim, Document, Position, Relation, Speaker

HELD = frozenset("span kind type source cue speaker organisation role stance position polarity".split())
QUOTE = '"The toll will choke small hauliers," said Ida Brandt of the Hauliers\' League'
TEXTS = (
    f"{QUOTE}.\n\nThe transport ministry argued that the toll pays for the bridges. Critics said it ignores us.\n",
    f'Mayor Tom Roe said the toll "comes too late" for the town. {QUOTE} on Monday.\n',
    "Tom Roe argued that the toll pays for the bridges, because the lorries broke them. Ida Brandt denied it.\n",
)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("toll")
    for name, text in zip("abc", TEXTS, strict=True):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    run = run_corpus(folder, folder.parent / "toll-run")
    assert any(True for _ in run.echoes())
    return run


def names(draw, run):
    return draw(st.sampled_from([*(speaker.name for speaker in run.speakers()), "Zoë \ud800 Quist", "ida  BRANDT"]))


def edited(draw, run, claim: Claim, length: int) -> Claim:
    what = draw(st.sampled_from(("move", "stance", "position", "speaker", "polarity", "id", "relation", "source")))
    start = draw(st.integers(0, length - 1))
    end = draw(st.integers(start + 1, length))
    if what == "move":
        return replace(claim, start=start, end=end)
    if what == "stance":
        return replace(claim, stance=draw(st.sampled_from((None, "critics", "a new one", "\udfff"))))
    if what == "position":
        return replace(
            claim, position=draw(st.sampled_from((None, "new", "unheard", *(p.id for p in run.positions()))))
        )
    if what == "speaker":
        identifier = draw(st.sampled_from(["x", *(speaker.id for speaker in run.speakers())]))
        return replace(claim, speaker=draw(st.sampled_from((None, Speaker(id=identifier, name=names(draw, run))))))
    if what == "polarity":
        return replace(claim, polarity=draw(st.sampled_from((None, "support", "attack"))))
    if what == "id":
        return replace(claim, id=draw(st.sampled_from(["new", *(other.id for other in run.claims())])))
    if what == "relation":
        return replace(claim, relations=(Relation(target=draw(st.sampled_from(("new", "gone"))), label="reason"),))
    return replace(claim, source=((start, end),))


@st.composite
def files(draw, run) -> list[Analysis]:
    """Draw what people made of some documents of the run, in any order, with documents that it does not know."""
    analyses = [*run.analyses()]
    text = "Ann said the toll should go."
    claim = Claim(
        id=draw(st.sampled_from([next(run.claims()).id, "new"])),
        document="u",
        start=0,
        end=3,
        text="Ann",
        kind="direct",
    )
    analyses.append(Analysis(document=Document(id="u", text=text), claims=(claim,)))
    chosen = draw(st.lists(st.sampled_from(range(len(analyses))), min_size=1, max_size=5))
    made = []
    for place in chosen:
        analysis, claims = analyses[place], []
        for claim in draw(st.permutations(analysis.claims)):
            what = draw(st.sampled_from(("same", "same", "gone", "edited", "copied")))
            if what in ("same", "copied"):
                claims.append(claim)
            if what in ("edited", "copied"):
                claims.append(edited(draw, run, claim, len(analysis.document.text)))
        new = Position(id="new", text=draw(st.sampled_from(("The toll should go.", "It should stay."))))
        made.append(replace(analysis, claims=tuple(claims), positions=(*analysis.positions, new)))
    return made


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_tables_of_a_corrected_run_hold_together(run, data):
    given_files = data.draw(files(run))
    before = {analysis.document.id: analysis for analysis in run.analyses()}
    with tempfile.TemporaryDirectory() as folder:
        try:
            imported = import_run(given_files, Path(folder, "out"), corrects=run, holds=HELD, source="x.json")
        except RunError as error:
            assert "none of its documents is in" in str(error) or "coded otherwise each time" in str(error)
            return
        check(imported, before, given_files)


def check(imported, before, given_files):
    run = imported.run
    analyses = {analysis.document.id: analysis for analysis in run.analyses()}
    claims = [*run.claims()]
    ids = {claim.id for claim in claims}
    assert len(ids) == len(claims) == run.counts["claims"]
    assert len(analyses) == run.counts["documents"] == len([*run.documents()])
    for claim in claims:
        assert claim.text == analyses[claim.document].document.text[claim.start : claim.end]
        assert set(claim.echoes) <= ids
        assert {relation.target for relation in claim.relations} <= {c.id for c in analyses[claim.document].claims}
        assert claim.position or not claim.polarity
    check_tables(run, claims)
    refused = {failure.document for failure in imported.failures}
    here = {analysis.document.id for analysis in given_files}
    for name, analysis in before.items():
        if name not in here - refused:
            theirs = analyses[name]
            unlinked = [replace(claim, echoes=()) for claim in theirs.claims]
            assert unlinked == [replace(claim, echoes=()) for claim in analysis.claims]
            assert replace(theirs, claims=(), positions=()) == replace(analysis, claims=(), positions=())
    check_counts(imported, before, {a.document.id: a for a in given_files if a.document.id not in refused})


def check_tables(run, claims):
    positions = {position.id: position for position in run.positions()}
    tally = Counter((claim.position, claim.polarity) for claim in claims)
    table = run.query("select id, claims, supports, attacks from positions").fetchall()
    assert len(table) == len(positions)
    assert {claim.position for claim in claims} - {None} <= positions.keys()
    for name, count, supports, attacks in table:
        assert (supports, attacks) == (tally[name, "support"], tally[name, "attack"])
        assert count == supports + attacks + tally[name, None]
    spoken = Counter(claim.speaker.id for claim in claims if claim.speaker)
    assert {speaker.id: speaker.claims for speaker in run.speakers()} == spoken
    ids = {claim.id for claim in claims}
    heard = set()
    for echo in run.echoes():
        assert {echo.claim, echo.of} <= ids
        heard |= {(echo.claim, echo.of), (echo.of, echo.claim)}
    assert heard == {(claim.id, other) for claim in claims for other in claim.echoes}
    links = run.query("select source, target, type from links where type in ('in_document', 'made_by')").fetchall()
    expected = [(claim.id, claim.document, "in_document") for claim in claims]
    expected += [(claim.id, claim.speaker.id, "made_by") for claim in claims if claim.speaker]
    assert Counter(links) == Counter(expected)


def check_counts(imported, before, taken):
    counts = imported.corrections
    known = [taken[name] for name in taken if name in before]
    machine = {claim.id for analysis in known for claim in before[analysis.document.id].claims}
    assert counts.same + counts.corrected + counts.removed == len(machine)
    assert counts.same + counts.corrected + counts.added == sum(len(analysis.claims) for analysis in taken.values())
    total = sum(len(analysis.claims) for analysis in before.values())
    assert imported.run.counts["claims"] == total - counts.removed + counts.added


@pytest.fixture
def correct(run, tmp_path):
    """Import the run with the first document edited."""

    def call(*claims: Claim, positions: tuple[Position, ...] = ()):
        first = next(run.analyses())
        made = replace(first, claims=claims, positions=(*first.positions, *positions))
        return import_run([made], tmp_path / "out", corrects=run, holds=HELD)

    return call


def test_of_copies_the_one_that_stayed_is_the_claim(run, correct):
    claim = next(run.claims())
    imported = correct(replace(claim, start=0, end=4), claim)
    assert imported.corrections.to_json()["fields"] == {}
    assert imported.corrections.added == 1
    moved, same = sorted(imported.run.claims(claim.document), key=lambda one: one.id == claim.id)
    assert replace(same, echoes=()) == replace(claim, echoes=())
    assert (moved.start, moved.end, moved.echoes) == (0, 4, ())


def test_another_name_is_another_speaker(run, correct):
    claim, other = (claim for claim in list(run.claims())[:2])
    assert claim.speaker
    zoe, yan = (replace(claim.speaker, name=name) for name in ("Zoë", "Yan"))
    imported = correct(replace(claim, speaker=zoe), replace(other, speaker=yan))
    names = {speaker.name: speaker.id for speaker in imported.run.speakers()}
    assert names.keys() >= {"Zoë", "Yan"}
    assert len({names["Zoë"], names["Yan"], claim.speaker.id}) == 3


def test_another_text_is_another_position(tmp_path):
    def document(name: str, text: str) -> Analysis:
        claim = Claim(id=f"c{name}", document=name, start=0, end=3, text="Ann", kind="direct", position="p")
        return Analysis(
            document=Document(id=name, text="Ann"), claims=(claim,), positions=(Position(id="p", text=text),)
        )

    run = import_run([document("a", "Buses should go."), document("b", "buses  should go")], tmp_path / "run").run
    assert [claim.position for claim in run.claims()] == ["p", "p"]
    mended = import_run([document("b", "Buses should stay.")], tmp_path / "new", corrects=run, holds=HELD)
    assert mended.corrections is not None
    assert mended.corrections.to_json()["fields"] == {"position": 1}
    texts = {position.id: position.text for position in mended.run.positions()}
    assert [texts[claim.position or ""] for claim in mended.run.claims()] == ["Buses should go.", "Buses should stay."]


def test_a_document_coded_twice_stays_as_it_was(run, tmp_path):
    first, second, *_ = run.analyses()
    files = [first, replace(first, claims=()), second]
    imported = import_run(files, tmp_path / "out", corrects=run, holds=HELD, source="x.json")
    assert [*imported.run.claims()] == [*run.claims()]
    (failure,) = imported.failures
    assert failure.reason.startswith(
        f"the document {first.document.id} was not taken over: it stands in the file 2 times"
    )
