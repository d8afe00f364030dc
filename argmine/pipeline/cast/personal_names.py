"""Names of people as a text writes them: titles, suffixes, surnames, and which of two names are one person's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from functools import cache

from spacy.tokens import Doc, Span, Token

from argmine.pipeline.cast.roles import names_role
from argmine.pipeline.lexicon import rows

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir sen sens senator senators rep reps representative gov governor president "
    "vice secretary chairman chairwoman chair speaker judge justice attorney general minister prime chancellor "
    "commissioner director leader congressman congresswoman mayor rev king queen prince former then ex republican "
    "democratic democrat majority minority house senate whip administrator treasury state commerce defense labor u.s "
    "us deputy sgt capt col lt bishop archbishop mp mep lord lady dame rt hon officer ceo premier senator-designate "
    "president-elect councilman councilwoman councillor supervisor sheriff chief".split()
)
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
_FEMALE = frozenset("mrs ms miss spokeswoman chairwoman congresswoman actress queen mother wife daughter woman".split())
_MALE = frozenset("mr sir spokesman chairman congressman king prince father husband son man".split())


def name_words(name: str) -> list[str]:
    """Return the words of a personal name without titles and possessive."""
    plain = re.sub(r"(?:'s|’s|’|')$", "", name.replace("\n", " ").strip())
    words = re.findall(r"[\w.'’-]+", _SUFFIX.sub("", plain))
    while len(words) > 1 and _title_length(words):
        words = words[_title_length(words) :]
    return [word for word in words if word.strip(".'’-")]


def _title_length(words: Sequence[str]) -> int:
    """Return how many words at the beginning are no name: "FCC Chairman" of "FCC Chairman Wheeler"."""
    if words[0].strip(".").lower() in TITLES:
        return 1
    inside = [i for i, word in enumerate(words[:-1]) if i and names_role(word) and word.strip(".").lower() in TITLES]
    return inside[-1] + 1 if inside else 0


def suffix_of(name: str) -> str:
    """Return "Jr." of "Ann Roe, Jr.", else an empty string."""
    found = _SUFFIX.search(re.sub(r"(?:'s|’s|’|')$", "", name.strip()))
    return found[0].strip(" ,") if found is not None else ""


def without_title(entity: Span) -> Span:
    """Return the tokens of a name behind the title that the entity model took into it."""
    words = name_words(entity.text)
    if not words:
        return entity
    starts = [token.i for token in entity if token.text == words[0]]
    return entity.doc[starts[-1] : entity.end] if starts else entity


def with_hyphen(entity: Span) -> Span:
    """Return a name with the second half that the entity model left out: "Ann Roe-Smith" for "Ann Roe"."""
    doc, end = entity.doc, entity.end
    joined = end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_
    return doc[entity.start : end + 2] if joined and doc[end + 1].is_title else entity


def folded(word: str) -> str:
    """Return a word without case, accents and full stop."""
    decomposed = unicodedata.normalize("NFKD", word.lower().strip("."))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def may_be_one(words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two full names, of one surname, may be one person's: "Bob Roe" and "Robert A. Roe" are not told."""
    first, other = [folded(word) for word in words], [folded(word) for word in others]
    if first[0] in other or other[0] in first:
        return True
    return first[0][0] == other[0][0] and 1 in {len(first[0]), len(other[0])}


@cache
def _genders() -> dict[str, str]:
    return {name: gender for gender, names in rows("first_names.tsv") for name in names.split()}


def gender_of(first_name: str) -> str:
    """Return ``f`` or ``m`` for a first name that the list knows, else an empty string."""
    return _genders().get(folded(first_name), "")


def gender_told(words: Sequence[str]) -> str:
    """Return the gender that words near a name tell ("Mr.", "spokeswoman")."""
    told = {word.lower().strip(".,") for word in words}
    return "f" if told & _FEMALE else "m" if told & _MALE else ""


def honorific(name: Token) -> str:
    """Return the gender that "Mr." or "Ms." right before a name tells."""
    before = name.nbor(-1).lower_.strip(".") if name.i else ""
    return "m" if before == "mr" else "f" if before in {"mrs", "ms", "miss"} else ""


def names_in(source: Span) -> Iterator[Span]:
    """Yield the proper name that a source ends with, and one in apposition: "its director, Ann Roe"."""
    head: Token = source.root
    if head.pos_ == "PROPN":
        yield _name_ending(source, head.i)
    comma = next((token.i for token in source if token.text == ","), None)
    if comma is not None and comma + 2 < source.end:
        last = comma + 1
        while last < source.end and (source.doc[last].pos_ == "PROPN" or source.doc[last].text == "-"):
            last += 1
        if last > comma + 2:
            yield _name_ending(source.doc[comma + 1 : last], last - 1)


def _name_ending(source: Span, last: int) -> Span:
    first = last
    while first > source.start and (source.doc[first - 1].pos_ == "PROPN" or source.doc[first - 1].text == "-"):
        first -= 1
    return without_title(source.doc[first : last + 1])


def full_names(doc: Doc, surnames: Set[str]) -> Iterator[Span]:
    """Yield, for each surname, the first place where it stands behind a first name."""
    wanted = set(surnames)
    for token in doc[1:]:
        if token.text in wanted:
            before = doc[token.i - 1]
            titled = before.lower_.strip(".") in TITLES
            if before.pos_ == "PROPN" and before.is_title and before.whitespace_ and not titled:
                wanted.discard(token.text)
                yield doc[before.i : token.i + 1]
