"""What GEXF and GraphML share: text that XML 1.0 can hold, and attributes whose values have one type.

networkx's own writers are not used: they write control characters that no XML reader accepts, type a column
by the first value they meet, and refuse lists and None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from argmine.formats.base import FormatError

#: What XML 1.0 cannot hold, not even escaped, and what must be escaped. White space is escaped so that
#: readers do not normalise it.
_SPECIAL = re.compile(r'[\x00-\x1f&<>"\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}

#: The suffix of the id of an attribute whose values are JSON text, by which they are read back.
_JSON_SUFFIX = ".json"
_JSON = json.JSONEncoder(ensure_ascii=False)
_INT32 = 2**31
_INT64 = 2**63


def escape(text: str) -> str:
    """Return `text` for use in XML, in an attribute or between tags, without what XML 1.0 cannot hold."""
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], ""), text)


def escape_id(text: str) -> str:
    """Return an id for use in XML; what XML cannot hold becomes its code, so that ids stay apart."""
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], f"\ufffd{ord(found[0]):04x}"), text)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of nodes or edges: one of the types integer, long, double, boolean, string and json."""

    name: str
    type: str

    @property
    def id(self) -> str:
        """The id under which XML files declare it."""
        return escape(self.name) + (_JSON_SUFFIX if self.type == "json" else "")

    @classmethod
    def declared(cls, identifier: str, name: str, xml_type: str) -> Attribute:
        """Return the attribute that a file declares; `xml_type` is one that GEXF or GraphML knows."""
        if identifier == name + _JSON_SUFFIX:
            return cls(name, "json")
        return cls(name, _TYPES_READ.get(xml_type, "string"))

    @property
    def encode(self) -> Callable[[Any], str]:
        """The function that turns a value into escaped text."""
        return _ENCODERS[self.type]

    @property
    def decode(self) -> Callable[[str], Any]:
        """The function that turns text into the value it stood for."""
        return _DECODERS[self.type]


def attributes_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Attribute]:
    """Return the attributes of `rows`, in the order they first come, each with a type that holds all values.

    Values that are None do not count. Values of different kinds, and whole numbers beyond 64 bits, go in as
    JSON.

    Raises
    ------
    FormatError
        If a value is none that JSON knows.
    """
    types: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            if value is None:
                continue
            found = _type_of(name, value)
            known = types.setdefault(name, found)
            if known != found:
                types[name] = _common_type(known, found)
    return {name: Attribute(name, kind) for name, kind in types.items()}


def value_writer(attributes: Mapping[str, Attribute], opening: str, closing: str) -> Callable[[Mapping[str, Any]], str]:
    """Return the function that writes a node's or an edge's values, one after the other.

    Each stands between `opening`, which has ``{}`` for the attribute's id, and `closing`. What is None, or
    not among the `attributes`, is left out.
    """
    ways = {name: (opening.format(attribute.id), attribute.encode) for name, attribute in attributes.items()}

    def write(data: Mapping[str, Any]) -> str:
        written = []
        for name, value in data.items():
            if value is not None and name in ways:
                opened, encode = ways[name]
                written.append(f"{opened}{encode(value)}{closing}")
        return "".join(written)

    return write


def elements(path: Path) -> Iterator[tuple[str, ElementTree.Element]]:
    """Yield each element when it is complete, with its name less its namespace.

    Raises
    ------
    FormatError
        If the file is not well-formed.
    """
    try:
        # Expat limits what entities may expand to, and resolves none from outside the file.
        for _, element in ElementTree.iterparse(path):  # noqa: S314
            yield element.tag.rpartition("}")[2], element
    except ElementTree.ParseError as error:
        raise FormatError(f"{path}: is not well-formed XML ({error})") from error


def _type_of(name: str, value: Any) -> str:
    if isinstance(value, str):
        return "string"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if -_INT32 <= value < _INT32 else "long" if -_INT64 <= value < _INT64 else "json"
    if isinstance(value, float):
        return "double"
    if isinstance(value, list | dict):
        return "json"
    raise FormatError(
        f"the attribute {name!r} has a value of the type {type(value).__name__}, which no file can hold: "
        "use text, numbers, booleans, lists and dicts"
    )


def _common_type(known: str, found: str) -> str:
    pair = {known, found}
    if pair == {"integer", "long"}:
        return "long"
    return "double" if pair == {"integer", "double"} else "json"


def _encode_double(value: float) -> str:
    text = repr(float(value))
    return {"inf": "INF", "-inf": "-INF", "nan": "NaN"}.get(text, text)


def _encode_json(value: Any) -> str:
    # JSON has an escape for what XML cannot hold, so that lists and dicts come back exactly.
    text = _JSON.encode(value)
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}"), text)


def _encode_boolean(value: bool) -> str:
    return "true" if value else "false"


_ENCODERS: dict[str, Callable[[Any], str]] = {
    "integer": str,
    "long": str,
    "double": _encode_double,
    "boolean": _encode_boolean,
    "string": escape,
    "json": _encode_json,
}
_DECODERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "long": int,
    "double": float,
    "boolean": lambda text: text.lower() in ("true", "1"),
    "string": str,
    "json": json.loads,
}
_TYPES_READ = {
    "integer": "integer",
    "int": "integer",
    "short": "integer",
    "byte": "integer",
    "long": "long",
    "biginteger": "long",
    "double": "double",
    "float": "double",
    "bigdecimal": "double",
    "boolean": "boolean",
}
