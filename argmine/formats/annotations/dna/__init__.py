"""Discourse Network Analyzer (DNA) 3: a ``.dna`` database, in which people code statements by hand.

A document is a document, a claim a statement of the type "DNA Statement", with DNA's own variables (person,
organization, concept, agreement) and ours: stance, kind, claim_type, confidence (in percent; the least of what argmine
is sure of) and argmine (a long text: the claim's id, by which corrections find back to it). The codebook's stances
and positions are there to choose from. DNA asks for a coder and a password: log in as Admin with "argmine"; what
argmine coded belongs to the coder of that name.

DNA knows no statement without agreement, and counts each that has a concept. So a claim without position has no
concept, and a claim whose side is too uncertain has none either: its position stands in the text "argmine", as
``perhaps``, until somebody chooses.

Labels have 190 characters; the rest of a longer position goes to the entity's Notes. Texts have line feeds only and
no characters that Java counts twice: they are replaced one for one, offsets stay, and reading puts them back. It
does not hold attributions, probabilities, echoes, relations and boilerplate, nor who of several coders coded what.

A database that others coded in is read with any statement types: variables are known by their names (person, actor,
speaker; organization, institution; concept, position, category; agreement; stance, coalition). DNA itself opens
what `write` writes as far as its tables, constraints and queries tell.
"""

from __future__ import annotations

from argmine.formats.annotations.dna.reading import read
from argmine.formats.annotations.dna.writing import PASSWORD, write
from argmine.formats.base import AnnotationFormat

__all__ = ["FORMAT", "PASSWORD", "read", "write"]

FORMAT = AnnotationFormat(
    name="dna",
    suffixes=(".dna",),
    description=f'A DNA 3 database, a statement for each claim; log in as Admin with the password "{PASSWORD}"',
    for_programs=("DNA", "Discourse Network Analyzer", "rDNA"),
    write=write,
    read=read,
    holds=frozenset({"span", "kind", "type", "speaker", "organisation", "stance", "position", "polarity"}),
)
