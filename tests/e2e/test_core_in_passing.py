"""What core memory hears in passing: wishes to the agent, jobs, names, likes, told in fragments."""

import pytest

from octomem import Orchestrator


def core(memory: Orchestrator, text: str, name: str = "Mei") -> dict[str, str]:
    """Say something; return what core memory then holds, each with its label."""
    message = {"role": "user", "name": name, "content": text, "timestamp": "2024-01-10T10:00:00Z"}
    memory.process([message], user_id=name, session_id="s")
    kept = memory.list(user_id=name, kinds=["core"])
    return {each.text: str(each.fields["label"]) for each in kept}


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("talk to me like a mate, none of that posh stuff", "Talk to me like a mate"),
        (
            "Only this: speak plainly with me, if you please, none of that computer jargon.",
            "Only this: speak plainly with me, if you please, none of that computer jargon",
        ),
        ("just talk to me like a normal person ok", "Just talk to me like a normal person ok"),
        ("and always an aisle seat for me, please remember that", "Always an aisle seat for me"),
        ("code only pls, skip the explanations", "Code only pls, skip the explanations"),
        ("no small talk with me", "No small talk with me"),
        (
            "on the van laptop, windows. dont explain stuff to me unless I ask",
            "Dont explain stuff to me unless I ask",
        ),
        (
            "yes pls. short and friendly, that goes for everythin u write for me",
            "Short and friendly, that goes for everythin u write for me",
        ),
        (
            "yeah when it's instructions for him always do them in polish as well",
            "When it's instructions for him always do them in polish as well",
        ),
        (
            "if it's for my boss always keep it formal",
            "If it's for my boss always keep it formal",
        ),
        (
            "when you tell me distances give them in kilometres not miles",
            "When you tell me distances give them in kilometres not miles",
        ),
    ],
)
def test_a_wish_in_passing_is_an_order(quick: Orchestrator, text: str, order: str) -> None:
    """A word that it is for good, or that it is with me, tells a wish from a request for once."""
    assert core(quick, text)[f"Mei asks: {order}"] == "instruction"


@pytest.mark.parametrize(
    "text",
    [
        "talk to me about volcanoes",
        "talk to me",
        "be straight with me, is it cancer",
        "be honest with me, does this cv look bad",
        "explain recursion to me like I'm five",
        "write a letter for me",
        "give me five names only",
        "then, and only then, post it in the channel",
        "always a struggle for me",
        "always a pleasure",
        "never a dull moment here",
        "my manager only wants bullet points",
        "she talks to me like a child",
        "my boss talks to me like a mate",
        "only two left",
        "only code review today",
        "never mornings, he said",
        "when it rains always take a coat",
        "when it was for him we always did them twice",
        "if it is for me they never give a discount",
        "when I cook my kids always ask for more",
        "no onions today please",
    ],
)
def test_a_request_for_once_is_no_order(quick: Orchestrator, text: str) -> None:
    """Nor is what others want, a saying, or how somebody finds something."""
    assert "instruction" not in core(quick, text).values()


def test_what_somebody_does_is_no_part_of_an_order_beside_it(quick: Orchestrator) -> None:
    """Aisle seats only, and what somebody never takes, are two things."""
    told = core(
        quick, "For the record: aisle seats only, and I never take anything that leaves before 8."
    )
    assert not any("isle" in text and "before 8" in text for text in told)
    assert any("before 8" in text for text in told)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("retired post office clerk, me", "Mei is a retired post office clerk"),
        ("25 years a baker", "Mei used to be a baker"),
        ("I was a signalman on the railway for forty years", "Mei used to be a signalman"),
        ("I taught Latin for thirty-one years", "Mei taught Latin for thirty-one years"),
        ("run a cafe in Fremantle", "Mei runs a cafe in Fremantle"),
        ("teach year 4 at St Brides", "Mei teaches year 4 at St Brides"),
        ("studying law at Leeds", "Mei is studying law at Leeds"),
        ("i work in a bakery, we begin at 4 in the night", "Mei works in a bakery"),
        ("Cannot abide a cold house", "Mei can not abide a cold house"),
        ("nah. i do love making the pies tho", "Mei loves making the pies"),
    ],
)
def test_what_somebody_is_or_likes_is_heard_in_a_fragment(
    quick: Orchestrator, text: str, entry: str
) -> None:
    """What fills somebody's days, or did for decades, says who they are."""
    assert entry in core(quick, text)


@pytest.mark.parametrize(
    "text",
    [
        "studying the menu at Leeds station",
        "studying for my driving test",
        "my son is studying law at Leeds",
        "I was a baker for a week",
        "my dad was a fireman for thirty years",
        "run a scan on the laptop",
        "run a marathon in Leeds",
        "run the shop report please",
        "teach me English in London",
        "I was a fan for thirty years",
        "I lived in Leeds for thirty years",
        "a retired nurse found it",
        "if I studied law I'd be rich",
        "she taught me for twenty years",
        "I work in the garden most days",
        "my brother works in a bakery",
        "I do like this one",
    ],
)
def test_an_errand_a_while_or_others_work_says_nothing_of_the_speaker(
    quick: Orchestrator, text: str
) -> None:
    """Nor does a home, or an order to run something."""
    assert not core(quick, text)


