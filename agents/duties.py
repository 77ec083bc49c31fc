"""What a sentence says is to be done, by its form: duties, promises, appointments, what is due.

The parse tells most intentions; these forms tell what it does not: clauses without a subject
("gotta pay rent"), dates that stand for an errand ("dentist on Tuesday at 3"), what others
ask for, and goals that are under way.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from octomem.agents import duty_forms
from octomem.agents.duty_forms import Rule
from octomem.agents.reading.arranging import EVENT
from octomem.agents.reading.dates import find_moments
from octomem.agents.reading.reading import Moment
from octomem.agents.task_verbs import (
    ASKABLE,
    EMPTY_OBJECTS,
    FIGURES,
    HANDLED,
    IDLE_VERBS,
    OPEN_STATES,
    POINTING,
    TO_DO,
)
from octomem.agents.wording import content


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done, as a sentence says it."""

    words: str
    """As a phrase of the speaker's: "pay my rent by Friday"."""
    form: str
    """The sentence around it, with `{who}` and `{task}`."""
    reason: str
    moment: Moment | None
    asked: str = ""
    """Whom the speaker asks to do it, where a name says so."""


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    rule: Rule
    says: str
    reason: str


_SPELLINGS = {
    "gotta": "have to", "gonna": "going to", "wanna": "want to", "u": "you", "ill": "I'll",
    "im": "I'm", "ive": "I've", "pls": "please", "plz": "please", "dont": "don't",
    "havent": "haven't", "tonite": "tonight",
}  # fmt: skip
_SPELLING = re.compile(
    r"(?:['\u2019]ve (?P<got>gotta|got to)\b)|\b(?:(?P<word>gotta|gonna|wanna|u|im|ive|pls|plz|dont|havent|tonite|ill(?= [a-z]+ ))\b"
    r"(?!['\u2019])|(?P<quote>\u2019))",
    re.IGNORECASE,
)
_SOFTLY = re.compile(r"\bshould (?:probably|maybe|perhaps)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"\u201c\u00ab][^\"\u201d\u00bb]{12,}[\"\u201d\u00bb]")
_UNREAL = re.compile(
    r"\b(?:if|unless|whenever|would|could have|should have|might|wish|maybe|perhaps|probably|"
    r"someday|one day|always|usually|often|every|never|each|typically|normally|sometimes|"
    r"in theory|hypothetically|imagine|pretend|jk|kidding|lol|haha)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:every|each)\b(?=.* (?:un)?till? )", re.IGNORECASE)
