"""Read a file in LoCoMo's form: conversations of dated sessions, questions with evidence.

LoCoMo: Maharana et al. 2024, "Evaluating Very Long-Term Conversational Memory of LLM
Agents". Its categories are numbered as in its data, not as in the paper's text.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

Message = dict[str, Any]
"""One message as `process()` takes it."""

CATEGORIES = {
    1: "multi-hop",
    2: "temporal",
    3: "open-domain",
    4: "single-hop",
    5: "adversarial",
}
ADVERSARIAL = 5
"""Its questions have no answer; their evidence is what misleads. Scored apart."""

_SESSION = re.compile(r"session_(\d+)")
_EVIDENCE = re.compile(r"D:?\s*(\d+)\s*:\s*(\d+)")
_TIME = "%I:%M %p on %d %B, %Y"


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting, ready for `process()`."""

    session_id: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose evidence names at least one turn that exists."""

    text: str
    category: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation with its questions; `left_out` counts those without evidence."""

    user_id: str
    sessions: tuple[Session, ...]
    questions: tuple[Question, ...]
    left_out: Mapping[int, int]
    """Category to the number of its questions that name no turn that exists."""

    @property
    def turns(self) -> int:
        """How many turns the conversation has."""
        return sum(len(session.messages) for session in self.sessions)


def read(path: Path) -> list[Conversation]:
    """Read every conversation of a data file.

    Raises:
        ValueError: the file is not JSON in LoCoMo's form.
        OSError: the file cannot be read.
    """
    data: Any = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(data, list):
        raise ValueError(f"{path}: expected a list of conversations")  # noqa: TRY004
    try:
        return [conversation(item) for item in data]  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path}: not in LoCoMo's form: {error!r}") from error


def conversation(item: Mapping[str, Any]) -> Conversation:
    """Read one conversation."""
    talk: Mapping[str, Any] = item["conversation"]
    numbers = sorted(int(m[1]) for key in talk if (m := _SESSION.fullmatch(key)))
    sessions = tuple(
        session(number, talk[f"session_{number}_date_time"], talk[f"session_{number}"])
        for number in numbers
    )
    known = {message["id"] for each in sessions for message in each.messages}
    questions: list[Question] = []
    left_out: dict[int, int] = {}
    for raw in item["qa"]:
        gold = evidence(raw["evidence"], known)
        if gold:
            questions.append(Question(raw["question"], raw["category"], gold))
        else:
            left_out[raw["category"]] = left_out.get(raw["category"], 0) + 1
    return Conversation(item["sample_id"], sessions, tuple(questions), left_out)


def session(number: int, started: str, turns: Sequence[Mapping[str, Any]]) -> Session:
    """Make messages of one session's turns, a second apart so that their order shows."""
    start = session_time(started)
    messages = (message(turn, start + timedelta(seconds=i)) for i, turn in enumerate(turns))
    return Session(f"session_{number}", tuple(messages))


def session_time(text: str) -> datetime:
    """Read a session's time ("1:56 pm on 8 May, 2023"), taken as UTC."""
    return datetime.strptime(text.strip().upper(), _TIME).replace(tzinfo=UTC)


def message(turn: Mapping[str, Any], at: datetime) -> Message:
    """Make a message of a turn; a captioned picture becomes an image block beside the text."""
    content: object = turn["text"]
    if caption := turn.get("blip_caption"):
        image = {"type": "image", "caption": caption}
        if urls := turn.get("img_url"):
            image["url"] = urls[0] if isinstance(urls, list) else urls
        content = [{"type": "text", "text": turn["text"]}, image]
    return {
        "id": turn["dia_id"],
        "role": "user",
        "name": turn["speaker"],
        "timestamp": at.isoformat(),
        "content": content,
    }


def evidence(raw: Sequence[str], known: set[str]) -> tuple[str, ...]:
    """Return the evidence ids that exist, in order, mending malformed ones.

    Some ids run together ("D8:6; D9:17"), have a stray colon ("D:11:26") or leading
    zeros ("D30:05").
    """
    ids = (f"D{int(m[1])}:{int(m[2])}" for text in raw for m in _EVIDENCE.finditer(text))
    return tuple(dict.fromkeys(i for i in ids if i in known))
