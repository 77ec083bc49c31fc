"""Reading a turn without a model: statements in the third person, and how they are meant."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from tests.unit.spoken import READER, said, statements, texts, turn

from octomem.agents.reading.reading import Mood, Tense
from octomem.turn import Role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I live in Berlin.", ("Mei", "lives in", "Berlin")),
        ("im allergic to nuts", ("Mei", "is allergic to", "nuts")),
        ("i dont like tea", ("Mei", "likes", "tea")),
        ("My sister works at Siemens.", ("Mei's sister", "works at", "Siemens")),
        ("I'm a nurse", ("Mei", "is", "a nurse")),
        ("I gave up tennis.", ("Mei", "gives up", "tennis")),
        ("Our favourite dish is ramen.", ("Mei's favourite dish", "is", "ramen")),
        ("Tom is from Peru.", ("Tom", "is from", "Peru")),
        ("I was born in Lima.", ("Mei", "is born in", "Lima")),
        ("I'm 34 years old.", ("Mei", "is", "34 years old")),
        ("I'm into photography.", ("Mei", "likes", "photography")),
        ("We've got three kids.", ("Mei", "has", "three kids")),
        ("I started playing the cello.", ("Mei", "plays", "the cello")),
    ],
)
def test_a_clause_is_read_as_subject_predicate_and_object(
    text: str, expected: tuple[str, str, str]
) -> None:
    """The predicate is in the third person present, the subject is resolved."""
    read = statements(text)[0]
    assert expected == (read.subject, read.predicate, read.object)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't live here any more, I moved to Oslo.", "Mei moved to Oslo"),
        ("I love my dog.", "Mei loves their dog"),
        ("I've never been to Rome.", "Mei has never been to Rome"),
        ("I was born in Lima.", "Mei was born in Lima"),
        ("Last year I moved to Graz.", "Mei moved to Graz last year"),
        ("I can't eat gluten.", "Mei can not eat gluten"),
        ("My wife and I live in Oslo.", "Mei's wife lives in Oslo"),
        ("Anna and I are moving to Rome.", "Mei is moving to Rome"),
        ("I'm studying law and I've got two cats.", "Mei has two cats"),
        ("Moved to Graz last week!", "Mei moved to Graz last week"),
        ("Honestly, I really love jazz too", "Mei loves jazz"),
        ("I'm vegetarian myself.", "Mei is vegetarian"),
        ("Big news, I'm engaged! I can't wait.", "Mei is engaged"),
        ("The guy I work with lives in Oslo.", "the guy lives in Oslo"),
        ("Meera is a friend of mine.", "Meera is a friend of Mei's"),
    ],
)
def test_a_clause_is_told_in_the_third_person(text: str, expected: str) -> None:
    """Verbs agree with the new subject, and words of the talk itself are left out."""
    assert expected in texts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I love hiking and jazz.", ["Mei loves hiking", "Mei loves jazz"]),
        ("I live in Berlin and work at Siemens.", ["Mei lives in Berlin", "Mei works at Siemens"]),
        ("I'm vegetarian and diabetic.", ["Mei is vegetarian", "Mei is diabetic"]),
        (
            "I'm afraid of spiders and heights.",
            ["Mei is afraid of spiders", "Mei is afraid of heights"],
        ),
        ("I work from home as a designer.", ["Mei works from home", "Mei works as a designer"]),
        (
            "I need to pay the rent and call Anna.",
            ["Mei needs to pay the rent", "Mei needs to call Anna"],
        ),
    ],
)
def test_what_is_coordinated_becomes_statements_of_its_own(text: str, expected: list[str]) -> None:
    """Subjects and auxiliaries are carried over."""
    assert expected == texts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Do you think I live in Rome?", Mood.QUESTION),
        ("If I lived in Rome, I'd be happy.", Mood.HYPOTHETICAL),
        ("I might move to Rome.", Mood.HYPOTHETICAL),
        ("I wish I lived in Rome.", Mood.HYPOTHETICAL),
        ("Maybe I live in a dream.", Mood.HYPOTHETICAL),
        ("When I have a garden, I'll grow beans.", Mood.HYPOTHETICAL),
        ("My friend says I should quit.", Mood.HEARSAY),
        ('She said "I live in Rome and love it".', Mood.HEARSAY),
        ("I heard that I won the prize.", Mood.HEARSAY),
        ("I'm going to move to Rome.", Mood.INTENTION),
        ("I have to call the bank.", Mood.INTENTION),
        ("I'd like to visit Japan.", Mood.INTENTION),
        ("I'll call the bank tomorrow.", Mood.INTENTION),
        ("I'm flying to Oslo next week.", Mood.INTENTION),
        ("You know I live in Rome.", Mood.FACT),
        ("You said I live in Rome.", Mood.HEARSAY),
        ("I had to sell the boat.", Mood.FACT),
        ("I have had to sell the boat.", Mood.FACT),
        ("I feel like I'm single.", Mood.HYPOTHETICAL),
        ("Looks like I got the job at Lidl.", Mood.FACT),
        ("I feel as though I'm vegan.", Mood.HYPOTHETICAL),
        ("I feel great that I'm single.", Mood.FACT),
        ("I told you I live in Rome.", Mood.FACT),
        ("I'm glad I live in Rome.", Mood.FACT),
        ("I'd buy a boat and live in Rome.", Mood.HYPOTHETICAL),
        ("The doctor told me I have anemia.", Mood.FACT),
        ("My mom says I have asthma.", Mood.HEARSAY),
    ],
)
def test_only_a_claim_is_a_fact(text: str, expected: Mood) -> None:
    """Questions, conditions, wishes, plans and other people's words are told apart."""
    own = [s for s in statements(text) if s.subject == "Mei" and (s.object or s.verb == "quit")]
    assert {expected} == {statement.mood for statement in own}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My brother told me he's vegan now.", Mood.FACT),
        ("Anna says she's vegan.", Mood.FACT),
        ("My brother told me she's vegan now.", Mood.HEARSAY),
        ("My brother never said he's vegan.", Mood.HEARSAY),
        ("If Tom says he's vegan, cook something else.", Mood.HEARSAY),
    ],
)
def test_what_somebody_says_of_themselves_is_told_of_them(text: str, expected: Mood) -> None:
    """What they say of others, or may say, stays what is only said."""
    assert [expected] == [s.mood for s in statements(text) if s.object == "vegan"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The vet says Bernie is allergic to chicken.", Mood.FACT),
        ("My doctor told me I'm allergic to chicken.", Mood.FACT),
        ("My neighbour says Bernie is allergic to chicken.", Mood.HEARSAY),
        ("The vet never said Bernie is allergic to chicken.", Mood.HEARSAY),
    ],
)
def test_what_a_healer_finds_is_so(text: str, expected: Mood) -> None:
    """Of whoever they name."""
    assert [expected] == [s.mood for s in statements(text) if s.object == "chicken"]


