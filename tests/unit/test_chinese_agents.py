"""What the agents make of Chinese turns, by kind."""

import pytest
from tests.unit.chinese import ALWAYS, agents_make, read, texts
from tests.unit.readings import reading as built

from octomem.agents.base import Intent
from octomem.agents.chinese_situation import find_device, find_mood, find_place, find_time, present
from octomem.agents.chinese_steps import asked_goal, find_chinese_steps
from octomem.agents.registry import all_agents
from octomem.agents.slots import load_table
from octomem.memory import Kind
from octomem.stores.vault.secrets import find_secrets
from octomem.turn import Role

TASKS = """
提醒我明天下午三点开会|2024-05-09T15:00:00.000000Z
记得周五交房租|2024-05-11T00:00:00.000000Z
房租该交了|
阿敏下周二提交代码|2024-05-15T00:00:00.000000Z
别忘了买牛奶|
我明天要去银行办卡|2024-05-10T00:00:00.000000Z
我得在周五之前把报告写完|2024-05-10T00:00:00.000000Z
下周三我要去上海出差|2024-05-16T00:00:00.000000Z
我打算明年考研|2026-01-01T00:00:00.000000Z
我计划国庆去云南旅游|2024-10-08T00:00:00.000000Z
周六跟妈妈吃饭|2024-05-12T00:00:00.000000Z
周一上午十点面试|2024-05-13T10:00:00.000000Z
周五下午三点约了复诊|2024-05-10T15:00:00.000000Z
我需要给房东打电话|
帮我记一下：5月20号续签证|2024-05-21T00:00:00.000000Z
合同明天再签|2024-05-10T00:00:00.000000Z
周报我明天发给你|2024-05-10T00:00:00.000000Z
我得先把这个bug修了|
等会儿我去接孩子|2024-05-09T00:00:00.000000Z
我们下周三上线新版本|2024-05-16T00:00:00.000000Z
我决定从明天开始健身|2024-05-10T00:00:00.000000Z
明天下午有个面试|2024-05-09T18:00:00.000000Z
这周五前必须提交论文|2024-05-10T00:00:00.000000Z
老板让我周五前交方案|2024-05-10T00:00:00.000000Z
我明天要交三个方案|2024-05-10T00:00:00.000000Z
签证还没办|
我来写文档吧|
那我去订会议室|
目标是年底前减十斤|2024-11-01T00:00:00.000000Z
6月10号已经约了|2024-06-11T00:00:00.000000Z
20号下班前必须封标啊各位|2024-05-21T00:00:00.000000Z
下周一从上海出发，坐高铁去黄山|2024-05-14T00:00:00.000000Z
合同还没印，明天要印五份|2024-05-10T00:00:00.000000Z
酒店我来订，明天搞定|
好，那我带帐篷|
"""

NO_TASKS = (
    "小周明天生日",
    "小周昨天提交了代码",
    "小周明天可能会来",
    "周末去爬山真开心",
    "我要一杯咖啡",
    "我要是有时间就去",
    "我要去睡觉了",
    "我每天要开会",
    "他提醒我吃药了",
    "我还记得你说过的话",
    "你明天要去哪里？",
    "要是明天下雨我就在家写代码",
    "明天下雨",
    "听说明天要开会",
    "下周放假",
    "我还没吃饭",
    "我去吃饭",
    "那我看看",
    "那我买什么好呢？",
    "那我换个说法",
    "北京我来过",
    "明天必须是晴天",
    "去年五月坐高铁去黄山",
    "发到海曙区柳汀巷7号",
    "我还没印象",
    "平时都是我来做饭",
    "每次碗都是我来洗",
    "衣服一直是我来洗",
    "以前饭都是我来做",
    "小时候碗都我来洗",
    "每周的报告我来写",
    "公园我去跑步",
    "那我做噩梦",
    "那我发烧",
    "那我发誓",
    "那我接受",
    "那我改天",
    "那我借口有事",
    "那我写字难看",
    "那我接着睡",
    "那我准备睡觉",
    "明天下雨，打车去公司",
    "周六从早到晚都坐着",
    "明天一定要顺利",
)

DONE = ("房租交了", "牛奶已经买好了", "报告写完了", "机票订好了", "会议取消了", "登录页改完了")

