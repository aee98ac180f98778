"""What the table of accesses walks through: one member of every role, one example of every thing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from jaras.alerts import actions as alerts
from jaras.alerts.models import Alert, Device
from jaras.alerts.queries import Overdue
from jaras.api.open_referral.telling import Telling
from jaras.bells import actions as bells
from jaras.bells.actions import Ask
from jaras.bells.models import Bell, BellHelp
from jaras.bells.queries import letters as bell_letters
from jaras.care import queries as care
from jaras.care.models import Appointment, Intervention, Need, ProposedNeed, Referral
from jaras.cases import actions as cases
from jaras.cases.models import Case, Document
from jaras.committees import actions as committees
from jaras.committees.models import SessionItem
from jaras.conversations import actions as conversations
from jaras.conversations.models import Heard
from jaras.conversations.rules import Attached, Incoming, Kind
from jaras.governance import actions as governance
from jaras.governance.models import (
    Absence,
    AccessToken,
    Ballot,
    Committee,
    ExceptionalAccess,
    Invitation,
    Mandate,
    Member,
    RosterDraft,
    Seat,
    Swap,
    Turn,
    Watch,
    actor_of,
)
from jaras.governance.queries import calendars
from jaras.governance.roles import compartments, roles
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.ballots import Method
from jaras.governance.rules.roster import Span
from jaras.handover import actions as handover
from jaras.handover.models import HandoverLine, Promise
from jaras.hooks import actions as hooks
from jaras.hooks.models import Delivery, Hook
from jaras.imports import actions as imports
from jaras.imports.models import DirectoryImport
from jaras.inclusion import actions as inclusion
from jaras.inclusion.models import LifeProject, Step
from jaras.intake.models import Report
from jaras.kernel import exports
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import ExportedFile, Level
from jaras.meetings import actions as meetings
from jaras.meetings.models import Invitation as MeetingInvitation
from jaras.meetings.models import Meeting, Series
from jaras.meetings.queries import link_of as link_to_meeting
from jaras.partners import actions as partners
from jaras.partners import queries as directory
from jaras.partners.models import Confirmation, Contact, Convention, Occupancy, Organisation, Service, Unit
from jaras.people import actions as people
from jaras.people.models import Inquiry, Link, Merge, Person
from jaras.privacy import actions as privacy
from jaras.privacy.models import Hold, RightsRequest
from jaras.registers.models import Register
from jaras.rounds import actions as rounds
from jaras.rounds.models import Round, RoundStop
from jaras.territory import actions as territory
from tests import factories
from tests.alerts.browser import Browser
from tests.bells.bells import rung
from tests.imports import books

HOLDER = "holder"  # a head of the cell who holds every compartment


@dataclass(frozen=True)
class World:
    """Members by role, the keys of those who may hold one, the examples."""

    members: dict[str, Member]
    secrets: dict[str, str]
    colleague: Member
    invitation: Invitation
    watch: Watch
    promised: Promise
    promised_apart: Promise
    handed: HandoverLine
    handed_apart: HandoverLine
    turn: Turn
    swap: Swap
    session: str
    calendar: str
    absence: Absence
    device: Device
    roster_draft: RosterDraft
    token: AccessToken
    glass: ExceptionalAccess
    report: Report
    heard: Heard
    heard_sealed: Heard
    draft: Report
    case: Case
    restricted: Case
    sealed: Case
    sealed_report: Report
    unseen: Person
    closed: Case
    helped: Intervention
    helped_apart: Intervention
    expected: Appointment
    expected_apart: Appointment
    document: Document
    person: Person
    hidden: Person
    inquiry: Inquiry
    inquiry_apart: Inquiry
    link: Link
    link_apart: Link
    link_sealed: Link
    merged: Merge
    merged_apart: Merge
    intervention: Intervention
    need: Need
    hidden_need: Need
    proposal: ProposedNeed
    project: LifeProject
    next_project: LifeProject
    hidden_project: LifeProject
    hidden_next: LifeProject
    partner: Organisation
    service: Service
    contact: Contact
    convention: Convention
    unit: Unit
    unit_held: Occupancy
    unit_apart: Unit
    referral: Referral
    asked: Referral
    referral_apart: Referral
    alert: Alert
    corrected: Confirmation
    alert_apart: Alert
    register: Register
    bell: Bell
    bell_apart: Bell
    bell_help: BellHelp
    bell_help_apart: BellHelp
    meeting: Meeting
    meeting_series: Series
    meeting_guest: MeetingInvitation
    round: Round
    round_stop: RoundStop
    directory_import: DirectoryImport
    hook: Hook
    held: Hold
    told: Delivery
    taken_out: ExportedFile
    asked_right: RightsRequest
    copied_right: RightsRequest
    place_id: int
    commune_code: str
    committee: Committee
    seat: Seat
    mandate: Mandate
    put: Ballot
    put_apart: Ballot
    item: SessionItem
    item_apart: SessionItem


def build() -> World:
    """Everything belongs to a colleague whom no walker is: what they see, they see by their role."""
    now = timezone.now()
    province = factories.province()
    territory.choose(province_code=province.code, invented=False, by=SYSTEM, at=now)
    members = {code: factories.member(code) for code in roles().codes()}
    members[HOLDER] = factories.member("head", compartments=compartments().codes())
    Member.objects.update(second_steps=1)  # the second step of each is in place: their roles alone decide
    secrets = {
        code: governance.create_token(name="walk", by=actor_of(member), at=now)[1]
        for code, member in members.items()
        if actor_of(member).can(GovernanceVerb.TOKENS)
    }
    colleague = factories.member("operator")
    commune, partner = factories.commune(), factories.organisation()
    seen, hidden, unseen = factories.person(), factories.person(), factories.person()
    case = factories.case(by=colleague, at=now, persons=[seen])
    alike = factories.person()
    factories.case(by=colleague, at=now, persons=[alike])
    restricted = factories.case(by=colleague, at=now, persons=[hidden], restricted=True)
    head = factories.member("head")
    hook = hooks.register(
        name="Observatoire", address="https://example.org/", kinds=["case.moved"], by=SYSTEM, at=now
    ).hook
    project, next_project = _projects(case, by=head, at=now)
    hidden_project, hidden_next = _projects(restricted, by=head, at=now)
    beds = factories.units("A", "B", where=factories.site(partner))
    hours = [Span(now + timedelta(hours=20), now + timedelta(hours=30))]
    turn = governance.plan_turns(member=colleague, hours=hours, by=actor_of(head), at=now)[0]
    swap = governance.ask_swap(turn=turn, of=head, by=actor_of(colleague), at=now)
    planned, stop = _a_round(colleague, at=now)
    meeting, invited = _a_meeting(colleague, at=now)
    watch, promises, handed = _watches(head, colleague, case, restricted, at=now)
    committee = factories.committee("Parquet")
    seat = committee.seats.get()
    mandate = factories.mandate(seat, factories.member("committee"))
    item, item_apart = (
        factories.session_item(each, committee, by=colleague, at=now) for each in (case, restricted)
    )
    return World(
        members=members,
        secrets=secrets,
        colleague=colleague,
        invitation=governance.invite(email="n@example.org", name="N", roles=["field"], by=SYSTEM, at=now),
        watch=watch,
        promised=promises[0],
        promised_apart=promises[1],
        handed=handed[0],
        handed_apart=handed[1],
        turn=turn,
        swap=swap,
        session=factories.session(colleague),
        roster_draft=RosterDraft.objects.create(
            first=now.date(),
            last=now.date(),
            template="two_twelves",
            members=[colleague.pk],
            asked_by=head,
            asked_at=now,
        ),
        absence=governance.note_absence(
            member=colleague, starts_on=now.date(), ends_on=now.date(), kind="leave", by=SYSTEM, at=now
        ),
        calendar=calendars.token_of(governance.share_calendar(by=actor_of(colleague), at=now)),
        token=governance.create_token(name="theirs", by=actor_of(colleague), at=now)[0],
        glass=factories.exceptional_access(restricted, by=colleague, at=now),
        report=factories.report(by=colleague, at=now),
        draft=factories.report(by=colleague, at=now, draft=True),
        case=case,
        document=factories.document(case, by=colleague, at=now),
        restricted=restricted,
        sealed=factories.case(by=colleague, at=now, persons=[unseen], sealed="violence"),
        sealed_report=factories.report(by=colleague, at=now, sealed="violence"),
        unseen=unseen,
        closed=factories.closed_case(by=colleague, approved_by=factories.member("referent"), at=now),
        person=seen,
        hidden=hidden,
        inquiry=people.ask_elsewhere(person=seen, by=actor_of(colleague), at=now),
        inquiry_apart=people.ask_elsewhere(person=hidden, by=actor_of(colleague), at=now),
        link=_alike(seen, alike, at=now),
        link_apart=_alike(seen, hidden, at=now),
        link_sealed=_alike(seen, unseen, at=now),
        intervention=factories.intervention(by=colleague, at=now),
        helped=factories.intervention(by=colleague, at=now, case=case, state="planned"),
        helped_apart=factories.intervention(by=colleague, at=now, case=restricted, state="planned"),
        expected=factories.appointment(case, by=colleague, at=now),
        expected_apart=factories.appointment(restricted, by=colleague, at=now),
        need=factories.need(case, by=colleague, at=now, service="JUR-CNIE"),
        hidden_need=factories.need(restricted, by=colleague, at=now, service="JUR-CNIE"),
        proposal=factories.diagnosis(case, by=colleague, at=now).proposals.get(),
        project=project,
        next_project=next_project,
        hidden_project=hidden_project,
        hidden_next=hidden_next,
        partner=partner,
        contact=factories.contact(partner),
        convention=factories.convention(partner),
        service=factories.service(partner),
        unit=beds[0],
        unit_held=partners.hold(unit=beds[1], until=now + timedelta(hours=2), by=SYSTEM, at=now),
        unit_apart=factories.unit(where=factories.site(members["partner"].organisation)),
        referral=factories.referral(by=colleague, at=now, of=factories.need(case, by=colleague, at=now)),
        asked=factories.referral(
            by=colleague,
            at=now,
            of=factories.need(case, by=colleague, at=now, service="MED-CONS"),
            to=factories.service(members["partner"].organisation),
            email="partner@example.org",
        ),
        referral_apart=factories.referral(
            by=colleague, at=now, of=factories.need(restricted, by=colleague, at=now)
        ),
        heard=_heard(1, at=now),
        heard_sealed=_sealed_words(at=now),
        alert=_overdue(case, at=now),
        device=_device(colleague, at=now),
        corrected=_corrected(at=now),
        alert_apart=_overdue(restricted, at=now),
        hook=hook,
        held=privacy.hold(kind="case", thing_id=case.pk, reason="a court", by=SYSTEM, at=now),
        told=hooks.send_test(hook=hook, by=SYSTEM, at=now),
        bell=rung(colleague, colleague, now, case=case),
        bell_apart=rung(colleague, colleague, now, case=restricted),
        bell_help=_bell_help(colleague, case, partner, at=now),
        bell_help_apart=_bell_help(colleague, restricted, partner, at=now),
        meeting=meeting,
        meeting_series=_a_series(colleague, at=now),
        meeting_guest=invited,
        round=planned,
        round_stop=stop,
        register=factories.register(by=members["head"], at=now),
        directory_import=imports.receive(
            content=books.written(Organisations=[["Nom", "Type"], ["Nouvelle", "Association"]]),
            name="annuaire.xlsx",
            by=actor_of(head),
            at=now,
        ),
        taken_out=exports.take_out(
            kind="cases",
            reason="a meeting",
            write=lambda: exports.Written("cases.csv", "text/csv", b"1", 1),
            by=actor_of(head),
            at=now,
        ),
        asked_right=_right(checked=False, at=now),
        copied_right=_right(checked=True, at=now),
        place_id=commune.places.create(kind="souk", name_fr="Souk").pk,
        commune_code=commune.code,
        merged=_merged(case, at=now),
        merged_apart=_merged(restricted, at=now),
        committee=committee,
        seat=seat,
        mandate=mandate,
        put=_put(item, colleague, at=now),
        put_apart=_put(item_apart, colleague, at=now),
        item=item,
        item_apart=item_apart,
    )


def _projects(case: Case, *, by: Member, at: datetime) -> tuple[LifeProject, LifeProject]:
    """A version that is lived, with the next one being written."""
    agreed = factories.project(case=case, by=by, at=at, agreed=True)
    return agreed, inclusion.revise(project=agreed, by=actor_of(by), at=at)


def _put(item: SessionItem, by: Member, *, at: datetime) -> Ballot:
    """The session of this item sits, a question is put to the vote."""
    me = actor_of(by)
    committees.open_session(session=item.session, by=me, at=at)
    committees.come(item_seat=item.seats.get(), by=me, at=at)
    return committees.put_to_vote(item=item, question="?", method=Method.SIMPLE, by=me, at=at)


def _a_round(leader: Member, *, at: datetime) -> tuple[Round, RoundStop]:
    """A round on the road with one stop."""
    me = actor_of(leader)
    made = rounds.plan_round(starts_at=at, way="foot", leader=leader, by=me, at=at)
    stop = rounds.add_stop(round=made, place_text="Sous le pont", by=me, at=at)
    return rounds.start(round=made, by=me, at=at), stop


def _a_meeting(leader: Member, *, at: datetime) -> tuple[Meeting, MeetingInvitation]:
    """One under way, of a colleague, with somebody from outside who is there."""
    me = actor_of(leader)
    made = meetings.plan_meeting(
        kind="FIELD",
        name="Guichet",
        starts_at=at,
        ends_at=at + timedelta(hours=1),
        facilitator=leader,
        by=me,
        at=at,
    )
    bells.ring(what="Rappeler", who=leader, due_at=at + timedelta(hours=1), role="PIVOT", by=me, at=at)
    guest = meetings.invite(meeting=made, name="N", email="n@example.org", by=me, at=at)
    made = meetings.open_meeting(meeting=made, by=me, at=at + timedelta(hours=2))
    return made, meetings.note_presence(invitation=guest, here=True, by=me, at=at)


def _a_series(leader: Member, *, at: datetime) -> Series:
    return meetings.plan_series(
        name="Cellule",
        kind="CELL",
        weekdays=[2],
        hour=time(10),
        first_on=at.date(),
        minutes=60,
        facilitator=leader,
        by=actor_of(leader),
        at=at,
    )


def _watches(
    before: Member, now: Member, case: Case, apart: Case, *, at: datetime
) -> tuple[Watch, list[Promise], list[HandoverLine]]:
    """A watch that was handed over with a promise about each case, the one that lasts."""
    me = actor_of(before)
    first = governance.take_watch(by=me, at=at - timedelta(hours=2))
    made = [
        handover.promise(watch=first, words="Rappeler", case=each, by=me, at=at) for each in (case, apart)
    ]
    lasting = governance.hand_over_watch(watch=first, to=now, note="", by=me, at=at)
    lines = HandoverLine.objects.filter(watch=first, of="promise")
    return lasting, made, [lines.get(case=each) for each in (case, apart)]


def _alike(one: Person, two: Person, *, at: datetime) -> Link:
    """Two records that may be one person."""
    return people.propose_link(one=one, two=two, by=SYSTEM, at=at)


def _corrected(*, at: datetime) -> Confirmation:
    organisation = factories.organisation(email="asked@example.org")
    asked = partners.ask_partner(organisation=organisation, by=SYSTEM, at=at)
    by = directory.whoever_was_asked(asked)
    return partners.correct_by_link(confirmation=asked, words="16:00", by=by, at=at)


def _heard(number: int, *, at: datetime) -> Heard:
    """Somebody wrote with a voice note, was answered in vain."""
    said = Incoming(
        external_id=f"world-{number}",
        address=f"+2126000009{number:02}",
        at=at,
        kind=Kind.VOICE,
        words="Une dame dort dehors",
        attached=(Attached(kind=Kind.VOICE, name="note.ogg"),),
    )
    heard = conversations.arrive(channel="whatsapp", incoming=said, at=at)
    reply = conversations.write(
        conversation=heard.conversation, topic="answer", text="Merci", by=SYSTEM, at=at
    )
    conversations.note_failed(said=reply, code="refused", by=SYSTEM, at=at)
    return heard


def _sealed_words(*, at: datetime) -> Heard:
    """The same, in a compartment since."""
    heard = _heard(2, at=at)
    Report.objects.filter(pk=heard.report_id or 0).update(
        level=Level.SEALED, compartment=compartments().codes()[0]
    )
    return heard


def _overdue(case: Case, *, at: datetime) -> Alert:
    found = Overdue(code="planless", of="case", row=case.pk, case_id=case.pk, since=at, due_at=at)
    return alerts.raise_alert(found=found, by=SYSTEM, at=at)


def _device(member: Member, *, at: datetime) -> Device:
    told = Browser("https://push.example.org/1").told()
    return alerts.add_device(**told, name="Firefox · Android", by=actor_of(member), at=at)


def _merged(case: Case, *, at: datetime) -> Merge:
    """Two records of somebody in this case became one."""
    by = actor_of(factories.member("head"))
    one, two = (cases.register_person(case=case, given_name="Rahma", by=by, at=at) for _record in range(2))
    return people.merge(kept=one, absorbed=two, seen=(one.version, two.version), by=by, at=at)


def _right(*, checked: bool, at: datetime) -> RightsRequest:
    """Somebody asks for a copy; who asks is checked or not."""
    asked = privacy.ask(right="access", way="letter", asker="person", asker_name="Rahma", by=SYSTEM, at=at)
    return privacy.check_identity(asked=asked, how="card", by=SYSTEM, at=at) if checked else asked


def named(kind: str, key: object) -> str:
    """The name under which other directories know it."""
    return str(Telling.now().id(kind, key))


Arguments = Callable[[World], dict[str, Any]]

# For every address with arguments: which examples are tried. A page folder adds its addresses here.
ALERTS: dict[str, Arguments] = {
    "on an ordinary case": lambda world: {"pk": world.alert.pk},
    "on a restricted case, of another team": lambda world: {"pk": world.alert_apart.pk},
}
EXAMPLES: dict[str, dict[str, Arguments]] = {
    "alert_take": ALERTS,
    "alert_device_end": {"of a colleague": lambda world: {"pk": world.device.pk}},
    "confirmation_settle": {"": lambda world: {"pk": world.corrected.pk}},
    "partner_ask": {"": lambda world: {"pk": world.partner.pk}},
    "directory-confirm": {
        "a wrong link": lambda world: {"link": "wrong"},
        "a link that was sent": lambda world: {"link": directory.link_of(world.corrected)},
    },
    "alert_hold": ALERTS,
    "hsds:organization": {"": lambda world: {"id": named("organization", world.partner.pk)}},
    "hsds:service": {"": lambda world: {"id": named("service", world.service.pk)}},
    "hsds:service_at_location": {"no such": lambda world: {"id": named("service_at_location", "0-0")}},
    "hsds:one_taxonomy": {"": lambda world: {"id": named("taxonomy", "poles")}},
    "hsds:taxonomy_term": {"": lambda world: {"id": named("taxonomy_term", "poles/MED")}},
    "invitation": {"a wrong key": lambda world: {"token": "wrong"}},
    "second_step_disown": {"a wrong mark": lambda world: {"mark": "wrong"}},
    "member": {"a colleague": lambda world: {"pk": world.colleague.pk}},
    "member_roles": {"a colleague": lambda world: {"pk": world.colleague.pk}},
    "session_end": {"a colleague's": lambda world: {"key": world.session}},
    "sessions_end": {"a colleague": lambda world: {"pk": world.colleague.pk}},
    "member_compartments": {"a colleague": lambda world: {"pk": world.colleague.pk}},
    "member_reach": {"a colleague": lambda world: {"pk": world.colleague.pk}},
    "member_suspend": {"a colleague": lambda world: {"pk": world.colleague.pk}},
    "member_restore": {"a colleague": lambda world: {"pk": world.colleague.pk}},
    "invitation_sent": {"": lambda world: {"pk": world.invitation.pk}},
    "invitation_renew": {"": lambda world: {"pk": world.invitation.pk}},
    "invitation_withdraw": {"": lambda world: {"pk": world.invitation.pk}},
    "account_revoke_token": {"a colleague's key": lambda world: {"pk": world.token.pk}},
    "account_reset_password_from_key": {"a wrong key": lambda world: {"uidb36": "1", "key": "wrong"}},
    "mfa_edit_webauthn": {"no such key": lambda world: {"pk": 1}},
    "mfa_remove_webauthn": {"no such key": lambda world: {"pk": 1}},
    "export": {"a colleague's file": lambda world: {"pk": world.taken_out.pk}},
    "privacy_request": {
        "who asks is not checked": lambda world: {"pk": world.asked_right.pk},
        "waits for a copy": lambda world: {"pk": world.copied_right.pk},
    },
    "privacy_request_move": {
        "checks who asks": lambda world: {"pk": world.asked_right.pk, "verb": "check_identity"},
    },
    "privacy_copy": {
        "who asks is not checked": lambda world: {"pk": world.asked_right.pk},
        "waits for a copy": lambda world: {"pk": world.copied_right.pk},
    },
    "privacy_copy_make": {
        "of an ordinary case": lambda world: {"pk": world.copied_right.pk, "person_pk": world.person.pk},
        "of a restricted case": lambda world: {"pk": world.copied_right.pk, "person_pk": world.hidden.pk},
    },
    "link": {
        "of ordinary cases": lambda world: {"pk": world.link.pk},
        "one of a restricted case": lambda world: {"pk": world.link_apart.pk},
        "one of a sealed case": lambda world: {"pk": world.link_sealed.pk},
    },
    "inquiry": {
        "about somebody of an ordinary case": lambda world: {"pk": world.inquiry.pk},
        "about somebody of a restricted case": lambda world: {"pk": world.inquiry_apart.pk},
    },
    "link_merge": {
        "of ordinary cases": lambda world: {"pk": world.link.pk},
        "one of a restricted case": lambda world: {"pk": world.link_apart.pk},
        "one of a sealed case": lambda world: {"pk": world.link_sealed.pk},
    },
    **{
        name: {
            "of an ordinary case": lambda world: {"pk": world.merged.pk},
            "of a restricted case": lambda world: {"pk": world.merged_apart.pk},
        }
        for name in ("merge", "merge_undo")
    },
    "link_decide": {
        "of ordinary cases": lambda world: {"pk": world.link.pk, "verb": "leave"},
        "one of a restricted case": lambda world: {"pk": world.link_apart.pk, "verb": "leave"},
        "one of a sealed case": lambda world: {"pk": world.link_sealed.pk, "verb": "leave"},
    },
    "policy": {"the roles": lambda world: {"package": "governance", "name": "roles"}},
    "exceptional_access": {"a colleague's": lambda world: {"pk": world.glass.pk}},
    "exceptional_end": {"a colleague's": lambda world: {"pk": world.glass.pk}},
    "exceptional_review": {"a colleague's": lambda world: {"pk": world.glass.pk}},
    "watch_hand_over": {"a colleague's watch": lambda world: {"pk": world.watch.pk}},
    "handover": {
        "of a colleague's watch that lasts": lambda world: {"pk": world.watch.pk},
        "of a watch that ended": lambda world: {"pk": world.handed.watch_id},
    },
    **{
        name: {"a colleague's": lambda world: {"pk": world.round.pk}}
        for name in ("round", "round_sheet", "round_stop_add")
    },
    **{
        name: {"a colleague's": lambda world: {"pk": world.meeting.pk}}
        for name in (
            *("meeting", "meeting_answer", "meeting_ask", "meeting_invite", "meeting_amend"),
            *("meeting_calendar", "meeting_room", "meeting_live", "meeting_pen", "meeting_decide"),
            *(
                "meeting_add",
                "meeting_ring",
                "meeting_count",
                "meeting_hear",
                "meeting_close",
                "meeting_correct",
            ),
        )
    },
    "series": {"a colleague's": lambda world: {"pk": world.meeting_series.pk}},
    "meeting_move": {"a colleague's": lambda world: {"pk": world.meeting.pk, "verb": "cancel"}},
    "meeting_minutes": {"of one that is not over": lambda world: {"pk": world.meeting.pk, "language": "fr"}},
    "meeting_notes": {"": lambda world: {"pk": world.meeting.items.get(source="bells").pk}},
    "meeting_item": {
        "": lambda world: {"pk": world.meeting.items.get(source="reading").pk, "verb": "postpone"}
    },
    "meeting_read": {"": lambda world: {"pk": world.meeting.readings.get().pk}},
    "meeting_presence": {"": lambda world: {"pk": world.meeting_guest.pk, "verb": "here"}},
    **{
        name: {
            "a wrong link": lambda world: {"link": "wrong"},
            "a link that was sent": lambda world: {"link": link_to_meeting(world.meeting_guest)},
        }
        for name in ("meeting_guest", "meeting_guest_calendar")
    },
    "meeting_guest_minutes": {
        "of one that is not over": lambda world: {
            "link": link_to_meeting(world.meeting_guest),
            "language": "fr",
        },
    },
    "round_move": {"a colleague's ends": lambda world: {"pk": world.round.pk, "verb": "end"}},
    **{
        name: {"of a colleague's round": lambda world: {"pk": world.round_stop.pk}}
        for name in ("round_stop", "round_reach", "round_count", "round_report")
    },
    "handover_open": {"of a colleague's watch": lambda world: {"pk": world.watch.pk}},
    "handover_promise": {"on a colleague's watch": lambda world: {"pk": world.watch.pk}},
    "promise_end": {
        "about an ordinary case": lambda world: {"pk": world.promised.pk, "verb": "keep"},
        "about a restricted case, of another team": lambda world: {
            "pk": world.promised_apart.pk,
            "verb": "keep",
        },
    },
    "handover_answer": {
        "about an ordinary case": lambda world: {"pk": world.handed.pk},
        "about a restricted case, of another team": lambda world: {"pk": world.handed_apart.pk},
    },
    "case_move": {"asks for the closure": lambda world: {"pk": world.case.pk, "verb": "request_closure"}},
    "case_news": {"of a closed case": lambda world: {"pk": world.closed.pk}},
    "person_consent_proof": {
        "no such line": lambda world: {"pk": world.person.pk, "line_pk": 0},
    },
    "case_person_add": {
        "already there": lambda world: {"pk": world.case.pk, "person_pk": world.person.pk},
    },
    "case_leave": {"a colleague": lambda world: {"pk": world.case.pk, "member_pk": world.colleague.pk}},
    "case_document": {
        "ordinary": lambda world: {"pk": world.case.pk, "document_pk": world.document.pk},
        "restricted, of another team": lambda world: {
            "pk": world.restricted.pk,
            "document_pk": world.document.pk,
        },
    },
    "case_need_move": {
        "ordinary": lambda world: {"pk": world.case.pk, "need_pk": world.need.pk, "verb": "meet"},
        "restricted, of another team": lambda world: {
            "pk": world.restricted.pk,
            "need_pk": world.hidden_need.pk,
            "verb": "meet",
        },
    },
    "case_need_answer": {
        "ordinary": lambda world: {"pk": world.case.pk, "proposal_pk": world.proposal.pk},
    },
    "partner": {"": lambda world: {"pk": world.partner.pk}},
    "places_site_new": {"": lambda world: {"pk": world.partner.pk}},
    **{
        name: {
            "of another organisation": lambda world: {"pk": world.unit.site_id},
            "of the partner's own": lambda world: {"pk": world.unit_apart.site_id},
        }
        for name in (
            "places_site",
            "places_confirm",
            "places_site_amend",
            "places_link",
            "places_link_send",
            "places_units_new",
        )
    },
    "places_unit_amend": {"": lambda world: {"pk": world.unit.pk}},
    "places_take": {
        "of another organisation": lambda world: {"pk": world.unit.pk, "verb": "shut"},
        "of the partner's own": lambda world: {"pk": world.unit_apart.pk, "verb": "shut"},
    },
    "places_move": {"of another organisation": lambda world: {"pk": world.unit_held.pk, "verb": "extend"}},
    "places_door": {"a wrong link": lambda world: {"token": "wrong"}},
    "case_need_places": {
        "ordinary": lambda world: {"pk": world.case.pk, "need_pk": world.need.pk},
        "restricted, of another team": lambda world: {
            "pk": world.restricted.pk,
            "need_pk": world.hidden_need.pk,
        },
    },
    "partner_amend": {"": lambda world: {"pk": world.partner.pk}},
    "partner_confirm": {"": lambda world: {"pk": world.partner.pk}},
    "partner_rename": {"": lambda world: {"pk": world.partner.pk}},
    "partner_replace": {"": lambda world: {"pk": world.partner.pk}},
    "contact_new": {"": lambda world: {"pk": world.partner.pk}},
    "convention_new": {"": lambda world: {"pk": world.partner.pk}},
    **{name: {"": lambda world: {"pk": world.contact.pk}} for name in ("contact_amend", "contact_retire")},
    **{
        name: {"": lambda world: {"pk": world.convention.pk}}
        for name in ("convention_amend", "convention_let_go")
    },
    "partner_pivot": {"": lambda world: {"pk": world.partner.pk}},
    "partner_pivot_end": {"": lambda world: {"pk": world.partner.pk}},
    "partner_retire": {"": lambda world: {"pk": world.partner.pk}},
    "partner_restore": {"": lambda world: {"pk": world.partner.pk}},
    "service_new": {"": lambda world: {"pk": world.partner.pk}},
    "partner_page": {
        "a wrong link": lambda world: {"token": "wrong"},
        "a link that was sent": lambda world: {"token": care.token_of(world.referral)},
    },
    "referral_answer": {
        "sent to their organisation": lambda world: {"pk": world.asked.pk},
        "sent to another": lambda world: {"pk": world.referral.pk},
    },
    "case_refer": {
        "": lambda world: {"pk": world.case.pk, "need_pk": world.referral.need_id},
        "of a restricted case": lambda world: {
            "pk": world.restricted.pk,
            "need_pk": world.referral.need_id,
        },
    },
    "case_referral_act": {
        "taken back": lambda world: {
            "pk": world.case.pk,
            "referral_pk": world.referral.pk,
            "verb": "recall",
        },
    },
    "hook_move": {"pauses": lambda world: {"pk": world.hook.pk, "verb": "pause"}},
    "hook_delivery": {"": lambda world: {"pk": world.hook.pk, "delivery_pk": world.told.pk}},
    "hook_again": {"": lambda world: {"pk": world.hook.pk, "delivery_pk": world.told.pk}},
    "roster_turn": {"a colleague's turn": lambda world: {"pk": world.turn.pk}},
    "roster_cancel": {"a colleague's turn": lambda world: {"pk": world.turn.pk}},
    "roster_swap": {"a colleague's turn": lambda world: {"pk": world.turn.pk}},
    **{
        name: {"a colleague's draft": lambda world: {"pk": world.roster_draft.pk}}
        for name in ("roster_draft", "roster_adopt", "roster_set_aside")
    },
    "absence_cancel": {"a colleague's absence": lambda world: {"pk": world.absence.pk}},
    "calendar": {"a colleague's address": lambda world: {"token": world.calendar}},
    "swap_answer": {"between colleagues": lambda world: {"pk": world.swap.pk, "verb": "accept"}},
    "watch_end": {"a colleague's watch": lambda world: {"pk": world.watch.pk}},
    "rights-received": {"a wrong slip": lambda world: {"slip": "wrong"}},
    "report-received": {"a wrong slip": lambda world: {"slip": "wrong"}},
    "territory_place": {"": lambda world: {"pk": world.place_id}},
    "figures_behind": {"of interventions": lambda world: {"unit": "interventions"}},
    "territory_commune": {"": lambda world: {"code": world.commune_code}},
}


def _bell_help(by: Member, case: Case, partner: Organisation, *, at: datetime) -> BellHelp:
    """A partner is asked to help."""
    asked = Ask(organisation=partner, email="partner@example.org")
    return rung(by, by, at, case=case, with_whom=[asked]).help.get()


def _bell_helps(**more: Any) -> dict[str, Arguments]:
    return {
        "a colleague's": lambda world: {"pk": world.bell_help.pk} | more,
        "about a restricted case, of another team": lambda world: {"pk": world.bell_help_apart.pk} | more,
    }


def _bells(**more: Any) -> dict[str, Arguments]:
    """A colleague's, about an ordinary case, about a restricted one."""
    return {
        "a colleague's": lambda world: {"pk": world.bell.pk} | more,
        "about a restricted case, of another team": lambda world: {"pk": world.bell_apart.pk} | more,
    }


