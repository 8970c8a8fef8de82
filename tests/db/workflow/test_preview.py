"""A case study as it will look: for its organisation and its reviewers, and for nobody else."""

import pytest
from django.test import Client

from casestudies.models import CaseStudy, User
from tests import factories as make
from tests import lives
from tests.db.workflow.conftest import MemberOf
from tests.people import signed_in

ADDRESS = "/desk/open-door/preview/"


def test_it_is_the_page_readers_will_get_and_says_that_it_is_none(study: CaseStudy, editor: User) -> None:
    response = signed_in(editor).get(ADDRESS)
    html = response.content.decode()
    assert "Families get on better" in html
    assert "Nothing of it is published." in html
    assert 'class="sheet case-study preview"' in html, "which prints the watermark"
    assert '<meta name="robots" content="noindex">' in html
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex", "private, no-store")


def test_a_draft_with_hardly_anything_in_it_says_so(study: CaseStudy, editor: User) -> None:
    CaseStudy.objects.update(headline="")
    html = signed_in(editor).get(ADDRESS).content.decode()
    assert "<title>No headline yet · Plain Account</title>" in html
    assert "<h1>No headline yet</h1>" in html
    assert "own claim" not in html, "nobody has claimed anything"


def test_a_strand_of_which_nothing_is_known_is_no_outcome(study: CaseStudy, editor: User) -> None:
    make.StrandFactory(project=study.project)
    html = signed_in(editor).get(ADDRESS).content.decode()
    assert "The project has not published an outcome." in html
    assert "Two bars, two wholes" not in html


@pytest.mark.parametrize(
    ("who", "draft", "sent"),
    [
        ("editor", 200, 200),
        ("reviewer", 404, 200),
        ("curator", 200, 200),
        ("admin", 200, 200),
        ("data protection officer", 404, 200),
        ("another organisation's", 404, 404),
        ("deactivated", 302, 302),
    ],
)
def test_who_sees_it(
    study: CaseStudy, editor: User, rita: User, member_of: MemberOf, who: str, draft: int, sent: int
) -> None:
    people = {
        "editor": lambda: editor,
        "reviewer": lambda: rita,
        "another organisation's": lambda: make.MembershipFactory(role="owner").user,
        "deactivated": lambda: make.MembershipFactory(organisation=study.project.provider, user__is_active=False).user,
    }
    client = signed_in(people.get(who, lambda: member_of(who))())
    assert client.get(ADDRESS).status_code == draft
    lives.submitted(study)
    answer = client.get(ADDRESS)
    assert answer.status_code == sent
    if sent == 404:
        never = client.get("/desk/never-was/preview/")
        assert (answer.content, answer.headers) == (never.content, never.headers)


def test_a_pictures_draft_is_seen_there_and_nowhere_else(
    client: Client, editor: User, study: CaseStudy, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    make.PictureFactory(case_study=study)
    not_agreed = make.PictureFactory(case_study=study, consent=False, image__color="red")
    mine = signed_in(editor)
    html = mine.get(ADDRESS).content.decode()
    name = html.partition(f'src="{ADDRESS}')[2].partition('"')[0]
    picture = mine.get(f"{ADDRESS}{name}")
    assert picture.status_code == 200
    assert picture["Cache-Control"] == "private, no-store"
    assert len(picture.getvalue()) > 100
    assert client.get(f"/pictures/{name}").status_code == 404
    assert signed_in(make.UserFactory()).get(f"{ADDRESS}{name}").status_code == 404
    assert mine.get(f"{ADDRESS}never-was.png").status_code == 404
    assert not_agreed.alt_text not in html or html.count(f'src="{ADDRESS}') == 1