"""What somebody does again and again for a while: "log every meal in the app til then"."""
_CONDITION = re.compile(
    r"^\W*(?:if|unless|when|whenever|once|suppose|imagine|in case|as long as)\b", re.IGNORECASE
)
_PRONOUN = r"(?:i|we|he|she|they|you|its?|theres?|that's|thats)(?:['\u2019]\w+)?\b"
_OPENING = r"(?:still\s+)?(?:better|must|have to|need to|will|going to|remind|don't|let's)\b"
_CUT = re.compile(
    r"\s*(?:(?:;|(?<!today)(?<!tomorrow)(?<!tonight):)(?=\s)|\s[-\u2013\u2014]+(?=\s)|\u2014|\.{2,}|\u2026)\s*"
    r"|,?\s+(?:but|because|so|since|although|though|otherwise|or else|which|as)\s+(?=\w)"
    rf"|,?\s*\b(?:and|or)\s+(?:then\s+)?(?={_PRONOUN})"
    r"|,\s+(?=\w{3,}ing\s+(?:it|that|them|those|the|my|a)\b)"
    rf"|,\s+(?={_PRONOUN}|{_OPENING}|(?-i:[A-Z]\w+),?\s+you\b)"
    r"|,\s*(?:and\s+)?(?=(?:then|also)\s|next (?:appointment|check-?up|visit|session|scan|review|test)\b)",
    re.IGNORECASE,
)
_LEAD = (
    r"(?:(?:ok(?:ay)?|k|yes|yep|yeah|yup|sure|right|alright|well|so|and|also|oh|ugh|hey|hi|hello"
    r"|no worries|anyway|btw|by the way|ps|then|now|first|next|plus|great|cool|fine|thanks|perfect"
    r"|sorry|nope?|on it|got it|guys|folks|still|just|fyi|heads up|actually|honestly|tbh|true|same"
    r"|not yet|no(?=,? (?:i|we|let)\b)|good|good point|nice|remember(?: that)?|aye|cheers|ta|k|right then|fair(?: enough)?|(?:quick )?(?:note|update))[,:.!]*\s+|(?-i:[A-Z]\w+)[,:]\s+)*"
)
_WHEN = (
    r"(?:(?P<lead>(?:(?:early|late|first thing|later)\s+)?(?:today|tomorrow|tonight|tmrw"
    r"|(?:this|next) \w+|(?:on|by|before|after|until) (?:the )?\w+|in (?:a|an|two|three|\d+) \w+"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: (?:morning|afternoon|evening|night))?)[,:]?\s+)?"
)
_HEAD = re.compile(rf"{_LEAD}{_WHEN}", re.IGNORECASE)
_ADVERBS = (
    r"(?:(?:still|also|really|just|definitely|absolutely|first|now|then|actually|quickly|finally"
    r"|urgently|seriously|desperately|soon|currently|already|both|all|at least|kinda|very much"
    r"|basically|only|probably|totally|certainly|surely|currently|busy|right now|now)\s+)*"
)
_ME = r"(?:i|we)"
_AM = r"(?:(?:i|we)(?:'m|'re| am| are)\s+|(?:i|we)(?:'ve| have) been\s+)"
_TASK = r"(?P<task>\S.+)"
_KIND = r"(?:[\w'\u2019.-]+\s+){0,3}?"


def _forms(*forms: tuple[str, Rule, str, str]) -> tuple[_Form, ...]:
    return tuple(
        _Form(re.compile(rf"{pattern}$", re.IGNORECASE), rule, says, reason)
        for pattern, rule, says, reason in forms
    )


