"""The door for messages: what becomes a draft, and which errors come out."""

import hashlib
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import (
    AIMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
)

from octomem.errors import MessageError
from octomem.messages import MAX_TEXT, Draft, parse_messages, read_moment, zone_notes
from octomem.scope import Scope
from octomem.turn import Attachment, Role

MEI = Scope(user_id="mei", agent_id="helper")
NOW = datetime(2024, 5, 8, 10, tzinfo=UTC)
PIXEL = "iVBORw0KGgo="
PIXEL_SUM = hashlib.sha256(b"\x89PNG\r\n\x1a\n").hexdigest()


def parse(*messages: object, scope: Scope = MEI, at: datetime | None = None) -> list[Draft]:
    """Parse messages as one call at `NOW`."""
    return parse_messages(list(messages), scope=scope, occurred_at=at, now=NOW)


def one(**message: object) -> Draft:
    """Parse a single message, a user's unless it says otherwise."""
    return parse({"role": "user", **message})[0]


def refusal(messages: object) -> str:
    """Return what the refusal of a call says."""
    with pytest.raises(MessageError) as caught:
        parse_messages(messages, scope=MEI, occurred_at=None, now=NOW)
    return str(caught.value)


def test_a_plain_message_becomes_a_draft() -> None:
    """Text is taken word for word, and what is absent gets its documented value."""
    expected = Draft(None, Role.USER, "mei", " hi \n", NOW, dated=False)
    assert expected == one(content=" hi \n")


@pytest.mark.parametrize(
    ("message", "scope", "actor"),
    [
        ({"role": "user", "name": "Jo"}, MEI, "Jo"),
        ({"role": "user"}, MEI, "mei"),
        ({"role": "user"}, Scope(session_id="s"), "user"),
        ({"role": "assistant"}, MEI, "helper"),
        ({"role": "assistant"}, Scope(user_id="mei"), "assistant"),
        ({"role": "system"}, MEI, "system"),
        ({"role": "developer"}, MEI, "developer"),
        ({"role": "tool"}, MEI, "tool"),
        ({"role": "tool", "name": "search"}, MEI, "search"),
    ],
)
def test_the_actor_is_the_name_else_the_id_else_the_role(
    message: dict[str, object], scope: Scope, actor: str
) -> None:
    """Who "I" is in a message follows the design's rule."""
    assert actor == parse({**message, "content": "x"}, scope=scope)[0].actor


# Time


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("2024-05-08T12:00:00+02:00", NOW),
        ("2024-05-08T10:00:00Z", NOW),
        ("2024-05-08T10:00:00", NOW),
        ("2024-05-08", datetime(2024, 5, 8, tzinfo=UTC)),
        (datetime(2024, 5, 8, 12, tzinfo=timezone(timedelta(hours=2))), NOW),
        (datetime(2024, 5, 8, 10), NOW),  # noqa: DTZ001 - without a zone on purpose
        (1715162400, NOW),
        (1715162400.5, NOW + timedelta(seconds=0.5)),
        ("2024-05-09T10:00:00Z", NOW + timedelta(days=1)),
    ],
)
def test_timestamps_are_read_as_utc(given_: object, expected: datetime) -> None:
    """One without a zone is UTC unless a zone is given; a clock may be a day ahead."""
    draft = one(content="x", timestamp=given_)
    assert (expected, True) == (draft.occurred_at, draft.dated)


def test_a_message_without_a_timestamp_was_said_at_the_calls_time() -> None:
    """`occurred_at` dates undated messages only."""
    earlier = NOW - timedelta(days=1)
    drafts = parse(
        {"role": "user", "content": "a"},
        {"role": "user", "content": "b", "timestamp": NOW.isoformat()},
        at=earlier,
    )
    assert [(earlier, False), (NOW, True)] == [(d.occurred_at, d.dated) for d in drafts]


