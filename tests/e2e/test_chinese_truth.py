"""What holds at which moment after Chinese conversations, from messages to answers."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.memory import Kind, Memory


def _tell(memory: Orchestrator, *said: tuple[str, str]) -> None:
    for day, text in said:
        message = {"role": "user", "name": "小梅", "content": text, "timestamp": f"{day}T10:00:00Z"}
        memory.process([message], user_id="mei", session_id=day)


def _slot(memory: Orchestrator, name: str, day: str | None = None, status: str = "current") -> list[object]:  # fmt: skip
    at = datetime.fromisoformat(f"{day}T00:00:00+00:00") if day else None
    found = memory.list(user_id="mei", kinds=["semantic"], as_of=at, status=status)
    return [each.fields["object"] for each in found if each.fields["slot"] == name]


def test_spans_of_a_life_answer_for_their_time(tmp_path: Path) -> None:
    """Where somebody lived and worked from when to when is known for every moment of it."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(
            memory,
            (
                "2022-03-05",
                "我2011年到2015年在武汉上学，从2015年到2018年在华为做测试，现在住在长沙",
            ),
            ("2024-05-20", "上个月搬回深圳了"),
        )
        assert _slot(memory, "home", "2013-06-01") == ["武汉"]
        assert _slot(memory, "employer", "2016-06-01") == ["华为"]
        assert _slot(memory, "home", "2023-06-01") == ["长沙"]
        assert _slot(memory, "home") == ["深圳"]


def test_what_is_put_right_was_never_so(tmp_path: Path) -> None:
    """A pet's name that was mistyped is taken back."""
    with Orchestrator(path=tmp_path) as memory:
        said = {"10:00": "我家的狗叫豆豆", "10:01": "打错字了，我家的狗叫逗逗"}
        memory.process(
            [
                {
                    "role": "user",
                    "name": "小梅",
                    "content": text,
                    "timestamp": f"2024-05-08T{at}:00Z",
                }
                for at, text in said.items()
            ],
            user_id="mei",
            session_id="s1",
        )
        held = [each.fields["subject"] for each in memory.list(user_id="mei", kinds=["semantic"])]
        wrong = memory.list(user_id="mei", kinds=["semantic"], status="retracted")
        assert held == ["逗逗"]
        assert [each.fields["subject"] for each in wrong] == ["豆豆"]


def test_the_same_feat_told_twice_is_one_memory_of_two_turns(tmp_path: Path) -> None:
    """Told again with its day it is the same; on another day it is another one."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(
            memory,
            ("2023-04-16", "今天在扬州跑完了一个半马"),
            ("2023-04-17", "跟你说过吧。我昨天在扬州跑完了半马"),
            ("2023-11-12", "今天又跑完了一个半马"),
        )
        feats = memory.list(user_id="mei", kinds=["semantic"])
        assert sorted(len(each.sources) for each in feats) == [1, 2]


@pytest.mark.parametrize(
    ("wrong", "right", "value"),
    [
        (
            "我弟弟在中山大学读研究生",
            "上次我说错了，我弟弟读的是暨南大学，不是中山大学",
            "暨南大学",
        ),
        ("我弟弟在中山大学读研究生", "我弟弟读的不是中山大学，是暨南大学", "暨南大学"),
        ("我在腾讯上班", "不对，我上班的公司是阿里，不是腾讯", "阿里"),
        ("我对芒果过敏", "更正一下，我之前记混了，我不是对芒果过敏，是对菠萝过敏", "菠萝"),
        ("我对芒果过敏", "我不是对芒果过敏，我是对菠萝过敏", "菠萝"),
        ("我同事叫王磊", "记错了，我同事叫王雷，不叫王磊", "小梅's colleague"),
    ],
)
def test_a_contrast_takes_back_what_was_told_in_another_session(
    tmp_path: Path, wrong: str, right: str, value: str
) -> None:
    """What is said to be so in the place of another was so from the start, and the other never."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2023-04-16", wrong), ("2023-06-16", right))
        held = memory.list(user_id="mei", kinds=["semantic"])
        assert [m.fields["object"] for m in held if not m.fields["negated"]] == [value]
        assert len(memory.list(user_id="mei", kinds=["semantic"], status="retracted")) == 1


