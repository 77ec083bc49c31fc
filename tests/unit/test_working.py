"""Working memory: tasks with due dates, which are closed when done and expire when not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.unit.readings import hit, memory, question
from tests.unit.spoken import AT, READER, found, holding, said, told, turn

from octomem.agents.working import DUE_GRACE, UNDATED_LIFE, Errand, WorkingAgent
from octomem.jsons import from_moment
from octomem.memory import Kind, Status
from octomem.operation import Action
from octomem.turn import Role

AGENT = WorkingAgent()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I need to call the dentist.", "call the dentist"),
        ("I'm going to book a flight to Oslo.", "book a flight to Oslo"),
        ("I have to pick up the kids at 5 pm.", "pick up the kids at 5 pm"),
        ("I'll send the report tomorrow.", "send the report tomorrow"),
        ("Remind me to buy milk.", "buy milk"),
        ("Can you remind me to water my plants?", "water their plants"),
        ("Don't let me forget to pay the rent.", "pay the rent"),
        ("- [ ] renew the passport", "renew the passport"),
        ("TODO: renew the passport", "renew the passport"),
        ("goal for this month: walk 8000 steps a day", "walk 8000 steps a day"),
        ("my goal this year: read 20 books", "read 20 books"),
        ("We still have to decide which hotel to book.", "decide which hotel to book"),
        ("I want to learn Korean.", "learn Korean"),
        ("I plan to repaint the kitchen. I must order paint.", "order paint"),
        ("i gotta fix the sink", "fix the sink"),
        ("We still need to figure out who feeds the cat.", "figure out who feeds the cat"),
        (
            "I have to decide whether to sell the boat or keep it.",
            "decide whether to sell the boat or keep it",
        ),
        ("Before we leave, I need to return the keys.", "return the keys"),
        (
            "I must call our plumber, Mr Holm, about the tap.",
            "call their plumber, Mr Holm, about the tap",
        ),
    ],
)
def test_what_is_to_be_done_is_kept_as_an_open_task(text: str, expected: str) -> None:
    """The task is a verb phrase; the text stands alone."""
    kept = found(AGENT, text)
    assert (expected, "open") in [(c.fields["task"], c.fields["status"]) for c in kept]


@pytest.mark.parametrize(
    "text",
    [
        "I will always love you.",
        "I'm going to be honest.",
        "I want to help people.",
        "You need to call the dentist.",
        "My sister has to call the dentist.",
        "If I had time, I would call the dentist.",
        "These flowers remind me to breathe.",
        "I had to call the dentist yesterday.",
        "I don't need to call the dentist.",
        "Do I need to call the dentist?",
        "I have to say it was great.",
        "I can't wait to see it.",
        "I'll do my best!",
        "ok, sounds good",
        "We still have to decide.",
        "goal: the striker scored twice",
        "I'm writing from the library",
        "If it breaks again, I need to call the plumber.",
    ],
)
def test_what_is_not_for_the_speaker_to_do_is_no_task(text: str) -> None:
    """Other people's duties, wishes, habits and figures of speech are left out."""
    assert [] == [c.fields["task"] for c in found(AGENT, text) if c.fields["status"] == "open"]


def test_a_task_is_due_when_it_says_and_expires_a_week_later() -> None:
    """A day is due at its end, a time at its beginning."""
    (day,) = found(AGENT, "I need to call the bank tomorrow.")
    (hour,) = found(AGENT, "Remind me to call the bank tomorrow at 5 pm.")
    due = [from_moment(str(c.fields["due"])) for c in (day, hour)]
    assert [datetime(2024, 5, 10, tzinfo=UTC), datetime(2024, 5, 9, 17, tzinfo=UTC)] == due
    assert due[0] + DUE_GRACE == day.valid_to


def test_a_task_without_a_date_expires_in_its_time() -> None:
    """Two weeks after it was said it is done or given up."""
    (candidate,) = found(AGENT, "I need to call the bank.")
    assert (None, AT + UNDATED_LIFE) == (candidate.fields["due"], candidate.valid_to)
    assert Errand.model_validate(dict(candidate.fields)).due is None


