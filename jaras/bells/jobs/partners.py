"""The partner's letter: in French and in Arabic, it says that help is asked, nothing of what."""

from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.bells import actions
from jaras.bells.models import BellHelp, BellLetter
from jaras.bells.queries import letters as queries
from jaras.bells.rules import HelpState, LetterKind
from jaras.care.jobs.letters import LANGUAGES, cell_name, cell_telephone
from jaras.kernel import transports
from jaras.kernel.actor import SYSTEM


def mail_partner(letter_id: int) -> None:
    """Send one letter, once; one whose link died, whose file was closed to it meanwhile, stays."""
    rows = BellLetter.objects.select_related(*(f"help__{name}" for name in queries.WITH_ALL))
    letter = rows.get(pk=letter_id)
    if letter.left_at is not None or letter.fault or not _is_current(letter):
        return
    subjects, bodies = [], []
    for language in LANGUAGES:
        with translation.override(language):
            subjects.append(_subject(letter))
            bodies.append("\n\n".join(_paragraphs(letter)))
    mail = EmailMessage(
        subject=" · ".join(subjects),
        body="\n\n* * *\n\n".join(bodies) + "\n",
        to=[letter.to],
        headers={"Message-ID": f"<bell-letter-{letter.pk}@jaras.invalid>"},
    )
    try:
        transports.letter(mail, topic="partner", about=("bell_letter", letter.pk))
    except transports.NotSent as refusal:
        if refusal.again is not None:
            raise
        actions.letter_went(letter=letter, fault=refusal.code, by=SYSTEM, at=timezone.now())
        return
    actions.letter_went(letter=letter, by=SYSTEM, at=timezone.now())


def _is_current(letter: BellLetter) -> bool:
    asked = letter.help
    if asked is None or letter.nonce != asked.nonce or queries.protected(asked.bell):
        return False
    if letter.kind == LetterKind.OVER:
        return not asked.bell.is_open
    return asked.bell.is_open and asked.state == HelpState.ASKED


def _subject(letter: BellLetter) -> str:
    if letter.kind == LetterKind.OVER:
        return _("Your help is not needed any more")
    if letter.kind == LetterKind.REMINDER:
        return _("Your help is asked: we wait for your answer")
    return _("Your help is asked")


def _paragraphs(letter: BellLetter) -> Iterator[str]:
    yield _("Hello,")
    if letter.kind == LetterKind.OVER or letter.help is None:
        yield _("%(cell)s had asked for your help: it is not needed any more. Thank you.") % {
            "cell": cell_name()
        }
    else:
        yield _("%(cell)s counts on you for something that was promised.") % {"cell": cell_name()}
        yield _link(letter.help)
        yield _("This link is yours alone: do not pass it on. This message names nobody on purpose.")
    yield "\n".join(filter(None, (cell_name(), cell_telephone())))


def _link(asked: BellHelp) -> str:
    day = f"{timezone.localtime(asked.bell.due_at):%d/%m/%Y}"
    address = f"{settings.ORIGIN}/b/{queries.token_of(asked)}"
    return (
        _("It is due on %(day)s. Read what is asked, accept or decline here:") % {"day": day} + "\n" + address
    )
