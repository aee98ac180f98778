"""The server's entry point."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from jaras.intake.rules.triage.lexicon import lexicon

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jaras.config.settings")

application = get_wsgi_application()


def make_ready() -> None:
    """What the first report or the first page would otherwise wait for."""
    from jaras.web.shell.compiled import compile_pages

    lexicon()
    compile_pages(kept_in=settings.DATA / "pages")


make_ready()
if settings.SECURE:
    # Behind the TLS proxy of this machine, the visitor's address is the one the proxy tells.
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts="127.0.0.1")
