"""Chinese words are told in English one by one, and each gloss knows its word."""

from hypothesis import given
from hypothesis import strategies as st

from octomem.agents.reading.chinese.gloss import glossed
from octomem.stores.embed.minilm import word_pieces


def pairs(text: str) -> list[tuple[str, str]]:
    """Return a text's words, each with its gloss."""
    told = glossed(text)
    places = zip(told.words, told.glosses, strict=True)
    return [(text[a:b], told.text[c:d]) for (a, b), (c, d) in places]


def test_each_word_has_its_gloss() -> None:
    """Marks are those of English."""
    assert pairs("三月搬到苏州了，昆山太贵") == [
        ("三月", "march"),
        ("搬", "move"),
        ("到", "arrive"),
        ("苏州", "suzhou"),
        ("了", "already"),
        ("，", ","),
        ("昆山", "kunshan"),
        ("太贵", "too expensive"),
    ]


def test_names_are_told_as_they_sound() -> None:
    """No dictionary has them."""
    told = dict(pairs("媳妇叫林悦，老板叫小顾"))

    assert ("lin yue", "xiao gu") == (told["林悦"], told["小顾"])


def test_a_word_without_a_gloss_is_told_by_its_parts() -> None:
    """The longest known word first; a character that nobody glossed is left out."""
    assert pairs("宠物美容师") == [("宠物", "pet"), ("美容师", "beautician")]
    assert pairs("\u9fa3") == []


def test_traditional_characters_have_the_glosses_of_the_others() -> None:
    """Each word stays where it was written."""
    assert pairs("醫院護士") == [("醫院", "hospital"), ("護士", "nurse")]


def test_a_space_between_characters_is_a_pause() -> None:
    """People type it for a comma; beside other letters it says nothing."""
    assert "get engaged already , he" in glossed("订婚了 他叫Tom").text
    assert "," not in glossed("我用 iPhone 拍照").text


@given(st.text(alphabet="我在苏州，abc 。Ⅷ😀\u9fa3上班了1é", max_size=40))
def test_each_token_of_the_glosses_belongs_to_a_word(text: str) -> None:
    """Whatever is written: the encoder's tokens are mapped back to where their words stand."""
    told = glossed(text)
    ((_, spans),) = word_pieces([told.text])
    own = told.own(spans)

    assert len(own) == len(spans)
    assert own == sorted(own)
    assert all(0 <= start < end <= len(text) for start, end in own)


def test_a_long_run_without_marks_has_no_gloss() -> None:
    """Cutting it would take seconds."""
    assert glossed("从" * 4000 + "。苏州").text == ". suzhou"