@pytest.mark.parametrize(
    "text",
    [
        "Always answer in German.",
        "Please never call me before nine.",
        "You should always reply in French.",
        "I want you to keep answers short.",
        "Can you remind me to call Anna?",
        "Keep it short and never use emojis.",
    ],
)
def test_an_instruction_is_a_command(text: str) -> None:
    """Whether it is an order, a duty or a polite question."""
    assert Mood.COMMAND in {statement.mood for statement in statements(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't live in Berlin any more.", (True, True)),
        ("I no longer live in Berlin.", (True, True)),
        ("I used to live in Berlin.", (False, True)),
        ("I stopped drinking coffee.", (False, True)),
        ("I don't drink coffee.", (True, False)),
        ("I never drink coffee.", (True, False)),
        ("I have no siblings.", (True, False)),
        ("I drink coffee.", (False, False)),
    ],
)
def test_what_is_not_so_and_what_has_ended_are_told_apart(
    text: str, expected: tuple[bool, bool]
) -> None:
    """Negated says it is not so; ended says it was."""
    read = statements(text)[0]
    assert expected == (read.negated, read.ended)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Actually, I live in Graz.", "Mei lives in Graz"),
        ("No, actually I live in Graz.", "Mei lives in Graz"),
    ],
)
def test_a_correction_is_marked(text: str, expected: str) -> None:
    """It takes the place of what was said in another turn."""
    assert [expected] == [s.text for s in statements(text) if s.corrects]


