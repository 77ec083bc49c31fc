"""Of whom and of when a tagged value is: what stands near it in its turn says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from octomem.agents import chinese_claims, chinese_holders
from octomem.agents.named import KIN, asked_of, called, meant, owner_of, persons
from octomem.agents.reading import grammar
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.reading import Bound, Moment, Reading, Statement
from octomem.agents.reading.remarks import stretches
from octomem.agents.reading.tags import Mention, State, Tag
from octomem.agents.wording import content
from octomem.memory import LONG_AGO


def moment_of(tag: Tag, reading: Reading) -> Moment | None:
    """Return the date in the same stretch of the sentence as a value.

    Of several it is the one that stands nearest; in Chinese, where dates come first, the last before it,
    and of what is over a span that an earlier clause tells.
    """
    if not reading.moments:
        return None
    sentence = reading.sentences[tag.sentence].text
    spans = [span for span in stretches(sentence) if span[0] <= tag.start < span[1]]
    start, end = spans[0] if spans else (0, 0)
    told = {sentence.find(each.text, start, len(sentence)): each for each in reading.moments}
    found = {at: each for at, each in told.items() if start <= at < end}  # "between 2010 and 2013"
    if reading.language == "zh":
        before = [at for at in found if at <= tag.start]
        own = found[max(before) if before else min(found)] if found else None
        left = _left_behind(tag, reading) if tag.state is State.PAST else None
        if left is not None and (own is None or (not own.ends and own.start < left.start)):
            begun = (LONG_AGO, Bound.UNTIL) if own is None else (own.start, Bound.SPAN)
            return replace(left, start=begun[0], end=left.start, bound=begun[1])
        if own is not None:
            return own
        behind = _span_behind(tag, reading)
        if behind is not None:
            return behind
        return _span_before(tag, sentence, reading) if tag.state is State.PAST else None
    return found[min(found, key=lambda at: _gap(tag, at, len(found[at].text)))] if found else None


def _span_before(tag: Tag, sentence: str, reading: Reading) -> Moment | None:
    """Return the date told last before a value in its sentence, if that is a span."""
    told = {sentence.find(each.text, 0, tag.start): each for each in reading.moments}
    at = max(told, default=-1)
    is_span = at >= 0 and told[at].bound is Bound.SPAN
    return told[at] if is_span and not _THEN.search(sentence, at, tag.start) else None


def begins_ahead(tag: Tag, reading: Reading) -> bool:
    """Tell in Chinese what is so from a day to come on: 3月起住在公司宿舍."""
    if reading.language != "zh" or tag.state is not State.NOW:
        return False
    moment = moment_of(tag, reading)
    if moment is None or moment.start <= reading.turn.occurred_at:
        return False
    before = reading.sentences[tag.sentence].text[: tag.start]
    return _FROM_THEN_ON.match(before.rpartition(moment.text)[2]) is not None


def leaving(tag: Tag, reading: Reading) -> Moment | None:
    """Return until when in Chinese a value is so that is told to be over on a day to come: 下个月就不住青岛了, 7月底从青岛搬走."""
    if reading.language != "zh":
        return None
    given = next(
        (
            each
            for each in reading.tags.values
            if each.start == tag.start and each.sentence == tag.sentence
        ),
        tag,
    )
    sentence = simplified(reading.sentences[tag.sentence].text)
    over = given.state is State.PAST or _is_left(given, sentence)
    moment = moment_of(given, reading) if over else None
    said = reading.turn.occurred_at
    if moment is None or moment.left_at <= said or _MEANT.search(sentence):
        return None
    return moment.until_left(said)


def _is_left(tag: Tag, sentence: str) -> bool:
    before, behind = sentence[: tag.start], sentence[tag.end :]
    left = tag.state is State.PLANNED and _LEAVES.search(before) is not None
    return left or (tag.state in {State.PLANNED, State.NOW} and _IS_LEFT.match(behind) is not None)


_LEAVES = re.compile("(?:搬离|离开|告别|撤离|退出|从)$")
_IS_LEFT = re.compile(
    "(?:那边|这边)?的?(?:房子|合同|租约|工作|会员|卡|课)?[^，。]{0,8}?(?:搬走|搬出|离职|辞职|毕业|退学|到期|退租|停掉?|不[住干做去学打]|不再)"
)
_MEANT = re.compile("[想要]|打算|计划|准备|考虑|可能|也许|争取|希望|如果|要是|万一|续")
"""What may come otherwise."""
_FROM_THEN_ON = re.compile("以后|以後|之后|之後|起|开始|開始")


def _span_behind(tag: Tag, reading: Reading) -> Moment | None:
    """Return the span that the clause behind a value's tells and no more: 我在校排球队，2016年9月到2020年6月."""
    clauses = reading.clauses[tag.sentence] if tag.sentence < len(reading.clauses) else ()
    behind = next((each for each in clauses if each.start >= tag.end), None)
    if behind is None:
        return None
    spans = (each for each in reading.moments if each.ends and each.text in behind.verbatim)
    return next((s for s in spans if _NO_MORE.fullmatch(behind.verbatim.replace(s.text, ""))), None)


