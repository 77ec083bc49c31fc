"""Words that jieba's dictionary lacks or tags otherwise, and words without content."""

from octomem.agents.reading.chinese.cities import PLACES
from octomem.agents.reading.chinese.firms import FIRMS
from octomem.agents.reading.vocabulary import vocabulary


def _tagged(tag: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), tag)


WORDS = {
    **_tagged(
        "n",
        "登录页 首页 周报 月报 日报 复诊 单元测试 测试环境 生产环境 降压药 胰岛素 防晒霜 冲锋衣 "
        "褪黑素 高反 快递 外卖 奶茶 剧本杀 验证码 表情符号 产品经理 项目经理 前端 后端 全栈 "
        "柯基 金毛 布偶 英短 橘猫 泰迪 柴犬 乳糖 麸质 青霉素 头孢 阿司匹林",
    ),
    **_tagged(
        "v",
        "复诊 面试 体检 撸铁 部署 上线 提测 报销 团建 对接 跟进 值班 加班 搬家 吃素 献血 离婚 结婚 订婚 分手 辞职 离职 戒烟 戒酒 领证 跳槽",
    ),
    **_tagged("s", "家里 公司 办公室 机场 车站 高铁站 火车站 地铁站 地铁上 高铁上 飞机上 路上"),
    **_tagged("r", "大家"),
    **dict.fromkeys(
        FIRMS - {"移动", "电信", "理想汽车", "苹果", "中信", "平安", "荣耀", "微信", "联通"}, "nt"
    ),
    **dict.fromkeys(PLACES, "ns"),
}
"""Tags by word; added to the dictionary when it loads."""

FUNCTION_WORDS = vocabulary(
    "的 了 是 在 有 要 就 都 也 还 再 把 给 跟 和 与 去 来 到 得 会 能 想 让 被 不 没 没有 这 那 "
    "一下 一个 完 好 掉 完成 做完 搞定 已经 记得 提醒 需要 必须 应该 可以 打算 准备 计划 别忘 忘 "
    "今天 明天 后天 昨天 下周 上周 这周 本周 周一 周二 周三 周四 周五 周六 周日 周末 月底 下午 上午 晚上 "
    "早上 中午 前 后 之前 之后 以前 以后 点 半 下 上 个 年 月 日 号 做 弄 搞 取消 不用 吧 啦 呢 吗"
)
"""Words that say nothing about what a text is about."""

LODGINGS = "酒店|宾馆|民宿|旅馆|旅店|青旅|招待所"
"""Words for where somebody sleeps for days and does not live; a part of a regular expression."""

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万"
    "段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦"
    "向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查"
    "屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丘车房边吉饶刁瞿戚古米池滕晋苑邬臧"
)
SURNAMES = frozenset(_SURNAMES) | {"欧阳", "司马", "上官", "诸葛", "司徒", "慕容"}

GIVEN = frozenset(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建国春梅海燕荣志文云兰凤洁琳素珍莉慧秋菊晓东波辉鹏飞宇浩凯鑫峰斌健俊帆帅旭宁晨辰阳阔森琪璐"
    "瑶婷雪梦雅倩颖佳怡欣悦涵诗彤子轩梓萱一诺雨泽睿博宸熙妍可馨思远恒毅然哲铭豪嘉琦晴岚薇蕾蓉蓓菲莎莹芸芬芝苗茜茹茵荷莲菁菡萌蔓珊珠琼瑜瑾瑞璇婉婵娇姣娴娥"
    "媛嫣妮妙娅姗淑惠贞仪洪亮光庆祥福贵富财宝金银生林树根柱栋梁松柏竹柳杨武斯威震雷霆鸣啸虎龙豹鹤鹰雁鸿鹃舟航江河湖源清澈浚淳润泉涓渊沛沐沁泓津淼淇滢漫"
    "澜灿炜炎焕煜熠烨耀照旺昌昊昕晖晟晗暄曦曼朗月朝晶景智信义仁礼忠孝诚勤俭谦恭德善良友爱和顺安康乐欢喜吉胜利成功业兴盛达通进步新立正直坚定永久大小中天"
    "山川石岩岭峻崇岳园庭满凡世纪年丹朱青蓝紫翠碧绿彩虹影艺画书琴棋歌舞词音韵律宣瑄玲珑琅珂珏珺瑛璟钰钧铮锋锐钢锦绣绮纹绘维绍继承传宗祖孟仲季冬夏香芹桃杏"
    "枝叶花卉草蕊荟蔚葳艾苏若如意心怀念恩露霜霖雯霏霁霓北西南壮强瑗玥玮琰珩璨佩婧姿媚樱榕槐楠楚奕恬惟慕懿芮芷若蓁蕙薰训诣豆糖果圆球球"
)
"""Characters of which given names are made: 晓东, 嘉欣."""

COMMON = 260
"""How often jieba's texts have a word that is taken for one, and not for a name of its characters."""
PET_NAME = 10
"""The same of a name of one character twice: 糖糖."""
LOUD = "(?:[得的](?:[很太特好真老最更超可像跟吵响欢凶惨]|[这那]么)|个不|起来|唤|喊)"
"""What stands behind 叫 where nobody is called anything: 鹦鹉叫得太吵."""
NO_NAMES = vocabulary(
    "幼儿园 小哥 谢谢 谢了 小名 大名 乳名 外号 后来 最后 结果 大了 小了 老了 小孩 小时 小学 小区 小狗 小猫 小说 小心 小组 小吃 小姐 小姨 小妹 小弟 小伙 小米 小红书 小程序 "
    "小朋友 小孩子 小事 小动物 老叫 老说 老爱 老想 老嫌 老催 老给 老在 老要 老问 老喊 老骂 老跟 老让 老把 老往 阿姨 老师 老板 老婆 老公 老家 老人 老妈 老爸 老外 老是 老鼠 老虎 老大 "
    "老年 大家 大学 大概 大人 大哥 大姐 大夫 大厂 大厦 大约 大部分 大多 大三 大四 大一 大二 高中 高三 "
    "高铁 高血压 高反 周末 周一 周二 周三 周四 周五 周六 周日 周天 周报 马上 方便 方案 方法 安全 白天 "
    "金毛 黄金 黄瓜 任务 任何 时间 时候 成都 于是 关于 常常 向来 江苏 江西 石家庄 温州 温度 成绩 成功 "
    "文件 文档 项目 单位 经理 经常 包括 强迫 解决 米饭 车站 房子 房东 白酒 白菜 程序 许多 高兴 花生 "
    "康复 严重 严格 路由器 路上 万一 马桶 牛奶 牛肉 牛油果 毛衣 石头 汤圆 梅雨 柯基 安静 安心 盛夏 "
    "游戏 游泳 关系 管理 左右 左撇子 古筝 古典 武汉 武术 武侠 夏天 秦皇岛 张家口 张家界 沈阳 梅州 柳州 "
    "郑州 常州 徐州 扬州 杨梅 林业 黄山 金融 金属 金额 方向 方式 季度 简单 余额 何时 何必 高尔夫 小棠菜 换人 单身 毛笔字 毛笔 金渐层 银渐层 任性 温柔 甘心 常年 常去 白菜 成了 万达 万科 安踏 包子 包里 包装 毛病 严肃 康养 常住 高考 高薪 高温 米线 米粉 石榴 薄荷 柏油 甘蔗 骨头 孝顺 安静 可爱 生子 画画 大意 恭喜 欣然 平素 诚然 立志 天生 一心 满心 平时 明年 明天 明明 天天 一一 大大 小小 圆满 南方 北方 年年 月月 日日 代代 世世"
)
"""Words that begin like a name and are none."""
