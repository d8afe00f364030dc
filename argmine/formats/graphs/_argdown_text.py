"""The text of Argdown: what must be escaped in it, and how data stands in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

#: Control characters, halves of surrogate pairs, and what JavaScript takes for the end of a line or for white space.
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")
# Slashes begin comments in pairs, "===" begins front matter, and ".x." or ":x:" may be a symbol ("U.S." is none).
_SPECIAL = re.compile(r"[\\@#*_\[\]<>{}]|/(?=/)|=(?===)|\.(?=\S+\.)|:(?=\S+:)")
_NOT_IN_TITLES = re.compile(r"[\\@#*_\[\]<>{}/=]|" + _UNREADABLE.pattern)
_PLAIN_TAG = re.compile(r"[A-Za-z0-9-]+")
_TAG_TEXT = re.compile(r"[^()\s](?:[^()\n\r]*[^()\s])?")
_BEFORE_FIRST_LETTER = re.compile(r"^\W+")


def one_line(text: str) -> str:
    """Return `text` without control characters, on one line, with single spaces."""
    return " ".join(_UNREADABLE.sub(" ", text).split())


def escape(text: str) -> str:
    """Return `text` on one line so that Argdown reads it as it is."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], one_line(text))


def safe_title(text: str) -> str:
    """Return `text` as it may stand in brackets; empty where nothing is left of it."""
    return _BEFORE_FIRST_LETTER.sub("", one_line(_NOT_IN_TITLES.sub(" ", text)))


def tag(name: str) -> str:
    """Return a tag of this name, empty where no tag can have it."""
    if _PLAIN_TAG.fullmatch(name):
        return f"#{name}"
    return f"#({name})" if _TAG_TEXT.fullmatch(name) and name == one_line(name) else ""


def data_block(data: Mapping[str, Any]) -> str:
    """Return `data` in braces on one line, as YAML."""
    return "{" + ", ".join(f"{key}: {value_text(value)}" for key, value in data.items()) + "}"


def value_text(value: Any) -> str:
    """Return a value as YAML on one line, in whose text no braces and no ``===`` end what it stands in."""
    text = _UNREADABLE.sub(_escaped, json.dumps(value, ensure_ascii=False))
    return re.sub(r"[{}\x85]|=(?===)", _escaped, text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "\\ufffd" if 0xD800 <= code < 0xE000 else f"\\u{code:04x}"
