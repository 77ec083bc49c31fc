"""Who people are and what they have, told in passing: "Pepper my budgie has gone quiet"."""

import pytest

from octomem import Orchestrator


def told(memory: Orchestrator, *turns: str) -> list[str]:
    """Return what is known after a talk; of a turn "Ben: sure" Ben speaks, of "A: sure" the assistant."""
    messages = [
        {
            "role": "assistant" if name == "A" else "user",
            "name": "Assistant" if name == "A" else name,
            "content": text,
            "timestamp": f"2026-05-10T10:{at:02d}:00Z",
        }
        for at, (name, _, text) in enumerate(turn.partition(": ") for turn in turns)
    ]
    memory.process(messages, user_id="u", session_id="s")
    kinds = ["semantic", "knowledge", "core"]
    return [each.text for each in memory.list(user_id="u", kinds=kinds, limit=100)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my accountant mr Pereira thinks i should rent it out", "Mr Pereira is Ana's accountant"),
        ("my neighbour mrs Okafor has a key", "Mrs Okafor is Ana's neighbour"),
        ("asked my GP dr Shah about it", "Dr Shah is Ana's gp"),
        ("supervisor Dr Haikali wants the figures", "Dr Haikali is Ana's supervisor"),
        ("landlord Mr Osei wants the rent early", "Mr Osei is Ana's landlord"),
        ("Only company. Pepper my budgie has gone quiet.", "Pepper is Ana's budgie"),
        ("Biscuit our rabbit escaped again", "Biscuit is Ana's rabbit"),
        ("took Bella our cat to the vet", "Bella is Ana's cat"),
    ],
)
def test_who_somebody_is_stands_beside_the_name(
    quick: Orchestrator, text: str, expected: str
) -> None:
    """A title in small letters is one, and a pet may be named before "my budgie"."""
    assert expected in told(quick, f"Ana: {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Ben my dog died",
        "Yesterday my dog died",
        "Sorry my dog ate it",
        "On Monday my cat has surgery",
        "prime minister Mr Lund resigned",
        "teacher Mrs Gow says Lina is doing well",
        "the mrs said no",
    ],
)
def test_who_is_spoken_to_is_no_pet(quick: Orchestrator, text: str) -> None:
    """No name, day or word before "my dog" is the dog's, and a minister is nobody's."""
    assert not [each for each in told(quick, f"Ana: {text}") if " is Ana's" in each]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("ive 3 assistants, need to keep you apart", "works as"),
        ("I have two nurses and a carer for mum", "works as"),
        ("the new boards are at Fennick Electrical, trade counter, ask for Doreen", "works at"),
    ],
)
def test_what_somebody_has_is_not_their_work(quick: Orchestrator, text: str, wrong: str) -> None:
    """Assistants whom somebody has are no job, where things are is no employer."""
    assert not [each for each in told(quick, f"Ana: {text}") if wrong in each]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my office is at Fennick Electrical", "Ana works at Fennick Electrical"),
        ("we're both nurses at St Johns", "Ana works as nurses"),
    ],
)
def test_their_own_work_stays_theirs(quick: Orchestrator, text: str, expected: str) -> None:
    """Where somebody's office is they work, and what two of them are, each is."""
    assert expected in told(quick, f"Ana: {text}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I will ask Mrs Cadogan on monday. she is Yonas teacher",
            "Mrs Cadogan is the teacher of Yonas",
        ),
        ("Bo is Lina cousin", "Bo is Lina's cousin"),
        ("my eyes are going so keep your answers short.", "Ana's eyes are failing"),
        ("my grandad's hearing is going", "Ana's grandad's hearing is failing"),
        ("mums memory is going", "Ana's mum's memory is failing"),
        ("Kuda is 11, Nyasha gets sick on planes", "Nyasha gets sick on planes"),
        ("my son gets queasy in lifts", "Ana's son gets queasy in lifts"),
        ("I can't, night shift at the nursing home friday", "Ana works shifts at the nursing home"),
        ("sorry, late shift at the bakery tomorrow so no gym", "Ana works shifts at the bakery"),
    ],
)
def test_half_a_sentence_tells_of_a_life(quick: Orchestrator, text: str, expected: str) -> None:
    """A missing mark, a body that fails and a shift tell as much as a sentence."""
    assert expected in told(quick, f"Ana: {text}")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Jo is English teacher", "English's"),
        ("he can't, night shift at the nursing home friday", "Ana works"),
        ("my sister is tired. night shift at the hospital", "Ana works"),
        ("night shift at the hospital?", "Ana works"),
        ("my eyes are going to be fine", "failing"),
        ("my hearing is going red", "failing"),
        ("Nyasha gets sick on planes today", "gets sick"),
        ("Nyasha got sick on the plane", "sick"),
        ("people get sick on planes", "sick"),
        ("two mums phones were stolen", "my mum"),
        ("Dr Osei rang. she's his doctor", "Dr Osei is the doctor of Dr Osei"),
    ],
)
def test_what_only_sounds_like_it_tells_nothing(quick: Orchestrator, text: str, wrong: str) -> None:
    """Another's shift, what is going to be, and what happened once are nothing of the kind."""
    assert not [each for each in told(quick, f"Ana: {text}") if wrong in each]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            [
                "Thea: I have 2 jumpers size 8 for Yonas",
                "Ana: God bless you!! he is 7 so size 8 fits",
            ],
            "Yonas is 7",
        ),
        (
            ["Ana: my cousin Khady in Tangier says we can sleep at hers, 7 Rue Ibn Zohr."],
            "Khady's address is 7 Rue Ibn Zohr",
        ),
        (["Ana: party is at Tessa's place, 48 Oak Road"], "Tessa's address is 48 Oak Road"),
        (["Ana: dinner at ours, 9 Park Row"], "Ana's address is 9 Park Row"),
        (["Ana: staying at my sister's, 4 Mill Lane"], "Ana's sister's address is 4 Mill Lane"),
        (
            ["Ana: new address remember: 14 Ashgrove Court, not Linden Park anymore"],
            "Ana's address is 14 Ashgrove Court",
        ),
        (
            ["Bo: You're still at 3 Quarry Lane?", "Ana: no moved to no 9 in april"],
            "Ana's address is 9 Quarry Lane",
        ),
        (
            ["A: do you still live at 12 Elm Road?", "Ana: no, 14 now"],
            "Ana's address is 14 Elm Road",
        ),
        (["Ana: Questions to Wiremu Paki, ext. 4406."], "Wiremu Paki's extension is 4406"),
        (["Ana: plumber is Joe Mack, 07700 900123"], "Joe Mack's phone is 07700 900123"),
        (["Ana: dentist 01865 555 010"], "the dentist's phone is 01865 555 010"),
    ],
)
def test_who_can_be_found_where(quick: Orchestrator, turns: list[str], expected: str) -> None:
    """At whose place something is, and whose number stands beside a name, is told on the way."""
    assert expected in told(quick, *turns)


