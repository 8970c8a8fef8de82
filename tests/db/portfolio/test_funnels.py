"""Every funnel: its average, its limits, its points and its table, worked out again from what the API gives."""

import re

import pytest
from django.test import Client

from tests.db.portfolio import slow
from tests.db.portfolio.choosing import counts, grouped, one_a_project
from tests.db.portfolio.published import Json, get


def test_every_funnel(public: list[Json], client: Client) -> None:
    drawn = 0
    for (measure, version, unit, invented), found in grouped(public).items():
        entering = counts(one_a_project(found), invented=invented)
        exact = [(low, n) for low, high, n in entering.values() if low == high]
        html = client.get(f"/measures/{measure}/?examples=show").content.decode()
        answer = get(client, f"/api/v1/measures/{measure}/pooled?examples=show")
        (funnel,) = [
            group["funnel"]
            for group in answer["groups"]
            if (group["version"], group["unit"], group["invented"]) == (version, unit, invented)
        ]
        if len(exact) < 10:
            assert funnel is None
            continue
        drawn += 1
        low, high = slow.pooled_rates(list(entering.values()))["average"]
        rate = (low + high) / 2
        stretch = slow.dispersion(exact, rate)
        at = {
            n: slow.funnel(n, rate, stretch)
            for n in range(min(n for _, n in exact) * 3 // 4, max(n for _, n in exact) + 2)
        }
        assert funnel["rate"] == pytest.approx(rate, abs=1e-9)
        assert funnel["dispersion"] == pytest.approx(stretch, abs=1e-9)
        assert len(funnel["limits"]) > 40
        for limit in funnel["limits"]:
            ours = (limit["usual"]["low"], limit["usual"]["high"], limit["rare"]["low"], limit["rare"]["high"])
            assert ours == pytest.approx(at[limit["n"]], abs=1e-9), limit["n"]
        outside = sum(not at[n][2] <= k / n <= at[n][3] for k, n in exact)
        assert funnel["outside"] == outside
        assert f"rate of each against how many were scored. Outside the wider limits: {outside}." in html
        assert_drawn(html, exact, at, rate)
    assert drawn == 2


def assert_drawn(html: str, exact: list[tuple[int, int]], at: dict[int, tuple[float, ...]], rate: float) -> None:
    """Points, limits and their table as the page has them; nobody is named on it."""
    charts = re.findall(r"<svg[^>]*class=\"chart[^>]*>.*?people scored before and after", html, re.DOTALL)
    names = sorted(f"{slow.whole(k / n)} % of {n} scored" for k, n in exact)
    found = [
        chart
        for chart in charts
        if sorted(re.findall(r"<title>([^<]* scored)</title>", chart.replace("\N{NARROW NO-BREAK SPACE}", " ")))
        == names
    ]
    assert len(found) == 1, names
    (chart,) = found
    widest = 1.05 * max(n for _, n in exact)
    placed = sorted((float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)%" cy="(\d+)" r="5"', chart))
    meant = sorted((100 * n / widest, 24 + 260 * (1 - k / n)) for k, n in exact)
    assert all(abs(x - a) < 0.06 and abs(y - b) < 0.51 for (x, y), (a, b) in zip(placed, meant, strict=True))
    corners = [
        tuple(map(float, pair.split(",")))
        for area in re.findall(r'polygon points="([^"]+)"', chart)
        for pair in area.split()
    ]
    allowed = {(round(1000 * n / widest, 1), round(1000 * (1 - end), 1)) for n, limits in at.items() for end in limits}
    assert len(corners) > 160
    assert all(min(abs(x - a) + abs(y - b) for a, b in allowed) < 0.11 for x, y in corners)
    key = html.partition(chart)[2].partition("</figure>")[0]
    assert f"average {slow.whole(rate)} %" in key.replace("\N{NARROW NO-BREAK SPACE}", " ")
    lines = re.findall(
        r"<th scope=\"row\">(\d+)</th>\s*<td>([^<]+)</td>\s*<td>([^<]+)</td>",
        html.replace("\N{NARROW NO-BREAK SPACE}", " "),
    )
    told = {(int(n), usual, rare) for n, usual, rare in lines}
    assert len([1 for n, (a, b, c, d) in at.items() if (n, slow.per_cent((a, b)), slow.per_cent((c, d))) in told]) >= 3
