"""AIF JSON, the Argument Interchange Format as AIFdb, OVA and arguebuf exchange it.

A claim is a locution (L) and what it asserts (I), joined by an illocution (YA, ``Asserting``); a position is an I
node that nobody says. I nodes are joined only through an inference (RA: supports, and reason and evidence), a conflict
(CA: attacks) or a rephrase (MA: echoes), one for each edge of the graph. A news article is no dialogue, so there are
no transitions (TA). Ids are whole numbers as text. A node has the day of its document as `timestamp`, none where
that is not known.

Locutions name their document (`source`: its URL, path or title) and their participant, whose name has two parts, as
programs demand: of one word, it is the surname, after a first name ``-``. A claim without a speaker is by
``Own-voice-of`` and the outlet where it is the document's own, and by ``Unknown speaker`` where nobody is named.

AIF has no place for the rest: ids, offsets, stances, confidences, outlets, issues. They stand under the key
``argmine`` of nodes, participants and the whole, which other programs skip. A file that comes back without
them still has every claim, speaker, position and scheme.

Reading takes files of AIFdb, OVA and argument-mining workflows: ids may be numbers or text, and participants,
locutions and scheme fulfilments may be missing. An I node that a locution asserts, that is a premise, or that a
rephrase joins is a claim, every other one a position. Without participants, a speaker is who stands before the colon
in a locution (``Ada: ...``). Not read are preferences (PA), transitions and what they anchor, analysts' notes
(``Analysing``), schemes that lead to schemes (an undercut), and that premises of one scheme are linked.

Read by arguebuf (``arguebuf.load.file``): without ``reconstruct_dialog`` it warns of each edge of a locution and
drops it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from argmine.formats.base import FormatError, GraphFormat
from argmine.formats.graphs._aif_nodes import read_nodes, write_nodes
from argmine.formats.graphs._debate import graph_of_debate
from argmine.formats.graphs._json_text import read_json, write_json
from argmine.formats.graphs._reading import reads

if TYPE_CHECKING:
    from argmine.graph import ArgumentGraph


def write(graph: ArgumentGraph, path: Path) -> None:
    """Write `graph` as AIF JSON."""
    write_json(write_nodes(graph).aif, path)


@reads("AIF file")
def read(path: Path) -> ArgumentGraph:
    """Read an AIF file, ours or another program's; xAIF too.

    Raises
    ------
    FormatError
        If the file is no AIF; the message names the node or edge.
    """
    data = read_json(path)
    aif = data.get("AIF", data)
    if not isinstance(aif, dict) or "nodes" not in aif:
        raise FormatError(f"{path}: is no AIF file: it needs `nodes` and `edges`, or `AIF` with them")
    return graph_of_debate(read_nodes(aif, path))


FORMAT = GraphFormat(
    name="aif",
    suffixes=(".aif.json", ".aif"),
    description="Argument Interchange Format: claims as locutions and propositions, joined by inference and conflict",
    for_programs=("AIFdb",),
    write=write,
    read=read,
)
