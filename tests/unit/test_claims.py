"""What tagged values state where no statement says the same."""

from dataclasses import replace
from typing import Any

import pytest
from tests.unit.spoken import said, turn

from octomem.agents.claims import claims
from octomem.agents.drafting import since
from octomem.agents.reading import scales
from octomem.agents.reading.before import Asked
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Reading, Statement
from octomem.agents.reading.tags import Mention, State, Tag, Tagged
from octomem.agents.slots import Table, load_table

SURE = 0.96


def tag(
    reading: Reading, words: str, slot: str, state: State = State.NOW, *, other: bool = False
) -> Tag:
    """Tag words of a reading where they stand first; what is over does not last."""
    at = next(i for i, s in enumerate(reading.sentences) if words in s.text)
    start = reading.sentences[at].text.index(words)
    lasting = 0.1 if state is State.PAST else SURE
    return Tag(slot, words, at, start, start + len(words), state, other, SURE, lasting)


def mention(reading: Reading, words: str) -> Mention:
    """Name somebody where their name stands first."""
    at = next(i for i, s in enumerate(reading.sentences) if words in s.text)
    start = reading.sentences[at].text.index(words)
    return Mention(words, at, start, start + len(words))


def said_beside(reading: Reading, *tags: Tag) -> list[str]:
    """Return what tags state beside what the parse has read, in words."""
    return [each.text for each in claims(replace(reading, tags=Tagged(tags)), load_table())]


def parsed(text: str) -> Reading:
    """Return what Mei said, as the parse alone reads it."""
    reading = said(text)
    return replace(reading, statements=tuple(s for s in reading.statements if s.likely == 1))


def stated(reading: Reading, *tags: Tag, who: str = "") -> list[Statement]:
    """Return what tags state of a reading that had none."""
    bare = replace(reading, statements=())
    mentions = (mention(reading, who),) if who else ()
    return claims(replace(bare, tags=Tagged(tags, mentions)), load_table())


@pytest.mark.parametrize(
    ("text", "words", "slot", "state", "says"),
    [
        ("keys at last, Leith it is", "Leith", "home", State.NOW, "Mei lives in Leith"),
        ("Leith got too dear", "Leith", "home", State.PAST, "Mei used to live in Leith"),
        ("done with Lidl", "Lidl", "employer", State.PAST, "Mei used to work at Lidl"),
        ("plumber by day", "plumber", "job", State.NOW, "Mei is a plumber"),
        ("back on the wards, nurse", "nurse", "job", State.NOW, "Mei is a nurse"),
        ("vegan since easter", "vegan", "diet", State.NOW, "Mei is vegan"),
        ("back behind the wheel, Golf", "Golf", "car", State.NOW, "Mei drives a Golf"),
        ("retired, thank god", "retired", "job", State.NOW, "Mei is retired"),
        ("cashews = hospital", "cashews", "allergy", State.NOW, "Mei is allergic to cashews"),
        (
            "a shellfish allergy, yes",
            "shellfish allergy",
            "allergy",
            State.NOW,
            "Mei is allergic to shellfish",
        ),
        ("Oslo 2011-2017, a life ago", "Oslo", "home", State.NOW, "Mei used to live in Oslo"),
        ("swapped the Golf", "Golf", "car", State.PAST, "Mei no longer drives a Golf"),
        ("no more judo", "judo", "hobby", State.PAST, "Mei no longer does judo"),
        ("hello Biscuit", "Biscuit", "pet", State.NOW, "Biscuit is Mei's pet"),
        ("a whippet now", "whippet", "pet", State.NOW, "Mei has a whippet"),
        ("bye Biscuit", "Biscuit", "pet", State.PAST, "Mei no longer has Biscuit"),
        ("me and Callum", "Callum", "partner", State.NOW, "Callum is Mei's partner"),
        ("Callum is history", "Callum", "partner", State.PAST, "Callum used to be Mei's partner"),
        ("ask Raj, he signs", "Raj", "manager", State.NOW, "Raj is Mei's manager"),
        ("Pixel 9 in hand", "Pixel 9", "phone_model", State.NOW, "Mei's phone model is Pixel 9"),
        ("papers are in, divorced", "divorced", "marital_status", State.NOW, "Mei is divorced"),
        (
            "ask Dr. Okonjo, all hands",
            "Dr. Okonjo",
            "doctor",
            State.NOW,
            "Dr. Okonjo is Mei's doctor",
        ),
        ("to all of them Jojo", "Jojo", "nickname", State.NOW, "Mei's nickname is Jojo"),
        ("cake on 3 May", "3 May", "birthday", State.NOW, "Mei's birthday is 3 May"),
        ("keys at last, whitby it is", "whitby", "home", State.NOW, "Mei lives in whitby"),
        ("after Easter, cake on 3 May", "3 May", "birthday", State.NOW, "Mei's birthday is 3 May"),
        ("a flat in Bath, at last", "Bath", "home", State.NOW, "Mei lives in Bath"),
        ("44 and counting", "44", "age", State.NOW, "Mei is 44"),
        ("44 today! Feeling ancient", "44", "age", State.NOW, "Mei is 44"),
        ("life in Bath is slower and suits us", "Bath", "home", State.NOW, "Mei lives in Bath"),
        ("living in Bath is good for me", "Bath", "home", State.NOW, "Mei lives in Bath"),
        ("in Bath since Friday, last box emptied", "Bath", "home", State.NOW, "Mei lives in Bath"),
        (
            "dumped Callum at my sister's wedding after three years together",
            "Callum",
            "partner",
            State.PAST,
            "Callum used to be Mei's partner",
        ),
        (
            "dumped Callum by text",
            "Callum",
            "partner",
            State.PAST,
            "Callum used to be Mei's partner",
        ),
        (
            "me and Callum, together since we met on the night shift",
            "Callum",
            "partner",
            State.NOW,
            "Callum is Mei's partner",
        ),
    ],
)
def test_a_value_is_stated_in_the_words_of_its_slot(
    text: str, words: str, slot: str, state: State, says: str
) -> None:
    """What is over used to be so, or was given up."""
    reading = said(text)
    (statement,) = stated(reading, tag(reading, words, slot, state))

    assert says == statement.text