_CLAUSES = _forms(
    *duty_forms.EARLY,
    (
        (rf"(?:{_ME}\s+{_ADVERBS}(?:mustn't|can't|cannot|can not|must not|shouldn't|should not)\s+(?:forget|miss)"
        rf"|(?:{_ME}\s+)?{_ADVERBS}(?:need to|have to|must|ought to|should)\s+(?:not\s+)?(?:remember|forget|miss))"
        rf"\s+(?:to\s+|about\s+)?{_TASK}"),
        "firm", "{who} must not forget to {task}", "not to be forgotten",
    ),
    (
        (rf"(?:{_ME}(?:'ve)?\s+)?{_ADVERBS}(?:need to|have to|has to|'ve to|have got to|got to|must"
        rf"|ought to|need(?= \w+ to \w+ to))\s+{_ADVERBS}{_TASK}"),
        "duty", "{who} has to {task}", "a duty",
    ),
    (
        rf"{_ME}(?:'m|'re| am| are)\s+{_ADVERBS}(?:supposed|meant|obliged|required|expected|due) to\s+{_TASK}",
        "duty", "{who} has to {task}", "a duty",
    ),
    (
        rf"(?:{_ME}(?:'d| had)?\s+)?{_ADVERBS}(?:had )?better\s+{_TASK}",
        "duty", "{who} had better {task}", "a duty",
    ),
    (
        rf"(?:{_ME}\s+)?{_ADVERBS}should\s+{_ADVERBS}{_TASK}",
        "plan", "{who} should {task}", "an intention",
    ),
    (
        (rf"(?:{_ME}(?:'ll| will| shall)|(?:{_ME}(?:'m|'re| am| are)\s+)?(?:going to|about to)|will"
        rf"|{_ME}(?: plan| intend|'m planning| am planning|'re planning| aim| mean)(?: on|) ?(?:to)?)"
        rf"\s+{_ADVERBS}{_TASK}"),
        "plan", "{who} will {task}", "an intention",
    ),
    (
        (rf"(?:my|our|the|next)\s+(?:\w+ )?(?:goal|plan|aim|intention|task|job|mission|resolution|target|step)"
        rf"(?: for \w+(?: \w+)?)? is to\s+{_TASK}"),
        "plan", "{who} plans to {task}", "a goal",
    ),
    (
        (rf"(?:{_ME}(?:'ve| have)?\s+decided to|(?:{_AM})?{_ADVERBS}(?:hoping|aiming) to"
        rf"|{_ME}\s+need\s+(?:someone|somebody) to)\s+{_TASK}"),
        "plan",
        "{who} plans to {task}",
        "a goal",
    ),
    (
        rf"(?:{_ME}\s+)?(?:still\s+|also\s+|totally\s+|completely\s+)*forgot to\s+{_TASK}",
        "duty",
        "{who} still has to {task}",
        "forgotten so far",
    ),
    (
        (r"(?P<asker>(?:my|our|the|her|his)\s+(?:\w+\s+)?\w+|(?-i:[A-Z])\w+)\s+(?:needs?|wants?|expects?)\s+"
        r"(?P<task>(?:the|an?|my|our|those|these)\s.+?\s(?:by|before)\s.+)"),
        "dated",
        "{asker} wants {task} from {who}",
        "asked of the speaker",
    ),
    (
        (rf"(?P<task>(?:{_ME}|(?:my|our|the)\s+(?:[\w'\u2019]+\s+){{0,2}}?[\w'\u2019]+|(?-i:[A-Z])\w+)\s+(?:arrives?|leaves?"
        r"|flies|fly|departs?|lands?|goes? in|moves?|(?:is|are)\s+(?:coming|arriving|visiting|picking|dropping|delivering))\b.*)"),
        "coming",
        "{who}: {task}",
        "planned",
    ),
    (
        rf"{_ME}(?:'ve| have) been meaning to\s+{_TASK}",
        "duty", "{who} has been meaning to {task}", "an intention",
    ),
    (rf"it(?:'s| is) my turn to\s+{_TASK}", "firm", "it is {who}'s turn to {task}", "a duty"),
    (
        rf"{_ME}(?:'m|'re| am| are)\s+(?:on the hook|responsible) for\s+{_TASK}",
        "firm", "{who} is responsible for {task}", "a duty",
    ),
    (
        (rf"{_ME}(?:'ve| have)?\s+(?:promised|agreed|volunteered|offered|said|told \w+)\s+"
        rf"(?:(?:(?-i:[A-Z])\w+|my \w+|the \w+|them|her|him)\s+)?(?:that\s+)?(?:{_ME}(?:'d|'ll| would| will)|to)\s+{_TASK}"),
        "duty", "{who} promised to {task}", "a promise",
    ),
    (
        (rf"(?P<asker>(?:my|our|the|her|his)\s+(?:\w+\s+)?\w+|(?-i:[A-Z])\w+|she|he|they)\s+(?:has\s+|have\s+|just\s+|also\s+)*"
        rf"(?:asked|told|wants?|wanted|needs?|reminded|expects?|begged|would like)\s+(?:me|us)\s+to\s+{_TASK}"),
        "plan", "{asker} wants {who} to {task}", "asked of the speaker",
    ),
    (
        (rf"(?:{_ME}\s+)?{_ADVERBS}(?P<task>owe\s+(?!you one|you big|it to|everything|my life|a lot)(?:\w+\s+){{1,3}}?"
        rf"(?:the|an?|my|our|some|\d|\$|\u20ac|\u00a3|about|around|money|two|three|five|ten|twenty|fifty).*)"),
        "firm", "{who}: {task}", "owed",
    ),
    (
        rf"(?:(?:{_AM})?{_ADVERBS})waiting\s+(?P<task>(?:for|on)\s+.+)",
        "progress", "{who} is waiting {task}", "waited for",
    ),
    (
        (rf"{_AM}{_ADVERBS}(?P<task>(?:working|training|studying|preparing|prepping|looking|saving(?: up)?|practi[cs]ing"
        rf"|hunting|revising|rehearsing|applying)\s+(?:on|for)\s+.+)"),
        "progress", "{who} is {task}", "under way",
    ),
    (
        (rf"{_AM}{_ADVERBS}(?P<task>(?:writing|renovating|building|organi[sz]ing|planning|preparing|redoing|learning"
        rf"|drafting|designing|migrating|refactoring|debugging|implementing|developing|rewriting)\s+(?!(?:to|on|from|you|this from|this on)\b).+)"),
        "progress", "{who} is {task}", "under way",
    ),
    (rf"{_AM}{_ADVERBS}trying to\s+{_TASK}", "plan", "{who} is trying to {task}", "under way"),
    (
        (rf"{_AM}{_ADVERBS}(?P<task>(?!going|working|feeling|staying|living|getting|thinking|looking|trying|enjoying|being"
        rf"|sitting|doing|wearing|waiting|wondering|hoping|calling|writing|asking|talking)\w+ing\b.+)"),
        "coming", "{who} is {task}", "planned",
    ),
    (
        (r"(?P<task>(?!going|working|feeling|staying|living|getting (?:better|worse|late|old|cold)|thinking|looking|trying|enjoying|being"
        r"|sitting|doing (?:well|fine|good|great)|wearing|waiting|wondering|hoping|something|anything|nothing|everything|morning|evening|during|spring|starting)\w{2,}ing\b.+)"),
        "coming", "{who} is {task}", "planned",
    ),
    (rf"{_ME}\s+can\s+{_TASK}", "offer", "{who} can {task}", "offered"),
    (
        (rf"(?:got to dash\W+|(?:still|got|have|with)\s+)?(?P<object>(?!{_PRONOUN}|(?:the |my )?(?:time|chance|way|plan)\b)(?:[\w'-]+\s+){{1,3}}?)"
        r"to\s+(?P<task>\w+(?:\s+\w+)?\s+(?:by|before|until|for)\s+.+)"),
        "errand", "{who} has to {task}", "a duty",
    ),
    (
        (rf".*?\b(?:before|for|until|till|about|forgot|got|after|of|with)\s+(?P<task>(?:my|our)\s+{_KIND}(?:{EVENT})\s+(?:is\s+)?(?:with\s+[^,]{{2,40}}?\s+)?"
        r"(?:on|at|tomorrow|tonight|next|this|in|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b.*)"),
        "dated", "{who} has {task}", "an appointment",
    ),
    (rf"(?:let's|lets|let us)\s+{_TASK}", "agreed", "{who} suggests to {task}", "agreed"),
    (
        (rf"(?:{_ME}|the \w+|my \w+|our \w+)(?:\s+{_ADVERBS}(?:have|has)|(?:'ve|\s+have|'s)?\s+got)\s+"
        rf"(?P<task>(?:an?\s+|my\s+|the\s+|our\s+)?{_KIND}(?:{EVENT})\b.*)"),
        "dated", "{who} has {task}", "an appointment",
    ),
    (
        (rf"(?P<task>(?!{_PRONOUN}|\w+ed\b|went\b|had\b|was\b)(?:(?:my|our|the)\s+)?{_KIND}(?:{EVENT})(?:\s+(?:with|at|in|for|about|to)\s+[^,]{{2,40}}?)?"
        rf"(?:\s+(?:is|are|leaves?|starts?|departs?|begins?|takes? place|goes))?\s+(?:on|at|by|tomorrow|tonight|today|next|this|in|(?:the )?\d{{1,2}}(?:st|nd|rd|th)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b.*)"),
        "dated", "{who}: {task}", "an appointment",
    ),
    (
        rf"{_ME}(?:'ve| have)?\s+(?:signed up|registered|enrolled|booked in)\s+for\s+{_TASK}",
        "dated", "{who} is signed up for {task}", "an appointment",
    ),
    (
        r"(?P<task>(?:the\s+)?(?:due date|deadline|cut-?off)(?:\s+(?:for|of|to)\s+.{2,60}?)?(?:\s+is|'s)\s+.+)",
        "dated", "{task}", "due",
    ),
    (
        (r"(?P<task>(?!(?:the |our |her |my )?baby|due|it\b|he\b|she\b|i\b|they\b|this\b|that\b)(?:(?:my|our|the|his|her)\s+(?!baby|bus|train|doctor))?(?:[\w'\u2019-]+\s+){0,4}?[\w-]+"
        r"(?:\s+is|\s+are|'s|s)\s+due\s+.+)"),
        "dated", "{who}: {task}", "due",
    ),
    (
        rf"(?P<task>(?:it|that|this|they|(?!{_PRONOUN})(?:[\w'\u2019-]+\s+){{0,4}}?[\w-]+)\s+(?:has to|have to|needs? to|must)\s+be\s+\w+\s+(?:by|before)\s.+)",
        "due", "{who}: {task}", "due",
    ),
    (
        (r"(?P<task>(?:my|our|the)\s+(?:[\w'\u2019-]+\s+){1,4}?(?:has to|have to|needs? to|must)\s+be\s+(?:in|out|back|ready|there|live|done"
        r"|\w+(?:ed|en|ent|id|ne|ght|wn))\b.*)"),
        "firm", "{task}", "to be done",
    ),
    (
        r"(?P<task>(?:my|our|the)\s+(?:[\w'\u2019-]+\s+){1,3}?needs?\s+(?:some\s+)?\w{3,}ing\b.*)",
        "firm", "{task}", "to be done",
    ),
    (
        rf"{_ME}\s+(?:do\s+)?still\s+need\s+(?!to\b)(?P<task>.+)",
        "firm", "{who} still needs {task}", "still open",
    ),
    (
        rf"{_ME}\s+{_ADVERBS}need\s+(?P<task>(?:the|my|our|an?|those|these|\w+'s)\s+.{{2,80}}?\s+(?:by|before)\s+.+)",
        "dated", "{who} needs {task}", "due",
    ),
    (
        (rf"{_ME}(?:'ve)?\s+{_ADVERBS}(?:have|got|have got)\s+(?P<object>(?!the (?:time|chance|right|courage)|a (?:right|lot|chance|way))"
        rf"(?:an?|the|my|some|two|three|four|five|\d+|several|lots of|another|one more|homework|stuff|things|errands|paperwork|calls|emails|work|laundry)\s+"
        rf"(?:[\w'\u2019-]+\s+){{0,4}}?)to\s+{_TASK}"),
        "duty", "{who} has to {task}", "a duty",
    ),
    (
        rf"there(?:'s| is| are)\s+(?P<object>.{{2,40}}?\s+)(?:that\s+)?{_ME}\s+{_ADVERBS}(?:need to|have to|must)\s+{_TASK}",
        "duty", "{who} has to {task}", "a duty",
    ),
    (
        (r"(?:(?:can|could|would|will)\s+(?:you|u|(?-i:[A-Z])\w+)\s+(?:please\s+|also\s+|maybe\s+|possibly\s+)*|please\s+)"
        rf"{_TASK}"),
        "request", "{who} asks {asked} to {task}", "asked of somebody",
    ),
    (
        rf"{_ME}(?:'d| would) (?:like|love) to\s+{_TASK}",
        "dated", "{who} would like to {task}", "an intention",
    ),
    *duty_forms.LATE,
)  # fmt: skip
_ASKED_OF = re.compile(r"(?:^|,\s*)(?P<name>[A-Z]\w+)(?:,|\W*$)")
_ASIDES = re.compile(
    r"(?:,?\s+(?:please|thanks|thx|ok|okay|lol|haha|too|btw|tho|though|i think|brb|sorry|asap|ugh|then|for me|if (?:possible|you can|that's ok)))+\W*$",
    re.IGNORECASE,
)
_THEN = re.compile(r"\sthen$")
"""What points to the day of the clause before: "it comes Tuesday and I'll fit it then"."""
_TELLING = 4
"""Words that a further clause has at least."""
_GOES_ON = frozenset(
    {"and", "or", "then", "with", "for", "at", "by", "on", "to", "in", "including", "before"}
)
_LONGEST = 160
"""Characters of a clause that is read as a task; longer ones tell a story."""
_AT_HOUR = re.compile(r"\bat \d{1,2}(?::\d\d)?(?: ?[ap]m)?$")
_SOON = timedelta(days=62)
"""How far ahead what is only "planned" may be to be an errand rather than a phase of life."""
_ALL_DAY = re.compile(
    r"\b(?:today|now|this (?:week|month|year|morning)|these days)\b", re.IGNORECASE
)
_AWAITED = re.compile(
    r"\bto \w+|\b(?:repl\w+|answer|feedback|call|delivery|approval|respons\w+|results?|parcel|package|confirmation"
    r"|quote|e?mails?|refund|review|sign-?off|decision|visa|payment|invoice|order|contract|offer|report|update|numbers"
    r"|permit|test|appointment|word|data|access|draft|documents?|paperwork|parts?|key|shipment|letter)\b",
    re.IGNORECASE,
)
_OWED_BY = re.compile(r"on (?:(?:the|my|our) )?[\w-]+ (?:for|to)\s", re.IGNORECASE)
"""Somebody waited for and what they are to do or give: "on legal for the text"."""
_UNCLEAR = re.compile(
    r"^(?:(?:working|looking|preparing|planning) (?:on|for)|for|on) (?:it|that|this|them|myself|you|something|ways?|the day"
    r"|my day|the moment|someone|somebody|things|stuff|a (?:living|moment))\b",
    re.IGNORECASE,
)


