"""Words that a sentence tells as of something over, by the ways there are to say so: "packed in the squash", "the RAC's lapsed".

The encoder that tags words has not learnt all of them. Whether anything ends by them is decided by what memory knows: these
words only name it.
"""

import re
from collections.abc import Iterator

from octomem.agents.reading.tags import Gone

_WORD = (
    r"(?!(?:a|about|after|again|all|and|at|as|back|be|because|before|but|by|cos|due|during|early|ever|every|first|for|from|half"
    r"|he|her|him|how|i|if|in|into|it|just|last|late|like|me|most|next|not|now|of|off|on|once|one|or|our|out|over|part|she|since|so|some"
    r"|than|that|them|then|they|this|though|through|till|to|today|tomorrow|tonight|too|twice|under|until|up|us|was|we|were"
    r"|when|where|which|while|who|why|with|without|yesterday|you|your)\b)[A-Za-z\d][\w'\u2019&.-]*(?<![.'\u2019-])"
)
_WHAT = rf"(?:(?:the|my|our|an?|all|that|whole|old|bloody|stupid|being) ){{0,3}}(?P<what>{_WORD}(?: {_WORD}){{0,3}}?)"
_DATE = (
    r"(?:now|at last|finally|for (?:good|ever|life|now)|forever|in the end|altogether|completely|recently|already|ages ago|too|though|yesterday"
    r"|in (?:the )?(?:19|20)\d\d|in (?:the )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter)\w*|last \w+|this (?:month|year|spring|summer|autumn|winter)"
    r"|since (?:the |last )?\w+|on (?:the \d+\w*|\w+day)(?: the \d+\w*)?|for (?:over |about |nearly )?(?:an?|\w+) (?:weeks?|months?|years?) now|(?:\w+|a few|a couple of) (?:days?|weeks?|months?|years?) (?:ago|now|back)|any ?more|lol|tbh|btw|thank god)"
)
_ENDS = rf"(?:,? {_DATE}){{0,2}}(?=\s*(?:[,.;:!\n()\u2013\u2014-]|$)|,? (?:and|but|so|cos|because|as|(?:to|for) (?:an?|my|some|the) (?!\w+ (?:weeks?|months?|years?|days?)|week|month|year|day|night|moment|evening|summer|winter|while|bit|time))\b)"
"""What stands behind what is over: nothing, a date, or why."""
_BEGINS = r"(?:^|(?<=[.!?;:,\n(\u2013-])\s*|\b(?:and|but|so|well|oh|btw|yeah|yep|ok|anyway|cos|because|that|fyi|update)[,:]? )"
_JUST = r"(?:(?:just|finally|already|now|officially|also|then|actually|basically|sadly|completely|totally|went and|all) )*"
_SELF = rf"(?:(?:i|we)(?:['\u2019]?ve| have| had)? |ive |weve )?{_JUST}"
_SHED = (
    r"(?:packed in|jacked in|chucked in|sacked off|binned(?: off)?|ditched|quit|g[ai]ve(?:n)? up(?: on)?|cancelled|canceled|unsubscribed from|got rid of|got shot of"
    r"|swor[en]+ off|stopped (?:seeing|going to|doing|taking|using|playing|paying for|drinking|eating|attending)|stepped (?:down|back) from"
    r"|resigned from|retired from|walked out of|pulled out of|dropped out of|moved out of|(?:came|come|weaned (?:myself )?) ?off"
    r"|(?:got|was|were|been) (?:sacked|fired|let go|laid off|booted|kicked out|chucked out|made redundant)(?: (?:from|by|at|of))?"
    r"|rehomed|finished (?:with|up at))"
)
_BE = r"(?:(?:i|we)(?:['\u2019]?m| am|['\u2019]?ve been| have been|['\u2019]?re| are) |i?m |ive been |been )?"
_OTHER = r"(?P<other>(?!(?:i|we|who|(?:\w+ )?guess|he|she|they|it|you|nearly|almost|never|not|still|only|even|well)\b)(?:(?:my|our|his|her) )?[a-z]{2,}(?: [a-z]{2,})?)(?:['\u2019]s| has| have|s)? "
_LAPSED = r"(?:lapsed|expired|ran out|run out|folded|disbanded|been (?:scrapped|cancelled|sold|written off)|got (?:scrapped|written off)|was (?:scrapped|written off)|history|no more)"
_PARTED = (
    r"(?:(?:split|broke|broken) up|split|called (?:it|things) (?:off|quits|a day)|parted ways|separated|divorced|got divorced|done|over|through|finished|no more"
    r"|no longer together|not together(?: any ?more)?|ended (?:it|things)|are (?:done|over|history|finished|divorced|separated))"
)
_PART_WITH = (
    r"(?:(?:ended|finished|called off) (?:it|things)|(?:ended|finished|called|broke) (?:it|things) ?(?:off|quits|a day)?|broke up|split(?: up)?|parted ways|called (?:it|things) (?:off|quits|a day))"
    r" with|dumped|chucked"
)
_DONE = r"(?:did not|do not|don['\u2019]?t|does not|doesn['\u2019]?t|am not|['\u2019]?m not|not|no longer)"
_DOES = r"(?:at|with|on|in|do|doing|go(?:ing)? to|us(?:e|ing)|play(?:ing)?|tak(?:e|ing)|see(?:ing)?|have|own|driv(?:e|ing)|eat(?:ing)?|drink(?:ing)?|work(?:ing)? (?:at|for)|volunteer(?:ing)? (?:at|for|with)|liv(?:e|ing) (?:in|with)|study(?:ing)?(?: at)?|pay(?:ing)? for|rent(?:ing)? from)"

