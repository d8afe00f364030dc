from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.codebook import Codebook, CodebookPosition, Stance
from argmine.formats import CodedDocuments, FormatError
from argmine.formats.annotations import refi_codebook, refi_qda
from argmine.schema import Analysis, Claim, Document, Position, Speaker, content_id

NAMESPACE = "{urn:QDA-XML:project:1.0}"
# What REFI-QDA 1.0 allows in an element, in this order; of those marked, at least one.
ORDER = {
    "Project": ("Users", "CodeBook", "Variables", "Cases", "Sources"),
    "Users": ("User",),
    "CodeBook": ("Codes",),
    "Codes": ("Code",),
    "Code": ("Description", "NoteRef", "Code"),
    "Variables": ("Variable",),
    "Variable": ("Description",),
    "Cases": ("Case",),
    "Case": ("Description", "CodeRef", "VariableValue", "SourceRef", "SelectionRef"),
    "Sources": ("TextSource",),
    "TextSource": ("Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"),
    "PlainTextSelection": ("Description", "Coding", "NoteRef"),
    "Coding": ("CodeRef", "NoteRef"),
    "VariableValue": ("VariableRef", "TextValue", "DateValue"),
}
NEVER_EMPTY = {"Users", "CodeBook", "Codes", "Variables", "Cases", "Sources", "Coding", "VariableValue"}
REQUIRED = {
    "Project": {"name"},
    "Code": {"guid", "name", "isCodable"},
    "Variable": {"guid", "name", "typeOfVariable"},
    "PlainTextSelection": {"guid", "startPosition", "endPosition"},
    **{name: {"guid"} for name in ("User", "TextSource", "Coding", "Case")},
    **{name: {"targetGUID"} for name in ("CodeRef", "VariableRef")},
}

BUSES = Position(id="p1", text="Buses should cost nothing.")
NIGHT = Position(id="p2", text="Buses <should> run at night & on Sundays.")
MAYOR = Speaker(id="s1", name="Zoë O'Hara", organisation="Bürgeramt", role="mayor")
OFFICE = Speaker(id="s2", name="Bürgeramt", organisation="Bürgeramt")
CODEBOOK = Codebook(
    name="buses",
    stances=(Stance(name="town", color="#112233"), Stance(name="critics", color="teal"), Stance(name="other")),
    positions=(CodebookPosition(id="p1", text=BUSES.text), CodebookPosition(id="p3", text="Trams are better.")),
)
TEXT = "The mayor said: “Free buses 🚌!”\r\nThe office said no.\r\nNights are dark.\rAnd long."


def claim(words: str, identifier: str, **facts: Any) -> Claim:
    start = TEXT.index(words)
    facts = {"kind": "direct", **facts}
    return Claim(id=identifier, document="d1", start=start, end=start + len(words), text=words, **facts)


def corpus() -> CodedDocuments:
    claims = (
        claim("Free buses 🚌!", "c1", speaker=MAYOR, stance="town", position="p1", polarity="support", type="policy"),
        claim("The office said no", "c2", speaker=OFFICE, stance="critics", position="p1", polarity="attack"),
        claim("Nights are dark", "c3", kind="authorial", position="p2"),
        claim("dark", "c4"),
    )
    first = Document(
        id="d1", text=TEXT, title="Buses: a/the <debate>", outlet="Gazette & Söhne", date="2025-01-05",
        author="A. O'Neil", url="https://example.org/1?a=1&b=2", language="en", path="a.jsonl:1",
        extra={"lean": "left", "role": "\ttab"},
    )  # fmt: skip
    others = (Document(id="d2", text="\ufeffNothing.", title="Buses: a-the -debate-"), Document(id="d3", text=""))
    analyses = (
        Analysis(document=first, claims=claims, positions=(BUSES, NIGHT)),
        *(Analysis(document=d) for d in others),
    )
    return CodedDocuments(documents=analyses, codebook=CODEBOOK)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    refi_qda.write(corpus(), tmp_path / "buses.qdpx")
    return tmp_path / "buses.qdpx"


def project(path: Path) -> ElementTree.Element:
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read("project.qde"))  # noqa: S314


