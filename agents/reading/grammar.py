"""English word lists and inflection that reading a parse needs."""

import re
from typing import TYPE_CHECKING

from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token


FIRST_PERSON = vocabulary("i me we us my our mine ours myself ourselves")
SECOND_PERSON = vocabulary("you your yours yourself yourselves y'all ya")
FEMALE_KIN = vocabulary(
    "sister mother mom mum mama mommy mam mammy gran nan missus stepmum stepmom daughter wife girlfriend aunt auntie niece grandmother "
    "grandma granny nana fiancée stepmother stepsister granddaughter woman girl lady stepdaughter half-sister "
    "mother-in-law mum-in-law mom-in-law sister-in-law daughter-in-law ex-wife ex-girlfriend ex-fiancée"
)
MALE_KIN = vocabulary(
    "brother father dad stepdad daddy papa son husband boyfriend uncle nephew grandfather grandpa "
    "grandad fiancé stepfather stepbrother grandson fella man boy guy stepson half-brother father-in-law "
    "dad-in-law brother-in-law son-in-law ex-husband ex-boyfriend ex-fiancé"
)
KIN = (
    FEMALE_KIN
    | MALE_KIN
    | vocabulary(
        "parent child kid baby spouse partner fiance fiancee cousin sibling twin grandparent "
        "grandchild toddler family"
    )
) - vocabulary("woman girl lady man boy guy")
ROLES = KIN | vocabulary(
    "friend bestie buddy pal mate colleague coworker co-worker boss manager supervisor mentor "
    "mentee teacher tutor coach trainer doctor dentist therapist lawyer accountant neighbor "
    "neighbour roommate flatmate housemate landlord landlady classmate teammate employee "
    "assistant client customer professor advisor adviser nanny babysitter ex godmother godfather in-law parent-in-law "
    "ex-partner ex-boss ex-manager ex-colleague ex-coworker ex-flatmate ex-housemate ex-roommate ex-landlord "
    "ex-landlady ex-neighbour ex-neighbor stepchild stepkid stepsibling half-sibling gran nan mam mammy missus stepdad stepmum stepmom lead matron foreman gaffer deputy editor "
    "guide host therapist person people"
)
"""Nouns that name a person by what they are to somebody."""
HEALERS = vocabulary(
    "doctor gp therapist dentist surgeon specialist consultant psychiatrist psychologist physio "
    "vet cardiologist dermatologist oncologist neurologist midwife counsellor counselor"
)
STRANGERS = ROLES | vocabulary("woman girl man boy lady guy gentleman stranger teen teenager")
"""Nouns of people, who take over "he" and "she" even where nobody says whose they are."""

TITLES = vocabulary("dr doctor prof professor mr mrs ms miss madam madame")
"""Words before a name that say who bears it is a person."""
PETS = vocabulary(
    "dog puppy pup cat kitten kitty rabbit bunny hamster parrot bird horse pony turtle tortoise "
    "fish guinea-pig pet lizard snake ferret retriever labrador lab poodle terrier beagle dachshund "
    "collie corgi bulldog spaniel pug husky greyhound whippet chihuahua dalmatian rottweiler "
    "labradoodle cockapoo mutt hound tabby siamese budgie canary cockatiel gecko chinchilla gerbil "
    "tarantula goat donkey hen goldfish"
)
ACQUIRES = vocabulary("have get adopt own keep rescue buy foster collect pick bring welcome")
"""Verbs whose object is somebody's from then on: "adopted a greyhound"."""
EMPTY_SUBJECTS = vocabulary(
    "it this that these those there which what who whom whose everything something anything "
    "nothing everyone everybody someone somebody anyone anybody nobody one all some others "
    "another each both none thing things he she they him her them his hers their you"
)
"""Subjects that name nobody when they could not be resolved."""

