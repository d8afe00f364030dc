from __future__ import annotations

import os
import shutil

import pytest

from argmine.formats import FormatError
from argmine.formats.graphs import image

needs_graphviz = pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz's program `dot`")
MAGIC = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


@needs_graphviz
@pytest.mark.parametrize("chosen", image.FORMATS, ids=lambda chosen: chosen.name)
def test_graphviz_draws_it_the_same_each_time(graph, tmp_path, chosen):
    first, second = tmp_path / "first", tmp_path / "second"
    chosen.write(graph, first)
    chosen.write(graph, second)
    assert first.read_bytes().startswith(MAGIC[chosen.name])
    assert first.read_bytes() == second.read_bytes()


@needs_graphviz
def test_a_pdf_does_not_say_when_it_was_drawn(graph, tmp_path):
    image.PDF.write(graph, tmp_path / "x")
    assert b"CreationDate (D:20" not in (tmp_path / "x").read_bytes()


@needs_graphviz
def test_a_network_is_drawn_too(network, tmp_path):
    image.SVG.write(network, tmp_path / "x")
    assert "Buses should cost nothing." in (tmp_path / "x").read_text(encoding="utf-8")


def test_what_to_install_is_said(graph, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FormatError, match=r"needs Graphviz.*apt install graphviz"):
        image.PNG.write(graph, tmp_path / "x")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script")
def test_what_graphviz_says_is_told(graph, tmp_path, monkeypatch):
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho 'no such font' >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FormatError, match=r"could not draw the graph .no such font."):
        image.PNG.write(graph, tmp_path / "x")
