"""Training of the attribution network (PyTorch; the extra ``argmine[train]``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from spacy.strings import StringStore

from argmine.corpus.layout import blocks
from argmine.learn.attribution_gold import AttributedText
from argmine.learn.linear import TrainingError
from argmine.models.network import NetworkWeights, load_network
from argmine.pipeline import AttributionModel, load
from argmine.pipeline.attribution import find_quotations
from argmine.pipeline.attribution.network import LABELS, Vocabulary
from argmine.pipeline.attribution.words import COLUMNS, PLAIN_MARKS, Ints, Words, words_of
from argmine.schema import Span

if TYPE_CHECKING:
    import torch

    from argmine.learn._attribution_torch import AttributionModule
    from argmine.learn._word_encoder import TrainableEncoder

# How often a value must occur in the training articles to get an embedding of its own.
_LEAST_SEEN = {"lemma": 3, "lower": 3, "shape": 10, "suffix": 5, "tag": 1, "dep": 1, "ent_type": 1}
# Cues are few beside the labels of their words, and everything depends on them.
_CUE_WEIGHT = 2.0
_LONGEST_STEP = 5.0
_SEED = 0
# The reliability of the confidence is told by five-fold cross-validation.
_FEWEST_HELD_OUT = 5
_DECAY = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a network is trained: passes over the articles, words in a batch, units and highest learning rates."""

    epochs: int
    batch_words: int
    width: int
    pair_width: int
    rate: float
    encoder_rate: float = 0.0


FAST = Recipe(epochs=9, batch_words=2500, width=128, pair_width=96, rate=2e-3)
ACCURATE = Recipe(epochs=4, batch_words=1500, width=160, pair_width=128, rate=1.5e-3, encoder_rate=1.5e-4)


@dataclass(frozen=True, slots=True)
class Examples:
    """The words of all training articles, their texts, and for each gold cue the labels of its block's words."""

    words: Words
    texts: Sequence[str]
    gold: Mapping[int, Ints]
    vocabulary: Vocabulary


def examples_of(articles: Sequence[AttributedText]) -> Examples:
    """Parse annotated articles and carry their annotation over to words."""
    nlp = load(stages=("argmine_layout",))
    docs = list(nlp.pipe(article.text for article in articles))
    paragraphs = [blocks(article.text) for article in articles]
    quotations = [find_quotations(article.text, found) for article, found in zip(articles, paragraphs, strict=True)]
    words = words_of(docs, paragraphs, quotations)
    ends = np.searchsorted(words.doc, np.arange(len(docs) + 1))
    gold = {
        anchor: labels
        for i, article in enumerate(articles)
        for anchor, labels in _labels(article, words, int(ends[i]), int(ends[i + 1]))
    }
    texts = [docs[doc][token].text for doc, token in zip(words.doc.tolist(), words.token.tolist(), strict=True)]
    strings = nlp.vocab.strings
    for mark in PLAIN_MARKS:
        strings.add(mark)
    return Examples(words, texts, gold, _vocabulary(words, strings))


def _labels(article: AttributedText, words: Words, begin: int, end: int) -> Iterator[tuple[int, Ints]]:
    """Yield the word that anchors each attribution of the words from `begin` to `end`, and its block's labels.

    A cue of several words is anchored at its head; where it has several, at the one that the lexicon knows.
    """
    starts, ends = words.start[begin:end], words.end[begin:end]

    def touched(spans: Sequence[Span]) -> Ints:
        runs = [
            np.arange(np.searchsorted(ends, first, side="right"), np.searchsorted(starts, last))
            for first, last in spans
        ]
        return begin + np.unique(np.concatenate(runs)) if runs else np.empty(0, dtype=np.int64)

    taken: set[int] = set()
    for attribution in article.attributions:
        cue = touched(attribution.cue)
        heads = words.ancestors[1][cue]
        tops = cue[(heads == cue) | ~np.isin(heads, cue)]
        if not len(tops):
            continue
        anchor = int(next((top for top in tops if words.cue[top, -1]), tops[0]))
        if anchor in taken:
            continue
        taken.add(anchor)
        low, high = words.low[anchor], words.high[anchor]
        labels = np.zeros(high - low, dtype=np.int64)
        for name in ("content", "source", "cue"):
            inside = touched(getattr(attribution, name))
            labels[inside[(inside >= low) & (inside < high)] - low] = LABELS.index(name)
        yield anchor, labels


def _vocabulary(words: Words, strings: StringStore) -> Vocabulary:
    values: dict[str, list[str]] = {}
    for i, column in enumerate(COLUMNS):
        hashes, counts = np.unique(words.hashes[:, i], return_counts=True)
        often = hashes[counts >= _LEAST_SEEN[column]].tolist()
        values[column] = sorted(strings[value] if value else "" for value in often)
    return Vocabulary(values)


