"""Random people doing random things in random order: whatever they try, what must always hold holds.

Every step is tried by somebody who may or may not; a refusal is as good an answer as a deed. After each the rules are
looked at again, in the database and with a stranger's eyes.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from casestudies import corrections, workflow
from casestudies.editions import document, records
from casestudies.groups import ensure_groups
from casestudies.models import CaseStudy, Decision, Edition, Erasure, Retirement, User
from outcomes.figures import Shown
from outcomes.models import Cohort, Score
from outcomes.score_files import save
from outcomes.score_files.save import NotPossibleError
from tests import factories as make
from tests import lives

SECRET = "qzsecretzq"  # in every private text an editor writes
PEOPLE = ("ed", "eve", "rita", "ron", "cora", "dora", "ada", "zoe")
USUALLY_NEXT = {
    "draft": "submit",
    "changes_requested": "submit",
    "submitted": "claim",
    "in_review": "approve",
    "approved": "publish",
    "published": "reopen",
}
who = st.sampled_from(PEOPLE)
officers = st.sampled_from(("dora", "ada", "ada", "dora", "cora"))  # and one who may not
few = st.integers(min_value=1, max_value=12)


class WholeLife(RuleBasedStateMachine):
    """One case study with scores, and everybody who might touch it. Each example is rolled back at its end."""

    reached: ClassVar[set[str]] = set()  # in any life: that these tests have seen what they are about

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        ensure_groups()
        self.study = make.CaseStudyFactory(slug="open-door", project__contact="", background="There was a need.")
        self.cohort = make.CohortFactory(strand__project=self.study.project, started=300)
        self.people = {name: make.UserFactory(email=f"{name}@example.org") for name in PEOPLE}
        for name in ("ed", "eve"):
            make.MembershipFactory(user=self.people[name], organisation=self.study.project.provider)
        groups = {"rita": "reviewer", "ron": "reviewer", "cora": "curator", "dora": "data protection officer"}
        for name, group in (groups | {"ada": "admin"}).items():
            self.people[name].groups.add(Group.objects.get(name=group))
        self.seen: dict[int, tuple[str, str]] = {}  # edition → its document and hash when it was first seen
        self.truths: dict[int, tuple[int, int]] = {}  # edition → how many were scored and improved when it came
        self.frozen_before, self.number = 0, 0
        self.wrote: set[User] = set()  # since the last edition

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    def now(self) -> CaseStudy:
        return CaseStudy.objects.get(pk=self.study.pk)

    def attempt(self, act: Callable[..., object], *args: Any, **named: Any) -> bool:
        """Whether it was done; what is refused leaves nothing behind."""
        decisions = Decision.objects.count()
        try:
            with transaction.atomic():
                act(*args, **named)
        except (workflow.Refused, NotPossibleError):
            assert Decision.objects.count() == decisions
            return False
        return True

    @initialize(pairs=few, editions=st.integers(min_value=0, max_value=3))
    def it_has_lived_a_while(self, pairs: int, editions: int) -> None:
        """Some lives begin with a few editions: what befalls those is worth more steps than how they came about."""
        self.score("ed", 30 + pairs, pairs)
        for _ in range(editions):
            self.move_it_on("ed", steps=4, retire=False)  # sent, claimed, approved, published
            self.editions()
            self.move_it_on("ed", steps=1, retire=False)
            self.score("ed", pairs, pairs)

    @rule(by=st.sampled_from(("ed", "eve")), people=few, better=few)
    def score(self, by: str, people: int, better: int) -> None:
        """Another file takes the place of all scores; it can come whenever an editor may write."""
        if self.now().status not in {"draft", "changes_requested"}:
            return
        self.number += 1
        upload = make.ScoreUploadFactory(cohort=self.cohort, state="staged", by=self.people[by], staged_rows=[])
        held = list(Score.objects.filter(cohort=self.cohort).values_list("before", "after"))
        more = [(40, 50 if n < better else 35 + n % 2 * 5) for n in range(people)]
        rows = [[f"P{n}", str(b), None, str(a), None] for n, (b, a) in enumerate([*held, *more][:290])]
        type(upload).objects.filter(pk=upload.pk).update(
            staged_rows=rows, row_count=len(rows), pair_count=len(rows), expires_at=upload.at.replace(year=2100)
        )
        upload.refresh_from_db()
        save.confirm(upload, by=self.people[by])
        self.wrote.add(self.people[by])

    @rule(by=st.sampled_from(("ed", "eve", "cora")))
    def write(self, by: str) -> None:
        """Whoever may write here does; the words are not for readers until somebody has judged them."""
        if self.now().status not in {"draft", "changes_requested"}:
            return
        self.number += 1
        case = self.now()
        case.background, case._history_user = f"There was a need. {SECRET} {self.number}", self.people[by]
        case.save()
        self.wrote.add(self.people[by])

    @rule(by=who, verb=st.sampled_from(("submit", "claim", "release", "publish", "reopen")))
    def move(self, by: str, verb: str) -> None:
        person = self.people[by]
        done = self.attempt(getattr(workflow, verb), self.now(), by=person)
        assert not (done and by == "zoe"), "somebody without any group made a move"
        if done and verb == "submit":
            self.wrote.add(person)
        if done and verb == "claim":
            assert person not in self.wrote

    @rule(by=who, steps=st.integers(min_value=1, max_value=6), retire=st.booleans())
    def move_it_on(self, by: str, steps: int, retire: bool) -> None:
        """What usually comes next, by anybody who may: without it few lives would get far."""
        for _ in range(steps):
            verb = USUALLY_NEXT.get(self.now().status, "")
            start = PEOPLE.index(by)
            able = [n for n in (*PEOPLE[start:], *PEOPLE[:start]) if self.may(verb, n)]
            if verb == "submit":  # what says nothing new is not taken
                self.write("ed")
            if verb == "publish":
                self.confirm_it()
            for name in able[:1]:
                if verb == "approve":
                    self.approve(name, retire=retire and bool(self.seen))
                else:
                    self.move(name, verb)
            self.editions()

    def may(self, verb: str, name: str) -> bool:
        return verb in workflow.allowed(self.now(), by=self.people[name])

    @rule(by=who, retire=st.booleans())
    def approve(self, by: str, retire: bool) -> None:
        reviewer = self.people[by]
        if self.may("approve", by):
            lives.checked(self.now(), by=reviewer, retire_earlier=retire)
        done = self.attempt(
            workflow.approve, self.now(), by=reviewer, words_checked="Looked at.", retire_earlier=retire
        )
        self.reached |= {"figures to be retired"} if done and retire else set()
        assert not (done and (by in {"zoe", "ed", "eve", "dora"} or reviewer in self.wrote))

    @rule()
    def confirm_it(self) -> None:
        """Whoever may and has not approved it confirms what it lets stand."""
        for name in PEOPLE:
            if workflow.wants_second_check(self.now()) and self.may("confirm", name):
                self.attempt(workflow.confirm, self.now(), by=self.people[name], reason="I agree.")

    @rule(by=who, words=st.sampled_from(("", "Say more.")))
    def request_changes(self, by: str, words: str) -> None:
        assert not (self.attempt(workflow.request_changes, self.now(), by=self.people[by], reason=words) and not words)

    @rule(by=officers, nth=st.integers(min_value=0, max_value=40))
    def erase(self, by: str, nth: int) -> None:
        done = self.attempt(
            corrections.erase, f"P{nth}", self.study.project, by=self.people[by], reason="Asked for by the client."
        )
        assert not (done and by not in {"dora", "ada"})
        self.reached |= {"a client erased over a live edition"} if done and self.now().stale else set()
        assert not (done and Score.objects.filter(client_reference=f"P{nth}").exists())

    @rule(by=officers, second=officers)
    def erase_a_document(self, by: str, second: str) -> None:
        edition = Edition.objects.filter(case_study=self.study, current=False).first()
        if edition is None:
            return
        both = (self.people[by], self.people[second])

        def act() -> None:
            request = corrections.ask_to_erase(edition, by=both[0], reason="It names somebody.")
            corrections.erase_document(request, by=both[1])

        done = self.attempt(act)
        assert not (done and (by == second or not {by, second} <= {"dora", "ada"}))
        self.reached |= {"a document erased"} if done else set()

    @rule(by=who, luck=st.integers(min_value=0, max_value=5))
    def withdraw(self, by: str, luck: int) -> None:
        if luck == 0:  # else most lives would be short
            self.attempt(workflow.withdraw, self.now(), by=self.people[by], reason="Its provider asked for it.")

    # ------------------------------------------------------------------------------------------- what must always hold

    def editions(self) -> list[Edition]:
        """All there are; of a new one what it says and what the records say at that moment is noted. Every invariant
        begins here, for nobody says which of them is looked at first."""
        rows = list(Edition.objects.filter(case_study=self.study).order_by("number"))
        for edition in rows:
            if edition.number not in self.seen:
                self.seen[edition.number] = (edition.document or "", edition.sha256)
                pairs = Score.objects.filter(cohort=self.cohort).values_list("before", "after")
                self.truths[edition.number] = (len(pairs), sum(after > before for before, after in pairs))  # type: ignore[operator]
                self.wrote = set()
        self.reached |= {f"edition {number}" for number in self.seen}
        return rows

    @invariant()
    def editions_never_change(self) -> None:
        for edition in self.editions():
            text, sha256 = self.seen[edition.number]
            assert edition.sha256 == sha256 == document.digest(text)
            erased = Erasure.objects.filter(edition=edition).exists()
            assert edition.document == (None if erased else text)
        assert list(self.seen) == list(range(1, len(self.seen) + 1))

    @invariant()
    def nobody_judges_their_own(self) -> None:
        """Read from the rows alone: whoever sent it, or works for its provider, never approved it."""
        sent_by = None
        for decision in Decision.objects.filter(case_study=self.study).order_by("pk"):
            if decision.to_status == "submitted" and decision.from_status != "in_review":
                sent_by = decision.by if decision.from_status in {"draft", "changes_requested"} else sent_by
            if decision.to_status == "approved":
                assert decision.by != sent_by
                assert decision.by.email not in {"ed@example.org", "eve@example.org"}
            if decision.to_status == "published":
                assert decision.from_status == "approved"
                assert decision.edition is not None

    @invariant()
    def each_published_edition_was_approved_once(self) -> None:
        published = Decision.objects.filter(case_study=self.study, to_status="published")
        numbers = [edition.number for edition in self.editions()]
        assert [decision.edition.number for decision in published.order_by("pk")] == numbers  # type: ignore[union-attr]

    @invariant()
    def published_figures_are_those_of_the_records_as_they_were(self) -> None:
        for edition in self.editions():
            if edition.document is None:
                continue
            (cohort,) = document.load(edition.document).cohorts
            scored, improved = self.truths[cohort.block.carried_from or edition.number]
            for figure, true in ((cohort.block.scored, scored), (cohort.block.improved, improved)):
                assert not isinstance(figure, Shown) or figure.value.low <= true <= figure.value.high
            if cohort.block.carried_from:
                self.reached.add("carried forward")
            record = records.behind(edition).get(cohort.key)
            if record:
                kept = records.figures(record).computed
                assert kept is not None
                assert (kept.scored, kept.improved.low if kept.improved else None) == (scored, improved)

    @invariant()
    def no_shown_count_moves_by_few(self) -> None:
        """Of editions that show their figures beside each other, or showed them before their document was erased."""
        shown = []
        for edition in self.editions():
            if Retirement.objects.filter(edition=edition).exists():
                continue
            (cohort,) = document.load(self.seen[edition.number][0]).cohorts
            shown.append(cohort.block)
        for part in ("scored", "not_scored", "improved", "not_improved"):
            figures = [getattr(block, part) for block in shown]
            exact = [figure.value.low for figure in figures if isinstance(figure, Shown) and figure.value.exact]
            assert all(one == other or abs(one - other) > 7 for one in exact for other in exact), (part, exact)

    @invariant()
    def readers_see_what_was_published_and_nothing_else(self) -> None:
        client = Client()
        answer = client.get("/case-studies/open-door/")
        case = self.now()
        current = next((edition for edition in self.editions() if edition.current), None)
        if case.status == "withdrawn":
            self.reached.add("withdrawn")
            assert answer.status_code == 410
        elif current is None:
            assert answer.status_code == 404
        else:
            assert answer.status_code == 200
            text = self.seen[current.number][0]
            assert (SECRET in answer.content.decode()) == (SECRET in text)
            story = document.load(text).story.background
            assert all(word in answer.content.decode() for word in story.split())
        assert b"@example.org" not in answer.content.replace(b"privacy@example.org", b"")

    @invariant()
    def where_it_stands_is_where_the_last_move_left_it(self) -> None:
        case, last = self.now(), Decision.objects.filter(case_study=self.study).order_by("-pk").first()
        assert case.status == (last.to_status if last else "draft")
        assert (case.status == "in_review") <= (case.reviewer is not None)
        assert Cohort.objects.filter(pk=self.cohort.pk).exists()


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        WholeLife,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_some_lives() -> None:
    run(examples=12, steps=30)
    assert WholeLife.reached >= REACHED


REACHED = {
    *("edition 1", "edition 2", "edition 3", "carried forward", "withdrawn"),
    *("figures to be retired", "a client erased over a live edition", "a document erased"),
}


@pytest.mark.long
def test_many_lives() -> None:
    run(examples=150, steps=120)
    assert WholeLife.reached >= REACHED