def test_a_perfect_with_a_span_still_holds_and_is_dated() -> None:
    """ "For four years" says when it began."""
    read = statements("I've been working at Acme for 4 years.")[0]
    assert Tense.PRESENT == read.tense
    assert read.moment is not None
    assert datetime(2020, 5, 8, tzinfo=UTC) == read.moment.start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My sister Anna lives in Oslo. She works at Opel.", "Anna works at Opel"),
        ("I have a brother. His name is Tom. He lives in Oslo.", "Tom lives in Oslo"),
        ("My boss, Karl Weber, lives in Munich.", "Karl Weber is Mei's boss"),
        ("Karl from Siemens is my boss.", "Karl is from Siemens"),
        ("My mother, who lives in Oslo, is a judge.", "Mei's mother lives in Oslo"),
        ("I have two kids, Lena and Tom.", "Tom is Mei's kid"),
        ("Our cat Miso is two years old.", "Miso is two years old"),
        ("My sister is called Anna. My sister loves tea.", "Anna loves tea"),
        ("Anna's brother works for Opel.", "Anna's brother works for Opel"),
        ("My mother-in-law Ruth lives in Bath.", "Ruth is Mei's mother-in-law"),
        ("My ex husband, Paul, lives in Rome.", "Paul is Mei's ex-husband"),
        ("Tom's ex-wife works at Opel.", "Tom's ex-wife works at Opel"),
        ("A friend of mine, Priya, lives in Oslo.", "Priya is Mei's friend"),
        ("Our two boys, Ben and Leo, live in Oslo.", "Leo lives in Oslo"),
        ("My sisters Ana and Eva are vegan.", "Eva is vegan"),
        ("My cousin Asha Iyer lives in Oslo.", "Asha Iyer lives in Oslo"),
        ("Tom and his wife work at Opel.", "Tom's wife works at Opel"),
        ("My best friends here are Ana and Eva.", "Eva is Mei's best friend"),
        ("I have a friend Kate in Leeds and a colleague Kate in York.", "Kate is Mei's colleague"),
        ("Kemi has a brother who lives in Ikeja. He's a nurse.", "Kemi's brother is a nurse"),
        ("My friend Katherine works at Opel. We all call her Kat.", "Katherine's nickname is Kat"),
        ("My dog's name is Bran.", "Bran is Mei's dog"),
        ("I met Anna at the gym and we are friends now.", "Anna is Mei's friend"),
        ("Anna and I had a fight, and we are no longer friends.", "Anna is no longer Mei's friend"),
    ],
)
def test_people_are_called_by_name_where_the_text_tells(text: str, expected: str) -> None:
    """Roles, names and pronouns of one turn are brought together."""
    assert expected in texts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "My sister Vera works at Opel. My boss is Oskar. She lives in Lund.",
            "Vera lives in Lund",
        ),
        ("Clara met Ivan in Rome. He works at Fiat.", "Ivan works at Fiat"),
        ("My coach is Otto Lang. I must write him a letter.", "Mei must write Otto Lang a letter"),
        ("Our landlord, Mr Huber, called. He lives in Linz.", "Mr Huber lives in Linz"),
        ("My friend Quill likes tea. She works at Opel.", "Quill works at Opel"),
        ("My dog Bolt is old. He loves cheese.", "Bolt loves cheese"),
        ("Eoin's visiting me on Friday, he's still in Galway.", "Eoin is still in Galway"),
        ("Cerys is coming to stay, she's a nurse.", "Cerys is a nurse"),
        ("I saw Dr Okonjo. He works at Lumo.", "Dr Okonjo works at Lumo"),
        ("I was wrong about Theo. He likes sesame actually.", "Theo likes sesame"),
        ("Did Paati call? Venky closed the cafe. He moved to Pune.", "Venky moved to Pune"),
        (
            "My boyfriend Gethin is well. I'm speaking Welsh with Gethin. He likes tea.",
            "Gethin likes tea",
        ),
        ("My dad walked to Carmarthen in his slippers. He likes tea.", "Mei's dad likes tea"),
        ("My husband Dinny quit. Walks help many people. He likes tea.", "Dinny likes tea"),
        ("My girlfriend is Isla. She's a maths teacher. She likes tea.", "Isla likes tea"),
    ],
)
def test_he_and_she_are_who_was_named_and_fits(text: str, expected: str) -> None:
    """A given name, a title or a word of kinship tells who "she" can be."""
    assert expected in texts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Quill met Robin. She lives in Rome.",
        "My sister Vera works at Opel. I have a cat called Soot. She lives upstairs.",
        "Oskar called. She lives in Rome.",
        "My friend Quill likes tea. I saw a woman. She lives in Rome.",
    ],
)
def test_a_pronoun_that_several_fit_or_none_stays_open(text: str) -> None:
    """A guess would be a wrong fact."""
    assert {"she"} == {s.subject for s in statements(text) if s.verb == "live"}


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Before you book the tickets: I'm allergic to latex.", "be", Mood.FACT),
        ("If you must know: I'm a beekeeper.", "be", Mood.FACT),
        ("Although it rains, I have a garden.", "have", Mood.FACT),
        ("Once I'm home, I need to ring the bank.", "ring", Mood.INTENTION),
        ("Before you answer, always check the sources.", "check", Mood.COMMAND),
        ("Never use slang, even if I do.", "use", Mood.COMMAND),
        ("If it rains: I take the tram.", "take", Mood.HYPOTHETICAL),
        ("When it rains, I take the tram.", "take", Mood.HYPOTHETICAL),
        ("If I move to Oslo, I need to sell the boat.", "sell", Mood.HYPOTHETICAL),
        ("If it is late, use the side door.", "use", Mood.HYPOTHETICAL),
        ("Before you book the tickets: I'm allergic to latex.", "book", Mood.HYPOTHETICAL),
    ],
)
def test_when_is_no_if(text: str, verb: str, expected: Mood) -> None:
    """A clause that says when, a lead-in and a concession take nothing back; a condition does."""
    assert [expected] == [s.mood for s in statements(text) if s.verb == verb]


