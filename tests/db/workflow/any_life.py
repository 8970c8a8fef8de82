"""A case study that anybody does anything with, in any order: what must hold whatever they do.

A machine for Hypothesis. Every word that is written holds a canary; the scores are known, so that each published
figure is counted once more, pair by pair.
"""

import re
from datetime import timedelta
from hashlib import sha256
from itertools import count, pairwise

from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from casestudies import workflow
from casestudies.editions import document
from casestudies.models import CaseStudy, Decision, Edition, Point, User
from outcomes.figures import CohortBlock, Count, Shown
from tests import factories as make
from tests.db.workflow.test_difference_page import put_scores

PEOPLE = ("editor", "colleague", "outsider", "rita", "ron", "both", "curator", "officer")
people = st.sampled_from(PEOPLE)
EITHER = st.booleans()
CANARY = re.compile(r"qz\d{5}zq")
PUBLIC = ("", ".json", "editions/", "editions/1/", "editions/2/", "editions/1.json", "editions/1.csv", "explorer/")
LISTS = ("/", "/case-studies/", "/case-studies.json", "/case-studies.csv", "/feeds/editions.atom", "/api/v1/tombstones")
# improved and worse of the scored: some would stand too close beside others, some are too few to be said
SCORES = ((30, 20), (31, 20), (44, 29), (60, 41), (52, 5), (9, 9))
STARTED = 200


