"""Every component in every state on one page, with invented numbers, for the tests and for whoever draws the next."""

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from casestudies.charts.bands import BandsChart
from casestudies.charts.drawing import Chart
from casestudies.charts.flow import FlowChart
from casestudies.charts.funding import FundingChart, Money
from casestudies.charts.rate import RateChart
from casestudies.charts.referrals import ReferralsChart
from casestudies.views import gallery_weighing
from casestudies.views.responses import page
from outcomes.figures import Absent, BandCount, Because, Count, Figure, Hidden, Part, Rate, Shown, Span

HIDDEN = Hidden(Absent.PRIVACY)
TOO_FEW = Hidden(Absent.TOO_FEW)
SUMMARY = Hidden(Absent.FROM_SUMMARY)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """The page itself; in production it does not exist."""
    if settings.PRODUCTION:
        raise Http404
    context = {
        "charts": [(name, chart) for name, chart in charts()],
        "phone_chart": _rate("phone", "On a phone", Shown(Count(122, 123, Because.ROUNDING)), 144, 190),
        "small_chart": _rate("entry", "In a list", Shown(Count(122, 123, Because.ROUNDING)), 144, 190, small=True),
        "form": SampleForm({"name": "", "kind": "grant", "share": "140"}),
        "good_form": SampleForm(),
        "page": Paginator(range(100), 10).page(4),
        "quote": {
            "words": "We ask what has changed, and then we ask again.",
            "speaker": "A manager",
            "role": "Example",
        },
        "steps": [
            ("Started", "334 parents"),
            ("Scored twice", "144 of them (43 %)"),
            ("Improved", "122 or 123"),
            ("Formula", "improved ÷ scored = 122 or 123 ÷ 144"),
            ("Source", "the project's own report"),
        ],
    }
    return page("gallery.html", context)


