"""What the killed processes meant to do and had done: a file that outlives each of them."""

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Entry = dict[str, Any]


class Journal:
    """Appends a line before each call (`intent`) and one after it has returned (`done`)."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def intend(self, what: str, user: str, turns: list[str]) -> int:
        """Note what is about to be called; returns the number to acknowledge it by."""
        number = secrets.randbits(48)
        self._append({"intent": number, "what": what, "user": user, "turns": turns})
        return number

    def acknowledge(self, number: int, operations: list[str]) -> None:
        """Note that the call has returned, with the operations it told of."""
        self._append({"done": number, "operations": operations})

    def settle(self, state: "State") -> None:
        """Note what a check has found; what was unsure before is known now."""
        self._append({"state": {"turns": state.turns, "operations": state.operations}})

    def entries(self) -> Iterator[Entry]:
        """Return every whole line; a killed writer may have left half of one."""
        if self._file.exists():
            for line in self._file.read_text(encoding="utf-8").splitlines():
                if line.endswith("}"):
                    yield json.loads(line)

    def _append(self, entry: Entry) -> None:
        line = f"\n{json.dumps(entry)}\n".encode()
        descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        try:
            os.write(descriptor, line)
        finally:
            os.close(descriptor)


@dataclass
class State:
    """What a store holds: by user, the callers' names of turns, and operation ids."""

    turns: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    operations: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


@dataclass
class Expectation:
    """What a user must have, and may have, by the journal."""

    turns: set[str] = field(default_factory=set[str])
    operations: set[str] = field(default_factory=set[str])
    perhaps: list[set[str]] = field(default_factory=list[set[str]])
    """Turns of calls that did not return, each of which is there as a whole or not at all."""
    forgotten: bool = False
    """A `forget` did not return: all may be gone."""

    def broken_by(self, user: str, turns: list[str], operations: list[str]) -> list[str]:
        """Say what is lost, doubled or foreign in what the store holds of a user."""
        held, done = set(turns), set(operations)
        found = [f"{user}: turn {one} twice" for one in sorted(held) if turns.count(one) > 1]
        if len(done) < len(operations):
            found.append(f"{user}: an operation twice")
        if self.forgotten and not held and not done:
            return found
        found += [f"{user}: acknowledged turn {one} lost" for one in sorted(self.turns - held)]
        found += [f"{user}: operation {one} lost" for one in sorted(self.operations - done)]
        allowed = self.turns.union(*self.perhaps)
        found += [f"{user}: turn {one} from nowhere" for one in sorted(held - allowed)]
        for group in self.perhaps:
            if group & held and group - held:
                found.append(f"{user}: half of a call: {sorted(group & held)}")
        return found


def expected(entries: Iterator[Entry]) -> dict[str, Expectation]:
    """Read the journal: what each user must have, and may have."""
    found: dict[str, Expectation] = {}
    intents: dict[int, Entry] = {}
    for entry in entries:
        if "state" in entry:
            found = {
                user: Expectation(set(turns), set(entry["state"]["operations"].get(user, ())))
                for user, turns in entry["state"]["turns"].items()
            }
            intents.clear()
        elif "intent" in entry:
            intents[entry["intent"]] = entry
            user = found.setdefault(entry["user"], Expectation())
            if entry["what"] == "forget":
                user.forgotten = True
            else:
                user.perhaps.append(set(entry["turns"]))
        else:
            intent = intents.pop(entry["done"])
            if intent["what"] == "forget":
                found[intent["user"]] = Expectation()
            else:
                user = found[intent["user"]]
                user.perhaps.remove(set(intent["turns"]))
                user.turns |= set(intent["turns"])
                user.operations |= set(entry["operations"])
    return found
