"""What is said over: a value in the place of another, at once, in the next turn, or weeks later."""

from collections.abc import Sequence

import pytest
from tests.unit.spoken import turn

from octomem.agents.reading.repairs import Repair, repaired
from octomem.turn import Role, Turn

TOLD = {
    "i live in {}": ("Leith", "Bolton"),
    "my husband is a {}": ("plumber", "roofer"),
    "i have {} cats": ("three", "two"),
    "my birthday is the {}": ("12th of March", "21st of April"),
    "my rent is {}": ("£900", "£950"),
    "i need to pay the {} bill this week": ("gas", "water"),
    "my interview is on {}": ("Tuesday", "Wednesday"),
    "my sister's name is {}": ("Anna", "Priya"),
    "i'm allergic to {}": ("peanuts", "cashews"),
}
"""What is told, and the wrong and the right value in it."""
AT_ONCE = [
    ", no sorry, {R}", " - i mean {R}", ".. wait no, {R}", ", no, {R}", " (sorry, {R})", ", scratch that, {R}",
    " no wait {R}", ", or rather {R}", ", actually {R}", " sorry i meant {R}", ", oops, {R}", ", correction, {R}",
    " - make that {R}", "... hang on, {R}", ", my bad, {R}", " sorry {R}", ", well {R} actually", ", sorry, not {W}, {R}",
]  # fmt: skip
NEXT = [
    "*{R}", "{R}*", "typo: {R}", "i meant {R}", "sorry brain fart, it's {R}", "scratch that, {R}", "correction: {R}",
    "make that {R}", "not {W}, {R}", "{R} not {W}", "{R} i mean", "oops {R}", "no wait its {R}", "actually it's {R}",
    "i always say {W} but it's actually {R}", "autocorrect, {R}", "that should be {R}", "should say {R}", "{R} sorry",
    "that was meant to be {R}", "ignore that, it's {R}", "did i say {W}? i meant {R}", "i said {W}, meant {R}",
    "why did i say {W}. {R}", "{W} was wrong, it's {R}", "Sorry, I meant {R}, not {W}.", "sorry, {T}", "{T} sorry",
]  # fmt: skip
HEARD = [
    "no, {R}",
    "close, it's {R}",
    "nope, {R}",
    "it's {R} actually",
    "i said {R}",
    "not quite, {R}",
    "No, it's {R}.",
]
LATER = [
    "i told you {t} but that was wrong, it's {R}", "remember i said {t}? it's {R}", "i may have said {t}, it's actually {R}",
    "i said {t} - that was wrong, {T}", "earlier i said {t}. i meant {R}", "when i said {t} i meant {R}",
    "{T}, not {W} like i said before", "i made a mistake, {T} not {W}", "{T}, sorry, i said {W} before",
    "sorry i mixed that up, {T}, not {W}",
]  # fmt: skip
PAIRS = list(TOLD.items())


def _last(*texts: str) -> Repair:
    """Repair the last of some turns; "A: …" is the assistant's."""
    turns = [_turn(text, number) for number, text in enumerate(texts, 1)]
    return repaired(turns[-1], turns[:-1])


def _turn(text: str, number: int) -> Turn:
    if text.startswith("A: "):
        return turn(text[3:], number, actor="assistant", role=Role.ASSISTANT)
    return turn(text, number)


