"""Tasks in Chinese clauses, and reports that one is done: 记得交房租, 明天去签合同, 买好了."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.dates import find
from octomem.agents.reading.chinese.pending import ONLY_WHEN, is_pending
from octomem.agents.reading.chinese.telling import base, tell
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.chinese.words import Word, is_common, words
from octomem.agents.reading.reading import Claim, Found, Mood, Statement, Tense
from octomem.agents.reading.vocabulary import vocabulary

_POLITE = r"(?:请|麻烦|帮忙|到时候?|你|您|记得|能不能|可以|可不可以|能|别忘了?|帮我|也|再次?|还有?|顺便|然后|好|行|那)*"
_REMIND = re.compile(
    rf"^{_POLITE}[^，。我你他她]{{0,12}}?{_POLITE}"
    r"(?:提醒|叫醒|喊|叫)(?:一下)?(?:我|咱们|我们|大家)(?:一下|一声)?+(?:要|去|记得|别忘了?)?(?P<task>[^，。]{2,})"
)
_AFTER_REMIND = re.compile(
    r"^(?P<task>[^，。]{2,}?)(?:(?:的时候|时|前|到时候?)?(?:提醒|叫|喊)(?:我|一下我|我一下|一下|我一声))$"
)
_REMEMBER = re.compile(
    r"^(?:(?:我|你|大家|对了|还|也|千万|一定|可|要|得|,)*)(?:得记得|要记得|记得要?|别忘了?|不要忘了?|不能忘了?|勿忘|千万别忘了?|记着)(?:去|要)?(?:提醒我(?=.{2}))?(?!了?提醒我$)(?P<task>[^，。]{2,})"
)
_NOT_FORGET = re.compile(
    r"^(?P<task>(?!这|那|你|我|他|她)[^，。]{3,}?)(?:(?:的|这|那)(?:件)?事儿?)?(?:千万|可|一定)?(?:别忘了?|不要忘了?|要?记得)(?:提醒我?)?(?:一下|哈|啊|哦|喔)*$"
)
"""What stands before that it must not be forgotten: 下班买点菜别忘了."""
_RECALLS = re.compile(
    r"^(?:我|你|他|她)(?:还|都|不|只)?记得|^记得(?:我|你|他|她|那|当时|以前|小时候|上次)(?!明天|下|今)|记得.*(?:吗|过|说过|是)$|忘了?你(?:是|的|叫|不)"
)
_NOTE = re.compile(
    r"^(?:有空|回头|到时候?)?(?:请|麻烦)?(?:帮我|给我|替我)?(?:记(?:一下|下来|住|录一下|个|着(?=要|得))|备忘|加个?待办|添加待办)[：:\s]*(?P<task>[^，。]{2,})"
)
_PLAN = re.compile(
    r"(?:还|都|也|就|又|再|总|最晚|最迟|必须|一定|先|打算|计划|准备|决定|得|要|需要|应该|该|想|约|尽快|赶紧|务必|希望能?|争取|将|会|约好|约了|约好了|预约了?|订了|报了|安排了|轮到|要不|开始)+"
)
_ACTIONS = vocabulary(
    "买 交 写 改 打 发 寄 订 定 取 拿 接 送 去 飞 开 签 还 付 缴 续 约 预约 见 看 复诊 面试 考 考试 出差 搬 搬家 体检 做 完成 提交 部署 "
    "上线 测试 修 修复 更新 整理 准备 汇报 复习 学 学习 练 洗 打扫 倒 喂 遛 联系 回复 回 问 确认 检查 请假 报名 参加 退 换 充 装 "
    "安装 申请 办 办理 跑 处理 通知 陪 带 拜访 拔牙 补 补牙 打针 打疫苗 动手术 手术 开会 开车 聚餐 吃饭 吃 请 借 卖 录 拍 剪 画 设计 提 "
    "审 讨论 对 谈 交接 搞定 盘点 结 入职 报到 答辩 毕业 旅行 旅游 度假 爬山 健身 跑步 游泳 值班 加班 讲 演讲 上课 培训 值日 过户 结婚 领证 搞 弄 "
    "把 给 跟 和 帮 向 重启 备份 迁移 升级 合并 发布 排查 调 配 研究 找 选 挑 安排 组织 采购 打电话 打车 出发 出门 到 抵达 起飞 离开 返回 回家 "
    "预订 领 缝 浇 晒 收 记 背 读 听 看病 复查 输液 打印 扫 上传 下载 退货 换货 投 投递 写完 做完 改完 交付 下单 收拾 打包 清理 种 存 转 转账 "
    "报销 报税 理发 剪头发 剪 染 做饭 煮 烤 住 登记 挂号 咨询 注册 查 搜 验收 评审 过 跟进 催 递交 集合 动身 坐 转 赴 出院 住院 拆 安 过去 过来 洗牙 缴费 交房租 续费 续签 撸串 聚 玩 逛 逛街 看电影 唱歌 打球 约饭 碰头 碰面 见面 复盘 租 印 同步 演示 抢票 定稿 监考 上门 拆线 迁 交稿 打款 发版 封版 提测 加 补 接待 采访 拍摄 考研 考证 谈判 签约 压测"
)
_ACTION = "|".join(sorted(_ACTIONS, key=lambda word: (len(word), word), reverse=True))
_ACTS = re.compile(rf"(?:一起|亲自|顺便|马上|尽快|自己|去|来|先|再|得|要)*(?:{_ACTION})")
_NO_TASK = re.compile(
    r"^(?:死|命|疯|哭|吐|睡着|知道|说|问问你|请教|请问|问一下|看看|想想|是|有|没|相信|感谢|谢谢|帮助|帮忙|做到|你|不|开心|努力|加油|坚持|回来|学会|过得|成为|当|"
    r"找到(?:自己|幸福)|下雨|下雪|(?:去|来)?(?:下班|上班|睡觉|睡了|休息|吃饭|洗澡|忙)(?:了|$)|死了|印[象度尼])"
)
HABITUAL = re.compile(r"每(?!个人)|总是|经常|平时|一般|通常|天天|习惯|从不|从来|偶尔|有时|永远")
BYGONE = re.compile(r"一直|以前|小时候|从小|上次|昨天|前天|刚才|刚刚|当时|去年|上周|上个?月")
"""What says that something was, or has long been, done by somebody: 以前饭都是我来做."""
_AGAIN = re.compile(
    r"^(?P<thing>[^，。我你他她]{0,12}?)(?:就|那就)?(?:还)?再(?![说聊议](?:吧|$)|看吧?$)(?P<verb>[\u4e00-\u9fff].{0,10})$"
)
_FROM_NOW = re.compile(
    r"^(?:从)?(?:我|我们)?(?:从)?(?P<when>今天|明天|后天|这周|本周|下周一?|这个?月|下个?月|现在|今晚|今年)(?:起|开始)(?:我|要|就|打算|都)*(?P<task>[^，。]{2,})"
)
_DONE = re.compile(
    r"(?:已经|都|刚|终于|总算|早就|我|今天|昨天|刚才|们)*(?P<words>[^，。]{0,16}?)"
    r"(?P<verb>改|写|做|弄|搞|交|买|订|发|寄|办|修|付|打|洗|处理|完成|取|提交|部署|签|看|读|吃|开|联系|回复|上线|整理|打扫|约|缴|续|退|还|报|填|装|搬|复习|跑|学|拿|接|送|喂|遛|预约|申请|测|备份|迁移|合并|通知|确认)"
    r"(?:(?P<how>完成?|好|掉|过|定|妥|了?搞定)*(?:了|啦)(?P<rest>[^，。]{0,14})"
    r"|[完好](?:已经|都)?(?:发|寄|交|送|拿|转)给[^，。]{1,5}(?:了|啦)|[完好掉到](?P<thing>[^，。了]{1,10})(?:了|啦))$"
)
_SETTLED = "(?:报送完毕|提交完毕|完毕|搞定|完成|解决|结束|做完|办妥|弄好|办好)"
"""Verbs of what is done with."""
_FINISHED = re.compile(
    rf"(?P<words>[^，。]{{0,16}}?)(?:这(?:件)?事|的事)?(?:儿)?(?:已经?|均|都|也|刚)*(?:于[^，。]{{2,8}}?)?(?:(?:{_SETTLED}(?:了|啦)|[^，。]{{0,2}}完毕)|(?<=这事)搞定)$"
)
_AS_SAID = re.compile(rf"(?:这(?:件)?|的)事儿?(?:已经|都|也|刚)*{_SETTLED}(?:了|啦)?$")
"""How a report ends that names a task as it was set: 换护照这事搞定."""
_NOT_SO = re.compile("等|[他她它]|把|会|要|得|必须|今天|明天|后天|先|如果|要是")
"""How another's report begins, or one of what is still to come: 等护照这事搞定."""
_BARE = re.compile(
    r"^(?:好了|都|已经|全部|全都|终于|我)*(?:搞定|做完|完成|办好|弄好|写完|办完|弄完|都好)(?:了|啦)*$"
)
_CANCEL = re.compile(
    r"^(?P<what>[^，。]{1,14}?)(?:已经|就|也|先)?(?:取消|不用(?:去|买|做|开|交|改|提醒|订|办|修|看|洗|取|拿|寄|送|接|打|约|换|退|查|写|补)?|不(?:去|买|做|开|办|订|约|交|学)|作废|推掉|算)了"
    r"|^(?:不用|别|不必)(?:再)?(?P<what2>(?:提醒|买|订|去|做|交|改|约|联系|开)[^，。]{1,14})了$|^(?:取消|推掉|不(?:去|买|做|开|办|订)?)(?:了)?(?P<what3>[^，。]{2,14})(?:了|吧)$"
)
LAUGHS = re.compile(r"哈哈|嘿嘿|hhh|[😂🤣😆😜😏🙃🐶]|\[(?:狗头|笑哭|坏笑|偷笑|doge)\]")
"""What says that somebody laughs about what they tell."""
_APPOINTED = r"有(?:个|一个|场|一场|节)?[^，。]{0,8}(?:会|考试|面试|课|约会|聚会|聚餐|答辩|体检|手术|比赛|演讲|航班|飞机|婚礼|培训|评审|汇报)$"
_LISTED = re.compile(r"件事|以下|如下|这些事|待办")
_LATER = re.compile(
    r"(?<!每天)(?<!每)(?:今儿|今)?(?P<part>下午|晚上|中午|傍晚|待会儿?|等下(?![班课周个次雨雪])|一会儿?|回头|下班后?|晚点|等会儿?|过会儿?|过一会儿?)(?!好)"
)
"""Times of today that are named without the day."""
_WEATHER = re.compile(
    r"下雨|下雪|天气|降温|升温|刮风|放假|休息(?!室)|是|生日|节$|星期|周[一二三四五六日]$|有雨|晴|到期"
)