EXAMPLES |= {
    "bell": _bells(),
    "bell_proof": _bells(),
    "bell_help": _bells(verb="accept"),
    "bell_do": _bells(verb="drop"),
    "bell_partner": {
        "a wrong link": lambda world: {"token": "wrong"},
        "a link that was sent": lambda world: {"token": bell_letters.token_of(world.bell_help)},
    },
    "bell_partner_help": _bell_helps(),
    "bell_partner_help_act": _bell_helps(verb="note"),
}


def _within_a_case(name: str, row: str, **more: Any) -> dict[str, Arguments]:
    """A row of the ordinary case, the same of the restricted one."""

    def of(case: str, owned: str) -> Arguments:
        return lambda world: {"pk": getattr(world, case).pk, name: getattr(world, owned).pk} | more

    return {"ordinary": of("case", row), "restricted, of another team": of("restricted", f"{row}_apart")}


def _of_report(world: World) -> dict[str, Any]:
    return {"pk": world.intervention.report_id, "intervention_pk": world.intervention.pk}


EXAMPLES |= {
    "report_intervention_amend": {"of a colleague": lambda world: _of_report(world)},
    "report_intervention_move": {"of a colleague": lambda world: _of_report(world) | {"verb": "cancel"}},
    "case_intervention_amend": _within_a_case("intervention_pk", "helped"),
    "case_intervention_move": _within_a_case("intervention_pk", "helped", verb="cancel"),
    "case_appointment_amend": _within_a_case("appointment_pk", "expected"),
    "case_appointment_call": _within_a_case("appointment_pk", "expected"),
    "case_appointment_settle": _within_a_case("appointment_pk", "expected", verb="cancel"),
}


