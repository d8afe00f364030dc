"""The layers that claims have in INCEpTION: the types of a CAS, and the file that its project settings import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from argmine.formats.annotations._coding import FACTS

PACKAGE = "argmine."
PARTS: tuple[Literal["source", "cue"], ...] = ("source", "cue")

_STRING, _ANNOTATION, _TOP = "uima.cas.String", "uima.tcas.Annotation", "uima.cas.TOP"
#: The span layers with their features of text. INCEpTION makes no layer of a type without features of its own.
_LAYERS = {"Claim": (*FACTS, "identifier"), "Source": ("note",), "Cue": ("kind",), "Document": ("metadata",)}
#: What is kept in the file, and nobody needs to see.
_HIDDEN = ("identifier", "metadata")


def link_type(part: str) -> str:
    """Return the type of the links from a claim to its source or cue."""
    return f"{PACKAGE}Claim{part.capitalize()}Link"


def types() -> dict[str, Any]:
    """Return the types as UIMA CAS JSON declares them."""
    declared = {}
    for layer, names in _LAYERS.items():
        features = dict.fromkeys(names, _STRING)
        if layer == "Claim":
            features |= {part: f"{link_type(part)}[]" for part in PARTS}
        declared[PACKAGE + layer] = _type(PACKAGE + layer, _ANNOTATION, features)
    for part in PARTS:
        features = {"role": _STRING, "target": PACKAGE + part.capitalize()}
        declared[link_type(part)] = _type(link_type(part), _TOP, features)
    return declared


def layers(chosen: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Return the layers as INCEpTION exports and imports them, with a tag set for each of the `chosen` facts."""
    return [_layer(name, list(_features(name, chosen))) for name in ("Source", "Cue", "Claim", "Document")]


def _type(name: str, parent: str, features: Mapping[str, str]) -> dict[str, Any]:
    ranges = {feature: {"%NAME": feature, "%RANGE": kind} for feature, kind in features.items()}
    return {"%NAME": name, "%SUPER_TYPE": parent, **ranges}


def _layer(name: str, features: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": PACKAGE + name,
        "features": features,
        "uiName": name,
        "type": "span",
        "description": None,
        "enabled": True,
        "built_in": False,
        # The span that keeps a document's metadata is not to be changed.
        "readonly": name == "Document",
        "attach_type": None,
        "attach_feature": None,
        "allow_stacking": True,
        "cross_sentence": True,
        "show_hover": True,
        "anchoring_mode": "CHARACTERS",
        "overlap_mode": "ANY_OVERLAP",
        "validation_mode": "NEVER",
        "lock_to_token_offset": False,
        "multiple_tokens": True,
        "linked_list_behavior": False,
        "on_click_javascript_action": None,
        "traits": None,
    }


def _features(layer: str, chosen: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Any]]:
    for name in _LAYERS[layer]:
        values = chosen.get(name) if layer == "Claim" else None
        yield _feature(name, tag_set=_tag_set(name, values) if values else None)
    if layer == "Claim":
        for part in PARTS:
            yield _feature(part) | {
                "type": PACKAGE + part.capitalize(),
                "multi_value_mode": "ARRAY",
                "link_mode": "WITH_ROLE",
                "link_type_name": link_type(part),
                "link_type_role_feature_name": "role",
                "link_type_target_feature_name": "target",
            }


def _feature(name: str, tag_set: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "tag_set": tag_set,
        "uiName": name,
        "type": _STRING,
        "enabled": True,
        "visible": name not in _HIDDEN,
        "include_in_hover": name not in _HIDDEN,
        "required": False,
        "remember": False,
        "hideUnconstraintFeature": False,
        "description": None,
        "multi_value_mode": "NONE",
        "link_mode": "NONE",
        "link_type_name": None,
        "link_type_role_feature_name": None,
        "link_type_target_feature_name": None,
        "traits": None,
        "curatable": True,
    }


def _tag_set(name: str, values: Sequence[str]) -> dict[str, Any]:
    tags = [{"tag_name": value, "tag_description": None} for value in values]
    # A person may add a position that nobody has named yet, but no other kind of claim.
    added = name in ("position", "stance", "type")
    return {"name": f"argmine {name}", "description": None, "language": None, "tags": tags, "create_tag": added}
