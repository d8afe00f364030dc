import json

import pytest

from argmine.corpus import detect_language
from argmine.corpus.language import language_code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The commission will vote on the new licensing rule on Thursday.", "en"),
        ("WASHINGTON — REGULATORS WANT DEVELOPERS TO WAIT FOR A PERMIT.", "en"),
        ("정부는 최첨단 인공지능 모델의 공개를 제한했다.", "ko"),
        ("政府は最先端の人工知能モデルの公開を制限した。", "ja"),
        ("Die Bundesregierung hat die Veröffentlichung der Modelle beschränkt.", "de"),
        ("Le gouvernement limite la publication des modèles les plus avancés.", "fr"),
        ("Правительство ограничило выпуск самых мощных моделей.", "ru"),
        ("El gobierno restringe la publicación de los modelos más avanzados.", "es"),
    ],
)
def test_language(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "Hm.", "AI!", "12.4 17 300 — 5%", "https://example.org/a/b/c/d/e/f/g/h"])
def test_too_short_to_tell(text):
    assert detect_language(text) is None


def test_a_foreign_headline_does_not_decide():
    english = "The ministry said that it would publish the criteria before the end of the year. " * 30
    assert detect_language(f"정부는 최첨단 모델의 공개를 제한했다\n\n{english}") == "en"


def test_real_english_is_english(shared):
    with (shared / "data" / "policy_news" / "dev.jsonl").open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    texts += [path.read_text(encoding="utf-8") for path in (shared / "seed").glob("*.txt")]
    paragraphs = [part for text in texts for part in text.split("\n") if len(part) > 60]
    assert {detect_language(text) for text in texts} == {"en"}
    assert {detect_language(part) for part in paragraphs} <= {"en", None}


@pytest.mark.parametrize(
    ("tag", "code"), [("en", "en"), ("EN-us", "en"), ("pt_BR", "pt"), (" ko ", "ko"), ("English", None), ("", None)]
)
def test_language_tags(tag, code):
    assert language_code(tag) == code
