"""What is made of conversations as strangers have them: half sentences, lists, help with a device.

Each has what must be remembered of it and what must not, which was told in the same words.
"""

import pytest

from octomem import Orchestrator
from octomem.memory import Kind

_MADE = [kind.value for kind in Kind if kind not in {Kind.EPISODIC, Kind.CONTEXTUAL}]


def remembered(memory: Orchestrator, conversation: str) -> str:
    """Process a conversation, a line a message, and return all that is remembered of it."""
    messages: list[dict[str, str]] = []
    for number, line in enumerate(conversation.split("\n")):
        name, text = line.split(": ", 1)
        said = {"content": text, "timestamp": f"2026-03-02T10:{number:02}:00Z"}
        who = {"role": "assistant"} if name == "bot" else {"role": "user", "name": name}
        messages.append(said | who)
    memory.process(messages, user_id="u", session_id="s")
    found = memory.list(user_id="u", kinds=_MADE, limit=200, as_of="2026-03-02T11:00:00Z")
    return "\n".join(each.text for each in found)


@pytest.mark.parametrize(
    ("conversation", "made", "not_made"),
    [
        ("Moll: my sis Tash might come, she's back from Lisbon this wk", "Tash", "lives in Lisbon"),
        ("Kim: it's Elmfield right? near Bakewell", "", "lives in"),
        ("bot: Where do you live?\nKim: near Bakewell", "Bakewell", ""),
        ("Mia: not before the 8th, we're away in Cornwall", "", "Cornwall"),
        ("Mia: I live in Cornwall now", "lives in Cornwall", ""),
        ("Ann: My partner Jo is at her mum's in Stroud with the baby", "partner", "in Stroud"),
        ("Kim: my mate Lewis has a workshop in Paisley", "Lewis", "lives in Paisley"),
        ("Ann: She's at the school in Shipley. Zara lives in Shipley", "lives in Shipley", ""),
        ("Mia: We moved from Jenkins to GitHub Actions last week", "GitHub", "lives in GitHub"),
        ("Mia: We moved from Derby to Leeds last week", "lives in Leeds", ""),
        ("Mia: the roof quote from Bramwell & Sons is 14,200", "", "works at Bramwell"),
    ],
)
def test_where_somebody_was_or_has_something_is_no_home(
    quick: Orchestrator, conversation: str, made: str, not_made: str
) -> None:
    """Nor is what one moves to a place, or whoever sends a quote an employer."""
    told = remembered(quick, conversation)

    assert made in told
    assert not not_made or not_made not in told


@pytest.mark.parametrize(
    ("conversation", "made", "not_made"),
    [
        ("Mia: We're 2 adults and a toddler going to Japan in April", "", "Mia is "),
        ("Mia: We're vegetarian", "vegetarian", ""),
        ("Mia: explain ingress like im five", "", "Mia is five"),
        ("Mia: haha yes. im not anymore, since like june", "", "not any more"),
        ("Mia: I'm not vegan anymore", "vegan", ""),
        ("Mia: yes but near Headingley, i dont drive", "", "drive yes"),
        ("Mia: ye. pitch is under my name", "", "ye. pitch"),
        ("bot: Do you take anything else?\nMia: Metformin twice a day", "metformin", "else"),
        (
            "Mia: cheers. btw my email is now femke.oudijk@mailbox.example not the old gmail",
            "is femke.oudijk@",
            "is the old gmail",
        ),
        ("Mia: always British spelling please", "British spelling", "speaks British"),
        ("Mia: my laptop died again. dell xps 13", "", "phone model"),
        ("Mia: a present for my dad? turning 60. he likes fishing", "", "Mia is 60"),
        (
            "bot: Do you know what each is worth?\nMia: one with Aviva (abt 22k), one w nest from when i was at the garden centre",
            "(abt 22k)",
            "",
        ),
    ],
)
def test_half_sentences_are_read_for_what_they_say(
    quick: Orchestrator, conversation: str, made: str, not_made: str
) -> None:
    """A company of people is not the speaker, and an answer takes nothing of its question."""
    told = remembered(quick, conversation)

    assert made in told
    assert not not_made or not_made not in told


