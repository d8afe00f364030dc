"""Which language a text is in, offline."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_MIN_LETTERS = 20
_MIN_CONFIDENCE = 0.5
_WINDOW = 400
_NO_LANGUAGE = "zxx"
_CODE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]+)*")
_NOISE = re.compile(r"https?://\S+|\S+@\S+|[@#]\w+|[\d_]+")


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or None if the text is too short to tell.

    Looks at its beginning, middle and end, so that a foreign headline does not decide.

    >>> detect_language("The agency said on Tuesday that it would hold a hearing on the new rule.")
    'en'
    """
    sample = _NOISE.sub(" ", _sample(text))
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS and sample.isascii():
        return None
    language, confidence = _identifier().classify(sample)
    return str(language) if language != _NO_LANGUAGE and confidence >= _MIN_CONFIDENCE else None


def language_code(name: str) -> str | None:
    """Return the ISO 639-1 code in a tag such as ``en-US``; None if there is none."""
    match = _CODE.fullmatch(name.strip())
    return match[1].lower() if match else None


def _sample(text: str) -> str:
    if len(text) <= 3 * _WINDOW:
        return text
    middle = (len(text) - _WINDOW) // 2
    return f"{text[:_WINDOW]} {text[middle : middle + _WINDOW]} {text[-_WINDOW:]}"


@cache
def _identifier() -> Any:
    # Imported here: its model takes most of a second to unpack.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if len(label) == 2 or label == _NO_LANGUAGE])
    return identifier
