"""Who refers, and the project's own account."""

from dataclasses import dataclass

from casestudies.editions.document.project import Period
from outcomes.figures import SplitBlock


@dataclass(frozen=True, slots=True)
class Route:
    """Somebody who refers families, named without a count."""

    key: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Referrals:
    """Who sends families: routes named, and counted where there are counts."""

    routes: tuple[Route, ...]
    split: SplitBlock | None
    period: Period


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, with the speaker's consent."""

    words: str
    speaker: str
    role: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by the hash of its content; `name` is its file's public name."""

    name: str
    alt_text: str
    caption: str


@dataclass(frozen=True, slots=True)
class Story:
    """The project's own account, in light Markdown."""

    background: str
    action: str
    outcome: str
    quotes: tuple[Quote, ...]
    pictures: tuple[Picture, ...]
