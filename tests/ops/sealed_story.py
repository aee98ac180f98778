"""One sealed story in which every field that anybody may fill is filled, each with a word of its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any, TypeVar

from django.db.models import Model
from PIL import Image

from jaras.bells import actions as bells
from jaras.bells.actions.helping import answered
from jaras.calendars import actions as calendars
from jaras.care import actions as care
from jaras.care import queries as care_queries
from jaras.care.models import Need
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.queries.glass import reference_of
from jaras.committees import actions as committees
from jaras.conversations import actions as conversations
from jaras.conversations.rules import Attached, Incoming, Kind
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.governance.rules.ballots import Choice, Method, Settled
from jaras.governance.rules.roster import Span
from jaras.handover import actions as handover
from jaras.hooks import actions as hooks
from jaras.hooks.lists import kinds
from jaras.imports import actions as imports
from jaras.inclusion import actions as inclusion
from jaras.inclusion import queries as inclusion_queries
from jaras.inclusion.models import LifeProject
from jaras.inclusion.rules import Doer, How
from jaras.intake import actions as intake
from jaras.intake.actions.keeping import Sent
from jaras.intake.models import Report
from jaras.kernel import exports
from jaras.kernel.actor import NOBODY, SYSTEM
from jaras.meetings import actions as meetings
from jaras.outreach import actions as outreach
from jaras.partners import actions as partners
from jaras.partners import queries as directory
from jaras.people import actions as people
from jaras.people.models import Person
from jaras.privacy import actions as privacy
from jaras.registers import actions as registers
from jaras.rounds import actions as rounds
from tests import factories
from tests.imports import books
from tests.ops.marks import LATITUDE, LONGITUDE, Marks
from tests.registers import sheets

COMPARTMENT = "violence"
Row = TypeVar("Row", bound=Model)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Story:
    """Told by a holder of the compartment; sealed from the first word, or once all is told."""

    def __init__(self, marks: Marks, work: Callable[[], None], at: datetime, *, at_once: bool) -> None:
        self.said, self.work, self.at, self.at_once = marks, work, at, at_once
        self.holder = factories.member(
            "head", "operator", "referent", "dpo", compartments=[COMPARTMENT], at=at - DAY
        )
        self.colleague = factories.member("head", "operator", compartments=[COMPARTMENT], at=at - DAY)
        self.outsider = factories.member("pole_lead", at=at - DAY)
        self.agent: Member = factories.member("partner", at=at - DAY)
        self.how: dict[str, Any] = {"by": actor_of(self.holder), "at": at}
        factories.authorisation(at=at - DAY)
        hooks.register(
            name="Observatoire", address="https://example.org/", kinds=kinds().codes(), by=SYSTEM, at=at
        )

    def tell(self) -> None:
        report = self.a_call()
        self.a_message(report)
        self.the_answers(report)
        self.a_conversation()
        case = self.a_case(report)
        person = self.a_person(case)
        self.kin(person)
        self.diagnoses(case, person)
        self.needs(case, person)
        self.appointments(case, person)
        self.a_project(case, person)
        self.rights(person, case)
        self.the_glass(case, person)
        self.the_watch()
        self.a_calendar()
        self.a_committee(case)
        self.a_round()
        self.bells(case)
        self.a_meeting()
        self.a_register()
        self.an_import_of_the_directory()
        self.a_past()
        self.files(case)
        self.a_picture(person)
        self.two_records(case, person)
        self.an_end(case)
        if not self.at_once:
            intake.seal(report=fresh(report), compartment=COMPARTMENT, reason=self.said.word(), **self.how)

    def a_call(self) -> Report:
        """What the page of a call keeps while it is typed, then what is taken."""
        typed: dict[str, Any] = {
            "channel": "ECRIT",
            "words": f"Une femme est frappée par son mari, {self.said.word()}",
            "who": f"{self.said.word().title()}, femme, 31 ans",
            "who_further": {
                "arabic_name": self.said.word(),
                "father_name": self.said.word(),
                "born": "31",
                "telephone": self.said.telephone(),
            },
            "place_text": self.said.word(),
            "latitude": LATITUDE,
            "longitude": LONGITUDE,
            "reporter_name": self.said.word(),
            "reporter_telephone": self.said.telephone(),
            "reporter_email": self.said.email(),
            "registry_number": self.said.word(),
        }
        draft = intake.save_draft(draft=None, key="story", **typed, **self.how)
        taken = intake.take(
            draft=draft, key="story", sealed=COMPARTMENT if self.at_once else "", **typed, **self.how
        )
        report = taken.report
        intake.attach_file(
            report=report, content=self.said.paper(), name=f"{self.said.word()}.pdf", **self.how
        )
        intake.amend(report=report, words=f"{report.words} {self.said.word()}", **self.how)
        return fresh(report)

    def a_message(self, report: Report) -> None:
        """From the public page: it may be sealed once it is there, its raw form always is."""
        arrived = intake.receive(
            channel="WEB",
            external_id="story",
            raw={"sent": self.said.word(), "from": self.said.telephone()},
            words="Une femme demande de l’aide",
            reporter_telephone=self.said.telephone(),
            at=self.at,
        ).report
        if self.at_once:
            arrived = intake.seal(
                report=arrived, compartment=COMPARTMENT, reason=self.said.word(), **self.how
            )
        intake.add_message(
            report=arrived,
            words=self.said.word(),
            channel="WEB",
            external_id="more",
            sent=[Sent(f"{self.said.word()}.pdf", self.said.paper())],
            by=SYSTEM,
            at=self.at,
        )
        intake.join(report=fresh(arrived), other=fresh(report), note=self.said.word(), **self.how)

    def a_conversation(self) -> None:
        """On a messenger: what they say, what is answered, noted, written down, what nobody could read."""
        address = self.said.telephone()
        said = Incoming(
            external_id="story",
            address=f"+212{address[1:]}",
            at=self.at,
            kind=Kind.AUTO_REPLY,
            words=self.said.word(),
            name=self.said.word(),
            link=f"https://example.org/{self.said.word()}",
            attached=(Attached(kind=Kind.VOICE, name=self.said.word(), ref=self.said.word()),),
            raw={"from": address, "text": self.said.word()},
        )
        heard = conversations.arrive(channel="whatsapp", incoming=said, at=self.at)
        talk = heard.conversation
        conversations.transcribe(media=heard.media.get(), words=self.said.word(), **self.how)
        conversations.write_note(conversation=talk, words=self.said.word(), **self.how)
        conversations.mark_address(conversation=talk, mark="never", reason=self.said.word(), **self.how)
        reply = conversations.write(
            conversation=talk,
            topic="answer",
            text=self.said.word(),
            neutral=self.said.word(),
            values=[self.said.word()],
            **self.how,
        )
        conversations.note_failed(said=reply, code="refused", words=self.said.word(), **self.how)
        conversations.let_go(said=reply, reason=self.said.word(), **self.how)
        stop = Incoming(  # no report is made of it
            external_id="stop",
            address=said.address,
            at=self.at,
            kind=Kind.TEXT,
            words="STOP",
            context={"thread": self.said.word()},
        )
        conversations.arrive(channel="whatsapp", incoming=stop, at=self.at)
        conversations.set_aside(conversation=fresh(talk), reason=self.said.word(), **self.how)
        torn = conversations.keep_arrival(
            channel="whatsapp",
            body=self.said.word().encode(),
            said={"signature": self.said.word()},
            by=SYSTEM,
            at=self.at,
        )
        conversations.give_up_arrival(arrival=torn, why="json", by=SYSTEM, at=self.at)

    def the_answers(self, report: Report) -> None:
        """Help, teams, duties, what is told to whoever called."""
        intake.call_help(report=report, number="19", note=self.said.word(), **self.how)
        intake.call_back(report=report, reached=True, note=self.said.word(), **self.how)
        team = intake.send_team(report=report, team=self.said.word(), **self.how)
        intake.return_team(
            mission=intake.arrive(mission=team, **self.how),
            result="helped",
            note=self.said.word(),
            **self.how,
        )
        turned = intake.send_team(report=report, team=self.said.word(), **self.how)
        intake.cancel_team(mission=turned, reason=self.said.word(), **self.how)
        duties = list(report.duties.order_by("id"))
        intake.settle_duty(duty=duties[0], to_whom=self.said.word(), reference=self.said.word(), **self.how)
        intake.leave_duty(duty=duties[1], reason=self.said.word(), **self.how)
        outreach.answer(report=report, words=self.said.word(), **self.how)
        undone = intake.inform(report=fresh(report), note=self.said.word(), **self.how)
        intake.undo(outcome=undone, reason=self.said.word(), **self.how)

    def a_case(self, report: Report) -> Case:
        case = intake.open_case(report=fresh(report), **self.how)
        commune = factories.commune()
        case = cases.amend(
            case=fresh(case),
            summary=self.said.word(),
            place_text=self.said.word(),
            commune=commune,
            **self.how,
        )
        cases.note(case=case, words=self.said.word(), **self.how)
        cases.add_document(
            case=case, content=self.said.paper(), name=f"{self.said.word()}.pdf",
            title=self.said.word(), **self.how,
        )  # fmt: skip
        cases.plan_next(case=fresh(case), what=self.said.word(), who=None, due_at=self.at + DAY, **self.how)
        return fresh(case)

    def a_person(self, case: Case) -> Person:
        about: dict[str, Any] = {
            "given_name": self.said.word().title(),
            "family_name": self.said.word().title(),
            "arabic_name": self.said.arabic(),
            "nickname": self.said.word(),
            "father_name": self.said.word(),
            "grandfather_name": self.said.word(),
            "married_name": self.said.word(),
            "description": self.said.word(),
            "signs": self.said.word(),
            "origin_place": self.said.word(),
            "telephone": self.said.telephone(),
            "telephone_with": self.said.word(),
            "speaks": self.said.word(),
            "contact_safety": self.said.word(),
            "born_on": date(1995, 4, 3),
        }
        cases.register_person(case=case, **about, **self.how)
        person = case.persons.order_by("parties__id")[0]
        named = {name: value for name, value in about.items() if name != "born_on"}
        changed: dict[str, Any] = {
            name: self.said.arabic() if name == "arabic_name" else self.said.word() for name in named
        }
        self.looked_for = str(changed["given_name"])
        return people.amend(person=person, **changed | {"telephone": self.said.telephone()}, **self.how)

    def kin(self, person: Person) -> None:
        """More ways to reach her, who is near her, where she lives."""
        number, whose = self.said.telephone(), self.said.word()
        people.add_telephone(person=person, number=number, shared_with=whose, **self.how)
        people.attach_identity(person=person, channel="email", external_id=self.said.email(), **self.how)
        people.relate(person=person, kind="spouse", words=self.said.word(), never_tell=True, **self.how)
        people.live(person=person, address=self.said.word(), **self.how)

    def diagnoses(self, case: Case, person: Person) -> None:
        care.draft_diagnosis(case=case, said={"words": self.said.word()}, **self.how)
        care.diagnose(
            case=case,
            person=person,
            levels={"food": 1, "health": 2},
            notes={"food": self.said.word(), "health": self.said.word()},
            words=self.said.word(),
            note=self.said.word(),
            **self.how,
        )
        care.draft_diagnosis(case=case, said={"words": self.said.word()}, **self.how)

    def needs(self, case: Case, person: Person) -> None:
        """Needs entrusted to a partner who answers, helps that are given."""
        bed = factories.service(self.agent.organisation, at=self.at - DAY)
        self.a_correction()
        need = care.add_need(case=fresh(case), service="ACC-HEB", words=self.said.word(), **self.how)
        sent = self.entrust(need, bed)
        partner: dict[str, Any] = {"by": care_queries.partner_of(sent), "at": self.at + HOUR}
        care.ask(referral=sent, words=self.said.word(), signed=self.said.word(), **partner)
        care.reply(referral=sent, words=self.said.word(), **self.how)
        care.decline(
            referral=sent, reason="other", words=self.said.word(), signed=self.said.word(), **partner
        )
        sent = self.entrust(need, bed)
        care.accept(referral=sent, words=self.said.word(), signed=self.said.word(), **partner)
        care.report_back(referral=fresh(sent), words=self.said.word(), signed=self.said.word(), **partner)
        care.start(referral=fresh(sent), **partner)
        care.complete(referral=fresh(sent), outcome=self.said.word(), signed=self.said.word(), **partner)
        helped = care.record(
            case=fresh(case),
            code="ACC-ALIM",
            person=person,
            place_text=self.said.word(),
            note=self.said.word(),
            state="planned",
            moment=self.at + HOUR,
            **self.how,
        )
        care.move(intervention=helped, verb="cancel", words=self.said.word(), **self.how)
        other = care.add_need(case=fresh(case), service="JUR-CNIE", words=self.said.word(), **self.how)
        care.give_up(need=other, reason=self.said.word(), **self.how)

    def entrust(self, need: Need, bed: Any) -> Any:
        """On the ground of a danger, with its reason."""
        return care.refer(
            need=fresh(need),
            service=bed,
            email=self.said.email(),
            message=self.said.word(),
            part=self.said.word(),
            shared=["first_name", "age", "words"],
            said=care.Said(basis="vital_interest", reason=self.said.word()),
            **self.how,
        ).referral

    def a_correction(self) -> None:
        """A partner writes what has changed on its page."""
        organisation = factories.organisation(email="asked@example.org")
        asked = partners.ask_partner(organisation=organisation, by=SYSTEM, at=self.at)
        by = directory.whoever_was_asked(asked)
        partners.correct_by_link(confirmation=asked, words=self.said.word(), by=by, at=self.at)

    def appointments(self, case: Case, person: Person) -> None:
        expected = care.plan_appointment(
            case=fresh(case),
            what=self.said.word(),
            place_text=self.said.word(),
            starts_at=self.at + HOUR,
            person=person,
            reminder="call",
            **self.how,
        )
        care.note_call(appointment=expected, reached=False, words=self.said.word(), **self.how)
        care.settle_appointment(appointment=fresh(expected), verb="miss", words=self.said.word(), **self.how)

    def a_project(self, case: Case, person: Person) -> None:
        project = inclusion.begin(case=fresh(case), person=person, **self.how)
        goal = inclusion.add_goal(project=project, words=self.said.word(), **self.how)
        inclusion.add_step(
            goal=goal, what=self.said.word(), doer=Doer.OTHER, somebody=self.said.word(), **self.how
        )
        project = inclusion.amend(
            project=LifeProject.objects.get(pk=project.pk),
            words=self.said.word(),
            person_commits=self.said.word(),
            cell_commits=self.said.word(),
            review_on=self.at.date() + 90 * DAY,
            **self.how,
        )
        project = LifeProject.objects.get(pk=project.pk)
        inclusion.agree(
            project=project,
            how=How.PAPER,
            sent=self.said.paper(),
            file_name=f"{self.said.word()}.pdf",
            name=self.said.word(),
            signed_on=self.at.date(),
            review_on=self.at.date() + 90 * DAY,
            seen=inclusion_queries.content(project),
            nonce="story",
            **self.how,
        )
        inclusion.leave(project=LifeProject.objects.get(pk=project.pk), reason=self.said.word(), **self.how)

    def rights(self, person: Person, case: Case) -> None:
        """A number, a yes with its paper, a request, a hold."""
        privacy.note_identity_number(person=person, number=self.said.card(), **self.how)
        privacy.note_consent(
            person=person, purpose="share", state="given", way="paper", proof=self.said.paper(), **self.how
        )
        typed: dict[str, Any] = {
            "asker_name": self.said.word(),
            "about_name": self.said.word(),
            "words": self.said.word(),
        }
        asked = privacy.ask(
            right="access", way="letter", asker="parent", contact=self.said.telephone(), **typed, **self.how
        )
        asked = privacy.check_identity(asked=asked, how="parent_papers", **self.how)
        privacy.answer(asked=asked, how="nothing_held", note=self.said.word(), **self.how)
        typed = {"asker_name": self.said.word(), "contact": self.said.email(), "words": self.said.word()}
        privacy.ask_on_page(right="correction", asker="person", key="story", by=NOBODY, at=self.at, **typed)
        held = privacy.hold(kind="case", thing_id=case.pk, reason=self.said.word(), **self.how)
        privacy.end_hold(held=held, **self.how)

    def the_glass(self, case: Case, person: Person) -> None:
        """Somebody without the compartment asks, by each of the three ways."""
        lead: dict[str, Any] = {"by": actor_of(self.outsider), "at": self.at, "hours": 2}
        asked = cases.break_glass(
            reference=reference_of(case), reason=f"Elle est devant la porte, {self.said.word()}", **lead
        )
        governance.review_exceptional_access(
            given=governance.end_exceptional_access(given=asked, by=actor_of(self.outsider), at=self.at),
            justified=True,
            words=self.said.word(),
            by=actor_of(self.colleague),
            at=self.at + HOUR,
        )
        cases.break_glass(
            telephone=person.telephone, reason=f"Elle est devant la porte, {self.said.word()}", **lead
        )
        cases.break_glass(
            name=person.latin_name,
            born_in=1995,
            reason=f"Elle est devant la porte, {self.said.word()}",
            **lead,
        )

    def the_watch(self) -> None:
        """Whoever leaves writes what the night leaves; turns carry a word."""
        held = governance.take_watch(**self.how)
        handover.promise(watch=held, words=self.said.word(), **self.how)
        governance.hand_over_watch(watch=held, to=self.colleague, note=self.said.word(), **self.how)
        line = held.handed_over.order_by("id")[0]
        handover.acknowledge(line=line, words=self.said.word(), by=actor_of(self.colleague), at=self.at)
        hours = [Span(self.at + DAY, self.at + DAY + 8 * HOUR)]
        turn = governance.plan_turns(member=self.holder, hours=hours, note=self.said.word(), **self.how)[0]
        governance.ask_swap(turn=turn, of=self.colleague, note=self.said.word(), **self.how)
        day = self.at.date() + DAY
        governance.note_absence(
            member=self.holder, starts_on=day, ends_on=day, kind="leave", why=self.said.word(), **self.how
        )
        governance.close_doors(
            organisation=self.agent.organisation, reason=f"Un téléphone volé, {self.said.word()}", **self.how
        )

    def a_calendar(self) -> None:
        """Kept elsewhere, with what opens it."""
        calendars.connect(
            address=f"https://cal.example.org/{self.said.word()}/",
            login=self.said.word(),
            secret=self.said.word(),
            **self.how,
        )

    def a_committee(self, case: Case) -> None:
        """What its members are told, what one objects to, what was decided, what another will do."""
        committee = factories.committee("Parquet", at=self.at - DAY, compartment=COMPARTMENT)
        sits = factories.member("committee", at=self.at - DAY)
        factories.mandate(committee.seats.get(), sits, at=self.at - DAY)
        item = committees.convene(
            case=fresh(case),
            committee=committee,
            summary=self.said.word(),
            question=self.said.word(),
            seats={committee.seats.get(): ()},
            **self.how,
        )
        committees.open_session(session=item.session, **self.how)
        seat = committees.come(item_seat=item.seats.get(), **self.how)
        ballot = committees.put_to_vote(
            item=item, question=self.said.word(), method=Method.CONSENT, **self.how
        )
        voter = replace(SYSTEM, member_id=sits.pk)
        governance.vote(ballot=ballot, choice=Choice.AGAINST, words=self.said.word(), by=voter, at=self.at)
        governance.answer_objection(
            objection=ballot.votes.get(), settled=Settled.MAINTAINED, words=self.said.word(), **self.how
        )
        governance.close_ballot(ballot=ballot, **self.how)
        committees.decide(item=item, words=self.said.word(), **self.how)
        committees.undertake(
            item_seat=seat, words=self.said.word(), due_at=self.at + DAY, role="PIVOT", **self.how
        )

    def a_round(self) -> None:
        """A spot where people sleep, the word with which the team came back."""
        made = rounds.plan_round(starts_at=self.at, way="foot", leader=self.holder, **self.how)
        rounds.add_stop(round=made, place_text=self.said.word(), **self.how)
        made = rounds.start(round=made, **self.how)
        rounds.end(round=made, word=self.said.word(), **self.how)

    def bells(self, case: Case) -> None:
        """One that is blocked, whose partner will not help; one that was done, with its proof."""
        house, email = self.agent.organisation, self.said.email()
        asked = bells.Ask(organisation=house, email=email, part=self.said.word())
        due = {"due_at": self.at + DAY, "role": "PIVOT"}
        said: dict[str, Any] = {"who": self.holder, "case": fresh(case), **due}
        hangs = bells.ring(
            what=self.said.word(),
            why=self.said.word(),
            how=self.said.word(),
            place_text=self.said.word(),
            with_whom=[asked],
            **said,
            **self.how,
        )
        words: dict[str, Any] = {"reason": self.said.word(), "signed": self.said.word()}
        answered(hangs.help.get(), "decline", **words, **self.how)
        bells.block(bell=fresh(hangs), blocker="MEANS", unblocks=self.said.word(), **self.how)
        told: dict[str, Any] = {"member": self.holder, "kind": "heard", "says": self.said.word()}
        bells.write_to_member(bell=hangs, **told, **self.how)
        done = bells.ring(what=self.said.word(), **said, **self.how)
        paper: dict[str, Any] = {"content": self.said.paper(), "name": f"{self.said.word()}.pdf"}
        bells.finish(bell=fresh(done), evidence=self.said.word(), **paper, **self.how)

    def a_meeting(self) -> None:
        """What is said in a room: of a bell, in the notes, in a decision, at the end, afterwards."""
        word, how = self.said.word, self.how
        said: dict[str, Any] = {"what": word(), "role": "PIVOT", "due_at": self.at + HOUR}
        bells.ring(who=self.holder, **said, **how)
        meeting = meetings.plan_meeting(
            kind="FIELD",
            name=word(),
            place_text=word(),
            starts_at=self.at + HOUR,
            ends_at=self.at + 2 * HOUR,
            facilitator=self.holder,
            **how,
        )
        guest = meetings.invite(meeting=meeting, name=word(), email=f"{word()}@example.org", **how)
        meetings.note_mailed(invitation=guest, **how)
        meetings.ask_item(meeting=meeting, title=word(), why=word(), **how)
        later = {"by": self.how["by"], "at": self.at + 3 * DAY}
        meeting = meetings.open_meeting(meeting=meeting, **later)
        for reading in meeting.readings.all():
            meetings.read_bell(reading=reading, heard="unsaid", learnt=word(), **later)
        item = meetings.add_item(meeting=meeting, title=word(), **later)
        meetings.write_notes(item=item, notes=word(), version=item.version, **later)
        meetings.decide(meeting=meeting, words=word(), token="d", item=item, **later)
        meeting = meetings.close(meeting=meeting, done=word(), learnt=word(), ahead=word(), **later)
        meetings.keep_minutes(
            meeting=meeting, version=1, language="fr", content=f"%PDF {word()}".encode(), **later
        )
        meetings.amend_minutes(meeting=meeting, words=word(), token="a", **later)

    def an_import_of_the_directory(self) -> None:
        """What a file says waits, sealed, until somebody confirms it."""
        rows = [["Nom", "Type", "Téléphone"], [self.said.word(), "Association", self.said.word()]]
        book = books.written(Organisations=rows)
        imports.receive(content=book, name=f"{self.said.word()}.xlsx", **self.how)

    def a_register(self) -> None:
        """One that is looked at; one that is written, what it made is sealed then."""
        titles, *rows = self.rows()
        book = sheets.book(rows, titles, sheet=self.said.word())
        registers.receive(chunks=[book], name=f"{self.said.word()}.xlsx", **self.how)
        self.work()
        if self.at_once:
            return
        text = "\n".join(";".join(row) for row in self.rows()).encode()
        arrived = registers.receive(chunks=[text], name=f"{self.said.word()}.csv", **self.how)
        self.work()
        registers.confirm(register=fresh(arrived), **self.how)
        self.work()
        for case in Case.objects.filter(is_past=True):
            cases.seal(case=case, compartment=COMPARTMENT, **self.how)

    def a_past(self) -> None:
        """A case of a register that tells of violence is restricted from its first row."""
        past = cases.PastCase(
            opened_at=self.at,
            moved_at=self.at,
            place_text=self.said.word(),
            registry_number=self.said.word(),
            restricted=True,
        )
        cases.keep_past(rows=[past], **self.how)

    def rows(self) -> list[list[str]]:
        return [
            ["Date", "Intervention", "Nom et prénom", "N° dossier", "Lieu", "Observations", self.said.word()],
            ["31/12/2021", "Repas", *(self.said.word() for _column in range(5))],
            ["32/12/2021", *(self.said.word() for _column in range(6))],
        ]

    def files(self, case: Case) -> None:
        """A file that leaves the house with its reason, a photograph that says where it was taken."""
        exports.take_out(
            kind="cases",
            reason=f"{self.said.word()} réunion",
            write=lambda: exports.Written("cases.csv", "text/csv", self.said.word().encode(), 1),
            **self.how,
        )
        title = self.said.word()
        cases.add_document(case=fresh(case), content=self.shot(), name="p.jpg", title=title, **self.how)

    def a_picture(self, person: Person) -> None:
        """Of herself, as she agreed; what a camera wrote into it does not stay."""
        privacy.note_consent(person=person, purpose="photograph", state="given", way="spoken", **self.how)
        privacy.keep_photograph(person=person, content=self.shot(), **self.how)

    def two_records(self, case: Case, person: Person) -> None:
        """She was written down a second time: the journal of the merge keeps what either said."""
        cases.register_person(
            case=fresh(case),
            given_name=self.said.word().title(),
            nickname=self.said.word(),
            description=self.said.word(),
            telephone=self.said.telephone(),
            **self.how,
        )
        kept = fresh(person)
        twice = case.persons.exclude(pk=kept.pk).order_by("-parties__id")[0]
        people.merge(
            kept=kept,
            absorbed=twice,
            seen=(kept.version, twice.version),
            chosen={"nickname": "absorbed", "description": "both"},
            **self.how,
        )

    def shot(self) -> bytes:
        """A photograph in whose data somebody wrote."""
        picture, taken = Image.new("RGB", (8, 8)), Image.Exif()
        taken[0x010E] = self.said.word()
        out = BytesIO()
        picture.save(out, "JPEG", exif=taken)
        return out.getvalue()

    def an_end(self, case: Case) -> None:
        cases.move_case(case=fresh(case), verb="hold", reason=self.said.word(), **self.how)
        cases.move_case(case=fresh(case), verb="resume", **self.how)
        cases.request_closure(
            case=fresh(case),
            outcome="HOUSED",
            summary=self.said.word(),
            follow_up_on=self.at.date(),
            **self.how,
        )
        cases.refuse_closure(
            case=fresh(case), reason=self.said.word(), by=actor_of(self.colleague), at=self.at
        )


def fresh(row: Row) -> Row:
    """The row as it is now."""
    return type(row)._default_manager.get(pk=row.pk)
