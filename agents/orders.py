"""Standing orders to an agent: by their wording ("never the back row", "from now on …"), and by what the encoder takes for one."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.persona import named
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.reading import Reading
from octomem.agents.reading.remarks import PLACEHOLDER
from octomem.agents.remarked import says_nothing

_RULE = re.compile(
    r"(?:^|[,;:.!(-] ?|\b(?:and|but|also|so|please|pls|plz|just|n|oh) )"
    r"(?P<rule>(?:please |pls |plz )?(?:always|never ever|never|don't ever|do not ever|dont ever)"
    r" (?P<next>[\w'\u2019-]+)(?:(?!,? (?:n |and |but )?(?:always|never|don't|dont)\b)[^.!?;])*)",
    re.IGNORECASE,
)
_HENCEFORTH = re.compile(
    r"\b(?:from now on|from here on|going forward|in (?:the )?future|for (?:the )?future|"
    r"next time|every time|each time|whenever|for next time)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?:^|[,:;.] ?|\b(?:please|pls|plz|on|time|future|forward|could (?:you|u)|can (?:you|u)|also|and)"
    r" )(?:please |pls )?"
    r"(?:answer|reply|respond|write|speak|talk|call|address|use|keep|avoid|give|explain|include|format|"
    r"add|treat|cite|summari[sz]e|translate|start|end|begin|stop|ask|show|send|tell|remind|credit|"
    r"mention|put|sign|greet|check|quote|round|convert|limit|book|order|prefer|spell|lay off|drop|"
    r"skip|leave|make|list|copy|cc|mark|label|name|wrap|be|do|don't|dont|do not|no|only|round)\b",
    re.IGNORECASE,
)
_WRITTEN = (
    r"(?:emojis?|smileys|comments?|notes|docstrings?|summar(?:y|ies)|links?|examples?|explanations?|disclaimers?"
    r"|warnings?|advice|suggestions?|alternatives?|tips|answers?|lists|headings?|bullets?|code|caveats?|apologies"
    r"|exclamation marks|hashtags?|footnotes?|sources|recommendations?|intros?|introductions?|jokes|questions)"
)
"""What an assistant adds to what it writes."""
_FORBIDDEN = re.compile(
    r"(?:^|[,;:.!] ?|\b(?:and|but|also|so|please|pls) )"
    r"(?P<rule>(?:please |pls )?(?:don't|dont|do not|stop|no need to|avoid|no more) "
    r"(?:apologi[sz]\w+|us(?:e|ing)|call(?:ing)? me|writ(?:e|ing) (?:in|to me)|recommend\w*|suggest\w*|"
    r"(?<=stop )(?:writing|asking me|telling me to|repeating|mentioning|linking|quoting) |"
    rf"(?<=stop )(?:adding|giving me|offering)(?: me)?(?= (?:\w+ ){{0,2}}?{_WRITTEN}\b)|"
    r"generat\w+|address\w* me|say(?:ing)?|emojis?|explain\w* (?:the|every)|sugar-?coat\w*|"
    r"add(?:ing)? (?:emojis|comments|notes|docstrings)|include|includ(?:e|ing)|wrap\w*|swear\w*)[^.!?;]*)",
    re.IGNORECASE,
)
_REACHING = r"(?:call|ring|phone|text|e-?mail|message|write|whatsapp|dm)"
_REACHED = re.compile(
    rf"(?:^|[,;:.!] ?|\b(?:and|but|also|so) )(?P<rule>(?:please |pls )?{_REACHING}(?: me)?(?: instead)?(?:,| and| but)? (?:please )?(?:don['\u2019]?t|do not|never|not) {_REACHING}(?: me)?)\b(?!['-])",
    re.IGNORECASE,
)
"""How somebody is to be reached: "ring, don't email"."""
_UNASKED = re.compile(
    r"(?:^|[,;:.!] ?|\b(?:and|but|also|so|please|pls) )"
    r"(?P<rule>(?:please |pls )?(?:(?P<none>[a-z]+ (?:nothing|nobody|no one))|(?:don't|dont|do not|never) (?:ever )?[a-z]+(?: \w+){1,4}?)"
    r",? (?:without (?:asking|checking|telling|my|me|running|confirming|consulting)|(?:before|unless|until) (?:you(?:'ve| have)? (?:ask|check|clear|told|confirm|run)\w*|asking|checking|I(?:'ve| have)? (?:ok|okay|approv|confirm|agree|sa[iy])\w*))\b[^.!?;]*)",
    re.IGNORECASE,
)
"""What may not be done unasked: "book nothing without asking me first"."""
_STYLE = re.compile(
    r"\b(?:keep|make|want|need|like|prefer)\b(?: \w+){0,2} (?:answers|replies|responses|messages|"
    r"e-?mails|summaries|explanations|comments|notes|drafts)\b[^.!?;]*"
    r"\b(?:short|brief|concise|friendly|formal|informal|simple|plain|polite|under|without|no|in|as|to)\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\bI(?:['\u2019]d| would)? (?:rather )?(?:like|want|need|prefer|love|have)\b(?:,? \w+){0,7}? (?:answers|replies|responses|explanations|summaries)\b(?! (?:from|of|by) (?:my|our|his|her|their|the|them|people)\b)",
    re.IGNORECASE,
)
"""What somebody wants of an agent's words: "I'd like longer, more detailed answers"."""
_PLAIN = re.compile(
    r"\b(?:please|pls) (?:always )?(?:simple|plain|short|brief) (?:words|answers|sentences|replies)\b",
    re.IGNORECASE,
)
_WHENEVER = re.compile(
    r"\b(?:when|whenever|if|any time|each time|every time) (?:you|u)(?:'re| are)? (?:ever )?(?:write|writing|reply|answer|"
    r"e?-?mail|code|book|send|draft|talk|speak|tell me|give me|show me|list|suggest|recommend|explain|cite|mention|translate|"
    r"summari[sz]e|format|order|generate|review|quote|plan)\b[^.!?]*?(?<!\bI)(?<!\bto)(?<!'ll)(?<!\bwe)(?<!\band)"
    r"[ ,]+(?:please |always |never |just )?(?:sign|use|stay|keep|write|make|put|add|avoid|don't|dont|do not|"
    r"include|start|end|copy|cc|answer|reply|check|ask|give|format|leave|choose|pick|go for|stick to|assume)\b"
    r".*",
    re.IGNORECASE,
)
"""What to do whenever the agent does something: "when you write code, use tabs"."""
_IN_CASE = re.compile(
    rf"\b(?:when|whenever|if) (?:it['\u2019]?s|it is) (?:(?:an? |the )?(?:instructions|letters?|e?-?mails?|texts?|messages?|{_WRITTEN}) )?for (?:(?!(?:i|he|she|we|they|you)\b)[\w'\u2019-]+ ){{1,3}}?(?:please |pls )?(?:always|never)"
    r" (?:answer|reply|respond|write|speak|talk|keep|explain|format|translate|sign|do|spell)\b[^.!?;]*",
    re.IGNORECASE,
)
"""What to do always when it is for somebody: "when it's instructions for him always do them in Polish"."""
_IN_WHICH = re.compile(
    r"^(?:and |also )?(?:(?:code )?comments|commit messages|docstrings|answers|replies|variable names|"
    r"documentation|docs|e?-?mails|summaries|dates|prices|distances|units|temperatures) "
    r"(?:always |only |are )?(?:in|as) [\w./-]+(?: \w+){0,2}(?:,? (?:always|only|please|pls))?$",
    re.IGNORECASE,
)
"""A rule with no verb: "comments in English"."""
_FROM_NOW_ON = re.compile(
    r"^(?:and |also )?(?:(?:short(?:er)?|long(?:er)?|plain|simple) )?(?:(?:code )?(?:comments|examples|snippets)|commit messages|docstrings|answers|replies|documentation"
    r"|docs|e?-?mails|summaries|lists|tables|recipes(?= in\b)|dates|times|prices|amounts|distances|(?:metric |imperial )?units|weights|temperatures|(?:british|american) (?:spelling|english))"
    r"(?: (?:in|as|with|without) [\w./-]+(?: (?!(?:go|goes|went|rise|rose|fell|are|is|was|were|have|had|will)\b)\w+){0,2}?)?,? (?:from (?:now|here) on|going forward|always|every time|at all times)(?:,? (?:please|pls|plz))?(?=$|,? and )",
    re.IGNORECASE,
)
"""A rule with no verb that begins now: "prices in euros from now on please"."""
_MUST = re.compile(
    r"^(?!(?:it|this|that|which|he|she|they)\b)(?:so |and |also |oh )?[\w' -]{3,40}? (?:is|are|'s) (?:an? )?(?:absolute )?"
    r"(?:must(?:-have)?|deal-?breaker|no-go|non-negotiable)\b(?: for me)?",
    re.IGNORECASE,
)
"""What has to be, or must not: "decent wifi is a dealbreaker"."""
_NO_ORDER = frozenset(
    [
        "mind",
        "again",
        "wanted",
        "was",
        "were",
        "been",
        "had",
        "seen",
        "heard",
        "knew",
        "thought",
        "did",
        "made",
        "said",
        "told",
        "gave",
        "found",
        "took",
        "left",
        "went",
        "came",
        "saw",
        "got",
        "felt",
        "loved",
        "tried",
        "forgot",
        "met",
        "ate",
        "have",
        "has",
        "will",
        "would",
        "said",
        "knew",
        "too",
        "so",
        "more",
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "a",
        "am",
        "is",
        "are",
        "be",
        "happy",
        "good",
        "nice",
        "great",
        "fun",
        "worth",
        "know",
        "remember",
        "forget",
        "worry",
        "underestimate",
        "happened",
        "that",
        "this",
        "there",
        "gonna",
        "going",
        "gets",
        "goes",
        "quite",
        "really",
        "enough",
        "one",
        "easy",
        "hard",
        "give",
        "quit",
        "here",
        "try",
        "stop",
        "look",
        "let",
        "say",
        "lose",
        "doubt",
        "settle",
        "getting",
        "going",
        "trust",
        "liked",
        "understood",
        "imagined",
        "in",
        "on",
        "at",
        "with",
        "for",
        "one",
        "once",
        "fails",
        "loses",
    ]
)
"""What follows "never" and "always" in stories, moods and proverbs."""
_MOMENT = re.compile(
    r"\b(?:today|tonight|tomorrow|tmrw|yesterday|this (?:morning|evening|week|time|one)|yet|right now)\b",
    re.IGNORECASE,
)
_OF_TALK = re.compile(
    r"\b(?:it|them|this|that|these|those|us)\b|\bone\b(?= for\b|$|[,.])", re.IGNORECASE
)
"""Words that point at what is spoken of at the moment."""
_SOMEBODY = re.compile(r"\b(?:i|we|he|she|they|you|i'm|i've|my|our)\b", re.IGNORECASE)
_IF = re.compile(r"\b(?:if|unless|would)\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:said|says?|told|tells?|asked|asks|if|when|i|we|he|she|they|you|to|who)(?:'\w+)? $",
    re.IGNORECASE,
)
"""What makes a report of what follows: "they told us to order nothing without asking"."""
_SAYS = re.compile(
    r", (?:he|she|they|(?:my|our|the) \w+) (?:(?:always|kept|keeps) )?(?:said|says|saying|told|tells)(?: (?:me|us))?[.! ]*$",
    re.IGNORECASE,
)
"""What makes a report of what stands before it: "never mornings, he said"."""
_ECHO = re.compile(
    r"(?:always|never) (?:do|does|did|have|has|had|am|is|are|was|were|will|would|can|could)",
    re.IGNORECASE,
)
"""What agrees or denies and orders nothing: "always do", "never have"."""
_FOR_GOOD = re.compile(
    r"\b(?:(?:always|ever)(?=[ .!]*$)|only(?! (?:then|when|if|once)\b)|unless i)\b", re.IGNORECASE
)
_TO_ME = re.compile(r"(?!be\b).*\b(?:with|for|to) (?:me|us)\b(?! about\b)", re.IGNORECASE)
"""What says that something is wanted for good: "hints only", "no small talk with me"; "be honest with me" asks for a word now."""
_TO_AGENT = re.compile(
    r"(?:(?:only this|please|pls|plz|just|only|and|also|ok|so)[:,]? )*"
    r"(?:(?:talk|speak|answer|reply|respond)\b|always an? |(?:don['\u2019]?t|do not|never) (?:explain|talk|speak|tell|write|give|send|suggest|add)\b"
    rf"|(?:(?:no|just|only|short|brief|plain|simple) )*(?:small talk|jargon|hints|{_WRITTEN}),? (?:only|always|(?:with|for|to) (?:me|us)|unless i)\b)",
    re.IGNORECASE,
)
"""How words begin that are for an agent: what it does or writes; "wine with dinner only" is not."""
_THAT_GOES = re.compile(
    r"(?:that|the same|same) (?:goes|holds|applies|is true) for (?:every|any|all)", re.IGNORECASE
)
"""What makes an order of what stands before it: "short and friendly, that goes for everything"."""
_WHEN = re.compile(r"(?:when|whenever|if)\b(?! (?:you|u)\b)", re.IGNORECASE)
"""How what is told to everybody begins: "when it rains always take a coat"."""
_LIKED = re.compile(r"\bover\b.*\bany ?day\b", re.IGNORECASE)
"""What is liked better and orders nothing: "books over films any day for me"."""
_LASTING = re.compile(
    r"\b(?:always|never|ever|from now|whenever|when|every time|each time|future|only|by default)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:give|get|send|show|tell) (?:me|us) (?:an?|the|two|three|four|five|six|ten|\d+)\b",
    re.IGNORECASE,
)
"""What asks for a thing or some, which is had at once: "give me five names only"."""
_OWN = re.compile(r"\b(?:i|we|he|she|they|it|who)(?:'\w+)? (?:\w+ly )?$", re.IGNORECASE)