@pytest.mark.parametrize(
    ("text", "words", "state", "says"),
    [
        (
            "I teach maths at a primary school",
            "maths",
            State.NOW,
            "Mei teaches maths for a living",
        ),
        ("I drive a night bus", "night bus", State.NOW, "Mei drives a night bus for a living"),
        ("I do security at the airport", "security", State.NOW, "Mei does security for a living"),
        ("I love teaching", "teaching", State.NOW, "Mei works in teaching"),
        ("I sing, and security at night", "security", State.NOW, "Mei works as security"),
        ("I work in sales", "sales", State.NOW, "Mei works in sales for a living"),
        (
            "new job: nursing associate",
            "nursing associate",
            State.NOW,
            "Mei works as nursing associate",
        ),
        ("back in retail, then", "retail", State.NOW, "Mei works in retail"),
        ("years on the rigs", "rigs", State.PAST, "Mei used to work on the rigs"),
        ("dog grooming, of all things", "dog grooming", State.NOW, "Mei works in dog grooming"),
        (
            "and then driving a school bus",
            "driving a school bus",
            State.NOW,
            "Mei works driving a school bus",
        ),
        (
            "and then driving instructor",
            "driving instructor",
            State.NOW,
            "Mei is a driving instructor",
        ),
        ("and then cleaning lady", "cleaning lady", State.NOW, "Mei works as cleaning lady"),
    ],
)
def test_work_is_stated_as_it_is_said(text: str, words: str, state: State, says: str) -> None:
    """What somebody does, where they do it, or as what: nobody works as a bus, or as retail."""
    reading = said(text)
    parsed = tuple(each for each in reading.statements if each.likely == 1)
    tags = Tagged((replace(tag(reading, words, "job", state), likely=0.97),))
    (statement,) = claims(replace(reading, statements=parsed, tags=tags), load_table())

    assert says == statement.text


@pytest.mark.parametrize(
    ("text", "words", "slot", "state"),
    [
        ("Monaco one day", "Monaco", "home", State.IMAGINED),
        ("Ocado one day", "Ocado", "employer", State.PLANNED),
        ("Easter Sunday is 5 April", "5 April", "birthday", State.NOW),
        ("our holiday cottage in Bath", "Bath", "home", State.NOW),
        ("life in Bath is fine", "Bath", "home", State.NOW),
        ("life in Bath would suit us", "Bath", "home", State.NOW),
        ("in Bath since Tuesday", "Bath", "home", State.NOW),
        ("in Bath since Tuesday, unpacking my suitcase", "Bath", "home", State.NOW),
        ("44 today! Our dog is feeling old", "44", "age", State.NOW),
        ("dumped Callum at my sister's after the film", "Callum", "partner", State.PAST),
        ("season ticket holder at Hearts", "Hearts", "employer", State.NOW),
        ("44 today, hot again", "44", "age", State.NOW),
        ("dropped Callum off at the pool", "Callum", "partner", State.PAST),
        ("me and Callum together on the night shift", "Callum", "partner", State.NOW),
        ("type 2 since May", "type 2", "condition", State.NOW),
        ("the new place is lovely", "new place", "home", State.NOW),
        ("keys at last, the flat it is", "flat", "home", State.NOW),
        ("back at mum's, whitby", "mum's", "home", State.NOW),
        ("Keys at last for whitby", "whitby", "home", State.NOW),
        ("it's complicated", "complicated", "marital_status", State.NOW),
        ("older than I look", "older", "age", State.NOW),
        ("my ex took it", "ex", "partner", State.NOW),
        ("not the cello", "the cello", "hobby", State.DENIED),
        ("not peanuts", "peanuts", "allergy", State.DENIED),
        ("penicillin", "penicillin", "allergy", State.NOW),
        ("meat is off the menu", "meat", "diet", State.NOW),
        ("in Leeds for the weekend", "Leeds", "home", State.NOW),
        ("is Leith nice?", "Leith", "home", State.NOW),
        ("It's Torquay now, with Brenda", "Torquay", "home", State.NOW),
        ("mine is on the 9th", "9th", "birthday", State.NOW),
    ],
)
def test_what_is_no_value_states_nothing(text: str, words: str, slot: str, state: State) -> None:
    """Plans and dreams are no facts, nor is a place without a name."""
    reading = said(text)

    assert [] == stated(reading, tag(reading, words, slot, state))


