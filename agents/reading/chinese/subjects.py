"""Whom a Chinese clause is about: the speaker, their family, a name, or who was named before."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from octomem.agents.reading.chinese.kin import (
    CLOSE,
    FORM,
    NAME_WORD,
    NOUNS,
    PET_FORM,
    is_animal,
    kin_of,
)
from octomem.agents.reading.chinese.lexicon import COMMON, GIVEN, NO_NAMES, PET_NAME, SURNAMES
from octomem.agents.reading.chinese.occupations import FIELDS, JOB
from octomem.agents.reading.chinese.words import Word, is_common
from octomem.agents.reading.chinese.words import words as cut
from octomem.agents.reading.given_names import GIVEN as LATIN_GIVEN
from octomem.agents.reading.subjects import Referents, Who
from octomem.agents.reading.vocabulary import vocabulary

_MEN = vocabulary(
    "father brother husband boyfriend fiancé son grandfather uncle nephew father-in-law"
)
_WOMEN = vocabulary(
    "mother sister wife girlfriend fiancée daughter grandmother aunt niece mother-in-law"
)
_OF_COUPLES = vocabulary(
    "wife husband girlfriend boyfriend fiancé fiancée partner spouse son daughter child"
)
"""Who is whose is told by whom the clause before was about."""
_ELDERS = vocabulary(
    "mother father parents grandmother grandfather mother-in-law father-in-law aunt uncle boss mentor advisor doctor teacher landlord client coach therapist lawyer nanny"
)
_HONOURED = re.compile("(?:医生|大夫|老师|教授|主任|经理|阿姨|叔叔?|总)$")
"""Beside whom a partner or a child is the speaker's own: 我妈来了，女儿很开心."""
_GROUPS = {"项目": "project", "系统": "system", "服务器": "server", "数据库": "database", "网站": "website", "公司": "company", "学校": "school", "团队": "team", "部门": "department", "家": "family",
           "店": "shop", "单位": "company", "工作室": "studio", "小组": "team", "组": "team", "厂": "company"}  # fmt: skip
_OWN = {"车": "car", "生日": "birthday", "名字": "name", "手机": "phone", "电脑": "computer",
        "血型": "blood type", "身高": "height", "体重": "weight", "鞋码": "shoe size",
        "母语": "native language", "职业": "job", "工作": "job", "专业": "major", "爱好": "hobby",
        "兴趣爱好": "hobby", "兴趣": "hobby", "梦想": "dream", "偶像": "idol", "老家": "hometown",
        "家乡": "hometown", "故乡": "hometown", "籍贯": "hometown", "星座": "star sign", "年龄": "age",
        "昵称": "nickname", "英文名": "english name", "房子": "house", "工位": "desk", "时区": "time zone",
        "座右铭": "motto", "性别": "gender", "学历": "degree", "职位": "job title", "岗位": "job title",
        "宗教信仰": "religion", "国籍": "nationality"}  # fmt: skip
"""What somebody has one of, with the English noun it is kept by."""
_FAVOURITE = {"颜色": "colour", "食物": "food", "菜": "dish", "水果": "fruit", "电影": "movie",
              "书": "book", "歌": "song", "歌手": "singer", "季节": "season", "运动": "sport",
              "城市": "city", "动物": "animal", "游戏": "game", "作家": "author", "演员": "actor",
              "球队": "team", "乐队": "band", "饮料": "drink", "零食": "snack", "品牌": "brand"}  # fmt: skip

