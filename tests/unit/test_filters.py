"""Filters: what each operator does to each type, and the laws that hold for all of them."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contracts.memories import memory as plain

from octomem.errors import UsageError
from octomem.memory import Memory
from octomem.orchestrator.filter_syntax import (
    MAX_CONDITIONS,
    MAX_DEPTH,
    MAX_VALUES,
    Operator,
    filter_or_none,
)
from octomem.orchestrator.filters import matches

HELD: dict[str, Any] = {
    "text": "Blue Whale",
    "empty": "",
    "star": "*",
    "five": 5,
    "half": 2.5,
    "yes": True,
    "no": False,
    "null": None,
    "list": ["Blue", 5, True, None],
    "none": [],
    "object": {"text": "Blue Whale"},
    "date": "2024-05-08",
    "noon": "2024-05-08T14:00:00+02:00",
    "dotted.name": "dot",
    "metadata.name": "prefix",
}
"""What the memory of these tests holds as metadata."""
KEPT = plain("m", metadata=HELD, fields={"slot": "home", "both": "field"}, session_id="s1")


def passes(filters: object, memory: Memory = KEPT) -> bool:
    return matches(memory, filter_or_none(filters))


MATCHING: dict[str, tuple[object, set[str]]] = {
    "eq text": ({"eq": "Blue Whale"}, {"text"}),
    "eq is literal": ({"eq": "*"}, {"star"}),
    "eq knows case": ({"eq": "blue whale"}, set()),
    "eq number": ({"eq": 5}, {"five"}),
    "eq number by size": ({"eq": 5.0}, {"five"}),
    "eq number is no text": ({"eq": "5"}, set()),
    "eq true is not 1": ({"eq": 1}, set()),
    "eq true": ({"eq": True}, {"yes"}),
    "eq false": ({"eq": False}, {"no"}),
    "eq null": ({"eq": None}, {"null"}),
    "eq moment": ({"eq": "2024-05-08T12:00:00Z"}, {"noon"}),
    "eq day is its midnight": ({"eq": "2024-05-08T00:00:00Z"}, {"date"}),
    "ne": ({"ne": "Blue Whale"}, {*HELD, "missing"} - {"text"}),
    "ne null": ({"ne": None}, {*HELD, "missing"} - {"null"}),
    "in": ({"in": ["Blue Whale", 5, True]}, {"text", "five", "yes"}),
    "in nothing": ({"in": []}, set()),
    "in 1 is not true": ({"in": [1, 0]}, set()),
    "nin": ({"nin": ["Blue Whale", 5]}, {*HELD, "missing"} - {"text", "five"}),
    "nin nothing": ({"nin": []}, {*HELD, "missing"}),
    "gt number": ({"gt": 2.5}, {"five"}),
    "gte number": ({"gte": 2.5}, {"five", "half"}),
    "lt number": ({"lt": 5}, {"half"}),
    "lte number": ({"lte": 5}, {"five", "half"}),
    "gt text": ({"gt": "Blue"}, {"text", "dotted.name"}),
    "lt text": ({"lt": "*"}, {"empty"}),
    "gte text": ({"gte": "dot"}, {"dotted.name"}),
    "lte text": ({"lte": "*"}, {"empty", "star"}),
    "gt moment": ({"gt": "2024-05-08T11:00:00Z"}, {"noon", "text", "dotted.name"}),
    "gt later moment": ({"gt": "2024-05-08T13:00:00Z"}, {"text", "dotted.name"}),
    "lt later moment": ({"lt": "2024-05-08T13:00:00Z"}, {"noon", "date", "empty", "star"}),
    "gte moment": ({"gte": "2024-05-08T12:00:00Z"}, {"noon", "text", "dotted.name"}),
    "lt moment": ({"lt": "2024-05-08T12:00:00Z"}, {"date", "empty", "star"}),
    "contains text": ({"contains": "Wha"}, {"text"}),
    "contains knows case": ({"contains": "wha"}, set()),
    "contains element": ({"contains": "Blue"}, {"text", "list"}),
    "contains number": ({"contains": 5}, {"list"}),
    "contains 1 is not true": ({"contains": 1}, set()),
    "contains null": ({"contains": None}, {"list"}),
    "icontains": ({"icontains": "bLUE"}, {"text", "list"}),
    "icontains part of an element": ({"icontains": "blu"}, {"text"}),
    "exists": ({"exists": True}, {*HELD} - {"null"}),
    "exists not": ({"exists": False}, {"null", "missing"}),
    "two operators": ({"gt": 2, "lt": 5}, {"half"}),
    "literal": (5, {"five"}),
    "literal null": (None, {"null"}),
    "literal list": (["Blue Whale", 5], {"text", "five"}),
}
"""A condition, and for which names of `HELD` (and `missing`) it holds."""
OPERATING: list[dict[str, Any]] = [one for one, _ in MATCHING.values() if isinstance(one, dict)]
NAMES = sorted({*HELD, "missing"} - {"metadata.name"})


@pytest.mark.parametrize("case", MATCHING)
def test_an_operator_knows_every_type(case: str) -> None:
    """
    Number with number, text with text, dates by their moment; a missing name is only `ne`,
    `nin` and `exists: false`.
    """
    condition, expected = MATCHING[case]

    assert expected - {"metadata.name"} == {name for name in NAMES if passes({name: condition})}


def test_every_operator_is_in_the_table() -> None:
    """
    An operator that is added is tested on every type.
    """
    used = {word for condition in OPERATING for word in condition}

    assert set(Operator) == used


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"session_id": "s1"}, True),
        ({"session_id": ["s2"]}, False),
        ({"metadata.session_id": {"exists": True}}, False),
        ({"slot": "home"}, True),
        ({"both": "field"}, True),
        ({"both": "meta"}, False),
        ({"metadata.both": "meta"}, True),
        ({"fields.both": "field"}, True),
        ({"fields.text": {"exists": True}}, False),
        ({"metadata.slot": {"exists": True}}, False),
        ({"dotted.name": "dot"}, True),
        ({"object.text": {"exists": True}}, False),
        ({"metadata.name": {"exists": True}}, False),
        ({"metadata.metadata.name": "prefix"}, True),
        ({"metadata.in": "reserved"}, True),
        ({"user_id": {"exists": True}}, False),
    ],
    ids=str,
)
def test_a_name_means_one_place(filters: dict[str, Any], expected: bool) -> None:
    """
    A field goes before metadata, a prefix says which, and a dot elsewhere is only a dot.
    """
    held = plain(
        "m",
        metadata={**HELD, "both": "meta", "in": "reserved"},
        fields=KEPT.fields,
        session_id="s1",
    )

    assert expected == passes(filters, held)


def test_a_memory_without_a_session_has_none() -> None:
    """
    No session is null, found as such and as not there.
    """
    lone = plain("m")

    assert passes({"session_id": None}, lone)
    assert passes({"session_id": {"exists": False}}, lone)
    assert not passes({"session_id": {"exists": False}})


def test_connectives_nest() -> None:
    """
    Several names are an `and`; `or` and `not` go around any of it.
    """
    whale, five, wrong = {"text": "Blue Whale"}, {"five": 5}, {"five": 6}

    assert passes({**whale, **five})
    assert not passes({**whale, **wrong})
    assert passes({"or": [wrong, {"and": [whale, {"not": wrong}]}]})
    assert not passes({"not": {"or": [wrong, whale]}})
    assert passes({"not": {"missing": "x"}})


@pytest.mark.parametrize("filters", [None, {}])
def test_no_filter_restricts_nothing(filters: object) -> None:
    """
    None and an empty mapping let every memory through.
    """
    assert filter_or_none(filters) is None
    assert passes(filters)


WRONG: list[tuple[object, str]] = [
    (["a"], r"filters takes a mapping of names to values, got 'list'"),
    ("a", r"filters takes a mapping"),
    ({5: "x"}, r"filters\[5\]: a name is a text, got 5"),
    ({"a": {}}, r"filters\['a'\] has no operator; one of: eq, ne"),
    ({"a": {"near": 1}}, r"filters\['a'\]: no operator 'near'; the operators are: eq"),
    ({"a": {5: 1}}, r"no operator 5"),
    ({"a": {"EQ": 1}}, r"no operator 'EQ'; write 'eq'"),
    ({"a": {"$ne": 1}}, r"filters\['a'\]: no operator '\$ne'; write 'ne'"),
    ({"a": {"$regex": "."}}, r"no operator '\$regex'; the operators are"),
    ({"a": {"not": {"eq": 1}}}, r"'not' stands before names"),
    ({"$and": [{"a": 1}]}, r"filters\['\$and'\]: write 'and' without the '\$'"),
    ({"$where": "1"}, r"'\$where' is none; metadata that is called so is 'metadata.\$where'"),
    ({"gt": 5}, r"'gt' is none; metadata that is called so is 'metadata.gt'"),
    ({"and": []}, r"filters\['and'\] is an empty list"),
    ({"or": []}, r"filters\['or'\] is an empty list"),
    (
        {"or": {"a": 1}},
        r"filters\['or'\] takes a list of filters \(metadata of that name is 'metadata.or'\), got 'dict'",
    ),
    ({"and": ["a"]}, r"filters\['and'\]\[0\] takes a mapping"),
    ({"and": [{"a": 1}, {}]}, r"filters\['and'\]\[1\] is an empty filter"),
    ({"not": {}}, r"filters\['not'\] is an empty filter"),
    ({"not": [{"a": 1}]}, r"filters\['not'\] takes a mapping"),
    ({"a": {"gt": True}}, r"filters\['a'\]\['gt'\] takes a number or a text, got True"),
    ({"a": {"lte": None}}, r"takes a number or a text, got None"),
    ({"a": {"eq": ["x"]}}, r"filters\['a'\]\['eq'\] takes a text, a finite number"),
    ({"a": {"in": "x"}}, r"filters\['a'\]\['in'\] takes a list of values, got 'x'"),
    ({"a": {"nin": [["x"]]}}, r"got 'list'"),
    ({"a": [{"x": 1}]}, r"filters\['a'\] takes a text"),
    ({"a": {"contains": {}}}, r"got 'dict'"),
    ({"a": {"icontains": 5}}, r"filters\['a'\]\['icontains'\] takes a text, got 5"),
    ({"a": {"exists": 1}}, r"filters\['a'\]\['exists'\] takes true or false, got 1"),
    ({"a": math.nan}, r"got nan"),
    ({"a": math.inf}, r"got inf"),
    ({"a": 10**5000}, r"got a number beyond 64 bits"),
    ({"a": object()}, r"got 'object'"),
    ({"x" * 999: {}}, r"filters\['x{60}'\.\.\.\]"),
    ({"a": {"in": list(range(MAX_VALUES + 1))}}, r"at most 1000 values, got 1001"),
    ({str(n): n for n in range(MAX_CONDITIONS + 1)}, r"more than 100 conditions"),
]


@pytest.mark.parametrize(("filters", "message"), WRONG, ids=[message for _, message in WRONG])
def test_a_wrong_filter_says_where_and_what(filters: object, message: str) -> None:
    """
    The error names the path, what stood there, and what was expected.
    """
    with pytest.raises(UsageError, match=message):
        filter_or_none(filters)


def nested(levels: int) -> dict[str, Any]:
    built: dict[str, Any] = {"five": 5}
    for _ in range(levels):
        built = {"not": built}
    return built


def test_depth_and_size_are_bounded() -> None:
    """
    Up to the bounds a filter works; beyond, and where it holds itself, it is refused.
    """
    endless: dict[str, Any] = {}
    endless["not"] = endless
    most = {f"metadata.n{n}": None for n in range(MAX_CONDITIONS - 1)}

    assert passes(nested(MAX_DEPTH))
    assert passes({"or": [most, {"five": [*range(MAX_VALUES)]}]})
    for deep in (nested(MAX_DEPTH + 1), endless):
        with pytest.raises(UsageError, match="nested more than 16 levels"):
            filter_or_none(deep)


SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(
    [0.5, -1.0, 5.0, "", "a", "A b", "*", "5", "true", "2024-05-08", "2024-05-08T02:00:00+02:00",
     "0001-01-01T00:00:00+14:00", "2024-13-45", "\ud800"]
) | st.text(max_size=4)  # fmt: skip
NAMED = st.sampled_from(
    ["a", "b", "session_id", "fields.a", "metadata.a", "metadata.", "user_id", "a.b", "\ud800"]
)
NUMBERS = st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
CONDITIONS = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    *(st.fixed_dictionaries({word: SCALARS}) for word in ("eq", "ne", "contains")),
    *(st.fixed_dictionaries({word: st.lists(SCALARS, max_size=3)}) for word in ("in", "nin")),
    *(
        st.fixed_dictionaries({word: NUMBERS | st.text(max_size=4) | st.just("2024-05-08")})
        for word in ("gt", "gte", "lt", "lte")
    ),
    st.fixed_dictionaries({"icontains": st.text(max_size=2)}),
    st.fixed_dictionaries({"exists": st.booleans()}),
)
FILTERS: st.SearchStrategy[dict[str, Any]] = st.recursive(
    st.dictionaries(NAMED, CONDITIONS, min_size=1, max_size=2),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"and": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"or": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=6,
)
JSONS: st.SearchStrategy[Any] = st.recursive(
    SCALARS | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=5,
)
HOLDINGS = st.dictionaries(st.sampled_from(["a", "b", "a.b", "", "user_id"]), JSONS, max_size=4)
MEMORIES = st.builds(
    plain,
    st.just("m"),
    fields=HOLDINGS,
    metadata=HOLDINGS,
    session_id=st.none() | st.sampled_from(["a", "s1"]),
)


@given(MEMORIES, FILTERS, FILTERS)
def test_the_laws_of_logic_hold(memory: Memory, one: dict[str, Any], two: dict[str, Any]) -> None:
    """
    Both of De Morgan's laws and double negation, whatever is missing or of another type.
    """
    neither = {"and": [{"not": one}, {"not": two}]}
    not_both = {"or": [{"not": one}, {"not": two}]}

    assert passes({"not": {"or": [one, two]}}, memory) == passes(neither, memory)
    assert passes({"not": {"and": [one, two]}}, memory) == passes(not_both, memory)
    assert passes({"not": {"not": one}}, memory) == passes(one, memory)


@given(st.lists(MEMORIES, max_size=5), st.lists(FILTERS, min_size=1, max_size=3))
def test_and_is_the_intersection(memories: list[Memory], parts: list[dict[str, Any]]) -> None:
    """
    What passes `and` is what passes each part, and a filter adds nothing to what it is given.
    """

    def passing(filters: object) -> set[int]:
        return {place for place, memory in enumerate(memories) if passes(filters, memory)}

    each = [passing(part) for part in parts]
    assert each[0].intersection(*each) == passing({"and": parts})
    assert each[0].union(*each) == passing({"or": parts})


@given(MEMORIES, NAMED, NUMBERS | st.text(max_size=4) | st.just("2024-05-08"))
def test_an_order_has_three_sides(memory: Memory, name: str, bound: Any) -> None:
    """
    `gte` is `gt` or equal, `lte` is `lt` or equal, and nothing is on two sides at once.
    """
    lower, same, higher = (passes({name: {word: bound}}, memory) for word in ("lt", "eq", "gt"))

    assert passes({name: {"lte": bound}}, memory) == (lower or same)
    assert passes({name: {"gte": bound}}, memory) == (higher or same)
    assert lower + same + higher <= 1


WORDS = st.sampled_from(
    [*Operator, "and", "or", "not", "$and", "$ne", "a", "session_id", "metadata.a", ""]
)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    JSONS | st.binary(max_size=2) | st.dates() | st.complex_numbers() | st.builds(object),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner)
        | st.sets(st.integers(), max_size=2)
        | st.dictionaries(WORDS | st.text(max_size=3) | st.integers() | st.none(), inner)
    ),
    max_leaves=8,
)


@given(MEMORIES, ANYTHING | st.dictionaries(WORDS, ANYTHING))
def test_whatever_comes_is_read_or_refused(memory: Memory, filters: object) -> None:
    """
    Validation raises UsageError and nothing else, and what it lets through never raises.
    """
    try:
        wanted = filter_or_none(filters)
    except UsageError:
        return
    assert matches(memory, wanted) in {True, False}
