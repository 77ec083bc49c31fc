"""What is told in passing in Chinese: wishes to the agent and its name, tasks and who has them, jobs, places and moods."""

from datetime import UTC, datetime

import pytest
from tests.e2e.stories import texts_of_talk

from octomem import Orchestrator
from octomem.agents.reading.chinese.dates import find


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("眼睛花 你回我字少一点 一句一句来", "字少一点"),
        ("别给我打电话 开车呢 有事发短信", "别给小雨打电话，有事发短信"),
        ("有事微信找我，别打电话", "有事微信找小雨，别打电话"),
        ("别用专业词 说人话哈 我初中毕业", "别用专业词"),
        ("第一，以后日期都写成 日/月/年。", "日期都写成日/月/年"),
        ("代码按3.8写", "代码按3.8写"),
        ("python只能用3.8，你以后给代码注意这点", "python只能用3.8，你以后给代码注意这点"),
        ("你别老道歉", "别老道歉"),
        ("不要用表格，手机上看不了", "不要用表格"),
        ("别用感叹号 我看着烦 以后写啥都别用", "别用感叹号，以后写啥都别用"),
    ],
)
def test_a_wish_said_beside_other_things_is_kept(quick: Orchestrator, text: str, wish: str) -> None:
    """It is a standing instruction, told with what it points back to."""
    told = [each for each in texts_of_talk(quick, f"小雨：{text}", "core") if "要求：" in each]
    assert any(wish in each for each in told), told


@pytest.mark.parametrize(
    "text",
    [
        "今天别打电话，有事发微信，我在开会",
        "我老板说别给他打电话有事发短信",
        "我妈说有事发短信",
        "这日期写成了9月",
        "日期写成哪种好？",
        "我们代码按模块写的",
        "字太小了看不清",
        "这道题一步一步来算出来是5",
        "帮我把日期写成日/月/年",
        "帮我写个通知，字少一点",
        "我们公司日期都写成日/月/年",
        "医生说别老熬夜",
        "他说人话就是要裁员了",
        "你就叫个外卖吧",
        "我就叫你去吧",
    ],
)
def test_what_only_sounds_like_a_wish_is_none(quick: Orchestrator, text: str) -> None:
    """What others want, what is so, and what is asked for once orders nothing."""
    told = texts_of_talk(quick, f"小雨：{text}", "core")
    assert not any("要求：" in each or "助手叫" in each for each in told), told


@pytest.mark.parametrize(
    ("talk", "persona"),
    [
        ("小雨：以后叫你小灯好了", "助手叫小灯"),
        ("小雨：你就叫老伙计吧", "助手叫老伙计"),
        ("小雨：就叫你小夏吧 以后说话短点", "助手叫小夏"),
        ("小雨：我就叫你老铁了哈", "助手叫老铁"),
        ("小雨：你就给我当管家 名字叫阿福得了", "助手叫阿福"),
        ("小雨：你名字就叫小满好了", "助手叫小满"),
        ("小雨：就叫你小心点吧", None),
        ("小雨：就叫你妈妈吧", None),
        ("小雨：你给它起一个 名字叫小白得了", None),
        ("小雨：你说我当导游 名字叫小灯好不好", None),
        ("小雨：你以后就叫豆包", "助手叫豆包"),
        ("小雨：你就叫我老王吧", None),
        ("小雨：你就叫他老张吧", None),
        ("小雨：我以后叫你起床", None),
        ("助手：我是客服，请问有什么可以帮您", None),
        ("助手：我是认真的", None),
        ("助手：我是说，这个方法不行", None),
    ],
)
def test_the_agent_goes_by_the_name_it_is_given(
    quick: Orchestrator, talk: str, persona: str | None
) -> None:
    """A person may name it in passing."""
    named = [each for each in texts_of_talk(quick, talk, "core") if "助手" in each]
    assert named == ([persona] if persona else [])