def duties(sentence: str, at: datetime) -> Iterator[Duty]:
    """Yield what one sentence says is to be done; dates are resolved against `at`."""
    plain = _QUOTED.sub(" ", _SPELLING.sub(_spelt, sentence)).strip()
    plain = _SOFTLY.sub("should", plain)
    if len(plain) > 600 or plain.endswith(":"):
        return
    asks = plain.endswith("?")
    clauses = [part for part in _CUT.split(plain) if part and part.strip()]
    conditional, day = False, ""
    for place, part in enumerate(clauses):
        clause = part.strip(" ,.!?\"'()*_")
        clause = _THEN.sub(f" {day}", clause) if day else clause
        day = next((found.moment.text for found in find_moments(clause, at)), day)
        if _CONDITION.match(clause):
            conditional = True
            continue
        questioned = asks and place == len(clauses) - 1
        unreal = _UNREAL.search(_UNTIL.sub("", clause.partition(",")[0]))
        if conditional or len(clause) > _LONGEST or unreal:
            continue
        duty = _duty(clause, at, questioned=questioned)
        if duty is not None:
            yield duty


def _spelt(match: re.Match[str]) -> str:
    if match["got"]:
        return " have to"
    return _SPELLINGS[match["word"].lower()] if match["word"] else "'"