def orders(reading: Reading) -> Iterator[str]:
    """Yield the standing orders of a turn, each once, as it was said."""
    worded = list(_worded(reading))
    yield from worded
    amended = {each.sentence for each in reading.amends}  # "Lidl, not Aldi"
    for each in reading.orders:
        if each.sentence in amended:
            continue
        sentence = reading.sentences[each.sentence].text
        start = 0 if _THAT_GOES.match(sentence, each.start) else each.start
        said = _EDGE.sub("", " ".join(sentence[start : each.end].split()))
        is_new = not any(said in order or order in said for order in worded)
        is_plain = _is_no_order(said) or _STEPS.search(sentence, each.start) is not None
        if is_new and not is_plain and (_EVER.search(sentence) or not _ONCE.search(sentence)):
            yield said


def is_wished(words: str) -> bool:
    """Tell words in English that want something for good, if they are an order at all; "talk to me" wants nothing yet."""
    is_of_me = _TO_ME.match(words) is not None and words.count(" ") > 2
    if _WHEN.match(words) is not None or _SOME.search(words) is not None:
        return False
    is_for_good = is_of_me or _FOR_GOOD.search(words) is not None
    return _THAT_GOES.match(words) is not None or (
        is_for_good and _TO_AGENT.match(words) is not None
    )


