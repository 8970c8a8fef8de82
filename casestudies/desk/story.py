"""The task "story": headline, three sections, quotations and pictures."""

from casestudies.desk import pictures
from casestudies.desk.records import Facts, change, keep
from casestudies.models import CaseStudy, Quote, User

WORDS = ("headline", "background", "action", "outcome")


def read(case_study: CaseStudy) -> Facts:
    """Answers by name; `quotes` and `pictures` are rows, a picture's `row` its number."""
    return {
        **{name: getattr(case_study, name) for name in WORDS},
        "quotes": [
            {"words": quote.words, "speaker": quote.speaker, "role": quote.role, "consent": quote.consent}
            for quote in case_study.quotes.all()
        ],
        "pictures": [
            {"row": str(p.pk), "alt_text": p.alt_text, "caption": p.caption, "consent": p.consent}
            for p in case_study.pictures.all()
        ],
    }


def write(case_study: CaseStudy, facts: Facts, *, by: User) -> None:
    """Write what `facts` names; `picture`, a NewPicture, is added to those there are."""
    change(case_study, **{name: facts[name] for name in WORDS if name in facts})
    if "quotes" in facts:
        _keep_quotes(case_study, facts["quotes"])
    if "pictures" in facts:
        pictures.keep_rows(case_study, facts["pictures"])
    if "picture" in facts:
        pictures.add(case_study, facts["picture"])


def _keep_quotes(case_study: CaseStudy, rows: list[Facts]) -> None:
    """Quotations have no name of their own: the second row is the second quotation."""
    numbered = [row | {"position": position} for position, row in enumerate(rows)]
    places = {quote.pk: position for position, quote in enumerate(case_study.quotes.all())}
    kept = keep(
        case_study.quotes.all(),
        numbered,
        key=lambda quote: places[quote.pk],
        row_key=lambda row: row["position"],
        make=lambda row: Quote.objects.create(case_study=case_study, **row),
    )
    for quote, row, _ in kept:
        change(quote, **row)