MODALS_UNREAL = vocabulary("would could might may ca")
MODALS_DUE = vocabulary("must should shall ought")
MODALS_FUTURE = vocabulary("will wo 'll")
UNSURE = vocabulary("maybe perhaps possibly probably presumably supposedly hopefully")
SECONDHAND = vocabulary("apparently supposedly allegedly reportedly")
GREETINGS = vocabulary(
    "hey hi hello wow thanks thank congrats congratulations yeah yep yay oh omg lol haha ok okay "
    "please mr mrs ms dr god dear sorry bye cool nice great awesome sure welcome"
)
DISCOURSE = vocabulary(
    "actually honestly really well so anyway anyways just basically literally oh yeah yes no yep "
    "nope ok okay hey hi hello wow lol haha btw also too though then plus thanks thank please "
    "sorry totally definitely certainly obviously yup ah hmm um uh still even already of-course "
    "finally sadly luckily fortunately unfortunately"
)
KEPT_ADVERBS = vocabulary("too still also really even already just finally")
"""Discourse words that are said within a clause and only dropped at its edge."""

OTHERS_REPORT = vocabulary(
    "say tell think believe claim reckon suggest insist guess argue assume suppose hear mention "
    "recommend advise warn hope wish feel expect swear call write want ask wonder joke spread allege whisper gossip predict imply"
)
SPEAKER_DOUBTS = vocabulary(
    "think guess believe hope suppose wish imagine assume doubt pretend wonder dream bet feel "
    "suspect reckon wonder"
)
SPEAKER_HEARS = vocabulary("hear read see gather understand learn")
WANTS = vocabulary("want need plan hope intend aim decide mean wish prepare promise agree")
"""Governors of "to" and a verb that make an intention of it."""
SETTLES = vocabulary("decide figure choose find determine settle discuss clarify agree check")
"""Verbs whose question is what is to be settled: "decide whether …"."""
BEGINS = vocabulary("start begin continue keep")
ENDS = vocabulary("stop quit cease")

_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes", "can": "can"}


_RECURS = re.compile(
    r"\b(?:every|each|usually|always|often|sometimes|normally|typically|generally|never|rarely|"
    r"daily|weekly|monthly|yearly|annually|nightly|regularly|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekends|weekdays|mornings|evenings|nights|"
    r"(?:once|twice|(?:\w+|\d+) times|\d+x) (?:a|an|per|every) (?:day|night|week|month|year))\b",
    re.IGNORECASE,
)


def recurs(text: str) -> bool:
    """Tell whether a text says that something happens again and again: "every Monday"."""
    return _RECURS.search(text) is not None


def article(word: str) -> str:
    """Return the article that stands before a word, by its first letter."""
    return "an" if word[:1].lower() in "aeiou" else "a"


def third_person(lemma: str) -> str:
    """Return the present tense of a verb as said of he, she or it."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in set("aeiou"):
        return lemma[:-1] + "ies"
    return lemma + "s"


_PASTS = vocabulary(
    "be-was have-had do-did go-went get-got come-came see-saw take-took make-made give-gave leave-left buy-bought "
    "sell-sold meet-met find-found tell-told say-said know-knew grow-grew begin-began become-became write-wrote "
    "read-read teach-taught think-thought bring-brought catch-caught build-built send-sent spend-spent lose-lost "
    "keep-kept sleep-slept feel-felt pay-paid run-ran eat-ate drink-drank drive-drove fly-flew speak-spoke "
    "break-broke choose-chose wear-wore swim-swam sing-sang sit-sat stand-stood hear-heard hold-held win-won "
    "hurt-hurt put-put set-set cut-cut quit-quit let-let cost-cost fall-fell draw-drew throw-threw ride-rode "
    "rise-rose forget-forgot lead-led feed-fed lend-lent hit-hit understand-understood"
)
_PAST = {lemma: past for lemma, _, past in (pair.partition("-") for pair in _PASTS)}
"""Pasts that no rule makes."""


def past(lemma: str) -> str:
    """Return the past tense of a verb."""
    if lemma in _PAST:
        return _PAST[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in set("aeiou"):
        return lemma[:-1] + "ied"
    doubles = _DOUBLES.fullmatch(lemma) is not None
    return lemma + lemma[-1] * doubles + "ed"


_DOUBLES = re.compile(r"[^aeiou]*[aeiou][bdglmnprt]")
"""Verbs whose last letter is doubled before an ending: "stop", "plan"."""


def is_verbal(token: "Token") -> bool:
    """Tell whether a token heads a clause; mends a verb that was tagged as a noun.

    In "I live here and work there" the tagger often takes the second verb for a noun.
    """
    if token.pos_ in {"VERB", "AUX"}:
        return True
    return (
        token.dep_ == "conj"
        and token.tag_ == "NN"
        and token.head.pos_ in {"VERB", "AUX"}
        and token.head.tag_ in {"VBP", "VB"}
        and all(
            child.dep_ in {"prep", "advmod", "npadvmod", "cc", "conj"} for child in token.children
        )
        and any(child.dep_ == "prep" for child in token.children)
    )


def lemma(token: "Token") -> str:
    """Return a token's lemma in lower case, clitic forms of "be" and "have" mended."""
    text = token.lower_
    if text in {
        "m",
        "'m",
        "am",
        "is",
        "are",
        "'re",
        "was",
        "were",
        "been",
        "being",
    }:
        return "be"
    if text in {"hate", "hates", "hated"}:
        return "hate"
    return token.lemma_.lower()


