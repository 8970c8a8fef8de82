"""Headings: found by name in any order, each once, and none that we do not know."""

import pytest

from tests.pure.score_files.samples import checked, csv, problems

CLIENT_MISSING = (
    "Row 1: There is no column “client”. Its heading can be: client, client reference, client ref, client id, "
    "client code, reference, ref."
)


@pytest.mark.parametrize(
    "header",
    [
        "client,before,after",
        "Client Reference,Before score,AFTER SCORE",
        "client_id,  Score  before ,score-after",
        "REF,pre,post",
        "client,before,after,,",
    ],
)
def test_headings_whatever_their_capitals_and_spaces(header: str) -> None:
    row = checked(csv("A1,35,55", header=header)).rows[0]
    assert (row.client_reference, row.before, row.after) == ("A1", 35, 55)


def test_columns_in_any_order() -> None:
    row = checked(csv("30/11/2014,55,A1,35", header="after date,after,client,before")).rows[0]
    assert (row.client_reference, row.before, row.after, str(row.after_on)) == ("A1", 35, 55, "2014-11-30")


def test_an_empty_column_between_is_no_column() -> None:
    assert len(checked(csv("A1,,35,55", header="client,,before,after")).rows) == 1
    assert problems(csv("A1,x,35,55", header="client,,before,after")) == [
        "Row 2, column B: There is a value, but the column has no heading."
    ]


def test_a_missing_column_is_named_with_what_it_can_be_called() -> None:
    # the rows below are not judged: under wrong headings all of them would be wrong
    assert problems(csv("35,n/a", header="before,after")) == [CLIENT_MISSING]


def test_a_heading_twice() -> None:
    assert problems(csv("A1,35,55,56", header="client,before,after,Post")) == [
        "Row 1, column D: There is a column “after” already."
    ]


def test_an_unknown_heading_is_refused_and_not_repeated() -> None:
    (problem,) = problems(csv("A1,35,55,x", header="client,before,after,Worker Notes"))
    assert problem == (
        "Row 1, column D: The heading is not one of ours (client, before, after, before date, after date). "
        "Take the column out."
    )


def test_a_file_without_headings_gets_no_cell_back() -> None:
    answer = problems(b"K77,35,55\nK78,40,50\n")
    assert len(answer) == 6
    assert CLIENT_MISSING in answer
    assert "K77" not in "".join(answer)
