"""The line of a page that says until when what it shows is kept, with the rule that says so."""

from django.utils.translation import gettext as _
from markupsafe import Markup

from jaras.privacy.lists import retention
from jaras.privacy.rules import Stay, Staying
from jaras.web.shell import moments

LINE = Markup('{words}{held} <span class="quiet small">{rule}</span>')


def staying(thing: Staying) -> Markup:
    """What stands beside "kept": until when, the rule in words, whether a hold stops it."""
    from jaras.web.shell.templating import told  # it makes this a word of every template

    held = Markup(" · <b>{words}</b>").format(words=_("held back: nothing is emptied until that ends"))
    rule = told(retention()["case" if thing.stay == Stay.LEADS else thing.kind], "says")
    gone = thing.stay == Stay.EMPTIED
    return LINE.format(words=_words(thing), held=held if thing.held and not gone else "", rule=rule)


def _words(thing: Staying) -> str:
    day = moments.day(thing.on) if thing.on else ""
    if thing.stay == Stay.RUNS:
        return {
            "case": _("as long as it is followed"),
            "report": _("as long as it is open"),
            "person": _("as long as a case or a report tells of them"),
        }[thing.kind]
    if thing.stay == Stay.LEADS:
        return _("as long as the case it led to")
    if thing.stay == Stay.EARLIEST:
        return _("until %(day)s at least") % {"day": day}
    if thing.stay == Stay.EMPTIED:
        return _("emptied on %(day)s") % {"day": day}
    return _("until %(day)s") % {"day": day}
