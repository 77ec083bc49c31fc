"""What a reader sees in one turn: sentences, statements, names and dates, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from octomem.agents.reading.before import Asked
from octomem.agents.reading.chinese.clauses import Clause
from octomem.agents.reading.instead import Amend
from octomem.agents.reading.remarks import Remark
from octomem.agents.reading.tags import NOTHING, Tagged
from octomem.agents.reading.worth import Worth
from octomem.turn import Turn


class Mood(StrEnum):
    """How a statement is meant; only FACT claims that something is or was so."""

    FACT = "fact"
    QUESTION = "question"
    COMMAND = "command"
    """An instruction to the listener: "always answer in German"."""
    INTENTION = "intention"
    """Something the subject is going to do, needs to do, or wants to do."""
    HYPOTHETICAL = "hypothetical"
    """Conditional, wished or imagined: "if I moved to Rome", "I might move"."""
    HEARSAY = "hearsay"
    """Somebody else's words or opinion: "my friend says I should"."""


class Tense(StrEnum):
    """When a statement's verb places it."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Claim(StrEnum):
    """What a statement is worth, where the reader's own pattern says so."""

    FACT = "fact"
    """A lasting fact."""
    TASTE = "taste"
    """A lasting like or dislike, which is a preference too."""
    RULE = "rule"
    """What somebody always or never does, which is a preference too."""
    ALLERGY = "allergy"
    HEALTH = "health"
    LANGUAGE = "language"
    NAME = "name"
    NICKNAME = "nickname"
    INSTRUCTION = "instruction"
    """A standing instruction to the agent."""
    PERSONA = "persona"
    """Who the agent is told to be."""
    TASK = "task"
    DONE = "done"
    """That something was done; its object is empty for a bare "done"."""
    EVENT = "event"
    """What was done on a day that is named, and is told of later."""
    PASSING = "passing"
    """Told of the moment only: an event or a state that passes."""


LASTING = frozenset(
    {Claim.FACT, Claim.TASTE, Claim.RULE, Claim.ALLERGY, Claim.HEALTH, Claim.LANGUAGE}
)
"""Claims that still hold when the talk is over."""


class Bound(StrEnum):
    """What the words of a date say of the end of what they date."""

    WITHIN = "within"
    """Nothing: "in 2017", "since 2015", "until today"."""
    UNTIL = "until"
    """When it ends, and not when it began: "until 2017"."""
    SPAN = "span"
    """Both: "from 1971 to 1985", "2011-2017"."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or span named in a text, resolved against the turn's own time.

    `start` and `end` are a half-open UTC interval as wide as the words are precise:
    "yesterday" is a day, "last summer" three months.
    """

    text: str
    start: datetime
    end: datetime
    bound: Bound = Bound.WITHIN

    @property
    def is_until(self) -> bool:
        """Whether it says when something ends, and not when it began: "until 2017"."""
        return self.bound is Bound.UNTIL

    @property
    def ends(self) -> bool:
        """Whether it says when something ends: "until 2017", "from 1971 to 1985"."""
        return self.bound is not Bound.WITHIN

    @property
    def left_at(self) -> datetime:
        """When what is told to end in it is over: at its end if it is the end of something, as 月底, else where it begins."""
        return self.end if self.ends or self.text.endswith(("底", "末", "尾")) else self.start

    def until_left(self, said_at: datetime) -> "Moment":
        """Return the time from now on until that; a span begins when it does."""
        return (
            self
            if self.bound is Bound.SPAN
            else replace(self, start=said_at, end=self.left_at, bound=Bound.UNTIL)
        )

    def is_over(self, at: datetime) -> bool:
        """Tell whether it says when something ended, and that was before a moment."""
        return self.ends and self.end <= at


