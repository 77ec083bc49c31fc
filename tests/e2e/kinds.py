"""Texts for each of the eight memories, and a question that only that memory answers.

Every case is a short conversation of its own, mixed with small talk on other subjects.
The texts were written for this test.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from octomem.memory import Kind

Message = dict[str, Any]

START = datetime(2026, 2, 10, 9, 0, tzinfo=UTC)
"""When the conversations begin: a Tuesday."""
NOW = START + timedelta(hours=1)
"""When the questions are asked: nothing is overdue yet."""

SMALL_TALK: tuple[Message, ...] = (
    {"role": "user", "content": "The neighbours have painted their fence orange."},
    {"role": "user", "content": "That documentary about glaciers was three hours long."},
    {"role": "assistant", "content": "Three hours is a lot of ice."},
    {"role": "user", "content": "The bus was late because of the marathon."},
    {"role": "assistant", "content": "Marathons do that to buses."},
    {"role": "user", "content": "Somebody left a piano on the pavement."},
    {"role": "user", "content": "It has been raining since breakfast."},
    {"role": "assistant", "content": "A good day for tea, then."},
    {"role": "user", "content": "Lentil soup tastes better on the second day."},
    {"role": "user", "content": "The chess club lost every single game."},
    {"role": "assistant", "content": "There is always the next season."},
)


@dataclass(frozen=True, slots=True)
class Case:
    """A conversation, a question, and the text that the first memory must hold."""

    id: str
    kind: Kind
    question: str
    expects: str
    messages: tuple[Message, ...]
    hidden: str = ""
    """A secret that must not be in any recalled text."""


def case(
    name: str,
    kind: Kind,
    question: str,
    expects: str,
    *said: str | Message,
    speaker: str,
) -> Case:
    """Build a case: what was said, with small talk before and after it."""
    offset = sum(map(ord, name)) % len(SMALL_TALK)
    talk = [SMALL_TALK[(offset + step) % len(SMALL_TALK)] for step in (0, 3, 5)]
    raw = [talk[0], *(_spoken(each) for each in said), *talk[1:]]
    messages = [_complete(each, name, place, speaker) for place, each in enumerate(raw)]
    return Case(f"{kind}-{name}", kind, question, expects, tuple(messages))


def hiding(secret: str, built: Case) -> Case:
    """Name the secret that a case's conversation gives away."""
    return replace(built, hidden=secret)


def _spoken(said: str | Message) -> Message:
    return {"role": "user", "content": said} if isinstance(said, str) else said


def _complete(message: Message, name: str, place: int, speaker: str) -> Message:
    at = START + timedelta(minutes=place)
    defaults = {"id": f"{name}-{place}", "timestamp": at.isoformat()}
    if message["role"] == "user":
        defaults["name"] = speaker
    return defaults | message


CORE = (
    case(
        "name",
        Kind.CORE,
        "What is the user's name?",
        "Priya",
        "Hello there! My name is Priya Raman.",
        {"role": "assistant", "content": "Good morning! What are we doing today?"},
        speaker="Priya",
    ),
    case(
        "allergy",
        Kind.CORE,
        "What is Ruth allergic to?",
        "penicillin",
        "Before we plan anything: I'm allergic to penicillin.",
        speaker="Ruth",
    ),
    case(
        "language",
        Kind.CORE,
        "In which language should the assistant answer?",
        "German",
        "Please always answer in German, even when I write in English.",
        speaker="Theo",
    ),
    case(
        "never",
        Kind.CORE,
        "What must the assistant never do?",
        "ten in the morning",
        "I work nights at the moment.",
        "Never call me before ten in the morning.",
        speaker="Owen",
    ),
    case(
        "units",
        Kind.CORE,
        "Which units does Dara prefer?",
        "metric",
        "I prefer metric units in everything you send me.",
        speaker="Dara",
    ),
    case(
        "persona",
        Kind.CORE,
        "What is the assistant's name?",
        "Juniper",
        {"role": "system", "content": "You are Juniper, a patient maths tutor for adults."},
        "Hi, I would like to understand fractions at last.",
        speaker="Lou",
    ),
)

EPISODIC = (
    case(
        "fox",
        Kind.EPISODIC,
        "When did Idris see the fox?",
        "fox",
        "Yesterday I saw a fox on the roof of the bakery.",
        {"role": "assistant", "content": "What was it after?"},
        speaker="Idris",
    ),
    case(
        "lighthouse",
        Kind.EPISODIC,
        "What happened at the lighthouse?",
        "hat",
        "Last Saturday we walked to the lighthouse, and the wind took my hat.",
        speaker="Carmen",
    ),
    case(
        "wrist",
        Kind.EPISODIC,
        "When did Hana break her wrist?",
        "wrist",
        "I broke my wrist two weeks ago when I slipped on the ice.",
        speaker="Hana",
    ),
    case(
        "exam",
        Kind.EPISODIC,
        "What did Leo say about the exam?",
        "question three",
        "The exam this morning was brutal. I left half of question three empty.",
        {"role": "assistant", "content": "When do you get the result?"},
        speaker="Leo",
    ),
    case(
        "wedding",
        Kind.EPISODIC,
        "What happened at the wedding on Friday?",
        "sang",
        "At the wedding on Friday, Uncle Bruno sang for an hour and forgot every second line.",
        speaker="Nadia",
    ),
    case(
        "advice",
        Kind.EPISODIC,
        "What did the assistant say about the cough?",
        "thyme",
        "This cough has been keeping me awake.",
        {"role": "assistant", "content": "For a cough, thyme tea with honey helped many people."},
        speaker="Emil",
    ),
)

