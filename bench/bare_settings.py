"""The product's settings without middleware: what is left is Django, the database, the server."""

from jaras.config.settings import *  # noqa: F403
from jaras.config.settings import INSTALLED_APPS as _APPS

MIDDLEWARE = []
# The pages are not there, nor the accounts that insist on their middleware.
INSTALLED_APPS = [app for app in _APPS if app != "allauth.account" and not app.startswith("jaras.web")]
ROOT_URLCONF = "bench.bare"
