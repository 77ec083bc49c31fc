"""What ends, what is put right, and whose is whose in plain Chinese."""

import pytest
from tests.unit.chinese import read
from tests.unit.readings import reading as built

from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import LASTING, Claim, Tense
from octomem.agents.relations import nicknames_in
from octomem.turn import Role

ENDS = """
氨氯地平不吃了|stop|氨氯地平
琥珀酸亚铁不用吃了|stop|琥珀酸亚铁
我把二甲双胍停了|stop|二甲双胍
我不喝咖啡了|stop|咖啡
钢厂我不干了|leave|钢厂
我不在建行干了|leave|建行
我离开华为了|leave|华为
奶茶店转让出去了|sell|奶茶店
奶茶店关了|leave|奶茶店
公司倒闭了|leave|job
我毕业了|graduate|
我退学了|drop out|
我生了|give birth|
"""
GOES_ON = (
    "今天不去健身房了",
    "活儿不干了，睡觉",
    "楼下的奶茶店关了",
    "海洋馆关门了",
    "孩子不带了，给婆婆",
    "生了一肚子气",
    "我明年毕业",
    "我又吃多了",
    "会不开了",
)


@pytest.mark.parametrize("line", ENDS.strip().splitlines())
def test_an_end_is_read_in_plain_words(line: str) -> None:
    """Medicine, work and shops, by the verb that the table of endings has."""
    text, verb, value = line.split("|")
    said = [(each.verb, each.object) for each in read(text).statements if not each.negated]
    assert (verb, value) in said


@pytest.mark.parametrize("text", GOES_ON)
def test_what_is_so_for_the_moment_or_of_others_ends_nothing(text: str) -> None:
    """A shop downstairs is nobody's, and today is not for good."""
    ending = {"stop", "leave", "sell", "graduate", "give birth"}
    assert not [
        each
        for each in read(text).statements
        if each.verb in ending and each.tense is not Tense.FUTURE
    ]


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        ("胃病好了", "小梅", "胃病"),
        ("花生过敏已经好了", "小梅", "花生"),
        ("我又吃肉了", "小梅", "vegetarian"),
    ],
)
def test_an_illness_a_diet_and_a_friendship_are_over(text: str, subject: str, value: str) -> None:
    """They are denied as what is no more so."""
    over = [(s.subject, s.object) for s in read(text).statements if s.negated and s.ended]
    assert (subject, value) in over


PUT_RIGHT = """
上次跟你说王可欣是青岛人，我记错了，她是烟台人|王可欣|青岛|烟台
以前我说我哥在建行，说错了，他在农行|小梅's older brother|建行|农行
我哥不是医生，是护士|小梅's older brother|医生|护士
我生日不是6月3号，是6月13号|小梅's birthday|6月3号|6月13号
我老公不是在建行，是在农行|小梅's husband|建行|农行
"""


@pytest.mark.parametrize("line", PUT_RIGHT.strip().splitlines())
def test_what_was_told_wrong_is_taken_back(line: str) -> None:
    """It never was so; what is stands beside it."""
    text, subject, wrong, right = line.split("|")
    said = [(s.subject, s.object, s.negated, s.ended) for s in read(text).statements if s.corrects]
    assert (subject, wrong, True, False) in said
    assert (subject, right, False, False) in said


@pytest.mark.parametrize(
    "text",
    ["我不是生气，是难过", "不是我不想去，是没票", "这不是苹果，是梨", "我不是不想去，是没时间"],
)
def test_a_contrast_that_is_no_correction_takes_nothing_back(text: str) -> None:
    """Nothing lasting was said of anybody."""
    assert not [each for each in read(text).statements if each.claim in LASTING]


def test_it_was_true_of_somebody_else() -> None:
    """近视的是… says of whom."""
    said = read("上次我说我儿子近视，是我打错了，近视的是我女儿").statements
    assert ("小梅's daughter", False) in [(s.subject, s.negated) for s in said]
    assert ("小梅's son", True) in [(s.subject, s.negated) for s in said]