SEMANTIC = (
    case(
        "home",
        Kind.SEMANTIC,
        "Where does Ines live?",
        "Porto",
        "I live in Porto, five minutes from the river.",
        speaker="Ines",
    ),
    case(
        "parrot",
        Kind.SEMANTIC,
        "Which pet does Marta have?",
        "parrot",
        "I have a parrot called Biscuit.",
        {"role": "assistant", "content": "Does it talk?"},
        speaker="Marta",
    ),
    case(
        "moved",
        Kind.SEMANTIC,
        "Where does Paul live now?",
        "Ghent",
        {
            "role": "user",
            "content": "I live in Lyon.",
            "timestamp": "2025-09-02T18:00:00+00:00",
        },
        {"role": "assistant", "content": "News from France?"},
        "I moved to Ghent last week.",
        speaker="Paul",
    ),
    case(
        "collects",
        Kind.SEMANTIC,
        "What does Viktor collect?",
        "maps",
        "I collect old maps, mostly of places that no longer exist.",
        speaker="Viktor",
    ),
    case(
        "quokka",
        Kind.SEMANTIC,
        "What is a quokka?",
        "marsupial",
        "My daughter talks of nothing but animals.",
        "A quokka is a small marsupial from Australia.",
        speaker="Jo",
    ),
    case(
        "languages",
        Kind.SEMANTIC,
        "Which languages does Ana speak?",
        "Ana speaks",
        "I speak Portuguese and Dutch.",
        speaker="Ana",
    ),
)

PROCEDURAL = (
    case(
        "router",
        Kind.PROCEDURAL,
        "How do I reset the router?",
        "button",
        "How to reset the router:\n"
        "1. Unplug the power cable.\n"
        "2. Hold the small button for ten seconds.\n"
        "3. Plug the cable in again and wait for the green light.",
        speaker="Sol",
    ),
    case(
        "dumplings",
        Kind.PROCEDURAL,
        "How do you make the rice dumplings?",
        "steam",
        "To make rice dumplings, first you soak the rice overnight, then you wrap it in bamboo "
        "leaves, and finally you steam the parcels for two hours.",
        {"role": "assistant", "content": "That sounds delicious."},
        speaker="Wei",
    ),
    case(
        "deploy",
        Kind.PROCEDURAL,
        "How do I deploy the blog?",
        "make site",
        "To deploy the blog:\n```bash\ngit pull\nmake site\nsudo systemctl restart blog\n```",
        speaker="Uma",
    ),
    case(
        "espresso",
        Kind.PROCEDURAL,
        "How do I descale the espresso machine?",
        "citric acid",
        "How to descale the espresso machine:\n"
        "1. Empty the water tank.\n"
        "2. Fill it with water and vinegar.\n"
        "3. Run the machine twice.",
        {"role": "assistant", "content": "Vinegar can harm the seals."},
        "Good point. How to descale the espresso machine:\n"
        "1. Empty the water tank.\n"
        "2. Fill it with water and citric acid.\n"
        "3. Run the machine twice.",
        speaker="Piet",
    ),
    case(
        "alarm",
        Kind.PROCEDURAL,
        "What are the steps when the pump alarm goes off?",
        "valve",
        "When the pump alarm goes off, first check the pressure, then close the red valve, and "
        "finally call the engineer on duty.",
        speaker="Dora",
    ),
)

WORKING = (
    case(
        "passport",
        Kind.WORKING,
        "What does Nils still need to do?",
        "passport",
        "I need to renew my passport by 12 June.",
        {"role": "assistant", "content": "That is four months away."},
        speaker="Nils",
    ),
    case(
        "reminder",
        Kind.WORKING,
        "Which reminders are open?",
        "tomatoes",
        "Remind me to water the tomatoes tomorrow evening.",
        speaker="Asha",
    ),
    case(
        "one-done",
        Kind.WORKING,
        "Which tasks are still open?",
        "electricity bill",
        "I have to book a dentist appointment.",
        "I also have to pay the electricity bill by Friday.",
        "I booked the dentist appointment, so that task is done.",
        speaker="Milan",
    ),
    case(
        "undecided",
        Kind.WORKING,
        "What do we still have to decide?",
        "train",
        "We still have to decide whether we take the train or the car to Split.",
        speaker="Iva",
    ),
    case(
        "list",
        Kind.WORKING,
        "What is on the to-do list?",
        "parcel",
        "To do today:\n- pick up the parcel\n- fix the bike light\n- call the plumber",
        speaker="Gus",
    ),
)