def _duty(clause: str, at: datetime, *, questioned: bool) -> Duty | None:
    head = _HEAD.match(clause)
    rest, lead = (clause[head.end() :], head["lead"]) if head else (clause, None)
    for form in _CLAUSES:
        match = form.pattern.match(rest)
        if match is None or (questioned and form.rule != "request"):
            continue
        dates = find_moments(clause, at)
        ahead = [found.moment for found in dates if found.moment.end > at]
        moment = ahead[0] if ahead else None
        task = _phrase(match, lead, moment)
        if (dates and not ahead) or not _accepts(form.rule, task, moment, at, clause):
            continue
        asked = _asked_of(clause) if form.rule == "request" else ""
        says = form.says.replace("{asker}", _third(match.groupdict().get("asker") or ""))
        return Duty(task, says.replace("{asked}", asked or "somebody"), form.reason, moment, asked)
    return None


def _phrase(match: re.Match[str], lead: str | None, moment: Moment | None) -> str:
    """Return the task with the object and the date that stand before its verb."""
    task = _ASIDES.sub("", _first_clause(match["task"])).strip(" ,.!?")
    task = f"{task[:1].lower()}{task[1:]}" if _GERUND.match(task) else task
    thing = (match.groupdict().get("object") or "").strip()
    if thing:
        task = _with_object(task, thing)
    if lead and moment and moment.text.lower() in lead.lower():
        task = f"{task} {lead}"
    return task


