"""The product's settings without middleware: what is left is Django, the database, the server."""

from jaras.config.settings import *  # noqa: F403

MIDDLEWARE = []
ROOT_URLCONF = "bench.bare"