def _rows(forms: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """Return each form with two things that are told, all of them in turn."""
    rows: list[tuple[str, str, str, str]] = []
    for at, form in enumerate(forms):
        for told, (wrong, right) in (PAIRS[at % len(PAIRS)], PAIRS[(at + 4) % len(PAIRS)]):
            first, whole = told.format(wrong), told.format(right)
            rows.append((form.format(R=right, W=wrong, t=first, T=whole), first, whole, wrong))
    return rows


@pytest.mark.parametrize(("said", "first", "whole", "wrong"), _rows(AT_ONCE))
def test_a_value_said_over_at_once_is_the_only_one(
    said: str, first: str, whole: str, wrong: str
) -> None:
    assert _last(f"{first}{said}").text == whole
    assert wrong not in _last(f"{first}{said}").text


@pytest.mark.parametrize(("said", "first", "whole", "wrong"), _rows(NEXT))
def test_the_next_turn_tells_the_last_one_anew(
    said: str, first: str, whole: str, wrong: str
) -> None:
    found = _last(first, said)
    assert (found.text, found.of) == (whole, "t1")
    assert found.wrong.removeprefix("the ") in wrong or wrong.startswith(found.wrong)


@pytest.mark.parametrize(("said", "first", "whole", "wrong"), _rows(HEARD))
def test_what_was_heard_wrong_is_told_again(said: str, first: str, whole: str, wrong: str) -> None:
    heard = f"A: Got it: {first}."
    assert _last(first, heard, said).text == whole
    assert _last(whole, heard, said) == Repair(whole)


@pytest.mark.parametrize(("said", "first", "whole", "wrong"), _rows(LATER))
def test_what_was_told_wrong_in_another_session_is_told_right(
    said: str, first: str, whole: str, wrong: str
) -> None:
    found = _last(said)
    assert found.text.removesuffix(".") == whole
    assert not found.of
    assert found.about


@pytest.mark.parametrize(
    ("told", "said", "whole"),
    [
        ("my address is 14 Elm Road", "sorry 41", "my address is 41 Elm Road"),
        ("my boss is Karen Holt", "Hunt not Holt", "my boss is Karen Hunt"),
        ("my teacher is Mr Doyle", "*Mrs", "my teacher is Mrs Doyle"),
        ("flight's at 6am on the 12th", "make that 7", "flight's at 7 on the 12th"),
        ("flight's at 6am on the 12th", "i mean the 13th", "flight's at 6am on the 13th"),
        ("i need to email the landlord by friday", "sorry, the agent", "i need to email the agent by friday"),
        ("my favourite colour is blue", "green, typo", "my favourite colour is green"),
        ("my rent is £900 a month", "£950 sorry, not £900", "my rent is £950 a month"),
        ("my wife is a nurse", "sorry, midwife", "my wife is a midwife"),
        ("i play the cello on tuesdays", "viola i mean", "i play the viola on tuesdays"),
    ],
)  # fmt: skip
def test_a_part_is_put_right_by_what_it_is(told: str, said: str, whole: str) -> None:
    assert _last(told, said).text == whole


@pytest.mark.parametrize(
    ("told", "said", "whole"),
    [
        ("i'm moving to Spain", "jk", ""),
        ("i'm moving to Spain", "just kidding lol", ""),
        ("i work as a spy", "only joking, i'm an accountant", "i'm an accountant"),
        ("i'm allergic to nuts", "sorry not me, my brother", "my brother is allergic to nuts"),
        ("i take warfarin", "my dad, not me", "my dad takes warfarin"),
        ("i have diabetes", "it's my mum who has it, not me", "my mum has diabetes"),
    ],
)
def test_nothing_is_so_of_whom_it_was_told(told: str, said: str, whole: str) -> None:
    assert _last(told, said) == Repair(whole, unsays="t1")


@pytest.mark.parametrize(
    ("told", "said", "whole"),
    [
        ("my daughter is called Cara", "it's with a K", "my daughter is called Kara"),
        ("my surname is Smith", "Smyth with a y", "my surname is Smyth"),
        ("i need to renew my passport by the 20th", "sorry 25th", "i need to renew my passport by the 25th"),
    ],
)  # fmt: skip
def test_a_letter_or_a_day_is_put_right(told: str, said: str, whole: str) -> None:
    assert _last(told, said).text == whole


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("i told you i don't drink coffee but i do actually", "Correction: I drink coffee"),
        ("I said I don't smoke, that's not true", "Correction: I smoke"),
        ("i said i was vegan but that's not true really", "Correction: I am not vegan"),
        ("i told you im vegan, i'm not", "Correction: I am not vegan"),
        ("i told you i've got a dog, i lied", "Correction: I do not have a dog"),
        ("i told you i can't swim but i can", "Correction: I can swim"),
        ("my brother has asthma, not me", "my brother has asthma. Correction: I do not have asthma"),
        ("sorry i meant my brother has asthma, not me", "my brother has asthma. Correction: I do not have asthma"),
        ("it's my mum who's diabetic, not me", "my mum is diabetic. Correction: I am not diabetic"),
    ],
)  # fmt: skip
def test_the_opposite_of_what_was_told_is_so(said: str, whole: str) -> None:
    assert _last(said) == Repair(whole)


@pytest.mark.parametrize(
    "said",
    [
        "my wife told you i don't drink coffee but she does", "i told tom i was vegan but that's not true", "she said i was vegan but that's not true",
        "i told you i work at tesco but not when", "did i tell you i don't drink coffee?", "i told you i don't drink coffee but my wife does",
        "it's my mum who cooks, not me", "my brother likes football, not me", "it's my mum who has it, not me",
        "i said i love hiking and i do", "i told you i'm vegan and i am", "i told you i have asthma and i have",
        "i said i don't drink and i don't", "my brother has asthma too, not me only",
    ],
)  # fmt: skip
def test_nothing_is_so_by_what_others_told(said: str) -> None:
    assert _last(said) == Repair(said)