@pytest.mark.parametrize(
    "messages",
    [
        ["I need to call the dentist.", "I've called the dentist."],
        ["I need to call the dentist tomorrow.", "I called the dentist this morning."],
        [
            "I have to finish the report by Friday.",
            "The report is done, I finished it: the report.",
        ],
        ["Remind me to buy milk.", "I bought milk."],
        ["Remind me to buy milk.", "done!"],
        ["I need to call the dentist.", "Just called."],
        ["- [ ] renew the passport", "- [x] renew the passport"],
        ["I must book a table at the Luna.", "ok I booked a table at the Luna"],
        ["I need to renew the permit for the stall by 30 June.", "I renewed the permit today."],
        ["I have to send Ida the slides for the talk.", "The slides for the talk are done."],
        ["To do:\n- mow the lawn", "I mowed the lawn."],
    ],
)
def test_a_report_closes_the_task_it_is_about(messages: list[str]) -> None:
    """Most content words must come back; a bare "done" means the last one."""
    memories, _ = told(AGENT, *messages)
    assert [Status.CLOSED] == [m.status for m in memories]
    assert "done" == memories[0].fields["status"]


@pytest.mark.parametrize(
    "messages",
    [
        ["I need to call the dentist.", "I called my sister."],
        ["I need to call the dentist.", "The dentist was nice in the old days."],
        ["I need to call the dentist.", "I haven't called the dentist."],
        ["I need to call the dentist.", "Did I call the dentist?"],
        ["I need to call the dentist.", "I'll call the dentist on Friday."],
        ["I need to renew the permit for the stall.", "I renewed the library card."],
        ["I need to send Ida the slides.", "I got the slides for the talk from her."],
    ],
)
def test_other_talk_leaves_a_task_open(messages: list[str]) -> None:
    """A plan, a question or another errand is no report."""
    memories, _ = told(AGENT, *messages)
    assert 1 == len(holding(memories))


def test_a_repeated_task_takes_its_new_date() -> None:
    """It is one task, renewed."""
    memories, actions = told(
        AGENT, "I need to call the dentist.", "I need to call the dentist on Friday."
    )
    assert [Action.ADD, Action.MERGE] == actions
    assert memories[0].fields["due"] is not None
    assert memories[0].valid_to is not None
    assert memories[0].valid_to > AT + timedelta(days=8)


@pytest.mark.parametrize(
    ("first", "then", "now"),
    [
        (
            "I see Dr Khan on Friday.",
            "Sorry, Saturday.",
            "Mei sees Dr Khan on Saturday (11 May 2024)",
        ),
        ("Remind me to call mum on Friday.", "I meant Saturday.", "on Saturday (11 May 2024)"),
        ("My exam is on 3 June.", "Sorry, 4 June.", "on 4 June (4 June 2024)"),
        ("Remind me to call Anna on Friday.", "Sorry, Hanna.", "call Hanna on Friday"),
        ("I see Dr Khan on Friday.", "Sorry, Saturday was crazy.", "on Friday (10 May 2024)"),
        ("I see Dr Khan on Friday.", "Is it Saturday?", "on Friday (10 May 2024)"),
        ("I see Dr Khan on Friday.", "Sorry, London.", "on Friday (10 May 2024)"),
        ("Remind me to call Anna.", "Sorry, Bob.", "Mei wants to be reminded to call"),
    ],
)
def test_a_day_or_name_that_was_wrong_is_put_right(first: str, then: str, now: str) -> None:
    """The task stays one, with the right day in it and as its due date."""
    (kept,) = holding(told(AGENT, first, then)[0])
    assert now in kept


def test_two_tasks_are_closed_one_by_one() -> None:
    """The report decides which."""
    memories, _ = told(
        AGENT, "I need to call the dentist and I have to buy milk.", "I bought the milk."
    )
    assert ["Mei needs to call the dentist"] == holding(memories)


def test_a_report_in_a_later_session_closes_the_task() -> None:
    """A task of one session is often done in another."""
    (task,) = found(AGENT, "I need to renew the permit for the stall.")
    (opened,) = AGENT.propose([task], [], "partition")
    report = READER.read(turn("I renewed the permit.", 2, session="s2"))
    candidates = AGENT.extract([report])
    assert AGENT.wanted(candidates).all_current
    (closed,) = AGENT.propose(candidates, opened.writes, "partition")
    assert (Action.CLOSE, opened.memory_id) == (closed.action, closed.memory_id)


def test_every_item_of_a_to_do_list_is_a_task() -> None:
    """The heading's date is theirs where they name none."""
    kept = found(AGENT, "To do tomorrow:\n- mow the lawn\n- oil the gate by Friday\n\nBye!")
    assert [
        ("mow the lawn", datetime(2024, 5, 10, tzinfo=UTC)),
        ("oil the gate by Friday", datetime(2024, 5, 11, tzinfo=UTC)),
    ] == [(c.fields["task"], from_moment(str(c.fields["due"]))) for c in kept]


