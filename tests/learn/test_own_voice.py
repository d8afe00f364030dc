"""Training the models of texts that argue, on a few made-up texts."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from click.testing import CliRunner

from argmine.cli._train_own_voice import own_voice
from argmine.learn.argued import ArguedSpan, ArguedText
from argmine.learn.linear import TrainingError
from argmine.learn.own_voice import genre_of_article, read_examples, train_own_voice
from argmine.learn.schemes import LABELS
from argmine.models import load_linear
from argmine.pipeline.own_voice import OwnVoiceModels
from argmine.schema import Document

THINGS = ["toll", "dam", "levy", "quota", "permit", "tax"]
COMMENT = {
    "testimony": "I paid the {} twice last year.",
    "value": "The {} is unfair to all of us and useless.",
    "policy": "You should drop the {} because nobody wants it.",
}
SPEECH = {
    "none": "I wish to thank you, Madam President, for the briefing on the {}.",
    "premise": "The {} was doubled in May.",
    "claim": "We urge the Council to end the {} without delay.",
}
REPORT = (
    "The {0} was doubled Tuesday, the ministry said. “It is late,” Ann Roe, a farmer, told reporters. "
    "Bo Ek said the {0} hurts."
)


def marked(number, sayings):
    text, spans = "", []
    for label, saying in sayings.items():
        words = saying.format(THINGS[number])
        if label != "none":
            spans.append({"start": len(text), "end": len(text) + len(words), "label": label})
        text += words + " "
    return {"id": f"t{number}", "text": text, "spans": spans}


def articles():
    numbers = range(len(THINGS))
    reports = [{"id": f"r{i}", "text": REPORT.format(THINGS[i]), "outlet": "Reuters"} for i in numbers]
    opinions = [
        {
            "id": f"o{i}",
            "text": f"We have argued that the {THINGS[i]} is folly. It is.",
            "url": "https://x.org/opinion/1",
        }
        for i in numbers
    ]
    return [*reports, *opinions]


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_the_command_trains_five_models_with_their_figures(tmp_path):
    numbers = range(len(THINGS))
    comments = write(tmp_path / "comments.jsonl", [marked(i, COMMENT) for i in numbers])
    speeches = write(tmp_path / "speeches.jsonl", [marked(i, SPEECH) for i in numbers])
    news = write(tmp_path / "news.jsonl", articles())
    out = tmp_path / "models"
    arguments = [comments, "--speeches", speeches, "--articles", news, "-o", str(out)]
    result = CliRunner().invoke(own_voice, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    models = {field.name: load_linear(f"own_voice_{field.name}", out) for field in fields(OwnVoiceModels)}
    assert set(models["roles"].classes) == {"claim", "premise"}
    assert set(models["argued"].classes) == {"argued", "none"}
    about = models["genre"].about
    assert about["texts"] == {"comment": 6, "opinion": 6, "report": 6, "speech": 6}
    assert about["cross_validation"]["comment"]["spans"] > 50


def test_what_is_missing_is_named():
    text = ArguedText(Document.of_text("It is bad."), (ArguedSpan(0, 10, "value"),))
    with pytest.raises(TrainingError, match="there is no opinion, no report, no speech to learn from"):
        train_own_voice([text], [], [])


@pytest.mark.parametrize(
    ("outlet", "title", "url", "genre"),
    [
        ("Reuters", None, None, "report"),
        ("Reuters", None, "https://x.org/opinion/toll", "opinion"),
        ("Reuters", "Opinion: The toll is folly", None, "opinion"),
        ("The Evening Toll", None, None, None),
    ],
)
def test_an_article_is_of_the_genre_of_the_place_it_stands_in(outlet, title, url, genre):
    article = Document(id="a", text="The toll was doubled.", outlet=outlet, title=title, url=url)
    assert genre_of_article(article) == genre


def test_the_invented_examples_are_typed():
    examples = list(read_examples())
    assert {span.label for text in examples for span in text.spans or ()} <= {*LABELS["comments"]}
    assert all(text.document.text[span.start : span.end].strip() for text in examples for span in text.spans or ())