def test_what_follows_a_correction_is_read_too() -> None:
    """A task in the same sentence is not lost with what was wrong."""
    said = read("上次说我儿子近视，说错了，近视的是我女儿，提醒我明天去配眼镜").statements
    assert "小梅's daughter" in {s.subject for s in said}
    assert [s for s in said if s.claim is Claim.TASK]


WHOSE = """
我同事阿莲五一结婚了，老公叫阿坤|阿坤|阿莲's husband
刘娟生了个女儿，小名糖糖|糖糖|刘娟's daughter
我同学小刘在上海，老婆叫王芳，儿子叫石头|石头|小刘's son
老婆在上海，女儿叫朵朵|朵朵|小梅's daughter
我妹妹谈对象了，叫小许|小许|小梅's younger sister's partner
俩孩子，大的叫晓东，上大三，小的叫晓北|晓北|小梅's child
我房东姓赵|赵|小梅's landlord
现在给我看病的是孙大夫|孙大夫|小梅's doctor
"""


@pytest.mark.parametrize("line", WHOSE.strip().splitlines())
def test_who_is_whose_is_told_by_the_clause_before(line: str) -> None:
    """A partner or a child whom nobody claims is of whom the talk was about."""
    text, name, of = line.split("|")
    assert (name, of) in [(s.subject, s.object) for s in read(text).statements]


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        ("我有个姐姐，在北京，是医生", "小梅's older sister", "医生"),
        ("我弟弟一凡老说我，他在上海当牙医", "一凡", "牙医"),
        ("嘉欣也换工作了，现在在一家游戏公司做财务", "嘉欣", "一家游戏公司"),
        ("铃木卖了，我媳妇嫌危险，换了辆比亚迪", "小梅", "比亚迪"),
    ],
)
def test_the_next_clause_is_about_whom_it_goes_on_about(
    text: str, subject: str, value: str
) -> None:
    """Also where a name has no surname, and the speaker comes back."""
    assert (subject, value) in [(s.subject, s.object) for s in read(text).statements]


@pytest.mark.parametrize(
    "text",
    [
        "天天加班到很晚",
        "建国以来最大的雨",
        "明明在上海",
        "安静的时候我看书",
        "我女儿可爱",
    ],
)
def test_words_that_look_like_names_are_nobodys(text: str) -> None:
    """Nor does a kinship take them for a name."""
    assert not [
        s for s in read(text).statements if s.subject_type == "person" and s.subject != "小梅"
    ]


ANSWERS = """
您女儿多大了？|五岁了|小梅's daughter|五岁
您老公是做什么的？|程序员，在网易|小梅's husband|网易
您老婆是哪里人？|四川的|小梅's wife|四川
您在哪个城市？|杭州|小梅|杭州
您结婚了吗？|结了，老婆叫小丽|小梅|married
您结婚了吗？|还没呢|小梅|single
你对猫毛过敏吗？|不过敏|小梅|猫毛
您妈妈身体怎么样？|还行。我在华为上班|小梅|华为
"""


@pytest.mark.parametrize("line", ANSWERS.strip().splitlines())
def test_an_answer_is_about_whom_was_asked(line: str) -> None:
    """Until the speaker says 我."""
    asked, answer, subject, value = line.split("|")
    turns = [
        built(asked, actor="助手", role=Role.ASSISTANT, number=1).turn,
        built(answer, actor="小梅", number=2).turn,
    ]
    said = Reader().read_many(turns)[1].statements
    assert (subject, value) in [(s.subject, s.object) for s in said]


def test_whom_the_partition_knows_is_a_name() -> None:
    """花卷 is a bun, but for who has a dog of that name."""
    turn = built("花卷五岁了", actor="小梅").turn
    known = Reader().read_many([turn], people={"花卷": "animal"})[0]
    assert ("花卷", "animal") in [(each.subject, each.subject_type) for each in known.statements]
    alone = Reader().read_many([turn])[0]
    assert "花卷" not in {each.subject for each in alone.statements}


