"""`octomem chat`: a conversation in the terminal that is remembered, line by line."""

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import octomem
from octomem.cli.options import Agent, Org, Session, StorePath, User
from octomem.cli.output import cited, console, notes, remark, table, visible
from octomem.errors import OctomemError
from octomem.memory import Kind, Memory
from octomem.operation import Action, ProcessResult

SHOWN = 3
"""Memories that an answer cites."""
RECALLED = 10
LISTED = 20

WELCOME = (
    "Everything you say is stored and remembered. No model answers here: each answer is an echo "
    "of what your words recall.\n/help shows the commands, /quit or Ctrl-D ends."
)
HELP = """\
/recall QUESTION  what is remembered about it
/list             the newest memories
/why ID           where a memory comes from, and what happened to it
/quit             end (also Ctrl-D)
Anything else is said, remembered and answered."""


@dataclass(frozen=True, slots=True)
class _Chat:
    """An open store and who talks to it."""

    memory: "octomem.Orchestrator"
    scope: octomem.Scope
    """Partition, agent and session of the talk."""

    def say(self, text: str) -> None:
        """Answer with what is remembered, then remember what was said."""
        with notes().status("remembering"):
            found = self._recalled(text, SHOWN)
            done = self.memory.process(
                [{"role": "user", "content": text}],
                user_id=self.scope.user_id,
                agent_id=self.scope.agent_id,
                session_id=self.scope.session_id,
                org_id=self.scope.org_id,
            )
        _print(_echo(found.memories if found.found else ()))
        _print(_kept(done))

    def recall(self, question: str) -> None:
        """Print what bears on a question."""
        if not question:
            _print("/recall takes a question, such as /recall Where do I live?")
            return
        with notes().status("recalling"):
            found = self._recalled(question, RECALLED)
        _memories(found.memories if found.found else ())

    def list(self, _: str) -> None:
        """Print the newest memories."""
        page = self.memory.list(
            limit=LISTED,
            user_id=self.scope.user_id,
            agent_id=self.scope.agent_id,
            org_id=self.scope.org_id,
        )
        _memories(page.memories)

    def why(self, memory_id: str) -> None:
        """Print where a memory comes from and every operation on it."""
        if not memory_id:
            _print("Which one? /why ID, with an id that /list shows.")
            return
        history = self.memory.history(
            memory_id,
            user_id=self.scope.user_id,
            agent_id=self.scope.agent_id,
            org_id=self.scope.org_id,
        )
        newest = history.versions[-1]
        _print(f"{newest.kind.value}: {_one_line(newest.text)} {cited(newest.sources)}")
        for each in history.operations:
            _print(f"  {each.action.value}: {each.reason}")

    def help(self, _: str) -> None:
        """Print the commands."""
        _print(HELP)

    def _recalled(self, question: str, limit: int) -> "octomem.Recall":
        return self.memory.recall(
            question,
            limit=limit,
            user_id=self.scope.user_id,
            agent_id=self.scope.agent_id,
            session_id=self.scope.session_id,
            org_id=self.scope.org_id,
        )


def chat(
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    path: StorePath = None,
) -> None:
    """Talk in the terminal, and see what is remembered.

    Each line is stored and answered by an echo that cites what it recalls; no model is
    called. From a pipe it reads one line at a time.
    """
    octomem.Scope(org, user, agent, session)  # refused here where it names nobody
    session = session or f"chat-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    scope = octomem.Scope(org, user, agent, session)
    with octomem.Orchestrator(path=path) as memory, contextlib.suppress(KeyboardInterrupt):
        _print(WELCOME)
        talk = _Chat(memory, scope)
        for line in _lines():
            if line in {"/quit", "/exit"}:
                break
            if line:
                _obey(talk, line)
    _print("Bye. It is all remembered.")


def _obey(talk: _Chat, line: str) -> None:
    """Do what a line asks for; what goes wrong is said, and the chat goes on."""
    try:
        _action(talk, line)()
    except OctomemError as error:
        remark(visible(_one_line(str(error))))


def _action(talk: _Chat, line: str) -> Callable[[], None]:
    name, _, rest = line.partition(" ")
    commands = {"/recall": talk.recall, "/list": talk.list, "/why": talk.why, "/help": talk.help}
    if name in commands:
        return partial(commands[name], rest.strip())
    if name.startswith("/"):
        return partial(_print, f"there is no {name}\n{HELP}")
    return partial(talk.say, line)


def _lines() -> Iterator[str]:
    """Read lines until the end: with history and editing on a terminal, else plainly."""
    if not sys.stdin.isatty():
        for line in sys.stdin:
            yield line.strip()
        return
    with contextlib.suppress(ImportError):
        importlib.import_module("readline")  # its presence lets `input` edit the line
    while True:
        try:
            yield input("> ").strip()
        except EOFError:
            _print("")
            return


def _echo(memories: Sequence[Memory]) -> str:
    if not memories:
        return "I remember nothing about that yet."
    lines = [f"  {m.kind.value}: {_one_line(m.text)} {cited(m.sources)}" for m in memories]
    return "\n".join(["I remember:", *lines])


def _kept(done: ProcessResult) -> str:
    """Tell what was made of a line besides the line itself."""
    made = [
        f"{each.agent.value} {each.action.value}: {_one_line(each.text)}"
        for each in done.operations
        if each.action is not Action.SKIP and each.agent not in {Kind.EPISODIC, Kind.CONTEXTUAL}
    ]
    return f"  (kept: {'; '.join(made)})" if made else "  (kept word for word)"


def _memories(memories: Sequence[Memory]) -> None:
    if not memories:
        _print("Nothing.")
        return
    rows = [(m.kind.value, m.text, cited(m.sources), m.id) for m in memories]
    console().print(table("memories", ("kind", "text", "from", "id"), rows))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _print(text: str) -> None:
    console().print(visible(text), soft_wrap=True)
