"""E-mail addresses, telephone numbers and postal addresses, and whose they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octomem.agents.reading.reading import Reading, Statement

_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_PHONE = re.compile(r"(?<![\w.,$€£#-])\+?\(?\d(?:[\s().-]{0,2}\d){6,13}(?![\w-])")
_PHONE_WORD = re.compile(
    r"\b(?:phone|mobile|cell|number|call|text|reach|whatsapp|tel|telephone|ring)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"\b(?:home |postal |mailing |office )?address$", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")


@dataclass(frozen=True, slots=True)
class Contact:
    """One piece of contact data; `label` is email, phone or address."""

    owner: str
    label: str
    value: str


def contacts(reading: Reading) -> Iterator[Contact]:
    """Yield the contact data of a turn; a sentence that says whose decides the owner."""
    for index, sentence in enumerate(reading.sentences):
        said = [s for s in reading.statements if s.sentence == index]
        for match in _EMAIL.finditer(sentence.text):
            yield Contact(_owner(said, reading), "email", match.group())
        if _PHONE_WORD.search(sentence.text):
            text = _DATE.sub("", _EMAIL.sub("", sentence.text))
            for match in _PHONE.finditer(text):
                yield Contact(_owner(said, reading), "phone", match.group().strip())
        for statement in said:
            if statement.predicate in {"is", "is at"} and _ADDRESS.search(statement.subject):
                owner = statement.subject.rpartition("'s ")[0]
                value = statement.text.partition(" is ")[2].removeprefix("at ")
                if owner and "@" not in value and any(char.isdigit() for char in value):
                    yield Contact(owner, "address", value)


def _owner(said: list[Statement], reading: Reading) -> str:
    """Return who a sentence is about: "Anna's email is …", else the speaker."""
    for statement in said:
        owner, mark, noun = statement.subject.rpartition("'s ")
        if mark and re.search(r"mail|phone|number|mobile|cell|contact", noun, re.IGNORECASE):
            return owner
    for statement in said:
        is_somebody = statement.subject_type == "person" and not statement.first_person
        if is_somebody and statement.subject[:1].isupper():
            return statement.subject
        is_target = statement.object_type == "person" and statement.object[:1].isupper()
        if statement.verb in {"reach", "call", "contact", "email", "text"} and is_target:
            return statement.object
    return reading.turn.actor