def test_naming_the_listener_names_nobody_else(quick: Orchestrator) -> None:
    """我叫你阿福行吧 says nothing of the speaker's own name."""
    assert not any("名字" in each for each in texts_of_talk(quick, "小雨：我叫你阿福行吧", "core"))


@pytest.mark.parametrize(
    ("talk", "task", "wrong"),
    [
        ("小雨：明天去盖章…不对 是后天", "后天", "明天"),
        ("小雨：明天去盖章，不对，是后天", "后天", "明天"),
        ("小雨：明天去取蛋糕。说错了，是后天", "后天", "明天"),
        ("小雨：明天三点接孩子，不对，是四点", "明天四点", "三点"),
        ("小雨：下个月我再找你们买两卷切刀…哦不是切刀 是热敏纸 十卷", "十卷热敏纸", "切刀"),
        ("小雨：记得买两箱牛奶 / 助手：好 / 小雨：不是牛奶，是酸奶", "两箱酸奶", "牛奶"),
    ],
)
def test_a_task_that_is_put_right_is_one(
    quick: Orchestrator, talk: str, task: str, wrong: str
) -> None:
    """What was said wrong in the same breath, or before, is no task beside the right one."""
    told = texts_of_talk(quick, talk, "working")
    assert len(told) == 1, told
    assert task in told[0]
    assert wrong not in told[0]


@pytest.mark.parametrize(
    ("talk", "task"),
    [
        ("苏曼：午餐谁准备？去年是我妈做的 / 纪南：我来做吧。他芒果过敏", "纪南：准备午餐"),
        ("苏曼：午餐谁准备 / 纪南：我来做午餐吧", "纪南：准备午餐"),
        ("苏曼：老师说“尽量穿园服”，你明天得去买件120码的 / 纪南：好。我在高铁上", "120码"),
        ("麦朵：老姜还没给哦 / 老姜：今晚转", "转"),
        ("小雨：房租还没转 / 阿强：明天转", "房租"),
        (
            "丁禾：要写死在代码里吗 / 助手：不要写死,放到 secrets.h 里。 / 丁禾：好 明天我就弄。",
            "secrets.h",
        ),
        ("助手：睡前可以:九点关手机,然后做腹式呼吸。 / 文姐：这个行 明天就开始。", "腹式呼吸"),
        ("老金：手机上看不了大表 明天到家再看", "大表"),
        ("小雨：明天先去银行，再去邮局", "银行"),
        ("小雨：哈哈哈我明天去取", "去取"),
        ("小雨：师傅明天上午上门", "师傅明天上午（"),
    ],
)
def test_a_task_is_told_with_what_it_is_about(quick: Orchestrator, talk: str, task: str) -> None:
    """A share that is taken on has its thing, and what is left unsaid is what was spoken of before."""
    told = texts_of_talk(quick, talk, "working")
    assert any(task in each for each in told), told


@pytest.mark.parametrize(
    "talk",
    [
        "小雨：好 今晚我就弄",
        "小雨：明天我来弄",
        "戴晓：哈哈哈哈我准备退房去睡图书馆了",
        "助手：失眠多久了？睡前喝咖啡吗？ / 小雨：两礼拜吧。一天三杯咖啡",
        "小雨：记住我们报销规矩：先贴发票，再找部门经理签字，最后周四前交财务",
        "小雨：公司规定：先打卡，再吃饭，最后下班",
        "小雨：午餐谁准备的 / 阿强：我做的",
        "小雨：晚饭谁做 / 阿强：我妈来做",
        "小雨：我买的不是牛奶，是酸奶",
        "小雨：老板很满意 明天再看",
    ],
)
def test_what_says_nothing_of_what_is_to_be_done_is_no_task(quick: Orchestrator, talk: str) -> None:
    """Nor are a joke, how long something lasts, and a step of how it is always done."""
    assert texts_of_talk(quick, talk, "working") == []