def name_of(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(NAMESPACE)


def check(root: ElementTree.Element) -> None:
    """Refuse what the standard does not allow."""
    guids = [element.attrib["guid"] for element in root.iter() if "guid" in element.attrib]
    assert len(set(guids)) == len(guids)
    for element in root.iter():
        name = name_of(element)
        children = [name_of(child) for child in element]
        assert children == sorted(children, key=ORDER.get(name, ()).index)
        assert REQUIRED.get(name, set()) <= set(element.attrib)
        assert children or name not in NEVER_EMPTY
        assert element.get("targetGUID", guids[0]) in guids
        if name == "VariableValue":
            assert len(children) == 2
    names = [element.attrib["name"].casefold() for element in root.iter(f"{NAMESPACE}Code")]
    assert len(set(names)) == len(names) and "" not in names


def rewrite(path: Path, **members: str | bytes | None) -> None:
    """Replace members of an archive; None removes one."""
    with zipfile.ZipFile(path) as archive:
        content: dict[str, str | bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    content |= members
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            if data is not None:
                archive.writestr(name, data)


def edited(path: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as archive:
        text = archive.read("project.qde").decode()
    assert old in text
    rewrite(path, **{"project.qde": text.replace(old, new)})


def by_id(claims: Iterable[Claim]) -> dict[str, Claim]:
    """The claims without what is no code."""
    plain: dict[str, Any] = {"confidence": 1.0}
    found = {}
    for each in claims:
        speaker = each.speaker and replace(each.speaker, role=None)
        found[each.id] = replace(each, speaker=speaker, **plain)
    return found


def test_the_project_is_one_by_the_standard(path):
    check(project(path))
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        texts = [name for name in archive.namelist() if name != "project.qde"]
        paths = [each.attrib["plainTextPath"] for each in project(path).iter(f"{NAMESPACE}TextSource")]
        assert sorted(texts) == sorted(f"sources/{each.removeprefix('internal://')}" for each in paths)
        for name in texts:
            text = archive.read(name).decode()
            assert "\r" not in text and not text.startswith("\ufeff") and max(text, default="") <= "\uffff"


def test_selections_have_their_words_and_codes(path):
    root = project(path)
    names = {code.attrib["guid"]: code.attrib["name"] for code in root.iter(f"{NAMESPACE}Code")}
    coded = [
        (each.attrib["name"], {names[ref.attrib["targetGUID"]] for ref in each.iter(f"{NAMESPACE}CodeRef")})
        for each in root.iter(f"{NAMESPACE}PlainTextSelection")
    ]
    town = {"town", f"supports: {BUSES.text}", "Zoë O'Hara", "Bürgeramt", "direct", "policy"}
    office = {"critics", f"attacks: {BUSES.text}", "Bürgeramt (speaker)", "Bürgeramt", "direct"}
    assert coded[:2] == [("Free buses \ufffd!", town), ("The office said no", office)]
    assert coded[2:] == [("Nights are dark", {NIGHT.text, "authorial"}), ("dark", {"direct"})]
    colors = {code.get("name"): code.get("color") for code in root.iter(f"{NAMESPACE}Code")}
    assert (colors["town"], colors["critics"]) == ("#112233", None)
    assert "Trams are better." in colors
    (first, *_) = root.iter(f"{NAMESPACE}TextSource")
    values = [value.findtext(f"{NAMESPACE}TextValue") for value in first.iter(f"{NAMESPACE}VariableValue")]
    assert {"Gazette & Söhne", "A. O'Neil", "left"} <= set(values)
    assert first.findtext(f".//{NAMESPACE}DateValue") == "2025-01-05"
    titles = [each.get("name") for each in root.iter(f"{NAMESPACE}TextSource")]
    assert titles == ["Buses- a-the -debate-", "Buses- a-the -debate- (2)", "Untitled"]
    cases = {case.get("name"): case for case in root.iter(f"{NAMESPACE}Case")}
    assert [value.text for value in cases["Zoë O'Hara"].iter(f"{NAMESPACE}TextValue")] == ["Bürgeramt", "mayor"]


def test_the_same_corpus_gives_the_same_bytes(path, tmp_path):
    refi_qda.write(corpus(), tmp_path / "again.qdpx")
    assert (tmp_path / "again.qdpx").read_bytes() == path.read_bytes()


def test_what_is_written_is_read_back(path):
    for analysis, read in zip(corpus().analyses(), refi_qda.read(path), strict=True):
        assert read.document == analysis.document
        assert by_id(read.claims) == by_id(analysis.claims)
        assert {position.id: position.text for position in read.positions} == {
            position.id: position.text for position in analysis.positions
        }


def test_a_codebook_has_the_same_codes(path, tmp_path):
    refi_codebook.write(corpus(), tmp_path / "buses.qdc")
    book = ElementTree.parse(tmp_path / "buses.qdc").getroot()  # noqa: S314
    assert book.tag == "{urn:QDA-XML:codebook:1.0}CodeBook"
    codes = [each.attrib["guid"] for each in book.iter("{urn:QDA-XML:codebook:1.0}Code")]
    assert codes == [each.attrib["guid"] for each in project(path).iter(f"{NAMESPACE}Code")]


def foreign(path: Path, text: str = "One 🚌. Two.", *, sources: str = "Sources", origin: str = "Coder 1") -> None:
    """Make a project with codes of other names, a selection for each code of a place, and braces around GUIDs."""
    codes = """<Code guid="{A}" name="Actors" isCodable="true"><Code guid="{B}" name="Mayor" isCodable="true"/></Code>
        <Code guid="{C}" name="Concepts" isCodable="false"><Code guid="{D}" name="Free buses" isCodable="true">
        <Code guid="{E}" name="Against" isCodable="true"/></Code></Code><Code guid="{F}" name="money" isCodable="true"/>
        <Code guid="{10}" name="Stance" isCodable="false"><Code guid="{11}" name="town" isCodable="true"/></Code>"""
    places = [(0, 6, "b"), (0, 6, "e"), (0, 6, "d"), (0, 6, "f"), (7, 10, "{11}"), (7, 10, "zz"), (2, 3, "zz")]
    selections = "".join(
        f'<PlainTextSelection guid="{n}" startPosition="{start}" endPosition="{end}">'
        f'<Coding guid="x{n}"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
        for n, (start, end, code) in enumerate(places)
    )
    (path.parent / path.name).unlink(missing_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{sources}/one.txt", text.encode("utf-8-sig"))
        archive.writestr(
            "Study.qde",
            f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{origin}"><CodeBook><Codes>{codes}</Codes>'
            f'</CodeBook><Sources><TextSource guid="g" name="One" plainTextPath="internal://one.txt">{selections}'
            '</TextSource><TextSource guid="h" name="Two"><PlainTextContent>Two.</PlainTextContent></TextSource>'
            '<PDFSource guid="i"><Representation guid="j"/></PDFSource></Sources></Project>',
        )


def test_what_other_programs_export_is_read(tmp_path):
    foreign(tmp_path / "other.qdpx")
    one, two = refi_qda.read(tmp_path / "other.qdpx")
    assert (one.document.title, one.document.text, two.document.text) == ("One", "One 🚌. Two.", "Two.")
    assert one.document.id == content_id(one.document.text)
    buses, money, other = one.claims
    assert [position.text for position in one.positions] == ["Free buses", "money"]
    assert (buses.text, buses.position, buses.polarity) == ("One 🚌.", content_id("position", "Free buses"), "attack")
    assert (money.position, money.polarity) == (content_id("position", "money"), None)
    assert buses.speaker is not None and buses.speaker.name == "Mayor"
    assert (other.text, other.stance, other.position) == ("Two", "town", None)
    assert [each.id for each in one.claims] == [content_id(one.document.id, 0, 6), money.id, other.id]
    assert money.id == content_id(one.document.id, 0, 6, 2)


def test_atlas_counts_the_end_of_a_line_as_one(tmp_path):
    foreign(tmp_path / "other.qdpx", "One\r\n2.\r\nTwo.")
    assert next(iter(refi_qda.read(tmp_path / "other.qdpx"))).claims[0].text == "One\r\n2"
    foreign(tmp_path / "other.qdpx", "One\r\n2.\r\nTwo.", origin="ATLAS.ti 9")
    assert next(iter(refi_qda.read(tmp_path / "other.qdpx"))).claims[0].text == "One\n2."


def test_corrections_come_back(path):
    names = {code.attrib["name"]: code.attrib["guid"] for code in project(path).iter(f"{NAMESPACE}Code")}
    edited(path, f'targetGUID="{names[f"supports: {BUSES.text}"]}"', f'targetGUID="{names["Trams are better."]}"')
    (first, *_) = refi_qda.read(path)
    corrected = first.claims[0]
    assert (corrected.id, corrected.position, corrected.polarity) == ("c1", "p3", None)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('endPosition="30"', 'endPosition="3000"', "at 17 to 3000, but the text has 80 characters: was it changed"),
        ('startPosition="17"', 'startPosition="x"', "at x to 30"),
        ("internal://", "absolute:///home/", "is not in the file .absolute:///home/.*: export the project again"),
        ("internal://", "internal://../../", "is not in the file"),
        ('plainTextPath="', 'richTextPath="', "is not in the file .no path"),
        ("</Codes>", "", "its project is not well-formed XML"),
        ("<Project", '<!DOCTYPE a [<!ENTITY b "c">]><Project', "has a DOCTYPE"),
    ],
)
def test_projects_that_cannot_be_used_are_refused(path, old, new, message):
    edited(path, old, new)
    with pytest.raises(FormatError, match=f"buses.qdpx: .*{message}"):
        list(refi_qda.read(path))


def test_files_that_are_no_projects_are_refused(path, tmp_path, monkeypatch):
    monkeypatch.setattr("argmine.formats.annotations.refi_qda.reading._LARGEST", 100)
    with pytest.raises(FormatError, match=r"project\.qde has [\d,]+ bytes unpacked, and argmine reads 100 at most"):
        list(refi_qda.read(path))
    rewrite(path, **{"project.qde": None})
    with pytest.raises(FormatError, match=r"is an archive without project\.qde"):
        list(refi_qda.read(path))
    for content in (b"", b"PK\x03\x04 and no more", io.BytesIO().getvalue()):
        (tmp_path / "no.qdpx").write_bytes(content)
        with pytest.raises(FormatError, match=r"no\.qdpx: is no REFI-QDA project, or a damaged one"):
            list(refi_qda.read(tmp_path / "no.qdpx"))


def test_texts_that_are_not_utf_8_are_refused(tmp_path):
    foreign(tmp_path / "other.qdpx")
    rewrite(tmp_path / "other.qdpx", **{"Sources/one.txt": "Bürger".encode("latin-1")})
    with pytest.raises(FormatError, match="the text of 'One' is not UTF-8"):
        list(refi_qda.read(tmp_path / "other.qdpx"))


def test_claims_outside_their_text_are_refused(tmp_path):
    wrong = Analysis(document=Document(id="d1", text=TEXT), claims=(replace(claim("dark", "c9"), end=len(TEXT) + 1),))
    with pytest.raises(FormatError, match=r"the claim c9 stands at \d+ to \d+ .* characters"):
        refi_qda.write(CodedDocuments(documents=(wrong,), codebook=CODEBOOK), tmp_path / "wrong.qdpx")


awkward = st.text(alphabet="\x00\x07\x0c\t\n\r\"'<>& é“”🚌\u202eשלום\u2028\ufeff\ufffe…() 12", max_size=15)
names = st.text(alphabet="\x07\t🚌\"'<>&; é“”\u202eשלום…()/:12", max_size=12)


@st.composite
def corpora(draw: st.DrawFn) -> CodedDocuments:
    analyses = []
    positions = [Position(id=f"p{n}", text=f"{n}{draw(names)}.") for n in range(2)]
    speakers = [
        Speaker(id=f"s{n}", name=f"{n}{draw(names)}.", organisation=draw(st.none() | st.just(f"{draw(names)}.")))
        for n in range(2)
    ]
    for number in range(draw(st.integers(0, 2))):
        text = draw(awkward) + "|" + draw(awkward)
        document = Document(
            id=f"d{number}", text=text, title=draw(st.none() | awkward), outlet=draw(st.none() | awkward),
            author=draw(st.none() | awkward), date=draw(st.sampled_from([None, "2020-02-29", "1066-10-14", "soon"])),
            extra=draw(st.dictionaries(st.sampled_from(["lean", "Outlet", "role", "section"]), awkward, max_size=2)),
        )  # fmt: skip
        claims = []
        for place in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            position = draw(st.sampled_from([None, "p0", "p1"]))
            each = Claim(
                id=f"c{number}{place}", document=document.id, start=start, end=end, text=text[start:end],
                kind=draw(st.sampled_from(["direct", "mixed"])), type=draw(st.sampled_from([None, "policy"])),
                speaker=draw(st.none() | st.sampled_from(speakers)),
                stance=draw(st.sampled_from([None, "town", "critics"])), position=position,
                polarity=draw(st.sampled_from([None, "support", "attack"])) if position else None,
            )  # fmt: skip
            claims.append(each)
        analyses.append(Analysis(document=document, claims=tuple(claims), positions=tuple(positions)))
    return CodedDocuments(documents=tuple(analyses), codebook=CODEBOOK)


@settings(max_examples=40, deadline=None)
@given(coded_corpus=corpora())
def test_what_refi_qda_can_hold_comes_back(coded_corpus):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "x.qdpx")
        refi_qda.write(coded_corpus, file)
        read = list(refi_qda.read(file))
        check(project(file))
    for ours, theirs in zip(coded_corpus.analyses(), read, strict=True):
        assert theirs.document == ours.document
        assert by_id(theirs.claims) == by_id(ours.claims)
