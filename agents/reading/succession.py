"""What takes whose place from now on: "left Kantar for Ipsos", "it's York now, not Leeds", "Priya replaced Graham".

Whatever it is that the old one was to somebody, memory knows; nothing is read here but which words stand for which.
"""

import re
from collections.abc import Iterator

from octomem.agents.reading.imagined import is_imagined
from octomem.agents.reading.instead import Amend

_WORDS = r"[\w'\u2019&.-]*\w(?: [\w'\u2019&.-]*\w){0,2}?"
_DET = r"(?:(?:my|our|the|an?|being an?|old|new) )*"
_OLD = rf"{_DET}(?P<old>{_WORDS})"
_NEW = rf"{_DET}(?P<new>{_WORDS})"
_END = (
    r"(?=[,.;!?\n)(]|$| (?:now|last|this|back|in|on|at|since|and|so|because|cos|instead|these|which|after|btw|lol|tbh|when|as"
    r"|yesterday|today|finally|a (?:few|couple)|(?:two|three|\d+|a) (?:days?|weeks?|months?|years?) ago)\b)"
)
_IT_IS = r"(?:it['\u2019]?s |it is |so )*"
_PLACE = re.compile(
    rf"\b(?:swapped|traded|exchanged|replaced|ditched|dropped(?! [^.!?]{{1,30}} (?:in|off|round) for\b)|binned|dumped|px['\u2019]?d|part[- ]?ex(?:ed|changed)?)(?: out| in)? {_OLD}(?: in)? (?:for|with|against) {_NEW}{_END}"
    rf"|\b(?:left|quit) (?P<left>{_WORDS}) for {_DET}(?P<joined>{_WORDS}){_END}"
    rf"|(?:^|\b(?:i|we)(?:['\u2019]?ve| have)? (?:just |finally |now |recently )*)(?:moved|upgraded|transferred|relocated|shifted)(?: over)? from {_DET}(?P<from>{_WORDS}) to {_DET}(?P<to>{_WORDS}){_END}"
    rf"|(?:^|[.!] ){_DET}(?P<past>{_WORDS})(?:['\u2019]s| is| are) (?:history|gone|over|no more|dead|done),? (?:and )?{_IT_IS}{_DET}(?P<then>{_WORDS}) (?:it is|it['\u2019]s|now|is my \w+ now){_END}"
    rf"|\b(?:it['\u2019]?s|it is|at|in|with|to|for|doing|using|use|uses|studying|seeing|see|drive|drives|take|eat|drink) {_DET}(?P<now>{_WORDS}) (?:now|these days),? (?:and )?(?:not|instead of|rather than) {_DET}(?P<not>{_WORDS})(?: any ?more)?{_END}"
    rf"|\b(?:signed up (?:with|at|for)|switched to|joined|moved to|(?<=\bi )(?:use|go to)|(?<=\bwe )(?:use|go to)|(?<=\bnow )(?:use|go to)) {_DET}(?P<joins>{_WORDS})(?: now)? instead of {_DET}(?P<instead>{_WORDS}){_END}"
    rf"|(?:^|[.!,] |\b(?:and|so) ){_DET}(?P<heir>{_WORDS})(?:['\u2019]s| has| have)? (?:replaced|taken over from|took over from|succeeded) {_DET}(?P<before>{_WORDS}){_END}"
    rf"|(?:^|[.!] ){_DET}(?P<leaver>{_WORDS})(?:['\u2019]s| has| is)? (?:left|retired|quit|gone|moved on|resigned)(?:,| and| so)+ (?:so |now )?(?P<taker>{_WORDS})(?: has|['\u2019]s)? (?:took over|taken over|stepped in|is (?:my|our) \w+ now){_END}"
    rf"|\bit['\u2019]?s (?P<next>{_WORDS}) now,? (?:since |as |because |cos |and )?(?P<goer>{_WORDS})(?:['\u2019]s| has| is)? (?:left|retired|quit|gone|moved on|resigned){_END}",
    re.IGNORECASE,
)  # fmt: skip
_PAIRS = (
    ("old", "new"), ("left", "joined"), ("from", "to"), ("past", "then"), ("not", "now"), ("instead", "joins"),
    ("before", "heir"), ("leaver", "taker"), ("goer", "next"),
)  # fmt: skip
"""Groups of what was so, and of what is so since."""
_UNSURE = re.compile(
    r"\b(?:if|wish|might|may|maybe|could|would|should|shall|will|thinking|think|considering|wants?|hop(?:e|es|ing)|plan(?:s|ning)?|going to|gonna"
    r"|almost|nearly|never|used to|dream(?:s|t|ed|ing)?|imagine|jok(?:e|ing)|pretend|tempted|about to|hate to|asked|heard|says?|said|told|game|film|book)\b"
    r"|n['\u2019]t\b|['\u2019]ll\b|\bto (?:swap|trade|leave|quit|switch|move)\b",
    re.IGNORECASE,
)
"""What makes it no telling of what is so."""
_FOR_NOW = re.compile(
    r"\b(?:(?:for|until|till|over|during) (?:the |a |this |next |one |two |three |half )?(?:day|night|days|nights|week|weeks|weekend|month|while|bit|trip|holidays?|evening|afternoon|morning|time being|lunch|dinner|now|\w+day|meeting)"
    r"|for (?:one|this|that|a single) \w+|today|tonight|tomorrow|this (?:morning|afternoon|evening|weekend)|in the (?:mornings|afternoons|evenings)|at (?:weekends|night|breakfast|lunchtime)|on \w+days|just for|temporar\w+|at \d|on the \d)\b",
    re.IGNORECASE,
)
"""What says that it is so for a while or at an hour, or tells of a trip: "left Leeds for York at 6", "tea in the afternoons"."""
_NO_NEW = re.compile(
    r"(?:(?:[\w-]+ )?(?:days?|weeks?|months?|years?|decades?|ages)|lunch|dinner|work|home|good|ever|now|the day|the night|bed|school|uni|holidays?|free|cash|money|something|somewhere|another|it|that|this|him|her|them|me|us|you)\b",
    re.IGNORECASE,
)


def succeeded(sentence: str, index: int) -> Iterator[Amend]:
    """Yield what a sentence says to be in the place of something else since."""
    found = _PLACE.search(sentence)
    unsure = sentence.rstrip().endswith("?") or is_imagined(sentence)
    if found is None or unsure or _UNSURE.search(sentence) or _FOR_NOW.search(sentence):
        return
    old, new = next((found[o], found[n]) for o, n in _PAIRS if found[o])
    if _NO_NEW.match(new) is None and old.casefold() != new.casefold():
        yield Amend(old, new, index, since=True)
