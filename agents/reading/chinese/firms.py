"""Names of firms that people work at, many of which are words of their own."""

import re

from octomem.agents.reading.vocabulary import vocabulary

FIRMS = vocabulary(
    "B站 A站 vivo OPPO 阿里 阿里巴巴 阿里云 蚂蚁 蚂蚁集团 淘宝 天猫 菜鸟 腾讯 微信 百度 字节 字节跳动 抖音 快手 美团 京东 网易 小米 华为 荣耀 中兴 联想 拼多多 "
    "滴滴 携程 同程 去哪儿 飞猪 微博 新浪 搜狐 知乎 小红书 哔哩哔哩 爱奇艺 优酷 喜马拉雅 猿辅导 作业帮 新东方 好未来 学而思 贝壳 链家 顺丰 "
    "中通 圆通 韵达 申通 比亚迪 蔚来 理想汽车 小鹏 吉利 长城汽车 上汽 一汽 广汽 东风 宁德时代 海尔 海信 格力 美的 长虹 创维 康佳 大疆 商汤 "
    "旷视 科大讯飞 讯飞 寒武纪 中芯国际 海康威视 海康 大华 浪潮 用友 金蝶 东软 极米 科沃斯 安踏 李宁 特步 海底捞 瑞幸 星巴克 麦当劳 肯德基 "
    "喜茶 奈雪 蜜雪冰城 万科 碧桂园 恒大 保利 龙湖 融创 华润 中建 中铁 中交 中石油 中石化 国家电网 南方电网 中国移动 中国联通 中国电信 移动 "
    "联通 电信 工行 农行 中行 建行 交行 招行 招商银行 平安 平安银行 人寿 太平洋保险 中信 中金 国泰君安 华泰 茅台 伊利 蒙牛 农夫山泉 娃哈哈 "
    "三一 三一重工 中联重科 徐工 西门子 博世 微软 谷歌 苹果 亚马逊 英特尔 英伟达 高通 特斯拉 宝洁 联合利华 德勤 普华永道 安永 毕马威 协和 "
    "协和医院 华西 华西医院 湘雅 同济医院 瑞金医院 新华社 央视 人民日报 中科院"
)
_SERVES = re.compile("(?:银行|[工农中建交招]行|移动|联通|电信|广电|信用社|邮储)$")
_AS_CUSTOMER = re.compile(
    "(?:登录?|进)不(?:上|了|进去)|锁[了住]|挂失|[卡折](?:丢|没|掉|被吞|坏)|手机银行|网上银行|网银|我的?(?:卡|宽带|账户|套餐|话费|密码)|断网|宽带"
)
"""What only a customer of a bank or a carrier says."""


def is_served(firm: str, said: str) -> bool:
    """Tell a bank or a carrier whose customer somebody is who seems to be of it: 我工商银行的，卡丢了."""
    is_customer = _AS_CUSTOMER.search(said) is not None and _IS_AT_WORK.search(said) is None
    return _SERVES.search(firm) is not None and is_customer


_IS_AT_WORK = re.compile("在[^，。]{2,10}(?:上班|工作(?!人员)|做|当|任职|就职)|员工")
"""What says that somebody is no customer alone: 我在电信上班，宽带业务很忙."""
