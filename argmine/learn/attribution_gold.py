"""Texts with annotated attributions: PolNeAR's JSON Lines shape, or a folder of its public repository."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmine.learn.brat import read_brat
from argmine.learn.gold import GoldError, numbered_rows, read_text
from argmine.schema import Attribution, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributedText:
    """One text with all its attributions, each with a content."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]


def read_attributed(path: str | Path) -> list[AttributedText]:
    """Read texts with their attributions; attributions without content are left out.

    Parameters
    ----------
    path
        A JSON Lines file of objects with `id`, `text` and `attributions`, each of these with `source`, `cue` and
        `content` as lists of ``[start, end]`` in code points, and perhaps a `confidence`; other keys may stand
        beside them. Or a split of the PolNeAR repository (github.com/networkdynamics/PolNeAR), for example
        ``data/dev``: a folder with ``text/ARTICLE.txt`` and ``attributions/ARTICLE_ANNOTATOR.ann``. Of an article
        with several annotators the alphabetically first is read.

    Raises
    ------
    GoldError
        If a text cannot be used or an offset does not hold; the message names the file and the line.
    """
    path = Path(path)
    if path.is_dir():
        texts = _read_split(path)
    else:
        texts = [_attributed_text(row, f"{path}:{number}") for number, row in numbered_rows(path)]
    if not texts:
        raise GoldError(f"{path}: holds no annotated text")
    identifier, times = Counter(text.id for text in texts).most_common(1)[0]
    if times > 1:
        raise GoldError(f"{path}: holds {times} texts with the id {identifier!r}; each needs its own")
    return texts


def _read_split(folder: Path) -> list[AttributedText]:
    if not (folder / "attributions").is_dir() or not (folder / "text").is_dir():
        raise GoldError(
            f"{folder}: has no folders attributions and text; give a split of the PolNeAR repository, such as data/dev"
        )
    chosen: dict[str, Path] = {}
    for file in sorted((folder / "attributions").glob("*.ann")):
        article, _, _annotator = file.stem.rpartition("_")
        if not article:
            raise GoldError(f"{file}: is not named ARTICLE_ANNOTATOR.ann")
        chosen.setdefault(article, file)
    texts = []
    for article, file in chosen.items():
        text = read_text(folder / "text" / f"{article}.txt")
        texts.append(AttributedText(id=article, text=text, attributions=read_brat(file, text)))
    return texts


def _attributed_text(row: Mapping[str, Any], where: str) -> AttributedText:
    if not {"id", "text", "attributions"} <= row.keys():
        raise GoldError(f"{where}: needs id, text and attributions[source, cue, content]")
    if not isinstance(row["text"], str):
        raise GoldError(f"{where}: its text is no string")
    try:
        found = [_attribution(attribution, row["text"]) for attribution in row["attributions"]]
    except (AttributeError, TypeError, ValueError) as error:
        raise GoldError(f"{where}: has an attribution that cannot be used: {error}") from error
    attributions = tuple(attribution for attribution in found if attribution.content)
    return AttributedText(id=str(row["id"]), text=row["text"], attributions=attributions)


def _attribution(attribution: Mapping[str, Any], text: str) -> Attribution:
    return Attribution(
        source=_spans(attribution.get("source"), text),
        cue=_spans(attribution.get("cue"), text),
        content=_spans(attribution.get("content"), text),
        confidence=float(attribution.get("confidence", 1.0)),
    )


def _spans(spans: Sequence[Sequence[int]] | None, text: str) -> tuple[Span, ...]:
    checked = []
    for span in spans or ():
        start, end = span
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise ValueError(f"{span} is no [start, end] within the text of {len(text)} characters")
        checked.append((start, end))
    return tuple(checked)
