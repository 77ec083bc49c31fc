"""What tagged values state in Chinese where no pattern says the same."""

from dataclasses import replace

import pytest
from tests.unit.spoken import said
from tests.unit.test_claims import mention, said_beside, tag

from octomem.agents.chinese_claims import stated
from octomem.agents.chinese_holders import called
from octomem.agents.claims import claims
from octomem.agents.drafting import since
from octomem.agents.reading.before import Asked
from octomem.agents.reading.reading import Reading, Tense
from octomem.agents.reading.tags import Mention, State, Tag, Tagged
from octomem.agents.slots import load_table


def bare(text: str) -> Reading:
    """Read a turn, and forget what the patterns say of it."""
    return replace(said(text), statements=())


@pytest.mark.parametrize(
    ("words", "slot", "told"),
    [
        ("苏州", "home", "Mei住在苏州"),
        ("啤酒厂", "employer", "Mei在啤酒厂工作"),
        ("护士", "job", "Mei的职业是护士"),
        ("青霉素", "allergy", "Mei对青霉素过敏"),
        ("痛风", "condition", "Mei有痛风"),
        ("比亚迪", "car", "Mei开比亚迪"),
        ("羽毛球", "hobby", "Mei的爱好是羽毛球"),
        ("日语", "language", "Mei会说日语"),
        ("三十四", "age", "Mei三十四"),
        ("离了", "marital_status", "Mei离了"),
        ("吃素", "diet", "Mei吃素"),
        ("林悦", "partner", "林悦是Mei的伴侣"),
        ("老唐", "manager", "老唐是Mei的上司"),
        ("豆豆", "pet", "豆豆是Mei的宠物"),
        ("柯基", "pet", "Mei有柯基"),
        ("女友桃子", "partner", "桃子是Mei的女友"),
        ("大毛", "nickname", "Mei的外号是大毛"),
    ],
)
def test_a_value_is_stated_in_the_words_of_its_slot(words: str, slot: str, told: str) -> None:
    """However the message puts it."""
    reading = bare(f"嗯，{words}嘛")

    assert [told] == said_beside(reading, tag(reading, words, slot))


@pytest.mark.parametrize(
    ("words", "slot", "told"),
    [
        ("昆山", "home", "Mei以前住在昆山"),
        ("网球", "hobby", "Mei放弃了网球"),
        ("大众", "car", "Mei不再开大众了"),
        ("二甲双胍", "medication", "Mei不再用二甲双胍了"),
    ],
)
def test_what_is_over_is_stated_as_over(words: str, slot: str, told: str) -> None:
    """By the verb that ends it, or as what used to be."""
    reading = bare(f"嗯，{words}是老黄历")

    assert [told] == said_beside(reading, tag(reading, words, slot, State.PAST))


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("家里", "home"),
        ("公司", "employer"),
        ("女儿", "child"),
        ("不喝酒", "diet"),
        ("下个月", "birthday"),
        ("孩子他爸", "partner"),
    ],
)
def test_words_that_name_no_value_state_nothing(words: str, slot: str) -> None:
    """A home without a name is anywhere."""
    reading = bare(f"嗯，{words}嘛")

    assert [] == said_beside(reading, tag(reading, words, slot))


def test_a_value_of_somebody_else_is_stated_of_who_is_named() -> None:
    """By kinship as it was said, or by name."""
    kin = bare("我表妹嘛，长沙")
    named = bare("小周嘛，长沙")

    assert ["Mei的表妹住在长沙"] == beside(
        kin, [mention(kin, "我表妹")], tag(kin, "长沙", "home", other=True)
    )
    assert ["小周住在长沙"] == beside(
        named, [mention(named, "小周")], tag(named, "长沙", "home", other=True)
    )


def test_ones_own_birthday_stands_beside_that_of_somebody_else() -> None:
    """A second one of one's own would be a slip."""
    reading = said("我生日5月6号，我女儿的生日是8月9号")
    hers = [each for each in reading.statements if "daughter" in each.subject]
    reading = replace(reading, statements=tuple(hers))
    assert ["Mei's daughter's birthday"] == [each.subject for each in reading.statements]

    assert ["Mei的生日是5月6号"] == said_beside(reading, tag(reading, "5月6号", "birthday"))
    again = tag(reading, "8月9号", "birthday", other=True)
    named = Tagged((again,), (mention(reading, "我女儿"),))
    assert [] == claims(replace(reading, tags=named), load_table())