ORDERS = """
以后都用中文回答我
请用简短的句子回答
回答的时候不要用表情符号
以后叫我老张
别叫我先生
每次回答都先给结论
代码注释一律用英文
以后推荐餐厅不要推荐辣的
请始终用敬语
回复尽量控制在100字以内
跟我说话不用客气
你以后别再道歉了
以後回答都用繁體中文
以后订票都给我订静音车厢
写周报的时候用要点形式，别超过200字，以后都这样
"""

NO_ORDERS = (
    "用中文翻译这段话",
    "帮我写一封邮件，语气正式一点",
    "别出错",
    "请稍等",
    "以后我想住在海边",
    "我以后会努力的",
    "不要难过",
    "别担心",
    "每次发版之前都要先跑测试，再备份数据库",
)


@pytest.mark.parametrize("row", TASKS.strip().splitlines())
def test_a_task_is_kept_with_its_due_date(row: str) -> None:
    """Reminders, duties, plans and appointments are tasks; a date in them is when it is due."""
    text, _, due = row.partition("|")
    found = [c for c in agents_make(text) if c.kind is Kind.WORKING and c.intent is Intent.ASSERT]

    assert [due or None] == [c.fields["due"] for c in found]


@pytest.mark.parametrize("who", ["阿敏", "小李"])
def test_a_task_of_another_is_told_of_them(who: str) -> None:
    """The speaker does not move house because a colleague does."""
    assert [f"{who}：周六（2024年5月11日）要搬家"] == texts(f"{who}周六要搬家", Kind.WORKING)


@pytest.mark.parametrize("text", NO_TASKS)
def test_what_is_no_task(text: str) -> None:
    """Orders in a café, conditions, habits, weather, hearsay and questions are none."""
    assert not texts(text, Kind.WORKING)


@pytest.mark.parametrize(
    "text",
    [
        "今天要做三件事：改登录页、写单元测试、部署到测试环境",
        "待办事项：\n1. 改登录页\n2. 写单元测试\n3. 部署到测试环境\n- [x] 买票",
    ],
)
def test_a_list_of_tasks_is_kept_item_by_item(text: str) -> None:
    """The heading is none of them, nor is a ticked box."""
    found = [c for c in agents_make(text) if c.kind is Kind.WORKING and c.intent is Intent.ASSERT]

    assert ["改登录页", "写单元测试", "部署到测试环境"] == [c.fields["task"] for c in found]


@pytest.mark.parametrize("text", DONE)
def test_a_report_closes(text: str) -> None:
    """What is done, or called off, is a report and no task."""
    intents = [c.intent for c in agents_make(text) if c.kind is Kind.WORKING]

    assert [Intent.CLOSE] == intents


@pytest.mark.parametrize("text", ORDERS.strip().splitlines())
def test_a_standing_instruction_is_core(text: str) -> None:
    """以后, 每次 and words of style tell the agent how to behave from now on."""
    assert texts(text, Kind.CORE)


@pytest.mark.parametrize("text", NO_ORDERS)
def test_a_request_for_the_moment_is_no_instruction(text: str) -> None:
    """One thing to be done now, comfort and plans of one's own instruct nobody."""
    assert not texts(text, Kind.CORE)


