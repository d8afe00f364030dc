"""Sign-offs: the name right after a quotation or on the line below it ("— Jane Roe, Commissioner")."""

from __future__ import annotations

import re

from argmine.corpus.headings import is_name
from argmine.schema import Span

_DASHED = re.compile(r"\s*(?:[—–―]|--?|~)\s?(?P<name>[A-ZÀ-Þ][^\n]{1,250}?)[.”\"’]*\s*$")
_PLAIN = re.compile(r"\s*(?P<name>[A-ZÀ-Þ][^\n]{2,110}?)[.”\"’]*\s*$")
_NAME_ENDS = re.compile(r",| ?\(| (?:to|on|in|at|via|from|for|speaking|writing|coming|describing)\b")
_NARRATES = re.compile(
    r"^[^,]*\b(?:after|when|but|not|will|would)\b|\b(?:who|which|is|was|were|are|has|had|have|sa(?:id|ys)|told|wrote|added|contributed)\b"
    r"|[a-z]{3}[.!?] [A-Z]|:"
)
_NO_NAME = re.compile(
    r"(?:Reuters|AP|AFP|UPI|Bloomberg|With|By|But|And|The(?! [A-Z])|This|That|There|He|She|It|They|We|I|If|In|As|So|Or"
    r"|Not|Now|When|While|After|Before|For|From|To|At|On|Of)\b"
)


def signed(text: str, end: int, paragraph_end: int, below: Span | None) -> Span | None:
    """Return the name that signs a quotation which ends at `end`, in the rest of its paragraph or in the line `below`.

    Without a dash, it takes a full name and a role or an outlet.
    """
    if text[end:paragraph_end].strip():
        return _name(text, end, paragraph_end, dashed=True) or _name(text, end, paragraph_end, dashed=False)
    if below is None or text[end : below[0]].strip():
        return None
    return _name(text, *below, dashed=True) or _name(text, *below, dashed=False)


def _name(text: str, start: int, end: int, *, dashed: bool) -> Span | None:
    match = (_DASHED if dashed else _PLAIN).match(text, start, end)
    if match is None or _NO_NAME.match(match["name"]) or _NARRATES.search(match["name"]):
        return None
    name = _NAME_ENDS.split(match["name"])[0]
    if not name.split()[-1][0].isupper() or match["name"].rstrip()[-1] in "-–—":
        return None
    if not dashed and (name == match["name"] or not is_name(match["name"]) or text[match.end("name") : end] == "."):
        return None
    first = match.start("name")
    return first, first + len(name)
