"""The product's settings on a folder thrown away, with what would only slow tests down left out."""

import atexit
import os
import shutil
import tempfile

if "JARAS_DATA" not in os.environ:
    os.environ["JARAS_DATA"] = tempfile.mkdtemp(prefix="jaras-test-")
    atexit.register(shutil.rmtree, os.environ["JARAS_DATA"], ignore_errors=True)

from jaras.config.settings import *  # noqa: F403
from jaras.config.settings import INSTALLED_APPS, MIDDLEWARE, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.quick"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
