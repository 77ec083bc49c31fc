"""Which language a text is in, by its script and its function words."""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from octomem.agents.reading.given_names import GIVEN

_FUNCTION_WORDS = {
    "en": "the a an and or but i you he she it we they my your his her our is am are was were be "
    "have has had do does did not don't i'm it's in on at to of for with from this that what "
    "how will would can so just me about im dont yes yeah no nope as by if there here who when where which been than then "
    "now out up into after before because some any got get going us",
    "de": "der die das und oder aber ich du er sie es wir ihr mein dein ist bin sind war nicht "
    "ein eine in im auf zu von mit für den dem was wie wird kann habe hat",
    "fr": "le la les et ou mais je tu il elle nous vous mon ton est suis sont était ne pas un une "
    "dans sur à de du pour avec ce que qui j'ai c'est des au",
    "es": "el la los las y o pero yo tú él ella nosotros mi tu es soy son era no un una en a de "
    "para con que por lo me se está muy",
    "it": "il la i gli le e o ma io tu lui lei noi mio è sono era non un una in su a di per con "
    "che mi si sono del della",
    "pt": "o a os as e ou mas eu tu ele ela nós meu é sou são era não um uma em no na de para "
    "com que por me se muito",
    "nl": "de het een en of maar ik jij hij zij wij mijn is ben zijn was niet in op te van voor "
    "met dat wat hoe ook heb",
}
_WORDS = {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
)
_LATIN = re.compile(r"[A-Za-z]")
_NO_WORDS = re.compile(r"[!-~]+@[!-~]+|[A-Za-z]+://[!-~]+|\bwww\.[!-~]+|⟦[^⟦⟧\n]*⟧")
"""Mail and web addresses and what the vault put in a secret's place, whose parts look like words."""
_CAMEL = re.compile(r"(?<![A-Za-z])(?:[a-z]+|[A-Z][a-z]+)[A-Z][A-Za-z]*")
"""A product's name, which is of no language: iPhone, ThinkPad."""

MIXED = 5
"""Characters of a script that decide where the Latin words are commands and names only."""
FEW = 5
"""Words up to which a text without function words counts as English."""
KNOWN = 0.7
"""Share of words that the encoder's vocabulary has whole in English without function words: four of five such messages of
benchmarks/data/slots have it, and other European languages have a third."""
SAMPLE = 4_000
"""Characters that are looked at."""


def _knows(words: Sequence[str]) -> bool:
    """Tell whether most words are whole in the vocabulary of the encoder, which is English."""
    known = _vocabulary()
    return sum(word in known for word in words) >= KNOWN * len(words)


@cache
def _vocabulary() -> frozenset[str]:
    definition = files("octomem").joinpath("data", "minilm-tokenizer.json").read_bytes()
    return frozenset(json.loads(definition)["model"]["vocab"])


def _is_english(text: str) -> bool:
    return any(word.lower() in _WORDS["en"] for word in _WORD.findall(text) if word.isascii())


def language_of(text: str) -> str:
    """Return `en`, `zh`, `ja`, `ko` or `other`; a short Latin text counts as English."""
    text = _NO_WORDS.sub(" ", text[:SAMPLE])
    latin = len(_LATIN.findall(text))
    beside = len(_LATIN.findall(_CAMEL.sub(" ", text)))
    for code, script in _SCRIPTS:
        # A CJK character says about as much as a word of three letters.
        count = len(script.findall(text))
        if count * 3 > beside or (count >= MIXED and not _is_english(text)):
            return code
    words = [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]
    if not words:
        return "en" if text.isascii() else "other"
    if latin < sum(map(len, words)) / 2:
        return "other"
    titled = (word.lower() for word in _WORD.findall(text) if word.istitle())
    named = {word for word in titled if word in GIVEN}
    counts = {
        code: sum(word in known for word in words if code == "en" or word not in named)
        for code, known in _WORDS.items()
    }  # "Ben" is no Dutch verb
    best = max(counts.values())
    if counts["en"] == best:
        return "en" if best or len(words) <= FEW or _knows(words) else "other"
    return "other" if best > 1 or len(words) > 3 else "en"