_FELLOWS = vocabulary(
    "男友 女友 男票 女票 领导 老板 上司 同事 闺蜜 发小 死党 室友 舍友 师傅 导师 房东 朋友 哥们 邻居 同学 同桌 师兄 师姐 学长 学姐 教练 前男友 前女友"
)
"""Who is the speaker's own, too, where a name follows."""
_SELF = r"我这个?人|我们?俩?|咱们?俩?|俺们?|本人|老头子我|老太婆我"
_BOSS = "(?:领导|老板|上司|主管|经理|组长|店长|站长|科长|护士长|车间主任)"
_GROUP = re.compile(
    rf"(?:我们?|咱们?|俺们?)的?(?P<noun>{'|'.join(sorted(_GROUPS, key=len, reverse=True))})(?![庭长人里经主])(?!的?{_BOSS})(?!(?<=家)(?:在|住|搬|迁|就|也|现在|目前|的?[大小二三]|的|娃|(?:固定|长期|一直|新)?[请雇找]的|{FORM}))"
    rf"|(?P<own>公司)(?=总部|有|在|叫|名叫|名字叫|是做|成立)"
)
_KIN = re.compile(
    rf"(?:我们?|咱们?|俺)(?:家)?的?(?:现在|目前|如今|眼下|这个?|那[个位]|另外?一?[个位]|一[个位])?(?:(?:一直|固定|长期|新)?[请雇找]的(?=保姆|月嫂|钟点工|护工|家教)|[大小二三亲好前](?=[姐妹哥弟叔姨姑舅])|大学|高中|初中|小学|研究生|公司|新|老|主治|(?:公司|部门|小?组|团队|科室?|班组|车间|店里?)的?(?={_BOSS})|小组|团队|隔壁|楼上|楼下|亲|小区|合租|最好的|直属|直接|顶头|的|签约|专职)?(?P<kin>{FORM})(?!们|号|证|粮|砂|窝|厂|毛|咪粮|(?<=[姨姑舅叔])子)(?P<role>)"
)
_TEAM = re.compile(
    r"(?:我们?|咱们?|俺们?)(?:公司|单位|部门|团队|项目组|小组|组|科室|车间|办公室|店|厂)(?:里|上)?(?:新来的|的(?:那个|新来的)?|那个)(?:同事)?(?=[\u4e00-\u9fffA-Z])"
)
"""How somebody is told of who works with the speaker, whose name follows: 我们部门的王磊."""
_YOURS = re.compile(rf"(?:你|您)家?的?(?P<kin>{FORM})(?!们|号|证|粮)")
_BARE_KIN = re.compile(
    rf"(?:新来?的?|现在?的?|现任|合租的?)?(?P<kin>{'|'.join(sorted(CLOSE, key=len, reverse=True))})(?!们|的)"
    rf"|(?:家里的?(?:那[只条])?)?(?P<pet>{PET_FORM})(?=叫(?!我|你|他|她|得|个|来|外卖))"
    rf"|家里的?(?:那[只条])?(?P<home>{PET_FORM})(?=叫|名|今年|才|已经|是|走|没|死|去|\d)"
    rf"|新(?:来的?)?(?P<boss>{_BOSS}|房东|室友|同事|邻居|班主任|导师|教练)(?=叫|姓|名叫|就?是[^这那什谁，]{{2,4}}$)"
    r"|(?P<role>(?:对象|同桌|师傅|组长|店长|站长|护士长)(?=叫|姓)|爱人|娃|宝宝|咨询师|心理医生|教练|班主任|导师|医生|房东|闺蜜)(?=叫|今年|才|刚|\d|姓|[一二两三四五六七八九十]+(?:个月|岁))"
)
_MENTIONED = re.compile(
    rf"(?:(?<=[给跟和陪带让替对帮被请])|(?<=[年月]的))(?P<kin>{'|'.join(sorted(CLOSE, key=len, reverse=True))})(?!们|的)"
)
_NAMED_KIN = re.compile(
    rf"(?<![的他她你您家谁它])(?P<kin>{'|'.join(sorted(CLOSE | _FELLOWS, key=len, reverse=True))})(?P<role>)(?!(?<=[姨姑舅叔])子)(?=[\u4e00-\u9fffA-Z])"
)
"""A relative with their name anywhere in a clause: 给女朋友小鹿转了钱."""
_FELLOW_AT = re.compile(
    rf"(?:大学|高中|初中|小学|前|老|好|隔壁组?的?|楼上|楼下|对门|合租的?)?(?P<kin>{'|'.join(sorted(CLOSE | _FELLOWS, key=len, reverse=True))})(?P<role>)(?=[\u4e00-\u9fffA-Z])"
)
"""The same where a subject begins: 同事小陈搬到佛山了."""
_CHAINED = re.compile(rf"(?:家里?)?的(?P<kin>{FORM})(?!们)(?P<role>)")
"""Somebody of somebody's: 我哥家的猫."""
_OF_NAMED = re.compile(
    rf"(?:的|家的?|[她他])(?P<kin>{FORM})(?!们)(?P<role>)"
    rf"|(?P<close>{'|'.join(sorted(CLOSE, key=len, reverse=True))})(?!们|的)"
)
_THEIRS = re.compile(rf"(?:家)?的?(?P<kin>{FORM})(?!们)(?P<role>)")
_OWNED = re.compile(
    rf"的?(?P<noun>{'|'.join(sorted(_OWN, key=len, reverse=True))})(?=是|叫|在|为|[:：]|\d|[A-Za-z]|[一二三四五六七八九十]|[^\w]|$|改|[换变调转搬从])"
)
_AT_HOME = re.compile(
    r"(?:我们?|咱们?)家里?(?:都|就|一直|平时|还是)*(?=[说讲][\u4e00-\u9fff]{1,4}[语话])|"
    r"(?:我们?|咱们?)?家里?(?:还|也|现在|一共|总共|又|刚|新|最近)*(?=(?:有|养|添|来了|多了|抱|捡|领养)(?![^，]*口))"
)
"""我家有一只猫: of the speaker, not of the family."""
_BARE_OWN = re.compile(
    r"(?P<noun>血型|身高|体重|鞋码|母语|籍贯|星座|兴趣爱好|爱好|职业|职位|岗位)(?=是|为|[:：]|\d|[A-Z]|[一二三四五六七八九十])"
    r"|(?P<changed>专业|工位|职位|岗位|座右铭|爱好)(?=[已经也又都]*(?:从[^，。]{1,8}?)?[换改变转调搬][成到为了])"
)
_MOST = re.compile(
    r"最(?:喜欢|爱|喜爱)(?:吃|喝|看|听|玩|用|读|追|去|逛)?的(?P<noun>[\u4e00-\u9fff]{1,4}?)(?=(?:现在|一直|还|依然|已经|以前|之前|原来|曾经|从前|一度|当然|永远|变成了?|换成了?)*(?:就?是)(?!什么)|从|变成|换成|改成|改为|$|嘛|呢|变|换|也变|也换)"
)
_CAPITAL, _SMALL = "A-Z\u00c0-\u00d6\u00d8-\u00de", "a-z\u00df-\u00f6\u00f8-\u017f"
"""Latin letters of names, with accents: José."""
_LATIN_NAME = re.compile(
    rf"阿?[{_CAPITAL}][{_CAPITAL}{_SMALL}]{{1,15}}(?: [{_CAPITAL}][{_SMALL}]{{1,15}})?(?:[{''.join(sorted(name for name in SURNAMES if len(name) == 1))}](?=[，住在是也说的搬下今昨去]|$))?(?![{_CAPITAL}{_SMALL}])"
)
_PREFIXED = re.compile(r"[小阿老大][\u4e00-\u9fff]")
TITLED = re.compile(
    rf"[{''.join(sorted(name for name in SURNAMES if len(name) == 1))}](?:工(?![作资程人地厂会具夫艺])|总(?![是之共算部监经结数体会裁统])|姐(?![姐夫妹])|哥(?![哥])|老师|主任|医生|大夫|教授|经理|律师|师傅|阿姨|叔叔?|嫂子?|姨(?![妈父夫])|婶|大姐|大哥|大爷|大妈|大叔|女士|先生|小姐|奶奶|爷爷|导(?![师致航演入出游管电购]))"
)
"""Somebody by surname and title: 马工, 胡主任."""
_FAMILIAR = re.compile(
    r"(?![大二三四五六七八九小老表堂帅师学亲空富款我你他她的那这位个叫喊某每一])[\u4e00-\u9fff][哥姐](?![哥姐夫妹们弟])"
)
"""Somebody by a part of their name: 宏哥."""
_DOUBLE = re.compile(
    rf"(?:{'|'.join(sorted(name for name in SURNAMES if len(name) == 2))})[\u4e00-\u9fff]{{1,2}}"
)
"""A surname of two characters and what follows it, which the segmenter cuts apart: 欧阳明哲."""
_BOTH = re.compile(
    "(?:他们|她们|她|他)?(?:俩人|两人|俩|两个人|两口子|小两口|夫妻俩)(?:现在|都|也)*(?=住|在|搬|去|回)"
)
_PRONOUN = re.compile(r"(?P<pronoun>[他她它])(?!们)")
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "nz", "nt"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as facts keep it and as a Chinese sentence says it."""

    who: Who
    shown: str
    """In the third person: "小梅的姐姐"."""
    alias: str = ""
    """The kinship that a named subject was introduced by: "阿强's sister" of 李娜."""
    alias_shown: str = ""

    @property
    def role(self) -> tuple[str, str]:
        """Return whose the subject is and what; both empty for nobody's."""
        of, _, role = (self.alias or self.who.name).rpartition("'s ")
        return of, role if of else ""


