"""The quiet line of every form that collects something about people (law 09-08)."""

from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from jaras.privacy import queries
from jaras.privacy.queries import Notice

LINE = Markup(
    '<p class="quiet small personal-notice" data-notice="{code}">{words} <a href="{address}">{rights}</a></p>'
)


def personal_notice(code: str) -> Markup:
    """Why these data are asked, on which ground, until when, where one's rights stand."""
    from jaras.web.shell.templating import language  # it makes this a word of every template

    return _drawn(code, language())


@cache
def _drawn(code: str, spoken: str) -> Markup:
    from jaras.web.shell.templating import label

    told = queries.notice(code)
    purpose = str(told.category[f"purpose_{spoken}"]).rstrip(".")
    ground = label(told.ground)
    lead = _("Law 09-08:") if told.to_oneself else _("To be told to the person (law 09-08):")
    words = f"{lead} {_lowered(purpose)} · {_lowered(ground)} · {_until(told)} ·"
    rights = _("your rights") if told.to_oneself else _("their rights")
    return LINE.format(code=code, words=words, address=f"{reverse('privacy')}#why", rights=rights)


def _until(told: Notice) -> str:
    if told.years is None:
        return _("kept as long as it must be known who acted")
    least, most = told.years
    if least != most:
        return _("emptied %(least)s to %(most)s years after the end") % {"least": least, "most": most}
    sentence = ngettext(
        "emptied %(number)s year after the end", "emptied %(number)s years after the end", most
    )
    return sentence % {"number": most}


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