def test_an_animal_is_told_by_what_only_animals_need() -> None:
    """A name that an age stands behind may be a bun's."""
    for text, told in (("布丁八岁了，做过绝育", ["布丁是Mei的宠物"]), ("布丁八岁了", [])):
        reading = bare(text)
        assert told == said_beside(reading, replace(tag(reading, "布丁", "pet"), likely=0.85))


def test_the_name_of_ones_own_daughter_is_hers() -> None:
    """She is nobody's daughter's child."""
    reading = bare("我女儿嘛，安宁")

    told = beside(reading, [mention(reading, "我女儿")], tag(reading, "安宁", "child", other=True))
    assert ["安宁是Mei的女儿"] == told


@pytest.mark.parametrize(
    "text", ["苏州行吗？", "要是苏州就好了", "哈哈开玩笑的，苏州", "苏州。骗你的"]
)
def test_what_is_asked_imagined_or_a_joke_states_nothing(text: str) -> None:
    """Whatever its words name."""
    reading = bare(text)

    assert [] == said_beside(reading, tag(reading, "苏州", "home"))


@pytest.mark.parametrize("text", ["你是护士", "她当护士去了", "人家可是护士"])
def test_what_is_said_of_the_listener_or_of_nobody_with_a_name_is_not_the_speakers(
    text: str,
) -> None:
    """Unless the clause speaks of both."""
    reading = bare(text)

    assert [] == said_beside(reading, tag(reading, "护士", "job"))


@pytest.mark.parametrize(
    ("text", "words", "slot"),
    [
        ("从阿里出来的人都很拼", "阿里", "employer"),
        ("学会管理", "管理", "studies"),
        ("我在京东买了口锅", "京东", "employer"),
        ("盘了个饼店，好多年前那会儿的事", "饼店", "employer"),
        ("盤了個餅店，好多年前那會兒的事", "餅店", "employer"),
        ("我在工商银行取钱", "工商银行", "employer"),
        ("我法语一窍不通", "法语", "language"),
        ("换到了联通", "联通", "employer"),
        ("凶手是杏仁", "杏仁", "allergy"),
        ("医生不让我吃布洛芬", "布洛芬", "medication"),
        ("我表哥不跑出租那会儿的事", "出租", "job"),
        ("我户口在阜阳", "阜阳", "home"),
        ("我在巴厘岛度蜜月", "巴厘岛", "home"),
        ("我姐她儿子叫乐乐", "乐乐", "sibling"),
        ("我女儿的老师叫陈静", "陈静", "child"),
        ("养了条狗", "条狗", "pet"),
    ],
)
def test_what_only_looks_like_a_value_is_nobodys(text: str, words: str, slot: str) -> None:
    """However sure the words are tagged."""
    reading = bare(text)

    assert [] == said_beside(reading, tag(reading, words, slot))


@pytest.mark.parametrize(
    ("text", "words", "slot", "told"),
    [
        ("我家猫叫咪咪", "猫叫咪咪", "pet", "咪咪是Mei的猫"),
        ("我女儿的名字叫安宁", "安宁", "child", "安宁是Mei的孩子"),
        ("我在银行上班", "银行", "employer", "Mei在银行工作"),
        ("换到了联通上班", "联通", "employer", "Mei在联通工作"),
        ("一吃就起疹子，凶手是杏仁", "杏仁", "allergy", "Mei对杏仁过敏"),
        ("医生让我吃布洛芬", "布洛芬", "medication", "Mei在用布洛芬"),
        ("我法语很好", "法语", "language", "Mei会说法语"),
    ],
)
def test_what_is_near_those_is_stated(text: str, words: str, slot: str, told: str) -> None:
    """A name behind 叫 is the name alone."""
    reading = bare(text)

    assert [told] == said_beside(reading, tag(reading, words, slot))


