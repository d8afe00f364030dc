"""The people-and-organisations file: who somebody is, which a project knows better than its texts tell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml

from argmine._people_entries import COLUMNS, EVER, Entry, PeopleError, csv_entries, yaml_entries
from argmine.names import fold, person_words, same_but_initials, without_titles

__all__ = ["Entry", "People", "PeopleError"]


@dataclass(frozen=True, slots=True)
class People:
    """The entries of a people file, in its order; several of one name with different dates are one person.

    Raises
    ------
    PeopleError
        If two entries contradict each other: one name twice at the same time, or a name that is also an alias
        of somebody else.
    """

    entries: tuple[Entry, ...] = ()
    source: str = field(default="", compare=False, repr=False)
    file: str = field(default="people", compare=False, repr=False)
    _index: _Index = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", _Index(self.entries))
        for problem in self._index.contradictions():
            raise PeopleError(f"{self.file}: {problem}")

    @classmethod
    def load(cls, path: str | Path) -> People:
        """Read a people file: CSV if its name ends so, else YAML.

        Raises
        ------
        PeopleError
            If the file cannot be read, or an entry has a fault; the message says which and where.
        """
        path = Path(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            hint = "; save it as UTF-8" if isinstance(error, UnicodeDecodeError) else ""
            raise PeopleError(f"{path}: cannot be read as a people file ({error}){hint}") from error
        if path.suffix.lower() == ".csv":
            return cls(tuple(csv_entries(text, str(path))), file=str(path))
        return cls.parse(text, file=str(path))

    @classmethod
    def parse(cls, text: str, *, file: str = "people") -> People:
        """Read a people file from YAML `text`; `file` names it in error messages."""
        return cls(tuple(yaml_entries(text, file)), source=text, file=file)

    @classmethod
    def parse_csv(cls, text: str, *, file: str = "people") -> People:
        """Read a people file from CSV `text`; `file` names it in error messages."""
        return cls(tuple(csv_entries(text, file)), file=file)

    def to_yaml(self) -> str:
        """Return the YAML text the entries were read from, or one that reads as the same entries."""
        plain = [{key: value for key, value in _plain(entry).items() if value} for entry in self.entries]
        return self.source or yaml.safe_dump(plain, sort_keys=False, allow_unicode=True)

    def to_csv(self, *, empty: Sequence[str] = ()) -> str:
        """Return the entries as CSV, aliases separated by ``;``, with further columns `empty`."""
        text = io.StringIO()
        writer = csv.DictWriter(text, (*COLUMNS, *empty), lineterminator="\n")
        writer.writeheader()
        writer.writerows(_plain(entry) | {"aliases": "; ".join(entry.aliases)} for entry in self.entries)
        return text.getvalue()

    def find(self, name: str, date: str | None = None) -> Entry | None:
        """Return who is called `name` on a date.

        Case, accents, titles, possessive, "the" and dots do not matter, nor middle initials that one of the
        two leaves out. A name goes before an alias; an alias that several people have at that time, a surname for
        example, stands for none of them.
        """
        return self._index.find(name, date)

    def in_office(self, organisation: str, role: str, date: str | None = None) -> Entry | None:
        """Return who alone has `role` in `organisation` on a date."""
        return self._index.in_office(organisation, role, date)

    def knows(self, name: str) -> bool:
        """Tell whether some entry, of whatever dates, has `name` as its name or alias."""
        return self._index.knows(name)

    def check_stances(self, stances: Sequence[str]) -> None:
        """Raise PeopleError if an entry has a stance that is none of `stances`."""
        for place, entry in enumerate(self.entries, 1):
            if entry.stance is not None and entry.stance not in stances:
                raise PeopleError(
                    f"{self.file}: entry {place} ({entry.name}) has the stance {entry.stance!r}, which the codebook "
                    f"does not have; it has {', '.join(stances)}"
                )


class _Index:
    """Entries by folded name, alias and office."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._names: dict[str, list[Entry]] = {}
        self._aliases: dict[str, list[Entry]] = {}
        self._ends: dict[tuple[str, str], list[Entry]] = {}
        self._offices: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            words = person_words(entry.name)
            _add(self._names, fold(entry.name), entry)
            if len(words) > 1:
                _add(self._names, " ".join(words), entry)
                _add(self._ends, (words[0], words[-1]), entry)
            for alias in entry.aliases:
                _add(self._aliases, fold(alias), entry)
        for entry in entries:
            if entry.organisation and entry.role:
                _add(self._offices, (self._body(entry.organisation), fold(entry.role)), entry)

    def find(self, name: str, date: str | None) -> Entry | None:
        for form in _forms(name):
            for index in (self._names, self._aliases):
                found = _only(index.get(form, ()), date)
                if found is not None:
                    return found
        words = person_words(name)
        alike = self._ends.get((words[0], words[-1]), ()) if len(words) > 1 else ()
        return _only((entry for entry in alike if same_but_initials(words, person_words(entry.name))), date)

    def in_office(self, organisation: str, role: str, date: str | None) -> Entry | None:
        return _only(self._offices.get((self._body(organisation), fold(role)), ()), date)

    def knows(self, name: str) -> bool:
        return any(form in index for form in _forms(name) for index in (self._names, self._aliases))

    def contradictions(self) -> Iterator[str]:
        """Say which entries cannot both be right."""
        for entries in self._names.values():
            for one, other in _overlapping(entries, entries):
                if one.name != other.name:
                    yield f"{other.name!r} and {one.name!r} are the same name; write it alike, or make one an alias"
                else:
                    yield f"{one.name!r} stands there twice for the same time; give both a valid_from and valid_until"
        for alias, entries in self._aliases.items():
            for one, other in _overlapping(entries, self._names.get(alias, ())):
                if fold(one.name) != fold(other.name):
                    yield (
                        f"{one.name!r} has the alias {other.name!r}, which is an entry of its own; to join the two, "
                        f"delete the entry {other.name!r}, to keep them apart, delete the alias"
                    )

    def _body(self, organisation: str) -> str:
        """Return the key of an organisation, the same for its name and its aliases."""
        known = self.find(organisation, None)
        return fold(known.name if known is not None else organisation)


def _forms(name: str) -> list[str]:
    """Return a name folded, and the same without titles."""
    folded = fold(name)
    return list(dict.fromkeys((folded, without_titles(folded))))


def _add(index: dict[Any, list[Entry]], key: str | tuple[str, str], entry: Entry) -> None:
    entries = index.setdefault(key, [])
    if entry not in entries:
        entries.append(entry)


def _only(entries: Iterable[Entry], date: str | None) -> Entry | None:
    """Return the entry that is valid on a date, None if entries of several people are."""
    valid = [entry for entry in entries if entry.holds_on(date)]
    return valid[0] if len({fold(entry.name) for entry in valid}) == 1 else None


def _overlapping(ones: Sequence[Entry], others: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield the pairs of entries that are valid at the same time."""
    for one in ones:
        for other in others:
            if one is other:
                if ones is others:
                    break
                continue
            begins = max(one.valid_from or "", other.valid_from or "")
            if begins < min(one.valid_until or EVER, other.valid_until or EVER):
                yield one, other


def _plain(entry: Entry) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(entry).items()}
