"""What is known and told of as over or as not so, in whichever words: "Rukhsana ditched keto", "turns out it's not celiac".

The rules of `endings` read verbs that end something. Here nothing is read but of which words a message tells as of
something that is over (`Gone`) or denied: where memory holds a fact of the same holder that is known by these words, it ends.
What was put right or never was so is taken back.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from octomem.agents import chinese_claims
from octomem.agents.about import head_noun
from octomem.agents.bars import BAR, CERTAIN
from octomem.agents.base import Candidate, Intent
from octomem.agents.believed import DOUBTFUL, ONE_OF_IT, is_no_telling
from octomem.agents.drafting import draft
from octomem.agents.endings import GENERAL, goes_on
from octomem.agents.healed import OF_ALLERGY, is_there_still, may_be_over
from octomem.agents.holders import holder_of, leaving, moment_of
from octomem.agents.long_ago import LATE, told_long_ago
from octomem.agents.reading import grammar
from octomem.agents.reading.chinese.leisure import is_pastime
from octomem.agents.reading.chinese.script import has_han, simplified
from octomem.agents.reading.chinese.slips import SLIP
from octomem.agents.reading.chinese.words import words as cut
from octomem.agents.reading.once import once
from octomem.agents.reading.reading import Moment, Mood, Reading
from octomem.agents.reading.tags import GONE, Gone, State, Tag
from octomem.agents.resolve import Desk
from octomem.agents.slots import load_table
from octomem.agents.told_over import ACCOUNT, BANK, told_over
from octomem.agents.wording import content, normal, stem, stems
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory
from octomem.operation import Proposal

_OVER, _SPELL, _DENIED, _NAMED = "over", "spell", "denied", "named"
_THINGS = frozenset({"owns", "car", "phone_model", "pet", "condition", "project"})
_HAD = frozenset({"owns", "car", "phone_model"})
"""What somebody has, and may leave at home: "I'm not taking the Fiesta"."""
_PURSUITS = frozenset({"hobby", "member", "studies", "language", "habit", "skill", "owns"})
_PLACES = frozenset({"employer", "school", "member", "job"})
_SLOTS: Mapping[str, frozenset[str]] = {
    "has": _THINGS,
    "owns": _THINGS,
    "keeps": _THINGS,
    "drives": frozenset({"car", "owns"}),
    "rides": frozenset({"car", "owns", "hobby"}),
    **dict.fromkeys(("does", "plays", "practises", "practices", "learns", "does as a hobby", "trains"), _PURSUITS),
    **dict.fromkeys(("works at", "works for", "works with", "is at", "is with", "teaches at", "volunteers at"), _PLACES),
    **dict.fromkeys(("studies at", "attends"), _PLACES),
    "goes to": _PLACES | {"doctor", "hobby"},
    **dict.fromkeys(("is in", "sings in", "plays in", "plays for"), frozenset({"member", "hobby", "employer"})),
    "studies": _PURSUITS,
    "speaks": frozenset({"language"}),
    "uses": frozenset({"tool", "owns", "phone_model", ACCOUNT}),
    **dict.fromkeys(("banks with", "banks at"), frozenset({ACCOUNT, BANK})),
    "takes": frozenset({"medication", "studies", "hobby"}),
    "is allergic to": frozenset({"allergy"}),
    "is a member of": frozenset({"member", "hobby", "project"}),
    "lives in": frozenset({"home"}),
    "lives with": frozenset({"home"}),
    "phone model is": _THINGS,
    "likes": frozenset({"likes", "favourite", "hobby"}),
}  # fmt: skip
"""By predicate, what words have to be tagged for, if for anything, that a fact is known by."""
_LASTS = frozenset(
    {"says", "is from", "is born in", "was born in", "is called", "grows up in", "is to", "visits"}
)
"""Predicates of what is so for good, or was done once."""
_FOR_GOOD = frozenset(
    "age birthday child friend hometown marital_status name nationality nickname parent sibling".split()  # noqa: SIM905
)
"""What words may name that does not end, or ends with something else."""
_SHED = grammar.PETS | grammar.HEALERS | {
    "agent", "boss", "fiance", "fiancee", "flatmate", "housemate", "landlady", "landlord", "lodger", "manager", "roommate",
    "supervisor", "tenant",
}  # fmt: skip
"""What an animal or somebody is to another one and need not be for good, beside partners; who was a brother or a friend is one."""
_BOSSES = frozenset({"agent", "boss", "manager", "supervisor"})
_JOB_OVER = re.compile(
    "离职|辞[职退了掉]|被[^，。]{0,6}?(?:裁|优化|开除|炒)|裁员|下岗|失业|跳槽|不[干做]了"
)
"""What is over of somebody's work, and leaves them whose partner or roommate they are: 阿杰被裁了."""
_DISEASE = content(["condition disease disorder syndrome"])
"""What an illness is called, or is not: celiac."""
_TIMES = content(
    [
        "career chapter craze day days diet era fad gig job kick life obsession period phase stint thing time years"
    ]
)
"""What is over with what it is of, beside what `endings` says: "the Zippo days", "my keto phase"."""


