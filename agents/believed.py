"""Which tagged values are believed: likely enough, and told for good rather than asked or so for an hour."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents import chinese_claims
from octomem.agents.bars import BAR, CERTAIN, OF_OTHERS
from octomem.agents.for_good import UNDONE
from octomem.agents.healed import OF_ALLERGY, may_be_over
from octomem.agents.holders import holder_of, leaving, moment_of
from octomem.agents.named import KIN
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.imagined import is_acted, is_cast
from octomem.agents.reading.reading import SURE, Reading, Statement, Tense
from octomem.agents.reading.tags import State, Tag
from octomem.agents.reworded import is_weight
from octomem.agents.told_over import told_over
from octomem.agents.wording import normal

DOUBTFUL = 0.7
"""The likelihood that a home, a birthday, a thing or somebody needs, of which words alone say little."""
ALONE = 0.85
"""The likelihood that somebody needs who is told of as it were in passing or in a sentence about
others: from there 58 of 68 were right on the writers held out."""
LASTING, PLACE = 0.5, 0.5
"""Likelihoods of the words of a home or of somebody: from the first they last, from the second they
say where somebody is just now."""
_DWELLINGS = (
    "apartment",
    "bungalow",
    "cottage",
    "flat",
    "home",
    "house",
    "place",
    "room",
    "studio",
)
_NAMES = {"nickname": SURE, "name": 0.9}
"""What names need, which make one of two people."""
_MORE = {"hobby": 0.65, "marital_status": ALONE}
"""What other slots need now, below which four of five values were wrong."""
_THINGS = frozenset({"car", "owns", "phone_model"})
"""Slots whose value somebody has, and may wash, lend and mend."""
_DENIED = frozenset(
    {"allergy", "language", "diet", "car", "owns", "condition", "medication", "habit"}
)
"""Slots of which it is worth keeping that somebody has no such value: 我日语一句都不会. In English, where the
parse reads most denials, a tag may take "almonds, not peanuts" for one of an allergy."""


def is_believed(tag: Tag, reading: Reading) -> bool:
    """Tell a value that is likely enough; one that is planned needs a date ahead from which it is so.

    What is denied or imagined never is.
    """
    if tag.slot == "allergy" and tag.state is State.PAST:
        sentence = reading.sentences[tag.sentence].text
        is_partly = UNDONE.search(sentence) is not None  # "mostly gone"
        if is_partly or not (OF_ALLERGY.search(reading.turn.text) and may_be_over(sentence)):
            return False
    if tag.slot == "allergy" and tag.state is State.NOW and _is_outgrown(tag, reading):
        return False
    if tag.state is State.PLANNED:
        return tag.likely >= BAR and tag.slot not in KIN and _is_ahead(tag, reading)
    if tag.state is State.DENIED:
        if is_eaten(tag, reading):
            return tag.likely >= BAR
        return reading.language == "zh" and tag.likely >= BAR and tag.slot in _DENIED
    return tag.state in {State.NOW, State.PAST} and tag.likely >= _needed(tag, reading)


def _is_outgrown(tag: Tag, reading: Reading) -> bool:
    """Tell what nobody is allergic to who has outgrown it: "he's outgrown it, the hazelnuts are fine"."""
    sentence = reading.sentences[tag.sentence].text
    outgrown = _OUTGROWN.search(sentence)
    if outgrown is None or _STILL.search(sentence) is not None:
        return False
    is_new = _NEW.search(sentence[outgrown.end() : tag.start]) is not None
    return not (is_new and _AN_ALLERGY.match(sentence, tag.start) is not None)


_OUTGROWN = re.compile(r"\b(?:outgr(?:ew|own)|gr(?:ew|own) out of)\b", re.IGNORECASE)
_NEW = re.compile(r"(?:[,;]|\band\b).*\b(?:an?|another|new) (?:\w+ )?$", re.IGNORECASE)
_AN_ALLERGY = re.compile(r"(?:\w+ ){1,3}(?:allerg|intoleran)", re.IGNORECASE)
"""What stands around what came after: "outgrew the milk one, now it's a peanut allergy"."""
_STILL = re.compile(
    r"\b(?:still|but|though|although|except|not|never|hasn|haven|hadn)\b|n['\u2019]t\b",
    re.IGNORECASE,
)


def _needed(tag: Tag, reading: Reading) -> float:
    """Return how likely a value has to be.

    "In Oslo" may be a home or a journey, "me and Tom" a couple or two cooks, and who "gave the
    Golf a wash" has it still: there more is asked for, and of a nickname, which makes two people one. Animals stay, however little a name weighs.
    """
    if reading.language == "zh":
        return _needed_in_chinese(tag, reading)
    if tag.slot in _NAMES:
        return _NAMES[tag.slot]
    is_past = tag.state is State.PAST
    passes = not is_past and (tag.lasting < LASTING or tag.place >= PLACE)
    if tag.slot in KIN:
        passes = passes and not (tag.slot == "pet" and tag.likely >= SURE)
        alone = ALONE if passes or _is_about_others(tag, reading) else DOUBTFUL
        gone = CERTAIN if tag.slot == "pet" else SURE  # "I gave Pickle to the groomer"
        return gone if is_past else alone
    if tag.slot in {"home", "birthday"}:
        settled = tag.slot == "home" and _is_there_now(tag, reading)
        return SURE if is_past or (passes and settled) else CERTAIN if passes else DOUBTFUL
    if tag.slot in _THINGS:
        stays = is_past and tag.lasting >= LASTING
        is_gone = not stays or any(map(is_over, _telling(tag, reading)))
        return CERTAIN if passes or not is_gone else SURE if is_past else DOUBTFUL
    return BAR if is_past else _MORE.get(tag.slot, BAR)


def _is_there_now(tag: Tag, reading: Reading) -> bool:
    """Tell a sentence that says no more than where the speaker is now: "im in york now"."""
    sentence = reading.sentences[tag.sentence].text
    before = _I_AM_IN.fullmatch(sentence[: tag.start]) is not None
    return before and _NOW.fullmatch(sentence, tag.end) is not None


_I_AM_IN = re.compile(
    r"\W*(?:(?:so|and|but|ok|btw)\W+)*(?:i['\u2019]?m|i am|we['\u2019]re|we are) (?:back )?in ",
    re.IGNORECASE,
)
_NOW = re.compile(r",? (?:now|these days|nowadays)\W*", re.IGNORECASE)


def _needed_in_chinese(tag: Tag, reading: Reading) -> float:
    """Return how likely a value in Chinese has to be.

    There only where somebody is just now was taken for more, a racket that is given away for one that was had, laziness for an illness, and
    a slip beside a birthday for a second one.
    """
    passes = tag.lasting < LASTING
    if tag.slot == "home" and tag.place >= PLACE:
        return 1.0 if passes else BAR
    if tag.slot == "birthday" and _has_birthday(tag, reading):
        return 1.0
    is_gone = tag.state is State.PAST and tag.slot in _THINGS
    if passes and (is_gone or tag.slot == "condition"):
        return CERTAIN
    return OF_OTHERS.get(tag.slot, BAR) if tag.of_other else BAR


def _has_birthday(tag: Tag, reading: Reading) -> bool:
    """Tell whether a statement gives the same one a birthday; of whom it is that is not clear, anybody."""
    holder = holder_of(tag, reading) if tag.of_other else reading.turn.actor
    return any(each.subject.endswith(f"{holder}'s birthday") for each in reading.statements)


def _is_ahead(tag: Tag, reading: Reading) -> bool:
    """Tell a value with a date beside it that is still to come."""
    moment = moment_of(tag, reading)
    if moment is None or moment.ends or _LONG.match(moment.text):
        return False
    return moment.start > reading.turn.occurred_at


_LONG = re.compile(
    r"(?:an?|one|two|three|\d+) (?:year|month|week|day|hour|night)s?\b", re.IGNORECASE
)
"""How a time begins that says how long something took: "after a year I can speak Spanish"."""


def _is_about_others(tag: Tag, reading: Reading) -> bool:
    """Tell a sentence that states something, and nothing of the speaker or of what is theirs."""
    actor = reading.turn.actor
    said = [s for s in reading.statements if s.sentence == tag.sentence]
    return bool(said) and not any(s.first_person or actor in s.text for s in said)


def as_dated(tag: Tag, reading: Reading) -> Tag:
    """Let a date beside a value say that it is over, unless a verb says that it is so: "married 2011-2017"."""
    if (
        _has_begun(tag, reading)
        or _is_retired(tag)
        or _goes_on(tag, reading)
        or leaving(tag, reading) is not None
    ):
        return replace(tag, state=State.NOW)
    if _was_for_a_while(tag, reading):
        return replace(tag, state=State.PAST)
    moment = moment_of(tag, reading) if tag.state is State.NOW else None
    if moment is not None and moment.ends and moment.start > reading.turn.occurred_at:
        return replace(tag, state=State.PLANNED)  # 七月到九月在华为实习
    if moment is None or not moment.is_over(reading.turn.occurred_at):
        return tag
    holds = any(each.tense is Tense.PRESENT for each in _telling(tag, reading))
    return tag if holds else replace(tag, state=State.PAST)


def _was_for_a_while(tag: Tag, reading: Reading) -> bool:
    """Tell where somebody lived by the words behind it, and what somebody ate for a time that is over."""
    if tag.state is not State.NOW or reading.language != "en":
        return False
    said = reading.sentences[tag.sentence].text
    if tag.slot == "home":
        return _WHERE_I_WAS.match(said, tag.end) is not None
    return tag.slot == "diet" and (
        _FOR_A_WHILE.match(said, tag.end) is not None
        and _WENT.search(said[: tag.start]) is not None
    )


_WHERE_I_WAS = re.compile(
    r",? (?:(?:and |but )?(?:that['\u2019]?s|that is|which is|which was|that was) )?where (?:i|we|he|she|they) (?:was|were|used to|lived|had been|grew up)\b(?! born)",
    re.IGNORECASE,
)
_WENT = re.compile(r"\b(?:went|was|were|turned|tried|did|been)(?: \w+)? $", re.IGNORECASE)
_FOR_A_WHILE = re.compile(
    r" for (?:(?:like|about|maybe|all of|only|just|around) )?(?:an?|one|two|three|four|six|\d+|a few|a couple of) (?:day|week|month|year)s?\b(?! now)",
    re.IGNORECASE,
)
"""What stands around what was so for a time: "he went [vegetarian] for like a month in 2019"."""


def _goes_on(tag: Tag, reading: Reading) -> bool:
    """Tell what is taken for over and dated up to now: 自打2019年就在湖南大学念书."""
    if tag.state is not State.PAST:
        return False
    moment = moment_of(tag, reading)
    if moment is None or moment.ends or moment.end != reading.turn.occurred_at:
        return False
    over = told_over(reading.sentences[tag.sentence].text, tag.sentence)
    if any(each.start < tag.end and tag.start < each.end for each in over):
        return False  # "off the statins since last week"
    return _FOR.match(moment.text) is None


_FOR = re.compile(r"(?:for|over|in|during|the|these)\b", re.IGNORECASE)
"""How a time begins that something took, and that may be over."""


def _is_retired(tag: Tag) -> bool:
    """Tell what somebody is by what they were: "a retired post office clerk"."""
    return tag.slot == "job" and tag.text.casefold().startswith(("retired ", "a retired "))


def _has_begun(tag: Tag, reading: Reading) -> bool:
    """Tell what is taken for planned and dated earlier in Chinese, where no word says that it is meant: 4月1号就搬到西安去了."""
    if tag.state is not State.PLANNED or reading.language != "zh":
        return False
    moment = moment_of(tag, reading)
    if moment is None or moment.ends or moment.end > reading.turn.occurred_at:
        return False
    return not chinese_claims.is_meant(tag, reading)


def as_denied(tag: Tag, reading: Reading) -> Tag:
    """Deny what somebody is fine with, and in Chinese what the clause behind it does: 病历上写的青霉素过敏，我根本不过敏."""
    if is_eaten(tag, reading):
        return replace(tag, state=State.DENIED, likely=max(tag.likely, SURE))
    if reading.language == "zh" and chinese_claims.is_affirmed(tag, reading):
        return replace(tag, state=State.NOW)
    denied = reading.language == "zh" and chinese_claims.is_denied_behind(tag, reading)
    return replace(tag, state=State.DENIED, likely=max(tag.likely, BAR)) if denied else tag


def is_eaten(tag: Tag, reading: Reading) -> bool:
    """Tell what the speaker eats without harm: "peanuts I'm fine with"."""
    if tag.slot != "allergy" or tag.of_other or reading.language != "en":
        return False
    sentence = reading.sentences[tag.sentence].text
    behind, before = _FINE_BEHIND.match(sentence, tag.end), _FINE.search(sentence[: tag.start])
    is_whole = before is not None and _NO_MORE.match(sentence, tag.end) is not None
    return (behind is not None or is_whole) and _ONLY_SO.search(sentence) is None


_IS_FINE = r"\b(?:i['\u2019]?m|i am) (?:totally |perfectly |absolutely |completely |actually |all )?(?:fine|ok|okay|alright|good) (?:with|eating|having)"
_NO_MORE = re.compile(
    r"\W*(?:$|[,;.!]|(?:too|now|again|these days|but|and|not|though)\b)", re.IGNORECASE
)
"""What comes behind all that somebody is fine with: neither "peanuts in the house" nor "peanut traces"."""
_FINE_BEHIND = re.compile(rf"(?: are| is)?,? ?{_IS_FINE}\b(?={_NO_MORE.pattern})", re.IGNORECASE)
_FINE = re.compile(rf"(?:^|[,;:.] |\b(?:and|but|so) ){_IS_FINE} $", re.IGNORECASE)
_ONLY_SO = re.compile(
    r"\b(?:as long as|so long as|if|unless|only|provided|until|till|when|while|jok(?:e|ing)|kidding)\b|\?",
    re.IGNORECASE,
)
"""What says that somebody is fine with something only so far, or not in earnest."""


def in_its_place(tag: Tag, reading: Reading) -> Tag:
    """Take what is bought beside a car that is sold for a car, "sold the Clio and bought a Togg", and a firm for no home."""
    if tag.slot == "home" and reading.language == "zh" and chinese_claims.is_firm(tag):
        return replace(tag, slot="employer")  # 我还在喜马拉雅混日子
    named = tag.slot == "owns" and any(word[:1].isupper() for word in tag.text.split())
    if not named or tag.state is not State.NOW:
        return tag
    sold = (
        each
        for each in reading.tags.values
        if each.sentence == tag.sentence
        and (each.slot, each.state, each.of_other) == ("car", State.PAST, tag.of_other)
    )
    likely = max((each.likely for each in sold), default=0.0)
    return replace(tag, slot="car", likely=likely, lasting=1.0) if likely >= CERTAIN else tag


def _telling(tag: Tag, reading: Reading) -> Iterator[Statement]:
    """Yield the statements of a value's sentence that name it."""
    return (s for s in reading.statements if s.sentence == tag.sentence and tag.text in s.text)


