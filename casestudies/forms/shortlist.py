"""A note that somebody keeps to themselves beside a case study on their shortlist."""

from django import forms

from casestudies.forms.strict import Paragraphs


class NoteForm(forms.Form):
    """Nothing typed takes the note away. `prefix` is the name of the case study: there is one form for each."""

    words = Paragraphs(2_000, rows=3, label="Your note", help_text="Only you can read it, when you are signed in.")