@pytest.mark.parametrize(
    "given_",
    [
        "soon",
        "",
        "12:30",
        True,
        [],
        {},
        1e20,
        float("nan"),
        float("inf"),
        1715162400000,
        "1715162400",
        pytest.param(10**5000, id="more digits than Python writes"),
    ],
)
def test_a_bad_timestamp_is_refused_with_what_is_expected(given_: object) -> None:
    """The error shows what was given and an example of what is taken."""
    text = refusal([{"role": "user", "content": "x", "timestamp": given_}])
    assert "message 0: timestamp" in text
    assert "ISO 8601" in text


def test_a_moment_at_the_edge_of_time_is_refused_not_crashed_on() -> None:
    """A zone that shifts the year out of range is an error like any other."""
    with pytest.raises(MessageError):
        read_moment("0001-01-01T00:00:00+14:00")


@pytest.mark.parametrize(
    "given_", ["2999-01-01T00:00:00Z", "2024-05-09T10:00:01Z", datetime(2030, 1, 1, tzinfo=UTC)]
)
def test_a_timestamp_in_the_future_is_refused(given_: object) -> None:
    """Nothing was said later than now; a day is allowed for clocks and zones that differ."""
    text = refusal([{"role": "user", "content": "x", "timestamp": given_}])
    assert "message 0: timestamp" in text
    assert "lies in the future: by this clock it is 2024-05-08T10:00Z" in text
    with pytest.raises(MessageError, match=r"occurred_at: timestamp .* lies in the future"):
        parse_messages(
            [{"role": "user", "content": "x"}], scope=MEI, occurred_at="2999-01-01", now=NOW
        )


def test_timestamps_without_a_zone_are_counted() -> None:
    """The notes say how many were taken as which zone; one with a zone is none of them."""
    times = ["2024-05-08T10:00", "2024-05-08", date(2024, 5, 8), NOW, 0, "2024-05-08T10:00Z"]
    drafts = parse_messages(
        [{"role": "user", "content": "x", "timestamp": time} for time in times],
        scope=MEI,
        occurred_at=None,
        now=NOW,
        zone=ZoneInfo("Asia/Tokyo"),
    )
    assert datetime(2024, 5, 8, 1, tzinfo=UTC) == drafts[0].occurred_at
    assert datetime(2024, 5, 7, 15, tzinfo=UTC) == drafts[1].occurred_at == drafts[2].occurred_at
    assert ("3 timestamps without a zone were taken as Asia/Tokyo",) == zone_notes(
        drafts, ZoneInfo("Asia/Tokyo")
    )
    assert () == zone_notes(drafts[3:], UTC)


# Content blocks


def test_text_blocks_are_joined_by_line_breaks() -> None:
    """Several texts stay apart and in order; a bare text in the list is one too."""
    blocks = [{"type": "text", "text": "a"}, "b", {"type": "output_text", "text": "c"}]
    assert "a\nb\nc" == one(content=blocks).text


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            {"type": "image", "url": "https://x.org/a.png", "caption": "a cat"},
            Attachment("image", uri="https://x.org/a.png", caption="a cat"),
        ),
        (
            {"type": "image", "data": PIXEL, "mime_type": "image/png"},
            Attachment("image", media_type="image/png", checksum=PIXEL_SUM),
        ),
        (
            {"type": "image", "base64": PIXEL, "mime_type": "image/png"},
            Attachment("image", media_type="image/png", checksum=PIXEL_SUM),
        ),
        (
            {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXEL}"}},
            Attachment("image", media_type="image/png", checksum=PIXEL_SUM),
        ),
        (
            {"type": "image_url", "image_url": "https://x.org/b.jpg"},
            Attachment("image", uri="https://x.org/b.jpg"),
        ),
        (
            {
                "type": "image",
                "source": {"type": "base64", "media_type": "image/png", "data": PIXEL},
            },
            Attachment("image", media_type="image/png", checksum=PIXEL_SUM),
        ),
        (
            {"type": "file", "name": "q3.pdf", "data": b"\x89PNG\r\n\x1a\n"},
            Attachment("file", title="q3.pdf", checksum=PIXEL_SUM),
        ),
        (
            {"type": "file", "file": {"filename": "q3.pdf", "file_id": "file-1"}},
            Attachment("file", uri="file-1", title="q3.pdf"),
        ),
        (
            {"type": "file", "url": "https://x.org/q3.pdf", "mime_type": "application/pdf"},
            Attachment("file", uri="https://x.org/q3.pdf", media_type="application/pdf"),
        ),
    ],
)
def test_images_and_files_become_attachments(block: dict[str, object], expected: object) -> None:
    """Address, type and caption are kept; bytes only as their checksum."""
    draft = one(content=[{"type": "text", "text": "look"}, block])
    assert ("look", (expected,)) == (draft.text, draft.attachments)


