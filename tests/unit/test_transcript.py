"""Plain transcripts as messages, and the ids that a file's messages are given."""

from typing import Any, cast

import pytest

from octomem.cli.conversation import identified, parse
from octomem.errors import UsageError


def messages(text: str) -> list[dict[str, Any]]:
    """Read a text as the file chat.txt."""
    return cast("list[dict[str, Any]]", parse(text, "chat.txt"))


def lines(text: str) -> list[tuple[object, ...]]:
    """Return role, name, timestamp and text of each turn."""
    return [(m["role"], m.get("name"), m.get("timestamp"), m["content"]) for m in messages(text)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Mei: I live in Graz.", ("user", "Mei", None, "I live in Graz.")),
        ("Jean-Luc O'Hara Jr.: hi", ("user", "Jean-Luc O'Hara Jr.", None, "hi")),
        ("美: 我住在格拉茨", ("user", "美", None, "我住在格拉茨")),
        ("小王：我住在上海。", ("user", "小王", None, "我住在上海。")),
        ("艾米丽·陈： 你好", ("user", "艾米丽·陈", None, "你好")),
        ("用户：我住在上海。", ("user", None, None, "我住在上海。")),
        ("助手：好的。", ("assistant", None, None, "好的。")),
        ("系統：請保密。", ("system", None, None, "請保密。")),
        ("用户: 时间：十点", ("user", None, None, "时间：十点")),
        ("Mei：hi", ("user", "Mei", None, "hi")),
        ("[2024-05-01 10:30] 小王：你好", ("user", "小王", "2024-05-01T10:30:00", "你好")),
        ("User: hi", ("user", None, None, "hi")),
        ("human: hi", ("user", None, None, "hi")),
        ("Assistant: hi", ("assistant", None, None, "hi")),
        ("AI: hi", ("assistant", None, None, "hi")),
        ("SYSTEM: be kind", ("system", None, None, "be kind")),
        ("Mei: the time: 10:30", ("user", "Mei", None, "the time: 10:30")),
        ("[2024-05-01 10:30] Mei: hi", ("user", "Mei", "2024-05-01T10:30:00", "hi")),
        ("2024-05-01T10:30Z Mei: hi", ("user", "Mei", "2024-05-01T10:30:00+00:00", "hi")),
        ("2024-05-01 9:05:07 Mei: hi", ("user", "Mei", "2024-05-01T09:05:07", "hi")),
        ("2024-05-01T10:30+0200 mei: hi", ("user", "mei", "2024-05-01T10:30:00+02:00", "hi")),
        ("2024-05-01 Mei: hi", ("user", "Mei", "2024-05-01T00:00:00", "hi")),
        ("25/05/2024, 10:30 - Mei: hi", ("user", "Mei", "2024-05-25T10:30:00", "hi")),
        ("5/25/24, 10:30\u202fPM - Mei: hi", ("user", "Mei", "2024-05-25T22:30:00", "hi")),
        ("5/25/24, 12:01 am - Mei: hi", ("user", "Mei", "2024-05-25T00:01:00", "hi")),
        ("05/05/2024, 10:30 - Mei: hi", ("user", "Mei", "2024-05-05T10:30:00", "hi")),
        ("01.05.24, 10:30 - Mei: hi", ("user", "Mei", "2024-05-01T10:30:00", "hi")),
        (
            "[25/05/2024, 10:30:15] +43 660 1: hi",
            ("user", "+43 660 1", "2024-05-25T10:30:15", "hi"),
        ),
        ("\u200e[2024/05/25, 10:30] Mei: hi", ("user", "Mei", "2024-05-25T10:30:00", "hi")),
        ("25/05/2024, 10:30 - Mei left", ("system", None, "2024-05-25T10:30:00", "Mei left")),
    ],
)
def test_a_line_becomes_a_turn(line: str, expected: tuple[object, ...]) -> None:
    """Who, when and what, as people and messengers write it."""
    assert [expected] == lines(line)


def test_other_lines_go_on_with_the_turn_before() -> None:
    """A blank line, an indented one and one without a speaker belong to what was said."""
    text = "Mei: one\r\n\r\nstill one\r\n  Lena: quoted\r\nnot a name: x\r\nLena: two\r\n"

    assert ["one\n\nstill one\n  Lena: quoted\nnot a name: x", "two"] == [
        m["content"] for m in messages(text)
    ]


