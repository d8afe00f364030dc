"""Scoring attributions: small cases by hand, and the reference scorer on PolNeAR's development split."""

import json
import random
import subprocess
import sys

import pytest

from argmine.learn.attribution_gold import AttributedText, read_attributed
from argmine.learn.attribution_score import METRICS, is_right, score_attributions
from argmine.learn.attribution_views import in_quotation_marks
from argmine.schema import Attribution

TEXT = "“Wells run dry,” Ann Roe said. Bo Ek thinks “towns” can wait a bit. It was said to rain."


def spans(*words, text=TEXT):
    return tuple((text.index(word), text.index(word) + len(word)) for word in words)


def attribution(source, cue, *content, text=TEXT):
    return Attribution(source=spans(*source, text=text), cue=spans(*cue, text=text), content=spans(*content, text=text))


SAID = attribution(["Ann Roe"], ["said"], "“Wells run dry,”")
THINKS = attribution(["Bo Ek"], ["thinks"], "“towns” can wait a bit")
RUMOUR = attribution([], ["was said"], "to rain")
GOLD = AttributedText(id="a", text=TEXT, attributions=(SAID, THINKS, RUMOUR))


def score(*predicted, gold=GOLD, **settings):
    return score_attributions([(gold, predicted)], **settings).subsets


def percent(figures, metric):
    figure = figures.scores[metric]
    return pytest.approx((figure.precision, figure.recall, figure.f1))


def test_gold_itself_is_all_right():
    subsets = score(*GOLD.attributions)
    assert [(name, figures.gold, figures.predicted) for name, figures in subsets.items()] == [
        ("all", 3, 3),
        ("direct", 2, 2),
        ("mostly", 1, 1),
        ("speech", 2, 2),
    ]
    for figures in subsets.values():
        assert figures.source_accuracy == 100
        assert all(percent(figures, metric) == (100, 100, 100) for metric in METRICS)
        assert figures.scores["attrib"].interval == (100, 100)


def test_nothing_predicted_is_nothing_right():
    figures = score()["all"]
    assert (figures.gold, figures.predicted, figures.source_accuracy, figures.sourced) == (3, 0, None, 0)
    assert all(percent(figures, metric) == (0, 0, 0) for metric in METRICS)


def test_marks_at_the_edges_count_in_exact_and_not_in_the_loose_figure():
    figures = score(attribution(["Ann Roe"], ["said"], "Wells run dry"))["all"]
    assert percent(figures, "content exact") == (0, 0, 0)
    assert percent(figures, "content exact~") == (100, 100 / 3, 50)
    # 11 of the predicted 11 and of the gold 14 + 18 + 6 characters, white space aside.
    assert percent(figures, "content overlap") == (100, 100 * 11 / 38, 200 * 11 / 49)
    # 3 of 3 + 5 + 2 words.
    assert percent(figures, "content token") == (100, 30, 60 / 1.3)


def test_white_space_between_and_around_fragments_counts_nowhere():
    start, end = SAID.content[0]
    apart = Attribution(source=SAID.source, cue=SAID.cue, content=((start + 7, end + 1), (start, start + 6)))
    assert percent(score(apart)["all"], "content exact") == (100, 100 / 3, 50)


def test_a_wrong_source_matches_and_is_no_attribution():
    wrong = Attribution(source=THINKS.source, cue=SAID.cue, content=SAID.content)
    figures = score(wrong, THINKS)["all"]
    assert percent(figures, "match") == (100, 200 / 3, 80)
    assert percent(figures, "attrib") == (50, 100 / 3, 40)
    assert (figures.source_accuracy, figures.sourced) == (50, 2)


def test_a_source_where_gold_has_none_is_wrong_and_part_of_a_source_is_right():
    invented = Attribution(source=THINKS.source, cue=RUMOUR.cue, content=RUMOUR.content)
    figures = score(invented)["all"]
    assert percent(figures, "match") == (100, 100 / 3, 50)
    assert percent(figures, "attrib") == (0, 0, 0)
    assert figures.source_accuracy is None
    assert percent(score(attribution(["Roe"], ["said"], "“Wells run dry,”"))["all"], "attrib") == (100, 100 / 3, 50)


def test_contents_are_paired_once_and_the_better_overlap_first():
    half = attribution(["Ann Roe"], ["said"], "“Wells run")
    figures = score(half, SAID)["all"]
    assert percent(figures, "match") == (50, 100 / 3, 40)
    assert percent(figures, "content exact") == (50, 100 / 3, 40)
    # Each of the 9 characters that were predicted twice is right once.
    assert figures.scores["content overlap"].precision == pytest.approx(100 * 14 / 23)
    assert figures.scores["content token"].precision == 100
    less_than_half = attribution(["Ann Roe"], ["said"], "“Wells")
    assert percent(score(less_than_half)["all"], "match") == (0, 0, 0)


def test_each_prediction_is_told_whether_it_is_right():
    blank = Attribution(source=(), cue=SAID.cue, content=())
    wrong = Attribution(source=SAID.source, cue=THINKS.cue, content=THINKS.content)
    assert is_right(GOLD, [blank, wrong, SAID, SAID, RUMOUR]).tolist() == [False, False, True, False, True]
    assert is_right(GOLD, []).tolist() == []


def test_equal_spans_are_counted_as_often_as_both_have_them():
    figures = score(SAID, SAID)["all"]
    assert percent(figures, "cue exact") == (50, 100 / 3, 40)


