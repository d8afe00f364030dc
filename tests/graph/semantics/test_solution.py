"""Extensions of frameworks from the textbooks, and of random ones against all subsets."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmine.graph.semantics import Framework, Semantics, SemanticsError, solve


def framework(attacks: str, arguments: str = "") -> Framework[str]:
    """``ab ba`` is a attacks b, b attacks a."""
    pairs = [(pair[0], pair[1]) for pair in attacks.split()]
    return Framework([*arguments, *sorted(set(chain.from_iterable(pairs)))], pairs)


def found(attacks: str, semantics: Semantics, arguments: str = "") -> set[str]:
    extensions = list(solve(framework(attacks, arguments), semantics).extensions())
    assert len(set(extensions)) == len(extensions)
    return {"".join(sorted(extension)) for extension in extensions}


@pytest.mark.parametrize(
    ("attacks", "grounded", "preferred", "stable"),
    [
        pytest.param("", "xy", {"xy"}, {"xy"}, id="nobody attacks"),
        pytest.param("ab ba", "", {"a", "b"}, {"a", "b"}, id="Nixon diamond"),
        pytest.param("ab bc", "ac", {"ac"}, {"ac"}, id="reinstatement"),
        pytest.param("ab bc ca", "", {""}, set(), id="odd cycle"),
        pytest.param("ab bc cd da", "", {"ac", "bd"}, {"ac", "bd"}, id="even cycle"),
        pytest.param("aa", "", {""}, set(), id="self-attack"),
        pytest.param("aa ab", "", {""}, set(), id="self-attacker attacks"),
        pytest.param("ba aa ac", "bc", {"bc"}, {"bc"}, id="defeated self-attacker"),
        pytest.param("ab ba ac bc cd", "", {"ad", "bd"}, {"ad", "bd"}, id="floating acceptance"),
        # Dung 1995, and Caminada 2006: preferred, but only one of them stable.
        pytest.param("ab ba bc cd de ec", "", {"a", "bd"}, {"bd"}, id="odd cycle behind a choice"),
        # Baroni and Giacomin 2009: an odd cycle that is broken from outside.
        pytest.param("ab bc ca da", "bd", {"bd"}, {"bd"}, id="odd cycle broken"),
        pytest.param("ab bc ca ad", "", {""}, set(), id="undecided attacks one that is free"),
        pytest.param("aa ba ab", "", {"b"}, {"b"}, id="stable although an argument is self-attacking"),
    ],
)
def test_textbook_frameworks(attacks: str, grounded: str, preferred: set[str], stable: set[str]) -> None:
    arguments = "xy" if not attacks else ""
    assert found(attacks, "grounded", arguments) == {grounded}
    assert found(attacks, "preferred", arguments) == preferred
    assert found(attacks, "stable", arguments) == stable


def test_what_the_grounded_extension_rejects_and_leaves_open() -> None:
    solution = solve(framework("ab bc de ed"))
    assert (solution.core, solution.rejected, solution.parts) == (frozenset("ac"), frozenset("b"), ())
    assert solution.every == solution.some == solution.core


def test_acceptance_is_exact_without_listing_the_product() -> None:
    pairs = [(f"{side}{number}", f"{'ba'[side == 'b']}{number}") for number in range(500) for side in "ab"]
    many = Framework(sorted({one for one, _ in pairs}), pairs)
    solution = solve(many, "preferred", most=2)
    assert solution.count == 2**500
    assert (solution.every, solution.some) == (frozenset(), frozenset(many.arguments))
    assert len(next(solution.extensions())) == 500


def test_no_stable_extension_leaves_nothing_accepted() -> None:
    solution = solve(framework("aa bc"), "stable")
    assert solution.count == 0
    assert list(solution.extensions()) == []
    assert solution.every == solution.some == frozenset()
    assert [part.arguments for part in solution.parts if not part.extensions] == [("a",)]


def test_what_has_too_many_extensions_to_list_still_tells_what_is_in_every_one() -> None:
    # Twenty choices that all bear on z, and nothing that attacks what attacks y.
    choices = [(f"a{number}", f"b{number}") for number in range(20)]
    pairs = [*choices, *((other, one) for one, other in choices)]
    pairs += [pair for one, other in choices for pair in ((one, "y"), (other, "y"))] + [("y", "z")]
    solution = solve(Framework(sorted({end for pair in pairs for end in pair}), pairs), "preferred", most=100)
    assert solution.count is None
    assert solution.every == {"z"}
    assert len(solution.some) == 41
    with pytest.raises(SemanticsError, match=r"42 arguments .* too many extensions to list: ask for more"):
        next(solution.extensions())


def test_what_is_too_entangled_is_refused_with_what_can_be_asked_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    for steps in ("_LISTING_STEPS", "_STEPS"):
        monkeypatch.setattr(f"argmine.graph.semantics.solution.{steps}", 9)
    entangled = framework("ab bc cd de ea ad be ca")
    with pytest.raises(SemanticsError, match=r"5 arguments .* ask for the grounded one"):
        solve(entangled, "preferred", most=1)
    assert solve(entangled).core == frozenset()


def test_wrong_frameworks_and_semantics_are_refused() -> None:
    with pytest.raises(SemanticsError, match="names 'b', which is none"):
        Framework("a", [("a", "b")])
    with pytest.raises(SemanticsError, match="choose one of grounded, preferred, stable"):
        solve(Framework("a", []), "ideal")  # type: ignore[arg-type]


attacks_of_up_to_eight = st.integers(1, 8).flatmap(
    lambda number: st.tuples(
        st.just(number), st.sets(st.tuples(st.integers(0, number - 1), st.integers(0, number - 1)), max_size=24)
    )
)


@settings(max_examples=400, deadline=None)
@given(attacks_of_up_to_eight)
def test_extensions_are_those_of_all_subsets(drawn: tuple[int, set[tuple[int, int]]]) -> None:
    number, attacks = drawn
    random = Framework(range(number), sorted(attacks))
    admissible = [one for one in subsets(range(number)) if is_admissible(one, attacks)]
    complete = [one for one in admissible if one == defended_by(one, number, attacks)]
    preferred = {one for one in admissible if not any(one < other for other in admissible)}
    stable = {one for one in admissible if all(x in one or hits(one, x, attacks) for x in range(number))}
    assert set(solve(random).extensions()) == {frozenset.intersection(*complete)}
    assert sorted(map(sorted, solve(random, "preferred").extensions())) == sorted(map(sorted, preferred))
    assert sorted(map(sorted, solve(random, "stable").extensions())) == sorted(map(sorted, stable))
    expected: dict[Semantics, set[frozenset[int]]] = {"preferred": preferred, "stable": set(stable)}
    for semantics, extensions in expected.items():
        # With `most=0` nothing is listed, and acceptance is decided argument by argument.
        unlisted = solve(random, semantics, most=0)
        assert unlisted.some == frozenset().union(*extensions)
        assert unlisted.every == (frozenset.intersection(*extensions) if extensions else frozenset())


def subsets(arguments: Iterable[int]) -> list[frozenset[int]]:
    pool = list(arguments)
    return [frozenset(one) for size in range(len(pool) + 1) for one in combinations(pool, size)]


def hits(accepted: frozenset[int], argument: int, attacks: set[tuple[int, int]]) -> bool:
    return any((one, argument) in attacks for one in accepted)


def defended_by(accepted: frozenset[int], number: int, attacks: set[tuple[int, int]]) -> frozenset[int]:
    return frozenset(
        argument
        for argument in range(number)
        if all(hits(accepted, attacker, attacks) for attacker, target in attacks if target == argument)
    )


def is_admissible(accepted: frozenset[int], attacks: set[tuple[int, int]]) -> bool:
    if any(hits(accepted, one, attacks) for one in accepted):
        return False
    return all(hits(accepted, attacker, attacks) for attacker, target in attacks if target in accepted)