@pytest.mark.parametrize(
    "unsure",
    [
        {"likely": 0.3},
        {"likely": 0.9, "lasting": 0.1},
        {"likely": 0.9, "place": 0.9},
        {"likely": 0.7, "state": State.PAST},
        {"state": State.PLANNED},
    ],
)
def test_what_is_not_believed_is_not_stated(unsure: dict[str, Any]) -> None:
    """A guess, what passes, where somebody is just now, what is doubtfully over, and a plan without a date."""
    reading = said("keys at last, Leith it is")
    sure = tag(reading, "Leith", "home")

    assert [] != stated(reading, sure)
    assert [] == stated(reading, replace(sure, **unsure))


@pytest.mark.parametrize(
    ("text", "words", "slot"),
    [
        ("they say I live in Leith", "Leith", "home"),
        ("I want to move to Leith", "Leith", "home"),
        ("I don't work at Lidl any more", "Lidl", "employer"),
        ("Marcus and I split up", "Marcus", "partner"),
        ("Sam Petrie is my neighbour", "Sam Petrie", "manager"),
        ("I'm head of logistics at Norrland in Leith", "Leith", "employer"),
    ],
)
def test_the_parse_has_the_last_word(text: str, words: str, slot: str) -> None:
    """Hearsay, plans, denials and ends stay what they are, and one clause names one employer."""
    reading = said(text)
    tagged = Tagged((tag(reading, words, slot),))

    assert [] == claims(replace(reading, tags=tagged), load_table())


def test_who_has_lived_where_a_firm_is_has_a_home_there() -> None:
    """Without that it is where the firm is."""
    for behind, says in ((", where I've lived all my life", ["Mei lives in Leith"]), ("", [])):
        reading = said(f"fitter at Norrland in Leith{behind}")
        home, firm = tag(reading, "Leith", "home"), tag(reading, "Norrland", "employer")

        assert says == [each.text for each in stated(reading, home, firm) if "lives" in each.text]


def test_a_value_of_somebody_else_is_stated_of_who_is_named() -> None:
    """By name, or by what they are to the speaker; of nobody it is not stated at all."""
    reading = said("big news, my sister drives a tram in Sheffield now")
    home = tag(reading, "Sheffield", "home", other=True)

    assert ["Mei's sister lives in Sheffield"] == [
        each.text for each in stated(reading, home, who="my sister")
    ]
    unnamed = said("big news for her, a tram to drive in Sheffield")
    assert [] == stated(unnamed, tag(unnamed, "Sheffield", "home", other=True))

    named = said("as for our Tom, Derby it is")
    (statement,) = stated(named, tag(named, "Derby", "home", other=True), who="our Tom")
    assert ("Tom lives in Derby", False) == (statement.text, statement.first_person)


def test_who_is_somebodys_may_be_the_holder_of_what_follows() -> None:
    """A name that is tagged as a child's is one that the next words may tell of."""
    reading = said("our youngest, Alma, no cats for her")
    alma, cats = tag(reading, "Alma", "child"), tag(reading, "cats", "allergy", other=True)

    assert "Alma is allergic to cats" in [each.text for each in stated(reading, alma, cats)]


def test_a_doubtful_value_is_no_second_reading_of_the_same_words() -> None:
    """ "From Leeds" says where somebody comes from, or lives; the parse knows which."""
    reading = said("I'm from Leeds")
    home = tag(reading, "Leeds", "home")

    assert [] == said_beside(reading, replace(home, likely=0.75))
    assert ["Mei lives in Leeds"] == said_beside(reading, home)


@pytest.mark.parametrize(
    ("text", "words", "slot", "says"),
    [
        (
            "My brother is well. Donepezil keeps him going",
            "Donepezil",
            "medication",
            "Mei's brother takes Donepezil",
        ),
        (
            "Anna is a nurse. Cashews put her in hospital",
            "Cashews",
            "allergy",
            "Anna is allergic to Cashews",
        ),
    ],
)
def test_a_pronoun_is_who_the_parse_takes_it_for(
    text: str, words: str, slot: str, says: str
) -> None:
    """Pronouns are no mentions; the parse of what was said up to there knows whom they mean."""
    reading = said(text)

    beside = said_beside(reading, tag(reading, words, slot, other=True))
    assert 1 == [*(each.text for each in reading.statements), *beside].count(says)


