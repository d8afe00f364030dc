"""Scoring against gold, checked by hand and against the reference scorer."""

import json
import subprocess
import sys

import pytest

from argmine.learn.evaluate import evaluate, same_name
from argmine.learn.gold import GoldArticle, GoldClaim, read_gold
from argmine.schema import Analysis, Claim, Document, Speaker

TEXT = "Fares will rise, riders said. The mayor said fares must rise. Buses are late."


def span_of(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def gold_claim(words, stance, **more):
    return GoldClaim(**span_of(words), kind="indirect", stance=stance, **more)


def found_claim(words, stance, *, speaker=None, **more):
    named = Speaker(id=speaker, name=speaker) if speaker else None
    return Claim(
        id=words, document="d", text=words, **span_of(words), kind="indirect", stance=stance, speaker=named, **more
    )


@pytest.fixture
def evaluation():
    document = Document(id="d", text=TEXT)
    article = GoldArticle(
        document=document,
        positions={"P1": "Fares should rise."},
        claims=(
            gold_claim("Fares will rise", "critics", speaker="riders", position="P1", polarity="attack"),
            gold_claim("fares must rise", "administration", speaker="Mayor Ada Roe", position="P1", polarity="support"),
        ),
    )
    analysis = Analysis(
        document=document,
        claims=(
            found_claim("Fares will rise", "critics", speaker="riders", position="x", polarity="support"),
            found_claim("said fares must rise", "critics", speaker="Roe", position="x", polarity="support"),
            found_claim("Buses are late", "other"),
        ),
    )
    return evaluate([(article, analysis)], resamples=20)


def test_claims_pair_at_half_overlap(evaluation):
    assert (evaluation.gold, evaluation.found, evaluation.paired) == (2, 3, 2)
    assert evaluation.claims.precision == pytest.approx(200 / 3)
    assert evaluation.claims.recall == 100
    assert evaluation.claims.f1 == pytest.approx(80)


def test_words_count_each_word_once(evaluation):
    # gold has 3 + 3 words; found has 3 + 4 + 3, of which 6 are right
    assert evaluation.words.precision == pytest.approx(60)
    assert evaluation.words.recall == 100


def test_stances_on_pairs_and_end_to_end(evaluation):
    assert evaluation.stance_accuracy == 50
    assert evaluation.confusion["administration"]["critics"] == 1
    # critics: 1 right of 2 found and 1 gold; administration: none found
    assert evaluation.end_to_end["critics"] == pytest.approx(200 / 3)
    assert evaluation.end_to_end["administration"] == 0
    assert evaluation.end_to_end_macro_f1 == pytest.approx(100 / 3)


def test_speakers_and_positions(evaluation):
    assert evaluation.speaker == 100
    assert evaluation.speaker_coverage == 100
    assert evaluation.positions.f1 == 100
    assert evaluation.agreement == 0  # gold says opposed, found says both support


def test_the_worst_articles_and_what_went_wrong_in_them(evaluation):
    (worst,) = evaluation.worst
    assert (worst.id, worst.gold, worst.found, worst.paired) == ("d", 2, 3, 2)
    assert (worst.lost, worst.wrong_speakers, worst.wrong_stances) == (1, 0, 1)
    assert worst.confusion == "administration taken for critics, 1"


def test_calibration_error_is_the_mean_gap_between_what_is_said_and_what_is_right():
    document = Document(id="d", text=TEXT)
    gold = GoldArticle(
        document=document,
        positions={},
        claims=(gold_claim("Fares will rise", "critics"), gold_claim("Buses are late", "other")),
    )
    said = {"Fares will rise": {"critics": 0.85, "other": 0.15}, "Buses are late": {"critics": 0.75, "other": 0.25}}
    found = tuple(found_claim(words, "critics", stance_probabilities=shares) for words, shares in said.items())
    evaluation = evaluate([(gold, Analysis(document=document, claims=found))], resamples=5)
    assert [(b.low, b.claims, b.right) for b in evaluation.reliability] == [(70, 1, 0), (80, 1, 100)]
    assert [b.probability for b in evaluation.reliability] == pytest.approx([75, 85])
    assert evaluation.calibration_error == pytest.approx((75 + 15) / 2)


def test_a_claim_left_to_other_is_as_sure_as_other_is(evaluation):
    document = Document(id="d", text=TEXT)
    gold = GoldArticle(document=document, positions={}, claims=(gold_claim("Buses are late", "other"),))
    left = found_claim(
        "Buses are late", "other", stance_probabilities={"critics": 0.34, "industry": 0.34, "other": 0.32}
    )
    (found,) = evaluate([(gold, Analysis(document=document, claims=(left,)))], resamples=5).reliability
    assert (found.low, found.high, found.right) == (30, 40, 100)
    assert found.probability == pytest.approx(32)
    # a stance that comes without probabilities counts as certain
    assert [(b.high, b.probability) for b in evaluation.reliability] == [(100, 100)]


def test_a_speaker_that_is_not_found_is_neither_covered_nor_right():
    document = Document(id="d", text=TEXT)
    claims = (
        gold_claim("Fares will rise", "critics", speaker="riders"),
        gold_claim("fares must rise", "critics", speaker="Ada Roe"),
        gold_claim("Buses are late", "other"),
    )
    found = (
        found_claim("Fares will rise", "critics", speaker="The mayor"),
        found_claim("fares must rise", "critics"),
        found_claim("Buses are late", "other"),
    )
    gold = GoldArticle(document=document, positions={}, claims=claims)
    evaluation = evaluate([(gold, Analysis(document=document, claims=found))], resamples=5)
    assert (evaluation.speaker, evaluation.speaker_coverage) == (0, 50)
    assert evaluation.worst[0].wrong_speakers == 2


def test_the_worst_come_first_and_are_ten_at_most():
    pairs = []
    for number in range(12):
        document = Document(id=f"d{number:02}", text=TEXT)
        claims = (gold_claim("Fares will rise", "critics"), gold_claim("Buses are late", "other"))[: 1 + number % 2]
        pairs.append((GoldArticle(document=document, positions={}, claims=claims), Analysis(document=document)))
    worst = evaluate(pairs, resamples=2).worst
    assert [article.lost for article in worst] == [2] * 6 + [1] * 4
    assert [article.id for article in worst[:6]] == ["d01", "d03", "d05", "d07", "d09", "d11"]
    assert worst[0].confusion is None


def test_an_evaluation_is_plain_data(evaluation):
    plain = json.loads(json.dumps(evaluation.to_json()))
    assert plain["reliability"][0]["claims"] == 2
    assert plain["worst"][0]["id"] == "d"
    assert {"calibration error", "speaker coverage"} <= plain["intervals"].keys()


def test_nothing_to_score_is_zero_and_no_error():
    empty = evaluate([])
    assert empty.claims.f1 == 0
    assert empty.documents == 0


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Donald Trump", "President Trump", True),
        ("the Retail Federation", "Retail Federation", True),
        ("Ada Roe", "Ben Roe", False),
        ("critics", None, False),
    ],
)
def test_names_are_the_same_if_one_holds_the_other(gold, found, same):
    assert same_name(gold, found) is same