def test_an_assistants_plans_are_not_the_users() -> None:
    """Its to-do lists are, for they are for the user."""
    plan = found(AGENT, "I will book the flight.", actor="Aria", role=Role.ASSISTANT)
    todo = found(AGENT, "- [ ] pack the tent", actor="Aria", role=Role.ASSISTANT)
    assert ([], "pack the tent") == (plan, todo[0].fields["task"])


def test_interest_gives_the_reason() -> None:
    """Routing is explained to people."""
    assert "asked to be reminded" == AGENT.interest(said("Remind me to buy milk."))
    assert AGENT.interest(said("nice weather")) is None


def test_open_and_recent_tasks_come_first() -> None:
    """A done one that matches as well stands behind."""
    done = memory("a", Kind.WORKING, fields={"status": "done"})
    task = memory("b", Kind.WORKING, fields={"status": "open"})
    ranked = AGENT.rank([hit(done, dense=0.5), hit(task, dense=0.5)], question("What is left?"))
    assert ["b", "a"] == [r.memory.id for r in ranked]
    assert AGENT.hint(question("What are my open tasks?")) > AGENT.hint(question("Who is Tom?"))


@pytest.mark.parametrize("when", ["on 9999-12-31", "on 9999-12-31 at 23:30", "on 31 December 9999"])
def test_a_task_at_the_end_of_the_calendar_is_kept(when: str) -> None:
    """There is no week after it: it expires with the calendar's last moment."""
    reading = said("hello")
    late = replace(
        reading.turn,
        text=f"I need to call the bank {when}.",
        occurred_at=datetime(9999, 12, 30, tzinfo=UTC),
    )
    kept = AGENT.extract([READER.read(late)])
    assert ["call the bank" in str(c.fields["task"]) for c in kept] == [True]
    assert all(c.valid_to is not None and c.valid_to.year == 9999 for c in kept)


def test_a_promise_takes_up_what_was_asked() -> None:
    """ "Will do" is the request of the turn before; without one it says nothing."""
    asked = READER.read(
        turn("Please update the firmware and let us know.", 1, actor="Bot", role=Role.ASSISTANT)
    )
    answer = READER.read(turn("will do tonight", 2))
    (kept,) = AGENT.extract([asked, answer])
    assert "update the firmware tonight" == kept.fields["task"]
    assert [] == AGENT.extract([answer])


@pytest.mark.parametrize(
    ("question", "answer", "tasks"),
    [
        ("are you bringing the salad?", "yes", ["bring the salad"]),
        ("u sorting the cake?", "ye getting it from my auntie", ["sort the cake"]),
        ("Who's picking up the cake?", "I will", ["pick up the cake"]),
        ("are you coming to the party on Saturday?", "yes!", ["come to the party on Saturday"]),
        (
            "Who's taking her to the clinic?",
            "i'll drive her",
            ["drive her (take her to the clinic)"],
        ),
        ("are you bringing the salad?", "yes but only if Ana can't", []),
        ("are you bringing the salad?", "no, Ana is", []),
        ("are you taking metformin?", "yes", []),
        ("are you reading the new Tokarczuk?", "yes", []),
        ("are you cleaning your teeth regularly?", "yes", []),
        ("Who's playing tonight?", "me", []),
        (
            "Leif pls fix the tap and sell the car, due weds",
            "will do both",
            ["fix the tap", "sell the car"],
        ),
    ],
)
def test_who_says_yes_to_who_does_it_does_it(question: str, answer: str, tasks: list[str]) -> None:
    """An errand that is asked about is whose who says yes; habits and pastimes are none."""
    asked, said = READER.read(turn(question, 1, actor="Ida")), READER.read(turn(answer, 2))
    made = [c.fields["task"] for c in AGENT.extract([asked, said]) if c.turns == (said.turn.id,)]
    assert sorted(tasks) == sorted(map(str, made))


