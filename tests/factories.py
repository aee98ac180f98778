"""One factory for each aggregate, with traits for situations; what has an action is made through it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw

from jaras.care import actions as care
from jaras.care.models import Appointment, Diagnosis, Intervention, Need, Referral
from jaras.cases import actions as cases
from jaras.cases.models import Case, Document
from jaras.cases.queries.glass import reference_of
from jaras.committees import actions as committees
from jaras.committees.models import SessionItem
from jaras.governance import actions as governance
from jaras.governance import queries as governance_queries
from jaras.governance.models import Committee, ExceptionalAccess, Mandate, Member, Seat, actor_of
from jaras.governance.rules import NEEDS_ORGANISATION, NEEDS_POLE
from jaras.inclusion import actions as inclusion
from jaras.inclusion import queries as inclusion_queries
from jaras.inclusion.models import Agreement, LifeProject
from jaras.inclusion.rules import Doer, How
from jaras.intake import actions as intake
from jaras.intake.lists import immediate_actions
from jaras.intake.models import Report
from jaras.kernel.actor import NOBODY, SYSTEM
from jaras.kernel.models import Level
from jaras.partners import actions as partners
from jaras.partners.models import Contact, Convention, Organisation, Service, Site, Unit
from jaras.people import actions as people
from jaras.people.models import Person
from jaras.privacy import actions as privacy
from jaras.privacy.models import Authorisation
from jaras.registers import actions as registers
from jaras.registers.models import Register
from jaras.territory.models import Commune, Province

JOINED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
PASSWORD = "une-cloche-dans-la-nuit"

_numbers = count(1)


def province(code: str = "05.311") -> Province:
    made, _new = Province.objects.get_or_create(
        code=code,
        defaults={
            "name_fr": "Khouribga",
            "name_ar": "خريبكة",
            "region_code": code[:2],
            "region_fr": "Béni Mellal-Khénifra",
            "region_ar": "بني ملال-خنيفرة",
        },
    )
    return made


def commune(code: str = "05.311.01.07", **traits: Any) -> Commune:
    made, _new = Commune.objects.get_or_create(
        code=code,
        defaults={"name_fr": "Khouribga", "name_ar": "خريبكة", "urban": True, "province": province()}
        | traits,
    )
    return made


def organisation(**traits: Any) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(
        **{"name_fr": f"Association {number}", "name_ar": f"جمعية {number}", "kind": "association"} | traits
    )


def service(of: Organisation | None = None, *, at: datetime = JOINED, **gives: Any) -> Service:
    """What an organisation gives: a bed, to anybody, day and night unless said otherwise."""
    said: dict[str, Any] = {"code": "ACC-HEB", "always_open": "hours" not in gives} | gives
    return partners.add_service(organisation=of or organisation(), by=SYSTEM, at=at, **said)


def contact(of: Organisation | None = None, *, at: datetime = JOINED, **reached: Any) -> Contact:
    said: dict[str, Any] = {"function_fr": "Permanence", "telephone": "05 23 00 00 03"} | reached
    return partners.add_contact(organisation=of or organisation(), by=SYSTEM, at=at, **said)


def convention(of: Organisation | None = None, *, at: datetime = JOINED, **agreed: Any) -> Convention:
    said: dict[str, Any] = {
        "with_whom": "Entraide nationale",
        "subject": "Dix lits",
        "begins_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
    }
    return partners.conclude_convention(organisation=of or organisation(), by=SYSTEM, at=at, **said | agreed)


def site(of: Organisation | None = None, *, at: datetime = JOINED, **receives: Any) -> Site:
    number = next(_numbers)
    said: dict[str, Any] = {"name_fr": f"Foyer {number}", "name_ar": f"دار {number}"} | receives
    return partners.add_site(organisation=of or organisation(), by=SYSTEM, at=at, **said)


def units(
    *labels: str, at: datetime = JOINED, where: Site | None = None, gives: Service | None = None, **takes: Any
) -> list[Unit]:
    """Beds of one service at one site, for anybody unless said otherwise."""
    place = where or site(at=at)
    gives = gives or service(place.organisation, at=at)
    said: dict[str, Any] = {"kind": "bed"} | takes
    return partners.add_units(site=place, labels=labels, service=gives, by=SYSTEM, at=at, **said)


def unit(label: str = "Lit 1", **more: Any) -> Unit:
    return units(label, **more)[0]


def member(
    *roles: str,
    name: str = "",
    at: datetime = JOINED,
    organisation: Organisation | None = None,
    pole: str = "",
    language: str = "fr",
    compartments: Sequence[str] = (),
) -> Member:
    """Somebody who accepted an invitation; a partner gets an organisation, a pole lead a pole."""
    number = next(_numbers)
    held = roles or ("operator",)
    if organisation is None and NEEDS_ORGANISATION in held:
        organisation = globals()["organisation"]()
    invitation = governance.invite(
        email=f"member{number}@example.org",
        name=name or f"Salma {number}",
        roles=held,
        organisation=organisation,
        pole=pole or ("MED" if NEEDS_POLE in held else ""),
        by=SYSTEM,
        at=at,
    )
    joined = governance.accept_invitation(
        token=governance_queries.key_of(invitation),
        name=invitation.name,
        password=PASSWORD,
        language=language,
        by=NOBODY,
        at=at,
    )
    return governance.give_compartments(member=joined, codes=compartments, by=SYSTEM, at=at)


def session(of: Member) -> str:
    """A browser in which somebody is signed in; the answer is the key of its row."""
    browser = Client()
    browser.force_login(of, backend=settings.AUTHENTICATION_BACKENDS[0])
    store: Any = browser.session
    return str(store.row_key)


WORDS = "Un homme âgé a froid près de la gare routière."


def person(*, by: Member | None = None, at: datetime = JOINED, **about: Any) -> Person:
    """Somebody described; nobody is seen without a link, so give them to a report or a case."""
    said = about or {"description": "homme, ~60 ans, gare routière"}
    return people.register(by=actor_of(by) if by else SYSTEM, at=at, **said)


def report(
    *,
    by: Member | None = None,
    at: datetime = JOINED,
    draft: bool = False,
    sealed: str = "",
    **said: Any,
) -> Report:
    """A report taken by a member, else by the software; `draft=True`: still being typed."""
    actor = actor_of(by) if by else SYSTEM
    told = {"channel": "TEL", "words": WORDS} | said
    if draft:
        return intake.save_draft(draft=None, by=actor, at=at, **told)
    taken = intake.take(by=actor, at=at, **told).report
    return intake.seal(report=taken, compartment=sealed, by=actor, at=at) if sealed else taken


def case(
    *, by: Member, at: datetime = JOINED, restricted: bool = False, sealed: str = "", **traits: Any
) -> Case:
    """A case that `by` opened, so holds; `restricted=True`: its team's alone; `sealed` in a compartment."""
    opened = cases.open_case(
        persons=traits.pop("persons", None) or [person()], by=actor_of(by), at=at, **traits
    )
    if restricted:
        cases.set_level(case=opened, level=Level.RESTRICTED, by=actor_of(by), at=at)
    if sealed:
        cases.seal(case=opened, compartment=sealed, by=actor_of(by), at=at)
    return opened


