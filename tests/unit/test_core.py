"""Core memory: identity, standing preferences and instructions, within a budget."""

from dataclasses import replace

import pytest
from tests.unit.readings import hit, memory, question
from tests.unit.spoken import found, holding, said, told

from octomem.agents.core import BLOCK_BUDGET, CoreAgent, Standing, compact
from octomem.memory import Kind, Status
from octomem.operation import Action
from octomem.turn import Role

AGENT = CoreAgent()


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("My name is Mei Chen.", "name", "Mei's name is Mei Chen"),
        ("Hi, I'm Priya, a data scientist.", "name", "Mei's name is Priya"),
        ("Just call me Bob.", "name", "Mei likes to be called Bob"),
        ("Call me Bob", "name", "Mei likes to be called Bob"),
        ("It's Des, only the taxman calls me Desmond.", "name", "Mei likes to be called Des"),
        ("Please call me Bob.", "name", "Mei likes to be called Bob"),
        ("I'm a nurse.", "role", "Mei is a nurse"),
        ("im allergic to nuts", "allergy", "Mei is allergic to nuts"),
        ("I have a peanut allergy.", "allergy", "Mei has a peanut allergy"),
        ("I'm diabetic.", "health", "Mei is diabetic"),
        ("I'm 34.", "age", "Mei is 34"),
        ("My pronouns are they/them.", "pronouns", "Mei's pronouns are they/them"),
        ("I speak German.", "language", "Mei speaks German"),
        ("I prefer window seats.", "preference", "Mei prefers window seats"),
        ("I never eat meat.", "preference", "Mei never eats meat"),
        ("I always take the train to work.", "preference", "Mei always takes the train to work"),
        ("Always answer in German.", "instruction", "Mei asks: Always answer in German"),
        ("Please keep your answers short.", "instruction", "Mei asks: Keep your answers short"),
        ("Never call me before nine.", "instruction", "Mei asks: Never call Mei before nine"),
        ("I want you to always use metric units.", "instruction",
         "Mei asks: Always use metric units"),
        ("Before you order anything: I'm allergic to sesame.", "allergy",
         "Mei is allergic to sesame"),
        ("Please always reply in French, even if I write in Dutch.", "instruction",
         "Mei asks: Always reply in French, even if Mei writes in Dutch"),
        ("Always ask me before you send an email.", "instruction",
         "Mei asks: Always ask Mei before you send an email"),
        ("I'm a vegan, so no cheese for me.", "preference", "Mei is a vegan"),
        ("Prices in euros from now on please :)", "instruction",
         "Mei asks: Prices in euros from now on please"),
        ("please stop writing Jenkinsfiles", "instruction",
         "Mei asks: Please stop writing Jenkinsfiles"),
    ],
)  # fmt: skip
def test_what_always_holds_is_kept(text: str, label: str, expected: str) -> None:
    """Each entry has a label and stands in the block of the human."""
    kept = {(c.fields["label"], c.fields["block"], c.text) for c in found(AGENT, text)}
    assert (label, "human", expected) in kept


@pytest.mark.parametrize(
    "text",
    [
        "I'm happy.",
        "I'm Anna's biggest fan today!",
        "I'll never forget this.",
        "I've always been curious about it.",
        "Do you always answer in German?",
        "Answer this question please.",
        "Show me the next train.",
        "My friend prefers window seats.",
        "I might be allergic to nuts.",
        "If I'm allergic to sesame, I should know.",
        "If it rains, always take the tram.",
        "Always check the oven, even if it is off.",
        "If I were a nurse, I'd know.",
        "Wait, let me check that.",
        "I prefer this one.",
        "that's great, thanks",
        "Call Anna back tomorrow.",
        "Early nights from now on",
        "prices are higher from now on",
        "she asked me to stop adding salt",
        "Please stop adding salt to my food, mum.",
        "Stop offering my kids sweets.",
        "Recipes with chicken from now on.",
        "Prices in euros went up from now on.",
    ],
)
def test_what_passes_or_is_not_claimed_is_not_core(text: str) -> None:
    """Requests of the moment, moods, doubts and other people's wishes are left out."""
    assert [] == [candidate.text for candidate in found(AGENT, text)]


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("Call me Bob", "Please don't call me Bob."),
        ("Everybody calls me Bob", "Never call me Bob again"),
        ("You can call me Bob.", "Stop calling me Bob, please."),
        ("叫我小明就行", "别叫我小明了"),
    ],
)
def test_what_somebody_will_not_be_called_any_more_ends(before: str, then: str) -> None:
    """The order stands, and what to call them is over."""
    found = texts_left(before, then)

    assert not [text for text in found if "likes to be called" in text or "希望被叫作" in text]