@pytest.mark.parametrize(
    ("said", "sources"),
    [
        ([("2023-04-16", "昨天去医院拔了颗牙"), ("2023-09-02", "我今天又拔了一颗牙")], [1, 1]),
        ([("2023-04-17", "上周六献血了"), ("2023-04-18", "我上周六去献了血")], [2]),
        ([("2023-04-17", "今天上午去献了血"), ("2023-11-02", "今天第三次献血了")], [1, 1]),
        ([("2023-04-17", "我妈昨天做了白内障手术"), ("2023-04-18", "昨天差点摔了一跤")], [1]),
        ([("2023-04-17", "昨天看了部电影"), ("2023-04-18", "昨天客户签了合同")], []),
        ([("2023-04-17", "我昨天交了作业"), ("2023-04-18", "听说小李昨天拔了牙")], []),
    ],
)
def test_what_was_done_on_a_day_is_known_by_its_day(
    tmp_path: Path, said: list[tuple[str, str]], sources: list[int]
) -> None:
    """Two of a kind on two days are two, told twice they are one; what anybody does any day is none."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, *said)
        events = memory.list(user_id="mei", kinds=["semantic"])
        assert sorted(len(each.sources) for each in events) == sources


def test_a_pet_given_away_in_another_session_is_gone(tmp_path: Path) -> None:
    """What ends a pet's stay finds it by its name alone."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(
            memory,
            ("2023-04-16", "家里养了一只鹦鹉叫大将军，还养了一只猫叫年糕"),
            ("2023-06-16", "大将军上周飞走了"),
        )
        held = [each.fields["subject"] for each in memory.list(user_id="mei", kinds=["semantic"])]
        assert held == ["年糕"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("小梅现在住在哪个城市？", "成都"),
        ("小梅在哪家公司上班？", "同程"),
        ("小梅做什么工作？", "前端"),
        ("小梅的手机号是多少？", "13800552211"),
        ("小梅的猫叫什么名字？", "年糕"),
        ("小梅对什么过敏？", "芒果"),
    ],
)
def test_a_question_finds_the_fact_it_asks_for(tmp_path: Path, question: str, answer: str) -> None:
    """A fact is found by what a question asks for, though the two share no word."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(
            memory,
            ("2023-04-16", "我在杭州租房。我养了一只猫叫年糕"),
            ("2023-05-16", "帮我记一下，我手机号是13800552211。我对芒果过敏"),
            ("2023-06-16", "搬到成都了，新东家是同程。还是写前端"),
        )
        found = memory.recall(question, user_id="mei", limit=5)
        assert answer in found.memories[0].text
        assert found.memories[0].kind is not Kind.EPISODIC


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("我目前住在苏黎世，一直住到明年五月底", "home"),
        ("我在深圳租房，租到明年五月", "home"),
        ("我在苏州住到明年五月", "home"),
        ("我现在在网易上班，做到明年五月底", "employer"),
    ],
)
def test_what_goes_on_until_a_day_to_come_holds_until_then(
    tmp_path: Path, text: str, slot: str
) -> None:
    """到明年五月 closes at its end, and holds from now on."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2023-09-18", text))
        assert len(_slot(memory, slot, "2024-02-01")) == 1
        assert _slot(memory, slot, "2024-08-01") == []


def test_what_was_until_when_is_known_before_it(tmp_path: Path) -> None:
    """到2017年 closes at its end and holds at every moment before."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2022-03-05", "我在杭州住到2017年"))
        assert _slot(memory, "home", "2016-06-01") == ["杭州"]
        assert _slot(memory, "home", "2019-06-01") == []
        assert datetime(2018, 1, 1, tzinfo=UTC) in {
            each.valid_to
            for each in memory.list(user_id="mei", kinds=["semantic"], status="closed")
        }


def _tasks(memory: Orchestrator, day: str) -> list[Memory]:
    at = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    return list(memory.list(user_id="mei", kinds=["working"], as_of=at))


@pytest.mark.parametrize(
    ("task", "report"),
    [
        ("周五之前要把季度复盘PPT发给领导", "PPT刚刚发出去了!!终于"),
        ("这个礼拜六我要去汉口北进一批水龙头", "汉口北我不去了，厂里说直接发车送来"),
        ("周四下午要跟出版社开电话会", "编辑刚来信说电话会取消"),
        ("明天下午要开**例会**", "编辑刚来信说**例会**取消"),
        ("这周得把英文摘要改完", "师弟说他找外教改了，摘要不用我管了"),
        ("记得把借李姐的背带还了", "背带昨天已经还给李姐了"),
    ],
)
def test_a_task_ends_with_what_tells_of_its_thing(tmp_path: Path, task: str, report: str) -> None:
    """However the report puts the verb, and whether it was done or dropped."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2024-04-16", task))
        assert len(_tasks(memory, "2024-04-16")) == 1
        _tell(memory, ("2024-04-17", report))
        assert _tasks(memory, "2024-04-17") == []


