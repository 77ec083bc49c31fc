"""What a later message only seems to end, and who only seems to take another's place."""

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after, tell

from octomem import Orchestrator


@pytest.mark.parametrize(
    ("first", "later", "kept"),
    [
        (
            "I have MS",
            "My MS is in remission at the moment",
            "Mei's MS is in remission at the moment",
        ),
        ("I have Crohn's", "My Crohn's is in remission", "Mei's Crohn's is in remission"),
        (
            "I have ulcerative colitis",
            "My ulcerative colitis is in remission",
            "Mei's ulcerative colitis is in remission",
        ),
        (
            "My son has epilepsy",
            "My son's epilepsy is in remission",
            "Mei's son's epilepsy is in remission",
        ),
        (
            "I have cancer",
            "My cancer is in partial remission, chemo goes on",
            "Mei's cancer is in partial remission",
        ),
        ("I have MS", "I'm in remission", "Mei is in remission"),
        ("I have MS", "I'm in complete remission", "Mei is in complete remission"),
        ("My mum has MS", "Mum's MS is in remission", "MS is in remission"),
        ("I have breast cancer", "I'm in remission", "Mei is in remission"),
    ],
)
def test_an_illness_in_remission_is_still_there(
    quick: Orchestrator, first: str, later: str, kept: str
) -> None:
    """The remission is remembered beside it, and nobody is called free of a cancer."""
    before, after = before_and_after(quick, first, later, ["semantic"])
    assert before
    assert before <= after
    assert kept in after
    held = quick.list(user_id="mei", kinds=["semantic"])
    assert "is cancer free" not in [each.fields["predicate"] for each in held]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I have a nose piercing", "My nose piercing has healed"),
        ("I have a heart murmur", "My heart has healed, I'm dating again"),
        ("I have a wrist watch", "my wrist has healed"),
        ("I have a broken wrist watch", "my wrist has healed"),
        ("I have a back garden", "My back has healed"),
        ("I have a hand cream business", "My hand has healed"),
        ("I have a shoulder bag", "My shoulder has healed"),
        ("I have an ankle bracelet", "My ankle has healed"),
        ("I love pizza", "I'm over pizza for this week, let's have curry"),
        ("I love pizza", "I'm over pizza today"),
    ],
)
def test_what_shares_a_word_or_is_over_for_a_while_goes_on(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Only what is hurt heals."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I have a blog", "I moved my blog to Substack"),
        ("I have a website on Wix", "I moved my website to Squarespace"),
        ("I have an online shop", "I moved my online shop to Shopify"),
        ("I have a podcast", "I moved my podcast to Spotify"),
        ("I write books", "I switched my books to Kindle"),
        ("I do bookkeeping for a living", "I moved my bookkeeping to Xero"),
        ("I do the books for my brother", "I moved my books to Kindle"),
        ("I take photos of birds", "I moved my photos to Google Photos"),
        ("I take notes by hand in lectures", "I moved my work notes to Notion"),
        ("I have two email accounts", "I switched my work email to Outlook"),
        ("I use Gmail for email", "I switched my work email to Outlook"),
        ("I have a cat and a savings account", "I moved my savings account to Monzo"),
        ("I have a music library of 5000 records", "I moved my music to Spotify"),
        ("I manage a team in Berlin", "I moved my team to Slack"),
        ("I keep my books in Leeds", "I moved my books to Kindle"),
    ],
)
def test_what_moved_elsewhere_goes_on_there(quick: Orchestrator, first: str, later: str) -> None:
    """Only a tool that is told to serve for just that gives way."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My lawyer is Ms Park", "Mr Dunn is my lawyer for the house purchase"),
        ("My lawyer is Ms Park", "My lawyer is on holiday, so Mr Dunn is my lawyer this week"),
        ("My lawyer is Ms Park", "Mr Dunn is my lawyer for now"),
        ("My lawyer is Ms Park", "Mr Dunn is my lawyer"),
        ("My lawyer is Ms Park", "Lawyer Mr Giuliani lost again"),
        ("My accountant is Bob", "Jo is my accountant while Bob is away"),
        ("My swimming teacher is Kim", "My swimming teacher is Jo on Fridays"),
        ("my maths tutor is Amy", "my maths tutor is Bob this week"),
        ("My old piano teacher is Kim", "my old piano teacher is Jo"),
        ("My second driving instructor is Kim", "my second driving instructor is Jo now"),
        ("I have a colleague, Priya", "Priya is my boss for the day"),
        ("Priya is my assistant", "Priya is my boss, joking"),
        ("Sam is my colleague", "My boss Sam Hill is nice"),
    ],
)
def test_who_helps_out_takes_nobodys_place(quick: Orchestrator, first: str, later: str) -> None:
    """Only who is told as the new one does, and only who is a boss from now on is no colleague."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    "text",
    [
        "Lawyer Mr Giuliani lost again",
        "Therapist Dr Phil is a fraud",
        "Manager Mr Wenger was great",
    ],
)
def test_a_trade_with_a_name_is_nobodys_own(quick: Orchestrator, text: str) -> None:
    """Anybody may have them."""
    tell(quick, "2024-01-10", text)
    held = quick.list(user_id="mei", kinds=["semantic", "core", "knowledge"])
    assert not [each.text for each in held if "Mei's" in each.text]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I bank with Monzo.", "closed my monzo app"),
        ("I have a Kindle.", "closed my kindle"),
        ("I bank with Monzo.", "monzo closed early"),
        ("I live in Leeds.", "im in york now for the weekend"),
        ("I live in Leeds.", "im in bed now"),
        ("I don't eat gluten.", "are you eating gluten again?"),
        ("I don't eat gluten.", "my sister's eating gluten again"),
        ("I take metformin and ramipril.", "just the one now"),
        ("I take metformin and ramipril.", "just the paperwork now"),
        ("I take metformin and ramipril.", "just the metformin today"),
        ("I take metformin and ramipril.", "only metformin left"),
        ("I play golf and tennis.", "I've cancelled everything except golf today"),
        ("I study maths and art.", "just art left"),
        ("I gave up smoking.", "smoking is banned again"),
        ("I take metformin and ramipril.", "should i stop everything except metformin?"),
        ("I take metformin and ramipril.", "my mum stopped everything except metformin"),
        ("I take metformin and ramipril.", "everything except the metformin is packed"),
        ("I'm allergic to nuts.", "turns out my cousin isn't allergic to nuts after all"),
    ],
)
def test_what_only_looks_like_an_end_of_all_the_rest_ends_nothing(
    quick: Orchestrator, first: str, later: str
) -> None:
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    ("first", "later", "left"),
    [
        ("I take metformin, ramipril and statins.", "stopped everything except metformin", {"takes metformin"}),
        ("I take metformin, ramipril and statins.", "i've come off everything but the metformin and statins", {"takes metformin", "takes statins"}),
        ("I take metformin and ramipril.", "im only on the metformin now", {"takes metformin"}),
        ("I play tennis and golf. I take metformin.", "stopped everything except metformin", {"plays tennis", "plays golf", "takes metformin"}),
        ("I play tennis, golf and squash.", "dropped everything but golf", {"plays golf"}),
        ("I use Notion, Slack and Jira.", "down to just slack now", {"uses Slack"}),
        ("I take metformin.", "they added ramipril", {"takes metformin", "takes ramipril"}),
        ("My mum is on metformin.", "they added ramipril for my dad", {"mum is on metformin", "dad takes ramipril"}),
    ],
)  # fmt: skip
def test_what_alone_is_left_of_several_goes_on(
    quick: Orchestrator, first: str, later: str, left: set[str]
) -> None:
    _, now = before_and_after(quick, first, later, ["semantic"])
    assert {each.removeprefix("Mei ").removeprefix("Mei's ") for each in now} == left


@pytest.mark.parametrize(
    "said",
    [
        "everyone except me likes coffee", "everyone but me eats meat", "jumped ship to React", "I have a contract with Vodafone",
        "well, Dr Anna", "I almost moved to York", "i nearly bought a Golf",
    ],
)  # fmt: skip
def test_what_is_not_so_of_the_speaker_is_not_told_of_them(quick: Orchestrator, said: str) -> None:
    tell(quick, "2024-01-10", said)
    told = {
        each.text for each in quick.list(user_id="mei", kinds=["core", "knowledge", "semantic"])
    }
    assert not [each for each in told if " likes " in each or " eats " in each or " lives " in each]
    assert not [each for each in told if " works " in each or "doctor" in each or "Golf" in each]


def test_two_of_one_name_are_told_apart_by_their_jobs(quick: Orchestrator) -> None:
    tell(quick, "2024-01-10", "My colleague Sam is a tester. My friend Sam is a vet.")
    told = {each.text for each in quick.list(user_id="mei", kinds=["semantic"])}
    assert {"Sam is a tester", "Sam (friend) is a vet"} <= told