def test_a_clause_with_a_finished_verb_is_conditional_too() -> None:
    """ "When I'm done with the tax" does not claim that it is done."""
    read = statements("When I'm done with the tax return, I need to ring the bank.")
    assert [Mood.HYPOTHETICAL, Mood.INTENTION] == [s.mood for s in read]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Always reply in French, even when I write in Dutch.",
            "Always reply in French, even when Mei writes in Dutch",
        ),
        ("When you write to me, never use slang.", "Never use slang when you write to Mei"),
        ("Please keep your replies short.", "Keep your replies short"),
        (
            "I live in Malmo, in a houseboat by the lock.",
            "Mei lives in Malmo, in a houseboat by the lock",
        ),
        ("I'm a vegan, so no cheese either.", "Mei is a vegan"),
        ("I own a kayak, by the way.", "Mei owns a kayak"),
        (
            "We need to decide whether we rent or buy.",
            "Mei needs to decide whether Mei rents or buys",
        ),
        (
            "I must ring our plumber, Mr Holm, on Monday about the tap.",
            "Mei must ring their plumber, Mr Holm, on Monday about the tap",
        ),
    ],
)
def test_a_clause_keeps_what_belongs_to_it_and_no_more(text: str, expected: str) -> None:
    """Its question, its scope and its place stay; asides and conclusions go."""
    assert expected in texts(text)


def test_a_place_that_is_narrowed_down_is_one_place() -> None:
    """ "In Malmo, in a houseboat" is one home; "as a nurse, at Opel" says two things."""
    one = statements("I live in Malmo, in a houseboat by the lock.")
    two = statements("I work as a nurse, at Opel.")
    assert ["Malmo"] == [s.object for s in one]
    assert ["a nurse", "Opel"] == [s.object for s in two]


def test_an_address_does_not_decide_the_language() -> None:
    """Its parts look like words of some language."""
    assert "en" == said("Otto's e-mail is otto@mail.example.com.").language
    assert "en" == said("It's at https://me.example.com/de/la/com").language


def test_a_pronoun_reaches_into_the_turn_before() -> None:
    """Who was named last is who "she" is."""
    before = turn("My sister Anna came by.", 1)
    reading = READER.read(turn("She works at Opel now.", 2), [before])
    assert ["Anna works at Opel"] == [statement.text for statement in reading.statements]


def test_no_he_is_a_place() -> None:
    """However the sentence names it alone."""
    (read,) = READER.read_many([turn("We live in Ludlow. Ludlow is lovely. He likes tea.", 1)])

    assert "he likes tea" in [each.text for each in read.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my sister is divorced now", "Mei's sister is divorced"),
        ("my brother's engaged to Kim", "Mei's brother is engaged to Kim"),
        ("Ben's still vegan", "Ben is still vegan"),
        ("Kofi's single again", "Kofi is single again"),
        ("my sister's learning Welsh", "Mei's sister is learning Welsh"),
        ("Anna's on metformin", "Anna is on metformin"),
        ("our neighbour's given up smoking", "Mei's neighbour has given up smoking"),
        ("My brother's moved to Goole", "Mei's brother has moved to Goole"),
        ("My wife's left her job", "Mei's wife has left her job"),
        ("My dog's trained", "Mei's dog is trained"),
        ("My brother's was stolen", "Mei's brother's was stolen"),
        ("Tom's been let go", "Tom has been let go"),
        ("Anna works as a plumber", "Anna works as a plumber"),
        ("Anna's living room is blue", "Anna's living room is blue"),
        ("let's not go to Leeds", "Let's not go to Leeds"),
    ],
)
def test_plain_sentences_are_read_however_is_and_has_are_written(text: str, expected: str) -> None:
    """The parser takes many of them for a possessive."""
    assert expected in texts(text)