def is_over(statement: Statement) -> bool:
    """Tell what is not so any more, or ended when it says."""
    moment = statement.moment
    return statement.ended or statement.negated or (moment is not None and moment.ends)


def is_no_telling(tag: Tag, reading: Reading) -> bool:
    """Tell a question, what is so for an hour or a week, and a bare value that answers nothing."""
    sentence, asked = reading.sentences[tag.sentence], reading.asked
    if reading.language == "zh":
        return chinese_claims.is_no_telling(tag, reading, sure=tag.likely >= CERTAIN)
    before = sentence.text[: tag.start]
    answers = asked is not None and not asked.imagines and not _OF_ASKER.search(asked.question)
    is_bare = _BARELY.sub("", normal(sentence.text)) == normal(tag.text)
    return (
        (
            sentence.is_question
            and (not _is_told_beside(tag, sentence.text) or is_cast(reading.turn.text))
        )
        or is_acted(sentence.text)
        or (not tag.of_other and BUT_ME.search(sentence.text) is not None)
        or (is_bare and not answers and not _is_news(tag, reading))
        or (_POINTS.match(sentence.text) is not None and not _is_pointed_at(tag, answers=answers))
        or _BRIEFLY.search(sentence.text, tag.end) is not None
        or _RECORDED.search(before) is not None
        or (tag.slot == "age" and _is_no_age(reading, tag, answers=answers))
        or (tag.slot == "hometown" and _is_born_in(tag, reading))
        or (
            tag.slot == "birthday"
            and (_is_no_birthday(tag, reading) or _ANOTHER_DAY.search(before) is not None)
        )
        or (tag.slot == "job" and _is_spoken_to(tag, reading))
        or (tag.slot == "medication" and _TO_ASK.search(before) is not None)
        or (tag.slot == "home" and _is_no_home(tag, reading))
        or (tag.slot == "partner" and _is_no_partner(tag, reading))
        or (tag.slot == "employer" and _NO_STAFF.search(before) is not None)
        or (tag.slot == "employer" and _SUPPLIES.match(sentence.text, tag.end) is not None)
        or (tag.state is State.PAST and ONE_OF_IT.match(sentence.text, tag.end) is not None)
        or (_may_be_over(tag, reading) and _FORMER_HOME.search(before) is not None)
        or (_is_employed(tag) and _LEFT.search(before) is not None)
        or (tag.slot == "allergy" and _NOT_FOR_ALLERGY.search(reading.turn.text) is not None)
        or (
            tag.slot == "allergy"
            and not (answers or tag.of_other)
            and _is_left_out(before, reading)
        )
    )


