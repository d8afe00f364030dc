"""The command line as a whole: quick, and helpful about mistakes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

import pytest
from click.testing import Result

import argmine

Invoke = Callable[..., Result]

HEAVY = {"spacy", "sklearn", "pyarrow", "networkx", "pandas", "numpy", "scipy", "duckdb", "rich"}
LISTED = """
import sys
from argmine.cli import main
try:
    main({arguments!r}, prog_name="argmine")
except SystemExit as end:
    print(f"\\nexit {{end.code}}")
print("loaded", *sorted(name for name in sys.modules if "." not in name))
print("argmine", *sorted(name for name in sys.modules if name.startswith("argmine.")))
"""


def run_and_list_modules(*arguments: str) -> tuple[str, set[str], set[str]]:
    """Run the command in a new process; return its output and what it imported."""
    code = LISTED.format(arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *output, loaded, ours = done.stdout.splitlines()
    return done.stderr + "\n".join(output), set(loaded.split()), set(ours.split()[1:])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--help"], "Analyse a corpus into a run folder"),
        (["run", "--help"], "argmine run articles/ -o runs/articles"),
        (["show", "--help"], "--document ID"),
        (["run"], "Missing argument 'PATHS...'"),
        (["analyse", "x"], "did you mean `argmine analyze`?"),
        (["run", "x", "-o", "y", "--column", "test=body"], "did you mean text=body?"),
    ],
)
def test_help_and_usage_errors_import_nothing_heavy(arguments: list[str], expected: str) -> None:
    output, loaded, _ = run_and_list_modules(*arguments)
    assert expected in output
    assert "exit 0" in output if "--help" in arguments else "exit 2" in output
    assert not loaded & HEAVY


@pytest.mark.parametrize("arguments", [["run", "nothing", "-o", "run"], ["show", "nothing"], ["analyze", "nothing"]])
def test_wrong_paths_are_told_before_anything_heavy_is_imported(arguments: list[str]) -> None:
    output, loaded, _ = run_and_list_modules(*arguments)
    assert "nothing: " in output
    assert "exit 2" in output
    assert not loaded & HEAVY


def test_help_imports_no_command() -> None:
    _, _, ours = run_and_list_modules("--help")
    assert ours == {"argmine.cli", "argmine.cli._group"}


def test_every_listed_command_is_there(invoke: Invoke) -> None:
    from argmine.cli import _COMMANDS

    for name, (target, _) in _COMMANDS.items():
        module, _, attribute = target.partition(":")
        assert getattr(import_module(module), attribute).name == name
        assert invoke(name, "--help").exit_code == 0


def test_version(invoke: Invoke) -> None:
    assert invoke("--version").output == f"argmine {argmine.__version__}\n"


def test_unknown_command_says_what_to_type(invoke: Invoke) -> None:
    result = invoke("exprot")
    assert result.exit_code == 2
    assert "There is no command 'exprot'; did you mean `argmine export`?" in result.stderr
    assert "`argmine --help` lists the commands" in invoke("xyzzy").stderr


def test_codebook_is_the_default_one(invoke: Invoke) -> None:
    assert argmine.Codebook.parse(invoke("codebook").stdout) == argmine.Codebook.default()


def test_formats_are_listed(invoke: Invoke) -> None:
    output = invoke("formats").stdout
    assert all(name in output for name in ("gexf", "graphml", "Gephi"))
