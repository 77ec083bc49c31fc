"""Further forms of clauses that say what is to be done, besides the plain duties and promises.

Each is a pattern with a `task`, the rule that judges it, the sentence it is told in, and why.
"""

from typing import Literal

Rule = Literal[
    "duty",
    "plan",
    "firm",
    "dated",
    "request",
    "progress",
    "coming",
    "offer",
    "errand",
    "due",
    "agreed",
]
"""How it is judged whether what a form found is to be done."""
Row = tuple[str, Rule, str, str]

_ME = r"(?:i|we)"
_TASK = r"(?P<task>\S.+)"
_SOMEBODY = r"(?:someone|somebody|one of us)"
_SPAN = r"(?:\s+(?:for|this|next|in|by|before|until)\s+[\w' ]{2,25}?)?"

_COMPANION = r"(?:(?:the|my|our) [\w-]+|(?-i:[A-Z])[\w-]+)"
"""Who goes along: "the missus", "Ana"."""
EARLY: tuple[Row, ...] = (
    (
        rf"(?:please\s+)?(?:remember|don't forget|be sure|make sure|try not to forget)\s+to\s+{_TASK}",
        "duty",
        "{who} asks not to forget to {task}",
        "not to be forgotten",
    ),
    (
        r"(?:please\s+)?(?:make sure|ensure|see to it)\s+(?:that\s+)?(?P<task>(?:the|my|our|all|both)\s.+\b(?:before|by|until|after)\s.+)",
        "firm",
        "{who} asks to make sure that {task}",
        "asked of somebody",
    ),
)
"""Forms that come before all others, which would take their verb for another one."""