_WHOSE = re.compile(r"['\u2019]s$")
_IS_OVER = re.compile(r" (?:all )?(?:over|gone|done|dead|off|out|no|not|history|finished|been)\b")
"""Before what "'s" is no owner's: "keto's over"."""
_STAYED = re.compile(r"\b(?:was|were|been) (?:(?:already|also|back|just) )?in $")
"""Where somebody was for a while or is still: "I was in Oslo last year when we met"."""
_BROUGHT = frozenset({"pet", "car", "owns", "hobby"})
_TO_A_PLACE = re.compile(
    r"(?:又|突然)?(?:不见|跑[丢没]|走[丢失])了|(?:已经|又|刚)*[送拿开抱带][去到]?[^，。]{0,4}(?:保养|修|洗|年检|喷漆|检查|医院|店)|(?: went|(?: has|['\u2019]s)(?: just| already)? (?:gone|been)) (?:back )?(?:in )?(?:to|for|at) (?:the |a |an |his |her |its |my )?"
    r"(?:groom\w+|vets?\b|vet['\u2019]s|kennels?|catter(?:y|ies)|(?:\w+ )?sitters?|day ?care|boarding|park|beach|(?:puppy |dog )?(?:school|class(?:es)?|training)"
    r"|garage|mechanic|body ?shop|dealer(?:ship)?|workshop|car ?wash|service|MOT|repairs?|check-?up)\b(?!.*\b(?:never|died|put|for good|didn)\b)",
    re.IGNORECASE,
)
"""Where an animal or a thing is brought and comes back from, and what may be found again: "Biscuit went to the groomer in April"."""


_SMOKING = {
    "smokes": re.compile(r"smok|\bfags?\b|\bcig|tobacco|nicotine|[烟抽]", re.IGNORECASE),
    "vapes": re.compile(r"nicotine|\bvap|[烟抽]", re.IGNORECASE),
}
"""By what somebody does, what they have given up who do not do it any more, whatever it is called."""
_NO_TOBACCO = re.compile(r"\b(?:weed|pot|cannabis|joints?|hash|shisha)\b", re.IGNORECASE)
"""What else is smoked, and given up by who smokes on."""
_NOW_ONLY = r"\b(?:today|tonight|this (?:week|morning|afternoon|evening|weekend|time|month)|tomorrow|for now|at the moment|right now)\b"
_NOT_NOW = re.compile(
    rf"(?:\bnot|n['\u2019]t)\b(?!.*\b(?:any ?more|any longer|as of|from)\b).*{_NOW_ONLY}",
    re.IGNORECASE,
)
"""What is not so for a while: "Mia isn't at Hill School today"."""
_NOT_SINCE = re.compile(
    r"(?:\bnot|n['\u2019]?t|\bnever) (?:\w+ )?(?:been (?:to|in|at|back)|worked|seen|visited|heard|driven|walked|played)\b.*\b(?:since|for)\b",
    re.IGNORECASE,
)
"""What is not done of late by who may do it again: "haven't been to the gym since January"."""
_KEPT = re.compile(r"\bnot (?:the|my|our|his|her|an?) $", re.IGNORECASE)
"""What stands before what is none of what is over: "sold the bike, not the Golf"."""
_NO_DENIAL = re.compile(
    r"(?:\bnot|n['\u2019]?t) (?:only|just|simply|merely|yet|sure)\b|\b(?:it|that)(?:['\u2019]s| is| was) not (?:the|my|our|his|her)\b|\b(?:if|wish|unless|until|till|yet|pretend|imagine|supposed?|reckons?|thinks?|jokes?|your)\b|\bmarried to (?:the|an?|this|my)\b"
    rf"|{_NOW_ONLY}"
    r"|\bwhy\b|你的|要是|如果|假如|万一|不[仅光只单]|还没|没事|[今明]天|今晚|这[周次顿个]|暂时|为什么|为啥|[不没]是(?:[老大]|[^，。]{1,6}(?<![真])的)",
    re.IGNORECASE,
)
"""What denies nothing for good: "not only", "if I weren't", "not this week"."""
_QUALIFIED = re.compile(r"(?:\bnot|n['\u2019]t) an? (?:[\w-]+ )+$", re.IGNORECASE)
"""What stands before a value of which only the kind is denied: "not a preachy vegan"."""
_LIMITED = re.compile(
    r" (?:\w{2,}ing|in(?! fact\b)|when|with|at(?! all\b)|on|during|for|to|very|that|enough|much|well|as|like)\b",
    re.IGNORECASE,
)
"""What stands behind a value that is denied in part: "not allergic to penicillin in small amounts"."""
_NEVER_SO = re.compile(
    r"\b(?:never|turns out|turned out|after all|actually|in fact|apparently|misdiagnos\w+|false alarm|correct(?:ion|ing)|typo|i mean|i meant|mis(?:spoke|typed)"
    rf"|scratch that|my (?:mistake|bad)|wrong|sorry|oops)\b|, not \w|{SLIP}|从[来没未]|压根|根本|其实|误诊|原来|更正|不对|乌龙",
    re.IGNORECASE,
)
"""What says that it never was so."""


