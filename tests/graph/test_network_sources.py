from types import SimpleNamespace

import duckdb
import numpy as np
import pyarrow as pa

from argmine.codebook import Codebook
from argmine.graph import graph_of
from argmine.graph.networks import NetworkSettings, Statements, event_list, network, networks
from argmine.run import import_run
from argmine.schema import Analysis, Claim, Document, Position, Speaker

CONFIDENCES = ("confidence", "position_confidence", "polarity_confidence")


def as_run(debate, *, wire=False, extra=None, placed=True):
    """Return what `Statements` asks of a run, over tables in memory."""
    database = duckdb.connect()
    speakers = {claim.speaker.id: claim.speaker for claim in debate.claims if claim.speaker}
    rows = {
        "claims": [
            {
                **{name: getattr(claim, name) for name in ("id", "document", "start", "end", "text", "kind", "type")},
                **{name: getattr(claim, name) for name in ("cue_kind", "stance", "position", "polarity")},
                **{name: getattr(claim, name) for name in CONFIDENCES},
                "speaker": claim.speaker and claim.speaker.id,
                "speaker_name": claim.speaker and claim.speaker.name,
                "organisation": claim.speaker and claim.speaker.organisation,
                "role": claim.speaker and claim.speaker.role,
            }
            for claim in debate.claims
        ],
        "documents": [
            {name: getattr(document, name) for name in ("id", "title", "date", "outlet", "author")}
            | {"extra": list((extra or {}).get(document.id, {}).items())}
            for document in debate.documents
        ],
        "speakers": [
            {name: getattr(speaker, name) for name in ("id", "name", "stance")}
            | {name: getattr(speaker, name) if placed else None for name in ("organisation", "role")}
            for speaker in speakers.values()
        ],
        "positions": [
            {"id": one.id, "text": one.text, "issue": "i", "issue_text": "Noise"} for one in debate.positions
        ],
        "links": [{"source": echo.claim, "target": echo.of, "type": "echoes", "wire": wire} for echo in debate.echoes],
    }
    for name, table in rows.items():
        columns = {column: [row[column] for row in table] for column in table[0]}
        numbers = {
            "start": pa.int64(),
            "end": pa.int64(),
            "wire": pa.bool_(),
            "extra": pa.map_(pa.string(), pa.string()),
            **dict.fromkeys(CONFIDENCES, pa.float64()),
        }
        arrays = {key: pa.array(values, numbers.get(key, pa.string())) for key, values in columns.items()}
        database.register(name, pa.table(arrays))
    return SimpleNamespace(codebook=Codebook.default(), query=database.sql)


def test_a_run_and_its_graph_make_the_same_network(debate, graph):
    one, other = Statements.of_run(as_run(debate)), Statements.of_graph(graph)
    assert len(one) == len(other) == 5
    for rows in ("speaker", "organisation", "stance", "outlet", "kind"):
        settings = NetworkSettings(rows=rows)
        found, again = network(one, settings), network(other, settings)
        assert found.rows.ids == again.rows.ids
        assert found.columns.labels == again.columns.labels
        assert np.array_equal(found.matrix.toarray(), again.matrix.toarray())


def test_who_takes_which_position(debate):
    found = network(Statements.of_run(as_run(debate)), NetworkSettings())
    assert found.rows.ids == ("moreno", "council")
    assert found.columns.ids == ("cost", "quiet")
    # Ms Moreno says that it costs too much in both documents.
    assert found.matrix.toarray().tolist() == [[2, -1], [0, 1]]
    assert found.columns.facts[0]["text"] == "The ban costs gardeners too much."


def test_copies_of_one_text_count_once(debate):
    run = as_run(debate, wire=True)
    statements = Statements.of_run(run)
    assert network(statements.copies_as_one(run), NetworkSettings()).matrix.toarray().tolist() == [[1, -1], [0, 1]]
    other = as_run(debate)
    assert network(statements.copies_as_one(other), NetworkSettings()).matrix.toarray()[0, 0] == 2


def test_events(debate):
    events = list(event_list(Statements.of_run(as_run(debate)), NetworkSettings()))
    assert [event["speaker"] for event in events] == ["the council", "Ida Moreno", "Ida Moreno", "Ida Moreno"]
    first, last = events[0], events[-1]
    assert (first["time"], last["time"]) == ("2025-03-02 00:00:00", None)
    assert (first["agreement"], last["agreement"]) == (1, 0)
    assert first["position"] == "The ban makes mornings quieter."
    text = debate.documents[0].text
    assert text[first["start_position"] : first["stop_position"]] == first["text"]
    assert first["document_id"] == debate.documents[0].id


def test_metadata_of_documents_are_variables(debate):
    first, second = (document.id for document in debate.documents)
    carried = {first: {"country": "Chile", "outlet": "no", "time": "no", "document_id": "no"}, second: {"desk": "News"}}
    statements = Statements.of_run(as_run(debate, extra=carried))
    assert set(statements.columns) - set(Statements.of_run(as_run(debate)).columns) == {"country", "desk"}
    found = network(statements, NetworkSettings(rows="country", aggregation="ignore"))
    assert found.rows.labels == ("Chile",)
    here = network(statements, NetworkSettings(only={"country": frozenset({"Chile"})}))
    there = network(statements, NetworkSettings(exclude={"country": frozenset({"Chile"})}))
    assert here.statements + there.statements == 4
    assert {event["country"] for event in event_list(statements, NetworkSettings())} == {"Chile", None}
    outlets = {document.outlet for document in debate.documents} - {None}
    assert set(statements.columns["outlet"].ids) == outlets


def test_what_few_claims_say_of_a_speaker_is_not_taken_for_true(debate):
    statements = Statements.of_run(as_run(debate, placed=False))
    assert statements.columns["organisation"].ids == statements.columns["role"].ids == ()
    # Of the two names that the speaker has, one.
    assert len(statements.columns["actor"].ids) == 2


def test_a_date_that_is_none_is_not_known(tmp_path):
    claim = Claim(
        id="c",
        document="d",
        start=0,
        end=3,
        text="Yes",
        kind="direct",
        speaker=Speaker(id="a", name="Ann"),
        position="p",
        polarity="support",
        stance="other",
    )
    document = Document(id="d", text="Yes. No.", date="last spring")
    coded = Analysis(document=document, claims=(claim,), positions=(Position(id="p", text="It should."),))
    run = import_run([coded], tmp_path / "run").run
    for statements in (Statements.of_run(run), Statements.of_graph(graph_of(run))):
        assert network(statements, NetworkSettings()).statements == 1
        assert not list(networks(statements, NetworkSettings(window="months")))
