"""Claims for the tests of the positions room."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argmine.schema import Claim, Speaker, content_id

Make = Callable[..., list[Claim]]

DEBATE = {
    "harbour": [
        "The harbour tax would drive shipping companies to other ports.",
        "The harbour tax will cost shipping companies millions.",
        "Shipping companies cannot afford the harbour tax.",
        "Homeowners should get grants to insulate their houses.",
        "Grants for insulation would lower heating bills for homeowners.",
        "Insulating houses with grants is a waste of public money.",
    ],
    "heating": [
        "The harbour tax is a fair price for clean shipping.",
        "Shipping companies should pay the harbour tax without complaint.",
        "Every homeowner deserves help to insulate a cold house.",
        "The grants to insulate houses should be doubled.",
        "Wolves must be protected in the northern forests.",
    ],
}


@pytest.fixture
def make() -> Make:
    """Return a function that puts texts one after the other into a document as claims."""

    def claims(
        texts: list[str],
        document: str = "d",
        stances: list[str] | None = None,
        speakers: list[str | None] | None = None,
    ) -> list[Claim]:
        made, start = [], 0
        for i, text in enumerate(texts):
            name = speakers[i] if speakers else None
            made.append(
                Claim(
                    id=content_id(document, start, text),
                    document=document,
                    start=start,
                    end=start + len(text),
                    text=text,
                    kind="authorial" if name is None else "direct",
                    speaker=Speaker(id=content_id(name), name=name) if name else None,
                    stance=stances[i] if stances else None,
                )
            )
            start += len(text) + 400
        return made

    return claims


@pytest.fixture
def debate(make: Make) -> list[Claim]:
    """Two documents that argue over a harbour tax and over insulation, and one stray claim."""
    return [claim for document, texts in DEBATE.items() for claim in make(texts, document)]