def test_what_is_noted_and_what_is_planned_are_apart(quick: Orchestrator) -> None:
    """Steps that somebody is to note are no errand of the day on which they do something else."""
    told = texts_of_talk(
        quick,
        "章序：上线流程你记一下:先在灰度跑一小时,再看错误率 / 乐乐：ok。后天我休假去爬四姑娘山",
        "working",
    )
    assert len(told) == 1, told
    assert "四姑娘山" in told[0]
    assert "灰度" not in told[0]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("我那杂货铺最近生意不好", "开杂货铺"),
        ("我裁缝店关五天 贴个告示就行", "开裁缝店"),
        ("在智利圣地亚哥开一间杂货铺", "开杂货铺"),
        ("我退休前开火车的 开了36年", "退休了，以前开火车"),
        ("我是计明霞，迪拜分公司的行政", "行政"),
        ("在一所孔子学院教中文，兼职。", "教中文"),
        ("香菇不行", "香菇不行"),
        ("香菜碰都不碰", "不吃香菜"),
        ("花生不行，一吃就肿", "对花生过敏"),
    ],
)
def test_who_somebody_is_is_told_in_fragments(quick: Orchestrator, text: str, entry: str) -> None:
    """A job, a shop and what somebody does not eat are told in a clause without a verb of being."""
    told = texts_of_talk(quick, f"小雨：{text}", "core")
    assert any(entry in each for each in told), told


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("香菇不行", "过敏"),
        ("牛奶不碰", "过敏"),
        ("乳糖不耐,碰都不碰", "碰"),
        ("我吃蛤会起疹子 敏感的", "敏感的"),
        ("吃的上我不吃辣 一点都不行", "一点都不行"),
        ("我那家酒店不错", "开"),
        ("我花店买的花", "开"),
        ("在我家楼下开一家奶茶店", "开"),
        ("我开了家理发店的会员卡", "开"),
        ("我想开一家咖啡馆", "开"),
        ("我以前开一家面馆", "开"),
        ("我妈开一间杂货铺", "开"),
        ("我那奶茶店里的朋友", "开"),
        ("我退休前想去旅游", "退休"),
        ("他退休前开火车的", "退休"),
        ("我叫李娜，你们的数据有问题", "数据"),
    ],
)
def test_what_says_nothing_of_somebody_is_no_entry(
    quick: Orchestrator, text: str, wrong: str
) -> None:
    """How much, without of what, is nothing; and a shop that somebody goes to is not theirs."""
    assert not any(wrong in each for each in texts_of_talk(quick, f"小雨：{text}", "core"))


@pytest.mark.parametrize(
    ("text", "facet", "value"),
    [
        ("刚加完气 停在加气站门口歇口气", "place", "加气站门口"),
        ("凌晨三点了 睡不着 躺宿舍床上刷手机", "place", "宿舍床上"),
        ("凌晨三点了 睡不着 躺宿舍床上刷手机", "device", "手机"),
        ("蹲马路边吃盒饭", "place", "马路边"),
        ("在田里摘辣椒", "place", "田里"),
        ("陈太那边我下午过去 现在拱北吃肠粉", "place", "拱北"),
        ("累死了刚下播,嗓子冒烟", "mood", "累"),
        ("啊 烦。要是能把体检报告P成合格就好了", "mood", "烦"),
        ("他躺床上刷手机", "place", None),
        ("他躺床上刷手机", "device", None),
        ("昨晚躺床上刷手机", "device", None),
        ("孩子趴桌上写作业", "place", None),
        ("坐地铁上班", "place", None),
        ("坐火车里程多", "place", None),
        ("躺床上刷手机伤眼睛", "place", None),
        ("你躺床上看书吧", "place", None),
        ("现在北京吃饭贵", "place", None),
        ("现在年轻人吃火锅", "place", None),
        ("老板烦", "mood", None),
        ("累死了多少人", "mood", None),
        ("真棒啊，零下六度没暖气，太爽了🙃", "mood", None),
    ],
)
def test_where_and_how_somebody_is_just_now(
    quick: Orchestrator, text: str, facet: str, value: str | None
) -> None:
    """A clause without 在, and a sigh, tell it; what others do and what is meant otherwise does not."""
    texts_of_talk(quick, f"小雨：{text}", "contextual")
    found = [each.fields for each in quick.list(user_id="u", kinds=["contextual"])]
    told = [each["value"] for each in found if each["facet"] == facet]
    assert told == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("帮我记一下：落地后要给房东打电话", 1),
        ("我改监下周五下午的数学", 1),
        ("帮我记一下房东电话13800001111", 0),
    ],
)
def test_a_call_is_noted_once_and_a_number_is_no_call(
    quick: Orchestrator, text: str, tasks: int
) -> None:
    """A call to be made is a task, told once; a telephone number is none."""
    assert len(texts_of_talk(quick, f"小雨：{text}", "working")) == tasks