def _talks(of: Callable[[Heard], int], **more: Any) -> dict[str, Arguments]:
    """Of somebody's words, of words whose report is sealed."""
    return {
        "with an ordinary report": lambda world: {"pk": of(world.heard)} | more,
        "with a sealed report": lambda world: {"pk": of(world.heard_sealed)} | more,
    }


def _talk(heard: Heard) -> int:
    return heard.conversation_id


EXAMPLES |= {
    **{
        name: _talks(_talk)
        for name in (
            "conversation",
            "conversation_news",
            "conversation_reply",
            "conversation_note",
            "conversation_assign",
            "conversation_aside",
            "conversation_person",
            "conversation_mark",
            "conversation_called",
            "conversation_parts",
        )
    },
    "heard_report": _talks(lambda heard: heard.pk),
    "heard_raw": _talks(lambda heard: heard.pk),
    "media_words": _talks(lambda heard: heard.media.get().pk),
    "reply_settle": _talks(lambda heard: heard.conversation.replies.last().pk, verb="let-go"),  # type: ignore[union-attr]
}

REPORTS: dict[str, Arguments] = {
    "ordinary": lambda world: {"pk": world.report.pk},
    "a colleague's draft": lambda world: {"pk": world.draft.pk},
    "sealed": lambda world: {"pk": world.sealed_report.pk},
}
CASES: dict[str, Arguments] = {
    "ordinary": lambda world: {"pk": world.case.pk},
    "restricted, of another team": lambda world: {"pk": world.restricted.pk},
    "sealed": lambda world: {"pk": world.sealed.pk},
}
PEOPLE: dict[str, Arguments] = {
    "of an ordinary case": lambda world: {"pk": world.person.pk},
    "of a restricted case": lambda world: {"pk": world.hidden.pk},
    "of a sealed case": lambda world: {"pk": world.unseen.pk},
}
SERVICES: dict[str, Arguments] = {"": lambda world: {"pk": world.service.pk}}
REGISTERS: dict[str, Arguments] = {"received": lambda world: {"pk": world.register.pk}}
INTERVENTIONS: dict[str, Arguments] = {"of a colleague": lambda world: {"pk": world.intervention.pk}}
NEEDS: dict[str, Arguments] = {
    "ordinary": lambda world: {"pk": world.need.pk},
    "restricted, of another team": lambda world: {"pk": world.hidden_need.pk},
}
REFERRALS: dict[str, Arguments] = {
    "to another organisation": lambda world: {"pk": world.referral.pk},
    "to the partner's own": lambda world: {"pk": world.asked.pk},
    "restricted, of another team": lambda world: {"pk": world.referral_apart.pk},
}