_TOLD_TO = re.compile(
    r"^我?(?:老板|领导|经理|主管|导师|老师|医生|大夫|客户|房东|爸爸|妈妈|[爸妈]|老婆|老公|甲方|上级|同事|公司|学校|leader)(?:让|要|叫|催|要求|通知|安排)我们?(?P<task>[^，。]{2,})(?<!了)$"
)
_NOT_YET = re.compile(
    rf"^(?P<thing>[^，。我你他她]{{0,10}}?)我?(?:都|也|好像)?还没(?:有)?(?:来得及|时间)?(?:去)?(?P<verb>{_ACTION})(?P<o>[^，。]{{0,10}}?)(?:呢|完|好)*$"
)
_NEVER_MIND = re.compile(
    r"还没(?:有)?(?:来得及|时间)?(?:去)?(?:吃|睡|到|来|看|想|说|听|毕业|结婚|过|见|给|跟|和|住|飞|找到|学会|出发|起飞|入职|出院|回|记|印象)"
)
_OFFER = re.compile(
    rf"^(?:那|好|行|这个|这块|这事)*我(?:来|去|这就去?|马上|会|回头|稍后|先去|负责)(?:去|来|再|尽快|把[^，。]{{1,12}})?(?P<verb>{_ACTION})(?P<o>[^，。]{{1,16}}?)(?:吧|哈|啊|哦)*$"
)
_DID = r"(?<![约订报排])(?<!约好)(?<!订好)了|过$"
_AT_END = r"(?<![约订报排])(?<!约好)(?<!订好)了$|过$"
"""What says that something was done, on a day that has begun anywhere: 今天上午去献了血."""
_OVERDUE = re.compile(
    rf"^(?:[^，。你他她]{{0,8}})?(?:也|又|都)?该(?:去)?(?:{_ACTION})[^，。]{{0,8}}了$"
)
"""房租该交了."""
_BOOKED = re.compile(
    r"的?(?P<thing>[^，。不没被我你他她]{0,8}?)(?:我们?)?(?:已经|也|都|早就|提前|刚|先)*(?:预?约好?|挂好?号)了(?:哈|啊|哦)*$"
)
"""What is set for a day to come that stands before: 6月10号已经约了."""
_THEN = re.compile(
    r"我(?:就|先|马上|这就)*(?:[去到上][^，。我你他她]{0,8}?)?(?P<verb>预?[订定约]|预定|买|写|改|做|发|寄|取|拿|接|送|带|租|借|交|换|联系|通知|打印|准备|安排|报名|查|找|修|退|洗|打扫|收拾|整理|提交|更新|申请|重启|重装|下单)"
    r"(?P<o>(?!(?P=verb)|一下|看|不|到|得|个?(?:说法|话题|问题|角度|人)|人)[^，。了过的怎什哪]{1,12}?)(?:先|吧|哈|啊|哦|呗)*$"
)
"""What somebody takes on who has heard the others: 那我买炭和肉."""
_NO_THEN = re.compile(r"难|还没|不|噩?梦$")
_BY_THEN = re.compile(
    r"(?:之前|以前|前|内|之内|以内)?(?:我|一定|肯定|保证|应该|争取|能|会|可以|给你们?)*(?:搞定|弄好|弄完|做完|做好|完成|办好|办完|写完|搞好)(?:吧|哈|啊|哦)*$"
)
"""By when what was said before will be done: 酒店我来订，周三之前搞定."""
_MINE = re.compile(
    rf"(?P<thing>[^，。我你他她]{{1,8}}?)(?:就|都|还是)?我(?:来|负责)(?!过)(?P<verb>{_ACTION})(?:吧|哈|啊|哦|呗|好了)*$"
)
"""What somebody takes upon themselves: 酒店我来订."""
_LEG = re.compile(
    r"(?:再|然后|接着|先)*(?:坐|乘|搭|开车|自驾|打车|骑车|转|飞)[^，。了过我你]{0,8}?(?:去|到|飞|回)[^，。了过我你]{2,8}(?=$|[，,。！!])|飞[^，。了过我你]{2,6}(?=$|[，,。！!])"
)
"""Where a journey goes on that a day was named for: 坐高铁去黄山."""
_SETTING_OUT = re.compile(r"出发|动身|去|出差|旅游|旅行")
_MUST = re.compile(r"(?:(?:之前|以前|前|就|也|还|都))*(?:得|要|必须|需要|应该)(?!是)")
"""What makes a duty of what would else be done: 周五之前得把合同签了."""
_ALONE = vocabulary(
    "交 写 改 发 寄 订 取 拿 签 付 缴 续 办 弄 搞 买 修 补 装 洗 还 退 换 查 问 报 约 打 测 填 印 转 看 开始 动手"
)
"""Verbs that say what is to be done with what was spoken of before: 明天交."""
_ONLY_VERB = re.compile(r"^(?:我|就|再|先|也|到家|回家|回去|下班|忙完)+")
"""What stands between a day and a verb alone that the speaker does then: 晚上到家再看."""
_MUSTS = frozenset({"必须", "必须得", "一定要", "务必"})
_SETS_OUT = re.compile(r"(?:出发|动身)$")
_STARTED = re.compile(r"[^，,。！!]*(?:出发|动身)[，,\s]*$")
_TELL = re.compile(
    r"^(?:我们?)?(?:还|也|就|先|回头|待会儿?|等下|明天|今晚|晚上|明早)*(?:得|要|需要|必须|应该|去|会|打算)(?:先|去|再|赶紧|提前|也)*"
    r"(?P<task>(?:跟|和|给|找|去找)[^，。]{1,8}?(?:说|讲|商量|确认|打)(?:一?声|一下|下|清楚|个电话|个招呼)[^，。了过]{0,8})$"
)
"""Whom somebody has to tell something: 我得跟房东说一声."""
_LEFT = re.compile(
    rf"^(?:我)?(?:就|现在|目前)?(?:还|只|就)(?:差|剩|有)(?:下|了)?[^，。]{{1,10}}?(?:还)?没(?:有)?(?:{_ACTION})(?:完|好|呢|啊)*$"
)
"""What is left to be done: 还差一份简历没投."""
_DEFERRED = re.compile(
    r"^(?:那|我|就|先|还是|只能)*(?:等)?(?:[^，。你他她]{0,4}?(?:回家|到家|回去|下班|放学|忙完|吃完饭|开完会|到公司|回公司|到单位|回宿舍|回办公室|有空|晚点|晚些时候)|[^，。你他她]{2,8}?(?:完|好))(?:了|以后|之后|后|的时候)?"
    r"我?再(?:慢慢|好好|仔细|接着|继续|重新|去|来)*(?:弄|搞|试|查|改|写|发|做|处理|办|买|看看|问|联系|重启|重装|换|装|回复?|整理|收拾|交|订|填|提|打)[^，。说]{0,6}$"
)
"""What is put off till somebody is home or free: 回家再弄."""
_OWED = re.compile(
    r"^(?:我们?|看来|也|还|就|又|真|所以|估计)*(?:得|要|需要|必须|该)(?:赶紧|尽快|赶快|抓紧|马上|抽空|抽时间|找时间|找人|也|再|重新|去|先|找个时间)*"
    r"(?:换|修|剪|买|补|交|办|续|充|洗|缴|付|退|还|打扫|收拾|下单|预约|约|订|续签|更新|升级|处理|报修|清理|重装|保养|年检|年审|复查|补办|补货|改|重写|重做|寄|发|扔|清|删|备份|续费|充值|充电|加油|交费|缴费|维修|剃|理|拔|查|问)"
    r"(?:新的|一下|掉|一?[个条台双件次趟]|了|点儿?|些)*$"
)
"""What has to be done with what was just spoken of: 灯泡坏了，得换."""
_ALL_OF_YOU = re.compile(
    r"^(?:你们|大家|各位|每人|每个人)(?:(?:都|自己)?(?:记得|别忘了|要|得|务必)(?:都|自己)?(?:带|穿|备|准备|自带|自备)[好够上足齐]?|(?:都|自己)?(?:带|备|准备|自带)[好够上足齐])(?P<what>[^，。了过的吗呢我你不很太真]{1,8})$"
)
"""What everybody is told to bring: 你们带够水."""
_CARRIED = re.compile(
    r"水|干粮|吃的|喝的|零食|午餐|雨[衣伞鞋具]|伞|帽|防晒|证|护照|急救包|药|衣|外套|鞋|袜|睡袋|帐篷|手电|头灯|充电宝|毛巾|墨镜|口罩|手套|碗|筷|餐具|杯|垫|登山杖|球拍|电脑|材料|票"
)
"""What somebody carries along, and is no mood, child or money."""
_ON_A_TRIP = re.compile(
    r"爬山|登山|徒步|露营|野餐|郊游|春游|秋游|团建|出游|旅[行游]|出发|集合|上山|海边|骑行|漂流|滑雪|钓鱼|自驾|烧烤|远足|我带"
)
"""What is told beside what all are to bring along, where no day is."""
_EACH = re.compile(r"[，,\s]+(?:每人|一人|至少|最少|最好)[^，,。！!？?了]{1,12}")
_SHOPPING = re.compile(
    r"^(?:我|还|也|又|另外|顺便|今天|明天|周末|下班)*(?:要|得|需要|记得|想)(?:去)?买$"
)
"""How a list of what to buy begins whose items stand apart: 要买 湿巾 棉柔巾 奶瓶刷."""
_GOAL = re.compile(
    r"^(?:我们?的?|今年的?|这个?月的?|本月的?|这周的?|下周的?|新年)*(?:目标|小目标)(?:是|就是|：|:)?(?P<task>[^，。]{2,})$"
)