@once
def ended(reading: Reading) -> Iterator[Candidate]:
    """Draft, for each sentence and whom it tells of, the end of what is known by the words of it that are over or denied.

    Only what people say is tagged, so an assistant ends nothing.
    """
    for at, sentence in enumerate(reading.sentences):
        if sentence.is_question or told_long_ago(sentence.text):
            continue
        if reading.from_user and (kept := _kept_alone(sentence.text)):
            yield _all_but(kept, sentence.text, reading)
            continue
        if goes_on(reading, at) or _FAILED.search(sentence.text):
            continue
        yield from _alone_left(sentence.text, reading)
        over = _told_over(reading, at)
        for words, denied in ((over, False), (_told_denied(reading, at), True)):
            of: dict[str, list[Gone]] = {}
            for each in words:
                of.setdefault(_holder(each, reading), []).append(each)
            for holder, told in of.items():
                yield _drafted(holder, told, sentence.text, reading, denied=denied)


_WHAT_IS_KEPT = r"(?:(?:the|my) )?(?P<kept>[A-Za-z][\w'-]*(?: [\w'-]+){0,2}?(?:(?:, (?:the |my )?[\w'-]+)*,? (?:and|&) (?:the |my )?[\w'-]+)?)"
_SO = r"\W*(?:(?:so|ok|btw|update|and|well)\W+)*"
_STOPPED = (
    r"(?:stopped(?: (?:taking|doing|playing|using|going to))?|dropped|quit|gave up|given up|give up|came off|come off|off"
    r"|binned(?: off)?|ditched|cut out|cancelled|packed in)"
)
_ALL = r"(?:everything|all (?:of )?(?:it|them|(?:the|my) \w+|the others|the rest)|the lot|the others|the rest)(?: else)?"
_LEFT = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        (
            rf"{_SO}(?:i(?:['\u2019]?ve| have|['\u2019]?m)? )?(?:just |now |finally )*{_STOPPED} {_ALL},? (?:except|but|apart from|bar|other than|save)(?: for)? "
            rf"{_WHAT_IS_KEPT}(?: now)?[.!\s]*"
        ),
        rf"{_SO}(?:(?:i['\u2019]?m|i am|it['\u2019]?s|now) )?(?:just|only|(?:down|back) to(?: just)?|(?:just |only )?left with)(?: on)? {_WHAT_IS_KEPT} (?:now|these days)[.!\s]*",
    )
)
"""What alone goes on of all that was done or taken: "stopped everything except metformin", "just the metformin now"."""
_SPARED = "spared"
_PASTIMES = frozenset({"does", "plays"})
_ONE_OF_SEVERAL = frozenset({"takes", "does", "plays", "uses", "speaks", "studies", "is learning", "goes to"})  # fmt: skip
"""Predicates of which somebody may have several at once, that end together."""


