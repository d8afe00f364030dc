from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmine.formats.graphs import mermaid

#: The text of each box that Mermaid draws, by its id, and how much of it is not text.
DRAW = """async text => {
  const drawn = await mermaid.render('map', text);
  document.body.innerHTML = drawn.svg;
  return Object.fromEntries([...document.querySelectorAll('g.node')].map(box => [
    box.id.match(/flowchart-(.*)-\\d+$/)[1],
    [box.textContent, box.querySelectorAll('b, i, em, strong, script, svg, img').length],
  ]));
}"""
Draw = Callable[[str], dict[str, tuple[str, int]]]


@pytest.fixture(scope="module")
def draw(browser, npm_package) -> Draw:
    """The function that has Mermaid draw in a browser, and returns what stands in its boxes."""
    page = browser.new_page()
    page.add_script_tag(path=npm_package("mermaid") / "dist" / "mermaid.min.js")
    page.evaluate("mermaid.initialize({startOnLoad: false})")
    return lambda text: page.evaluate(DRAW, text)


def text_of(graph, tmp_path: Path) -> str:
    mermaid.write(graph, tmp_path / "x.mmd")
    return (tmp_path / "x.mmd").read_text(encoding="utf-8")


def test_mermaid_draws_speakers_positions_and_what_lines_mean(graph, tmp_path, draw):
    boxes = [text for text, _ in draw(text_of(graph, tmp_path)).values()]
    assert "Zoë O'HaraBürgeramt" in boxes
    assert "Buses should cost nothing.1 for, 1 against" in boxes
    assert "administration" in boxes
    assert any("no named speaker" in text for text in boxes)


def test_supporting_and_attacking_differ_in_colour_line_and_head(graph, tmp_path):
    text = text_of(graph, tmp_path)
    assert text.count(" --> ") == 1
    assert text.count(" -.-x ") == 2
    assert "stroke:#009e73" in text
    assert "stroke:#d55e00,stroke-width:5.0px,stroke-dasharray:7 5" in text


def test_a_network_is_drawn_too(network, tmp_path, draw):
    boxes = draw(text_of(network, tmp_path))
    assert boxes["n1"] == ['A "clerk" & <co>', 0]


@pytest.mark.parametrize(
    "name",
    [
        'style it:"x"#35; end;',
        "%%{init: {}}%% %% no comment",
        "<script>alert(1)</script>",
        "&lt;b&gt; &amp; #quot; #35;",
        "`markdown **bold** _it_`",
        '"q" [br] (par) {cur} |pipe|',
        "end",
        "click n0 call alert()",
        "שלום السلام 🚌",
        "classDef x:#fff; A --> B",
        "$$x^2$$ fa:fa-car",
        "1. item",
        "\\n \\",
    ],
)
def test_text_is_drawn_as_it_is(graph, tmp_path, draw, name):
    graph.nodes["speaker:s2"]["name"] = name
    assert [name, 0] in draw(text_of(graph, tmp_path)).values()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.text("'\"`#;:&<>[](){}|\\/%$@~*_-=+.,°¶ß ﬂ🚌שa1\u202e", min_size=1, max_size=20).filter(
        lambda text: text.strip()
    )
)
def test_no_text_is_taken_for_mermaids_own(draw, name):
    label = " ".join(name.split())
    boxes = draw(f"flowchart LR\n  n0[{mermaid.label([label])}]\n")
    text, others = boxes["n0"]
    assert (text.split(), others) == (label.replace("ﬂ", "fl").replace("¶", "§").split(), 0)


def test_the_same_graph_gives_the_same_bytes(graph, tmp_path):
    assert text_of(graph, tmp_path) == text_of(graph.copy(), tmp_path)
