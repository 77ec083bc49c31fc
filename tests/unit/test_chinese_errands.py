"""Everyday Chinese: what is owed, put off, shared out or bought; where, on what and how somebody is."""

import pytest
from tests.unit.chinese import texts
from tests.unit.readings import reading as built
from tests.unit.spoken import told

from octomem.agents.chinese_contacts import chinese_contacts
from octomem.agents.chinese_meant import meant
from octomem.agents.chinese_situation import find_device, find_mood, find_place, present_clauses
from octomem.agents.chinese_steps import asked_goal, find_chinese_steps
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Claim
from octomem.agents.working import WorkingAgent
from octomem.memory import Kind
from octomem.turn import Role

READER = Reader()

TASKS = """
灯泡坏了，得换|灯泡坏了
驾照下个月到期，得赶紧换|驾照
猫粮快没了，得下单|猫粮
我在单位呢，回家再弄|回家再弄
等下班了再改|再改
那我去楼下超市买电池先|买电池
那我换个密码吧|换个密码
明天交|交
我得跟房东说一声|房东
还差一份简历没投|简历
纸尿裤也快没了 要买 湿巾 棉柔巾 奶瓶刷|湿巾、棉柔巾、奶瓶刷
我还没办边防证，得在出发前去派出所办一下|派出所
下周三体检我顺便问|体检
周五之前得把合同签了|合同
三件事：10点跟设计对稿；把周报发给陶总；下班前审完方案|周报
给我列个这周的清单嘛，记性太差了：约儿保，买个温奶器，把李姐的背带还了|背带
这周安排:周四下午跟出版社开电话会;小说的校样3月28号之前寄回去|校样
另外一件事，周五要交房租|交房租
记得带身份证|带身份证
别忘了提醒我周三交电费|周三交电费
下周二客户来验厂。小鲁负责现场，阿珍整理质检记录|阿珍：整理质检记录
老张负责订场地，我负责买水|老张：订场地
"""

NO_TASKS = (
    "到期是10月，我记得10月",
    "他说灯泡坏了，得换",
    "我喜欢爬山，周末就去，基本每周都去",
    "回头再说吧",
    "小王负责前端，小李负责后端",
    "我老公负责做饭",
    "人生三件事：吃饭、睡觉、发呆",
    "成功要做到三件事：坚持、努力、运气",
    "明天见",
    "帮我列个购物清单：牛奶、鸡蛋、面包",
    "今天的安排：天气晴，适合出门",
    "帮我写个清单，内容包括：公司介绍、产品特点、联系方式",
)

MOODS = """
我明天第一次上线有点慌|慌
等结果等得好焦虑|焦虑
航班延误三小时，无语|无语
怎么办啊急死我了|急
我女儿很紧张|
他有点慌|
这个功能好烦|
"""


@pytest.mark.parametrize("line", TASKS.strip().splitlines())
def test_an_errand_is_a_task(line: str) -> None:
    text, part = line.split("|")
    assert any(part in task for task in texts(text, Kind.WORKING)), texts(text, Kind.WORKING)


@pytest.mark.parametrize("text", NO_TASKS)
def test_a_habit_a_job_or_a_memory_is_no_task(text: str) -> None:
    assert texts(text, Kind.WORKING) == []


def test_a_bare_task_says_what_was_spoken_of() -> None:
    before = READER.read(built("那顺便问下wifi密码怎么改", actor="小梅").turn)
    assert meant("晚上改", "晚上", [before]) == "那顺便问下wifi密码怎么改"
    assert not meant("晚上去医院", "晚上", [before])
    assert not meant("晚上改", "晚上", [])


@pytest.mark.parametrize(
    ("offer", "answer", "task"),
    [
        ("需要我预订餐厅吗？", "先不用，我自己订", "预订餐厅"),
        ("要不要我帮您改签？", "不用了，我自己来吧", "改签"),
        ("需要我帮您写邮件吗？", "不用，我自己做饭的", ""),
        ("需要我预订餐厅吗？", "不用了，谢谢", ""),
    ],
)
def test_what_an_assistant_offers_is_done_by_who_declines_it(
    offer: str, answer: str, task: str
) -> None:
    before = built(offer, actor="assistant", role=Role.ASSISTANT).turn
    reading = READER.read_many([before, built(answer, actor="小梅").turn])[1]
    tasks = [each.object for each in reading.statements if each.claim is Claim.TASK]
    assert tasks == ([task] if task else [])


