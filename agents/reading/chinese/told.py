"""A Chinese clause on its way to statements, with what its sentence and scene tell."""

from dataclasses import dataclass, field
from datetime import datetime

from octomem.agents.reading.chinese.clauses import Clause
from octomem.agents.reading.chinese.subjects import Scene, Subject
from octomem.agents.reading.chinese.words import Word
from octomem.agents.reading.reading import Found, Moment


@dataclass(slots=True)
class Setting:
    """What surrounds a clause: its sentence, when it was said, what the clauses before told."""

    index: int
    said_at: datetime
    subject: Subject | None = None
    """Whom the clause before was about."""
    lost: bool = False
    """Whether it was about something that facts are not kept of."""
    introduced: bool = False
    """Whether the clause before said who somebody is, so that a bare job may follow."""
    ordering: bool = False
    """Whether the sentence has begun to instruct the agent."""
    once: bool = False
    """Whether the sentence asks for one thing to be done now."""
    corrects: bool = False
    place: str = ""
    """The place that a clause before named."""
    moving: bool = False
    """Whether the clause before told of a move without where to."""
    housed: bool = False
    """Whether a clause before told where somebody lives."""
    topic: Subject | None = None
    """What the clause before brought up without saying what it is: 最喜欢的颜色嘛."""
    whole: str = ""
    """The sentence, simplified: what a clause may be told in the light of."""
    ahead: bool = False
    """Whether a clause before tells of a day to come."""
    day: Moment | None = None
    """The day that a clause before named, on which what follows happened: 今天看了牙医，补了颗牙."""
    since: Moment | None = None
    """Since when something else has been so: 5月6号起我就不归他管了，我现在的领导是韩静."""
    firm: bool = False
    """Whether the clause before told of a firm without its name."""
    shop: str = ""
    """What the clause before told that somebody runs, whose name may follow: 开面包店，店名麦芽."""
    thing: Subject | None = None
    """A pet or a relative that was just mentioned, whose name may follow."""
    newcomer: bool = False
    """Whether the clause before brought up somebody new, whose name may follow: 碰到一个老乡."""
    several: Subject | None = None
    """One of several who were mentioned, whose names may follow: 俩孩子，大的叫晓东."""


@dataclass(slots=True)
class Told:
    """A clause on its way to a statement."""

    clause: Clause
    dates: list[Found]
    words: list[Word]
    scene: Scene
    setting: Setting
    subject: Subject | None = None
    explicit: bool = False
    """Whether the subject is said."""
    start: int = 0
    """Where the text after the subject begins."""
    at: int = 0
    """Where the verb is looked for."""
    flags: set[str] = field(default_factory=set[str])
    lead: list[Found] = field(default_factory=list[Found])
    """Dates before the verb."""