@pytest.mark.parametrize(
    ("text", "words", "slot", "says"),
    [
        ("Priya is gone, it's Rajiv now", "Rajiv", "manager", "Rajiv is Mei's manager"),
        ("so I could finally quit Lidl", "Lidl", "employer", "Mei used to work at Lidl"),
    ],
)
def test_a_parse_that_says_nothing_is_no_last_word(
    text: str, words: str, slot: str, says: str
) -> None:
    """What "it" is, and what only looks like a condition, where the tag is certain."""
    reading = said(text)
    state = State.PAST if "used to" in says else State.NOW

    assert says in said_beside(reading, tag(reading, words, slot, state))


def test_what_is_named_without_certainty_says_so() -> None:
    """It is as likely as its tag; a statement of the parse is what was meant."""
    reading = said("cashews = hospital")
    (statement,) = stated(reading, replace(tag(reading, "cashews", "allergy"), likely=0.72))

    assert 0.72 == statement.likely
    assert statement.is_unsure
    assert not said("I live in Leith").statements[0].is_unsure


def test_an_animal_is_called_what_stands_beside_its_name() -> None:
    """A name and a kind in one sentence are one animal."""
    reading = said("say hi to Noodle, whippet, two")
    tags = tag(reading, "Noodle", "pet"), tag(reading, "whippet", "pet")

    assert "Noodle is Mei's whippet" in [each.text for each in stated(reading, *tags)]


def test_what_a_statement_says_already_is_not_stated_again() -> None:
    """The parse's own words stand."""
    reading = said("I live in Leith and my sister has a dog")
    tags = Tagged((tag(reading, "Leith", "home"),))

    assert [] == claims(replace(reading, tags=tags), load_table())
    assert [] != stated(reading, *tags.values)


def test_a_date_beside_a_value_says_since_when() -> None:
    """One in another stretch of the sentence does not."""
    near = said("Leith since 2019, long story")
    far = said("Leith, and the gig is on 3 May 2024")

    (since,) = stated(near, tag(near, "Leith", "home"))
    (alone,) = stated(far, tag(far, "Leith", "home"))
    assert since.moment is not None
    assert 2019 == since.moment.start.year
    assert alone.moment is None


@pytest.mark.parametrize(
    ("text", "words", "slot", "who"),
    [
        ("my dad works at Ford, I work at Fiat", "Fiat", "employer", "my dad"),
        ("My brother works as a chef, I work as a nurse", "nurse", "job", "My brother"),
        ("my wife takes metformin, I take lisinopril", "lisinopril", "medication", "my wife"),
        ("Anna is a nurse, Ben is a plumber", "plumber", "job", "Anna"),
        ("My sister knows a guy who lives in Leith", "Leith", "home", "My sister"),
        ("My friend Mia quit her job at Aldi", "Aldi", "employer", "Mia"),
        ("My brother was born in Hull", "Hull", "hometown", "My brother"),
        ("My brother is nearly 40", "40", "age", "My brother"),
    ],
)
def test_what_the_parse_gives_to_one_is_not_stated_of_another(
    text: str, words: str, slot: str, who: str
) -> None:
    """Whomever the tag takes for its holder."""
    reading = said(text)
    tags = Tagged((tag(reading, words, slot, other=True),), (mention(reading, who),))

    assert [] == claims(replace(reading, tags=tags), load_table())


@pytest.mark.parametrize(
    ("text", "words", "slot"),
    [
        ("The guy I work with lives in Leith", "Leith", "home"),
        ("Nobody in my family works at Lidl", "Lidl", "employer"),
        ("I bank with Barclays", "Barclays", "employer"),
        ("I work out at Iron Gym", "Iron Gym", "employer"),
        ("I got married to Tom in Leith", "Leith", "home"),
    ],
)
def test_a_doubtful_value_yields_to_a_clause_that_says_otherwise(
    text: str, words: str, slot: str
) -> None:
    """Of somebody else, of nobody, with the verb of a customer, or of what only happened there."""
    reading = said(text)
    tagged = Tagged((replace(tag(reading, words, slot), likely=0.85),))

    assert [] == claims(replace(reading, tags=tagged), load_table())


