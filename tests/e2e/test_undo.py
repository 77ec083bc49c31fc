"""Taking operations back: what they changed is as it was, and nothing is rewritten."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octomem import Orchestrator
from octomem.errors import NotFoundError, UndoError
from octomem.operation import Action, Operation
from octomem.settings import Settings

AT = datetime(2024, 3, 1, 9, tzinfo=UTC)
SAID = (
    "I live in Berlin.",
    "I moved to Lisbon last week.",
    "I work at Siemens.",
    "I work at Bosch now.",
    "I like coffee.",
    "I don't like coffee anymore.",
    "I have a dog called Rex.",
    "Actually, I live in Porto.",
    "I gave up coffee.",
    "My sister Ada lives in Graz.",
)


class Clock:
    """A recorded clock that goes on by a minute with every look at it."""

    def __init__(self) -> None:
        self.now = AT

    def __call__(self) -> datetime:
        """Return the next minute."""
        self.now += timedelta(minutes=1)
        return self.now


def say(memory: Orchestrator, text: str, user: str = "mei", day: int = 0) -> Sequence[Operation]:
    """Let Mei say something; return what was done."""
    message = {
        "role": "user",
        "name": "Mei",
        "content": text,
        "timestamp": AT + timedelta(days=day),
    }
    return memory.process([message], user_id=user).operations


def answers(memory: Orchestrator, user: str = "mei") -> list[tuple[object, ...]]:
    """Return everything that is current, but for the versions' numbers and recorded times."""
    return sorted(
        (m.kind.value, m.text, m.valid_from, m.valid_to or AT, m.sources, m.confidence)
        for m in memory.list(user_id=user, limit=1000)
    )


def undo_all(memory: Orchestrator, done: Sequence[Operation], user: str = "mei") -> list[Operation]:
    """Take operations back, the last first."""
    written = [each for each in done if each.action is not Action.SKIP]
    return [memory.undo(each.id, user_id=user) for each in reversed(written)]


def fact(memory: Orchestrator, word: str) -> str:
    """Return the id of the current fact with a word in it."""
    return next(m.id for m in memory.list(user_id="mei", kinds=["semantic"]) if word in m.text)


def test_a_superseded_fact_is_current_again(quick: Orchestrator) -> None:
    """
    Undoing the newer one brings the older one back as it was, open end included.
    """
    say(quick, "I live in Berlin.")
    before = answers(quick)
    undo_all(quick, say(quick, "I moved to Lisbon.", day=1))

    assert before == answers(quick)


def test_an_undo_can_be_undone(quick: Orchestrator) -> None:
    """
    Then what was undone holds again, also for questions.
    """
    say(quick, "I live in Berlin.")
    done = say(quick, "I moved to Lisbon.", day=1)
    after = answers(quick)
    undo_all(quick, undo_all(quick, done))

    assert after == answers(quick)
    found = quick.recall("Lisbon", user_id="mei", kinds=["semantic"])
    assert "Mei moved to Lisbon" == found.memories[0].text


def test_what_was_added_is_retracted(quick: Orchestrator) -> None:
    """
    It stays in its history, with the undo as its last operation.
    """
    say(quick, "I live in Berlin.")
    home = fact(quick, "Berlin")
    added = quick.history(home, user_id="mei").operations[0]
    undone = quick.undo(added.id, user_id="mei")

    history = quick.history(home, user_id="mei")
    assert ["current", "retracted"] == [version.status for version in history.versions]
    assert (added.id,) == undone.replaces
    assert undone == history.operations[-1]


def test_a_deleted_memory_comes_back(quick: Orchestrator) -> None:
    """
    Found by its words and by its meaning, as before.
    """
    say(quick, "I live in Berlin.")
    home = fact(quick, "Berlin")
    done = quick.delete(home, user_id="mei")
    quick.undo(done.id, user_id="mei")

    best = quick.recall("Berlin", user_id="mei", kinds=["semantic"], explain=True).memories[0]
    assert home == best.id
    assert any(name.endswith("dense") for name in best.ranks or {})


def test_an_edit_is_taken_back(quick: Orchestrator) -> None:
    """
    Text, fields, identity and slot are the old ones.
    """
    say(quick, "I live in Berlin.")
    home = fact(quick, "Berlin")
    before = quick.get(home, user_id="mei")
    done = quick.update(home, text="Mei lives in Bonn", fields={"object": "Bonn"}, user_id="mei")
    quick.undo(done.id, user_id="mei")
    after = quick.get(home, user_id="mei")

    assert (before.text, before.fields, before.identity, before.slot) == (
        after.text,
        after.fields,
        after.identity,
        after.slot,
    )
    assert 3 == after.version


