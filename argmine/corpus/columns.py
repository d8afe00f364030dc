"""Which column, key or front-matter entry of a file holds which part of a document.

Names are compared without regard to case, spaces and punctuation (``Publication Date`` is
``publication_date``). The first alias that a record has wins; whatever is left over becomes
`Document.extra`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from argmine.corpus.errors import CorpusError

#: ours -> the names that count as it, in order of preference.
ALIASES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "content",
        "body",
        "full_text",
        "fulltext",
        "article_text",
        "maintext",
        "article",
        "story",
    ),
    "title": ("title", "headline", "heading", "article_title"),
    "date": (
        *("date", "published", "publication_date", "published_at", "date_published", "published_date"),
        *("publish_date", "date_publish", "pub_date", "pubdate", "datetime"),
    ),
    "outlet": (
        "outlet",
        "source",
        "publisher",
        "publication",
        "newspaper",
        "source_name",
        "site_name",
        "site",
    ),
    "author": ("author", "authors", "byline", "writer", "creator"),
    "url": ("url", "link", "permalink", "web_url", "article_url", "source_url", "href"),
    "id": ("id", "document_id", "doc_id", "article_id", "uuid", "guid"),
    "language": ("language", "lang", "language_code"),
}
# What pandas, R and spreadsheets write for a missing value.
_MISSING = {"", "nan", "null", "none", "na", "n/a", "#n/a", "~"}
_NOT_A_LETTER = re.compile(r"[\W_]+")


class Columns:
    """The aliases above, with a user's own mapping (ours -> theirs) before them.

    Raises
    ------
    CorpusError
        If the mapping names a part that documents do not have.
    """

    def __init__(self, mapping: Mapping[str, str] | None = None) -> None:
        self.mapping = dict(mapping or {})
        for ours in self.mapping:
            if ours not in ALIASES:
                raise CorpusError(f"column mapping: {ours!r} is none of {', '.join(ALIASES)}")
        self._candidates = {
            ours: (_key(self.mapping[ours]),) if ours in self.mapping else aliases for ours, aliases in ALIASES.items()
        }

    def find(self, ours: str, names: Iterable[str]) -> str | None:
        """Return which of `names` holds `ours`, or None."""
        by_key = {_key(name): name for name in reversed(list(names))}
        return next((by_key[key] for key in self._candidates[ours] if key in by_key), None)

    def missing(self, names: Iterable[str]) -> str | None:
        """Return what to tell a user whose table has the columns `names`, or None if it can be read."""
        names = list(names)
        found = ", ".join(names)
        for ours, theirs in self.mapping.items():
            if self.find(ours, names) is None:
                return f"has no column {theirs!r} (mapped to {ours}); its columns are {found}"
        if self.find("text", names) is None:
            return f"has no text column, only {found}: name the one that holds the text with --column text=NAME"
        return None

    def split(self, values: Mapping[str, object]) -> tuple[dict[str, str], dict[str, str]]:
        """Return the parts of a document by our names, and everything else by theirs, as strings."""
        theirs = {ours: name for ours in ALIASES if (name := self.find(ours, values)) is not None}
        parts = {ours: as_string(values[name], "\n\n" if ours == "text" else ", ") for ours, name in theirs.items()}
        used = set(theirs.values())
        extra = {name: as_string(value) for name, value in values.items() if name not in used}
        return _present(parts), _present(extra)


def as_string(value: object, joint: str = ", ") -> str:
    """Return `value` as a user would write it: lists of strings joined, other structures as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return joint.join(value)
    if isinstance(value, Mapping) and isinstance(name := value.get("name"), str):
        # News services write {"source": {"id": ..., "name": ...}}.
        return name
    return json.dumps(value, ensure_ascii=False, default=str)


def _present(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value.strip().lower() not in _MISSING}


def _key(name: str) -> str:
    return _NOT_A_LETTER.sub("_", name.strip().lower()).strip("_")
