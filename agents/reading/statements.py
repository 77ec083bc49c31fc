"""Statements of a parsed sentence, each told in the third person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.amends import follows_denial, meant, note_denial, put_right, rather
from octomem.agents.reading.arguments import Argument, arguments, verb_of
from octomem.agents.reading.clauses import Clause, clauses, has_got
from octomem.agents.reading.cleaning import SECRET
from octomem.agents.reading.couples import befriended, housed, married, partnered, taken_on
from octomem.agents.reading.entailed import entailed, presupposed
from octomem.agents.reading.fragments import fragments
from octomem.agents.reading.imagined import is_acted, is_imagined, is_invented
from octomem.agents.reading.introduced import OFFSPRING, await_names, introduced
from octomem.agents.reading.labels import labels
from octomem.agents.reading.meanings import reworded
from octomem.agents.reading.mentions import forget, note, note_only, note_owners, note_role
from octomem.agents.reading.pastimes import as_pastime
from octomem.agents.reading.phrases import Phrase, named_role, phrases
from octomem.agents.reading.reading import Found, Moment, Mood, Statement, Tense
from octomem.agents.reading.subjects import Referents, Who, members, proper_name
from octomem.agents.reading.telling import tell, tell_command

if TYPE_CHECKING:
    from datetime import datetime

    from spacy.tokens import Span, Token

_CORRECTION = re.compile(
    r"^(?:no|nope|wait|sorry|oops|oh|correction|scratch that)?\W*(?:sorry|wait|no)?\W*"
    r"(?:actually|i meant?|i misspoke|correction|scratch that|my mistake|to correct)\b",
    re.IGNORECASE,
)
_MISTOLD = re.compile(
    r"\bwhat i (?:said|told you|gave you|wrote|put)\b[^.!?]{0,30} (?:was|is) (?:wrong|incorrect|a mistake)\b"
    r"|\b(?:i|we)(?:['\u2019]ve)? (?:had|have|got|read|heard) (?:it|that|this|them|the \w+) (?:all )?wrong\b|\bi['\u2019]ve it wrong\b"
    r"|\bmistake in what i (?:said|told|wrote)\b|\b(?:told|gave) you (?:\w+ ){0,2}wrong\b"
    r"|\b(?:spelt|spelled|typed|wrote|said) (?:it|that|(?:the|his|her|my|their) (?:\w+ )?\w+) wrong\b"
    r"|\byou(?:['\u2019]ve| have)?(?: got)? (?:my|his|her|the|our) (?:[\w'\u2019]+ ){1,3}wrong\b"
    r"|\b(?:got|get|mixed|muddled) (?:my|the|those|their) (?:people|names?|kids|facts|days|dates|places) (?:crossed|mixed|muddled|up)\b"
    r"|\b(?:mixed|muddled) up (?:my|the|those|their) (?:people|names?|kids|facts|days|dates|places)\b|\bmis(?:read|heard)\b"
    r"|\b(?:forget|ignore|scratch|disregard) what i (?:said|told you|wrote)\b"
    r"|\bi (?:put|wrote|said|told you|gave you) (?-i:[A-Z])[^.!?]{0,40}\b(?:that|which) was wrong\b",
    re.IGNORECASE,
)
"""What says that something was told wrong, and so what is right comes now."""
_LASTING = {"live", "work", "be", "have", "know", "own", "study", "date", "play", "teach", "love"}
"""Verbs whose perfect with a span still holds: "I have lived here since May"."""
_JOKE = re.compile(
    r"\bjk\b|\bj/k\b|\b(?:just|only) (?:kidding|joking)\b|\(jok(?:e|ing)\b|\s/s$", re.IGNORECASE
)
_TAKEN_AS_JOKE = re.compile(
    r"^\W*(?:(?:that(?:'s| was)|i'm|i am|only|just|obviously) )*(?:an? |my )?(?:joke|joking|kidding)\b",
    re.IGNORECASE,
)
_STARTING = re.compile(r"\b(?:starting|beginning|as of|as from|effective|from) ", re.IGNORECASE)
_SPAN = re.compile(r"(?:for|since|over|during|in the)\b", re.IGNORECASE)
_VERBS = {"lives": "live", "has": "have", "works": "work", "enjoys": "enjoy"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a sentence: its number, its dates, when it was said."""

    index: int
    dates: Sequence[Found]
    """In characters of the document."""
    said_at: "datetime"


