"""Who decided what, when and why, as a file a spreadsheet does not run."""

import csv
from io import StringIO

from casestudies import corrections
from casestudies.corrections import audit
from casestudies.models import CaseStudy, User
from tests import factories as make
from tests import lives
from tests.db.corrections.conftest import REFERENCE


def test_everything_decided_is_in_it_once_in_order_and_no_reference(
    study: CaseStudy, officer: User, second_officer: User, curator: User
) -> None:
    corrections.erase(REFERENCE, study.project, by=officer, reason='=HYPERLINK("x")')
    corrections.erase_document(
        corrections.ask_to_erase(study.editions.get(), by=officer, reason="Asked for."), by=second_officer
    )
    one, other = make.ThemeFactory(name="Early year"), make.ThemeFactory(name="Early years")
    corrections.undo(corrections.merge(one, other, by=curator, reason="Twice."), by=curator)
    make.RetirementFactory(edition=lives.publish(make.CaseStudyFactory(slug="other")), reason="+1")
    stone = make.TombstoneFactory(slug="gone")
    stone.reason, stone._history_user = "Its charity has closed.", second_officer
    stone.save()
    text = audit.as_csv()
    assert REFERENCE not in text
    head, *lines = csv.reader(StringIO(text))
    assert head == ["when", "what", "case study or project", "detail", "who", "second person", "why"]
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)
    told = [line[1:] for line in lines]
    moves = ["draft → submitted", "submitted → in_review", "in_review → approved", "approved → published"]
    assert [(line[2], line[3]) for line in lines if line[1] == "decision"] == [
        *(("open-door", move) for move in moves),
        *(("other", move) for move in moves),
    ]
    counts = "1 scores, 0 referrals, 0 uploads, 0 files"
    assert ["erasure", "open-door", counts, officer.email, "", '\'=HYPERLINK("x")'] in told
    assert ["erasure", "open-door", "open-door, edition 1", officer.email, second_officer.email, "Asked for."] in told
    assert ["merge", "", "Early year into Early years", curator.email, "", "Twice."] in told
    assert ["tombstone worded anew", "gone", "Its charity has closed.", second_officer.email, "", ""] in told
    assert ["merge taken back", "", "Early year into Early years", curator.email, "", ""] in told
    assert [line[-1] for line in told if line[0] == "figures retired"] == ["'+1"]
