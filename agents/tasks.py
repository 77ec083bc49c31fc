"""Tasks in what was said: intentions, reminders and to-dos, and reports that one is done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octomem.agents.reading.reading import Claim, Moment, Mood, Reading, Statement, Tense
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.todo_lists import todo_items

_REMINDING = re.compile(
    r"\b(?:remind (?:me|us) (?:to|about|that)|(?:don't|do not|don\u2019t) let (?:me|us) forget (?:to|about)|"
    r"help me remember to|note to self\W+(?:don't forget to )?)\s*(?P<task>[^.!?\n]+)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:(?:please|also|and|oh|hey|ok|okay|so|then|can|could|would|will|you|just|[A-Z]\w+(?=,))[\s,]*)*$",
    re.IGNORECASE,
)
"""What may stand before "remind me", which else is said of something: "it reminds me"."""

_UNDECIDED = re.compile(
    r"\b(?:(?:still )?(?:have|need) to (?:decide|figure out|find out|choose|agree)|"
    r"(?:haven't|have not|havent) (?:decided|figured out|chosen))\b",
    re.IGNORECASE,
)
LISTED = "To do: "
"""What the texts of list items begin with: they are for whoever talks here."""
_BARE_DONE = re.compile(
    r"^(?:ok(?:ay)?|great|yes|and|it's|its|that's|all)?[,\s]*(?:done|finished|completed|all set)\W*$",
    re.IGNORECASE,
)

_TO_DO = vocabulary(
    "call phone ring email mail text write send reply answer book buy order pay renew cancel "
    "schedule reschedule arrange organise organize prepare pack clean wash fix repair replace "
    "return submit finish complete deliver bring fetch collect print sign file apply register "
    "enrol enroll check review update install test deploy merge refactor upload download "
    "transfer water feed invite ask tell visit see meet attend pick drop sort plan research study "
    "read learn practise practice move take get make find choose decide figure set build paint "
    "draft edit present fly travel drive go start join run sell rent hire interview follow look "
    "talk contact confirm cook bake do exchange clear file hand pick-up sign turn train save "
    "adopt compare mow vacuum iron charge refill reserve post ship measure migrate debug"
)
"""Verbs that something to be done begins with."""

_NOT_A_TASK = vocabulary(
    "be say know think feel keep admit mention agree love like enjoy hope believe understand "
    "remember appreciate see help let support share inspire continue stay try miss cherish"
)
_EMPTY_OBJECTS = vocabulary(
    "it that this them you something anything everything things stuff a the more one lot all "
    "chance look break time way difference "
    "best progress forces path word shot care turn part fun sense peace better stronger ready"
)
_IDLE = re.compile(
    r"\b(?:always|usually|often|every|never|each|make sure|go with)\b", re.IGNORECASE
)
"""Words of habits and figures of speech."""

_DONE_VERBS = vocabulary("finish complete do submit send book buy call pay cancel renew")


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done."""

    text: str
    """In the third person: "Mei needs to call the dentist tomorrow"."""
    words: str
    """As a verb phrase: "call the dentist tomorrow"."""
    reason: str
    moment: Moment | None = None


def tasks_in(reading: Reading) -> Iterator[Task]:
    """Yield the tasks of a turn, each once."""
    seen: set[str] = set()
    for task in (*_listed(reading), *_reminders(reading), *_intentions(reading)):
        key = re.sub(r"\W+", " ", task.words.lower()).strip()
        if key and not any(key in other or other in key for other in seen):
            seen.add(key)
            yield task


@dataclass(frozen=True, slots=True)
class Report:
    """That something was done; an empty text for a bare "done"."""

    text: str
    words: str
    """The same with verbs in their base form, to be compared with tasks."""
    about: str = ""
    """Verb and object alone: "cancel the lease"; of "the plan is done" the plan."""


def done_in(reading: Reading) -> Iterator[Report]:
    """Yield what is said to be done."""
    if not reading.from_user:
        return
    for item in todo_items(reading.turn.text):
        if item.done:
            yield Report(item.words, item.words)
    bare = [i for i, said in enumerate(reading.sentences) if _BARE_DONE.match(said.text)]
    bare += [s.sentence for s in reading.statements if s.claim is Claim.DONE and not s.object]
    if bare:
        yield Report("", "")
    for statement in reading.statements:
        if statement.sentence not in bare and _is_report(statement):
            words = f"{statement.verb} {statement.whole}"
            yield Report(statement.whole, words, _about(statement))


