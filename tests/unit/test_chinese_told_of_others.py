"""Facts about people, houses and things that Chinese talk tells in passing, and what only looks like one."""

import pytest
from tests.unit.chinese import read, texts

from octomem import Orchestrator
from octomem.agents.reading.reading import Claim
from octomem.agents.remarked import says_nothing
from octomem.memory import Kind


def _facts(text: str) -> set[str]:
    return set(texts(text, Kind.SEMANTIC))


def _ties(text: str) -> set[str]:
    return set(texts(text, Kind.KNOWLEDGE))


@pytest.mark.parametrize(
    "text", ["我老公恐高", "我老婆很内向", "我女朋友社恐", "我儿子晕车", "我领导是个路痴"]
)
def test_what_somebody_is_like_is_nobodys_name(text: str) -> None:
    """It is kept of them, and ties nobody to the speaker by that name."""
    assert _ties(text) == set()
    (only,) = (each for each in read(text).statements if each.predicate == "is")
    assert not only.may_name


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("我老公是张伟", "张伟是小梅的老公"),
        ("我老婆叫Amy", "Amy是小梅的老婆"),
        ("我的狗叫旺财", "旺财是小梅的狗"),
        ("我老板姓周", "小梅的老板姓周"),
    ],
)
def test_a_name_ties_its_bearer_to_the_speaker(text: str, tie: str) -> None:
    """Names are told as before."""
    assert tie in _ties(text)


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("明天上午跟顺达物流的周经理对一下账", "周经理是顺达物流的"),
        ("新的是启明物流采购部的孙悦", "孙悦是启明物流采购部的"),
        ("我跟酒店的Anna说好了", "Anna是酒店的"),
        ("问一下社区医院的赵医生", "赵医生是社区医院的"),
        ("客户是宁波海川的罗总", "罗总是宁波海川的"),
        ("是木雨家居的客服小俞", "小俞是木雨家居的"),
    ],
)
def test_whose_people_somebody_is_who_is_named(text: str, tie: str) -> None:
    """It is told of them, and not of the speaker."""
    assert tie in _ties(text)
    facts = (each for each in read(text).statements if each.claim is not Claim.TASK)
    assert not any(each.first_person for each in facts)


@pytest.mark.parametrize(
    "text",
    [
        "武汉大学的樱花开了",
        "公司的李总来了",
        "上海的小王来了",
        "北京的王总来了",
        "昨天的李总真逗",
        "电影里演平安银行的李明",
        "美团的小哥送来了",
        "不是启明物流的孙悦，是另一个",
        "他以前是顺达物流的周经理",
        "我昨天梦见顺达物流的周经理",
        "前几天新闻说平安银行的李明被抓了",
        "苹果公司的手机好用",
        "要是我是顺达物流的周经理就好了",
        "一家医院的王医生",
    ],
)
def test_who_is_of_no_house(text: str) -> None:
    """A thing, a town, a house without a name, a film, what is denied or imagined ties nobody to a house."""
    assert not any(
        each.predicate in {"works at", "is a member of"} for each in read(text).statements
    )


def test_what_follows_is_of_whom_the_clause_before_named_last() -> None:
    """The client who drinks nothing is no habit of the speaker's."""
    assert "陈总不喝酒" in _facts("客户是苏州明远的陈总，不喝酒")


@pytest.mark.parametrize(
    ("text", "fact"), [("我们住五楼", "小梅住五楼"), ("我家住顶楼", "小梅家住顶楼")]
)
def test_a_floor_is_no_home(text: str, fact: str) -> None:
    """It takes the place of no town."""
    assert _facts(text) == {fact}
    assert not any(each.predicate == "lives in" for each in read(text).statements)


@pytest.mark.parametrize(
    "text",
    ["住她家", "这几天住他们家", "褥疮那个 两小时给他翻一次身", "现在是列治文No.3 Road 6188号"],
)
def test_what_is_somebody_elses_is_not_the_speakers(text: str) -> None:
    """Neither whose house it is, nor whose ailment, nor what a town is cut into."""
    assert not any(each.first_person for each in read(text).statements)


