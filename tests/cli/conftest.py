"""One small run, made by the command itself, that the commands' tests look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmine.cli import main

Invoke = Callable[..., Result]

ARTICLES = {
    "drought.md": (
        "---\ntitle: Farmers and agency clash over water limits\n"
        "outlet: Valley Herald\ndate: 2026-03-02\n---\n"
        "The state water agency announced new limits on pumping on Monday.\n\n"
        '"These limits will put family farms out of business," said Rosa Delgado, president of the '
        "Valley Growers Association.\n\n"
        "The agency argued that the limits are needed to protect drinking water. Critics said the agency "
        "had acted too late and without listening to the towns.\n"
    ),
    "hearing.txt": (
        "Lawmakers heard testimony on the pumping limits for three hours on Tuesday.\n\n"
        'Governor Alan Reyes said the rule "strikes the right balance" between farms and cities. '
        "Environmental groups warned that the wells would run dry within ten years.\n"
    ),
}
_KOREAN = "정부는 지하수 사용을 제한하는 새로운 규정을 발표했으며 농민들은 강하게 반대하고 있다고 밝혔다. " * 4


@pytest.fixture(scope="session")
def invoke() -> Invoke:
    """Call the command line in this process."""

    def call(*arguments: object, stdin: str | None = None) -> Result:
        words: Sequence[str] = [str(argument) for argument in arguments]
        return CliRunner().invoke(main, words, input=stdin, prog_name="argmine")

    return call


@pytest.fixture(scope="session")
def korean() -> str:
    """An article that is not English."""
    return _KOREAN


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles."""
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def run_folder(invoke: Invoke, corpus: Path) -> Path:
    """The run of the two articles."""
    folder = corpus.parent / "run"
    result = invoke("run", corpus, "-o", folder, "--quiet")
    assert result.exit_code == 0, result.output
    return folder
