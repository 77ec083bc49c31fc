"""Where, when, on what and in which mood somebody is, as people say it."""

import pytest
from tests.unit.spoken import READER, found, turn

from octomem.agents.contextual import ContextualAgent
from octomem.turn import Role

AGENT = ContextualAgent()


def told(text: str) -> dict[str, str]:
    """Return the facets that one turn tells, folded."""
    return {str(c.fields["facet"]): str(c.fields["value"]).casefold() for c in found(AGENT, text)}


def answered(question: str, answer: str) -> dict[str, str]:
    """Return the facets that an answer to an assistant's question tells, folded."""
    asked = READER.read(turn(question, 1, actor="Bot", role=Role.ASSISTANT))
    reply = READER.read(turn(answer, 2))
    own = [c for c in AGENT.extract([asked, reply]) if c.turns == ("t2",)]
    return {str(c.fields["facet"]): str(c.fields["value"]).casefold() for c in own}


@pytest.mark.parametrize(
    ("text", "facet", "expected"),
    [
        ("I'm at the airport waiting to board", "place", "airport"),
        ("just landed in Lisbon", "place", "lisbon"),
        ("Just landed in lisbon!", "place", "lisbon"),
        ("on the train to Graz, patchy signal", "place", "train"),
        ("writing from the hotel", "place", "hotel"),
        ("I'm currently in Vienna", "place", "vienna"),
        ("I'm at my sister's place this weekend", "place", "sister"),
        ("We're in the car on the way to Munich", "place", "car"),
        ("sitting in the waiting room at the vet", "place", "waiting room"),
        ("I'm working from a café in Porto today", "place", "caf"),
        ("I just got to the office", "place", "office"),
        ("I've just arrived at the hotel", "place", "hotel"),
        ("We finally made it to Oslo", "place", "oslo"),
        ("Greetings from sunny Naples!", "place", "naples"),
        ("I'm on a train right now so replies may be slow", "place", "train"),
        ("I'm home now", "place", "home"),
        ("back home, finally", "place", "home"),
        ("I'm in bed with a cold", "place", "bed"),
        ("We are at the Louvre!", "place", "louvre"),
        ("I'm out on the balcony", "place", "balcony"),
        ("at the gym, will reply later", "place", "gym"),
        ("on my phone, sorry for typos", "device", "phone"),
        ("from my laptop", "device", "laptop"),
        ("using Firefox on Ubuntu", "device", "firefox"),
        ("I'm on iOS 18", "device", "ios 18"),
        ("I'm using Chrome on Windows 11", "device", "windows 11"),
        ("I'm on a MacBook Air (M2)", "device", "macbook air"),
        ("Sent from my Galaxy S23", "device", "galaxy s23"),
        ("i'm on mobile rn", "device", "mobile"),
        ("I'm running Debian 12", "device", "debian 12"),
        ("chatting from my iPad today", "device", "ipad"),
        ("i'm on my work laptop", "device", "work laptop"),
        ("I'm so stressed", "mood", "stressed"),
        ("so stressed today", "mood", "stressed"),
        ("I'm over the moon", "mood", "over the moon"),
        ("feeling low", "mood", "low"),
        ("feeling a bit low today", "mood", "low"),
        ("I feel terrible", "mood", "terrible"),
        ("I'm knackered", "mood", "knackered"),
        ("Absolutely exhausted after today.", "mood", "exhausted"),
        ("this makes me so angry", "mood", "angry"),
        ("super excited about the trip!", "mood", "excited"),
        ("I'm feeling pretty hopeful about the interview", "mood", "hopeful"),
        ("I feel like crap", "mood", "crap"),
        ("I'm in a great mood today", "mood", "great mood"),
        ("I've been feeling anxious", "mood", "anxious"),
        ("we're thrilled!", "mood", "thrilled"),
        ("It's 3am here and I can't sleep", "time", "3am"),
        ("its 7am and im dead", "time", "7am"),
        ("It's already midnight here", "time", "midnight"),
        ("stranded in Malpensa, no trains", "place", "malpensa"),
        ("camping near Hallstatt right now", "place", "hallstatt"),
        ("landed in Quito, finally", "place", "quito"),
        ("sat on the kitchen floor w the dog", "place", "kitchen floor"),
        ("knackered, out on the balcony w a tea", "place", "balcony"),
        ("I'm in the conservatory by the way", "place", "conservatory"),
        ("I'm under my desk with the blinds shut", "place", "desk"),
        ("on the sofa in Lorcan's flat", "place", "lorcan's flat"),
        ("prepping slides, wfh today", "place", "home"),
        ("im on the mac mini at the lab", "place", "lab"),
        ("I'm reading all this in bed on the tablet", "place", "in bed"),
        ("I'm reading all this in bed on the tablet", "device", "tablet"),
        ("I write to you from the public library", "place", "library"),
        ("delayed again, phone on 6%", "device", "phone"),
        ("I'm in the cab to the client site", "place", "cab"),
        ("sitting in the ute", "place", "ute"),
        ("on the train. solmar was my last job, I'm at Pinefield Robotics", "place", "train"),
    ],
)
def test_the_present_situation_is_read(text: str, facet: str, expected: str) -> None:
    """Also without a subject, in lower case and in passing."""
    assert expected in told(text).get(facet, "")


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("I live in Berlin.", "place"),
        ("I was in Paris last week.", "place"),
        ("If I were in Rome I'd eat pizza", "place"),
        ("I'm from Lisbon.", "place"),
        ("I'll be at the office tomorrow", "place"),
        ("when I'm at the gym I listen to podcasts", "place"),
        ("She is at the airport", "place"),
        ("my brother is in Tokyo", "place"),
        ("I'm in trouble", "place"),
        ("I'm in love", "place"),
        ("I'm in a meeting", "place"),
        ("I'm on it", "place"),
        ("I'm at a loss", "place"),
        ("I'm in marketing", "place"),
        ("I'm on the board of directors", "place"),
        ("I'm in IT", "place"),
        ("I work at the hospital", "place"),
        ("I'm on our online store all day", "place"),
        ("I wish I were at the beach", "place"),
        ("are you at home?", "place"),
        ("I'm in two minds", "place"),
        ("I'm on holiday next week", "place"),
        ("I'm at Google as an engineer since 2019", "place"),
        ("Imagine I'm on a boat", "place"),
        ("I'm going to Rome", "place"),
        ("We're moving to Graz in May", "place"),
        ("I love being at home", "place"),
        ("I grew up in a village", "place"),
        ("The hotel is near the station", "place"),
        ("I landed in Rome yesterday", "place"),
        ("I got married", "place"),
        ("I just got a dog", "place"),
        ("in my opinion it's fine", "place"),
        ("in the end we stayed", "place"),
        ("on the other hand it is cheap", "place"),
        ("I have photos on my phone", "device"),
        ("I bought a new laptop", "device"),
        ("my phone bill is high", "device"),
        ("call me on my phone number", "device"),
        ("I sold my old iPhone", "device"),
        ("My sister is on her phone", "device"),
        ("Windows are expensive", "device"),
        ("the kitchen windows are dirty", "device"),
        ("I want an iPad", "device"),
        ("My sister is sad", "mood"),
        ("He seems angry", "mood"),
        ("I was happy there", "mood"),
        ("I'm afraid I can't come", "mood"),
        ("happy to help!", "mood"),
        ("I'm happy to help", "mood"),
        ("Happy birthday!", "mood"),
        ("sad news", "mood"),
        ("I'm good at chess", "mood"),
        ("great!", "mood"),
        ("if I'm tired I sleep", "mood"),
        ("are you tired?", "mood"),
        ("I'm not angry", "mood"),
        ("tired people make mistakes", "mood"),
        ("He is at the port now, and very proud of it", "mood"),
        ("I'm at Pinefield Robotics now, as QA lead", "place"),
        ("I never get angry", "mood"),
        ("He makes me laugh", "mood"),
        ("The movie was sad", "mood"),
        ("I used to feel anxious", "mood"),
        ("I'm down for pizza", "mood"),
        ("I get nervous before exams usually", "mood"),
        ("don't be sad", "mood"),
        ("excited puppies jump", "mood"),
        ("The meeting is at 3pm", "time"),
        ("my shift starts at 7am", "time"),
        ("ty! got in fine, so tired", "place"),
        ("not me, i'm on Meridian with Dagny", "place"),
        ("im on Family, not premium", "place"),
        ("at home its romanian only", "place"),
        ("GOT THE JOB at last", "place"),
        ("got in safely", "place"),
        ("in fine", "place"),
        ("in my opinion it's bad", "place"),
        ("over the moon", "place"),
        ("on the fence", "place"),
        ("under pressure at work", "place"),
        ("on the floor laughing", "place"),
        ("It's late", "time"),
        ("I wake up at 6am", "time"),
    ],
)
def test_another_time_place_or_person_is_not_the_situation(text: str, facet: str) -> None:
    """Homes, jobs, habits, plans, the past, courtesies and other people are left out."""
    assert facet not in told(text)