def conjuncts(token: "Token") -> list["Token"]:
    """Return a token and what is coordinated with it, in order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found += conjuncts(child)
    return found


def stray_verbs(core: "Token") -> list["Token"]:
    """Return verbs that the parser hung on an object: "buy milk and call Anna"."""
    direct = child_of(core, "dobj")
    if direct is None or core.tag_ != "VB":
        return []
    return [child for child in conjuncts(direct)[1:] if child.tag_ == "VB"]


def stray_object(verb: "Token") -> "Token | None":
    """Return the object of a stray verb, which hangs beside it rather than below it."""
    if verb.dep_ != "conj" or verb.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    beside = (c for c in verb.head.children if c.dep_ == "conj" and verb.i < c.i <= verb.i + 4)
    return next(beside, None)


def child_of(token: "Token", *deps: str) -> "Token | None":
    """Return the first child with one of the given dependencies."""
    return next((child for child in token.children if child.dep_ in deps), None)


def is_of_mine(noun: "Token") -> bool:
    """Tell "a good friend of mine" from a friend of somebody else."""
    of = next((child for child in noun.children if child.lower_ == "of"), None)
    whose = None if of is None else child_of(of, "pobj")
    return whose is not None and whose.lower_ in {"mine", "ours"}


def is_none(noun: "Token") -> bool:
    """Tell "no allergy" from an allergy."""
    return any(child.lower_ == "no" and child.dep_ in {"det", "neg"} for child in noun.children)


_HAD_BEFORE = vocabulary("anymore more longer now just only")
"""Words of a denial that leave somebody who was had, or is beside others."""


def is_not_had(noun: "Token") -> bool:
    """Tell "no sister" and the sister of "I don't have a sister"."""
    if is_none(noun):
        return True
    verb = noun.head
    had = noun.dep_ == "dobj" and lemma(verb) in {"have", "get", "own"}
    if not had or child_of(verb, "neg") is None:
        return False
    return not any(t.lower_ in _HAD_BEFORE for t in verb.subtree)


def named_beside(name: "Token") -> "Token | None":
    """Return the noun before a name between commas: "our landlady, Mrs Petersen, …"."""
    edge = name.left_edge.i
    if name.pos_ != "PROPN" or edge < 2 or name.doc[edge - 1].text != ",":
        return None
    noun = name.doc[edge - 2]
    return noun if noun.lemma_.lower() in ROLES | PETS and noun.pos_ == "NOUN" else None


def consequence(verb: "Token") -> set[int]:
    """Return the places of what follows ", so …" where the parser made no clause of it."""
    so = next((c for c in verb.children if c.lower_ == "so" and c.i > verb.i), None)
    if so is None or so.dep_ not in {"cc", "advmod", "mark"} or so.nbor(-1).text != ",":
        return set()
    return {token.i for token in verb.subtree if token.i >= so.i - 1}


def is_remark(token: "Token") -> bool:
    """Tell "by the way" and "in case you need it" from what a sentence says."""
    target = child_of(token, "pobj") if token.dep_ == "prep" else None
    return target is not None and (token.lower_, target.lower_) in {("by", "way"), ("in", "case")}


def is_temporal(token: "Token") -> bool:
    """Tell whether a preposition or noun phrase says when rather than what."""
    target = child_of(token, "pobj") if token.dep_ == "prep" else token
    return target is not None and (target.ent_type_ in {"DATE", "TIME"} or _is_year(target))


def _is_year(token: "Token") -> bool:
    return token.tag_ == "CD" and _YEAR.fullmatch(token.text) is not None


_YEAR = re.compile(r"(?:19|20)\d\d")
