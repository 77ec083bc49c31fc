"""What is known and told of as over, in whichever words: "Rukhsana ditched keto", "the Zippo days are behind me".

The rules of `endings` read verbs that end something. Here nothing is read but of which words a message tells as of
something that is over (`Gone`): where memory holds a fact of the same holder that is known by these words, it ends.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from octomem.agents.about import head_noun
from octomem.agents.base import Candidate, Intent
from octomem.agents.believed import ONE_OF_IT
from octomem.agents.drafting import draft
from octomem.agents.endings import GENERAL, goes_on
from octomem.agents.healed import OF_ALLERGY, may_be_over
from octomem.agents.holders import holder_of, moment_of
from octomem.agents.long_ago import LATE, told_long_ago
from octomem.agents.reading import grammar
from octomem.agents.reading.chinese.script import has_han, simplified
from octomem.agents.reading.chinese.words import words as cut
from octomem.agents.reading.reading import Moment, Reading
from octomem.agents.reading.tags import Gone, State, Tag
from octomem.agents.resolve import Desk
from octomem.agents.slots import load_table
from octomem.agents.wording import content, normal, stems
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory
from octomem.operation import Proposal

_OVER, _SPELL = "over", "spell"
_THINGS = frozenset({"owns", "car", "phone_model", "pet", "condition", "project"})
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
    **dict.fromkeys(("studies at", "goes to", "attends"), _PLACES),
    "studies": _PURSUITS,
    "speaks": frozenset({"language"}),
    "uses": frozenset({"tool", "owns", "phone_model"}),
    "takes": frozenset({"medication", "studies", "hobby"}),
    "is allergic to": frozenset({"allergy"}),
    "is a member of": frozenset({"member", "hobby", "project"}),
    "lives in": frozenset({"home"}),
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
_SHED = grammar.PETS | {
    "agent", "boss", "fiance", "fiancee", "flatmate", "housemate", "landlady", "landlord", "lodger", "manager", "roommate",
    "supervisor", "tenant",
}  # fmt: skip
"""What an animal or somebody is to another one and need not be for good, beside partners; who was a brother or a friend is one."""
_BOSSES = frozenset({"agent", "boss", "manager", "supervisor"})
_JOB_OVER = re.compile(
    "离职|辞[职退了掉]|被[^，。]{0,6}?(?:裁|优化|开除|炒)|裁员|下岗|失业|跳槽|不[干做]了"
)
"""What is over of somebody's work, and leaves them whose partner or roommate they are: 阿杰被裁了."""
_TIMES = content(
    [
        "career chapter craze day days diet era fad gig job kick life obsession period phase stint thing time years"
    ]
)
"""What is over with what it is of, beside what `endings` says: "the Zippo days", "my keto phase"."""


_WHOSE = re.compile(r"['\u2019]s$")
_STAYED = re.compile(r"\b(?:was|were|been) (?:(?:already|also|back|just) )?in $")
"""Where somebody was for a while or is still: "I was in Oslo last year when we met"."""
_BROUGHT = frozenset({"pet", "car", "owns"})
_TO_A_PLACE = re.compile(
    r"(?: went|(?: has|['\u2019]s)(?: just| already)? (?:gone|been)) (?:back )?(?:in )?(?:to|for|at) (?:the |a |an |his |her |its |my )?"
    r"(?:groom\w+|vets?\b|vet['\u2019]s|kennels?|catter(?:y|ies)|(?:\w+ )?sitters?|day ?care|boarding|park|beach|(?:puppy |dog )?(?:school|class(?:es)?|training)"
    r"|garage|mechanic|body ?shop|dealer(?:ship)?|workshop|car ?wash|service|MOT|repairs?|check-?up)\b(?!.*\b(?:never|died|put|for good|didn)\b)",
    re.IGNORECASE,
)
"""Where an animal or a thing is brought and comes back from: "Biscuit went to the groomer in April"."""


def ended(reading: Reading) -> Iterator[Candidate]:
    """Draft, for each sentence and whom it tells of, the end of what is known by the words of it that are over.

    Only what people say is tagged, so an assistant ends nothing.
    """
    for at, sentence in enumerate(reading.sentences):
        gone = [
            each
            for each in reading.tags.gone
            if each.sentence == at and each.slot not in _FOR_GOOD and _is_over(each, reading)
        ]
        if not gone or sentence.is_question or told_long_ago(sentence.text) or goes_on(reading, at):
            continue
        of: dict[str, list[Gone]] = {}
        for each in gone:
            of.setdefault(_holder(each, reading), []).append(each)
        for holder, words in of.items():
            if holder:
                yield _drafted(holder, words, sentence.text, reading)


