"""Finding secrets in text: what may never be written down in the clear."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from octomem.stores.vault import placeholder
from octomem.stores.vault.accounts import find_cards, find_ibans
from octomem.stores.vault.answers import LOOKED_AT, find_answer
from octomem.stores.vault.chinese import find_chinese
from octomem.stores.vault.commands import find_command_passwords
from octomem.stores.vault.corrections import find_corrections
from octomem.stores.vault.labelled import find_labelled, is_secret_name
from octomem.stores.vault.labels import Sensitivity, sensitivity
from octomem.stores.vault.phrased import find_groups, find_phrased
from octomem.stores.vault.provider_keys import (
    Found,
    find_keys,
    find_private_keys,
    find_url_passwords,
)
from octomem.stores.vault.values import is_blank

REPEATED_VALUES = 200
"""Distinct values of one text whose other occurrences are looked for."""

_SHORTEST_REPEAT = 4
_QUESTION = re.compile(r"(?<=\w)[?\uff1f](?=\s)")


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret is in a text. It does not hold the value."""

    start: int
    end: int
    label: str
    """What it is: "wifi password", "openai api key"."""

    @property
    def sensitivity(self) -> Sensitivity:
        """How much harm its loss would do."""
        return sensitivity(self.label)


def find_secrets(text: str) -> list[Secret]:
    """Find the secrets of a text, in order, without overlaps.

    A value that was found once is found everywhere in the text. Contact data (phone,
    e-mail, street address) is no secret, nor is a number just because it is one.
    Takes time linear in the text's length.
    """
    return find_in_all([text])[0]


def find_in_all(
    texts: Sequence[str],
    known: Mapping[str, str] | None = None,
    said_before: Sequence[str] = (),
) -> list[list[Secret]]:
    """Find the secrets of texts that belong together: a value of one is found in all.

    `known` maps values that are secrets already to their labels; they are found too.
    `said_before` holds what was said just before each of the first texts, "" for nothing:
    the answer to a question for a secret is one.
    """
    questions = [*said_before, *[""] * (len(texts) - len(said_before))]
    found = [
        _apart(text, _all(text, question)) for text, question in zip(texts, questions, strict=True)
    ]
    values = dict(known or {}) | {
        text[secret.start : secret.end]: secret.label
        for text, secrets in zip(reversed(texts), reversed(found), strict=True)
        for secret in reversed(secrets)
    }
    if not values:
        return found
    return [
        _apart(text, [*_repeats(text, values), *secrets])
        for text, secrets in zip(texts, found, strict=True)
    ]


def find_in_field(name: str, text: str) -> list[Secret]:
    """Find the secrets of a named field's text; the name counts as a label."""
    found = find_secrets(text)
    label = is_secret_name(name)
    if found or label is None or is_blank(text.strip()) or placeholder.PATTERN.search(text):
        return found
    return [Secret(0, len(text), label)]


def _all(text: str, question: str) -> Iterable[Found]:
    """Yield what each finder finds; where two overlap, the earlier finder is believed."""
    yield from find_private_keys(text)
    yield from find_keys(text)
    yield from find_url_passwords(text)
    yield from find_ibans(text)
    yield from find_cards(text)
    yield from find_command_passwords(text)
    named = [*find_labelled(text), *find_chinese(text), *find_phrased(text), *find_groups(text)]
    yield from named
    yield from find_corrections(text, named)
    yield from find_answer(question, text)
    yield from _asked_and_answered(text)


def _asked_and_answered(text: str) -> Iterable[Found]:
    """Find the answers to the questions that a text asks itself."""
    for match in _QUESTION.finditer(text):
        start = match.end()
        question = text[max(0, match.start() - LOOKED_AT) : start]
        found = find_answer(question.strip(), text[start : start + LOOKED_AT])
        yield from ((start + begin, start + end, label) for begin, end, label in found)


def _apart(text: str, found: Iterable[Found | Secret]) -> list[Secret]:
    """Keep what overlaps neither an earlier find nor a placeholder that is already there."""
    secrets = [item if isinstance(item, Secret) else Secret(*item) for item in found]
    shapes = [(shape.start, shape.end) for shape in placeholder.read(text)]
    kept: list[Secret] = []
    last_end = 0
    order = sorted(enumerate(secrets), key=lambda pair: (pair[1].start, pair[0]))
    for _, secret in order:
        if secret.start < last_end or secret.start >= secret.end:
            continue
        kept.append(secret)
        last_end = secret.end
    return [s for s in kept if not _touches(s, shapes)] if shapes else kept


def _touches(secret: Secret, shapes: list[tuple[int, int]]) -> bool:
    """Say whether a find takes a placeholder for a value (one inside its label is real)."""
    return any(
        start < secret.end and secret.start < end and not start < secret.start < secret.end < end
        for start, end in shapes
    )


def _repeats(text: str, values: Mapping[str, str]) -> Iterable[Secret]:
    """Find every occurrence of values that are known to be secret."""
    for value, label in list(values.items())[:REPEATED_VALUES]:
        start = text.find(value) if len(value) >= _SHORTEST_REPEAT else -1
        while start >= 0:
            end = start + len(value)
            if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                yield Secret(start, end, label)
            start = text.find(value, end)