def _kept_alone(sentence: str) -> str:
    """Return what alone goes on as a sentence says; empty where it says nothing of the kind."""
    if len(sentence) > _LONGEST or _FOR_THE_DAY.search(sentence):
        return ""
    return next((found["kept"] for form in _LEFT if (found := form.fullmatch(sentence))), "")


_FOR_THE_DAY = re.compile(
    r"\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening|week|weekend|month))\b",
    re.IGNORECASE,
)
"""What says that it is left out once: "cancelled everything except golf today"."""
_LONGEST = 120
"""Characters of a sentence that says what alone goes on."""


def _all_but(kept: str, sentence: str, reading: Reading) -> Candidate:
    """Draft the end of what the speaker does beside what alone goes on."""
    word = Gone(kept, 0, 0, len(kept), "", of_other=False)
    made = _drafted(reading.turn.actor, [word], kept, reading, denied=False)
    return replace(
        made,
        text=sentence,
        reason=f"told of as all that is left: {sentence}",
        marks={**made.marks, _SPARED: kept},
    )


def _beside_kept(desk: Desk, candidate: Candidate) -> list[Memory]:
    """Return what is known of the holder in the words of what goes on, but for that: none where it is not known itself."""
    kept, holders = content([text_field(candidate.marks, _SPARED)]), _holders(candidate)
    own = [
        each
        for each in desk.current()
        if normal(text_field(each.fields, "subject")) in holders
        and each.fields.get("negated") is not True
        and text_field(each.fields, "predicate") in _ONE_OF_SEVERAL
    ]
    left = [each for each in own if content([text_field(each.fields, "object")]) <= kept]
    said = {text_field(each.fields, "predicate") for each in left}
    said |= _PASTIMES if said & _PASTIMES else set()
    return [
        each
        for each in own
        if text_field(each.fields, "predicate") in said
        and each not in left
        and candidate.turns[0] not in each.turns
    ]


_ALL_BUT = re.compile(
    r"(?:^|[，,。\s])(?:我|现在|目前|如今|最后|家里|已经)*(?:[就只仅](?:剩|留)(?:下|了)*(?P<left>[^，。\s我你他她了的没]{1,6}?)(?:一[个只]|还在[玩打练跑学坚]持?|坚持下来)?了"
    r"|除了(?P<but>[^，。\s我你他她了的没]{1,6}?)(?:以外|之外|外)?[，\s]*(?:其他的?|别的)?(?:都|全|基本)+[不没](?:怎么)?再?(?:打|踢|弹|玩|练|学|跑|做|去|碰|搞|坚持|跳|养)了)(?=$|[，。！!~\s])"
)
"""What alone is left of what somebody does for pleasure, or of their animals: 现在只剩跑步了, 除了跑步都不练了."""
_OF_A_PLAN = re.compile(
    "[今明后]天|这周|本周|计划|任务|待办|名额|[选报课票场位拍买卖]|如果|要是|听说|他们"
)
_BUT = "but"


def _alone_left(sentence: str, reading: Reading) -> Iterator[Candidate]:
    """Draft the end of all that is known beside what alone is left."""
    plain = simplified(sentence) if has_han(sentence) else ""
    match = _ALL_BUT.search(plain)
    if match is None or _OF_A_PLAN.search(plain):
        return
    span = match.span("left" if match["left"] else "but")
    left = Gone(sentence[slice(*span)], 0, *span, "", of_other=False)
    drafted = _drafted(reading.turn.actor, [left], sentence, reading, denied=False)
    yield replace(drafted, identity=f"{drafted.identity}|{_BUT}", marks={**drafted.marks, _BUT: left.text})  # fmt: skip


def _told_over(reading: Reading, at: int) -> list[Gone]:
    """Return the words of a sentence that are over, as the encoder or the words around them have it."""
    over = [
        each
        for each in _told_past(reading, at)
        if each.slot not in _FOR_GOOD and _is_over(each, reading)
    ]
    said = list(told_over(reading.sentences[at].text, at)) if reading.from_user else []
    sure = [tag for tag in reading.tags.values if tag.sentence == at and tag.likely >= BAR]
    named = [
        replace(each, slot=each.slot or next((t.slot for t in sure if _meet(t, each)), ""))
        for each in said
    ]
    rest = [each for each in over if not any(_meet(each, other) for other in said)]
    return sorted((*rest, *named), key=lambda each: each.start)


