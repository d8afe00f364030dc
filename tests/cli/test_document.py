"""One document in the terminal."""

import io

from rich.console import Console

from argmine.cli._document import print_analysis
from argmine.schema import Analysis, Claim, Document, Position, Relation

TEXT = "The toll is unfair. Nurses cannot pay it. It should go."


def test_a_claim_says_what_it_bears_on_echoes_and_is_a_reason_for():
    spans = [(0, 18), (20, 40), (42, 54)]
    relations = [(), (Relation(target="c0", label="reason"), Relation(target="elsewhere", label="reason")), ()]
    claims = tuple(
        Claim(
            id=f"c{i}",
            document="d",
            start=start,
            end=end,
            text=TEXT[start:end],
            kind="authorial",
            position="p" if i == 2 else None,
            polarity="attack" if i == 2 else None,
            echoes=("c0", "other") if i == 2 else (),
            relations=relations[i],
        )
        for i, (start, end) in enumerate(spans)
    )
    positions = (Position(id="p", text="The toll should stay."),)
    out = io.StringIO()
    analysis = Analysis(document=Document(id="d", text=TEXT), claims=claims, positions=positions)
    print_analysis(Console(file=out, width=100), analysis, {})
    assert "a reason for 1" in out.getvalue()
    assert "attacks P1; echoes 1 and 1 claim in other documents" in out.getvalue()
    assert "elsewhere" not in out.getvalue()