def test_the_past_is_not_rewritten(quick_at: tuple[Orchestrator, Clock]) -> None:
    """
    What was known before the undo is still what was known then.
    """
    memory, clock = quick_at
    say(memory, "I live in Berlin.")
    done = say(memory, "I moved to Lisbon.", day=0)
    then = clock.now
    undo_all(memory, done)

    known = memory.list(user_id="mei", kinds=["semantic"], known_at=then)
    assert ["Mei moved to Lisbon"] == [m.text for m in known]
    assert ["Mei lives in Berlin"] == [
        m.text for m in memory.list(user_id="mei", kinds=["semantic"])
    ]


@pytest.fixture
def quick_at(tmp_path_factory: pytest.TempPathFactory) -> object:
    """A store on a clock that a test can read."""
    clock = Clock()
    path = tmp_path_factory.mktemp("undo")
    with Orchestrator(Settings.load(path=path, embedder="hash"), clock=clock) as opened:
        yield opened, clock


def test_it_is_undone_once(quick: Orchestrator) -> None:
    """
    The second time is refused, with the operation that would bring it back.
    """
    done = next(o for o in say(quick, "I live in Berlin.") if o.agent == "semantic")
    by = quick.undo(done.id, user_id="mei")

    with pytest.raises(UndoError, match="undone already") as caught:
        quick.undo(done.id, user_id="mei")
    assert by.id == caught.value.first


def test_what_something_was_built_on_goes_last(quick: Orchestrator) -> None:
    """
    A fact that another one has replaced since cannot be taken back before that one.
    """
    first = next(o for o in say(quick, "I live in Berlin.") if o.agent == "semantic")
    later = next(o for o in say(quick, "I moved to Lisbon.", day=1) if o.agent == "semantic")

    with pytest.raises(UndoError, match="changed again") as caught:
        quick.undo(first.id, user_id="mei")
    assert later.id == caught.value.first
    quick.undo(later.id, user_id="mei")
    quick.undo(first.id, user_id="mei")
    assert [] == list(quick.list(user_id="mei", kinds=["semantic"]))


def test_no_second_value_comes_back(quick: Orchestrator) -> None:
    """
    A home that was deleted stays so where another has been told since.
    """
    say(quick, "I live in Berlin.")
    done = quick.delete(fact(quick, "Berlin"), user_id="mei")
    say(quick, "I live in Porto.", day=1)

    with pytest.raises(UndoError, match="Porto"):
        quick.undo(done.id, user_id="mei")


def test_a_skip_cannot_be_undone(quick: Orchestrator) -> None:
    """
    It wrote nothing, and the error says so.
    """
    done = say(quick, "I am no longer vegetarian.")
    skipped = next(each for each in done if each.action is Action.SKIP)

    with pytest.raises(UndoError, match="wrote nothing"):
        quick.undo(skipped.id, user_id="mei")


@pytest.mark.parametrize("user", ["ben", "nobody"])
def test_other_scopes_have_no_such_operation(quick: Orchestrator, user: str) -> None:
    """
    Neither a partition with memories of its own nor one without.
    """
    done = say(quick, "I live in Berlin.")[0]
    say(quick, "I live in Graz.", user="ben")

    with pytest.raises(NotFoundError, match="operation"):
        quick.undo(done.id, user_id=user)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> object:
    """One store for all examples; each is a user of its own."""
    path = tmp_path_factory.mktemp("properties")
    with Orchestrator(Settings.load(path=path, embedder="hash")) as opened:
        yield opened, iter(range(10_000))


FEW = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(st.lists(st.sampled_from(SAID), min_size=2, max_size=5, unique=True))
def test_undoing_any_call_restores_the_answers(
    shared: tuple[Orchestrator, object], said: list[str]
) -> None:
    """
    Whatever the last of some calls did, taking it all back gives the answers before it.
    """
    memory, numbers = shared
    user = f"undo-{next(numbers)}"  # type: ignore[call-overload]
    for day, text in enumerate(said[:-1]):
        say(memory, text, user, day)
    before = answers(memory, user)
    done = say(memory, said[-1], user, len(said))
    after = answers(memory, user)
    undone = undo_all(memory, done, user)
    assert before == answers(memory, user)

    undo_all(memory, undone, user)
    assert after == answers(memory, user)


@FEW
@given(
    st.permutations(
        [(1, SAID[0]), (5, SAID[1]), (9, SAID[2]), (20, SAID[3]), (25, SAID[4]), (30, SAID[8])]
    )
)
def test_the_order_of_import_does_not_matter(
    shared: tuple[Orchestrator, object], told: list[tuple[int, str]]
) -> None:
    """
    What is current in the end follows from when things were said, not from when they came in.
    """
    memory, numbers = shared
    user = f"order-{next(numbers)}"  # type: ignore[call-overload]
    for day, text in told:
        say(memory, text, user, day)
    current = [m.text for m in memory.list(user_id=user, kinds=["core", "semantic", "knowledge"])]

    assert [
        "Mei lives in Lisbon",
        "Mei moved to Lisbon last week (the week of 26 February 2024)",
        "Mei works at Bosch",
        "Mei works at Bosch",
    ] == sorted(current)


