"""What is read in single Chinese sentences, and what is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.chinese import agents_make, read

from octomem.agents.base import Intent
from octomem.agents.reading.reading import Claim
from octomem.memory import Kind

FACTS = """
我们的服务器一共八台|小梅's server|amounts to|八台
办公室在三楼|办公室|is located in|三楼
跟鼎盛的合同明年三月到期|跟鼎盛的合同|ends|明年三月到期
李娜是我们组长|李娜|is|小梅's lead
咱们财务是孙丽|孙丽|is|小梅's colleague
客户那边对接人是林珊|林珊|is|小梅's colleague
我们和蓝海是合作伙伴|蓝海|is|小梅's partner
这个项目用的是Vue|项目|uses|Vue
线上数据库是PostgreSQL 15|线上数据库|is|PostgreSQL 15
接口超时设的是5秒|接口超时|is set to|5秒
我们小区物业费一年三千六|小梅's 小区物业费|amounts to|一年三千六
厂里两百来号人|厂里|amounts to|两百来号人
公司报销每月25号截止|公司报销|ends|每月25号截止
周会固定在每周一上午十点|周会|happens|在每周一上午十点
店每天下午三点开门|店|happens|每天下午三点开门
公章在前台小郑那里|公章|is located in|前台小郑那里
代码在GitLab上|代码|is located in|GitLab上
我的会员等级是金卡|小梅's 会员等级|is|金卡
我老板姓鲁|鲁|is|小梅's boss
我奶奶讲闽南语|小梅's grandmother|speaks|闽南语
我爸以前是海员|小梅's father|is|海员
小薇她爸是法官|小薇's father|works as|法官
我妹夫叫大勇。大勇会做川菜|大勇|can|做川菜
我家有一只橘猫|小梅|has|一只橘猫
婆婆跟我们一起住|小梅's mother-in-law|lives with|小梅
我们用Jira管任务|小梅|uses|Jira
我从小学钢琴|小梅|learns|钢琴
我就是爱喝普洱茶|小梅|likes|喝普洱茶
我就是讨厌香菜|小梅|hates|香菜
我最好的朋友就是爱丽|爱丽|is|小梅's friend
我儿子今年高三|小梅's son|grade is|高三
我嫁到高雄了|小梅|moves to|高雄
血型O型|小梅's blood type|is|O型
医生说我有轻度脂肪肝|小梅|has|脂肪肝
奶奶腿脚不好|小梅's grandmother|has|腿脚不好
我有高血压，一天一片缬沙坦|小梅|takes|一天一片缬沙坦
我住在柏林|小梅|lives in|柏林
我现在住广州|小梅|lives in|广州
本人常住苏州|小梅|lives in|苏州
我家在成都|小梅|lives in|成都
我在厦门住了五年了|小梅|lives in|厦门
我上个月搬到了南京|小梅|moves to|南京
我刚搬来上海|小梅|moves to|上海
我2019年移民到加拿大|小梅|moves to|加拿大
我已经在青岛定居了|小梅|lives in|青岛
我老家是湖南的|小梅's hometown|is|湖南
老家在东北|小梅|is from|东北
我来自云南大理|小梅|is from|云南大理
我出生在哈尔滨|小梅|is born in|哈尔滨
我是在香港长大的|小梅|grows up in|香港
我在字节跳动上班|小梅|works at|字节跳动
我在一家外企工作|小梅|works at|一家外企
目前就职于招商银行|小梅|works at|招商银行
我去年跳槽到小红书了|小梅|joins|小红书
上周刚入职华为|小梅|joins|华为
我在阿里做产品经理|小梅|works as|产品经理
我在阿里做产品经理|小梅|works at|阿里
我是一名小学老师|小梅|works as|小学老师
我是程序员|小梅|works as|程序员
我做设计的|小梅|works as|设计
我是搞人工智能的|小梅|works as|人工智能
我职业是护士|小梅|works as|护士
我当了十年会计|小梅|works as|会计
我升为技术总监了|小梅|works as|技术总监
我爸退休了|小梅's father|is|retired
我开了一家咖啡店|小梅|owns|一家咖啡店
我辞职了|小梅|leaves|job
我上个月从腾讯离职了|小梅|leaves|腾讯
我在复旦大学读研|小梅|studies at|复旦大学
我毕业于武汉大学|小梅|graduates from|武汉大学
我是清华毕业的|小梅|graduates from|清华
我今年上大三|小梅|grade is|大三
我学的是计算机专业|小梅|studies|计算机
我今年28岁|小梅|is|28岁
我三十二岁了|小梅|is|三十二岁
我是95后|小梅|is|95后
我1990年出生|小梅|is born in|1990年
我的生日是5月8号|小梅's birthday|is|5月8号
我生日是农历八月十五|小梅's birthday|is|农历八月十五
我是O型血|小梅|blood type is|O
我身高175|小梅's height|is|175
我体重65公斤|小梅's weight|is|65公斤
我结婚了|小梅|is|married
我已婚|小梅|is|married
我结婚三年了|小梅|is|married
我还单身|小梅|is|single
我离婚了|小梅|is|divorced
我嫁给了王强|小梅|marries|王强
我有两个孩子|小梅|has|两个孩子
我有一个弟弟和一个妹妹|小梅|has|一个弟弟和一个妹妹
我养了一只猫|小梅|has|一只猫
我养了只柯基|小梅|has|只柯基
我是独生女|小梅|is|独生女
我姐姐叫李娜|李娜|is|小梅's older sister
我老公是陈刚|陈刚|is|小梅's husband
我老婆在医院当护士|小梅's wife|works as|护士
我女儿朵朵今年五岁|朵朵|is|小梅's daughter
我女儿朵朵今年五岁|朵朵|is|五岁
我弟在清华读书|小梅's younger brother|studies at|清华
我妈对海鲜过敏|小梅's mother|is allergic to|海鲜
我爸有高血压|小梅's father|has|高血压
李娜是我同事|李娜|is|小梅's colleague
我的上司叫张伟|张伟|is|小梅's boss
我闺蜜小雨住在深圳|小雨|lives in|深圳
女儿在北京上大学|小梅's daughter|studies at|北京
老公是消防员|小梅's husband|works as|消防员
我对花生过敏|小梅|is allergic to|花生
我花生过敏|小梅|is allergic to|花生
我对花生和虾都过敏|小梅|is allergic to|花生
我对花生和虾都过敏|小梅|is allergic to|虾
芒果我过敏|小梅|is allergic to|芒果
我吃虾会过敏|小梅|is allergic to|虾
我有糖尿病|小梅|has|糖尿病
我患有哮喘|小梅|has|哮喘
我去年确诊了抑郁症|小梅|has|抑郁症
我乳糖不耐受|小梅|is intolerant to|乳糖
我是素食主义者|小梅|is|vegetarian
我吃素|小梅|is|vegetarian
我不吃香菜|小梅|eats|香菜
我从不喝酒|小梅|drinks|酒
香菜我不吃|小梅|eats|香菜
我不能吃辣|小梅|eats|辣
我不抽烟|小梅|smokes|烟
我喜欢爬山|小梅|likes|爬山
我特别喜欢周杰伦|小梅|likes|周杰伦
我超爱吃火锅|小梅|likes|吃火锅
我最爱喝奶茶|小梅|likes|喝奶茶
我讨厌下雨天|小梅|hates|下雨天
我不喜欢吃甜的|小梅|likes|吃甜
我不太喜欢热闹|小梅|likes|热闹
我受不了烟味|小梅|hates|烟味
比起咖啡我更喜欢茶|小梅|prefers|茶
我更喜欢靠窗的座位|小梅|prefers|靠窗的座位
我偏好简洁的设计|小梅|prefers|简洁的设计
我最喜欢的颜色是蓝色|小梅's favourite colour|is|蓝色
我最喜欢的电影是霸王别姬|小梅's favourite movie|is|霸王别姬
我怕狗|小梅|is afraid of|狗
我恐高|小梅|is|恐高
我晕车|小梅|is|晕车
我比较内向|小梅|is|内向
我是左撇子|小梅|is|左撇子
我是处女座|小梅|is|处女座
我是INFP|小梅|is|INFP
我会说法语和日语|小梅|speaks|法语
我母语是粤语|小梅's native language|is|粤语
我会弹钢琴|小梅|can|弹钢琴
我不会游泳|小梅|can|游泳
我每天早上跑步|小梅|runs|跑步
我每天喝两杯咖啡|小梅|drinks|两杯咖啡
我每周三晚上打羽毛球|小梅|plays|羽毛球
我周末一般去健身房|小梅|goes to|健身房
我平时用 Vim 写代码|小梅|uses|Vim 写代码
我主要写Go|小梅|uses|Go
我坐飞机只坐靠窗的位置|小梅|takes|靠窗的位置
我最近在学吉他|小梅|learns|吉他
我正在学法语|小梅|learns|法语
我开一辆特斯拉|小梅|drives|特斯拉
我买了一套房子|小梅|buys|一套房子
我有驾照|小梅|has|驾照
我负责支付模块|小梅|is responsible for|支付模块
我们公司叫云海科技|小梅|works at|云海科技
我们公司总部在深圳|小梅's company|is located in|深圳
我们公司有500多人|小梅's company|has|500多人
华辰是我们最大的客户|华辰|is|小梅的公司最大的客户
张伟在百度上班|张伟|works at|百度
Kevin住在西雅图|Kevin|lives in|西雅图
小王是我邻居|小王|is|小梅's neighbour
我对花生過敏|小梅|is allergic to|花生
我住在臺北|小梅|lives in|臺北
我媽媽是老師|小梅's mother|works as|老師
我養了一隻貓|小梅|has|一隻貓
我們公司在台南|小梅's company|is located in|台南
我太太是護士|小梅's wife|works as|護士
我在Google当软件工程师|小梅|works at|Google
我在Google当软件工程师|小梅|works as|软件工程师
其实我是回族，不吃猪肉|小梅|eats|猪肉
我膝盖动过手术|小梅|has had|膝盖动过手术
我做过心脏搭桥手术|小梅|has had|做过心脏搭桥手术
我猫叫豆豆|豆豆|is|小梅's cat
我家狗叫旺财|旺财|is|小梅's dog
我养了一只狗，叫旺财|旺财|is|小梅's dog
我是山东人|小梅|is from|山东
我是四川成都人|小梅|is from|四川成都
我女朋友是日本人|小梅's girlfriend|is from|日本
我和张丽结婚了|小梅|marries|张丽
我租房住在浦东|小梅|lives in|浦东
我戒烟三年了|小梅|quit|烟
我不在腾讯上班了|小梅|works at|腾讯
我以前住在长沙|小梅|lives in|长沙
我小时候住在重庆|小梅|lives in|重庆
我已经不喝咖啡了|小梅|drinks|咖啡
我没有孩子|小梅|has|孩子
我没有兄弟姐妹|小梅|has|兄弟姐妹
我男朋友在国企做财务，比我大两岁|小梅's boyfriend|works as|财务
我是云海科技公司的|小梅|works at|云海科技公司
坐标杭州|小梅|lives in|杭州
我一天喝三杯咖啡|小梅|drinks|三杯咖啡
我在吃降压药|小梅|takes|降压药
张伟和李娜是同事|张伟|is|李娜's colleague
我大学同学李明在美团上班|李明|is|小梅's classmate
我们项目用的是React|小梅's project|uses|React
我们服务器部署在阿里云上|小梅's server|runs on|阿里云
我是市场部的|小梅|is in|市场部
我还没结婚|小梅|is|single
"""

NOTHING = """
会议改到四点了
快递在门口
车在楼下
图片在群里
开会在三楼会议室
这个方案比上一个好
这个方案是最好的
问题是没人管
那个电影是讲二战的
他们家的面特别好吃
我是真的服了
我是第一次来
最近在追一部韩剧
天气是多云
小王是个好人
我妈做饭呢
小张发了消息
项目延期了
医生说没事
听说他们公司有五百人
你们公司在三楼吗
今天信号不好
你住在哪里？
我应该住在哪里呢
你喜欢吃什么
我是不是该换工作了
我能在北京买房吗？
小梅住在上海吗？
要是我住在海边就好了
如果我是医生，我就不用排队了
假如我有一百万，我就去环游世界
要是我养了猫，室友会生气的
万一我对花生过敏怎么办
听说李娜搬到上海了
我朋友说他在腾讯上班
有人说吃素对身体好
我同事觉得我应该辞职
网上说喝咖啡伤胃
我妈说我应该结婚了
据说他们公司在深圳
新闻里说房价要跌
我梦见我结婚了
电影里的主角是个医生
我可能会搬到杭州
我也许会养一只狗
大概明年会下雪
我快饿死了
我是猪吗
开玩笑的，我是总统
我是外星人，骗你的
今天天气真好
下雨了
好的
谢谢
嗯嗯
哈哈哈哈
收到
知道了
没事
辛苦了
再见
晚安
早上好
我在上班
我在吃饭
我在开会
我住院了
我住酒店
我刚到家
我吃过了
我有事
我有点事要跟你说
我有个问题
我没问题
我喜欢你
我喜欢这个
我喜欢那件衣服
我爱你
我讨厌你
我不知道
我不是这个意思
我不想去
我不去了
我没去
我没有这么说
我没吃早饭
这是我的
这家店不错
那个人是谁
他们在北京开会
大家都喜欢他
你是医生
你住在北京
你的名字叫小爱
您需要什么
飞机晚点了
手机没电了
电脑坏了
地铁好挤
我觉得还行
我明白了
我懂了
我同意
我看看
我想想
我试试
太好了
真棒
可以的
没关系
不客气
怎么办
为什么
什么意思
几点了
多少钱
帮我查一下天气
帮我翻译这句话
给我讲个笑话
推荐一部电影
写一首诗
我负责鼓掌哈哈哈
我有两个选择：1. 去北京读研 2. 留在上海工作
北京是中国的首都
我昨天去了超市
我昨天看了一部电影
我上周感冒了
我刚才吃了个苹果
他说“我住在巴黎”
"""

ENDED = ("我不在腾讯上班了", "我以前住在长沙", "我小时候住在重庆", "我已经不喝咖啡了", "以前写Java")
DENIED = ("我不吃香菜", "我不能吃辣", "我不会游泳", "我没有孩子", "我不喜欢吃甜的", "香菜我不吃")


def _rows() -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in FACTS.strip().splitlines()]


@pytest.mark.parametrize(("text", "subject", "predicate", "value"), _rows())
def test_a_fact_is_read_with_its_english_predicate(
    text: str, subject: str, predicate: str, value: str
) -> None:
    """Subject and object are as said, the predicate is the one of English facts."""
    told = [(s.subject, s.predicate, s.object) for s in read(text).statements]

    assert (subject, predicate, value) in told


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_nothing_lasting_is_read_in_talk(text: str) -> None:
    """Questions, hearsay, conditions, jokes, events and small talk leave no memory."""
    lasting = {Kind.CORE, Kind.SEMANTIC, Kind.KNOWLEDGE, Kind.PROCEDURAL, Kind.RESOURCE}
    made = [c for c in agents_make(text) if c.intent is Intent.ASSERT]

    assert not [c.text for c in made if c.kind in lasting | {Kind.WORKING}]


@pytest.mark.parametrize("text", ENDED)
def test_what_is_over_is_told_as_ended(text: str) -> None:
    """以前, 小时候 and 不…了 say that something does not hold any more."""
    assert any(s.ended for s in read(text).statements)


@pytest.mark.parametrize("text", DENIED)
def test_a_denial_is_negated(text: str) -> None:
    """不 and 没有 negate, wherever the object stands."""
    assert any(s.negated and not s.ended for s in read(text).statements)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我住在柏林", "小梅住在柏林"),
        ("去年我搬到了南京", "去年小梅搬到了南京"),
        ("我妈有糖尿病", "小梅的妈有糖尿病"),
        ("我姐姐李娜也住杭州", "李娜也住杭州"),
        ("我们公司总部在深圳", "小梅的公司总部在深圳"),
        ("香菜我不吃", "小梅不吃香菜"),
        ("我現在住在臺北啦", "小梅現在住在臺北"),
    ],
)
def test_statements_are_told_in_the_third_person(text: str, told: str) -> None:
    """The speaker's name stands for 我, in the words and characters that were used."""
    assert told in [s.text for s in read(text).statements]


