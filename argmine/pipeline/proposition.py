"""What type of proposition a claim is: policy, value, fact or testimony.

The types are those of Park and Cardie, "A Corpus of eRulemaking User Comments for Measuring Evaluability of
Arguments" (LREC 2018), with announced intentions among the policies. The named features are of grammar, not of
topics: who is the subject, mood and tense of the predicate, how the claim is reported, and words other than nouns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from argmine.models import load_linear
from argmine.models.embedding import embed
from argmine.pipeline._tokens import tokens_touched
from argmine.schema import Claim

MODEL = "propositions"

# How much the embedding of the words counts beside the features, each of which is 0 or 1.
_EMBEDDING_SCALE = 2.0
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CLOSED = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ"})
_AMOUNTS = frozenset({"MONEY", "PERCENT", "CARDINAL", "QUANTITY"})
_PERSONS = {
    "I": frozenset({"i", "me", "my", "mine", "myself"}),
    "we": frozenset({"we", "us", "our", "ours", "ourselves"}),
    "you": frozenset({"you", "your", "yours", "yourself"}),
    "they": frozenset({"he", "she", "they", "him", "her", "them", "his", "their"}),
}
_SPEAKING = frozenset({"I", "we"})
# As what a demand, a plan, a side taken and a judgement begin, whether in the claim or before it.
_ACTS = {
    "ask": "advise advocate appeal ask beg campaign challenge demand encourage implore insist instruct invite "
    "lobby order petition plead press propose push recommend request require suggest urge",
    "plan": "agree aim commit consider decide determine expect intend offer pledge plan prepare promise refuse seek "
    "threaten try vow",
    "side": "back endorse favor favour hope like need oppose prefer reject resist support want welcome wish",
    "judge": "accuse attack blame brand call cast characterize condemn criticize decry defend denounce deride describe "
    "dismiss dub fault fear frame hail label mock paint portray praise regard see slam tout view",
    "think": "agree believe disagree doubt feel find guess imagine know suppose suspect think understand",
    # What governments, parties and those they deal with do to a measure; ahead of them it is a plan.
    "do": "announce appeal ban block challenge delay drop enforce extend fight file hold impose introduce issue launch "
    "lift oppose pass press protest pull pursue reconsider reintroduce repeal replace retaliate reverse review revise "
    "rewrite roll scrap sign strike sue suspend veto vote withdraw",
}
_ACTS_OF = {
    lemma: tuple(act for act, lemmas in _ACTS.items() if lemma in lemmas.split())
    for lemma in " ".join(_ACTS.values()).split()
}
# What "I will" becomes when another reports it.
_BACKSHIFTED = {"would": "will", "might": "may", "could": "can"}
_SIGNS = {
    "condition": frozenset({"if", "when", "unless", "without"}),
    "reason": frozenset({"because", "since", "therefore", "thus", "so"}),
    "contrast": frozenset({"but", "however", "although", "though", "yet", "instead"}),
    "degree": frozenset("very too so extremely really quite highly just simply merely clearly obviously truly".split()),
    "quantity": frozenset(
        "average billion billions double dozen dozens fewer half hundred hundreds majority many million millions most "
        "percent quarter third thousand thousands triple twice".split()
    ),
    "every": frozenset("every all always never nobody none nothing anyone everyone everybody only".split()),
}


def proposition_types(docs: Sequence[Doc], claims: Sequence[Sequence[Claim]]) -> list[str | None]:
    """Return the type of each claim of each document, in order.

    Parameters
    ----------
    docs
        Parsed documents.
    claims
        The claims of each of them.

    Returns
    -------
    list of str or None
        ``policy``, ``value``, ``fact`` or ``testimony``; None for a claim without a word.
    """
    rows, dense = proposition_inputs(docs, claims)
    model = load_linear(MODEL)
    best = model.probabilities(rows, dense).argmax(axis=1)
    return [model.classes[k] if row else None for row, k in zip(rows, best.tolist(), strict=True)]


def proposition_inputs(
    docs: Sequence[Doc], claims: Sequence[Sequence[Claim]]
) -> tuple[list[dict[str, float]], NDArray[np.float32]]:
    """Return what the model reads: the named features of each claim of each document, and its embedding."""
    rows = [row for doc, found in zip(docs, claims, strict=True) for row in proposition_features(doc, found)]
    dense = embed([claim.text for found in claims for claim in found])
    return rows, np.float32(_EMBEDDING_SCALE) * dense


def proposition_features(doc: Doc, claims: Iterable[Claim]) -> list[dict[str, float]]:
    """Return the named features of each claim of `doc`, none for a claim without a word."""
    rows: list[dict[str, float]] = []
    for claim in claims:
        tokens = [token for token in tokens_touched(doc, (claim.start, claim.end)) if not token.is_space]
        if not any(token.is_alpha for token in tokens):
            rows.append({})
            continue
        root = _root(tokens)
        names = {
            *_of_predicate(root, tokens, doc, claim),
            *_of_clauses(root, tokens),
            *_of_signs(tokens),
            *_of_words(tokens),
            *_of_cue(doc, claim),
        }
        rows.append(dict.fromkeys(names, 1.0))
    return rows


def _root(tokens: Sequence[Token]) -> Token:
    """Return the first of the predicates that hang on nothing inside the claim, or what else stands for one.

    A reported claim is cut out of its sentence, so that its full stop and its adverbs hang on the cue as its verb does.
    """
    first, last = tokens[0].i, tokens[-1].i
    heads = [token for token in tokens if not first <= token.head.i <= last or token.head == token]
    return max(heads or tokens, key=lambda token: (_is_finite(token), token.pos_ == "VERB", token.pos_ in _NOUNS))


def _is_finite(token: Token) -> bool:
    return token.tag_ in _FINITE or any(
        child.tag_ in _FINITE for child in token.children if child.dep_ in {"aux", "auxpass"}
    )


def _form(root: Token) -> str:
    """Return what the claim is: a sentence, or the infinitive, gerund or noun that a cue asks for."""
    if _is_finite(root):
        return "finite"
    if root.pos_ in _NOUNS:
        return "noun"
    return {"VB": "infinitive", "VBG": "gerund"}.get(root.tag_, "other")


def _of_predicate(root: Token, tokens: Sequence[Token], doc: Doc, claim: Claim) -> Iterator[str]:
    reported = claim.kind in {"indirect", "mixed"} and bool(claim.cue)
    tense, modal = _tense(root)
    if reported and modal is not None:
        modal = _BACKSHIFTED.get(modal, modal)
    subject = next((c for c in root.children if c.dep_ in _SUBJECTS and tokens[0].i <= c.i <= tokens[-1].i), None)
    who = "nobody" if subject is None else _person(subject)
    negated = "not " if any(child.dep_ == "neg" for child in root.children) else ""
    lemma = root.lemma_.lower()
    yield from (f"form {_form(root)}", f"tense {tense}", f"subject {who}", f"subject {who} {tense}")
    if root.pos_ not in _NOUNS:
        yield f"root {lemma}"
    if modal is not None:
        yield from (f"modal {modal}", f"modal {modal} {who}", f"modal {negated}{modal}")
    if negated:
        yield from ("negated", f"negated {tense}")
    if any(child.dep_ == "auxpass" for child in root.children):
        yield from ("passive", f"passive {modal or tense}")
    if tense == "bare" and subject is None:
        yield "bare without a subject"
    # In "he said he would veto it" he is most often the speaker, as "I" is in "I will veto it".
    speaking = who in _SPEAKING or (reported and (who == "they" or _is_source(subject, doc, claim)))
    if speaking:
        yield from ("speaking", f"speaking {tense}", f"speaking {negated}{modal or lemma}")
    for act in _acts(root):
        yield f"act {act}"
        yield f"act do {modal or tense}" if act == "do" else f"act {act} {'speaking' if speaking else 'other'}"
    if any(child.dep_ == "xcomp" and child.tag_ == "VB" for child in root.children):
        yield from (f"to do {lemma}", f"to do {negated}{'speaking' if speaking else 'other'}")
    if lemma == "be":
        yield from _of_complement(root, who)


def _is_source(subject: Token | None, doc: Doc, claim: Claim) -> bool:
    """Tell whether a subject is who is reported: named again, or the "it" of one organisation."""
    source = [token for token in tokens_touched(doc, claim.source[0]) if token.is_alpha] if claim.source else []
    if subject is None or not source:
        return False
    if subject.lower_ == "it":
        head = _root(source)
        return head.tag_ in {"NN", "NNP"} and head.ent_type_ != "PERSON"
    names = {token.lemma_.lower() for token in source if token.pos_ in {"NOUN", "PROPN"}}
    return subject.pos_ in {"NOUN", "PROPN"} and subject.lemma_.lower() in names


def _of_complement(root: Token, who: str) -> Iterator[str]:
    complement = next((c for c in root.children if c.dep_ in {"acomp", "attr", "prep", "oprd"}), None)
    if complement is not None:
        yield from (f"be {complement.dep_}", f"be {complement.tag_}", f"be {complement.dep_} {who}")
        if any(child.tag_ == "VB" for child in complement.children):
            yield from (f"to do {complement.lemma_.lower()}", f"to do {complement.tag_}")


def _of_clauses(root: Token, tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
            tense, modal = _tense(token)
            yield f"any {tense}"
            if modal is not None:
                yield f"any modal {modal}"
            if token is not root:
                subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
                if subject is not None and subject.pos_ == "PRON":
                    yield f"inner {_person(subject)} {tense}"


def _of_signs(tokens: Sequence[Token]) -> Iterator[str]:
    words = {token.lower_ for token in tokens}
    entities = {token.ent_type_ for token in tokens}
    tags = {token.tag_ for token in tokens}
    persons = [name for name, forms in _PERSONS.items() if words & forms]
    yield from (f"has {name}" for name in persons)
    if "VBD" in tags and not _SPEAKING.isdisjoint(persons):
        yield "speaking of the past"
    yield from (f"sign {name}" for name, list_ in _SIGNS.items() if words & list_)
    if entities & _AMOUNTS or any(token.like_num for token in tokens):
        yield "number"
    if entities & {"DATE", "TIME"}:
        yield "date"
    if entities & {"ORG", "PERSON", "GPE", "LAW", "NORP"}:
        yield "name"
    if tags & {"JJR", "RBR"}:
        yield "comparative"
    if tags & {"JJS", "RBS"}:
        yield "superlative"
    yield from (f"mark {mark}" for mark in "?!" if mark in words)
    yield f"qualities {min(3, sum(token.pos_ in {'ADJ', 'ADV'} for token in tokens))}"
    yield f"length {min(6, len(tokens).bit_length())}"


def _of_words(tokens: Sequence[Token]) -> Iterator[str]:
    yield f"first {_as_pattern(tokens[0])}"
    yield f"first tag {tokens[0].tag_}"
    for token in tokens:
        if token.pos_ in {"VERB", "ADJ", "ADV"}:
            yield f"word {token.lemma_.lower()}"
        elif token.pos_ not in {"NOUN", "PROPN", "NUM", "PUNCT", "SYM", "X"}:
            yield f"word {token.lower_}"
    for one, other in pairwise(tokens):
        if one.pos_ in _CLOSED or other.pos_ in _CLOSED:
            yield f"pair {_as_pattern(one)} {_as_pattern(other)}"


def _as_pattern(token: Token) -> str:
    return token.tag_ if token.pos_ in {"NOUN", "PROPN", "NUM"} else token.lower_


def _of_cue(doc: Doc, claim: Claim) -> Iterator[str]:
    """Yield what a reporting verb makes of the claim: "[the union] demanded a vote" is its "we demand a vote"."""
    if claim.cue:
        cue = _root(list(tokens_touched(doc, claim.cue[0])))
        yield from (f"act {act} speaking" for act in _acts(cue) if act not in {"think", "do"})


def _acts(verb: Token) -> tuple[str, ...]:
    lemma = verb.lemma_.lower()
    if lemma == "call" and any(child.lower_ in {"for", "on", "upon"} for child in verb.children):
        return ("ask",)
    return _ACTS_OF.get(lemma, ())


def _tense(verb: Token) -> tuple[str, str | None]:
    """Return tense or form of a verb with its auxiliaries, and its modal."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return verb.pos_, None
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    tags = {verb.tag_, *(helper.tag_ for helper in helpers)}
    modal = next((helper.lemma_.lower() for helper in helpers if helper.tag_ == "MD"), None)
    if modal is not None:
        return "modal", modal
    if verb.tag_ == "VBN" and any(helper.lemma_ == "have" for helper in helpers):
        return ("past perfect" if "VBD" in tags else "perfect"), None
    if "VBD" in tags:
        return "past", None
    if tags & {"VBZ", "VBP"}:
        return "present", None
    if verb.tag_ == "VB":
        return ("infinitive" if "TO" in tags else "bare"), None
    return verb.tag_, None


def _person(subject: Token) -> str:
    """Return who a subject is: a person of the verb, a name, this very thing, or things of a kind."""
    word = subject.lower_
    for name, forms in _PERSONS.items():
        if word in forms:
            return name
    if subject.pos_ == "PRON":
        return "there" if subject.tag_ == "EX" else "it"
    if subject.pos_ == "PROPN" or subject.ent_type_ in {"ORG", "PERSON", "GPE"}:
        return "name"
    if subject.ent_type_ in _AMOUNTS:
        return "amount"
    if subject.pos_ != "NOUN":
        return subject.pos_
    owners = {child.lower_ for child in subject.children if child.dep_ in {"det", "poss"}}
    if owners & {"my", "our"}:
        return "mine"
    if owners & {"the", "this", "that", "these", "those"}:
        return "definite"
    return "kind" if subject.tag_ == "NNS" and not owners else "indefinite"