def asked(told: Told) -> list[Statement]:
    """Return what the speaker asks to be reminded of or to have noted down."""
    text = told.clause.text
    pending = _NOT_YET.match(text)
    listed = _shopping(told)
    if listed:
        told.subject = told.scene.speaker()
        return [task(told, listed)]
    if _all_bring(told):
        told.subject = told.scene.speaker()
        each = _EACH.match(told.setting.whole, told.clause.end)
        return [task(told, f"{told.clause.verbatim}{each.group() if each is not None else ''}")]
    if _is_pending(told):
        told.subject = told.scene.speaker()
        return [task(told, re.sub("^(?:我们?|我們?)", "", told.clause.verbatim))]
    if pending and not _NEVER_MIND.search(text) and not told.clause.is_hearsay:
        told.subject = told.scene.speaker()
        return [task(told, told.clause.verbatim + _when_it_is(told, pending["verb"]))]
    for form, reason in (
        (_TOLD_TO, "told"),
        (_TELL, "told"),
        (_GOAL, "goal"),
        (_REMIND, "remind"),
        (_NOTE, "note"),
        (_REMEMBER, "remember"),
        (_NOT_FORGET, "remember"),
        (_AFTER_REMIND, "remind"),
    ):
        match = form.match(text)
        if match is None or (reason == "remember" and _RECALLS.search(text)):
            continue
        words = match["task"]
        owed = reason in {"told", "goal"}
        if owed and (told.clause.is_unreal or re.search(r"是$|不错|完成了|达成|什么", text)):
            continue
        if reason == "remind" and not _reminds(text, match):
            continue
        if reason == "note" and re.search(
            r"⟦|密码|是.*号|邮箱|(?<!打)(?<!打个)(?<!回)电话", told.clause.verbatim
        ):
            continue
        span = match.span("task")
        told.subject = told.scene.speaker()
        verbatim = told.clause.verbatim[span[0] : span[1]]
        before = "".join(f.moment.text for f in told.dates if f.end <= span[0])
        said = f"{before}{verbatim}" if words else verbatim
        return [task(told, said, remind=not owed)]
    return []