class SampleForm(forms.Form):
    """One field of every kind, in a right and a wrong state."""

    name = forms.CharField(label="Project", help_text="As it is known to families.")
    kind = forms.ChoiceField(label="Kind of funding", choices=[("grant", "Grant"), ("contract", "Contract")])
    share = forms.IntegerField(label="Share in %", max_value=100, required=False)
    period = forms.CharField(label="What it paid for", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    basis = forms.ChoiceField(
        label="How the amount is known", choices=[("exact", "Exactly"), ("about", "About")], widget=forms.RadioSelect
    )


def charts() -> list[tuple[str, Chart]]:
    """Every chart in every state it has, by the name of the state."""
    rounding, at_least, fewer = (
        Count(122, 123, Because.ROUNDING),
        Count(23, 30, Because.PRIVACY),
        Count(0, 7, Because.PRIVACY),
    )
    return [
        ("rate, exact", _rate("exact", "Families who improved", Shown(Count.of(55)), 71, 26)),
        ("rate, envelope", _rate("envelope", "Parents who improved", Shown(rounding), 144, 190)),
        ("rate, at least", _rate("at-least", "Clients who improved", Shown(at_least), 30, 20)),
        ("rate, fewer than", _rate("fewer", "Clients who improved", Shown(fewer), 30, 12)),
        ("rate, all scored", _rate("no-range", "Clients who improved", Shown(Count.of(40)), 60, None)),
        ("rate, hidden", _rate("hidden", "Clients who improved", TOO_FEW, 0, None)),
        ("rate, made up", _rate("made-up", "Parents who improved", Shown(Count.of(122)), 144, 190, made_up=True)),
        ("rate, small", _rate("small", "Parents who improved", Shown(rounding), 144, 190, small=True)),
        ("flow, summary", _flow("summary", 334, 144, rounding)),
        ("flow, scores", _flow("scores", 334, 144, Count.of(122), same=10, worse=12, made_up=True)),
        ("flow, few not scored", _flow("few-not-scored", None, 60, Count.of(40))),
        ("flow, at least", _flow("flow-at-least", 50, 30, at_least)),
        ("flow, fewer than", _flow("flow-fewer", 50, 30, fewer)),
        ("flow, started only", _flow("started-only", 40, None, None)),
        ("bands", BandsChart("bands", "Bands of the score", "parents", _bands(18, 60, 40, 26), _bands(9, 21, 44, 70))),
        (
            "bands, two",
            BandsChart("two", "Bands", "parents", _two(20, 10), _two(9, 21), higher_is_better=False, made_up=True),
        ),
        ("bands, crowded", BandsChart("crowded", "Bands", "parents", _bands(8, 8, 8, 600), _bands(8, 9, 600, 8))),
        ("bands, hidden", BandsChart("no-bands", "Bands", "parents", SUMMARY, SUMMARY)),
        ("funding", _funding()),
        ("funding, unknown", _funding_unknown()),
        ("referrals", ReferralsChart("referrals", "How families came", "families", _routes())),
        ("referrals, hidden", ReferralsChart("no-referrals", "How families came", "families", HIDDEN)),
        *gallery_weighing.charts(),
    ]


def _rate(key: str, title: str, improved: Figure[Count], n: int, rest: int | None, **options: bool) -> RateChart:
    rate: Figure[Rate] = TOO_FEW
    possible: Figure[Span] = HIDDEN
    if isinstance(improved, Shown):
        low, high = improved.value.low, improved.value.high
        # not the portal's arithmetic: an interval that looks like one
        rate = Shown(Rate(Span(low / n, high / n), Span(max(0, low / n - 0.07), min(1, high / n + 0.05))))
        if rest:
            possible = Shown(Span(low / (n + rest), (high + rest) / (n + rest)))
    not_scored: Figure[Count] = Shown(Count.of(rest)) if rest else HIDDEN
    scored: Figure[Count] = Shown(Count.of(n)) if n else TOO_FEW
    return RateChart(f"rate-{key}", title, "parents", improved, scored, not_scored, rate, possible, **options)


def _flow(
    key: str,
    started: int | None,
    scored: int | None,
    improved: Count | None,
    *,
    same: int | None = None,
    worse: int | None = None,
    made_up: bool = False,
) -> FlowChart:
    def shown(number: int | None, otherwise: Hidden) -> Figure[Count]:
        return otherwise if number is None else Shown(Count.of(number))

    rest: Figure[Count] = TOO_FEW
    not_improved: Figure[Count] = TOO_FEW
    if scored:
        rest = Shown(Count.of(started - scored)) if started else Shown(Count(0, 7, Because.PRIVACY))
        if improved:
            because = improved.because
            not_improved = Shown(Count.between(scored - improved.high, scored - improved.low, because))
    return FlowChart(
        f"flow-{key}",
        "Who came, who was scored, how they did",
        "parents",
        started=shown(started, HIDDEN),
        scored=shown(scored, TOO_FEW),
        not_scored=rest,
        improved=Shown(improved) if improved else TOO_FEW,
        not_improved=not_improved,
        same=shown(same, SUMMARY),
        worse=shown(worse, SUMMARY),
        made_up=made_up,
    )


def _bands(*counts: int) -> Figure[tuple[BandCount, ...]]:
    names = ("disordered or worse", "distressed", "significantly perturbed", "adapted")
    ends = ((1, 40), (41, 60), (61, 80), (81, 100))
    return Shown(tuple(BandCount(n, a, b, c) for n, (a, b), c in zip(names, ends, counts, strict=True)))


def _two(low: int, high: int) -> Figure[tuple[BandCount, ...]]:
    return Shown((BandCount("below the cut-off", 0, 9, low), BandCount("at or above it", 10, 27, high)))


def _funding() -> FundingChart:
    parts = (
        Money("Oxfordshire children's centres", "about £110,000", 0.22),
        Money("Department for Education, a grant", "£100,000", 0.20),
    )
    return FundingChart(
        "funding", "Income of a year", "about £500,000", parts, Money("Not broken down", "about £290,000", 0.58)
    )


def _funding_unknown() -> FundingChart:
    parts = (
        Money("A trust, £36,000 a year for 3 years", "£108,000", 1.0),
        Money("The provider's own funds", "amount not stated", None),
        Money("A community foundation with a name longer than a phone is wide", "amount not stated", None),
    )
    return FundingChart("funding-unknown", "Grants", "£108,000 of the amounts known", parts)


def _routes() -> Figure[tuple[Part, ...]]:
    routes = (("Health visitors", 120), ("Midwives", 84), ("Children's centres", 52), ("GPs", 31), ("Other routes", 22))
    return Shown(tuple(Part(label, count) for label, count in routes))
