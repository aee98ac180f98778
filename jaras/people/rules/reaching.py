"""How what a channel calls somebody is compared."""

EMAIL = "email"


def identity_normalised(channel: str, external_id: str) -> str:
    """An address of mail in small letters; every other id as it came: nobody knows what it is made of."""
    plain = external_id.strip()
    return plain.lower() if channel == EMAIL else plain