@dataclass(slots=True)
class Scene:
    """What the words of one turn may refer to."""

    actor: str
    referents: Referents
    others: Mapping[str, str] = field(default_factory=dict[str, str])
    """Who speaks or was named before, each a "person" or an "animal"."""
    shown: dict[str, str] = field(default_factory=dict[str, str])
    """How a canonical name is said: "马丽's mother" is 马丽的妈妈."""
    topic: Subject | None = None
    """Whom the sentence before was about, where it was somebody else: 我妹在北京。读大三。"""
    left: Subject | None = None
    """Whom the message before was about, as long as this one names nobody."""
    about: Subject | None = None
    """Whom the clause before was about, where it was somebody else: 阿莲结婚了，老公叫阿坤."""

    @property
    def known(self) -> set[str]:
        """Everybody who goes by a name, those of this turn too."""
        near = {each.who.name for each in self.referents.people if "'s " not in each.who.name}
        return near.union(self.others, *self.referents.names.values())

    def named(self, name: str) -> Subject:
        """Return somebody by name: a person, or the pet that they are known to be."""
        of = (each.who for each in self.referents.people if each.who.name == name)
        return Subject(next(of, Who(name, self.others.get(name, "person"))), name)

    def speaker(self) -> Subject:
        """Return the speaker as a subject."""
        return Subject(Who(self.actor, "person", first_person=True), self.actor)

    def of_speaker(self, noun: str, word: str, kind: str) -> Subject:
        """Return something or somebody of the speaker's."""
        return self.possessed(self.speaker(), noun, word, kind)

    def possessed(self, owner: Subject, noun: str, word: str, kind: str) -> Subject:
        """Return something or somebody of somebody's."""
        name, shown = f"{owner.who.name}'s {noun}", f"{owner.shown}的{word}"
        self.shown[name] = shown
        return Subject(Who(name, kind), shown)

    def note(self, subject: Subject, noun: str = "") -> None:
        """Remember a person or animal for the pronouns that follow."""
        who = subject.who
        if who.first_person or who.type not in {"person", "animal"}:
            return
        kin = kin_of(noun)
        gender = "m" if kin in _MEN else "f" if kin in _WOMEN else None
        others = [each for each in self.referents.people if each.who.name != subject.alias]
        self.referents.people = others  # a relative and their name are one
        self.referents.name(who, gender)
        self.shown.setdefault(who.name, subject.shown)

    def owner(self, noun: str) -> Subject:
        """Return whose a partner or a child is of whom nobody says it: 小刘在上海，老婆是护士."""
        if self.about is None or noun not in _OF_COUPLES or _HONOURED.search(self.about.shown):
            return self.speaker()
        of, role = self.about.role
        if role not in _OF_COUPLES:
            return self.speaker() if kin_of(role) in _ELDERS else self.about
        return self.speaker() if of == self.actor else self.called(of)

    def couple(self, about: Subject) -> Subject:
        """Return of whom 俩人 is told after somebody and their partner: the one the talk is about."""
        of, role = about.role
        return self.called(of) if role in _OF_COUPLES and of != self.actor else about

    def called(self, name: str) -> Subject:
        """Return somebody by the name that facts keep: "小刘" or "马丽's mother"."""
        return Subject(Who(name, "person"), self.said(name))

    def meant(self, pronoun: str) -> Subject | None:
        """Return whom 他, 她 or 它 means, None where that is not clear."""
        if pronoun == "它":
            animals = [each.who for each in self.referents.people if each.who.type == "animal"]
            who = animals[-1] if animals else None
        else:
            who = self.referents.person("he" if pronoun == "他" else "she")
        return Subject(who, self.said(who.name)) if who is not None else None

    def said(self, name: str) -> str:
        """Return how a name is said in Chinese."""
        if name in self.shown:
            return self.shown[name]
        owner, mark, noun = name.rpartition("'s ")
        word = next((word for word, english in NOUNS.items() if english == noun), noun)
        return f"{owner}的{word}" if mark else name