@pytest.mark.parametrize(
    ("task", "report"),
    [
        ("这个礼拜六我要去汉口北进一批水龙头", "汉口北那边下雨了"),
        ("周五之前要把季度复盘PPT发给领导", "他们的年会取消了"),
        ("明天要去医院复查", "明天不去公司了"),
        ("周五要开会", "周五不开车了，坐地铁"),
        ("明天上午要交房租", "明天上午的会取消"),
        ("下周一要去面试", "下周一的例会改到周三"),
        ("周五要交税", "周五的聚会推迟到周六"),
        ("周六要去听音乐会", "音乐会没有取消"),
        ("我周三要去看牙医", "我不想把牙医改到周五，太晚了"),
        ("记得给Tom发合同", "Tom发烧了"),
        ("要给李姐还书", "给李姐还钱了"),
        ("要给孩子买鞋和书包", "孩子说书包不用买了"),
        ("要给妈妈寄体检报告", "妈妈的手术改到下周三"),
        ("要订机票和酒店", "机票改到3月20号"),
        ("要改PPT", "PPT改到一半了"),
    ],
)
def test_a_task_stays_as_it_is_beside_what_only_sounds_like_its_end(
    tmp_path: Path, task: str, report: str
) -> None:
    """A day, a person or a thing in common is not enough, nor is a part of the task."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2024-04-16", task))
        [told] = _tasks(memory, "2024-04-16")
        _tell(memory, ("2024-04-16", report))
        assert told.text in [each.text for each in _tasks(memory, "2024-04-16")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我昨天见了王芳。她女儿小名叫豆豆", "王芳"),
        ("我爸真名叫李国强，我妈叫王秀英", "李国强"),
        ("我女儿学名陈诗涵，同学叫王小美", "陈诗涵"),
        ("我老公叫赵磊。我们给孩子起了个小名叫果果", "赵磊"),
        ("我妹妹叫张婷，全家都叫她减肥", "张婷"),
    ],
)
def test_other_people_and_deeds_are_no_names_of_one(tmp_path: Path, text: str, name: str) -> None:
    """Whoever else is named, and what somebody is told to do."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2024-04-16", text))
        memory.flush()
        known = [each for each in memory.entities(user_id="mei") if each.name == name]
        assert all(not each.aliases for each in known)


def test_a_task_that_is_put_off_is_due_on_its_new_day(tmp_path: Path) -> None:
    """And its words name that day only."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2024-10-28", "11月6号上午要带船船去打流感疫苗，麻烦记一下"))
        _tell(memory, ("2024-11-04", "船船发烧了，疫苗改约到了11月13号上午"))
        [task] = _tasks(memory, "2024-11-04")
        assert "11月13号" in task.text
        assert "11月6号" not in task.text
        assert str(task.fields["due"]).startswith("2024-11-14T00")


@pytest.mark.parametrize(
    ("text", "name", "nick"),
    [
        ("昨天把领养的橘猫接回家啦 大名叫陈皮 小名皮皮 这正常吗", "陈皮", "皮皮"),
        ("他大名贺明川，组里上上下下都喊他川哥", "贺明川", "川哥"),
        ("我家猫叫年糕，我妈嫌拗口，一天到晚喊它胖墩儿", "年糕", "胖墩儿"),
        ("俺闺女大名马欣怡 在家都叫妞妞 今年中考", "马欣怡", "妞妞"),
    ],
)
def test_two_names_of_one_are_one_entity(tmp_path: Path, text: str, name: str, nick: str) -> None:
    """However a message says that somebody goes by both."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2024-04-16", text))
        memory.flush()
        known = [{each.name, *each.aliases} for each in memory.entities(user_id="mei")]
        assert any({name, nick} <= names for names in known)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("青霉素我不过敏，上周刚做过皮试", "青霉素"),
        ("我的病历上写的青霉素过敏，我根本不过敏", "青霉素"),
    ],
)
def test_an_allergy_that_is_denied_is_known_as_none(tmp_path: Path, text: str, denied: str) -> None:
    """Whichever comes first, the thing or who is not allergic to it."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2024-04-16", text))
        found = [m for m in memory.list(user_id="mei", kinds=["semantic"]) if denied in m.text]
        assert found
        assert all(each.fields["negated"] for each in found)


def test_a_language_given_up_is_spoken_no_more(tmp_path: Path) -> None:
    """The verb of a language ends with it, as that of a hobby does."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2024-04-16", "我会日语"), ("2024-09-16", "日语我早就不会说了"))
        held = memory.list(user_id="mei", kinds=["semantic"])
        assert not [m for m in held if m.fields["predicate"] == "speaks"]


