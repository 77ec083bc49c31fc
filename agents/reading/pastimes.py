"""Sports and pastimes, under one name however they are told: "I run" and "took up running" are "does running"."""

from dataclasses import replace

from octomem.agents.reading import grammar
from octomem.agents.reading.reading import Statement, Tense
from octomem.agents.reading.vocabulary import vocabulary

_DOINGS = {
    "run": "running",
    "jog": "jogging",
    "swim": "swimming",
    "cycle": "cycling",
    "climb": "climbing",
    "row": "rowing",
    "ski": "skiing",
    "surf": "surfing",
    "hike": "hiking",
    "sail": "sailing",
    "skate": "skating",
    "box": "boxing",
    "fence": "fencing",
    "knit": "knitting",
}
"""Verbs of pastimes, each with the noun that names it."""
_DONE = frozenset(_DOINGS.values()) | vocabulary(
    "yoga pilates judo karate aikido taekwondo jiu-jitsu boxing kickboxing crossfit parkour gymnastics "
    "capoeira kendo zumba archery athletics ballet pottery ceramics dancing bouldering kayaking weightlifting"
)
_PLAYED = vocabulary(
    "tennis chess golf padel squash badminton volleyball basketball football soccer rugby hockey netball "
    "cricket baseball handball lacrosse darts guitar cello drums piano violin viola ukulele bass saxophone "
    "clarinet flute trumpet trombone harp accordion banjo mandolin organ bridge poker pickleball hurling camogie "
    "snooker bowls frisbee polo"
)

_NOUNS = {"hobby", "pastime", "sport"}
"""What something is to who does it."""


def predicate_of(pastime: str) -> str:
    """Return what somebody who took something up does with it: plays it, does it, or enjoys it."""
    noun = pastime.casefold().split()[-1] if pastime else ""
    if noun in _DONE:
        return "does"
    return "plays" if noun in _PLAYED else "enjoys"


def as_pastime(statement: Statement) -> Statement:
    """Return "runs four times a week" and "running is my hobby" as "does running", or the statement as it is."""
    at_leisure = statement.predicate == f"{grammar.third_person(statement.verb)} in"
    if at_leisure and statement.object.endswith((" spare time", " free time")):
        return replace(statement, predicate=grammar.third_person(statement.verb), object="")
    going = statement.object.partition(" ")[0] if statement.verb == "go" else ""
    if going in _DONE and statement.predicate == "goes" and statement.tense is Tense.PRESENT:
        return replace(statement, verb="do", predicate="does", object=going, object_type="thing")
    owner, mark, noun = statement.object.rpartition("'s ")
    is_hobby = bool(mark) and statement.predicate == "is" and noun.split()[-1] in _NOUNS
    if is_hobby and not statement.negated and statement.tense is Tense.PRESENT:
        return replace(
            statement,
            subject=owner,
            subject_type="person",
            verb="do",
            predicate="does",
            object=statement.subject,
            object_type="thing",
        )
    doing = _DOINGS.get(statement.verb)
    bare = not statement.object or statement.object_type in {"date", "number"}
    plain = statement.predicate == grammar.third_person(statement.verb) and bare
    holds = statement.ended or (statement.tense is Tense.PRESENT and not statement.progressive)
    if doing is None or not plain or not holds or " can " in f" {statement.text} ":
        return statement
    again = grammar.recurs(statement.text) or statement.ended
    own = statement.subject_type == "person"
    if not (again and own):
        return statement
    return replace(statement, verb="do", predicate="does", object=doing, object_type="thing")
