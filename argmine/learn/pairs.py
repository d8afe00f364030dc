"""Training of the network that reads a position and a claim together (PyTorch; the extra ``argmine[train]``)."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmine.learn._pair_examples import Example, PairData
from argmine.learn.linear import TrainingError
from argmine.positions.reader import MODEL, joined

if TYPE_CHECKING:
    from torch import Tensor

    from argmine.learn._pair_torch import PairModule, Pieces

# Passes over all arguments and key points, then over claims of the kinds that are met in use; the learning rates.
GENERAL_EPOCHS, GENERAL_RATE = 2, 6e-5
OWN_EPOCHS, OWN_RATE = 3, 4e-5
BATCH = 32
WARM_UP = 0.08
SMOOTHING = 0.05
# Examples of like length are read together, from this many batches at a time.
_SORTED_BATCHES = 50
_REPORT_EVERY = 200
SEED = 1
THREADS = 1


def train_pairs(data: PairData, *, folder: Path, report: Callable[[str], None] = lambda _: None) -> None:
    """Fine-tune the encoder and write it into `folder` as ``pairs.onnx`` with its tokenizer and ``pairs.json``.

    The same data, versions and kind of processor give the same weights.

    Raises
    ------
    TrainingError
        If PyTorch or another library of the extra ``argmine[train]`` is not installed.
    """
    try:
        import torch

        from argmine.learn._pair_torch import PairModule
    except ImportError as error:
        raise TrainingError(f"training needs {error.name}; `pip install 'argmine[train]'` installs it") from error
    # The number of threads decides in which order sums are rounded; with one they are the same everywhere.
    torch.set_num_threads(THREADS)
    torch.manual_seed(SEED)
    generator = random.Random(SEED)  # noqa: S311 (examples, no secret)
    module = PairModule()
    general = [_batches(data.general(generator), generator) for _ in range(GENERAL_EPOCHS)]
    _fit(module, general, GENERAL_RATE, report)
    own = [_batches(data.own(generator), generator) for _ in range(OWN_EPOCHS)]
    _fit(module, own, OWN_RATE, report)
    folder.mkdir(parents=True, exist_ok=True)
    module.export(folder, MODEL)
    about = {
        "arguments": len(data.arguments),
        "claim_stance": len(data.claim_stance),
        "key_points": len(data.key_points),
        "articles": len(data.articles),
        "epochs": [GENERAL_EPOCHS, OWN_EPOCHS],
        "rates": [GENERAL_RATE, OWN_RATE],
        "batch": BATCH,
        "seed": SEED,
    }
    (folder / f"{MODEL}.json").write_text(json.dumps(about, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _fit(
    module: PairModule, passes: Sequence[Sequence[Sequence[Example]]], rate: float, report: Callable[[str], None]
) -> None:
    import torch

    optimizer = torch.optim.AdamW(_parameter_groups(module), lr=rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        rate,
        total_steps=sum(map(len, passes)) + 1,
        pct_start=WARM_UP,
        anneal_strategy="linear",
        cycle_momentum=False,
    )
    pieces = _Pieces(module)
    module.train()
    for number, batches in enumerate(passes, start=1):
        total = 0.0
        for step, batch in enumerate(batches, start=1):
            loss = _loss(module.read([pieces.of(example) for example in batch]), batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
            if step % _REPORT_EVERY == 0:
                report(f"pass {number} of {len(passes)}, batch {step} of {len(batches)}: loss {total / step:.3f}")


class _Pieces:
    """The pieces of texts, each text cut once."""

    def __init__(self, module: PairModule) -> None:
        self._tokenizer = module.tokenizer
        self._known: dict[str, list[int]] = {}

    def of(self, example: Example) -> Pieces:
        return joined(self._cut(example.position), self._cut(example.claim))

    def _cut(self, text: str) -> list[int]:
        if text not in self._known:
            self._known[text] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return self._known[text]


def _parameter_groups(module: PairModule) -> list[dict[str, Any]]:
    matrices = [parameter for parameter in module.parameters() if parameter.ndim >= 2]
    others = [parameter for parameter in module.parameters() if parameter.ndim < 2]
    return [{"params": matrices, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}]


def _batches(examples: Sequence[Example], generator: random.Random) -> list[Sequence[Example]]:
    """Return batches of one kind of label, of like length, in random order."""
    found: list[Sequence[Example]] = []
    for chunk in _chunks(examples, BATCH * _SORTED_BATCHES):
        kinds: dict[bool, list[Example]] = defaultdict(list)
        for example in chunk:
            kinds[example.match is None].append(example)
        batches: list[Sequence[Example]] = []
        for kind in sorted(kinds):
            kinds[kind].sort(key=lambda example: (len(example.position) + len(example.claim), example))
            batches += _chunks(kinds[kind], BATCH)
        generator.shuffle(batches)
        found += batches
    return found


def _chunks(items: Sequence[Example], size: int) -> Iterator[Sequence[Example]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _loss(scores: Tensor, batch: Iterable[Example]) -> Tensor:
    import torch
    from torch.nn import functional

    examples = list(batch)
    weights = torch.tensor([example.weight for example in examples])
    if examples[0].match is not None:
        gold = torch.tensor([float(example.match or 0) for example in examples])
        losses = functional.binary_cross_entropy_with_logits(scores[:, 3], gold, reduction="none")
    else:
        sides = torch.tensor([example.side or 0 for example in examples])
        losses = functional.cross_entropy(scores[:, :3], sides, reduction="none", label_smoothing=SMOOTHING)
    return (losses * weights).mean()
