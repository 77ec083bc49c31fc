"""Whom a message goes on to tell of that names nobody: 想给我爸买个礼物, and then 今年七十了，喜欢钓鱼."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from octomem.agents.reading.chinese.clauses import MAX_READ, passages
from octomem.agents.reading.chinese.kin import CLOSE, FORM, NOUNS, PEOPLE, PET_FORM, is_animal
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.subjects import Scene, Subject, another
from octomem.agents.reading.reading import LASTING, Claim, Dropped, Sentence, Statement
from octomem.agents.reading.subjects import Left, Referents
from octomem.turn import Role, Turn

_AT_ONCE = timedelta(hours=1)
"""Within which a message goes on with the one before it."""
_SELF = "(?:[我俺咱]|本人)"
_OWN = rf"{_SELF}们?家?里?的?(?:那[个位只条]?)?"
_LED = "(?:大学|高中|初中|小学|公司|隔壁|楼[上下]|对门|新来?的?|老|主治|[大小二三亲好](?=[姐妹哥弟叔姨姑舅]))*"
_NO_MORE = "(?![们号证粮砂窝厂毛圈]|咪粮|子)"
_MENTIONED = re.compile(
    rf"(?P<own>{_OWN}){_LED}(?P<kin>{FORM}){_NO_MORE}"
    rf"|(?<![的他她你您它谁这那])(?:家里?的?)?{_LED}(?P<bare>{'|'.join(sorted({*CLOSE, *(each for each in PEOPLE if len(each) > 1)}, key=len, reverse=True))}"
    rf"|(?<=家里)(?:{PET_FORM}))(?:们(?=.))?{_NO_MORE}"
)
"""Somebody of the speaker's, wherever a message has them."""
_THEIRS = re.compile(rf"(?:家里?)?的?(?P<kin>{FORM}){_NO_MORE}")
"""Somebody of theirs: 我闺蜜家的猫."""
_TOLD_OF = re.compile(
    rf"(?:^|[，。！？；：、,.!?\s]|[给帮替为带陪接送见]|有一?[个位]|约了|碰[到见]|遇[到见]|[今昨前]天|早上|晚上|刚刚?|最近|听说|其实|原来|现在|[这那]个|隔壁|邻居家?|{_OWN})$"
)
"""What stands before whom a message tells of, and not before whom somebody is with or thinks of: 跟表哥, 想我妈."""
_TO_SPEAKER = re.compile(
    "(?:也|都|又|还|老|总|非|天天|[今昨]天|刚|一直|就|突然)*(?:说(?!话)|催|骂|嫌|让|劝|逼|问|夸|怪|推荐|介绍|请(?!假)|约|叫(?=[起回去来帮]))"
)
"""What somebody does to the speaker, of whom the next message may be as well: 我妈催婚."""
_FOR_ANOTHER = re.compile(
    rf"{_SELF}(?:也|又|刚|正|就|最近|今天|昨天)*(?:想|要|得|打算|准备|在)?(?:给|帮|替|为|带|陪|接|送|约|见)|(?:^|[，。！？；：、,.!?\s你您]|请|麻烦|能不能|可以)(?:帮|给|替)[我俺]"
)
"""The speaker as who does something for somebody, of whom the message is."""
_INTRODUCES = re.compile(
    r"\W*(?:(?:名字|大名|小名|名)?叫(?![我你您他她它醒起])|姓|是一?[个只位条]|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|(?:今年|马上|明年|快|都|才|刚|已经|虚岁|一岁|\d+年的)*[\d一二两三四五六七八九十百]+(?:多|来)?(?:个多?月|周岁|岁|了(?![，。]?[一二三四五六七八九十\d])))"
)
"""How a message begins that tells who somebody is: 叫豆豆, 今年七十了. Of anything else nobody can tell, and most is the speaker's."""
_SPEAKS = re.compile(_SELF)
_GETS_PET = re.compile(
    rf"[养有买捡抱][了到着来回]*[一两几]?[只条头匹个][^，。]{{0,4}}?(?:{PET_FORM})"
)
"""Whose animal the next message may be of as well as of whom this one is."""
_ASKS_YOU = re.compile("[你您]")
_ASKS_HEALTH = re.compile(
    "(?:[吃用服打]|开了?)[的过]?(?:什么|啥|哪种|哪些|几种)药|(?:多大|几岁|多少岁|年纪|身体|症状|过敏|病史|血压|血糖|检查)[^。！？?]{0,10}[？?]$"
)
"""What the agent asks of whom the message before told of, and not of who answers: 现在用什么药？"""