def statements(sentence: "Span", referents: Referents, setting: Setting) -> Iterator[Statement]:
    """Yield what a sentence states, in order; the referents learn from it."""
    referents.sentence += 1
    yield from _from_phrases(sentence, referents, setting)
    words = sentence.text
    corrects = _CORRECTION.match(words) is not None or _is_mistold(sentence)
    right = list(put_right(sentence, referents, setting.index))
    yield from right
    note_owners(sentence, referents)
    for clause in clauses(sentence):
        for statement in _from_clause(clause, referents, setting):
            if SECRET not in statement.text.lower():
                told = reworded(statement, words) if statement.mood is Mood.FACT else statement
                told = as_pastime(told) if told.mood is Mood.FACT else told
                others = told.negated and clause.of_another
                never = told.negated and _NEVER_WAS.search(words) is not None
                wrong = corrects or others or never or _says_actually(clause)
                told = replace(told, corrects=wrong)
                said = meant(told, referents)
                if clause.subject is not None and clause.subject.lower_ in _THAT:
                    said = rather(said, referents, words)
                is_meant = not (_is_joke(words, sentence) or is_imagined(words))
                said = _in_its_mood(said, is_meant=is_meant and not is_acted(sentence.text))
                note_denial(said, referents, of_whom=others)
                if said.mood is Mood.FACT and said.object:
                    referents.said[referents.speaker] = said
                    if said.subject != referents.speaker and said.subject_type == "person":
                        referents.heard[said.subject] = (said, referents.sentence)
                if said.mood in _MEANT and said.object:
                    referents.meant[referents.speaker] = said
                if said not in right and not (said.corrects and said.verb == "mean"):
                    yield said
    note_only(sentence, referents)
    note_role(sentence, referents)
    forget(sentence, referents)
    await_names(sentence, referents)


def _in_its_mood(said: Statement, *, is_meant: bool) -> Statement:
    """Take what is only played for no fact, nor what somebody will do: "then we move to York"."""
    if said.mood is not Mood.FACT or (is_meant and not _is_ahead(said)):
        return said
    return replace(said, mood=Mood.INTENTION if is_meant else Mood.HYPOTHETICAL)


def _is_ahead(statement: Statement) -> bool:
    """Tell who "then moves to York", which nobody does now."""
    return statement.tense is Tense.PRESENT and _MOVES.search(statement.text) is not None


_MOVES = re.compile(r"^[\w'\u2019. -]+ (?:then )?(?:moves|relocates|emigrates) (?:back )?to [A-Z]")
_MEANT = frozenset({Mood.FACT, Mood.INTENTION, Mood.COMMAND})
_THAT = frozenset({"it", "that"})


def _is_mistold(sentence: "Span") -> bool:
    """Tell what follows "that was wrong", or what a sentence itself says was told wrong."""
    before = sentence[0].nbor(-1).sent.text if sentence.start else ""
    return bool(_MISTOLD.search(before) or _MISTOLD.search(sentence.text))


def _is_joke(words: str, sentence: "Span") -> bool:
    """Tell whether a sentence takes itself back, or the one after it does: "(joke)", "just kidding"."""
    after = sentence.doc[sentence.end : sentence.end + 5].text
    return bool(_JOKE.search(words) or _TAKEN_AS_JOKE.match(after))


def _from_phrases(sentence: "Span", referents: Referents, setting: Setting) -> Iterator[Statement]:
    """Yield what noun phrases, fragments and labels say, before what clauses do."""
    for phrase in (*phrases(sentence, referents), *introduced(sentence, referents)):
        if is_invented(sentence.text.partition(phrase.name)[0]):
            continue
        yield _as_had(sentence, phrase, _from_phrase(phrase, setting), setting)
    for phrase in (*fragments(sentence, referents.speaker), *presupposed(sentence, referents)):
        if phrase.predicate == "is called" and follows_denial(referents):
            continue  # "it's Nikhil" after "it's not Rohan"
        yield replace(_from_phrase(phrase, setting), first_person=True)
    for phrase in labels(sentence, referents):
        own = phrase.name == referents.speaker
        yield replace(_from_phrase(phrase, setting), first_person=own)


