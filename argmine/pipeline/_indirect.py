"""Attributions outside quotation marks, read off the dependency parse.

The constructions are those of Pareti (2015), *Attribution: a computational approach*: reporting verbs with a
clause, an infinitive, an object complement or a prepositional object, cue nouns and adjectives, "according to".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from argmine.pipeline.cues import CueVerb, cue_verbs, cue_words
from argmine.pipeline.extensions import text_of
from argmine.pipeline.syntax import child, continues_cue, noun_phrase, subject, subtree, trim
from argmine.schema import Attribution, Span

_SILENT = frozenset({"say", "tell", "respond", "reply", "answer", "comment", "ask", "indicate", "confirm", "announce"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg", "advmod"})
_LONGEST_GAP = 60
# How many words ("in a statement on Monday") may stand between a cue and the "that" of its content.
_LEAD = 9
_CARRIERS = frozenset(
    {
        "express",
        "voice",
        "raise",
        "state",
        "reiterate",
        "repeat",
        "have",
        "share",
        "make",
        "issue",
        "renew",
        "air",
    }
)
_OF_NOUN = frozenset({"of", "about", "for", "over", "with", "to", "against"})
_IN_VIEW = frozenset({"view", "opinion", "words", "telling", "eyes", "estimation"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_MENTAL = frozenset({"about", "of", "over", "by", "with", "for"})


def indirect_attributions(tokens: list[Token]) -> Iterator[Attribution]:
    """Yield the attributions whose cue is among `tokens` (those that stand outside quotations)."""
    verbs, nouns, adjectives = cue_verbs(), cue_words("noun"), cue_words("adjective")
    for token in tokens:
        found: Attribution | None = None
        if token.pos_ == "VERB" and token.lemma_ in verbs:
            found = _of_verb(token, verbs[token.lemma_])
        elif token.lower_ == "according":
            found = _according_to(token)
        elif token.lower_ in _IN_VIEW and token.dep_ == "pobj" and token.head.lower_ in {"in", "to"}:
            found = _in_view(token)
        elif token.pos_ == "NOUN" and token.lemma_ in nouns:
            found = _of_noun(token)
        elif token.lower_ in adjectives and token.dep_ in {"acomp", "conj", "oprd", "amod", "ROOT", "advcl"}:
            found = _of_adjective(token)
        if found is not None:
            yield found


def _of_verb(verb: Token, cue: CueVerb) -> Attribution | None:
    negated = child(verb, {"neg"}) is not None
    passive = child(verb, {"auxpass"}) is not None
    if negated and verb.lemma_ in _SILENT:
        return None
    source = _agent(verb) if passive else subject(verb)
    if (passive and source is None) or _is_nobody(source, cue):
        return None
    if source is None and verb.dep_ not in {"ROOT", "parataxis", "ccomp"}:
        return None
    content = _content(verb, cue, source, passive=passive) or _rest_of_sentence(verb, cue, source)
    if passive and source is not None and not content:
        content = _passive_complement(verb, cue)
    return _attribution(verb, source, content)


def _is_nobody(source: Token | None, cue: CueVerb) -> bool:
    """Tell a subject that is no party: the reader, anybody, or the text's own "we" that wants and believes."""
    if source is None:
        return False
    return source.lower_ in {"i", "you", "one", "nobody"} or (source.lower_ == "we" and cue.kind != "speech")


def _content(verb: Token, cue: CueVerb, source: Token | None, *, passive: bool) -> list[Span]:
    """Return the content in the first construction of `cue` that stands there."""
    clause = _clause(verb, cue, passive=passive)
    if clause is not None:
        cut = [*_further_cues(clause), *([source] if source is not None else [])]
        return _without_infinitive_to(verb, subtree(clause, without=cut))
    if verb.dep_ == "parataxis" and cue.clause:
        return subtree(verb.head, without=[verb])
    complement = _complement(verb, cue) if not passive else []
    if complement:
        return complement
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.lower_ in cue.prepositions:
            inner = child(preposition, {"pobj", "pcomp"})
            if inner is not None:
                return subtree(inner)
    noun = child(verb, {"dobj"})
    if cue.complement == "" and noun is not None and noun.i > verb.i and not passive:
        return _from(noun, noun)
    if cue.noun and noun is not None and noun.lemma_ not in cue_words("noun") and not passive:
        return subtree(noun)
    return []


