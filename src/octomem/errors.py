"""Every error that leaves octomem, in one tree.

::

    OctomemError
    ├── UsageError            the caller's mistake; nothing was written
    │   ├── ScopeError        no id, an empty one, or one that is too long
    │   ├── MessageError      a message that cannot be a turn
    │   ├── TurnConflictError a known message id came back with another content
    │   ├── NotFoundError     no such memory or operation inside the given scope
    │   ├── UndoError         an operation cannot be reversed, or not yet
    │   ├── ExportFileError   a file to load is none, is damaged, or is of a newer octomem
    │   ├── BackupError       a folder to restore is no backup, is damaged, or of a newer octomem
    │   ├── NoModelError      a language model is needed, and none is named
    │   └── SettingsError     a setting is unknown or has a wrong value
    ├── StoreError            a store failed; names the store and the operation
    │   ├── StoreFolderError  the folder is none of ours, read-only, missing or damaged
    │   ├── StoreFullError    the disk is full; nothing of the call was written
    │   ├── StoreLockedError  another process writes this store
    │   ├── StoreVersionError the store was written by a newer octomem, or its server is too old
    │   ├── StoreUnavailableError  a server is down, was lost, or is too slow
    │   ├── StoreAccessError  a server refuses the user, the password or the database
    │   ├── StoreClosedError  the orchestrator was closed, or is read-only
    │   └── EmbedderMismatchError  the store holds vectors of another model
    ├── AgentError            one of the eight agents failed; the others went on
    ├── ModelError            a language model did not help; what was said is kept all the same
    │   ├── ModelUnavailableError  it cannot be reached, is overloaded or too slow
    │   ├── ModelRequestError      the provider refuses the request: key, name, permission
    │   ├── ModelAnswerError       it answers with nothing that can be used
    │   └── SpendingLimitError     the day's limit is reached; it was not asked
    ├── PromptError           a prompt file is wrong, or an input of it is missing
    ├── VaultError            a vault value cannot be sealed or opened
    └── MissingExtraError     an optional package is not installed
"""

from typing import Self

from octomem.operation import Usage


class OctomemError(Exception):
    """Base of every error that octomem raises on purpose."""


class UsageError(OctomemError, ValueError):
    """The call is wrong and would be wrong again; nothing was written."""


class ScopeError(UsageError):
    """The ids given name no valid scope."""


class MessageError(UsageError):
    """A message cannot be a turn. `index` is its place in the list, from 0."""

    def __init__(self, message: str, *, index: int | None = None) -> None:
        super().__init__(message if index is None else f"message {index}: {message}")
        self.index = index


class TurnConflictError(UsageError):
    """A message id that is already known came with another content.

    Unlike MessageError the message itself is fine; the whole call is rejected so
    that no caller believes a turn was replaced.
    """

    def __init__(self, message_id: str) -> None:
        super().__init__(
            f"message id {message_id!r} is already recorded with another content; "
            "give the changed message an id of its own"
        )
        self.message_id = message_id


class NotFoundError(UsageError, LookupError):
    """No such memory or operation inside the given scope (it may exist in another one)."""

    def __init__(self, memory_id: str, *, what: str = "memory") -> None:
        super().__init__(f"no {what} {memory_id!r} in this scope")
        self.memory_id = memory_id


class UndoError(UsageError):
    """An operation cannot be reversed. `first` names the operation to undo before it, if any.

    Unlike NotFoundError the operation is there: it wrote nothing, was undone already, or
    something was built on what it wrote.
    """

    def __init__(self, message: str, *, first: str | None = None) -> None:
        super().__init__(message)
        self.first = first


class ExportFileError(UsageError):
    """A file to load is no whole export. `line` is where, from 1.

    Unlike StoreError nothing is wrong with the store, which is as it was before.
    """

    def __init__(self, message: str, *, line: int) -> None:
        super().__init__(f"line {line}: {message}; nothing was loaded")
        self.line = line


class BackupError(UsageError):
    """A folder to restore is no whole backup; nothing was restored."""


class NoModelError(UsageError):
    """The call needs a language model, and neither it nor the settings name one."""

    def __init__(self, what: str, more: str = "") -> None:
        super().__init__(
            f"{what} needs a language model, and none is named; set `model` "
            f"(OCTOMEM_MODEL=openai/gpt-4o-mini, say){more}"
        )


class SettingsError(UsageError):
    """A setting is unknown, or its value is not what it takes."""


class StoreError(OctomemError):
    """A store failed. `store` and `operation` say which and at what."""

    def __init__(self, message: str, *, store: str, operation: str) -> None:
        super().__init__(f"{store}: {operation}: {message}")
        self.store = store
        self.operation = operation

    @classmethod
    def of(cls, error: Exception, *, store: str, operation: str) -> Self:
        """Map a foreign error at the seam where it enters."""
        return cls(f"{type(error).__name__}: {error}", store=store, operation=operation)


class StoreFolderError(StoreError):
    """The folder holds no store that can be used as it is.

    It is missing, holds something else, cannot be written, or its file is damaged: the
    message says which, and what to do.
    """


class StoreFullError(StoreError):
    """The disk is full. What was committed before stands; make room and try again."""


class StoreLockedError(StoreError):
    """Another process writes this store; open it with `read_only=True` beside it."""


class StoreVersionError(StoreError):
    """The store was written by a newer octomem, or its server is too old: update that one."""


class StoreUnavailableError(StoreError):
    """A server is down, was lost, or did not answer in time.

    Unlike other store errors it passes by itself: what follows the ledger catches up, and
    `recall` goes on without that server, with a note in `degraded`.
    """


class StoreAccessError(StoreError):
    """A server refuses the user, the password or the database; the settings have to change."""


class StoreClosedError(StoreError):
    """The store does not take this call: it was closed or opened read-only."""


class EmbedderMismatchError(StoreError):
    """The store holds vectors of another embedding model.

    Unlike other store errors this one is mended by `rebuild(embeddings=True)`.
    """


class AgentError(OctomemError):
    """One agent failed. `agent` says which; the others' work stands."""

    def __init__(self, agent: str, message: str) -> None:
        super().__init__(f"{agent}: {message}")
        self.agent = agent


class ModelError(OctomemError):
    """A language model did not help. `usage` is what was spent in vain.

    Turns are recorded before a model is asked, so nothing that was said is lost: the
    offline extractor takes over, and `extract_pending` asks again.
    """

    def __init__(self, message: str, model: str, usage: Usage | None = None) -> None:
        super().__init__(f"{model}: {message}")
        self.model = model
        self.usage = usage or Usage()


class ModelUnavailableError(ModelError):
    """The model cannot be reached, is overloaded or too slow: it may help later."""


class ModelRequestError(ModelError):
    """The provider refuses the request (key, model name, permission) and would do so again."""


class ModelAnswerError(ModelError):
    """The model answers with a refusal, or with nothing that can be read, also when asked again."""


class SpendingLimitError(ModelError):
    """The day's spending limit is reached, so the model was not asked."""


class PromptError(OctomemError):
    """A prompt file is missing or wrong, or one of its inputs is. `prompt` names it."""

    def __init__(self, prompt: str, message: str) -> None:
        super().__init__(f"prompt {prompt!r}: {message}")
        self.prompt = prompt


class VaultError(OctomemError):
    """A vault value cannot be sealed or opened (usually: the key is missing)."""


class MissingExtraError(OctomemError, ImportError):
    """An optional package is needed. `extra` says what to install."""

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(f"{what} needs an optional package: pip install 'octomem[{extra}]'")
        self.extra = extra