def _meet(one: Gone | Tag, other: Gone | Tag) -> bool:
    """Tell whether words of one sentence overlap."""
    return one.start < other.end and other.start < one.end


def _told_past(reading: Reading, at: int) -> list[Gone]:
    """Return the words of a sentence that are over, and the values of it that are likely to be."""
    gone = [each for each in reading.tags.gone if each.sentence == at]
    seen = {each.start for each in gone}
    values = (tag for tag in reading.tags.values if tag.sentence == at and tag.start not in seen)
    past = [_word(tag) for tag in values if tag.state is State.PAST and tag.likely >= BAR]
    return sorted((*gone, *past), key=lambda each: each.start)


def _told_denied(reading: Reading, at: int) -> list[Gone]:
    """Return the values of a sentence that are denied for good: not "I'm not only vegan", "no metformin today"."""
    sentence = reading.sentences[at].text
    if _NO_DENIAL.search(sentence):
        return []
    return [
        _word(tag)
        for tag in reading.tags.values
        if tag.sentence == at
        and tag.state is State.DENIED
        and tag.likely >= (GONE if tag.slot in _HAD else DOUBTFUL)
        and not _is_put_right(tag, reading)
        and not _QUALIFIED.search(sentence[: tag.start])
        and not _goes_on_as_word(tag, sentence)
        and not _LIMITED.match(sentence, tag.end)
    ]


def _goes_on_as_word(tag: Tag, sentence: str) -> bool:
    """Tell a value at the end of which a word in Chinese goes on: 四川人 of 四川人大代表."""
    words = cut(simplified(sentence)) if has_han(tag.text) else []
    return any(max(each.start, tag.start) < tag.end < each.end for each in words)


def _is_put_right(tag: Tag, reading: Reading) -> bool:
    """Tell what another value takes the place of, which is no end: "it's a Focus, not a Ford"."""
    return any(
        each.sentence == tag.sentence and normal(each.wrong) == normal(tag.text)
        for each in reading.amends
    )


def _word(tag: Tag) -> Gone:
    return Gone(tag.text, tag.sentence, tag.start, tag.end, tag.slot, tag.of_other)


_FAILED = re.compile("失败|没成功|没戒|没[断停辞]成")
"""What says that somebody tried to end something, and did not: 戒烟失败了."""


def is_denial(candidate: Candidate) -> bool:
    """Tell words of what is not so, which only take away what memory knows; nothing of them is kept."""
    return candidate.marks.get(_DENIED) is True


def is_known_over(candidate: Candidate) -> bool:
    """Tell a candidate of `ended`."""
    return _OVER in candidate.marks


def subjects(candidates: Iterable[Candidate]) -> set[str]:
    """Return the names that candidates tell of, of which facts may be known: "lost old [Mabel]"."""
    told = [candidate for candidate in candidates if is_known_over(candidate)]
    words = {normal(text) for candidate in told for text, *_ in _gone(candidate)}
    return words | {name for candidate in told for name in _holders(candidate)}


