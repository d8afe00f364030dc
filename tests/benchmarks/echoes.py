"""The cost of echoes by the number of claims, which should grow with it and no faster.

    python tests/benchmarks/echoes.py [--sizes 1000 10000 100000 300000]

The claims are invented: words drawn as often as in real text, 24 claims a document; of a hundred claims eight repeat
another word for word, four with words left out, one is a slogan that hundreds say, and one document in fifty is a copy
of another. Prints seconds of processor time (so that other work on the machine does not count)
for the vectors of the claims and for their echoes, the number of echoes and the peak memory.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from itertools import accumulate

from argmine.positions.echoes import link
from argmine.positions.embed import text_vectors
from argmine.schema import Claim, content_id

CLAIMS_A_DOCUMENT = 24
VOCABULARY = 40_000
SLOGAN = "Build the northern railway now and let the valleys breathe again."
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many claims")
    print(f"{'claims':>9}{'vectors':>12}{'echoes':>12}{'µs a claim':>12}{'found':>10}{'wire':>8}{'peak':>12}")
    link(invented(100), text_vectors([claim.text for claim in invented(100)]))
    for size in parser.parse_args().sizes:
        claims = invented(size)
        start = time.process_time()
        vectors = text_vectors([claim.text for claim in claims])
        embedded = time.process_time()
        echoes = link(claims, vectors)
        done = time.process_time()
        seconds, wire = done - embedded, sum(echo.wire for echo in echoes)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:9,}{embedded - start:10.1f} s{seconds:10.1f} s{seconds / size * 1e6:12.0f}"
            f"{len(echoes):10,}{wire:8,}{peak:9,.0f} MB",
            flush=True,
        )


def invented(size: int) -> list[Claim]:
    """Return `size` claims in reading order, the same ones each time."""
    chance = random.Random(size)  # noqa: S311
    words = [f"{a}{b}{c}" for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES][:VOCABULARY]
    chance.shuffle(words)
    often = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    claims: list[Claim] = []
    texts: list[str] = []
    while len(claims) < size:
        document = f"{len(claims) // CLAIMS_A_DOCUMENT:07}"
        if len(texts) > CLAIMS_A_DOCUMENT and chance.random() < 0.02:
            first = chance.randrange(len(texts) // CLAIMS_A_DOCUMENT) * CLAIMS_A_DOCUMENT
            story = texts[first : first + CLAIMS_A_DOCUMENT]
        else:
            story = [_said(chance, texts, words, often) for _ in range(CLAIMS_A_DOCUMENT)]
        texts += story
        claims += [_claim(document, place, text) for place, text in enumerate(story)]
    return claims[:size]


def _said(chance: random.Random, texts: list[str], words: list[str], often: list[float]) -> str:
    which = chance.random()
    if which < 0.01:
        return SLOGAN
    if texts and which < 0.13:
        text = chance.choice(texts)
        return text if which < 0.09 else " ".join(text.split()[: chance.randint(8, 14)])
    return " ".join(chance.choices(words, cum_weights=often, k=chance.randint(8, 32)))


def _claim(document: str, place: int, text: str) -> Claim:
    start = place * 1000
    id_ = content_id(document, start)
    return Claim(id=id_, document=document, start=start, end=start + len(text), text=text, kind="authorial")


_SYLLABLES = [f"{a}{b}" for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u")][:36]


if __name__ == "__main__":
    main()