def test_a_stranger_takes_over_the_pronoun() -> None:
    """ "A girl" is not the sister who was named before."""
    read = texts("My sister Anna is fine. I met a girl. She has no family.")
    assert not any(text.startswith("Anna has") for text in read)


def test_an_assistants_you_is_not_the_users_statement() -> None:
    """What the assistant says of the user is hearsay at best."""
    reading = said("You live in Berlin.", actor="Aria", role=Role.ASSISTANT)
    assert {Mood.HEARSAY} == {statement.mood for statement in reading.statements}


def test_a_vault_placeholder_never_shows_in_a_statement() -> None:
    """The sentence that holds one says nothing; the next one is read."""
    read = texts("My password is ⟦vault:password:v_1a2b⟧. I live in Rome.")
    assert ["Mei lives in Rome"] == read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我住在柏林。", "zh"),
        ("私はベルリンに住んでいます。", "ja"),
        ("저는 베를린에 살아요.", "ko"),
        ("Ich wohne in Berlin und arbeite bei Siemens.", "other"),
        ("J'habite à Paris et je travaille dans une banque.", "other"),
        ("I live in Berlin.", "en"),
        ("lol", "en"),
    ],
)
def test_the_language_is_known_and_two_are_read(text: str, expected: str) -> None:
    """Other languages are kept verbatim only, until they have a reader."""
    reading = said(text)
    assert expected == reading.language
    assert expected in {"en", "zh"} or not reading.statements


def test_code_and_quoted_lines_state_nothing() -> None:
    """Only what is said around them is read."""
    text = "I live in Graz.\n```\nI live in code\n```\n> I live in a quotation\nI like tea."
    assert ["Mei lives in Graz", "Mei likes tea"] == texts(text)


def test_sentences_stay_verbatim() -> None:
    """What was changed for the parser's sake does not show."""
    reading = said("im at https://example.org/x now… dont wait!")
    assert "im at https://example.org/x now… dont wait!" == " ".join(
        s.text for s in reading.sentences
    )


def test_a_long_turn_is_read_in_bounded_time() -> None:
    """A megabyte is kept verbatim; its head is parsed."""
    reading = said("I live in Graz. " * 70_000)
    assert 0 < len(reading.sentences) < 2_000


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "```\n```", "!!!", "😂😂", "\x00", "- ", "…"])
def test_an_empty_turn_reads_as_nothing(text: str) -> None:
    """No text is too little."""
    assert () == said(text).statements


def test_names_have_types() -> None:
    """The parser's types, mended by what the grammar tells."""
    reading = said("My sister Anna works at Siemens in Berlin.")
    assert {("Anna", "person"), ("Siemens", "organisation"), ("Berlin", "place")} == {
        (name.text, name.type) for name in reading.names
    }


def test_reading_many_is_reading_each_in_turn() -> None:
    """Batches save time and change nothing."""
    turns = [turn("My sister Anna came by.", 1), turn("She likes tea.", 2), turn("ok", 3)]
    one_by_one = [READER.read(t, turns[:i]) for i, t in enumerate(turns)]
    assert one_by_one == READER.read_many(turns)


def test_a_turn_that_was_read_alone_is_read_again_with_its_context() -> None:
    """The cache never hides what a turn refers to."""
    before, after = turn("My sister Anna came by.", 1), turn("She collects old maps.", 2)
    alone = READER.read(after).statements[0].subject
    assert ("she", "Anna") == (alone.casefold(), READER.read(after, [before]).statements[0].subject)


def test_threads_read_the_same() -> None:
    """One reader serves all threads."""
    turns = [turn(f"I own {number} old clocks.", number) for number in range(1, 17)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(READER.read, turns))
    assert [f"Mei owns {n} old clocks" for n in range(1, 17)] == [
        reading.statements[0].text for reading in together
    ]
