"""Resource memory: what was shared, known by address or checksum however it comes again."""

import pytest
from tests.unit.readings import current, hit, memory, process, question, reading

from octomem.agents.resource import ResourceAgent, ResourceFields
from octomem.agents.sharing import find_shared, normal_uri
from octomem.memory import Kind
from octomem.operation import Action
from octomem.turn import Attachment

AGENT = ResourceAgent()
DOTS = "\u2026"


@pytest.mark.parametrize(
    ("text", "type_", "title", "uri"),
    [
        (
            "Read https://example.com/blog/how-to-brew, it is great.",
            "link",
            "how to brew",
            "https://example.com/blog/how-to-brew",
        ),
        (
            "See [the brew guide](https://example.com/guide) first",
            "link",
            "the brew guide",
            "https://example.com/guide",
        ),
        (
            "(as on https://en.wikipedia.org/wiki/Fern_(plant))",
            "link",
            "Fern (plant)",
            "https://en.wikipedia.org/wiki/Fern_(plant)",
        ),
        ("our site is www.example.org!", "link", "example.org", "www.example.org"),
        ("it is at https://example.com.", "link", "example.com", "https://example.com"),
        ("![map](https://example.com/map.png)", "image", "map", "https://example.com/map.png"),
        (
            "paper: https://example.com/papers/memory.pdf",
            "link",
            "memory.pdf",
            "https://example.com/papers/memory.pdf",
        ),
        ("the numbers are in report_q3.xlsx", "file", "report_q3.xlsx", "report_q3.xlsx"),
        ("look at src/app/main.py line 3", "file", "main.py", "src/app/main.py"),
        ("I fixed the Dockerfile", "file", "Dockerfile", "Dockerfile"),
        ("C:\\Users\\mei\\plan.docx is it", "file", "plan.docx", "C:\\Users\\mei\\plan.docx"),
        ("screenshot.png shows it", "image", "screenshot.png", "screenshot.png"),
    ],
)
def test_links_and_files_are_found(text: str, type_: str, title: str, uri: str) -> None:
    """Type, title and address are read; the sentence's punctuation is not part of them."""
    turn = reading(text)
    (found,) = process(AGENT, [turn])[0]
    fields = ResourceFields.model_validate(found.fields)
    assert (type_, title, uri) == (fields.type, fields.title, fields.uri)
    assert AGENT.interest(turn)


@pytest.mark.parametrize(
    ("code", "title", "media_type"),
    [
        ("```python\ndef parse(x):\n    return x\n```", "parse", "text/x-python"),
        ("```js\nexport class Cart {}\n```", "Cart", "text/javascript"),
        ("```sql\nCREATE TABLE fern (id int)\n```", "fern", "application/sql"),
        ("~~~\nplain words\n~~~", "plain words", "text/plain"),
        ("```cobol\nDISPLAY 'x'\n```", "DISPLAY 'x'", "text/x-cobol"),
    ],
)
def test_fenced_code_is_a_resource(code: str, title: str, media_type: str) -> None:
    """Code is known by its checksum, and named by what it defines, else its first line."""
    (found,) = process(AGENT, [reading(f"This is it:\n{code}\n")])[0]
    fields = ResourceFields.model_validate(found.fields)
    assert ("code", title, media_type) == (fields.type, fields.title, fields.media_type)
    assert fields.checksum
    assert code.splitlines()[1].strip() in found.index_text


@pytest.mark.parametrize(
    "text",
    [
        "I love node.js and Next.js",
        "e.g. this costs 3.50, i.e. a lot",
        "mail me at mei@example.com",
        "version 3.11.4 is out",
        "See you at 5.p.m.",
        "the file is big",
        "Mr.Smith went home.Then he slept",
        "``` not closed",
        "ok thanks",
        "http:// is a prefix",
    ],
)
def test_what_only_looks_like_a_resource_is_none(text: str) -> None:
    """Names of libraries, addresses of people, numbers and abbreviations are not shared things."""
    assert [] == process(AGENT, [reading(text)])[0]
    assert AGENT.interest(reading(text)) is None


def test_an_attached_image_is_known_by_its_caption() -> None:
    """The caption is the title, what was said beside it the note."""
    image = Attachment("image", caption="a red bicycle", checksum="ab", media_type="image/png")
    (found,) = process(AGENT, [reading("my new ride", attachments=(image,))])[0]
    assert 'Image: "a red bicycle" \u2014 my new ride' == found.text
    assert ("ab", "image/png") == (found.fields["checksum"], found.fields["media_type"])