@pytest.mark.parametrize(
    ("question", "answer", "facet", "expected"),
    [
        ("Which device are you on?", "galaxy s23, android 14", "device", "galaxy s23"),
        ("Where are you right now?", "platform 4, Utrecht, with my bags", "place", "utrecht"),
        ("Where are you?", "at the office", "place", "office"),
        ("How are you today?", "so so. my knee hurts", "mood", "so so"),
        ("How are you?", "not great, my back hurts", "mood", "not great"),
        ("What browser do you use?", "firefox", "device", "firefox"),
    ],
)
def test_an_answer_needs_no_sentence(question: str, answer: str, facet: str, expected: str) -> None:
    """What was asked for says what a fragment means."""
    assert expected in answered(question, answer).get(facet, "")


@pytest.mark.parametrize(
    ("question", "answer"),
    [("Where are you from?", "Lisbon"), ("Where are you?", "why?"), ("How are you?", "fine")],
)
def test_another_question_or_a_courtesy_tells_no_situation(question: str, answer: str) -> None:
    """Where one is from is no present place, and "fine" is no mood."""
    assert not {"place", "mood"} & answered(question, answer).keys()


def test_a_turn_without_an_answer_is_read_for_itself() -> None:
    """The question before matters only where the turn itself says nothing."""
    assert "at home" == answered("Where are you?", "I'm at home").get("place")