def train_model(
    articles: Sequence[AttributedText],
    held_out: Sequence[AttributedText],
    kind: AttributionModel,
    *,
    folder: Path,
    report: Callable[[str], None] = print,
) -> NetworkWeights:
    """Train, calibrate and save the model `kind`: all that ships of it is written into `folder`.

    Raises
    ------
    TrainingError
        If PyTorch or the pretrained encoder is not installed; the message says what to install.
    """
    from argmine.learn.attribution_calibration import calibrate

    if len(held_out) < _FEWEST_HELD_OUT:
        raise TrainingError(f"{len(held_out)} texts are too few to fit the confidence on; hold out {_FEWEST_HELD_OUT}")
    folder.mkdir(parents=True, exist_ok=True)
    name = f"attribution_{kind}"
    try:
        import torch

        # Sums of floats depend on how many threads share them.
        torch.set_num_threads(1)
        torch.manual_seed(_SEED)
        trainable, encoder = None, None
        if kind == "accurate":
            # All that the export needs is asked for now, not after an hour of training.
            from argmine.learn import _quantize  # noqa: F401
            from argmine.learn._word_encoder import TrainableEncoder
            from argmine.pipeline.attribution.encoder import WordEncoder

            trainable = TrainableEncoder()
    except ImportError as error:
        raise TrainingError(f"training needs {error.name}; `pip install 'argmine[train]'` installs it") from error
    recipe = FAST if trainable is None else ACCURATE
    weights = train_attribution(examples_of(articles), recipe, encoder=trainable, report=report)
    if trainable is not None:
        trainable.export(folder, name)
        encoder = WordEncoder(folder, name)
    weights.save(folder, name)
    # Calibrated as it will be used: with the weights in half precision and the encoder in 8 bits.
    weights = calibrate(load_network(name, folder), held_out, encoder=encoder)
    weights.save(folder, name)
    return weights


def train_attribution(
    examples: Examples,
    recipe: Recipe,
    *,
    encoder: TrainableEncoder | None = None,
    report: Callable[[str], None] = print,
) -> NetworkWeights:
    """Train the network on one core, so that the same data gives the same weights.

    Parameters
    ----------
    examples
        What `examples_of` made of the annotated articles.
    recipe
        `FAST`, or `ACCURATE` with an `encoder`.
    encoder
        A pretrained encoder whose word vectors the network reads too; it is trained along, in place.
    report
        Gets a line after each pass over the articles.
    """
    import torch

    from argmine.learn._attribution_torch import AttributionModule

    torch.manual_seed(_SEED)
    random = np.random.default_rng(_SEED)
    module = AttributionModule(
        examples.vocabulary.sizes,
        width=recipe.width,
        pair_width=recipe.pair_width,
        vectors=encoder.dimensions if encoder is not None else 0,
    )
    low = np.unique(examples.words.low)
    steps = recipe.epochs * len(_batches(examples.words, low, recipe.batch_words))
    optimizer, schedule = _optimizer(module, encoder, recipe, steps)
    for epoch in range(recipe.epochs):
        lost = np.zeros(2)
        for batch in _batches(examples.words, random.permutation(low), recipe.batch_words):
            of_cues, of_labels, cues = _losses(module, encoder, examples, batch, random)
            optimizer.zero_grad()
            ((_CUE_WEIGHT * of_cues + of_labels) / (cues + 1)).backward()
            torch.nn.utils.clip_grad_norm_(
                [p for group in optimizer.param_groups for p in group["params"]], _LONGEST_STEP
            )
            optimizer.step()
            schedule.step()
            lost += [of_cues.item(), of_labels.item()]
        report(f"epoch {epoch + 1} of {recipe.epochs}: loss {lost[0]:.0f} for cues, {lost[1]:.0f} for labels")
    module.eval()
    about = {"vocabulary": examples.vocabulary.values, "recipe": asdict(recipe), "attributions": len(examples.gold)}
    return NetworkWeights(module.arrays(), about)


def _batches(words: Words, low: Ints, size: int) -> list[Ints]:
    """Cut blocks into batches of about `size` words; about as many whatever their order."""
    ends = np.cumsum(words.high[low] - low)
    return [batch for batch in np.split(low, np.searchsorted(ends, np.arange(size, ends[-1], size))) if len(batch)]


def _losses(
    module: AttributionModule,
    encoder: TrainableEncoder | None,
    examples: Examples,
    batch: Ints,
    random: np.random.Generator,
) -> tuple[torch.Tensor, torch.Tensor, int]:
    kept = np.concatenate([np.arange(low, examples.words.high[low]) for low in batch])
    words = examples.words.at(kept)
    place = {int(old): new for new, old in enumerate(kept)}
    gold = {place[anchor]: labels for anchor, labels in examples.gold.items() if anchor in place}
    codes = examples.vocabulary.codes(words.hashes)
    vectors = encoder([examples.texts[i] for i in kept], words.low) if encoder is not None else None
    module.train()
    return *module.losses(words, codes, gold, random, vectors), len(gold)


def _optimizer(
    module: AttributionModule, encoder: TrainableEncoder | None, recipe: Recipe, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    import torch

    groups = [{"params": list(module.parameters()), "weight_decay": _DECAY}]
    rates = [recipe.rate]
    if encoder is not None:
        matrices = [p for p in encoder.parameters() if p.ndim > 1]
        vectors = [p for p in encoder.parameters() if p.ndim < 2]
        groups += [{"params": matrices, "weight_decay": _DECAY}, {"params": vectors, "weight_decay": 0.0}]
        rates += [recipe.encoder_rate, recipe.encoder_rate]
    optimizer = torch.optim.AdamW(groups, lr=recipe.rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        rates,
        total_steps=steps + 1,
        pct_start=0.08,
        anneal_strategy="linear" if encoder is not None else "cos",
        cycle_momentum=False,
    )
    return optimizer, schedule
