import pytest

from argmine.graph.measures import density, sensitivity
from argmine.graph.networks import NetworkError, NetworkSettings, Statements


def of_confidences(*confidences):
    return Statements.of_rows(
        {"document": "d", "speaker": f"s{place}", "position": "p", "agreement": 1, "confidence": confidence}
        for place, confidence in enumerate(confidences)
    )


def test_each_threshold_leaves_out_what_is_less_sure():
    statements = of_confidences(0.1, 0.25, 0.6, 0.9, None)
    found = list(sensitivity(statements, NetworkSettings(confidence=0.8), lambda network: network.matrix.sum()))
    assert found == [(0, 5, 5), (0.25, 4, 4), (0.5, 3, 3), (0.75, 2, 2)]


def test_any_measure_will_do():
    (found,) = sensitivity(of_confidences(0.5), NetworkSettings(), density, thresholds=[1])
    assert (found.threshold, found.statements, found.value.density) == (1.0, 0, 0.0)


def test_what_is_said_again_more_surely_counts():
    rows = [
        {"document": "d", "speaker": "ann", "position": "p", "agreement": 1, "confidence": sure} for sure in (0.2, 0.9)
    ]
    found = sensitivity(Statements.of_rows(rows), NetworkSettings(), lambda network: network.matrix.sum())
    assert [row.value for row in found] == [1, 1, 1, 1]


def test_what_is_refused():
    with pytest.raises(NetworkError, match="from 0 to 1"):
        list(sensitivity(of_confidences(0.5), NetworkSettings(), density, thresholds=[50]))
    with pytest.raises(NetworkError, match="makes a series"):
        list(sensitivity(of_confidences(0.5), NetworkSettings(window="days"), density))