def another(subject: Subject | None) -> Subject | None:
    """Return a subject that is somebody, and not the speaker."""
    if subject is None or subject.who.first_person:
        return None
    return subject if subject.who.type in {"person", "animal"} else None


def subject_at(  # noqa: PLR0911 - one form after the other
    text: str, position: int, words: Sequence[Word], scene: Scene
) -> tuple[Subject | None, int]:
    """Return whom the clause is about from `position` on, and where the rest begins.

    None with the same position where no subject is said; None with -1 where the clause is
    about something that facts are not kept of.
    """
    own = _of_own(text, position, words, scene)
    if own is not None:
        return own
    if (match := _PRONOUN.match(text, position)) is not None:
        meant = scene.meant(match["pronoun"])
        theirs = _THEIRS.match(text, match.end())
        if meant is not None and theirs is not None:
            return _kin(text, theirs, words, scene, meant)
        return _of(text, match.end(), meant, scene) if meant else (None, -1)
    if (match := _FELLOW_AT.match(text, position)) is not None:
        fellow = _named_fellow(text, match, words, scene)
        if fellow is not None:
            return fellow
    if (match := _BARE_KIN.match(text, position)) is not None:
        return _kin(text, match, words, scene, _owner(match, scene))
    name, end = _named_at(text, position, words, scene)
    if name:
        name, end = _of_house(text, end, words, scene) or (name, end)
        subject = scene.named(name)
        of_named = _OF_NAMED.match(text, end)
        if of_named is not None:
            return _kin(text, of_named, words, scene, subject)
        scene.note(subject)
        return _of(text, end, subject, scene)
    if re.match(
        r"你|您|他们|她们|它们|大家|人家|别人|这(?!周|个?月|几天|两天|学期|年|一?[次回])|那|有人|谁",
        text[position:],
    ):
        return None, -1
    return None, position


