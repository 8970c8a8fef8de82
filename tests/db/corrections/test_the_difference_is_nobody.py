"""Somebody keeps every edition and compares: what changed between the last before an erasure and the first after it
must not be the client who was erased. On real rows, with the attacker of the disclosure tests."""

import random
from collections.abc import Sequence
from datetime import date

import pytest

from casestudies import corrections
from casestudies.editions import publish
from casestudies.models import CaseStudy, User
from outcomes.figures import Absent, CohortBlock, Hidden, Note, Shown, Tree
from outcomes.figures import Count as People
from outcomes.models import Cohort, Score
from tests import factories as make
from tests import lives
from tests.db.corrections.conftest import with_scores
from tests.pure.disclosure.attacker import groups
from tests.pure.disclosure.test_attack_on_editions import exposed

TODAY = date(2026, 11, 23)
COUNTS = ("started", "scored", "not_scored", "improved", "not_improved", "same", "worse")
# started, improved, same, worse: at and around every line the rules draw
COHORTS = [
    (100, 41, 20, 19),
    (60, 12, 4, 4),
    (60, 13, 4, 4),
    (28, 12, 8, 8),
    (29, 12, 8, 9),
    (45, 30, 0, 8),
    (45, 30, 0, 7),
    (45, 8, 20, 9),
    (97, 55, 8, 8),
    (40, 20, 10, 10),
    (21, 21, 0, 0),
    (20, 9, 2, 9),
]


def pairs_of(improved: int, same: int, worse: int, chance: random.Random) -> list[tuple[int, int]]:
    def after(before: int, low: int, high: int) -> tuple[int, int]:
        return before, before + chance.randint(low, high)

    return [
        *(after(chance.randint(30, 60), 1, 25) for _ in range(improved)),
        *(after(chance.randint(30, 60), 0, 0) for _ in range(same)),
        *(after(chance.randint(30, 60), -12, -1) for _ in range(worse)),
    ]


def truth(cohort: Cohort) -> Tree:
    """The counts behind the scores as they are held now, one by one."""
    changes = [after - before for before, after in Score.objects.filter(cohort=cohort).values_list("before", "after")]  # type: ignore[operator]
    up, same = sum(change > 0 for change in changes), sum(change == 0 for change in changes)
    return Tree(cohort.started, len(changes), People.of(up), same, len(changes) - up - same)


def block_of(study: CaseStudy, *, alone: bool = False) -> CohortBlock:
    return publish.composed(study, published=TODAY, forget_earlier=alone).cohorts[0].block


def steps(old: CohortBlock, new: CohortBlock) -> dict[str, int]:
    """By how many people each count that both show exactly has changed."""
    found = {}
    for part in COUNTS:
        then, now = getattr(old, part), getattr(new, part)
        if isinstance(then, Shown) and isinstance(now, Shown) and then.value.exact and now.value.exact:
            found[part] = now.value.low - then.value.low
    return found


@pytest.mark.parametrize("shape", COHORTS, ids=str)
def test_the_next_edition_is_not_the_last_one_less_a_person(shape: Sequence[int], officer: User) -> None:
    started, *parts = shape
    chance = random.Random(str(shape))
    study = make.CaseStudyFactory()
    cohort = with_scores(study, pairs_of(*parts, chance), started=started)
    old = publish.document.load(lives.publish(study).document or "").cohorts[0].block
    for reference in ("A001", f"A{sum(parts):03}"):
        before = truth(cohort)
        corrections.erase(reference, study.project, by=officer, reason="Asked for by the client.")
        after = truth(cohort)
        assert before.scored - after.scored == 1  # type: ignore[operator]
        new = block_of(study)
        assert all(step == 0 for step in steps(old, new).values())
        assert new.means == old.means or isinstance(new.means, Hidden)
        assert new.gain_of_improved == old.gain_of_improved or isinstance(new.gain_of_improved, Hidden)
        assert new.bands_before == old.bands_before or isinstance(new.bands_before, Hidden)
        # knowing every rule, nobody can tell how many people changed between the two, nor any small group of either
        assert exposed((before, after)) == {}
        assert groups(before) != groups(after)


def test_the_same_figures_beside_each_other_would_give_the_client_away(study: CaseStudy, officer: User) -> None:
    """So the test above would notice: without the editions before it the next one shows one person less."""
    old = publish.document.load(study.editions.get().document or "").cohorts[0].block
    corrections.erase("QZ-4711", study.project, by=officer, reason="Asked for by the client.")
    assert steps(old, block_of(study, alone=True)) == {
        "started": 0,
        "scored": -1,
        "not_scored": 1,
        "improved": -1,
        "not_improved": 0,
        "same": 0,
        "worse": 0,
    }
    assert steps(old, block_of(study)) == dict.fromkeys(COUNTS, 0)


def test_eight_more_clients_do_not_uncover_the_one_who_is_gone(study: CaseStudy, officer: User) -> None:
    """Eight came and one is gone: seven more are shown to nobody; with the ninth the figures move on."""
    cohort = Cohort.objects.get()
    corrections.erase("QZ-4711", study.project, by=officer, reason="Asked for by the client.")
    for n in range(8):
        make.ScoreFactory(upload=cohort.uploads.get(), client_reference=f"N{n}", before=40, after=50)
    assert block_of(study).carried_from == 1
    make.ScoreFactory(upload=cohort.uploads.get(), client_reference="N9", before=40, after=50)
    assert block_of(study).carried_from is None
    assert block_of(study).scored.value.low == 88  # type: ignore[union-attr]


def test_scores_entered_again_in_a_new_cohort_tell_no_more(study: CaseStudy, officer: User) -> None:
    """Taken back, the cohort taken out, another added for the same people, and all but the one who is gone sent in."""
    corrections.erase("QZ-4711", study.project, by=officer, reason="Asked for by the client.")
    old = Cohort.objects.get()
    pairs = list(Score.objects.filter(cohort=old).values_list("client_reference", "before", "after"))
    same = {"strand": old.strand, "measure": old.measure, "started": old.started}
    old.uploads.all().delete()
    old.delete()
    cohort = make.CohortFactory(key="entered-again", **same)
    upload = make.ScoreUploadFactory(cohort=cohort, row_count=len(pairs), pair_count=len(pairs))
    Score.objects.bulk_create(
        Score(upload=upload, cohort=cohort, client_reference=who, before=before, after=after)
        for who, before, after in pairs
    )
    assert block_of(study, alone=True).scored.value.low == 79  # type: ignore[union-attr]
    block = block_of(study)
    assert {getattr(block, part) for part in COUNTS} == {Hidden(Absent.PRIVACY)}
    assert block.notes == (Note.TOO_CLOSE,)


def test_referrals_tell_no_more(officer: User) -> None:
    """The split of referrals stands still as well: twelve and twelve, not twelve and eleven."""
    study = make.CaseStudyFactory()
    for source in make.ReferralSourceFactory.create_batch(2):
        make.ReferralFactory.create_batch(12, project=study.project, referral_source=source)
    lives.publish(study)
    corrections.erase(study.project.referrals.last().client_reference, study.project, by=officer, reason="Asked for.")
    split = publish.composed(study, published=TODAY).referrals.split
    assert split is not None
    assert [part.count for part in split.parts.value] == [12, 12]  # type: ignore[union-attr]
    assert split.carried_from == 1