def is_known_over(candidate: Candidate) -> bool:
    """Tell a candidate of `ended`."""
    return _OVER in candidate.marks


def subjects(candidates: Iterable[Candidate]) -> set[str]:
    """Return the names that candidates tell of, of which facts may be known: "lost old [Mabel]"."""
    return {normal(text) for candidate in candidates for text, *_ in _gone(candidate)}


def end(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """End what is known of the holder by these words, unless the same turn says that it is so."""
    meant = [
        memory
        for memory in desk.current()
        if candidate.turns[0] not in memory.turns and _is_meant(memory, candidate)
    ]
    return [desk.close(memory, candidate.valid_from, candidate.reason) for memory in meant]


def _is_over(word: Gone, reading: Reading) -> bool:
    """Tell a word in a stretch that tells of what is over: not "had to leave the [Mini] at the garage"."""
    sentence = reading.sentences[word.sentence].text
    stayed = word.slot == "home" and _STAYED.search(sentence[: word.start]) is not None
    brought = word.slot in _BROUGHT and _TO_A_PLACE.match(sentence[word.end :]) is not None
    return not (stayed or brought) and any(
        each.sentence == word.sentence and each.start <= word.start < each.end
        for each in reading.over
    )


def _holder(word: Gone, reading: Reading) -> str:
    return holder_of(_tag(word), reading) if word.of_other else reading.turn.actor


def _tag(word: Gone) -> Tag:
    return Tag(
        word.slot or "likes", word.text, word.sentence, word.start, word.end, State.PAST, word.of_other, 1.0
    )  # fmt: skip


def _drafted(holder: str, words: list[Gone], sentence: str, reading: Reading) -> Candidate:
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
            identity=f"{normal(holder)}|{stems(said)}|{_OVER}",
            intent=Intent.CLOSE,
            reason=f"told of as over: {sentence}",
            valid_from=min(_since(moment, reading), at),
            marks={_OVER: over, _SPELL: moment is not None and moment.ends},
        ),
        valid_to=at,
    )


def _runs(words: list[Gone], sentence: str) -> Iterator[tuple[str, str, str]]:
    """Put words together that stand beside each other and name the same, with what they name and the last word beside them."""
    first, heads = 0, _heads(words, sentence)
    for at, word in enumerate(words):
        behind = words[at + 1] if at + 1 < len(words) else None
        apart = (
            behind is None or sentence[word.end : behind.start].strip() or behind.slot != word.slot
        )
        if apart and not _says_which(sentence, word.end):
            yield sentence[words[first].start : word.end], word.slot, heads[at]
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
    return behind[0] == "的" or cut(behind)[0].tag == "n"


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
    fields = memory.fields
    if fields.get("negated") is True or fields.get("event") is True:
        return False
    late = timedelta() if candidate.marks.get(_SPELL) else LATE
    if memory.valid_from > min(
        candidate.valid_to or memory.valid_from, candidate.valid_from + late
    ):
        return False  # who lived in Cork from 2008 to 2012 may live there again
    holder = normal(text_field(candidate.fields, "subject"))
    subject, value = text_field(fields, "subject"), text_field(fields, "object")
    owner, mark, noun = value.rpartition("'s ")
    gone = _gone(candidate)
    of_work = _JOB_OVER.search(simplified(candidate.text)) is not None
    if mark and normal(owner) == holder:
        shed = _BOSSES if of_work else _SHED | load_table().nouns_of("partner")
        return head_noun(noun) in shed and _is_named(subject, gone, candidate.text)
    partner = of_work and (memory.slot or "").endswith("/partner")
    if partner or normal(subject) != holder or text_field(fields, "predicate") in _LASTS:
        return False
    is_allergy = text_field(fields, "predicate") == "is allergic to"
    if is_allergy and not (OF_ALLERGY.search(candidate.text) and may_be_over(candidate.text)):
        return False
    return _is_named(value, _fitting(gone, memory), candidate.text)


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
    fits = {slot, *(known or ())}
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
            text == value or (len(text) > 1 and slot and text in value) for text, slot, _ in gone
        )
    own = content([value]) | GENERAL | _TIMES
    words = content(text for text, _, head in gone if head[:1].isupper() or content([head]) <= own)
    said = content([value]) & content([sentence])
    names = [word for word in value.split() if word[:1].isupper()]
    key = content(names) if names else content([head_noun(value)])
    key = key - GENERAL - _TIMES or content([value]) - GENERAL - _TIMES  # "the keto diet"
    return bool(said & key) and said <= words
