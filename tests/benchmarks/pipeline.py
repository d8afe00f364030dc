"""The cost of argmine as a ratio to spaCy's own parse, in one process.

    python tests/benchmarks/pipeline.py [CORPUS] [--limit N]

CORPUS is anything `argmine run` reads (by default the example corpus, repeated). Prints words a second and the ratio
to a bare ``nlp.pipe`` of the same spaCy model, for each stage and for the whole, and the peak memory.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from argmine import read_corpus
from argmine.codebook import Codebook
from argmine.graph import build_graph
from argmine.pipeline import DEFAULT_MODEL, STAGES, analysis_of, load, make_doc
from argmine.positions import find_positions
from argmine.schema import Document

EXAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "frontier-models"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default=EXAMPLE, type=Path)
    parser.add_argument("--limit", type=int, default=200, help="how many documents (repeated if there are fewer)")
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many rounds is printed")
    options = parser.parse_args()
    documents = list(itertools.islice(itertools.cycle(read_corpus(options.corpus)), options.limit))
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} documents, {words:,} words, {DEFAULT_MODEL}, median of {options.rounds} rounds")
    measure(documents, words, options.rounds)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def measure(documents: Sequence[Document], words: int, rounds: int) -> None:
    """Print a line for the bare parse, each stage added to it, and the corpus level."""
    bare = spacy.load(DEFAULT_MODEL)
    floor = _median(lambda: _exhaust(bare.pipe([document.text for document in documents])), rounds)
    print(f"{'bare nlp.pipe':32}{floor:8.2f} s{words / floor:10,.0f} words/s   1.00")
    before = floor
    for count in range(1, len(STAGES) + 1):
        nlp = load(stages=STAGES[:count])
        seconds = _median(partial(_run, nlp, documents), rounds)
        rate, ratio, added = words / seconds, seconds / floor, seconds - before
        name = f"+ {STAGES[count - 1]}"
        print(f"{name:32}{seconds:8.2f} s{rate:10,.0f} words/s{ratio:7.2f}  ({added:+.2f} s)")
        before = seconds
    claims = [claim for doc in nlp.pipe([make_doc(nlp, d) for d in documents]) for claim in analysis_of(doc).claims]
    codebook = Codebook.default()
    seconds = _median(lambda: find_positions(claims, codebook=codebook), rounds)
    print(f"{f'positions of {len(claims):,} claims':32}{seconds:8.2f} s{'':23}{seconds / floor:7.2f}")
    found = find_positions(claims, codebook=codebook)
    seconds = _median(
        lambda: build_graph(documents, found.claims, found.positions, found.echoes, codebook=codebook), rounds
    )
    print(f"{'argument graph':32}{seconds:8.2f} s{'':23}{seconds / floor:7.2f}")


def _run(nlp: Language, documents: Sequence[Document]) -> None:
    _exhaust(nlp.pipe([make_doc(nlp, document) for document in documents]))


def _exhaust(docs: Iterable[Doc]) -> None:
    for _ in docs:
        pass


def _median(action: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
