from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.formats import FormatError
from argmine.formats.annotations import inception
from argmine.schema import content_id

TEXT = "🚌 “Buses are free,” said the mayor."


def cas(*structures: dict[str, Any], text: str = TEXT, listed: bool = True) -> dict[str, Any]:
    """Return a CAS as INCEpTION exports it: with its own segments and types."""
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": text}
    token = {"%ID": 90, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", "@sofa": 1, "end": 2}
    found = [token, sofa, *structures]
    if not listed:
        by_id = {str(fs["%ID"]): {key: value for key, value in fs.items() if key != "%ID"} for fs in found}
        return {"%TYPES": {}, "%FEATURE_STRUCTURES": by_id, "%VIEWS": {}}
    return {"%TYPES": {}, "%FEATURE_STRUCTURES": found, "%VIEWS": {}}


ALONE = {"%ID": 2, "%TYPE": "argmine.Claim", "@sofa": 1, "begin": 4, "end": 18, "stance": "critics"}
CLAIM = (
    {**ALONE, "@source": 3},
    {"%ID": 3, "%TYPE": "uima.cas.FSArray", "%ELEMENTS": [4]},
    {"%ID": 4, "%TYPE": "argmine.ClaimSourceLink", "role": "source", "@target": 5},
    {"%ID": 5, "%TYPE": "argmine.Source", "@sofa": 1, "begin": 26, "end": 35},
)


def saved(path: Path, content: object, name: str = "doc.json") -> Path:
    file = path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_what_was_written_comes_back(coded, shown, tmp_path):
    inception.write(coded, tmp_path)
    read = {analysis.document.id: shown(analysis) for analysis in inception.read(tmp_path)}
    assert read == {analysis.document.id: shown(analysis) for analysis in coded.documents}


def test_the_layers_have_a_feature_for_each_of_the_types(coded, tmp_path):
    inception.write(coded, tmp_path)
    layers = {layer["name"]: layer for layer in json.loads((tmp_path / "layers.json").read_text(encoding="utf-8"))}
    types = json.loads(next(tmp_path.glob("d2*.json")).read_text(encoding="utf-8"))["%TYPES"]
    for name, layer in layers.items():
        features = {key: value for key, value in types[name].items() if not key.startswith("%")}
        assert {feature["name"] for feature in layer["features"]} == set(features)
        for feature in layer["features"]:
            declared = features[feature["name"]]["%RANGE"]
            assert declared in (feature["type"], f"{feature['link_type_name']}[]")
            assert declared.removesuffix("[]") in types or declared == "uima.cas.String"
    stance = next(feature for feature in layers["argmine.Claim"]["features"] if feature["name"] == "stance")
    assert {"critics", "civil society & <co>"} <= {tag["tag_name"] for tag in stance["tag_set"]["tags"]}


@pytest.mark.parametrize("listed", [True, False])
def test_reading_what_a_person_made(tmp_path, listed):
    (analysis,) = inception.read(saved(tmp_path, cas(*CLAIM, listed=listed)))
    (claim,) = analysis.claims
    assert (analysis.document.id, claim.id) == ("doc", content_id("doc", 3, 17))
    assert (claim.text, claim.source, claim.stance) == ("Buses are free", ((25, 34),), "critics")


def test_two_files_of_one_document_are_refused(coded, tmp_path):
    inception.write(coded, tmp_path)
    content = json.loads(next(tmp_path.glob("d2*.json")).read_text(encoding="utf-8"))
    saved(tmp_path, content, "annotation/ann.json")
    with pytest.raises(FormatError, match=r"d2\.json: is the document 'd2', as is .*ann\.json: keep the file of one"):
        list(inception.read(tmp_path))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"text": "a"}, "is no UIMA CAS JSON 0.4"),
        ([], "is no UIMA CAS JSON 0.4"),
        (cas(ALONE, text="short"), "the annotation 2 is at 4 to 18, outside of the text"),
        (cas({**ALONE, "kind": "odd"}), "the claim 2 has the kind 'odd', which is none"),
        (cas(*CLAIM[:3]), "the claim 2 leads to what is not there"),
    ],
)
def test_other_files_are_refused(tmp_path, content, message):
    with pytest.raises(FormatError, match=message):
        list(inception.read(saved(tmp_path, content)))


def test_a_folder_without_documents_is_refused(tmp_path):
    with pytest.raises(FormatError, match=r"has no \.json files"):
        list(inception.read(saved(tmp_path, [], "layers.json")))


def test_dkpro_cassis_reads_and_writes_the_files(coded, shown, tmp_path):
    cassis = pytest.importorskip("cassis", reason="a reader of CAS files that is not ours")
    inception.write(coded, tmp_path)
    (file,) = (found for found in tmp_path.glob("*.json") if found.name.startswith("art"))
    with warnings.catch_warnings():
        # cassis renames the feature `type`, which Python has for its own.
        warnings.simplefilter("ignore")
        read = cassis.load_cas_from_json(file.read_text(encoding="utf-8"))
    claims = {claim.identifier: claim for claim in read.select("argmine.Claim")}
    for claim in coded.documents[0].claims:
        theirs = claims[claim.id]
        assert len(theirs.get_covered_text()) == len(claim.text)
        assert (theirs.begin, theirs.end) == (claim.start, claim.end)
        assert [(link.target.begin, link.target.end) for link in theirs.source.elements] == list(claim.source)
        assert theirs.stance == claim.stance
    file.write_text(read.to_json(), encoding="utf-8")
    again = {analysis.document.id: analysis for analysis in inception.read(tmp_path)}
    assert shown(again["art/1: a\nb"]) == shown(coded.documents[0])


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_coded_comes_back(data, corpora, shown):
    coded = data.draw(corpora)
    with tempfile.TemporaryDirectory() as folder:
        inception.write(coded, Path(folder))
        read = {analysis.document.id: shown(analysis) for analysis in inception.read(Path(folder))}
    assert read == {analysis.document.id: shown(analysis) for analysis in coded.documents}
