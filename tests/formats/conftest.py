"""A small invented debate whose text holds what files stumble over."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from argmine.codebook import Codebook
from argmine.graph import ArgumentGraph, build_graph
from argmine.schema import Claim, Document, Echo, Position, Speaker

SENTENCES = (
    "The mayor said \"no\", then <b>yes</b> & 'maybe'",
    "=SUM(A1:A9) is no argument, said the clerk",
    "a page\x0cbreak, a bell\x07, a tab\t, a line\nbreak,\r\nanother, a return\r",
    "الحافلات مجانية 🚌 für alle, “ab morgen”",
    "",
)


PARSE_ARGDOWN = """
const core = require("@argdown/core");
const app = new core.ArgdownApplication();
const stages = {
  "parse-input": ["ParserPlugin"],
  "build-model": ["DataPlugin", "ModelPlugin"],
  "build-map": ["PreselectionPlugin", "StatementSelectionPlugin", "ArgumentSelectionPlugin", "MapPlugin", "GroupPlugin",
    "ColorPlugin"],
  "export-json": ["JSONExportPlugin"],
};
for (const [stage, names] of Object.entries(stages))
  for (const name of names) app.addPlugin(new core[name](), stage);
const input = require("fs").readFileSync(process.argv[1], "utf8");
const found = app.run({ input, process: Object.keys(stages), logLevel: "error" });
const errors = [found.lexerErrors, found.parserErrors, found.exceptions].flatMap((list) => list || []);
const member = (one) => ({ text: (one.text || "").trim(), data: one.data, tags: one.tags });
const owner = (one) => ({ title: one.title, members: one.members.map(member) });
console.log(JSON.stringify({
  errors: errors.map((error) => String(error.message || error)),
  arguments: Object.values(found.arguments).map(owner),
  statements: Object.values(found.statements).map(owner),
  relations: found.relations.map((one) => [one.relationType, one.from.title, one.to.title]),
  map: JSON.parse(found.json).map,
  model: JSON.parse(found.json),
}));
"""


@pytest.fixture
def graph() -> ArgumentGraph:
    """Five claims: two speakers, two positions, parallel edges, an echo of similarity 0."""
    documents = [
        Document(id="d1", text="\n".join(SENTENCES), title='Free "buses"; a, debate', outlet="", date="2025-01-05"),
        Document(id="d2", text="A second article."),
    ]
    mayor = Speaker(id="s1", name="Zoë O'Hara", organisation="Bürgeramt", role="mayor")
    clerk = Speaker(id="s2", name="-Clerk")
    details: list[dict[str, Any]] = [
        {"speaker": mayor, "stance": "administration", "position": "p1", "polarity": "support"},
        {"speaker": clerk, "stance": "critics", "position": "p1", "polarity": "attack"},
        {"speaker": mayor, "stance": "administration", "stance_probabilities": {"administration": 1.0}},
        {"stance": "other", "position": "p2", "polarity": "support", "source": ((0, 4), (9, 12))},
        {},
    ]
    claims = [
        Claim(
            id=f"c{place}",
            document="d1" if place < 4 else "d2",
            start=place,
            end=place + len(text),
            text=text,
            kind="direct",
            **detail,
        )
        for place, (text, detail) in enumerate(zip(SENTENCES, details, strict=True))
    ]
    positions = [
        Position(id="p1", text="Buses should cost nothing.", terms=("buses", "cost, nothing"), typical="c0"),
        Position(id="p2", text="Buses should run at night."),
    ]
    echoes = [Echo(claim="c3", of="c0", similarity=0.75), Echo(claim="c2", of="c0", similarity=0.0)]
    graph = build_graph(documents, claims, positions, echoes, codebook=Codebook.default())
    # One claim that both supports and attacks a position: two edges between the same nodes.
    graph.add_edge("claim:c0", "position:p1", key="attacks", type="attacks", weight=1.0, document="d1")
    return graph


@pytest.fixture(scope="session")
def npm_package() -> Callable[[str], Path]:
    """The function that finds a package of npm in the environment that the tests run in."""

    def find(name: str) -> Path:
        folder = Path(sys.prefix, "node_modules", name)
        if not folder.is_dir():
            pytest.skip(f"needs {name}: npm install --prefix {sys.prefix} {name}")
        return folder

    return find


@pytest.fixture(scope="session")
def run_node() -> Callable[..., str]:
    """The function that runs a script in Node.js, which may require packages of npm, and returns what it prints."""

    def run(script: str, *arguments: object, stdin: str = "") -> str:
        node = shutil.which("node") or pytest.skip("needs node")
        command = [node, "-e", script, *map(str, arguments)]
        environment = {"NODE_PATH": str(Path(sys.prefix, "node_modules"))}
        done = subprocess.run(command, input=stdin.encode(), capture_output=True, check=True, env=environment)
        return done.stdout.decode()

    return run


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, driven by Playwright."""
    playwright = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("needs Chromium")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def parse_argdown(npm_package: Callable[[str], Path], run_node: Callable[..., str]) -> Callable[[Path], Any]:
    """The parser of Argdown itself."""
    npm_package("@argdown/core")
    return lambda path: json.loads(run_node(PARSE_ARGDOWN, path))
