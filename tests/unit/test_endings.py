"""What ends a fact, in whichever words it was told, and what takes one back."""

import pytest
from tests.unit import spoken

from octomem.agents.semantic import SemanticAgent
from octomem.memory import Memory, Status

AGENT = SemanticAgent()


def told(*texts: str) -> list[Memory]:
    """Return every fact after Mei said some things, a day apart."""
    return spoken.told(AGENT, *texts)[0]


def holding(*texts: str) -> list[str]:
    """Return the facts that hold after Mei said some things, a day apart."""
    return spoken.holding(told(*texts))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("I have a Fiat Panda.", "We sold the Fiat."),
        ("I'm a member of the chess club.", "I left the chess club."),
        ("Biscuit's my beagle.", "We lost Biscuit on Friday."),
        ("My cat is called Pickle.", "We lost Pickle last night."),
        ("I work at Zippo.", "I quit Zippo, worst boss on earth."),
        ("I smoke.", "I quit smoking last year."),
        ("I own a road bike.", "Someone stole my road bike."),
        ("I own a road bike.", "I don't have a bike any more."),
        ("I have a cat called Juno.", "Juno died on Tuesday."),
        ("I play tennis.", "I gave up tennis."),
        ("My gym is PureFit.", "My gym is Ironhouse now."),
        ("My doctor is Dr. Novak.", "My new doctor is Dr. Adeyemi."),
        ("I'm a dentist.", "I'm not a dentist."),
        ("I play hurling every Sunday.", "I've given up hurling because of my knees."),
        ("I smoke about ten cigarettes a day.", "I don't smoke any more."),
        ("I drive a Golf.", "I gave the Golf to a friend."),
        ("My car is a Clio with 240,000 km on it.", "I sold the Clio and bought a Togg."),
        ("My boyfriend is called Kamil.", "Kamil and I split up at New Year."),
        ("I go swimming at weekends.", "I gave up swimming."),
        ("I love running.", "I have had to give up running because of my knee."),
        ("I run a café.", "I've had to sell the café."),
        ("I use Vim.", "I switched from Vim to Helix."),
        ("I drink coffee.", "I switched from coffee to tea for good."),
        ("I'm on metformin.", "I'm off the metformin now."),
        ("I'm allergic to peanuts.", "I've outgrown my peanut allergy."),
        ("I'm allergic to peanuts.", "Turns out I've outgrown my allergy!"),
        ("I'm allergic to peanuts.", "My peanut allergy is finally gone."),
        ("I'm allergic to cats.", "My cat allergy just disappeared."),
        ("Lily is allergic to eggs.", "Lily's egg allergy has gone away!!"),
        ("Lily is allergic to eggs.", "Lily's allergy is gone, she had an omelette."),
        ("My daughter is allergic to milk.", "My daughter's milk allergy has gone."),
        ("I own a road bike.", "My road bike got nicked last night."),
        ("I work at Aldi.", "I got the sack."),
        ("I work at Aldi.", "I lost my job at Aldi."),
        ("I work at Aldi.", "I've been let go."),
        ("I work at Aldi.", "I'm between jobs."),
        ("I study at Leeds University.", "I've dropped out."),
        ("I study at Leeds University.", "I finished my degree in June."),
        ("My girlfriend is Anna.", "Anna and I aren't together any more."),
        ("My girlfriend is Anna.", "I'm single again."),
        ("My girlfriend is Anna.", "We're no longer together."),
        ("I study at Leeds University.", "I finished my course last June."),
        ("I do judo.", "So I gave up judo, a little sad after twelve years."),
        ("I take levothyroxine.", "I'm off the levothyroxine, the doctor stopped it."),
        ("My cat is called Pickle.", "I gave Pickle to my aunt."),
        ("We have a cat, Pickle.", "Had to give Pickle to my aunt for good."),
        ("We have a cat, Pickle.", "I gave Pickle away to my sister in Jinja."),
        ("I live in Newport.", "I never lived in Newport at all."),
        ("My landlord is Mr Kamat.", "Mr Kamat was never my landlord."),
        ("I'm an accountant.", "What I told you was wrong: I'm an auditor."),
        (
            "I live in Newport.",
            "I see I put Newport last time, and that was wrong. I live in Newquay.",
        ),
    ],
)
def test_a_fact_ends_in_other_words(first: str, then: str) -> None:
    """The words of the ending are among those of the fact."""
    assert holding(first)
    assert not set(holding(first)) & set(holding(first, then))


