"""What the web expects at known addresses, and what an edition says of itself to those who link to it or cite it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client, override_settings

from casestudies.editions import citing, shelf
from casestudies.editions.linked_data import linked_data
from tests.db.readers import visible

pytestmark = pytest.mark.usefixtures("full_shelf")
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://portal.example"


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_feed_tells_of_every_edition_and_of_withdrawals_newest_first(client: Client) -> None:
    feed = ElementTree.fromstring(read(client, "/feeds/editions.atom"))
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in feed.iter(f"{ATOM}entry")}
    assert set(entries) == {
        f"{SITE}/case-studies/oxpip/editions/1/",
        f"{SITE}/case-studies/m-power/editions/1/",
        f"{SITE}/case-studies/open-door/editions/1/",
        f"{SITE}/case-studies/open-door/editions/2/",
        f"{SITE}/case-studies/corrected/editions/1/",
        f"{SITE}/case-studies/corrected/editions/2/",
        f"{SITE}/case-studies/forgotten/editions/2/",  # its first was erased
        f"{SITE}/case-studies/gone/#withdrawn",
    }
    dates = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
    assert dates == sorted(dates, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == dates[0]
    oxpip = entries[f"{SITE}/case-studies/oxpip/editions/1/"].findtext(f"{ATOM}summary") or ""
    assert "Of 144 parents scored before and after," in oxpip
    retired = entries[f"{SITE}/case-studies/corrected/editions/1/"].findtext(f"{ATOM}summary")
    assert retired == "Figures replaced by edition 2."
    assert "The charity that ran it has closed." in (
        entries[f"{SITE}/case-studies/gone/#withdrawn"].findtext(f"{ATOM}summary") or ""
    )


def test_the_sitemap_lists_real_current_pages_and_nothing_else(client: Client) -> None:
    addresses = re.findall(r"<loc>(.*?)</loc>", read(client, "/sitemap.xml"))
    studies = {address for address in addresses if re.search(r"/case-studies/.", address)}
    assert studies == {
        f"{SITE}/case-studies/{slug}/" for slug in ("oxpip", "m-power", "open-door", "corrected", "forgotten")
    }
    for path in ("measures/pir-gas", "measures/phq-9", "themes/early-years", "places/E10000029"):
        assert f"{SITE}/{path}/" in addresses
    for path in ("funders/henry-smith-charity", "providers/ormiston-families"):
        assert f"{SITE}/{path}/" in addresses
    assert f"{SITE}/places/E09000022/" not in addresses, "people are trained there: no family comes there"
    assert not [address for address in addresses if "kite" in address], "no page of an invented example alone"
    for address in addresses:
        assert client.get(address.removeprefix(SITE)).status_code == 200


def test_robots_are_led_to_the_sitemap_and_kept_from_the_desk(client: Client) -> None:
    lines = read(client, "/robots.txt").splitlines()
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert "Disallow: /desk/" in lines


@override_settings(SECURITY_CONTACT="mailto:someone@portal.example")
def test_security_names_whom_to_tell_and_is_not_out_of_date(client: Client) -> None:
    fields = dict(line.split(": ", 1) for line in read(client, "/.well-known/security.txt").splitlines())
    assert fields["Contact"] == "mailto:someone@portal.example"
    until = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=100) < until - datetime.now(UTC) < timedelta(days=366)


@override_settings(SECURITY_CONTACT="")
def test_without_somebody_to_tell_there_is_no_such_file(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/case-studies/oxpip/", "/case-studies/oxpip/editions/", "/how-we-count/", "/data/"]
)
def test_a_page_names_its_one_address(client: Client, path: str) -> None:
    html = read(client, path)
    assert re.findall(r'<link rel="canonical" href="([^"]*)"', html) == [SITE + path]
    assert re.findall(r'<meta property="og:url" content="([^"]*)"', html) == [SITE + path]
    (title,) = re.findall(r'<meta property="og:title" content="([^"]+)"', html)
    assert title


def test_a_citation_carries_the_whole_lasting_address(client: Client) -> None:
    words = visible.text(read(client, "/case-studies/open-door/"))
    assert "Plain Account, edition 2, " in words
    assert f"{SITE}/case-studies/open-door/editions/2/" in words
    assert "@misc{open-door-2," in words


def test_bibtex_takes_no_text_for_a_command() -> None:
    published = shelf.current("oxpip")
    assert published is not None
    document = published.document
    hostile = replace(document, headline="50% & more_of {it} \\input{/etc/passwd} #1 $x$ ~ ^")
    entry = citing.bibtex(hostile)
    assert (
        r"50\% \& more\_of \{it\} \textbackslash{}input\{/etc/passwd\} \#1 \$x\$ \textasciitilde{} \textasciicircum{}"
        in entry
    )
    assert "url = {https://portal.example/case-studies/oxpip/editions/1/}" in entry


def test_data_in_the_page_cannot_end_its_own_element(client: Client) -> None:
    published = shelf.current("oxpip")
    assert published is not None
    hostile = replace(
        published, document=replace(published.document, headline="</script><script>alert(1)</script><!--")
    )
    assert "<" not in linked_data(hostile)
    assert "\\u003C/script\\u003E" in linked_data(hostile)