@pytest.mark.parametrize(
    ("talk", "task"),
    [
        (
            "佘可欣：红灯一直闪 / 助手：已为您登记，师傅明天上午9点到11点上门。",
            "佘可欣：师傅明天上午",
        ),
        (
            "佘可欣：我想退掉 / 助手：好的，已经给您安排了，快递员明天下午来取件。",
            "佘可欣：快递员明天下午",
        ),
        ("老姜：我带急救包，你们带够水，每人至少两升", "你们带够水，每人至少两升"),
        ("阿兰：大家记得带身份证", "带身份证"),
        ("佘可欣：红灯一直闪 / 助手：需要师傅明天上门吗？", None),
        ("佘可欣：红灯一直闪 / 助手：如果还不行，师傅明天可以上门。", None),
        ("佘可欣：红灯一直闪 / 助手：师傅一般明天上门。", None),
        ("佘可欣：红灯一直闪 / 助手：师傅昨天已经上门了。", None),
        ("小雨：你们带娃辛苦", None),
        ("小雨：你们带够了吗", None),
        ("小雨：大家都带好了", None),
        ("小雨：他说你们带够水", None),
        ("小雨：如果大家带够水就没事", None),
    ],
)
def test_a_visit_and_what_all_are_to_bring_are_tasks(
    quick: Orchestrator, talk: str, task: str | None
) -> None:
    """Who an assistant says will come is the appointment of whom it answers."""
    told = texts_of_talk(quick, talk, "working")
    assert (told == []) if task is None else any(task in each for each in told), told


def test_a_span_of_hours_is_on_one_day() -> None:
    """The second hour is of the first one's day, and behind it."""
    said = datetime(2026, 11, 27, 3, tzinfo=UTC)

    def hours(text: str) -> list[tuple[int, int]]:
        return [(each.moment.start.day, each.moment.start.hour) for each in find(text, said)]

    assert hours("明天上午9点到11点") == [(28, 9), (28, 11)]
    assert hours("明天下午3点到5点") == [(28, 15), (28, 17)]
    assert hours("9点到后天11点") == [(27, 9), (29, 11)]


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("影响大了 我羽毛球教练啊", "小雨的职业是羽毛球教练", ""),
        ("我一护士 天天夜班", "小雨的职业是护士", "一护士"),
        ("我有个羽毛球教练", "", "职业"),
        ("我游泳教练很严", "", "职业"),
        ("我是建设银行的客户经理", "小雨的职业是客户经理", ""),
        ("我是工商银行的 做柜员五年了", "小雨是工商银行的", ""),
        ("我工商银行的 卡丢了", "", "小雨是工商银行的"),
        ("手机银行登不上了 我是工商银行的", "", "小雨是工商银行的"),
        ("我是工商银行的客户", "", "工作"),
        ("我开三菱 十年了", "小雨开三菱", ""),
        ("三菱電機MSZ-FX12 前年买的", "", "开三菱"),
        ("喜欢啥呀 闲的", "", "喜欢啥"),
        ("我必须回去一趟", "", "必须回去一趟"),
        ("2019年就开了家面馆", "小雨2019年就开了家面馆", ""),
        ("攒够五万就回去开个面馆", "", "开了"),
        ("我有高血压", "小雨有高血压", ""),
        ("我没有 体检血糖正常的", "", "有血糖"),
    ],
)
def test_what_somebody_is_in_passing_and_is_not(
    quick: Orchestrator, text: str, told: str, untold: str
) -> None:
    """A job in half a clause is kept; a customer, a wish and what everybody has are none."""
    found = texts_of_talk(quick, f"小雨：{text}", "core", "semantic", "knowledge")
    assert not told or told in found, found
    assert not untold or not any(untold in each for each in found), found


