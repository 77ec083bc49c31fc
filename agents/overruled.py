"""Statements of Chinese patterns that the tags of their own words overrule.

Where a clause has no subject, as most in Chinese, a pattern takes the speaker for it; and what stands before
a verb it takes as a whole: 室友婷婷花生 of 室友婷婷花生过敏. The encoder that tags values reads a whole message, and knows
of whom a value is, where it begins, and whether it is still so.
"""

import re

from octomem.agents.bars import BAR, CERTAIN
from octomem.agents.believed import is_believed
from octomem.agents.holders import holder_of, moment_of
from octomem.agents.reading.chinese.kin import NOUNS, is_animal
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.reading import SURE, Mood, Reading, Statement, Tense
from octomem.agents.reading.tags import State, Tag
from octomem.agents.reworded import ALLERGIC, reworded
from octomem.agents.slots import Table
from octomem.agents.wording import normal

_HELD = frozenset({"home", "employer", "school", "job"})
"""Slots that whoever is told of has one value of at a time."""
_OWN = re.compile(r"[我咱俺]|^家|自己|本人")


def upheld(reading: Reading, table: Table) -> tuple[Statement, ...]:
    """Return the statements of a reading that none of its tags overrules."""
    if reading.language != "zh":
        return tuple(
            reworded(each, reading)
            for each in reading.statements
            if not each.subject.startswith("not ") and not _is_own_name(each, reading)
        )
    return tuple(
        each
        for each in reading.statements
        if not any(_overrules(tag, each, reading, table) for tag in reading.tags.values)
    )


def _is_own_name(each: Statement, reading: Reading) -> bool:
    """Tell what the parse makes of a name that the speaker tells: "I'm jaxon btw 15" is no "jaxon 15"."""
    actor = reading.turn.actor
    told = each.object if each.subject in {actor, f"{actor}'s name"} else each.subject
    is_name = each.predicate == "is" and (told is each.object or each.object == f"{actor}'s name")
    return is_name and any(
        tag.slot == "name"
        and tag.sentence == each.sentence
        and is_believed(tag, reading)
        and normal(told).startswith(normal(tag.text))
        for tag in reading.tags.values
    )


def _overrules(tag: Tag, each: Statement, reading: Reading, table: Table) -> bool:
    """Tell whether a tagged value says otherwise than a statement of the same words."""
    if each.sentence != tag.sentence or each.mood is not Mood.FACT or tag.likely < BAR:
        return False
    if each.negated or tag.state not in {State.NOW, State.PAST}:
        return False
    if tag.slot == "pet":
        return tag.likely >= SURE and each.subject == tag.text and _makes_human(tag, each, reading)
    if tag.slot == "allergy":
        told = each.predicate == ALLERGIC and each.object.endswith(tag.text)
        return told and (_is_too_long(tag, each, reading) or _is_of_another(tag, each, reading))
    fact = table.fill(each) if tag.slot in _HELD else None
    if fact is None or fact.name != tag.slot or tag.text not in each.object:
        return False
    return _is_of_another(tag, each, reading) or _is_over(tag, each, reading)


def _makes_human(tag: Tag, each: Statement, reading: Reading) -> bool:
    """Tell what makes a relative of an animal: 慢慢 of 我老公提了只乌龟回来，取名叫慢慢."""
    _, owned, role = each.object.rpartition("'s ")
    is_told = any(noun in _clause(tag, reading) for noun, of in NOUNS.items() if of == role)
    return each.predicate == "is" and bool(owned) and not is_animal(role) and not is_told


def _is_too_long(tag: Tag, each: Statement, reading: Reading) -> bool:
    """Tell an allergen with somebody or a verb before it: 室友婷婷花生, 结果是芒果."""
    rest = simplified(each.object.removesuffix(tag.text))
    named = any(name.text in rest for name in reading.names if name.type == "person")
    named = named or any(mention.text in each.object for mention in reading.tags.mentions)
    return bool(rest) and (named or re.search("[是的说有]", rest) is not None)


def _is_of_another(tag: Tag, each: Statement, reading: Reading) -> bool:
    """Tell a value of somebody else that a clause which names nobody gives to the speaker."""
    if not (tag.of_other and each.first_person) or _OWN.search(_clause(tag, reading)):
        return False
    holder = holder_of(tag, reading)
    return bool(holder) and holder != reading.turn.actor


def _is_over(tag: Tag, each: Statement, reading: Reading) -> bool:
    """Tell what is over by a span before its clause, or for certain: 2023年到2024年在慕尼黑访学，人也住慕尼黑, 在青岛待了三年就走了."""
    if tag.state is not State.PAST or each.ended or each.moment is not None:
        return False
    again = (each for each in reading.tags.beside(tag) if each.start > tag.start)
    if any(o.state is State.NOW and o.text == tag.text and is_believed(o, reading) for o in again):
        return False  # who came back
    moment = moment_of(tag, reading)
    surely = tag.likely >= CERTAIN and each.tense is Tense.PRESENT
    return surely or (moment is not None and moment.is_over(reading.turn.occurred_at))


def _clause(tag: Tag, reading: Reading) -> str:
    """Return the clause that a value stands in, up to its end."""
    clauses = reading.clauses[tag.sentence]
    start = max((c.start for c in clauses if c.start <= tag.start), default=0)
    return simplified(reading.sentences[tag.sentence].text[start : tag.end])