def test_a_system_turn_tells_who_the_agent_is() -> None:
    """What is said to the agent is told of it."""
    told = texts("你是旅行助手小途。请始终用敬语。", Kind.CORE, Role.SYSTEM)

    assert ["助手是旅行助手小途", "助手须：请始终用敬语"] == told


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("我住在柏林", "home", "柏林"),
        ("我搬到了汉堡", "home", "汉堡"),
        ("我在西门子上班", "employer", "西门子"),
        ("我们公司叫云海科技", "employer", "云海科技"),
        ("我是护士", "job", "护士"),
        ("我今年28岁", "age", "28岁"),
        ("我结婚了", "marital_status", "married"),
        ("我吃素", "diet", "vegetarian"),
        ("我生日是5月8号", "birthday", "5月8号"),
        ("我出生在哈尔滨", "birthplace", "哈尔滨"),
        ("我老家在湖南", "hometown", "湖南"),
        ("我的上司叫张伟", "manager", "张伟"),
        ("我老婆叫小雪", "partner", "小雪"),
        ("我开一辆特斯拉", "car", "特斯拉"),
        ("我在复旦大学读书", "school", "复旦大学"),
        ("我最喜欢的颜色是蓝色", "favourite_colour", "蓝色"),
    ],
)
def test_a_chinese_fact_fills_the_slot_of_its_english_twin(
    text: str, slot: str, value: str
) -> None:
    """One slot holds one value, in whichever language it was told."""
    filled = [load_table().fill(s) for s in read(text).statements]

    assert (slot, value) in [(f.name, f.value) for f in filled if f is not None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("我现在在北京南站", "北京南站"),
        ("刚落地上海", "上海"),
        ("我在家呢", "家"),
        ("我人在国外", "国外"),
        ("我在医院陪我妈", "医院"),
        ("我在深圳出差回不来", "深圳"),
        ("我在虹桥站候车", "虹桥站"),
        ("到昆明长水机场了，等转机", "昆明长水机场"),
        ("我在上班", None),
        ("我在吃饭", None),
        ("我在B站看视频", None),
        ("我在腾讯上班", None),
        ("我住在北京", None),
    ],
)
def test_where_somebody_is(text: str, place: str | None) -> None:
    """A place one is at, neither a doing nor a home."""
    assert place == find_place(text)


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("睡不着，好焦虑", "焦虑"),
        ("没啥，就是无聊", "无聊"),
        ("今天心情很差", "心情很差"),
        ("我好累啊", "累"),
        ("压力好大", "压力好大"),
        ("我不开心", "不开心"),
        ("烦死了", "烦"),
        ("我現在好緊張", "緊張"),
        ("他很开心", None),
        ("这个游戏很无聊", None),
    ],
)
def test_how_somebody_feels(text: str, mood: str | None) -> None:
    """The speaker's own mood, and nobody else's."""
    assert mood == find_mood(text)


def test_device_and_time_of_day() -> None:
    """What somebody writes on, and the time that they name."""
    assert "手机" == find_device("我用手机给你发的")
    assert "iPad" == find_device("我在用iPad")
    assert find_device("十点以后不看手机") is None
    assert "凌晨三点" == find_time("现在是凌晨三点")


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("请问您用的什么手机？", "华为Mate 60，系统是鸿蒙4.2", ["小梅在用华为Mate 60"]),
        ("您用的是手机还是电脑？", "电脑", ["小梅在用电脑"]),
        ("你现在在哪？", "公司，刚开完会", ["小梅在公司"]),
        ("您想买什么手机？", "华为Mate 60", []),
        ("你爸用什么手机？", "苹果手机", []),
        ("你之前用什么手机？", "苹果手机", []),
        ("您在哪里上班？", "华为", []),
        ("你家在哪？", "苏州", []),
        ("你在哪儿？", "不想说", []),
    ],
)
def test_an_answer_tells_the_situation_that_was_asked_for(
    question: str, answer: str, told: list[str]
) -> None:
    """The device or the place of somebody who is asked on what or where they are."""
    before = built(question, number=1, actor="客服", role=Role.ASSISTANT)
    agent = all_agents()[Kind.CONTEXTUAL]
    made = agent.extract([before, read(answer)])

    assert told == [c.text for c in made if c.fields["facet"] not in ALWAYS]


@pytest.mark.parametrize("text", ["我在机场吗？", "如果我在北京", "听说他在上海", "我昨天在公司"])
def test_what_is_not_of_the_present(text: str) -> None:
    """Questions, conditions, hearsay and the past tell of no situation."""
    assert not present(text)


@pytest.mark.parametrize(
    ("text", "goal", "steps"),
    [
        (
            "发版流程：1、跑测试；2、打标签；3、推送镜像",
            "发版",
            ("跑测试", "打标签", "推送镜像"),
        ),
        (
            "请按以下步骤操作：\n1. 拔掉电源\n2. 等待30秒\n3. 松开复位键",
            "",
            ("拔掉电源", "等待30秒", "松开复位键"),
        ),
        ("泡茶先烧水，再放茶叶，最后倒水", "泡茶", ("烧水", "放茶叶", "倒水")),
        (
            "怎么重置密码：首先打开设置，然后点安全，最后点重置",
            "重置密码",
            ("打开设置", "点安全", "点重置"),
        ),
        (
            "部署步骤：先跑 make build，然后 make push，最后 kubectl apply",
            "部署",
            ("跑 make build", "make push", "kubectl apply"),
        ),
        ("如果服务器报警，就先重启服务，再通知同事", "服务器报警", ("重启服务", "通知同事")),
        ("如果客户投诉，我们就去现场处理", "客户投诉", ("去现场处理",)),
        ("如果出问题，我们就去找老王", "出问题", ("去找老王",)),
        ("要是周一来了新人，我们就要先开通账号", "周一来了新人", ("开通账号",)),
    ],
)
def test_steps_are_found_in_order(text: str, goal: str, steps: tuple[str, ...]) -> None:
    """Numbered lists, 先…再…最后 and 如果…就 are procedures with their goal."""
    (found,) = find_chinese_steps(text)

    assert (goal, steps) == (found.goal, found.steps)