@pytest.mark.parametrize(
    ("offer", "answer", "tasks"),
    [
        ("Shall I set a reminder for some stretches?", "Go on then. Eight.", ["some stretches"]),
        (
            "Would you like me to remind you to water the plants?",
            "Yes please",
            ["water the plants"],
        ),
        ("Shall I book you an appointment?", "yes. 15.30.", ["book an appointment"]),
        ("Should I remind you to call the bank?", "no thanks", []),
        ("Should I remind you to call the bank?", "Great question.", []),
        ("Should I remind you to call the bank?", "Sure, if it is open.", []),
        ("Shall I draft a message to your brother?", "yes, short", []),
    ],
)
def test_an_offer_that_is_taken_is_to_be_done(offer: str, answer: str, tasks: list[str]) -> None:
    """What an assistant offers to remind of or to book, but not what it would write."""
    asked = READER.read(turn(offer, 1, actor="Bot", role=Role.ASSISTANT))
    made = AGENT.extract([asked, READER.read(turn(answer, 2))])
    assert tasks == [c.fields["task"] for c in made]


def test_what_a_task_points_to_is_named() -> None:
    """ "It" is the last thing that was spoken of."""
    (kept,) = found(AGENT, "The lease is on my desk. I'll sign it tomorrow.")
    assert "(desk)" in kept.text or "(lease)" in kept.text


def test_a_request_to_somebody_is_theirs() -> None:
    """Who was asked reports that it is done."""
    (kept,) = found(AGENT, "Tom, can you book the room for Monday?")
    assert kept.identity.startswith("tom|")


def test_before_a_day_is_due_at_its_beginning() -> None:
    """ "Before Friday" ends with Thursday."""
    (kept,) = found(AGENT, "I have to sign the lease before Friday.")
    assert datetime(2024, 5, 10, tzinfo=UTC) == from_moment(str(kept.fields["due"]))


def test_an_assistants_next_steps_are_advice() -> None:
    """A list that an assistant suggests is no list of the user's tasks."""
    text = "Next steps:\n- deploy the app\n- write the docs"
    assert [] == found(AGENT, text, role=Role.ASSISTANT, actor="helper")
    assert 2 == len(found(AGENT, text))


def test_a_report_in_chinese_names_a_part_of_a_task() -> None:
    """A word of it, which need not be cut out as a word there; another task stays open."""
    memories, _ = told(
        WorkingAgent(),
        "提醒我5月16日带女儿去看牙。",
        "提醒我5月20日要去学校开家长会。",
        "看牙不去了，诊所装修，取消掉吧。",
    )

    held = holding(memories)
    assert not any("看牙" in text for text in held)
    assert any("家长会" in text for text in held)


@pytest.mark.parametrize(
    ("tasks", "report"),
    [
        (("提醒我洗车。", "提醒我买车票。"), "车的事搞定了。"),
        (("提醒我办签证。",), "明天签证这事搞定。"),
        (("提醒我办护照。",), "等护照这事搞定，我就去日本。"),
    ],
)
def test_a_report_in_chinese_that_names_no_one_task_closes_none(
    tasks: tuple[str, ...], report: str
) -> None:
    """Nor does one of what is still to come."""
    memories, _ = told(WorkingAgent(), *tasks, report)

    assert set(holding(told(WorkingAgent(), *tasks)[0])) <= set(holding(memories))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Remind me to the dentist on Monday.", "of the dentist on Monday (13 May 2024)"),
        ("Remind me about my mum's birthday.", "of their mum's birthday"),
        ("Don't let me forget my passport.", "of their passport"),
        ("Remind me that Anna comes.", "that Anna comes"),
        ("Remind me about calling Bob.", "of calling Bob"),
        ("Help me remember to photograph the meter.", "to photograph the meter"),
        ("Remind me to call Anna.", "to call Anna"),
        ("Note to self: buy milk", "to buy milk"),
        ("Quick note to self: buy milk", "to buy milk"),
    ],
)
def test_a_reminder_is_of_a_thing_or_to_do_something(text: str, kept: str) -> None:
    """However it was asked for."""
    assert [f"Mei wants to be reminded {kept}"] == [c.text for c in found(AGENT, text)]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What is still open?", True),
        ("What's open?", True),
        ("Anything pending?", True),
        ("Which tasks are still outstanding?", True),
        ("What are the open points?", True),
        ("还有什么没做？", True),
        ("有哪些事没完成？", True),
        ("What is still open on Sundays?", False),
        ("Is the bakery still open?", False),
        ("When does the shop open?", False),
        ("他为什么没做作业？", False),
    ],
)
def test_what_is_open_asks_for_tasks(text: str, asks: bool) -> None:
    """But not which shops are."""
    assert asks == (AGENT.hint(question(text)) >= 0.9)