def is_for_once(sentence: str) -> bool:
    """Tell what asks for some of something and not for good: "give me two examples"."""
    return _SOME.search(sentence) is not None and _LASTING.search(sentence) is None


def _is_no_order(said: str) -> bool:
    """Tell by its words what orders nothing, whatever it is worth: what others want, what somebody does."""
    return (
        PLACEHOLDER in said
        or _OTHERS.match(said) is not None
        or (_OWN_TALK.match(said) is not None and _TO_YOU.search(said) is None)
        or (" " not in said and said.isascii())
        or (has_han(said) and _BIDS.search(said) is None)
        or says_nothing(said)
        or bool(named(said))
        or _MOMENT.search(said) is not None
        or _LIKED.search(said) is not None
    )


_OWN_TALK = re.compile(
    r"(?:(?:i|we)\b(?!(?:'d|\u2019d)? (?:never |always |only |don't |dont |do not |would |really )*(?:want|need|prefer|expect|like|rather|insist)\b)|i'm\b|i've\b|my name\b|not\b|an? \w+$)",
    re.IGNORECASE,
)
"""How a message begins that tells what its writer does, is called or takes: "I don't smoke any more", "not Lidl", "a taxi"."""
_BIDS = re.compile(
    "[别勿不要请給给用写寫说說讲講叫放发發提推列标標按改打带帶留少多只把让讓得须須必禁都问問答回称稱]"
)
"""One of these is in whatever bids somebody do something in Chinese; 预算报告第九行 has none."""
_TO_YOU = re.compile(r"\b(?:you|u|your)\b", re.IGNORECASE)
_ONCE = re.compile(
    r"这(?:次|回|篇|段|份|封|个|张|首|几天|两天)|今天|今晚|我(?:现在)?(?:正|还)?在(?:开会|开车|面试|上课|忙)|先(?=[别不给])|简历|做法|炖|煮|煎|随口|随便"
    r"|(?:儿子|女儿|宝贝|老婆|老公|妈|爸)[，,]|(?:的话|的时候)$"
)
"""What makes it in Chinese a request for once, for others, or a recipe's."""
_EVER = re.compile("以后|今后|往后|每次|一律|凡是|永远|都要|从现在")
_OTHERS = re.compile(
    r"(?:(?:my|our|his|her|their|the) [\w -]{1,25}?|he|she|they|(?!I )[A-Z]\w+) (?:always |only |never )?"
    r"(?:wants?|likes?|prefers?|insists?|hates?|says?|said|told|asked|asks|expects?)\b"
    r"|(?:我|咱)?(?:们)?(?:妈|爸|奶奶|爷爷|姐|哥|弟|妹|老板|老师|领导|主管|经理|教练|同事|司机|助理|医生|公司|学校|客户|老公|老婆|朋友)\w{0,2}?(?:叫|让|要求|规定|说)"
    r"|我(?:叫|让|跟|对|告诉|要求)(?![你您])"
)
"""What others want, or are told: "my boss wants everything in bullet points", 我让司机以后早点到."""
_STEPS = re.compile("先[^\u3002\uff01\uff1f]*[\uff0c,](?:再|然后|接着|最后)")
"""What makes steps in Chinese of what has to be done, which are no order: 每次发版之前都要先跑测试，再备份."""