def _left_behind(tag: Tag, reading: Reading) -> Moment | None:
    """Return the date on which the clause behind a value's tells that it was over: 在青岛住了三年，2019年搬走的."""
    clauses = reading.clauses[tag.sentence] if tag.sentence < len(reading.clauses) else ()
    behind = next((each for each in clauses if each.start >= tag.end), None)
    told = [each for each in reading.moments if behind and each.text in behind.verbatim]
    if behind is None or len(told) != 1 or told[0].start > reading.turn.occurred_at:
        return None
    rest = behind.text.replace(told[0].text, "")
    return told[0] if _IS_OVER.match(rest) is not None else None


_IS_OVER = re.compile(
    "(?:后来|最后|我|他|她|就|才|又|从那(?:儿|里))*(?:搬|离|辞|退|毕业|转行|改行|转岗|跳槽|被裁|走|回|停|戒|卖|分|断|结束|关|换|不(?:再|干|做|当|住|开|打|学))"
)
"""How a clause begins that tells of what was before it that it is over."""
_NO_MORE = re.compile("(?:一直|要|就|都)*(?:为止|的|了)*")
"""What may stand beside a span that is told of what was said before it."""
_THEN = re.compile("后|现在|目前|如今|接着|然后|再")
"""What stands between a span and what came after it: 2016年到2020年在北京，后来住在杭州."""


def _gap(tag: Tag, start: int, size: int) -> int:
    """Return how many characters are between a value and other words of its sentence."""
    return max(start - tag.end, tag.start - start - size, 0)


def holder_of(tag: Tag, reading: Reading) -> str:
    """Return whom a value is of; empty if nobody is named.

    Whom a statement gives it to, else who is named before it in its sentence, else whom its
    sentence tells of, else who is named behind it, else who was named or told of last.
    """
    actor, here = reading.turn.actor, tag.sentence
    told = [s for s in reading.statements if is_of_somebody(s, actor) and s.sentence <= here]
    own = [s.subject for s in told if s.sentence == here]
    says = [
        s
        for s in reading.statements
        if s.sentence == here and content([tag.text]) <= content([s.object])
    ]
    given = [s.subject for s in says if s in told]
    if given and tag.slot not in KIN:
        return given[0]
    named = (
        each
        for each in reading.tags.values
        if each is not tag and (each.slot in KIN or (each.slot == "nickname" and each.of_other))
    )
    people: list[Mention | Tag] = [*reading.tags.mentions, *named]
    people.sort(key=lambda each: (each.sentence, each.start))
    before = [m for m in people if (m.sentence, m.start) <= (here, tag.start)]
    behind = [m for m in people if m.sentence == here and m.start > tag.start]
    if reading.language == "zh" and chinese_holders.is_of_pronoun(tag, reading):
        behind = []
    nearby = [m for m in reversed(before) if m.sentence == here]
    if reading.language == "zh":
        nearby = chinese_holders.leading(nearby, tag, reading)
    near = [_called(m, reading) for m in nearby]
    far = [_called(m, reading) for m in (*behind, *reversed(before))]
    rest = (*own, *far, *(s.subject for s in reversed(told)))
    if reading.language == "zh":
        rest = (
            *(() if _is_open(tag, reading) else rest),
            chinese_holders.named_before(tag, reading),
        )
    else:
        owner = reading.owners.get(here, "")
        rest = (owner_of(tag, reading), owner, *_meant(tag, reading, rest))
    serving = [s.subject for s in says if _is_of_some_role(s, actor)]
    nearest = (*near, *serving, *rest)
    value = content([tag.text])
    holder = next(
        (name for name in nearest if name and not (value and value <= content([name]))), ""
    )
    is_doctors = tag.slot == "medication" and (
        chinese_claims.is_prescribed(tag, holder, reading)
        or (
            not holder and _they_gave(reading.sentences[here].text, tag) and not _of_animal(reading)
        )
    )
    return actor if is_doctors else holder