def _of_house(text: str, end: int, words: Sequence[Word], scene: Scene) -> tuple[str, int] | None:
    """Return who is told of by name as of somebody's house: 徐娇家的豆豆; None where nobody is."""
    house = _HOUSE.match(text, end)
    name, last = (
        ("", end)
        if house is None
        else name_at(text, house.end(), words, scene.known, after_kin=True)
    )
    if house is not None and not name and (twice := _TWICE.match(text, house.end())) is not None:
        name, last = twice.group(), twice.end()
    return (name, last) if name else None


_HOUSE = re.compile(r"家的?(?![\u4e00-\u9fff]?家)")
_TWICE = re.compile(r"([\u4e00-\u9fff])\1(?![的地着])")
_TRADE = re.compile(rf"(?:{JOB})$")


def _named_at(text: str, position: int, words: Sequence[Word], scene: Scene) -> tuple[str, int]:
    """Return who stands at a position by name, maybe behind what they do."""
    name, end = name_at(text, position, words, scene.known)
    return (name, end) if name else _by_trade(text, position, words, scene)


def _by_trade(text: str, position: int, words: Sequence[Word], scene: Scene) -> tuple[str, int]:
    """Return who stands at a position behind what they do: 设计师Momo吃素, 后端老吴."""
    word = next((each for each in words if each.start == position), None)
    if word is None or len(word.text) < 2 or word.text in NOUNS:
        return "", position
    if not (_TRADE.match(word.text) or word.text in FIELDS.split("|")):
        return "", position
    name, end = name_at(text, word.end, words, scene.known)
    return (name, end) if name else ("", position)


def _named_fellow(
    text: str, match: re.Match[str], words: Sequence[Word], scene: Scene
) -> tuple[Subject | None, int] | None:
    """Return somebody of the speaker's by the name that follows; None where none does."""
    people = list(scene.referents.people)
    subject, end = _kin(text, match, words, scene, _owner(match, scene))
    if subject is not None and subject.alias:
        return subject, end
    scene.referents.people = people
    return None


def _owner(match: re.Match[str], scene: Scene) -> Subject:
    return scene.owner(NOUNS.get(match["kin"] or "", ""))


def _of_own(  # noqa: PLR0911 - one form after the other
    text: str, position: int, words: Sequence[Word], scene: Scene
) -> tuple[Subject | None, int] | None:
    """Return the speaker, or who or what is theirs; None where the clause begins otherwise."""
    if (match := _BOTH.match(text, position)) is not None and scene.about is not None:
        return scene.couple(scene.about), match.end()
    if (match := _AT_HOME.match(text, position)) is not None:
        return scene.speaker(), match.end()
    if (match := _TEAM.match(text, position)) is not None:
        mate, end = _teammate(text, match, scene)
        if mate is not None:
            return _of(text, end, mate, scene)
    if (match := _GROUP.match(text, position)) is not None:
        word = match["noun"] or match["own"]
        kind = "organisation" if _GROUPS[word] in {"company", "school", "shop"} else "thing"
        return scene.of_speaker(_GROUPS[word], word, kind), match.end()
    if (match := _KIN.match(text, position)) is not None:
        return _kin(text, match, words, scene, scene.speaker())
    if (match := _BARE_OWN.match(text, position)) is not None:
        noun = match["noun"] or match["changed"]
        return scene.of_speaker(_OWN[noun], noun, "thing"), match.end()
    if (match := _MOST.match(text, position)) is not None:
        return _favourite(scene.speaker(), match, scene), match.end("noun")
    if (match := re.compile(_SELF).match(text, position)) is not None:
        return _of(text, match.end(), scene.speaker(), scene)
    return None