_GERUND = re.compile(r"[A-Z][a-z]+ing\b")


def _first_clause(task: str) -> str:
    """Cut off what follows a comma and tells of something else."""
    for comma in re.finditer(r",\s+", task):
        following = task[comma.end() :].split()
        word = following[0].lower() if following else ""
        if len(following) >= _TELLING and word not in TO_DO and word not in _GOES_ON:
            return task[: comma.start()]
    return task


def _third(asker: str) -> str:
    return re.sub(r"^(?:my|our)\b", "their", asker, flags=re.IGNORECASE)


def _asked_of(clause: str) -> str:
    match = _ASKED_OF.search(clause)
    return match["name"] if match else ""


def _with_object(task: str, thing: str) -> str:
    """Put the object of "two essays to write this week" behind its verb."""
    verb, _, rest = task.partition(" ")
    particle, _, after = rest.partition(" ")
    if particle in {"in", "up", "out", "off", "on", "over"}:
        verb, rest = f"{verb} {particle}", after
    return " ".join(part for part in (verb, thing, rest) if part)


def _accepts(rule: Rule, task: str, moment: Moment | None, at: datetime, clause: str) -> bool:
    """Tell whether what a form found is something to be done, by the form's own rule."""
    claim = _Claim(
        task, task.split(maxsplit=1)[0].lower().strip(",") if task else "", moment, at, clause
    )
    return _RULES[rule](claim)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a form found, before it is believed."""

    task: str
    verb: str
    moment: Moment | None
    at: datetime
    clause: str

    @property
    def words(self) -> frozenset[str]:
        """Return its content words without its date."""
        return content([_without(self.task, self.moment)])

    @property
    def rest(self) -> list[str]:
        """Return its words behind the first."""
        return self.task.split()[1:]

    @property
    def dated(self) -> bool:
        """Tell whether it names a date ahead, or an hour that is near: "after work"."""
        return self.moment is not None or _NEAR.search(self.clause) is not None


_NEAR = re.compile(
    r"\b(?:first thing|asap|after (?:work|lunch|school|dinner)|in a (?:bit|minute|sec)|over the weekend"
    r"|when i(?:'m| get) (?:home|back)|at lunch|before bed|on (?:my|the) way home|in the morning)\b",
    re.IGNORECASE,
)


def _firm(claim: _Claim) -> bool:
    return bool(claim.words) and claim.verb not in POINTING


def _dated(claim: _Claim) -> bool:
    return claim.dated and bool(claim.words) and claim.verb not in {"see", "say", "be", "hope"}


def _agreed(claim: _Claim) -> bool:
    named = bool(claim.words - content([claim.verb]))
    return claim.dated and named and claim.verb in TO_DO and not _is_figure(claim.rest)


def _coming(claim: _Claim) -> bool:
    moment = claim.moment
    soon = moment is not None and moment.start - claim.at <= _SOON
    soon = soon or _AT_HOUR.search(claim.task) is not None
    if claim.verb == "having":
        soon = soon and re.search(rf"\b(?:{EVENT}|coffee|guests)\b", claim.task) is not None
    listed = _LISTED.match(claim.clause) is not None and bool(claim.rest)
    whole_day = not listed and moment is not None and _ALL_DAY.search(moment.text) is not None
    return soon and not whole_day and bool(claim.words)


_LISTED = re.compile(r"(?:today|tomorrow|tonight):\s", re.IGNORECASE)
"""What leads in a person's part of a round: "today: ringing the printers"."""


