"""What the API is asked about: a full shelf, as readers find it."""

from tests.db.readers.conftest import full_shelf, printed

__all__ = ["full_shelf", "printed"]