def _as_had(sentence: "Span", phrase: Phrase, told: Statement, setting: Setting) -> Statement:
    """Date who is had since when: "we adopted a greyhound called Biscuit in March 2021".

    Who was had then, "I had a friend, Ben, over on Sunday", is no friend since.
    """
    root = sentence.root
    what = grammar.child_of(root, "dobj")
    noun = what.lemma_.lower() if what is not None else ""
    if what is None or noun not in grammar.PETS | grammar.ROLES:
        return told
    if phrase.name not in " ".join(token.text for token in what.subtree):
        return told  # "I bought a lead for my dog Rex"
    verb, past = grammar.lemma(root), root.tag_ in {"VBD", "VBN"}
    if verb == "have" and past and noun not in grammar.KIN and _HAD_ONCE.search(sentence.text):
        return replace(told, tense=Tense.PAST, ended=True)
    got = verb in grammar.ACQUIRES and past
    if phrase.type == "person" and verb == "have":
        got = past == (noun in OFFSPRING)
    if not got:
        return told
    own = (d for d in setting.dates if sentence.start_char <= d.start < sentence.end_char)
    moment = next((d.moment for d in own if d.moment.start <= setting.said_at), None)
    return told if moment is None or moment.is_until else replace(told, moment=moment)


_HAD_ONCE = re.compile(
    r"\b(?:until|till|for (?:years|ages|\w+ years)|growing up|as a (?:kid|child)|back (?:then|in the day)|during (?:the )?(?:pandemic|lockdown|covid)|when (?:I|we) (?:was|were|lived))\b",
    re.IGNORECASE,
)
"""What says of somebody whom one had that this is over."""


