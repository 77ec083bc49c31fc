"""Dates that Chinese words name, against Wednesday, 8 May 2024, 10:00 UTC."""

from datetime import UTC, datetime, timedelta

import pytest

from octomem.agents.reading.chinese.dates import find, find_all
from octomem.agents.reading.chinese.numbers import number
from octomem.agents.reading.dates import understand_moments

AT = datetime(2024, 5, 8, 10, tzinfo=UTC)

DATES = """
今天|2024-05-08|2024-05-09
昨天|2024-05-07|2024-05-08
前天|2024-05-06|2024-05-07
大前天|2024-05-05|2024-05-06
明天|2024-05-09|2024-05-10
后天|2024-05-10|2024-05-11
後天|2024-05-10|2024-05-11
大后天|2024-05-11|2024-05-12
昨天晚上|2024-05-07T18:00|2024-05-08T06:00
昨晚|2024-05-07T18:00|2024-05-08T06:00
明早|2024-05-09T05:00|2024-05-09T12:00
明天下午三点|2024-05-09T15:00|2024-05-09T16:00
下午三点半|2024-05-08T15:30|2024-05-08T16:30
今晚八点|2024-05-08T20:00|2024-05-08T21:00
晚上8:30|2024-05-08T20:30|2024-05-08T21:30
三天前|2024-05-05|2024-05-06
两周后|2024-05-19|2024-05-26
三个月前|2024-02-01|2024-03-01
半年前|2023-11-01|2023-12-01
一年半前|2022-11-01|2022-12-01
三个小时后|2024-05-08T13:00|2024-05-08T14:00
过两天|2024-05-10|2024-05-11
上周五|2024-05-03|2024-05-04
上上周五|2024-04-26|2024-04-27
下周二|2024-05-14|2024-05-15
下下周一|2024-05-20|2024-05-21
周四|2024-05-09|2024-05-10
星期天上午十点|2024-05-12T10:00|2024-05-12T11:00
禮拜六|2024-05-11|2024-05-12
这周|2024-05-06|2024-05-13
这周末|2024-05-11|2024-05-13
周末|2024-05-11|2024-05-13
上个月|2024-04-01|2024-05-01
下个月5号|2024-06-05|2024-06-06
月底|2024-05-21|2024-06-01
下个月初|2024-06-01|2024-06-11
六月中旬|2024-06-11|2024-06-21
去年|2023-01-01|2024-01-01
前年冬天|2022-12-01|2023-03-01
去年夏天|2023-06-01|2023-09-01
明年三月|2025-03-01|2025-04-01
2019年|2019-01-01|2020-01-01
2023年5月8日|2023-05-08|2023-05-09
二〇二三年五月|2023-05-01|2023-06-01
5月20号|2024-05-20|2024-05-21
九月|2024-09-01|2024-10-01
15号|2024-05-15|2024-05-16
年底|2024-11-01|2025-01-01
上半年|2024-01-01|2024-07-01
2020年春天|2020-03-01|2020-06-01
春节|2025-01-29|2025-02-05
去年国庆|2023-10-01|2023-10-08
中秋节|2024-09-17|2024-09-18
圣诞节|2024-12-25|2024-12-26
2024-06-01|2024-06-01|2024-06-02
周四前|2024-05-08T10:00|2024-05-09
2015年以来|2015-01-01|2024-05-08T10:00
"""


@pytest.mark.parametrize("row", DATES.strip().splitlines())
def test_a_date_is_resolved_as_wide_as_its_words(row: str) -> None:
    """The interval is half-open, in UTC, and as wide as the words are precise."""
    words, start, end = row.split("|")
    moments = [found.moment for found in find(words, AT)]

    assert [words] == [moment.text for moment in moments]
    assert datetime.fromisoformat(start).replace(tzinfo=UTC) == moments[0].start
    assert datetime.fromisoformat(end).replace(tzinfo=UTC) == moments[0].end


@pytest.mark.parametrize(
    "text",
    [
        "每周五",
        "一个月",
        "三天",
        "他二十岁",
        "13号线",
        "柳汀巷7号",
        "2月30日",
        "每天早上",
        "夸张了一点点",
        "长沙五一广场",
        "在国庆路上班",
    ],
)
def test_durations_habits_and_numbers_are_no_dates(text: str) -> None:
    """What names no point in time has no moment."""
    assert not find(text, AT)


@pytest.mark.parametrize("text", ["五一路过长沙", "国庆街上全是人", "五一广场上见"])
def test_a_festival_is_a_day_before_what_is_done_on_it(text: str) -> None:
    """Unlike in the name of a road or a square."""
    assert [text[:2]] == [found.moment.text for found in find(text, AT)]


def test_a_bare_weekday_of_the_past_is_the_last_one() -> None:
    """周五 in what is told of the past was last Friday."""
    assert datetime(2024, 5, 3, tzinfo=UTC) == find("周五", AT, past=True)[0].moment.start