def disturbed(article):
    """Gold claims shifted, dropped and mixed up in a fixed way, to stand for an analysis."""
    claims = []
    for i, claim in enumerate(article.claims):
        if i % 9 == 0:
            continue
        start = claim.start + (i % 4) * (claim.end - claim.start) // 5
        claims.append(
            Claim(
                id=f"{article.document.id}-{i}",
                document=article.document.id,
                start=start,
                end=claim.end,
                text=article.document.text[start : claim.end],
                kind="direct" if i % 5 == 0 else claim.kind,
                speaker=Speaker(id="s", name=claim.speaker) if claim.speaker and i % 6 else None,
                stance=claim.stance if i % 3 else "other",
                position=claim.position if i % 7 else "elsewhere",
                polarity=claim.polarity if i % 8 else "support",
            )
        )
    return Analysis(document=article.document, claims=tuple(claims))


def test_figures_are_those_of_the_reference_scorer(shared, tmp_path):
    gold = shared / "data" / "policy_news" / "dev.jsonl"
    articles = read_gold(gold)
    analyses = [disturbed(article) for article in articles]
    predictions, figures = tmp_path / "predictions.jsonl", tmp_path / "figures.json"
    predictions.write_text("".join(json.dumps(analysis.to_json()) + "\n" for analysis in analyses), encoding="utf-8")
    scorer = shared / "score" / "policy_news.py"
    command = [sys.executable, scorer, gold, predictions, "--json", figures, "--boot", "2"]
    subprocess.run(command, check=True, capture_output=True)
    reference = json.loads(figures.read_text())
    ours = evaluate(zip(articles, analyses, strict=True), resamples=2)
    claims, words, positions = ours.claims, ours.words, ours.positions
    assert (claims.precision, claims.recall, claims.f1) == pytest.approx(tuple(reference["claim"]))
    assert (words.precision, words.recall, words.f1) == pytest.approx(tuple(reference["words"]))
    assert (positions.precision, positions.recall, positions.f1) == pytest.approx(tuple(reference["position"]))
    assert ours.kind == pytest.approx(reference["kind"])
    assert ours.speaker == pytest.approx(reference["speaker"])
    assert ours.stance_accuracy == pytest.approx(reference["stance_acc"])
    assert ours.stance_macro_f1 == pytest.approx(reference["stance_macro"])
    assert ours.end_to_end_macro_f1 == pytest.approx(reference["e2e_macro"])
    assert ours.agreement == pytest.approx(reference["agree"])