@pytest.mark.parametrize("line", MOODS.strip().splitlines())
def test_how_the_speaker_feels_about_what_they_tell(line: str) -> None:
    text, mood = line.split("|")
    found = [value for clause in present_clauses(text) if (value := find_mood(clause))]
    assert found == ([mood] if mood else [])


def test_where_somebody_is_and_on_what() -> None:
    assert find_place("我在单位呢") == "单位"
    assert find_place("带娃在医院输液") == "医院"
    assert find_device("我这破 ThinkPad 编译一次二十分钟") == "ThinkPad"
    assert find_device("手机快没电了") == "手机"
    assert find_device("我弟的手机快没电了") is None


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("先打tag，再跑make release，等CI绿了去点sync，完了看十分钟监控", 4),
        ("流程是：提前两天在网上预约，当天带证明到车站办理，过安检后交给工作人员", 3),
        ("试试4-7-8呼吸：吸气4秒，屏住7秒，呼气8秒，重复四轮", 4),
        ("试着做呼吸练习：先吸气四秒，再屏住四秒，然后呼气六秒。如果胸口疼，就打120", 3),
        ("打开设置，点通用，选还原，输入密码确认", 4),
        ("方法是多练习，多听，多说", 0),
        ("推荐景点：西湖，灵隐寺，宋城", 0),
        ("辛苦了，注意休息，多喝水，早点睡", 0),
        ("我昨天打开电脑，登录邮箱，点了链接，就中毒了", 0),
    ],
)
def test_steps_that_follow_each_other_by_commas(text: str, steps: int) -> None:
    found = find_chinese_steps(text, asked=True, told=True)
    assert max((len(each.steps) for each in found), default=0) == steps


def test_steps_of_commas_alone_need_a_question_before() -> None:
    assert not find_chinese_steps("打开设置，点通用，选还原，输入密码确认")
    assert not find_chinese_steps("要是再这么压价，我都想去摆摊了")
    assert asked_goal("那顺便问下wifi密码怎么改，楼下都知道了") == "改wifi密码"
    assert asked_goal("发版流程谁有？") == "发版"
    assert not asked_goal("你怎么了")


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("维保是鑫达办公，电话 024-5550-1182", "鑫达办公"),
        ("房东电话是010 8888 1234", "房东"),
        ("客户是宁波海川的罗总，电话 13700002268", "罗总"),
        ("资料寄到厦门软件园三期B区12号，收件人程茜", "程茜"),
        ("我是房东，电话13811112222", "小梅"),
        ("客服让我留电话 13811112222", "小梅"),
        ("罗总找我，电话打到13811112222", "小梅"),
    ],
)
def test_whose_a_number_or_an_address_is(text: str, owner: str) -> None:
    found = list(chinese_contacts(READER.read(built(text, actor="小梅").turn)))
    assert [each[0] for each in found] == [owner]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("你说话别用那些英文词儿，我看不懂", "英文"),
        ("以后代码注释都用中文写，别用npm，我只用pnpm", "pnpm"),
    ],
)
def test_an_order_says_what_to_do_instead(text: str, part: str) -> None:
    assert any(part in each for each in texts(text, Kind.CORE))


@pytest.mark.parametrize(
    ("task", "report"),
    [
        ("提醒我周五给房东转房租", "房租昨天转了"),
        ("记得去出入境换护照", "护照换好了，今天刚拿到"),
        ("下周一把体检报告寄给我妈", "体检报告寄出去了"),
    ],
)
def test_a_clause_with_a_tasks_verb_and_thing_closes_it(task: str, report: str) -> None:
    """However it is put."""
    tasks, _ = told(WorkingAgent(), task, report)
    assert ["done"] == [each.fields["status"] for each in tasks]


@pytest.mark.parametrize(
    ("task", "report"),
    [
        ("提醒我周五给房东转房租", "室友说他房租转了"),
        ("提醒我周五给房东转房租", "房租涨了"),
        ("提醒我周五给房东转房租", "房租还没转"),
        ("提醒我周五给房东转房租", "明天房租就转了"),
        ("提醒我周五给房东转房租", "房租转了吗？"),
        ("下周一把合同寄给客户", "客户把上一份合同寄回来了"),
    ],
)
def test_what_others_did_or_is_still_to_come_closes_nothing(task: str, report: str) -> None:
    """Nor what happened to the thing."""
    tasks, _ = told(WorkingAgent(), task, report)
    assert "open" in [each.fields["status"] for each in tasks]
