"""The key of the first start: whoever can read the terminal or the data folder may found the cell."""

from pathlib import Path
from secrets import token_urlsafe

from django.conf import settings
from django.utils.crypto import constant_time_compare


def _file() -> Path:
    return Path(settings.DATA) / "setup.key"


def setup_key() -> str:
    """The key of this data folder, made the first time it is asked for."""
    path = _file()
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(token_urlsafe(18))
        fresh.rename(path)
    return path.read_text().strip()


def is_setup_key(given: str) -> bool:
    """Whether this is the key; where none was made, nothing is."""
    path = _file()
    return path.exists() and constant_time_compare(given.strip(), path.read_text().strip())


def spend_setup_key() -> None:
    """It opens the house once."""
    _file().unlink(missing_ok=True)
