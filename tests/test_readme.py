"""The README's commands and Python run as printed.

Run this file as a script to put the real output into the README: ``python tests/test_readme.py``.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
README = REPOSITORY / "README.md"
CONSOLE = re.compile(r"^```console\n(?P<session>.*?)^```$", re.S | re.M)
PYTHON = re.compile(r"^```pycon\n(?P<session>.*?)^```$", re.S | re.M)
# What may differ from one machine or day to the next.
ELLIPSIS = "..."
TIMES = re.compile(r"\d+(?:\.\d+)? seconds")


def commands(text: str) -> list[tuple[str, str]]:
    """Return each command of the README's console blocks with the output printed below it."""
    found = []
    for block in CONSOLE.finditer(text):
        for part in re.split(r"^\$ ", block["session"], flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def run(command: str, folder: Path) -> str:
    """Run an ``argmine`` command as a user would, in a folder where corpora/ lies."""
    words = shlex.split(command)
    assert words[0] == "argmine", f"only argmine commands can be tested: {command}"
    completed = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert completed.returncode == 0, completed.stderr
    return "\n".join(line.rstrip() for line in completed.stdout.splitlines()).strip("\n") + "\n"


def matches(printed: str, real: str) -> bool:
    """Compare output, where a line of dots in the README stands for any lines."""
    pattern = re.escape(TIMES.sub("N seconds", printed.strip("\n"))).replace(re.escape(f"\n{ELLIPSIS}"), r"(?:\n.*)*?")
    return re.fullmatch(pattern, TIMES.sub("N seconds", real.strip("\n"))) is not None


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("readme")
    (path / "corpora").symlink_to(REPOSITORY / "corpora", target_is_directory=True)
    return path


@pytest.mark.parametrize(("command", "output"), commands(README.read_text(encoding="utf-8")))
def test_commands_print_what_the_readme_says(command, output, folder):
    real = run(command, folder)
    if output:
        assert matches(output, real), f"{command} prints:\n{real}"


def test_python_sessions_give_what_the_readme_says(folder, monkeypatch):
    monkeypatch.chdir(folder)
    sessions = "\n".join(block["session"] for block in PYTHON.finditer(README.read_text(encoding="utf-8")))
    test = doctest.DocTestParser().get_doctest(sessions, {}, "README", str(README), 0)
    assert test.examples
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(test)
    assert result.failed == 0


def test_ci_runs_the_test_command_of_the_readme():
    assert re.search(r'^pip install "\.\[test\]" && pytest$', README.read_text(encoding="utf-8"), re.M)
    assert r"^pip install" in (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")


def refresh() -> None:
    """Put the real output of each command into the README, cut where the README cuts it."""
    text = README.read_text(encoding="utf-8")
    for command, output in commands(text):
        real = run(command, REPOSITORY)
        if not output:
            continue
        lines = output.rstrip("\n").split("\n")
        if ELLIPSIS in lines:
            real = "\n".join([*real.split("\n")[: lines.index(ELLIPSIS)], ELLIPSIS]) + "\n"
        text = text.replace(f"$ {command}\n{output}", f"$ {command}\n{real}", 1)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    refresh()
