"""What each group may open: no more, and no less."""

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from casestudies.groups import GROUPS, ensure_groups
from casestudies.models import User

# v: look at, a: add, c: change, d: delete, in the order of GROUPS; another model needs a line here and in the fixture.
# What the portal writes as things happen is for nobody's form to make up, whatever page it may one day get.
TABLE = """
casestudies.casestudy         v     vacd  v     vacd
casestudies.checklistpoint    v     v     v     v
casestudies.cohortrecord      -     -     v     v
casestudies.comment           v     v     v     v
casestudies.contribution      v     v     v     v
casestudies.decision          v     v     v     v
casestudies.edition           v     v     v     v
casestudies.erasure           -     -     v     v
casestudies.erasurerequest    -     -     v     v
casestudies.evidencerow       v     v     v     v
casestudies.invitation        -     -     v     vacd
casestudies.joinrequest       -     -     v     vacd
casestudies.membership        -     -     v     vacd
casestudies.mention           v     v     v     v
casestudies.merge             v     v     v     v
casestudies.onetimekey        v     v     v     v
casestudies.outgoingmail      -     -     v     v
casestudies.picture           v     vacd  v     vacd
casestudies.quote             v     vacd  v     vacd
casestudies.retirement        v     v     v     v
casestudies.shortlistnote     -     -     v     v
casestudies.submission        v     v     v     v
casestudies.taskdraft         v     v     v     v
casestudies.tombstone         v     v     v     v
casestudies.user              -     -     v     vac
outcomes.band                 v     vacd  v     vacd
outcomes.cohort               v     vacd  v     vacd
outcomes.funder               v     vacd  v     vacd
outcomes.funding              v     vacd  v     vacd
outcomes.measure              v     vacd  v     vacd
outcomes.organisation         v     vacd  v     vacd
outcomes.otheroutcome         v     vacd  v     vacd
outcomes.place                v     vacd  v     vacd
outcomes.project              v     vacd  v     vacd
outcomes.projectplace         v     vacd  v     vacd
outcomes.publishedresult      v     vacd  v     vacd
outcomes.referral             -     -     v     v
outcomes.referralroute        v     vacd  v     vacd
outcomes.referralsource       v     vacd  v     vacd
outcomes.referralupload       -     -     v     v
outcomes.score                -     -     v     v
outcomes.scoreimport          -     -     v     v
outcomes.scoreupload          -     -     v     v
outcomes.source               v     vacd  v     vacd
outcomes.statedincome         v     vacd  v     vacd
outcomes.strand               v     vacd  v     vacd
outcomes.theme                v     vacd  v     vacd
mfa.authenticator             -     -     -     vd
"""

ABOUT_CLIENTS = {"referral", "referralupload", "score", "scoreupload", "scoreimport"}
ABOUT_COLLEAGUES = {"user", "membership", "outgoingmail"}


def _may(group: str) -> dict[str, set[str]]:
    """Noun → what the group may do with it."""
    found: dict[str, set[str]] = {}
    for codename in Group.objects.get(name=group).permissions.values_list("codename", flat=True):
        verb, noun = codename.split("_", 1)
        found.setdefault(noun, set()).add(verb)
    return found


def test_each_group_may_do_what_the_table_says_and_nothing_else() -> None:
    ensure_groups()
    letters: dict[str, dict[str, str]] = {}
    for group in GROUPS:
        held = Group.objects.get(name=group).permissions.values_list("content_type__app_label", "codename")
        for app, codename in held:
            verb, noun = codename.split("_", 1)
            of_noun = letters.setdefault(f"{app}.{noun}", dict.fromkeys(GROUPS, ""))
            of_noun[group] += verb[0]
    found = {noun: ["".join(sorted(of[g], key="vacd".index)) or "-" for g in GROUPS] for noun, of in letters.items()}
    table = {noun: words for noun, *words in map(str.split, TABLE.strip().splitlines())}
    assert found == table
    ours = Permission.objects.filter(content_type__app_label__in=["casestudies", "outcomes"])
    known = ours.exclude(content_type__model__startswith="historical").select_related("content_type")
    nouns = {f"{row.content_type.app_label}.{row.content_type.model}" for row in known}
    assert nouns == table.keys() - {"mfa.authenticator"}


def test_the_fixture_is_one_that_django_loads_as_well() -> None:
    ensure_groups()
    made = [set(group.permissions.all()) for group in Group.objects.order_by("name")]
    Group.objects.all().delete()
    call_command("loaddata", "groups", verbosity=0)
    assert [set(group.permissions.all()) for group in Group.objects.order_by("name")] == made
    assert {group.name for group in Group.objects.all()} == set(GROUPS)


def test_a_reviewer_looks_at_stories_and_facts_but_at_no_client_and_no_colleague() -> None:
    ensure_groups()
    may = _may("reviewer")
    assert {"casestudy", "edition", "project", "cohort", "funding", "measure"} <= may.keys()
    assert may.keys() & (ABOUT_CLIENTS | ABOUT_COLLEAGUES) == set()
    assert set.union(*may.values()) == {"view"}


def test_a_curator_keeps_the_facts() -> None:
    ensure_groups()
    may = _may("curator")
    assert may["cohort"] == may["casestudy"] == {"view", "add", "change", "delete"}
    assert may.keys() & (ABOUT_CLIENTS | ABOUT_COLLEAGUES) == set()


def test_a_data_protection_officer_looks_everywhere_and_changes_nothing() -> None:
    ensure_groups()
    may = _may("data protection officer")
    assert may.keys() >= ABOUT_CLIENTS | ABOUT_COLLEAGUES | {"edition"}
    assert set.union(*may.values()) == {"view"}


def test_an_admin_keeps_people_too() -> None:
    ensure_groups()
    assert _may("admin")["user"] == {"view", "add", "change"}


def test_nothing_of_another_app_but_a_lost_second_factor_and_no_history_is_handed_out() -> None:
    ensure_groups()
    others = Permission.objects.exclude(content_type__app_label__in=["casestudies", "outcomes"])
    handed_out = others.filter(group__isnull=False).values_list("group__name", "codename")
    assert set(handed_out) == {("admin", "view_authenticator"), ("admin", "delete_authenticator")}
    assert [noun for noun in _may("admin") if noun.startswith("historical")] == []


def test_a_second_time_it_sets_right_what_has_drifted_and_keeps_the_people() -> None:
    call_command("make_groups", stdout=None, verbosity=0)
    reviewer = Group.objects.get(name="reviewer")
    person = User.objects.create_user("ann@example.org")
    person.groups.add(reviewer)
    reviewer.permissions.set(Permission.objects.filter(codename="view_scoreupload"))
    call_command("make_groups")
    assert "scoreupload" not in _may("reviewer")
    assert "project" in _may("reviewer")
    assert list(person.groups.all()) == [reviewer]
    assert Group.objects.count() == 4