@dataclass(frozen=True, slots=True)
class Found:
    """A date and where it stands in the text, in characters."""

    start: int
    end: int
    moment: Moment


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a text. `type` is person, organisation, place, product, event or other."""

    text: str
    type: str


SURE = 0.8
"""The likelihood from which a statement takes the place of what was said before."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One subject-predicate-object reading of a clause, told in the third person.

    "I don't live in Berlin any more" of a speaker called Mei is subject "Mei",
    verb "live", predicate "lives in", object "Berlin", negated, with `first_person`.
    """

    subject: str
    """Resolved name: the speaker for "I", "Mei's sister" for "my sister"."""
    subject_type: str
    """person, animal, organisation, place, product, event, other or thing."""
    first_person: bool
    """The subject is the speaker."""
    verb: str
    """Lemma of the main verb, with its particle: "give up"."""
    predicate: str
    """The verb phrase up to the object, in the present tense: "lives in", "is allergic to"."""
    object: str
    """The object or complement as said, without its own clause; empty if there is none."""
    object_type: str
    """person, organisation, place, date, number, thing or nothing."""
    negated: bool
    ended: bool
    """"used to", "no longer", "stopped": it was so and is not any more."""
    habitual_scope: str
    """"always", "never" or an empty text."""
    corrects: bool
    """Said to put something right: "actually", "no, I meant"."""
    tense: Tense
    mood: Mood
    moment: Moment | None
    text: str
    """The clause in the third person: "Mei lives in Berlin"."""
    sentence: int
    """Index of its sentence."""
    progressive: bool = False
    """Told as going on: "is working on a book"; a passing thing for most verbs."""
    whole: str = ""
    """The clause with all its objects: "Mei buys milk and eggs" where `text` has one of them."""
    claim: Claim | None = None
    """What it is worth, where the reader's pattern says so; None where `worth` decides."""
    worth: Worth | None = None
    """How likely it is worth keeping; None where nothing hangs on it."""
    likely: float = 1.0
    """How likely it is what was meant; below 1 where words only name what it says."""

    @property
    def is_unsure(self) -> bool:
        """Whether it may fill a slot that is empty, but takes nothing's place."""
        return self.likely < SURE

    @property
    def may_name(self) -> bool:
        """Whether what it says that somebody's wife is may be her name.

        Read in Chinese no thing is (我老婆恐高), for names are told first there: 李娜是我老婆.
        """
        return self.claim is None or self.object_type in {"person", "animal"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, verbatim."""

    text: str
    is_question: bool
    is_command: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where words stand, in characters of their sentence."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """Of whom a message's words are that name nobody, after one that tells of somebody else."""

    holder: str
    """Empty where nobody knows."""
    sentence: int
    end: int
    """Where somebody is named: up to there."""
    shown: str = ""
    """The holder, as they were said."""
    of_animal: bool = False

    def covers(self, sentence: int, at: int) -> bool:
        """Tell whether words stand before anybody is named."""
        return (sentence, at) < (self.sentence, self.end)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read in one turn, without a model."""

    turn: Turn
    language: str
    """`en` or `zh` where statements are read; else `ja`, `ko` or `other`."""
    sentences: tuple[Sentence, ...] = ()
    statements: tuple[Statement, ...] = ()
    names: tuple[Name, ...] = ()
    moments: tuple[Moment, ...] = ()
    topics: tuple[str, ...] = ()
    """Noun phrases, lower case, in the order in which they come."""
    amends: tuple[Amend, ...] = ()
    """What a turn puts in the place of what was told wrong."""
    clauses: tuple[tuple[Clause, ...], ...] = ()
    """Those of each sentence, and how they are meant; of Chinese only, English has a parse."""
    remarks: tuple[Remark, ...] = ()
    """What a person says, stretch by stretch; statements are made of some of it."""
    orders: tuple[Stretch, ...] = ()
    """What a person seems to order for good, by what its words are worth."""
    over: tuple[Stretch, ...] = ()
    """What tells of something that is over, by the same."""
    tags: Tagged = NOTHING
    """What words of a person name, whatever statements say of them."""
    dropped: Dropped | None = None
    """Of whom its words are that name nobody, if not of the speaker."""
    asked: Asked | None = None
    """The question of somebody else that it answers."""
    told: tuple[str, ...] = ()
    """What its statements say only together with the turn before it."""
    before: str = ""
    """The id of that turn."""
    failed: Exception | None = None
    """Why nothing is read in it: the reader failed at its words."""
    owners: Mapping[int, str] = field(default_factory=dict[int, str])
    """By sentence that names nobody whose it is, behind a turn about somebody else; empty where that is unsure."""
    meant: Mapping[str, str] = field(default_factory=dict[str, str])
    """Whom the turns before it named last, by "m" and "f" where it is clear."""
    found: dict[object, tuple[object, ...]] = field(
        default_factory=dict[object, tuple[object, ...]], init=False, repr=False, compare=False
    )
    """What was looked for in it, by what looked; see `once`."""

    @property
    def from_user(self) -> bool:
        """Whether a person speaks, rather than an assistant, a system or a tool."""
        return self.turn.role == "user"

    def dropped_at(self, sentence: int, at: int) -> Dropped | None:
        """Return of whom the words at a place are that name nobody, if not of the speaker."""
        left = self.dropped
        return left if left is not None and left.covers(sentence, at) else None