def test_contents_of_white_space_are_no_attributions():
    blank = Attribution(source=(), cue=SAID.cue, content=((6, 7),))
    assert TEXT[6:7] == " "
    assert score(blank)["all"].predicted == 0


def test_a_subset_is_judged_against_everything_outside_it():
    # Without its quotation mark the prediction is not direct, and still finds the direct gold.
    text = "He said “no” yesterday."
    gold = AttributedText(id="a", text=text, attributions=(attribution(["He"], ["said"], "“no” yesterday", text=text),))
    figures = score(attribution(["He"], ["said"], "yesterday", text=text), gold=gold)["direct"]
    assert (figures.gold, figures.predicted) == (1, 0)
    assert figures.scores["match"].recall == 100
    assert figures.scores["match"].precision == 0


@pytest.mark.parametrize(
    ("cue", "is_speech"),
    [
        ("said", True),
        ("SAID", True),
        ("according to", True),
        ("has been told", True),
        ("asked for", True),
        ("hopes", False),
        ("resaying", False),
        ("notable", False),
    ],
)
def test_speech_is_a_plain_verb_of_speech_in_the_cue(cue, is_speech):
    text = f"She {cue} it rained."
    gold = AttributedText(id="a", text=text, attributions=(attribution(["She"], [cue], "it rained", text=text),))
    assert score(gold=gold)["speech"].gold == is_speech


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "no" to it.', '"no"'),
        ("„No“ runs on.\nNot here.", "„No“ runs on."),
        ("“One and “two” three", "“One and “two”"),
        ("''No'' and ``yes'' she said", "''No''``yes''"),
        ('At its end a mark "\nopens nothing', ""),
        ("”No” it says", ""),
        ("“A first paragraph\n“and a second.”\nEnd", "“A first paragraph“and a second.”"),
    ],
)
def test_quotation_marks(text, quoted):
    mask = in_quotation_marks(text)
    assert "".join(character for character, inside in zip(text, mask, strict=True) if inside) == quoted


def test_order_does_not_matter_and_the_same_seed_gives_the_same_intervals():
    other = AttributedText(id="b", text=TEXT, attributions=(SAID,))
    pairs = [(GOLD, [SAID]), (other, [THINKS, SAID]), (AttributedText(id="c", text=TEXT, attributions=()), [])]
    first = score_attributions(pairs, resamples=50)
    assert first == score_attributions(reversed(pairs), resamples=50)
    attrib = first.subsets["all"].scores["attrib"]
    assert attrib.interval is not None
    assert attrib.interval[0] < attrib.f1 < attrib.interval[1]


def test_spans_outside_the_text_and_no_text_at_all_are_refused():
    with pytest.raises(ValueError, match="lies outside the text"):
        score(Attribution(source=(), cue=(), content=((0, 1000),)))
    with pytest.raises(ValueError, match="no text to score"):
        score_attributions([])


def perturbed(texts):
    """Gold with attributions missing, invented and doubled, spans moved and sources exchanged."""
    generator = random.Random(5)  # noqa: S311

    def moved(places, length):
        result = []
        for start, end in places:
            if generator.random() < 0.4:
                start = max(0, min(start + generator.choice((-2, -1, 1, 2, 15)), end - 1))
                end = min(length, end + generator.randrange(4))
            result.append((start, end))
        return tuple(result[: 1 if generator.random() < 0.2 else None])

    for text in texts:
        length, predicted = len(text.text), []
        for a in text.attributions:
            source = a.source if generator.random() < 0.8 else generator.choice(text.attributions).source
            new = Attribution(source=moved(source, length), cue=moved(a.cue, length), content=moved(a.content, length))
            start = generator.randrange(length - 60)
            invented = Attribution(source=(), cue=((start, start + 6),), content=((start + 7, start + 60),))
            predicted += generator.choice([[], [new], [new], [new], [new], [new, new], [new, invented]])
        yield text, predicted


def test_figures_are_those_of_the_reference_scorer(shared, tmp_path):
    gold_path, path = shared / "data" / "polnear" / "dev.jsonl", tmp_path / "predictions.jsonl"
    pairs = list(perturbed(read_attributed(gold_path)))
    with path.open("w", encoding="utf-8") as stream:
        for text, predicted in pairs:
            attributions = [{"source": a.source, "cue": a.cue, "content": a.content} for a in predicted]
            stream.write(json.dumps({"id": text.id, "attributions": attributions}) + "\n")
    scorer = [sys.executable, shared / "score" / "attribution.py", gold_path, path]
    subprocess.run([*scorer, "--json", tmp_path / "scores.json"], check=True, capture_output=True)
    reference = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    for name, figures in score_attributions(pairs).subsets.items():
        assert [figures.gold, figures.predicted] == reference[f"{name}/n"]
        accuracy, _, sourced = reference[f"{name}/srcacc"]
        assert figures.source_accuracy == pytest.approx(accuracy, abs=0.0501)
        assert figures.sourced == sourced
        for metric, figure in figures.scores.items():
            found = [figure.precision, figure.recall, figure.f1]
            assert found == pytest.approx(reference[f"{name}/{metric}"], abs=0.0501), (name, metric)
            if f"{name}/{metric}/ci" in reference:
                assert figure.interval == pytest.approx(reference[f"{name}/{metric}/ci"], abs=0.0501), (name, metric)