def dropped(turn: Turn, referents: Referents) -> Dropped | None:
    """Return of whom the words of a turn are that name nobody; None where they are the speaker's."""
    left, referents.left = referents.left, None
    if turn.role is not Role.USER:
        asks = turn.role is Role.ASSISTANT and _ASKS_YOU.search(turn.text) is not None
        if left is not None and not asks:
            asked = left.asked or _ASKS_HEALTH.search(simplified(turn.text)) is not None
            referents.left = replace(left, asked=asked)
        return None
    if left is None or left.actor != turn.actor or turn.occurred_at - left.at > _AT_ONCE:
        return None
    if not left.asked and _INTRODUCES.match(turn.text) is None:
        return None
    referents.left = replace(left, asked=False)
    sentence, end = _named_first(turn, left.shown)
    who = left.who
    if who is None:
        return Dropped("", sentence, end)
    return Dropped(who.name, sentence, end, left.shown, of_animal=who.type == "animal")


def left_by(referents: Referents) -> Subject | None:
    """Return whom the message before was about, where that is clear."""
    left = referents.left
    return Subject(left.who, left.shown) if left is not None and left.who is not None else None


_TREATS = frozenset({"医生", "大夫"})
"""Who treats whom a message tells of, and whom it does not turn to: 上个月医生又给加了药."""


def _named_first(turn: Turn, shown: str) -> tuple[int, int]:
    """Return the sentence and the place in it where a turn first names the speaker, whom the one before told of, or somebody of theirs."""
    at = 0
    for at, passage in enumerate(passages(turn.text)):
        text = simplified(passage.verbatim)
        again = re.finditer(re.escape(simplified(shown)), text) if shown else ()
        named = (m for m in _MENTIONED.finditer(text) if (m["kin"] or m["bare"]) not in _TREATS)
        found = [*_SPEAKS.finditer(text), *named, *again]
        if found:
            return at, min(each.start() for each in found)
    return at + 1, 0


def is_nobodys(statement: Statement, left: Dropped | None, sentences: Sequence[Sentence]) -> bool:
    """Tell what lasts and would be given to the speaker, of whom a message says nothing that tells of somebody else."""
    if left is None or not statement.first_person:
        return False
    if statement.claim not in LASTING | {Claim.NAME, Claim.NICKNAME, Claim.EVENT}:
        return False
    said = sentences[statement.sentence].text if statement.sentence < len(sentences) else ""
    return left.covers(statement.sentence, max(said.find(statement.object), 0))


def note(turn: Turn, scene: Scene, found: Sequence[Statement]) -> None:
    """Remember whom a turn told of, for the next one that names nobody.

    Where it told nothing of whom the one before was about, it is not clear that the next one does.
    """
    text = simplified(turn.text[:MAX_READ])
    people = {each.who.name: each for each in _mentioned(text, scene)}
    topic = another(scene.topic)
    if topic is not None:
        people.setdefault(topic.who.name, topic)
    for each in people.values():
        if each.who not in [known.who for known in scene.referents.people]:
            scene.note(each, each.role[1])
    scene.referents.left = None
    if people:
        one = next(iter(people.values())) if len(people) == 1 and _is_clear(text) else None
        if one is not None and topic is scene.left and one is topic and not found:
            one = None
        who, shown = (one.who, one.shown) if one is not None else (None, "")
        scene.referents.left = Left(who, shown, turn.actor, turn.occurred_at)


def _mentioned(text: str, scene: Scene) -> Iterator[Subject]:
    """Yield who of the speaker's a text mentions, by name where they have one."""
    for match in _MENTIONED.finditer(text):
        word = match["kin"] or match["bare"]
        noun = NOUNS[word]
        relative = scene.of_speaker(noun, word, "animal" if is_animal(noun) else "person")
        theirs = _THEIRS.match(text, match.end())
        if theirs is not None:
            noun, word = NOUNS[theirs["kin"]], theirs["kin"]
            kind = "animal" if is_animal(noun) else "person"
            relative = scene.possessed(relative, noun, word, kind)
        called = scene.referents.names.get(relative.who.name, set())
        yield scene.named(next(iter(called))) if len(called) == 1 else relative


def _is_beside(text: str, found: re.Match[str]) -> bool:
    """Tell whom a text mentions and is not about."""
    before = text[: found.start()]
    if not _TOLD_OF.search(before):
        return True
    return not before.endswith(("给", "帮", "替", "为")) and bool(
        _TO_SPEAKER.match(text, found.end())
    )


def _is_clear(text: str) -> bool:
    """Tell a message that is of whom it mentions, and neither of the speaker nor what is done to them."""
    found = list(_MENTIONED.finditer(text))
    if _GETS_PET.search(text) or any(_is_beside(text, each) for each in found):
        return False
    rest = _FOR_ANOTHER.sub("", _MENTIONED.sub("他", text))
    return _SPEAKS.search(rest) is None
