"""The telephone number behind what a gateway writes."""

from jaras.kernel import telephones

SHORTEST = 10  # digits with the country; operators' own senders are shorter


def international(written: str) -> str:
    """With its `+` where it can be called back; a short number or a name as it came."""
    plain = written.strip()
    number = telephones.normalised(plain)
    if not number.startswith("+") and len(number) >= SHORTEST and number == plain and plain[0] != "0":
        number = telephones.normalised(f"+{plain}")  # gateways leave the sign out
    return number if number.startswith("+") else plain
