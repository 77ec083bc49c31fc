"""Phrases of a question that ask for one kind of memory."""

import re

from octomem.agents.base import Question


class Cues:
    """Patterns over a question's lower-case words, each with the strength of its hint."""

    def __init__(self, *pairs: tuple[float, str]) -> None:
        self._patterns = [(strength, re.compile(pattern)) for strength, pattern in pairs]

    def strength(self, question: Question) -> float:
        """Return the strongest hint that matches, in [0, 1]; 0 if none does."""
        text = " ".join(question.words).casefold().replace("\u2019", "'")
        return max((value for value, form in self._patterns if form.search(text)), default=0.0)
