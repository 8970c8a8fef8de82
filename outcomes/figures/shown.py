"""Whether a figure shows, and counts that may be ranges: what both sides of the door share."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from outcomes.statistics.absence import Absent


@dataclass(frozen=True, slots=True)
class Shown[T]:
    """A figure readers may see."""

    value: T
    kind: Literal["shown"] = "shown"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure readers may not or cannot see, with the reason."""

    why: Absent
    kind: Literal["hidden"] = "hidden"


type Figure[T] = Shown[T] | Hidden


class Because(StrEnum):
    """Why a count is a range rather than one number."""

    EXACT = "exact"
    ROUNDING = "rounding"  # every whole number that rounds to the published percentage
    PRIVACY = "privacy"  # "fewer than 8", "at least 23 of 30"


@dataclass(frozen=True, slots=True)
class Count:
    """A count of people between `low` and `high` inclusive; exact when they are equal."""

    low: int
    high: int
    because: Because = Because.EXACT

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"a count from {self.low} to {self.high} is not a count")
        if (self.low == self.high) != (self.because is Because.EXACT):
            raise ValueError(f"a count from {self.low} to {self.high} cannot be {self.because}")

    @property
    def exact(self) -> bool:
        """Whether one number is known."""
        return self.low == self.high

    @classmethod
    def of(cls, number: int) -> "Count":
        """An exact count."""
        return cls(number, number)

    @classmethod
    def between(cls, low: int, high: int, because: Because) -> "Count":
        """A count from `low` to `high`; `because` is dropped when they are equal."""
        return cls(low, high, Because.EXACT if low == high else because)