def test_where_the_first_line_is_dated_only_dated_lines_begin_a_turn() -> None:
    """A pasted list in a chat does not become a dozen speakers."""
    text = "[2024-05-01 10:30] Mei: to do\nMonday: rest\n[2024-05-01 10:31] Lena: ok"

    assert ["to do\nMonday: rest", "ok"] == [m["content"] for m in messages(text)]


def test_one_date_that_can_only_be_read_one_way_settles_the_others() -> None:
    """13 is no month, so the day comes first in the whole file."""
    text = "01/05/2024, 10:30 - Mei: a\n13/05/2024, 10:30 - Mei: b"

    assert "2024-05-01T10:30:00" == messages(text)[0]["timestamp"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("01/05/2024, 10:30 - Mei: a\n02/05/2024, 9:00 - Mei: b", "cannot be told"),
        ("31/02/2024, 10:30 - Mei: a", "line 1: '31/02/2024, 10:30' is no date"),
        ("[2024-05-01 25:30] Mei: a", "no date and time"),
        ("25/05/2024, 14:30 PM - Mei: a", "no date and time"),
        ("Mei: hi\nLena:\n", "line 2: 'Lena' says nothing"),
        ("Once upon a time", "no conversation"),
        ("dear diary: today", "no conversation"),
        ("http://example.org", "no conversation"),
        ("我今天在公司学到了很重要的两件事：早睡，早起。", "no conversation"),
        ("今天，我想说：你好", "no conversation"),
        ("[10:30] Mei: I live in Graz.", r"'\[10:30\]' has no date; write it with one"),
        ("10:30 Mei: I live in Graz.", "'10:30' has no date"),
        ("[10:30 PM] 小王：你好", "has no date"),
        ("[10, 30", "line 1: not JSON"),
        ("2024-05-01 was a good day", "no conversation"),
        ("Mei\nLena", "no conversation"),
        ("\n \n", "empty"),
        ("[]", "empty"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(text: str, says: str) -> None:
    """Nothing is guessed and nothing is dropped."""
    with pytest.raises(UsageError, match=says):
        messages(text)


def test_json_lines_may_hold_any_character_but_a_line_feed() -> None:
    """U+2028 is a line break to some readers, and to JSON a character like others."""
    text = '{"role": "user", "content": "a\u2028b"}\n{"role": "user", "content": "c"}'

    assert ["a\u2028b", "c"] == [m["content"] for m in messages(text)]


def test_ids_are_stable_and_tell_places_apart() -> None:
    """The same file gives the same ids, and the same words twice are two turns."""
    told = messages("Mei: ok\nLena: ok\nMei: ok\nMei: ok")
    first, again = identified(told), identified(told)
    ids = [cast("dict[str, str]", each)["id"] for each in first]

    assert first == again
    assert 4 == len(set(ids))


def test_a_file_that_has_grown_keeps_its_ids() -> None:
    """What is appended is new, what was there is known; another beginning is another file."""

    def ids(text: str) -> list[str]:
        return [cast("dict[str, str]", each)["id"] for each in identified(messages(text))]

    short, longer = ids("Mei: a\nLena: b"), ids("Mei: a\nLena: b\nMei: c")

    assert short == longer[:2]
    assert not set(short) & set(ids("Mei: A\nLena: b"))


def test_an_id_of_ones_own_is_kept() -> None:
    """Only what has none is given one."""
    given: list[object] = [{"id": "m1", "content": "x"}, {"id": None, "content": "x"}, "no mapping"]
    first, second, third = identified(given)

    assert given[0] == first
    assert cast("dict[str, str]", second)["id"].startswith("2-")
    assert "no mapping" == third


@pytest.mark.parametrize(
    ("value", "says"),
    [("1" * 5000, "too many digits"), ("[" * 200_000 + "]" * 200_000, "nested too deeply")],
)
@pytest.mark.parametrize("lines", [False, True])
def test_json_that_python_refuses_is_a_usage_error(value: str, says: str, lines: bool) -> None:
    """
    Numbers without end and nesting without end, in a list as in JSON lines.
    """
    message = f'{{"role": "user", "content": "x", "more": {value}}}'
    text = f'{{"role": "user", "content": "y"}}\n{message}' if lines else f"[{message}]"
    where = "line 2: " if lines else "'f': "
    with pytest.raises(UsageError, match=f"{where}the JSON.*{says}"):
        parse(text, "f")