def _teammate(text: str, match: re.Match[str], scene: Scene) -> tuple[Subject | None, int]:
    """Return who works with the speaker by the name that follows; None where none does."""
    behind = text[match.end() :]  # the segmenter takes 组的何静 for one word
    name, end = name_at(behind, 0, cut(behind), scene.known)
    if not name or (name.isascii() and name.split()[0].lower() not in LATIN_GIVEN):
        return None, -1
    if len(name) == 3 and [each.tag[:2] in _OF_THINGS for each in cut(name[:2])] == [True]:
        return None, -1  # 安全帽, 黄金周
    end += match.end()
    relative = scene.of_speaker("colleague", "同事", "person")
    named = Subject(Who(name, "person"), name, relative.who.name, relative.shown)
    scene.note(named)
    return named, end


_OF_THINGS = frozenset({"n", "an", "m", "j", "b", "t"})
"""Tags of a word that is no beginning of somebody's name."""


def _kin(
    text: str, match: re.Match[str], words: Sequence[Word], scene: Scene, owner: Subject
) -> tuple[Subject | None, int]:
    """Return somebody's relative or pet, by name where one follows: 我姐姐李娜."""
    found = match.groupdict()
    word = (
        found["kin"]
        or next((found[each] for each in ("close", "pet", "home", "boss") if found.get(each)), "")
        or found["role"]
    )
    noun = NOUNS[word]
    kind = "animal" if is_animal(noun) else "person"
    relative = scene.possessed(owner, noun, word, kind)
    name, end = name_at(text, match.end(), words, scene.known, after_kin=True)
    doubled = re.compile(r"([\u4e00-\u9fff])\1(?![\u4e00-\u9fff]?的)").match(text, match.end())
    if (
        not name
        and doubled is not None
        and doubled[1] not in "常刚天经好慢渐"
        and doubled[0] not in NOUNS
    ):
        name, end = doubled.group(), doubled.end()
    called = scene.referents.names.get(relative.who.name, set())
    if name and not _NO_NAME.match(name):
        scene.referents.bind(relative.who.name, name)
        named = Subject(Who(name, kind), name, relative.who.name, relative.shown)
        scene.note(named, noun)
        return named, end
    naming = re.compile(
        rf"(?:的?(?:名字|大名|小名|全名|学名|本名|真名|原名))?(?:就|其实|应该|是)*(?:叫|名叫|改名)|的?{NAME_WORD}"
    ).match(text, match.end())
    if len(called) == 1 and naming is None:
        relative = Subject(Who(next(iter(called)), kind), next(iter(called)))
    scene.note(relative, noun)
    return _of(text, match.end(), relative, scene)


def _of(text: str, end: int, owner: Subject, scene: Scene) -> tuple[Subject | None, int]:
    """Return a thing of somebody's where one follows: 的生日, 最喜欢的颜色是."""
    most = _MOST.match(text, end)
    if most is not None:
        return _favourite(owner, most, scene), most.end("noun")
    owned = _OWNED.match(text, end)
    if owned is not None:
        return scene.possessed(owner, _OWN[owned["noun"]], owned["noun"], "thing"), owned.end()
    chained = _CHAINED.match(text, end)
    if chained is not None and not owner.who.first_person:
        return _kin(text, chained, cut(text), scene, owner)
    if text.startswith("的", end):
        return None, -1
    return owner, end


def _favourite(owner: Subject, match: re.Match[str], scene: Scene) -> Subject:
    noun = _FAVOURITE.get(match["noun"], match["noun"])
    return scene.possessed(owner, f"favourite {noun}", f"最喜欢的{match['noun']}", "thing")


def kinships(text: str, words: Sequence[Word], scene: Scene) -> list[Subject]:
    """Return the relatives whom a clause names anywhere: 陪我去的有我闺蜜徐可."""
    found: list[Subject] = []
    mates = (_teammate(text, match, scene)[0] for match in _TEAM.finditer(text))
    found += [mate for mate in mates if mate is not None]
    own = [(match, scene.speaker()) for match in _KIN.finditer(text)]
    own += [
        (match, _told_of(text, match, words, scene) or _owner(match, scene))
        for match in _NAMED_KIN.finditer(text)
        if not text.endswith(_FIELDS, 0, match.start())
    ]
    for match, owner in own:
        people = list(scene.referents.people)
        subject, _ = _kin(text, match, words, scene, owner)
        if subject is not None and subject.alias:
            found += [subject] if all(subject.who != each.who for each in found) else []
        else:
            scene.referents.people = people  # who is not named here is noted as a subject
    return found


