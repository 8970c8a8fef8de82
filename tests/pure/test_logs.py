"""The log says where something failed and repeats no data."""

import io
import logging

import pytest
from django.test import Client

from casestudies.logs import DiscreetFormatter, WithoutPlaces


def logged(raise_it) -> str:
    """Return what the portal's formatter writes of the exception that `raise_it` raises."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(DiscreetFormatter("%(message)s"))
    logger = logging.getLogger("tests.discreet")
    logger.addHandler(handler)
    try:
        raise_it()
    except Exception:
        logger.exception("it failed")
    finally:
        logger.removeHandler(handler)
    return out.getvalue()


def test_an_exception_is_logged_by_place_and_class_and_its_words_are_not() -> None:
    told = logged(lambda: float("client-4711"))
    assert "ValueError" in told
    assert "test_logs.py" in told
    assert "it failed" in told
    assert "4711\n" not in told.replace('float("client-4711")', "")


def test_what_caused_it_is_told_too_and_as_discreetly() -> None:
    def fail() -> None:
        try:
            {}["client " + "4711"]
        except KeyError as cause:
            raise RuntimeError("no score for " + str(cause)) from cause

    told = logged(fail)
    assert told.index("KeyError") < told.index("which led to:") < told.index("RuntimeError")
    assert "client 4711" not in told
    assert "no score for '" not in told


def test_a_hidden_cause_stays_hidden() -> None:
    def fail() -> None:
        try:
            raise KeyError
        except KeyError:
            raise RuntimeError from None

    assert "KeyError" not in logged(fail).splitlines()


def test_a_posted_body_is_in_no_log_record(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        Client().post("/no-such-page/", {"scores": "client-4711"})
    assert "no-such-page" in caplog.text
    assert "4711" not in caplog.text


@pytest.mark.parametrize(("status", "places"), [(403, False), (413, False), (500, True), (None, True)])
def test_a_refusal_is_one_line_and_what_broke_has_its_places(status: int | None, places: bool) -> None:
    try:
        raise PermissionError
    except PermissionError as error:
        raised = (PermissionError, error, error.__traceback__)
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "Forbidden: /admin/", (), raised)
    if status is not None:
        record.status_code = status
    assert WithoutPlaces().filter(record)
    assert ("test_logs.py" in DiscreetFormatter("%(message)s").format(record)) == places
