"""SVG, PNG and PDF: what DOT draws, drawn by Graphviz's program ``dot`` where it is installed.

SVG keeps the text as text, and the whole text of a box as a tooltip; its node ids are the titles of its groups.
None of them is read back.

Read by every browser, word processor and slide program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.graphs._drawing import NODES, drawing_of
from argmine.formats.graphs.dot import dot_text

if TYPE_CHECKING:
    import networkx as nx

_PROGRAM = "dot"
_OPTIONS = {"svg": (), "png": ("-Gdpi=144",), "pdf": ()}
_SECONDS = 300
#: Where Graphviz takes the date that a PDF carries from; older ones take that of now, and it is set afterwards.
_DATE = {"SOURCE_DATE_EPOCH": "0"}
_PDF_DATE = re.compile(rb"/CreationDate \(D:\d{14}")


def write(kind: str, graph: nx.Graph, path: Path, *, nodes: int = NODES) -> str:
    """Draw at most so many `nodes` of an argument graph, or of the `networkx.Graph` of a network.

    Parameters
    ----------
    kind
        ``svg``, ``png`` or ``pdf``.

    Raises
    ------
    FormatError
        If Graphviz is not installed, or does not draw the graph.
    """
    program = shutil.which(_PROGRAM)
    if program is None:
        raise FormatError(
            f"{kind}: needs Graphviz, whose program `dot` was not found: install it (`apt install graphviz`, "
            "`brew install graphviz`, `conda install graphviz` or https://graphviz.org/download), "
            "or export dot and open it where Graphviz is"
        )
    drawing = drawing_of(graph, nodes)
    command = [program, f"-T{kind}", *_OPTIONS[kind], "-o", str(path)]
    try:
        drawn = subprocess.run(  # noqa: S603
            command,
            input=dot_text(drawing).encode(),
            capture_output=True,
            env=os.environ | _DATE,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FormatError(f"{kind}: Graphviz took over {_SECONDS} seconds: draw fewer nodes") from error
    if drawn.returncode or not path.is_file():
        said = drawn.stderr.decode(errors="replace").strip()
        raise FormatError(f"{kind}: Graphviz could not draw the graph ({said or f'exit code {drawn.returncode}'})")
    if kind == "pdf":
        # As long as before: the file tells its parts by their offsets.
        path.write_bytes(_PDF_DATE.sub(b"/CreationDate (D:19700101000000", path.read_bytes()))
    return drawing.left_out


def _format(kind: str, opened_by: tuple[str, ...]) -> GraphFormat:
    return GraphFormat(
        name=kind,
        suffixes=(f".{kind}",),
        description=f"A drawing as {kind.upper()} of at most 30 nodes that says what it left out; needs Graphviz",
        for_programs=opened_by,
        write=partial(write, kind),
        networks=True,
        drawing=True,
    )


SVG = _format("svg", ("Inkscape", "browser"))
PNG = _format("png", ("PowerPoint", "Word"))
PDF = _format("pdf", ("LaTeX",))
FORMATS = (SVG, PNG, PDF)