def test_whose_they_are_is_told_in_chinese_along_the_whole_chain() -> None:
    """A son's daughter has both words."""
    reading = bare("长沙嘛")
    blank = said("我住在北京").statements[0]
    made = stated(tag(reading, "长沙", "home"), "Mei's son's daughter", blank, reading)

    assert made is not None
    assert "Mei的儿子的女儿住在长沙" == made.text


@pytest.mark.parametrize(("words", "slot"), [("做饭", "job"), ("管理", "studies")])
def test_what_somebody_does_is_a_job_or_a_study_for_sure(words: str, slot: str) -> None:
    """Or it is known as a job."""
    reading = bare(f"嗯，{words}嘛")
    sure = tag(reading, words, slot)

    assert 1 == len(said_beside(reading, sure))
    assert [] == said_beside(reading, replace(sure, likely=0.7))


def test_what_is_planned_for_a_date_begins_then() -> None:
    """In the words of its slot, with the date."""
    reading = bare("下个月就是苏州了")
    (made,) = claims(
        replace(reading, tags=Tagged((tag(reading, "苏州", "home", State.PLANNED),))), load_table()
    )

    assert "Mei下个月起住在苏州" == made.text
    assert since(made, reading) > reading.turn.occurred_at


def test_hearsay_states_only_what_is_certain() -> None:
    """An opinion may name a value; "the doctor said it" tells one."""
    reading = bare("同事说我这是痛风")
    sure = tag(reading, "痛风", "condition")

    assert ["Mei有痛风"] == said_beside(reading, sure)
    assert [] == said_beside(reading, replace(sure, likely=0.9))


def test_a_pattern_that_says_it_is_enough() -> None:
    """Nothing is stated twice."""
    reading = said("我住在苏州，在啤酒厂上班")
    tags = tag(reading, "苏州", "home"), tag(reading, "啤酒厂", "employer")

    assert [] == said_beside(reading, *tags)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("我姐", "Mei's older sister"),
        ("我们家老王", "老王"),
        ("小周家", "小周"),
        ("同事陈琳", "陈琳"),
        ("Tom", "Tom"),
        ("José", "José"),
        ("我老父亲", "Mei's father"),
        ("三叔公", "Mei's 三叔公"),
        ("大爷爷", "Mei's 大爷爷"),
        ("老奶奶", "Mei's 老奶奶"),
        ("两个外孙", "Mei's grandson"),
        ("亲家", "Mei's 亲家"),
        ("孩子他舅", "Mei's child's uncle"),
        ("孩子姥爷", "Mei's child's maternal grandfather"),
        ("孩子外教", "Mei's child's 外教"),
        ("素清妈", "素清's mother"),
        ("石头他爸", "石头's father"),
        ("隔壁桌的小韩", "小韩"),
        ("先生楚湘", "楚湘"),
        ("石榴", "石榴"),
        ("家栋", "家栋"),
        ("老教授", "Mei's 老教授"),
        ("那个人", ""),
        ("发小里", ""),
        ("他", ""),
        ("大家", ""),
    ],
)
def test_somebody_is_called_by_name_or_kinship(words: str, name: str) -> None:
    """Without "my" and "their home"; a word for a relative is one by its shape."""
    assert name == called(Mention(words, 0, 0, len(words)), bare(words))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("我同桌她爸", "爸", "Mei's classmate's father"),
        ("我老婆的闺蜜", "我老婆", "Mei's wife's friend"),
        ("小周的弟弟", "弟弟", "小周's younger brother"),
        ("你儿子", "儿子", ""),
        ("她爸", "她爸", ""),
        ("楼下的儿子", "儿子", ""),
    ],
)
def test_who_is_somebody_elses_is_not_the_speakers(text: str, words: str, name: str) -> None:
    """They are whose a message says, and nobody's who is not named."""
    start = text.index(words)

    assert name == called(Mention(words, 0, start, start + len(words)), bare(text))


