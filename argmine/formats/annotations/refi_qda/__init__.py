"""REFI-QDA, the exchange format of programs for qualitative analysis: a project, ``.qdpx``.

An archive of one XML file (REFI-QDA 1.0) and the texts. A document is a text source with its outlet, date, author and
other metadata as variables; a claim is a selection that is coded with its stance, its position or one of the two sides
of its position, its speaker, organisation, kind and type. The codebook groups these codes, stances in their colours,
and offers the codebook's own stances and positions too. A speaker is a case as well, with organisation and role.

Texts have line feeds only and no characters that Windows programs count twice: they are replaced one for one, offsets
stay, and reading puts them back. Documents of the same title are numbered. It does not hold attributions,
probabilities, echoes, relations and boilerplate.

ATLAS.ti, MAXQDA, NVivo, QualCoder, Quirkos and others import it. What they export is read: texts
with coded selections, whose codes mean what the group says that they are in (Stances, Positions, Speakers ...), and
positions where no group tells. PDFs, pictures, sound and video are left out.
"""

from __future__ import annotations

from argmine.formats.annotations.refi_qda.reading import read
from argmine.formats.annotations.refi_qda.writing import write
from argmine.formats.base import AnnotationFormat

__all__ = ["FORMAT", "read", "write"]

FORMAT = AnnotationFormat(
    name="refi-qda",
    suffixes=(".qdpx",),
    description="A REFI-QDA project: texts, a codebook, and a coded selection for each claim",
    for_programs=("QualCoder", "ATLAS.ti", "MAXQDA", "NVivo", "Quirkos", "REFI-QDA"),
    write=write,
    read=read,
    holds=frozenset({"span", "kind", "type", "speaker", "organisation", "stance", "position", "polarity"}),
)