@pytest.mark.parametrize(
    ("said", "thing"),
    [
        ("forget what i said about my twin sister, i was joking", "twin sister"),
        ("never mind that about the snake, was joking", "snake"),
    ],
)
def test_what_was_told_of_a_thing_is_taken_back(said: str, thing: str) -> None:
    assert _last(said) == Repair("", thing)


@pytest.mark.parametrize(
    "talk",
    [
        "i like tea, actually coffee too", "i have three cats, no dogs", "i'm vegan, sorry", "my boss is Graham, sorry for the rant",
        "i live in Leith. sorry, long day", "i live in Leith. No, seriously.", "my son is 6, well nearly 7", "i drive a Skoda, not fast",
        "i can't make Tuesday, sorry, Wednesday is better", "my dad is 70, wait till you meet him", "i love curry, i mean who doesn't",
        "i need to call mum. Oh, and dad.", "my flight is at 3pm, so noon pickup", "i speak Spanish, and a bit of French actually",
        "we're going to Rome in June, or maybe July", "my rent is £900, no bills included", "my number is 07700 900123, no texts please",
        "i live in Leith / no worries", "i live in Leith / sorry, late reply", "i live in Leith / actually never mind", "i live in Leith / wait, what?",
        "i live in Leith / *sigh*", "i live in Leith / oh and a dog", "i have three cats / A: How old are they? / two",
        "my sister lives in Leith / A: Does she like it? / no, Bolton", "i'm vegan / A: Great, shall I suggest tofu? / no, seitan",
        "i live in Leith / A: Leith is lovely. / yes, Edinburgh", "i need to buy eggs / A: Added eggs. / milk", "i need to buy eggs / A: Added eggs. / and milk",
        "my interview is on Tuesday / A: Good luck! / *nervous*", "i'm going to Rome / wrong chat", "i'm going to Rome / wrong window sorry",
        "i work at Tesco / A: What's your job at Tesco? / cashier", "my son is 6 / A: Got it, your son is 6. / correct", "i eat meat / A: You eat meat, noted. / no pork",
        "i eat meat / A: You eat meat, noted. / not often", "i went to Rome in May / A: Rome in May sounds lovely / and June!", "my dog is called Rex / A: Rex sounds lovely. / labrador",
        "my wife is a nurse / sorry, doorbell", "my wife is called Anna / well, Dr Anna", "my rent is £900 / sorry, kids", "i'm a nurse / sorry, phone",
        "i told you my son likes trains, can you find a book", "i said i was busy", "never mind that about the dentist", "forget it", "i love it here / you're kidding", "i love it here / not me",
        "i have a cold / no joke", "my sister Anna is here / with a friend", "i have tea / with a biscuit", "i'm vegan / joking aside, any recipes?",
        "My sister lives in Bolton. / Actually, Leeds United won yesterday", "My phone is 07700 900123. / sorry, my battery is dead", "My car is a Golf. / sorry, bad joke",
        "My mother is Irish. / sorry, Polish food recipe please", "I'm a teacher. / oh, English", "I'm a teacher. / Actually, Miss", "I work nights. / actually days off soon",
        "My mum is vegetarian. / scratch that itch lol", "My boss is Tom. / sorry, Teams call", "My dad is a plumber. / sorry boss here", "My mum is ill. / sorry, bad news",
        "My flight is on Friday, sorry Sam, can't come", "My dog is Rex. / did I say Rex? He's adorable", "I said Tom likes football but Jerry likes rugby", "my boss is Graham, or rather was",
    ],
)  # fmt: skip
def test_nothing_is_put_right_by_what_only_looks_so(talk: str) -> None:
    texts = talk.split(" / ")
    assert _last(*texts) == Repair(texts[-1])


@pytest.mark.parametrize("unit", ["no sorry ", "- ", "i live in leith ", "*", "ab, no, "])
def test_a_long_sentence_is_read_as_it_is(unit: str) -> None:
    """Nobody puts a value right in ten thousand characters without an end, and to look for one takes as long as it is."""
    text = unit * 5_000
    assert _last("I live in Leith.", text) == Repair(text)


def test_a_value_is_said_over_in_one_of_many_sentences() -> None:
    """A long message is looked at sentence by sentence."""
    idle = "The weather was as dull as it has been all week, and nobody came by. " * 8
    found = _last(f"{idle}My interview is on Tuesday, no sorry, Wednesday. {idle}")
    assert found == Repair(f"{idle}My interview is on Wednesday. {idle}")


@pytest.mark.parametrize(
    "text",
    [
        "I got a new phone, sorry, two",
        "Everyone is alone here, I mean, three",
        "I bought a phone for my kid, sorry, 2",
    ],
)
def test_a_number_within_a_word_is_none(text: str) -> None:
    """There is no "one" in a phone that another number takes the place of."""
    assert text == repaired(turn(text), ()).text
