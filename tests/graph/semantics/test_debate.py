"""What the arguments of a debate are, and which attacks succeed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from argmine.codebook import Codebook
from argmine.graph import ArgumentGraph, build_graph
from argmine.graph.semantics import Argument, Framework, Of, Prefer, SemanticsError, framework_of, solve
from argmine.schema import Claim, Document, Echo, Polarity, Position, Relation, Speaker

TOWN = Document(id="town", text="What was said about the fee and the quay.")

#: Speaker, stance, position and side of each claim; what attacks what, and what repeats what, by number.
CLAIMS: tuple[tuple[str, str, str | None, Polarity | None], ...] = (
    ("ana", "critics", "fee", "support"),
    ("bo", "critics", "fee", "support"),
    ("cy", "industry", "fee", "attack"),
    ("dee", "administration", "quay", "support"),
    ("eve", "industry", None, None),
    ("flo", "other", None, None),
)


def build(attacks: Sequence[tuple[int, int]] = (), echoes: Sequence[tuple[int, int]] = ()) -> ArgumentGraph:
    claims = [
        Claim(
            id=f"c{number}",
            document=TOWN.id,
            start=number,
            end=number + 1,
            text=f"claim {number}",
            kind="direct",
            speaker=Speaker(id=speaker, name=speaker.title()),
            stance=stance,
            position=position,
            polarity=polarity,
            relations=tuple(Relation(target=f"c{b}", label="attack") for a, b in attacks if a == number),
        )
        for number, (speaker, stance, position, polarity) in enumerate(CLAIMS)
    ]
    return build_graph(
        [TOWN],
        claims,
        [Position(id="fee", text="The fee is fair."), Position(id="quay", text="The quay is full.")],
        [Echo(claim=f"c{later}", of=f"c{earlier}", similarity=1.0) for later, earlier in echoes],
        codebook=Codebook.default(),
    )


def framework(
    graph: ArgumentGraph, of: Of = "sides", prefer: Prefer = "none", audience: Sequence[str] = ()
) -> tuple[Framework[Argument], set[tuple[str, str]]]:
    """Return the framework, and its attacks as the claims at their ends."""
    made = framework_of(graph, of=of, prefer=prefer, audience=audience)
    return made, {("+".join(one.claims), "+".join(other.claims)) for one, other in made.attacks}


def accepted(made: Framework[Argument]) -> set[str]:
    return {claim for argument in solve(made).core for claim in argument.claims}


def test_the_sides_of_a_position_attack_each_other() -> None:
    made, attacks = framework(build())
    assert attacks == {("c0+c1", "c2"), ("c2", "c0+c1")}
    assert made.symmetric
    assert next((one.position, one.polarity) for one in made.arguments) == ("fee", "support")
    # Nobody disputes the quay; the claims on no side and in no attack are no arguments.
    assert accepted(made) == {"c3"}
    assert solve(made, "preferred").count == 2


def test_claims_that_share_their_attackers_are_one_argument() -> None:
    made, attacks = framework(build(), of="claims")
    assert attacks == {("c0+c1", "c2"), ("c2", "c0+c1")}
    made, attacks = framework(build(attacks=[(3, 0)]), of="claims")
    assert attacks == {("c0", "c2"), ("c2", "c0"), ("c1", "c2"), ("c2", "c1"), ("c3", "c0")}
    assert accepted(made) == {"c3"}
    assert solve(made, "preferred").some == set(made.arguments) - {one for one in made.arguments if "c0" in one.claims}


def test_an_attack_on_a_claim_is_one_on_its_side() -> None:
    made, attacks = framework(build(attacks=[(3, 0), (0, 1), (4, 5)]))
    assert ("c3", "c0+c1") in attacks
    # Not on itself; and a claim that is on no side speaks for itself.
    assert not any(one == other for one, other in attacks)
    assert ("c4", "c5") in attacks
    assert accepted(made) == {"c3", "c2", "c4"}


def test_what_has_more_speakers_wins() -> None:
    made, attacks = framework(build(), prefer="speakers")
    assert attacks == {("c0+c1", "c2")}
    assert [one.strength for one in made.arguments] == [2, 1, 1]
    assert accepted(made) == {"c0", "c1", "c3"}
    # In one document both sides are heard as often.
    assert framework(build(), prefer="documents")[0].symmetric


def test_a_claim_is_as_strong_as_its_echoes_make_it() -> None:
    graph = build(echoes=[(1, 0), (2, 0)])
    made, _ = framework(graph, of="claims", prefer="speakers")
    assert {one.claims: one.strength for one in made.arguments} == {("c0", "c1"): 2, ("c2",): 1, ("c3",): 1}
    assert accepted(made) == {"c0", "c1", "c3"}


def test_a_failed_attack_is_turned_round() -> None:
    # Eve attacks what two say: if her attack only failed, she and they would be accepted together.
    made, attacks = framework(build(attacks=[(4, 0)]), prefer="speakers")
    assert attacks == {("c0+c1", "c2"), ("c0+c1", "c4")}
    assert "c4" not in accepted(made)


def test_an_audience_trusts_some_stances_more() -> None:
    assert accepted(framework(build(), audience=["industry"])[0]) == {"c2", "c3"}
    assert accepted(framework(build(), audience=["critics", "industry"])[0]) == {"c0", "c1", "c3"}
    assert accepted(framework(build(), audience=["other"])[0]) == {"c3"}


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(SemanticsError, match="'pirates', which is no stance here: there are industry"):
        framework_of(build(), audience=["pirates"])
    with pytest.raises(SemanticsError, match="leave one of them out"):
        framework_of(build(), audience=["critics"], prefer="claims")
    with pytest.raises(SemanticsError, match="of='words': choose one of sides, claims"):
        framework_of(build(), of="words")  # type: ignore[arg-type]