NONE = 10**9  # no such row, whatever the example brought with it


def _of_reports(**more: Any) -> dict[str, Arguments]:
    """A step on each of the example reports."""

    def step(of: Arguments) -> Arguments:
        return lambda world: {**of(world), **more}

    return {example: step(arguments) for example, arguments in REPORTS.items()}


EXAMPLES |= {
    "desk_report": REPORTS,
    "call_drop": {"a colleague's draft": REPORTS["a colleague's draft"]},
    "report_file": _of_reports(file=NONE),
    "report_panel": _of_reports(name="send"),
    "team_arrive": _of_reports(mission=NONE),
    "team_return": _of_reports(mission=NONE),
    "team_cancel": _of_reports(mission=NONE),
    "report_decide": _of_reports(aspect="urgency"),
    "report_outcome": _of_reports(kind="inform"),
    "report_undo": _of_reports(outcome=NONE),
    "report_recognise": _of_reports(described=NONE),
    "report_take_apart": _of_reports(recognition=NONE),
    "report_move": _of_reports(verb="close"),
    "duty_done": _of_reports(duty=NONE),
    "duty_left": _of_reports(duty=NONE),
    "duty_notice": {"no such duty": lambda world: {"pk": 1}},
}


def _of_projects(draft: bool = True, **more: Any) -> dict[str, Arguments]:
    """A version of an example case: the one being written, else the one that is lived."""

    def ordinary(world: World) -> dict[str, Any]:
        return _version(world.next_project if draft else world.project, more)

    def restricted(world: World) -> dict[str, Any]:
        return _version(world.hidden_next if draft else world.hidden_project, more)

    return {"ordinary": ordinary, "restricted, of another team": restricted}