def _is_told_beside(tag: Tag, sentence: str) -> bool:
    """Tell what a question takes for granted, or what is told before it: "postie now, boots that last?"."""
    before = sentence[: tag.start]
    if _AFTER_ALL.search(sentence) is not None:
        return False
    if _ASKS.match(sentence) is not None or _IF.search(before) is not None:
        is_mine = tag.slot in _THINGS and _MINE.search(before) is not None
        return is_mine and tag.likely >= CERTAIN
    is_before = re.search(r"[,;:.]", sentence[tag.end :]) is not None
    return tag.likely >= (SURE if is_before else CERTAIN)


_ASKS = re.compile(
    r"\W*(?:(?:and|so|but|ok|okay|hey|hi|hello|please|well|also|wait|um|hmm|lol)\b\W*)*"
    r"(?:wh(?:o|at|y|en|ere|ich|ose|om)|how|any|(?:do|does|did|is|are|am|was|were|can|could|will|would|have|has|had|shall"
    r"|should|may|might|must|ai)(?:n['\u2019]?t)?|guess|remember|know|you)(?:['\u2019]?s|['\u2019]?re|['\u2019]?d)?\b",
    re.IGNORECASE,
)
"""How a sentence begins that asks from its beginning."""
_AFTER_ALL = re.compile(
    r"(?:\b(?:do|does|did|is|are|am|was|were|can|could|will|would|have|has|should)(?:n['\u2019]?t)? (?:not )?"
    r"(?:I|you|he|she|it|we|they)(?: not)?|\b(?:right|correct|yes|no|or not|eh|innit|true|huh))\W*$",
    re.IGNORECASE,
)
"""How a sentence ends that asks of all that it says: "I'm vegan, am I?"."""
_IF = re.compile(r"\b(?:if|whether|when|suppose|imagine|say|with an?)\b", re.IGNORECASE)
_MINE = re.compile(r"\b(?:my|our) $", re.IGNORECASE)
"""What comes before a thing that a question takes for granted: "why does my Galaxy A14 die so fast?"."""