@pytest.mark.parametrize(
    ("talk", "told", "untold"),
    [
        ("小雨：我爸糖尿病八年了 / 助手：现在用什么药？ / 小雨：二甲双胍一天两次", "小雨的爸在用二甲双胍", "小雨在用"),
        ("小雨：我妈高血压好多年了 / 助手：在吃什么药？ / 小雨：氨氯地平 每天早上一片", "小雨的妈在用氨氯地平", "小雨在用"),
        ("小雨：我糖尿病八年了 / 助手：现在用什么药？ / 小雨：二甲双胍一天两次", "小雨在用二甲双胍", ""),
        ("小雨：我爸糖尿病八年了 / 助手：您自己在吃什么药？ / 小雨：阿司匹林", "小雨自己在吃阿司匹林", "爸在用"),
        ("小雨：我爸糖尿病八年了 / 助手：挺久了。 / 小雨：我在用二甲双胍", "小雨在用二甲双胍", "爸在用"),
        ("小雨：我爸糖尿病八年了 / 助手：现在用什么药？ / 小雨：上个月医生给加了达格列净", "", "小雨在用"),
        ("助手：您山东人，平时肯定爱喝两杯吧？ / 小雨：哪啊 我酒精过敏 一口就起疹子", "小雨酒精过敏", "回答"),
        ("助手：平时您都做些什么？ / 小雨：女儿周琳在成都上班 一个月回来一趟", "", "一个月回来"),
        ("助手：家里几个孩子？ / 小雨：俩 大儿子郑一鸣 烟台二中住校 高二了", "", "高二"),
    ],
)  # fmt: skip
def test_an_answer_about_somebody_else_is_not_the_speakers(
    quick: Orchestrator, talk: str, told: str, untold: str
) -> None:
    """Whom the agent asks about who has just been told of; behind a denial or a relative nothing is the answer."""
    found = texts_of_talk(quick, talk, "core", "semantic")
    assert not told or told in found, found
    assert not untold or not any(untold in each for each in found), found


@pytest.mark.parametrize(
    ("text", "lasts"),
    [
        ("座位我只要靠窗的", True),
        ("酒店都要高楼层的", True),
        ("火车我只坐下铺", True),
        ("高铁我一律选靠窗", True),
        ("这次酒店要高楼层的", False),
        ("酒店要大床房一间", False),
        ("机票要靠过道的两张", False),
        ("下周去上海 酒店要高楼层的", False),
        ("我妈说酒店要高楼层的", False),
        ("酒店要高楼层的吗", False),
        ("酒店要高楼层还是低楼层", False),
        ("座位要靠窗的没了", False),
        ("飞机坐靠窗的看到了雪山", False),
        ("如果酒店要高楼层得加钱", False),
    ],
)
def test_which_seats_and_rooms_somebody_always_wants(
    quick: Orchestrator, text: str, *, lasts: bool
) -> None:
    """A wish for seats or rooms that names no trip holds for all of them."""
    told = texts_of_talk(quick, f"小雨：{text}", "core")
    assert any("要求：" in each for each in told) == lasts, told
