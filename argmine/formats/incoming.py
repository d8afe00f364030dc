"""What stands in files that others wrote, taken in so that a broken or hostile file ends in a `FormatError`."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element
from xml.parsers import expat

from argmine.formats.base import FormatError
from argmine.formats.xml_text import elements

#: What a reader stumbles over where a file holds something else than it should.
_BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
#: The largest whole number that every program which writes JSON writes exactly.
_LARGEST = 2**53


@contextmanager
def reported(path: Path | str, what: str) -> Iterator[None]:
    """Refuse a file that a reader stumbles over.

    Parameters
    ----------
    path
        The file, and the place in it where that is known.
    what
        What it should be, as in "a DNA database".

    Raises
    ------
    FormatError
        If anything in the file is not as it must be.
    """
    try:
        yield
    except FormatError:
        raise
    except UnicodeError as error:
        raise FormatError(f"{path}: is no text in UTF-8 ({error}): save it as such") from error
    except _BROKEN as error:
        said = f"lacks {error}" if isinstance(error, KeyError) else f"{error}"
        raise FormatError(f"{path}: is no {what}, or a broken one ({said}): export or save it again") from error


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark.

    Raises
    ------
    FormatError
        If it is in another encoding.
    """
    with reported(path, "text"):
        return path.read_text(encoding="utf-8-sig")


def loads(text: str) -> Any:
    """Return what JSON text holds.

    Raises
    ------
    ValueError
        If it is none; NaN and numbers without end are none.
    """
    try:
        return json.loads(text, parse_constant=finite, parse_float=finite)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def finite(value: Any) -> float:
    """Return a number.

    Raises
    ------
    ValueError
        If it is none, or has no end.
    """
    if isinstance(value, bool) or not math.isfinite(number := float(value)):
        raise ValueError(f"{value!r} is no number")
    return number


def whole(value: Any) -> int:
    """Return a whole number, which may be written as text or with a decimal point.

    Raises
    ------
    ValueError
        If it is none, or is beyond what programs hold exactly.
    """
    if isinstance(value, str) and value.strip().isdecimal() and len(value) <= len(str(_LARGEST)):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        raise ValueError(f"{str(value)[:40]!r} is no whole number")
    return value


def texts(value: Any, what: str) -> dict[str, str]:
    """Return an object whose values are texts; those that are None are left out, and numbers are written out.

    Raises
    ------
    ValueError
        If it is no object, or holds other values.
    """
    if not isinstance(value, Mapping):
        raise ValueError(f"{what} is no object")
    for name, held in value.items():
        if held is not None and not isinstance(held, str | int | float):
            raise ValueError(f"{what} has a value for {name!r} that is no text")
    return {str(name): str(held) for name, held in value.items() if held is not None}


def xml_elements(path: Path, what: str) -> Iterator[tuple[str, Element]]:
    """Yield the elements of an XML file as `elements` does.

    Raises
    ------
    FormatError
        If the file is not well-formed, or declares entities, with which a small file can grow without end.
    """
    with path.open("rb") as stream, reported(path, what):
        refuse_entities(stream, path)
    with reported(path, what):
        yield from elements(path)


def refuse_entities(stream: IO[bytes], path: Path, *, doctype: bool = False) -> None:
    """Refuse XML that declares entities; with `doctype`, any that has a DOCTYPE, where the format has none.

    Raises
    ------
    FormatError
        If it does.
    """

    def refuse(*_: object) -> None:
        what = "has a DOCTYPE, which the format does not have" if doctype else "declares entities of XML"
        raise FormatError(f"{path}: {what}: it is not read; save it without a DOCTYPE")

    class Begun(Exception):  # noqa: N818
        """The first element: no declaration comes after it."""

    def begin(*_: object) -> None:
        raise Begun

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    if doctype:
        parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    with suppress(Begun, expat.ExpatError):
        parser.ParseFile(stream)
