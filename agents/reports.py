"""Reports about tasks: that one is done, or that it need not be done any more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from octomem.agents.arranged import EVENTS
from octomem.agents.reading.arranging import ARRANGES
from octomem.agents.reading.chinese.clauses import Clause
from octomem.agents.reading.chinese.dates import find
from octomem.agents.reading.chinese.kin import FORM
from octomem.agents.reading.chinese.pending import is_settling
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.todo import thing_done
from octomem.agents.reading.chinese.words import words as cut_words
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.grammar import ROLES
from octomem.agents.reading.once import once
from octomem.agents.reading.reading import Claim, Moment, Mood, Reading, Statement, Tense
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.rescheduled import rescheduled
from octomem.agents.task_verbs import EMPTY_OBJECTS, IRREGULAR, TO_DO
from octomem.agents.todo_lists import todo_items
from octomem.agents.wording import stem

_LEAD = (
    r"^\W*(?:(?:ok(?:ay)?|great|yes|yep|yeah|and|actually|oh|ah|wait|no|sorry|hey|update|btw|good news"
    r"|finally|just|so|also|please|pls|phew|you can|well|alright|right|one down)[,:!.]*\s+)*"
)
_POLITE = re.compile(
    rf"{_LEAD}(?:can|could) (?:you|u)\s+(?:(?:please|pls|just|kindly)\s+)*(?=(?:tick|cross|check|mark|take|remove|delete|strike|cancel|drop)\b)",
    re.IGNORECASE,
)
"""How somebody is asked to set right what is on a list: "can you tick off the gas bill?"."""
_OFF_LIST = r"\s+(?:off|from|out of)\s+(?:my|the|our|that|your)\s+(?:[\w-]+\s+){0,2}?list\b"
_SETTLED = (
    r"(?:done(?: and dusted)?|sorted|finished|completed|handled|taken care of|dealt with|out of the way"
    r"|(?:tick|cross|check)ed off|\u2705|\u2713|\u2714)"
)
"""What says behind a thing that it is done with."""
_TELLS = (
    r"\b(?:is|are|was|were|am|be|been|being|has|have|having|had|got|get|getting|gets|wants?|needs?|i|we|you|that'?s)\b"
    rf"|n't\b|'(?:s|re|ve|m|d|ll)\s+(?:all\s+|now\s+|finally\s+)*{_SETTLED}"
)
"""What no thing has in its name: it tells already, "the vests are ordered, thats done"."""
_MORE = r"(?:any ?more|after all|now)"
_BARE_DONE = re.compile(
    rf"{_LEAD}(?:(?:it's|its|it is|that's|all|that is|that one's|i'm|everything's|already)\s+)*"
    r"(?:done|finished|completed|all set|sorted|did (?:it|that|so)|did|taken care of|handled|got it (?:sorted|done))"
    r"(?:\s+(?:now|already|today|yesterday|this morning|too|thanks|thank you|last night))*\W*$"
    rf"|{_LEAD}(?:(?:scratch|scrap|forget|drop) (?:that|it)|never ?mind(?: that)?|nvm)(?=\W*$|,?\s+\w+(?:'s)?\s+(?:already|just)\b)",
    re.IGNORECASE,
)
_ASKED_ITSELF = re.compile(
    r"\W*(?:(?:ok|and|oh|so|as for)\W+)*(?P<thing>(?:the|my|our) [\w' -]{2,40})\?\s*$",
    re.IGNORECASE,
)
"""A thing that is named with a question mark, and answered by its speaker: "the gas bill? done"."""
_ALL_DONE = re.compile(
    rf"{_LEAD}(?:both|all (?:of (?:them|it|that)|that|three|four)|everything)(?:'s|\s+is|\s+are|\s+of them)?\s*"
    r"(?:done|finished|completed|sorted|taken care of)\b\W*\w*\W*$",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:not|n't|yet|if|when|once|until|before|almost|nearly|half|going to|will|would|should"
    r"|could|hope|wish|still|supposed|never (?!mind))\b|\?\s*$",
    re.IGNORECASE,
)
_NOT_QUITE = re.compile(
    r"\b(?:almost|nearly|half) (?:done|finished|through|ready)\b|\bi thought\b", re.IGNORECASE
)
"""What says that something is not done, though its verb does."""
_AGAIN = re.compile(
    r"\s+(?:again|any ?more|now|please|for me|today|after all|then|at all|at (?:long )?last|finally|either)\W*$|\W+$",
    re.IGNORECASE,
)
_END = r"(?=\s*(?:[,.;!]|\s-|$|\bbut\b|\bbecause\b|\bsince\b|\bas\b|\bi'll\b))"
_ABOUT = rf"(?P<about>[^,.;!?]{{2,80}}?){_END}"
_DROPPED = tuple(
    re.compile(rf"{_LEAD}{form}", re.IGNORECASE)
    for form in (
        rf"(?:never ?mind|forget|scrap|skip|ignore|drop|scratch)\s+(?:about\s+)?(?!it\b|that\b|me\b|you\b){_ABOUT}",
        rf"(?:(?:i|we)\s+)?(?:no longer|don't|do not|dont|won't|wont)\s+(?:need|have) to\s+(?P<about>[^.;!?]{{2,80}}?)\s+{_MORE}{_END}",
        rf"(?:i|we)\s+no longer\s+(?:need|have|want)(?: to)?\s+{_ABOUT}",
        rf"(?:(?:i|we)(?:'ve| have)?\s+)?(?:just\s+|now\s+)*(?:decided|chose|chosen)\s+(?:not to|against)\s+{_ABOUT}",
        rf"(?:there's\s+|there is\s+)?no (?:longer (?:any )?)?need to\s+{_ABOUT}",
        rf"(?:(?:(?:i'm|i am|we're|we are)\s+)?not going to|(?:i'm|i am|we're|we are)\s+not)\s+(?P<about>[^.;!?]{{2,80}}?)\s+(?:after all|any ?more){_END}",
        rf"(?:take|remove|delete|strike|drop|get|knock|pull)\s+(?P<about>[^,.;!?]{{2,60}}?){_OFF_LIST}",
        rf"(?P<about>[^,.;!?]{{2,60}}?)\s+(?:can|should)\s+(?:now\s+)?(?:come|go|be taken){_OFF_LIST}",
        rf"(?:leave|skip)\s+{_ABOUT}(?=,\s+(?:my|our|the) [\w-]+(?:'s|'ll| will| is)\b)",
        rf"(?:cancel|delete|remove|take off|clear)\s+(?:my |the |that )?(?:reminder|task|to-?do)\s+(?:to|about|for|on)\s+{_ABOUT}",
        rf"cancel\s+(?:my|the|our|that)\s+{_ABOUT}",
        r"(?:cancel|delete|remove|drop)\s+(?:my |the |that )?(?P<about>[^,.;!?]{2,60}?)\s+(?:reminder|task|to-?do)\b",
        rf"(?:(?:you )?don't (?:need|have) to\s+)?remind me (?:to|about|of)\s+(?P<about>[^,.;!?]{{2,60}}?)\s+any ?more{_END}",
        rf"(?:don't|do not|dont) remind me (?:to|about|of)\s+(?P<about>[^,.;!?]{{2,60}}?)\s+any ?more{_END}",
        rf"(?:stop|(?:don't|do not|dont|no need to) bother|no need to keep)\s+remind\w+ me (?:to|about|of)\s+{_ABOUT}",
    )
)
_SO_DROP = re.compile(
    r",? so (?=(?:forget|scrap|skip|ignore|drop|scratch|never ?mind|cancel)\b)", re.IGNORECASE
)
"""What leads from a reason to what need not be done for it: "Abdul has moved, so forget the refresher"."""
_NO_NEED = re.compile(
    r"[,;.\u2014-]\s*(?:and\s+|so\s+|then\s+|there's\s+|there is\s+|now\s+)*no (?:longer any )?need(?:\s+(?:to|now|any ?more|for (?:that|it)|after all))*\W*$",
    re.IGNORECASE,
)
"""What says that somebody else has done it: "Bob called me, so no need"."""
_STOPPED = re.compile(
    rf"{_LEAD}(?:(?:my|our|the|that|this|tomorrow's|today's)\s+)?(?P<about>[^,.;!?]{{2,60}}?)\s*"
    r"(?:\b(?:is|are|was|were|got|has been|have been|had been|been)|'s)\s+(?:now\s+|just\s+|all\s+|already\s+)*"
    r"(?:cancell?ed|called off|off(?:\s+the table)?|no longer (?:needed|necessary|happening|on)|not happening)\b(?!\s+(?:work|limits|to))",
    re.IGNORECASE,
)
_UNNEEDED = re.compile(
    rf"{_LEAD}(?P<about>[^,.;!?]{{2,60}}?)\s+(?:(?:(?:is|are)\s+|'s\s+)?not|isn't|isnt|aren't)\s+(?:needed|necessary|required)\s+{_MORE}\W*$"
    rf"|{_LEAD}(?P<undone>[^,.;!?]{{2,60}}?)\s+(?:doesn't|don't|no longer)\s+needs?\s+\w+ing\s+{_MORE}\W*$",
    re.IGNORECASE,
)
"""What says of a thing that nobody needs it done: "the gas bill isn't needed any more"."""
_CANCELLED = tuple(
    re.compile(rf"{_LEAD}{form}", re.IGNORECASE)
    for form in (
        r"(?:i|we)(?:'ve|\s+have)?\s+(?:just\s+|already\s+|had to\s+)*cancell?(?:ed)?\s+(?P<about>[^,.;!?]{2,60}?)(?=\s*(?:[,.;!]|$|\bbut\b|\bbecause\b|\bas\b))",
        r"(?!(?:i|we|you|he|she|it|they|who)\b)(?:(?:my|our|the)\s+)?(?P<about>[^,.;!?]{2,50}?)(?:\s+(?:has|have|had to|just)|'s)*\s+cancell?(?:ed)?(?:\s+(?:on (?:me|us)|again|last minute))*(?=\s*(?:[,.;!]|$|\bbut\b|\bbecause\b))",
    )
)
"""What says that something does not take place that was to: "the dentist cancelled", "I cancelled Lisbon"."""
_THEY_CANCELLED = re.compile(
    rf"{_LEAD}(?:they|he|she)(?:'ve|'s|\s+have|\s+has|\s+had to|\s+just)*\s+(?:cancell?(?:ed)?|called (?:it )?off)(?:\s+on (?:me|us)|\s+it)?(?:\s+(?:again|last minute|this morning|today))*\W*$",
    re.IGNORECASE,
)
"""The same of what is not named: the only thing that was to take place."""
_IS_IN = re.compile(
    rf"{_LEAD}(?:(?:my|our|the)\s+)?(?P<thing>(?!(?:i|we|you|he|she|they|it|that|who|someone)\b)[\w'-]+?(?:\s+[\w-]+){{0,2}}?)(?:\s+(?:is|are|has been|have been|was|got|gets)|'s(?:\s+been)?)?"
    r"(?:\s+(?:now|finally|all|already|just))*\s+(?:(?P<verb>handed|sent|turned|given|put|posted|mailed|taken|dropped|signed)\s+)?(?P<particle>in|off|back)(?:\s+(?:now|already|today|at last|too))?\W*$",
    re.IGNORECASE,
)
"""What says that something was handed in or sent off: "the essay is handed in", "form's in"."""
_HANDED_IN = ("submit", "hand in", "turn in", "send", "send off", "post", "file", "lodge")
"""What is done with what is in then, where nothing more is said."""
_HELD = tuple(
    re.compile(rf"{_LEAD}{form}", re.IGNORECASE)
    for form in (
        rf"(?:(?:i|we)(?:'ve|\s+have)?\s+)?(?:just\s+|already\s+|finally\s+)*(?:had|survived|been to|back from|did|passed|failed)\s+(?:my|our|the)\s+{_ABOUT}",
        r"(?:(?:my|our|the)\s+)?(?P<about>[^,.;!?]{2,50}?)\s+(?:went|was|were)\b(?!\s+(?:\w+\s+)?(?:recommended|suggested|delayed|cancell?ed|postponed|moved|rescheduled|booked|arranged|supposed|meant|due|expensive|cheap|free|\d+|on the phone)\b)",
    )
)
"""What says of an occasion that it is over: "had my scan", "the interview went well"."""
_ANOTHER = re.compile(
    r"\b(?:last|previous|first|other|old|earlier|practi[cs]e|mock|trial|cost|price)\b",
    re.IGNORECASE,
)
"""What is another occasion than the one to come, or only what it costs."""
_TICKED = tuple(
    re.compile(rf"{_LEAD}{form}", re.IGNORECASE)
    for form in (
        rf"(?:i(?:'ve)?\s+|we(?:'ve)?\s+)?(?:tick(?:ed)?|cross(?:ed)?|check(?:ed)?)\s+(?:off\s+{_ABOUT}|(?P<before>[^,.;!?]{{2,60}}?)\s+off\b)",
        r"mark\s+(?P<about>[^,.;!?]{2,60}?)\s+(?:as\s+|off\s+as\s+)?(?:done|finished|complete[d]?)\b",
        rf"(?:that's\s+)?(?P<about>(?:(?!{_TELLS})[\w' -]){{2,50}}?)(?:\s*(?::|-|=|,|\u2705|\u2713|\u2714)\s*|\s+(?:all\s+|now\s+|finally\s+)*){_SETTLED}(?:\s+(?:now|today|already|at last))?(?:,? (?:tick|check|cross it off))?\W*$",
        rf"(?:(?:i|we)(?:'ve| have)?\s+)?(?:(?:just|finally|already|also)\s+)*(?:sorted(?: out)?|dealt with|took care of|taken care of|handled)\s+{_ABOUT}",
        (
            r"(?:i\s+|we\s+)?(?:(?:have|'ve)\s+)?(?:got|had)\s+(?P<about>[^,.;!?]{2,60}?)\s+(?:all\s+)?(?:sorted|done|finished|fixed|paid|booked|sent|signed"
            r"|cleaned|repaired|delivered|submitted|renewed|serviced|out of the way|over with)\b"
        ),
        r"(?:(?:i|we)\s+)?(?:(?:have|'ve)\s+)?(?:finally\s+)?managed to\s+(?P<about>[^,.;!?]{2,60})",
        (
            r"(?:(?:my|our|the|that)\s+)?(?P<about>[^,.;!?]{2,50}?)(?:\s+(?:is|are|was|has been|have been|got|thing is|stuff is|thing's)|'s)\s+(?:now\s+|all\s+|finally\s+|already\s+|been\s+)*"
            r"(?:done|sorted|finished|completed|taken care of|handled|dealt with|out of the way)\b(?!\s+(?:with|by|in|at|through|via|using|as|on)\b)"
        ),
        r"(?:(?:i|we)(?:'m|'re| am| are)\s+)?(?:(?:job )?done|finished|through)\s+(?:(?:with|on)\s+)?(?P<about>(?!it\b|that\b)[^,.;!?]{2,60})",
    )
)
_POINTING = re.compile(
    rf"{_LEAD}(?:(?:i|we)(?:'ve| have)?\s+)?(?:just\s+|already\s+|finally\s+)*(?P<verb>\w+(?=\s+(?:it|them|that|those|him|her)\b)|(?:\w{{3,}}ed|sent|bought|paid)(?=\W*$))(?:\s+(?:it|them|that|those|him|her))?"
    r"(?P<particle>\s+(?:in|off|up|out|back|over))?(?:\s+(?:now|already|today|yesterday|too|last night|this (?:morning|afternoon|evening)|just now))?\W*$",
    re.IGNORECASE,
)
_SUBJECTLESS = re.compile(
    rf"{_LEAD}(?P<verb>\w+(?:ed|t|d|e|k|n|w|g))\s+(?P<rest>(?:(?:up|in|off|out|back|to|with)\s+)?(?:my|the|our|a|an|all|those|both)?\b\s*[^,.;!?]{{2,60}})",
    re.IGNORECASE,
)
_DONE_TO = re.compile(
    rf"{_LEAD}(?:(?:my|our|the)\s+)?(?P<thing>(?!(?:i|we|you|he|she|they|it|who|someone)\b)[\w'-]+(?:\s+[\w'-]+){{0,2}}?)"
    r"(?:\s+(?:all|finally|now|already|just))*\s+(?P<verb>\w+)"
    r"(?:\s+(?:now|already|today|yesterday|at last|too|this (?:morning|afternoon|week)|last (?:night|week)))?\W*(?=[,.;!]|$)",
    re.IGNORECASE,
)
_FINISHED = re.compile(
    rf"{_LEAD}(?:(?:my|our|the)\s+)?(?P<who>[\w'-]+)\s+(?:finished|completed)\b", re.IGNORECASE
)
_ERRANDS = vocabulary(
    "renew book pay order return cancel file lodge submit tax insure fix repair service post send "
    "buy clean wash paint pack print sign upload replace bake finish write collect update sort"
)
"""What is done to something: whose past form behind it tells of it, "passport renewed"."""
_NOUNLESS = vocabulary(
    "not nothing nobody everyone everybody somebody someone people this that there have has had "
    "got get was is were been be mum dad we've i've i'm to"
)
_STATES = frozenset({"done", "finished", "completed", "paid", "booked", "sent", "sorted"})


@dataclass(frozen=True, slots=True)
class Report:
    """That something was done or dropped; an empty text for a bare "done"."""

    text: str
    words: str
    """The same with verbs in their base form, to be compared with tasks."""
    about: str = ""
    """Verb and object alone: "cancel the lease"; of "the plan is done" the plan."""
    verb: str = ""
    """Of "sent it": send; the object is what was spoken of last."""
    everything: bool = False
    """"Both done": all that is open here."""
    dropped: bool = False
    """It need not be done any more."""
    others: bool = False
    """Somebody else did it: it closes what the speaker waits for."""
    maybe: bool = False
    """A clause of something that happened, which may have been a task: it closes one whose verb and
    whose thing it names."""
    moved: Moment | None = None
    """When it is to be done instead."""
    occasion: Literal["", "off", "held"] = ""
    """It says of what is on a day that it is off or over: it closes no errand."""
    resets: bool = False
    """It says of a thing that it is on another day: only who was to reset it is done."""
    settles: bool = False
    """It may say of what is waited for, lacked or owed that it has come or is paid: 押金退了."""
    spared: str = ""
    """What alone is still to do of all that was told with it: 除了还书都弄完了."""


@once
def done_in(reading: Reading) -> Iterator[Report]:
    """Yield what is said to be done, or to be no longer to do."""
    if not reading.from_user:
        return
    for item in todo_items(reading.turn.text):
        if item.done:
            yield Report(item.words, item.words)
    if reading.language == "zh":
        yield from _in_chinese(reading)
        return
    resets = dict(_resets(reading))
    yield from resets.values()
    told: set[int] = set()
    named = ""
    for place, sentence in enumerate(reading.sentences):
        report = _of_sentence(f"{named}{sentence.text}".replace("\u2019", "'"))
        asked = _ASKED_ITSELF.match(sentence.text)
        named = f"{asked['thing']}: " if asked is not None else ""
        if report is not None and place not in resets:
            told.add(place)
            yield report
        elif report is None and place not in resets:
            yield from _held(sentence.text.replace("\u2019", "'"))
            yield from _handed_in(sentence.text.replace("\u2019", "'"))
    for statement in reading.statements:
        reset = resets.get(statement.sentence)
        if reset is None or reset.verb != statement.verb.split()[0]:
            yield from _of_statement(statement, reading, told)


def _resets(reading: Reading) -> Iterator[tuple[int, Report]]:
    """Yield what sentences say is on another day."""
    for place, sentence in enumerate(reading.sentences):
        own = [each for each in reading.statements if each.sentence == place]
        reset = rescheduled(sentence.text, reading, own)
        if reset is not None:
            said, verb, thing = sentence.text, reset.verb, reset.thing
            words = f"{verb} {thing}".strip()
            yield place, Report(said, words, thing, verb, moved=reset.when, resets=True)


def _of_statement(statement: Statement, reading: Reading, told: set[int]) -> Iterator[Report]:
    """Yield what a statement reports, where the form of its sentence did not tell it."""
    words = f"{statement.verb} {statement.whole}"
    if statement.sentence not in told and _is_report(
        statement, reading.sentences[statement.sentence].text
    ):
        yield Report(statement.whole, words, _about(statement))
    elif _is_arrival(statement):
        spared = _NO_NEED.search(reading.sentences[statement.sentence].text) is not None
        yield Report(statement.whole, words, dropped=spared, others=not spared)


def _in_chinese(reading: Reading) -> Iterator[Report]:
    spared = {
        place: match["but"] or match["left"]
        for place, sentence in enumerate(reading.sentences)
        if (match := _ALL_BUT.match(simplified(sentence.text))) is not None
    }
    yield from (Report("", "", spared=thing) for thing in spared.values())
    done = [
        each
        for each in reading.statements
        if each.sentence not in spared
        and each.claim is Claim.DONE
        and (each.negated or not (MOVED.match(each.object) or _MOVED_ALONE.match(each.object)))
    ]
    for each in done:
        alone = _VERB_ALONE.fullmatch(each.object)
        if alone is not None:
            comes = is_settling(each.object)
            yield Report(each.whole, each.object, verb=alone["verb"], settles=comes)
            continue
        about = undated(each.object.removesuffix("我")) if each.negated else thing_done(each.object)
        whole = each.whole if each.object else ""
        comes = is_settling(each.object) and not each.negated
        yield Report(whole, each.object, about, dropped=each.negated, settles=comes)
    people = [name for name in reading.names if name.type == "person"]
    for place, clauses in enumerate(reading.clauses):
        said = "".join(each.object for each in done if each.sentence == place)
        for clause in clauses if place not in spared else ():
            text = clause.text
            yield from _put_off(clause, text not in said, reading)
            is_open = clause.is_question or clause.is_unreal or clause.is_hearsay
            is_own = _OTHERS.match(text) is None and not any(_acts(n.text, text) for n in people)
            happened = _HAPPENED.search(text, 3) and _NOT_YET.search(_without_nouns(text)) is None
            comes = not (clause.is_question or clause.is_unreal) and is_settling(text)
            if happened and is_own and not is_open and text not in said:
                yield Report(clause.verbatim, text, maybe=True, settles=comes)
            elif comes and text not in said:
                yield Report(clause.verbatim, text, others=True, settles=True)


def _without_nouns(clause: str) -> str:
    """Blank out nouns: 快递 is not 快, and 会议室 not 会."""
    cut = cut_words(clause)
    return "".join(" " if w.tag.startswith("n") and len(w.text) > 1 else w.text for w in cut)


def _acts(name: str, clause: str) -> bool:
    """Tell whether who is named in a clause does what it says: not 李姐 in 背带还给李姐了."""
    at = clause.find(name)
    return at >= 0 and clause[max(0, at - 1) : at] not in _TO_WHOM


_TO_WHOM = frozenset("给跟和向找帮陪对")


def _put_off(clause: Clause, is_new: bool, reading: Reading) -> Iterator[Report]:
    """Yield what a Chinese clause says is not to be done, or on another day, if it was to be done."""
    text = clause.text
    if clause.is_question or clause.is_unreal:
        return
    moved, dropped = MOVED.match(text), _NEED_NOT.search(text)
    alone = _MOVED_ALONE.match(text) is not None
    dates = find(clause.verbatim, reading.turn.occurred_at) if moved or alone else []
    ahead = [each.moment for each in dates if each.moment.end > reading.turn.occurred_at]
    if alone and ahead:
        yield Report(clause.verbatim, text, maybe=True, moved=ahead[-1])
    called_off = _DROPPED_ALONE.fullmatch(text) if reading.asked is None else None
    if called_off is not None:
        verb = called_off["verb"] or ""
        yield Report(clause.verbatim if verb else "", text, verb=verb, dropped=True)
    thing = _OF_IT.sub("", undated(moved["thing"])) if moved is not None and ahead else ""
    if thing:
        yield Report(clause.verbatim, text, thing, maybe=True, moved=ahead[-1])
    yield from _settled(clause, is_new)
    thing = undated(dropped["thing"]) if dropped is not None and is_new else ""
    if dropped is not None and thing:
        verb = dropped["verb"] or ""
        yield Report(clause.verbatim, text, thing, verb, dropped=True, maybe=True)


def _settled(clause: Clause, is_new: bool) -> Iterator[Report]:
    """Yield what a Chinese clause says of a thing by its name alone: done with, or off the list."""
    text = clause.text
    if clause.is_hearsay or not is_new or _OTHERS.match(text):
        return
    for form in _BY_NAME:
        match = form.match(text)
        thing = undated(match["thing"]) if match is not None else ""
        done = "done" in form.groupindex
        if thing and not (done and _NOT_YET.search(_without_nouns(text))):
            yield Report(clause.verbatim, text, thing, dropped=not done, maybe=True)
            return


_NAMED = r"^(?:那|好|我|把|将|今天|昨天|刚|请|麻烦|帮我)*(?P<thing>[^，。我你他她它没不别先等要]{1,12}?)(?:[那这](?:个|条|件|项)?(?:事情?|活|任务)?儿?|的(?:事情?|活|任务)儿?)?(?:的|个)?(?:提醒|待办|任务)?"
_ALL_BUT = re.compile(
    r"^除了(?P<but>[^，。我你他她]{2,10}?)(?:以外|之外|外)?[，,\s]*(?:其他的?|别的|剩下的|其余的?)?(?:都|全|就)+(?:已经)?"
    r"(?:搞定|[办弄做搞](?:完|好|妥)|完成|处理完|解决|完)(?:了|啦)[。！!~]*$"
    r"|^(?:现在|目前)?(?:就|只)(?:剩|差)(?:下|了)*(?P<left>[^，。我你他她]{2,10}?)(?:还)?(?:没(?:弄|做|办|搞|处理)?(?:完|好)?)?(?:了|啦|呢)*[。！!~]*$"
)
"""What says of what alone was to do that it is still: 除了还书都弄完了, 就剩买猫粮没弄了."""
_FROM_LIST = r"(?:从)?(?:我的)?(?:待办|清单)(?:事项)?[里上中]?"
_BY_NAME = tuple(
    re.compile(form)
    for form in (
        (
            rf"{_NAMED}(?:我|也|都|就|已经?|终于|总算|刚|昨天|今天|全)*(?P<done>(?:搞定|[办弄做处理]+(?:完|好|妥)|完成|解决|了结|[续约订取拿交办]上?|[换修买拿取领寄写洗签改办]+(?:完|到|掉|下来|回来)|完)(?:了|啦)"
            r"|搞定|完成|已完成|了了|(?:可以)?(?:划|勾)掉(?:了|吧)?|打个?勾(?:了|吧)?)$"
        ),
        rf"{_NAMED}(?:就|也|先|可以|{_FROM_LIST})*(?:取消|黄|泡汤|算|删|删掉|去掉|移除|作罢|不用(?:再)?(?:管|弄|提醒|做|办)?(?:我)?|不弄|不办)(?:了|吧|了吧)?$",
        r"^我?(?:不用|不需要|没必要|不必|别|不要|不打算)(?:再)?(?:提醒我)?(?P<thing>[^，。我你他她]{2,14})了$",
        r"^(?:请|麻烦|帮我)*取消(?P<thing>[^，。我你他她]{2,14})的(?:提醒|待办|任务)(?:吧)?$",
    )
)
"""What is said of a task by the name of its thing: 物业费的事办完了, 车位那条删了吧, 取消洗牙的提醒."""


def undated(thing: str) -> str:
    """Return what is spoken of without when it is: 会 of 明天上午的会; empty where that is all."""
    return _WHEN.sub("", thing)


_OF_IT = re.compile(r"(?:的|那件|这件|那个|这个)(?:事情?|提醒|任务)$")
"""What names no more than that something is to be done: 物业费的提醒."""
_WHEN = re.compile(
    r"^(?:那个|这个|(?:[这下上]个?)?(?:周|星期|礼拜)[一二三四五六日天末]|[今明后昨]天|今晚|明早|[这下]个?[周月]|\d+[月号日]|早上|上午|中午|下午|晚上|的)+"
)
MOVED = re.compile(
    r"(?:把|那个|这个)?(?P<thing>[\u4e00-\u9fff]{1,10}?)(?:的?(?:时间|日期))?(?:我|已经|又|给|要|先)*(?:(?:改|挪|推迟|推|延|延期|提前|顺延|调)(?:约|期|整)?(?:到|至|成)|改(?=(?:下个?)?(?:周|星期)[一二三四五六日天末]|明|后天|\d))"
)
"""What is set for another day in Chinese: 体测改到周五."""
_MOVED_ALONE = re.compile(
    r"(?:那|就|时间|日期|我|又|先|已经|临时|被)*(?:改|挪|推迟|推|延期?|提前|顺延|调)(?:约|期|整)?(?:[到至成在]|(?=下|周|明|后天|\d))"
)
"""The same of what was just spoken of: 改到周五了."""
_ERRAND = "[去退买办交订取寄换修搬考报约付缴签续还领]"
_VERB_ALONE = re.compile(
    rf"(?:我|已经|都|刚|终于|总算|早|也|就|[今昨]天)*(?P<verb>{_ERRAND}|发|写|打|拿|洗|填|印)(?:完|好|过|掉|上|出去|下来|到)*(?:了|啦)+"
)
"""What was done with what had to be done so, of which only the verb is said: 交了."""
_DROPPED_ALONE = re.compile(
    rf"(?:算了?|那|我|就|先|还是|决定|后来|又)*不(?:用|想|打算|必)?(?P<verb>{_ERRAND})?(?:了|啦)+(?<!^算了)(?<!^不了)"
)
"""What is not to be done any more, of which no more is said: 不退了, 不用了."""
_NEED_NOT = re.compile(
    r"(?:说|把|那个|这个|^)(?P<thing>[^我说]{2,10}?)(?:我|咱们?|就|先|也|又|已经|这周|今天|明天|暂时|临时)*"
    r"(?:不(?:用|必)?我?(?P<verb>[^我你他她它要想能会是在用必没了])[^，。没]{0,5}了|(?:被|给)?(?:取消|作废)了?)$"
)
"""What is not to be done any more: 汉口北我不去了, 电话会取消, 摘要不用我管了."""
_HAPPENED = re.compile(r"[了啦咯囉喇咗]|完毕")
"""What says behind a thing and a verb that something has happened."""
_OTHERS = re.compile(
    r"(?:我们?)?(?:同事|同学|客户|领导|老板|别人|人家|朋友|室友|邻居|对方|隔壁|公司|店里|学校)|"
    rf"(?:[他她它]们?|[小老阿][\u4e00-\u9fff](?=[昨今前刚已把也就都给])|(?:我|我们)?(?:{FORM})(?!给))"
)
"""How a clause begins that tells what others did."""
_NOT_YET = re.compile(
    r"没|一半|不|别|要|快|准备|打算|会|等|再|该|忘|记得|想|差点|如果|以后|明[天早晚]|后天|下[个周月]|月底|到时|上次|去年|以前"
)
"""What says that something has not happened, or long ago."""


def base(verb: str) -> str:
    """Return a past form as the verb of a task: "sent" is "send", "finished" is "finish"."""
    low = verb.lower()
    if low in IRREGULAR:
        return IRREGULAR[low]
    return next((each for each in _bases(low) if each in TO_DO), low)


def _bases(low: str) -> list[str]:
    if not low.endswith("ed"):
        return [low]
    doubled = [low[:-3]] if len(low) > 4 and low[-3] == low[-4] else []
    return [*doubled, low[:-2], low[:-1], f"{low[:-3]}y"]


def _of_sentence(text: str) -> Report | None:
    """Read the forms that need no parse; None where none of them fits."""
    if _ALL_DONE.match(text):
        return Report("", "", everything=True)
    if _BARE_DONE.match(text):
        return Report("", "")
    asked = _POLITE.match(text)
    text = text[asked.end() :].rstrip(" ?") if asked else text
    if text.rstrip().endswith("?"):
        return None
    so = _SO_DROP.search(text)
    for pattern in (*_DROPPED, _STOPPED):
        match = pattern.match(text) or (pattern.match(text[so.end() :]) if so else None)
        if match and (about := _thing(match["about"])):
            return Report(text, about, about, dropped=True)
    if _OPEN.search(text):
        return _unneeded(text)
    return _unneeded(text) or _cancelled(text) or _pointing(text) or _ticked(text)


def _unneeded(text: str) -> Report | None:
    match = _UNNEEDED.match(text)
    about = _thing(match["about"] or match["undone"]) if match else ""
    return Report(text, about, about, dropped=True) if about else None


def _cancelled(text: str) -> Report | None:
    if _THEY_CANCELLED.match(text):
        return Report(text, "cancel", dropped=True, occasion="off")
    match = next((m for m in (form.match(text) for form in _CANCELLED) if m), None)
    about = _thing(match["about"]) if match else ""
    return Report(text, about, about, dropped=True, occasion="off") if about else None


def _held(text: str) -> Iterator[Report]:
    """Yield what a sentence says of an occasion that is over."""
    match = next((m for m in (form.match(text) for form in _HELD) if m), None)
    about = _thing(match["about"]) if match and not _OPEN.search(text) else ""
    if EVENTS.search(about) and not _ANOTHER.search(match["about"] if match else ""):
        yield Report(text, about, about, occasion="held")


def _handed_in(text: str) -> Iterator[Report]:
    """Yield what a sentence says to have been handed in or sent off, in each of the verbs that a task may have for it."""
    match = _IS_IN.match(text)
    thing = _thing(match["thing"]) if match and not _OPEN.search(text) else ""
    if match is None or not thing or (thing[0].isupper() and thing.casefold() in GIVEN):
        return
    if not match["verb"] and match["particle"].lower() != "in":
        return
    own = f"{base(match['verb'])} {match['particle']}" if match["verb"] else ""
    for verb in (own,) if own and own not in _HANDED_IN else _HANDED_IN:
        yield Report(text, f"{verb} {thing}", f"{verb} {thing}")


def _pointing(text: str) -> Report | None:
    match = _POINTING.match(text)
    verb = base(match["verb"]) if match else ""
    if match is None or verb not in TO_DO or verb == match["verb"].lower():
        return None
    return Report(text, verb, verb=verb)


def _ticked(text: str) -> Report | None:
    if _has_finished(text):
        return None
    for pattern in _TICKED:
        match = pattern.match(text)
        if match:
            about = _thing(match["about"] or match.groupdict().get("before") or "")
            if about:
                return Report(text, about, about)
    match = _DONE_TO.match(text)
    if match and _is_done_to(match["thing"], match["verb"]):
        about = f"{base(match['verb'])} {_thing(match['thing'])}"
        return Report(text, about, about)
    match = _SUBJECTLESS.match(text)
    if match and match["verb"].lower() not in TO_DO | {"and"} and base(match["verb"]) in TO_DO:
        about = f"{base(match['verb'])} {_thing(match['rest'])}"
        return Report(text, about, about)
    return None


def _has_finished(text: str) -> bool:
    """Tell whether somebody has finished, who is nothing to be done: "Anna finished"."""
    match = _FINISHED.match(text)
    who = match["who"].casefold() if match is not None else ""
    return who in ROLES or who in GIVEN


def _is_done_to(thing: str, verb: str) -> bool:
    """Tell whether "passport renewed" is of something that was renewed, not of whoever did it."""
    past = verb.lower() != base(verb) and (base(verb) in _ERRANDS or verb.lower() == "rung")
    words = thing.casefold().split()
    return past and words[-1] not in ROLES and words[-1] not in GIVEN and words[0] not in _NOUNLESS


def _thing(phrase: str) -> str:
    """Return what a report is about without what merely rounds it off; empty for "it"."""
    previous = ""
    while phrase != previous:
        previous, phrase = phrase, _AGAIN.sub("", phrase)
    phrase = re.sub(r"^(?:the|my|our|that|a|an)\s+", "", phrase.strip(), flags=re.IGNORECASE)
    phrase = re.sub(r"\s+(?:thing|stuff|task|reminder|business)$", "", phrase, flags=re.IGNORECASE)
    return phrase if _names_thing(phrase) else ""


def _about(statement: Statement) -> str:
    """Return what was done to what; empty where the words alone do not say it."""
    if statement.verb == "be" or statement.predicate.startswith("is "):
        state = statement.object.casefold()
        done = "" if state in _STATES else base(state)
        done = done if statement.verb == "be" else statement.verb
        return f"{done} {statement.subject}".strip() if _names_thing(statement.subject) else ""
    return f"{statement.verb} {statement.object}" if _names_thing(statement.object) else ""


def _names_thing(phrase: str) -> bool:
    words = phrase.casefold().split()
    return (
        bool(words) and words[-1] not in EMPTY_OBJECTS and words[-1] not in {"task", "tasks", "i"}
    )


def _is_report(statement: Statement, sentence: str) -> bool:
    if statement.mood is not Mood.FACT or statement.negated or _NOT_QUITE.search(sentence):
        return False
    if statement.verb == "be":
        state = statement.object.casefold()
        return state in _STATES or (base(state) in TO_DO and base(state) != state)
    passive = statement.predicate.startswith("is ") and statement.verb in TO_DO
    told = statement.first_person and statement.tense is Tense.PAST
    return (
        told
        and (
            statement.verb.split()[0] in TO_DO or statement.verb in _ALIKE or statement.verb == "be"
        )
    ) or passive


def _is_arrival(statement: Statement) -> bool:
    """Tell whether somebody else did something, which may have been waited for."""
    past = statement.tense is Tense.PAST and not statement.first_person
    return past and statement.mood is Mood.FACT and not statement.negated


_ALIKE = {
    "give back": "return",
    "take back": "return",
    "hand in": "submit",
    "turn in": "submit",
    "ring": "call",
    "phone": "call",
}
_LED = re.compile(rf"^(?:{'|'.join(_ALIKE)})(?= )", re.IGNORECASE)


def in_one_verb(words: str) -> str:
    """Say what is done with the plainest of the verbs that mean it: "ring the dentist" is "call"."""
    return _LED.sub(lambda match: _ALIKE[match.group().lower()], words)


def is_arranging(words: str) -> bool:
    """Tell what says that something was arranged, which is done then itself, and not what was arranged before."""
    return words.split(maxsplit=1)[0].lower() in ARRANGES if words else False


def same_verb(verb: str, task: str) -> bool:
    """Tell whether a task begins with a verb: "send" with "send the report"."""
    first = task.split(maxsplit=1)[0].lower() if task.split() else ""
    return stem(first) == stem(verb)
