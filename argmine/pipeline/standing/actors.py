"""Who is who in public life: presidents with their dates, agencies, organisations by type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from argmine.pipeline.lexicon import rows

_NOT_WORD = re.compile(r"[^\w\s&'-]")
_AGENCY = re.compile(
    r"^(?:bureau|department|ministry|agency|office|commission|administration)\s+(?:of|for)\b"
    r"|(?<!farm)\s(?:bureau|department|ministry|agency|administration|commission)$"
)
_NAME_WORD = re.compile(r"[\w][\w&'’./+-]*[\w!]|\w|&")
_LONGEST_NAME = 8
_COMPANY_ENDING = re.compile(
    r"(?:,?\s(?:inc|llc|corp|corporation|co|company|companies|ltd|lp|plc|llp|holdings|group|ag|gmbh|s\.?a)\b\.?)+$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Executive:
    """A president or vice president, in office `since` .. `until` (ISO dates)."""

    name: str
    office: str
    party: str
    since: str
    until: str
    gender: str

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


@cache
def executives() -> tuple[Executive, ...]:
    """Return the presidents and vice presidents of the United States since 1977."""
    return tuple(Executive(*row) for row in rows("executives.tsv"))


def president_on(date: str | None) -> Executive | None:
    """Return the president in office on an ISO date, None where the date is not known."""
    if date is None:
        return None
    in_office = [e for e in executives() if e.office == "president" and e.since <= date < e.until]
    return in_office[0] if in_office else None


def executive_named(surname: str) -> Executive | None:
    """Return the latest president, else vice president, of a surname."""
    named = [e for e in executives() if e.surname.lower() == surname.lower()]
    presidents = [e for e in named if e.office == "president"] or named
    return presidents[-1] if presidents else None


@cache
def _organisations() -> dict[str, str]:
    return {name: kind for name, kind in rows("organisations.tsv")}  # noqa: C416 (typed)


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name for row in rows("agencies.tsv") for name in (row[0], *(row[1:] and row[1].split())))


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation that policy news quotes; `leaning` is left, right or empty, `forms` are its names."""

    name: str
    kind: str
    leaning: str
    forms: tuple[str, ...] = ()


@cache
def _groups() -> dict[str, Group]:
    named: dict[str, Group] = {}
    for name, aliases, kind, leaning in rows("groups.tsv"):
        forms = (name, *filter(None, aliases.split(";")))
        group = Group(name, kind, leaning, forms)
        for form in forms:
            named.setdefault(form.replace("’", "'"), group)
    return named


def groups_in(text: str) -> list[Group]:
    """Return the listed organisations that are named in a short text, the longest names first, none within another."""
    words = [(m.start(), m.end()) for m in _NAME_WORD.finditer(text)]
    found: list[Group] = []
    taken: list[tuple[int, int]] = []
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for i in range(len(words) - length + 1):
            start, end = words[i][0], words[i + length - 1][1]
            group = _groups().get(re.sub(r"['’]s$", "", text[start:end]).replace("’", "'"))
            if group is not None and not any(start < high and low < end for low, high in taken):
                taken.append((start, end))
                found.append(group)
    return found


def organisation_type(name: str) -> str | None:
    """Return company, trade, union or membership for an organisation that the lists know, else None."""
    plain = _plain(name)
    return _organisations().get(plain) or _organisations().get(_COMPANY_ENDING.sub("", plain))


def is_agency(name: str) -> bool:
    """Tell whether a name is that of a public agency: one of the US government's, or called so ("Bureau of ...")."""
    plain = re.sub(r"^(?:u\.?s\.?|united states|federal)\s+", "", _plain(name, keep="."))
    listed = plain in _agencies() or (name.isupper() and name.strip() in _agencies())
    return listed or (_AGENCY.search(plain) is not None and organisation_type(name) is None)


def _plain(name: str, *, keep: str = "") -> str:
    lowered = re.sub(r"^the\s+", "", name.strip().lower().replace("’", "'"))
    return lowered if keep else _NOT_WORD.sub("", lowered)