@pytest.mark.parametrize(
    ("turns", "wrong"),
    [
        (["Ana: God knows. he is 7"], "God is 7"),
        (["Ana: pizza at Luigi's, 12 Elm Street?"], "address"),
        (["Ana: dinner at Luigi's, 12 Elm Street"], "address"),
        (["Ana: we used to stay at Bo's, 12 Elm Street"], "address"),
        (["Ana: I was at my sister's, 4 Mill Lane, in 2010"], "address"),
        (["Ana: we slept at hers, 12 Elm Street"], "address"),
        (["Bo: You still at 3 Quarry Lane?", "Ana: no, 2 weeks ago we left"], "address"),
        (["Bo: You still at 3 Quarry Lane?", "Ana: no. 2 kids now and too small"], "address"),
        (["Bo: did you live at 3 Quarry Lane?", "Ana: no, number 9"], "address"),
        (["Ana: send it to my office pls, Rua do Carmo 58, Coimbra"], "lives in"),
        (["Ana: my address is Rue Ibn Zohr 7"], "called"),
    ],
)
def test_nobody_is_found_where_nobody_lives(
    quick: Orchestrator, turns: list[str], wrong: str
) -> None:
    """God is no child, a restaurant no home, and where somebody was they are not."""
    assert not [each for each in told(quick, *turns) if wrong in each]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            ["Ana: B&B is Tigh na Mara, Mrs Lamont, 01631 555 0172"],
            "Mrs Lamont is at Tigh na Mara",
        ),
        (["Ana: I need to ring Mrs Lamont at Tigh na Mara"], "Mrs Lamont is at Tigh na Mara"),
        (
            ["Ana: Ms Demirel in the rector's office must approve it first"],
            "Ms Demirel is in the rector's office",
        ),
        (
            ["Ana: Dr Amundsen at the children's hospital wants a new test"],
            "Dr Amundsen is at the children's hospital",
        ),
        (
            ["Ana: the boards are at Fennick Electrical, trade counter, ask for Doreen"],
            "Doreen is at Fennick Electrical",
        ),
        (
            ["Ana: Acacia Heights Hotel, buyer is Mr Otieno, otieno@acacia.example."],
            "Mr Otieno is buyer of Acacia Heights Hotel",
        ),
        (
            [
                "Bo: yo who's got the Brightwell account while dani's on mat leave",
                "Ana: me since monday. Their new contact is Imogen Farr, +44 20 5550 0148",
            ],
            "Imogen Farr is contact of Brightwell",
        ),
        (["Ana: guesthouse is Casa Lupo, 0131 555 0172"], "Casa Lupo's phone is 0131 555 0172"),
        (["Ana: auntie busi is the diabetic one"], "Busi is Ana's auntie"),
        (["Ana: auntie busi is the diabetic one"], "Busi is diabetic"),
    ],
)
def test_who_belongs_to_what(quick: Orchestrator, turns: list[str], expected: str) -> None:
    """Whom one rings, asks for or writes to somewhere is at home there."""
    assert expected in told(quick, *turns)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Mr Lund in the hospital had surgery", "Lund is"),
        ("Mr Lund at the hospital is dying", "Lund is at"),
        ("saw Ms Demirel in the office", "Demirel is"),
        ("had coffee with Mr Lund at the clinic", "Lund is"),
        ("Tom at the office called", "Tom is"),
        ("drop it at Boots and ask for help", "is at Boots"),
        ("the film, director is Mr Lund", "director of"),
        ("guesthouse is Casa Lupo, 0131 555 0172", "Ana"),
        ("Bo is the funny one", "funny"),
    ],
)
def test_who_is_somewhere_for_a_while_does_not_belong_there(
    quick: Orchestrator, text: str, wrong: str
) -> None:
    """A patient, a guest and whom one met for coffee are there today."""
    assert not [each for each in told(quick, f"Ana: {text}") if wrong in each]


