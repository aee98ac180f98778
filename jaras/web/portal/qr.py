"""The address where answers are read, as a picture for a telephone: never the code."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse


def follow_address() -> str:
    return f"{settings.ORIGIN}{reverse('follow')}"


@lru_cache(maxsize=4)
def svg_data_uri(address: str) -> str:
    import segno  # when first used: every process of the server would keep it

    return str(segno.make(address, error="m").svg_data_uri(scale=4, border=2, dark="#1b2430", light="#fff"))
