"""Dates as newspapers write them, to ISO dates."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        r"^(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b{_DAY}[ -]{_MONTH},?[ -]{_YEAR}\b",
        # Germany and its neighbours write dots, and the day first.
        rf"\b(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}\b",
        rf"\b(?P<month>\d{{1,2}})[/-](?P<day>\d{{1,2}})[/-]{_YEAR}\b",
    )
)


def iso_date(text: str) -> str | None:
    """Return the date that `text` begins with or holds as ``YYYY-MM-DD``; None if it names no single day.

    Two numbers before a year are month and day, as in the United States (``03/09/2018`` is 9 March), unless
    the first cannot be a month. A time of day is dropped, not converted between zones.

    >>> iso_date("Friday, March 9, 2018 at 3:04 p.m. ET")
    '2018-03-09'
    """
    text = " ".join(text.split())
    for form in _FORMS:
        if match := form.search(text):
            return _checked(match["year"], match["month"], match["day"])
    return None


def _checked(year: str, month: str, day: str) -> str | None:
    numbers = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1, int(day)
    for month_number, day_number in (numbers, numbers[::-1]) if month.isdigit() else (numbers,):
        try:
            return date(int(year), month_number, day_number).isoformat()
        except ValueError:
            continue
    return None
