"""Names of files for documents."""

from __future__ import annotations

import re

from argmine.schema import content_id

_UNSAFE = re.compile("[^A-Za-z0-9_-]+")
_LONGEST = 80


class FileNames:
    """Names the files of a folder after the documents' ids, each by another name, also where case makes none."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, document: str) -> str:
        """Return the name, without a suffix, for the document of this id."""
        name = _UNSAFE.sub("-", document).strip("-")[:_LONGEST]
        if not name or name != document or name.casefold() in self._taken:
            name = f"{name or 'document'}-{content_id(document, length=8)}"
        self._taken.add(name.casefold())
        return name