def test_an_ailment_is_the_speakers_who_says_so() -> None:
    """Though somebody else is looked after beside it."""
    assert "小梅有高血压" in _facts("我有高血压，还要给他做饭")
    assert "小梅久坐腰不好" in _facts("久坐腰不好")


@pytest.mark.parametrize("text", ["找于主任，他管排考", "我找于主任看的，挂的专家号"])
def test_a_head_is_a_doctor_only_where_somebody_is_ill(text: str) -> None:
    """于主任 who plans the exams treats nobody."""
    told = any(each.object == "小梅's doctor" for each in read(text).statements)
    assert told == ("专家" in text)
    assert not any(each.subject == "主任" for each in read(text).statements)


def test_a_kindergarten_is_nobodys_child() -> None:
    """The word behind 儿子 is a house."""
    assert not any(
        "幼儿园" in each.subject for each in read("我儿子幼儿园的王老师说他很乖").statements
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("缬沙坦 一天一次", "缬沙坦一天一次"),
        ("二甲双胍一天两次，饭后吃", "二甲双胍一天两次"),
        ("我妈吃氨氯地平，早晚各一片", "小梅的妈的氨氯地平早晚各一片"),
        ("我妈的降压药早晚各一片，你别忘了", "小梅的妈的降压药早晚各一片"),
        ("阿司匹林每晚一片", "阿司匹林每晚一片"),
        ("胰岛素 早8个单位晚6个单位", "胰岛素早8个单位晚6个单位"),
    ],
)
def test_a_dose_is_kept_of_its_medicine(text: str, fact: str) -> None:
    """In one clause with it, in the next, or of somebody's medicine."""
    assert fact in _facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "这个药一天几次？",
        "听说二甲双胍一天吃三次",
        "以前缬沙坦一天一次",
        "如果缬沙坦一天两次会怎样",
        "下周一起二甲双胍改成一天两次",
        "今天吃了两片布洛芬",
        "早晚各一片",
        "药片一次一片",
        "薯片一天两片",
        "我每天跑步，一天两次",
        "遛狗一天两次",
    ],
)
def test_what_is_no_dose(text: str) -> None:
    """What is asked, heard, over, ahead or done once; and what no medicine is."""
    assert not any("dose" in each.subject for each in read(text).statements)
    assert not any(each.object in {"一天两次", "两次"} for each in read(text).statements)


def test_a_dose_takes_the_place_of_the_one_before(quick: Orchestrator) -> None:
    """The doctor's word, told by another who does not name the medicine."""
    for name, said in (
        ("田姐", "吃了 七点半吃的 缬沙坦 一天一次嘛"),
        ("冯立", "大夫昨天说改成一天两次了 我忘了跟你说"),
    ):
        quick.process(
            [{"role": "user", "name": name, "content": said}], user_id="u", session_id="s"
        )
    told = {each.text for each in quick.list(user_id="u", kinds=["semantic"])}
    assert "缬沙坦一天两次" in told
    assert "缬沙坦一天一次" not in told


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("酒一滴不沾", "小梅不喝酒"),
        ("我滴酒不沾", "小梅不喝酒"),
        ("我妈滴酒不沾", "小梅的妈不喝酒"),
        ("咖啡我一口不喝", "小梅不喝咖啡"),
        ("螃蟹我碰都不碰", "小梅不吃螃蟹"),
        ("现在咖啡一口都不喝了", "小梅现在不喝咖啡了"),
    ],
)
def test_what_somebody_flatly_never_has(text: str, fact: str) -> None:
    """It is told plainly, and nobody is allergic to it for that."""
    assert fact in _facts(text)
    assert not any("过敏" in each for each in _facts(text))


