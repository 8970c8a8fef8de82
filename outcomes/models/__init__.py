"""The facts: one noun a file. Constraints forbid contradiction, never incompleteness."""

from outcomes.models.cohort import Cohort
from outcomes.models.funding import Basis, Currency, Funding, StatedIncome
from outcomes.models.measure import Band, Measure
from outcomes.models.organisation import Funder, Organisation
from outcomes.models.other_outcome import OtherOutcome
from outcomes.models.place import Place
from outcomes.models.project import Project, ProjectPlace
from outcomes.models.published_result import PublishedResult
from outcomes.models.referral import Referral, ReferralRoute, ReferralSource, ReferralUpload
from outcomes.models.score import Score, ScoreUpload
from outcomes.models.score_import import ScoreImport
from outcomes.models.source import Source
from outcomes.models.strand import Strand
from outcomes.models.theme import Theme
from outcomes.models.upload import Upload

__all__ = [
    "Band",
    "Basis",
    "Cohort",
    "Currency",
    "Funder",
    "Funding",
    "Measure",
    "Organisation",
    "OtherOutcome",
    "Place",
    "Project",
    "ProjectPlace",
    "PublishedResult",
    "Referral",
    "ReferralRoute",
    "ReferralSource",
    "ReferralUpload",
    "Score",
    "ScoreImport",
    "ScoreUpload",
    "Source",
    "StatedIncome",
    "Strand",
    "Theme",
    "Upload",
]