def test_a_condition_within_a_step_is_kept() -> None:
    """What must hold for a step is listed as its condition."""
    text = "发版流程：\n1. 跑测试\n2. 如果测试失败，就回滚\n3. 通知同事"
    (found,) = find_chinese_steps(text)

    assert ("如果测试失败",) == found.conditions


@pytest.mark.parametrize(
    "text",
    [
        "我先去了超市，然后回家做饭，最后睡觉了",
        "今天先写代码，然后开会，最后写周报",
        "首先感谢大家，其次我想说，最后祝大家新年快乐",
        "购物清单：\n1. 牛奶\n2. 鸡蛋\n3. 面包",
        "冲锋衣、墨镜、氧气瓶、零食",
        "给您两个方案：①补发一块桌面 ②退您120元",
        "如果明天下雨，我们就去博物馆",
        "如果台风来了，我们就改去厦门",
    ],
)
def test_stories_plans_and_lists_are_no_procedures(text: str) -> None:
    """Steps are instructions, neither what happened nor things."""
    assert not find_chinese_steps(text)


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("路由器连不上网怎么办", "路由器连不上网"),
        ("怎么部署？", "部署"),
        ("如何申请签证", "申请签证"),
        ("你好", ""),
    ],
)
def test_a_question_names_the_goal_of_the_answer(text: str, goal: str) -> None:
    """怎么 and 如何 ask for a procedure."""
    assert goal == asked_goal(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我的邮箱是mei@example.com", "小梅的邮箱是mei@example.com"),
        ("手机号13812345678", "小梅的电话是13812345678"),
        ("我老公的手机号是13912345678", "小梅的老公的电话是13912345678"),
        ("我的上级是周岚，邮箱zhoulan@example.cn", "周岚的邮箱是zhoulan@example.cn"),
        ("我的微信号是mei_2024", "小梅的微信是mei_2024"),
        ("现在寄到苏州市工业园区星湖街28号", "小梅的地址是苏州市工业园区星湖街28号"),
    ],
)
def test_contact_data_belongs_to_somebody(text: str, told: str) -> None:
    """To whom was named last before it, else to the speaker."""
    assert told in texts(text, Kind.KNOWLEDGE)


@pytest.mark.parametrize("text", ["订单号是20240318000", "运单号13812345678", "我住在苏州"])
def test_other_numbers_are_no_contact_data(text: str) -> None:
    """Orders, parcels and towns are no way to reach somebody."""
    assert not [t for t in texts(text, Kind.KNOWLEDGE) if "电话" in t or "地址" in t]


def test_a_relation_is_told_in_chinese() -> None:
    """李娜 is the sister, and it is said as it was."""
    assert "李娜是小梅的姐姐" in texts("我姐姐李娜也住杭州", Kind.KNOWLEDGE)


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("我家WiFi密码是abc12345", "abc12345", "wifi password"),
        ("管理员密码Pan#yu_8861", "Pan#yu_8861", "admin password"),
        ("门锁密码改成了4821", "4821", "door password"),
        ("验证码：839201", "839201", "verification code"),
        ("驗證碼是839201", "839201", "verification code"),
        ("我的身份证号是11010519491231002X", "11010519491231002X", "id number"),
        ("API密钥：sk_test_9a8b7c6d", "sk_test_9a8b7c6d", "api key"),
        ("口令是open-sesame", "open-sesame", "password"),
    ],
)
def test_a_chinese_secret_is_found_with_its_label(text: str, value: str, label: str) -> None:
    """The value alone is cut out, and its English label says what it is."""
    assert [(value, label)] == [(text[s.start : s.end], s.label) for s in find_secrets(text)]


@pytest.mark.parametrize(
    "text",
    ["密码忘了怎么办", "密码至少8位", "密码太简单了", "验证码收不到", "密码是什么？", "请输入密码"],
)
def test_talk_about_secrets_is_no_secret(text: str) -> None:
    """A word about a password is not the password."""
    assert not find_secrets(text)