@pytest.mark.parametrize(
    ("text", "people", "words", "slot", "told"),
    [
        ("和鲤恋爱了，她爸是老中医", ("鲤", "她爸"), "老中医", "job", ["鲤的爸的职业是老中医"]),
        (
            "小葛说她老公在比亚迪",
            ("小葛", "她老公"),
            "比亚迪",
            "employer",
            ["小葛的老公在比亚迪工作"],
        ),
        ("师父让我替了，他去培训学校讲课", (), "培训学校", "employer", ["Mei的师父在培训学校工作"]),
        ("我男人跟老乡去沙特修路了", ("我男人", "老乡"), "沙特", "home", ["Mei的男人住在沙特"]),
        ("我哥在北京，跟嫂子去沙特", ("我哥", "嫂子"), "沙特", "home", ["Mei的嫂子住在沙特"]),
        ("给哮喘的外公换了多奈哌齐", ("外公",), "多奈哌齐", "medication", []),
        ("她吃二甲双胍", ("她",), "二甲双胍", "medication", []),
    ],
)
def test_a_value_is_of_whom_a_message_tells(
    text: str, people: tuple[str, ...], words: str, slot: str, told: list[str]
) -> None:
    """A pronoun is who was named last; who does something with another does what the other does."""
    reading = bare(text)
    named = [mention(reading, each) for each in people]

    assert told == beside(reading, named, tag(reading, words, slot, other=True))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("您女儿的专业是？", ["Mei的女儿在北舞读书"]),
        ("令郎在哪念书？", ["Mei的儿子在北舞读书"]),
        ("哥哥还在部队？", ["Mei的哥哥在北舞读书"]),
        ("她在哪念书？", []),
    ],
)
def test_who_is_asked_about_has_what_the_answer_names(question: str, told: list[str]) -> None:
    """Where the answer names nobody."""
    asked = replace(bare("在北舞"), asked=Asked(question, "t0"))

    assert told == beside(asked, [], tag(asked, "北舞", "school", other=True))


@pytest.mark.parametrize(
    ("words", "slot"), [("滴滴", "doctor"), ("酒店", "home"), ("京东", "phone_model")]
)
def test_firms_hotels_and_shops_are_no_values(words: str, slot: str) -> None:
    """Of slots that hold something else."""
    reading = bare(f"嗯，{words}嘛")

    assert [] == said_beside(reading, tag(reading, words, slot))


def beside(reading: Reading, people: list[Mention], *tags: Tag) -> list[str]:
    """Return what tags state, where a message also names people."""
    tagged = Tagged(tags, tuple(people))
    return [each.text for each in claims(replace(reading, tags=tagged), load_table())]


@pytest.mark.parametrize(
    ("text", "words", "slot", "told"),
    [
        ("我们部门小王是实习生，兰州的", "兰州", "hometown", "小王来自兰州"),
        ("车卖给我弟了，他刚进台科大", "台科大", "school", "Mei的弟在台科大读书"),
        ("我姐的朋友，苏州的", "苏州", "hometown", None),
        ("苏州的", "苏州", "hometown", None),
    ],
)
def test_who_is_named_last_before_a_value_has_it(
    text: str, words: str, slot: str, told: str | None
) -> None:
    """By name or as the speaker's own kin; else nobody has it."""
    reading = bare(text)
    made = stated_of_other(reading, words, slot)
    assert ([told] if told else []) == made


def stated_of_other(reading: Reading, words: str, slot: str) -> list[str]:
    """Return what is stated of a value that is somebody else's."""
    tags = Tagged((tag(reading, words, slot, other=True),))
    return [each.text for each in claims(replace(reading, tags=tags), load_table())]


@pytest.mark.parametrize(
    ("text", "words", "slot", "told"),
    [
        ("我4月1号就搬到西安去了", "西安", "home", ["Mei住在西安"]),
        ("这个月1号到顺丰这边上班", "顺丰", "employer", ["Mei在顺丰工作"]),
        ("上个月决定搬到西安去", "西安", "home", []),
        ("去年就想去顺丰上班", "顺丰", "employer", []),
        ("下个月1号去顺丰报到", "顺丰", "employer", ["Mei下个月1号起在顺丰工作"]),
    ],
)
def test_what_was_to_come_on_a_day_that_is_over_has_come(
    text: str, words: str, slot: str, told: list[str]
) -> None:
    """Unless a word says that it was only meant."""
    reading = bare(text)

    assert told == said_beside(reading, tag(reading, words, slot, State.PLANNED))


