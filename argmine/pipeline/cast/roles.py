"""What words say that somebody is: nouns for people, and the organisation inside a description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from argmine.pipeline.lexicon import rows
from argmine.pipeline.standing.actors import is_agency, organisation_type

_PERSON_SUFFIX = re.compile(
    r"^(?!(?:check|short|black|white|price|wish|to-do)list)[\w-]{3,}(?:(?<!l)(?<!w)ist|ician|ologist|woman|keeper|"
    r"owner|worker|grower|farmer|holder|maker|driver|seller|builder|breeder|dealer|manager|leader|officer|person|"
    r"president|director|chief|champion|fighter|writer|teacher)$|^[\w-]{3,}(?<!hu)man$"
)
_TITLES = frozenset("sen rep gov prof gen rev dr sgt capt lt col judge justice mp mep sir dame lord rt hon".split())
_BUSINESS = frozenset("executive officer ceo cfo coo cto cio counsel founder co-founder cofounder owner chief".split())
_ORGANISATION_WORD = re.compile(
    r"(?i)\b(?:associations?|institut\w+|council|cent(?:er|re)|coalition|alliance|committee|commission|agency|bureau|"
    r"department|ministry|office|university|college|school|foundation|fund|group|company|corp|inc|llc|llp|party|union|"
    r"federation|society|network|services?|administration|board|court|bank|chamber|guild|league|roundtable|campaign|"
    r"project|congress|forum|lab|laboratory|trust|authority|partners|capital|unit(?:ed|e)|watch|now|initiative|"
    r"confederation|conference|organi[sz]ation|movement|press|news|times|post|journal|embassy|house|industries)\b"
)
_NO_ORGANISATION = frozenset("GPE LOC NORP DATE TIME LAW EVENT LANGUAGE MONEY CARDINAL ORDINAL PERCENT".split())
_JOINS = frozenset("of for and the & de on in to ' ’ 's ’s - – / , du des la".split())
_BEFORE_ORGANISATION = frozenset("of at for with from in to called by".split())
_PARTS_OF_STATE = frozenset("republican democrat gop democratic u.s. us state".split())
# Words before a role that belong to the role: "Senior White House adviser", "Senate Majority Leader".
_QUALIFIERS = frozenset(
    "a an the senior junior former top acting assistant deputy vice press chief executive principal associate majority "
    "minority republican democratic his her its their first second another one interim then outgoing incoming u.s. us "
    "new longtime state federal some many several two three most administration campaign".split()
)
_CABINET = frozenset(
    "treasury|commerce|education|energy|interior|labor|agriculture|transportation|defense|homeland security|health|"
    "health and human services|veterans affairs|trade|foreign|finance|justice|housing and urban development".split("|")
)
_GROUPS = frozenset("group firm organization organisation union company network charity nonprofit tank lobby".split())
_OF_CABINET = frozenset("secretary official spokesman spokeswoman spokesperson".split())
_SPEAK_FOR = frozenset("spokesman spokeswoman spokesperson aide adviser advisor ally attorney lawyer chief".split())


@dataclass(frozen=True, slots=True)
class Role:
    """What the text says a person is; `body` is a common noun ("bureau") that stands for the organisation."""

    role: str | None = None
    organisation: str | None = None
    body: str | None = None


@cache
def _people() -> frozenset[str]:
    return frozenset(word for _, words in rows("occupations.tsv") for word in words.split())


def names_role(word: str) -> bool:
    """Tell whether a word names what a person is ("president", "spokeswoman")."""
    word = word.lower().rstrip(".")
    return word in _people() or word.removesuffix("s") in _people() or _PERSON_SUFFIX.match(word) is not None


def is_title(word: str) -> bool:
    """Tell whether a word is a title that stands before a name ("Sen.", "Prof.")."""
    return word.lower().strip(".") in _TITLES


def head_of(doc: Doc, start: int, end: int) -> Token | None:
    """Return the noun that a description turns on: "officer" of "chief legal officer of the fund"."""
    head = _first_head(doc, start, end)
    owner = max((token.i for token in doc[start:end] if token.tag_ == "POS"), default=None)
    if owner is None or (head is not None and names_role(head.text)):
        return head
    # "the Gun Clubs of Baltimore's vice president"
    return _first_head(doc, owner + 1, end) or head


def _first_head(doc: Doc, start: int, end: int) -> Token | None:
    head = None
    for token in doc[start:end]:
        if token.tag_ == "POS" and head is not None:
            head = None
        elif token.pos_ in {"NOUN", "PROPN", "ADJ"} and token.tag_ != "PRP$":
            head = token if token.pos_ != "ADJ" or names_role(token.text) else head
        elif token.pos_ == "CCONJ" and head is not None and not names_role(head.text):
            continue
        elif head is not None and token.lower_ not in {"-", "/", "."} and token.pos_ not in {"DET", "NUM", "X"}:
            break
    return head


def organisation_in(doc: Doc, start: int, end: int, head: Token) -> tuple[str | None, str | None]:
    """Return the organisation that a description names, and the common noun or pronoun that stands for one."""
    business = head.lower_ in _BUSINESS
    for i in range(start + 1, head.i):
        if doc[i].tag_ == "POS":
            first = i - 1
            while first > start and _is_capital(doc[first - 1]):
                first -= 1
            if (
                _is_capital(doc[first])
                and doc[first].ent_type_ != "PERSON"
                and _names_body(doc, first, i, any_=business)
            ):
                return doc[first:i].text, None
            return None, doc[i - 1].lower_ if not _is_capital(doc[i - 1]) else None
    behind = _organisation_behind(doc, head.i + 1, end, head)
    if behind is not None:
        return behind, None
    ahead = organisation_ahead(doc, start, head.i)
    if ahead is not None:
        return ahead, None
    own = doc[start].lower_ if doc[start].tag_ == "PRP$" else None
    return None, own or _body_before(doc, start, head)


def organisation_ahead(doc: Doc, start: int, end: int) -> str | None:
    """Return the "Free Press" of "Free Press president"."""
    first = next((i for i in range(start, end) if _is_capital(doc[i])), end)
    last = first
    while last < end and (_is_capital(doc[last]) or (doc[last].lower_ in _JOINS and _goes_on(doc, last, end))):
        last += 1
    while last > first and doc[max(first, last - 2)].text != "-" and _belongs_to_role(doc[last - 1]):
        last -= 1
    while last > first and doc[last - 1].lower_ in _JOINS:
        last -= 1
    party = "Committee" in doc[first:last].text and doc[first].lower_ in {"republican", "democratic"}
    while first < last and doc[first].lower_ in _QUALIFIERS and doc[first].ent_type_ != "ORG" and not party:
        first += 1
    if doc[first:last].text.lower() in _CABINET:
        return f"{doc[first:last].text} Department" if doc[end].lower_ in _OF_CABINET else None
    if last == first or not _names_body(doc, first, last, any_=False) or not _is_known(doc, first, last):
        return None
    return doc[first:last].text


def _belongs_to_role(token: Token) -> bool:
    return token.lower_ in _QUALIFIERS or names_role(token.text) or is_title(token.text)


def _is_acronym(doc: Doc, start: int, end: int) -> bool:
    text = doc[start].text
    return end == start + 1 and 2 < len(text) < 7 and text.isupper() and text not in {"USA", "UAE"}


def _body_before(doc: Doc, start: int, head: Token) -> str | None:
    """Return the "department" of "department hydrologist"."""
    first = doc[head.i - 1] if head.i > start else None
    known = {"department", "agency", "company", "union", "bureau", "commission", "ministry", "council", "institute"}
    return first.lower_ if first is not None and first.lower_ in known else None


def _organisation_behind(doc: Doc, start: int, end: int, head: Token) -> str | None:
    if head.lower_ in {"author", "writer"}:
        return None
    for i in range(start, end - 1):
        if doc[i].lower_ in _BEFORE_ORGANISATION:
            named = organisation_at(doc, i + 1, end, head=head)
            if named is not None:
                return named
    return None


def organisation_at(doc: Doc, start: int, end: int, *, head: Token | None = None) -> str | None:
    """Return the organisation that begins at a token, after an article and words such as "the law firm"."""
    first = start
    while first < end and first - start < 6 and not _is_capital(doc[first]):
        if doc[first].pos_ in {"ADP", "AUX", "SCONJ", "CCONJ", "PART"} and doc[first].tag_ != "POS":
            return None
        first += 1
    last = first
    while last < end and (_is_capital(doc[last]) or (doc[last].lower_ in _JOINS and _goes_on(doc, last, end))):
        last += 1
    if last == first or (doc[first].ent_type_ == "NORP" and last - first == 1):
        return None
    if last + 1 < end and doc[first].ent_type_ == "GPE" and doc[last].pos_ == "NOUN" and _is_capital(doc[end - 1]):
        # "the Washington law firm Bracewell & Giuliani"
        return organisation_at(doc, last, end, head=head)
    place = doc[start - 1].lower_ if start else ""
    role = head.lower_ if head is not None else ""
    if (
        doc[last - 1].ent_type_ == "PERSON"
        and role in _SPEAK_FOR
        and not _ORGANISATION_WORD.search(doc[first:last].text)
    ):
        return None
    if last - first > 2 and doc[last - 1].ent_type_ == "GPE" and doc[last - 2].tag_ == "POS":
        # "the Marshall Fund's Berlin office"
        last -= 2
    told = first > start and doc[first - 1].lower_ in _GROUPS
    business = role in _BUSINESS and place != "in"
    any_ = told or business or place in {"at", "for", "with"} or _is_acronym(doc, first, last)
    return doc[first:last].text if _names_body(doc, first, last, any_=any_) else None


def is_organisation_name(words: str) -> bool:
    """Tell whether words are the name of an organisation by their form: "U.S. Chamber of Commerce"."""
    capitals = all(word[:1].isupper() or word in _JOINS - {"in"} for word in words.split())
    members = re.search(r"Republicans|Democrats|[Aa]dministration", words)
    return capitals and members is None and _ORGANISATION_WORD.search(re.split(r"\s(?:of|for)\s", words)[0]) is not None


def _goes_on(doc: Doc, i: int, end: int) -> bool:
    """Tell whether a small word stands inside a name: "of", "and the", the comma of "Banking, Housing and ..."."""
    word = doc[i].lower_
    following = doc[i + 1] if i + 1 < end else None
    place = following is not None and following.ent_type_ in {"GPE", "LOC", "DATE"} - {doc[i - 1].ent_type_}
    if following is None or (word == "in" and place):
        return False
    if word == ",":
        return _is_capital(following) and "Committee" in doc[i + 1 : min(end, i + 8)].text
    if _is_capital(following):
        apart = following.ent_type_ == "PERSON" and following.ent_type_ != doc[i - 1].ent_type_
        return word != "and" or doc[i].ent_type_ == "ORG" or not apart
    return (
        word in {"of", "for", "and", "on", "to"}
        and following.lower_ == "the"
        and i + 2 < end
        and _is_capital(doc[i + 2])
    )


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() or (token.text[:1].isdigit() and token.pos_ == "PROPN")


def _names_body(doc: Doc, start: int, end: int, *, any_: bool) -> bool:
    """Tell whether capitalised words name an organisation and no place, people or date."""
    text = doc[start:end].text
    if text.lower() in _PARTS_OF_STATE or all(names_role(token.text) for token in doc[start:end]):
        return False
    types = {token.ent_type_ for token in doc[start:end]}
    if _ORGANISATION_WORD.search(text) or "ORG" in types:
        return True
    if types == {"NORP", ""} and any(token.lower_ in {"for", "to", "against"} for token in doc[start:end]):
        return True
    return not types & (_NO_ORGANISATION - ({"GPE"} if any_ else set()))


def _is_known(doc: Doc, start: int, end: int) -> bool:
    """Tell whether words before a role ("Free Press president") name an organisation; often they name a place."""
    text = doc[start:end].text
    named = any(token.ent_type_ == "ORG" for token in doc[start:end])
    return (
        named
        or _is_acronym(doc, start, end)
        or organisation_type(text) is not None
        or is_agency(text)
        or _ORGANISATION_WORD.search(text) is not None
    )
