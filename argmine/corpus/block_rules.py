"""What boilerplate looks like that stands on a line of its own.

A pattern stands here only if what it matches is no sentence of the article; where a site glues such a line to a
paragraph, the patterns of `argmine.corpus.sentence_rules` find it.
"""

from __future__ import annotations

import re

_WORD = r"[A-ZÀ-Þ][\w.'’-]*"
PERSON = rf"{_WORD}(?: (?:{_WORD}|de|der|van|von|la|al|bin|el|di|da)){{1,4}}"
_PEOPLE = rf"{PERSON}(?:(?:, and|,| and| &) {PERSON})*"

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? "
_DAY = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})"
)
_DATE = rf"(?:{_WEEKDAY})?{_DAY}"
_ZONE = r"(?: ?\(?(?:[ECMP][SD]?T|GMT|UTC|BST|CET|KST)\)?)?"
_TIME = rf"\d{{1,2}}(?:[:.]\d\d){{0,2}} ?(?:[ap]\.?m\.?|hrs?)?{_ZONE}"
_WHEN = rf"(?:{_DATE}|{_TIME})(?:(?:,| at| \|| [–—-])?,? (?:{_DATE}|{_TIME}))*"


def any_of(*patterns: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that matches what one of `patterns` does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


#: Rules, and rows of dots and stars.
SEPARATOR = re.compile(r"[\W_]+")

_ADVERTISEMENTS = (
    r"(?:advertisement|ad|sponsored|sponsor message|promoted)\b[:.]?(?: ?(?:advertisement"
    r"|continue reading.{0,40}))*",
    r"(?:story |article )?continued? (?:reading )?below[.:]?|continue reading(?: the main story)?[.:]?",
    r"more on this\W*|more (?:in|from|on) [^.!?]{1,60}:?|newsletter sign-?up|thank you for signing up.{0,120}",
)
_SHARING = (
    r"share this(?: (?:article|story|post|page|via|on)\b.{0,120}|:.{0,120})?|share (?:on|via) .{1,60}",
    r"(?:facebook|twitter|linkedin|pinterest|e-?mail|whatsapp|reddit|pocket|print|share|tweet|comments?|[ |,·])+",
    r"listen to article\b.{0,80}|listen [·|-].{0,40}|copy link|loading\.*|close",
)
_LABELS = (
    r"(?:at a glance|in brief|(?:the )?(?:key|main) (?:points|takeaways|findings|facts)|takeaways|tl;?dr):?",
    r"(?:bullet points|quick facts|fast facts|the details|background|(?:story )?highlights?):?",
    r"(?:opinion|analysis|editorial|commentary|analysis ?/ ?opinion|letters?|transcript|pullquote):?",
    r"(?:for immediate release|embargoed (?:until|for)|news release|media release"
    r"|press (?:release|statement)).{0,80}",
    r"(?:related|recommended|you may also like|see also|also see|read (?:more|also|next)|further reading)\W*",
    r"(?:(?:more|top|related) (?:stories|articles|coverage|links|content)|full coverage|most read|our picks"
    r"|trending)\W*",
)
_TIMES = (
    rf"(?:(?:last )?(?:updated|published|posted|modified|created|issued|date)(?: on| at|:)? ?)+{_WHEN}\.?",
    rf"{_WHEN}(?: ?[|·-] ?\d+ min(?:ute)?s? read)?|\d+[- ]min(?:ute)?s? read",
    r"\d+ (?:min(?:ute)?|hour|day|week|month|year)s? ago|this article is more than \d+ .{1,20}old\.?",
)
_CONTACTS = (
    r"(?:media|press|news|public affairs)? ?(?:contacts?|inquiries|enquiries)(?: information| persons?)?:.{0,160}",
    r"(?:media|press|news) (?:contacts?|inquiries|enquiries)",
    r"(?:tel|telephone|phone|fax|mobile|cell|e-?mail|web|website|twitter|office)[.:] ?.{0,60}(?:[@\d/]|www).{0,60}",
    r"(?:# ?){3,}|-* ?30 ?-+|[-–—* ]*(?:ends?|the end)[-–—* ]+|[-–—]+ ?ends? ?[-–—]*",
    r"(?:[-–—] ?)?with assistance (?:by|from) [^.]{0,240}\.?",
    r"(?:[-–—] ?)?with (?:post|ap|news|agency|wire) (?:wires?|reports?|services?)\.?",
)
_PICTURES = (
    r"photos?|videos?|image|(?:hide|show|view) captions?\b.{0,40}|slideshow ?\(.{0,30}\)|play video\b.{0,200}",
    r"just watched\b.{0,400}|toggle caption\b.*|enlarge this image\b.*",
    r"image (?:copyright|caption|source)\b.*|media (?:playback|caption)\b.*",
    r"(?:file )?(?:photo(?:s|graph|grapher|graphs)?|picture|illustration|image|credit|caption"
    r"|graphic)(?: credit)?: .*",
    r"(?:photo(?:s|graphs?)?|pictures?|illustrations?|images?|graphics?|video) by [^.!?]{2,80}",
    r"\((?:photo|video|image|illustration|getty|pixabay|unsplash|shutterstock|istock)s?\b[^()]{0,80}\)",
)
_MARKUP = (
    r"\[(?:pullquote|embed\w*\b.*|video|image|photo\b.*|caption\b.*)\]",
    r"!\[[^]]*\]\([^)]*\)|<!--.*-->|(?:</?\w[^<>]*> ?)+|<(?:script|style|iframe)\b.*",
    r"https?://\S+|www\.\S+|pic\.twitter\.com/\S+",
)
#: Blocks that are boilerplate as a whole.
BLOCK = any_of(*(_ADVERTISEMENTS + _SHARING + _LABELS + _TIMES + _CONTACTS + _PICTURES + _MARKUP), flags=re.IGNORECASE)

#: Labels and the headlines that they link to; only where no full stop ends the block.
LINK = any_of(
    r"(?:related(?: \w+)?|see(?: also)?|also see|read(?: more| also| next)?|watch(?: live| now)?|photos?|video"
    r"|gallery|interactive|earlier|recommended|you may also like|further reading"
    r"|(?:full|special|complete) coverage|listen|podcast|in the news|must[- ]read|don[’']t miss|go deeper|explore"
    r"|more(?: (?:on|from)\b[^:]{0,40})?|in pictures|in depth|live updates|opinion|from the archives?) ?: ?[^ ].*",
    r"\( ?(?:also on [^:]{1,30}|photos?|watch|video|understanding \w+|related|see(?: also)?|read(?: more)?|more"
    r"|gallery|full coverage): .*\)|\( ?sign up for .*\)",
    r"[^.!?]{0,200}\bread more ?»?|(?:complete|full|special) coverage\b.{0,80}",
    flags=re.IGNORECASE,
)
LINK_HEADING = re.compile(
    r"(?:see also|related(?: \w+)?|read (?:more|also|next)|further reading"
    r"|more (?:stories|coverage|from\b.{1,40})|recommended|most read|our picks)\W*",
    re.IGNORECASE,
)
SHARE_PREFIX = re.compile(r"share all sharing options for: ?", re.IGNORECASE)

_AGENCY = r"(?:AP|AFP|EPA|EFE|UPI|Reuters|REUTERS|Getty|Bloomberg|NPR|Pool|Shutterstock|Alamy|Xinhua|Yonhap)"
#: A block that ends with the credit of a picture.
CREDIT = re.compile(
    r"[(|/©]? ?(?:REUTERS ?/ ?[A-Z][\w .'’-]{1,50}"
    rf"|\(?{_AGENCY} (?:Photo|Image)s?\b[^.]{{0,60}}"
    r"|(?:AFP|AP|Pool|NurPhoto)?(?:/| via )?Getty Images(?: for [A-Z][\w ]{1,40})?"
    rf"|\([^()]{{0,60}}(?:/|: ?|\bvia ){_AGENCY}(?: Images)?\)|\({_AGENCY}(?: photo)?(?:/|: )[^()]{{0,60}}\)"
    r"|\((?:Photo|Image|Illustration|Credit)s?: [^()]{0,100}\)"
    r"|(?:Photo|Photograph|Picture|Illustration)s?(?: credit)?(?: by|:) [^.!?]{2,80}"
    rf"|{_WORD}(?: {_WORD}){{1,3}} ?/ ?(?:{_AGENCY}|Staff)"
    r"|(?:Alamy|Shutterstock|iStock|Unsplash)(?: Stock Photo)?) ?[)|]?\.?$"
)
#: Of which a block must hold one to have a credit: looking for it costs more than all else.
CREDIT_TRIGGERS = (
    "hoto",
    "REUTERS",
    "Getty",
    "/",
    "via ",
    "Picture",
    "llustration",
    "mage",
    "Credit",
    "stock",
    "plash",
)
CAPTION_START = re.compile(r"(?:FILE(?: PHOTO)?(?:: | ?[-–—] )|\(?Photo(?:graph)?: |Pictured(?:: | here))")

_TRADE = (
    r"(?:(?!an? |the )(?:[A-Za-z&-]+ ){0,3}"
    r"(?i:staff writers?|correspondents?|reporters?|columnists?|editors?|contributors?)"
    r"|(?i:staff|special to [^.]{1,40}))"
)
BYLINE = any_of(
    rf"(?:By|BY|by):? {_PEOPLE}(?:(?:,| \||/| [-–—]) [^.!?]{{1,60}})?",
    rf"{_PEOPLE}(?:,| \||/| [-–—])? ?{_TRADE}(?:,? [A-Z][\w ]{{0,40}})?",
    r"(?i:(?:opinion|guest) (?:contributor|columnist|writer)|staff (?:and|writer|report).{0,40})",
)

_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:[ /][A-ZÀ-Þ.'’-]{2,}){0,3}"
_REGION = r"(?:, (?:[A-Z]\.[A-Z]\.|[A-Z][a-z]{1,12}\.?(?: [A-Z][a-z]{1,12}\.?)?|[A-Z]{2}))?"
_DASH = r"(?: ?[–—―]+ ?| ?--+ ?| - )"
_SENDER = r"\([A-Z][\w /.&-]{1,40}\)"
_WIRES = r"\((?:AP|AFP|UPI|Reuters|CNN(?: Business| Politics)?|Bloomberg|Xinhua|Yonhap|Kyodo|PRNewswire)\)"
#: The place, date and agency that open a report; the sentence goes on behind it.
DATELINE = any_of(
    rf"{_CITY}{_REGION}(?:,? {_DATE})?,? ?{_SENDER}{_DASH}",
    rf"{_CITY}{_REGION}(?:,? {_DATE})?{_DASH}(?:{_SENDER}{_DASH})?",
    rf"(?:{_WORD}(?:[ ,/]+{_WORD}){{0,4}},? )?{_WIRES}(?:{_DASH}| )?",
    rf"{_WORD}(?:[ ,]+{_WORD}){{0,4}}, {_DATE}(?: {_SENDER})?{_DASH}",
)
#: Not cities, though in capitals and before a dash.
ACRONYMS = re.compile(
    r"(?:NAFTA|NATO|DACA|OPEC|OSHA|FEMA|NASA|COVID|USMCA|UNESCO|UNICEF|EPA|FCC|FDA|FBI|CIA|SEC|FTC|IRS|NSA|ACA"
    r"|GDP)\b"
)

CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|\+\d{1,3}[ -]\d")
CONTACT_HEADING = re.compile(r"(?:media |press |news )?contacts?(?: information)?:?", re.IGNORECASE)
RELEASE_END = re.compile(r"(?:# ?){3,}|-* ?30 ?-+|[-–—* ]*(?:ENDS?|Ends)[-–—* ]*")
_ABOUT = (
    r"(?:#+ )?\**About (?:the |our )?(?!(?:Bill|Act|Rule|Plan|Proposal|Law|Deal|Order)\b)"
    r"(?P<name>[A-Z][\w&.'’-]*)[^.:!?]{0,60}"
)
#: The paragraph on who sent a press release: its heading, or the whole of it.
ABOUT = re.compile(rf"{_ABOUT}:?\**")
ABOUT_INLINE = re.compile(rf"{_ABOUT}:\** .*\b(?P=name)\b.*")

_STYLES = r"(?:[.#@]?[\w-]+[\w .#>,:-]*\{[^{}]*[:;][^{}]*\}?\s*)+"
_SCRIPT = r"\bfunction ?\([^)]*\) ?\{|\b(?:var|let|const) \w+ ?= ?|window\.\w+|document\.\w+\(|googletag|\.push\("
CODE = any_of(_STYLES, rf".*(?:{_SCRIPT}).*[;{{}})].*")
