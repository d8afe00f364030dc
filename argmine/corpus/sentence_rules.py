"""What boilerplate looks like as a sentence, alone or glued to the end of a paragraph.

Each pattern matches a whole sentence, and only one that says nothing else: "Copyright law should protect artists"
and "Follow the money from Facebook to Congress" are content.
"""

from __future__ import annotations

import re

from argmine.corpus.block_rules import any_of

_SUBSCRIPTION = (
    r"newsletters?|inbox|e-?mails?|alerts?|briefing|tip ?sheet|updates|podcast|channel|digest|a month|a week"
    r"|itunes"
)
_NETWORKS = r"(?:twitter|facebook|instagram|linkedin|mastodon|bluesky|x|social media|youtube)"
_PIECE = r"(?:article|story|post|piece|column|essay|op-ed|commentary|transcript|translation|interview)"
_THIS_PIECE = rf"(?:this|an? (?:earlier |previous |longer |shorter )?version of this) {_PIECE}"
_PUBLISHED = (
    r"(?:published|appeared|updated|corrected|produced|reprinted|republished|adapted|edited|tagged|translated"
    r"|excerpted|condensed)"
)
_MADE = r"(?:translated|summari[sz]ed|contextuali[sz]ed|edited|adapted|compiled|condensed)"

_PROMPTS = (
    r"(?:please )?(?:click|tap) (?:here|(?:on )?this link|the link"
    r"|to (?:read|see|watch|submit|sign|view|get))\b.{0,160}",
    r"(?:click|tap) for (?:more|the full|complete)\b.{0,100}|(?:get|click) .{0,60}\bby clicking here\b.{0,40}",
    r"(?:to )?read (?:our (?:editorial|full|corrections)\b|the full (?:story|article|report)|or share"
    r"|related).{0,160}",
    r"(?:to )?read more(?: (?:about|on|from|here|at|of our)\b.{0,160}|[.:].{0,160})?",
    r"visit .{1,60}(?:homepage|website|\.com|\.org|\.gov)\b.{0,60}|visit us (?:at|on)\b.{0,80}",
    r"for (?:more|further|additional) information,?(?: please)? (?:contact|visit|call|see|go to|about)\b.{0,160}",
    r"(?:got|have) a (?:news )?tip\b.{0,160}|join the (?:debate|conversation)\b.{0,100}",
    r"(?:contact|e-?mail|reach|send (?:tips|letters|feedback|comments)"
    r"|write(?: to)?)\b.{0,80}[\w.+-]+@[\w-]+\.\w+.{0,80}",
    r"(?:download|get) (?:the|our) .{0,30}\bapp\b(?: (?:for .{0,20}|today|now|here))*[.!]?",
    r"support (?:our|independent|[\w’']+[’']s)(?: \w+)? (?:journalism|newsroom|reporting)\b.{0,40}",
    r"(?:thank you|thanks) for reading\b.{0,60}",
)
_SUBSCRIPTIONS = (
    r"(?:to )?(?:sign up|subscribe)(?: (?:here|now|today|for free))*[.!]?\W*",
    rf"(?:to )?(?:sign up|subscribe|register)\b[^.!?]{{0,80}}\b(?:{_SUBSCRIPTION})\b.{{0,120}}",
    r"(?:daily|get|want)\b[^.!?]{0,100}\b(?:newsletters?|your inbox)\b.{0,120}|for more newsletters\b.{0,80}",
    r"by (?:signing up|subscribing|clicking),? you (?:agree|accept|consent)\b.{0,200}",
    rf"[-–— ]*follow (?:@|us\b|him\b|her\b|them\b|me\b|(?-i:[A-Z])).{{0,100}}(?:\bon {_NETWORKS}\b|@\w+).{{0,80}}",
    rf"(?:[-–— ]*follow @\w+ ?)+|like us on {_NETWORKS}\b.{{0,40}}|join us on {_NETWORKS}\b.{{0,60}}",
    r"join our (?:newsletter|mailing list|community|facebook|whatsapp|telegram|discord).{0,80}",
)
_ORIGIN = (
    rf"{_THIS_PIECE}(?: \w+){{0,3}} (?:was|is|has been|were)(?: \w+){{0,2}} {_PUBLISHED}\b[^“”\"]{{0,160}}",
    rf"the {_PIECE} (?:was|has been) (?:originally |first |previously )?{_PUBLISHED}\b[^“”\",]{{0,80}}",
    rf"(?:{_THIS_PIECE}|the {_PIECE}) (?:originally |first )?(?:appeared|ran)\b[^“”\"]{{0,160}}",
    r"(?:originally|first|previously) (?:published|appeared|posted|aired) (?:by|in|on|at"
    r"|as)\b[^,“”\"]{0,120}(?:, \d{4})?\.?",
    rf"{_MADE}(?:,? (?:and )?{_MADE})* (?:from|by|for|with)\b[^,“”\"]{{0,120}}(?:,? (?:and )?{_MADE}\b.{{0,120}})?",
    r"[^“”\"]{2,240}\bcontributed(?: reporting| research| writing)? to this (?:report|story|article|piece|post"
    r"|column)(?:,? from .{1,60})?[.)\]]*",
    r"[^“”\"]{2,240}\bcontributed(?: reporting)? from (?-i:[A-Z])[\w, ]{1,40}\.",
    r"contribut(?:ing|ors?|ed by): [^“”\"]{2,240}",
    r"this is a rush transcript\b.{0,120}|copy may not be in its final form\b.{0,40}",
)
_RIGHTS = (
    r"(?:©|&copy;|copyright ?(?:©|\(c\)|&copy;)|copyright (?=\d{4}|by (?-i:[A-Z]))|\(c\) (?=\d{4})).{0,200}",
    r"all rights reserved\b.{0,120}|may not be reproduced\b.{0,120}",
    r"this material may not be (?:published|reproduced|broadcast|rewritten)\b.{0,160}",
    r"(?:the )?(?:views|opinions)(?: and opinions)? expressed\b.{0,120}\b(?:own|not necessarily|do not|solely"
    r"|those of)\b.{0,160}",
    r"(?:media|video) playback is unsupported\b.{0,80}|this video is no longer available\b.{0,40}",
    r"your browser does not support\b.{0,80}",
)
#: Sentences that are boilerplate wherever they stand.
SENTENCE = any_of(*(_PROMPTS + _SUBSCRIPTIONS + _ORIGIN + _RIGHTS), flags=re.IGNORECASE)
#: Of which a block, in lower case, must hold one before its sentences are looked at one by one.
TRIGGERS = (
    *("click", "tap ", "read ", "sign up", "subscrib", "regist", "newsletter", "inbox", "signing up", "follow"),
    *("facebook", "app ", "publish", "appeared", " ran ", "updated", "corrected", "version", "translated"),
    *("summari", "edited", "contextuali", "compiled", "condensed", "adapted", "copyright", "©", "(c)", "opinions"),
    *("rights reserved", "may not be", "contribut", "views ", "transcript", "@", "information", "visit ", "join "),
    *("journalism", "reading", "a tip", "a news tip", "unsupported", "no longer available", "browser"),
)

# Names and small words, as credits consist of them. Possessive, or a long list of names would take for ever.
_CREDITED = (
    r"(?:(?:[A-ZÀ-Þ][\w.'’-]*|and|in|at|for|of|the|with|by|from|additional|further|reporting|editing|writing)"
    r"(?!\w)[\s;,:&/]*+)+"
)
_CREDIT_FOR = r"(?i:reporting|writing|editing|compiled|graphics?|photography|translation|research)"
#: Who reported and edited, at the end of a report.
REPORTED_BY = re.compile(
    rf"(?:^|(?<=[.!?”\"’)]) ?)\(?(?:(?:(?i:additional|further) )?{_CREDIT_FOR}(?:,? and {_CREDIT_FOR})? by"
    rf"|Editing:|Reporting:) {_CREDITED}\)?\.?$"
)
NOTE = re.compile(
    r"[\[(]*(?:(?:editor[’']?s[’']?|author[’']s|publisher[’']s) note\b"
    r"|(?:correction|clarification)s?(?: \([^)]*\))?:)"
    r".{0,500}",
    re.IGNORECASE,
)
