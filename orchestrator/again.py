"""Extracting again: calls that a language model failed at, with the same model or another."""

from octomem.errors import NoModelError
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.ingesting import Ingesting
from octomem.orchestrator.options import ExtractOptions, partition_of
from octomem.stores.ledger import extractions


class Again:
    """What one `extract_pending` works with.

    Raises:
        NoModelError: no model is named, neither in the options nor in the settings.
    """

    def __init__(self, engine: Engine, options: ExtractOptions) -> None:
        name = options.get("model") or engine.settings.model
        if name is None:
            raise NoModelError("extract_pending", ", or give one (--model)")
        self._engine = engine
        self._options = options
        self._configured = engine.configured(name)
        self.ingesting = Ingesting(engine, self._configured.model)
        """Runs calls again with this model."""

    def calls(self) -> list[str]:
        """Return the calls that are pending, oldest first."""
        ids = {name: self._options.get(name) for name in ("user_id", "org_id")}
        with self._engine.ledger.read() as connection:
            if all(value is None for value in ids.values()):
                return extractions.pending(connection)
            scope = partition_of(ids, "extract_pending")
            number = self._engine.ledger.partition(connection, scope)
            return [] if number is None else extractions.pending(connection, number)

    def check(self) -> None:
        """See whether anything may be spent today.

        Raises:
            SpendingLimitError: the day's limit is reached.
        """
        self._configured.check()

    def close(self) -> None:
        """Let no further request begin."""
        self._configured.close()
