"""What is left out or said loosely, filled in for the parser: "still at Lumo", "the wife", "not vegan any more"."""

import re
from collections.abc import Callable

_NAME = r"(?-i:[A-Z][\w&'\u2019-]*(?: (?:of |de |the )?[A-Z][\w&'\u2019-]*){0,3})"
_THERE = rf"(?:the |a )?{_NAME}"
_DIETS = r"(?:vegan|vegetarian|veggie|pescatarian|coeliac|teetotal)"
_STATES = rf"(?:{_DIETS}|single|married|engaged|divorced|pregnant|unemployed|retired|self-employed)"
_POSTS = (
    r"(?:(?:team|tech|squad|shift|deputy|head|senior|junior|assistant|lead|general|store|branch|project|product|site)[ -])"
    r"{1,2}(?:lead|leader|manager|engineer|developer|designer|teacher|nurse|chef|analyst|director|editor|supervisor)"
)
_OPENS = (
    r"(?:^|(?<=[.!?;:] )|(?<=\bnah )|(?<=\byeah )|(?<=\bno, )|(?<=\byes, )|(?<=\bso )|(?<=\band ))"
)
_AFTER = rf"(?:{_OPENS}|(?<=, ))"
_OVER = r"(?=[^.!?;,]*\b(?:any ?more|these days|since|now)\b)"
_ONE = r"(?:guy|girl|woman|man|lad|bloke|boy|lady|person|someone|somebody)"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAST_VERB = re.compile(
    r"\b(?P<words>(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+) (?:lived|worked|studied|taught))"
    r" (?=at |in |with |for )[^?!]{0,150}$"
)

PATTERN = "|".join(
    f"(?P<{name}>{pattern})"
    for name, pattern in (
        ("not_there", rf"{_OPENS}(?:not|no longer) (?P<not_at>at|with|in)(?= {_THERE}){_OVER}"),
        ("still_there", rf"{_AFTER}still (?P<still_at>at|with|in)(?= {_THERE})"),
        ("stays", rf"\b(?:I'm|I am|we're|we are) staying (?:put )?in(?= {_NAME})"),
        ("not_so", rf"{_OPENS}(?:not|no longer)(?= {_STATES}\b)"),
        ("not_one", rf"{_OPENS}not (?P<what>an? [\w-]+)(?: either)?(?P<ended> any ?more)?, "),
        ("still_so", rf"{_AFTER}\(?still(?= {_STATES}\b)"),
        ("post", rf"{_OPENS}(?={_POSTS} (?:as of|since|from)\b)"),
        ("dates", rf"{_OPENS}been (?=(?:seeing|dating)\b)"),
        ("date", rf"\b(?:seeing|dating) (?:this|an?|some) (?:\w+ )?{_ONE},?(?: called| named)?(?= {_NAME})"),
        ("made_me", r"\b(?:they|the boss|my boss|management|work)(?:['\u2019]ve| have|['\u2019]s| has)? (?:just |now |finally )?"
         r"(?:made|promoted|named|appointed) me (?:to |as |an? |the )*(?=[a-z])"),
        ("the_kin", r"\bthe (?P<kin>wife|missus|husband|hubby|kids|girlfriend|boyfriend|in-laws)\b(?! of\b)"),
        ("lad", r"\b(?P<lads>my|our) (?:little )?lad\b"),
        ("glossed", r" \((?:native(?:ly)?|fluent(?:ly)?|mother tongue|first language|basic|badly|a bit|a little)\)"),
        ("instead", r"\b(?:I'm|I am) (?P<doing>swimming|running|cycling|rowing|climbing|knitting|painting|boxing|surfing|hiking|sailing|skating|dancing|gardening) instead\b"),
        ("attributed", r"\byou (?:said|wrote|assumed|thought|think|claimed)(?: that)? I (?P<verb>live|work|drive|have|speak|eat|drink)"
         r"(?P<rest> [^,.!?]{2,40}),? (?:but |and |well )?I (?:don't|do not)(?P<then>,? (?:but )?I(?:'m| am) in(?= [A-Z]))?"),
        ("veggie", r"\bveggie\b(?! \w+(?:burger|box|patch|garden))"),
        ("bare_gap", r"(?<=(?:19|20)\d\d),? (?:and |then |and then |& )+(?:(?P<gap_at>at|in|with|for) )?"
         rf"(?P<gap_in>(?:the )?{_NAME}) (?P<gap_to>until|till|to|from|between|since) "),
        ("born", r"(?P<born_i>\bI)? (?:was|were) born on (?=(?:the )?\d|[A-Z])"),
        ("mine", r"\bmine(?:'s| is)(?= (?:on )?(?:the )?\d)(?=.{0,200}\b(?:born|birthday|turns)\b)"),
        ("gone", r"(?P<goes>\bis (?:gone|over|history|done|finished|no more)),? and so(?:'s| is) (?:the |my )?(?=[A-Z])"),
        ("allergic", r"\bno (?P<food>[a-z]+)(?: (?:please|pls|plz|for me|thanks))?,? (?:because |since |as |cos )?(?:I'm|I am|im) allergic\b(?! to)"),
        ("birthday", rf"(?P<whose>{_NAME})(?: \((?P<gloss>[^)]{{3,20}})\))? is (?=(?:on )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"),
        ("of_all", r",? of all (?:things|people|places)\b"),
        ("fronted", rf"(?<=\w),? (?:and |then |and then |& )+(?P<from_y>(?:from|between) (?:19|20)\d\d (?:to|until|till|and) (?:19|20)\d\d),? (?:I (?:lived|was|worked) )?"
         rf"(?P<front_at>in|at|with|for) (?P<front_in>{_THERE})"),
        ("bare_since", r"(?P<been>\b(?:I've|I have|we've|we have) been (?:in|at|with) [\w ]{2,30}? since)(?=[.,;!]|$)"),
    )
)  # fmt: skip
"""Alternatives of one pattern; `filled` says what stands in the place of each."""