def test_a_failing_claim_leaves_what_the_parse_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The turn is kept and says that something failed in it; others are not concerned."""

    def broken(reading: Reading, _: Table) -> list[Statement]:
        if "boat" in reading.turn.text:
            raise IndexError("broken")
        return []

    monkeypatch.setattr(scales, "claims", broken)
    one, other = Reader().read_many([turn("I rent a boat", 1), turn("I own a barn", 2)])

    assert isinstance(one.failed, IndexError)
    assert one.statements
    assert other.failed is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("cashews = ambulance", "Mei is allergic to cashews"),
        ("so Kettle made me senior developer", "Mei is a senior developer"),
        ("no more judo, knees", "Mei no longer does judo"),
        ("off to Lisbon till sunday", None),
        ("if I won the lottery I'd have a Porsche", None),
    ],
)
def test_words_are_tagged_and_stated_as_they_are_read(text: str, says: str | None) -> None:
    """By the weights that are shipped: what no verb says, and nothing of trips and dreams."""
    made = claims(replace(said(text), statements=()), load_table())

    assert ([] if says is None else [says]) == [each.text for each in made]


def test_of_two_values_in_one_sentence_the_likelier_is_stated() -> None:
    """Whichever stands first."""
    reading = said("in place of dear Dr Patel I have a Dr Okonjo, who is very thorough")
    tags = (
        replace(tag(reading, "Dr Patel", "doctor"), likely=0.88),
        replace(tag(reading, "Dr Okonjo", "doctor"), likely=0.98),
    )

    assert ["Dr Okonjo is Mei's doctor"] == [each.text for each in stated(reading, *tags)]
    assert "Dr Okonjo is Mei's doctor" in [each.text for each in reading.statements]


def test_what_two_do_together_is_so_of_each() -> None:
    """The parse gives it to both; the tag's holder is one of them."""
    reading = said("Suresh and Leanne came back in April and bought in Derby")
    own = tuple(each for each in reading.statements if not each.is_unsure and each.verb == "buy")
    tags = Tagged((tag(reading, "Derby", "home", other=True),), (mention(reading, "Suresh"),))

    assert ["Suresh", "Leanne"] == [each.subject for each in own]
    (made,) = claims(replace(reading, statements=own, tags=tags), load_table())
    assert "Suresh lives in Derby" == made.text


@pytest.mark.parametrize(
    ("text", "words", "says"),
    [
        ("my son can't eat peanuts", "peanuts", ["Mei's son is allergic to peanuts"]),
        ("my son has no allergy to nuts", "nuts", []),
        ("my son is not allergic to nuts", "nuts", []),
        ("my son can't have nuts during Lent", "nuts", []),
        ("my son can't eat prawns, he hates the texture", "prawns", []),
        ("my son can't have nuts at nursery, another child is allergic", "nuts", []),
    ],
)
def test_what_somebody_cannot_eat_denies_no_allergy(text: str, words: str, says: list[str]) -> None:
    """Only words for an allergy do."""
    reading = said(text)
    parsed = tuple(each for each in reading.statements if each.likely == 1)
    tags = Tagged((tag(reading, words, "allergy", other=True),), (mention(reading, "my son"),))
    read = replace(reading, statements=parsed, tags=tags)

    assert says == [each.text for each in claims(read, load_table())]


def test_what_is_planned_for_a_date_is_so_from_that_date() -> None:
    """Not before, and not without a date."""
    reading = said("new badge, Ocado next month")
    planned = tag(reading, "Ocado", "employer", State.PLANNED)
    (statement,) = stated(reading, planned)

    assert "Mei will work at Ocado (next month)" == statement.text
    assert since(statement, reading) > reading.turn.occurred_at
    after = said("Spanish, after a year of night classes")
    assert [] == stated(after, tag(after, "Spanish", "language", State.PLANNED))
    assert [] == stated(
        said("new badge, Ocado"), tag(said("new badge, Ocado"), "Ocado", "employer", State.PLANNED)
    )


def test_the_name_of_an_animal_does_not_pass() -> None:
    """However little its words weigh; a doubtful one does."""
    reading = said("six years, a whippet, Dot")
    dot = replace(tag(reading, "Dot", "pet"), lasting=0.04)

    assert ["Dot is Mei's whippet"] == [each.text for each in stated(reading, dot)]
    assert [] == stated(reading, replace(dot, likely=0.75))


def test_where_somebody_lives_for_now_is_said_beside_where_they_move() -> None:
    """What will be so in March says nothing of what is so till then."""
    reading = replace(said("明年3月1号我们要搬到天府新区去住，现在还在双流"), statements=())
    ahead = tag(reading, "天府新区", "home", State.PLANNED)

    made = said_beside(reading, ahead, tag(reading, "双流", "home"))

    assert made == ["Mei明年3月1号起住在天府新区", "Mei住在双流"]


def test_a_denied_value_is_stated_as_denied() -> None:
    """In Chinese, in slots of which it is worth keeping that somebody has none."""
    reading = said("系里以为我懂日语，搞错人了")

    denied = tag(reading, "日语", "language", State.DENIED)

    assert ["Mei不会说日语"] == [each.text for each in stated(reading, denied)]


def test_an_allergy_that_the_next_sentence_denies_is_nobodys() -> None:
    """Somebody wrote it down, which the speaker puts right."""
    reading = said("somebody put ibuprofen under my allergies. I'm not allergic to ibuprofen")

    assert "Mei is allergic to ibuprofen" not in said_beside(
        reading, tag(reading, "ibuprofen", "allergy")
    )