@pytest.mark.parametrize(
    ("before", "then", "left"),
    [
        ("Call me Bob", "Don't call me Robert.", "Mei likes to be called Bob"),
        ("Call me Bob", "Never call me Bob at work", "Mei likes to be called Bob"),
        ("My name is Bob.", "Don't call me Bob.", "Mei's name is Bob"),
        ("叫我小明就行", "别叫我明明了", "Mei希望被叫作小明"),
    ],
)
def test_what_somebody_is_called_else_stays(before: str, then: str, left: str) -> None:
    """Another name, one place alone, and the name itself."""
    assert left in texts_left(before, then)


def texts_left(*messages: str) -> list[str]:
    """What core memory holds after some messages."""
    return holding(told(AGENT, *messages)[0])


@pytest.mark.parametrize(
    "text", ["They used to call me Bob at school.", "Only my mum calls me Bobby.", "Call me Monday"]
)
def test_what_few_call_somebody_is_no_wish(text: str) -> None:
    """Nor what was so once."""
    assert not [c.text for c in found(AGENT, text) if "likes to be called" in c.text]


def test_what_somebody_will_not_be_called_is_no_name() -> None:
    """ "Stop calling me Sir" is an order alone."""
    assert ["instruction"] == [
        c.fields["label"] for c in found(AGENT, "Please stop calling me Sir")
    ]


def test_a_system_turn_tells_who_the_agent_is() -> None:
    """Its sentences about the agent make the block of the persona."""
    text = "You are Aria, a travel assistant. Always answer in short sentences. It is May."
    kept = found(AGENT, text, actor="system", role=Role.SYSTEM)
    assert [
        ("persona", "persona", "The agent is Aria, a travel assistant"),
        ("persona", "instruction", "The agent is told: Always answer in short sentences"),
    ] == [(c.fields["block"], c.fields["label"], c.text) for c in kept]


def test_an_assistant_says_nothing_about_the_user() -> None:
    """Only the user and whoever set the agent up do."""
    assert [] == found(AGENT, "I prefer tea. I'm a nurse.", actor="Aria", role=Role.ASSISTANT)
    assert AGENT.interest(said("I'm a nurse.", role=Role.ASSISTANT)) is None


def test_the_fields_follow_the_model() -> None:
    """What an extractor writes is what the output model describes."""
    (candidate,) = found(AGENT, "I'm diabetic.")
    assert Standing(block="human", label="health") == Standing.model_validate(
        dict(candidate.fields)
    )


def test_a_new_name_takes_the_place_of_the_old_one() -> None:
    """A person has one name; preferences accumulate."""
    memories, _ = told(
        AGENT, "My name is Mei Chen.", "My name is Mei Weber.", "I prefer tea.", "I prefer trains."
    )
    assert ["Mei's name is Mei Weber", "Mei prefers tea", "Mei prefers trains"] == holding(memories)