@FEW
@given(
    st.permutations(
        [
            (1, "Robert lives in Graz."),
            (3, "My boss is Robert."),
            (5, "Bob moved to Linz."),
            (9, "Robert goes by Bob."),
            (12, "My colleague Ada lives in Ulm."),
            (20, "Ada moved to Bonn."),
        ]
    )
)
def test_the_order_of_import_does_not_matter_to_who_is_who(
    shared: tuple[Orchestrator, object], told: list[tuple[int, str]]
) -> None:
    """
    That two names are one may be told before, between or after what is told of either.
    """
    memory, numbers = shared
    user = f"names-{next(numbers)}"  # type: ignore[call-overload]
    for day, text in told:
        say(memory, text, user, day)
    homes = {
        (m.text, m.fields["subject"])
        for m in memory.list(user_id=user, kinds=["semantic"])
        if m.fields["slot"] == "home"
    }

    assert {("Bob moved to Linz", "Bob"), ("Ada moved to Bonn", "Ada")} == homes
    assert {"Robert": ("Bob",)} == {
        one.name: one.aliases for one in memory.entities(user_id=user) if one.aliases
    }


def _one(memory: Orchestrator, user: str) -> dict[str, tuple[str, ...]]:
    """Return which names mean one; a name that a retracted memory has is still a name."""
    return {one.name: one.aliases for one in memory.entities(user_id=user) if one.aliases}


def _edit(memory: Orchestrator, user: str) -> Sequence[Operation]:
    """Change the first fact by hand."""
    fact = min(memory.list(user_id=user, kinds=["semantic"]), key=lambda one: one.text)
    return [memory.update(fact.id, text=f"{fact.text}, as I said", user_id=user)]


def _delete(memory: Orchestrator, user: str) -> Sequence[Operation]:
    """Delete the first fact."""
    fact = min(memory.list(user_id=user, kinds=["semantic"]), key=lambda one: one.text)
    return [memory.delete(fact.id, user_id=user)]


def _merge(memory: Orchestrator, user: str) -> Sequence[Operation]:
    """Say that Ada and Bo are one, whose homes compete then."""
    return [memory.merge_entities("Bo", "Ada", user_id=user)]


def _split(memory: Orchestrator, user: str) -> Sequence[Operation]:
    """Say that Robert is not Bob."""
    return [memory.split_entity("Bob", "Robert", user_id=user)]


def _talk(memory: Orchestrator, user: str) -> Sequence[Operation]:
    """Let the conversation go on."""
    return say(memory, "Bob moved to Lisbon. Ada gave up coffee.", user, 30)


def _make_denser(memory: Orchestrator, user: str) -> Sequence[Operation]:
    """Consolidate."""
    return memory.consolidate(user_id=user).operations


ACTS = (_edit, _delete, _merge, _split, _talk, _make_denser)


@FEW
@given(st.permutations(ACTS), st.integers(1, 4))
def test_whatever_was_done_last_can_be_taken_back(
    shared: tuple[Orchestrator, object],
    acts: list[Callable[[Orchestrator, str], Sequence[Operation]]],
    many: int,
) -> None:
    """
    Each kind of operation, one after the other, taken back in turn: after each undo the answers
    are those from before it, and so are the names that mean one.
    """
    memory, numbers = shared
    user = f"acts-{next(numbers)}"  # type: ignore[call-overload]
    for text in (
        "Robert goes by Bob. Robert lives in Porto.",
        "Ada lives in Graz. Ada likes coffee.",
        "Bo lives in Linz.",
    ):
        say(memory, text, user)
    before: list[object] = []
    done: list[Sequence[Operation]] = []
    for act in acts[:many]:
        before.append((answers(memory, user), _one(memory, user)))
        done.append(act(memory, user))
    for operations, was in zip(reversed(done), reversed(before), strict=True):
        undo_all(memory, operations, user)
        assert was == (answers(memory, user), _one(memory, user))


@FEW
@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=4, unique=True))
def test_the_same_messages_again_change_nothing(
    shared: tuple[Orchestrator, object], said: list[str]
) -> None:
    """
    Identified messages that come twice write no version and no operation.
    """
    memory, numbers = shared
    user = f"twice-{next(numbers)}"  # type: ignore[call-overload]
    messages = [
        {"id": f"m{n}", "role": "user", "name": "Mei", "content": text, "timestamp": AT}
        for n, text in enumerate(said)
    ]
    memory.process(messages, user_id=user)
    before = list(memory.list(user_id=user, status=None, limit=1000))

    assert () == memory.process(messages, user_id=user).operations
    assert before == list(memory.list(user_id=user, status=None, limit=1000))
