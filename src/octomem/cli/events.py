"""Octomem's events on stderr: the command line configures the logger, the library never does."""

import logging
import os
import sys

from octomem.errors import SettingsError

VARIABLE = "OCTOMEM_LOG"
LEVELS = ("debug", "info", "warning", "error")
DEFAULT = "error"
"""Less is told by the commands themselves: who failed, what waits."""


class _Stderr(logging.Handler):
    """Writes to what is stderr at the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(f"octomem: {self.format(record)}\n")


_HANDLER = _Stderr()


def show_events() -> None:
    """Show the events of the level that `OCTOMEM_LOG` names, and above.

    Raises:
        SettingsError: there is no such level.
    """
    level = os.environ.get(VARIABLE, DEFAULT).lower()
    if level not in LEVELS:
        raise SettingsError(f"{VARIABLE} is {level!r}; expected one of {', '.join(LEVELS)}")
    logger = logging.getLogger("octomem")
    logger.setLevel(level.upper())
    logger.addHandler(_HANDLER)  # twice does no harm