def _is_left_out(before: str, reading: Reading) -> bool:
    """Tell what is left out and nobody said to be allergic to: "ok ok no cashews"."""
    return _NO.search(before) is not None and _ILL.search(reading.turn.text) is None


def _is_no_birthday(tag: Tag, reading: Reading) -> bool:
    """Tell a day that everybody knows, and one that answers a question of something else: "14 nov" to "what is the new date?"."""
    asked = reading.asked
    other = asked is not None and not _OF_BIRTH.search(f"{asked.question} {reading.turn.text}")
    return other or _FEAST.search(reading.sentences[tag.sentence].text[: tag.start]) is not None


def _is_spoken_to(tag: Tag, reading: Reading) -> bool:
    """Tell whom somebody speaks to by what they are: "yes chef"."""
    sentence, asked = reading.sentences[tag.sentence].text, reading.asked
    bare = _ADDRESSES.fullmatch(sentence[: tag.start]) and not sentence[tag.end :].strip(" .!,")
    return bool(bare) and (asked is None or _OF_JOB.search(asked.question) is None)


def _is_news(tag: Tag, reading: Reading) -> bool:
    """Tell a bare value that says what the sentence before it led to: "I jumped ship in April. Flipkart."."""
    led = tag.sentence > 0 and not reading.sentences[tag.sentence - 1].is_question
    return led and tag.likely >= SURE


