"""What always holds: identity, standing preferences and instructions in what was said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from octomem.agents import lasting
from octomem.agents.about import head_noun, is_concrete
from octomem.agents.bars import BAR
from octomem.agents.facts import is_meant_otherwise, lasts, says_nothing
from octomem.agents.orders import is_for_once, orders
from octomem.agents.own_names import own_name
from octomem.agents.reading.before import Asked
from octomem.agents.reading.chinese.orders import told_to_agent
from octomem.agents.reading.chinese.persona import named
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.once import once
from octomem.agents.reading.reading import Claim, Mood, Reading, Statement, Tense
from octomem.agents.reading.tags import State
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.remarked import quoted, unsaid
from octomem.agents.slots import load_table
from octomem.agents.wording import normal, stems
from octomem.turn import Role

PROFILE_BAR = 0.75
"""The likelihood from which words are taken for somebody's profile."""

_STYLE_VERBS = vocabulary(
    "answer reply respond write speak talk call address use keep avoid give explain include format "
    "be make add treat remember cite summarise summarize translate start end begin finish stop "
    "ask show send tell remind suggest recommend refer mention follow put sign greet wait check "
    "quote round convert limit assume schedule contact interrupt text email offer provide list "
    "let provide prefer spell capitalise capitalize"
)
"""Verbs of instructions to an agent."""

_SPEAKING = vocabulary("answer reply respond write speak talk")

_PASSING = re.compile(
    r"\b(?:this|that|these|those|it|here|now|today|tonight|tomorrow|yesterday|again|wait|hold on|"
    r"look|guess|moment|minute|second|care|hang)\b",
    re.IGNORECASE,
)
"""Words of requests that are about the moment only."""