def test_a_state_is_dated_by_how_long_it_has_been() -> None:
    """我吃素三个月了 began three months ago."""
    (diet,) = [s for s in read("我吃素三个月了").statements if s.object == "vegetarian"]
    assert diet.moment is not None
    assert diet.moment.start.strftime("%Y-%m") == "2024-02"


PLAIN = """
忘了跟你说，我上个月跳槽到小米了|小梅|joins|小米
一直没说，我去年就搬到大连了|小梅|moves to|大连
搬家了，这回住石家庄|小梅|lives in|石家庄
我不在京东干了，去了拼多多|小梅|joins|拼多多
我弟弟立军换车了，捷达卖了，现在开一辆比亚迪|立军|drives|比亚迪
我养了一只猫，叫年糕，还有一只乌龟，叫慢慢|慢慢|is|小梅's turtle
乌龟慢慢送给我表弟了|慢慢|runs away|
我姐姐叫晨露，在贵阳当会计。她老公叫赵勇|赵勇|is|晨露's husband
我在健身房交了一个新朋友，名字叫裕子|裕子|is|小梅's friend
王磊不是我室友了|王磊|is|小梅's roommate
我改名了，现在叫张若曦|小梅|name is|张若曦
我朋友们都叫我阿雨|小梅|is called|阿雨
同事都叫我小白|小梅|is called|小白
我老婆是护士不是医生|小梅's wife|works as|护士
我近视三百度|小梅|has|近视
我名字改成张若曦了|小梅|name is|张若曦
爸妈叫我乐乐|小梅|is called|乐乐
我喜欢三种选择|小梅|likes|三种选择
我们公司有两个方案，我负责第一个|小梅|is responsible for|第一个
我负责销售，哈哈哈|小梅|is responsible for|销售
我家狗叫来福，有两只小狗|来福|has|两只小狗
"""


@pytest.mark.parametrize("line", PLAIN.strip().splitlines())
def test_plain_chat_is_read(line: str) -> None:
    """News, pets, people and names as anybody tells them."""
    text, *said = line.split("|")
    assert said in [[s.subject, s.predicate, s.object] for s in read(text).statements]


@pytest.mark.parametrize(
    ("text", "wrong", "value"),
    [
        ("我以前养过一只兔子，后来死了", "passes away", ""),
        ("我以前养过一只兔子，现在不养了", "gets", "现在"),
        ("白酒我可是从来不喝的", "drinks", "从来"),
        ("2019年9月搬到惠州，一直住到现在", "lives in", "到现在"),
        ("孩子大了", "is", "小梅's child"),
        ("朋友叫我吃饭", "is called", "吃饭"),
        ("我朋友都叫我快点", "is", "小梅's friend"),
        ("我和小孟和好了", "is", "小梅's partner"),
        ("我被裁了，在家待业", "works as", "待业"),
        ("我儿子上初二", "studies at", "初二"),
        ("儿子把他接到石家庄住去了", "lives in", "石家庄"),
        ("我养了一只猫，叫年糕", "has", "一只猫"),
        ("我改成喝茶了", "name is", "喝茶"),
        ("我改成下午三点了", "name is", "下午三点"),
        ("我改为早起了", "name is", "早起"),
        ("我正式改为自由职业了", "name is", "自由职业"),
        ("邻居叫我小声点", "is called", "小声点"),
        ("室友叫我安静", "is called", "安静"),
        ("爸妈叫我多喝水", "is called", "多喝水"),
        ("这次住上海", "lives in", "上海"),
        ("这次在北京住", "lives in", "北京"),
        ("没说，我住北京", "lives in", "北京"),
        ("我妹妹是护士不是吧", "works as", "不是吧"),
        ("我是搬到苏州不是杭州", "is", "杭州"),
    ],
)
def test_plain_chat_tells_nothing_that_nobody_said(text: str, wrong: str, value: str) -> None:
    """Adverbs are no topics, school years no schools, and whom the speaker calls on no names."""
    assert (wrong, value) not in [(s.predicate, s.object) for s in read(text).statements]


