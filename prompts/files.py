"""Reading prompt files, checked before anything is sent."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from octomem.errors import PromptError

_FRONT = re.compile(r"\A---\n(?P<head>.*?)\n---\n(?P<text>.*)\Z", re.DOTALL)
_KEYS = ("id", "version", "inputs", "output")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file."""

    id: str
    """`<agent>/<task>`, which is where the file is."""
    version: int
    inputs: frozenset[str]
    output: str
    """Name of the model that the answer has to fit."""
    text: str

    def render(self, **inputs: str) -> str:
        """Put the inputs in.

        Raises:
            PromptError: one is missing, or is not an input of this prompt.
        """
        if frozenset(inputs) != self.inputs:
            wanted = ", ".join(sorted(self.inputs)) or "nothing"
            raise PromptError(self.id, f"it takes {wanted}; got {', '.join(sorted(inputs))}")
        return Template(self.text).substitute(inputs)


@cache
def load_prompt(name: str) -> Prompt:
    """Read the prompt `<agent>/<task>`; once per process.

    Raises:
        PromptError: there is no such file, or its front matter or placeholders are wrong.
    """
    folder, _, task = name.partition("/")
    file = files("octomem.prompts").joinpath(folder).joinpath(f"{task}.md")
    if not file.is_file():
        raise PromptError(name, "there is no such file")
    return read_prompt(name, file.read_text(encoding="utf-8"))


def read_prompt(name: str, content: str) -> Prompt:
    """Read a prompt file's content.

    Raises:
        PromptError: its front matter or its placeholders are wrong.
    """
    found = _FRONT.match(content)
    if found is None:
        raise PromptError(name, "expected front matter between two lines of ---")
    pairs = [line.partition(":") for line in found["head"].splitlines()]
    head = {key.strip(): value.strip() for key, _, value in pairs}
    if tuple(head) != _KEYS or head["id"] != name or not head["version"].isdecimal():
        raise PromptError(name, f"expected {', '.join(_KEYS)}, the id {name!r} and a whole version")
    text = found["text"].strip()
    template, inputs = Template(text), frozenset(head["inputs"].split())
    if not template.is_valid() or frozenset(template.get_identifiers()) != inputs:
        raise PromptError(name, "its placeholders are not its inputs")
    return Prompt(head["id"], int(head["version"]), inputs, head["output"], text)