_OVER = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_BEGINS}{_SELF}{_SHED} {_WHAT}{_ENDS}",
        rf"{_BEGINS}{_SELF}(?P<account>closed)(?: down)? (?=my |our ){_WHAT}(?: (?:account|isa|card))?{_ENDS}",
        rf"{_BEGINS}{_SELF}knocked {_WHAT} on the head\b",
        rf"{_BEGINS}{_SELF}(?:packed|jacked|chucked) {_WHAT} in{_ENDS}",
        rf"{_BEGINS}{_SELF}(?:{_PART_WITH}) {_WHAT}{_ENDS}",
        rf"{_BEGINS}{_BE}{_JUST}(?:off|done with|through with|over with|shot of) {_WHAT}{_ENDS}",
        rf"{_BEGINS}(?:i |we )?{_JUST}{_DONE} {_DOES} {_WHAT} (?:any ?more|any longer)\b",
        rf"\b(?:no longer) {_DOES} {_WHAT}{_ENDS}",
        rf"{_BEGINS}(?:today|yesterday|\w+day|(?:the )?\w+)(?: was|['\u2019]?s) my last (?:day|shift|week) (?:at|with|for) {_WHAT}{_ENDS}",
        rf"{_BEGINS}my last (?:day|shift|week) (?:at|with|for) {_WHAT} (?:was|were) ",
        rf"{_BEGINS}(?:me|i|us) (?:and|n|&) {_WHAT} (?:are |have |['\u2019]ve |['\u2019]re )?{_JUST}{_PARTED}{_ENDS}",
        rf"{_BEGINS}{_WHAT} (?:and|n|&) (?:me|i) (?:are |have |['\u2019]ve |['\u2019]re )?{_JUST}{_PARTED}{_ENDS}",
        rf"{_BEGINS}{_WHAT}(?: has|['\u2019]s)? {_JUST}(?:(?:dumped|left|divorced|ditched|chucked) me|(?:(?:broke|split) up|called (?:it|things) off|ended (?:it|things)|finished (?:it|things)?) ?with me){_ENDS}",
        rf"{_BEGINS}{_WHAT}(?: has| have|['\u2019]s|s)? {_JUST}{_LAPSED}{_ENDS}",
        rf"{_BEGINS}{_OTHER}{_JUST}{_SHED} {_WHAT}{_ENDS}",
        rf"{_BEGINS}{_OTHER}{_JUST}(?:packed|jacked|chucked) {_WHAT} in{_ENDS}",
    )
)
"""The ways to say that something is over."""


ACCOUNT, BANK = "account", "bank"
"""What words are told for that name an account alone, and one that may be a bank's: who closed their laptop has it still."""


def _account_of(found: re.Match[str]) -> str:
    """Return what was closed: of "closed my Monzo" it is a bank's, as who closed their Slack uses it still."""
    return ACCOUNT if "account" in found.group().lower() else BANK


_FOR_TODAY = re.compile(
    r"\b(?:done|finished|through|over)\b.*\b(?:heading|headed|on (?:my|the) way|going home|home now|(?:dinner|lunch|tea|breakfast|food)(?:['\u2019]s| is) ready)\b"
    r"|\bcancel+ed\b.*\b(?:i['\u2019]?m|i am|(?:i|we)['\u2019]?(?:ve)? (?:got|have)) (?:too |so |feeling |a )?(?:ill|sick|unwell|poorly|tired|busy|cold|fever|away)\b",
    re.IGNORECASE,
)
"""What says that it is over for the day: "done with the gym, heading home"."""
_LONGEST = 600
"""Characters of a sentence that is looked at: a longer one is no sentence."""
_OWNER = re.compile(r"['\u2019]s$")


def told_over(sentence: str, index: int) -> Iterator[Gone]:
    """Yield the words of a sentence that it tells as over, whoever holds them."""
    if _FOR_TODAY.search(sentence):
        return
    seen: set[tuple[int, int]] = set()
    for form in _OVER if len(sentence) <= _LONGEST else ():
        for found in form.finditer(sentence):
            is_other = found.groupdict().get("other") is not None
            if found.span("what") not in seen:
                seen.add(found.span("what"))
                what, start = _OWNER.sub("", found["what"]), found.start("what")
                for word in re.finditer(r"\S+", what):
                    at = start + word.start()
                    slot = _account_of(found) if found.groupdict().get("account") else ""
                    yield Gone(word[0], index, at, at + len(word[0]), slot, is_other)