def _is_pending(told: Told) -> bool:
    """Tell what the speaker waits for, lacks or owes or has left to do, and not only till when something else waits."""
    text, clause = told.clause.text, told.clause
    if clause.is_hearsay or clause.is_unreal:
        return False
    waits = is_pending(text) and not BYGONE.search(text)
    return _LEFT.match(text) is not None or (
        waits and ONLY_WHEN.match(told.setting.whole[clause.end :]) is None
    )


def _all_bring(told: Told) -> bool:
    """Tell what all are to carry along on a day or a trip: 周六爬山，你们带够水."""
    match = _ALL_OF_YOU.match(told.clause.text)
    aside = told.clause.is_hearsay or told.clause.is_unreal
    if match is None or aside or not _CARRIED.search(match["what"]):
        return False
    whole = told.setting.whole
    ahead = any(_is_ahead(told, each) for each in find(whole, told.setting.said_at))
    return ahead or _ON_A_TRIP.search(whole) is not None


def _shopping(told: Told) -> str:
    """Return what to buy of a list whose items stand apart behind it."""
    if told.clause.is_hearsay or told.clause.is_unreal or not _SHOPPING.match(told.clause.text):
        return ""
    items = re.match(
        r"(?:[ ，,、：:\u3000]+[^ ，,、。！!？?了吗\u3000]{1,8})+$",
        told.setting.whole[told.clause.end :],
    )
    things = re.split(r"[ ，,、：:\u3000]+", items.group()) if items is not None else ()
    return f"{told.clause.verbatim}{'、'.join(each for each in things if each)}" if things else ""