class AnyLife(RuleBasedStateMachine):
    """One case study and eight people: those who write, those who judge, and one who does both."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[int, tuple[str, str]] = {}

    @initialize(editions=st.integers(0, 2))
    def begin(self, editions: int) -> None:
        """Everybody arrives at a finished draft, or at one that has been published before."""
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.canaries, self.told, self.public = count(1), "", Client()
        self.study = make.CaseStudyFactory(slug="any-life", headline=self.word(), review_by=None)
        provider = self.study.project.provider
        self.people: dict[str, User] = {name: make.UserFactory(email=f"{name}@example.org") for name in PEOPLE}
        for name in ("editor", "colleague", "both"):
            make.MembershipFactory(user=self.people[name], organisation=provider)
        groups = {"reviewer": ("rita", "ron", "both"), "curator": ("curator",), "data protection officer": ("officer",)}
        for group, names in groups.items():
            for name in names:
                self.people[name].groups.add(Group.objects.get_or_create(name=group)[0])
        self.cohort = make.CohortFactory(strand__project=self.study.project, started=STARTED)
        self.hands = {"editor", "colleague", "both"}  # who works for its provider has a hand in it always
        self.wrote: set[str] = set()
        self.scored = SCORES[0]
        put_scores(self.cohort, *self.scored)
        for _ in range(editions):
            self.write("editor", telling=False)
            while self.now().status != "published":
                self.next_step("rita")
            self.editions_are_never_altered()

    def teardown(self) -> None:
        """Nothing of it stays."""
        if hasattr(self, "undone"):
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    def word(self) -> str:
        """Words that stand nowhere else."""
        return f"qz{next(self.canaries):05}zq"

    def now(self) -> CaseStudy:
        return CaseStudy.objects.select_related("project", "reviewer").get(pk=self.study.pk)

    def do(self, verb: str, who: str, **said: object) -> bool:
        """Whether that could be done; what is refused leaves everything as it was."""
        before = (self.now().status, Decision.objects.count(), Edition.objects.count())
        try:
            getattr(workflow, verb)(self.now(), by=self.people[who], **said)
        except workflow.Refused:
            assert (self.now().status, Decision.objects.count(), Edition.objects.count()) == before
            return False
        return True

    # ------------------------------------------------------------------------------------------------------ rules

    @rule(who=people, telling=EITHER)
    def write(self, who: str, telling: bool) -> None:
        """Somebody saves other words, whatever the state: so may the admin."""
        study = self.now()
        study.headline, study.background = self.word(), self.word() + (" Two mothers came back." if telling else "")
        study._history_user = self.people[who]
        study.save()
        self.wrote.add(who)

    @rule(scores=st.sampled_from(SCORES))
    def score(self, scores: tuple[int, int]) -> None:
        """Other scores are held from now on."""
        put_scores(self.cohort, *scores)
        self.scored = scores

    @rule(who=people)
    def submit(self, who: str) -> None:
        if self.do("submit", who, note=self.word()):
            self.wrote.add(who)

    @rule(who=people, verb=st.sampled_from(["claim", "release", "publish", "unschedule", "reopen"]))
    def move(self, who: str, verb: str) -> None:
        self.do(verb, who)

    @rule(who=people, verb=st.sampled_from(["request_changes", "reject"]))
    def send_back(self, who: str, verb: str) -> None:
        self.do(verb, who, reason=self.word())

    @rule(who=people)
    def comment(self, who: str) -> None:
        try:
            workflow.comment(self.now(), section="story", words=self.word(), by=self.people[who])
        except workflow.Refused:
            assert who not in {"rita", "ron", "both", "curator"} or self.now().status == "draft"

    @rule(who=people, all_of_it=EITHER)
    def check(self, who: str, all_of_it: bool) -> None:
        points = list(Point) if all_of_it else [Point.STORY]
        self.do("check", who, said={point: workflow.Said(sound=True, note=self.word()) for point in points})

    @rule(who=people, retire=EITHER)
    def approve(self, who: str, retire: bool) -> None:
        """Who retires no figures lets stand whatever has been asked and not settled."""
        open_ones = list(self.study.comments.filter(settled_at=None).values_list("pk", flat=True))
        stand = [] if retire else open_ones
        if self.do("approve", who, words_checked=self.word(), retire_earlier=retire, comments_stand=stand):
            assert stand == open_ones
            assert who not in self.hands | self.wrote, "nobody approves their own"

    @rule(who=people)
    def confirm(self, who: str) -> None:
        approvals = Decision.objects.filter(to_status="approved", kind="")
        if self.do("confirm", who, reason=self.word()):
            assert who not in self.hands | self.wrote
            assert approvals.latest("pk").by != self.people[who], "nobody confirms what they let stand"

    @rule(who=people)
    def schedule(self, who: str) -> None:
        self.do("schedule", who, at=timezone.now() + timedelta(days=1))

    @rule(days=st.sampled_from([0, 2]))
    def clock(self, days: int) -> None:
        workflow.publish_due(timezone.now() + timedelta(days=days))

    @rule(reviewers=st.lists(st.sampled_from(["rita", "ron", "curator"]), min_size=1, max_size=6))
    def go_on(self, reviewers: list[str]) -> None:
        """The next steps by people who may, so that lives are long."""
        for reviewer in reviewers:
            self.next_step(reviewer)
            self.editions_are_never_altered()

    def next_step(self, reviewer: str) -> None:
        study = self.now()
        match study.status:
            case "draft" | "changes_requested":
                self.submit("editor")
            case "published" | "rejected":
                self.do("reopen", "editor")
                self.write("editor", telling=False)
            case "submitted":
                self.do("claim", reviewer)
            case "in_review":
                by = next(name for name, user in self.people.items() if user == study.reviewer)
                self.check(by, all_of_it=True)
                self.approve(by, retire=False)
            case "approved":
                self.confirm(reviewer)
                self.do("publish", reviewer)

    @precondition(lambda self: len(self.kept) > 1)
    @rule(who=people)
    def withdraw(self, who: str) -> None:
        """Late, so that something has happened before."""
        self.do("withdraw", who, reason=self.word())

    # ------------------------------------------------------------------------------------------------- invariants

    @invariant()
    def the_record_is_whole(self) -> None:
        record = list(Decision.objects.order_by("pk").values_list("from_status", "to_status"))
        assert all(before[1] == after[0] for before, after in pairwise(record))
        now = self.now()
        assert now.status == (record[-1][1] if record else "draft")
        assert now.status == "approved" or now.publish_at is None

    @invariant()
    def editions_are_never_altered(self) -> None:
        rows = list(Edition.objects.order_by("number"))
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        current = [row.number for row in rows if row.current]
        assert current == ([len(rows)] if rows and self.now().status != "withdrawn" else [])
        for row in rows:
            assert row.document is not None
            if row.number not in self.kept:
                self.kept[row.number] = (row.document, row.sha256)
                self.a_new_edition(row)
            assert self.kept[row.number] == (row.document, row.sha256)

    def a_new_edition(self, row: Edition) -> None:
        """What is published was approved, confirmed where something was let stand, and counted right."""
        text, digest = self.kept[row.number]
        assert sha256(text.encode()).hexdigest() == digest
        approval = Decision.objects.filter(to_status="approved", kind="").latest("pk")
        later = Decision.objects.filter(pk__gt=approval.pk, kind="confirmed")
        assert not approval.let_stand or later.exclude(by=approval.by).exists()
        new = document.load(text)
        assert bool(approval.let_stand) >= ("Two mothers" in new.story.background)
        self.counted_again(new.cohorts[0].block)
        self.wrote.clear()  # what has been published is nobody's own any more

    def counted_again(self, block: CohortBlock) -> None:
        """Every count of the block, by going through the pairs; or the block of the edition it was carried from."""
        if block.carried_from is not None:
            earlier = document.load(self.kept[block.carried_from][0]).cohorts[0].block
            assert (earlier.improved, earlier.scored) == (block.improved, block.scored)
            return
        pairs = [(40, 55)] * self.scored[0] + [(55, 40)] * self.scored[1]
        better = sum(1 for before, after in pairs if after > before)
        lower = sum(1 for before, after in pairs if after < before)
        by_hand = {"started": STARTED, "scored": len(pairs), "not_scored": STARTED - len(pairs)}
        by_hand |= {"improved": better, "not_improved": len(pairs) - better, "worse": lower, "same": 0}
        for name, number in by_hand.items():
            figure = getattr(block, name)
            if isinstance(figure, Shown):
                shown: Count = figure.value
                assert shown.low <= number <= shown.high, name
                assert not shown.exact or number >= 8, "no small count is said"

    @invariant()
    def nothing_private_is_public(self) -> None:
        """Readers find words of editions, or the public reason of a withdrawal; they are asked as these change."""
        state = (len(self.kept), self.now().status == "withdrawn")
        if self.told == state:
            return
        self.told = state
        published = {word for text, _ in self.kept.values() for word in CANARY.findall(text)}
        withdrawn = Decision.objects.filter(to_status="withdrawn").values_list("reason", flat=True)
        for address in (*(f"/case-studies/any-life{'' if a == '.json' else '/'}{a}" for a in PUBLIC), *LISTS):
            answer = self.public.get(address)
            assert answer.status_code < 500, address
            said = answer.getvalue().decode() + str(answer.headers)
            allowed = set(withdrawn) if withdrawn else published
            assert set(CANARY.findall(said)) <= allowed, address
            assert "K0001" not in said
            assert not re.search(r"rita|ron@|curator@|editor@", said)
