"""Text as annotation programs keep it: one character for one, so that offsets stay, and back.

Most programs change or refuse some characters: browsers and databases carriage returns, NUL and other controls, JSON
parsers halves of surrogate pairs. Each is replaced by one character that none of them touches, and what stood there
is noted beside the text.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from argmine.formats.base import FormatError
from argmine.schema import Span

_LONE_RETURN = re.compile("\r(?!\n)")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_SHOWN = 3

#: Stands for a character that not every program holds.
STAND_IN = "\ufffd"


def plain(text: str) -> str:
    """Return `text` with as many characters, and none that a program may change or refuse."""
    text = _LONE_RETURN.sub("\n", text)
    return _NO_CHARACTER.sub(STAND_IN, _UNSAFE.sub(" ", text))


def one_line(text: str) -> str:
    """Return `text` on a single line, as a field of a form holds it."""
    return " ".join(plain(text).split())


def without_breaks(text: str, spans: Iterable[Span]) -> str:
    """Return `text` with spaces for the line breaks and tabs inside `spans`."""
    for start, end in spans:
        inside = text[start:end]
        if "\n" in inside or "\t" in inside:
            text = text[:start] + inside.replace("\n", " ").replace("\t", " ") + text[end:]
    return text


def replaced(original: str, kept: str) -> dict[str, list[int]]:
    """Return where `kept` differs from the `original`, by the code point that stood there."""
    places: dict[str, list[int]] = {}
    if original != kept:
        for place, (was, now) in enumerate(zip(original, kept, strict=True)):
            if was != now:
                places.setdefault(str(ord(was)), []).append(place)
    return places


def restored(kept: str, places: Any) -> str:
    """Return the original of a text, given what `replaced` returned, as far as a person left it as it was."""
    if not isinstance(places, Mapping):
        return kept
    characters = list(kept)
    for code, offsets in places.items():
        if not code.isdecimal() or int(code) > sys.maxunicode or not isinstance(offsets, list):
            continue
        for place in offsets:
            if type(place) is int and 0 <= place < len(kept) and kept[place] in f" \n{STAND_IN}":
                characters[place] = chr(int(code))
    return "".join(characters)


class Utf16:
    """Converts between offsets in code points and offsets in UTF-16 units, which Java and JavaScript count."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._astral = [place for place, character in enumerate(text) if ord(character) > 0xFFFF]
        self._astral_units = [place + n for n, place in enumerate(self._astral)]

    def units(self, offset: int) -> int:
        """Return the offset in UTF-16 units of an offset in code points."""
        return offset + bisect_left(self._astral, offset)

    def code_points(self, unit: int) -> int:
        """Return the offset in code points of an offset in UTF-16 units."""
        return unit - bisect_left(self._astral_units, unit)


def mismatches(text: str, said: Iterable[tuple[str, Sequence[Span], str]]) -> Iterator[str]:
    """Yield a sentence for each annotation whose words are not those of `text`: given its name, spans and words."""
    for name, spans, words in said:
        stands = " ".join(text[start:end] for start, end in spans)
        place = ", ".join(f"{start} to {end}" for start, end in spans)
        if not all(0 <= start <= end <= len(text) for start, end in spans):
            yield f"{name} is at {place}, but the text has {len(text)} characters"
        elif words.strip() != stands.strip():
            yield f"{name} says {words[:40]!r} at {place}, where {stands[:40]!r} stands"


def refuse(where: str, wrong: Sequence[str], advice: str) -> None:
    """Refuse a file with annotations whose words are not those of its text.

    Raises
    ------
    FormatError
        If anything is `wrong`; the message gives the first few and the `advice`.
    """
    if wrong:
        more = f"; and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        raise FormatError(f"{where}: {'; '.join(wrong[:_SHOWN])}{more}. {advice}")


def metadata_text(value: Any) -> Any:
    """Return a text of a document's metadata as programs keep it; anything else as it is."""
    return plain(value) if isinstance(value, str) else value