def _from_phrase(phrase: Phrase, setting: Setting) -> Statement:
    return Statement(
        subject=phrase.name,
        subject_type=phrase.type,
        first_person=False,
        verb=_VERBS.get(phrase.predicate.split()[0], "be"),
        predicate=phrase.predicate,
        object=phrase.object,
        object_type=phrase.object_type,
        negated=False,
        ended=False,
        habitual_scope="",
        corrects=False,
        tense=Tense.PRESENT,
        mood=Mood.FACT,
        moment=None,
        text=f"{phrase.name} {phrase.predicate} {phrase.object}",
        sentence=setting.index,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A clause with what surrounds it."""

    clause: Clause
    referents: Referents
    setting: Setting
    moment: Moment | None


def _from_clause(clause: Clause, referents: Referents, setting: Setting) -> Iterator[Statement]:
    subjects = _subjects(clause, referents)
    clause = replace(clause, each=_is_each(clause, subjects))
    told = _Told(clause, referents, setting, _moment(clause, setting))
    before = referents.thing
    if clause.mood is not Mood.FACT:
        referents.thing = None  # what a task points to is the task's own to say
    named = [
        _from_phrase(phrase, setting)
        for told in (_christened, _nicknamed, _equated)
        for phrase in told(clause, referents)
    ]
    if named:
        yield from named
        return
    found = _with_entailed(arguments(clause, referents), clause)
    for who in subjects:
        for argument in found:
            if argument.object is not None and argument.object.tag_ in {"WP", "WDT"}:
                continue
            statement = _statement(told, who, argument)
            yield statement
            yield from partnered(statement)
            yield from befriended(statement, subjects, found, referents)
            yield from housed(statement, found, referents)
            yield from taken_on(statement, clause.head.sent.text)
    yield from married(subjects, found, partial(_statement, told))
    referents.thing = before
    note(clause, subjects, found, referents)


def _equated(clause: Clause, referents: Referents) -> Iterator[Phrase]:
    """Yield who is who of "my best friends are Lupita and Regina" and "my sons' names are Ben and Leo"."""
    role, name = clause.subject, grammar.child_of(clause.core, "attr", "oprd")
    plain = clause.mood is Mood.FACT and clause.tense is Tense.PRESENT and not clause.negated
    says = clause.core.lower_ in {"called", "named"} or grammar.lemma(clause.core) == "be"
    if role is None or name is None or not plain or not says:
        return
    names = role.lemma_.lower() == "name"
    role = (grammar.child_of(role, "poss") if names else role) or role
    if (role.tag_ == "NNS" or names) and role.lemma_.lower() in grammar.ROLES | grammar.PETS:
        for each in grammar.conjuncts(name):
            if each.tag_ == "NNP" and each.ent_type_ not in {"NORP", "DATE", "TIME", "LANGUAGE"}:
                yield from named_role(role, each, referents)


def _nicknamed(clause: Clause, referents: Referents) -> Iterator[Phrase]:
    """Yield how somebody else is called: "we all call her Kat"."""
    whom, name = grammar.child_of(clause.core, "dobj"), grammar.child_of(clause.core, "oprd")
    fits = grammar.lemma(clause.core) == "call" and clause.mood is Mood.FACT
    holds = clause.tense is Tense.PRESENT and not clause.negated and not clause.ended
    if not (fits and holds) or whom is None or name is None or name.pos_ != "PROPN":
        return
    who = referents.resolve(whom)
    if who.resolved and not who.first_person and who.type in {"person", "animal"}:
        yield Phrase(f"{who.name}'s nickname", "thing", "is", proper_name(name), "person")


def _christened(clause: Clause, referents: Referents) -> Iterator[Phrase]:
    """Yield whom "we called her Zofia" names."""
    child, name = grammar.child_of(clause.core, "dobj"), grammar.child_of(clause.core, "oprd")
    fits = grammar.lemma(clause.core) in {"call", "name"} and clause.mood is Mood.FACT
    if not fits or child is None or name is None or clause.tense is not Tense.PAST:
        return
    role = referents.resolve(child).name
    if name.pos_ == "PROPN" and "'s " in role:
        kind = "animal" if role.rpartition(" ")[2] in grammar.PETS else "person"
        called = proper_name(name)
        referents.bind(role, called)
        yield Phrase(called, kind, "is", role, kind)


def _with_entailed(said: Sequence[Argument], clause: Clause) -> list[Argument]:
    """Add what a clause entails; of one object it says the more telling predicate."""
    found = list(entailed(clause))
    told, own = {each.object for each in found}, {each.object for each in said}
    found = [replace(each, reworded=each.object not in own) for each in found]
    return [*(argument for argument in said if argument.object not in told), *found]


def _entailed(statement: Statement, argument: Argument) -> Statement:
    """Tell in the words of a slot what a clause entails."""
    verb, _, rest = argument.predicate.partition(" ")
    lemma, past = _ENTAILED[verb]
    if lemma in {"enjoy", "do", "play"} and statement.tense is Tense.PAST and not statement.ended:
        statement = replace(statement, tense=Tense.PRESENT)  # what was taken up goes on
    goes_on = (lemma == "live" and statement.verb == "keep") or lemma == "be"
    if goes_on:  # who kept the flat lives in it, who developed an allergy has it
        statement = replace(statement, tense=Tense.PRESENT)
    if not argument.reworded:
        return replace(statement, verb=lemma, progressive=False)
    is_past = statement.tense is Tense.PAST and not statement.ended
    words = f"{past if is_past else verb} {rest}".strip()
    if statement.negated:
        words = f"{'did' if is_past else 'does'} not {lemma} {rest}"
    text = f"{statement.subject} {words} {argument.text}"
    return replace(statement, verb=lemma, text=text, whole=text, progressive=False)


_ENTAILED = {
    "lives": ("live", "lived"),
    "works": ("work", "worked"),
    "moves": ("move", "moved"),
    "starts": ("start", "started"),
    "enjoys": ("enjoy", "enjoyed"),
    "does": ("do", "did"),
    "plays": ("play", "played"),
    "gets": ("get", "got"),
    "studies": ("study", "studied"),
    "is": ("be", "is"),
}
"""Lemma and past of the verbs by which entailed facts are known."""


def _statement(told: _Told, who: Who, argument: Argument) -> Statement:
    made = _unstressed(_made(told, who, argument))
    return _entailed(made, argument) if argument.entailed else made


def _unstressed(statement: Statement) -> Statement:
    """Leave out what only stresses who it is: "I'm a receptionist at a vet's myself"."""
    if statement.verb != "be" or _STRESS.search(statement.text) is None:
        return statement
    said = (_STRESS.sub("", each) for each in (statement.text, statement.whole, statement.object))
    text, whole, value = said
    return replace(statement, text=text, whole=whole, object=value)


_STRESS = re.compile(
    r"(?<! by)(?<! for)(?<! of)(?<! to)(?<! with) (?:themselves|myself|ourselves)$"
)


def _made(told: _Told, who: Who, argument: Argument) -> Statement:
    clause, referents = told.clause, told.referents
    mood, tense = _settled(told, argument)
    is_command = mood is Mood.COMMAND
    text = (
        tell_command(clause, referents)
        if is_command
        else tell(clause, who.name, referents, without=argument.without)
    )
    if clause.negated and clause.of_another:
        text = f"it is not {who.name} who {text.removeprefix(f'{who.name} ')}"
    none = argument.object is not None and grammar.is_none(argument.object)
    if argument.text.startswith("not "):  # "a motorbike licence but not a car licence"
        none, argument = True, replace(argument, text=argument.text.removeprefix("not "))
        spoken = f"{who.name} {argument.predicate} not {argument.text}"
        if text == spoken and verb_of(clause) != "be":
            text = f"{who.name} does not {verb_of(clause)} {argument.text}"
    return Statement(
        subject="you" if is_command else who.name,
        subject_type=who.type,
        first_person=who.first_person and not is_command,
        verb=verb_of(clause),
        predicate=argument.predicate,
        object=argument.text.removeprefix("no ") if none else argument.text,
        object_type=argument.type,
        negated=clause.negated or none,
        ended=clause.ended,
        habitual_scope=clause.habit,
        corrects=False,
        tense=tense,
        mood=mood,
        moment=told.moment,
        text=text,
        sentence=told.setting.index,
        progressive=clause.progressive,
        whole=tell(clause, who.name, referents) if argument.without and not is_command else text,
    )


def _settled(told: _Told, argument: Argument) -> tuple[Mood, Tense]:
    """Let dates decide what the verb form leaves open: plans, and what still holds."""
    clause, moment = told.clause, told.moment
    mood, tense = clause.mood, clause.tense
    verb = verb_of(clause)
    ahead = moment is not None and moment.start > told.setting.said_at
    again = grammar.recurs(" ".join(t.lower_ for t in _own_tokens(clause)))
    if (
        mood is Mood.FACT
        and tense is Tense.PRESENT
        and not (again and not (clause.progressive and verb == "go"))
    ):
        goes = clause.progressive and verb == "go" and argument.predicate.startswith("goes to")
        is_main = clause.progressive or clause.head.dep_ in {"ROOT", "conj"}
        if ahead and _is_starting(told) and verb in _LASTING:
            return mood, Tense.FUTURE
        if goes or (ahead and is_main and not clause.perfect and verb not in {"be", "have"}):
            return Mood.INTENTION, Tense.FUTURE
    if mood is Mood.FACT and tense is Tense.PAST and not clause.ended and _has_begun(clause):
        return mood, Tense.PRESENT
    if mood is Mood.FACT and has_got(clause):
        return mood, Tense.PRESENT
    before = {t.lower_ for t in clause.head.children if t.dep_ == "aux"} & {"had", "'d"}
    if clause.perfect and tense is Tense.PAST and verb in _LASTING and not before:
        spans = moment is not None and _SPAN.match(moment.text) is not None
        ever_since = any(token.lower_ == "since" for token in _own_tokens(clause))
        lasted = any(
            child.dep_ == "npadvmod" and child.lemma_.lower() in {"year", "month", "decade"}
            for child in clause.head.children
        )  # "eleven years I've lived in Boise"
        if spans or ever_since or lasted or verb in {"be", "have", "know"}:
            return mood, Tense.PRESENT
    return mood, tense


def _is_starting(told: _Told) -> bool:
    """Tell "starting Monday I work at Aldi", a fact to come, from a plan."""
    moment = told.moment.text if told.moment is not None else ""
    moment = re.sub(r"^from ", "", moment, flags=re.IGNORECASE)
    text = told.clause.head.doc.text if moment else ""
    if _STARTING.search(text) is None:  # the form with the moment would be compiled for each
        return False
    form = rf"{_STARTING.pattern}(?:on )?{re.escape(moment)}"
    return re.search(form, text, re.IGNORECASE) is not None


def _has_begun(clause: Clause) -> bool:
    """Tell whether a clause says "started working": what has begun goes on."""
    return any(grammar.lemma(verb) in grammar.BEGINS for verb in clause.chain[:-1])


def _subjects(clause: Clause, referents: Referents) -> list[Who]:
    if clause.subject is None:
        return [Who(referents.speaker, "person", first_person=True)]
    tokens, found = members(clause.subject), list[Who]()
    for token in tokens:
        found.extend(referents.resolve_all(token))
        if len(tokens) > 1 and token.pos_ != "PRON":
            referents.note(found[-1], token)  # "Tom and his wife"
    return found


def _is_each(clause: Clause, subjects: Sequence[Who]) -> bool:
    return clause.subject is not None and clause.subject.pos_ == "PRON" and len(subjects) > 1


def _moment(clause: Clause, setting: Setting) -> Moment | None:
    """Return the date that belongs to a clause: the first among its own words."""
    for found in setting.dates:
        if any(_overlaps(token, found) for token in _own_tokens(clause)):
            lasted = clause.tense is Tense.PAST and not clause.perfect
            if _is_no_date(found, clause, setting.said_at) or (
                lasted and found.moment.text.lower().startswith("for ") and not found.moment.ends
            ):
                continue
            return found.moment
    outer = clause.head.head
    if clause.head.dep_ == "relcl" and clause.tense is Tense.PAST and outer.dep_ != "ROOT":
        while outer.pos_ not in {"VERB", "AUX"} and outer.head != outer:
            outer = outer.head
        return _moment(replace(clause, head=outer, core=outer), setting)
    return None


def _is_no_date(found: Found, clause: Clause, said_at: "datetime") -> bool:
    """Tell a habit ("every Tuesday"), a rank ("on the 4th floor") and a thing's years from a date."""
    text = clause.head.doc.text
    habit = clause.mood is Mood.FACT and clause.tense is Tense.PRESENT and not clause.progressive
    is_now = clause.tense is Tense.PRESENT and not clause.perfect
    if is_now and found.moment.is_over(said_at):
        return True  # of what is so now: "films from 1970 to 1985", "room 2010-2012"
    again = re.search(r"\b(?:every|each) $", text[: found.start], re.IGNORECASE) is not None
    rank = re.match(r"on the \d+(?:st|nd|rd|th)$", found.moment.text, re.IGNORECASE) is not None
    following = next((t for t in clause.head.doc if t.idx >= found.end), None)
    return (habit and again) or (rank and following is not None and following.pos_ == "NOUN")


def _overlaps(token: "Token", found: Found) -> bool:
    return token.idx < found.end and found.start < token.idx + len(token.text)


def _own_tokens(clause: Clause) -> Iterator["Token"]:
    """Yield the clause's tokens without those of the clauses coordinated with it."""
    other: set[int] = set()
    for verb in {clause.head, clause.core}:
        for child in verb.children:
            is_clause = child.dep_ in {"conj", "ccomp", "advcl", "parataxis"}
            if is_clause and grammar.is_verbal(child) and child != clause.core:
                other.update(t.i for t in child.subtree)
    return (t for t in clause.head.subtree if t.i not in other)


_NEVER_WAS = re.compile(
    r"\bnever (?:was|were|did|ha(?:s|ve)(?: been)?|'ve been)(?=\s*(?:$|[,.;!)]| and | so ))",
    re.IGNORECASE,
)
"""What says that something denied was not so before either: "she isn't allergic, never was"."""


def _says_actually(clause: Clause) -> bool:
    return any(child.lower_ == "actually" for child in clause.head.children)