DAD = "Ana: asking for my dad, he's 81 and his hearing aids won't pair with the tablet."


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            [
                DAD,
                "A: I suppose your tablet is too old for Bluetooth LE?",
                "Ana: its brand new, Lumo Tab 10, and its his not mine.",
            ],
            "Ana's dad's tablet is the Lumo Tab 10",
        ),
        (
            ["A: I suppose your laptop is quite old?", "Ana: no its a brand new Zephyr 14"],
            "Ana's laptop is the Zephyr 14",
        ),
        (
            [
                "A: Which router is it?",
                "Ana: the white one... Zephyr X2 i think? wait no, just looked, its a Zephyr X4",
            ],
            "Ana's router is the Zephyr X4",
        ),
        (["A: Is that the Team plan?", "Ana: no, Solo."], "Ana is on the Solo plan"),
    ],
)
def test_a_make_answers_for_the_thing(quick: Orchestrator, turns: list[str], expected: str) -> None:
    """What is named in answer to "which" or to a guess is what that thing is."""
    known = told(quick, *turns)
    assert expected in known
    assert not [each for each in known if "I suppose" in each]


@pytest.mark.parametrize(
    ("turns", "wrong"),
    [
        (["A: I suppose your tablet is too old?", "Ana: its Monday, I cant think"], "tablet"),
        (["A: Which router is it?", "Ana: if its a Zephyr X4 I'll cry"], "router is"),
        (["A: is the router new?", "Ana: no it's Zephyr X4 firmware that broke"], "router is"),
        (["A: Is that the Team plan?", "Ana: no, Tom pays"], "plan"),
        (
            ["Ana: clinic letter says about my son Liban, 5, 'protein elevated, refer to GI'."],
            "Liban elevated",
        ),
    ],
)
def test_a_word_in_an_answer_is_no_make(quick: Orchestrator, turns: list[str], wrong: str) -> None:
    """A day, a wish, a part and who pays are no make; what a letter says is quoted."""
    assert not [each for each in told(quick, *turns) if wrong in each]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my sister and I do not eat pork", "Ana's sister does not eat pork"),
        ("our goldfish Bob is 7", "Bob is Ana's goldfish"),
        ("grandad was a miner", "Ana's grandad was a miner"),
        ("mr hargreave has dementia", "Mr Hargreave has dementia"),
    ],
)
def test_what_is_told_of_one(quick: Orchestrator, text: str, expected: str) -> None:
    """Who is meant is known by a title, a role or a pet's name."""
    assert expected in told(quick, f"Ana: {text}")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Sam is allergic to shellfish, dont order prawns", "order"),
        ("nan is deaf in one ear", "has deaf"),
        ("mum's on 01632 960 001", "is on"),
    ],
)
def test_what_is_not_told_of_one(quick: Orchestrator, text: str, wrong: str) -> None:
    """An order behind a clause is for who hears it; nobody has deaf and a number is no medicine."""
    assert not [each for each in told(quick, f"Ana: {text}") if wrong in each]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a bunch of peonies for Bisi, our anniversary's the 12th", "Bisi is the partner of Ana"),
    ],
)
def test_what_two_have_together_says_what_they_are(
    quick: Orchestrator, text: str, expected: str
) -> None:
    """An anniversary tells who somebody is."""
    assert expected in told(quick, f"Ana: {text}")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("lunch with Kim, our company anniversary is monday", "Kim is"),
        ("not for Kim, our anniversary was ages ago", "Kim is"),
        ("its just me and Shanelle tonight", "Shanelle is"),
        ("the film Pepper my dog was great", "Ana's dog"),
        ("Thanks Pepper my dog is fine", "Ana's dog"),
        ("I read Marley my dog wrote", "Ana's dog"),
        ("neighbour Mrs Hudson in Sherlock is fun", "Ana's neighbour"),
        ("call Mr Lund at Christmas", "Lund is"),
        ("spoke to Mr Brandt from Berlin", "Brandt is"),
        ("Plan: driver is Tom", "of Plan"),
        ("in my novel Mrs Cadogan teaches. she is Yonas teacher", "Yonas"),
        ("last night shift at the pub was awful", "Ana works"),
        ("if i get the night shift at the bakery", "Ana works"),
        ("remember my night shifts at the warehouse in 2012?", "Ana works"),
    ],
)
def test_nobody_is_taken_for_somebody(quick: Orchestrator, text: str, wrong: str) -> None:
    """Who is in a film, at work for a night or met on a day is nothing to the speaker."""
    assert not [each for each in told(quick, f"Ana: {text}") if wrong in each]


@pytest.mark.parametrize(
    ("turns", "wrong"),
    [
        (["A: It ships to Rua do Carmo 85, Coimbra.", "Ana: 58!! not 85"], "not 85"),
        (["Ana: Still in Frankfurt, delayed 2 h because of an inspection."], "lives in"),
        (["Ana: still in Leeds, train is late"], "lives in"),
        (["Ana: i dont have time for old ppl problems"], "time"),
    ],
)
def test_what_passes_is_not_kept(quick: Orchestrator, turns: list[str], wrong: str) -> None:
    """A digit put right, where one is held up, and what one has no time for pass."""
    assert not [each for each in told(quick, *turns) if wrong in each]


def test_where_somebody_still_is_for_good(quick: Orchestrator) -> None:
    """Without a delay it is where they live."""
    assert "Ana lives in Leeds" in told(quick, "Ana: still in Leeds but loving it")