def test_what_somebody_was_for_decades_takes_no_job_from_them(quick: Orchestrator) -> None:
    """The work of before stands beside the one of now."""
    first = core(quick, "I'm a florist")
    told = core(quick, "Thirty years a fireman, before all this")
    assert first.items() < told.items()
    assert "Mei used to be a fireman" in told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("left one connected!! do it in polish as well. ta, Ewelina", "Ewelina"),
        ("it works now, thanks\n\nEwelina", "Ewelina"),
        ("the boiler is broken again\n\nMany thanks,\nMrs P. Hallam", "Mrs P. Hallam"),
        ("this is Priya from accounts", "Priya"),
        ("Dave from accounts speaking", "Dave"),
        ("Good evening, Herr Vogt here", "Herr Vogt"),
        ("Its Ewelina again", "Ewelina"),
        ("Ewelina Nowak, scaffold foreman, Hull", "Ewelina Nowak"),
        ("Don't call me sweetie. Ambrose will do.", "Ambrose"),
    ],
)
def test_a_name_at_the_beginning_or_the_end_is_the_writers(
    quick: Orchestrator, text: str, name: str
) -> None:
    """As on the telephone, and below a letter."""
    assert core(quick, text, "Ewelina")[f"Ewelina's name is {name}"] == "name"


@pytest.mark.parametrize(
    "text",
    [
        "all done. ta, Ben",
        "thanks so much Alexa",
        "thanks\n\nsent from my iPhone",
        "write a letter to my landlord and end it with Many thanks,\nGraham",
        "Draft a reply for mum: all is well. Regards\nJean",
        "got this from the school: no lessons on Friday.\n\nKind regards,\nMrs Hill",
        "Dear parents, no lessons on Friday.\nRegards\nAnn Hill",
        "this is Dover calling",
        "this is Ben's mum",
        "this is Tom from accounts in the photo",
        "Tom from accounts here told me off",
        "its Friday again",
        "April here and still snow",
        "Ambrose will do the shopping",
        "Monday will do",
        "cheers\nBen, are you there",
        "Dear Ewelina, see you Friday. Love, Mum",
    ],
)
def test_who_is_thanked_or_written_for_is_not_the_writer(quick: Orchestrator, text: str) -> None:
    """Nor is who else is named at the end, or a day."""
    assert "name" not in core(quick, text, "Ewelina").values()


@pytest.mark.parametrize("later", ["all good. ta, Maureen", "this is Maureen", "I'm Maureen"])
def test_a_first_name_takes_no_surname_away(quick: Orchestrator, later: str) -> None:
    """Who signs with a part of their name has the whole still; another one takes its place."""
    core(quick, "My name is Maureen Tiplady", "Maureen")
    assert "Maureen's name is Maureen Tiplady" in core(quick, later, "Maureen")
    now = core(quick, "I got married, my name is Maureen Doyle now", "Maureen")
    assert [text for text, label in now.items() if label == "name"] == [
        "Maureen's name is Maureen Doyle"
    ]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("just turned 16 yesterday and my mum got me a bass", True),
        ("I turned seventy on Tuesday", True),
        ("when I turned 16 I left school", False),
        ("I turned 40 three years ago", False),
        ("my son turned 16 yesterday", False),
        ("I turned 16 pages yesterday", False),
    ],
)
def test_who_has_turned_an_age_is_of_that_age(quick: Orchestrator, text: str, ages: bool) -> None:
    """Not who turned it years ago."""
    assert ages is ("age" in core(quick, text).values())


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("give me trains over planes any day", "Mei prefers trains over planes any day"),
        ("Give me a printed book any day.", "Mei prefers a printed book any day"),
        ("books over films any day for me", "Mei: books over films any day for me"),
    ],
)
def test_what_is_liked_better_is_a_liking(quick: Orchestrator, text: str, entry: str) -> None:
    """And no order to hand it over; the second of two is not liked for it."""
    told = core(quick, text)
    assert entry in told
    assert "instruction" not in told.values()
    assert not any("likes films" in each for each in told)


@pytest.mark.parametrize(
    "text",
    [
        "give me two examples",
        "show me three bullet points",
        "give me a minute any day now",
        "give me that any day",
        "pretend you're a pirate and I am a baker",
        "let's pretend I'm a dentist and you're the patient",
        "roleplay: I am a nurse and you are my patient",
        "draft an email for my mum: Dear Sir, I am a retired nurse.",
        "write a letter from my uncle: I am a plumber and allergic to nuts",
    ],
)
def test_a_part_played_or_written_for_somebody_is_not_the_speaker(
    quick: Orchestrator, text: str
) -> None:
    """Nor are some examples asked for a wish for good."""
    assert not core(quick, text)


@pytest.mark.parametrize(
    "text",
    ["I can't pretend, I'm a nurse", "draft an email to my landlord: I am a nurse and work nights"],
)
def test_what_somebody_has_written_of_themselves_is_theirs(quick: Orchestrator, text: str) -> None:
    """A letter of one's own tells of who sends it."""
    assert "Mei is a nurse" in core(quick, text)
