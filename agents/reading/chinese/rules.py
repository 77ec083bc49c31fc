"""What Chinese verb phrases say: the table of patterns, each with its English predicate.

A pattern is matched right after the subject and its adverbs. `o` is the object; `job` gives
a second statement, what somebody works as; `place` one where they work.
"""

import re
from dataclasses import dataclass

from octomem.agents.reading.chinese.kin import PET_FORM
from octomem.agents.reading.chinese.occupations import FIELDS, JOB
from octomem.agents.reading.reading import Claim


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the statement that it makes."""

    form: re.Pattern[str]
    predicate: str
    """English, third person present; facts are compared and kept in slots by it."""
    verb: str
    """English base form."""
    kind: str = "thing"
    """Type of the object."""
    claim: Claim = Claim.FACT
    value: str = ""
    """The object where the words are another way to say it: 已婚 is "married"."""
    change: bool = False
    """Brings something about, so it needs to have happened: 搬到, 入职."""
    ends: bool = False
    """Says that something is over: 离职, 戒."""
    split: bool = False
    """The object may list several: 花生和海鲜."""
    negated: bool = False
    """Says that something is not so: 没有孩子."""
    is_place: bool = False
    """The object has to be a place by its words: 山东人, but not 好人."""
    bad: re.Pattern[str] | None = None
    """Objects that mean something else."""
    of: frozenset[str] = frozenset({"person", "animal"})
    """Types of subjects it is said of."""


def _rule(form: str, predicate: str, verb: str, kind: str = "thing", **more: object) -> Rule:
    bad = more.pop("bad", "")
    compiled = re.compile(str(bad)) if bad else None
    return Rule(re.compile(form), predicate, verb, kind, bad=compiled, **more)  # type: ignore[arg-type]


_O = r"(?P<o>[^，。]{1,24}?)"
_END = r"(?:了|啦|呢|哦|啊|呀|哈|的|呗|嘛|咯|喽)*$"
_YEARS = r"(?:了?(?:快|已经|有|大概|差不多|也)*(?:\d+|[一二两三四五六七八九十几半好]+)(?:多)?(?:个)?(?:年|月|天|周)(?:多|半)?)?"
BRAND = (
    r"(?:大众|比亚迪|特斯拉|丰田|本田|宝马|奔驰|奥迪|日产|福特|别克|吉利|长安|五菱|蔚来|理想|小鹏|问界|沃尔沃|雷克萨斯|保时捷|路虎"
    r"|马自达|红旗|哈弗|领克|极氪|荣威|奇瑞|金杯|宝骏|江铃|福田|东风|解放|江淮|长城|传祺|雪佛兰|标致|雪铁龙|斯柯达|凯迪拉克|林肯|英菲尼迪|三菱|铃木|斯巴鲁|捷达|速腾|朗逸|卡罗拉|雅阁|思域|凯美瑞|轩逸|小米SU7)"
)
_MAKE = rf"{BRAND}[\u4e00-\u9fffA-Za-z0-9]{{0,6}}?"
_CAR = rf"(?:{BRAND}|吉普|现代|起亚|Model ?[3SXY]|[A-Z][A-Za-z]{{2,10}})[\u4e00-\u9fffA-Za-z0-9]{{0,6}}?"
_COUNT = r"(?:\d+|[一二两三四五六七八九十几俩仨]+)(?:个|位|只|条|头|对|匹)?"
_CLASSED = r"(?:一|两|三|\d+)?(?:辆|台|套|间|家|架|把|部|块|栋|艘|条(?=[船艇]))"
_ILLNESS = (
    r"(?:[\u4e00-\u9fff]{0,6}(?:病|症|癌|炎|瘤|综合征|障碍)|哮喘|高血压|低血压|高血脂|高血糖|低血糖|痛风|贫血|湿疹|"
    r"近视|散光|色盲|色弱|鼻炎|偏头痛|癫痫|甲亢|甲减|腰间盘突出|腰椎间盘突出|颈椎间盘突出|骨质疏松|[\u4e00-\u9fff]{1,4}(?:结节|息肉|囊肿|劳损|硬化|增生|肥大|溃疡|反流|积水)|静脉曲张|中风|偏瘫|心梗|脑梗|颈椎病|脂肪肝|哮喘病|高反|失眠|结石|心脏病|糖尿病|ADHD|自闭)"
)
_NOT_ILL = r"感冒|发烧|咳嗽|毛病|生病|看病|治病|有病|病$(?<!.病)|炎热|强迫症患者"
_PLACE_ONLY = r"^进|医院$|病房|ICU|^ ?(?!(?:NYC|USA|UAE) ?$)[A-Z]{3,6} ?$|[阿里腾讯华为]云$|服务器|集群|机房|^[他她它你您谁人]们?家|^[\d一二三四五六七八九十]+[楼层]|^到(?:现在|今天|如今|目前)|宿舍|^[\d一二两三四五六七八九十几半多]+年$|[爸妈父母婆娘丈岳友戚]家?$|公司$|单位$|学校$|^[跟和陪]|家里$|那[边儿]$|这[边儿]$|附近$|楼[上下]?$|^(?:院|校|的|得|过|几|宿|这|那|哪|酒店|宾馆|民宿|旅馆|客栈|一晚|一夜|朋友|同事|不)|酒店|宾馆|民宿|旅馆|青旅|客栈|(?:隔壁|一起|一块)$"
_VAGUE = r"^(?:这|那|它|他们?|她们?|你|您|什么|啥|咋|谁|哪|这样|那样|怎么|此|自己|上了?|人$)|你们?$|这[个种样些]|那[个种样些]"
_NO_TASTE = (
    _VAGUE + r"|^(?:我|了|过|吗|的|得|不|一下|看你|跟你|和你|人家)|(?<!小)说.{0,2}$|^(?:看|听|吃)$"
)
NO_ALLERGENS = "加班|上班|工作|学习|开会|早起|数学|甲方"
"""What people say in jest that they are allergic to."""
_ORG_BAD = r"^(?:家|这|那|外|外面|一起|网上|线上|国外|海外|哪|公司|办公室|单位|这里|那里|这儿|那儿|努力|加班|床上|楼下|楼上|一家公司)$"
_DROPS = r"(?:戒|卖|丢|扔|捐|偷|出|转手|转卖|过户|报废|送|弄丢)"
_SCHOOLS = r"(?:复旦|清华|北大|浙大|上海?交大?|西交|同济|南大|武大|华科|中大|厦大|川大|人大|北师大|华师大|哈工大|南开|天大|山大|吉大|兰大|重大|湖大|北航|北理|北外|上外)"
_TONGUE = r"(?:(?!.{0,2}[实好坏大瞎梦真假废狠空套脏情悄黑笑傻胡闲官反凉人句的电心][语话])[\u4e00-\u9fff]{1,4}[语话]|[英中日法德俄粤]文)"
"""A language as one speaks it: 四川话, but not 实话."""
_PARTNER = r"(?:和|跟|与)(?P<o>[^，。]{1,8}?)"

RULES: tuple[Rule, ...] = (
    # Work. Longer readings come first.
    _rule(rf"在(?P<place>[^，。在]{{1,16}}?)(?:工作)?(?:做|当|担任|任|干)(?:一?[名个位])?(?P<job>{JOB}|(?:{FIELDS})(?:工作|的)?){_YEARS}{_END}",
          "works as", "work"),
    _rule(rf"(?:就职于|供职于|任职于|受雇于|就职在|效力于){_O}{_YEARS}{_END}", "works at", "work", "organisation"),
    _rule(rf"在(?P<o>家|家里)(?:远程)?(?:办公|上班|工作){_END}", "works from", "work", claim=Claim.PASSING),
    _rule(rf"在(?P<o>[^，。在]{{1,16}}?)(?:上班|工作|任职|就职|供职|打工|实习|做事|当差|干活|任教|教书|教课|当班){_YEARS}{_END}",
          "works at", "work", "organisation", bad=_ORG_BAD),
    _rule(rf"(?:跳槽[到去]|跳[到去]|入职(?:到|在)?|加入|加盟|转到(?![^，。]*(?:病房|ICU))|进入|被.{{0,3}}录用到)了?(?P<o>[^，。的]{{2,16}}?)(?:工作|上班|(?:做|当|干|搞)[^，。]{{2,8}}?)?{_END}",
          "joins", "join", "organisation", change=True, bad=r"^(?:满?[一两三半几\d]+(?:周|个?月|天|年)|老师|了|来|去|门|群|会议|购物车|一|我们|你|这|那|讨论|微信)|群$|会员|聊天|专业$"),
    _rule(r"在(?P<o>[^，。在]{1,10}(?:院|所|公司|大学|厂|集团|银行|医院|局|中心|报社|杂志社|出版社|事务所|法院|学校|中学|小学|幼儿园))(?:做|搞|当|教|带|管|跑|负责)(?![完好过到了])[^，。了过]{1,10}$",
          "works at", "work", "organisation", bad=_ORG_BAD),
    _rule(rf"(?:上班|工作|干活)的(?:公司|单位|地方|厂子?)(?:其实|就)?是{_O}{_END}", "works at", "work", "organisation", bad=_ORG_BAD),
    _rule(rf"去了?(?P<o>[^，。]{{2,12}}?)(?:上班|工作|任职){_END}", "starts at", "start", "organisation", change=True),
    _rule(rf"是(?P<place>[^，。的]{{2,16}}?)的(?:一?[名个位])?(?P<job>{JOB}){_END}", "works as", "work"),
    _rule(rf"(?:是|当|做|担任|成为|成)了?(?:一?[名个位])?(?P<job>{JOB}|自由职业者?|公务员|家庭主妇|全职妈妈|全职太太){_YEARS}{_END}",
          "works as", "work"),
    _rule(rf"是我们?[^，。的]{{0,6}}?(?:里)?的(?:一?[名个位])?(?P<job>{JOB}){_END}", "works as", "work"),
    _rule(rf"(?:改行|转行)(?:去|来|了)?(?:做|当|干|搞)了?(?P<job>{JOB}|{FIELDS})(?:工作|的)?{_END}", "works as", "work"),
    _rule(rf"(?:的)?职业是(?:一?[名个位])?(?P<job>{JOB}){_END}", "works as", "work"),
    _rule(rf"(?:是)?(?:做|搞|干|从事)(?P<job>{FIELDS})(?:工作|行业|这一?行|方面)?的?(?:工作)?{_YEARS}{_END}", "works as", "work"),
    _rule(rf"(?P<job>自由职业|个体户){_END}", "works as", "work"),
    _rule(rf"升(?![为成到任做了])(?P<job>{JOB}){_END}", "works as", "work", change=True),
    _rule(rf"(?:升|晋升|提拔|被提拔|升职)(?:为|成|到|做|了|任)+(?P<job>{JOB}|[^，。]{{2,10}}){_END}", "becomes", "become", change=True),
    _rule(rf"(?:已经)?退休{_YEARS}{_END}", "is", "be", value="retired"),
    _rule(rf"(?:远程|居家)(?:办公|工作){_END}", "works", "work", value="remotely"),
    _rule(rf"(?:开了|(?<![去来想要能会就得再])开|经营着?|创办了?|创立了?)(?P<o>(?:一)?(?:家|间|个)[^，。]{{1,14}}?(?:店|馆|公司|工作室|厂|餐厅|诊所|民宿|铺子?|酒吧)){_END}", "owns", "own", "organisation"),
    _rule(r"(?:辞职|离职|辞了职|辞了工作|辞掉了?(?:工作)?|被裁|失业|裸辞|下岗)了?" + _END, "leaves", "leave", value="job", ends=True),
    _rule(rf"(?:从(?P<o>[^，。]{{2,14}}?))(?:辞职|离职|跳槽|离开|走人){_END}", "leaves", "leave", "organisation", ends=True),
    _rule(rf"(?:离开|退出)了(?P<o>[^，。]{{2,14}}?){_END}", "leaves", "leave", "organisation", ends=True),
    _rule(rf"是(?P<o>[^，。我你他她的]{{1,12}}?(?:公司|集团|科技|银行|医院|研究所|研究院|事务所|工作室|出版社|电视台|报社|学校))的(?:员工|人)?{_END}", "works at", "work", "organisation", bad=r"^(?:一家|这|那|哪|什么)"),
    # Study.
    _rule(rf"(?:在|就读于|就读在)(?P<o>[^，。在]{{2,14}}?)(?:读书|上学|念书|上大学|读大学|读研究生|读研|读博士?|读[大初高][一二三四]|求学|留学|读本科|学习|念大学|当学生|读)(?P<rest>[^，。]{{0,8}}?){_YEARS}{_END}",
          "studies at", "study", "organisation", bad=r"^(?:家|图书馆|网上|线上|自|B站|国外|[读念上])|图书馆|咖啡"),
    _rule(rf"(?:在)?(?:读|念|上)(?:的(?:学校|大学)?(?:其实|就)?是)?(?P<o>[^，。的是了过]{{2,8}}?(?:大学|学院|中学|小学|高中|初中|附中|附小|师范|职高|技校)|[^，。的是了过]{{0,6}}?[一二三四五六七八九十]中|{_SCHOOLS}){_END}", "studies at", "study", "organisation"),
    _rule(rf"(?:本科|硕士|博士|研究生|大学)?(?:就?是)?在{_O}(?:读|念|上)的(?:大学|本科|硕士|博士|研究生|书|学)?{_END}", "studies at", "study", "organisation"),
    _rule(rf"(?:去|到|来)了?(?P<o>[^，。了]{{1,8}}?(?:大学|学院|中学|高中|附中|一中)|{_SCHOOLS})(?:报[到道]|读书|念书|读研|读博|上学|上大学)了?{_END}", "studies at", "study", "organisation"),
    _rule(rf"(?:保研|考研|考|录取)(?:到|去|上)了?(?P<o>{_SCHOOLS})的?(?:本科|研究生|硕士|博士|研|博)?{_END}", "studies at", "study", "organisation"),
    _rule(rf"(?:是)?(?P<o>[^，。的是了过我]{{2,7}}?(?:大学|学院|师大|理工|科大)|{_SCHOOLS})的?(?:[^，。的]{{0,6}}?专业)?(?:[研大博][一二三四五](?:学生|在读|狗)?|在读(?:博士|硕士|研究生)?|(?:本科|硕士|博士)生?在读|(?:本科|硕|博|研究|大学?)生)$", "studies at", "study", "organisation"),
    _rule(rf"就读于{_O}{_END}", "studies at", "study", "organisation"),
    _rule(rf"(?:毕业于{_O}|从(?P<o2>[^，。]{{2,14}}?)毕业|是?(?P<o3>[^，。是]{{2,14}}?)毕业){_YEARS}{_END}", "graduates from", "graduate", "organisation",
          bad="差点|险些|[年月]$|^(?:刚刚?|已经|终于|马上|即将|快要?|顺利|准时|按时|还没|本科|大学|研究生|硕士|博士|大专|中专|高中|初中|小学|学校)$"),
    _rule(rf"考上了?(?P<o>[^，。]{{2,14}}?(?:大学|学院|中学|高中|附中|清华|复旦|[\u4e00-\u9fff]大)){_END}", "studies at", "study", "organisation"),
    _rule(rf"(?:从[^，。]{{1,8}})?(?:转专业(?:到|去|成|学|读)|(?:转|换)(?:到|成|去)了?(?=[^，。]{{2,10}}专业))了?(?P<o>[^，。了]{{2,10}}?)(?:专业)?{_END}", "studies", "study"),
    _rule(rf"(?:在|刚|正)?(?:(?:(?:上|读|念)(?:的(?:其实|就)?是)?|升(?:到|入|上)?了?)(?=[大中初高一二三四五六小幼研博])|(?=[大初高研博][一二三四]))(?P<o>大[一二三四]|[初高][一二三]|[一二三四五六](?:年级)|小学[一二三四五六]?(?:年级)?|幼儿园(?:[大中小]班)?|[大中小]班|初中|高中|研[一二三]|博[一二三]){_END}",
          "grade is", "be"),
    _rule(rf"(?:主修|辅修|专业是|学的是?|读的是|学的专业是){_O}(?:专业)?{_END}", "studies", "study"),
    _rule(rf"(?:学|读)(?P<o>[^，。]{{2,10}}?)专业{_END}", "studies", "study"),
    # Home and origin.
    _rule(rf"(?:嫁到|嫁去|嫁来|搬到|搬去|搬来|搬回|搬进|搬家到|搬家去|移民到|移民去|移居到?|迁到|落户在?|定居到?了?(?=在)?在?){_O}(?:住|生活|定居|合租|租房)?(?:来|去)?{_END}",
          "moves to", "move", "place", change=True, bad=_PLACE_ONLY + "|新家|新房|了$"),
    _rule(r"在(?P<o>[A-Z][A-Za-z ]{2,16}|[^，。在]{2,6}?)住的(?:这|那)?[个间套]?[^，。]{1,12}$", "lives in", "live", "place", bad=_PLACE_ONLY + "|酒店|宾馆|民宿|旅馆|医院|那会|时候"),
    _rule(rf"在{_O}(?:定居|安家){_YEARS}{_END}", "lives in", "live", "place", bad=_PLACE_ONLY),
    _rule(rf"(?:老家|家乡|籍贯)(?:是|在){_O}(?:的|人)?{_END}", "is from", "be", "place"),
    _rule(rf"(?:老家|家乡|籍贯){_O}(?:的|人)?{_END}", "is from", "be", "place", is_place=True),
    _rule(rf"(?:家|就|都)*住在?(?P<o>(?:顶|[\d一二三四五六七八九十]{{1,3}})[楼层])(?:[^，。]{{0,2}})?{_END}", "lives on floor", "live"),
    _rule(rf"(?:住的(?:地方|城市)?(?:其实|就)?是|居住在|居住于|定居在|常住在?|生活在|安家在?|家住在?|家(?:就)?在|住在|住)(?:了)?{_O}{_END}", "lives in", "live", "place",
          bad=_PLACE_ONLY),
    _rule(r"在(?P<o>[^，。]{2,14}?)(?:住|生活|待|呆)了?(?:快|已经|有|差不多)*(?:\d+|[一二两三四五六七八九十几半]+)多?个?(?:年|月)多?半?了$",
          "lives in", "live", "place", bad=_PLACE_ONLY),
    _rule(rf"是?(?:土生土长的?)(?P<o>[^，。]{{2,8}}?)人{_END}", "is from", "be", "place"),
    _rule(rf"(?:来自|是从){_O}(?:来)?(?:的)?{_END}", "is from", "be", "place", bad=_VAGUE),
    _rule(rf"是(?P<o>[^，。的]{{2,8}}?)人{_END}", "is from", "be", "place", is_place=True),
    _rule(rf"(?:出生在|生在|出生于|出生地是){_O}{_END}", "is born in", "be", "place"),
    _rule(rf"(?:是)?在{_O}(?:出生)(?:的)?{_END}", "is born in", "be", "place"),
    _rule(rf"(?:是)?在{_O}长大(?:的)?{_END}", "grows up in", "grow", "place"),
    _rule(rf"(?:现居|坐标|base在?|常驻|长居|旅居|定居)(?P<o>[^，。]{{2,10}}?){_END}", "lives in", "live", "place", bad=_PLACE_ONLY),
    _rule(rf"总部(?:设)?在{_O}{_END}", "is located in", "locate", "place", of=frozenset({"organisation", "thing"})),
    _rule(rf"(?:位于|坐落在|开在|就?在)(?P<o>[^，。]{{2,16}}?){_END}", "is located in", "locate", "place", of=frozenset({"organisation"})),
    _rule(rf"(?:一共|总共|大概|大约)?有(?P<o>(?:\d+|[一二两三四五六七八九十百千几]+)多?(?:个|名|位)?(?:人|员工|同事|学生)){_END}", "has", "have", of=frozenset({"organisation", "thing"})),
    _rule(rf"(?:主要)?(?:是)?(?:做|卖|经营|生产)(?P<o>[^，。]{{2,14}}?)的?{_END}", "does", "do", of=frozenset({"organisation"})),
    # Age, birth, body.
    _rule(r"(?:今年|今天)?(?:刚|才|已经|都|正好|虚岁|周岁|整)*(?:满|过)?(?P<o>(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:周)?岁)(?:生日)?(?:了|啦|整|哦|的人)*$", "is", "be", "number"),
    _rule(r"(?:今年|今天)?(?:都|已经|快|才|刚|满)*(?P<o>[二三四五六七八九]十[一二三四五六七八九]?|[2-9]\d)了(?:还是[^，。]{2,10})?$", "is", "be", "number"),
    _rule(r"(?:今年)(?:都|已经|快|才|刚)?(?P<o>[1-9]\d|[二三四五六七八九]?十[一二三四五六七八九]?)了?$", "is", "be", "number"),
    _rule(rf"(?P<o>(?:\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})(?:个)?(?:岁|周岁|个月大|月大)(?:半)?)(?:多)?{_END}", "is", "be", "number"),
    _rule(rf"(?:是|出生(?:于|在))?(?P<o>(?:(?:19|20)?\d\d年)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:[0-3]?\d|[一二三十]+)[日号]?)(?:出生|生)(?:的|人)*{_END}", "is born on", "be", "date"),
    _rule(rf"(?P<o>(?:19|20)?\d\d年)(?:出生|生|的){{1,2}}{_END}", "is born in", "be", "date"),
    _rule(rf"(?:是)?(?P<o>(?:[5-9]\d|0\d|[五六七八九零〇]{{1,2}}[零五]?)后){_END}", "is", "be"),
    _rule(rf"(?:是)?(?P<o>AB|A|B|O)型血{_END}", "blood type is", "be"),
    _rule(rf"(?:身高)?(?P<o>1[3-9]\d|[12]米\d{{1,2}})(?:cm|厘米|公分)?(?:高)?{_END}", "height is", "be", "number"),
    # Partners and family status.
    _rule(rf"(?:已经)?(?:结婚|成家|领证){_YEARS}{_END}", "is", "be", value="married"),
    _rule(rf"(?:从此)?(?:是)?已婚(?:人士|了)?{_END}", "is", "be", value="married"),
    _rule(rf"{_PARTNER}(?:结婚|领证|成婚){_YEARS}{_END}", "marries", "marry", "person", change=True),
    _rule(rf"(?:嫁给|娶)了?(?P<o>[^，。]{{2,6}}?){_END}", "marries", "marry", "person", change=True),
    _rule(rf"(?:是)?(?:离婚|离异|离过婚){_YEARS}{_END}", "is", "be", value="divorced"),
    _rule(rf"(?:是|还是)?(?:单身(?:狗|汉)?|未婚){_YEARS}{_END}", "is", "be", value="single"),
    _rule(rf"(?:订婚|求婚成功){_YEARS}{_END}", "is", "be", value="engaged"),
    _rule(rf"(?:怀孕|怀了?二胎|怀了?宝宝){_YEARS}{_END}", "is", "be", value="pregnant", claim=Claim.HEALTH),
    _rule(rf"{_PARTNER}(?:在一起|谈恋爱|交往|恋爱){_YEARS}{_END}", "dates", "date", "person", bad=_VAGUE),
    _rule(rf"(?:有|养)(?:了|着)?(?P<o>{_COUNT}[^，。了过]{{0,6}}?(?:孩子|儿子|女儿|闺女|哥哥|姐姐|弟弟|妹妹|兄弟|姐妹|{PET_FORM}|鱼|宝宝|娃|孙子|孙女|室友)){_END}", "has", "have"),
    _rule(rf"(?:养|领养|收养|抱养|买|捡|抱|添|接)(?:了|到|回|回来|来)+(?P<o>(?:{_COUNT}|[只条头匹个])[^，。了过]{{0,6}}?(?:{PET_FORM})){_END}", "has", "have"),
    _rule(rf"没(?:有)?养(?P<o>{PET_FORM}){_END}", "has", "have", negated=True),
    _rule(rf"养的(?:其实|就)?是(?P<o>[^，。]{{1,10}}?){_END}", "has", "have", bad=_VAGUE),
    _rule(rf"养(?:了|着)(?P<o>(?:一?[只条])?[^，。]{{1,8}}?){_END}", "has", "have", bad=_VAGUE + "|生|成|家|老|病|[年月天]$|年的"),
    _rule(rf"是(?P<o>独生子女|独生子|独生女|单亲(?:妈妈|爸爸|家庭)|双胞胎|[长次]子|[长次]女){_END}", "is", "be"),
    # Food, health.
    _rule(rf"对(?P<o>[^，。]{{1,16}}?)(?:根本|其实|并|完全|一点儿?都?|从来|现在|已经|早就|也)*不(?:再)?过敏{_END}", "is allergic to", "be", claim=Claim.ALLERGY, split=True, bad=_VAGUE, negated=True),
    _rule(rf"对(?P<o>[^，。]{{1,16}}?)(?:都|也|还|有点儿?|严重|轻微|特别|非常|很|会)*过敏{_END}", "is allergic to", "be", claim=Claim.ALLERGY, split=True, bad=_VAGUE + r"|^(?:" + NO_ALLERGENS + ")$"),
    _rule(rf"(?:真正|唯一|其实|只|会)*(?:对)?过敏的(?:东西)?(?:其实|原来|应该|真正|就|也)*(?:是|只有)(?P<o>[^，。]{{1,16}}?){_END}", "is allergic to", "be", claim=Claim.ALLERGY, split=True, bad=_VAGUE),
    _rule(rf"(?:是|有|得了)?(?P<o>(?![^，]*[对是])[\u4e00-\u9fffA-Za-z]{{1,8}}?)(?:严重|轻微)?过敏(?:史|症)?(?:很?严重)?{_END}", "is allergic to", "be", claim=Claim.ALLERGY, split=True,
          bad=rf"不$|^对?(?:{NO_ALLERGENS})$|^(?:从小|原来|其实|后来|结果|也是|皮肤|有点|又|会|容易|可能|没|不|很|是|了|的|药物会|换季|好像|脸|一吃|吃)|^(?:吃|喝|用|碰|一).*(?:就|会)$"),
    _rule(rf"(?:吃|喝|碰)了?(?P<o>[^，。]{{1,8}}?)(?:就|会)过敏{_END}", "is allergic to", "be", claim=Claim.ALLERGY, split=True, bad=_VAGUE),
    _rule(rf"一?(?:吃|喝)(?:到|了|点)?(?P<o>[^，。]{{1,8}}?)(?:就|会|都会)+(?:浑身|全身|满身|脸上?|嘴巴?|喉咙|身上)*(?:起疹子?|起红疹|起荨麻疹|长疹子?|肿成[^，。]{{1,4}}){_END}", "is allergic to", "be", claim=Claim.ALLERGY, split=True, bad=_VAGUE + "|辣|火锅|烧烤"),
    _rule(rf"(?P<o>乳糖|麸质|酒精|咖啡因)(?:有点|严重)?不耐(?:受)?{_END}", "is intolerant to", "be", claim=Claim.HEALTH),
    _rule(rf"(?:是)?(?:一?个)?(?:吃素|素食者|素食主义者|素食|素食主义){_YEARS}(?:的)?{_END}", "is", "be", value="vegetarian"),
    _rule(rf"(?:是)?(?:一?个)?(?:纯素者?|纯素食者?|严格素食者?|纯素食主义者){_YEARS}{_END}", "is", "be", value="vegan"),
    _rule(rf"(?:有|患有|患了|患|得了|得过|得的(?:其实)?是|(?:在[^，。在]{{1,8}})?查出来(?:是|有)|确诊(?:了|为)?|被?(?:检查|查)出(?:来)?(?:了|有|是|得了)*|被诊断(?:出|为)(?:患?有)?)(?:点|轻度|轻微的?|严重的?|先天性|遗传性?|比较严重的|一点)*(?P<o>{_ILLNESS}){_YEARS}{_END}",
          "has", "have", claim=Claim.HEALTH, bad=_NOT_ILL),
    _rule(r"(?:是)?(?P<o>[\u4e00-\u9fff]{0,4}?(?:椎间盘突出|关节炎|胃炎|鼻炎|肩周炎|高血压|糖尿病|痛风|贫血|哮喘|甲亢|甲减|白内障|脂肪肝|冠心病|抑郁症|湿疹))$",
          "has", "have", claim=Claim.HEALTH, bad="[了没不会怕]"),
    _rule(rf"(?P<o>高反|高血压|糖尿病|血压|血糖|血脂|尿酸|胃|肠胃|腰|颈椎|膝盖|心脏|视力|听力|睡眠|近视|鼻炎|哮喘|肾|肝|皮肤)(?:一直|也|都|有点儿?|比较|很|特别|非常|挺|不太|太)*(?:严重|厉害|偏?高|偏低|不好|差|不行|敏感|突出|弱|(?:\d+|[一二三四五六七八九十百]+)度)(?:$|(?=的|了)){_END}",
          "has", "have", claim=Claim.HEALTH),
    _rule(rf"(?:是)?(?P<o>色盲|色弱|近视眼?|左撇子|聋哑人|盲人|孕妇|乙肝携带者){_END}", "is", "be", claim=Claim.HEALTH),
    _rule(rf"(?:在|正在|一直在?)(?:吃|服用|服|打|注射|用)(?P<o>[^，。]{{1,12}}?(?:药|片|胶囊|胰岛素|抗生素|激素|[汀平林芬钠坦]))(?:治[^，。]{{1,8}})?{_END}", "takes", "take", claim=Claim.HEALTH, split=True, bad=_VAGUE),
    # Language and skill.
    _rule(rf"(?:(?:会|能)(?:说|讲)|会)(?:一点|一些|流利的?|点)*(?P<o>[^，。]{{1,16}}?[语文话](?:[、和跟][^，。]{{1,10}}?[语文话])*){_END}", "speaks", "speak", claim=Claim.LANGUAGE, split=True),
    _rule(rf"(?:(?:在家|在外面?|在公司|在单位|上班|工作|[跟和同对][^，。说讲]{{1,4}}?)(?:里|的时候)?)?(?:都|就|全|平时|一般|主要|还是|一直|用)*[说讲](?P<o>{_TONGUE}(?:[、和跟]{_TONGUE})*){_END}", "speaks", "speak", claim=Claim.LANGUAGE, split=True),
    _rule(rf"(?:母语是|的?母语为){_O}{_END}", "speaks", "speak", claim=Claim.LANGUAGE),
    _rule(rf"会(?P<o>(?:弹|拉|吹|打|画|游|开|做|写|唱|跳|骑|滑|织|下|修|用|编)[^，。]{{1,8}}?|游泳|编程|书法|摄影|剪辑){_END}", "can", "can", bad=_VAGUE + "|开会|做到|写完|做完|用到|下雨|下雪|打扰|打电话|做好|开始|修好"),
    _rule(r"学会(?:了(?P<o>[^，。了]{1,8}?)|(?P<o2>[^，。了]{1,8}?)了)$", "can", "can", bad=_VAGUE),
    _rule(rf"(?:拿到|考到|考下|考出|拿下|考取)(?:来)?了?(?P<o>驾照|[^，。了]{{1,8}}(?:证|证书|执照)){_END}", "has", "have"),
    _rule(rf"(?P<o>驾照|驾驶证|[^，。了]{{1,6}}(?:证书|执照|证))(?:终于|总算|也|已经|都)*(?:到手|拿到手?|拿下|考(?:到|下来|出来)){_END}", "has", "have", bad=_VAGUE + "|保证|验证|认证"),
    _rule(rf"(?P<o>Python|Java|Go|Rust|C\+\+|JavaScript|TypeScript|PHP|Ruby|Swift|Kotlin)写?(?:得)?(?:比较|最|很)?(?:多|熟|好|溜){_END}", "writes", "write"),
    _rule(rf"(?:写|用|敲|做)(?P<o>[A-Za-z][A-Za-z0-9+#./ ]{{0,20}})(?:代码|开发|编程|写代码|做开发|写后端|写前端|做后端)?{_END}", "uses", "use", claim=Claim.PASSING),
    # Tastes.
    _rule(rf"(?:更喜欢|比较喜欢|偏好|偏爱|更爱|倾向于?|宁愿|宁可|更倾向于?|习惯(?:于|了)?(?!了$))(?P<o>[^，。]{{1,16}}?){_END}", "prefers", "prefer", claim=Claim.TASTE, bad=_NO_TASTE),
    _rule(rf"(?:最|特别|超级?|很|非常|比较|挺|蛮|可|真|太)*(?:喜欢|喜爱|热爱|酷爱|钟爱|痴迷|迷上了?|爱上了?|爱(?!人|情|好|奇艺|彼迎|马仕|立信|普生|企查|回收))(?:上了)?(?P<o>[^，。]{{1,18}}?){_END}", "likes", "like", claim=Claim.TASTE, split=True, bad=_NO_TASTE),
    _rule(rf"(?:最|特别|超级?|很|非常|比较|挺|蛮|真|太)*(?:讨厌|厌恶|反感|受不了|接受不了|吃不了|吃不惯|喝不了|喝不惯|恨)(?P<o>[^，。]{{1,16}}?){_END}", "hates", "hate", claim=Claim.TASTE, split=True, bad=_NO_TASTE),
    _rule(rf"(?:最|特别|超级?|很|非常|比较|挺|蛮|有点)*(?:怕|害怕|恐惧)(?P<o>狗|猫|蛇|蜘蛛|虫子?|老鼠|黑|高|水|热|冷|打针|坐飞机|辣|鬼|蟑螂|密集[^，。]{{0,4}}|[^，。]{{1,4}}(?:虫|狗|蛇)){_END}", "is afraid of", "be", claim=Claim.FACT),
    _rule(rf"(?P<o>恐高|社恐|晕车|晕船|晕机|幽闭恐惧|路痴|脸盲|内向|外向|早起型|夜猫子){_END}", "is", "be"),
    _rule(rf"(?:性格)?(?:比较|很|有点儿?|特别|非常|挺|偏)(?P<o>内向|外向|社恐|恐高|怕生|宅|慢热){_END}", "is", "be"),
    _rule(rf"是(?:一?[个位名])?(?P<o>[^，。]{{0,8}}?(?:爱好者|迷|粉丝|球迷|控|教徒|信徒|主义者|党员|吃货|夜猫子|左撇子|路痴|穆斯林|基督徒|素食者|I人|E人|处女座|天蝎座|白羊座|金牛座|双子座|巨蟹座|狮子座|天秤座|射手座|摩羯座|水瓶座|双鱼座|[IE][NS][TF][JP])){_END}", "is", "be", bad=r"^(?:这|那|什么)"),
    # Duties and tools.
    _rule(rf"(?:是)?(?:负责|主管|主要负责|管(?!我|你|他|她|不|家))(?:着)?(?P<o>[^，。]{{1,16}}?)(?:这块|这一块|方面)?{_END}", "is responsible for", "be", bad=_VAGUE + "|^着|^好|^人"),
    _rule(rf"是(?P<o>[^，。我你]{{1,12}}?的?(?:头儿?|负责人|老大|大老板|一把手|二把手|创始人|股东)){_END}", "is", "be", bad=r"^(?:这|那|什么)"),
    _rule(rf"是(?P<job>(?:{FIELDS})转(?:{FIELDS}))的?{_END}", "works as", "work"),
    _rule(rf"用的(?:一直)?是(?P<o>[^，。]{{1,16}}?){_END}", "uses", "use", bad=_VAGUE),
    _rule(rf"(?P<o>[\u4e00-\u9fff]{{1,6}}?(?:做|动|开)过[^，。]{{0,6}}?(?:手术|刀|搭桥|支架|置换|移植|化疗|放疗|透析|介入|切除)){_END}", "has had", "have", claim=Claim.HEALTH),
    _rule(rf"(?P<o>(?:做|动|开)过[^，。]{{0,8}}?(?:手术|刀|搭桥|支架)){_END}", "has had", "have", claim=Claim.HEALTH),
    _rule(rf"(?:改|改成|换成)(?:吃|服|打|注射)(?:成)?了?(?P<o>[^，。]{{1,10}}?(?:药|胶囊|胰岛素|抗生素|激素|[汀平林芬钠坦胍净唑铁酮雷])){_END}", "takes", "take", claim=Claim.HEALTH, bad=_VAGUE),
    _rule(rf"改(?:成)?喝了?(?P<o>[^，。]{{1,10}}?){_END}", "drinks", "drink", claim=Claim.TASTE, bad=_VAGUE),
    _rule(rf"(?:改|改成|换成)(?P<verb>喝|用|吃|看|写)(?:成)?了?(?P<o>[^，。]{{1,10}}?){_END}", "uses", "use", bad=_VAGUE),
    _rule(rf"(?:都|统一|目前)?(?:用的?是?|使用|是用|基于|采用)(?P<o>[A-Za-z][\w.+# -]{{0,20}})(?:做|写|开发|搭|部署|管理|的)*[\u4e00-\u9fff]{{0,4}}{_END}", "uses", "use", of=frozenset({"organisation", "thing"})),
    _rule(r"(?:都|统一|一直|主要|现在|目前)*用(?P<o>[A-Z][\w.+#-]*|[\u4e00-\u9fff]{2,4}(?=来|管|写|做|办公|沟通|打卡))(?:来|管|写|做|办公|沟通|打卡)[\u4e00-\u9fff]{0,5}$", "uses", "use"),
    _rule(rf"(?:部署|跑|放|托管|运行)在(?P<o>[^，。]{{2,16}}?)(?:上)?{_END}", "runs on", "run", of=frozenset({"organisation", "thing"})),
    _rule(rf"是(?P<o>[^，。我你]{{2,10}}(?:部|部门|组|班|系|学院|小组|事业部|中心))的?(?:员工|人|成员)?{_END}", "is in", "be", bad=r"^(?:这|那|什么|哪|在)"),
    _rule(rf"(?:还)?没(?:有)?(?:结婚|成家){_END}", "is", "be", value="single"),
    _rule(rf"有?(?P<o>[一二三四五六七八]口人?){_END}", "has", "have", of=frozenset({"thing"})),
    # Memberships.
    _rule(rf"(?:订阅|续订)了?(?P<o>(?![一二两三半\d]+个?[天周月年])[^，。了的]{{2,16}}?)的?(?:会员|服务)?{_END}", "subscribes to", "subscribe", bad=_VAGUE),
    _rule(rf"(?:有|是|开通?了?|充了?|办了?|买了?|续费?了?)(?:一?[个张])?(?P<o>(?![^，。]*(?:朋友|同学|同事|第[一二三]次))[^，。了的没]{{2,12}}?)的?(?:超级|黄金|白金|大|年费|年度|终身)?(?:会员|[Ss]?(?:VIP|vip)){_END}", "is a member of", "be", "organisation", bad=_VAGUE),
    # Possessions.
    _rule(rf"(?:换|买|提|入手|订)(?:成|了)+(?:一?[辆台])?(?:二手|全新|新)?的?(?P<o>{_MAKE}){_END}", "drives", "drive"),
    _rule(rf"(?:换|买|提|入手|订)了?(?:一)?辆(?:二手|全新|新)?的?(?P<o>[^，。的辆自电三共单]{{2,8}}?){_END}", "drives", "drive", bad="自行车|电动|摩托|单车|电瓶|三轮|玩具|^(?:新|二手|小|大|好)?车$"),
    _rule(rf"(?:都|一直|每天|天天|平时)*骑(?P<o>[^，。了]{{0,4}}?(?:车|摩托|单车))(?:上下班|上班|通勤|上学|接送[^，]{{1,4}})(?:的)?{_END}", "rides", "ride"),
    _rule(rf"开(?:的是)?(?:一?[辆台]|的是)(?P<o>[^，。]{{1,12}}?){_END}", "drives", "drive"),
    _rule(rf"(?:买|入手|提)了(?P<o>(?:{_CLASSED})?[^，。]{{0,8}}?(?:房子?|车|公寓|别墅|钢琴|吉他|摩托车?|自行车)){_END}", "buys", "buy"),
    _rule(rf"(?:的)?(?:那|这)?[辆台](?:老|小|旧|新|二手)?(?P<o>{BRAND}(?:[A-Za-z0-9]+|宏光|之光|奥铃)?)(?=.)[^，。卖]*$", "drives", "drive"),
    _rule(rf"开(?:的是|着|上)?(?:了)?(?P<o>{_CAR})(?:(?:给|去|来|跑|接送|上下班|上班|拉货)[^，。]{{0,12}}?)?{_END}", "drives", "drive"),
    _rule(rf"没(?:有|养)?(?P<o>孩子|小孩|兄弟姐妹|车|房子?|驾照|宗教信仰|男朋友|女朋友|对象|宠物){_END}", "has", "have", negated=True),
    _rule(rf"有(?P<o>{_CLASSED}[^，。]{{1,10}}?){_END}", "has", "have", bad=_VAGUE + "|事"),
    _rule(rf"有(?P<o>(?:房贷|车贷|驾照|驾驶证|护照|北京户口|上海户口|户口|绿卡|签证|[^，。]{{1,6}}(?:证书|执照|学位|户口|绿卡|驾照|证))){_END}", "has", "have", bad=r"保证|验证|认证"),
    # What is smoked.
    _rule(rf"(?:[每一][天日]|天天)(?:都|也|就|要|得|能|至少|起码|差不多|大概|少说)*抽?(?:\d+|[一两二三四五半十]+)(?:多)?[包盒根支](?:多|半)?的?(?:烟|香烟){_END}", "smokes", "smoke", value="烟"),
    _rule(rf"(?:有)?(?:\d+|[一二两三四五六七八九十几]+)多?年(?:的)?烟[龄瘾](?:了)?{_END}|(?:一直)?烟瘾(?:挺|很|特别|比较|有点|一直)*[大重]{_END}", "smokes", "smoke", value="烟"),
    _rule(rf"抽烟(?:抽得|抽的|得)?(?:很|挺|特别|比较|有点|蛮|好)?(?:凶|厉害|多){_END}", "smokes", "smoke", value="烟"),
    _rule(rf"抽(?:烟(?:抽)?)?了?(?:快|已经|有|差不多|将近)*(?:\d+|[一二两三四五六七八九十几]+)多?年(?:多)?(?:的)?烟?{_END}", "smokes", "smoke", value="烟"),
    # What has ended.
    _rule(rf"(?:去世|过世|离世|死|去了?汪星|去了?喵星){_END}", "passes away", "pass away", ends=True),
    _rule(rf"(?:走|没|不在){_END}", "passes away", "pass away", ends=True, of=frozenset({"animal"})),
    _rule(rf"戒了?(?P<o>烟|酒|咖啡|糖|奶茶|碳水|肉){_YEARS}{_END}", "quit", "quit", ends=True),
    _rule(rf"把(?P<o>烟|酒|咖啡){_DROPS}(?:掉|了)+{_END}", "quit", "quit", ends=True),
    _rule(rf"把(?P<o>车|房子?|[^，。]{{1,5}}){_DROPS}(?:掉|了|给[^，]{{1,4}}|出去)+{_END}", "sells", "sell", ends=True),
    _rule(rf"卖(?:掉)?了(?P<o>车|房子?|[^，。]{{1,6}}){_END}", "sells", "sell", ends=True),
)  # fmt: skip
