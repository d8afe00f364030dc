"""A pipeline that needs no model, and corpora to run it on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from argmine import pipeline, positions
from argmine.schema import Analysis, Claim, Document, Echo, Failure, Position, Speaker, content_id

_CLAIM = re.compile(r"^(?P<source>[A-Z]\w+) (?P<cue>argues) that (?P<text>.+?)\.$", re.MULTILINE)
_STANCES = {"Acme": "industry", "Ministry": "administration", "Watchdog": "critics"}


class FakePipeline:
    """Finds a claim in every line such as ``Acme argues that the rule costs jobs.``"""

    def __init__(self) -> None:
        self.analysed: list[str] = []
        self.meta = {"lang": "en", "name": "fake", "version": "1"}
        self.path = None
        self.kill_at: int | None = None

    def analyze_documents(
        self,
        _nlp: object,
        documents: Iterable[Document],
        *,
        batch_size: int = 32,
        on_failure: Callable[[Failure], None] | None = None,
    ) -> Iterator[Analysis]:
        assert batch_size > 0
        for document in documents:
            self.analysed.append(document.id)
            if len(self.analysed) == self.kill_at:
                raise KeyboardInterrupt
            if "CRASH" in document.text:
                raise RuntimeError("a poisoned document")
            if "REPORT" in document.text and on_failure is not None:
                on_failure(Failure(path="x", stage="analyse", reason="reported", document=document.id))
                continue
            yield Analysis(document=document, claims=tuple(_claims(document)))


def _claims(document: Document) -> Iterator[Claim]:
    for match in _CLAIM.finditer(document.text):
        start, end = match.span("text")
        name = match["source"]
        yield Claim(
            id=content_id(document.id, start, end),
            document=document.id,
            start=start + ("WRONG" in document.text),
            end=end,
            text=match["text"],
            kind="indirect",
            source=(match.span("source"),),
            cue=(match.span("cue"),),
            speaker=Speaker(id=content_id(name), name=name, organisation=f"{name} Group"),
            stance=_STANCES.get(name, "other"),
            stance_probabilities={"industry": 1 / 3, "administration": 0.1, "critics": 0.2, "other": 0.1},
            confidence=0.9,
        )


def _find_positions(claims: Sequence[Claim], *, codebook: object) -> SimpleNamespace:
    """Put claims that end with the same word on one position; the same text is an echo."""
    del codebook
    found: dict[str, Position] = {}
    first: dict[str, str] = {}
    echoes, placed = [], []
    for claim in claims:
        word = claim.text.split()[-1]
        position = found.setdefault(word, Position(id=content_id(word), text=f"There are {word}", typical=claim.id))
        of = first.setdefault(claim.text, claim.id)
        if of != claim.id:
            echoes.append(Echo(claim=claim.id, of=of, similarity=1.0))
        polarity = "attack" if " no " in f" {claim.text} " else "support"
        changes = {"position": position.id, "polarity": polarity, "echoes": (of,) if of != claim.id else ()}
        placed.append(Claim(**{name: getattr(claim, name) for name in Claim.__slots__} | changes))
    return SimpleNamespace(claims=placed, positions=list(found.values()), echoes=tuple(echoes))


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakePipeline:
    """Put a fake pipeline in the place of the real one; it remembers what it analysed."""
    fake = FakePipeline()
    monkeypatch.setattr(pipeline, "load", lambda *_, **__: fake, raising=False)
    monkeypatch.setattr(pipeline, "analyze_documents", fake.analyze_documents, raising=False)
    monkeypatch.setattr(positions, "find_positions", _find_positions, raising=False)
    return fake


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A corpus of ten small articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(10):
        write_article(folder, number)
    return folder


def write_article(folder: Path, number: int, extra: str = "") -> Path:
    path = folder / f"article-{number:02}.txt"
    path.write_text(
        f"The council met on the new rule for the {number}th time, and nobody was surprised.\n"
        f"Acme argues that rule number {number} costs jobs.\n"
        "Watchdog argues that there will be no jobs.\n"
        f"Ministry argues that the {number} critics see ghosts.\n{extra}",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def bad_articles(tmp_path: Path) -> Path:
    """A folder of what should not be in a corpus, and two articles."""
    folder = tmp_path / "bad"
    folder.mkdir()
    write_article(folder, 1)
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "empty.txt").write_bytes(b"")
    sentence = "정부는 인공지능 모델의 공개를 제한하는 새로운 규정을 발표했으며 업계는 명확한 기준을 요구하고 있다. "
    (folder / "korean.txt").write_text(sentence * 5, encoding="utf-8")
    (folder / "no-text.csv").write_text("name,year\nAnn,2026\n", encoding="utf-8")
    line = "The council met on the rule for a long time, and the hearing went on until the evening.\n"
    (folder / "long.txt").write_text(line * 60_000, encoding="utf-8")
    return folder
