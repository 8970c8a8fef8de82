"""Referrals as a file, or pasted from a spreadsheet. The same content sent twice is one upload."""

from casestudies.forms.file_or_paste import FileOrPasteForm
from outcomes.referral_files import MAX_BYTES


class ReferralUploadForm(FileOrPasteForm):
    """One row a person."""

    what, most_bytes = "referrals", MAX_BYTES
