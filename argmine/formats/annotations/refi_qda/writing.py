"""Documents with their claims, written as a REFI-QDA project: an archive of one XML file and the texts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from argmine.formats.annotations._details import claim_facts, to_lines
from argmine.formats.annotations._plain_text import Labels, evenly_counted, label_line
from argmine.formats.annotations._words import replaced
from argmine.formats.annotations.refi_qda.codes import CodeBook, guid, position_of
from argmine.formats.base import CodedCorpus, FormatError
from argmine.formats.xml_text import escape
from argmine.schema import Analysis, Claim, Document, Position

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT = "project.qde"
SOURCES = "sources"
#: The fields of a document that are variables of its source; other metadata are variables of their own names.
FIELDS = ("outlet", "date", "author", "url", "language", "path")

_USER = guid("user")
# What file systems refuse: programs name files after documents.
_NO_FILE_NAME = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))
_TITLE_LIMIT = 120
_FIRST_WORDS = 60
# The first that an archive can hold, so that the same corpus gives the same bytes.
_WRITTEN_AT = (1980, 1, 1, 0, 0, 0)


def write(corpus: CodedCorpus, path: Path) -> None:
    """Write the project: each document is a text source, each claim a coded selection of it."""
    project = _Project(corpus, path)
    with ZipFile(path, "w") as archive:
        for analysis in corpus.analyses():
            name = f"{SOURCES}/{guid('document', analysis.document.id)}.txt"
            archive.writestr(_member(name), project.take(analysis).encode())
        with (
            archive.open(_member(PROJECT), "w") as binary,
            io.TextIOWrapper(binary, encoding="utf-8", newline="\n") as stream,
        ):
            stream.writelines(project.xml(corpus))


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, date_time=_WRITTEN_AT)
    member.compress_type = ZIP_DEFLATED
    # Otherwise it would tell which system wrote the file.
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member


class _Project:
    """What is written before the sources, gathered from all of them."""

    def __init__(self, corpus: CodedCorpus, path: Path) -> None:
        self._path = path
        self._codes = CodeBook(corpus.codebook)
        self._variables: dict[tuple[str, str], str] = {}
        self._variable_names = Labels(fold=True)
        self._titles = Labels(_TITLE_LIMIT, fold=True)
        for name in ("organisation", "role"):
            self._variable("speaker", name)
        for name in FIELDS:
            self._variable("document", name)

    def take(self, analysis: Analysis) -> str:
        """Note the codes and variables of a document, and return its text as it is written."""
        document = analysis.document
        for name in document.extra:
            self._variable("document", name)
        for claim in analysis.claims:
            if not 0 <= claim.start < claim.end <= len(document.text):
                raise FormatError(
                    f"{self._path}: the claim {claim.id} stands at {claim.start} to {claim.end} of the document "
                    f"{document.id}, which has {len(document.text)} characters"
                )
        self._codes.take(analysis)
        return evenly_counted(document.text)

    def xml(self, corpus: CodedCorpus) -> Iterator[str]:
        """Yield the project, line by line."""
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<Project xmlns="{NAMESPACE}" name="argmine" origin="argmine" creatingUserGUID="{_USER}">\n'
        yield f'<Users>\n<User guid="{_USER}" name="argmine"/>\n</Users>\n'
        yield "<CodeBook>\n<Codes>\n"
        yield from self._codes.xml()
        yield "</Codes>\n</CodeBook>\n<Variables>\n"
        for (owner, name), label in self._variables.items():
            kind = "Date" if (owner, name) == ("document", "date") else "Text"
            variable = guid("variable", owner, name)
            yield f'<Variable guid="{variable}" name="{escape(label)}" typeOfVariable="{kind}">\n'
            if label != name:
                yield f"<Description>{escape(to_lines({'name': name}))}</Description>\n"
            yield "</Variable>\n"
        yield "</Variables>\n"
        yield from self._cases()
        sources = self._sources(corpus)
        first = next(sources, None)
        # The standard allows no empty list.
        if first is not None:
            yield f"<Sources>\n{first}"
            yield from sources
            yield "</Sources>\n"
        yield "</Project>\n"

    def _cases(self) -> Iterator[str]:
        """Yield a case for each speaker, with what is known of them."""
        if not self._codes.speakers:
            return
        yield "<Cases>\n"
        for speaker, code in self._codes.speakers.values():
            yield f'<Case guid="{guid("case", code.guid)}" name="{escape(code.name)}">\n'
            yield f'<CodeRef targetGUID="{code.guid}"/>\n'
            facts = {"organisation": speaker.organisation, "role": speaker.role}
            yield from self._values("speaker", facts)
            yield "</Case>\n"
        yield "</Cases>\n"

    def _sources(self, corpus: CodedCorpus) -> Iterator[str]:
        for analysis in corpus.analyses():
            yield "".join(self._source(analysis))

    def _source(self, analysis: Analysis) -> Iterator[str]:
        document = analysis.document
        source = guid("document", document.id)
        name = self._titles.of(document.id, (label_line(document.title) or "Untitled").translate(_NO_FILE_NAME))
        yield (
            f'<TextSource guid="{source}" name="{escape(name)}" plainTextPath="internal://{source}.txt" '
            f'creatingUser="{_USER}">\n'
        )
        values = {**document.extra, **{field: getattr(document, field) for field in FIELDS}}
        yield f"<Description>{escape(to_lines(_document_facts(document, name, values)))}</Description>\n"
        for number, claim in enumerate(analysis.claims):
            yield from self._selection(claim, position_of(claim, analysis), (source, number))
        yield from self._values("document", values)
        yield "</TextSource>\n"

    def _selection(self, claim: Claim, position: Position | None, place: tuple[str, int]) -> Iterator[str]:
        codes = self._codes.of_claim(claim, position)
        labels = {role: code.name for role, code in codes.items()}
        labels["person"] = labels.get("speaker", "")
        if position is not None:
            labels["position"] = self._codes.position(position, None).name
        selection = guid("selection", *place)
        yield (
            f'<PlainTextSelection guid="{selection}" name="{escape(label_line(claim.text, _FIRST_WORDS))}" '
            f'startPosition="{claim.start}" endPosition="{claim.end}" creatingUser="{_USER}">\n'
            f"<Description>{escape(to_lines(claim_facts(claim, position, labels)))}</Description>\n"
        )
        for code in codes.values():
            coding = guid("coding", selection, code.guid)
            yield f'<Coding guid="{coding}" creatingUser="{_USER}"><CodeRef targetGUID="{code.guid}"/></Coding>\n'
        yield "</PlainTextSelection>\n"

    def _variable(self, owner: str, name: str) -> None:
        self._variables[owner, name] = self._variable_names.of((owner, name), name)

    def _values(self, owner: str, values: Mapping[str, str | None]) -> Iterator[str]:
        for name, value in values.items():
            if not value or not label_line(value):
                continue
            kind = "DateValue" if (owner, name) == ("document", "date") else "TextValue"
            if kind == "TextValue" or _is_date(value):
                variable = guid("variable", owner, name)
                yield (
                    f'<VariableValue><VariableRef targetGUID="{variable}"/>'
                    f"<{kind}>{escape(label_line(value))}</{kind}></VariableValue>\n"
                )


def _document_facts(document: Document, name: str, values: Mapping[str, str | None]) -> dict[str, Any]:
    """Return the document's id, and what its name and its variables do not give exactly."""
    facts: dict[str, Any] = {"id": document.id}
    if document.title != name:
        facts["title"] = document.title
    inexact = {key: value for key, value in values.items() if value is not None and value != _shown(key, value)}
    if inexact:
        facts["metadata"] = inexact
    places = replaced(document.text, evenly_counted(document.text))
    return facts | ({"replaced": places} if places else {})


def _shown(key: str, value: str) -> str | None:
    return (label_line(value) or None) if key != "date" or _is_date(value) else None


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
