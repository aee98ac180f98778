"""Messages for browsers, by the example of the standard, read back as a browser would."""

from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from jaras.kernel import web_push
from jaras.kernel.keys import ring
from jaras.kernel.web_push import NoBrowser, Subscription

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 27, 2, 10, tzinfo=UTC)
# RFC 8291, appendix A.
OURS = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BROWSER = Subscription(
    "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "BTBZMqHH6r4Tts7J_aSIgg",
)
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru"
    "3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def read(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_it_is_sealed_as_the_standard_does() -> None:
    once = ec.derive_private_key(int.from_bytes(read(OURS), "big"), ec.SECP256R1())
    plain = b"When I grow up, I want to be a watermelon"
    assert web_push._sealed(plain, BROWSER, once, read(SALT)) == read(SEALED)
    assert web_push.sealed(plain, BROWSER) != web_push.sealed(plain, BROWSER)


def test_the_signature_is_that_of_the_key_a_browser_was_given() -> None:
    told = web_push.headers(
        BROWSER,
        version=web_push.key_version(),
        contact="mailto:cellule@example.org",
        lasts=timedelta(hours=1),
        at=AT,
    )
    scheme, _space, said = told["Authorization"].partition(" ")
    token, key = (part.partition("=")[2] for part in said.split(","))
    assert (scheme, key) == ("vapid", web_push.public_key())
    assert Vapid02.verify(told["Authorization"])
    assert not Vapid02.verify(f"vapid t={token[:-4]}AAAA,k={key}")
    assert (told["TTL"], told["Content-Encoding"]) == ("3600", "aes128gcm")


def test_every_copy_has_a_key_of_its_own_that_lasts() -> None:
    assert web_push.public_key() == web_push.public_key()
    numbers = {
        web_push._signing_key(keys, 1).private_numbers().private_value for keys in (ring.fresh(), ring.ring())
    }
    assert len(numbers) == 2


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", ""),
        (BROWSER.p256dh, "kurz"),
        (BROWSER.p256dh[:-6], BROWSER.auth),
        ("B" + "A" * 86, BROWSER.auth),
        (BROWSER.p256dh, "جرس"),
    ],
)
def test_what_is_no_browser_is_refused(p256dh: str, auth: str) -> None:
    with pytest.raises(NoBrowser):
        Subscription.read(BROWSER.endpoint, p256dh, auth)
    assert Subscription.read(BROWSER.endpoint, BROWSER.p256dh, BROWSER.auth) == BROWSER


def test_a_long_message_is_not_sent() -> None:
    with pytest.raises(ValueError, match="too long"):
        web_push.sealed(b"x" * 3001, BROWSER)
