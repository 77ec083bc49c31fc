"""Family and other people of somebody: Chinese words, and the English nouns facts are kept by."""

from octomem.agents.reading.vocabulary import vocabulary

_PEOPLE = {
    "mother": "妈妈 母亲 妈咪 老妈 妈",
    "father": "爸爸 父亲 爹 老爸 爸",
    "parents": "父母 爸妈 爸爸妈妈 爹妈",
    "older sister": "姐姐 姐 大姐 二姐 老姐 亲姐 双胞胎姐姐",
    "younger sister": "妹妹 妹 小妹 老妹 亲妹 双胞胎妹妹",
    "older brother": "哥哥 哥 大哥 二哥 老哥 双胞胎哥哥",
    "younger brother": "弟弟 弟 小弟 老弟 双胞胎弟弟",
    "cousin": "表哥 表弟 堂哥 堂弟 表姐 表妹 堂姐 堂妹",
    "grandson": "孙子 外孙",
    "granddaughter": "孙女 外孙女",
    "spouse": "老伴儿 老伴",
    "nanny": "保姆 月嫂",
    "cleaner": "钟点工 保洁阿姨 家政阿姨",
    "carer": "护工",
    "wife": "老婆 妻子 太太 媳妇 爱人 媳妇儿 内人",
    "husband": "老公 丈夫 先生",
    "girlfriend": "女朋友 女友 女票",
    "boyfriend": "男朋友 男友 男票",
    "fiancée": "未婚妻 准媳妇",
    "fiancé": "未婚夫",
    "partner": "对象 伴侣 另一半",
    "son": "儿子 大儿子 小儿子 小子",
    "daughter": "女儿 闺女 大女儿 小女儿",
    "child": "孩子 小孩 宝宝 娃",
    "grandmother": "奶奶 祖母",
    "maternal grandmother": "外婆 姥姥",
    "grandfather": "爷爷 祖父",
    "maternal grandfather": "外公 姥爷",
    "aunt": "姑姑 姨 姑 阿姨 姨妈 舅妈 婶婶 小姨 大姨 二姨 姑妈 大姑 小姑 伯母",
    "uncle": "叔叔 舅 舅舅 大舅 二舅 小舅 伯伯 姑父 姨父 姨夫 大伯 二叔 三叔",
    "nephew": "侄子 外甥",
    "niece": "侄女 外甥女",
    "mother-in-law": "婆婆 岳母 丈母娘",
    "father-in-law": "公公 岳父",
    "friend": "朋友 好朋友 闺蜜 死党 哥们儿 哥们 好友 发小 铁哥们",
    "colleague": "同事 搭档",
    "classmate": "同学 同桌 校友 学长 学姐 学弟 学妹 师兄 师姐 师弟 师妹",
    "roommate": "室友 舍友 合租室友 上铺 下铺",
    "neighbour": "邻居",
    "boss": "老板 上司 上级 领导 主管 顶头上司 经理 直属领导 直属上级 组长 店长 站长 护士长 车间主任 科长",
    "mentor": "师父 师傅",
    "advisor": "导师",
    "assistant": "助理 秘书",
    "employee": "下属 徒弟",
    "teacher": "老师 教练 家教",
    "homeroom teacher": "班主任 班导",
    "doctor": "医生 主治医生 家庭医生 牙医 主治大夫 主治医师",
    "landlord": "房东",
    "coach": "健身教练 私教",
    "teammate": "队友 队员",
    "sister-in-law": "嫂子 弟媳 小姨子 大姨子 小姑子 大姑子",
    "brother-in-law": "姐夫 妹夫 小舅子 大舅子 小叔子",
    "son-in-law": "女婿",
    "daughter-in-law": "儿媳 儿媳妇",
    "ex-wife": "前妻",
    "ex-husband": "前夫",
    "ex-boyfriend": "前男友",
    "ex-girlfriend": "前女友",
    "ex": "前任",
    "client": "客户 甲方",
    "lawyer": "律师",
    "student": "学生",
    "therapist": "心理咨询师 咨询师 心理医生",
}
_PETS = {
    "cat": "猫 猫咪 小猫 橘猫 布偶 布偶猫 英短 美短 三花 奶牛猫 暹罗 狸花 狸花猫 加菲 缅因 猫猫 猫主子 金渐层 银渐层 蓝猫 无毛猫 德文 玳瑁 田园猫 中华田园猫 黑猫 白猫",
    "dog": "狗 狗狗 小狗 柯基 金毛 泰迪 柴犬 哈士奇 二哈 边牧 拉布拉多 萨摩耶 比熊 博美 法斗 贵宾 吉娃娃 雪纳瑞 阿拉斯加 德牧 土狗 狗子 杜宾 松狮 约克夏 比格 腊肠 巴哥 秋田 牧羊犬 田园犬 中华田园犬 斗牛犬 马尔济斯",
    "pet": "宠物",
    "hamster": "仓鼠 金丝熊",
    "rabbit": "兔子 垂耳兔 小兔子",
    "parrot": "鹦鹉 虎皮 虎皮鹦鹉 玄凤",
    "turtle": "乌龟 巴西龟",
    "fish": "金鱼 锦鲤 斗鱼 热带鱼",
    "lizard": "守宫 蜥蜴 鬃狮蜥",
    "guinea pig": "荷兰猪 豚鼠",
    "hedgehog": "刺猬",
    "duck": "柯尔鸭",
    "pigeon": "鸽子",
    "snake": "玉米蛇",
    "bird": "八哥 文鸟",
}


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {word: noun for noun, words in rows.items() for word in words.split()}


PETS = _table(_PETS)
PEOPLE = _table(_PEOPLE)
NOUNS = PEOPLE | PETS
"""The English noun of a Chinese word for somebody's people and animals."""

NAME_WORD = "(?:大名|小名|乳名|全名|学名|本名|真名|原名|外号|绰号|昵称|花名|网名|英文名|中文名)"
"""Words for one of somebody's names, which stands behind: 外号老铁."""


def kin_of(noun: str) -> str:
    """Return what kin somebody is, without which: "sister" of "older sister"."""
    return noun.rpartition(" ")[2]


CLOSE = frozenset(
    word
    for noun, words in _PEOPLE.items()
    if kin_of(noun)
    in vocabulary(
        "mother father parents wife husband girlfriend boyfriend son daughter grandmother "
        "grandfather sister brother roommate boss landlord child mother-in-law father-in-law nephew niece "
        "cousin grandson granddaughter spouse fiancée fiancé sister-in-law brother-in-law son-in-law daughter-in-law "
        "aunt uncle ex ex-wife ex-husband ex-boyfriend ex-girlfriend advisor"
    )
    for word in words.split()
    if len(word) > 1
    and word not in {"先生", "太太", "对象", "小子", "爱人", "阿姨", "叔叔", "伯伯", "小姑", "大姑"}
) | {"闺蜜", "死党", "发小"}
"""Words that mean the speaker's own without a "my": 老婆在上海."""

PET_FORM = "|".join(sorted(PETS, key=len, reverse=True))
FORM = "|".join(sorted(NOUNS, key=len, reverse=True))
"""The words as a pattern, longest first."""


def is_animal(noun: str) -> bool:
    """Tell whether an English noun of this table is an animal's."""
    return noun in _PETS
