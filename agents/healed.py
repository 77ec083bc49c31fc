"""What tells of allergies, and that somebody has one no more: who stops penicillin is allergic to it still."""

import re

from octomem.agents.reading.chinese.script import has_han, simplified

OF_ALLERGY = re.compile(
    r"allerg|intoleran|react|outgr[eo]w|gr[eo]w out|re-?test|[过過脱脫]敏", re.IGNORECASE
)
_HEALED = re.compile(
    "不[再会]?过敏|脱[敏掉]|[好退没空](?:透|掉|完|全)*了|好透|痊愈|没事|没影|消失|不用|(?<![不没])(?:能|可以|敢|放心|随便)[^，。]{0,4}[吃喝碰摸穿抱]|阴性|转阴|正常"
)
_OF_RECORD = re.compile(
    r"\b(?:records?|charts?|apps?|lists?|notes?|entry|entries|files?|forms?|bracelets?|profile|system|label|sticker)\b",
    re.IGNORECASE,
)
"""What is gone in place of an allergy: "my penicillin allergy disappeared from my record"."""
_STILL_THERE = re.compile(
    "(?:没有?|未|还没)(?:见|完全|彻底|全|怎么)?(?:好|痊愈|脱敏|断根)(?!事)|(?<![没不])(?<![没不]再)(?<!没有)(?<!没怎么)(?:犯|发作|复发)|加重"
    "|(?:越来越|更|还是|还|依然|仍然?|现在)[很挺]?严重|现在[还也都又]?(?:是)?不行"
    "|吃了?[^，。]{0,3}药|好了?一?[点些]|这[两几]天|[不没]犯的时候"
)
"""What says so of one that is there; how bad it was, 以前很严重, says neither."""


def may_be_over(sentence: str) -> bool:
    """Tell whether a sentence may say that an allergy is over: in Chinese only in words for one that healed.

    In English that is not what a record of it has no more.
    """
    plain = simplified(sentence)
    if not has_han(plain):
        return _OF_RECORD.search(plain) is None
    return _HEALED.search(plain) is not None and not is_there_still(plain)


def is_there_still(text: str) -> bool:
    """Tell Chinese words for an allergy that has not healed: 花生过敏没好, 又犯了."""
    return _STILL_THERE.search(text) is not None