@pytest.mark.parametrize(
    ("text", "words", "slot", "likely", "is_read"),
    [
        ("晓鹿回成都当小学老师", "成都", "home", 0.7, True),
        ("我过完年就回阜阳了", "阜阳", "home", 0.97, True),
        ("到期就回杭州", "杭州", "home", 0.72, False),
        ("周末回合肥找小曼", "合肥", "home", 0.7, False),
        ("儿子把他接到石家庄住", "石家庄", "home", 0.97, False),
        ("我户口在石家庄", "石家庄", "home", 0.97, False),
    ],
)
def test_who_goes_back_lives_there_where_they_settle(
    text: str, words: str, slot: str, likely: float, *, is_read: bool
) -> None:
    """Or where it is sure; who is brought somewhere or registered there may live elsewhere."""
    reading = bare(text)

    assert is_read == bool(said_beside(reading, replace(tag(reading, words, slot), likely=likely)))


@pytest.mark.parametrize(
    ("text", "words", "slot", "is_read"),
    [
        ("今天查了，医生说是鸡肉过敏", "鸡肉", "allergy", True),
        ("体检报告说有结节", "结节", "condition", True),
        ("邻居说我是鸡肉过敏", "鸡肉", "allergy", False),
        ("医生说他老家在温州", "温州", "home", False),
    ],
)
def test_what_was_found_at_a_doctors_is_no_hearsay(
    text: str, words: str, slot: str, *, is_read: bool
) -> None:
    """Of allergies and illnesses."""
    reading = bare(text)

    assert is_read == bool(said_beside(reading, replace(tag(reading, words, slot), likely=0.75)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("小周说他搬到昆明了", ["小周住在昆明"]),
        ("听小周说她搬到昆明了", []),
        ("小周说他爸搬到昆明了", []),
        ("听说小周搬到昆明了", []),
    ],
)
def test_what_somebody_tells_of_themselves_is_no_hearsay(text: str, told: list[str]) -> None:
    """What others tell of them is."""
    reading = bare(text)
    home = replace(tag(reading, "昆明", "home", other=True), likely=0.88)

    assert told == beside(reading, [mention(reading, "小周")], home)


def test_a_friend_of_ones_own_is_named_behind_where_they_were_met() -> None:
    """认识的陈敏 is not somebody's Chen Min."""
    reading = bare("一个是坐月子的时候认识的陈敏，住绵阳")
    friend, home = tag(reading, "陈敏", "friend"), tag(reading, "绵阳", "home", other=True)

    assert "陈敏住在绵阳" in said_beside(reading, friend, home)


def test_a_remark_about_somebody_gives_their_value_to_nobody_else() -> None:
    """才晓得何骏搬到西安了 is of He Jun, though the speaker learnt it."""
    reading = said("才晓得何骏4月1号就搬到西安去了")
    assert any("西安" in each.object for each in reading.statements)
    home = tag(reading, "西安", "home", other=True)

    assert ["何骏住在西安"] == beside(reading, [mention(reading, "何骏")], home)


@pytest.mark.parametrize(
    ("text", "words", "is_put_right"),
    [
        ("跟你说错了，我读的是华师", "华师", True),
        ("我记混了。我读的是华师", "华师", True),
        ("我读的是华师", "华师", False),
        ("我说错话了，后来搬到华师读书", "华师", False),
    ],
)
def test_a_value_beside_a_slip_puts_right_what_was_told(
    text: str, words: str, *, is_put_right: bool
) -> None:
    """However sure its words are; one that comes with a change is news."""
    reading = bare(text)
    school = replace(tag(reading, words, "school"), likely=0.7)
    (made,) = claims(replace(reading, tags=Tagged((school,))), load_table())

    assert is_put_right == made.corrects


