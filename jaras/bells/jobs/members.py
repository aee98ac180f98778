"""What a member is told of a bell at once: that something is asked of them, nothing of what."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jaras.alerts import jobs as alerts
from jaras.bells import actions
from jaras.bells.models import BellLetter
from jaras.bells.rules import OPEN, BellState, LetterKind
from jaras.kernel import transports
from jaras.kernel.actor import SYSTEM

MESSAGE = "bell_message"  # in the lines of what left: of a member, not of a partner
SAYS = {
    LetterKind.CARRY: (
        gettext_lazy("A bell waits for your answer"),
        gettext_lazy("You are asked to carry a promise. Say whether you take it."),
    ),
    LetterKind.OFFERED: (
        gettext_lazy("A bell is offered to you"),
        gettext_lazy("Whoever carries it asks you to go on with it. Say whether you take it."),
    ),
    LetterKind.HELP: (
        gettext_lazy("Your help is asked for a bell"),
        gettext_lazy("A colleague counts on you. Say whether you help."),
    ),
    LetterKind.REFUSED: (
        gettext_lazy("A bell was declined"),
        gettext_lazy("Whoever you asked will not carry it. Ask somebody else."),
    ),
    LetterKind.HELP_REFUSED: (
        gettext_lazy("Help was declined for a bell"),
        gettext_lazy("Whoever was asked cannot help. Look for another way."),
    ),
    LetterKind.BLOCKED: (
        gettext_lazy("A bell waits for you"),
        gettext_lazy("It cannot go on as things are: you are asked for what would unblock it."),
    ),
    LetterKind.TOMORROW: (
        gettext_lazy("A bell is due tomorrow"),
        gettext_lazy("What you promised is due tomorrow. Do it, say what blocks it, or ask for another day."),
    ),
}


def tell_member(letter_id: int) -> None:
    """One message, once; nothing once the bell has ended or hangs elsewhere."""
    letter = BellLetter.objects.select_related("bell", "member").get(pk=letter_id)
    member, at = letter.member, timezone.now()
    if member is None or letter.left_at is not None or letter.fault:
        return
    if not member.is_active or not _is_current(letter):
        return
    with translation.override(member.language or settings.LANGUAGE_CODE):
        message = written(letter)
    try:
        alerts.tell(member, message, about=(MESSAGE, letter.pk))
    except transports.NotSent as refusal:
        if refusal.again is not None:
            raise
        actions.letter_went(letter=letter, fault=refusal.code, by=SYSTEM, at=at)
        return
    actions.letter_went(letter=letter, by=SYSTEM, at=at)


def written(letter: BellLetter) -> alerts.Message:
    """In the language that is spoken now."""
    kind, due = LetterKind(letter.kind), _("It is due on %(day)s.") % {"day": _day(letter.bell.due_at)}
    if kind is LetterKind.HEARD:
        subject, lines = (
            _("Your answer about a bell"),
            [letter.answer, _("If this is wrong, change it there.")],
        )
    else:
        subject, lines = str(SAYS[kind][0]), [f"{SAYS[kind][1]} {due}", _how_to_answer(kind)]
    last = _("This message names nobody on purpose. Everything is here:")
    return alerts.Message(
        subject=subject,
        brief=lines[0],
        body="\n\n".join(filter(None, [*lines, last])),
        headers={"Auto-Submitted": "auto-replied"} if kind is LetterKind.HEARD else {},
        path=reverse("bell", args=[letter.bell_id]),
        tag=f"bell-message-{letter.pk}",
    )


def _how_to_answer(kind: LetterKind) -> str:
    """Where this copy has a mailbox that understands it."""
    if not settings.CHANNELS.get("email", {}).get("address"):
        return ""
    if kind in (LetterKind.CARRY, LetterKind.OFFERED, LetterKind.HELP):
        return _("You may answer this e-mail with one word: “yes”, or “no” and why.")
    if kind is LetterKind.TOMORROW:
        return _("You may answer this e-mail: “done:” and how one sees it, or “bell:” and a new promise.")
    return _("You may answer this e-mail: “bell:” and what you promise, with its day.")


def _is_current(letter: BellLetter) -> bool:
    bell, me = letter.bell, letter.member_id
    if letter.kind == LetterKind.HEARD:
        return True
    if bell.state not in OPEN:
        return False
    hangs = {
        LetterKind.CARRY: bell.who_id == me and bell.state == BellState.RUNG,
        LetterKind.OFFERED: bell.offered_to_id == me,
        LetterKind.BLOCKED: bell.asked_id == me,
        LetterKind.TOMORROW: bell.who_id == me,
    }
    return hangs.get(LetterKind(letter.kind), True)


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y}"
