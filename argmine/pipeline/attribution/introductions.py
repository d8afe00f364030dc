"""Lines that name whoever speaks next: "She added:", "Statement of Jane Roe", "Roe issued the following statement:"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from argmine.pipeline.attribution.cue_kinds import cue_kinds
from argmine.schema import Span

_CAPITAL = r"[A-ZÀ-Þ][\w.'’&-]*"
_NO_NAME = (
    r"(?!(?i:the|an?|according|in|on|at|as|by|to|for|from|with|after|before|during|following|since|while|when|but|and|or|so|also|then|now|if"
    r"|however|meanwhile|though|although|because|beyond|under|over|among|like|unlike|here|there|where|why|how|what|who|this"
    r"|that|these|those|more|most|many|some|still|yet|even|just|not|no|read|see|watch|asked|speaking|earlier|later|again"
    r"|finally|first|second|third|last|next|perhaps|today|yesterday|[a-z]+day|january|february|march|april|june|july|august"
    r"|september|october|november|december)\b)"
)
_PROPER = rf"{_NO_NAME}{_CAPITAL}(?: (?:(?:of|the|for|and|de|der|van|von|la|al|bin|el|di|da) ){{0,2}}{_CAPITAL}){{0,8}}"
_COMMON = (
    r"(?:[Tt]h(?:e|is)|[Aa]n?|[Oo]ne|[Aa]nother|[Hh](?:is|er)|[Ii]ts|[Tt]heir|[Oo]ur)"
    r"(?: (?!(?:of|was|were|is|are|be|been|has|and|or|but|to|in|on|at|for|who|which|that|when|he|she|it|they)\b)[\w-]+"
    r"(?:[’']s(?= [a-z]))?){1,4}?"
)
_PRONOUN = r"(?:[Tt]hey|[Ss]?he|[SH]he|He|[Ii]t|[Ww]e|I)"
_UNBOUND = "".join(
    rf"(?<!\b{word} )" for word in ("[Ii]n", "[Oo]n", "[Aa]t", "of", "by", "to", "for", "from", "[Tt]he", "[Aa]")
)
_ANYBODY = rf"{_UNBOUND}\b(?P<source>{_PRONOUN}\b|(?:[Tt]he )?{_PROPER}|{_COMMON})"
_SOURCE = rf"{_ANYBODY}(?<![’']s)"
_NAMED = rf"{_UNBOUND}\b(?P<source>{_PRONOUN}\b|(?:[Tt]he )?{_PROPER})(?<![’']s)"
_BETWEEN = (
    r"(?: ?\([^()]{1,40}\))?(?:,[^:]{1,160},)?"
    r"(?: (?:also|later|then|further|today|recently|has|have|had|on [A-Z][a-z]+day)){0,3}"
)
_IRREGULAR = (
    "(?:went|goes|was quick) (?:on )?to [a-z]+|put it|pointed out|points out|said|told|wrote|written|spoke|put|swore"
    "|sang|sent|shot|says|writes|reads|read|adds|states|explains|argues|concludes|continues|tells"
)
_ISSUED = (
    r"(?:issue[ds]?|release[ds]?|made|makes|gave|gives|deliver(?:ed|s)|offer(?:ed|s)|share[ds]|provide[ds]|sent)"
    r" (?:the following|this|a|the|an?other)(?: [\w-]+){0,2} (?:statement|remarks|testimony|comments?)"
)
_KIND = (
    r"(?i:(?:(?:opening|closing|prepared|written|oral|press|media|joint|full|official|public|dissenting|concurring"
    r"|separate) )*(?:statements?|remarks|testimony|comments))"
)
_STATEMENT_OF = re.compile(
    rf"\W{{0,4}}(?:(?:[Tt]he [Ff]ollowing [Ii]s )?(?:[Aa] |[Tt]he ))?"
    rf"(?P<cue>{_KIND}(?i: for the record)?(?i: of| by| from| attributable to))[: ]\s*"
    r"(?P<source>(?:[Tt]he )?[A-ZÀ-Þ].*?)"
    r"(?=,|:|\s\(|(?i: on | regarding | concerning | about | at | before | in | to | following | after )|\s*$)"
)
_OWN_STATEMENT = re.compile(
    rf"(?P<source>{_PROPER}?)(?:['’]s?)? (?P<cue>{_KIND})(?i: on| regarding| concerning| about| before| at| following"
    rf"| after| in response)\b"
)
_ISSUED_BY = re.compile(
    rf"(?P<cue>following (?:statement|remarks)[^:]{{0,40}} (?:by|to|from)) (?P<source>(?:the )?{_PROPER})"
    r"[^:]{0,160}:$"
)
_ISSUES = re.compile(rf"{_SOURCE}{_BETWEEN} (?P<cue>{_ISSUED})\b[^:\"“]{{0,200}}[:.]$")
_WHOSE = re.compile(
    rf"{_ANYBODY}[’']s? (?:full |complete |whole )?"
    r"(?P<cue>statement|remarks|letter|response|reply|tweet|testimony|comments|answer)\b[^:\"“]{0,60}:$"
)
_SAYING = re.compile(
    rf"(?:Even |But |And )?{_NAMED}[^:\"“]{{1,300}},"
    r" (?P<cue>saying|writing|adding|tweeting|noting|stating|explaining|declaring|asking)\b[^:\"“]{0,80}:$"
)
_OTHER_WORDS = re.compile(
    rf"{_SOURCE}{_BETWEEN}"
    r" (?P<cue>(?:was|is|were|are) (?:\w+ )?(?:clear|blunt|adamant|direct|emphatic|frank|unequivocal)"
    r"|had (?:this|the following|(?:\w+ ){1,2}(?:words|questions?|answers?|advice))"
    r"|took to [A-Z]\w+|weighed in|begs to differ|framed|frames|disagree[ds]|agree[ds])\b[^:\"“]{0,200}:$"
)
_SENTENCE_START = re.compile(r"[.!?][”\"’')]*\s+(?=[A-Z“\"])")
# Where only "in a letter" and the like stand behind the verb, its object follows the colon.
_OBJECT_FOLLOWS = re.compile(
    r"(?: (?:this|the following|it|on|in|at|to|for|during|last|of|today|earlier|then|recently|back|after|before|via"
    r"|[A-Z][a-z]+day)\b[^:]{0,120})?:$"
)
_TELLS = re.compile(
    r"(?:sa(?:id|ys)|wr(?:ote|ites)|explain(?:ed|s)|tweet(?:ed|s)|stat(?:ed|es)|told|tells|add(?:ed|s)|continue[ds]"
    r"|report(?:ed|s)|respond(?:ed|s)|repl(?:ied|ies)|note[ds]|reads?|conclude[ds]|argue[ds]|observe[ds]|declare[ds]"
    r"|testif(?:ied|ies)|echo(?:ed|es)|put it|went on to [a-z]+)$"
)
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*$")
_OWN_VOICE = re.compile(r"(?:I|[Ww]e|[Oo]ur)\b")
_POSSESSIVE = re.compile(r"[’']s?$")
_LONGEST_HEADING = 220
_LONGEST_LEAD = 500


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who is about to speak, and what may follow besides quotations.

    `follows` is ``paragraph`` where the next one may be what is said though it has no marks, ``statement``
    where several may be, and ``heading`` where the line is the heading of such a statement.
    """

    source: Span
    cue: Span
    follows: Literal["quotation", "paragraph", "statement", "heading"] = "quotation"