def _version(project: LifeProject, more: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a version; `goal_pk`, `step_pk` are those of its one goal, its one step."""
    step = Step.objects.get(goal__project=project)
    known = {"goal_pk": step.goal_id, "step_pk": step.pk}
    asked = {name: known.get(name, value) for name, value in more.items()}
    return {"pk": project.case_id, "project_pk": project.pk, **asked}


EXAMPLES |= {
    "project_version": _of_projects(),
    "project_texts": _of_projects(),
    "project_revise": _of_projects(draft=False),
    "project_goals": _of_projects(),
    "project_goal": _of_projects(goal_pk=0),
    "project_goal_move": _of_projects(goal_pk=0, verb="earlier"),
    "project_steps": _of_projects(goal_pk=0),
    "project_step": _of_projects(step_pk=0),
    "project_step_move": _of_projects(step_pk=0, verb="remove"),
    "project_agree": _of_projects(),
    "project_agreement": _of_projects(draft=False),
    "project_move": _of_projects(draft=False, verb="leave"),
    "project_compare": {
        "ordinary": lambda world: _version(world.next_project, {"other_pk": world.project.pk}),
        "restricted, of another team": lambda world: _version(
            world.hidden_next, {"other_pk": world.hidden_project.pk}
        ),
    },
    "project_print": _of_projects(language="fr"),
}


def _of_items(name: str = "item", **more: Any) -> dict[str, Arguments]:
    """Before a committee: of the ordinary case, of the restricted one."""

    def of(row: str) -> Arguments:
        return lambda world: {"pk": getattr(world, row).pk} | more

    return {"of an ordinary case": of(name), "of a restricted case": of(f"{name}_apart")}


EXAMPLES |= {
    "case_convene": {
        "ordinary": lambda world: {"pk": world.case.pk, "committee_pk": world.committee.pk},
        "restricted, of another team": lambda world: {
            "pk": world.restricted.pk,
            "committee_pk": world.committee.pk,
        },
    },
    "committee_found": {"": lambda _world: {"kind": "local"}},
    "committee_mandate_end": {"": lambda world: {"pk": world.mandate.pk}},
    "session_item_sheet": _of_items(language="fr"),
    "session_item_move": _of_items(verb="close"),
    "session_item_seat": _of_items(seat_pk=NONE, verb="there"),
    "ballot_vote": _of_items("put"),
    "ballot_close": _of_items("put"),
    "ballot_objection": _of_items("put", vote_pk=NONE),
}

# For addresses that nobody named above: by what stands before the argument.
EXAMPLES_UNDER: dict[str, dict[str, Arguments]] = {
    "simulator/telephones/": {"": lambda _world: {"key": "khadija"}},
    "simulator/graph/": {"": lambda _world: {"number": "1"}},
    "simulator/files/": {"": lambda _world: {"number": "1"}},
    "simulator/recordings/": {"": lambda _world: {"number": "1"}},
    "reports/": REPORTS,
    "accesses/case/": CASES,
    "accesses/person/": PEOPLE,
    "cases/": CASES,
    "committees/items/": _of_items(),
    "committees/seats/": {"": lambda world: {"pk": world.seat.pk}},
    "committees/": {"": lambda world: {"pk": world.committee.pk}},
    "people/": PEOPLE,
    "interventions/": INTERVENTIONS,
    "services/": SERVICES,
    "registers/": REGISTERS,
    "partners/imports/": {"to be confirmed": lambda world: {"pk": world.directory_import.pk}},
    "api/v1/reports/": REPORTS,
    "hooks/": {"": lambda world: {"pk": world.hook.pk}},
    "privacy/holds/": {"": lambda world: {"pk": world.held.pk}},
    "api/v1/cases/": CASES,
    "api/v1/persons/": PEOPLE,
    "api/v1/needs/": NEEDS,
    "api/v1/referrals/": REFERRALS,
    "api/v1/interventions/": {
        "of a colleague": INTERVENTIONS["of a colleague"],
        "restricted, of another team": lambda world: {"pk": world.helped_apart.pk},
    },
}