def _further_cues(clause: Token) -> list[Token]:
    """Return the reporting verbs that the parse hangs under a clause though they are cues beside it.

    They report more of what the same source says ("and said it would ...", ", arguing that ..."), or what
    another says ("but critics called it ...").
    """
    return [token for token in clause.children if continues_cue(token) or _counters(token)]


def _counters(token: Token) -> bool:
    own = child(token, {"nsubj"})
    but = any(t.lower_ in {"but", "while"} for t in token.head.rights if t.dep_ == "cc" and t.i < token.i)
    return token.dep_ == "conj" and token.lemma_ in cue_verbs() and but and own is not None and own.pos_ != "PRON"


def _rest_of_sentence(verb: Token, cue: CueVerb, source: Token | None) -> list[Span]:
    """Return the finite clause beside a plain reporting verb whose complement the parse has missed."""
    if not cue.clause or not cue.quotation or source is None or verb.tag_ == "VB":
        return []
    sentence, doc = verb.sent, verb.doc
    if any(token.is_quote for token in sentence):
        return []
    after = [token for token in doc[verb.i + 1 : sentence.end] if not token.is_space]
    that = next((i for i, token in enumerate(after[:_LEAD]) if token.lower_ == "that" and token.tag_ == "IN"), None)
    if that is not None:
        after = after[that + 1 :]
    while after and (after[0].ent_type_ in {"DATE", "TIME"} or after[0].lower_ in {"on", "in", "at", "late"}):
        after.pop(0)
    starts_clause = bool(after) and after[0].dep_ not in {"mark", "prep", "punct", "advmod", "cc"}
    if starts_clause and source.i < verb.i and any(token.tag_ in _FINITE for token in after):
        span = trim(text_of(doc), after[0].idx, sentence.end_char)
        return [span] if span is not None else []
    before = doc[sentence.start : min(verb.i, source.left_edge.i)]
    if len(before) > 2 and before[-1].text == "," and any(token.tag_ in _FINITE for token in before):
        span = trim(text_of(doc), before.start_char, before.end_char)
        return [span] if span is not None else []
    return []


def _clause(verb: Token, cue: CueVerb, *, passive: bool) -> Token | None:
    for token in verb.children:
        if token.dep_ == "ccomp":
            infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
            if infinitive and not (cue.object_infinitive or cue.infinitive):
                continue
            if (cue.clause or cue.object_infinitive) and not _is_sentence_before(token, verb):
                return token
        infinitive_of_subject = cue.infinitive and not passive and token.pos_ in {"VERB", "AUX"}
        if token.dep_ == "xcomp" and token.i > verb.i and infinitive_of_subject:
            return token
    return None


def _is_sentence_before(clause: Token, verb: Token) -> bool:
    """Tell a sentence of its own, ended by a semicolon, from a clause that stands before its cue."""
    return clause.i < verb.i and any(t.text == ";" for t in verb.doc[clause.i : verb.i])


def _without_infinitive_to(verb: Token, spans: list[Span]) -> list[Span]:
    text = text_of(verb.doc)
    return [(start + 3, end) if text[start : start + 3] == "to " else (start, end) for start, end in spans]


def _complement(verb: Token, cue: CueVerb) -> list[Span]:
    """Return "X Y" of "call X Y", "X as Y" of "describe X as Y", "X to act" of "urge X to act"."""
    things = {"dobj", "nsubj"} if cue.complement == "" else {"dobj"}
    thing = next((token for token in verb.rights if token.dep_ in things), None)
    for token in verb.rights:
        infinitive = token.dep_ in {"xcomp", "ccomp", "advcl"} and any(c.lower_ == "to" for c in token.lefts)
        if infinitive and cue.object_infinitive and thing is not None:
            return _from(thing, token)
        if cue.complement == "" and token.dep_ in {"oprd", "ccomp", "xcomp", "attr"}:
            return _from(thing or token, token)
    for parent in (verb, thing) if cue.complement else ():
        for token in parent.rights if parent is not None else ():
            if token.dep_ == "prep" and token.lower_ == cue.complement:
                return _from(thing or token, token)
    return []


def _passive_complement(verb: Token, cue: CueVerb) -> list[Span]:
    """Return "The plan" and "a fair deal" of "The plan was described by the minister as a fair deal"."""
    thing = child(verb, {"nsubjpass"})
    for token in verb.rights:
        predicate = child(token, {"pobj", "pcomp"})
        if thing is not None and token.dep_ == "prep" and token.lower_ == cue.complement and predicate is not None:
            return [*subtree(thing), *subtree(predicate)]
    return []


