"""Whether what is told of as over is over for good in the life of who tells it: not in a film, not for the weekend, and not found again."""

import re

from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.reading import Reading

UNDONE = re.compile(
    r"\b(?:almost|nearly|back together|got back|came back|came home|back now|turned up|found (?:him|her|it|them)(?! an? )|tr(?:ied|ying) to|failed to)\b"
    r"|找回来|[跑飞又]回来|[救抢]回来|救活|抢救过来|找到了(?![^，。]{0,3}(?:人|主|下家|领养))"
    r"|\b(?:part(?:ly|ially)|mostly|largely|somewhat|half|hopefully|temporarily) (?:outgr[eo]w|gr[eo]wn? out|gone|disappeared|vanished|cleared)",
    re.IGNORECASE,
)
"""What did not come to an end, or began again."""
_STORY = r"(?:act|movie|film|book|novel|game|play|show|series|episode|story|dream|race|musical|comic|manga|anime|sitcom|campaign|video|finale|chapter|scene)"
_STAGED = re.compile(
    rf"\b[Ii]n (?:the|an?|my|our|his|her|this|that|some|last night['\u2019]s) (?:[\w'\u2019-]+ ){{0,3}}?{_STORY}s?(?=[.,;:!?]|$"
    r"| (?:I|we|he|she|they|it|that|where|when|and|but|last|tonight|yesterday|today|on|[A-Z][\w'\u2019-]*|my|our|the)\b)"
    r"|\b(?:dreamt|dreamed|dreaming)\b|\bin (?:the sims|gta|minecraft|stardew valley|animal crossing)\b"
    r"|(?:电影|电视剧|剧|小说|游戏|书|动漫|漫画|故事|梦)里|梦[见到]",
    re.IGNORECASE,
)
"""What happens in a film, a game or a dream happens to nobody."""
_DIED_IN = re.compile(
    r"\b(?:episode|chapter|film|movie|book|novel|game|level|season|series|show|scene|finale)\b(?! (?:club|group|tickets?|pass)\b)",
    re.IGNORECASE,
)
"""Where who dies is nobody's husband: "Paul died in the last episode"."""
A_WHILE = re.compile(
    r"\bfor (?:an?|one|two|three|half an|a few|some|\d+) (?:minutes?|hours?|while|bit|moments?|seconds?|days?)\b"
    r"|\bfor (?:the|this|a|our) (?:(?:long|whole) )?(?:weekend|day|night|evening|week|holidays?|trip|summer|winter|moment|time being)\b"
    r"|\b(?:until|till) (?:the\b|next\b|tomorrow\b|(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""How long something is gone that comes back: "we lost the dog in the woods for an hour"."""
_OFF = re.compile(
    r"\b(?:was|were) off\b[^.!?]*\bfor (?:an?|one|two|three|four|five|a few|some|\d+) (?:hours?|days?|weeks?)\b"
    r"|\b(?:done|finished|through) (?:with |at |from )?[^.!?,]{2,30}? (?:for (?:today|now|tonight|the (?:day|night|evening|week))|at \d|early)\b"
)
"""What was left out for a while and goes on, or is done for the day: "I was off warfarin for two days", "done with Tesco for today"."""


def told_undone(reading: Reading, at: int) -> bool:
    """Tell a sentence of what did not come to an end or began again; what objects to it may be the next one."""
    told = [each.text for each in reading.sentences[at : at + 2]]
    objected = len(told) > 1 and told[1].startswith("but ")
    return UNDONE.search(" ".join(told) if objected else told[0]) is not None


def told_in_story(sentence: str) -> bool:
    """Tell what happened in a film, a game or a dream."""
    return _STAGED.search(sentence) is not None


def may_have_died_in_story(sentence: str) -> bool:
    """Tell where who dies need not be somebody known."""
    return told_in_story(sentence) or _DIED_IN.search(sentence) is not None


def told_for_a_while(sentence: str) -> bool:
    """Tell what somebody left out for some time and goes on with."""
    return _OFF.search(sentence.lower()) is not None


def is_told_new(reading: Reading, at: int) -> bool:
    """Tell "my new lawyer is Bob" and "Nina is my boss now" from who is so for a day, a purpose or a joke."""
    sentence = reading.sentences[at].text if at < len(reading.sentences) else ""
    return (
        _NEW.search(sentence) is not None
        and _FOR_NOW.search(sentence) is None
        and is_for_good(reading, at)
    )


_NEW = re.compile(
    r"\b(?:new|now(?! that)|became|become|promoted|switched|changed|replaced|reports? to)\b",
    re.IGNORECASE,
)
_FOR_NOW = re.compile(
    r"\b(?:for|while|until|till|during|today|tonight|this|these|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
    r"|temporar\w+|interim|acting|covering|joking|kidding|jokes?|lol|haha\w*|jk)\b",
    re.IGNORECASE,
)


def is_for_good(reading: Reading, at: int) -> bool:
    """Tell whether what ends without being named, "the cat is gone", is gone for good: not in a story, nor back since."""
    sentence = reading.sentences[at].text
    undone = not has_han(sentence) and told_undone(reading, at)
    if undone or told_in_story(sentence):
        return False
    behind = " ".join(each.text for each in reading.sentences[at : at + 2])
    return _BACK.search(behind) is None


_BACK = re.compile(
    r"\b(?:moved|moves|ran) (?:out|away)\b.*\bmoved back\b|\bbut (?:we |they )?made up\b|\b(?:ran|run|gone|lost|escaped)\b.*\bcaught (?:him|her|it|them)\b"
    r"|\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)(?: is|['\u2019]s| are|['\u2019]re) back\b"
)
"""Who left, and is back as the same sentence or the next one has it."""
