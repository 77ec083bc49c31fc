"""Where somebody never lived, worked or studied: 从来没在顺丰干过, 我没住过上海, 从没在复旦读过书."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.masks import PLACE, masked
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement

_NEVER = r"(?:从来?|根本|压根儿?|一天|一直|可|也|都)*[没未](?:有)?"
_FORMS = (
    (re.compile(rf"{_NEVER}(?:在)?(?P<o>{PLACE}+)(?:市区?|那边|这边)?(?:住|待|呆|生活)过"), "lives in", "live"),
    (re.compile(rf"{_NEVER}(?:住|待|呆|生活)过(?P<o>{PLACE}+)"), "lives in", "live"),
    (re.compile(rf"{_NEVER}在(?P<o>[^，。在{PLACE}]{{2,12}}?)(?:(?:读|念)过(?:书|大学|研)?|上过(?:大?学|研))"), "studies at", "study"),
    (re.compile(rf"{_NEVER}在(?P<o>[^，。在{PLACE}]{{2,12}}?)(?:里|那边)?(?:(?:干|做|工作|待|呆|任职|实习)过|上过一?天?班)"), "works at", "work"),
)  # fmt: skip
_NO_NAME = re.compile("[这那哪我你他她它么样]|家$|公司$|单位$|地方$")
"""Where nobody is by name: 没在这么大的公司干过."""
_SO = re.compile("[这那]么|[这那]样")


def read(told: Told) -> Iterator[Statement]:
    """Yield what a clause denies for all time: whoever told it before had told it wrong."""
    subject = told.subject
    if subject is None or subject.who.type != "person" or told.clause.is_question:
        return
    text = masked(told)
    for form, predicate, verb in _FORMS:
        match = form.match(text, told.start)
        if match is None or match.end() != len(text.rstrip("啊呀呢的")) or _SO.search(text):
            continue
        value = told.clause.verbatim[match.start("o") : match.end("o")]
        if _NO_NAME.search(value):
            continue
        said = base(told, predicate, verb, value, "place", Claim.FACT, negated=True)
        yield replace(said, corrects=True)
        return
