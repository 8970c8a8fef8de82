"""A picture somebody sends, drawn anew: what leaves here is pixels of ours and nothing that came inside the file."""

import io
import struct
from collections.abc import Mapping

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from casestudies.desk import NewPicture

ACCEPTED: Mapping[str, str] = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MOST_BYTES = 8 * 1024 * 1024
MOST_ACROSS, LEAST_ACROSS = 8_000, 200  # pixels, either way
MOST_PIXELS = 40_000_000
KEPT_ACROSS = 2_000

_UNREADABLE = "This is not a picture we can read. Send a JPEG, PNG or WebP file; drawings (SVG) are not taken."


class TooMuch(Exception):
    """The picture cannot be taken; the message says why, to whoever sent it."""


def redrawn(sent: UploadedFile) -> NewPicture:
    """The picture upright, at most 2,000 pixels across, as JPEG (PNG where it is transparent). Raises `TooMuch`."""
    if (sent.size or 0) > MOST_BYTES:
        raise TooMuch("This file is larger than 8 MB. Save the picture smaller and send it again.")
    try:
        return _redrawn(sent)
    except TooMuch:
        raise
    except (
        *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, MemoryError, struct.error),
        *(ArithmeticError, Image.DecompressionBombError, Image.DecompressionBombWarning),
    ):
        raise TooMuch(_UNREADABLE) from None  # Pillow's readers fail in many ways on files made to harm


def _redrawn(sent: UploadedFile) -> NewPicture:
    with Image.open(sent, formats=list(ACCEPTED.values())) as opened:
        wide, high = opened.size  # from the header: nothing is unpacked yet
        if max(wide, high) > MOST_ACROSS or wide * high > MOST_PIXELS:
            raise TooMuch(f"This picture has {wide:,} by {high:,} pixels; 8,000 by 8,000 and 40 million are the most.")
        if min(wide, high) < LEAST_ACROSS:
            raise TooMuch(f"This picture has {wide:,} by {high:,} pixels; it needs at least 200 by 200 to be seen.")
        upright = ImageOps.exif_transpose(opened)
        see_through = upright.has_transparency_data
        picture = upright.convert("RGBA" if see_through else "RGB")
    picture.thumbnail((KEPT_ACROSS, KEPT_ACROSS))
    bare = Image.new(picture.mode, picture.size)  # a fresh one has no metadata to carry over
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, format="PNG" if see_through else "JPEG", **({} if see_through else {"quality": 85}))
    return NewPicture(out.getvalue(), ".png" if see_through else ".jpg")