def _when_it_is(told: Told, verb: str) -> str:
    """Return the clause that says how what is open will be done: 合同还没印，明天要印五份."""
    following = told.setting.whole[told.clause.end :]
    match = re.match(
        rf"[，, ]+(?P<duty>得|要|必须)?[^，。！!]{{0,12}}?{verb}[^，。！!]{{0,10}}", following
    )
    said = match.group() if match else ""
    ahead = [each for each in find(said, told.setting.said_at) if _is_ahead(told, each)]
    told.dates += ahead
    return said if ahead or (match and match["duty"]) else ""


def _reminds(text: str, match: re.Match[str]) -> bool:
    """Tell a request from a report: 他提醒我… and 这让我想起 are none."""
    before = text[: match.start("task")]
    return (
        re.search(
            r"(?:他|她|妈|爸|老婆|老公|同事|老板|医生|朋友|昨天|刚才|(?<!忘)了)[^，]{0,4}(?:提醒|叫|喊)",
            before,
        )
        is None
        and (
            "提醒" in before
            or "叫醒" in before
            or bool(re.search(r"(?:叫|喊)我(?:起床|一下|一声)", before + match["task"][:3]))
        )
        and not match["task"].startswith(("了", "过", "说"))
        and not re.search(r"(?:不用|不必|别|不要|不需要)再?提醒", before)
    )


def due(told: Told) -> Iterator[Statement]:
    """Yield what has to be done by a day where the subject is something else: 月底前要上线."""
    ahead = [found for found in told.dates if _is_ahead(told, found)]
    text = told.clause.text
    if _is_deadline(told):
        return
    owed = _owed(told)
    if owed:
        told.subject = told.scene.speaker()
        yield task(told, owed)
        return
    ahead = ahead or ([] if told.dates else _later(told))
    first = bool(ahead) and text.startswith(ahead[0].moment.text)
    if first and _ONLY_VERB.sub("", text[ahead[0].end :]) in _ALONE:
        told.subject = told.scene.speaker()
        yield task(told, told.clause.verbatim)
    elif first and _is_plan(told, ahead):
        yield task(told, told.clause.verbatim)


def read(told: Told) -> Iterator[Statement]:
    """Yield the task or the report of a clause whose subject is known."""
    subject = told.subject
    ahead = [found for found in told.dates if _is_ahead(told, found)]
    owed = _owed(told)
    if owed:
        told.subject = told.scene.speaker()
        yield task(told, owed)
    elif subject is not None and subject.who.first_person:
        yield from _own(told, ahead)
    else:
        yield from _of_another(told, ahead)


def _owed(told: Told) -> str:
    """Return what has to be done with what the clause before is about: 灯泡坏了，得换."""
    subject = told.subject
    anothers = subject is not None and not subject.who.first_person
    if (anothers and told.explicit) or not _OWED.match(told.clause.text):
        return ""
    before = re.split(r"[，,。！!]", told.setting.whole[: told.clause.start].rstrip("，, "))[
        -1
    ].strip()
    return f"{before}，{told.clause.verbatim}" if len(before) > 1 else ""


def _own(told: Told, ahead: list[Found]) -> Iterator[Statement]:
    """Yield the speaker's own task or report."""
    if not ahead and not told.dates and "habit" not in told.flags:
        ahead = _later(told)
    if ahead and _BOOKED.match(told.clause.text, ahead[-1].end):
        yield task(told, told.clause.verbatim)
    said = _own_report(told, ahead) or _own_task(told, ahead)
    if said is not None:
        yield said


