"""What somebody wrote anew, without our own words under it."""

import re

# "On … wrote:", "Le … a écrit :", "في … كتب:", in one line or broken over three.
_BEGINS = re.compile(r"(?:On|Le|في|بتاريخ|يوم)\b")
_ENDS = re.compile(r"(?:wrote|écrit|كتب|كتبت|كتابة).{0,200}[::]$")
_MARKER = re.compile(
    r"\s*-{2,}\s*(?:Original Message|Message d['’]origine|Message original|الرسالة الأصلية)\s*-{2,}\s*", re.I
)
_HEAD = re.compile(
    r"\s*\*?(?:From|De|من|Sent|Envoyé|Date|تم الإرسال|التاريخ|To|À|إلى|Subject|Objet|الموضوع)\s?\*?\s?:"
)
_FORWARDED = re.compile(
    r"-{2,}\s*(?:Forwarded message|Message transféré|رسالة (?:معاد|تمت إعادة) توجيهها)", re.I
)
BROKEN = 3  # lines over which mail programs break the sentence that introduces a quotation


def without_quotation(words: str) -> str:
    """Of an answer alone; where nothing would be left, everything: words are rather shown twice than lost."""
    if _FORWARDED.search(words):
        return words
    lines = words.split("\n")
    kept: list[str] = []
    number = 0
    while number < len(lines):
        if _MARKER.fullmatch(lines[number]) or _is_head(lines, number):
            break
        if introduced := _introduces(lines, number):
            number += introduced
            if not any(line.startswith(">") for line in lines[number:]):
                break
            continue
        if not lines[number].startswith(">"):
            kept.append(lines[number])
        number += 1
    anew = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).rstrip("\n_ ").strip()
    return anew or words


def _introduces(lines: list[str], number: int) -> int:
    """How many lines introduce a quotation here."""
    if not _BEGINS.match(lines[number]):
        return 0
    for count in range(1, BROKEN + 1):
        if _ENDS.search(" ".join(lines[number : number + count])):
            return count
    return 0


def _is_head(lines: list[str], number: int) -> bool:
    """The first lines of a letter, copied: three of its headers one under the other."""
    return all(_HEAD.match(line) for line in lines[number : number + 3]) and len(lines) >= number + 3
