"""Pet forms of given names that no rule makes of them: Peggy of Margaret, Bill of William, Kasia of Katarzyna."""

from collections.abc import Iterable
from functools import cache

_OF = {
    "abigail": "gail",
    "agnieszka": "aga",
    "alberto": "beto",
    "alejandro": "jandro",
    "aleksandr": "sasha",
    "aleksandra": "sasha",
    "alexander": "sandy sasha xander zander",
    "alexandra": "lexi lexie sandy sasha",
    "amelia": "millie",
    "anastasia": "nastya",
    "andrew": "drew",
    "anna": "ania anya",
    "anthony": "tony",
    "antonio": "tony toni",
    "barbara": "babs basia",
    "bernard": "bernie",
    "bridget": "biddy",
    "caroline": "carrie",
    "catherine": "cathy kate katie kathy kitty",
    "charles": "charlie chuck",
    "charlotte": "lottie",
    "christina": "tina",
    "christine": "tina chrissie",
    "christopher": "kit topher",
    "deborah": "debbie debs",
    "dmitri": "dima",
    "dmitry": "dima",
    "dorothy": "dot dottie dolly",
    "edward": "eddie ned ted teddy",
    "ekaterina": "katya",
    "eleanor": "ellie nell nellie nora",
    "elena": "lena",
    "elizabeth": "bess bessie beth betsy bette betty libby liz liza lizzie lizzy",
    "evgeny": "zhenya",
    "florence": "flo flossie",
    "frances": "fran frankie",
    "francis": "frank",
    "francisco": "paco pancho",
    "guadalupe": "lupe",
    "harriet": "hattie",
    "helen": "nell nellie",
    "henry": "hal hank harry",
    "ignacio": "nacho",
    "isabella": "bella izzy",
    "isabel": "izzy",
    "isabelle": "izzy",
    "isobel": "izzy",
    "ivan": "vanya",
    "james": "jamie jim jimmy",
    "jennifer": "jenny jen",
    "jesus": "chuy",
    "john": "johnny",
    "jonathan": "jon jonny",
    "jose": "pepe",
    "josephine": "josie",
    "katarzyna": "kasia",
    "katherine": "kate katie kathy kit kitty",
    "kathleen": "kate kathy katie kath",
    "kathryn": "kate kathy katie",
    "lawrence": "larry",
    "louisa": "lou lulu",
    "malgorzata": "gosia",
    "margaret": "maggie mags maisie meg meggie peg peggy",
    "maria": "masha",
    "matilda": "tilly tillie",
    "matthew": "matt",
    "michael": "mick mickey mike mikey",
    "mikhail": "misha",
    "natalia": "natasha",
    "nikolai": "kolya",
    "patricia": "patsy pat tricia trish",
    "patrick": "paddy",
    "penelope": "penny",
    "philippa": "pippa pip",
    "rebecca": "becca becky",
    "richard": "dick rick ricky",
    "robert": "bob bobby rob robbie",
    "roberto": "beto",
    "rosario": "charo",
    "sarah": "sadie sally",
    "stephen": "steve",
    "susan": "sue susie suzie",
    "theodore": "teddy",
    "theresa": "tess",
    "thomas": "tommy",
    "veronica": "ronnie",
    "victoria": "tori vicky vicki",
    "vladimir": "vova volodya",
    "william": "bill billy will willie",
}
_HONOURS = ("oluwa", "olu", "ade", "baba")
"""What stands before the name in use of many a Yoruba name: Tunde of Babatunde, Seun of Oluwaseun."""
_SHORTEST = 4


@cache
def _full() -> dict[str, set[str]]:
    """Return the names of which each pet form is one."""
    found: dict[str, set[str]] = {}
    for name, forms in _OF.items():
        for form in forms.split():
            found.setdefault(form, set()).add(name)
    return found


def full_names(short: str) -> frozenset[str]:
    """Return the names whose pet form a name in small letters may be."""
    return frozenset(
        _full().get(short, set())
        | {f"{honour}{short}" for honour in _HONOURS if len(short) >= _SHORTEST}
    )


def pet_forms(full: str) -> frozenset[str]:
    """Return what a name in small letters may be called that no rule makes of it."""
    cut = (full.removeprefix(honour) for honour in _HONOURS if full.startswith(honour))
    return frozenset((*_OF.get(full, "").split(), *_long_enough(cut)))


def _long_enough(names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if len(name) >= _SHORTEST)
