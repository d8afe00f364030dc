"""The cost of the positions of a corpus as it grows.

    python tests/benchmarks/positions.py [RUN] [--claims N ...]

Makes corpora of N claims (1,000 to 300,000) from templates, or from the claims of the run folder RUN with other names
put in, finds their positions, and prints processor seconds, those for a thousand claims, how many positions were found
and the peak memory so far.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from argmine import open_run
from argmine.codebook import Codebook
from argmine.positions import find_positions
from argmine.schema import Claim, Speaker, content_id

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000)
CLAIMS_A_DOCUMENT = 20
SIDES = (
    "The {policy} {would} {verb} {who} {where}.",
    "{Who} {where} cannot afford the {policy}.",
    "The {policy} should be {done} before it {would} {verb} {who}.",
    "Without the {policy}, {who} {where} would be left with nothing.",
    "It is a mistake to think that the {policy} {would} {verb} anybody but {who}.",
)
WORDS = {
    "policy": [f"{a} {b}" for a in ("harbour", "grain", "water", "data", "road") for b in ("levy", "code", "grant")],
    "would": ["would", "will", "could", "may"],
    "verb": ["ruin", "help", "protect", "slow down", "bankrupt", "unite", "shield"],
    "who": ["farmers", "ferry crews", "schools", "small towns", "hospitals", "tenants", "nurses", "millers"],
    "where": ["in the north", "along the coast", "this winter", "near the border", "for a generation"],
    "done": ["repealed", "adopted", "delayed", "widened", "funded"],
}
PLACES = ("Ashby", "Birchford", "Elmton", "Oakham", "Pinewick", "Rowanby", "Thornford", "Yewton")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", nargs="?", type=Path, help="a run folder to take claims from")
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES, help="how many claims")
    options = parser.parse_args()
    texts: dict[str, list[str]] = {}
    for claim in open_run(options.run).claims() if options.run else ():
        texts.setdefault(claim.document, []).append(claim.text)
    print(f"{'claims':>9}{'seconds':>10}{'a thousand':>12}{'positions':>11}{'peak MB':>10}")
    for size in options.claims:
        claims = list(itertools.islice(made(list(texts.values())), size))
        start = time.process_time()
        found = find_positions(claims, codebook=Codebook.default())
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:9,}{seconds:10.1f}{1000 * seconds / size:12.2f}{len(found.positions):11,}{peak:10,.0f}", flush=True
        )


def made(originals: Sequence[Sequence[str]]) -> Iterator[Claim]:
    """Yield claims without end, the same ones every time; each document is of one policy or one of `originals`."""
    chance = random.Random(0)  # noqa: S311
    for number in itertools.count():
        document = content_id("document", number)
        town = f"{chance.choice(PLACES)} {number % 997}"
        if originals:
            texts = [f"{text.rstrip('. ')}, as {town} found." for text in originals[number % len(originals)]]
        else:
            words = {"policy": chance.choice(WORDS["policy"])}
            texts = [_sentence(chance, words, town) for _ in range(CLAIMS_A_DOCUMENT)]
        for place, text in enumerate(texts):
            yield Claim(
                id=content_id(document, place),
                document=document,
                start=place * 400,
                end=place * 400 + len(text),
                text=text,
                kind="direct",
                speaker=Speaker(id=content_id(town, place % 5), name=f"Speaker {place % 5} of {town}"),
            )


def _sentence(chance: random.Random, words: dict[str, str], town: str) -> str:
    chosen = {name: chance.choice(several) for name, several in WORDS.items()} | words
    return chance.choice(SIDES).format(Who=chosen["who"].capitalize(), **chosen).rstrip(".") + f", as {town} found."


if __name__ == "__main__":
    main()