LATE: tuple[Row, ...] = (
    (
        (
            r"(?P<task>(?:(?:(?:my|our|the)\s+)?(?:husband|wife|brother|sister|mum|mom|dad|son|daughter|partner|neighbou?r|friend|flatmate|colleague)"
            r"(?:\s+(?-i:[A-Z])\w+)?|(?-i:[A-Z])[a-z]+)\s+can\s+(?!be\b|not\b|you\b|i\b|we\b)[a-z]+\s.+)"
        ),
        "coming",
        "{who}: {task}",
        "planned",
    ),
    (
        r"(?:that\s+)?(?P<task>(?:the|my|our)\s+(?:[\w-]+\s+){1,4}?(?:slips|moves|is moved|is pushed(?: back)?|got moved|got pushed(?: back)?)\s+to\s+.+)",
        "dated",
        "{who}: {task}",
        "due",
    ),
    (
        (
            rf"(?:{_ME}(?:'m|'re| am| are)|(?:{_COMPANION} and (?:me|i)|(?:me|i) and {_COMPANION}) are)\s+(?:both\s+|all\s+)?"
            r"(?P<task>(?:off|headed|heading|heading off)\s+to\s+.+)"
        ),
        "coming",
        "{who} is {task}",
        "planned",
    ),
    (
        (
            rf"(?:{_ME}\s+)?(?:still\s+|also\s+|really\s+)*need\s+(?P<task>(?:an?\s+|some\s+)?new\s+"
            r"(?!friends?|hobb|life|job|start|ideas?|perspective|challenge|purpose|me\b)[\w'-]+.{0,60})"
        ),
        "firm",
        "{who} needs {task}",
        "to be got",
    ),
    (
        rf"(?:{_SOMEBODY})\s+(?:really\s+|still\s+)?(?:should|has to|needs to|must|ought to|better)\s+{_TASK}",
        "duty",
        "{who}: somebody has to {task}",
        "a duty",
    ),
    (
        rf"(?:{_ME}\s+)?(?:still\s+)?needs?\s+(?:{_SOMEBODY}|a volunteer|people)\s+to\s+{_TASK}",
        "duty",
        "{who} needs somebody to {task}",
        "a duty",
    ),
    (
        rf"(?:it(?:'s| is)\s+)?(?:high |about |really )?time\s+(?:for (?:me|us)\s+)?(?:to|i|we)\s+{_TASK}",
        "plan",
        "it is time for {who} to {task}",
        "a duty",
    ),
    (
        (
            rf"{_ME}(?:'ve| have)?\s*(?:was|were|am|are|'m|'re|been|got|just got)?\s*(?:been\s+)?(?:asked|told|assigned|instructed"
            rf"|advised|requested|booked|scheduled|tasked)\s+to\s+{_TASK}"
        ),
        "plan",
        "{who} was asked to {task}",
        "asked of the speaker",
    ),
    (
        (
            r"(?P<asker>(?:Dr|Mr|Mrs|Ms|Prof|Doctor|Professor)\.?\s+(?-i:[A-Z])[\w-]+)\s+"
            rf"(?:has\s+|have\s+|just\s+)*(?:asked|told|wants?|wanted|needs?|reminded|expects?|advised|says?|said)\s+(?:me|us|i|we)\s+(?:to|should|must|have to|need to)\s+{_TASK}"
        ),
        "duty",
        "{asker} wants {who} to {task}",
        "asked of the speaker",
    ),
    (
        (
            r"(?:(?:my|our|the|main|big|one)\s+)+(?:\w+ )?(?:goal|plan|aim|intention|task|job|mission|resolution|target|priority)"
            rf"{_SPAN}\s*(?:is|:|=)\s*(?:to\s+)?(?!(?:sub|under|over|below|around|about|between|for|with|at|in|on|from)\b){_TASK}"
        ),
        "duty",
        "{who} plans to {task}",
        "a goal",
    ),
    (
        (
            rf"(?:(?:the|one|another|only|other|main|first|next)\s+){{1,3}}thing(?:\s+that)?\s+{_ME}(?:'ve)?\s+(?:(?:still|really)\s+)?"
            rf"(?:have to|need to|must|gotta|(?:have\s+)?got to)\s+(?:do|get done|sort out|finish|remember)\b(?:\s+(?:today|tonight|tomorrow))?{_SPAN}\s+is\s+(?!(?:that|how|what|who|whose|why|where|when|which|if|whether|not)\b)(?:to\s+)?{_TASK}"
        ),
        "duty",
        "{who} has to {task}",
        "a duty",
    ),
    (
        rf"{_ME}(?:'d| would)\s+(?:like|love)\s+to\s+(?:be able to|finally|manage to)\s+{_TASK}",
        "dated",
        "{who} would like to {task}",
        "a goal",
    ),
    (
        rf"(?:{_ME}\s+)?(?:still\s+)?(?:have|has|got)\s+yet\s+to\s+{_TASK}",
        "duty",
        "{who} has yet to {task}",
        "not done yet",
    ),
    (
        r"(?:there(?:'s| is)\s+)?(?:still\s+)?no\s+(?:word|reply|answer|news|response|update)\s+(?:yet\s+)?(?P<task>from\s.+)",
        "firm",
        "{who} is waiting for word {task}",
        "waited for",
    ),
    (
        rf"{_ME}\s+(?:still\s+)?haven't\s+heard\s+(?:back\s+)?(?:anything\s+)?(?P<task>from\s.+)",
        "firm",
        "{who} is waiting for word {task}",
        "waited for",
    ),
    (
        (
            r"(?P<task>(?:my|our|the|his|her|their)\s+(?:[\w'-]+\s+){0,3}?[\w-]+\s+(?:expires?|runs out|run out|lapses?|closes?"
            r"|is up for renewal|needs renewing)\s.+)"
        ),
        "dated",
        "{who}: {task}",
        "due",
    ),
    (
        (
            rf"(?:{_ME}(?:'re|'m| are| am)\s+(?:almost |nearly )?(?:out of|low on|running (?:out of|low on))|{_ME}(?:'ve| have)?\s+(?:run|ran)\s+out of"
            r"|running (?:out of|low on)|(?:i|we)\s+need\s+(?:more|some))\s+(?P<task>(?!time\b|luck\b|ideas?\b|patience\b|energy\b|steam\b|town\b|office\b"
            r"|words\b|breath\b|options\b|money\b|cash\b|help\b|advice\b|sleep\b|rest\b|space\b|battery\b|juice\b|info|air\b|fuel for)[\w' -]{2,40})"
        ),
        "firm",
        "{who} needs more {task}",
        "to be got",
    ),
    (
        r"(?P<task>[\w' -]{3,60}\s+(?:is|are)\s+still\s+(?:open|outstanding|missing|pending|unpaid|to be done|not done|unfinished))",
        "firm",
        "{who}: {task}",
        "still open",
    ),
    (
        rf"{_ME}(?:'ve| have)\s+been\s+putting off\s+{_TASK}",
        "firm",
        "{who} has been putting off {task}",
        "not done yet",
    ),
    (
        rf"(?:{_ME}(?:'ll| will)\s+)?(?:get|have)\s+(?P<task>(?:the|my|our)\s+[\w' -]{{2,40}}?\s+(?:done|finished|sorted|signed|sent|ready|fixed|out|in|over)\s+(?:by|before|tomorrow|tonight|today|this|on)\b.*)",
        "dated",
        "{who} will have {task}",
        "an intention",
    ),
    (
        rf"(?:{_ME}(?:'m|'re| am| are)\s+)?(?:right )?in the (?:middle|process) of\s+(?P<task>\w+ing\s.+)",
        "progress",
        "{who} is {task}",
        "under way",
    ),
    (
        rf"{_ME}(?:'m|'re| am| are)\s+due\s+(?:for\s+)?(?P<task>(?:an?|my|our|the)\s.+)",
        "dated",
        "{who} is due {task}",
        "due",
    ),
    (
        r"(?:still\s+)?waiting to hear\s+(?:back\s+)?(?P<task>(?:from|about)\s.+)",
        "firm",
        "{who} is waiting to hear {task}",
        "waited for",
    ),
    (
        rf"{_ME}(?:'m|'re| am| are)\s+(?:still\s+)?waiting to hear\s+(?:back\s+)?(?P<task>(?:from|about)\s.+)",
        "firm",
        "{who} is waiting to hear {task}",
        "waited for",
    ),
    (
        r"(?P<task>(?:my|our|the)\s+(?:[\w'-]+\s+){1,3}?(?:has to|have to|needs? to|must)\s+(?:go|get|come|leave|arrive|happen|reach|land)\b.*)",
        "dated",
        "{task}",
        "to be done",
    ),
    (
        r"(?P<task>(?:my|our|the)\s+(?:[\w'-]+\s+){1,3}?needs?\s+(?:an?\s+)?(?:new|bigger|fresh|another|proper|different)\s.{2,60})",
        "firm",
        "{who}: {task}",
        "to be got",
    ),
    (
        r"(?P<asker>(?:my|our|the)\s+[\w-]+|(?-i:[A-Z])[\w-]+)\s+(?:is|are)\s+(?:expecting|waiting for)\s+(?P<task>(?:the|my|our)\s.+)",
        "dated",
        "{asker} expects {task} from {who}",
        "asked of the speaker",
    ),
    (
        r"(?:i|we)'ve\s+(?P<task>(?:an?|my|the|our)\s.{3,80})",
        "dated",
        "{who} has {task}",
        "an appointment",
    ),
)
