"""A REFI-QDA codebook, ``.qdc``: the codes of a project without its texts, to begin another study with.

It holds what `refi_qda` writes as the codebook of a project: stances in their colours, positions with their two
sides, speakers, organisations, kinds and types of claims.
"""

from __future__ import annotations

from pathlib import Path

from argmine.formats.annotations.refi_qda.codes import CodeBook
from argmine.formats.base import AnnotationFormat, CodedCorpus

_NAMESPACE = "urn:QDA-XML:codebook:1.0"


def write(corpus: CodedCorpus, path: Path) -> None:
    """Write the codes that the claims of a corpus have, and those that its codebook offers besides."""
    codes = CodeBook(corpus.codebook)
    for analysis in corpus.analyses():
        codes.take(analysis)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<CodeBook xmlns="{_NAMESPACE}" origin="argmine">\n<Codes>\n'
        )
        file.writelines(codes.xml())
        file.write("</Codes>\n</CodeBook>\n")


FORMAT = AnnotationFormat(
    name="refi-codebook",
    suffixes=(".qdc",),
    description="A REFI-QDA codebook: stances, positions, speakers and organisations as codes, without the texts",
    for_programs=("QualCoder (codebook)", "ATLAS.ti (codebook)", "MAXQDA (codebook)", "NVivo (codebook)"),
    write=write,
)