def _about(statement: Statement) -> str:
    """Return what was done to what; empty where the words alone do not say it."""
    if statement.claim is not None:
        return statement.object
    if statement.verb == "be" or statement.predicate.startswith("is "):
        done = "" if statement.verb == "be" else statement.verb
        return f"{done} {statement.subject}" if _names_thing(statement.subject) else ""
    return f"{statement.verb} {statement.object}" if _names_thing(statement.object) else ""


def _names_thing(phrase: str) -> bool:
    words = phrase.casefold().split()
    return bool(words) and words[-1] not in _EMPTY_OBJECTS and words[-1] not in {"task", "tasks"}


def _is_report(statement: Statement) -> bool:
    if statement.claim is not None:
        return statement.claim is Claim.DONE and bool(statement.object)
    if statement.mood is not Mood.FACT or statement.negated:
        return False
    if statement.verb == "be":
        state = statement.object.casefold()
        return state in {"done", "finished", "completed", "paid", "booked", "sent", "sorted"}
    passive = statement.predicate.startswith("is ") and statement.verb in _DONE_VERBS
    told = statement.first_person and statement.tense is Tense.PAST
    return (told and (statement.verb.split()[0] in _TO_DO or statement.verb == "be")) or passive


def _listed(reading: Reading) -> Iterator[Task]:
    """Yield the open items of to-do lists, whoever wrote them."""
    if reading.turn.role not in {"user", "assistant"}:
        return
    for item in todo_items(reading.turn.text):
        if item.words and not item.done:
            moment = _moment_in(item.words, reading) or _moment_in(item.heading, reading)
            text = f"{LISTED}{item.words}"
            yield Task(text, item.words, "a to-do item", moment)


def _reminders(reading: Reading) -> Iterator[Task]:
    if not reading.from_user:
        return
    for sentence in reading.sentences:
        match = _REMINDING.search(sentence.text)
        if match is None or not _ASKING.match(sentence.text[: match.start()]):
            continue
        words = _own(match["task"].strip().rstrip(" ,"), reading.turn.actor)
        text = f"{reading.turn.actor} wants to be reminded to {words}"
        yield Task(text, words, "asked to be reminded", _moment_in(sentence.text, reading))


def _own(words: str, actor: str) -> str:
    """Say "my" as somebody else would."""
    words = re.sub(r"\b(?:my|our)\b", "their", words, flags=re.IGNORECASE)
    return re.sub(r"\b(?:me|us|I|we)\b", actor, words)


def _intentions(reading: Reading) -> Iterator[Task]:
    if not reading.from_user:
        return
    told: set[tuple[int, str]] = set()
    for statement in reading.statements:
        key = (statement.sentence, statement.verb)
        is_task = statement.claim is Claim.TASK if statement.claim else _is_task(statement, reading)
        if key not in told and is_task:
            told.add(key)
            yield Task(
                statement.whole,
                _verb_phrase(statement),
                "still to be decided" if _UNDECIDED.search(statement.whole) else "an intention",
                statement.moment,
            )


def _is_task(statement: Statement, reading: Reading) -> bool:
    if statement.mood is not Mood.INTENTION or not statement.first_person or statement.negated:
        return False
    verb = statement.verb.split()[0]
    if verb in _NOT_A_TASK or verb not in _TO_DO or _IDLE.search(statement.whole):
        return False
    sentence = reading.sentences[statement.sentence].text
    if statement.object_type == "nothing" or statement.object.split()[-1] in _EMPTY_OBJECTS:
        open_question = bool(_UNDECIDED.search(sentence)) and " " in _verb_phrase(statement)
        return open_question or (statement.moment is not None and verb != "go")
    if re.search(r" (?:should|shall) ", statement.whole) and statement.moment is None:
        return False
    if {"you", "it", "that", "this", "them"} & set(statement.whole.lower().split()):
        return statement.moment is not None and "you" not in statement.whole.lower().split()
    return True


def _verb_phrase(statement: Statement) -> str:
    """Return the task alone: "call the dentist tomorrow"."""
    if statement.claim is not None:
        return statement.object
    rest = statement.whole.removeprefix(statement.subject).strip()
    match = re.match(
        r"(?:(?:really |still |also |just )*(?:needs?|has|have|wants?|plans?|hopes?|intends?|is|"
        r"will|should|must|would|going|like|love|planning|about|trying|tries|got|also|still|"
        r"to|definitely|hoping|aims?|decided|supposed)\s+)+",
        rest,
    )
    return rest[match.end() :] if match else rest


def _moment_in(words: str, reading: Reading) -> Moment | None:
    return next((m for m in reading.moments if m.text in words), None)