def test_who_died_is_had_no_more_by_whoever_had_them() -> None:
    """In whichever words that was told; the others are."""
    held = holding("I have two budgies, Kiwi and Coco.", "Coco died last night.")

    assert "Kiwi is Mei's budgie" in held
    assert not [each for each in held if "Coco" in each]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("I have a Fiat Panda.", "We sold the house."),
        ("I play the cello.", "I gave up tennis."),
        ("I'm allergic to peanuts and milk.", "I've outgrown my allergy."),
        ("I'm allergic to peanuts.", "My allergy went crazy."),
        ("I'm allergic to peanuts.", "My allergy is gone for today."),
        ("I'm allergic to peanuts.", "My peanut allergy isn't gone."),
        ("I'm allergic to peanuts.", "My allergy pills are gone."),
        ("I'm allergic to peanuts.", "My allergies cleared up."),
        ("I'm allergic to peanuts.", "I have partly outgrown my allergy."),
        ("Lily is allergic to eggs.", "Lily's egg allergy is mostly gone."),
        ("Lily is allergic to eggs.", "Lily's egg allergy is hopefully gone."),
        ("Lily is allergic to eggs.", "Lily's egg allergy is temporarily gone."),
        ("I'm allergic to peanuts.", "Tom's allergy is gone."),
        ("Lily is allergic to eggs.", "Lily loved her bike but she has outgrown it."),
        ("I own a kayak.", "Someone stole my road bike."),
        ("I play tennis.", "My friend Gwen gave up tennis."),
        ("Anna is my sister.", "Anna died last year."),
        ("My gym is PureFit.", "My bank is Monzo."),
        ("I live in Graz.", "I lived in Cairo from 2015 to 2018."),
        ("I live in Graz.", "I left Graz yesterday."),
        ("I drive a Golf.", "I gave the Golf a wash."),
        ("I drive a Golf.", "I gave my Golf to the mechanic."),
        ("I drive a Golf.", "I almost gave the Golf to a friend."),
        ("I live in Graz.", "I left Graz last month for a conference."),
        ("My husband is called Kamil.", "Kamil and I split up but got back together."),
        ("Ellen is my daughter.", "I donated blood today. Ellen came along."),
        ("I have a Fiat Panda.", "I donated blood at the Fiat plant."),
        ("I love running.", "I may have to give up running."),
        ("I smoke.", "I tried to give up smoking."),
        ("I drink tea.", "I'm thinking of switching from tea to coffee."),
        ("I work at Aldi.", "I nearly lost my job."),
        ("I work at Aldi.", "My boss let me go early today."),
        ("I work at Aldi.", "I was unemployed in 2010."),
        ("I study at Leeds University.", "I've finished my essay."),
        ("My girlfriend is Anna.", "We're not together tonight."),
        ("My girlfriend is Anna.", "I used to be single."),
        ("My girlfriend is Anna.", "We're not together this weekend."),
        ("My girlfriend is Anna.", "We're not together, she's at home."),
        ("My girlfriend is Anna.", "We weren't together when she moved to Leeds."),
        ("My girlfriend is Anna.", "I'm a single child."),
        ("My girlfriend is Anna.", "I'm basically single this week."),
        ("My parents are no longer together.", "I play tennis."),
        ("I work at Aldi.", "I'm out of work at 5 today."),
        ("I work at Aldi.", "I'm out of work on Fridays."),
        ("I work at Aldi.", "I'm between jobs, can meet at noon."),
        ("I work at Aldi.", "I got the push I needed."),
        ("I work at Aldi.", "I was given the boot at the bowling alley."),
        ("I use a cane.", "I dropped my cane on the bus."),
        ("I'm on the committee.", "I stopped by the committee."),
        ("I run a café.", "I returned to the café."),
        ("I run marathons.", "I lost the marathon."),
        ("I study at Leeds University.", "Sorry, my wifi broke, I dropped out."),
        ("I study at Leeds University.", "I finished the course on Excel."),
        ("I study at Leeds University.", "I finished my studies for today."),
        ("My cat is called Pickle.", "I gave Pickle to my aunt for the weekend."),
        ("My cat is called Pickle.", "I gave Pickle a bath."),
        ("I take levothyroxine.", "I'm off the bus now."),
        ("I take warfarin.", "I was off warfarin for two days for the operation."),
        ("I work at Tesco.", "Done with Tesco for today."),
        ("I do yoga on Mondays.", "finished with yoga at 7"),
        ("I drink coffee.", "I'm off coffee this week because of the exam."),
        ("My cat is called Pickle.", "I gave Pickle to the groomer this morning."),
        ("My cat is called Pickle.", "My mum gave Pickle to me when I was ten."),
        ("My cat is called Pickle.", "I gave Pickle to my aunt while we're in Spain."),
        ("I live in Graz.", "My doctor was wrong about that. I live with my cat."),
        ("I drink coffee.", "I switched from coffee to tea in the afternoons."),
        ("Monty is my terrier.", "I left Monty at the kennels."),
        ("Tom is my brother.", "We lost Tom at the zoo yesterday."),
        ("My cat is called Pickle.", "Coco died last night."),
    ],
)
def test_other_facts_go_on(first: str, then: str) -> None:
    """What somebody else ended, or ended of another thing, ends nothing here."""
    assert set(holding(first)) <= set(holding(first, then))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("I live in Porto.", "Sorry, I meant Braga."),
        ("I'm 34.", "oops, typo. I'm 43, not 34"),
        ("I work at Google.", "Correction, I work at Vantix."),
        ("I like horror films.", "No, that's not true, I don't like horror films."),
        ("I'm a dentist.", "What I told you yesterday was wrong, I'm not a dentist."),
        ("I'm allergic to penicillin.", "I'm allergic to aspirin, not penicillin."),
        ("My sister studies law.", "My sister studies medicine, not law."),
        ("I speak Dutch.", "I got that wrong. I speak German, not Dutch."),
        ("I drive a Golf.", "Sorry, a Polo."),
        ("I play the cello.", "I mean viola."),
        ("我住在苏州。", "打错字了，我住在无锡。"),
    ],
)
def test_a_correction_retracts(first: str, then: str) -> None:
    """What was said wrong was never so."""
    wrong = holding(first)
    now = {memory.text: memory.status for memory in told(first, then)}

    assert [Status.RETRACTED] == [now[text] for text in wrong]


