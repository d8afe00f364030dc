"""Names as people write them: what makes two ways of writing one name the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from argmine.schema import content_id

#: What a smaller share of a speaker's claims says of its organisation or role is not believed.
LEAST_SHARE = 0.05

_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame sen sens senator senators rep reps representative representatives "
    "congressman congresswoman gov governor president mayor chief judge secretary minister chancellor pope rev "
    "reverend gen lt lieutenant col colonel capt captain maj sgt sergeant adm admiral ambassador attorney speaker "
    "leader whip chairman chairwoman chair director commissioner administrator treasurer".split()
)
# What a title may hold besides: alone they are none ("General Motors", "Justice Department").
_QUALIFIERS = frozenset(
    "the state treasury defense commerce labor energy house senate majority minority republican democratic democrat "
    "us former then ex acting interim vice deputy prime white general justice".split()
)
_OF_OFFICE = re.compile(r"\bof (?:the )?(state|treasury|defense|commerce|labor|energy|house|senate)\b")
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_DASHES = re.compile(r"[‐‑‒–—]")
_DOTTED = re.compile(r"(\b\w)\.(?=\w\.)")
_NO_WORD = re.compile(r"[^\w\s-]|_")


def fold(name: str) -> str:
    """Return a key that is the same for "The N.R.A.’s", "NRA" and "nra": no case, accents, dots, possessive, "the"."""
    plain = _POSSESSIVE.sub("", name.strip())
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    plain = _APOSTROPHES.sub("", _DASHES.sub("-", plain)).replace(".", "").replace("&", " and ")
    words = _NO_WORD.sub(" ", plain).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def without_titles(folded: str) -> str:
    """Return a folded name without the titles before it ("senate majority leader mcconnell" -> "mcconnell").

    A name that is nothing but titles stays as it is.
    """
    words = _OF_OFFICE.sub(r"\1", folded).split()
    count = 0
    while count < len(words) and (words[count] in _TITLES or words[count] in _QUALIFIERS):
        count += 1
    if count == len(words) or words[count] == "of" or not _TITLES.intersection(words[:count]):
        return folded
    return " ".join(words[count:])


def is_title(folded: str) -> bool:
    """Tell whether a folded name is titles and nothing else ("the senate majority leader")."""
    words = _OF_OFFICE.sub(r"\1", folded).split()
    return bool(_TITLES.intersection(words)) and _TITLES.union(_QUALIFIERS).issuperset(words)


def may_be_in_title(word: str) -> bool:
    """Tell whether a folded word stands in titles ("former", "senator")."""
    return word in _TITLES or word in _QUALIFIERS


def person_words(name: str) -> list[str]:
    """Return the words of a person's name, folded, without titles; "H.W." in its middle is two of them."""
    first, *middle = name.split() or [""]
    parted = [_DOTTED.sub(r"\1. ", word) if place < len(middle) else word for place, word in enumerate(middle, 1)]
    return without_titles(fold(" ".join((first, *parted)))).split()


def same_middle(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether nothing in the middle of two full names, in words, speaks against their being one.

    "Donald J. Trump" goes with "Donald John Trump" and "Donald Trump", "George W. Bush" does not go with
    "George H. W. Bush".
    """
    middle, others = one[1:-1], other[1:-1]
    if not middle or not others:
        return True
    pairs = list(zip(middle, others, strict=False))
    return len(middle) == len(others) and all(a == b or (a[0] == b[0] and 1 in {len(a), len(b)}) for a, b in pairs)


def same_but_initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two full names, in words, differ at most by middle initials ("Donald J. Trump", "Donald Trump")."""
    left_out = one[1:-1] if len(other) == 2 else other[1:-1] if len(one) == 2 else ()
    return (one[0], one[-1]) == (other[0], other[-1]) and same_middle(one, other) and all(len(w) == 1 for w in left_out)


def speaker_id(name: str) -> str:
    """Return the id of a speaker, the same for "Donald J. Trump" and "donald trump" in every document."""
    words = [word for word in re.findall(r"[\w'’&-]+", name.lower()) if len(word) > 1 or name.count(" ") < 2]
    return content_id("speaker", " ".join(words))
