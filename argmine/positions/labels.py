"""The sentence that says a position, taken from one of its claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmine.positions.words import stem, stem_list, tokens, word_list

LONGEST = 25
_SHORTEST = 5
# A label of more words is read less willingly.
_PLENTY = 12
_CUT = "…"

_SPACE = re.compile(r"\s+")
_FIGURE = re.compile(r"\d")
_QUOTES = re.compile(r"[\"“”«»„\[\]]|(?<!\w)['‘]|(?<!s)['’](?!\w)|``|''")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_OPENINGS = (
    r"[^\w$€£#]+",
    r"(?-i:[A-Z][A-Z. ]+:)\s+",
    r"(?:and|but|or|nor|because|thus|hence|therefore|whether)\b,?\s+",
    r"(?:that|so|yet)\s+(?=(?:the|an?|it|they|he|she|we|there|these|those|this|our|their|his|its|you|i)\b)",
    r"(?:so|yet|however|moreover|still|again|indeed|instead|meanwhile|also|now|well|look|obviously"
    r"|frankly|basically|actually|of course|as a result|in fact|for example|in addition|at the same time"
    r"|on the other hand|in other words|once again|even so|to be sure|at the end of the day|already|after all"
    r"|simply put|for now|for years|in short|in reality|in truth|put simply|clearly|unfortunately|fortunately|first"
    r"|second|third|finally|otherwise|then|plus|today|right now|overall|in general|either way|sure|yes|no)[,:]\s+",
    r"[^\W_][\w'’ ]{2,24}:\s+(?-i:(?=[A-Z]))",
    r"(?:[\w.]+ percent|most|many|a majority|two.thirds|half) of (?:the )?(?:americans|voters|people|respondents)"
    r"\s+(?:think|believe|say|said|feel|agree)\s+(?:that\s+)?",
    r"now\s+(?=\S+\s+\S+\s+\S)",
    r"(?:so|and so)\s+(?=for\b|as\b|if\b|in\b)",
    r"(?:i|we|you)(?:\s+(?:just|really|also|do|still|all|firmly|strongly))?\s+"
    r"(?:think|believe|know|feel|hope|guess|understand)\s+(?:that\s+)?(?=\S+\s+\S+\s+\S)",
    r"(?:there is no doubt|it is clear|it['’]s clear|the fact is|the bottom line is|the truth is)"
    r"(?:\s+that)?,?\s+",
)
_OPENING = re.compile(rf"^(?:{'|'.join(_OPENINGS)})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-z]{3})[.!?](?=\s+\S)")
_CONTRACTED = re.compile(r"\w'(?:re|ll|ve|d)\b|\b(?:it|he|she|that|there|what|who)'s\b")
# What a sentence says besides: an explanation set off by dashes or commas, or who says it.
_BESIDES = re.compile(
    r"\s+[—–]\s[^—–]+\s[—–](?=\s)"
    r"|,?\s+(?:popularly|better|commonly|also|otherwise)\s+(?:known|called)\s+as\s+[^,.;—–]+,?"
    r"|,\s+(?:of course|too|however|though|for example|in fact|for now|frankly|therefore"
    r"|[\w.]+\s+(?:says?|said|argues?))(?:,|$)",
    re.IGNORECASE,
)
# Where a sentence has said its point: what comes after is a reason, a result or a remark.
_AFTERTHOUGHT = re.compile(
    r"\s*(?:,\s+(?:which|where|who|since|because|meaning|even (?:as|if|though)|although|though|whereas|while"
    r"|according to|including|especially|particularly|such as|not to mention|as well as)\b|\s(?:[—–]+|--)\s|—|;\s)",
    re.IGNORECASE,
)
_TORN = re.compile(
    r"(?<![^\W_])(?-i:[a-z]{2,}[A-Z][a-z])|^\W*(?:million|billion|trillion|percent|(?:the|a|any|their|his|our) need)\b"
    r"|^(?:some|many|most|all|one|both|none|each) of (?:them|these|those|this|it)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"\s*(?:[;:,]\s|—|\s[-–—]+\s|\b(?:because|whereas|although|even though|while)\b)", re.IGNORECASE
)


def condensed(text: str) -> str:
    """Return `text` as one short sentence: no opening words, asides or quotation marks, a full stop."""
    plain = _SPACE.sub(" ", _ASIDE.sub("", _QUOTES.sub("", text))).strip()
    plain = _BESIDES.sub("", plain.rstrip(" .,;:-–—…"))
    previous = ""
    while plain != previous:
        previous, plain = plain, _OPENING.sub("", plain)
    plain = _clipped(plain.rstrip(" .,;:-–—…"))
    if not plain:
        return text.strip()
    return plain[0].upper() + plain[1:] + ("" if plain.endswith(("?", "!", _CUT)) else ".")


def _clipped(text: str) -> str:
    """Return the first sentence of `text`, cut at its last clause that ends within `LONGEST` words."""
    stop = _SENTENCE_END.search(text)
    if stop and text[: stop.start()].count(" ") >= _SHORTEST:
        text = text[: stop.start()]
    point = next((match.start() for match in _AFTERTHOUGHT.finditer(text) if _whole(text[: match.start()])), None)
    text = text[:point]
    words = text.split(" ")
    if len(words) <= LONGEST:
        return text
    limit = len(" ".join(words[:LONGEST]))
    ends = [match.start() for match in _CLAUSE_END.finditer(text, 0, limit + 1)]
    ends = [end for end in ends if text[:end].count(" ") >= _SHORTEST]
    if ends:
        return text[: ends[-1]]
    kept = words[:LONGEST]
    while len(kept) > _SHORTEST and kept[-1].lower() in word_list("unfinished"):
        kept.pop()
    return " ".join(kept).rstrip(" ,;:") + _CUT


def _whole(text: str) -> bool:
    """Return whether the beginning `text` of a sentence is one by itself."""
    words = tokens(text)
    return (
        len(words) > _SHORTEST
        and words[0] not in word_list("fragment")
        and not word_list("finite").isdisjoint(words[1:])
    )


def quality(text: str, terms: Sequence[str] = ()) -> float:
    """Return how well the claim `text` reads as a proposition about `terms`: 0 is plain, more is better."""
    sentence = condensed(text)
    words = tokens(sentence)
    if len(words) < 3:
        return -1.0
    rest = frozenset(words[1:])
    stems = {stem(word) for word in words}
    wanted = {stem(word) for term in terms for word in term.split()}
    score = 0.20 * len(wanted & stems) / max(1, len(wanted)) - _start_penalty(words) - _no_verb_penalty(words)
    score += 0.05 if stems & (stem_list("evaluative") | stem_list("action")) else 0.0
    score += 0.15 if rest & word_list("normative") else 0.10 * bool(rest & word_list("predicting"))
    score -= 0.10 * len(rest & word_list("pronouns")) + 0.06 * len(rest & word_list("speaking"))
    score -= 0.06 * bool(rest & word_list("negators")) + 0.10 * bool(_FIGURE.search(sentence))
    score -= 0.04 * sentence.count(",") + 0.05 * bool(rest & word_list("narrating"))
    score -= 0.40 if "?" in text or sentence.endswith(_CUT) or words[-1] in word_list("unfinished") else 0.0
    score -= 0.40 if _TORN.search(sentence) else 0.0
    return score - 0.03 * max(0, 6 - len(words)) - 0.015 * max(0, len(words) - _PLENTY)


def _no_verb_penalty(words: Sequence[str]) -> float:
    """Return what a text loses that shows no finite verb before its first relative clause."""
    clause = next((i for i, word in enumerate(words) if i > 0 and word in word_list("relative")), len(words))
    main = words[1:clause]
    if not word_list("finite").isdisjoint(main) or _CONTRACTED.search(" ".join(words[:clause])):
        return 0.0
    verbs = stem_list("action") | stem_list("bare")
    return 0.15 if any(stem(word) in verbs and word.endswith(("s", "ed")) for word in main) else 0.60


def _start_penalty(words: Sequence[str]) -> float:
    first, second = words[:2]
    if first in word_list("dangling"):
        return 0.40
    if first in word_list("fragment") or first in word_list("finite"):
        return 0.45
    if first in word_list("speaking"):
        return 0.10 if first in {"we", "we're", "we've", "our"} else 0.25
    # A bare verb first is an order or a torn-off predicate ("reduce the deficit").
    bare = stem(first) in stem_list("action") | stem_list("bare")
    verb = not first.endswith(("ing", "ion", "s", "ment", "al")) and second not in word_list("finite")
    return 0.35 if bare and verb else 0.0
