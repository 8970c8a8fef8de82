"""How files are received: in memory and up to a limit, so that nothing of them is left on a disk.

Django's own handlers write what is large to a temporary folder, where a process that is killed leaves it.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 20 * 1024 * 1024  # all files of one request together


class BoundedUploadHandler(FileUploadHandler):
    """Keeps at most MOST_BYTES of a request's files and lets the rest go by.

    A file that is too large arrives cut off, yet longer than any form takes, so that the form can say so.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._left = MOST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing."""
        super().new_file(*args, **kwargs)
        self._file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what there is room for."""
        self._file.write(raw_data[: self._left])
        self._left = max(0, self._left - len(raw_data))

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, or its beginning."""
        size = self._file.tell()
        self._file.seek(0)
        return InMemoryUploadedFile(
            self._file,
            self.field_name,
            self.file_name,
            self.content_type or "",
            size,
            self.charset,
            self.content_type_extra,
        )
