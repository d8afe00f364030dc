"""Lines that name whoever speaks next ("She added:", "Statement of Jane Roe"), and statements without marks."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from argmine.corpus import block_rules
from argmine.corpus.headings import is_heading
from argmine.pipeline.lexicon import rows
from argmine.schema import Span

_CAPITAL = r"[A-ZÀ-Þ][\w.'’&-]*"
_NO_NAME = (
    r"(?!(?:In|On|At|As|By|To|For|From|With|After|Before|During|Following|Since|While|When|But|And|So|Also|Then|Now"
    r"|However|Meanwhile|Asked|Speaking|Earlier|Later|Today|Yesterday|[A-Z][a-z]+day|January|February|March|April|May"
    r"|June|July|August|September|October|November|December)\b)"
)
_PROPER = rf"{_NO_NAME}{_CAPITAL}(?: (?:(?:of|the|for|and|de|der|van|von|la|al|bin|el|di|da) ){{0,2}}{_CAPITAL}){{0,8}}"
_COMMON = (
    r"(?:[Tt]he|[Aa]n?|[Tt]h(?:is|at|ese)|[Oo]ne|[Aa]nother|[Hh](?:is|er)|[Ii]ts|[Tt]heir|[Oo]ur|[Ss]ome|[Mm]any)"
    r"(?: [\w’'-]+){1,4}?"
)
_PRONOUN = r"(?:[Tt]hey|[Ss]?he|[SHI]t|[SH]?he|He|[Ii]t|[Ww]e|I)"
_UNBOUND = "".join(rf"(?<!\b{word} )" for word in ("in", "In", "on", "On", "at", "At", "of", "by", "to", "for", "from"))
_SOURCE = rf"{_UNBOUND}\b(?P<source>{_PRONOUN}\b|(?:[Tt]he )?{_PROPER}|{_COMMON})"
_BETWEEN = (
    r"(?: ?\([^()]{1,40}\))?(?:,[^:]{1,160},)?"
    r"(?: (?:also|later|then|further|today|recently|has|have|had|on [A-Z][a-z]+day)){0,3}"
)
_IRREGULAR = (
    "said|told|wrote|written|read|spoke|put|swore|sang|sent|shot|meant|(?:went|goes|was quick) (?:on )?to [a-z]+"
    "|pointed out|points out|put it"
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
_SENTENCE_START = re.compile(r"[.!?][”\"’')]*\s+(?=[A-Z“\"])")
_ORGANISATION = re.compile(
    r"(?i)\b(?:associations?|institute|council|cent(?:er|re)|coalition|alliance|committee|commission|agency|bureau|department"
    r"|ministry|office|university|college|foundation|fund|group|company|corp|inc|party|union|federation|society|network"
    r"|administration|board|bank|house|senate|campaign|government|league|chamber)\b"
)
_SENTENCE = re.compile(r"[.!?:…][”\"’')\]]*$")
_LONGEST_LINE = 220
_LONGEST_LEAD = 500
_FRONT = 4


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who is about to speak; `statement` where a whole statement follows, not just a quotation."""

    source: Span
    cue: Span
    statement: bool = False
    heading: bool = False


def introduced(text: str, start: int, end: int) -> Introduction | None:
    """Return whom a paragraph names as the voice of the next one."""
    line = text[start:end]
    match = _STATEMENT_OF.match(line) or _OWN_STATEMENT.match(line) if len(line) <= _LONGEST_LINE else None
    if match and (line[-1] == ":" or not _SENTENCE.search(line)):
        return _introduction(match, start, statement=True, heading=line[-1] != ":")
    if line[-1:] != ":" and "following statement" not in line[-_LONGEST_LINE:]:
        return None
    low = max(0, len(line) - _LONGEST_LEAD)
    sentence_starts = [match.end() for match in _SENTENCE_START.finditer(line, low)]
    low = sentence_starts[-1] if sentence_starts else low
    sentence = line[low:]
    if match := _ISSUED_BY.search(sentence) or _ISSUES.search(sentence):
        return _introduction(match, start + low, statement=True)
    says, said_by = _saying()
    if match := says.search(sentence) or said_by.match(sentence):
        return _introduction(match, start + low)
    return None


