"""The product's settings for a copy that journeys visit: its own folder, static files as they stand."""

from jaras.config.settings import *  # noqa: F403
from jaras.config.settings import STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
# Letters as they are, for tests that read them where they fall.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