def _progress(claim: _Claim) -> bool:
    named = content([" ".join(claim.rest)])
    if _UNCLEAR.match(claim.task) or not named or _is_figure(claim.rest):
        return False
    waits = claim.task.startswith(("for ", "on "))
    return not waits or bool(_AWAITED.search(claim.task) or _OWED_BY.match(claim.task))


def _request(claim: _Claim) -> bool:
    known = claim.dated or bool(_asked_of(claim.clause))
    return claim.verb in ASKABLE and bool(claim.words) and known


_RULES: Mapping[Rule, Callable[[_Claim], bool]] = {
    "firm": _firm,
    "duty": lambda claim: _is_errand(claim, strict=False),
    "plan": lambda claim: _is_errand(claim, strict=True),
    "dated": _dated,
    "agreed": _agreed,
    "coming": _coming,
    "progress": _progress,
    "request": _request,
    "due": lambda claim: claim.dated,
    "offer": lambda claim: claim.dated and claim.verb in TO_DO,
    "errand": lambda claim: claim.verb in TO_DO,
}


_HOUR = re.compile(r"\bat (?:1[0-2]|[1-9])\b(?![%.:,]\d|%)", re.IGNORECASE)
"""An hour of this day: "I'll send it at 4"."""
_STILL = re.compile(r"\bstill\b|\bbetter\b", re.IGNORECASE)


