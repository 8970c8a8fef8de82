"""allauth's forms in our own words: labels, hints that are sentences, no placeholders, a password asked for once."""

from allauth.account import forms as allauth
from django import forms

A_GOOD_ONE = "At least 12 characters. Four words that have nothing to do with each other are easy to keep."


def _in_our_words(form: forms.Form, **fields: tuple[str, str]) -> None:
    """Give each of `fields` its label and its hint; take every placeholder away, for they vanish while one types."""
    for name, (label, hint) in fields.items():
        form.fields[name].label, form.fields[name].help_text = label, hint
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(allauth.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, login=("E-mail address", ""), password=("Password", ""))


class SignUpForm(allauth.SignupForm):
    """The same, for an account to be."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        at_work = "The one you use at work. We send a link to it."
        _in_our_words(self, email=("E-mail address", at_work), password1=("Password", A_GOOD_ONE))


class ChangePasswordForm(allauth.ChangePasswordForm):
    """The password there is, and the one there shall be."""

    password2 = None

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, oldpassword=("Password now", ""), password1=("New password", A_GOOD_ONE))


class ResetPasswordForm(allauth.ResetPasswordForm):
    """Where to send the link."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, email=("E-mail address", "The one you sign in with."))


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """A new password for whoever followed the link."""

    password2 = None

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, password1=("New password", A_GOOD_ONE))
