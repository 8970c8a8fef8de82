"""The portal's settings in test mode, with a place of their own for everything a test run writes.

Child processes and pytest-xdist's workers inherit the place; the process that made it removes it.
"""

import atexit
import os
import shutil
import tempfile

os.environ["PORTAL_MODE"] = "test"
os.environ["PORTAL_URL"] = "https://portal.example"
if "PORTAL_TEST_VAR" not in os.environ:
    os.environ["PORTAL_TEST_VAR"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["PORTAL_TEST_VAR"], ignore_errors=True)
os.environ["PORTAL_VAR"] = os.environ["PORTAL_TEST_VAR"]

from casestudies.settings import *  # noqa: F403