@pytest.mark.parametrize(
    ("text", "subject", "predicate"),
    [
        ("我姐姐李娜住在杭州，是儿科医生", "李娜", "works as"),
        ("我养了一只猫，叫豆豆", "豆豆", "is"),
        ("我叫陈默，北极星科技的产品经理", "小梅", "works at"),
        ("小王是我邻居。他在银行上班", "小王", "works at"),
        ("我老婆在医院上班。她是护士", "小梅's wife", "works as"),
        ("别忘了@老唐 看一下，他负责结算模块", "老唐", "is responsible for"),
    ],
)
def test_later_clauses_follow_whom_the_first_was_about(
    text: str, subject: str, predicate: str
) -> None:
    """Dropped subjects, 他 and 她, and the name that follows a pet mean who was named."""
    assert (subject, predicate) in [(s.subject, s.predicate) for s in read(text).statements]


@pytest.mark.parametrize(
    ("text", "claim", "value"),
    [
        ("我叫陈小梅", Claim.NAME, "陈小梅"),
        ("你好，我是Kevin Lee", Claim.NAME, "Kevin Lee"),
        ("我的名字是王芳", Claim.NAME, "王芳"),
        ("叫我小默就行", Claim.NICKNAME, "小默"),
        ("大家都叫我阿强", Claim.NICKNAME, "阿强"),
        ("我花生过敏", Claim.ALLERGY, "花生"),
        ("我有哮喘", Claim.HEALTH, "哮喘"),
        ("我会说法语", Claim.LANGUAGE, "法语"),
        ("我坐飞机只坐靠窗的位置", Claim.RULE, "靠窗的位置"),
    ],
)
def test_a_pattern_says_what_a_statement_is_worth(text: str, claim: Claim, value: str) -> None:
    """Names, health, languages and rules of life are recognised by their pattern."""
    assert (claim, value) in [(s.claim, s.object) for s in read(text).statements]