_FIELDS = tuple(FIELDS.split("|"))
"""What stands before a word that is then no kin's, but a trade: 产品(经理)周珊珊."""


def _told_of(
    text: str, match: re.Match[str], words: Sequence[Word], scene: Scene
) -> Subject | None:
    """Return who is named at a clause's beginning and has the partner or child it tells of: 孟瑶跟男朋友陈亮订婚了."""
    before = text[: match.start()]
    if NOUNS[match["kin"]] not in _OF_COUPLES or re.search("[我咱俺]", before):
        return None
    for word in words:
        name, end = name_at(text, word.start, words, scene.known)
        if name and end <= match.start() and _DATED.fullmatch(text[: word.start]):
            return scene.named(name) if name != scene.actor else None
    return None


_DATED = re.compile(
    r"[昨前今去上下这本]?[\d一二三四五六七八九十两个天年月周星期礼拜号日早晚上下午中初底刚才最近后来听说]*"
)
"""What stands before whom a clause is about: 上个月, 听说."""


def note_mentioned(text: str, scene: Scene) -> None:
    """Remember a relative whom a clause mentions, whom 她 of the next one means: 去我姐家蹭饭."""
    for form in (_KIN, _MENTIONED):
        for match in form.finditer(text):
            noun = NOUNS[match["kin"]]
            kind = "animal" if is_animal(noun) else "person"
            relative = scene.of_speaker(noun, match["kin"], kind)
            called = scene.referents.names.get(relative.who.name, set())
            named = scene.named(next(iter(called))) if len(called) == 1 else relative
            scene.note(named, noun)


def note_listeners(text: str, scene: Scene) -> None:
    """Remember a relative of the listener's, whom 她 of the answer means: 你女儿几岁了."""
    listener = scene.referents.listener
    for match in _YOURS.finditer(text) if listener else ():
        noun = NOUNS[match["kin"]]
        owner = Subject(Who(listener or "", "person"), listener or "")
        kind = "animal" if is_animal(noun) else "person"
        scene.note(scene.possessed(owner, noun, match["kin"], kind), noun)


def name_at(
    text: str,
    position: int,
    words: Sequence[Word],
    known: Iterable[str],
    *,
    after_kin: bool = False,
) -> tuple[str, int]:
    """Return the person's name that stands at a position, and where it ends."""
    for name in sorted(known, key=len, reverse=True):
        end = position + len(name)
        if name and text.startswith(name, position) and _is_whole(text, end, words):
            return name, end
    shaped = _LATIN_NAME.match(text, position) or TITLED.match(text, position)
    if shaped is not None:
        return shaped.group(), shaped.end()
    starts = {word.start: word for word in words}
    if after_kin and position not in starts:
        starts = {
            w.start + position: replace(w, start=w.start + position) for w in cut(text[position:])
        }
    ends = {word.end for word in starts.values()}
    word = starts.get(position)
    given = "" if word is None else _built_at(text, word, ends, after_kin=after_kin)
    if given or word is None:
        return given, position + len(given)
    behind = text[word.end : word.end + 1]
    is_house = word.text.endswith("家") and bool(behind) and behind in "的在里有养住"  # 徐娇家的
    if word.tag == "nr" and len(word.text) == 3 and (word.text[2] in _SAYS_OF or is_house):
        return word.text[:2], word.end - 1
    is_named = word.tag in _NAME_TAGS and is_chinese_name(word.text)
    unusual = after_kin and word.tag in {"nr", "nrt"} and 2 <= len(word.text) <= 3
    if is_named or (unusual and word.text not in NO_NAMES | NOUNS.keys() and "敏" not in word.text):
        return word.text, word.end
    called = _prefixed_at(text, word, ends)
    return called, position + len(called)


def _built_at(text: str, word: Word, ends: Container[int], *, after_kin: bool) -> str:
    """Return the name where a word begins that is built like one, whatever the segmenter makes of it."""
    position = word.start
    if word.tag == "d" and len(word.text) == 1:
        return ""  # 刚 of 我妹刚生了娃
    given = _parted_at(text, position, ends) or _surnamed_at(text, word, ends)
    known = word.tag in _NAME_TAGS and is_chinese_name(word.text)
    given = given or (_full_at(text, position, ends) if after_kin and not known else "")
    return given or _given_at(text, position, ends, after_kin=after_kin)


def _prefixed_at(text: str, word: Word, ends: Container[int]) -> str:
    """Return who is called by 小 or 老 and a character where a word begins."""
    name = text[word.start : word.start + 2]
    found = _PREFIXED.match(text, word.start) is not None and name not in NO_NAMES
    return name if found and word.start + 2 in ends and word.text not in NO_NAMES else ""