@pytest.mark.parametrize(
    ("text", "words", "slot", "is_sure"),
    [
        ("上岸了，单位是芜湖市统计局", "芜湖市统计局", "employer", True),
        ("阿琳不当老师了，在家弄绘本馆", "绘本馆", "employer", True),
        ("有空在绘本馆坐坐", "绘本馆", "employer", False),
        ("搬家了，会讲德语", "德语", "language", False),
    ],
)
def test_a_home_or_work_told_with_a_change_is_sure(
    text: str, words: str, slot: str, *, is_sure: bool
) -> None:
    """It takes the place of what was so, which a doubtful one does not."""
    reading = bare(text)
    doubtful = replace(tag(reading, words, slot), likely=0.7)
    (made,) = claims(replace(reading, tags=Tagged((doubtful,))), load_table())

    assert is_sure != made.is_unsure


def test_nobody_lives_in_a_firm_that_everybody_knows() -> None:
    """Of a city of that name they do."""
    firm, city = bare("我还在喜马拉雅混日子"), bare("我还在吉林混日子")

    assert ["Mei在喜马拉雅工作"] == said_beside(firm, tag(firm, "喜马拉雅", "home"))
    assert ["Mei住在吉林"] == said_beside(city, tag(city, "吉林", "home"))


@pytest.mark.parametrize(
    ("text", "words", "slot", "told"),
    [
        ("江夏路18号3栋，快递放门口", "江夏路", "home", "Mei住在江夏路"),
        ("我收快递写曙光里", "曙光里", "home", "Mei住在曙光里"),
        ("收件地址改成漓江路", "漓江路", "home", "Mei住在漓江路"),
        ("我在釜山留学", "釜山", "home", "Mei住在釜山"),
        ("省中医的口腔科祁大夫", "口腔科祁大夫", "doctor", "祁大夫是Mei的医生"),
        ("现挂安贞的邓副主任", "安贞的邓副主任", "doctor", "邓副主任是Mei的医生"),
        ("我最中意的布料是香云纱", "香云纱", "favourite", "Mei最喜欢香云纱"),
        ("晚上总要午睡", "午睡", "habit", "Mei有午睡的习惯"),
        ("正忙着方言保护", "方言保护", "project", "Mei在做的项目是方言保护"),
        ("大名郭楚鸿", "郭楚鸿", "name", "Mei的名字是郭楚鸿"),
        ("去年起我不吃牛了", "不吃牛了", "diet", "Mei不吃牛"),
        ("少油少盐，大夫说的", "少油少盐", "diet", "Mei的饮食习惯是少油少盐"),
        ("吃长素四十年", "吃长素", "diet", "Mei吃长素"),
        ("离了三年了", "离", "marital_status", "Mei离婚"),
        ("我是单亲妈妈", "单亲妈妈", "marital_status", "Mei是单亲妈妈"),
        ("我是内蒙古赤峰人", "内蒙古赤峰人", "hometown", "Mei来自内蒙古赤峰"),
        ("生日嘛，立秋那天", "立秋那天", "birthday", "Mei的生日是立秋那天"),
        ("我在南航修飞机", "飞机", "job", "Mei的职业是修飞机"),
    ],
)
def test_what_is_told_in_words_of_its_own_is_stated(
    text: str, words: str, slot: str, told: str
) -> None:
    """An address for parcels, a doctor by their ward, work by its verb."""
    reading = bare(text)

    assert [told] == said_beside(reading, tag(reading, words, slot))


@pytest.mark.parametrize(
    ("text", "words", "slot"),
    [
        ("资料寄到厦门，收件人程茜", "厦门", "home"),
        ("快递到武汉了", "武汉", "home"),
        ("笔名白鹭飞", "白鹭飞", "name"),
        ("免贵姓邬", "邬", "name"),
        ("内脏，还有韭菜", "内脏", "diet"),
        ("不吃早饭", "早饭", "diet"),
        ("挂的是骨科", "骨科", "doctor"),
    ],
)
def test_what_is_near_those_is_nothing_of_the_speakers(text: str, words: str, slot: str) -> None:
    """Who gets a parcel, a name to write under, and a thing to eat."""
    reading = bare(text)

    assert [] == said_beside(reading, tag(reading, words, slot))