def test_a_full_block_is_rewritten_and_keeps_what_it_dropped() -> None:
    """The oldest preferences become one entry; they are superseded, not lost."""
    wishes = [f"I prefer the marmalade number {n} on dark toast with butter." for n in range(60)]
    memories, actions = told(AGENT, "im allergic to nuts", *wishes)
    current = holding(memories)
    assert BLOCK_BUDGET >= sum(map(len, current))
    assert Action.SUPERSEDE in actions
    assert "Mei is allergic to nuts" in current
    assert any("number 59" in text for text in current)
    dropped = [m.text for m in memories if m.status is Status.SUPERSEDED]
    assert all(any(f"number {n} " in text for text in [*current, *dropped]) for n in range(60))


def test_a_compact_entry_says_the_common_beginning_once() -> None:
    """Where there is no room for all, the oldest leave first."""
    wishes = ["Mei prefers tea", "Mei prefers window seats"]
    assert "Mei prefers tea; window seats" == compact(wishes, 100)
    assert "Mei prefers window seats" == compact(wishes, 25)


def test_an_allergy_outranks_a_preference_that_matches_as_well() -> None:
    """What could harm comes first; relevance stays what it was."""
    allergy = memory("b", Kind.CORE, fields={"label": "allergy"})
    wish = memory("a", Kind.CORE, fields={"label": "preference"})
    ranked = AGENT.rank([hit(wish, dense=0.5), hit(allergy, dense=0.5)], question("What to cook?"))
    assert ["b", "a"] == [r.memory.id for r in ranked]
    assert AGENT.hint(question("Am I allergic to anything?")) > AGENT.hint(question("When was it?"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What is Mei allergic to?", True),
        ("Who is allergic to eggs?", False),
        ("谁对鸡蛋过敏？", False),
        ("对什么过敏？", True),
        ("Which language does Mei speak?", False),
    ],
)
def test_a_label_is_asked_for_by_what_not_by_who(text: str, *, found: bool) -> None:
    """ "Who is allergic to eggs?" asks for a person: being an allergy makes nothing its answer."""
    fields: dict[str, object] = {"label": "allergy", "block": "human"}
    allergy = replace(memory("Mei is allergic to nuts", Kind.CORE, fields=fields), identity="mei|")
    ranked = AGENT.rank([hit(allergy, dense=0.1)], question(text))
    assert found == (ranked[0].relevance > 0.5)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("I always want short answers.", "I never want short answers."),
        ("I like jazz.", "I don't like jazz."),
        ("I never eat meat.", "I always eat meat."),
        ("Always answer in German.", "Never answer in German."),
        ("我喜欢喝茶", "我不喜欢喝茶"),
        ("以后请用中文回答", "以后不要用中文回答"),
    ],
)
def test_a_denial_takes_the_place_of_what_it_denies(first: str, then: str) -> None:
    """What is said and what denies it compete; neither is the other said again."""
    one, other = (next(iter(found(AGENT, text))) for text in (first, then))
    known = replace(
        memory("m1", Kind.CORE), identity=one.identity, slot=one.slot, valid_from=one.valid_from
    )
    proposal = AGENT.propose([other], [known], "p")[0]
    assert (proposal.action, proposal.replaces) == (Action.SUPERSEDE, (known.id,))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("I like meat.", "I never eat meat."),
        ("Always answer in German.", "Never answer in French."),
        ("Never use emojis.", "Never use hashtags."),
        ("我喜欢吃辣的菜", "我喜欢吃不辣的菜"),
    ],
)
def test_a_denial_of_something_else_takes_no_place(first: str, then: str) -> None:
    """Only the same claim is denied: what else is never done to what is liked may stand beside it."""
    one, other = (next(iter(found(AGENT, text))) for text in (first, then))
    known = replace(
        memory("m1", Kind.CORE), identity=one.identity, slot=one.slot, valid_from=one.valid_from
    )
    assert AGENT.propose([other], [known], "p")[0].action is Action.ADD


@pytest.mark.parametrize("text", ["我对花生根本不过敏", "I'm not allergic to peanuts."])
def test_what_somebody_bears_is_no_allergy(text: str) -> None:
    """A denied allergy would stand among those that could harm."""
    assert "allergy" not in [each.fields["label"] for each in found(AGENT, text)]