def _own_report(told: Told, ahead: list[Found]) -> Statement | None:
    """Return what the speaker reports as done; a duty and what is booked are none."""
    must = any(_MUST.match(told.clause.text, place) for place in (told.start, told.at))
    booked = must or (
        ahead and re.search(r"(?:约|订|报|安排)(?:好)?了[^，。]{1,}", told.clause.text) is not None
    )
    return None if booked else _report(told)


def _own_task(told: Told, ahead: list[Found]) -> Statement | None:
    """Return what the speaker has to do."""
    text = told.clause.text
    leg = _leg(told)
    if leg is not None or _is_deadline(told) or _sets_out(told) or _LISTED.search(text):
        return leg  # of a list, the items follow
    starts = _FROM_NOW.match(text) or _OVERDUE.match(text)
    if starts is not None and not told.clause.is_hearsay:
        return task(told, told.clause.verbatim)
    habit = HABITUAL.search(text) is not None or _is_weekly(told)
    if habit or "negated" in told.flags or is_idle(text, told.setting.whole, dated=bool(ahead)):
        return None
    if _DEFERRED.match(text):
        return task(told, told.clause.verbatim)
    mine = _mine(told)
    if mine is not None:
        return mine
    begun = all(each.moment.start <= told.setting.said_at for each in ahead)
    done = re.search(_DID if begun else _AT_END, text) is not None
    finished = done and not (ahead and re.search(r"把[^，]{1,12}了$", text))
    planned = _is_plan(told, ahead) or (not finished and _is_dated(told, ahead))
    return task(told, _without_subject(told)) if planned or _takes_on(told) else None


def _is_weekly(told: Told) -> bool:
    """Tell what somebody does at weekends from what they will do at one: 周末就去爬山，基本每周都去."""
    weekly = re.search(r"(?<![这本下上个])周末(?:就|都|总|常|一般|基本)", told.clause.text)
    return weekly is not None and HABITUAL.search(told.setting.whole) is not None


_RULE_OF = re.compile(r"(?:规矩|规定|流程|步骤|制度|顺序|次序)(?:[:：]|就?是)")
"""What is told as how something is always done: 报销规矩：."""
_STEP = re.compile(r"(?:最后|然后|接着|再|先)")
_ABSURD = re.compile(
    r"(?:准备|打算)[^，。得要]{0,8}(?:睡|躺平|流浪|跑路|出家|要饭|讨饭|喝西北风|摆烂|当(?:乞丐|和尚|尼姑))"
)
"""What nobody plans but in a joke."""


def is_idle(clause: str, sentence: str, *, dated: bool) -> bool:
    """Tell a step of how something is always done, and an absurd plan that is laughed about, from what is to be done.

    报销规矩：先贴发票，最后周四前交财务; 哈哈哈哈我准备退房去睡图书馆了.
    """
    step = _STEP.match(clause) is not None and _RULE_OF.search(sentence) is not None
    jokes = not dated and _ABSURD.search(clause) is not None
    return step or (jokes and LAUGHS.search(sentence) is not None)


def _mine(told: Told) -> Statement | None:
    """Return what somebody takes upon themselves: 酒店我来订."""
    match = _MINE.match(told.clause.text)
    if match is None or match["thing"].endswith("是") or BYGONE.search(match["thing"]):
        return None
    return task(told, f"{match['verb']}{told.clause.verbatim[slice(*match.span('thing'))]}")


def _leg(told: Told) -> Statement | None:
    """Return where a journey goes, on the day that a clause before named."""
    if not told.setting.ahead or told.dates or not _LEG.match(told.clause.text):
        return None
    whole = told.setting.whole[: told.clause.start]
    last = re.split(r"[，,。！!]", whole.rstrip("，, "))[-1]
    if not _SETTING_OUT.search(last) or _WEATHER.search(last):
        return None
    before = [each for each in find(whole, told.setting.said_at) if _is_ahead(told, each)]
    told.dates += before[:1]
    start = _STARTED.search(whole)
    lead = start.group() if start else before[0].moment.text if before else ""
    return task(told, f"{lead}{told.clause.verbatim}")


def _sets_out(told: Told) -> bool:
    """Tell whether a clause says when somebody sets out, and the next where to."""
    following = told.setting.whole[told.clause.end :].lstrip("，, ")
    return bool(_SETS_OUT.search(told.clause.text) and _LEG.match(following))


def _is_deadline(told: Told) -> bool:
    """Tell whether a clause only says by when what another says will be done."""
    dates = told.dates
    return bool(dates and told.clause.start) and (
        dates[0].start == 0 and _BY_THEN.match(told.clause.text, dates[-1].end) is not None
    )


def _takes_on(told: Told) -> bool:
    """Tell whether somebody offers to do something, or draws the others' consequence: 那我买炭."""
    text = told.clause.text
    before = told.setting.whole[: told.clause.start].rstrip(" ，,")
    if before.endswith(("那", "那就")) and _follows(told):
        return True
    return bool(_OFFER.match(text)) and not _NO_TASK.match(_OFFER.sub(r"\g<verb>\g<o>", text))