def _may_be_over(tag: Tag, reading: Reading) -> bool:
    """Tell a home that only its words make one of before: nothing that is told of it says so."""
    is_past = tag.slot == "home" and tag.state is State.PAST and tag.likely < CERTAIN
    return is_past and not any(map(is_over, _telling(tag, reading)))


def _is_employed(tag: Tag) -> bool:
    return tag.slot == "employer" and tag.state is State.NOW


def _is_no_home(tag: Tag, reading: Reading) -> bool:
    """Tell where a firm, a holiday flat or anybody's life is, and where somebody is since Tuesday."""
    sentence = reading.sentences[tag.sentence].text
    before = sentence[: tag.start]
    in_general = (
        _IN_GENERAL.search(before)
        and _IS_SO.match(sentence, tag.end)
        and not _FOR_US.match(sentence, tag.end)
    )
    lately = _LATELY.match(sentence, tag.end) and not _MOVING.search(reading.turn.text)
    stays = _STAYS_AT.search(before) and not (
        _MOVING.search(reading.turn.text) or _FOR_GOOD.search(sentence, tag.end)
    )
    elsewhere = stays or any(form.search(before) for form in (_OTHER_DWELLING, _SHOP))
    return bool(elsewhere or in_general or lately) or _is_where_firm_is(tag, reading)


def _is_where_firm_is(tag: Tag, reading: Reading) -> bool:
    """Tell "I'm head of logistics at Norrland in Leith": who works there may live elsewhere."""
    text = reading.sentences[tag.sentence].text
    return _LIVES_THERE.match(text, tag.end) is None and any(
        each.slot == "employer"
        and each.sentence == tag.sentence
        and text[each.end : tag.start].strip() == "in"
        for each in reading.tags.values
    )