@pytest.mark.parametrize(
    ("text", "words", "slot", "told"),
    [
        ("上回说没工作，我跑船", "跑船", "job", ["Mei的职业是跑船"]),
        ("都说人老实，可我四十五了", "四十五", "age", ["Mei四十五"]),
        ("耳鼻喉方主任说正常", "方主任", "doctor", ["方主任是Mei的医生"]),
        ("听说是护士", "护士", "job", []),
        ("同事说我是会计", "会计", "job", []),
    ],
)
def test_what_the_speaker_knows_first_hand_is_no_hearsay(
    text: str, words: str, slot: str, told: list[str]
) -> None:
    """What they are, and who it was that said something."""
    reading = bare(text)

    assert told == said_beside(reading, replace(tag(reading, words, slot), likely=0.9))


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("我在攀枝花种芒果", "芒果", ["Mei的职业是种芒果"]),
        ("种洋芋的", "种洋芋", ["Mei的职业是种洋芋"]),
        ("晚上做副业", "副业", []),
        ("在网上做任务", "任务", []),
        ("摆弄芒果", "芒果", []),
    ],
)
def test_work_that_is_hardly_likely_needs_a_verb_of_making(
    text: str, words: str, told: list[str]
) -> None:
    """And is no chore."""
    reading = bare(text)

    assert told == said_beside(reading, replace(tag(reading, words, "job"), likely=0.65))


def test_an_animal_or_a_doctor_that_was() -> None:
    """The animal is had no more, by its name or its kind; a ward was nobody's doctor."""
    for text, words, slot, told in (
        ("桂圆送给亲戚了", "桂圆", "pet", ["Mei不再养桂圆了"]),
        ("仓鼠越狱成功", "仓鼠", "pet", ["Mei不再养仓鼠了"]),
        ("原先的方主任调走了", "方主任", "doctor", ["方主任以前是Mei的医生"]),
        ("原先挂的是骨科", "骨科", "doctor", []),
    ):
        reading = bare(text)
        assert told == said_beside(reading, tag(reading, words, slot, State.PAST))
        unsure = replace(tag(reading, words, slot, State.PAST), likely=0.65)
        assert slot == "doctor" or [] == said_beside(reading, unsure)
    died = said("我的狗去世了")
    assert [] == said_beside(died, tag(died, "狗", "pet", State.PAST))


def test_a_name_or_a_child_of_others_is_told_for_sure() -> None:
    """Or it was somebody else's."""
    reading = bare("我姐呀，喊她米线")
    name = replace(tag(reading, "米线", "nickname", other=True), likely=0.7)
    people = [mention(reading, "我姐")]

    assert [] == beside(reading, people, name)
    assert ["米线是Mei的姐"] == beside(reading, people, replace(name, likely=0.9))


@pytest.mark.parametrize(
    ("text", "words", "slot", "state"),
    [
        ("我们都叫周海燕燕子", "周海燕", "name", State.NOW),
        ("收货地址换成文三路，这个是送我爸的", "文三路", "home", State.NOW),
        ("我收货地址还是公司的，海淀区中关村", "海淀区", "home", State.NOW),
        ("我之前最喜欢的球队是曼联", "曼联", "favourite", State.NOW),
        ("大姨夫的公司在东莞", "东莞", "home", State.NOW),
        ("豆豆走丢了又找回来了", "豆豆", "pet", State.PAST),
    ],
)
def test_what_others_are_called_get_or_did_is_not_so_of_the_speaker(
    text: str, words: str, slot: str, state: State
) -> None:
    """Nor what was so then, or went and came back."""
    reading = bare(text)

    assert [] == said_beside(reading, tag(reading, words, slot, state))


def test_what_is_grown_on_a_balcony_is_no_work() -> None:
    """Nor what is sold at school."""
    for text, words in (("我在阳台种番茄", "番茄"), ("我在学校卖旧书", "卖旧书")):
        reading = bare(text)
        unsure = replace(tag(reading, words, "job"), likely=0.65)
        assert [] == said_beside(reading, unsure)


def test_where_somebody_was_for_the_past_years_is_not_where_they_live() -> None:
    """Unless it goes on."""
    told = said("过去五年我在美国上班").statements

    assert not [s for s in told if s.predicate == "lives in" and s.tense is Tense.PRESENT]
