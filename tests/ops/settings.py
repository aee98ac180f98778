"""The product's settings for a copy in a folder of its own, its pages without what a setup collects."""

from jaras.config.settings import *  # noqa: F403
from jaras.config.settings import STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