def end(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """End what is known of the holder by these words, unless the same turn says that it is so; take back what never was so."""
    if _SPARED in candidate.marks:
        beside = _beside_kept(desk, candidate)
        return [desk.close(memory, candidate.valid_from, candidate.reason) for memory in beside]
    is_meant = _left_out(desk, candidate) if is_all_but(candidate) else _is_meant
    meant = [
        memory
        for memory in desk.current()
        if candidate.turns[0] not in memory.turns and is_meant(memory, candidate)
    ]
    if candidate.marks.get(_DENIED) and _NEVER_SO.search(candidate.text):
        return [desk.retract(memory, candidate.reason) for memory in meant]
    return [desk.close(memory, candidate.valid_from, candidate.reason) for memory in meant]


def is_all_but(candidate: Candidate) -> bool:
    """Tell the end of all that is known of one sort beside what alone is left."""
    return _BUT in candidate.marks


_OF_PASTIMES = frozenset({"does as a hobby", "plays", "practises", "dances", "likes"})
"""Predicates by which pastimes are known in Chinese, and food."""


def _left_out(desk: Desk, candidate: Candidate) -> Callable[[Memory, Candidate], bool]:
    """Return what tells of the same sort as what alone is left, and not of it; nothing, where that is not known.

    Of what is named beside it something else is told: 家里就剩咪咪了，旺财跟我爸出门了.
    """
    left, holder = text_field(candidate.marks, _BUT), text_field(candidate.fields, "subject")
    known = [sort for memory in desk.current() if (sort := _sort_of(memory, holder)) and left in sort[1]]  # fmt: skip
    sorts = {sort for sort, _ in known}
    things = {each for each in (left, *left.split("和")) if each}
    said = candidate.text

    def is_left_out(memory: Memory, _: Candidate) -> bool:
        sort, value = _sort_of(memory, holder) or ("", "")
        is_told_of = bool(value) and value in said
        return sort in sorts and not is_told_of and not any(each in value for each in things)

    return is_left_out


def _sort_of(memory: Memory, holder: str) -> tuple[str, str] | None:
    """Return of which sort a fact of somebody is of which one may be left alone, and its value: a pastime, an animal."""
    fields = memory.fields
    subject, predicate, value = (text_field(fields, each) for each in _CLAIM)
    if fields.get("negated") or not has_han(memory.text):
        return None
    if subject == holder and predicate in _OF_PASTIMES:
        is_food = predicate == "likes" and not is_pastime(value)
        return None if is_food else ("pastime", value)
    owner, mark, noun = value.rpartition("'s ")
    return ("pet", subject) if mark and owner == holder and noun in grammar.PETS else None


_CLAIM = ("subject", "predicate", "object")


def _is_over(word: Gone, reading: Reading) -> bool:
    """Tell a word in a stretch that tells of what is over: not "had to leave the [Mini] at the garage"."""
    sentence = reading.sentences[word.sentence].text
    stayed = word.slot == "home" and _STAYED.search(sentence[: word.start]) is not None
    goes_on_now = chinese_claims.is_not_over(word.start, word.end, word.sentence, reading)
    if goes_on_now or leaving(_tag(word), reading) is not None:
        return False
    brought = word.slot in _BROUGHT and _TO_A_PLACE.match(sentence[word.end :]) is not None
    kept = _KEPT.search(sentence[: word.start]) is not None
    if stayed or brought or kept or _NOT_NOW.search(sentence) or _NOT_SINCE.search(sentence):
        return False
    return any(
        each.sentence == word.sentence and each.start <= word.start < each.end
        for each in reading.over
    ) or any(
        tag.sentence == word.sentence
        and tag.start <= word.start < tag.end
        and _is_surely_past(tag, reading)
        for tag in reading.tags.values
    )


def _is_surely_past(tag: Tag, reading: Reading) -> bool:
    """Tell a value that is over by itself: nobody intends to leave it, or brought somebody somewhere: "I dumped Jake at his mum's"."""
    if tag.state is not State.PAST or tag.likely < CERTAIN or tag.slot in _THINGS:
        return False
    is_meant = any(
        each.mood is Mood.INTENTION and each.sentence == tag.sentence and tag.text in each.object
        for each in reading.statements
    )
    return not is_meant and not is_no_telling(tag, reading)


def _holder(word: Gone, reading: Reading) -> str:
    return holder_of(_tag(word), reading) if word.of_other else reading.turn.actor


def _tag(word: Gone) -> Tag:
    return Tag(
        word.slot or "likes", word.text, word.sentence, word.start, word.end, State.PAST, word.of_other, 1.0
    )  # fmt: skip


def _drafted(
    holder: str, words: list[Gone], sentence: str, reading: Reading, *, denied: bool
) -> Candidate:
    runs, moment = list(_runs(words, sentence)), _moment(words, reading)
    said = " ".join(text for text, *_ in runs)
    at = reading.turn.occurred_at
    over: JSON = [list(run) for run in runs]
    return replace(
        draft(
            Kind.SEMANTIC,
            reading,
            text=sentence,
            fields={
                "subject": holder,
                "predicate": "",
                "object": said,
                "negated": False,
                "slot": "",
            },
            identity=f"{normal(holder)}|{stems(said)}|{_DENIED if denied else _OVER}",
            intent=Intent.CLOSE,
            reason=f"told of as {'not so' if denied else 'over'}: {sentence}",
            valid_from=min(_since(moment, reading), at),
            marks={
                _OVER: over,
                _SPELL: moment is not None and moment.ends,
                _DENIED: denied,
                _NAMED: [] if holder else _named_before(words[0], sentence),
            },
        ),
        valid_to=at,
    )


def _named_before(word: Gone, sentence: str) -> list[JSON]:
    """Return who may be meant where nobody is known to be named: memory may know "Zoe's left Hillcrest" and 乐乐鸡蛋不过敏了."""
    before = sentence[: word.start]
    if has_han(sentence):
        last = re.split("[，。；、：]", before)[-1]
        starts = [last[:size] for size in (2, 3, 4) if len(last) >= size]
        return [normal(each) for each in starts]
    return [normal(each) for each in re.findall(r"[^\W\d_]{2,}", before)]


def _holders(candidate: Candidate) -> set[str]:
    """Return of whom it may be told, in normal form."""
    named = candidate.marks.get(_NAMED)
    whom = normal(text_field(candidate.fields, "subject"))
    return {whom} if whom else {str(each) for each in named} if isinstance(named, list) else set()


def _runs(words: list[Gone], sentence: str) -> Iterator[tuple[str, str, str]]:
    """Put words together that stand beside each other and name the same, with what they name and the last word beside them."""
    first, heads = 0, _heads(words, sentence)
    for at, word in enumerate(words):
        behind = words[at + 1] if at + 1 < len(words) else None
        apart = (
            behind is None or sentence[word.end : behind.start].strip() or behind.slot != word.slot
        )
        if apart and not _says_which(sentence, word.end):
            said = sentence[words[first].start : word.end]
            is_contracted = _IS_OVER.match(sentence, word.end) is not None
            yield _WHOSE.sub("", said) if is_contracted else said, word.slot, heads[at]
        if apart:
            first = at + 1


def _heads(words: list[Gone], sentence: str) -> list[str]:
    """Return of each word the last one that stands beside it without a break: of "tennis" the "racket"."""
    heads = [word.text for word in words]
    for at in range(len(words) - 2, -1, -1):
        if not sentence[words[at].end : words[at + 1].start].strip():
            heads[at] = heads[at + 1]
    return heads


def _says_which(sentence: str, end: int) -> bool:
    """Tell words that say only which thing is over: 深圳 of 深圳的房子卖了, 吉他 of 吉他弦断了, "law" of "law exam"."""
    behind = simplified(sentence[end:])
    if ONE_OF_IT.match(behind):
        return True
    if not has_han(behind[:1]):
        return False
    noun = cut(behind)[0]
    is_done = behind.startswith(f"{noun.text}了")  # 浙大毕业了
    return behind[0] == "的" or (noun.tag == "n" and not is_done)


def _moment(words: list[Gone], reading: Reading) -> Moment | None:
    """Return the date beside the words."""
    moments = (moment_of(_tag(each), reading) for each in words)
    return next((each for each in moments if each is not None), None)


def _since(moment: Moment | None, reading: Reading) -> datetime:
    """Return when it was over: at the date beside the words, else when it was told."""
    if moment is None:
        return reading.turn.occurred_at
    return moment.end if moment.ends else moment.start


def _is_meant(memory: Memory, candidate: Candidate) -> bool:
    """Tell a fact of the holder that is known by the words, and began before they were said."""
    fields, denied = memory.fields, candidate.marks.get(_DENIED) is True
    if fields.get("negated") is True or fields.get("event") is True:
        return False
    late = timedelta() if candidate.marks.get(_SPELL) else LATE
    if memory.valid_from > min(
        candidate.valid_to or memory.valid_from, candidate.valid_from + late
    ):
        return False  # who lived in Cork from 2008 to 2012 may live there again
    holders = _holders(candidate)
    subject, value = text_field(fields, "subject"), text_field(fields, "object")
    owner, mark, noun = value.rpartition("'s ")
    gone = _gone(candidate)
    of_work = _JOB_OVER.search(simplified(candidate.text)) is not None
    if mark and normal(owner) in holders:
        shed = _BOSSES if of_work else _SHED | load_table().nouns_of("partner")
        return head_noun(noun) in shed and _is_named(subject, gone, candidate.text)
    partner = of_work and (memory.slot or "").endswith("/partner")
    predicate = text_field(fields, "predicate")
    lasts = predicate == "says" if denied else predicate in _LASTS
    if partner or normal(subject) not in holders or lasts:
        return False
    return _is_known_by(memory, candidate, gone)


def _is_known_by(memory: Memory, candidate: Candidate, gone: list[tuple[str, str, str]]) -> bool:
    """Tell a fact of the holder that is known by the words."""
    predicate = text_field(memory.fields, "predicate")
    value = text_field(memory.fields, "object") or memory.text
    denied = candidate.marks.get(_DENIED) is True
    if predicate == "is allergic to" and not _ends_allergy(candidate):
        return False
    if predicate in _SMOKING:
        is_over = not denied or _NEVER_SO.search(candidate.text) is not None
        told = (text for text, slot, _ in gone if slot in {"", "habit"})
        return is_over and any(
            _SMOKING[predicate].search(text) and not _NO_TOBACCO.search(text) for text in told
        )
    fitting = _fitting(gone, memory)
    if denied and has_han(value):
        fitting = [row for row in fitting if row[0] in value]  # 不是数学老师 is a 老师 all the same
    elif denied and any(re.search(rf"{re.escape(value)} [A-Z]", text) for text, *_ in fitting):
        return False  # "not at Google HQ"
    if has_han(memory.text) and not has_han(value):  # 素食者 is vegetarian
        return any(slot and has_han(text) and text in memory.text for text, slot, _ in fitting)
    if (memory.slot or "").endswith("/job") and any(_is_work(text, value) for text, *_ in fitting):
        return True
    return _is_named(value, fitting, candidate.text)


def _is_work(doing: str, job: str) -> bool:
    """Tell what somebody does in a job: teaching of a teacher, nursing of a nurse."""
    done, noun = (normal(each).rpartition(" ")[2] for each in (doing, job))
    root = stem(done)
    return done.endswith("ing") and len(root) >= _ROOT and stem(noun).startswith(root)


_ROOT = 4
"""Letters that a verb and who does it for a living share at least."""


def _ends_allergy(candidate: Candidate) -> bool:
    """Tell what speaks of allergies: who gives up peanuts is allergic to them still."""
    text = candidate.text
    if candidate.marks.get(_DENIED):
        return OF_ALLERGY.search(text) is not None and not is_there_still(simplified(text))
    return OF_ALLERGY.search(text) is not None and may_be_over(text)


def _gone(candidate: Candidate) -> list[tuple[str, str, str]]:
    over = candidate.marks.get(_OVER)
    rows = [row for row in over if isinstance(row, list)] if isinstance(over, list) else []
    return [(str(text), str(slot), str(head)) for text, slot, head in rows]


def _fitting(gone: list[tuple[str, str, str]], memory: Memory) -> list[tuple[str, str, str]]:
    """Return the words that may name what a fact is about: Leeds of "left Leeds" is no university.

    Who is done with Dutch lessons speaks it, and who left Shell's canteen works there.
    """
    slot = (memory.slot or "").rpartition("/")[2]
    predicate = text_field(memory.fields, "predicate")
    known = _SLOTS.get(predicate)
    is_account = "account" in text_field(memory.fields, "object")
    fits = {slot, *(known or ()), *([ACCOUNT, BANK] if is_account else [])}
    return [
        (text, of, head)
        for text, of, head in gone
        if (not of or of in fits or (known is None and ":" in slot))
        and not (predicate == "speaks" and content([head]) & GENERAL)
        and not (_WHOSE.search(text) and text not in text_field(memory.fields, "object"))
    ]


def _is_named(value: str, gone: list[tuple[str, str, str]], sentence: str) -> bool:
    """Tell a value by whose words, as far as the sentence has them, something is over; its name or noun among them.

    Words that say of what kind something else is name nothing: who lost a tennis racket plays tennis.

    In Chinese it is one run of characters that is the value or, where it names something itself, a part of it.
    """
    if has_han(value):
        return any(
            text == value or (len(text) > 1 and slot and (text in value or text.endswith(value)))
            for text, slot, _ in gone
        )
    if any(" " in text and _joined(text) == _joined(value) for text, *_ in gone):
        return True
    own = content([value]) | GENERAL | _TIMES
    words = content(text for text, _, head in gone if head[:1].isupper() or content([head]) <= own)
    said = content([value]) & content([sentence])
    names = [word for word in value.split() if word[:1].isupper()]
    key = content(names) if names else content([head_noun(value)])
    idle = GENERAL | _TIMES | _DISEASE
    key = key - idle or content([value]) - idle  # "the keto diet"
    return bool(said & key) and said <= words


def _joined(text: str) -> str:
    """Return a text without blanks: "hello fresh" is HelloFresh."""
    return normal(text).replace(" ", "")