def _by_verb(match: re.Match[str], group: str, form: str) -> str:
    where = match[group].lower()
    return form.format("live" if where == "in" else "work", where)


def _attributed(match: re.Match[str]) -> str:
    then = (
        ". I live in" if match["then"] and match["verb"].lower() == "live" else match["then"] or ""
    )
    return f"I do not {match['verb']}{match['rest']}{then}"


def _gap(match: re.Match[str]) -> str:
    """Say again what the verb was, and that one began when the other ended."""
    before = _LAST_VERB.search(match.string, 0, match.start())
    if before is None:
        return match.group()
    words, since = before["words"], match["gap_to"]
    where = match["gap_at"] or ("in" if words.endswith("lived") else "at")
    if since in {"until", "till", "to"}:
        since = f"from {_YEAR.findall(match.string, 0, match.start())[-1]} {since}"
    return f". {words} {where} {match['gap_in']} {since} "


def _birthday(match: re.Match[str]) -> str:
    """Say whose a day of the year is, and who that is: "Aoife (the wife) is 2 September"."""
    whose, gloss = match["whose"], match["gloss"]
    role = re.match(r"(?:the|my|our) (\w+)", gloss or "", re.IGNORECASE)
    told = f". {whose} is my {role[1]}. " if role else ""
    return f"{told}{whose}'s birthday is "


def _fronted(match: re.Match[str]) -> str:
    """Say again what the verb was, and put the years behind the place."""
    before = _LAST_VERB.search(match.string, 0, match.start())
    if before is None:
        return match.group()
    return f". {before['words']} {match['front_at']} {match['front_in']} {match['from_y']}"


def _since(match: re.Match[str]) -> str:
    years = _YEAR.findall(match.string, 0, match.start())
    return f"{match['been']} {years[-1]}" if years else match["been"]


_FILLED: dict[str, Callable[[re.Match[str]], str]] = {
    "not_there": lambda match: _by_verb(match, "not_at", "I do not {0} {1}"),
    "still_there": lambda match: _by_verb(match, "still_at", "I still {0} {1}"),
    "stays": lambda match: "I still live in",
    "not_so": lambda match: "I am not",
    "not_one": lambda match: f"I am not {match['what']}{match['ended'] or ''}. ",
    "still_so": lambda match: "I am still",
    "post": lambda match: "I work as a ",
    "dates": lambda match: "I have been ",
    "date": lambda match: "dating",
    "made_me": lambda match: "I was promoted to ",
    "the_kin": lambda match: f"my {match['kin']}",
    "lad": lambda match: f"{match['lads']} son",
    "glossed": lambda match: "",
    "instead": lambda match: f"I took up {match['doing']} instead",
    "attributed": _attributed,
    "veggie": lambda match: "vegetarian",
    "bare_gap": _gap,
    "bare_since": _since,
    "fronted": _fronted,
    "born": lambda match: "my birthday is " if match["born_i"] else "'s birthday is ",
    "mine": lambda match: "my birthday is",
    "of_all": lambda match: "",
    "gone": lambda match: f"{match['goes']}. I quit ",
    "allergic": lambda match: f"I am allergic to {match['food']}",
    "birthday": _birthday,
}


def filled(kind: str, match: re.Match[str]) -> str | None:
    """Return what stands in the place of a match; None where it is none of these."""
    fill = _FILLED.get(kind)
    return None if fill is None else fill(match)