@pytest.mark.parametrize(
    ("first", "later", "known"),
    [
        ("班主任是梁老师，教化学的", "班主任也换了,现在是姚老师,教物理的", ["姚老师"]),
        ("我们班主任叫马国栋", "班主任換人了，現在是林老師，人很好", ["林老师"]),
        ("我们班主任是梁老师", "数学老师换了，现在是姚老师", ["梁老师"]),
        ("我班主任是梁老师", "班主任没换，还是梁老师", ["梁老师"]),
        ("我儿子的班主任是周老师", "我们班主任是梁老师", ["周老师", "梁老师"]),
        ("我儿子小宝的班主任叫王芳", "我女儿朵朵的班主任是陈静", ["王芳", "陈静"]),
        ("我儿子小宝的班主任叫王芳", "我班主任是陈静", ["王芳", "陈静"]),
    ],
)
def test_a_class_has_one_teacher_at_its_head(
    tmp_path: Path, first: str, later: str, known: list[str]
) -> None:
    """A new one takes the place of the one before; other teachers and other classes are left as they are."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2023-09-04", first), ("2024-02-27", later))
        found = memory.list(user_id="mei", kinds=["semantic"])
        heads = [each for each in found if each.fields["slot"] == "homeroom_teacher"]
        assert sorted(str(each.fields["object"]) for each in heads) == sorted(known)
        assert not [each for each in found if "小梅教物理" in each.text or "上司" in each.text]


@pytest.mark.parametrize("said", ["老王跟我一个办公室"])
def test_who_shares_an_office_is_a_colleague(tmp_path: Path, said: str) -> None:
    """An office is a word for work, as a department is."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2023-09-04", said))
        found = memory.list(user_id="mei", kinds=["semantic"])
        assert [each for each in found if "小梅的同事" in each.text]


@pytest.mark.parametrize(
    ("said", "told", "never"),
    [
        ("我认识个新朋友，是厨师", "小梅的朋友是厨师", "小梅是厨师"),
        ("我是老师，认识了个朋友，在华为上班", "小梅的朋友在华为上班", "小梅在华为上班"),
        ("咪咪是我的狗，三岁了", "咪咪三岁了", "小梅三岁了"),
        ("朵朵是我女儿，在读一年级", "朵朵在读一年级", "小梅在读一年级"),
        ("查过敏原，结果是芒果过敏", "小梅对芒果过敏", "小梅对结果是芒果过敏"),
    ],
)
def test_what_follows_somebody_is_told_of_them(
    tmp_path: Path, said: str, told: str, never: str
) -> None:
    """Who was brought up by the clause before is whom the next one tells of."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2023-09-04", said))
        found = {each.text for each in memory.list(user_id="mei", kinds=["semantic"])}
        assert told in found
        assert never not in found


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我住在深圳", "我们公司搬到东莞了"),
        ("我住在深圳", "店上个月搬到龙华了"),
        ("我对青霉素过敏", "皮试阴性，原来我不过敏"),
    ],
)
def test_what_is_no_fact_of_the_speakers_changes_none(
    tmp_path: Path, first: str, later: str
) -> None:
    """A firm that moves is no home, and 原来 is nothing that somebody is allergic to."""
    with Orchestrator(path=tmp_path) as memory:
        _tell(memory, ("2023-09-04", first))
        known = {each.text for each in memory.list(user_id="mei", kinds=["semantic"])}
        assert known
        _tell(memory, ("2024-02-27", later))
        found = {each.text for each in memory.list(user_id="mei", kinds=["semantic"])}
        assert known <= found
        assert not [text for text in found - known if text.startswith(("小梅住", "小梅对"))]