def test_a_question_names_its_time_window() -> None:
    """A Chinese question is understood without a parser, like an English one."""
    (moment,) = understand_moments("上周五我去了哪里？", AT)

    assert timedelta(days=1) == moment.end - moment.start
    assert 3 == moment.start.day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", 12),
        ("二十", 20),
        ("三百五", 305),
        ("两", 2),
        ("半", 0.5),
        ("30", 30),
        ("二〇二三", 2023),
    ],
)
def test_numbers_are_read(text: str, value: float) -> None:
    """Chinese numerals, digits in a row and plain numbers are read."""
    assert value == number(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("他3月1号就搬到西安去了", "2024-03-01", "2024-03-02"),
        ("6月1号要搬家", "2024-06-01", "2024-06-02"),
        ("4月底搬去上海", "2025-04-21", "2025-05-01"),
        ("每年10月到4月我妈住在三亚", "2024-10-01", "2025-05-01"),
        ("来写生啦 5月1号到6月30号都住在喜洲", "2024-05-01", "2024-07-01"),
        ("3月10号到20号我去了趟成都", "2024-03-10", "2024-03-21"),
        ("28号到5号放假了", "2024-04-28", "2024-05-06"),
    ],
)
def test_a_day_without_a_year_is_the_one_that_its_clause_tells_of(
    text: str, start: str, end: str
) -> None:
    """What happened is over, and a span that goes on is this year's."""
    [found] = find_all(text, AT)

    moment = found.moment
    assert (moment.start.date().isoformat(), moment.end.date().isoformat()) == (start, end)


def test_two_days_of_which_the_first_month_lacks_one_are_read() -> None:
    """The 30th before a 5th of March is none of February."""
    assert find_all("30号到5号放假了", datetime(2023, 3, 8, tzinfo=UTC))


SAID = datetime(2024, 9, 8, 10, tzinfo=UTC)
"""When what follows is said: a Sunday."""

