from argmine.learn.matching_score import MatchItem, score_matches
from argmine.learn.polarity_score import PolarityItem, score_polarity


def test_average_precision_is_of_the_better_half_of_the_best_pairs():
    # Four claims: the two surest are ranked, the first of them is wrong. Precision at the hit is 1/2.
    items = [
        *(MatchItem("d", "a", 0, 0.9), MatchItem("d", "a", 1, 0.2)),
        *(MatchItem("d", "b", 1, 0.8), MatchItem("d", "b", 0, 0.1)),
        *(MatchItem("d", "c", 1, 0.3), MatchItem("d", "e", 1, 0.2)),
    ]
    figures = score_matches(items, threshold=0.5)
    assert figures.strict == figures.relaxed == 0.5
    assert (figures.precision, figures.recall) == (0.5, 0.25)


def test_debates_count_alike_however_large():
    small = [MatchItem("small", "a", 1, 0.9)]
    large = [MatchItem("large", str(i), 0, 0.9) for i in range(10)]
    assert score_matches(small + large, threshold=0.5).strict == 0.5


def test_an_undecided_pair_is_no_match_or_one():
    items = [MatchItem("d", "a", None, 0.9), MatchItem("d", "b", 1, 0.8), MatchItem("d", "c", 0, 0.1)]
    figures = score_matches([*items, MatchItem("d", "e", 0, 0.05)], threshold=0.5)
    assert (figures.strict, figures.relaxed) == (0.5, 1.0)
    assert figures.f1 == 1.0


def test_no_pairs_have_no_intervals():
    assert score_matches([], threshold=0.5).intervals == {}


def test_sides_that_are_not_told_are_wrong_and_counted():
    items = [
        PolarityItem("t", "PRO", "PRO", 0.8),
        PolarityItem("t", "CON", "PRO", 0.6),
        PolarityItem("u", "CON", "NONE", 0.5),
        PolarityItem("u", "CON", "CON", 1.0),
    ]
    figures = score_polarity(items)
    assert figures.accuracy == 50
    assert round(figures.accuracy_answered, 1) == 66.7
    assert figures.answered == 75
    # PRO: 2 * 1 / (1 + 2); CON: 2 * 1 / (3 + 1).
    assert round(figures.macro_f1, 2) == round(100 * (2 / 3 + 1 / 2) / 2, 2)
    # Bins of 0.8, 0.6, 0.5 and 1.0, one claim each.
    assert round(figures.calibration_error, 2) == round(100 * (0.2 + 0.6 + 0.5 + 0.0) / 4, 2)
    assert figures.confusion["CON"] == {"PRO": 1, "CON": 1, "NONE": 1}
    assert figures.intervals["accuracy"][0] <= 50 <= figures.intervals["accuracy"][1]