@pytest.mark.parametrize(
    ("words", "moment"),
    [("德邦", "2014年3月到2021年8月"), ("宇通物流", "2021年9月起")],
)
def test_of_several_dates_in_one_clause_a_value_has_the_last_before_it(
    words: str, moment: str
) -> None:
    """Chinese says when before it says what."""
    reading = said("我2014年3月到2021年8月在德邦干到班组长2021年9月起在宇通物流")

    [made] = stated(reading, tag(reading, words, "employer"))

    assert made.moment is not None
    assert made.moment.text == moment


@pytest.mark.parametrize(
    ("text", "words", "slot", "says"),
    [
        ("had the baby on friday, little lad, alfie", "alfie", "child", "Alfie is Mei's child"),
        ("hes at dhl now", "dhl", "employer", "Mei works at dhl"),
    ],
)
def test_names_begin_small_where_the_message_does(
    text: str, words: str, slot: str, says: str
) -> None:
    """Who types no capitals has children and employers too."""
    reading = said(text)

    assert [says] == [each.text for each in stated(reading, tag(reading, words, slot))]


def test_a_word_that_is_no_name_stays_none_in_small_letters() -> None:
    """ "A whippet" is what an animal is, not what it is called."""
    reading = said("hes my whippet, 4 yr old")

    assert all(
        each.subject != "whippet" for each in stated(reading, tag(reading, "whippet", "pet"))
    )


def test_another_name_is_told_of_who_has_it_and_makes_a_relative_known_by_it() -> None:
    """In both languages, and of who is named by the other name alone."""
    reading = said("bernie (bernadette on her payslip) has bought in stockport")
    tags = (tag(reading, "bernie", "nickname", other=True),)
    assert "Bernadette's nickname is Bernie" in [
        each.text for each in stated(reading, *tags, who="bernadette")
    ]
    reading = said("my sister's doing grand, answers to Pip these days")
    tags = (tag(reading, "Pip", "nickname", other=True),)
    assert ["Pip is Mei's sister"] == [
        each.text for each in stated(reading, *tags, who="my sister")
    ]
    reading = said("我女儿，幼儿园里人称小辣椒")
    tags = (tag(reading, "小辣椒", "nickname", other=True),)
    assert ["小辣椒是Mei的女儿"] == [each.text for each in stated(reading, *tags, who="我女儿")]


@pytest.mark.parametrize(
    ("text", "words", "slot", "says"),
    [
        ("I got into snooker last year", "snooker", "hobby", "Mei does snooker"),
        (
            "I transferred into linguistics in May",
            "linguistics",
            "studies",
            "Mei studies linguistics",
        ),
        ("Biscuit sleeps on my head", "Biscuit", "pet", "Biscuit is Mei's pet"),
        ("The dog is called Bora, like the wind", "Bora", "pet", "Bora is Mei's pet"),
        ("I'm with Keith, eleven years", "Keith", "partner", "Keith is Mei's partner"),
        ("three weeks on Figma", "Figma", "tool", "Mei uses Figma"),
    ],
)
def test_what_only_goes_with_a_state_does_not_say_it(
    text: str, words: str, slot: str, says: str
) -> None:
    """How something began, and what else is told of it."""
    reading = parsed(text)

    assert says in said_beside(reading, tag(reading, words, slot))


@pytest.mark.parametrize(
    ("text", "words", "slot"),
    [
        ("I play snooker on Fridays", "snooker", "hobby"),
        ("I gave up snooker last year", "snooker", "hobby"),
        ("I'm going to buy a Forester", "Forester", "car"),
        ("I'll take Anna's Forester to the garage", "Forester", "car"),
        ("My dog is called Bora", "Bora", "pet"),
        ("I work with Keith", "Keith", "partner"),
        ("I'm married to Keith", "Keith", "partner"),
    ],
)
def test_what_says_a_state_or_means_another_leaves_nothing_to_state(
    text: str, words: str, slot: str
) -> None:
    """What somebody wishes for or works with is not had for that."""
    reading = parsed(text)

    assert [] == said_beside(reading, tag(reading, words, slot))


def test_who_has_a_post_in_a_place_lives_there_if_its_words_are_certain() -> None:
    """A doubtful one may be where the work is."""
    reading = parsed("My daughter Susan is a pharmacist in Toledo")
    home = tag(reading, "Toledo", "home", other=True)

    assert "Susan lives in Toledo" in said_beside(reading, home)
    assert [] == said_beside(reading, replace(home, likely=0.9))


def test_a_value_that_stands_alone_says_what_the_sentence_before_it_led_to() -> None:
    """A first sentence, or a doubtful value, answers nobody knows what."""
    told, alone = parsed("I jumped ship in April. Flipkart."), parsed("Flipkart.")
    firm = tag(told, "Flipkart", "employer")

    assert ["Mei works at Flipkart"] == said_beside(told, firm)
    assert [] == said_beside(told, replace(firm, likely=0.7))
    assert [] == said_beside(alone, tag(alone, "Flipkart", "employer"))


