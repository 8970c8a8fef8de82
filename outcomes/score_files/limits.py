"""How large a score file may be and how long reading it may take. All limits stand here and nowhere else."""

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 20_000  # below the headings; blank rows in between count, because row numbers do
MAX_COLUMNS = 50
LAST_ROW = MAX_ROWS + 1  # the headings are row 1
MAX_PROBLEMS_LISTED = 200

# A workbook is a zip: what matters is what comes out of it, not what its directory says of itself.
MAX_UNPACKED_BYTES = 96 * 1024 * 1024
MAX_PARTS = 200

# The reading process. The largest workbook of honest cells (20,000 rows of 50 columns) needs about a sixth of each.
MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 60
WALL_SECONDS = 120

PROGRESS_EVERY_ROWS = 1_000

# Scores are taken around a period, not only in it: a family that began two years earlier is still plausible.
DAYS_BEFORE_PERIOD = 2 * 366
DAYS_AFTER_PERIOD = 366