def closed_case(*, by: Member, approved_by: Member, at: datetime = JOINED, **traits: Any) -> Case:
    """A case that `by` asked to close, of which news are to be taken that very day."""
    ended = case(by=by, at=at, **traits)
    cases.request_closure(
        case=ended,
        outcome="HOUSED",
        summary="Une chambre est trouvée",
        follow_up_on=timezone.localtime(at).date(),
        by=actor_of(by),
        at=at,
    )
    return cases.approve_closure(case=ended, by=actor_of(approved_by), at=at)


PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


def exceptional_access(case: Case, *, by: Member, at: datetime = JOINED) -> ExceptionalAccess:
    """The glass broken for this case, two hours long."""
    return cases.break_glass(
        reference=reference_of(case),
        reason="Elle est devant la permanence, blessée.",
        hours=2,
        by=actor_of(by),
        at=at,
    )


def document(case: Case, *, by: Member, at: datetime = JOINED, **traits: Any) -> Document:
    """A paper in a case."""
    said = {"content": PDF, "name": "acte.pdf", "title": "Acte de naissance"} | traits
    return cases.add_document(case=case, by=actor_of(by), at=at, **said)


def intervention(*, by: Member, at: datetime = JOINED, **traits: Any) -> Intervention:
    """A help given on a report, or on the case named."""
    if not traits.get("case"):
        traits.setdefault("report", report(by=by, at=at))
    traits.setdefault("code", immediate_actions().codes()[0])
    return care.record(by=actor_of(by), at=at, **traits)


def diagnosis(
    case: Case, *, by: Member, at: datetime = JOINED, levels: dict[str, int] | None = None, **said: Any
) -> Diagnosis:
    """Where the first person of a case stands."""
    person = said.pop("person", None) or case.persons.order_by("parties__id")[0]
    return care.diagnose(
        case=case, person=person, levels=levels or {"food": 2}, by=actor_of(by), at=at, **said
    )


def need(case: Case, *, by: Member, at: datetime = JOINED, service: str = "ACC-ALIM", **said: Any) -> Need:
    """Something a case needs."""
    return care.add_need(case=case, service=service, by=actor_of(by), at=at, **said)


