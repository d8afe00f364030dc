"""Names of files for documents."""

from __future__ import annotations

import re

from argmine.schema import content_id

_UNSAFE = re.compile("[^A-Za-z0-9_-]+")
#: What Windows takes for a device, whatever the suffix.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST = 80


class FileNames:
    """Names the files of a folder after the documents' ids, each by another name, also where case makes none.

    Parameters
    ----------
    taken
        The names of other files in the folder, without suffixes.
    """

    def __init__(self, *taken: str) -> None:
        self._taken = {name.casefold() for name in taken}

    def of(self, document: str) -> str:
        """Return the name, without a suffix, for the document of this id."""
        safe = name = _UNSAFE.sub("-", document).strip("-")[:_LONGEST]
        known, number = name == document and not _DEVICE.fullmatch(name), 0
        while not known or not name or name.casefold() in self._taken:
            name = f"{safe or 'document'}-{content_id(document, *range(number), length=8)}"
            known, number = True, number + 1
        self._taken.add(name.casefold())
        return name