def introduced(text: str, start: int, end: int) -> Introduction | None:
    """Return whom a paragraph names as the voice of the next one."""
    line = text[start:end]
    if len(line) <= _LONGEST_HEADING and (line[-1] == ":" or not _SENTENCE_END.search(line)):
        heading = _STATEMENT_OF.match(line) or _OWN_STATEMENT.match(line)
        if heading is not None:
            return _introduction(heading, start, "statement" if line[-1] == ":" else "heading")
    if line[-1] != ":" and "following statement" not in line[-_LONGEST_HEADING:]:
        return None
    low = max(0, len(line) - _LONGEST_LEAD)
    sentence_starts = [match.end() for match in _SENTENCE_START.finditer(line, low)]
    low = sentence_starts[-1] if sentence_starts else low
    return _in_sentence(line[low:], start + low)


def _in_sentence(sentence: str, offset: int) -> Introduction | None:
    if match := _ISSUED_BY.search(sentence) or _ISSUES.search(sentence):
        return _introduction(match, offset, "statement")
    named, common, reverse = _saying()
    match = reverse.match(sentence) or named.search(sentence) or common.search(sentence)
    match = match or _WHOSE.search(sentence) or _SAYING.match(sentence) or _OTHER_WORDS.search(sentence)
    if match is None:
        return None
    tells = _TELLS.match(match["cue"]) and _OBJECT_FOLLOWS.match(sentence, match.end("cue"))
    own = _OWN_VOICE.match(match["source"])
    return _introduction(match, offset, "paragraph" if tells and not own else "quotation")


def _introduction(
    match: re.Match[str], offset: int, follows: Literal["quotation", "paragraph", "statement", "heading"]
) -> Introduction:
    start, (cue_start, cue_end) = match.start("source"), match.span("cue")
    end = start + len(_POSSESSIVE.sub("", match["source"]))
    return Introduction((offset + start, offset + end), (offset + cue_start, offset + cue_end), follows)


@cache
def _saying() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of "Jane Roe notes:", "The group added in a statement:" and "Said Jane Roe:"."""
    speech = {lemma for lemma, kinds in cue_kinds().items() if kinds.get("verb") == "speech"}
    lemmas = sorted(speech - {"mean"})  # "Here is what it means:"
    past = "|".join([_IRREGULAR, *map(_past, lemmas)])
    # Behind a common noun, "remarks" is a noun more often.
    present = "|".join(map(_present, lemmas))
    tail = r"\b[^:\"“]{0,200}:$"
    return (
        re.compile(rf"{_NAMED}{_BETWEEN} (?P<cue>{past}|{present}){tail}"),
        re.compile(rf"{_SOURCE}{_BETWEEN} (?P<cue>{past}){tail}"),
        re.compile(rf"(?P<cue>(?=[A-Z][a-z])(?i:{past}|says)) {_NAMED}{tail}"),
    )


def _past(lemma: str) -> str:
    """Return the past of a regular verb; of the others, what comes out matches nothing."""
    stem = lemma[:-1] + "i" if lemma.endswith("y") and lemma[-2] not in "aeo" else lemma.removesuffix("e")
    return stem + (stem[-1] + "?" if re.search(r"[^aeiou][aeiou][bdgmnpt]$", stem) else "") + "ed"


def _present(lemma: str) -> str:
    stem = lemma[:-1] + "ie" if lemma.endswith("y") and lemma[-2] not in "aeo" else lemma
    return stem + ("es" if stem.endswith(("s", "x", "ch", "sh")) else "s")