def _is_errand(claim: "_Claim", *, strict: bool) -> bool:
    """Tell an errand from "be honest", "laugh" and "keep going"."""
    task, verb, words, rest = claim.task, claim.verb, claim.words, claim.rest
    clause, dated = (
        claim.clause,
        claim.dated or (bool(_HOUR.search(claim.clause)) and "you" not in rest),
    )
    if verb in IDLE_VERBS:
        present = bool(rest) and verb == "be" and rest[0].lower() in OPEN_STATES
        return dated and (present or (verb in {"help", "share"} and len(words) > 1))
    some = len(rest) == 1 and rest[0].lower() in _SOME and not dated
    if some or _ONLY_WHEN.fullmatch(" ".join(_without(task, claim.moment).split())):
        return False
    known = verb in TO_DO
    named = words - content([verb])
    settles = verb in {"decide", "choose", "figure", "find", "agree"}
    if not strict and known and not named and not settles and _STILL.search(clause):
        return True
    if not named:
        if verb == "do":
            return len(rest) > 1 and rest[0].lower() in POINTING
        meant = verb in HANDLED and len(rest) == 1 and rest[0].lower() in _MEANT
        return meant or (dated and (known or not strict) and verb not in {"go", "see"})
    figure = _GOES_ON_DOING.match(task) is not None or (not dated and _is_figure(rest))
    bare = _POINTED_OUT.sub(" ", " ".join(rest)).lower().replace(",", " ").split()
    pointing = {"you"} if verb in HANDLED else {"you", *POINTING} - {"one", "ones"}
    points = bool(pointing & set(bare))
    doubtful = points or (strict and (not known or figure))
    return dated or not (doubtful or _GOES_ON_DOING.match(task))


_MEANT = frozenset({"it", "that", "them", "those"})
"""What stands for a thing that was spoken of before: who reads it has to know which."""
_ONLY_WHEN = re.compile(r"do(?: (?:after|before|once|when|while|as soon as)\b.*)?", re.IGNORECASE)
"""What says when something is to be done that was told before: "will do this evening after they leave"."""
_SOME = frozenset({"some", "any", "more", "one", "ones"})
"""What says how much of a thing that was told before: "I'd better make some"."""
_POINTED_OUT = re.compile(
    r"\b(?:this|that|these|those)\s+(?!by|on|at|before|to|in|for|up|out|off|about|and|when|after|is|was)[a-z]{3,}",
    re.IGNORECASE,
)
"""A demonstrative with a noun of its own: "that leak"."""


def _is_figure(rest: Sequence[str]) -> bool:
    """Tell "make some memories" and "come true" from what can be ticked off."""
    return bool(rest) and rest[-1].lower().strip(" ,.!") in EMPTY_OBJECTS | FIGURES


_GOES_ON_DOING = re.compile(
    r"(?:start|begin|keep|continue|stop)\s+(?:to\s+)?(?:thinking|feeling|believing|being|living|chasing|shining|dreaming|think|feel|believe|be)\b",
    re.IGNORECASE,
)


def _without(task: str, moment: Moment | None) -> str:
    return task.replace(moment.text, "") if moment else task
