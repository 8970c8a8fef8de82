"""What is sent stays in memory and within a limit, however much it is."""

import io

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from casestudies.uploads import BoundedUploadHandler

MEGABYTE = 1024 * 1024


def posted(*files: bytes) -> dict[str, tuple[str, int]]:
    """The files of a request as a view gets them: name and size."""
    form = {f"file{number}": io.BytesIO(content) for number, content in enumerate(files)}
    for number, file in enumerate(form.values()):
        file.name = f"{number}.csv"  # type: ignore[attr-defined]
    request = RequestFactory().post("/", {**form, "key": "7"})
    assert isinstance(request.POST, QueryDict)
    assert request.POST["key"] == "7"  # what follows a file is still read
    assert all(type(file.file) is io.BytesIO for file in request.FILES.values())
    return {name: (file.name, file.size) for name, file in request.FILES.items()}


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 5 * MEGABYTE])
def test_a_file_comes_whole(size: int) -> None:
    request = RequestFactory().post("/", {"file": io.BytesIO(b"ab" * (size // 2) + b"c" * (size % 2))})
    file = request.FILES["file"]
    assert file.read() == b"ab" * (size // 2) + b"c" * (size % 2)
    assert file.size == size


def test_a_file_that_is_too_large_is_cut_off_but_longer_than_any_form_takes() -> None:
    assert posted(b"x" * 25 * MEGABYTE) == {"file0": ("0.csv", 20 * MEGABYTE)}


def test_many_files_share_the_room() -> None:
    files = posted(*[b"x" * 8 * MEGABYTE] * 4)
    assert [size // MEGABYTE for _, size in files.values()] == [8, 8, 4, 0]


def test_it_is_the_only_way_in() -> None:
    from django.conf import settings

    assert [f"{BoundedUploadHandler.__module__}.BoundedUploadHandler"] == settings.FILE_UPLOAD_HANDLERS