@pytest.mark.parametrize(
    ("conversation", "made", "not_made"),
    [
        (
            "Wren: no cashews tho, Ifeoma's allergic\nIfeoma: pistachios, not cashews. cashews im fine with",
            "not allergic to cashews",
            "Ifeoma is allergic to cashews",
        ),
        ("Jaz: ok ok no cashews", "", "allergic"),
        ("bot: Any allergies?\nJaz: no nuts please", "allergic to nuts", ""),
        ("Jaz: no nuts for me, my throat swells", "allergic to nuts", ""),
        ("Jaz: I'm allergic to nuts, I'm fine with rice.", "allergic to nuts", "allergic to rice"),
        ("Jaz: no peanuts for me please, they make me ill", "allergic to peanuts", ""),
        ("Jaz: no prawns for me, I throw up", "allergic to prawns", ""),
    ],
)
def test_what_somebody_is_fine_with_is_no_allergy(
    quick: Orchestrator, conversation: str, made: str, not_made: str
) -> None:
    """Nor is what is only left out."""
    told = remembered(quick, conversation)

    assert made in told
    assert not not_made or not_made not in told


@pytest.mark.parametrize(
    "then",
    [
        "Peanuts I'm fine with as long as I have my epipen.",
        "Peanuts I'm fine with others eating.",
        "Peanuts I'm fine with if they're only nearby.",
        "I told them I'm fine with peanuts so they'd stop worrying.",
        "I'm fine with peanut traces.",
    ],
)
def test_who_is_fine_with_something_only_so_far_is_allergic_to_it(
    quick: Orchestrator, then: str
) -> None:
    """Who bears it near them, or with a pen at hand, does not eat it."""
    told = remembered(quick, f"Jaz: I'm allergic to peanuts.\nJaz: {then}")

    assert "Jaz is allergic to peanuts" in told
    assert "not allergic" not in told


def test_an_allergy_that_came_after_one_that_was_outgrown_is_kept(quick: Orchestrator) -> None:
    """The one is over, and the other is so now."""
    told = remembered(quick, "Jaz: Leo outgrew the milk one, now it's a peanut allergy.")

    assert "Leo is allergic to peanut" in told


@pytest.mark.parametrize("others", ["my gran", "our two kids"])
def test_who_lives_with_others_too_does_so_when_a_couple_parts(
    quick: Orchestrator, others: str
) -> None:
    """Nobody moved out of anybody's but the partner."""
    told = remembered(
        quick, f"Jaz: I live with my boyfriend Luca and {others}.\nJaz: I broke up with Luca."
    )

    assert others.rsplit(maxsplit=1)[-1] in told


@pytest.mark.parametrize(
    ("conversation", "made", "not_made"),
    [
        ("Mia: hi\nbot: E-052 means the fuser is too hot.", "E-052 means the fuser", ""),
        ("Mia: hi\nbot: That means you have to wait.", "", "means"),
        ("小雨: 打印机坏了\nbot: E-052 表示定影组件过热,请关机。", "E-052 表示定影组件过热", ""),
        ("小雨: 网断了\nbot: LOS灯闪红说明光信号中断。", "LOS灯闪红说明光信号中断", ""),
        ("小雨: 牙疼\nbot: 阿莫西林属于青霉素类,过敏者不应服用。", "阿莫西林属于青霉素类", ""),
        ("小雨: 他没来说明他忙。", "", "说明"),
    ],
)
def test_what_a_sign_means_is_kept_whoever_says_it(
    quick: Orchestrator, conversation: str, made: str, not_made: str
) -> None:
    """A code, a light and a class of medicines mean the same to everybody; a deed means nothing."""
    told = remembered(quick, conversation)

    assert made in told
    assert not not_made or not_made not in told


@pytest.mark.parametrize(
    ("conversation", "made", "not_made"),
    [
        ("小雨: 谢谢老师。她甲流。另外她对芒果过敏", "", "谢谢对"),
        ("小雨: 还有周四的春游她参加不了了", "", "小雨还有"),
        ("小雨: 我在一家游戏公司做美术", "美术", "美术老师"),
        ("小雨: 我教美术", "教美术", ""),
        ("小雨: 以后请给她爸爸打电话，我上班不方便，他电话13800001234", "爸爸的电话", "小雨的电话"),
        ("小雨: 我电话13800001234", "小雨的电话是13800001234", ""),
        ("小雨: 我不想去外地，只看武汉的", "", "住在武汉"),
        ("小雨: 没问题 我带酸梅汤", "", "小雨带酸梅汤"),
        ("小雨: 老公带高三毕业班", "带高三毕业班", ""),
        ("小雨: 每天开车不要超过4小时", "", "小雨每天开车"),
        ("小雨: 医生让在家隔离五天", "", "医生让在家隔离的"),
        ("小雨: 不，改成85折，王总批了的", "", "上司"),
        ("小雨: 我上司王总批了的", "王总是小雨的上司", ""),
        ("小雨: 我在上海办公室，Kevin远程", "", "同事"),
        ("小雨: 总监是岑总还是柏总", "", "上司"),
        ("bot: 能多说一些吗？\n小雨: 我房贷一个月一万二，老婆怀孕五个月", "老婆怀孕", "小雨有怀孕"),
    ],
)
def test_chinese_clauses_are_of_whom_they_tell(
    quick: Orchestrator, conversation: str, made: str, not_made: str
) -> None:
    """Thanks name nobody, a clause without a subject need not be of the speaker."""
    told = remembered(quick, conversation)

    assert made in told
    assert not not_made or not_made not in told