def test_a_message_of_an_image_alone_says_so() -> None:
    """A turn is never empty: the caption stands in for the text."""
    assert "[image: a cat]" == one(content=[{"type": "image", "url": "u", "caption": "a cat"}]).text


def test_unknown_blocks_are_kept_aside_without_their_bytes() -> None:
    """Reasoning and blocks of tomorrow land in the metadata."""
    block = {"type": "reasoning", "reasoning": "hm", "blob": f"data:image/png;base64,{PIXEL}"}
    kept = one(content=["x", block]).metadata["message"]
    assert "hm" in str(kept)
    assert PIXEL not in str(kept)


# Tools


def test_openai_tool_calls_without_content_are_told_as_text() -> None:
    """What the assistant did is not lost because it said nothing."""
    call = {"id": "1", "type": "function", "function": {"name": "f", "arguments": '{"a": 1}'}}
    draft = parse({"role": "assistant", "content": None, "tool_calls": [call]})[0]
    assert 'tool call: f({"a": 1})' == draft.text


def test_tool_calls_beside_content_are_kept_in_the_metadata() -> None:
    """The text stays what was said."""
    call = {"function": {"name": "f", "arguments": "{}"}}
    draft = parse({"role": "assistant", "content": "wait", "tool_calls": [call]})[0]
    assert ("wait", {"message": {"tool_calls": [call]}}) == (draft.text, draft.metadata)


def test_langchain_messages_are_taken_as_they_are() -> None:
    """Roles, ids, names and tool calls come from LangChain's own attributes."""
    call = {"name": "f", "args": {"a": 1}, "id": "c1", "type": "tool_call"}
    drafts = parse(
        SystemMessage("be kind"),
        HumanMessage("hi", name="Jo", id="m1"),
        AIMessage("", tool_calls=[call]),
        ToolMessage("42", tool_call_id="c1"),
        HumanMessage("later", additional_kwargs={"timestamp": "2024-05-07T00:00:00Z"}),
    )
    assert [
        ("system", "system", "be kind"),
        ("user", "Jo", "hi"),
        ("assistant", "helper", 'tool call: f({"a": 1})'),
        ("tool", "tool", "42"),
        ("user", "mei", "later"),
    ] == [(d.role.value, d.actor, d.text) for d in drafts]
    assert "m1" == drafts[1].message_id
    assert drafts[4].dated


# Metadata


def test_unknown_keys_are_kept_under_message() -> None:
    """Nothing that came with a message is dropped; the call's metadata stays beside it."""
    (draft,) = parse_messages(
        [{"role": "user", "content": "x", "lang": "en", "n": {1: {2}}}],
        scope=MEI,
        occurred_at=None,
        now=NOW,
        metadata={"app": "demo"},
    )
    assert {"app": "demo", "message": {"lang": "en", "n": {"1": [2]}}} == draft.metadata


# Ids


def test_an_id_twice_with_the_same_content_is_one_draft() -> None:
    """A repeated message is the same turn."""
    assert 1 == len(parse(*[{"role": "user", "content": "x", "id": "1"}] * 2))


# Refusals