def _follows(told: Told) -> bool:
    """Tell whether a clause after 那 begins with a verb of what is to be done: not 我发烧, 我改天."""
    match = _THEN.match(told.clause.text)
    if match is None or _NO_THEN.search(match["o"]):
        return False
    first = next((word for word in told.words if word.start == match.start("verb")), None)
    if first is None or _NO_TASK.match(match["verb"] + match["o"]) or _NO_TASK.match(match["o"]):
        return False
    unknown = first.text.startswith(match["verb"]) and not is_common(first.text, 1)
    return unknown or (first.text == match["verb"] and first.tag.startswith("v"))


def _is_verb(word: Word) -> bool:
    """Tell a verb, and what the dictionary does not know, such as 封标, which is tagged a noun."""
    return word.tag.startswith("v") or not is_common(word.text, 1)


def _of_another(told: Told, ahead: list[Found]) -> Iterator[Statement]:
    """Yield what somebody who is named has to do by a day: 阿敏下周二提交代码."""
    subject, text = told.subject, told.clause.text
    named = subject is not None and subject.who.type == "person" and "'s " not in subject.who.name
    if not (named and told.explicit and ahead) or HABITUAL.search(text) or "negated" in told.flags:
        return
    rest = text[told.start :]
    for found in told.dates:
        rest = rest.replace(text[found.start : found.end], "")
    rest = re.sub(
        r"^(?:负责|会|要|得|来|去|就|再|先|在|前|之前|把(?=[^，]{1,12}(?:给|发|好|完|交)))+",
        "",
        rest,
    )
    begun = all(each.moment.start <= told.setting.said_at for each in ahead)
    done = re.search(_DID if begun else r"[了过]$", rest) is not None  # 今天跑了个第一名
    if subject is None or not acts(rest) or len(rest) < 2 or done:
        return
    words = tell(told, told.clause.verbatim[told.start :], 0)
    text = f"{subject.shown}：{words}"
    yield replace(task(told, words), text=text, whole=text)


def acts(text: str) -> bool:
    """Tell whether a text begins with something to be done: 发邮件, but not 是."""
    return _ACTS.match(text) is not None and _NO_TASK.match(text) is None


def _is_plan(told: Told, ahead: list[Found]) -> bool:
    """Tell whether the clause says 要, 得, 打算 and then what is to be done."""
    text = told.clause.text
    start = told.start
    while True:
        date = next((found for found in told.dates if found.start == start), None)
        if date is not None:
            start = date.end
        elif (
            skip := re.compile(
                r"还|也|都|就|又|现在|最近|今年|晚点|待会儿?|一会儿?|等下|回头|另外|其实|目前|接下来|自己|可能|(?:下班|放学|午饭|晚饭|吃饭|开会|睡觉|睡|天黑|关门|出门|回家|开学)前|前|之前|以前|的时候|里|[和跟][^，。]{1,6}?(?=要|得|打算)"
            ).match(text, start)
        ) and skip.end() > start:
            start = skip.end()
        else:
            break
    plan = re.compile(
        r"(?P<plan>必须得?|一定要|需要|要|得|打算|计划|准备|决定|应该|该|约好?了?|预约了?|安排了|尽快|赶紧|争取|务必|尽量|想要?)"
    ).match(text, start)
    if plan is None:
        return False
    rest = (
        _PLAN.sub("", text[plan.end() :], count=1)
        if _PLAN.match(text, plan.end())
        else text[plan.end() :]
    )
    for found in told.dates:
        rest = rest.replace(found.moment.text, "")
    rest = re.sub(r"^(?:在|于|从|到(?=把)|的|先|，)+", "", rest.strip())
    if len(rest) < 2 and not (ahead and _ACTS.match(rest)):
        return False
    if _NO_TASK.match(rest) or re.search(r"你|这样|那样|怎么", rest):
        return False
    wished = plan["plan"] in {"想", "想要", "应该", "该"} and not ahead
    if wished or re.match(r"一[杯份个碗张瓶]|[两三]", rest):
        return False
    must = bool(ahead) and plan["plan"] in _MUSTS and not _WEATHER.search(rest)
    must = must and _is_verb(words(rest)[0])
    return (
        must
        or _ACTS.match(rest) is not None
        or (
            (bool(ahead) or plan["plan"] in {"打算", "计划", "准备", "决定"})
            and _starts_with_verb(told, rest)
        )
    )


def _is_dated(told: Told, ahead: list[Found]) -> bool:  # noqa: PLR0911 - one form after the other
    """Tell whether something is set for a day to come: 周六跟妈妈吃饭, 周报明天再写."""
    text = told.clause.text
    if not ahead or "ended" in told.flags:
        return False
    rest = text[told.start :]
    for found in told.dates:
        rest = rest.replace(text[found.start : found.end], "")
    rest = re.sub(
        r"^(?:还|也|都|就|又|在|前|之前|内|之内|以内|的|左右|那天|要|，|里|从(?!早|头|小(?:时|就|到|都))[^，。]{1,6}?(?=出发|动身|起飞|飞|坐|去|过去)|[^，。]{1,8}我(?=\S))+",
        "",
        rest,
    )
    rest = re.sub(r"^(?:接着|继续|开车|坐车|自己|亲自|顺便)+", "", rest)
    if re.match(_APPOINTED, rest) or re.fullmatch(
        r"(?:在|到)?[^，。我你他她不]{2,8}[集汇]?[见合]", rest
    ):
        return True
    if re.search(r"(?:真|太|好|很|特别)(?:开心|好玩|舒服|好吃|爽|累|美|不错|有意思)了?$", rest):
        return False
    if _WEATHER.search(rest) or _NO_TASK.match(rest) or rest.endswith("着"):
        return False
    if _AGAIN.match(rest) and len(rest) >= 3:
        return True
    if re.match(r"(?:约|预约|订|安排|报)了?[^，。]{1,}", rest):
        return True
    if told.explicit and _starts_with_verb(told, rest) and len(rest) >= 2:
        return re.match(r"在|是|有|住|会|能|记得|以为|觉得|知道", rest) is None
    return rest in _ALONE or (_ACTS.match(rest) is not None and len(rest) >= 2)