def _from(first: Token, last: Token) -> list[Span]:
    doc = first.doc
    left = min(first.left_edge.i, last.left_edge.i)
    span = trim(text_of(doc), doc[left].idx, last.right_edge.idx + len(last.right_edge))
    return [span] if span is not None else []


def _agent(verb: Token) -> Token | None:
    agent = child(verb, {"agent"})
    return child(agent, {"pobj"}) if agent is not None else None


def _of_noun(noun: Token) -> Attribution | None:
    source = _holder(noun)
    if source is None:
        return None
    for token in noun.children:
        if token.i < noun.i:
            continue
        if token.dep_ in {"acl", "ccomp", "relcl"} and _is_that_clause(token):
            return _attribution(noun, source, subtree(token))
        if token.dep_ == "acl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
            return _attribution(noun, source, _without_infinitive_to(noun, subtree(token)))
        if token.dep_ == "prep" and token.lower_ in _OF_NOUN:
            inner = child(token, {"pobj", "pcomp"})
            if inner is not None:
                return _attribution(noun, source, subtree(inner))
    return None


def _is_that_clause(token: Token) -> bool:
    mark = child(token, {"mark"})
    return mark is not None and mark.lower_ in {"that", "whether"}


def _holder(noun: Token) -> Token | None:
    owner = child(noun, {"poss"})
    if owner is not None:
        return owner if owner.ent_type_ not in {"DATE", "TIME"} else None
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in _CARRIERS:
        return subject(verb)
    for token in noun.children:
        if token.dep_ == "prep" and token.lower_ in {"by", "from", "among"}:
            return child(token, {"pobj"})
    return None


def _of_adjective(adjective: Token) -> Attribution | None:
    source = subject(adjective.head if adjective.dep_ == "acomp" else adjective)
    if source is None or source.lower_ in {"it", "this", "that"}:
        return None
    for token in adjective.children:
        if token.dep_ == "ccomp":
            return _attribution(adjective, source, subtree(token))
        if token.dep_ == "prep" and token.lower_ in _MENTAL:
            inner = child(token, {"pobj", "pcomp"})
            if inner is not None:
                return _attribution(adjective, source, subtree(inner))
    return None


def _according_to(token: Token) -> Attribution | None:
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    to = doc[token.i + 1]
    source = child(to, {"pobj"}) or child(token, {"pobj"})
    if source is None:
        return None
    head = token.head
    while head.pos_ not in {"VERB", "AUX"} and head.head != head:
        head = head.head
    cue = (token.idx, to.idx + len(to))
    content = subtree(head, without=[token])
    return Attribution(source=(noun_phrase(source),), cue=(cue,), content=tuple(content)) if content else None


def _in_view(noun: Token) -> Attribution | None:
    """Read "In her view a rule costs money" and "in the words of the industry's lobby"."""
    preposition = noun.head
    of = next((child(t, {"pobj"}) for t in noun.rights if t.lower_ == "of"), None)
    source = child(noun, {"poss"}) or of
    head = preposition.head
    if source is None or head.pos_ not in {"VERB", "AUX"}:
        return None
    return _attribution(noun, source, subtree(head, without=[preposition]))


def _attribution(cue: Token, source: Token | None, content: list[Span]) -> Attribution | None:
    if not content:
        return None
    named = (noun_phrase(source),) if source is not None else ()
    cues = (cue_span(cue),)
    return Attribution(source=named, cue=cues, content=_joined(content, [*named, *cues]))


def _joined(content: list[Span], interruptions: list[Span]) -> tuple[Span, ...]:
    """Join pieces of content unless the cue or the source stands between them."""
    joined = content[:1]
    for start, end in content[1:]:
        last_start, last_end = joined[-1]
        if any(last_end <= i < start for i, _ in interruptions) or start - last_end > _LONGEST_GAP:
            joined.append((start, end))
        else:
            joined[-1] = (last_start, max(end, last_end))
    return tuple(joined)


def cue_span(cue: Token) -> Span:
    """Return the characters of a cue with the auxiliaries and particle that belong to it."""
    doc = cue.doc
    first = last = cue.i
    while first > 0 and doc[first - 1].head == cue and doc[first - 1].dep_ in _AUXILIARIES:
        first -= 1
    if last + 1 < len(doc) and doc[last + 1].dep_ == "prt":
        last += 1
    return doc[first].idx, doc[last].idx + len(doc[last])
