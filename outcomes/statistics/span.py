"""A number known to lie between two ends: an interval, an envelope over possible counts, a possible range."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high` inclusive, in whatever unit its owner says; exact when they are equal."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:  # also refuses NaN
            raise ValueError(f"a span from {self.low} to {self.high} is not a span")

    @property
    def exact(self) -> bool:
        """Whether one number is known."""
        return self.low == self.high

    @classmethod
    def hull(cls, *spans: "Span") -> "Span":
        """The smallest span that holds all of `spans`. Raises ValueError when there are none."""
        return cls(min(s.low for s in spans), max(s.high for s in spans))