@pytest.mark.parametrize(
    "then",
    [
        "I want tea, not coffee.",
        "I speak German now, not Dutch.",
        "Do you speak German, not Dutch?",
        "My brother speaks German, not Dutch.",
        "If I spoke German, not Dutch, I could help.",
        "I speak German, not French.",
        "I speak German, not very well.",
        "I mean really.",
        "Sorry, Anna called.",
    ],
)
def test_what_contrasts_nothing_told_takes_nothing_back(then: str) -> None:
    """A wish, news, a question, somebody else and an "if" leave what was said as it was."""
    now = {memory.text: memory.status for memory in told("I speak Dutch.", then)}
    assert now["Mei speaks Dutch"] is not Status.RETRACTED


def test_actually_brings_news_of_what_may_be_many() -> None:
    """Only outright words take back a like; "actually" alone does not."""
    assert {"Mei loves tea", "Mei loves coffee"} <= set(
        holding("I love tea.", "Actually, I love coffee.")
    )


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("I lived in Cairo from 2015 to 2018.", (2015, 2019)),
        ("I worked at Nokia in 2010.", (2010, 2011)),
    ],
)
def test_a_span_of_the_past_is_kept_with_its_years(text: str, years: tuple[int, int]) -> None:
    """It is closed, and found at a moment within it."""
    memory = told(text)[0]

    assert Status.CLOSED == memory.status
    assert memory.valid_to is not None
    assert years == (memory.valid_from.year, memory.valid_to.year)


def test_what_begins_later_leaves_the_present_until_then() -> None:
    """Both are current, the old one with an end and the new one with a beginning to come."""
    old, new = told("I work at Tesco.", "Starting Monday I work at Aldi.")

    assert (Status.CURRENT, Status.CURRENT) == (old.status, new.status)
    assert old.valid_to == new.valid_from


def test_two_values_in_one_clause_stand_side_by_side() -> None:
    """ "A nurse and a painter" is both; neither supersedes the other."""
    assert ["Mei is a nurse", "Mei is a painter"] == sorted(holding("I'm a nurse and a painter."))


def test_a_denial_of_what_was_never_told_is_kept() -> None:
    """It holds from then on, and has no end."""
    memory = told("I don't work at Lidl anymore.")[0]

    assert (Status.CURRENT, None) == (memory.status, memory.valid_to)


@pytest.mark.parametrize(
    ("then", "status"),
    [
        ("I got the wrong bus this morning. I work at Siemens now.", Status.SUPERSEDED),
        ("What I told you was wrong: I work at Siemens.", Status.RETRACTED),
    ],
)
def test_only_what_was_told_wrong_never_was_so(then: str, status: Status) -> None:
    """Something else that was wrong takes no past away."""
    found = {memory.text: memory.status for memory in told("I work at Barco.", then)}

    assert status is found["Mei works at Barco"]
