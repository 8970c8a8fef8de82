"""Pictures: drawn anew, described, shown to nobody too early, taken out."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from casestudies.forms import pictures as limits
from casestudies.models import Picture
from tests.db.desk.conftest import Desk

SECRET = b"taken at 51.7520 N 1.2577 W"


def picture(form: str = "JPEG", size: tuple[int, int] = (640, 480), **extra: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, format=form, **extra)
    return out.getvalue()


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()  # ImageDescription
    exif[0x0112] = 6  # turned by 90 degrees
    return picture(exif=exif)


def send(desk: Desk, content: bytes, name: str = "p.jpg", **typed: object):  # type: ignore[no-untyped-def]
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return desk.save("story", add="picture", picture=file, **typed)


def test_a_picture_is_drawn_anew_upright_and_without_what_the_camera_wrote(desk: Desk) -> None:
    sent = with_exif()
    assert SECRET in sent
    response = send(desk, sent + b"<script>tail</script>", name="../../Anna Smith.jpg", headline="Kept too")
    assert response["Location"] == "/desk/little-steps/story/?add=#list-pictures"
    kept = Picture.objects.get()
    data = kept.image.read()
    kept.image.close()
    assert SECRET not in data
    assert b"script" not in data
    assert b"Exif" not in data
    assert "anna" not in kept.image.name.lower()
    with Image.open(io.BytesIO(data)) as drawn:
        assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("JPEG", (480, 640), {})
    desk.case_study.refresh_from_db()
    assert desk.case_study.headline == "Kept too"


def test_a_large_one_is_made_smaller_and_a_transparent_one_stays_so(desk: Desk) -> None:
    send(desk, picture(size=(4000, 1000)))
    out = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(out, format="PNG")
    send(desk, out.getvalue(), pictures__0__row=str(Picture.objects.get().pk))
    first, second = Picture.objects.order_by("pk")
    for kept, size, kind in ((first, (2000, 500), "JPEG"), (second, (300, 300), "PNG")):
        with kept.image.open() as file, Image.open(file) as drawn:
            assert (drawn.size, drawn.format) == (size, kind)


def huge_png() -> bytes:
    """A file of 60 bytes that says it has 30,000 by 30,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "drawing": (SVG, "not a picture we can read"),
    "gif": (picture("GIF"), "not a picture we can read"),
    "tiff": (picture("TIFF"), "not a picture we can read"),
    "text": (b"hello", "not a picture we can read"),
    "half": (with_exif()[:400], "not a picture we can read"),
    "empty": (b"", "This file is empty."),
    "bomb": (huge_png(), "pixels"),
    "wide": (picture("PNG", (8001, 200)), "8,001 by 200 pixels"),
    "tiny": (picture("PNG", (100, 300)), "needs at least 200 by 200"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_picture_is_refused_in_words_and_the_rest_of_the_page_is_saved(desk: Desk, kind: str) -> None:
    content, words = REFUSED[kind]
    response = send(desk, content, headline="Kept")
    assert response.status_code == 200
    page = response.content.decode()
    assert words in page
    assert 'href="#id_picture"' in page
    assert Picture.objects.count() == 0
    desk.case_study.refresh_from_db()
    assert desk.case_study.headline == "Kept"


def test_a_file_that_is_too_large_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 100)
    assert "larger than 8 MB" in send(desk, picture()).content.decode()


def test_pressing_add_without_a_file_says_so(desk: Desk) -> None:
    assert "Choose a file first." in desk.save("story", add="picture").content.decode()


def test_the_same_picture_sent_twice_is_there_once(desk: Desk) -> None:
    for _ in range(2):
        file = SimpleUploadedFile("p.jpg", picture())
        sent = {"version": "0", "headline": "", "add": "picture", "picture": file}
        assert desk.client.post(desk.page("story"), sent).status_code == 302
    assert Picture.objects.count() == 1


def test_a_picture_is_described_and_taken_out_with_its_file(desk: Desk, django_capture_on_commit_callbacks) -> None:
    send(desk, picture())
    kept = Picture.objects.get()
    page = desk.client.get(desk.page("story")).content.decode()
    assert f'src="/desk/little-steps/pictures/{kept.pk}/"' in page
    shown = desk.client.get(f"/desk/little-steps/pictures/{kept.pk}/")
    assert shown["Content-Type"] == "image/jpeg"
    assert set(shown["Cache-Control"].split(", ")) == {"no-store", "private"}
    assert shown.getvalue()[:3] == b"\xff\xd8\xff"
    row = {"pictures__0__row": str(kept.pk), "pictures__0__alt_text": "A room.", "pictures__0__consent": "on"}
    assert desk.save("story", **row).status_code == 302
    kept.refresh_from_db()
    assert (kept.alt_text, kept.consent) == ("A room.", True)
    with django_capture_on_commit_callbacks(execute=True):
        desk.save("story", **row, remove="pictures-0")
    assert Picture.objects.count() == 0
    assert not default_storage.exists(kept.image.name)
    assert not Path(kept.image.path).exists()


def test_a_picture_added_while_something_is_wrong_keeps_its_row(desk: Desk) -> None:
    """The page shows what was typed, not the facts; the picture is there all the same and saving keeps it."""
    send(desk, picture(), headline="x" * 200)
    kept = Picture.objects.get()
    page = desk.client.get(desk.page("story"))
    assert f'name="pictures-0-row" value="{kept.pk}"' in page.content.decode()
    desk.save("story", headline="Short", pictures__0__row=str(kept.pk))
    assert Picture.objects.count() == 1