def _they_gave(sentence: str, tag: Tag) -> bool:
    """Tell what doctors gave the speaker, and nobody else who is named: "they added ramipril"."""
    return (
        _GAVE.search(sentence[: tag.start]) is not None
        and _TO_OTHERS.match(sentence, tag.end) is None
    )


def _of_animal(reading: Reading) -> bool:
    """Tell a turn that tells of an animal, to which a vet may have given something."""
    return any(not grammar.PETS.isdisjoint(content([each.text])) for each in reading.sentences)


_GAVE = re.compile(
    r"(?:^|[.;,] |\b(?:and|so|but) )(?:then )?they(?:['\u2019]?ve| have)? (?:also |just |now |then )*(?:added(?: in)?|prescribed(?: me)?|(?:put|started|kept) me (?:back )?on|gave me|(?:switched|moved|swapped) me (?:on)?to) (?:some |a low dose of |[\d.]+ ?mg (?:of )?)?$",
    re.IGNORECASE,
)
_TO_OTHERS = re.compile(r"[^.;,!?]* (?:for|to) (?:my|his|her|our|their)\b", re.IGNORECASE)


def _meant(tag: Tag, reading: Reading, rest: Sequence[str]) -> Iterator[str]:
    """Yield whom a pronoun before a value means, else those of the rest, and who is named near it."""
    pronoun = meant(tag, reading)
    if pronoun or (pronoun is not None and _is_open(tag, reading)):
        yield pronoun
        return
    yield from rest
    yield asked_of(reading)
    near = [each for each in persons(reading) if each.sentence <= tag.sentence]
    at = tag.sentence, tag.start
    yield from (each.name for each in reversed(near) if (each.sentence, each.start) < at)
    yield from (each.name for each in near if (each.sentence, each.start) > at)


def _is_open(tag: Tag, reading: Reading) -> bool:
    """Tell whether the parse leaves open whom a pronoun of a value's sentence means."""
    return any(
        s.sentence == tag.sentence and s.subject in {"he", "she", "they"}
        for s in reading.statements
    )


def is_of_somebody(statement: Statement, actor: str) -> bool:
    """Tell a statement about a person who is not the speaker."""
    subject = statement.subject
    is_known = subject.lower() not in grammar.EMPTY_SUBJECTS
    is_thing = chinese_claims.last_noun(subject) in chinese_claims.OWNED.values()
    is_person = statement.subject_type == "person" and subject != actor
    return is_person and is_known and not is_thing


def _is_of_some_role(statement: Statement, actor: str) -> bool:
    """Tell a statement about one by what they do for the speaker: "our receptionist"."""
    owner, mark, role = statement.subject.rpartition("'s ")
    return bool(mark) and owner == actor and is_occupation(role.split()[-1])


def _called(mention: Mention | Tag, reading: Reading) -> str:
    """Return what somebody is called in the reading's language."""
    if reading.language == "zh":
        return chinese_holders.called(mention, reading)
    return called(mention, reading)
