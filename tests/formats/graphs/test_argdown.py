from __future__ import annotations

import pytest

from argmine.formats import FormatError
from argmine.formats.graphs import argdown
from argmine.graph import contested, framework_of


@pytest.fixture
def path(graph, tmp_path):
    argdown.write(graph, tmp_path / "buses.argdown")
    return tmp_path / "buses.argdown"


@pytest.fixture
def read(tmp_path):
    def read(text):
        path = tmp_path / "foreign.argdown"
        path.write_text(text, encoding="utf-8")
        return argdown.read(path)

    return read


def relations(graph):
    return {
        (graph.nodes[one]["text"], key, graph.nodes[other]["text"])
        for one, other, key in graph.edges(keys=True)
        if key in ("supports", "attacks", "echoes")
    }


def test_positions_and_what_is_said_for_and_against_them(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    block = lines[lines.index("===", 1) + 2 :][:4]
    assert [line.partition(" {")[0] for line in block] == [
        "[Buses should cost nothing.]: Buses should cost nothing.",
        "  + <Zoë O'Hara 1>: The mayor said \"no\", then \\<b\\>yes\\</b\\> & 'maybe' #administration",
        "  - <Zoë O'Hara 1>",
        "  - <Clerk 1>: =SUM(A1:A9) is no argument, said the clerk #critics",
    ]


def test_argdown_reads_it(graph, path, parse_argdown):
    found = parse_argdown(path)
    assert found["errors"] == []
    assert {one["title"] for one in found["statements"]} == {"Buses should cost nothing.", "Buses should run at night."}
    assert sorted(map(tuple, found["relations"])) == [
        ("attack", "Clerk 1", "Buses should cost nothing."),
        ("attack", "Zoë O'Hara 1", "Buses should cost nothing."),
        ("support", "Zoë O'Hara 1", "Buses should cost nothing."),
        ("support", "Zoë O'Hara 1", "Buses should run at night."),
    ]
    said = {one["data"]["id"]: one for each in found["arguments"] for one in each["members"] if "kind" in one["data"]}
    assert {f"claim:{claim}" for claim in said} == set(graph.nodes_of("claim"))
    assert said["c0"]["text"] == graph.nodes["claim:c0"]["text"]
    assert said["c0"]["data"]["proponent"] == "Zoë O'Hara"
    assert said["c1"]["tags"] == ["critics"]
    # Only what bears on something is drawn.
    assert len(found["map"]["nodes"]) == 4


AWKWARD = (
    "a [b] <c> {d: 1} #e",
    "// no comment",
    "/* no */ <!-- no -->",
    "https://x.example/a.b.c",
    "U.S. and :x: .A.",
    "*bold* _it_ **b** __u__",
    "=== ===",
    "@[x] @<y> [t](u)",
    "back\\slash\\",
    "(1) 1. * -- + - > >< _",
)


def test_argdown_reads_awkward_text_as_it_is(graph, tmp_path, parse_argdown):
    texts = [*AWKWARD, *("".join(pair) for pair in zip(AWKWARD, reversed(AWKWARD), strict=True))]
    claims = graph.nodes_of("claim")
    for start in range(0, len(texts), len(claims)):
        chosen = dict(zip(claims, texts[start:], strict=False))
        for claim, text in chosen.items():
            graph.nodes[claim]["text"] = text
        argdown.write(graph, tmp_path / "awkward.argdown")
        found = parse_argdown(tmp_path / "awkward.argdown")
        assert found["errors"] == []
        members = [one for each in found["arguments"] for one in each["members"] if one["text"]]
        assert {f"claim:{one['data']['id']}": one["text"] for one in members} == chosen


def test_arguebuf_reads_the_map(path, parse_argdown):
    arguebuf = pytest.importorskip("arguebuf")
    read = arguebuf.load.argdown(parse_argdown(path)["model"])
    assert len(read.atom_nodes) == 4
    assert sorted(scheme.label for scheme in read.scheme_nodes.values()) == ["Attack", "Attack", "Support", "Support"]


def test_titles_are_unique_and_safe(graph, tmp_path, parse_argdown):
    for node in graph.nodes_of("position"):
        graph.nodes[node]["label"] = "]> constructor"
    graph.nodes["speaker:s1"]["name"] = "-+<!-- [x]: //"
    argdown.write(graph, tmp_path / "x.argdown")
    found = parse_argdown(tmp_path / "x.argdown")
    assert found["errors"] == []
    assert [one["title"] for one in found["statements"]] == ["constructor 1", "constructor 2"]
    assert {one["title"] for one in found["arguments"]} == {"x : 1", "Clerk 1", "Unknown 1"}


FOREIGN = """===
title: The night bus
color:
  tagColors: {pro: "#00ff00"}
===

/* a comment
   of two lines */

# Buses // a comment to the end

[Night bus]: There should be a *night bus*, says https:\\/\\/x.example. #pro {
  source: the council
}
  + <Safety>: People would get home \\#safely #pro
    - <Empty>: Nobody
        would take it.
      <_ [Count]: In 2019, forty people did.
    // a comment
    +> [Work]
  - [Cost]: It costs too much. {proponent: "Ada Pike"}
    >< [Cheap]: It costs little.
  _ <Empty>

<Empty>
  -> [Work]

[Work]: People could work late.

An untitled statement
  + with an untitled reason
"""


def test_a_foreign_file(read):
    graph = read(FOREIGN)
    assert relations(graph) == {
        ("People would get home #safely", "supports", "There should be a night bus, says https://x.example."),
        ("Nobody would take it.", "attacks", "People would get home #safely"),
        ("In 2019, forty people did.", "attacks", "Nobody would take it."),
        ("People would get home #safely", "supports", "People could work late."),
        ("It costs too much.", "attacks", "There should be a night bus, says https://x.example."),
        ("It costs too much.", "attacks", "It costs little."),
        ("It costs little.", "attacks", "It costs too much."),
        ("Nobody would take it.", "attacks", "There should be a night bus, says https://x.example."),
        ("Nobody would take it.", "attacks", "People could work late."),
        ("with an untitled reason", "supports", "An untitled statement"),
    }
    assert {graph.nodes[one]["text"] for one in graph.nodes_of("position")} == {
        *("There should be a night bus, says https://x.example.", "People could work late.", "An untitled statement"),
    }
    positions = [graph.nodes[one] for one in graph.nodes_of("position")]
    assert {one["issue"] for one in positions} == {"Buses"}
    claims = {graph.nodes[one]["text"]: graph.nodes[one] for one in graph.nodes_of("claim")}
    assert claims["People would get home #safely"]["stance"] == "pro"
    assert claims["It costs too much."]["speaker"] == "Ada Pike"
    assert {graph.nodes[one]["title"] for one in graph.nodes_of("document")} == {"foreign.argdown"}
    assert [one.position for one in contested(graph, by="claims")] != []
    assert len(framework_of(graph).attacks) > 4


def test_argdown_finds_the_same_in_a_foreign_file(tmp_path, read, parse_argdown):
    graph = read(FOREIGN)
    found = parse_argdown(tmp_path / "foreign.argdown")
    assert found["errors"] == []
    # Its front matter does not ask to leave tags out of the text.
    texts = {
        one["title"]: next(member["text"] for member in one["members"] if member["text"]).replace(" #pro", "")
        for one in found["statements"] + found["arguments"]
    }
    kinds = {"support": "supports", "attack": "attacks", "undercut": "attacks", "contradictory": "attacks"}
    theirs = {(texts[one], kinds[kind], texts[other]) for kind, one, other in found["relations"]}
    both = [(one, other) for kind, one, other in found["relations"] if kind == "contradictory"]
    assert theirs | {(texts[other], "attacks", texts[one]) for one, other in both} == relations(graph)


def test_what_is_named_before_it_is_defined(read):
    graph = read('[A]: a\n  + <B>\n  - [C]\n\n<B>: b {id: "x"}\n\n[D]: d {proponent: Ada}')
    assert relations(graph) == {("b", "supports", "a"), ("C", "attacks", "a")}
    assert {graph.nodes[one]["text"] for one in graph.nodes_of("claim")} == {"b", "C", "d"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("+ [A]: a", r"foreign\.argdown:1: nothing stands above it"),
        ("[A]: a\n\n  - [B]: b", r"foreign\.argdown:3: nothing stands above it"),
        ("[A]: a\n\n(1) a\n----\n(2) b", r":3: a premise-conclusion structure is not read"),
        ("===\ntitle: x\n===\n\n[A]: a\n\n* one", r":7: a list is not read"),
        ("[A]: a {b: [}", r":1: its data are no YAML"),
        ("[A]: a {b, c: {d}: }", r":1: its data are no YAML"),
        ("===\nx: [\n===\n", r":1: its data are no YAML"),
        ("[A] and more", r":1: words follow \[A\]: put a colon after it"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(read, text, complaint):
    with pytest.raises(FormatError, match=complaint):
        read(text)


def test_what_is_no_text_is_refused(tmp_path):
    (tmp_path / "x.argdown").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FormatError, match=r"x\.argdown: is no text in UTF-8"):
        argdown.read(tmp_path / "x.argdown")


def test_many_quotation_marks_after_a_brace_take_no_time(read):
    graph = read("[A]: a { " + "'\"" * 2000)
    assert len(graph.nodes_of("position")) == 1