def test_another_device_is_no_phone() -> None:
    """A maker of both is no phone where a computer is spoken of."""
    assert "小梅's phone model" not in {s.subject for s in read("我电脑是联想的").statements}


DENIED = (
    ("我的医生不是沈医生", "沈医生"),
    ("阿杰不是我的同事", "阿杰"),
    ("阿杰不再是我男朋友", "阿杰"),
    ("阿杰不再是我男朋友了", "阿杰"),
)


@pytest.mark.parametrize(("text", "name"), DENIED)
def test_who_is_not_whose_is_nobodys(text: str, name: str) -> None:
    """Not the one that was denied, whichever side of it the speaker begins with."""
    said = [each for each in read(text).statements if name in {each.subject, each.object}]
    assert all(each.negated for each in said)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("翻了病历，发现我搞错了，我不是对青霉素过敏，是对头孢过敏。", "青霉素", "头孢"),
        ("我翻了病历，我记错了，我过敏的是头孢，不是青霉素", "青霉素", "头孢"),
    ],
)
def test_what_leads_up_to_a_correction_is_no_part_of_it(text: str, wrong: str, right: str) -> None:
    """Clauses before it are read as they are."""
    said = {each.object: each.negated for each in read(text).statements}
    assert {wrong: True, right: False} == {name: said.get(name) for name in (wrong, right)}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("沈医生是我的医生", ("沈医生", "is", "小梅's doctor")),
        ("我的医生不是沈医生，一直是孙医生。", ("孙医生", "is", "小梅's doctor")),
        ("现在改喝大麦茶", ("小梅", "drinks", "大麦茶")),
        ("我养的是两只虎皮鹦鹉", ("小梅", "has", "两只虎皮鹦鹉")),
        ("今天入职满一周，我在美团上班", ("小梅", "works at", "美团")),
        ("我是出版社的校对", ("小梅", "works as", "校对")),
    ],
)
def test_more_plain_words_are_read(text: str, claim: tuple[str, str, str]) -> None:
    """In their own words, without what only looks like them."""
    reading = read(text)
    said = {(s.subject, s.predicate, s.object) for s in reading.statements if not s.negated}
    assert claim in said
    assert not any("的的" in s.text or s.object == "满一周" for s in reading.statements)
    assert not any(s.predicate == "works as" and "医生" in s.object for s in reading.statements)


def test_somebody_without_a_dog_has_none() -> None:
    """A denial, and not that they have one."""
    said = [each for each in read("我没有养狗。").statements if each.object == "狗"]
    assert [True] == [each.negated for each in said]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("换护照这事搞定！", "换护照"),
        ("换护照的事办好了", "换护照"),
        ("包间不用订了，取消吧。", "包间"),
    ],
)
def test_a_report_names_the_task_as_it_was_set(text: str, words: str) -> None:
    """Not with the words that say it is done."""
    assert words in [each.object for each in read(text).statements if each.claim is Claim.DONE]


def test_to_be_reminded_is_no_task_of_its_own() -> None:
    """What is not to be forgotten stands before it."""
    said = read("我这周五之前要交物业费，别忘了提醒我").statements
    tasks = [each.object for each in said if each.claim is Claim.TASK]
    assert ["这周五之前要交物业费"] == tasks


def test_by_what_other_name_somebody_goes_is_an_aside() -> None:
    """What follows is about whom the sentence is about."""
    said = read("楼上邻居王建国，我们都叫他老王，是出租车司机。").statements
    jobs = [(each.subject, each.object) for each in said if each.predicate == "works as"]
    assert [("王建国", "出租车司机")] == jobs


@pytest.mark.parametrize("text", ["我小时候没养狗", "我到公司上班了", "我每天八点到九点上班"])
def test_what_was_not_so_once_or_is_done_every_day_tells_nothing_of_now(text: str) -> None:
    """Neither that there is no dog, nor an employer."""
    assert not [s for s in read(text).statements if s.predicate in {"has", "starts at", "joins"}]