@pytest.mark.parametrize(
    ("conversation", "made", "not_made"),
    [
        (
            "Mia: how do i add a path?\nbot: Edit the yaml, add a rule with the path and service, apply it, then check it.",
            "the path and service",
            "",
        ),
        ("Bo: how do I reset it?\nMia: turn it off, hold the button and release", "3. release", ""),
        (
            "Jo: What's the number?\nMia: 01482 555 019, ask for Craig",
            "Craig's phone",
            "Mia's phone",
        ),
        ("Mia: my target is sub 2h", "", "plans to sub"),
        ("Mia: my goal is to run a marathon", "plans to run a marathon", ""),
        ("Jo: boat's booked! 3-10 august, 8 berths", "", "8 berths"),
        ("Jo: Arthur is in the garden as always", "", "garden"),
    ],
)
def test_lists_counts_and_targets_say_what_they_say(
    quick: Orchestrator, conversation: str, made: str, not_made: str
) -> None:
    """A thing beside another is no step, a measure nothing to be done, a number of whom it reaches."""
    told = remembered(quick, conversation)

    assert made in told
    assert not not_made or not_made not in told


def test_the_last_page_is_no_last_step(quick: Orchestrator) -> None:
    """最后 before 的 or 一页 says which, and not that a step follows."""
    said = "小雨: 分页怎么改\nbot: 先按 id 排序，再记录上一页最后的 id，最后重新查询。"

    assert "记录上一页最后的 id" in remembered(quick, said)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("an il ring the landlord tmrw", "ring the landlord"),
        ("ok il file the claim sunday", "file the claim"),
    ],
)
def test_a_promise_may_be_misspelt(quick: Orchestrator, text: str, made: str) -> None:
    """ "il" before what is to be done is "I'll"."""
    assert made in remembered(quick, f"Gaz: {text}")


@pytest.mark.parametrize(
    "text",
    [
        "My penicillin allergy disappeared from my record.",
        "The note about my penicillin allergy is gone.",
        "My penicillin allergy bracelet is gone.",
    ],
)
def test_an_allergy_is_not_over_where_a_record_of_it_is_gone(
    quick: Orchestrator, text: str
) -> None:
    for at, said in enumerate(("I'm allergic to penicillin.", text)):
        quick.process([{"role": "user", "content": said}], user_id="u", session_id=f"s{at}")

    facts = [each.fields for each in quick.list(user_id="u", kinds=["semantic"])]
    assert [f["object"] for f in facts if f["predicate"] == "is allergic to"] == ["penicillin"]


def test_who_is_dated_is_a_partner_whatever_the_name(quick: Orchestrator) -> None:
    text = "I'm with Lloyd, we've been dating for a year."
    quick.process([{"role": "user", "content": text, "name": "Ana"}], user_id="u", session_id="s")

    assert any(each.text == "Lloyd is Ana's partner" for each in quick.list(user_id="u"))


def test_where_somebody_stays_for_good_is_a_home(quick: Orchestrator) -> None:
    text = "We're at our mum's in Hull for good, sold the flat."
    quick.process([{"role": "user", "content": text, "name": "Ana"}], user_id="u", session_id="s")

    assert any(each.text == "Ana lives in Hull" for each in quick.list(user_id="u"))


@pytest.mark.parametrize("text", ["Yesterday was my fault.", "Monday was my turn to cook."])
def test_what_a_day_was_is_no_event_without_one(quick: Orchestrator, text: str) -> None:
    quick.process([{"role": "user", "content": text, "name": "Ana"}], user_id="u", session_id="s")

    assert not any(" had " in each.text for each in quick.list(user_id="u", kinds=["semantic"]))