_EDGE = re.compile(
    r"^(?:(?:oh|and|but|so|also|yeah|well|ok|okay|btw|if(?= you (?:would|could)))\b[, ]*|对了[，, ]*)+|[\s.!,;:?\u3002\uff01\uff0c\uff1b\u3001]+$",
    re.IGNORECASE,
)
"""What leads to an order or ends it, and is no part of it."""


def _worded(reading: Reading) -> Iterator[str]:
    """Yield the orders that their wording tells, each from its verb on."""
    for sentence in reading.sentences:
        text = " ".join(sentence.text.split())
        asks = re.match(r"(?:could|can|would|will) (?:you|u)\b", text, re.IGNORECASE)
        if len(text) > 300 or '"' in text or (sentence.is_question and not asks):
            continue
        is_quoted = _SAYS.search(text) is not None
        whenever = _WHENEVER.search(text) or (None if is_quoted else _IN_CASE.search(text))
        if whenever is not None and not sentence.is_question:
            yield whenever.group().strip(" ,-")
            continue
        for found in _orders(text):
            if not is_quoted and not _MOMENT.search(found) and not _OF_TALK.search(found):
                yield found.strip(" ,-")


def _orders(text: str) -> list[str]:
    rules = [_rule(m) for m in _RULE.finditer(text) if _is_rule(m, text)]
    if rules:
        if _HENCEFORTH.search(text):
            parts = re.split(r",(?: (?:n|and))?\s+", text)
            rules += [p for p in parts if _REQUEST.match(p) and not _RULE.match(p)]
        alone = len(rules) == 1 and not _SOMEBODY.search(text)
        return [text] if alone and not _OF_TALK.search(text) else rules
    if forbidden := _forbidden(text):
        return [forbidden]
    hence, request = _HENCEFORTH.search(text), _REQUEST.search(text)
    if hence and request and not re.search(r"\bsays?\b", text):
        return [text[min(hence.start(), request.start()) :].lstrip(",:;. ")]
    if _MUST.search(text) and not _IF.search(text):
        return [text]
    plain = re.sub(r"\s*[.!:;]?-?[)(]?\s*$", "", text)
    if _IN_WHICH.match(plain) or _FROM_NOW_ON.match(plain):
        return [text]
    wanted = _STYLE.search(text) or (hence and _WANTED.search(text))
    return [text] if wanted or _PLAIN.search(text) else []


