"""Bytes to text: which encoding a file has, and the repair of what went wrong before it got here.

What `repair` returns is the document's text: every offset of argmine counts its characters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper

from argmine.corpus.errors import UnreadableError

SAMPLE_BYTES = 1 << 18
_DETECTION_BYTES = 1 << 14
_BINARY_SHARE = 0.03
_ROUNDS = 8

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (Word, Excel, OpenDocument and EPUB files are ZIP archives too)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
)
_CONTROL_BYTES = bytes([*range(9), *range(14, 32), 127])
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]")
# A byte that is no UTF-8 in a file that otherwise is: nearly always Windows-1252 that was pasted in.
_DAMAGED = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_ESCAPED = re.compile("[\udc80-\udcff]")
# Windows-1252 as English and its neighbours use it; another code page shows in what falls outside.
_WESTERN = re.compile(r"[\x00-\x7f‘’‚“”„–—…•·€£¥¢§©®™°±²³´«»¿¡½¼¾\xa0\xadÀ-ÖØ-öø-ÿŒœŠšŽžŸ]*")
_UNLIKELY_WESTERN = re.compile(r"[a-zß-ÿ][À-ÖØ-Þ]|[²³±¼½¾][a-z]|[a-z][¿¡¢¥§]")

_PLAIN = re.compile(r"[\t\n -~\xa0é‘’“”–—…•]*")
_NEWLINES = re.compile("\r\n?|[\u2028\u2029\x0b\x0c]")
_LINE_OR_ELLIPSIS = "\x85"
_OTHER_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Soft hyphens, zero-width spaces and direction marks split words for a parser and show nobody anything.
_INVISIBLE = re.compile("[\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec and what to do with bytes that it cannot decode."""

    codec: str
    errors: str = "replace"


def sniff(sample: bytes) -> Encoding:
    """Return the encoding of a file that begins with `sample`.

    Raises
    ------
    UnreadableError
        If it is no text; the message says what it is.
    """
    for magic, what in _MAGIC:
        if sample.startswith(magic):
            raise UnreadableError(f"is {what}, not text: convert it to text first")
    for bom, codec in _BOMS:
        if sample.startswith(bom):
            return Encoding(codec, "surrogateescape" if codec == "utf-8-sig" else "replace")
    if b"\x00" in sample and (utf16 := _utf16_without_bom(sample)):
        return Encoding(utf16)
    if _is_binary(sample):
        raise UnreadableError("is a binary file, not text: convert it to text first, or take it out")
    if _is_utf8(sample):
        return Encoding("utf-8", "surrogateescape")
    return _eight_bit(sample)


def decode(data: bytes) -> str:
    """Return the text of a whole file; `UnreadableError` if it is none."""
    encoding = sniff(data)
    return undamage(data.decode(encoding.codec, encoding.errors))


def open_text(stream: BufferedReader) -> TextIOWrapper:
    """Return `stream` as text with its line ends as they are; each line still needs `undamage`."""
    encoding = sniff(stream.peek(SAMPLE_BYTES))
    return TextIOWrapper(stream, encoding=encoding.codec, errors=encoding.errors, newline="")


def undamage(text: str) -> str:
    """Read the bytes that UTF-8 could not decode (``surrogateescape``) as Windows-1252."""
    return text.translate(_DAMAGED) if _ESCAPED.search(text) else text


def repair(text: str) -> str:
    r"""Return `text` with its encoding repaired, newlines as ``\n`` and nothing in it that cannot be seen.

    Mojibake is undone, control characters become spaces, lone surrogates and invisible marks go. Quotation
    marks, ligatures, widths and letters stay as they are. Repairing twice changes nothing.
    """
    for _ in range(_ROUNDS):
        if _PLAIN.fullmatch(text):
            break
        repaired = _repair_once(text)
        if repaired == text:
            break
        text = repaired
    return text


def _repair_once(text: str) -> str:
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = _NEWLINES.sub("\n", text)
    if _LINE_OR_ELLIPSIS in text and not _OTHER_C1.search(text):
        # Alone it is Unicode's "next line"; beside other such characters it is Windows' ellipsis.
        text = text.replace(_LINE_OR_ELLIPSIS, "\n")
    text = "\n".join(line if _PLAIN.fullmatch(line) else _repair_mojibake(line) for line in text.split("\n"))
    text = _CONTROLS.sub(" ", text)
    return _INVISIBLE.sub("", text)


def _repair_mojibake(line: str) -> str:
    # Imported here: ftfy costs 50 ms, and most texts need none of it.
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    return str(fix_encoding(line)) if is_bad(line) else line


def _is_binary(sample: bytes) -> bool:
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return controls > _BINARY_SHARE * len(sample)


def _utf16_without_bom(sample: bytes) -> str | None:
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if max(even, odd) < 0.4 or min(even, odd) > 0.05:
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(codec, "ignore")
    return codec if len(_CONTROLS.findall(text)) <= _BINARY_SHARE * len(text) else None


def _is_utf8(sample: bytes) -> bool:
    """Whether `sample` is UTF-8, perhaps cut inside a character, perhaps with a few damaged bytes."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        valid = _MULTIBYTE.findall(sample)
        damaged = len(_HIGH_BYTES.findall(sample)) - sum(map(len, valid))
        return len(valid) > damaged
    return True


def _eight_bit(sample: bytes) -> Encoding:
    western = sample.decode("cp1252", "replace")
    if _WESTERN.fullmatch(western) and not _UNLIKELY_WESTERN.search(western):
        return Encoding("cp1252")
    # Imported here: needed for few files; and it is slow, so it sees only where the letters are.
    from charset_normalizer import from_bytes

    first = _HIGH_BYTES.search(sample)
    start = max(0, first.start() - 1000) if first else 0
    best = from_bytes(sample[start : start + _DETECTION_BYTES]).best()
    if best is None:
        raise UnreadableError("has an encoding that cannot be told: save it as UTF-8")
    return Encoding(best.encoding)
