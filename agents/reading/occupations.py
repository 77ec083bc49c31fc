"""Nouns that say what somebody does for a living, told by their endings."""

import re

from octomem.agents.reading.vocabulary import vocabulary

_AGENT = re.compile(
    r"(?:[a-z]{3,}(?:er|or|ist|ian|eer|ographer|ologist|smith|wright|monger|herd|keeper)|"
    r"[a-z]{3,}(?:man|woman|person|maid|mistress|master)|[a-z]{4,}(?:ant|ee))"
)
"""Nouns that say what somebody does, by their endings: "beekeeper", "postwoman"."""
_OTHERS = vocabulary(
    "number matter answer disaster monster winner loser killer chapter letter paper order offer "
    "after never other another better sister brother mother father daughter owner fever quarter "
    "master laser power tower water summer winter computer printer router server finger shoulder "
    "error mirror factor colour color favor favour flavor horror terror door floor minor major "
    "human german roman restaurant giant plant elephant grant coffee committee degree trainee fee "
    "list twist wrist mist person superior inferior junior senior outsider stranger beginner "
    "believer lover hater fighter survivor dreamer thinker learner reader listener talker sleeper "
    "riser eater drinker smoker spender reminder gamer runner swimmer climber hiker cyclist blogger "
    "traveler traveller thriller teaser bummer keeper looker pleaser helper lifesaver saver "
    "realist optimist pessimist perfectionist minimalist extremist egoist narcissist "
    "newcomer foreigner teenager leader member caller user customer visitor burger chamber corner "
    "copper silver leather feather weather cancer danger trigger wonder hunger anger temper "
    "september october november december pregnant "
    "starter cleaner-upper barrier carrier flier buyer seller insider supporter follower breaker "
    "subscriber holder renter tenant "
    "vegetarian pescatarian flexitarian libertarian humanitarian christian civilian pedestrian"
)
"""Words with these endings that name no occupation."""
_CHIEFS = frozenset(
    {
        "pm",
        "md",
        "sre",
        "ceo",
        "cto",
        "cfo",
        "coo",
        "cio",
        "cmo",
        "ciso",
        "vp",
        "mp",
        "gp",
        "emt",
        "rn",
        "lpn",
        "cna",
        "cpa",
    }
)
_OCCUPATIONS = vocabulary(
    "paralegal solicitor barrister physio analyst apprentice postdoc clerk captain sergeant mayor surgeon gp dev nurse chef cook guide host lead deputy pilot coach vet judge model intern temp rep agent editor "
    "architect monk priest nun imam rabbi cop barista paramedic mechanic plumber"
)


def is_occupation(noun: str) -> bool:
    """Tell whether a noun names somebody by their work: "beekeeper", "postwoman", "CTO"."""
    low = noun.casefold()
    if low in _OTHERS:
        return False
    return low in _CHIEFS | _OCCUPATIONS or _AGENT.fullmatch(low) is not None
