"""Chinese sentences and clauses, each with how it is meant: fact, question, hearsay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from octomem.agents.fences import find_fences
from octomem.agents.reading.chinese.kin import FORM, NAME_WORD
from octomem.agents.reading.chinese.occupations import JOB
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.slips import SLIP
from octomem.agents.reading.chinese.words import LONGEST_RUN

MAX_READ = 10_000
"""Characters of one turn that are read; the rest is kept verbatim only."""

_END = re.compile(r"[。！？!?\n]+|[；;…~\uff5e]+|(?<=[\u4e00-\u9fff])\.+(?=\s|$|[\u4e00-\u9fff])")
_EMOJI = r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200d]"
_APART = re.compile(
    rf"(?<=[了吧哈啊呢])[：:]|[：:](?=我(?!的|们))|[，,（）()【】]|{_EMOJI}+|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])"
    rf"|(?<=[嘛呢哈啊呀])(?={NAME_WORD})"
    r"|(?<=不[抽吸]烟)(?=[也又]?不[喝沾碰赌])|(?<=不[喝沾碰]酒)(?=[也又]?不[抽吸赌])|——+|(?<=了)(?=还在|还是|又在|现在|正在)|(?=你(?:忘了|知道的|懂的))|(?=(?:但是|不过(?!敏|期|去|来|分|瘾|时|户)|(?<!^[我你您他她])(?<![，,。！!？?\s][我你您他她])(?<!人家)可是|而且|所以|因此|另外|并且|于是)[^，])"
)
_MASKED = re.compile(
    r"(?:https?://|www\.)[^\s\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]+|[\w.+-]+@[\w-]+(?:\.[A-Za-z0-9-]+)+|⟦[^⟧]*⟧|`[^`\n]*`"
    r"|\d[\d,.]*\d",
    re.ASCII,
)
"""Stretches whose marks end no sentence."""
_QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
_SPOKEN = re.compile(
    r"(?:[:：]|[说写道念喊](?:的是)?[，,]?)\s*(?P<said>[“\"「『](?=[^”\"」』]*[，,。！!])[^”\"」』]{8,}[”\"」』])"
)
"""What is quoted at length after a colon or a verb of saying: somebody else's words, or a text's."""
_TELLS = re.compile(r"[她他](?:又|还|也|刚|跟我|告诉我|昨天|今天)*说")
"""Who tells something, and goes on to be told of: 她说要裱起来，她最爱喝乌龙茶."""

_OPENING = re.compile(
    r"(?:(?:哥们儿?|兄弟们?|姐妹们?|家人们|宝子们?|朋友们|各位|老铁们?|大家伙|亲们?|额|喂|救命|卧槽|我靠|天呐|妈呀)(?=[我今你现刚这，,! ！]|$)|还有(?=[上从昨今去前我她他明]|周[一二三四五六日天末]|下(?:周|个?月)|后天|那)|其实|说实话|老实说|说真的|讲真的?|顺便(?:说|提)一?下?|另外|而且|并且|但是|但(?!愿)|不过(?!敏|期|去|来|分|瘾|时|户)|可是|然而|因为|所以|因此|于是|"
    r"总之|反正|话说|我?[跟同和]你(?:们)?(?:说|讲)(?:一声|一下|[个件]事儿?)?|(?:通知|告诉)你(?:们)?(?:一声|一下|[个件]事儿?)?|提一下|补充一下|对了|对(?=[，。！!,]|$)|是的|是啊|是呀|没错|嗯+|哦+|噢|哎呀?|唉|呃|诶|啊|"
    r"哈哈+|嘿嘿|呵呵|哇|你好|您好|大家好|嗨|哈喽|hi|hello|更正一下|纠正一下|(?:我)?(?:刚才|刚刚|上次|之前)?(?:说|打|写|记|搞|弄)错(?:字)?了|口误|不对|准确地?说|应该说|"
    r"(?:医生|大夫|医院|体检报告|检查结果|化验单|体检)(?:说是?|告诉我|显示|诊断|查出)(?:来|了|说)?(?:是)?(?=我|[左右双]|膝|腰|颈|肩|胃|肝|肺|肾|甲状腺|乳腺|血|心|骨|贫血|轻度|中度|重度|慢性|高|低|糖|脂肪|他|她|有|得了|孩子|宝宝|奶奶|爷爷)|没有?(?=，)|(?:不是){1,3}(?=，)|(?:医生|老师|大夫)?您?好(?=，)|那(?=我)|要说(?=[我最])|我(?:刚才|刚刚|之前|上次)?(?:说|讲|提到?)的(?:那个)?(?=[\u4e00-\u9fff]{2,4}是我的?[^意])|论(?=最)|说到(?=最)|牛(?=[，。！!,]|$)|真的吗?(?=，)|[^，。我你]{0,12}?(?:记得|别忘了?|记住|记着|注意)(?=我(?:不[吃喝能沾碰]|对[^，。]{1,8}过敏|[^，。]{1,6}过敏|吃素|是素食|只[吃喝]))|ok|嘛)[，,\s]*",
    re.IGNORECASE,
)
"""Words that open a clause and say nothing."""

_PUTS_RIGHT = re.compile(rf"{SLIP}|不对|更正|纠正|准确地?说|其实|乌龙|不是.*是")
"""What puts right what was said."""
_TAG = re.compile(r"^(?:对吗|是吗|是不是|对不对|对么|没错吧|是么)$")
_INTERROGATIVE = re.compile(
    r"什么|(?<!不)怎么|怎样|哪|谁|为啥|干嘛|啥时|多少|多久|多大|多长|几(?:点|号|岁|月|时|个人|次|天)(?!后|前)|是不是|有没有|能不能|"
    r"可不可以|要不要|会不会|好不好|对不对|行不行|是否|还是.*[吗呢？?]|请问|知不知道|喜不喜欢|想不想|吗(?=，|$)"
)
_NO_QUESTION = re.compile(r"没什么|不管|无论|什么都|谁都|哪都|哪里都|怎么都")
_HYPOTHESIS = re.compile(
    r"如果|要是|假如|假设|假使|万一|若是|倘若|的话|就好了|但愿|想象|幻想|梦想着|要不是|多希望|比方说|举个例子|说不定|没准|也许|(?<!不)(?<!不太)可能|或许|大概(?![\d一二两三四五六七八九十百几])|^\s*我?有(?:[两俩三几]|2|3)[个种]?(?:选择|选项|方案|可能)(?:\s*$|[：:]|.*要么)|要么"
)
ADDRESSED = re.compile(r"(?:你|您|他|她|它|人家|别人)(?!.*我)")
"""How a clause begins that is about the listener, or about nobody who has a name."""
_TOPIC = re.compile(r"^(?:工作|学习|感情|生活|住|吃|身体|家里|爱好|学历|我|我们)(?:方面)?的话$")
"""What a sentence goes on to speak of, which is no condition."""
_HEARSAY = re.compile(
    r"听说|据说|传说|传闻|谣传|瞎传|造谣|(?:有人|都在|里人|都|在)传|传(?=我|他|她|说)|有人说|新闻(?:里|上|说)|报道|梦见|梦到|做梦|梦里|梦中|台词|剧情|(?:电影|小说|书|剧|游戏|漫画|动画|歌)[里中]|以为|"
    r"(?<![我小会能来可想学听])(?<!准确)(?<!确切)(?<!严格)(?<!话)(?<!要)(?<!再)说(?![我他她](?:$|，)|[\u4e00-\u9fff]{1,4}[语话](?:$|[、，,和跟])|出来|起来|白了|[个件]事|一声|一下|实话|真的|来|到|回|句|好了|正事|[英中日法德粤普汉话韩西俄广明服上海三两几多得过错漏秃岔实])|"
    r"(?<!我)(?:觉得|认为|告诉我|建议我|劝我|猜)"
)
_OWN_WORDS = re.compile(
    r"^(?:(?:医生|大夫|医院|检查报告|报告)(?:说|告诉我)(?:是)?(?=我|他|她|孩子|宝宝|奶奶|爷爷|[左右双]|膝|腰|颈|肩|胃|肝|肺|肾|甲状腺|乳腺|血|心|骨|贫血|轻度|中度|重度|慢性|高|低|糖|脂肪)|我?(?:又|都|差点儿?|一直|还|之前|上次|前面|前几天|这阵子)*(?:忘(?:了|记)?(?:来得及)?(?:跟|和|给)?你?们?(?:说|讲|提|告诉你们?)|(?<=一直)没(?:说|讲|提)|没(?:来得及|顾上|顾得上)?(?:(?:跟|和|给)你们?(?:说|讲|提)|告诉你们?))(?:过|了)?$|我(?:想|要)?(?:说|觉得|认为)|(?:之前|先前|上次|上回|前阵子|前几天|那天|刚才|刚刚|昨天)?我?(?:之前|上次|刚才)?(?:跟|和|给)你们?(?:说|讲|提)|告诉你们?|老实说|说(?:起来|到))"
)
_JOKE = re.compile(
    r"开(?:个|你)?(?:玩笑|玩笑的)|骗你(?:的|们)|逗你(?:的|玩)|才怪|瞎说的|胡说的|闹着玩|(?:电影|小说|剧|游戏|漫画|动画|歌)[里中]?的?(?:台词|情节|对白)[。！!~]*$"
)
_CHARACTER = re.compile(
    r"(?:主角|男主(?!人)|女主(?!人)|主人公|反派|[男女]?配角|(?:小说|故事|剧本|漫画)[里中]?的?(?:角色|人物))(?:的?名字)?(?:叫|名叫)(?!一个名字)"
)
"""How somebody brings up one who is only in a story: 我写的小说主角叫李雷."""

_JOKED = re.compile(
    r"\s*(?:哈|嘿)*我?(?:开(?:个)?玩笑的?|逗你的?|骗你的?|瞎说的|闹着玩的?)[啦了哈呢]?[，,。！!~\s]+(?=我(?!是))"
)
"""What takes back as a joke what was said before: 开玩笑的，我开的是宝骏."""
_STRANGER = re.compile(
    rf"(?![^，]*(?:[我俺咱](?![们家的])|明[天早晚]|下周|[名也]?叫|姓|帮|介绍|推荐))[^，。的]{{0,12}}?(?:(?:[来进闯冲跑溜混招雇调派][进来过到]{{0,2}}了)[一两三几]?[个位名群伙帮]|有(?:[一两三几]?[个位名群伙帮]|(?=人)))"
    rf"[^，。你他她]{{0,12}}?(?:人|员|客|贼|小偷|骗子|工|伙计|小伙子?|姑娘|师傅|[男女老]的|大[爷妈哥姐叔]|老头|老太太?|警察|民警|领导|同事|{JOB})[^，。]{{0,10}}"
)
"""How somebody without a name comes up, who does what follows: 店里进了个贼，把钱拿走了; 有人撞了我的车，跑了."""
_OF_STRANGER = re.compile(
    r"(?:就|又|还|也|直接|突然|然后|结果|趁[^，。趁]{1,4}+)*(?:把[^，。]{1,10}(?:走|偷|撞|砸|抢|骗|打|弄|摔)|[拿偷抢骗撞砸]|跑(?!步)|溜|逃|走了|送去|送到|送医|吃了|喝了|月薪|工资|底薪|[干做待呆]了?不?到?[一两三四五六七八九十半几\d]+个?[天周月年])"
)
"""What plainly goes on with them, as no journey, house or work of the speaker's does."""
_NO_STRANGER = re.compile(rf"[我俺咱]|^(?:就?是|名?叫|姓)|(?:{FORM})|要|得|记得|明天|下周")
"""What a clause has that is of somebody else, or of whom the clause before brought up by what they are."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two commas."""

    text: str
    """Simplified, without opening words; what patterns look at."""
    verbatim: str
    """The same characters as they were written."""
    is_question: bool
    is_unreal: bool
    """Under a condition, imagined or only possible."""
    is_hearsay: bool
    """Somebody else's words or opinion, or what somebody without a name does."""
    corrects: bool
    """Opened as something that puts right what was said."""
    start: int = 0
    """Where `verbatim` begins in its sentence."""

    @property
    def end(self) -> int:
        """Where `verbatim` ends in its sentence."""
        return self.start + len(self.verbatim)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its clauses."""

    verbatim: str
    is_question: bool
    clauses: tuple[Clause, ...]


def passages(text: str) -> Iterator[Passage]:
    """Yield the sentences of a turn in order; code, quoted lines and jokes are left out."""
    text = _blanked(text[:MAX_READ])
    plain = simplified(text)
    joke = _JOKE.search(plain, _joked(plain)) is not None
    masked = _MASKED.sub(lambda found: "x" * len(found.group()), plain)
    start, staged = 0, False
    marks = [*_END.finditer(masked), None]
    for mark in marks:
        end = mark.start() if mark else len(plain)
        if plain[start:end].strip():
            asked = mark is not None and bool(set("?？") & set(mark.group()))
            closing = text[start : mark.end() if mark else end].lstrip()
            first = (mark.end() if mark else end) - len(closing)
            said, of_he = (text, plain, masked), plain[start:end].lstrip()[:1] in set("他她它")
            staged = (staged and of_he) or _CHARACTER.search(plain, start, end) is not None
            found = () if joke else _clauses(said, start, end, asked, staged=staged)
            clauses = tuple(replace(clause, start=clause.start - first) for clause in found)
            is_question = asked or (bool(clauses) and clauses[-1].is_question)
            yield Passage(closing.rstrip(), is_question, clauses)
        start = mark.end() if mark else end


def _joked(plain: str) -> int:
    """Return where a text goes on that begins by taking back what was said before it."""
    match = _JOKED.match(plain)
    return match.end() if match is not None else 0


def _blanked(text: str) -> str:
    """Blank out code and quoted lines, and keep every position."""
    spans = [(fence.start, fence.end) for fence in find_fences(text)]
    spans += [match.span() for match in _QUOTED.finditer(text)]
    spans += [match.span("said") for match in _SPOKEN.finditer(text)]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _clauses(
    written: tuple[str, str, str], start: int, end: int, asked: bool, *, staged: bool
) -> Iterator[Clause]:
    """Yield the clauses between two places of a text, given as it is, simplified, and masked.

    Where they begin is counted from the text's start. What is told of somebody in a story is unreal, in the sentences
    behind it that begin with "he" too (`staged`).
    """
    text, plain, masked = written
    spans = list(_spans(masked, start, end))
    tagged = bool(spans) and _TAG.match(plain[spans[-1][0] : spans[-1][1]]) is not None
    unreal, hearsay, corrects = staged, False, False
    teller, stranger = "", False
    for place, (first, last) in enumerate(spans):
        whole = plain[first:last]
        unreal = unreal or (_HYPOTHESIS.search(whole) is not None and not _TOPIC.match(whole))
        unreal = unreal or _CHARACTER.search(whole) is not None
        told = _HEARSAY.search(whole) is not None and _OWN_WORDS.match(whole) is None
        teller = whole[:1] if told and _TELLS.match(whole) else teller
        hearsay = told or (hearsay and not (teller and whole.startswith(teller)))
        goes_on = _OF_STRANGER.match(whole) is not None and not _NO_STRANGER.search(whole)
        stranger = stranger and goes_on
        if last - first > LONGEST_RUN:
            continue
        corrects = corrects or _PUTS_RIGHT.search(whole) is not None
        is_last = place == len(spans) - 1
        question = tagged or (asked and is_last) or _asks(whole)
        inner = _opened(plain[first:last] + ("，" if not is_last else ""))
        begin = min(first + inner, last)
        if begin < last:
            words = plain[begin:last], text[begin:last]
            yield Clause(*words, question, unreal, hearsay or stranger, corrects, begin)
        stranger = stranger or _STRANGER.fullmatch(whole) is not None


_RUN_ON = 24
"""Characters without any mark from which on words alone tell clauses apart."""
_BY_WORDS = re.compile(
    r"(?<=[了的呀啊呢吧嘛么哦吗啦])(?=(?:(?<!的)我(?!们?的)|(?<!的)[你他她](?!们?的)|帮我|前天|前两天|前几天|上次|上回|昨天|今天|现在|后来|那我|那你|礼拜|星期|顺便|之前|以前|从来|每天|天天|平时|一直|上周|上个?月|去年|今年))"
    r"|(?<![在到从是我你他她的比跟和])(?=(?:现在|后来|然后|但是|结果|所以)[^是的在，])|(?=我(?:从?[\dx]{4}年|[\dx]+月|那年))"
    r"|(?<=[\u4e00-\u9fff]{4})(?<![在到从是我你他她它的比跟和同给让叫帮替对被请陪等问找教骂打说得看为向把逼劝怕，])(?=我(?:开心|高兴|想|要|都|也|还|又|很)|你(?:说|看|帮|觉得))|(?<=[说讲写打记搞弄看听][错混岔]了)|(?<=[呀啦])(?=[\u4e00-\u9fff]{3})|(?<=了)(?=在[^，]*(?:大学|学院|[师理工科]大|公司|医院|厂)|住在)"
)
"""Where one who writes no marks begins to tell something else."""


def _spans(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    marks = list(_APART.finditer(masked, start, end))
    if end - start >= _RUN_ON and not marks:
        marks = list(_BY_WORDS.finditer(masked, start, end))
    for mark in marks:
        yield from _trimmed(masked, position, mark.start())
        position = max(position, mark.end())
    yield from _trimmed(masked, position, end)


def _trimmed(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    marker = re.compile(r"[ \t\u3000]*(?:[-*\u2022]\s+|\d{1,2}[.、)](?!\d)\s*)?").match(
        masked, start, end
    )
    start = marker.end() if marker else start
    while end > start and masked[end - 1] in " \t\u3000：:":
        end -= 1
    if start < end:
        yield start, end


def _opened(text: str) -> int:
    """Return how many characters at the beginning say nothing."""
    position = 0
    while (match := _OPENING.match(text, position)) and match.end() > position:
        position = match.end()
    return position


_TOLD_ON = re.compile(r"[着在了还挺很可才没不有正刚呵]|怎|^等")
"""What a clause has that ends with 呢 and asks nothing: 我还在南京待着呢."""


def _asks(text: str) -> bool:
    if re.search(r"(?:吗|么)$", text):
        return True
    if re.search(r"(?<!^[我他她])呢$", text) and not _TOLD_ON.search(text):
        return True
    return _INTERROGATIVE.search(text) is not None and _NO_QUESTION.search(text) is None
