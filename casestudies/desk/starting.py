"""A case study begins: its project, its address, and the form that may be sent only once."""

import secrets
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from casestudies import access
from casestudies.models import CaseStudy, OneTimeKey, Tombstone, User
from casestudies.models.case_study import RESERVED_SLUGS
from outcomes.models import Organisation, Project


def new_key() -> str:
    """A key for a form that makes something."""
    return secrets.token_hex(16)


def once(key: str, *, by: User, make: Callable[[], str]) -> str:
    """The address of what `make` makes; the same key again gives the same address and makes nothing."""
    try:
        with transaction.atomic():
            spent = OneTimeKey.objects.create(key=key, by=by)
            spent.made = make()
            spent.save(update_fields=["made"])
    except IntegrityError:
        earlier = OneTimeKey.objects.filter(key=key, by=by).first()
        if earlier is None:  # it was something else that the database refused
            raise
        return earlier.made
    return spent.made


def start(name: str, *, provider: Organisation, by: User) -> CaseStudy:
    """Begin the case study of a new project called `name`. Raises PermissionError unless `by` works for `provider`."""
    if not access.organisations_of(by).filter(pk=provider.pk).exists():
        raise PermissionError(f"{by} does not work for {provider}")
    try:
        return _begun(name, provider, _free_address(name))
    except IntegrityError:  # somebody else took the address between looking and writing
        return _begun(name, provider, f"{_address(name)}-{secrets.token_hex(3)}")


@transaction.atomic
def _begun(name: str, provider: Organisation, address: str) -> CaseStudy:
    project = Project.objects.create(key=address, name=name, provider=provider, invented=provider.invented)
    return CaseStudy.objects.create(project=project, slug=address)


def _address(name: str) -> str:
    return slugify(name)[:70].strip("-") or "project"


def _free_address(name: str) -> str:
    wanted = _address(name)
    taken = set(RESERVED_SLUGS).union(
        CaseStudy.objects.filter(slug__startswith=wanted).values_list("slug", flat=True),
        Project.objects.filter(key__startswith=wanted).values_list("key", flat=True),
        Tombstone.objects.filter(slug__startswith=wanted).values_list("slug", flat=True),
    )
    return next(key for n in range(1, len(taken) + 2) if (key := wanted if n == 1 else f"{wanted}-{n}") not in taken)