def _forbidden(text: str) -> str:
    """Return what an agent is not to do, or not unasked, and how nobody is to be reached; empty if nothing."""
    reached = _REACHED.search(text)
    if reached is not None:
        return reached["rule"]
    unasked = _UNASKED.search(text)
    if unasked is not None and not _TOLD.search(text[: unasked.start("rule")]):
        return unasked["rule"]
    forbids = _FORBIDDEN.search(text)
    if forbids is None:
        return ""
    return re.split(r",? (?:because |since |as |cos )?(?:I|it|they|we)\b", forbids["rule"])[0]


def _rule(match: re.Match[str]) -> str:
    """Return a rule without the clause of something else that follows it."""
    return re.split(r",? (?:and|but|cos|because) (?:it|that|they|he|she)\b", match["rule"])[0]


def _is_rule(match: re.Match[str], text: str) -> bool:
    word = match["next"].lower().replace("\u2019", "'")
    give_me = (
        word == "give" and match["rule"].lower().split()[-1] != "up" and " me " in match["rule"]
    )
    story = (word in _NO_ORDER and not give_me) or word.endswith("ed") or _is_told_of_others(word)
    before = text[: match.start("rule")]
    story = story or _ECHO.fullmatch(match["rule"].strip(" ,")) is not None
    return not story and not _OWN.search(before) and not _IF.search(before)


def _is_told_of_others(word: str) -> bool:
    """Tell "never picks up", of somebody, from "never use emojis", "always thousands"."""
    return word.endswith("s") and word in _THIRD


_THIRD = frozenset(
    [
        "picks",
        "gets",
        "goes",
        "makes",
        "takes",
        "says",
        "comes",
        "works",
        "looks",
        "feels",
        "needs",
        "wants",
        "likes",
        "loves",
        "hates",
        "eats",
        "does",
        "has",
        "is",
        "knows",
        "thinks",
        "asks",
        "answers",
        "calls",
        "forgets",
        "loses",
        "fails",
        "breaks",
        "runs",
        "seems",
        "gives",
        "brings",
        "ends",
        "starts",
        "stops",
        "leaves",
        "shows",
        "sleeps",
        "drinks",
        "talks",
        "complains",
        "wins",
        "plays",
        "helps",
    ]
)
