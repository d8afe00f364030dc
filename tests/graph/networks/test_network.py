"""Networks by hand: two-mode, one-mode, normalisations, what counts, axes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from argmine.graph.networks import NetworkError, NetworkSettings, Statements, event_list, network

ALL = NetworkSettings(duplicates="include")
ONE = replace(ALL, mode="one-mode", aggregation="congruence")
#           ban law tax
IGNORED = [[1, 0, 3], [2, 0, 1], [0, 0, 1], [0, 1, 0]]
SUBTRACTED = [[-1, 0, 3], [0, 0, -1], [0, 0, 1], [0, 1, 0]]


def ties(statements: Statements, settings: NetworkSettings) -> list[list[float]]:
    found: list[list[float]] = network(statements, settings).matrix.toarray().tolist()
    return found


def test_rows_and_columns_stand_by_their_labels(debate):
    found = network(debate, ALL)
    assert found.rows.labels == ("ann", "bob", "cid", "dee")
    assert found.columns.labels == ("ban", "law", "tax")
    assert [facts["frequency"] for facts in found.rows.facts] == [4, 3, 1, 1]


def test_two_mode(debate):
    assert ties(debate, replace(ALL, aggregation="ignore")) == IGNORED
    assert ties(debate, ALL) == SUBTRACTED
    # 1 supports, 2 attacks, 3 both.
    assert ties(debate, replace(ALL, aggregation="combine")) == [[2, 0, 1], [3, 0, 2], [0, 0, 1], [0, 1, 0]]


def test_two_mode_normalised(debate):
    by_row = ties(debate, replace(ALL, aggregation="ignore", normalisation="activity"))
    assert by_row == [[1 / 4, 0, 3 / 4], [2 / 3, 0, 1 / 3], [0, 0, 1], [0, 1, 0]]
    by_column = ties(debate, replace(ALL, normalisation="prominence"))
    assert np.array(by_column) == pytest.approx(
        np.array([[-1 / 3, 0, 3 / 5], [0, 0, -1 / 5], [0, 0, 1 / 5], [0, 1, 0]])
    )


@pytest.mark.parametrize(
    ("aggregation", "ann_bob", "ann_cid", "bob_cid"),
    # Ann: ban 1 against, tax 3 for; Bob: ban 1 for and 1 against, tax 1 against; Cid: tax 1 for.
    [("ignore", 5, 3, 1), ("congruence", 1, 3, 0), ("conflict", 4, 0, 1), ("subtract", -3, 3, -1)],
)
def test_one_mode(debate, aggregation, ann_bob, ann_cid, bob_cid):
    assert ties(debate, replace(ONE, aggregation=aggregation)) == [
        [0, ann_bob, ann_cid, 0],
        [ann_bob, 0, bob_cid, 0],
        [ann_cid, bob_cid, 0, 0],
        [0, 0, 0, 0],
    ]


def test_one_mode_normalised(debate):
    def ann_bob(normalisation, aggregation="congruence"):
        return ties(debate, replace(ONE, normalisation=normalisation, aggregation=aggregation))[0][1]

    assert ann_bob("average") == pytest.approx(1 / 3.5)
    # Ann alone: tax for (3); Bob alone: ban for, tax against; both: ban against (1 * 1).
    assert ann_bob("jaccard") == pytest.approx(1 / (3 + 1 + 1 + 1))
    assert ann_bob("cosine") == pytest.approx(1 / (np.sqrt(10) * np.sqrt(3)))
    # Ann (1, 3), Bob (2, 1) over ban and tax.
    assert ann_bob("cosine", "ignore") == pytest.approx(5 / (np.sqrt(10) * np.sqrt(5)))


def scored(*values: tuple[str, str, int]) -> Statements:
    rows = [{"speaker": who, "position": what, "score": score, "document": "d"} for who, what, score in values]
    return Statements.of_rows(rows, data_types={"score": "integer"})


def test_a_whole_number_as_qualifier():
    statements = scored(("ann", "tax", -2), ("ann", "tax", 1), ("bob", "tax", 3))
    settings = replace(ALL, qualifier="score")
    assert ties(statements, settings) == [[-1], [3]]
    # The range is 5, the distances are 5 and 2.
    assert ties(statements, replace(ONE, qualifier="score"))[0][1] == pytest.approx((1 - 5 / 5) + (1 - 2 / 5))
    assert ties(statements, replace(ONE, qualifier="score", aggregation="conflict"))[0][1] == pytest.approx(1.4)
    # -2 first, 3 last: 4, 2, 1.
    assert ties(statements, replace(settings, aggregation="combine")) == [[6], [1]]


def test_text_as_qualifier():
    rows = [
        {"speaker": who, "position": "tax", "frame": frame, "document": "d"}
        for who, frame in (("ann", "cost"), ("ann", "fair"), ("bob", "cost"), ("bob", "cost"))
    ]
    statements = Statements.of_rows(rows)
    settings = replace(ONE, qualifier="frame")
    assert ties(statements, settings)[0][1] == 2
    assert ties(statements, replace(settings, aggregation="conflict"))[0][1] == 2
    assert ties(statements, replace(settings, aggregation="subtract"))[0][1] == 0
    assert ties(statements, replace(ALL, qualifier="frame")) == [[2], [2]]


def test_duplicates(debate):
    def counted(duplicates, aggregation="ignore"):
        return network(debate, replace(ALL, duplicates=duplicates, aggregation=aggregation)).statements

    assert counted("include") == 9
    assert counted("document") == 8
    # Bob on the ban twice in 2006, in January and in March.
    assert counted("week") == counted("month") == 8
    assert counted("year") == 7
    assert counted("year", "subtract") == 8
    assert counted("acrossrange") == 6
    assert counted("acrossrange", "subtract") == 7


def test_the_week_begins_on_monday_and_knows_its_year():
    days = ("2004-12-31", "2005-01-02", "2005-01-03", "2006-01-02")
    rows = [{"speaker": "ann", "position": "tax", "agreement": 1, "document": day, "time": day} for day in days]
    statements = Statements.of_rows(rows)
    assert network(statements, replace(ALL, duplicates="week")).statements == 3
    # In 2005 the first week began on the 3rd, in 2006 on the 2nd.
    assert network(statements, replace(ALL, duplicates="week", compat="dna")).statements == 2


def test_without_a_date_a_document_is_a_stretch_of_its_own():
    rows = [{"speaker": "ann", "position": "tax", "agreement": 1, "document": where} for where in "aab"]
    statements = Statements.of_rows(rows)
    for duplicates in ("week", "month", "year"):
        assert network(statements, replace(ALL, duplicates=duplicates)).statements == 2


def test_the_range_holds_both_its_ends(debate):
    settings = replace(ALL, start=datetime(2005, 1, 31), end=datetime(2006, 1, 5))
    found = network(debate, settings)
    assert found.statements == 3
    assert found.left_out == {"outside the range": 6}
    assert found.rows.labels == ("ann", "bob")
    everybody = network(debate, replace(settings, isolates=True))
    assert everybody.rows.labels == ("ann", "bob", "cid", "dee")
    assert everybody.columns.labels == ("ban", "law", "tax")


def test_values_are_excluded_or_alone_let_in(debate):
    assert network(debate, replace(ALL, exclude={"speaker": frozenset({"bob", "nobody"})})).statements == 6
    assert network(debate, replace(ALL, only={"outlet": frozenset({"4"})})).statements == 3
    assert network(debate, replace(ALL, only={"agreement": frozenset({"0"})})).statements == 3
    both = replace(ALL, exclude={"speaker": frozenset({"ann"})}, only={"position": frozenset({"tax"})})
    assert network(debate, both).left_out == {"excluded": 7}


def test_who_takes_no_side_counts_where_sides_do_not_matter():
    rows = [{"speaker": "ann", "position": "tax", "agreement": side, "document": "d"} for side in (1, None)]
    statements = Statements.of_rows(rows)
    assert ties(statements, replace(ALL, aggregation="ignore")) == [[2]]
    found = network(statements, ALL)
    assert found.matrix.toarray().tolist() == [[1]]
    assert found.left_out == {"no side taken": 1}


def test_what_is_nowhere_is_left_out():
    rows = [{"speaker": who, "position": what, "agreement": 1, "document": "d"} for who, what in (("", "x"), ("a", ""))]
    found = network(Statements.of_rows(rows), ALL)
    assert found.matrix.shape == (0, 0)
    assert found.left_out == {"no speaker or no position": 2}
    assert network(Statements.of_rows(rows), ONE).matrix.shape == (0, 0)


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"aggregation": "congruence"}, "congruence makes no two-mode network: choose ignore, combine, subtract"),
        ({"mode": "one-mode", "aggregation": "combine"}, "combine makes no one-mode network"),
        ({"normalisation": "cosine"}, "cosine is for no two-mode network: choose no, activity, prominence"),
        ({"rows": "party"}, "there is no variable 'party': choose one of"),
        ({"rows": "position"}, "rows and columns are both position"),
        ({"exclude": {"x": frozenset("y")}}, "there is no variable 'x'"),
        ({"start": datetime(2006, 1, 1), "end": datetime(2005, 1, 1)}, "ends .* before it starts"),
        ({"window": "days"}, "makes a series of networks"),
        ({"kernel": "uniform"}, "needs a window of days, weeks, months or years"),
        ({"size": 0}, "a window spans at least 1"),
        ({"window": "years", "size": 9000}, "at most 1,000 years"),
        ({"only": {"speaker": frozenset({"anne"})}}, "no statement has speaker=anne: choose for example ann"),
    ],
)
def test_what_makes_no_sense_is_refused(debate, settings, complaint):
    with pytest.raises(NetworkError, match=complaint):
        network(debate, replace(ALL, **settings))


def test_numbers_are_the_same_however_they_are_written():
    how = (("ann", 1), ("ann", "1.0"), ("bob", True), ("cid", "TRUE"), ("dee", False), ("dee", float("nan")))
    rows = [{"speaker": who, "position": "tax", "agreement": side, "document": "d"} for who, side in how]
    found = network(Statements.of_rows(rows), ALL)
    assert found.matrix.toarray().tolist() == [[2], [1], [1], [-1]]
    assert found.left_out == {"no side taken": 1}
    assert ties(Statements.of_rows(rows), replace(ALL, only={"agreement": frozenset({"1"})})) == [[2], [1], [1]]
    for side in (2, -1, 0.5):
        with pytest.raises(NetworkError, match="write 1 where a statement agrees and 0 where it does not"):
            Statements.of_rows([{"document": "d", "agreement": side}])
    with pytest.raises(NetworkError, match=r"'score' has the value '1\.5': write whole numbers"):
        Statements.of_rows([{"document": "d", "score": 1.5}], data_types={"score": "integer"})


def test_moments_are_those_of_the_clock_on_the_wall():
    said = ("2025-01-31T00:30:00+02:00", "2025-01-31T23:30:00Z", datetime(2025, 1, 31, 12))
    statements = Statements.of_rows({"document": "d", "time": time} for time in said)
    assert {str(moment)[:10] for moment in statements.time} == {"2025-01-31"}
    parts = Statements.of_rows({"document": "d", "time": time} for time in ("2025-02", "2025"))
    assert [str(moment)[:10] for moment in parts.time] == ["2025-01-01", "2025-02-01"]


def test_rows_must_be_statements():
    with pytest.raises(NetworkError, match="need a `document`"):
        Statements.of_rows([{"speaker": "ann"}])
    with pytest.raises(NetworkError, match="date 'yesterday', which is none: write 2025-01-31"):
        Statements.of_rows([{"document": "d", "time": "yesterday"}])
    with pytest.raises(NetworkError, match="'agreement' has the value 'yes': write 1 where"):
        Statements.of_rows([{"document": "d", "agreement": "yes"}])


def test_events(debate):
    rows = list(event_list(debate, replace(ALL, only={"speaker": frozenset({"bob"})})))
    assert [row["time"][:10] for row in rows] == ["2005-01-03", "2006-01-05", "2006-03-01"]
    assert [(row["position"], row["agreement"]) for row in rows] == [("tax", 0), ("ban", 0), ("ban", 1)]
    assert rows[0]["document_id"] == "d1"


def test_events_have_their_offsets_as_numbers():
    rows = [{"document": "d", "speaker": "ann", "position": "tax", "agreement": 1, "start": "3", "end": 9}]
    (event,) = event_list(Statements.of_rows(rows), ALL)
    assert (event["start_position"], event["stop_position"]) == (3, 9)
    (blank,) = event_list(Statements.of_rows([rows[0] | {"start": "", "end": 9.0, "confidence": ""}]), ALL)
    assert (blank["start_position"], blank["stop_position"]) == (None, 9)
    with pytest.raises(NetworkError, match="'start' has a value that is no number"):
        Statements.of_rows([{"document": "d", "start": "three"}])


def test_networkx_has_signs_and_sizes(debate):
    graph = network(debate, ALL).to_networkx()
    assert graph.edges["speaker:ann", "position:ban"] == {"type": "subtract", "weight": 1.0, "sign": -1, "value": -1.0}
    assert ("speaker:bob", "position:ban") not in graph.edges
    assert graph.nodes["position:law"] == {"type": "position", "label": "law", "frequency": 1, "bipartite": 1}
    one = network(debate, ONE).to_networkx()
    assert one.number_of_edges() == 2


def test_documents_are_drawn_anew(debate):
    drawn = debate.resampled(np.random.default_rng(1))
    assert len(set(drawn.documents.tolist())) <= 5
    again = debate.resampled(np.random.default_rng(1))
    assert drawn.documents.tolist() == again.documents.tolist()
    assert (np.diff(drawn.time.astype(int)) >= 0).all()
    # Drawn twice, a document counts twice, though duplicates within a document do not.
    sizes = [
        network(debate.resampled(np.random.default_rng(seed)), replace(ALL, duplicates="document")).statements
        for seed in range(300)
    ]
    assert np.mean(sizes) == pytest.approx(8, abs=0.4)
    assert max(sizes) > 8