CONTEXTUAL = (
    case(
        "place",
        Kind.CONTEXTUAL,
        "Where is Freya right now?",
        "airport",
        "I'm at the airport in Oslo, and my flight is delayed.",
        speaker="Freya",
    ),
    case(
        "device",
        Kind.CONTEXTUAL,
        "Which device is Kofi using at the moment?",
        "phone",
        "I'm typing this on my phone, so please bear with me.",
        speaker="Kofi",
    ),
    case(
        "mood",
        Kind.CONTEXTUAL,
        "What mood is Greta in?",
        "grumpy",
        "I'm grumpy today, so don't expect jokes.",
        speaker="Greta",
    ),
    case(
        "participants",
        Kind.CONTEXTUAL,
        "Who is taking part in this conversation?",
        "Ben",
        "Shall we begin?",
        {"role": "user", "name": "Ben", "content": "I'm here, go ahead."},
        {"role": "user", "name": "Chloe", "content": "Me too."},
        speaker="Ada",
    ),
    case(
        "topic",
        Kind.CONTEXTUAL,
        "What is this conversation about?",
        "beehive",
        "The beehive in the garden is very loud this week.",
        {"role": "assistant", "content": "A loud beehive may be about to swarm."},
        "How many frames does a beehive need in spring?",
        {"role": "assistant", "content": "Ten frames are usual for a beehive of that size."},
        "Then the beehive gets two more frames.",
        speaker="Otto",
    ),
)

KNOWLEDGE = (
    case(
        "sister",
        Kind.KNOWLEDGE,
        "Where does Karim's sister Leila work?",
        "Siemens",
        "My sister Leila works at Siemens.",
        {"role": "assistant", "content": "What does she build?"},
        speaker="Karim",
    ),
    case(
        "boss",
        Kind.KNOWLEDGE,
        "Who is Ravi's boss?",
        "Helga Brandt",
        "My boss is Helga Brandt.",
        speaker="Ravi",
    ),
    case(
        "founder",
        Kind.KNOWLEDGE,
        "Who founded Lumen Optics?",
        "Tobias Keller",
        "Tobias Keller founded Lumen Optics in a garage.",
        speaker="Elif",
    ),
    case(
        "phone",
        Kind.KNOWLEDGE,
        "What is Rosa's phone number?",
        "7946 0958",
        "Rosa's phone number is +44 20 7946 0958.",
        speaker="Tariq",
    ),
    case(
        "email",
        Kind.KNOWLEDGE,
        "What is Sara's e-mail address?",
        "sara.lind@example.com",
        "Sara's e-mail address is sara.lind@example.com.",
        speaker="Bo",
    ),
    hiding(
        "Marmalade-Tuba-77",
        case(
            "wifi",
            Kind.KNOWLEDGE,
            "What is the wifi password?",
            "wifi",
            "The wifi password is Marmalade-Tuba-77.",
            speaker="Fay",
        ),
    ),
    hiding(
        "00001111222233334444555566667777",
        case(
            "key",
            Kind.KNOWLEDGE,
            "What is the API key for the weather service?",
            "API key",
            "The API key for the weather service is sk-test-00001111222233334444555566667777.",
            speaker="Zed",
        ),
    ),
)

RESOURCE = (
    case(
        "article",
        Kind.RESOURCE,
        "Which link did Maya share about healthy soil?",
        "example.org/soil-health",
        "This article about healthy soil is worth your time: https://example.org/soil-health",
        speaker="Maya",
    ),
    case(
        "heron",
        Kind.RESOURCE,
        "Which photo shows a heron?",
        "heron",
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "Look who came by!"},
                {
                    "type": "image",
                    "url": "https://example.org/photos/pond.jpg",
                    "mime_type": "image/jpeg",
                    "caption": "a heron standing on a frozen pond",
                },
            ],
        },
        speaker="Sten",
    ),
    case(
        "agreement",
        Kind.RESOURCE,
        "Which file holds the tenancy agreement?",
        "tenancy-agreement.pdf",
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "Here it is, signed by both of us."},
                {
                    "type": "file",
                    "url": "https://example.org/files/tenancy-agreement.pdf",
                    "title": "tenancy-agreement.pdf",
                    "mime_type": "application/pdf",
                },
            ],
        },
        speaker="Abel",
    ),
    case(
        "snippet",
        Kind.RESOURCE,
        "Which code snippet computes the median?",
        "median",
        "This is what I use:\n"
        "```python\n"
        "def median(values):\n"
        "    ordered = sorted(values)\n"
        "    return ordered[len(ordered) // 2]\n"
        "```",
        speaker="Noor",
    ),
    case(
        "video",
        Kind.RESOURCE,
        "What is the link to the video about sailing knots?",
        "example.com/videos/knots",
        "I learned it from a video about sailing knots: https://example.com/videos/knots",
        {"role": "assistant", "content": "A bowline is a good start."},
        speaker="Cleo",
    ),
)

CASES: tuple[Case, ...] = (
    *CORE,
    *EPISODIC,
    *SEMANTIC,
    *PROCEDURAL,
    *WORKING,
    *CONTEXTUAL,
    *KNOWLEDGE,
    *RESOURCE,
)
