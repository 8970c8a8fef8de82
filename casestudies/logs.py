"""How the portal writes its log: where something failed, never on what data; what was only refused, in one line."""

import logging
import traceback
from types import TracebackType

type ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Formats exceptions as their places and classes, without their messages.

    A message may quote a value: PostgreSQL prints the whole row that broke a constraint, `float` the text that is no
    number. Scores and references must not reach a log that way, so no message does.
    """

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (logging's own name)
        """Return every frame of the exception and of those that caused it, each ended by its class alone."""
        lines: list[str] = []
        seen: set[int] = set()
        error = ei[1]
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            told = [*traceback.format_tb(error.__traceback__), f"{type(error).__module__}.{type(error).__qualname__}"]
            lines.insert(0, "".join(told))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhich led to:\n".join(lines)


class WithoutPlaces(logging.Filter):
    """Lets every record through; one of an answer below 500 loses its frames, because a refusal is nothing to mend."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Django gives `status_code` to the records of answers."""
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = None
        return True
