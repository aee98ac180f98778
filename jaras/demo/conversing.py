"""What invented people wrote on every channel, what the cell answered, told through the actions."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from jaras.conversations import actions
from jaras.conversations.models import Conversation, Heard, Media, Reply
from jaras.conversations.rules import Attached, Incoming, Kind
from jaras.conversations.rules.states import ReplyState
from jaras.demo import stories
from jaras.demo.cast import Cast
from jaras.demo.clock import moment, span
from jaras.demo.simulator import made
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.intake.rules.states import DutyState
from jaras.kernel.actor import SYSTEM
from jaras.kernel.transports import Went

Row = dict[str, Any]
Told = tuple[datetime, Callable[[], None]]


def steps(cast: Cast, *, told_at: datetime) -> Iterator[Told]:
    """Each step of each conversation, with its moment."""
    for story in stories.conversations():
        talk = Talk(cast, story)
        begins = moment(story["at"], told_at)
        for step in ({"after": "0m", "do": "hear"} | story, *story.get("steps", ())):
            yield begins + span(step["after"]), talk.doing(step, begins + span(step["after"]))


class Talk:
    """One conversation while it is told."""

    def __init__(self, cast: Cast, story: Row) -> None:
        self.cast, self.story, self.heard = cast, story, 0

    def doing(self, step: Row, at: datetime) -> Callable[[], None]:
        return lambda: getattr(self, f"_{step['do']}")(step, at)

    @property
    def conversation(self) -> Conversation:
        return Heard.objects.get(channel=self.story["channel"], external_id=self._id(1)).conversation

    def _id(self, number: int) -> str:
        return f"demo-{self.story['id']}-{number}"

    def _hear(self, step: Row, at: datetime) -> None:
        self.heard += 1
        channel, words = self.story["channel"], step.get("words", "")
        kind, context = Kind.TEXT, {}
        if step.get("voice"):
            kind = Kind.VOICE
        elif channel == "telephone":
            kind, context = Kind.CALL, {"event": words}
        elif step.get("public"):
            kind = Kind.COMMENT
        elif channel == "email":
            context = {"subject": f"Re: {self.story['subject']}"}
        sound = Attached(kind=Kind.VOICE, content=made.voice_note(), media_type="audio/wav")
        said = Incoming(
            external_id=self._id(self.heard),
            address=self.story["address"],
            at=at,
            kind=kind,
            words=words,
            name=self.story.get("name", ""),
            attached=(sound,) if kind is Kind.VOICE else (),
            public=kind is Kind.COMMENT,
            raw=context,
            context=context,
        )
        heard = actions.arrive(channel=channel, incoming=said, by=SYSTEM, at=at)
        for acknowledged in heard.conversation.replies.filter(state=ReplyState.WAITING):
            self._went(acknowledged, "delivered", at)

    def _answer(self, step: Row, at: datetime) -> None:
        by = self.cast.actor(step["by"])
        said = actions.reply(conversation=self.conversation, words=step["words"], pressing=True, by=by, at=at)
        self._went(said, step["went"], at)

    def _went(self, said: Reply, went: str, at: datetime) -> None:
        """Told here: the demo is founded before its channels run."""
        if went not in list(Went):
            actions.note_failed(said=said, code=went, by=SYSTEM, at=at)
            return
        actions.note_sent(said=said, by=SYSTEM, at=at)
        if went != Went.SENT:
            actions.note_went(said=said, went=Went(went), by=SYSTEM, at=at)

    def _write_down(self, step: Row, at: datetime) -> None:
        media = Media.objects.select_related("heard__conversation", "heard__message__report")
        by, spoken = self.cast.actor(step["by"]), media.get(heard__conversation=self.conversation)
        actions.transcribe(media=spoken, words=step["words"], by=by, at=at)

    def _protect(self, step: Row, at: datetime) -> None:
        by, reason = self.cast.actor(step["by"]), step["reason"]
        actions.mark_address(conversation=self.conversation, mark=step["mark"], reason=reason, by=by, at=at)

    def _assign(self, step: Row, at: datetime) -> None:
        by, to = self.cast.actor(step["by"]), self.cast.members[step["by"]]
        actions.assign(conversation=self.conversation, to=to, by=by, at=at)

    def _note(self, step: Row, at: datetime) -> None:
        by = self.cast.actor(step["by"])
        actions.write_note(conversation=self.conversation, words=step["words"], by=by, at=at)

    def _aside(self, step: Row, at: datetime) -> None:
        by = self.cast.actor(step["by"])
        actions.set_aside(conversation=self.conversation, reason=step["reason"], by=by, at=at)

    def _claim(self, step: Row, at: datetime) -> None:
        intake.claim(report=self._report(), by=self.cast.actor(step["by"]), at=at)

    def _inform(self, step: Row, at: datetime) -> None:
        intake.inform(report=self._report(), note=step["note"], by=self.cast.actor(step["by"]), at=at)

    def _close(self, step: Row, at: datetime) -> None:
        by, report = self.cast.actor(step["by"]), self._report()
        for duty in report.duties.filter(state=DutyState.DUE):
            intake.leave_duty(duty=duty, reason="Sans objet après vérification.", by=by, at=at)
        intake.close(report=report, by=by, at=at)

    def _report(self) -> Report:
        return Report.objects.get(conversations=self.conversation)