def _is_no_partner(tag: Tag, reading: Reading) -> bool:
    """Tell who was brought somewhere, works with the speaker, is agreed with, or has no name of people: "I'm with Monzo now"."""
    sentence = reading.sentences[tag.sentence].text
    brought = (
        _PUT_DOWN.search(sentence[: tag.start])
        and _SOMEWHERE.match(sentence, tag.end)
        and not _COUPLE.search(sentence, tag.end)
    )
    is_with = _IS_WITH.search(sentence[: tag.start]) is not None
    first = tag.text.partition(" ")[0].casefold()
    passing = is_with and (first not in GIVEN or _THIS_ONCE.match(sentence, tag.end))
    passing = passing and not _DATING.search(reading.turn.text)
    return bool(brought or passing or _TOGETHER_AT_WORK.search(sentence, tag.end))


def _is_no_age(reading: Reading, tag: Tag, *, answers: bool) -> bool:
    """Tell an age that somebody has not yet, and a number of a day that nobody asked for or feels."""
    sentence = reading.sentences[tag.sentence].text
    if not tag.of_other and is_weight(tag.text, reading):
        return True
    is_told = answers or _FEELS_AGE.search(reading.turn.text) is not None
    of_day = not is_told and _NUMBER_OF_DAY.match(sentence)
    before = reading.sentences[tag.sentence - 1].text if tag.sentence else ""
    if _TURNING.match(sentence) and _OTHERS_KIN.search(before) and not tag.of_other:
        return True
    return bool(of_day or _NOT_AGED.search(sentence[: tag.start]))


def _is_born_in(tag: Tag, reading: Reading) -> bool:
    """Tell where somebody is told to be born: where they grew up is not said."""
    return any(s.predicate == "is born in" and tag.text in s.object for s in _telling(tag, reading))


