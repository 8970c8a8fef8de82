"""What a page asks about whoever is signed in."""

from django import template

from casestudies import access
from casestudies.models import User

register = template.Library()


@register.filter
def reviews(user: User) -> bool:
    """`{% if user|reviews %}`: whether there is a queue for them. Costs a query for staff alone."""
    return user.is_staff and access.can_review(user)