def picture(*, blank: bool = False) -> bytes:
    """A frame signed with a line that no other signature has."""
    frame = Image.new("RGB", (300, 100), "white")
    if not blank:
        end = next(_numbers)
        ImageDraw.Draw(frame).line([(10, 50), (100 + end % 190, 10 + end // 190)], fill="black", width=3)
    out = BytesIO()
    frame.save(out, "PNG")
    return out.getvalue()


def project(*, by: Member, at: datetime = JOINED, agreed: bool = False, **traits: Any) -> LifeProject:
    """A life project of the first person of a case: a goal with a step; `agreed=True`: signed."""
    about = traits.get("case") or case(by=by, at=at)
    person: Person = traits.get("person") or about.persons.all()[0]
    actor = actor_of(by)
    begun = inclusion.begin(case=about, person=person, by=actor, at=at)
    goal = inclusion.add_goal(project=begun, words=traits.get("goal", "Avoir un toit à moi"), by=actor, at=at)
    inclusion.add_step(
        goal=goal, what=traits.get("step", "Visiter une chambre"), doer=Doer.PERSON, by=actor, at=at
    )
    begun = LifeProject.objects.get(pk=begun.pk)
    if agreed:
        agreement(begun, by=by, at=at, review_on=traits.get("review_on"))
    return begun


def agreement(project: LifeProject, *, by: Member, at: datetime = JOINED, **traits: Any) -> Agreement:
    """The person's yes, signed on the screen."""
    said: dict[str, Any] = {
        "how": How.SCREEN,
        "sent": picture(),
        "name": "Driss Alaoui",
        "signed_on": at.date(),
        "seen": inclusion_queries.content(project),
        "nonce": f"nonce-{next(_numbers)}",
    } | traits
    said["review_on"] = traits.get("review_on") or at.date() + timedelta(days=90)
    return inclusion.agree(project=project, by=actor_of(by), at=at, **said)


def referral(
    of: Need | None = None,
    *,
    by: Member,
    to: Service | None = None,
    at: datetime = JOINED,
    restricted: bool = False,
    **traits: Any,
) -> Referral:
    """A need entrusted to a service that can be written to."""
    if of is None:
        of = need(case(by=by, at=at, restricted=restricted), by=by, at=at, service="ACC-HEB")
    to = to or service(organisation(email="dar@example.org", telephone="05 23 00 00 97"))
    said: dict[str, Any] = {"email": to.reached_at, "shared": ["first_name", "age", "words"]}
    said |= {"said": care.Said(agreed="spoken")} | traits
    return care.refer(need=of, service=to, by=actor_of(by), at=at, **said).referral


def register(*, by: Member, at: datetime = JOINED, content: bytes | None = None) -> Register:
    """A register that has arrived; read, checked and written by the worker."""
    said = content or "Date;Intervention;Nom et prénom\n31/12/2021;Repas;EL AMRANI Fatima\n".encode()
    return registers.receive(chunks=[said], name="registre.csv", by=actor_of(by), at=at)


def appointment(case: Case, *, by: Member, at: datetime = JOINED, **traits: Any) -> Appointment:
    """Somebody of the case is expected tomorrow."""
    said: dict[str, Any] = {"what": "Consultation", "starts_at": at + timedelta(days=1)} | traits
    return care.plan_appointment(case=case, by=actor_of(by), at=at, **said)


def authorisation(*, at: datetime = JOINED, number: str = "D-123/2026") -> Authorisation:
    """Identity numbers, health may be kept from now on."""
    return privacy.authorise(number=number, granted_on=at.date(), by=SYSTEM, at=at)


def committee(
    *institutions: str, at: datetime = JOINED, compartment: str = "violence", **traits: Any
) -> Committee:
    """One of women and children victims of violence: its first institution has the chair."""
    seats = [
        governance.SeatSaid(institution_fr=name, chair=not place)
        for place, name in enumerate(institutions or ("Parquet", "Santé", "Police"))
    ]
    said: dict[str, Any] = {"kind": "local", "name_fr": "Commission locale", "quorum": 1} | traits
    return governance.found_committee(compartment=compartment, seats=seats, by=SYSTEM, at=at, **said)


def mandate(seat: Seat, of: Member, *, at: datetime = JOINED, titular: bool = True, **traits: Any) -> Mandate:
    said: dict[str, Any] = {"since": at.date(), "titular": titular} | traits
    return governance.give_mandate(seat=seat, member=of, by=SYSTEM, at=at, **said)


def session_item(
    case: Case, of: Committee, *, by: Member, at: datetime, seats: Sequence[Seat] = (), **said: Any
) -> SessionItem:
    """A committee convened at once on a case; every seat of it is invited unless some are named."""
    told = {"summary": "Une femme et ses enfants sont à l’abri.", "question": "Qui fait quoi ?"} | said
    return committees.convene(
        case=case,
        committee=of,
        seats=dict.fromkeys(seats or of.seats.all(), ()),
        by=actor_of(by),
        at=at,
        **told,
    )
