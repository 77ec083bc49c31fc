"""Makes and models of cars and phones, as people name theirs."""

from octomem.agents.reading.vocabulary import vocabulary

_MAKES = vocabulary(
    "大众 比亚迪 特斯拉 丰田 本田 宝马 奔驰 奥迪 日产 福特 别克 吉利 长安 五菱 蔚来 理想 小鹏 问界 沃尔沃 雷克萨斯 保时捷 路虎 马自达 红旗 哈弗 领克 极氪 荣威 "
    "奇瑞 吉普 起亚 斯巴鲁 三菱 雪佛兰 凯迪拉克 林肯 捷豹 斯柯达 标致 雪铁龙 英菲尼迪 讴歌 传祺 埃安 零跑 哪吒 岚图 智己 阿维塔 深蓝 坦克 魏牌 名爵 铃木 菲亚特 甲壳虫 玛莎拉蒂 "
    "Toyota Honda BMW Benz Audi Tesla Mazda Nissan Ford Lexus Volvo Porsche MINI Jeep Subaru Volkswagen Hyundai"
)
_MODELS = vocabulary(
    "高尔夫 朗逸 速腾 帕萨特 迈腾 途观 途岳 探岳 宝来 捷达 桑塔纳 飞度 思域 雅阁 缤智 凯美瑞 卡罗拉 汉兰达 雷凌 轩逸 天籁 奇骏 逍客 福克斯 蒙迪欧 科鲁兹 英朗 君威 君越 "
    "凯越 昂克赛拉 阿特兹 海豚 海鸥 比亚迪汉 比亚迪秦 比亚迪宋 宏光 缤果 五菱宏光 宏光MINI 宏光mini 普拉多 卡宴 迈巴赫 牧马人 小米SU7 小米汽车 几何 帝豪 博越 星越"
)
_LATIN = r"(?:Model ?[3SXY]|SU7|CR-?V|RAV4|[Cc]ivic|[Pp]olo|POLO|[Cc]orolla|[Cc]amry|ET[57]T?|ES[68]|L[6789]|P[57]i?|[A-Z][A-Za-z]{2,10})"


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (len(word), word), reverse=True))


MAKE = rf"(?:(?:{_any(_MAKES | _MODELS)})[\u4e00-\u9fffA-Za-z0-9]{{0,6}}?)"
"""A make or a model by its Chinese name, with what says which: 小鹏P7."""
CAR = rf"(?:{_any(_MAKES | _MODELS)}|{_LATIN})[\u4e00-\u9fffA-Za-z0-9]{{0,6}}?"
"""The same, or one with a Latin name."""
PHONE = (
    r"(?:1[1-7] ?[Pp]ro(?: ?[Mm]ax)?|(?:苹果|华为|小米|红米|荣耀|三星|一加|魅族|锤子|真我|iPhone|iphone|OPPO|oppo|vivo|Vivo|Redmi|Pixel|realme|Mate|Pura|nova)"
    r" ?[A-Za-z0-9]{0,8}(?: ?(?:[Pp]ro|PRO|Max|max|[Pp]lus|Ultra|ultra|[Mm]ini|SE|折叠屏?|青春版|[A-Z]?\d{1,3})){0,3})"
)
"""A phone's make and model: iPhone 15 Pro, 华为Mate60."""
GADGET = (
    r"(?:佳能|索尼|尼康|富士|松下|徕卡|哈苏|大疆|任天堂|戴森|罗技|雅马哈|捷安特|美利达|崔克|闪电|Brompton|小布|MacBook|Mac ?mini|iPad|iMac|ThinkPad|AirPods|Kindle|Switch|PS5|Xbox|HHKB|Keychron|Steam Deck|Apple Watch)"
    r"[\u4e00-\u9fffA-Za-z0-9]{0,8}?"
)
"""What else people name by its make: 佳能6D."""
