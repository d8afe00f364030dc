"""A REFI-QDA project read, whichever program wrote it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from argmine.formats.annotations._checked import reads
from argmine.formats.annotations._details import ClaimIds, Coding, claim_of, from_lines
from argmine.formats.annotations._words import restored
from argmine.formats.annotations.refi_qda.code_roles import CodeRole, Codes
from argmine.formats.annotations.refi_qda.writing import FIELDS, SOURCES
from argmine.formats.base import FormatError
from argmine.formats.incoming import refuse_entities, whole
from argmine.schema import KINDS, Analysis, Claim, Document, Position, content_id

_INTERNAL = "internal://"
#: In bytes, unpacked: a text or a project beyond it is no work of people.
_LARGEST = 512 * 2**20
#: A member beyond the first, in bytes, that is packed beyond the second is made to harm.
_SMALL, _PACKED = 16 * 2**20, 100
_HOW = "export the project again, with its texts inside"


@reads("REFI-QDA project")
def read(path: Path) -> Iterator[Analysis]:
    """Yield each text source with the claims that its coded selections are.

    Raises
    ------
    FormatError
        If the file is no REFI-QDA project, a text is not in it, or a selection lies outside its text.
    """
    with _reported(path), ZipFile(path) as archive:
        yield from _Reader(archive, path).analyses()


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FormatError(f"{path}: is no REFI-QDA project, or a damaged one ({error})") from error
    except OSError as error:
        if error.filename is not None:
            raise
        # The archive says that something stands where no file can have it.
        raise FormatError(f"{path}: is no REFI-QDA project, or a damaged one ({error})") from error
    except (ElementTree.ParseError, expat.ExpatError) as error:
        raise FormatError(f"{path}: its project is not well-formed XML ({error})") from error


@dataclass(slots=True)
class _Selection:
    """What is coded at one place of a text."""

    start: int
    end: int
    facts: Mapping[str, Any]
    codes: list[CodeRole] = field(default_factory=list)


class _Reader:
    def __init__(self, archive: ZipFile, path: Path) -> None:
        self._archive = archive
        self._path = path
        # Some programs write "Sources"; the archive is only looked into, never unpacked.
        self._members = {name.casefold(): name for name in archive.namelist()}
        self._codes = Codes()
        self._variables: dict[str, str] = {}
        self._crlf_is_one = False
        self._claim_ids = ClaimIds()
        self._documents: set[str] = set()

    def analyses(self) -> Iterator[Analysis]:
        projects = [name for name in self._archive.namelist() if name.casefold().endswith(".qde") and "/" not in name]
        if not projects:
            raise FormatError(f"{self._path}: is an archive without project.qde: is it a REFI-QDA project (.qdpx)?")
        with self._member(projects[0]) as stream:
            refuse_entities(stream, self._path, doctype=True)
        with self._member(projects[0]) as stream:
            parents: list[str] = []
            for event, element in ElementTree.iterparse(stream, events=("start", "end")):  # noqa: S314 (no DTD)
                name = _name(element)
                if event == "start":
                    parents.append(name)
                    # ATLAS.ti counts a carriage return and its line feed as one.
                    self._crlf_is_one |= name == "Project" and "atlas" in element.get("origin", "").casefold()
                    continue
                parents.pop()
                if name == "CodeBook":
                    self._codes.take(element)
                elif name == "Variable":
                    self._take_variable(element)
                elif name == "TextSource" and parents[-1:] == ["Sources"]:
                    yield self._analysis(element)
                    element.clear()

    def _take_variable(self, variable: ElementTree.Element) -> None:
        label = variable.get("name", "")
        # The label was marked if another variable had the same.
        name = from_lines(_description(variable))[0].get("name")
        self._variables[variable.get("guid", "")] = name if isinstance(name, str) else label

    def _analysis(self, source: ElementTree.Element) -> Analysis:
        facts, _ = from_lines(_description(source))
        written = self._text(source)
        document = self._document(source, facts, restored(written, facts.get("replaced")))
        claims: list[Claim] = []
        positions: dict[str, Position] = {}
        for selection in self._selections(source, document):
            for claim, position in self._coded(selection, document):
                claims.append(claim)
                if position is not None:
                    positions.setdefault(position.id, position)
        claims.sort(key=lambda claim: (claim.start, claim.end))
        return Analysis(document=document, claims=tuple(claims), positions=tuple(positions.values()))

    def _document(self, source: ElementTree.Element, facts: Mapping[str, Any], text: str) -> Document:
        name = source.get("name") or None
        values = {key: value for key, value in self._values(source) if key}
        exact = facts["metadata"] if isinstance(facts.get("metadata"), dict) else {}
        values |= {key: value for key, value in exact.items() if isinstance(value, str)}
        title = facts.get("title", name)
        identifier = facts["id"] if isinstance(facts.get("id"), str) else content_id(text)
        if identifier in self._documents:
            identifier = content_id(identifier, source.get("guid"))
        self._documents.add(identifier)
        return Document(
            id=identifier,
            text=text,
            title=title if title is None or isinstance(title, str) else name,
            extra={key: value for key, value in values.items() if key not in FIELDS},
            **{key: value for key, value in values.items() if key in FIELDS},
        )

    def _values(self, element: ElementTree.Element) -> Iterator[tuple[str, str]]:
        for value in _children(element, "VariableValue"):
            name, text = "", ""
            for part in value:
                if _name(part) == "VariableRef":
                    name = self._variables.get(part.get("targetGUID", ""), "")
                else:
                    text = part.text or ""
            yield name, text

    def _text(self, source: ElementTree.Element) -> str:
        name = source.get("name", "")
        inline = next(_children(source, "PlainTextContent"), None)
        if inline is not None:
            return inline.text or ""
        place = source.get("plainTextPath", "")
        member = self._members.get(f"{SOURCES}/{place.removeprefix(_INTERNAL)}".casefold())
        if not place.startswith(_INTERNAL) or member is None:
            raise FormatError(f"{self._path}: the text of {name!r} is not in the file ({place or 'no path'}): {_HOW}")
        try:
            with self._member(member) as stream:
                text = stream.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FormatError(f"{self._path}: the text of {name!r} is not UTF-8 ({error}): {_HOW}") from error
        return text.replace("\r\n", "\n") if self._crlf_is_one else text

    def _selections(self, source: ElementTree.Element, document: Document) -> Sequence[_Selection]:
        """Return what is coded; some programs write a selection for each code of a place."""
        found: dict[tuple[int, int, str], _Selection] = {}
        for element in _children(source, "PlainTextSelection"):
            codes = [code for code in map(self._codes.role, _references(element)) if code is not None]
            if not codes:
                continue
            start, end = self._place(element, document)
            facts, _ = from_lines(_description(element))
            key = (start, end, str(facts.get("id", "")))
            found.setdefault(key, _Selection(start, end, facts)).codes.extend(codes)
        for (start, end, identifier), selection in list(found.items()):
            same = [key for key in found if key[:2] == (start, end) and key[2]] if not identifier else []
            if same:
                found[same[0]].codes.extend(selection.codes)
                del found[start, end, ""]
        return list(found.values())

    def _place(self, element: ElementTree.Element, document: Document) -> tuple[int, int]:
        try:
            start, end = whole(element.get("startPosition")), whole(element.get("endPosition"))
            if 0 <= start < end <= len(document.text):
                return start, end
        except ValueError:
            pass
        raise FormatError(
            f"{self._path}: a selection of {document.title or document.id!r} stands at "
            f"{element.get('startPosition')} to {element.get('endPosition')}, but the text has "
            f"{len(document.text)} characters: was it changed after it was coded?"
        )

    def _coded(self, selection: _Selection, document: Document) -> Iterator[tuple[Claim, Position | None]]:
        """Yield a claim for each position that a place is coded with, or one without a position."""
        roles: dict[str, CodeRole] = {}
        for code in selection.codes:
            roles.setdefault(code.role, code)
        # A side of a position says more than the position that it belongs to.
        sides = {code.text for code in selection.codes if code.polarity}
        positions = dict.fromkeys(
            code
            for code in selection.codes
            if code.role == "position" and (code.polarity is not None or code.text not in sides)
        )
        for position in positions or (None,):
            coding = self._coding(roles, position, selection, document)
            yield claim_of(self._claim_ids.of(selection.facts.get("id"), coding), coding, selection.facts)

    def _coding(
        self, roles: Mapping[str, CodeRole], position: CodeRole | None, selection: _Selection, document: Document
    ) -> Coding:
        def named(role: str) -> str:
            return roles[role].text if role in roles else ""

        speaker = roles.get("speaker")
        return Coding(
            document=document.id,
            text=document.text,
            start=selection.start,
            end=selection.end,
            kind=next((kind for kind in KINDS if kind == named("kind")), "direct"),
            type=named("type") or None,
            person=named("speaker"),
            speaker_id=speaker.id if speaker else None,
            organisation=named("organisation"),
            stance=named("stance") or None,
            position=position.text if position else "",
            position_id=position.id if position else None,
            polarity=position.polarity if position else None,
        )

    @contextmanager
    def _member(self, name: str) -> Iterator[IO[bytes]]:
        member = self._archive.getinfo(name)
        if member.file_size > _LARGEST:
            raise FormatError(
                f"{self._path}: {name} has {member.file_size:,} bytes unpacked, and argmine reads {_LARGEST:,} at most"
            )
        if member.file_size > _SMALL and member.file_size > _PACKED * member.compress_size:
            raise FormatError(f"{self._path}: {name} is packed as no text of people is, to fill the memory: {_HOW}")
        with self._archive.open(member) as stream:
            yield stream


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (child for child in element if _name(child) == name)


def _description(element: ElementTree.Element) -> str:
    return next((child.text or "" for child in _children(element, "Description")), "")


def _references(selection: ElementTree.Element) -> Iterator[str]:
    for coding in _children(selection, "Coding"):
        for reference in _children(coding, "CodeRef"):
            yield reference.get("targetGUID", "")
