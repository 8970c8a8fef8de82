"""What a page costs, as a share of the cheapest answer Django can give: `python -m tests.bench`.

Times on one machine say little on another, and on a busy one little at all; shares of `/healthz` measured in the same
run say more. Everything runs on a fresh SQLite database filled with the demonstration's content.
"""

import os
import sys
import time
from collections.abc import Callable
from statistics import median

ROUNDS = 30


def timed(work: Callable[[], object]) -> float:
    """Return the median of ROUNDS runs of `work`, in milliseconds, after three that do not count."""
    for _ in range(3):
        work()
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return median(took)


def measure() -> dict[str, float]:
    """Return what is measured → milliseconds."""
    from datetime import date

    from django.test import Client

    from casestudies.editions.gather import gather
    from casestudies.editions.publish import composed
    from casestudies.models import CaseStudy

    client = Client()

    def page(address: str) -> Callable[[], object]:
        def ask() -> None:
            assert client.get(address).status_code == 200, address

        return ask

    pages = ["/healthz", "/readyz", "/", "/case-studies/", "/case-studies/oxpip/", "/how-we-count/"]
    oxpip = CaseStudy.objects.get(slug="oxpip")
    work: dict[str, Callable[[], object]] = {address: page(address) for address in pages}
    work["gather Oxpip's facts"] = lambda: gather(oxpip)
    work["gather, compute and protect"] = lambda: composed(oxpip, published=date(2026, 1, 1))
    return {name: timed(each) for name, each in work.items()}


def main() -> int:
    """Fill a database of its own, measure, print a table, throw the database away."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.core.management import call_command
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    django.setup()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_demo", stdout=sys.stderr)
        results = measure()
    finally:
        teardown_databases(databases, verbosity=0)
    print(f"{'':<30}{'ms':>10}{'times /healthz':>18}")
    for name, milliseconds in results.items():
        print(f"{name:<30}{milliseconds:>10.2f}{milliseconds / results['/healthz']:>18.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
