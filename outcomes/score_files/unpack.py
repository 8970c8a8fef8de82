"""Unpacks a workbook's zip with a counter and looks at every part before the workbook library does.

A zip's directory can lie about sizes, and a sheet of 1,590 bytes can name a cell a million rows away; libraries
believe both. So every part is unpacked in small pieces that are counted and parsed as they come, and what passed is
put into a fresh, uncompressed archive: the library never sees the file that was sent.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from outcomes.score_files.answers import UnreadableError
from outcomes.score_files.limits import MAX_PARTS, MAX_UNPACKED_BYTES
from outcomes.score_files.sheet_guard import SheetGuard

DAMAGED = "The workbook is damaged, or was not written by a spreadsheet program."
_PIECE = 64 * 1024


@dataclass(frozen=True)
class Unpacked:
    """A clean archive, and how far the furthest value of its sheets lies (rows and columns, from 1)."""

    archive: io.BytesIO
    rows: int
    columns: int


def unpack(data: bytes) -> Unpacked:
    """The XML parts of a workbook, counted and looked at. Raises UnreadableError."""
    clean, guard, unpacked = io.BytesIO(), SheetGuard(), 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as sent, zipfile.ZipFile(clean, "w") as archive:
            for info in _parts(sent):
                part = _Part(guard)
                with sent.open(info) as source, archive.open(info.filename, "w") as target:
                    while piece := source.read(_PIECE):
                        unpacked += len(piece)
                        if unpacked > MAX_UNPACKED_BYTES:
                            raise UnreadableError(
                                f"Unpacked, the workbook is larger than {MAX_UNPACKED_BYTES // 1024**2} MB."
                            )
                        part.look(piece)
                        target.write(piece)
                part.end()
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
    ):
        raise UnreadableError(DAMAGED) from None
    return Unpacked(clean, guard.rows, guard.columns)


def _parts(sent: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The parts worth reading: pictures and printer settings are left where they are, macros and links are
    refused."""
    infos = sent.infolist()
    names = [info.filename.lower() for info in infos]
    if len(names) > MAX_PARTS or len(set(names)) < len(names):
        raise UnreadableError(DAMAGED)
    if any("vbaproject" in name or "macrosheets/" in name for name in names):
        raise UnreadableError("The workbook holds macros. Save it as .xlsx without them, or as .csv.")
    if any("externallinks/" in name or name.endswith("connections.xml") for name in names):
        raise UnreadableError("The workbook is linked to other files. Paste the values into a new one.")
    if any(info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for info in infos):
        raise UnreadableError(DAMAGED)
    return [info for info, name in zip(infos, names, strict=True) if name.endswith((".xml", ".rels"))]


class _Part:
    """Looks at one XML part as it comes: no document type (so no entities), and in sheets what SheetGuard asks."""

    def __init__(self, guard: SheetGuard) -> None:
        self._guard = guard
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._root

    def look(self, piece: bytes) -> None:
        self._parser.Parse(piece)

    def end(self) -> None:
        self._parser.Parse(b"", True)  # noqa: FBT003 - takes no names

    def _refuse_doctype(self, *_args: object) -> None:
        raise UnreadableError("The workbook declares XML entities, which no spreadsheet program does.")

    def _root(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._parser.StartElementHandler = None
        if name.endswith(" worksheet"):
            self._guard.watch(self._parser)
