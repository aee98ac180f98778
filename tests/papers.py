"""What a PDF says to whoever copies its words."""

import re
import unicodedata
from io import BytesIO

from pypdf import PdfReader


def words_of(pdf: bytes) -> str:
    """The text of every page."""
    return plain(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def plain(text: str) -> str:
    """Its words alone: composed letters, numbers apart, no sign between them."""
    return " ".join(re.findall(r"[^\W\d]+|\d+", unicodedata.normalize("NFKC", text)))


def says(text: str, sentence: str) -> bool:
    """Whether a copied text holds a sentence; a line of Arabic is copied word by word from its end."""
    words = plain(sentence).split()
    return any(" ".join(each) in text for each in (words, words[::-1]))
