"""Which statements of Chinese patterns the tags of their words overrule."""

from dataclasses import replace

import pytest
from tests.unit.spoken import said
from tests.unit.test_claims import mention, tag

from octomem.agents.claims import claims
from octomem.agents.overruled import upheld
from octomem.agents.reading.reading import Reading
from octomem.agents.reading.tags import State, Tag, Tagged
from octomem.agents.slots import load_table


def told(reading: Reading, *tags: Tag, who: str = "") -> set[tuple[str, str, str]]:
    """Return what a reading states once its tags are heard, as subject, predicate and object."""
    mentions = (mention(reading, who),) if who else ()
    tagged = replace(reading, tags=Tagged(tags, mentions))
    heard = replace(tagged, statements=upheld(tagged, load_table()))
    stated = [*heard.statements, *claims(heard, load_table())]
    return {(each.subject, each.predicate, each.object) for each in stated}


def test_what_stands_before_an_allergen_is_none_of_it() -> None:
    """室友婷婷花生过敏 is an allergy to peanuts, and not the speaker's."""
    reading = said("室友婷婷花生过敏")

    found = told(reading, tag(reading, "花生", "allergy", other=True), who="婷婷")

    allergic = {each for each in found if each[1] == "is allergic to"}
    assert allergic == {("婷婷", "is allergic to", "花生")}


def test_a_clause_without_a_subject_tells_of_whom_the_message_does() -> None:
    """住绵阳 is where she lives who was named before it."""
    reading = said("一个是坐月子的时候认识的陈敏，住绵阳")

    found = told(reading, tag(reading, "绵阳", "home", other=True), who="陈敏")

    assert ("陈敏", "lives in", "绵阳") in found
    assert ("Mei", "lives in", "绵阳") not in found


def test_a_clause_about_the_speaker_stays_the_speakers() -> None:
    """Whatever the tag says, 我住绵阳 is said of oneself."""
    reading = said("陈敏来看我，我住绵阳")

    found = told(reading, tag(reading, "绵阳", "home", other=True), who="陈敏")

    assert ("Mei", "lives in", "绵阳") in found


def test_an_animal_that_was_named_is_nobodys_husband() -> None:
    """我老公 bought it, and 慢慢 is its name."""
    reading = said("我老公从花鸟市场提了只乌龟回来，取名叫慢慢")

    found = told(reading, tag(reading, "慢慢", "pet"))

    assert not any(subject == "慢慢" and "husband" in value for subject, _, value in found)


def test_a_child_called_by_its_kin_word_is_no_animal() -> None:
    """女儿叫果果 says who she is, though the tag takes her for a pet."""
    reading = said("我女儿叫果果")

    assert ("果果", "is", "Mei's daughter") in told(reading, tag(reading, "果果", "pet"))


@pytest.mark.parametrize("text", ["not my brother is vegetarian", "Not my sister works at Lidl"])
def test_nobody_is_who_somebody_is_not(text: str) -> None:
    """Who is denied to be a brother tells nothing of a brother."""
    assert not [s for s in upheld(said(text), load_table()) if s.subject.startswith("not ")]


def test_what_was_over_a_span_before_its_clause_is_over() -> None:
    """人也住慕尼黑 belongs to the years that the clause before it names."""
    reading = said("我2013年10月到2014年9月在慕尼黑工大访学，人也住慕尼黑，之后回了北京")
    past = reading.sentences[0].text.rindex("慕尼黑")
    gone = replace(tag(reading, "慕尼黑", "home", State.PAST), start=past, end=past + 3)

    tagged = replace(reading, tags=Tagged((gone, tag(reading, "北京", "home"))))
    heard = replace(tagged, statements=upheld(tagged, load_table()))
    homes = {
        (each.object, each.ended)
        for each in (*heard.statements, *claims(heard, load_table()))
        if each.predicate == "lives in"
    }
    assert homes == {("慕尼黑", True), ("北京", False)}
