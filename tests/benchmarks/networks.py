"""What discourse networks of a million statements cost: ``python tests/benchmarks/networks.py``.

The statements are made up: 20,000 speakers of 2,000 organisations on 2,000 positions in 100,000 documents over ten
years, with the skew that real ones have. They are read from Parquet tables by DuckDB, as a run's are.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from argmine.codebook import Codebook
from argmine.graph.networks import NetworkSettings, Statements, network, networks


def main() -> None:
    """Print a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    wanted = parser.parse_args().statements
    with TemporaryDirectory() as folder:
        _write_tables(Path(folder), wanted)
        run: Any = _run(Path(folder))
        statements = _timed("read the statements", lambda: Statements.of_run(run))
        two_mode = NetworkSettings()
        _timed("two-mode, subtract", lambda: network(statements, two_mode))
        people = NetworkSettings(
            mode="one-mode", aggregation="congruence", normalisation="average", only=_some(statements)
        )
        _timed("one-mode of speakers over 50 positions, average", lambda: network(statements, people))
        bodies = NetworkSettings(mode="one-mode", rows="organisation", aggregation="subtract", normalisation="cosine")
        _timed("one-mode of organisations, cosine", lambda: network(statements, bodies))
        months = NetworkSettings(window="months", duplicates="document")
        _timed("120 two-mode networks, month by month", lambda: list(networks(statements, months)))


def _some(statements: Statements) -> dict[str, frozenset[str]]:
    return {"position": frozenset(statements.columns["position"].ids[-50:])}


def _timed(what: str, call: Callable[[], Any]) -> Any:
    started = time.process_time()
    found = call()
    seconds = time.process_time() - started
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    size = f"{found.matrix.nnz:,} ties" if hasattr(found, "matrix") else f"{len(found):,}"
    print(f"{what:50} {seconds:7.1f} s  {gigabytes:5.1f} GB at most  {size}")
    return found


def _write_tables(folder: Path, wanted: int) -> None:
    rng = np.random.default_rng(0)
    documents, speakers, positions = 100_000, 20_000, 2_000
    day = np.datetime64("2010-01-01") + rng.integers(0, 3650, documents)
    document = rng.integers(0, documents, wanted)
    speaker = (speakers * rng.random(wanted) ** 3).astype(int)
    position = (positions * rng.random(wanted) ** 2).astype(int)
    text = pa.array(["A claim of some length, as they are in articles."] * wanted)
    _write(
        folder / "claims",
        id=np.arange(wanted).astype(str),
        document=document.astype(str),
        start=np.zeros(wanted, dtype=int),
        end=np.ones(wanted, dtype=int),
        text=text,
        speaker=speaker.astype(str),
        speaker_name=speaker.astype(str),
        position=position.astype(str),
        polarity=np.where(rng.random(wanted) < 0.6, "support", "attack"),
        **{name: np.full(wanted, "x") for name in ("organisation", "role", "stance", "kind", "type", "cue_kind")},
        **{name: rng.random(wanted) for name in ("confidence", "position_confidence", "polarity_confidence")},
    )
    numbers = {"documents": documents, "speakers": speakers, "positions": positions}
    ids = {name: np.arange(number).astype(str) for name, number in numbers.items()}
    _write(
        folder / "documents",
        id=ids["documents"],
        title=ids["documents"],
        date=day.astype(str),
        extra=pa.array(
            [[("section", str(number % 9))] for number in range(documents)], pa.map_(pa.string(), pa.string())
        ),
        **{name: np.full(documents, "x") for name in ("outlet", "author")},
    )
    _write(
        folder / "speakers",
        id=ids["speakers"],
        name=ids["speakers"],
        organisation=(np.arange(speakers) % 2_000).astype(str),
        **{name: np.full(speakers, "x") for name in ("role", "stance")},
    )
    _write(
        folder / "positions",
        id=ids["positions"],
        text=ids["positions"],
        **{name: np.full(positions, "x") for name in ("issue", "issue_text")},
    )


def _write(path: Path, **columns: Any) -> None:
    pq.write_table(pa.table(columns), path.with_suffix(".parquet"))


def _run(folder: Path) -> SimpleNamespace:
    connection = duckdb.connect()
    for table in ("claims", "documents", "speakers", "positions"):
        connection.read_parquet(str(folder / f"{table}.parquet")).create_view(table)
    return SimpleNamespace(codebook=Codebook.default(), query=connection.sql)


if __name__ == "__main__":
    main()