def test_a_turn_that_only_stands_in_for_its_image_is_no_note() -> None:
    """ "[image: ...]" is not what somebody said about it."""
    image = Attachment("image", caption="a red bicycle", checksum="ab")
    (found,) = process(AGENT, [reading("[image: a red bicycle]", attachments=(image,))])[0]
    assert "" == found.fields["note"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "Read https://example.com/a, it explains the bloom phase.",
            "Read, it explains the bloom phase",
        ),
        (
            "I wrote this for the picnic. See [list](https://example.com/l)",
            "I wrote this for the picnic",
        ),
        ("The numbers for Q3 are in q3.csv. Nice weather!", "The numbers for Q3 are in"),
        ("https://example.com/a\nThat is the tile shop.", "That is the tile shop"),
    ],
)
def test_the_note_is_what_was_said_about_it(text: str, note: str) -> None:
    """Its own sentence, else the one beside it."""
    (found,) = process(AGENT, [reading(text)])[0]
    assert note == found.fields["note"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://Example.com/a/", "https://example.com/a"),
        ("https://example.com/a#top", "https://example.com/a"),
        ("https://example.com/a?utm_source=x&id=3", "https://example.com/a?id=3"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("HTTPS://example.com/a?fbclid=1", "https://example.com/a"),
    ],
)
def test_spellings_of_one_address_are_one(first: str, second: str) -> None:
    """Case of the host, fragment, default port and tracking parameters do not matter."""
    assert normal_uri(first) == normal_uri(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://example.com/a", "https://example.com/A"),
        ("https://example.com/a?id=3", "https://example.com/a?id=4"),
        ("https://example.com/a", "http://example.com/a"),
        ("https://example.com:8080/a", "https://example.com/a"),
    ],
)
def test_different_addresses_stay_apart(first: str, second: str) -> None:
    """Path, query, scheme and port count."""
    assert normal_uri(first) != normal_uri(second)


def test_a_link_that_comes_again_is_the_same_resource_with_more_said() -> None:
    """A new remark makes a new version of it."""
    known, _ = process(AGENT, [reading("Nice read: https://example.com/a?utm_medium=x")])
    again = reading("The chapter on soil in https://EXAMPLE.com/a#soil is best", number=2)
    after, (proposal,) = process(AGENT, [again], known)
    (found,) = current(after)
    assert (2, ("t1", "t2")) == (found.version, found.turns)
    assert "Nice read; The chapter on soil in is best" == found.fields["note"]
    assert Action.MERGE is proposal.action


def test_the_same_bytes_under_another_name_are_the_same_resource() -> None:
    """A checksum outweighs a title."""
    first = reading("here", attachments=(Attachment("file", title="a.pdf", checksum="ab"),))
    second = reading("", number=2, attachments=(Attachment("file", title="b.pdf", checksum="ab"),))
    known, _ = process(AGENT, [first])
    assert 1 == len(current(process(AGENT, [second], known)[0]))


def test_the_same_turn_again_is_skipped() -> None:
    """A call that is finished after a crash writes nothing twice."""
    known, _ = process(AGENT, [reading("see https://example.com/a")])
    after, (proposal,) = process(AGENT, [reading("see https://example.com/a")], known)
    assert (known, Action.SKIP) == (after, proposal.action)


def test_several_things_in_one_turn_are_kept_in_order() -> None:
    """Overlaps are one thing: a link's file name is not a file beside it."""
    text = "a https://example.com/x.pdf b notes.md c [d](https://example.com/d)"
    assert ["x.pdf", "notes.md", "d"] == [item.title for item in find_shared(text)]


def test_a_long_note_is_shortened() -> None:
    """A resource stays a line, not a page."""
    (found,) = process(AGENT, [reading("word " * 200 + "https://example.com/a")])[0]
    assert str(found.fields["note"]).endswith(DOTS)


def test_the_type_that_is_asked_for_ranks_first() -> None:
    """ "Which photo" prefers images."""
    link = hit(memory("link", Kind.RESOURCE, fields={"type": "link"}), dense=0.5)
    image = hit(memory("image", Kind.RESOURCE, fields={"type": "image"}), dense=0.45)
    ranked = AGENT.rank([link, image], question("which photo did Jo send?"))
    assert ["image", "link"] == [item.memory.id for item in ranked]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Which link did Jo send?", True),
        ("Show me the code for parsing", True),
        ("What was in the picture?", True),
        ("Where does Mei live?", False),
    ],
)
def test_questions_for_shared_things_ask_for_resources(text: str, asks: bool) -> None:
    """Links, documents, pictures and code are this kind's words."""
    assert asks == (AGENT.hint(question(text)) >= 0.8)