def test_a_short_name_needs_no_verb() -> None:
    """小名糖糖 is one of 陈思语's names, and nobody of its own."""
    found = nicknames_in("我女儿陈思语，小名糖糖，今年五岁", ["陈思语"])
    assert [("陈思语", "糖糖")] == [(each.entity, each.target) for each in found]
    assert "小名" not in {
        each.subject for each in read("我女儿陈思语，小名糖糖，今年五岁").statements
    }


@pytest.mark.parametrize(
    ("text", "people", "names"),
    [
        ("Kevin的大名叫李凯文，我妈说踏实", [], ("Kevin", "李凯文")),
        ("楼下的李阿姨，真名叫李秀兰", ["李秀兰"], ("李阿姨", "李秀兰")),
        ("老周就是周建平，我以前的师傅", ["老周"], ("老周", "周建平")),
        ("阿明，也就是我哥李明，去了广州", ["阿明", "李明"], ("阿明", "李明")),
        ("同事里有个王建国，绰号老K", ["王建国"], ("王建国", "老K")),
        ("我家狗叫布丁，我妈老叫它胖胖", ["布丁"], ("布丁", "胖胖")),
    ],
)
def test_two_names_of_one_are_read(text: str, people: list[str], names: tuple[str, str]) -> None:
    """By what the second is called, by the surname, or by whom it names."""
    assert [names] == [(each.entity, each.target) for each in nicknames_in(text, people)]


@pytest.mark.parametrize(
    "text",
    [
        "老周就是爱喝酒",
        "老周就是我师傅",
        "我妈老叫我起床",
        "大名鼎鼎的Kevin",
        "Kevin全名忘了叫啥",
        "Kevin的全名叫什么来着",
        "李阿姨全名不知道",
    ],
)
def test_what_only_looks_like_a_second_name_is_none(text: str) -> None:
    """What somebody is or does is no name."""
    assert [] == nicknames_in(text, ["老周", "Kevin"])


@pytest.mark.parametrize(
    "text",
    [
        "燕子的真名是周海燕，是我表姐",
        "燕子本名叫周海燕，我同学",
        "燕子其实叫周海燕，是我邻居",
        "燕子就是周海燕，我闺女",
        "我同事周海燕（小名燕子）昨天来了",
        "我们管我哥们周海燕叫燕子",
        "我侄女身份证上叫周海燕，平时都叫燕子",
        "大家都叫我表姐周海燕燕子",
        "燕子是我闺女周海燕的外号",
        "燕子是周海燕的小名，他是我同事",
        "我侄女周海燕，也就是燕子，昨天来了",
        "燕子（也就是我儿子周海燕）昨天来了",
        "我邻居的名字叫周海燕，但谁都叫她燕子",
        "我哥们周海燕又叫燕子",
        "我侄女周海燕，又名燕子",
        "我闺女大名叫周海燕 在家叫燕子",
        "我室友网名燕子，真名周海燕",
        "燕子是小名，大名叫周海燕，我哥们",
    ],
)
def test_two_names_are_one_somebodys_however_it_is_said(text: str) -> None:
    """What is on paper and what is used, either way round."""
    found = nicknames_in(text, ["周海燕"])
    assert [{"周海燕", "燕子"}] == [{each.entity, each.target} for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "周海燕是我同事，燕子是我闺女",
        "我叫周海燕明天来",
        "大家都叫周海燕去开会",
        "周海燕叫了两次车",
        "周海燕也叫了外卖",
        "周海燕又叫外卖了",
        "有个周海燕，新来的也叫周海艳",
        "周海燕说她是骗子",
        "这就是周海燕",
        "他就是周海燕",
        "我同学就是周海燕",
        "周海燕养了一只狗叫旺财",
        "周海燕买了大众",
        "燕子不是周海燕",
        "周海燕的真名是啥",
        "周海燕和刘大伟是同学",
    ],
)
def test_what_names_nobody_once_more(text: str) -> None:
    """Two people, a call, a question, what is denied; an animal or a brand beside somebody."""
    assert [] == [(each.entity, each.target) for each in nicknames_in(text, ["周海燕"])]
