"""The API at /api/v1/: the same published editions as the pages, for programs.

`service` is the frame (errors, limits, conditional requests); `editions`, `lists` and `pooled` answer; `description` is
what the API says of itself. It keeps no session, sets no cookie and knows nobody.
"""

from casestudies.api import editions, lists, pooled
from casestudies.api.service import addresses, api

api.add_router("", editions.router)
api.add_router("", lists.router)
api.add_router("", pooled.router)
PATTERNS = addresses()

__all__ = ["PATTERNS", "api"]
