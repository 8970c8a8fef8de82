"""What the columns and figures of the files mean: a sheet of every workbook, and a table on the page about them."""

from casestudies.downloads.cohort_figures import COUNTS, MEANS
from casestudies.wording import ABSENT

COLUMNS = {
    "case_study": "The case study's lasting name; its page is /case-studies/<name>/",
    "edition": "Number of the edition; an edition never changes",
    "published": "Day of its publication",
    "project": "Name of the project",
    "strand": "Part of the project with its own attendance; empty for figures of the whole project",
    "cohort": "Lasting name of the group of people within the case study; cohorts may share people and never add up",
    "measure": "Scale on which people were scored before and after",
    "measure_version": "Its version; figures on different measures or versions do not compare",
    "period_start": "First day of the period the figure covers; empty where not stated",
    "period_end": "Last day of that period; empty where not stated",
    "figure": "Lasting name of the figure",
    "label": "The figure in words",
    "counted": "Whom or what it counts, or its unit; shares run from 0 to 1, money is in the currency named",
    "value": "The number, where one number is known",
    "low": "Lower end, where only a range is known",
    "high": "Upper end of that range: the 30 of “at least 23 of 30” people; empty for “at least” of money",
    "in_words": "The figure as the page prints it, rounded half up",
    "why_hidden": "Empty where the figure shows; else why it does not",
    "provenance": "Where it comes from: scores held, a published summary, the project's own word, or invention",
    "standing": "Provisional or final, as the project says; empty where not stated",
    "source": "Title of its source",
    "as_in_edition": "Number of the earlier edition from which it was carried forward",
    "invented": "“yes” for an invented example; never add those to real ones",
    "licence": "Address of the licence of the figures",
    "address": "Where this edition stands for good: the address to cite",
}
FIGURES = {
    **{f"{key}": f"{label} (people)" for key, label in COUNTS.items()},
    "rate": "Improved as a share of those scored before and after; one point counts as improved",
    "rate_interval": "Its 95% Wilson interval: chance variation among those scored, nothing about those not scored",
    "reliable_rate": "Reliably improved as a share of those scored before and after",
    "reliable_rate_interval": "Its 95% Wilson interval",
    "coverage": "Scored before and after as a share of those who started",
    "possible_range": "Improved as a share of all who started: if none of those not scored improved, and if all did",
    "gain_of_improved": "Average points gained by those who improved",
    "mean_of_all_at_most": "Upper limit of the average change of all scored, where only the improved are known",
    "expected_rise": "Average change to expect from regression to the mean; never subtracted",
    "reliable_change": "Points by which a score must change to count as reliable",
    **{f"mean_{key}": label for key, label in MEANS.items()},
    "band_before": "People in a band of the measure before; bands of few people are merged",
    "band_after": "People in a band after; nobody is followed from one to the other",
    "reported_percent": "Percentage improved as a report prints it",
    "reported_possible": "Whole numbers of people that round to that percentage",
    "reported_gain": "Average gain as a report prints it, and of whom, if it says so",
    "outcome": "An outcome without a scale, in words",
    "outcome_of": "Of how many people an outcome without a scale speaks",
    "outcome_people": "How many reached it",
    "outcome_percent": "The percentage reported for it",
    "reach": "People served in a year, as the project says",
    "referrals": "People by the route they came; routes of few people are merged",
    "income": "A stated income",
    "income_not_broken_down": "What a year of its known parts leaves over of it; never shared out",
    "funding": "A grant or other part of the funding, over all its years",
    "income_a_person_seen": "Income by people seen, only where both cover the same period, strands and places",
    "income_a_person_improved": "Income by people improved; not a cost of producing improvement: no comparison group",
    "retired": "Stands alone for an edition whose figures were replaced",
}


def rows() -> list[tuple[str, str, str]]:
    """(what it is, its name, what it means): columns, figures, and reasons why a figure does not show."""
    return [
        *(("column", name, words) for name, words in COLUMNS.items()),
        *(("figure", name, words) for name, words in FIGURES.items()),
        *(("why_hidden", str(reason), words) for reason, words in ABSENT.items()),
        ("why_hidden", "not_computable", "the figure cannot be worked out; the words say why"),
    ]