REFUSED: list[tuple[object, str]] = [
    ("hello", "must be a list"),
    (None, "must be a list"),
    ({"role": "user", "content": "x"}, "must be a list"),
    ([], "empty"),
    (["hello"], "message 0: it must be a mapping"),
    ([{"content": "x"}], "message 0: it has no 'role'"),
    ([{"role": "wizard", "content": "x"}], "unknown role 'wizard'; expected one of system"),
    ([{"role": ["user"], "content": "x"}], "unknown role"),
    ([{"role": "user"}], "no content"),
    ([{"role": "user", "content": " \n\t"}], "no content"),
    ([{"role": "user", "content": []}], "no content"),
    ([{"role": "user", "content": 5}], "content must be text or a list of blocks, got int"),
    ([{"role": "user", "content": [{"type": "image"}]}], "an image block needs a url or data"),
    ([{"role": "user", "content": [{"type": "text"}]}], "a text block needs a 'text'"),
    ([{"role": "user", "content": [{"type": "file", "data": "?!"}]}], "not base64"),
    ([{"role": "user", "content": [{"no": "type"}]}], "needs a 'type'"),
    ([{"role": "user", "content": "a\0b"}], "NUL character at character 1"),
    ([{"role": "user", "content": "a\ud800"}], "half a surrogate pair"),
    ([{"role": "user", "content": "x", "name": "\ud800"}], "name holds"),
    ([{"role": "user", "content": "x", "more": "\0"}], "message holds a NUL"),
    ([{"role": "user", "content": "x", "id": 5}], "id must be text, got int"),
    ([{"role": "user", "content": "x", "id": ""}], "id is empty"),
    ([{"role": "user", "content": "x", "id": "i" * 257}], "257 characters; at most 256"),
    ([{"role": "user", "content": "x", "tool_calls": 5}], "tool_calls must be a list"),
    ([{"role": "user", 5: "x"}], "keys must be text"),
    (
        [{"role": "user", "content": c, "id": "1"} for c in "ab"],
        "message 1: id '1' came earlier",
    ),
]


@pytest.mark.parametrize(("messages", "expected"), REFUSED)
def test_what_cannot_be_a_turn_is_refused_with_its_place(messages: object, expected: str) -> None:
    """Each mistake has an error that names the message and what is expected."""
    assert expected in refusal(messages)


def test_the_refusal_of_a_later_message_names_it() -> None:
    """`index` counts from 0."""
    with pytest.raises(MessageError) as caught:
        parse({"role": "user", "content": "fine"}, {"role": "user", "content": ""})
    assert 1 == caught.value.index


def test_content_never_shows_in_a_refusal() -> None:
    """An error that is logged must not carry what was said."""
    assert "secret" not in refusal([{"role": "user", "content": "secret", "id": 5}])


def test_a_megabyte_of_text_is_taken_and_not_a_character_more() -> None:
    """Long messages are turns like others, up to a limit that the error names."""
    assert MAX_TEXT == len(one(content="x" * MAX_TEXT).text)
    assert "1,048,577 characters; at most 1,048,576" in refusal(
        [{"role": "user", "content": "x" * (MAX_TEXT + 1)}]
    )


@pytest.mark.parametrize("in_list", [True, False])
def test_bottomless_nesting_is_refused(in_list: bool) -> None:
    """Data nested too deeply is a typed error, not a crash."""
    value: object = "x"
    for _ in range(500):
        value = [value] if in_list else {"k": value}
    assert "nested" in refusal([{"role": "user", "content": "x", "more": value}])


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.binary(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=9) | st.sampled_from(["type", "text", "url", "data"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
hostile = st.fixed_dictionaries(
    {},
    optional={
        "role": st.sampled_from(list(Role)) | json_values,
        "content": st.text(max_size=40) | json_values,
        "id": st.text(max_size=300) | json_values,
        "name": json_values,
        "timestamp": st.datetimes() | json_values,
        "tool_calls": json_values,
        "function_call": json_values,
        "more": json_values,
    },
)


@given(messages=st.lists(hostile | json_values, max_size=4) | json_values)
def test_only_typed_errors_come_out(messages: object) -> None:
    """Whatever comes in, drafts or a MessageError come out."""
    try:
        drafts = parse_messages(messages, scope=MEI, occurred_at=None, now=NOW)
    except MessageError:
        return
    for draft in drafts:
        assert draft.text.strip()
        draft.text.encode()


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
def test_an_accepted_text_is_kept_word_for_word(text: str) -> None:
    """Nothing is trimmed or normalised."""
    if text.strip():
        assert text == one(content=text).text
