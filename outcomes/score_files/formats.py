"""Which format a file has: what its name says and what its first bytes say must agree."""

from pathlib import PurePath

from outcomes.score_files.answers import UnreadableError
from outcomes.score_files.columns import Layout
from outcomes.score_files.csv_table import csv_table
from outcomes.score_files.table import Table


def open_table(data: bytes, file_name: str, layout: Layout) -> Table:
    """The rows of a CSV file or workbook. The name's ending and the content must agree.

    Raises UnreadableError, at once or while the rows are taken.
    """
    ending = PurePath(file_name).suffix.lower()
    is_zip, is_ole = data.startswith(b"PK\x03\x04"), data.startswith(b"\xd0\xcf\x11\xe0")
    if not data:
        raise UnreadableError("The file is empty.")
    if ending in {".xlsm", ".xltm", ".xlam", ".xlsb"}:
        raise UnreadableError("Workbooks that can hold macros are not taken. Save it as .xlsx or .csv.")
    if ending == ".xls" or is_ole:
        raise UnreadableError(
            "This is an old Excel file, or one with a password. Save it as .xlsx or .csv, without a password."
        )
    if ending == ".csv":
        if is_zip:
            raise UnreadableError("The name ends in .csv, but the content is a workbook or another zip file.")
        return csv_table(data, layout)
    if ending == ".xlsx":
        if not is_zip:
            raise UnreadableError("The name ends in .xlsx, but the content is not an Excel workbook.")
        # imported late: a CSV file needs none of the workbook library's time and memory
        from outcomes.score_files.workbook import workbook_table

        return workbook_table(data, layout.sheet)
    raise UnreadableError("Only files whose name ends in .csv or .xlsx are taken.")