SPANS = """
2018年3月到2021年11月在立讯|2018-03-01/2021-12-01 span
2022年2月到现在在孚能|2022-02-01/2024-09-08 within
21年初到23年底开的是宝骏|2021-01-01/2024-01-01 span
21年初到23年底一直开宝骏310|2021-01-01/2024-01-01 span
2015年到2019年底住在青岛|2015-01-01/2020-01-01 span
2015年一直到2019年都住在青岛|2015-01-01/2020-01-01 span
从2015年起住在青岛|2015-01-01/2024-09-08 within
2015年开始住在青岛|2015-01-01/2024-09-08 within
2015年就住在青岛了|2015-01-01/2016-01-01 within
15年到19年住在青岛|2015-01-01/2020-01-01 span
15到19年住在青岛|2015-01-01/2020-01-01 span
2015-2019年住在青岛|2015-01-01/2020-01-01 span
2015.3-2019.6在海尔|2015-03-01/2019-07-01 span
2015.3到2019.6在海尔|2015-03-01/2019-07-01 span
2015年3月至2019年6月在海尔|2015-03-01/2019-07-01 span
2015/03-2019/06在海尔|2015-03-01/2019-07-01 span
2015年3月—2019年6月在海尔|2015-03-01/2019-07-01 span
2019年6月至今在海尔|2019-06-01/2024-09-08 within
2019年至今在海尔|2019-01-01/2024-09-08 within
19年到现在一直在海尔|2019-01-01/2024-09-08 within
去年3月到今年6月在海尔|2023-03-01/2024-07-01 span
前年到去年在海尔|2022-01-01/2024-01-01 span
3月到6月在海尔实习过|2024-03-01/2024-07-01 span
上个月底搬的家|2024-08-21/2024-09-01 within
去年年底搬的家|2023-11-01/2024-01-01 within
去年底搬的家|2023-11-01/2024-01-01 within
今年年初换的工作|2024-01-01/2024-03-01 within
今年初换的工作|2024-01-01/2024-03-01 within
前年夏天搬来的|2022-06-01/2022-09-01 within
2019年下半年搬来的|2019-07-01/2020-01-01 within
2019年上半年搬来的|2019-01-01/2019-07-01 within
去年下半年开始吃素|2023-07-01/2024-09-08 within
2019年夏天搬来的|2019-06-01/2019-09-01 within
2019年底搬来的|2019-11-01/2020-01-01 within
2019年年底搬来的|2019-11-01/2020-01-01 within
2019年中秋搬来的|2019-09-13/2019-09-14 within
五月底搬来的|2024-05-21/2024-06-01 within
5月中旬搬来的|2024-05-11/2024-05-21 within
5月上旬搬来的|2024-05-01/2024-05-11 within
5月初搬来的|2024-05-01/2024-05-11 within
今年五月份搬来的|2024-05-01/2024-06-01 within
自打去年五月就不抽烟了|2023-05-01/2024-09-08 within
打去年五月起就不抽烟了|2023-05-01/2024-09-08 within
自从2020年以来|2020-01-01/2024-09-08 within
2020年之后就没抽过|2020-01-01/2021-01-01 within
2020年以后|2020-01-01/2021-01-01 within
直到2020年才戒|2020-01-01/2021-01-01 until
一直住到2020年|2020-01-01/2021-01-01 until
住到去年年底|2023-11-01/2024-01-01 until
住到上个月|2024-08-01/2024-09-01 until
干到2018年6月|2018-06-01/2018-07-01 until
在那边待到去年夏天|2023-06-01/2023-09-01 until
到今年六月底为止都在昌都|2024-06-21/2024-07-01 until
上上个月搬的|2024-07-01/2024-08-01 within
大前年搬的|2021-01-01/2022-01-01 within
三年前搬的|2021-01-01/2022-01-01 within
两个月前搬的|2024-07-01/2024-08-01 within
半年前搬的|2024-03-01/2024-04-01 within
一年半前搬的|2023-03-01/2023-04-01 within
上周三搬的|2024-08-28/2024-08-29 within
这周二搬的|2024-09-03/2024-09-04 within
昨晚搬的|2024-09-07/2024-09-08 within
国庆搬的|2023-10-01/2023-10-08 within
去年国庆搬的|2023-10-01/2023-10-08 within
春节前搬的|2024-02-10/2024-02-17 within
九几年的时候|1990-01-01/2000-01-01 within
零几年的时候|2000-01-01/2010-01-01 within
八十年代住在鞍山|1980-01-01/1990-01-01 within
90年代住在鞍山|1990-01-01/2000-01-01 within
98年嫁到宁波的|1998-01-01/1999-01-01 within
九八年嫁到宁波的|1998-01-01/1999-01-01 within
七二年到八九年在厂里|1972-01-01/1990-01-01 span
72年到89年在厂里|1972-01-01/1990-01-01 span
08年那会儿在北京|2008-01-01/2009-01-01 within
2008年那阵子在北京|2008-01-01/2009-01-01 within
那年是2008年|2008-01-01/2009-01-01 within
2008年5月12号|2008-05-12/2008-05-13 within
2008-05-12那天|2008-05-12/2008-05-13 within
2008.5.12那天|2008-05-12/2008-05-13 within
08年5月12日|2008-05-12/2008-05-13 within
2008年春天|2008-03-01/2008-06-01 within
从小学到高中都在成都|-
干了三年到头来被裁|-
十年前在深圳|2014-01-01/2015-01-01 within
这三年都在深圳|2021-09-08/2024-09-08 within
近两年在深圳|2022-09-08/2024-09-08 within
过去五年在深圳|2019-09-08/2024-09-08 within
最近半年在深圳|2024-03-09/2024-09-08 within
6月10日到20日请假|2025-06-10/2025-06-21 span
19年3月入职|2019-03-01/2019-04-01 within
2023年第三季度|2023-07-01/2023-10-01 within
今年二季度|2024-04-01/2024-07-01 within
五月十号就拆了，那天起我长住石河子|2024-05-10/2024-05-11 within 2024-05-10/2024-09-08 within
2019年来的，从那以后没走|2019-01-01/2020-01-01 within 2019-01-01/2024-09-08 within
从那以后没走|-
干了72年|-
结婚60年了|-
工作五六年了|-
七八年没见|-
98年的红酒|-
过了八九年才回来|-
50年代的房子|1950-01-01/1960-01-01 within
打扫了3.5个小时|-
涨了2015.3元|-
第三季追完了|-
每季度开会|-
这一年我变了很多|2023-09-08/2024-09-08 within
这三天都在下雨|2024-09-05/2024-09-08 within
最近一周睡不好|2024-09-01/2024-09-08 within
过去的三年级同学|-
他自己2019年买的|2019-01-01/2020-01-01 within
16到18岁|-
15到19年级|-
90后|-
零零后|-
80年的老房子|-
店开了60年|-
78年生的|1978-01-01/1979-01-01 within
他58年出生|1958-01-01/1959-01-01 within
我是92年的|-
家里有30年的老茅台|-
3-5年经验|-
10到15年工龄|-
一季度报表|2024-01-01/2024-04-01 within
"""


@pytest.mark.parametrize("line", SPANS.strip().splitlines())
def test_since_when_and_until_when_is_read_however_it_is_put(line: str) -> None:
    """Spans, beginnings, ends, short years, decades and quarters, and numbers that only look like years."""
    text, _, expected = line.partition("|")
    found = find_all(text, SAID)
    days = (f"{f.moment.start:%Y-%m-%d}/{f.moment.end:%Y-%m-%d} {f.moment.bound}" for f in found)

    assert (" ".join(days) or "-") == expected