@pytest.mark.parametrize(
    "text",
    [
        "碰都不碰",
        "今天一口都没吃",
        "昨天开会他一句话都不说",
        "他想都不想就走了",
        "他问都不问就签了",
        "昨天他一口都不吃",
    ],
)
def test_a_verb_said_twice_is_no_object(text: str) -> None:
    """Nobody knows what is not touched, and once is no habit."""
    assert not any(each.predicate in {"eats", "drinks"} for each in read(text).statements)
    assert texts("碰都不碰", Kind.CORE) == []


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("我表妹骆青在敦煌开民宿的，叫沙枣小院", "骆青开的民宿叫沙枣小院"),
        ("我姐在成都开火锅店，名字叫老巷子", "小梅的姐开的火锅店叫老巷子"),
        ("我在里昂开面包店 店名麦芽", "小梅开的面包店叫麦芽"),
        ("我开了家咖啡馆，叫“半亩”", "小梅开的咖啡馆叫半亩"),
    ],
)
def test_the_name_of_a_shop_is_no_relatives(text: str, fact: str) -> None:
    """It is whose shop's, and nobody goes by it."""
    assert fact in _facts(text)
    assert not any(each.subject in {"老巷子", "沙枣小院"} for each in read(text).statements)


@pytest.mark.parametrize(
    "text",
    [
        "我开了家店，叫了外卖",
        "我哥开民宿的，叫我去帮忙",
        "我爸开诊所，名声很好",
        "我开面馆的，名字是个好东西",
        "朋友开餐馆的，店名想叫什么还没定",
        "我姐开花店，叫她别开了",
        "我弟开超市，名气很大",
    ],
)
def test_what_is_no_shops_name(text: str) -> None:
    """Whom somebody calls, and what they say of its name."""
    assert not any(each.predicate == "owns" and "叫" in each.text for each in read(text).statements)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("明天我让女儿焦蕾去邮局寄 她电话604-555-0148", "焦蕾的电话是604-555-0148"),
        ("找于主任，他管排考，分机 6021", "于主任的分机是6021"),
        ("财务分机8012", "财务的分机是8012"),
        ("他助理姓夏，电话是13500004466", "夏助理的电话是13500004466"),
        ("地址是宁波市海曙区柳汀巷7号，电话13900027741", "小梅的电话是13900027741"),
        ("落地后要给房东 Wanjiru 打电话，号码 +254 700 555 318", "Wanjiru的电话是+254 700 555 318"),
        ("我的电话是13900027741", "小梅的电话是13900027741"),
        ("客服电话400-820-1234", "客服的电话是400-820-1234"),
    ],
)
def test_whose_a_number_is(text: str, fact: str) -> None:
    """Theirs who is named last before it, in the clauses before, too; a street is nobody."""
    numbers = {each for each in _ties(text) if any(char.isdigit() for char in each)}
    assert {each for each in numbers if "电话" in each or "分机" in each} == {fact}


@pytest.mark.parametrize(
    "text", ["会议室分机坏了", "分机 6021", "订单号 604-555-0148", "版本604 555"]
)
def test_what_is_nobodys_number(text: str) -> None:
    """An extension of no house that is named takes the place of nobody's telephone."""
    assert _ties(text) == set()


@pytest.mark.parametrize(
    "text", ["收件人程茜，地址厦门软件园三期B区12号", "资料寄到厦门软件园三期B区12号，收件人程茜"]
)
def test_where_something_is_sent_is_nobodys_home(text: str) -> None:
    """And who receives it is nobody's colleague for that."""
    assert _ties(text) == {"程茜的地址是厦门软件园三期B区12号"}


@pytest.mark.parametrize("text", ["中", "准了", "妥了", "记住了", "没问题", "记本子上了"])
def test_assent_is_no_remark_that_lasts(text: str) -> None:
    """Nothing is kept of it, whatever was asked."""
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["中医", "妥协不了", "没问题的是二号机", "成都", "准时六点"])
def test_what_only_begins_like_assent(text: str) -> None:
    """It says something."""
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("仓库现在归老魏管", "老魏负责仓库"),
        ("烘干房由苏成负责", "苏成负责烘干房"),
        ("市场部归王总管", "王总负责市场部"),
    ],
)
def test_who_is_in_charge_of_a_thing(text: str, fact: str) -> None:
    """It is told of them, who are nobody's boss for that."""
    assert fact in _facts(text)
    assert not any(
        "boss" in each.object or "manager" in each.object for each in read(text).statements
    )


