"""Whose pet is called what: 养了一只猫叫胖虎, 家里有只边牧，叫闪电."""

import re

from octomem.agents.reading.chinese.kin import PET_FORM, PETS
from octomem.agents.reading.chinese.subjects import Subject
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement
from octomem.agents.reading.subjects import Who

_WORD = rf"{PET_FORM}|[犬兔龟鸟]"
_SHORT = {"犬": "dog", "兔": "rabbit", "龟": "turtle", "鸟": "bird"}
_NAMED = re.compile(
    rf"(?:还|又|也)*(?:有|养|领养|收养|抱养|买|捡|抱|添|接)(?:了|着|到|回|来)*[一两俩]?[只条头匹个]?[\u4e00-\u9fff]{{0,4}}?(?P<kind>{_WORD})，?(?:名字)?(?:就)?叫(?P<name>[^，。叫]{{1,6}})$"
)


def read(told: Told) -> list[Statement]:
    """Read the pet that a clause whose subject is known says somebody has, by its name."""
    owner, found = told.subject, _NAMED.match(told.clause.text, told.at)
    if owner is None or found is None or owner.who.type != "person" or "negated" in told.flags:
        return []
    name = told.clause.verbatim[found.start("name") : found.end("name")]
    kind, alias = found["kind"], f"{owner.who.name}'s {(PETS | _SHORT)[found['kind']]}"
    told.subject = Subject(Who(name, "animal"), name, alias, f"{owner.shown}的{kind}")
    told.scene.note(told.subject)
    said = base(
        told, "is", "be", alias, "animal", Claim.FACT, text=f"{name}是{owner.shown}的{kind}"
    )
    told.subject = owner
    return [said]