def _later(told: Told) -> list[Found]:
    """Return the part of today that a clause names without the day."""
    match = _LATER.match(told.clause.text, told.start) or _LATER.match(told.clause.text)
    if match is None:
        return []
    said = find(f"今天{match['part']}", told.setting.said_at)
    day = said[0].moment if said else None
    if day is None or day.end <= told.setting.said_at:
        return []
    moment = replace(day, text=told.clause.verbatim[match.start() : match.end()])
    found = Found(match.start(), match.end(), moment)
    told.dates.append(found)
    return [found]


def _starts_with_verb(told: Told, rest: str) -> bool:
    start = told.clause.text.rfind(rest)
    word = next((word for word in told.words if word.start >= start >= 0), None)
    return word is not None and word.tag.startswith("v")


def _is_ahead(told: Told, found: Found) -> bool:
    return found.moment.end > told.setting.said_at


def _without_subject(told: Told) -> str:
    text = told.clause.verbatim
    lead = text[: told.start]
    own = re.compile(r"我们?|咱们?|俺|本人")
    return own.sub("", lead, count=1) + text[told.start :] if told.explicit else text


def task(told: Told, words: str, *, remind: bool = False) -> Statement:
    """Return what the speaker has to do, with the first date ahead."""
    actor = told.scene.actor
    words = tell(told, words.strip(" ：:"), 0)
    words = re.sub(r"^(?:还|也|就|又)*(?=要|得|需要)", "", words)
    text = f"提醒{actor}：{words}" if remind else f"{actor}：{words}"
    moments = [found for found in told.dates if found.moment.end > told.setting.said_at]
    task = base(
        told,
        "needs to",
        words,
        words,
        "thing",
        Claim.TASK,
        tense=Tense.FUTURE,
        mood=Mood.INTENTION,
        text=text,
    )
    return replace(task, moment=moments[0].moment if moments else None)


def _report(told: Told) -> Statement | None:
    """Return what is said to be done or called off; an empty object for a bare "done"."""
    text = told.clause.text
    if (
        re.search(r"没|还没|不(?!用|去|买|做|开|办|订|约|交|学)|快|要|如果|该", text)
        and _CANCEL.match(text) is None
    ):
        return None
    if _BARE.match(text):
        return _done(told, "")
    cancelled = _CANCEL.match(text)
    if cancelled is not None:
        dropped = next(value for value in cancelled.groups() if value)
        return replace(_done(told, dropped), negated=True)
    match = None if "不" in text else _FINISHED.match(text) or _DONE.match(text)
    if match is not None and _RESET.search(text):
        return None
    planned = match is not None and text.endswith("搞定") and _NOT_SO.match(text) is not None
    if match is None or planned:
        return None
    return _done(told, text if _NOT_SO.match(text) else _AS_SAID.sub("", text))


def called_off(told: Told) -> Iterator[Statement]:
    """Yield what need not be done any more because of what somebody said: 领导说改外卖，包间不用订了."""
    text = told.clause.text
    if _CANCEL.match(text) and not re.search("[说讲]|听", text):
        told.subject = told.subject or told.scene.speaker()
        report = _report(told)
        yield from () if report is None else (report,)


def thing_done(report: str) -> str:
    """Return what a report names by which its task is known: 餐单 of 强仔餐单前晚写好了.

    It is the end of what stands before the verb, or behind it; all of a report that is none. The
    verb is the task's, too, or says no more than that something is done.
    """
    match = _DONE.match(report)
    if match is None:
        formal = _COMPLETED.match(report)
        return formal["thing"][-2:] if formal is not None else report
    before = match["words"]
    while (shorter := _BETWEEN.sub("", before)) != before:
        before = shorter
    behind = match["rest"] or match["thing"] or ""
    thing = before or re.sub(r"^(?:[一二两三]?[个份张件封只条])|[给到在].*$", "", behind)
    if match["verb"] in _ANY_VERB and before:
        return thing[-2:]
    if len(thing) == 1:
        return f"{match['verb']}{thing}"
    return thing[-2:] if thing else report


_COMPLETED = re.compile(
    r"(?P<thing>[^，。已均都]{2,12}?)(?:已经?|均已?|都)(?:于[^，。]{2,8}?)?[^，。]{0,2}(?:完毕|完成)"
)
_RESET = re.compile(r"(?:时间|日期|日子|预约|appointment|安排|行程|会|号)(?:又|也|都|已经)?改了$")
"""What is set for another day, and not done: 看牙的预约改了."""
_ANY_VERB = frozenset({"办", "弄", "搞", "做", "处理", "完成"})
_BETWEEN = re.compile(
    r"^(?:里|把|那个|这个|的)+|(?:在[^，。]{1,6}[上里])|(?:前天|前晚|昨天|昨晚|今天|今早|今晚|刚才|刚|已经|早就?|都|也|就|终于|总算|我|给|才|上午|下午|晚上|中午|全)++(?:里)?$"
)
"""What stands around the thing before the verb: 物业费刚在小程序上(交完了)."""


def _done(told: Told, words: str) -> Statement:
    return base(told, "does", "do", words, "thing", Claim.DONE, tense=Tense.PAST, text=words)
