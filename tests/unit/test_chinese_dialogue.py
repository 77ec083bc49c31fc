"""What a Chinese turn says together with the one before it: answers, tasks taken on."""

import pytest
from tests.unit.readings import reading as built

from octomem.agents.base import Candidate
from octomem.agents.reading.reader import Reader
from octomem.agents.registry import all_agents
from octomem.memory import Kind
from octomem.turn import Role

READER = Reader()

ANSWERS = """
请问您的职业是？|会计|小梅|works as|会计
你是做什么的？|护士|小梅|works as|护士
你住哪里|闵行|小梅|lives in|闵行
你家住哪个区？|天河|小梅|lives in|天河
你在什么公司？|网易，做游戏策划|小梅|works at|网易
您在哪里工作呢？|在腾讯|小梅|works at|腾讯
你女儿在哪上学？|实验小学|小梅's daughter|studies at|实验小学
你老公做什么工作的？|程序员|小梅's husband|works as|程序员
你对什么过敏？|花生|小梅|is allergic to|花生
你喜欢吃什么？|火锅|小梅|likes|吃火锅
你是南京人吗？|对|小梅|is from|南京
请问怎么称呼您？|李雷|小梅|name is|李雷
请问您的会员等级是？|金卡|小梅's 会员等级|is|金卡
"""

NO_ANSWERS = (
    ("你住哪里？", "不告诉你"),
    ("你在哪里工作？", "保密"),
    ("你吃饭了吗？", "嗯"),
    ("你是南京人吗？", "不是"),
    ("你多大了？", "你猜"),
    ("他住哪里？", "浦东"),
    ("我住闵行", "好的"),
)

TAKEN_ON = """
小袁你把测试报告整理一下，周四前发我|好的，没问题|测试报告
这周谁能去见客户？|我去吧，周五上午|见客户
谁带充电宝？|我带|充电宝
麻烦你把昨天的照片发我一下|好嘞，晚上回去发|照片
能帮我带杯咖啡吗？|好呀|咖啡
小梅你下班前把图纸发我|收到|图纸
那帐篷你带还是我带|嗯，我带吧|带帐篷
蛋糕谁买？|我来吧|买蛋糕
你们谁租车|我租吧，我有驾照。你驾照不是过期了吗|租车
我下午改成分批，改完你帮忙review|好的。发版还是老样子吧？|review
后天开始停药，妈你提醒他啊|晓得了|提醒他
周六露营还去不去啊|去啊|去周六
"""

NOT_TAKEN_ON = (
    ("这周谁能去见客户？", "不行，我没空"),
    ("你把报告发我", "发了"),
    ("你是南京人吗？", "好的"),
    ("今天好累", "好的"),
    ("谁知道密码？", "我知道"),
    ("你帮忙merge一下那个PR", "好的。但我今天没空"),
    ("蛋糕谁买？", "我不买"),
    ("蛋糕谁买了？", "我买了"),
    ("周六露营还去不去啊", "不去了"),
    ("上周六露营你去了吗", "去了"),
    ("你喝茶还是我喝茶", "好的"),
    ("明天小李来吗", "来"),
    ("明天老师来不来", "来啊"),
    ("下周外婆来吗", "来的"),
    ("明天快递来吗", "来"),
    ("周末小王去吗", "去"),
    ("蛋糕谁买的", "我啊"),
    ("孩子平时谁带", "我来带"),
    ("家务谁做", "我"),
    ("昨天的饭谁买", "我"),
    ("你们update了吗", "嗯"),
    ("你test过吗", "嗯"),
    ("你debug能力真强", "嗯嗯"),
    ("你review的时候小心点", "好的"),
    ("你帮我买票吧", "好的。我已经买了"),
    ("你帮我买票吧", "好的！不行，我没时间"),
    ("你帮我买票吧", "好啊！算了还是不了"),
    ("你帮我买票吧", "可以。抱歉我忘了我要出差，去不了"),
)


def _second(before: str, text: str) -> list[Candidate]:
    """Return what all agents but the episodic one make of 小梅's turn after 老周's."""
    turns = [
        built(before, number=1, actor="老周").turn,
        built(text, number=2, actor="小梅", role=Role.USER).turn,
    ]
    reading = READER.read_many(turns)[1]
    agents = all_agents().items()
    return [c for kind, agent in agents for c in agent.extract([reading]) if kind in _KEPT]


_KEPT = {Kind.CORE, Kind.SEMANTIC, Kind.KNOWLEDGE, Kind.WORKING}


@pytest.mark.parametrize("row", ANSWERS.strip().splitlines())
def test_a_short_answer_is_read_with_its_question(row: str) -> None:
    """What was asked of "you" is said of who answers, the answer in place of the "what"."""
    question, answer, *said = row.split("|")
    turns = [
        built(question, number=1, actor="老周").turn,
        built(answer, number=2, actor="小梅").turn,
    ]
    told = [[s.subject, s.predicate, s.object] for s in READER.read_many(turns)[1].statements]

    assert said in told


@pytest.mark.parametrize(("question", "answer"), NO_ANSWERS)
def test_what_is_no_answer(question: str, answer: str) -> None:
    """Evasions, denials, questions about others and plain turns tell nothing lasting."""
    assert [] == [c.text for c in _second(question, answer)]


@pytest.mark.parametrize("row", TAKEN_ON.strip().splitlines())
def test_a_task_that_is_taken_on_is_kept(row: str) -> None:
    """A request or "谁…" becomes the task of who says 好的 or 我来."""
    request, answer, words = row.split("|")
    tasks = [c.text for c in _second(request, answer) if c.kind is Kind.WORKING]

    assert len(tasks) == 1
    assert tasks[0].startswith("小梅")
    assert words in tasks[0]


@pytest.mark.parametrize(("request_", "answer"), NOT_TAKEN_ON)
def test_what_is_not_taken_on(request_: str, answer: str) -> None:
    """Refusals, reports and answers to other things are no tasks."""
    made = [c for c in _second(request_, answer) if c.kind is Kind.WORKING]

    assert [] == [c.text for c in made if c.intent == "assert"]


def test_a_bare_address_or_number_is_contact_data() -> None:
    """Support asks for them, and the answer is nothing else."""
    address = _second("请问您的收货地址是？", "杭州市余杭区文一西路969号")
    phone = _second("方便留个电话吗？", "15812345678")

    assert any("文一西路969号" in c.text for c in address if c.kind is Kind.KNOWLEDGE)
    assert any("15812345678" in c.text for c in phone if c.kind is Kind.KNOWLEDGE)
