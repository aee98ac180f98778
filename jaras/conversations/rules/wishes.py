"""Words by which somebody asks for silence."""

import re

from jaras.kernel.folding import fold

_STOP = {"stop", "arret", "arreter", "stopp", "unsubscribe", "desabonner", "desinscription", "قف", "توقف"}
_YES = {"ok", "oui", "yes", "1", "d'accord", "wakha", "iyeh", "نعم", "واخا", "اوكي"}
_SILENCE = re.compile(
    r"\b(ne|n)? ?(me|m|nous|lui)? ?(repond|ecri|rappel|appel|contact|telephon)\w*"
    r"[ -]?(moi|nous|lui)? (pas|jamais|surtout pas)\b"
    r"|\b(surtout )?pas de (reponse|message|rappel)"
    r"|\b(do not|don'?t|don t) (call|reply|answer|write|text)"
    r"|لا ت(تصل|راسل|جيب|كتب|رد)\w*|ما ?ت(عيط|صون|جاوب|كتب|صيفط|هضر)\w*ش?"
    r"|\bma ?t?(3ay|3eyy|3ey)[ty]\w*|\bma ?t?(jawb|sonn?i|kteb|sift|ktb)\w*ch?\b"
)


def says_stop(words: str) -> bool:
    """Nothing but the word that every sender must obey: STOP, ARRET, قف."""
    return fold(words).strip(" .!؟?«»\"'،,") in _STOP


def says_yes(words: str) -> bool:
    """Nothing but a yes, as people write it in a text message."""
    return fold(words).strip(" .!؟?«»\"'،,") in _YES


def asks_silence(words: str) -> bool:
    """An answer would put them in danger, or they think so: do not call, do not write."""
    return _SILENCE.search(fold(words)) is not None