@pytest.mark.parametrize(("likely", "is_stated"), [(0.82, True), (0.75, False)])
def test_who_was_a_partner_is_believed_as_what_was_a_home_is(
    likely: float, *, is_stated: bool
) -> None:
    """Who was given away may be only at the groomer's: of animals more is asked for."""
    partner, pet = said("one ex-husband (Lars), long ago"), said("bye Biscuit")
    was = replace(tag(partner, "Lars", "partner", State.PAST), likely=likely)
    gone = replace(tag(pet, "Biscuit", "pet", State.PAST), likely=likely)

    assert is_stated == bool(stated(partner, was))
    assert [] == stated(pet, gone)


@pytest.mark.parametrize(
    ("text", "words", "slot", "state", "says"),
    [
        (
            "double shifts at the kebab shop",
            "kebab shop",
            "employer",
            State.NOW,
            "Mei works at the kebab shop",
        ),
        (
            "so six months at sea, in the navy",
            "navy",
            "employer",
            State.NOW,
            "Mei works in the navy",
        ),
        ("no dairy, hide the olives", "no dairy", "diet", State.NOW, "Mei does not eat dairy"),
        ("off sugar since January", "sugar", "diet", State.NOW, "Mei does not eat sugar"),
        ("yep gluten free", "gluten free", "diet", State.NOW, "Mei is gluten-free"),
        ("veggie here", "veggie", "diet", State.NOW, "Mei is vegetarian"),
        ("needles, and the dark a bit", "needles", "fear", State.NOW, "Mei is afraid of needles"),
        ("vape instead of smoking", "smoking", "habit", State.PAST, "Mei gave up smoking"),
        ("still unmarried", "unmarried", "marital_status", State.NOW, "Mei is single"),
        ("got a lurcher", "lurcher", "pet", State.NOW, "Mei has a lurcher"),
        ("I have type one", "type one", "condition", State.NOW, "Mei has type one diabetes"),
        ("my sister Beth has moved", "sister Beth", "sibling", State.NOW, "Beth is Mei's sister"),
        ("the GP, Dr O'Dea", "Dr O'Dea", "doctor", State.NOW, "Dr O'Dea is Mei's doctor"),
        ("Dr Rao retired", "Dr Rao", "doctor", State.PAST, "Dr Rao used to be Mei's doctor"),
    ],
)
def test_a_value_is_stated_in_words_that_fit_it(
    text: str, words: str, slot: str, state: State, says: str
) -> None:
    """A firm without a name, what is not eaten, what is feared, and a name behind what somebody is."""
    reading = said(text)

    assert [says] == [each.text for each in stated(reading, tag(reading, words, slot, state))]


@pytest.mark.parametrize(
    ("text", "words", "slot", "state", "likely"),
    [
        ("Double shifts at the kebab shop", "kebab shop", "employer", State.NOW, 0.85),
        ("She beats me at padel", "padel", "employer", State.NOW, SURE),
        ("no meat on Fridays", "no meat", "diet", State.NOW, SURE),
        ("mostly fish", "fish", "diet", State.NOW, SURE),
        ("vape now", "vape", "habit", State.NOW, SURE),
        ("back when I smoked", "smoked", "habit", State.PAST, SURE),
        ("type one, please", "type one", "condition", State.NOW, SURE),
        ("with Dr Rao gone to Oman", "Dr Rao", "doctor", State.PAST, 0.9),
        ("I'm five eleven in socks", "eleven", "age", State.NOW, SURE),
        ("I'm 21 weeks now", "21", "age", State.NOW, SURE),
        ("he is six one", "six", "age", State.NOW, SURE),
        ("sourdough takes long", "sourdough", "hobby", State.NOW, 0.63),
        ("so I guess engaged", "engaged", "marital_status", State.NOW, 0.8),
    ],
)
def test_what_only_looks_like_a_value_is_not_stated(
    text: str, words: str, slot: str, state: State, likely: float
) -> None:
    """What is eaten on other days, a height, and a place with no article before it say nothing."""
    reading = said(text)

    assert [] == stated(reading, replace(tag(reading, words, slot, state), likely=likely))


def test_what_stands_beside_hearsay_is_so() -> None:
    """What somebody reports is not, and what is intended never."""
    beside = parsed("moved in with Farhan over in Versova, his mother thinks I'm the flatmate")
    reported = parsed("His mother thinks I live in Versova")
    home = "Mei lives in Versova"

    assert [home] == said_beside(beside, tag(beside, "Versova", "home"))
    assert [] == said_beside(reported, tag(reported, "Versova", "home"))
    assert [] == said_beside(beside, replace(tag(beside, "Versova", "home"), likely=0.7))