_NO_NAME = re.compile(rf"[上下这本]周[一二三四五六日天末]|{NAME_WORD}")
"""A day and a word for a name that are built like a name: 外公上周三转院了, 老板英文名Kevin."""


def _is_whole(text: str, end: int, words: Sequence[Word]) -> bool:
    """Tell where a name ends, and no other word goes on: 果果去了, but not 果果然聪明."""
    last = text[end - 1].isascii() or _NAME_ENDS.match(text, end) is not None
    return last or any(word.end == end for word in words)


_NAME_ENDS = re.compile(
    r"[也都就在是去说刚还又最不没要会想能上下来到有回跟和从对已才老总给把被今明昨前后这那每常从的，。养开住做当买卖换考学读喜爱吃喝用嫌催骂夸怪劝逼让问约请呢啊收发带找帮]|$"
)
"""What follows a name whose last character begins no longer one."""


def _parted_at(text: str, position: int, ends: Container[int]) -> str:
    """Return the name at a position that the segmenter knows no part of: 宏哥, 欧阳明哲."""
    match = _FAMILIAR.match(text, position) or _DOUBLE.match(text, position)
    return match.group() if match is not None and match.end() in ends else ""


_SAYS_OF = frozenset("嫌说让叫催骂夸问怪劝逼")
"""Verbs that the segmenter takes for the end of a name: 陈玥嫌."""
_NO_GIVEN = frozenset("的了是在也都就不没有和跟对去来说把被给让从到又还很太最会能要这那")
"""Characters that are no given name."""
_NO_END = frozenset("住做当开养学考读买卖换吃喝用搬叫姓属爱")
"""Verbs that a full name does not end with."""


def _surnamed_at(text: str, word: Word, ends: Container[int]) -> str:
    """Return a surname with the name behind it that is a word, too: 李想住合肥, 陆明远在迈瑞."""
    name = text[word.start : word.start + 2]
    lone = word.tag == "nr" and word.text in SURNAMES and len(word.text) == 1 and len(name) == 2
    full = text[word.start : word.start + 3]
    parted = lone and word.start + 3 in ends and _NAME_ENDS.match(text, word.start + 3) is not None
    if parted and full not in NO_NAMES and is_given(full[1:], often=COMMON):
        return full
    whole = lone and word.start + 2 in ends and _NAME_ENDS.match(text, word.start + 2) is not None
    return name if whole and name not in NO_NAMES and name[1] not in _NO_GIVEN else ""


def _full_at(text: str, position: int, ends: Container[int]) -> str:
    """Return a full name of three characters that the segmenter cuts apart: 女儿方知夏."""
    name = text[position : position + 3]
    built = len(name) == 3 and name[0] in SURNAMES and not (_NO_GIVEN | _SAYS_OF) & set(name)
    built = built and name[2] not in _NO_END and _TRADE.match(name) is None
    return name if built and position + 3 in ends and name not in NO_NAMES else ""


def _given_at(text: str, position: int, ends: Container[int], *, after_kin: bool) -> str:
    """Return the given name of two characters that stands at a position: 我弟弟一凡, 嘉欣也换工作了."""
    name = text[position : position + 2]
    whole = position + 2 in ends or (after_kin and _NAME_ENDS.match(text, position + 2) is not None)
    doubled = len(set(name)) == 1
    often = COMMON if after_kin else PET_NAME if doubled else 0
    return name if whole and is_given(name, often=often) else ""


def is_given(text: str, *, often: int = 0) -> bool:
    """Tell a given name of two characters from a word that jieba's texts have more often."""
    made = len(text) == 2 and GIVEN.issuperset(text)
    return made and text not in NO_NAMES and text not in NOUNS and not is_common(text, often)


def bare_name(text: str) -> str:
    """Return a given name without the word behind it that the segmenter took for its end: 思博刚."""
    behind = len(text) == 3 and _NAME_ENDS.match(text, 2) is not None
    given = behind and text[0] not in SURNAMES and GIVEN.issuperset(text[:2])
    return text[:2] if given else text


def is_chinese_name(text: str) -> bool:
    """Tell whether a word is built like a person's name: a surname and one or two characters."""
    if text in NO_NAMES or not 2 <= len(text) <= 4:
        return False
    if text[:2] in SURNAMES:
        return len(text) > 2
    if text[0] in "小阿老" and len(text) == 2:
        return True
    if text[0] == "大" and len(text) == 2 and text[1] in SURNAMES:
        return True
    return text[0] in SURNAMES and len(text) <= 3
