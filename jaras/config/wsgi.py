"""The server's entry point."""

import os
from contextlib import suppress

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError
from django.utils import timezone, translation
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jaras.config.settings")

application = get_wsgi_application()


def make_ready() -> None:
    """What the first report, the first page would otherwise wait for; kept once for all processes."""
    from jaras.intake.queries import make_ready as read_words
    from jaras.web.shell.compiled import compile_pages
    from jaras.web.shell.moments import exact

    compile_pages(kept_in=settings.DATA / "pages")
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            exact(timezone.now())
    with suppress(DatabaseError):  # if it is away, pages say so until it is back
        read_words()


make_ready()
if settings.SECURE:
    # Behind the TLS proxy of this machine, the visitor's address is the one the proxy tells.
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts="127.0.0.1")
