"""Phrases of a question that ask for one kind of memory."""

import re

from octomem.agents.base import Question


class Cues:
    """Patterns over a question's lower-case words, each with the strength of its hint."""

    def __init__(self, *pairs: tuple[float, str]) -> None:
        strongest_first = sorted(pairs, key=lambda pair: -pair[0])
        self._patterns = [(strength, re.compile(pattern)) for strength, pattern in strongest_first]

    def strength(self, question: Question) -> float:
        """Return the strongest hint that matches, in [0, 1]; 0 if none does."""
        text = " ".join(question.words).casefold().replace("\u2019", "'")
        for strength, form in self._patterns:
            if form.search(text):
                return strength
        return 0.0