@pytest.mark.parametrize("text", ["这事归你管", "仓库以后归谁管", "钱归我老婆管", "我现在归孙倩管"])
def test_who_is_in_charge_of_nothing_named(text: str) -> None:
    """A matter pointed at, a question, and the speaker, who has a boss."""
    assert not any(each.predicate == "is responsible for" for each in read(text).statements)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("我把 memory_limit 调到512M了", "memory_limit改成512M"),
        ("传感器阈值后来我改成280了 300老误浇", "传感器阈值改成280"),
        ("昨天把超时时间改成30秒了", "超时时间改成30秒"),
    ],
)
def test_what_a_thing_is_set_to(text: str, fact: str) -> None:
    """One value at a time."""
    assert fact in _facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "你把超时时间改成30秒",
        "我打算把端口改成8080",
        "会议改成3点了",
        "端口改成8080了吗",
        "要是把音量调到100就好了",
        "没把端口改成8080",
        "临时先调到50?",
    ],
)
def test_what_is_set_to_nothing(text: str) -> None:
    """An order, a plan, a question, a wish, a denial; and a meeting's time."""
    assert not any("value" in each.subject for each in read(text).statements)


def test_a_setting_takes_the_place_of_the_one_before(quick: Orchestrator) -> None:
    """The later value holds."""
    for said in ("pool_size 昨天调到50了", "今天又把 pool_size 改成20了"):
        quick.process(
            [{"role": "user", "name": "Mei", "content": said}], user_id="u", session_id="s"
        )
    told = {each.text for each in quick.list(user_id="u", kinds=["semantic"])}
    assert "pool_size改成20" in told
    assert "pool_size改成50" not in told


@pytest.mark.parametrize(
    "text",
    [
        "我现在在图书馆，先不聊了",
        "上個月搬到 GCP 了",
        "staging上个月搬到AWS了",
        "我在医院呢",
        "周末就去爬山,基本每周都去",
        "到期是9月还是10月?我记得10月",
        "我妈说日本地震多叫我们别去",
    ],
)
def test_what_is_neither_work_nor_home_nor_a_thing(text: str) -> None:
    """Where somebody sits, where a program runs, an adverb, what is remembered, what somebody says."""
    wrong = {"works at", "lives in", "moves to", "happens", "amounts to", "is called"}
    assert not any(each.predicate in wrong for each in read(text).statements)
    assert not any("每周都去" in each for each in _facts(text))


def test_a_language_is_nobodys_colleague() -> None:
    """Kevin writes the back end, and Java does not."""
    assert "Java是后端" not in _ties("后端是Java，前端用Vue")
    assert "Kevin是后端" in _ties("后端是Kevin，前端是小雅")


@pytest.mark.parametrize("text", ["我在图书馆上班", "我在医院当护士", "上个月搬到NYC了"])
def test_work_and_home_are_told_as_before(text: str) -> None:
    """Where somebody says that they work there, and where people live."""
    assert any(each.predicate in {"works at", "moves to"} for each in read(text).statements)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("就找测试的樊晓看", "樊晓是测试"),
        ("我明天跟运维的邱海碰一下再上", "邱海是运维"),
        ("先抄送给财务的赵一白", "赵一白是财务"),
        ("有问题找客服小俞", "小俞是客服"),
        ("法务蔡宇审过了", "蔡宇是法务"),
        ("发给产品经理周珊珊就行", "周珊珊是产品经理"),
        ("我去找我们副总聂琳批", "聂琳是副总"),
    ],
)
def test_what_somebody_does_by_the_word_before_their_name(text: str, fact: str) -> None:
    """It is told of them, and not of the speaker."""
    assert fact in _facts(text)
    assert not any(
        each.first_person and each.predicate == "works as" for each in read(text).statements
    )


@pytest.mark.parametrize(
    "text",
    [
        "我以前是运维的邱海带的",
        "客服小姐姐人挺好",
        "产品小白一个",
        "设计小程序好难",
        "我在看翻译小说",
        "昨天梦见法务蔡宇",
        "要是法务蔡宇在就好了",
        "我去跟鼎味餐饮的邵总谈",
        "写个运营方案给我",
        "找财务的小李子问问",
        "教育老人很难",
    ],
)
def test_no_trade_of_somebody(text: str) -> None:
    """Who is nobody by name, of a story, of a house, or was it before."""
    assert not any(each.predicate == "works as" for each in read(text).statements)