@pytest.mark.parametrize("text", ["我说错了，我住在苏州", "更正一下，我今年30岁", "其实我是左撇子"])
def test_a_correction_is_marked(text: str) -> None:
    """说错了, 更正 and 其实 put right what was said."""
    assert all(s.corrects for s in read(text).statements if s.claim is Claim.FACT)
    assert read(text).statements


def test_a_joke_takes_its_turn_back() -> None:
    """开玩笑 in a turn leaves nothing of it."""
    assert not read("我养了一只老虎，开玩笑的").statements


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.sampled_from(
            "我你他她的了是在有不没要叫住和，。？！：“”、 \n姐姐李娜北京公司上班喜欢过敏明天三点先再然后最后1.2a@#密码"
        )
        | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        max_size=60,
    )
)
def test_any_text_is_read(text: str) -> None:
    """No text breaks the reader, and every statement is about somebody."""
    assert all(s.subject for s in read(text + "我住在北京").statements)


@pytest.mark.parametrize(
    ("text", "subject", "predicate", "value"),
    [
        ("我在厦门当护士", "小梅", "lives in", "厦门"),
        ("现在还在成都当护士呗", "小梅", "lives in", "成都"),
        ("我自己在南京教英语", "小梅", "lives in", "南京"),
        ("人也搬到杭州来了", "小梅", "moves to", "杭州"),
        ("家里有一只橘猫叫胖虎", "胖虎", "is", "小梅's cat"),
        ("我养了一只边牧，叫闪电", "闪电", "is", "小梅's dog"),
        ("买了辆二手大众", "小梅", "drives", "大众"),
        ("换了比亚迪", "小梅", "drives", "比亚迪"),
        ("烟已经戒了半年了", "小梅", "quit", "烟"),
        ("大众卖掉了", "小梅", "sells", "大众"),
        ("相机被老公卖了", "小梅", "sells", "相机"),
        ("球也不踢了", "小梅", "plays", "球"),
    ],
)
def test_homes_pets_and_ends_are_read_in_the_order_of_talk(
    text: str, subject: str, predicate: str, value: str
) -> None:
    """By what somebody does in a city, by a pet's name, and with the topic before its verb."""
    found = {(s.subject, s.predicate, s.object) for s in read(text).statements}
    assert (subject, predicate, value) in found


@pytest.mark.parametrize(
    "text", ["我在上海开会", "我在北京出差", "我在公司做汇报", "我以前在北京工作", "我不在北京工作"]
)
def test_trips_offices_and_the_past_are_no_home(text: str) -> None:
    """Nobody is said to live there now."""
    made = read(text).statements
    assert not [s for s in made if s.predicate == "lives in" and not s.ended]