_LASTING = re.compile(
    r"\b(?:always|never|from now on|in future|in the future|every time|whenever|only ever|"
    r"any time|anytime|by default|please (?:keep|use|avoid|call|address|be|answer|reply|write))\b"
    r"|\b(?:answers|replies|responses|messages|emails|bullet points|examples|emojis?|jargon)\b",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\b(?:diabetic|diabetes|asthma|asthmatic|epileps\w+|epileptic|celiac|coeliac|pregnant|"
    r"pacemaker|migraines?|insulin|hypertension|an?emia|dyslexi\w+|adhd|autis\w+|gout|eczema|"
    r"intoleran\w+|blood pressure|heart (?:condition|murmur|disease|failure)|wheelchair|deaf|blind|"
    r"color-?blind|colour-?blind|tinnitus|glaucoma|hernia|scoliosis|vertigo|insomnia|depression|"
    r"anxiety|bipolar|ocd|ptsd|ibs|pcos|hiv|ms|copd|lupus|crohn'?s|parkinson'?s|alzheimer'?s|"
    r"dementia|cancer|leuka?emia|stroke|psoriasis|narcolepsy|hay ?fever|hearing aids?|hearing loss|"
    r"prosthe\w+|stent|bad (?:back|knee|hip|heart|shoulder)|[a-z]+(?:itis|osis|algia|opathy|emia)|"
    r"(?:\w+ )?(?:disorder|disease|syndrome|deficiency|allergy))\b",
    re.IGNORECASE,
)
_EATING = vocabulary("eat drink have touch take consume use smoke stand bear tolerate digest")
"""Verbs whose negation says how somebody lives: "doesn't eat pork"."""
_FOOD = re.compile(
    r"\b(?:meat|pork|beef|fish|seafood|shellfish|dairy|milk|cheese|eggs?|gluten|wheat|nuts?|peanuts?|"
    r"alcohol|sugar|salt|caffeine|coffee|soy|onions?|garlic|lamb|chicken|bread|carbs|animal products|"
    r"lactose|spicy food|red meat|wine|beer)\b",
    re.IGNORECASE,
)
_PRONOUNS = re.compile(r"\b(?:she|he|they|ze|xe)\s*/\s*\w+", re.IGNORECASE)
_TO_AGENT = (
    (re.compile(r"^You(?: are|['\u2019]re)\b", re.IGNORECASE), "The agent is"),
    (re.compile(r"^Your\b", re.IGNORECASE), "The agent's"),
    (re.compile(r"^You (?=must|should|can|will|may)", re.IGNORECASE), "The agent "),
)
_PERSONA_ROLES = frozenset({Role.SYSTEM, Role.DEVELOPER})
_ORDERED = r"(?:(?<=要求：)|^)(?:请|麻烦)?你?(?:以后|今后)?请?(?:永远|绝对|千万)?"
_DENIES = re.compile(
    r"\b(?:never(?: ever)?|(?:do|does)(?:n['\u2019]t| not)(?: ever)?|(?:stop|quit)(?= \w+ing\b))\b"
    rf"|{_ORDERED}(?:不要|别|不用|不必|不许|禁止)再?",
    re.IGNORECASE,
)
"""What makes an order or a rule of the opposite one."""
_ALWAYS = re.compile(rf"\b(?:always|please)\b|{_ORDERED}(?:总是|一律|都)?", re.IGNORECASE)
"""What an order says besides what is to be done."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that always holds."""

    owner: str
    block: str
    label: str
    text: str
    reason: str
    statement: Statement | None = None
    key: str = ""
    """What identifies it besides owner and label; empty: its text."""
    slot: str | None = None
    ends: bool = False
    answers: Asked | None = None
    """The question that its text quotes."""
    is_unsure: bool = False
    """Whether it takes the place of nothing known."""

    @property
    def polarity(self) -> tuple[str, bool]:
        """What it says, whether or not it is so, and whether it is denied.

        "Always answers in German" and "never answers in German" say the same, one denied.
        """
        told = self.statement
        if told is not None and self.label != "instruction":
            what = f"{normal(told.predicate)} {stems(told.object)}"
            return what, told.negated and not told.ended
        denied = _DENIES.search(self.text) is not None
        return stems(_ALWAYS.sub(" ", _DENIES.sub(" ", self.text, count=1))), denied


@once
def entries(reading: Reading) -> Iterator[Entry]:
    """Yield the core entries of a turn, each once."""
    seen: set[tuple[str, str]] = set()
    for entry in _all(reading):
        key = (entry.label, entry.text)
        if key not in seen:
            seen.add(key)
            yield entry


def _all(reading: Reading) -> Iterator[Entry]:
    role = reading.turn.role
    if role is not Role.USER:
        yield from _persona(reading) if role in _PERSONA_ROLES else _presented(reading)
    else:
        told: list[str] = []
        said: list[str] = []
        for statement in _meant(reading):
            if statement.claim is not None:
                entry = _claimed(statement, reading)
            else:
                entry = _identity(statement, reading) or _standing(statement, reading)
                entry = entry or _weighty(statement, reading)
            career = _career(statement, reading)
            if career is not None:
                yield career
                said.append(career.text)
            if _is_borne(statement):
                said.append(statement.text)  # the fact says that it is no allergy
            if entry is not None:
                yield entry
                said.append(entry.text)
                told += _no_orders(entry, statement, reading)
        yield from _named_aside(reading, said)
        yield from _role_given(reading)
        for order in _ordered(reading, told):
            said.append(order.text)
            yield order
        for remark in unsaid(reading, said, "profile"):
            text, reason = quoted(reading, remark), "a remark that seems to be about who they are"
            yield Entry(
                reading.turn.actor,
                "human",
                "about",
                text,
                reason,
                key=stems(remark.told),
                answers=remark.asked,
            )


def _named_aside(reading: Reading, said: Sequence[str]) -> Iterator[Entry]:
    """Read the name that a message begins or ends with, unless it has told the speaker's already."""
    actor, name = reading.turn.actor, own_name(reading)
    text = f"{actor}'s name is {name}"
    if name and not any(told.startswith(f"{actor}'s name is ") for told in said):
        reason = "says the user's name"
        yield Entry(actor, "human", "name", text, reason, key=normal(name), is_unsure=True)


def _no_orders(entry: Entry, statement: Statement, reading: Reading) -> list[str]:
    """Return the words of a sentence that are no order beside an entry; one may stand beside who somebody is."""
    sentence = _sentence(statement, reading)
    if entry.label == "name":
        return [called.group() for called in _CALL_ME.finditer(sentence)]
    return [] if entry.label in {"health", "allergy", "role", "age"} else [sentence]


def _meant(reading: Reading) -> Iterator[Statement]:
    """Yield the statements of a reading but for sayings and irony."""
    for statement in reading.statements:
        if not says_nothing(statement) and not is_meant_otherwise(statement, reading):
            yield statement


def _weighty(statement: Statement, reading: Reading) -> Entry | None:
    """Take a statement of the speaker that weighs enough, whatever its words."""
    worth = statement.worth
    if worth is None or worth.profile < PROFILE_BAR or not statement.first_person:
        return None
    if statement.object_type == "nothing":
        return None  # their own words say more than "Mei finds"
    return _entry(statement, reading.turn.actor, "about", "seems to be about who they are")


def _ordered(reading: Reading, told: Sequence[str]) -> Iterator[Entry]:
    """Read the orders that no statement has told, in the words they were given in."""
    actor = reading.turn.actor
    for order in orders(reading):
        if not any(order in sentence for sentence in told):
            text = f"{actor} asks: {order[:1].upper()}{order[1:]}"
            if reading.language == "zh":
                text = f"{actor}要求：{told_to_agent(order, actor)}"
            yield Entry(
                actor,
                "human",
                "instruction",
                text,
                "a standing instruction",
                key=stems(order),
            )


_CLAIMED = {
    Claim.NAME: ("name", "says the user's name"),
    Claim.NICKNAME: ("name", "says what to call the user"),
    Claim.ALLERGY: ("allergy", "says the user's allergy"),
    Claim.HEALTH: ("health", "says the user's health"),
    Claim.LANGUAGE: ("language", "says the user's language"),
    Claim.TASTE: ("preference", "says what the user prefers"),
    Claim.RULE: ("preference", "says what the user always or never does"),
    Claim.INSTRUCTION: ("instruction", "a standing instruction"),
    Claim.PERSONA: ("persona", "says who the agent is"),
}
"""Label and reason of what a reader's own pattern claims."""


def _claimed(statement: Statement, reading: Reading) -> Entry | None:
    """Read what the reader's pattern has recognised already."""
    actor, claim = reading.turn.actor, statement.claim
    if claim in {Claim.PERSONA, Claim.INSTRUCTION} and reading.turn.role in _PERSONA_ROLES:
        of = "persona" if claim is Claim.PERSONA else "instruction"
        reason = "says who the agent is" if of == "persona" else "an instruction to the agent"
        return Entry("agent", "persona", of, statement.text, reason)
    if claim is Claim.INSTRUCTION:
        reason = _CLAIMED[claim][1]
        return Entry(actor, "human", "instruction", statement.text, reason, statement)
    if not statement.first_person or statement.mood is not Mood.FACT:
        return None
    label: str | None
    if claim is Claim.FACT:
        filled = load_table().fill(statement)
        label = _LABELS.get(filled.name) if filled is not None and not statement.negated else None
        reason = f"says the user's {label}"
    elif claim is not None and claim in _CLAIMED:
        label, reason = _CLAIMED[claim]
        label = None if _is_borne(statement) else label
    else:
        return None
    if label is None or (statement.ended and not statement.negated):
        return None
    slot = f"{normal(actor)}/nickname" if claim is Claim.NICKNAME else None
    entry = _entry(statement, actor, label, reason)
    return replace(entry, slot=slot, key=f"{statement.predicate} {entry.key}")


def _is_borne(statement: Statement) -> bool:
    """Tell what somebody is said not to be allergic to."""
    return statement.claim is Claim.ALLERGY and statement.negated and not statement.ended


def _persona(reading: Reading) -> Iterator[Entry]:
    """Read who the agent is told to be, and how: every sentence of a system turn that says so."""
    yield from (e for s in reading.statements if (e := _claimed(s, reading)) is not None)
    for index, sentence in enumerate(reading.sentences):
        said = [s for s in reading.statements if s.sentence == index and s.claim is None]
        about_agent = any(s.subject.casefold() in {"you", "your name"} for s in said)
        naming = any("your name" in s.whole.casefold() for s in said)
        if not said or not (about_agent or naming):
            continue
        text = _of_agent(sentence.text.strip().rstrip("."))
        is_order = any(s.mood is Mood.COMMAND for s in said)
        label = "instruction" if is_order else "persona"
        reason = "an instruction to the agent" if is_order else "says who the agent is"
        yield Entry("agent", "persona", label, text, reason)


_FROM_NOW = r"(?:from (?:now|here)(?: on(?:wards)?)?|going forward|for (?:this|the rest of this|the rest of the) (?:chat|conversation|session))"
_YOU_ARE = r"(?:you(?:'re| are| will be|'ll be)|(?:your|ur) name(?:'s| is| will be)|i(?:'ll| will| shall) call you|call yourself)"
_NAMES_YOU = r"(?:(?:i(?:'ll| will| shall)|(?:can|may|shall) i|i(?:'m| am) (?:going to|gonna)|let me|let's) (?:just )?(?:call|name) you|you (?:shall|will) be called|(?:your|ur) name(?:'s| is))"
"""How who speaks to an agent gives it a name."""
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_AGREED = r"(?:,? (?:ok|okay|alright|deal|please|pls)\??)?[.! ]*"
_ROLE_GIVEN = re.compile(
    rf"\W*(?:(?:ok|okay|so|hey|right|and|hi|hello)[, ]+)*(?:{_FROM_NOW},? {_YOU_ARE} (?:called )?(?P<before>[^?\n]{{3,120}}?)"
    rf"|{_YOU_ARE} (?:called )?(?P<after>[^?\n]{{3,80}}?),? {_FROM_NOW}"
    rf"|{_NAMES_YOU}"
    rf" (?P<named>(?!\w+day\b|(?:Tomorrow|Later|Back|Soon|Asap|When|If|After|Before)\b|{_MONTHS})(?-i:[A-Z])[\w-]{{1,20}})(?:,? (?:now|then))?){_AGREED}\??",
    re.IGNORECASE,
)
"""A name or part that an agent gets of who speaks to it: "from now on you are Mortimer, a butler", "your name is Bolt"."""


def _role_given(reading: Reading) -> Iterator[Entry]:
    """Read who the agent is to be from now on, as a person tells it."""
    for sentence in reading.sentences:
        if has_han(sentence.text):
            who = "" if sentence.is_question else named(sentence.text)
            if who and who != reading.turn.actor:
                text = f"助手叫{who}"
                yield Entry("agent", "persona", "persona", text, "says who the agent is")
            continue
        plain = " ".join(sentence.text.replace("\u2019", "'").split())
        cast = _CAST.match(plain.removeprefix("You are ")) if plain.startswith("You are ") else None
        if cast is not None and not sentence.is_question:
            text = f"The agent is {cast['who']}"
            yield Entry("agent", "persona", "persona", text, "says who the agent is")
            continue
        found = _ROLE_GIVEN.fullmatch(plain)
        if found is None:
            continue
        who = found["before"] or found["after"] or found["named"]
        noun = who.partition(",")[0].split()[-1]
        part = re.match(r"(?:an?|my|the) ", who, re.IGNORECASE) and is_occupation(noun)
        if who[0].isupper() or part:
            yield Entry(
                "agent", "persona", "persona", f"The agent is {who}", "says who the agent is"
            )


_HELPER = (
    r"(?:(?:virtual |personal |digital |friendly )?[\w-]+ ){0,3}?(?:assistant|helper|butler|coach|bot|agent|companion|buddy|adviser|advisor|guide"
    r"|concierge|librarian|secretary|tutor|mentor|help ?desk|receptionist|navigator)"
)
_PRESENTS = re.compile(
    rf"\b(?:I['\u2019]m|I am|[Tt]his is|[Mm]y name is) (?P<who>(?:[A-Z][\w-]+ ){{0,2}}[A-Z][\w-]+, (?:the|an?|your|our) {_HELPER}\b(?: (?:of|at|for|from) (?:the )?[A-Z][\w&-]*(?: [A-Z][\w&-]*)*)?)"
)
"""How an agent presents itself: "I'm Ellie, the virtual assistant of Whitegoods Direct"."""
_CAST = re.compile(
    rf"(?P<who>(?:[A-Z][\w-]+ )?[A-Z][\w-]+, (?:the|an?|my|our) (?!(?:\w+est|most) ){_HELPER}\b[^.!?\n]{{0,60}})"
)


def _presented(reading: Reading) -> Iterator[Entry]:
    """Read who an agent says that it is, by name and part."""
    found = _PRESENTS.search(reading.turn.text)
    if found is not None and reading.turn.role is Role.ASSISTANT:
        text = f"The agent is {found['who']}"
        yield Entry("agent", "persona", "persona", text, "says who the agent is")


def _of_agent(text: str) -> str:
    """Tell in the third person what a system turn says to the agent."""
    for pattern, said in _TO_AGENT:
        text, changed = pattern.subn(said, text, count=1)
        if changed:
            return text
    return f"The agent is told: {text}"


def _identity(statement: Statement, reading: Reading) -> Entry | None:
    """Read the speaker's name, age, job, allergies, health, languages and pronouns."""
    actor = reading.turn.actor
    name = _name(statement, reading)
    if name:
        asked = statement.verb == "call"
        text = f"{actor} likes to be called {name}" if asked else f"{actor}'s name is {name}"
        slot = f"{normal(actor)}/nickname" if asked else None
        reason = "says what to call the user" if asked else "says the user's name"
        return Entry(actor, "human", "name", text, reason, statement, normal(name), slot)
    if statement.mood is not Mood.FACT or statement.tense is Tense.FUTURE:
        return None
    if statement.subject == f"{actor}'s pronouns" or (
        statement.first_person and _PRONOUNS.fullmatch(statement.object)
    ):
        said = _PRONOUNS.search(_sentence(statement, reading))
        if said is None:
            return None
        text, reason = f"{actor}'s pronouns are {said.group()}", "says the user's pronouns"
        return Entry(actor, "human", "pronouns", text, reason, statement, said.group().lower())
    if not statement.first_person or not is_concrete(statement):
        return None
    label = _label(statement, _sentence(statement, reading))
    return _entry(statement, actor, label, f"says the user's {label}") if label else None


def _entry(statement: Statement, actor: str, label: str, reason: str) -> Entry:
    text = statement.text[:1].upper() + statement.text[1:]
    key = stems(statement.object)
    if label == "preference" and statement.verb in _AVERSIONS and not statement.negated:
        label = "dislike"
    return Entry(actor, "human", label, text, reason, statement, key, ends=statement.ended)


_AVERSIONS = frozenset({"hate", "dislike", "loathe", "detest", "despise"})
"""Verbs of what somebody does not like, which is no preference for it."""
_LABELS = {"job": "role", "age": "age", "diet": "preference"}
"""Slots that are core memory too, with their labels."""


def _label(statement: Statement, sentence: str) -> str | None:
    if statement.negated and not statement.ended:
        return "preference" if _declines(statement) else None
    ill = _of_health(statement)
    if ill is not None:
        return ill
    if statement.tense is Tense.PAST and not statement.ended:
        return "age" if _turned(statement) and not _AGO.search(sentence) else None
    if statement.verb == "speak" and statement.object[:1].isupper():
        return "language"
    filled = load_table().fill(statement)
    if filled is not None and filled.name in _LABELS:
        return _LABELS[filled.name]
    return _works_or_likes(statement, sentence) if not statement.ended else None


def _career(statement: Statement, reading: Reading) -> Entry | None:
    """Take what somebody studies, and what they did for half a life: "thirty years a fireman"."""
    if not statement.first_person or statement.mood is not Mood.FACT or statement.claim is not None:
        return None
    words = f"{statement.text} "
    tagged = {
        tag.slot: (tag.text, tag.state)
        for tag in reading.tags.values
        if tag.sentence == statement.sentence
        and not tag.of_other
        and tag.likely >= BAR
        and f"{tag.text} " in words
    }
    if _was_work(statement, reading, tagged):
        entry = _entry(statement, reading.turn.actor, "work", "says what the user did for long")
        return replace(entry, statement=None, ends=False)
    is_so = statement.tense is Tense.PRESENT and not (statement.negated or statement.ended)
    now = {slot: text for slot, (text, state) in tagged.items() if state is State.NOW}
    does = statement.verb == "study" and "studies" in now
    does = does or (statement.verb == "teach" and not now.keys().isdisjoint(_WORK))
    # a firm's name says less of who they are
    place = re.fullmatch(
        r"an? (?!desk|computer|screen|laptop|table|bench|till)(.+)", statement.object
    )
    works = statement.predicate != "works as" and statement.verb == "work" and place is not None
    does = does or (works and place is not None and now.get("employer") == place[1])
    if is_so and does and not _SELDOM.search(_sentence(statement, reading)):
        return _entry(statement, reading.turn.actor, "work", "says what the user does all day")
    return None


_WORK = frozenset({"job", "employer"})
_SELDOM = re.compile(r"\b(?:once|twice|sometimes|occasionally|now and then)\b", re.IGNORECASE)
"""How often somebody does what is not their work."""


def _was_work(
    statement: Statement, reading: Reading, tagged: Mapping[str, tuple[str, State]]
) -> bool:
    """Tell what somebody did for a living, or for so long that it says who they are."""
    is_long = _LONG.search(_sentence(statement, reading)) is not None
    if statement.ended:
        return is_long and tagged.get("job", ("", None))[1] is State.PAST
    if statement.tense is not Tense.PAST or statement.negated or not is_concrete(statement):
        return False
    worked = statement.verb == "work" and not tagged.keys().isdisjoint(_WORK)
    taught = statement.verb == "teach" and _AT_HOME.search(statement.text) is None
    is_long = _LONG.search(statement.text) is not None
    return (is_long and (worked or taught)) or " for a living" in statement.text


_AT_HOME = re.compile(
    r" taught (?:their|him|her|them|me|us|people|myself|themsel)\b", re.IGNORECASE
)
"""Whom somebody teaches who is no teacher for it."""
_LONG = re.compile(
    r"\b(?:\d\d|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)(?:[ -](?:odd|plus|one|two|three|four|five|six|seven|eight|nine))? (?:years|yrs|yr)\b"
    r"|\b(?:all|most of|spent|whole|entire) (?:of )?my (?:\w+ )?(?:life|career)\b",
    re.IGNORECASE,
)
"""How long somebody did what makes them who they are."""


def _turned(statement: Statement) -> bool:
    """Tell who has turned forty."""
    filled = load_table().fill(statement) if statement.verb == "turn" else None
    return filled is not None and filled.name == "age"


_AGO = re.compile(r"\b(?:ago|(?:19|20)\d\d|back|when|then)\b", re.IGNORECASE)
"""When somebody turned an age that they are not any more."""


def _of_health(statement: Statement) -> str | None:
    words = f"{statement.predicate} {statement.object}".casefold()
    if "allerg" in words and statement.verb in {"be", "have"}:
        return "allergy"
    ails = statement.verb in {"be", "have", "suffer", "get"} and bool(_HEALTH.search(words))
    ails = ails or statement.predicate == "is diagnosed with" or _takes_medicine(statement)
    return "health" if ails else None


def _declines(statement: Statement) -> bool:
    """Tell whether somebody does not eat, drink or stand something."""
    if statement.verb == "like" or (statement.verb in _EATING and " can not " in statement.text):
        return statement.tense is Tense.PRESENT and bool(statement.object)
    return statement.verb in _EATING and _FOOD.search(statement.object) is not None


def _takes_medicine(statement: Statement) -> bool:
    dose = r"\b(?:\d+ ?(?:mg|mcg|ml|units)|(?:once|twice|\w+ times) (?:a|per) day|every (?:morning|evening|night|day))\b"
    present = statement.verb == "take" and statement.tense is Tense.PRESENT
    named = not {"the", "a", "my", "their"} & set(statement.object.lower().split()[:1])
    return present and named and re.search(dose, statement.text) is not None


def _works_or_likes(statement: Statement, sentence: str) -> str | None:
    """Tell a profession by the noun's ending, a duty and a taste from what else is said."""
    if not lasts(statement, sentence, load_table()):
        return None
    noun = head_noun(statement.object)
    if statement.predicate == "is" and (is_occupation(noun) or noun in {"head", "lead", "chair"}):
        return "role"
    if statement.verb == "do" and re.search(r" (?:at|for) (?:[A-Z]|a living$)", statement.text):
        return "work"
    is_one = statement.object.casefold().startswith(("the ", "a ", "an ", "their "))
    if statement.verb in lasting.DUTIES - {"rent", "share"} and is_one:
        return "work"
    is_taste = statement.verb in lasting.TASTES or statement.predicate in {"is into", "is a fan of"}
    fond = re.search(
        r"\bis (?:afraid|scared|terrified|fond|a (?:huge |big )?fan)\b", statement.text
    )
    return "preference" if is_taste or fond else None


_NOT_CALLED = re.compile(
    r"\b(?:stop|quit|no more|enough of) calling (?:me|us)\b(?:(?!\bcall\b)[^,;.!])*", re.IGNORECASE
)


_BY_FEW = re.compile(r"(?:nobody|no one|no-one|only|hardly)\b", re.IGNORECASE)
"""Who calls somebody by a name that is not what they are to be called."""
_RATHER = re.compile(
    r"\b(?:it['\u2019]s|i['\u2019]m|i am|i go by) (?P<name>(?-i:[A-Z])[\w'\u2019-]+)[,;.]? (?:and |because )?(?:only|hardly|nobody|no one)\b",
    re.IGNORECASE,
)
"""What somebody is called beside what few call them: "it's Des, only the taxman calls me Desmond"."""
_CALL_ME = re.compile(
    r"\b(?i:call me) (?P<name>(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|To)day\b|To(?:morrow|night)\b|Later\b|Back\b)[A-Z][a-z][\w'\u2019-]*)(?=[,.;!]|$| (?:please|from now on|instead)\b)"
)


def _name(statement: Statement, reading: Reading) -> str | None:
    """Return the name in "my name is X", "I'm X", "call me X", "everyone calls me X"."""
    actor, value = reading.turn.actor, statement.object
    if statement.verb == "call" and statement.mood is Mood.COMMAND and value == actor:
        called = _CALL_ME.search(_sentence(statement, reading))
        return called["name"] if called is not None and not statement.negated else None
    if not value[:1].isupper() or len(value.split()) > 4 or statement.negated:
        return None
    fact = statement.mood is Mood.FACT and statement.tense is Tense.PRESENT
    if fact and statement.subject == f"{actor}'s name" and statement.verb == "be":
        return value
    named = {name.text for name in reading.names if name.type in {"person", "other", "place"}}
    calls = statement.verb == "call" and statement.predicate.endswith(" as")
    refused = _NOT_CALLED.search(_sentence(statement, reading)) if calls else None
    calls = calls and not (refused and value in refused.group())
    by_all = statement.mood is Mood.FACT and not statement.ended
    if calls and _BY_FEW.match(statement.text) is not None:
        rather = _RATHER.search(_sentence(statement, reading))
        return rather["name"] if rather is not None else None
    asked = calls and (by_all or statement.mood is Mood.COMMAND)
    if asked and f"{actor} {value}" in statement.whole:
        return value
    introduces = fact and statement.first_person and statement.predicate in {"is", "is called"}
    is_person = (statement.object_type == "person" and value in named) or (
        value.lower() in GIVEN and _may_be_name(value, reading)
    )
    is_told = statement.predicate == "is called"
    return value if introduces and (is_person or is_told) else None


def _may_be_name(value: str, reading: Reading) -> bool:
    """Tell a name from what else somebody is, which a given name may be too: "I'm Dot", "I'm Christian"."""
    tags = (tag for tag in reading.tags.values if tag.text == value)
    return any(tag.slot in {"name", "nickname"} and tag.likely >= _HARDLY for tag in tags)


_HARDLY = 0.3
"""The likelihood from which a given name in "I'm Dot" may be the speaker's."""


def _standing(statement: Statement, reading: Reading) -> Entry | None:
    """Read "I prefer …", "I always …", "I never …" and "always answer …"."""
    actor = reading.turn.actor
    if statement.mood is Mood.COMMAND:
        return _instruction(statement, reading)
    own = statement.first_person or _has_favourite(statement)
    if statement.mood is not Mood.FACT or not own:
        return None
    if not is_concrete(statement) or statement.tense is not Tense.PRESENT:
        return None
    prefers = statement.verb == "prefer" and bool(statement.object)
    prefers = prefers or _has_favourite(statement)
    rule = bool(statement.habitual_scope) and _is_rule(statement)
    if not prefers and not rule:
        return None
    if statement.progressive or _PASSING.search(statement.text):
        return None
    reason = (
        "says what the user prefers"
        if prefers
        else f"says what the user {statement.habitual_scope} does"
    )
    return _entry(statement, actor, "preference", reason)


def _is_rule(statement: Statement) -> bool:
    """Tell a rule of life ("I never eat meat") from small talk ("I'll never forget")."""
    idle = {
        "be",
        "have",
        "forget",
        "know",
        "think",
        "say",
        "feel",
        "see",
        "imagine",
        "look",
        "want",
        "get",
    }
    says_what = bool(statement.object) or len(statement.text.split()) > 4
    return statement.verb not in idle and says_what


def _has_favourite(statement: Statement) -> bool:
    return statement.verb == "be" and re.search(r"'s favou?rite \w", statement.subject) is not None


def _instruction(statement: Statement, reading: Reading) -> Entry | None:
    actor, text = reading.turn.actor, statement.text
    verb = statement.verb.split()[0]
    says_how = bool(statement.object) or verb in _SPEAKING
    if (
        verb not in _STYLE_VERBS
        or not says_how
        or not _LASTING.search(_sentence(statement, reading))
        or is_for_once(_sentence(statement, reading))
    ):
        return None
    if _PASSING.search(text.replace("from now on", "")) or (
        statement.moment is not None and not statement.habitual_scope
    ):
        return None
    if statement.predicate.endswith(" as") and statement.verb == "call":
        return None
    text = text[:1].upper() + text[1:]
    told = f"{actor} asks: {text}"
    return Entry(
        actor, "human", "instruction", told, "a standing instruction", statement, stems(text)
    )


def _sentence(statement: Statement, reading: Reading) -> str:
    return reading.sentences[statement.sentence].text
