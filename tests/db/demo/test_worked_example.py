"""The worked example fits the published summary, comes from its seed, and went in through the score file reader."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from casestudies.demo import fixtures, publishing, worked_example
from outcomes.models import Cohort, Score, ScoreUpload

FOLDER = Path(__file__).parents[3] / "fixtures" / "worked-example"

PUBLISHED = [("oxpip-individual", 144, 122, 85, "12.5"), ("oxpip-groups", 71, 55, 77, "11")]


def printed(value: Fraction, like: str) -> str:
    """A number as a page prints it, with as many decimals as `like`."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal(like), ROUND_HALF_UP))


def changes(strand: str) -> list[int]:
    with (FOLDER / f"{strand}.csv").open(encoding="utf-8", newline="") as file:
        return [int(row["after"]) - int(row["before"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("strand", "pairs", "improved", "percent", "gain"), PUBLISHED)
def test_the_files_fit_what_is_published(strand: str, pairs: int, improved: int, percent: int, gain: str) -> None:
    differences = changes(strand)
    gains = [difference for difference in differences if difference > 0]
    assert (len(differences), len(gains)) == (pairs, improved)
    assert printed(Fraction(100 * improved, pairs), "1") == str(percent)
    assert printed(Fraction(sum(gains), improved), gain) == gain
    assert differences.count(0) >= 8
    assert len([difference for difference in differences if difference < 0]) >= 8


@pytest.mark.parametrize("strand", ["oxpip-individual", "oxpip-groups"])
def test_the_files_look_like_scores(strand: str) -> None:
    with (FOLDER / f"{strand}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["client", "before", "before date", "after", "after date"]
    scores = [int(row[column]) for row in rows for column in ("before", "after")]
    assert all(1 <= score <= 100 for score in scores)
    assert len([score for score in scores if score % 5 == 0]) > len(scores) / 2, "raters like round numbers"
    assert all("2014-04-01" <= row["before date"] < row["after date"] <= "2015-03-31" for row in rows)


def test_the_files_come_from_their_seed(tmp_path: Path) -> None:
    again = worked_example.write_files(tmp_path)
    assert [path.name for path in again] == ["oxpip-individual.csv", "oxpip-groups.csv"]
    for path in again:
        assert path.read_bytes() == (FOLDER / path.name).read_bytes()


def test_the_command_names_what_it_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worked_example.write_files, "__defaults__", (tmp_path,))
    out = StringIO()
    call_command("make_worked_example", stdout=out)
    assert out.getvalue().split() == [str(tmp_path / "oxpip-individual.csv"), str(tmp_path / "oxpip-groups.csv")]


def test_they_are_imported_as_simulated_and_once() -> None:
    fixtures.load(fixtures.REFERENCE + fixtures.CASE_STUDIES)
    by = publishing.reviewer()
    assert worked_example.load(by) == 2
    assert worked_example.load(by) == 0
    for strand, pairs, improved, *_ in PUBLISHED:
        cohort = Cohort.objects.get(key=f"{strand}-worked-example")
        assert (cohort.provenance, cohort.strand.key) == ("simulated", strand)
        upload = ScoreUpload.objects.get(cohort=cohort)
        assert (upload.state, upload.file_name, upload.pair_count) == ("confirmed", f"{strand}.csv", pairs)
        held = [score.after - score.before for score in Score.objects.filter(cohort=cohort)]  # type: ignore[operator]
        assert len([difference for difference in held if difference > 0]) == improved
    published = Cohort.objects.filter(strand__project__key="oxpip", provenance="summary")
    assert Score.objects.filter(cohort__in=published).count() == 0


def test_a_file_the_reader_refuses_stops_the_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fixtures.load(fixtures.REFERENCE + fixtures.CASE_STUDIES)
    (tmp_path / "oxpip-individual.csv").write_text("client,before,after\nA1,40,101\n", encoding="utf-8")
    monkeypatch.setattr(worked_example, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="Row 2, after"):
        worked_example.load(publishing.reviewer())
    assert not Cohort.objects.filter(provenance="simulated").exists()