_NO_STAFF = re.compile(
    r"\bat (?:the )?[A-Z][\w&'-]*(?: [A-Z][\w&'-]*)* in $"
    r"|\b(?i:ticket|card|pass|share|policy|account) ?holder (?:at|with|of) (?:the )?$"
)
"""What comes before where a firm is, and before one that has a customer: "at Norrland in Leith", "season ticket holder at Hearts"."""
_NOT_AGED = re.compile(
    r"\b(?:nearly|almost|under|over|pushing|approaching|not (?:yet|quite|even)|like|feel|feels) $",
    re.IGNORECASE,
)
"""What comes before an age that somebody has not: "nearly 40"."""
_LEFT = re.compile(
    r"\b(?:quit|left|lost|gave up|given up|(?:packed|jacked|chucked) in|(?:resigned|retired|fired|sacked) from) (?:my|his|her|their)"
    r" (?:\w+ )?(?:job|position|post|role) (?:at|with) (?:the )?$",
    re.IGNORECASE,
)
"""What comes before where somebody worked: "quit her job at Aldi"."""
_FEAST = re.compile(
    r"\b(?:Christmas|Easter|New Year|Hogmanay|Halloween|Valentine|Diwali|Eid|Hanukkah|Passover|Holi|Thanksgiving|Pancake)(?:['\u2019]?s)?(?: (?:Day|Eve|Sunday|Monday))?"
    r"(?: this year)?(?:['\u2019]s| is| was| falls)(?: on)?(?: the)? $",
    re.IGNORECASE,
)
"""What comes before a day that everybody knows: "Easter is 31 March this year"."""
_ANOTHER_DAY = re.compile(
    r"\b(?:marr(?:y|ied|ying|iage)|wedding|engaged|engagement|graduat\w+|retir\w+|baptis\w+|christen\w+|anniversary)\b"
    r"(?![^.;]*\b(?:birthday|born|bday|turn\w*)\b)[^.;]*$",
    re.IGNORECASE,
)
"""What comes before a day of somebody's that is not that of their birth: "he's getting married on 5 December"."""
_OF_BIRTH = re.compile(
    r"\b(?:birth\w*|b-?days?|born|dob|turn(?:s|ed|ing)?|age|old(?:er)?|cake|star sign)\b",
    re.IGNORECASE,
)
"""What a day is a birthday by."""
_ADDRESSES = re.compile(
    r"\W*(?:(?:yes|yep|yeah|aye|no|nope|ok(?:ay)?|sure|right|thanks|thank you|ty|cheers|sorry|hi|hello|hey|morning|good morning)\W+)+",
    re.IGNORECASE,
)
_OF_JOB = re.compile(
    r"\b(?:are you|do for|jobs?|works?|living|trade|profession|occupation)\b", re.IGNORECASE
)
"""What comes before somebody who is spoken to, and what asks for what somebody is."""
_TO_ASK = re.compile(
    r"\b(?:ask\w*|check\w*|speak|spoke|talk\w*|wonder\w*|question\w*) [^.;!?]{0,30}\b(?:about|for|whether|if)\b[^.;!?]{0,15}$",
    re.IGNORECASE,
)
"""What comes before a medicine that is only to be asked for."""
_SHOP = re.compile(
    r"\b(?:workshop|shop|store|garage|gym|restaurant|caf[e\u00e9]|bar|pub|bakery|salon|practice|business|firm|company|branch|warehouse|factory"
    r"|boat|caravan|cabin|allotment|stall|gallery|gig|mate|friend|client|customer|meeting|conference|wedding) (?:in|near|outside|by) $",
    re.IGNORECASE,
)
"""What comes before where somebody has something else than a home: "he's got a workshop in Paisley"."""
_OTHER_DWELLING = re.compile(
    rf"\b(?:holiday|weekend|summer|beach|ski|investment|timeshare|second) (?:{'|'.join(_DWELLINGS)})s? (?:in|near|outside|by) $",
    re.IGNORECASE,
)
"""What comes before where somebody has a dwelling and does not live."""
_STAYS_AT = re.compile(
    r"\b(?:back|home|returned|fresh|arrived|flown in|flew in) from $|\b(?:away|off|holidaying) (?:in|at|to) $"
    r"|(?:\b(?:am|is|are)|['\u2019](?:m|s|re)) (?:\w+ )?at (?:(?:my|his|her|their|our) )?\w+['\u2019]s?(?: \w+)? in $",
    re.IGNORECASE,
)
"""What comes before where somebody was or is for some days: "she's back from Lisbon", "he's at his mum's in Stroud"."""
_FOR_GOOD = re.compile(
    r"\b(?:for good|permanently|these days|we live|until I find)\b", re.IGNORECASE
)
"""What says that somebody lives with whom they are: "at our mum's in Hull for good"."""
_IN_GENERAL = re.compile(r"\b(?:living|life|rents?) in $", re.IGNORECASE)
_IS_SO = re.compile(r"(?:['\u2019]s| is| costs?| was| would| can| gets?| seems?)\b")
"""What comes before and behind where anybody may live: "living in Oslo is expensive"."""
_FOR_US = re.compile(
    r"(?!.*\b(?:would|could|might|may|if)\b).*\b(?:for|suits?|agrees? with) (?:me|us)\b"
)
"""What says behind it that it is the speaker's life: "is slower and suits us"."""
_MOVING = re.compile(
    r"\b(?:unpack\w* (?:\w+ )?boxes|removal van|moved in|last (?:of the )?box(?:es)?)\b",
    re.IGNORECASE,
)
"""What says that somebody came to stay."""
_LIVES_THERE = re.compile(r",? (?:and|where) (?:I|we)(?:['\u2019]ve| have)? (?:\w+ )?lived?\b")
"""What comes behind a firm's place where its worker lives."""
_LATELY = re.compile(r" since (?:yesterday|last night|this morning|the weekend|\w+day)\b")
"""What comes behind where somebody is for some days."""
_PUT_DOWN = re.compile(r"\b(?:dumped|dropped) $", re.IGNORECASE)
_SOMEWHERE = re.compile(r" (?:off|outside|home|at (?:his|her|their|my|our|the(?! altar)))\b")
"""What comes before and behind who was brought somewhere: "I dumped Jake at his mum's"."""
_COUPLE = re.compile(r"\bafter (?:\w+ ){1,3}(?:together|of (?:dating|marriage|going out))\b")
"""What says that two were a couple: "after three years together"."""
ONE_OF_IT = re.compile(
    r" (?:exam|test|paper|essay|homework|assignment|mock|coursework|presentation|match|game|tournament|interview|appointment)s?\b"
)
"""What is over once of what goes on: who has done the law exam studies law."""
_IS_WITH = re.compile(
    r"(?:\b(?:am|is|are|was|were|been)|['\u2019](?:m|s|re)) with $", re.IGNORECASE
)
_SUPPLIES = re.compile(
    r" for (?:(?:the|our|my|all our|home|car) )*(?:electric\w*|gas|internet|broadband|wifi|phones?|mobile|insurance|energy|water|tv|banking|mortgage)\b"
)
"""What comes behind a firm whose customer somebody is: "we're with EDF for the electricity"."""
_DATING = re.compile(
    r"\b(?:dat(?:e|es|ed|ing)|boyfriend|girlfriend|fianc|married|couple|engaged|in love|together)",
    re.IGNORECASE,
)
_THIS_ONCE = re.compile(
    r" (?:on (?:this|that|it|the)|about|for (?:lunch|dinner|coffee|the (?:day|weekend|evening))|at (?:the|a|work)|in (?:the|a) |right now|today|tonight|until|till)\b"
)
"""What comes behind whom somebody agrees with, or is with for a while: "I'm with Sarah on this one"."""
_TOGETHER_AT_WORK = re.compile(
    r"\btogether(?: again)? (?:on|in|at|for) the (?:\w+ ){0,2}(?:shift|team|project|rota|ward|desk|band|committee)\b"
)
"""What comes behind two who work together."""
_NUMBER_OF_DAY = re.compile(r"\W*\d+ (?:today|tomorrow|tonight)\b", re.IGNORECASE)
"""How a sentence begins with a number that may be anything: "25 tomorrow, hot again"."""
_TURNING = re.compile(r"\W*(?:just |he's |she's )?turn(?:ing|s|ed)\b", re.IGNORECASE)
_OTHERS_KIN = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:mum|mom|dad|mother|father|gran|nan|grandma|grandad|grandpa|brother|sister|son|daughter|wife|husband|partner|uncle|aunt|friend|boss|niece|nephew|cousin|girlfriend|boyfriend)\b",
    re.IGNORECASE,
)
"""What tells of an age, without who has it, behind a sentence about somebody else: "my dad? turning 60"."""
_FEELS_AGE = re.compile(
    r"(?:^|[.!?,] ?)(?:I |I['\u2019]m |I am )?feel(?:ing)? (?:\w+ )?(?:old|ancient)\b|\bhappy birthday to me\b",
    re.IGNORECASE,
)
"""What says that a number of today is the speaker's age."""
_FORMER_HOME = re.compile(
    rf"\b(?:my|our|his|her|their) (?:old|former|previous|first|last) (?:\w+ )?(?:{'|'.join(_DWELLINGS)}) (?:in|near|outside) $",
    re.IGNORECASE,
)
"""What comes before where a dwelling was that a sentence tells of: "my old flat in Rome was damp"."""
_NOT_FOR_ALLERGY = re.compile(
    r"(?:\bcan['\u2019]?t|\bcannot|\bcan not) (?:have|eat|drink|touch|take)\b[^.!?\n]{0,80}?\b(?:because(?! of (?:it|this|that)\b)|cos|until|till|during|before|while"
    r"|hates?|texture|policy|rules?|diet|lent|ramadan|pregnan\w+)\b",
    re.IGNORECASE,
)
"""What says that something is left out for another reason, or for a time."""
_NO = re.compile(r"\b(?:no|without|skip(?:ping)?|minus|hold) (?:the |any )?$", re.IGNORECASE)
_ILL = re.compile(
    r"allerg|intoleran|react|coeliac|celiac|anaphyla|epi-?pen|hives|rash|swell|itch|throat|hospital|\bkills?\b|\bdie\b|\bsick\b|\bill\b|unwell|poorly|vomit|throw(?:s|ing)? up|threw up|can(?:['\u2019]?t|not)\b",
    re.IGNORECASE,
)
"""What comes before something that is left out, and what says that somebody is ill of it."""
_RECORDED = re.compile(
    r"\b(?:has|had|have|have got|'ve got|got) (?:me|him|her|us) (?:down|listed|marked|recorded|registered|logged) as (?:an? )?(?:\w+ )?$",
    re.IGNORECASE,
)
"""What comes before a value that others have on record, rightly or not: "they had me down as diabetic"."""
_BARELY = re.compile("^(?:well,? )?(?:(?:not|near|in|at|from|around|outside) )?")
"""What may stand before a value that is all a sentence says: "near Bakewell"."""
BUT_ME = re.compile(
    r"\b(?:every(?:one|body)|all|they|people|the (?:rest|others))\b[^.;!?\n]*\b(?:except|but|bar|save|besides|apart from|aside from|other than)(?: for)? (?:me|us|myself)\b(?! (?:especially|most|too)\b)",
    re.IGNORECASE,
)
"""What is told of all but the speaker: "everyone except me likes coffee"."""
_POINTS = re.compile(r"(?:(?:and|so|but|now|well)\W+)*it(?:'s|\u2019s| is)\b", re.IGNORECASE)
_OF_ASKER = re.compile(r"(?<!\b[Mm]ay )(?<!\b[CcSs]an )\b(?:I|me|my)\b")
_BRIEFLY = re.compile(
    r"\bfor (?:an?|the|this|one) (?:hour|day|evening|night|weekend|week|month|shift|moment|while)\b"
)


def _is_pointed_at(tag: Tag, *, answers: bool) -> bool:
    """Tell whether "it's Torquay" has something before it that says what: a question, a sentence.

    Who is what to somebody now is clear from the name.
    """
    return answers or tag.sentence > 0 or tag.slot in KIN
