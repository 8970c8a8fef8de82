"""People with accounts, and the organisations they work for."""

from typing import Any

from allauth.mfa import admin as allauth_admin
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.http import HttpRequest

from casestudies.models import Membership, User
from outcomes.admin.people import WithoutHistory


class MembershipInline(admin.StackedInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["organisation"]


class UserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]
        field_classes: dict[str, type] = {}


class PersonForm(UserChangeForm):
    """A person. Whoever is put into a group gets to the pages it opens."""

    def clean(self) -> dict[str, Any]:
        """Staff, with a group: without that the admin is not there for them."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("groups") and "is_staff" in said:
            said["is_staff"] = True
        return said


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    form = PersonForm
    add_form = UserForm
    ordering = ["email"]
    list_display = ["email", "first_name", "last_name", "is_staff", "is_active"]
    list_filter = ["is_active", "is_staff", "groups", "memberships__role"]
    search_fields = ["email", "first_name", "last_name"]
    date_hierarchy = "date_joined"
    inlines = [MembershipInline]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        ("Person", {"fields": ["first_name", "last_name"]}),
        (
            "May",
            {
                "fields": ["is_active", "is_staff", "is_superuser", "groups"],
                "description": "Whoever is in a group has staff status by that.",
            },
        ),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["email", "usable_password", "password1", "password2"]})]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody: an account is closed and its name changed, or nobody could say any more who changed what."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Only a superuser makes another."""
        return [] if getattr(request.user, "is_superuser", False) else ["is_superuser"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nor does anybody else take a superuser's account over."""
        theirs = obj is not None and obj.is_superuser and not getattr(request.user, "is_superuser", False)
        return super().has_change_permission(request, obj) and not theirs


admin.site.unregister(Authenticator)


@admin.register(Authenticator)
class AuthenticatorAdmin(WithoutHistory, allauth_admin.AuthenticatorAdmin):
    """Who has set up a second factor. Deleted for somebody who has lost it; its secret is shown to nobody."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    search_fields = ["user__email"]
    fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: it is set up by its owner."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        """Only a superuser weakens another's account."""
        theirs = obj is not None and obj.user.is_superuser and not getattr(request.user, "is_superuser", False)
        return super().has_delete_permission(request, obj) and not theirs