def test_what_a_clause_ends_without_naming_it_is_stated_if_it_is_certain() -> None:
    """Who left a town lived there; what is doubtful, the clause alone says."""
    reading = parsed("nah we left Geelong when I was nine")
    home = tag(reading, "Geelong", "home", State.PAST)

    assert ["Mei used to live in Geelong"] == said_beside(reading, home)
    assert [] == said_beside(reading, replace(home, likely=0.9))


@pytest.mark.parametrize(
    ("text", "words", "slot", "says"),
    [
        (
            "I've got a twin, Malik. He's in Doha, I'm in Luton",
            "Doha",
            "home",
            "Malik lives in Doha",
        ),
        ("Idris's four", "four", "age", "Idris is four"),
        ("the glaucoma is my aunt's", "glaucoma", "condition", "Mei's aunt has glaucoma"),
        (
            "shes an estate agent, my brother's new girlfriend i mean",
            "estate agent",
            "job",
            "Mei's brother's girlfriend is an estate agent",
        ),
        ("tori, pescatarian.", "pescatarian", "diet", "Tori is pescatarian"),
    ],
)
def test_whose_a_value_is_may_be_said_without_a_mention(
    text: str, words: str, slot: str, says: str
) -> None:
    """A pronoun, a possessive or a name before a comma says of whom a value is."""
    reading = parsed(text)

    beside = said_beside(reading, tag(reading, words, slot, other=True))
    assert 1 == [*(each.text for each in reading.statements), *beside].count(says)


@pytest.mark.parametrize(
    ("text", "words", "slot"),
    [
        ("Hugo rang. She's in Doha now", "Doha", "home"),
        ("Jude has met Billie, they're in a yurt near Totnes", "Totnes", "home"),
        ("It's losartan, two a day", "losartan", "medication"),
        ("Monday's four", "four", "age"),
    ],
)
def test_a_value_is_nobodys_where_no_words_fit(text: str, words: str, slot: str) -> None:
    """Neither another's by a pronoun that fits nobody or several, nor a day's."""
    reading = parsed(text)

    assert [] == said_beside(reading, tag(reading, words, slot, other=True))


def test_a_mention_without_a_known_role_is_who_the_statement_tells_of() -> None:
    """The encoder knows that a postie is somebody; the parse knows where the words end."""
    reading = said("my postie, who lives in Leeds, has a parrot")
    leeds = tag(reading, "Leeds", "home", other=True)

    assert ["Mei's postie lives in Leeds"] == [
        each.text for each in stated(reading, leeds, who="my postie")
    ]


@pytest.mark.parametrize(
    ("question", "text", "words", "slot", "says"),
    [
        (
            "Is your sister still in Bruges?",
            "Not there any more. Liège",
            "Liège",
            "home",
            "Mei's sister lives in Liège",
        ),
        ("Do you or your sister live in Bruges with Tom?", "neither. Liège", "Liège", "home", ""),
    ],
)
def test_who_is_asked_of_has_what_answers(
    question: str, text: str, words: str, slot: str, says: str
) -> None:
    """One that a question tells of has what is said of somebody else; of two neither has."""
    reading = replace(said(text), asked=Asked(question.removesuffix("?"), "q"))

    assert [says] * bool(says) == [
        each.text for each in stated(reading, tag(reading, words, slot, other=True))
    ]


@pytest.mark.parametrize(
    ("text", "words", "slot", "says"),
    [
        ("postie now, Royal Mail, boots that last?", "Royal Mail", "employer", True),
        ("on losartan now, does it go with grapefruit?", "losartan", "medication", True),
        ("why does my galaxy a14 die so fast?", "galaxy a14", "phone_model", True),
        ("do I still work at Royal Mail, or what?", "Royal Mail", "employer", False),
        ("what if I took losartan, would that help?", "losartan", "medication", False),
        ("should I buy a galaxy a14?", "galaxy a14", "phone_model", False),
    ],
)
def test_what_is_told_beside_a_question_is_stated(
    text: str, words: str, slot: str, says: bool
) -> None:
    """Before what is asked, or taken for granted by it; what is asked itself is no telling."""
    reading = said(text)

    assert says == bool(stated(reading, tag(reading, words, slot)))


@pytest.mark.parametrize(
    ("text", "words", "slot", "who", "says"),
    [
        (
            "my best man, Hari, has turned vegan",
            "vegan",
            "diet",
            "Hari",
            True,
        ),
        ("I've an ex, Brent, drives a grey Ram", "grey Ram", "car", "Brent", True),
        ("Brent has an ex, I drive a grey Ram", "grey Ram", "car", "Brent", False),
    ],
)
def test_whom_only_the_parse_takes_for_another(
    text: str, words: str, slot: str, who: str, says: bool
) -> None:
    """One person by two names, and a clause without a subject; what the speaker says to have is theirs."""
    reading = parsed(text)
    tags = Tagged((tag(reading, words, slot, other=True),), (mention(reading, who),))

    told = [
        each
        for each in (*reading.statements, *claims(replace(reading, tags=tags), load_table()))
        if each.subject == who and words in each.object
    ]
    assert says == bool(told)
