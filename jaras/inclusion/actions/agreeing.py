"""The person says yes to one version: signed on the screen, on paper, or said before a witness."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jaras.governance.models import Member
from jaras.inclusion import events as facts
from jaras.inclusion import queries
from jaras.inclusion.actions.drafting import require_review, tell
from jaras.inclusion.models import Agreement, LifeProject
from jaras.inclusion.rules import ACCEPTED, PROJECT, How, InclusionVerb, is_blank
from jaras.kernel import access, events, files, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict

OLDEST = timedelta(days=366)
NAME = 200
# Which field of a form carries each way, what is said when it is empty.
EMPTY = {
    How.SCREEN: ("signature", gettext_lazy("The frame is empty: the person signs in it first.")),
    How.PAPER: ("paper", gettext_lazy("Choose the photograph or the scan of the signed sheet.")),
    How.VOICE: ("voice", gettext_lazy("Record the voice note, or choose it, first.")),
}
REPLAYED = gettext_lazy("This signature was received already: it stands for one version, for no other.")
ALREADY = gettext_lazy("This version is agreed already: nothing was written twice.")


def agree(
    *,
    project: LifeProject,
    how: How,
    sent: bytes,
    name: str,
    signed_on: date,
    review_on: date | None,
    seen: str,
    nonce: str,
    by: Actor,
    at: datetime,
    witness: Member | None = None,
    file_name: str = "",
) -> Agreement:
    """Keep the yes, freeze the version, let the one before it rest.

    `seen` is the digest of what was read aloud: a yes holds for those words. The file goes to the disk,
    which is slow, before the transaction begins.
    """
    access.require(by, InclusionVerb.WRITE, project)
    if not project.is_draft:
        raise Refused(ALREADY)
    if not nonce or Agreement.objects.filter(nonce=nonce).exists():
        raise Refused(REPLAYED)
    if seen != queries.content(project):
        raise Refused(
            _("The project was changed since this page was opened. Read it together again, then agree.")
        )
    name = text.within(name, limit=NAME, field="name")
    _require_words(project, name, signed_on, review_on, at=at)
    _require_witness(how, witness, by=by)
    kept = _kept(how, sent, file_name)
    try:
        with transaction.atomic():
            return _seal(project, how, kept, name, signed_on, review_on, witness, seen, nonce, by=by, at=at)
    except IntegrityError as replayed:
        files.drop(kept)
        raise Refused(REPLAYED, field=EMPTY[how][0]) from replayed
    except Conflict as meanwhile:
        files.drop(kept)
        raise Refused(
            _("The project was changed since this page was opened. Read it together again, then agree.")
        ) from meanwhile


def _require_words(
    project: LifeProject, name: str, signed_on: date, review_on: date | None, *, at: datetime
) -> None:
    if not project.kept_goals():
        raise Refused(_("Write at least one goal before agreeing on the project."))
    if not name:
        raise Refused(_("Write the name as the person says it."), field="name")
    today = timezone.localtime(at).date()
    if not today - OLDEST <= signed_on <= today:
        raise Refused(_("The day of the agreement is today or before."), field="signed_on")
    if review_on is None:
        raise Refused(_("Say on which day you look at it again together."), field="review_on")
    require_review(review_on, at=at)


def _require_witness(how: How, witness: Member | None, *, by: Actor) -> None:
    if how not in set(How):
        raise Refused(_("This value is not in the list."), field="how")
    if how is not How.VOICE:
        return
    if witness is None or not witness.is_active:
        raise Refused(_("A voice note has a witness: say which colleague heard it."), field="witness")
    if witness.pk == by.member_id:
        raise Refused(_("The witness is somebody else than you, who record."), field="witness")


def _kept(how: How, sent: bytes, file_name: str) -> files.Kept:
    field, empty = EMPTY[how]
    if not sent:
        raise Refused(empty, field=field)
    try:
        kept = files.keep(sent, name=file_name)
    except files.FileRefused as refusal:
        raise Refused(
            _("This file cannot be kept: %(reason)s.") % {"reason": refusal.reason}, field=field
        ) from refusal
    if not kept.media_type.startswith(ACCEPTED[how]):
        files.drop(kept)
        raise Refused(_("This file is not of the right kind."), field=field)
    if how is How.SCREEN and is_blank(sent):
        files.drop(kept)
        raise Refused(empty, field=field)
    return kept


def _seal(
    project: LifeProject,
    how: How,
    kept: files.Kept,
    name: str,
    signed_on: date,
    review_on: date | None,
    witness: Member | None,
    seen: str,
    nonce: str,
    *,
    by: Actor,
    at: datetime,
) -> Agreement:
    lived = LifeProject.objects.living().filter(case=project.case, person=project.person).first()
    if lived is not None:
        workflow.move(lived, PROJECT, "revise", by=by, at=at)
        lived.save_checked("state")
    workflow.move(project, PROJECT, "agree", by=by, at=at)
    project.review_on, project.changed_at = review_on, at
    project.save_checked("state", "review_on", "changed_at")
    agreement = Agreement.objects.create(
        project=project,
        how=how,
        name=name,
        signed_on=signed_on,
        witness=witness,
        file=files.register(kept, by=by, at=at),
        sha256=kept.sha256,
        nonce=nonce,
        content=seen,
        by_id=by.member_id,
        at=at,
    )
    tell(project, "agree", how=how, by=by, at=at)
    events.publish(
        facts.ProjectAgreed(project_id=project.pk, case_id=project.case_id, how=how, content=seen),
        by=by,
        at=at,
    )
    return agreement
