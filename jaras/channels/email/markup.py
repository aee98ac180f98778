"""The words of a page of HTML, line by line, in one pass whatever was sent.

The parser of the standard library takes seconds for ten thousand signs made to hurt it, stops at others.
"""

import html
import re

SILENT = frozenset({"script", "style", "head", "title"})
LINES = frozenset(
    {"br", "p", "div", "li", "tr", "table", "blockquote", "hr", "h1", "h2", "h3", "h4", "ul", "ol", "pre"}
)
DEEPEST = 3  # signs of quotation before a line
_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.I)
_LINK = re.compile(r"\bhref\s*=\s*[\"']?(https?://[^\"'\s<>]{1,300})", re.I)


def lines(page: str) -> list[str]:
    """What it quotes begins with `>` as in plain text; links stand behind their words."""
    found = _Lines()
    for piece in _TAG.split(_without_comments(page)):
        tag = _NAME.match(piece)
        if tag is None and not piece.startswith("<!"):
            found.hear(_plain(piece))
        elif tag is not None and tag[1]:
            found.close(tag[2].lower())
        elif tag is not None:
            found.open(tag[2].lower(), piece)
    return found.all()


def without_tags(page: str) -> str:
    return _plain(_TAG.sub(" ", page))


def _plain(piece: str) -> str:
    try:
        return html.unescape(piece)
    except ValueError:  # a sign with thousands of digits
        return piece


def _without_comments(page: str) -> str:
    kept, at = [], 0
    while (begins := page.find("<!--", at)) >= 0:
        kept.append(page[at:begins])
        ends = page.find("-->", begins)
        if ends < 0:
            return "".join(kept)
        at = ends + 3
    return "".join([*kept, page[at:]])


class _Lines:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.said: list[str] = []
        self.quoted = self.silent = 0
        self.link = ""

    def hear(self, words: str) -> None:
        if not self.silent:
            self.said.append(words)

    def open(self, tag: str, whole: str) -> None:
        if tag in LINES:
            self._end_line()
        if tag == "body":
            self.silent = 0
        self.quoted += tag == "blockquote"
        self.silent += tag in SILENT
        link = _LINK.search(whole) if tag == "a" else None
        self.link = html.unescape(link[1]) if link else self.link

    def close(self, tag: str) -> None:
        if tag in LINES:
            self._end_line()
        self.quoted = max(0, self.quoted - (tag == "blockquote"))
        self.silent = max(0, self.silent - (tag in SILENT))
        if tag == "a" and self.link:
            if self.link not in "".join(self.said[-3:]):
                self.said.append(f" ({self.link})")
            self.link = ""

    def all(self) -> list[str]:
        self._end_line()
        return self.lines

    def _end_line(self) -> None:
        said = " ".join("".join(self.said).split())
        self.lines.append("> " * min(self.quoted, DEEPEST) + said if said else "")
        self.said = []
