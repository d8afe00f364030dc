"""The codebook: the stances and the positions that a project studies, read from YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

OTHER = "other"
# Where the F1 of claims on positions was highest (models/matching.md).
MATCH_THRESHOLD = 0.3
_HOW_TO_BEGIN = "begin with a copy of the default codebook: `argmine codebook > mine.yaml`"


class CodebookError(ValueError):
    """A codebook that cannot be used; the message names the file and the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One side of the debate: who typically speaks for it, and how it is drawn."""

    name: str
    description: str = ""
    color: str = "#767676"
    actors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookPosition:
    """A position that the project studies, with claims that a coder would put on it."""

    id: str
    text: str
    examples: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The stances (in order, `other` among them) and positions of one study.

    A claim is put on a position if it bears on it with a probability of at least `match_threshold`.
    """

    name: str
    stances: tuple[Stance, ...]
    positions: tuple[CodebookPosition, ...] = ()
    match_threshold: float = MATCH_THRESHOLD
    source: str = field(default="", compare=False)

    @classmethod
    def default(cls) -> Codebook:
        """Return the codebook that ships with argmine: industry, administration, critics, other."""
        return _default()

    @classmethod
    def load(cls, path: str | Path) -> Codebook:
        """Read a codebook from a YAML file.

        Raises
        ------
        CodebookError
            If the file is no YAML, or lacks what a codebook needs; the message says where.
        """
        path = Path(path)
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CodebookError(f"{path}: cannot be read as a codebook ({error})") from error
        return cls.parse(text, source=str(path))

    @classmethod
    def parse(cls, text: str, *, source: str = "codebook") -> Codebook:
        """Read a codebook from YAML `text`; `source` names it in error messages."""
        try:
            data = yaml.safe_load(text)
        except (yaml.YAMLError, RecursionError) as error:
            raise CodebookError(f"{source}: is not valid YAML: {error}") from error
        if not isinstance(data, Mapping) or "stances" not in data:
            raise CodebookError(f"{source}: needs a `stances:` list; {_HOW_TO_BEGIN}")
        stances = [_stance(entry, source) for entry in _entries(data, "stances", source)]
        if {stance.name for stance in stances} <= {OTHER}:
            raise CodebookError(f"{source}: has no stance besides {OTHER!r}; {_HOW_TO_BEGIN}")
        if OTHER not in {stance.name for stance in stances}:
            stances.append(Stance(name=OTHER, description="None of the above."))
        positions = [_position(entry, source) for entry in _entries(data, "positions", source)]
        _refuse_duplicates([stance.name for stance in stances], "stance", source)
        _refuse_duplicates([position.id for position in positions], "position", source)
        return cls(
            name=str(data.get("name", "codebook")),
            stances=tuple(stances),
            positions=tuple(positions),
            match_threshold=_threshold(data, source),
            source=text,
        )

    def to_yaml(self) -> str:
        """Return the YAML text the codebook was read from, or one that reads as the same codebook."""
        return self.source or yaml.safe_dump(
            {
                "name": self.name,
                "stances": [_plain(stance) for stance in self.stances],
                "match_threshold": self.match_threshold,
                "positions": [_plain(position) for position in self.positions],
            },
            sort_keys=False,
            allow_unicode=True,
        )

    def with_stances(self, names: Iterable[str | None]) -> Codebook:
        """Return this codebook with those stances added that it lacks; None is no stance."""
        missing = [name for name in dict.fromkeys(names) if name is not None and name not in self.stance_names]
        if not missing:
            return self
        # The text that the codebook was read from does not have them.
        return replace(self, stances=(*self.stances, *(Stance(name=name) for name in missing)), source="")

    @property
    def stance_names(self) -> tuple[str, ...]:
        """The names of the stances, in the codebook's order."""
        return tuple(stance.name for stance in self.stances)

    @property
    def colors(self) -> dict[str, str]:
        """The colour of each stance, as ``#rrggbb``."""
        return {stance.name: stance.color for stance in self.stances}


@cache
def _default() -> Codebook:
    text = resources.files("argmine.codebooks").joinpath("default.yaml").read_text(encoding="utf-8")
    return Codebook.parse(text, source="default.yaml")


def _plain(entry: Stance | CodebookPosition) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(entry).items()}


def _entries(data: Mapping[str, Any], key: str, source: str) -> list[Mapping[str, Any]]:
    entries = data.get(key) or []
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise CodebookError(f"{source}: `{key}:` must be a list of mappings")
    return entries


def _stance(entry: Mapping[str, Any], source: str) -> Stance:
    return Stance(
        name=_required(entry, "name", "stances", source),
        description=str(entry.get("description", "")).strip(),
        color=str(entry.get("color", "#767676")),
        actors=_strings(entry, "actors", source),
        roles=_strings(entry, "roles", source),
        examples=_strings(entry, "examples", source),
    )


def _position(entry: Mapping[str, Any], source: str) -> CodebookPosition:
    return CodebookPosition(
        id=_required(entry, "id", "positions", source),
        text=_required(entry, "text", "positions", source),
        examples=_strings(entry, "examples", source),
        parent=entry.get("parent"),
    )


def _threshold(data: Mapping[str, Any], source: str) -> float:
    value = data.get("match_threshold", MATCH_THRESHOLD)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise CodebookError(f"{source}: `match_threshold:` must be a probability from 0 to 1, not {value!r}")
    return float(value)


def _required(entry: Mapping[str, Any], key: str, where: str, source: str) -> str:
    value = entry.get(key)
    if value is None or not str(value).strip():
        raise CodebookError(f"{source}: each entry of `{where}:` needs `{key}:` ({dict(entry)!r} has none)")
    return str(value).strip()


def _strings(entry: Mapping[str, Any], key: str, source: str) -> tuple[str, ...]:
    value = entry.get(key) or []
    if not isinstance(value, list):
        raise CodebookError(f"{source}: `{key}:` must be a list, not {value!r}")
    return tuple(str(item) for item in value)


def _refuse_duplicates(names: list[str], what: str, source: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise CodebookError(f"{source}: the {what} {name!r} stands there twice")