@cache
def _saying() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of "She added in a statement:" and "Said Jane Roe:"."""
    lemmas = [
        lemma for lemma, part_of_speech, kind in rows("cue_kinds.tsv") if (part_of_speech, kind) == ("verb", "speech")
    ]
    said = "|".join([_IRREGULAR, *(form for lemma in lemmas for form in _forms(lemma))])
    says = rf"{_SOURCE}{_BETWEEN} (?P<cue>{said})\b[^:\"“]{{0,200}}:$"
    return re.compile(says), re.compile(rf"(?P<cue>(?i:{said})) {_SOURCE}[^:\"“]{{0,200}}:$")


def _forms(lemma: str) -> tuple[str, str]:
    """Return the third person and the past of a regular verb; a few come out wrong, and match nothing."""
    stem = lemma[:-1] + "ie" if lemma.endswith("y") and lemma[-2] not in "aeo" else lemma
    ending = "es" if stem.endswith(("s", "x", "ch", "sh")) else "s"
    doubled = stem + stem[-1] if re.search(r"[^aeiou][aeiou][bdgmnpt]$", stem) else stem
    past = stem + "d" if stem.endswith("e") else f"(?:{stem}|{doubled})ed" if doubled != stem else stem + "ed"
    return stem + ending, past


def _introduction(match: re.Match[str], offset: int, *, statement: bool = False, heading: bool = False) -> Introduction:
    source, cue = match.span("source"), match.span("cue")
    return Introduction(
        (offset + source[0], offset + source[1]),
        (offset + cue[0], offset + cue[1]),
        statement=statement,
        heading=heading,
    )


def ends_speech(line: str) -> bool:
    """Tell a heading, a piece of boilerplate or the end mark of a press release."""
    rules = (block_rules.BLOCK, block_rules.SEPARATOR, block_rules.RELEASE_END, block_rules.ABOUT)
    return (
        any(rule.fullmatch(line) for rule in rules)
        or (block_rules.ABOUT_INLINE.match(line) is not None)
        or is_heading(line)
    )


def is_label(line: str) -> bool:
    """Tell a line that is no sentence, such as the date or the office under the heading of a statement."""
    return len(line) <= _LONGEST_LINE and _SENTENCE.search(line) is None


def plain_statements(
    text: str, paragraphs: Sequence[Span], introductions: Sequence[Introduction | None], narrative: Set[int]
) -> list[tuple[Introduction, tuple[Span, ...]]]:
    """Return the statements that stand in paragraphs without marks, each with the paragraphs that are its content.

    `narrative` are the paragraphs that report or quote somebody's words. A document that is one statement from
    its first line on speaks in its own voice and has none.
    """
    found: list[tuple[Introduction, tuple[Span, ...]]] = []
    first = next(
        (i for i, (start, end) in enumerate(paragraphs) if not block_rules.BLOCK.fullmatch(text[start:end])), 0
    )
    for index, introduction in enumerate(introductions):
        if introduction is None or not introduction.statement or (introduction.heading and index == first):
            continue
        longest = len(paragraphs) if introduction.heading or index <= first + _FRONT else 1
        content = _content(text, paragraphs, introductions, narrative, index, longest)
        if content:
            found.append((introduction, content))
    return found


def _is_first(text: str, start: int) -> bool:
    """Tell whether nothing but boilerplate ("FOR IMMEDIATE RELEASE") stands before a line."""
    lines = text[:start].splitlines()
    return all(not line.strip() or block_rules.BLOCK.fullmatch(line.strip()) for line in lines)


def _content(
    text: str,
    paragraphs: Sequence[Span],
    introductions: Sequence[Introduction | None],
    narrative: Set[int],
    index: int,
    longest: int,
) -> tuple[Span, ...]:
    introduction = introductions[index]
    assert introduction is not None  # noqa: S101
    name = text[slice(*introduction.source)]
    surname = (
        None
        if _ORGANISATION.search(name) or name.startswith("the ")
        else re.compile(rf"\b{re.escape(name.split()[-1])}\b")
    )
    content: list[Span] = []
    for i in range(index + 1, len(paragraphs)):
        start, end = paragraphs[i]
        line = text[start:end]
        if introductions[i] is not None or i in narrative or len(content) >= longest:
            break
        if not content and is_label(line):
            continue
        if ends_speech(line) or (surname is not None and surname.search(line)):
            break
        content.append((start, end))
    return tuple(content)
