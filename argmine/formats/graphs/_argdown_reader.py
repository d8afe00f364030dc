"""Reads a part of Argdown; `argdown` says which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from argmine.formats.base import FormatError
from argmine.formats.graphs._interchange import Debate, Scheme, SchemeType, Statement, facts_in, read_speaker
from argmine.formats.incoming import read_text

_FRONT_MATTER = re.compile(r"\s*={3,}[ \t]*\n(.*?)\n={3,}[ \t]*(?:\n|$)", re.DOTALL)
# Possessive, since text may hold a brace and many quotation marks.
_BRACES = r"\{(?>[^{}\"']+|\"(?:\\.|[^\"\\\n])*+\"|'[^'\n]*'|['\"]|\{[^{}]*\})*+\}"
#: What comments are not sought in, and comments; one that stands alone takes its line with it.
_COMMENTS = re.compile(
    rf"(?P<kept>\\.|{_BRACES}|\[[^\]\n]{{0,500}}\]\([^)\n]{{0,2000}}\))"
    r"|(?P<line>(?:^|(?<=\n))[ \t]*)?(?:<!--.*?-->|/\*.*?\*/|//[^\n]*)(?P<end>[ \t]*(?:\n|$))?",
    re.DOTALL,
)
_COMMENT_LINE = "\0"
_HEADING = re.compile(r"(#+) +(.*)")
_RELATION = re.compile(r"([ \t]*)(\+>|->|_>|<\+|<-|<_|><|\+|-|_(?=\s))[ \t]*(.*)", re.DOTALL)
_NOT_READ = {
    re.compile(r"[ \t]*\(\d+\)"): "a premise-conclusion structure",
    re.compile(r"[ \t]*--"): "an inference",
    re.compile(r"[ \t]*(?:\*|\d+\.)\s"): "a list",
}
_DATA = re.compile(rf"(?<!\\)({_BRACES})\s*$")
_HEAD = re.compile(r"(?:\[(?P<statement>[^\]\n]+)\](?!\()|<(?P<argument>[^>\n]+)>)(?P<colon>:)?")
_INLINE = re.compile(
    r"\\(?P<escaped>.)|#\((?P<tag>[^()]+)\) ?|#(?P<word>[\w-]+) ?|\[(?P<link>[^\]]{1,500})\]\([^)]{1,2000}\)"
    r"|(?P<mark>\*\*|__|\*|_)(?=\S)(?P<marked>[^*_]*?\S)(?P=mark)",
    re.DOTALL,
)
#: How deep data may be nested, and how many comments may not end.
_DEEPEST, _UNENDED = 50, 100
_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Relation(NamedTuple):
    """What a sign says: its scheme, and whether the lower line bears on the upper, the upper on the lower, or both."""

    type: SchemeType
    up: bool
    down: bool


_RELATIONS = {
    **dict.fromkeys(("+", "<+"), _Relation("RA", up=True, down=False)),
    **dict.fromkeys(("-", "<-", "_", "<_"), _Relation("CA", up=True, down=False)),
    "+>": _Relation("RA", up=False, down=True),
    **dict.fromkeys(("->", "_>"), _Relation("CA", up=False, down=True)),
    "><": _Relation("CA", up=True, down=True),
}


class _Line(NamedTuple):
    """A statement or argument as it stands, its sign and indentation apart; `first` of those between blank lines."""

    number: int
    first: bool
    indent: int
    sign: str
    rest: str


def read_argdown(path: Path) -> Debate:
    """Return what an Argdown file says.

    Raises
    ------
    FormatError
        If a line cannot be read; the message names it.
    """
    return _Reader(path).debate()


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._statements: dict[str, Statement] = {}
        self._schemes: list[tuple[SchemeType, str, str]] = []
        # The ids of the statements of each title: several where they have ids of their own.
        self._titled: dict[str, list[str]] = {}
        self._stances: set[str] = set()
        self._speakers: dict[str, dict[str, Any]] = {}
        self._heading = ""
        self._untitled = 0

    def debate(self) -> Debate:
        text, facts, first = self._parts()
        self._stances = set(_by(facts, "stances", "name"))
        self._speakers = _by(facts, "speakers", "id")
        above: list[tuple[int, str]] = []
        for line in self._lines(text, first):
            node = self._statement(line)
            if not line.sign:
                above = [(-1, node)]
                continue
            while above and (line.first or above[-1][0] >= line.indent):
                above.pop()
            if not above:
                raise self._error(line.number, "nothing stands above it that it could support or attack: move it")
            self._relate(line.sign, node, above[-1][1])
            above.append((line.indent, node))
        schemes = [*self._between(), *self._echoes()]
        return Debate(path=self._path, statements=self._statements, schemes=schemes, facts=facts)

    def _error(self, number: int, complaint: str) -> FormatError:
        return FormatError(f"{self._path}:{number}: {complaint}")

    def _parts(self) -> tuple[str, Mapping[str, Any], int]:
        """Return the text below the front matter, argmine's facts, and the number of the text's first line."""
        text = read_text(self._path).replace("\r\n", "\n").replace("\r", "\n")
        for begin, end in (("<!--", "-->"), ("/*", "*/")):
            # Each would be sought to the end of the file.
            if text.count(begin, text.rfind(end) + 1) > _UNENDED:
                raise FormatError(f"{self._path}: has comments that begin with {begin} and do not end: end them")
        front = _FRONT_MATTER.match(text)
        if front is None:
            return _COMMENTS.sub(_without, text), {}, 1
        data = self._yaml(front[1], 1)
        first = front[0].count("\n") + 1
        return _COMMENTS.sub(_without, text[front.end() :]), facts_in(data), first

    def _lines(self, text: str, first: int) -> Iterator[_Line]:
        """Yield the statements and arguments; lines that begin with no sign go on what stands above them."""
        begun: _Line | None = None
        first_of_block = True
        for number, line in enumerate(text.split("\n"), start=first):
            if line == _COMMENT_LINE:
                continue
            relation, heading = _RELATION.match(line), _HEADING.match(line)
            refused = next((what for pattern, what in _NOT_READ.items() if pattern.match(line)), None)
            new = begun is None or relation or heading or refused or not line.strip()
            if not new and begun is not None:
                begun = begun._replace(rest=f"{begun.rest}\n{line}")
                continue
            if begun is not None:
                yield begun
            begun = None
            if heading:
                self._heading = _plain(_DATA.sub("", heading[2]))[0]
            elif refused and line.strip():
                raise self._error(number, f"{refused} is not read: write statements and arguments with + and - instead")
            elif relation:
                begun = _Line(number, first_of_block, len(relation[1]), relation[2], relation[3])
            elif line.strip():
                begun = _Line(number, first_of_block, 0, "", line.strip())
            first_of_block = begun is None
        if begun is not None:
            yield begun

    def _statement(self, line: _Line) -> str:
        """Take up a statement or argument, and return its id."""
        rest, data = line.rest, {}
        braces = _DATA.search(rest)
        if braces:
            rest, data = rest[: braces.start()], self._yaml(_inside(braces[1]), line.number)
        head = _HEAD.match(rest)
        if head is None:
            self._untitled += 1
            return self._define(f"[{self._untitled}", f"untitled-{self._untitled}", rest, data)
        title = head["statement"] or head["argument"]
        key = ("[" if head["statement"] else "<") + title
        text = rest[head.end() :]
        if head["colon"] or "text" in data:
            return self._define(key, title, text, data)
        if _plain(text)[0]:
            raise self._error(line.number, f"words follow {head[0]}: put a colon after it, or the words elsewhere")
        return self._named(key, title, data)

    def _define(self, key: str, title: str, text: str, data: Mapping[str, Any]) -> str:
        words, tags = _plain(text)
        node = self._named(key, title, data)
        statement = self._statements[node]
        if not statement.facts:
            facts = self._facts(key, data, tags)
            self._statements[node] = Statement(
                id=node,
                text=words,
                said=key.startswith("<") or "speaker" in facts,
                speakers=[read_speaker(facts["speaker"], facts["speaker"]["name"])] if "speaker" in facts else [],
                facts=facts,
            )
        return node

    def _named(self, key: str, title: str, data: Mapping[str, Any]) -> str:
        """Return the id of the statement that a title means; with an `id` among the data, the one that has it."""
        members = self._titled.setdefault(key, [])
        own = data.get("id")
        if own is None and members:
            return members[0]
        node = f"{key[0]}{own if own is not None else title}"
        undefined = next((one for one in members if not self._statements[one].facts), None)
        if node not in members and undefined is not None:
            return undefined
        if node not in members:
            if node in self._statements:
                node = f"{node} {len(self._statements)}"
            members.append(node)
            self._statements[node] = Statement(id=node, text=title, said=key.startswith("<"))
        return node

    def _facts(self, key: str, data: Mapping[str, Any], tags: list[str]) -> dict[str, Any]:
        facts = {str(name): value for name, value in data.items() if name not in ("id", "speaker")}
        kind = "claim" if key.startswith("<") else "position"
        facts["node"] = f"{kind}:{data['id']}" if "id" in data else ""
        stances = [name for name in tags if name in self._stances] or tags
        if stances:
            facts.setdefault("stance", stances[0])
        if kind == "position" and self._heading:
            facts.setdefault("issue", self._heading)
        if data.get("proponent") is not None:
            known = self._speakers.get(str(data.get("speaker")), {})
            facts["speaker"] = {**known, "name": str(data["proponent"])}
        return facts

    def _relate(self, sign: str, lower: str, upper: str) -> None:
        relation = _RELATIONS[sign]
        if relation.up:
            self._schemes.append((relation.type, lower, upper))
        if relation.down:
            self._schemes.append((relation.type, upper, lower))

    def _between(self) -> Iterator[Scheme]:
        for kind, premise, conclusion in dict.fromkeys(self._schemes):
            sign, target = "+" if kind == "RA" else "-", conclusion[1:]
            known = _listed(self._statements[premise].facts, "relations", 4)
            facts = next((entry for entry in known if entry[:2] == [sign, target]), [sign, target, None, 1.0])
            yield Scheme(kind, (premise,), conclusion, {"kind": facts[2], "weight": facts[3]})

    def _echoes(self) -> Iterator[Scheme]:
        """Yield what the data say of echoes; else, the later wordings of a title echo the first."""
        for key, members in self._titled.items():
            for node in members:
                known = _listed(self._statements[node].facts, "echoes", 4)
                found = [entry for entry in known if f"{key[0]}{entry[0]}" in members]
                for of, kind, similarity, wire in found:
                    yield Scheme("MA", (node,), f"{key[0]}{of}", {"kind": kind, "weight": similarity, "wire": wire})
                if not found and node != members[0] and not self._echoed(node, members):
                    yield Scheme("MA", (node,), members[0], {})

    def _echoed(self, node: str, members: list[str]) -> bool:
        echoes = (entry for one in members for entry in _listed(self._statements[one].facts, "echoes", 4))
        return any(f"{node[0]}{entry[0]}" == node for entry in echoes)

    def _yaml(self, text: str, number: int) -> dict[str, Any]:
        try:
            _refuse_depth(text)
            data = yaml.load(text, _SAFE_LOADER)  # noqa: S506  # it is a safe loader
        except (yaml.YAMLError, ValueError) as error:
            raise self._error(number, f"its data are no YAML ({error}): mind the blank after each colon") from error
        if data is not None and not isinstance(data, dict):
            raise self._error(number, "its data have no names: write them as {name: value}")
        return data or {}


def _refuse_depth(text: str) -> None:
    """Raise ValueError for YAML that would grow when it is read, or that the reader in C would not survive."""
    depth = 0
    for event in yaml.parse(text, _SAFE_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("it repeats parts of itself by *name, which is not read")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise ValueError("it is nested too deeply")


def _without(found: re.Match[str]) -> str:
    if found["kept"] is not None:
        return found["kept"]
    # The number of lines stays, so that errors name the right one; those that held nothing else are no blank lines.
    mark = _COMMENT_LINE if found["line"] is not None and found["end"] is not None else ""
    return f"{mark}\n" * found[0].count("\n")


def _inside(braces: str) -> str:
    """Return data as YAML: data in braces on lines of their own are a block."""
    inner = braces[1:-1]
    return inner if inner.lstrip(" \t").startswith("\n") else braces


def _plain(text: str) -> tuple[str, list[str]]:
    """Return text without escapes, marks and tags, on one line, and the tags."""
    tags: list[str] = []

    def replaced(found: re.Match[str]) -> str:
        name = found["tag"] or found["word"]
        if name:
            tags.append(name)
            return ""
        if found["marked"]:
            return _plain(found["marked"])[0]
        return found["escaped"] or found["link"] or ""

    return " ".join(_INLINE.sub(replaced, text).split()), tags


def _by(facts: Mapping[str, Any], key: str, name: str) -> dict[str, dict[str, Any]]:
    found = facts.get(key)
    rows = found if isinstance(found, list) else []
    return {str(row[name]): row for row in rows if isinstance(row, dict) and name in row}


def _listed(facts: Mapping[str, Any], key: str, length: int) -> list[list[Any]]:
    found = facts.get(key)
    rows = found if isinstance(found, list) else []
    return [row for row in rows if isinstance(row, list) and len(row) == length]
