"""The real pipeline gives the same bytes in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = """Regulators want to cap fees on card payments, and shops are split over the plan.

"A cap would cut what we pay for every single sale," said Tom Baker, who runs four hardware stores. The Bankers
League warned that a cap would end free accounts and "punish the very people it is meant to help."

While the regulator maintains that fees have doubled in ten years, consumer groups argue that the cap comes far
too late. One analyst said both sides overstate what the cap could do.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"{ARTICLE}\nDay {number} of the debate.\n", encoding="utf-8")
    return folder


def test_tables_are_the_same_bytes_in_another_process(corpus: Path, tmp_path: Path) -> None:
    tables = []
    for seed in ("1", "2"):
        out = tmp_path / f"run-{seed}"
        command = [sys.executable, "-m", "argmine", "run", str(corpus), "-o", str(out), "--quiet"]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        tables.append({file.name: file.read_bytes() for file in out.glob("*.parquet")})
    assert len(tables[0]) == 7
    assert tables[0] == tables[1]
