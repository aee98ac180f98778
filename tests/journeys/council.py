"""What stood before a cell meets: a promise of last week, partners, nine seats, a sealed case."""

EVE = """
import json, sys
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from jaras.bells import actions as bells
from jaras.bells.models import Bell
from jaras.cases import actions as cases
from jaras.governance import actions as governance
from jaras.governance.models import Watch, actor_of
from jaras.governance.queries import current_watch
from jaras.kernel.actor import SYSTEM
from jaras.meetings import actions as meetings
from jaras.meetings.models import Item, Meeting
from tests import factories
at = timezone.now()
week = at - timedelta(days=7)
INSTITUTIONS = (
    "Parquet", "Cellule du tribunal", "Juge des mineurs", "Sûreté nationale", "Gendarmerie royale",
    "Santé", "Entraide nationale", "Éducation", "UNFM",
)
told = {}
for language in ("fr", "ar"):
    roles = {
        "meryem": "head", "salma": "operator", "youssef": "operator", "naima": "referent",
        "mounir": "committee", "khadija": "committee", "jamal": "committee", "nadia": "committee",
        "souad": "committee",
    }
    cast = {
        name: factories.member(
            role, name=f"{name.title()} {language}", language=language,
            compartments=["violence"] if name == "naima" else (),
        )
        for name, role in roles.items()
    }
    by = {name: actor_of(who) for name, who in cast.items()}
    partners = [
        factories.organisation(name_fr=f"{name} {language}", name_ar=f"{name_ar} {language}", email=email)
        for name, name_ar, email in (
            ("Dar Al Amal", "دار الأمل", f"amal-{language}@example.org"),
            ("Atelier Tissage", "ورشة النسيج", f"tissage-{language}@example.org"),
        )
    ]
    # Last week: the cell met, Youssef promised something, its day has passed.
    before = meetings.plan_meeting(
        kind="CELL", name=f"Cellule {language}", starts_at=week + timedelta(minutes=1),
        ends_at=week + timedelta(hours=1), facilitator=cast["meryem"], by=by["meryem"], at=week,
    )
    before = meetings.open_meeting(meeting=before, by=by["meryem"], at=week + timedelta(minutes=1))
    unkept = bells.ring(
        what=f"Rendre les couvertures ({language})", who=cast["youssef"], due_at=week + timedelta(days=2),
        role="ACCELERATEUR", of="meeting", row=before.pk, by=by["youssef"], at=week + timedelta(minutes=2),
    )
    now = meetings.plan_meeting(
        kind="CELL", name=f"Cellule du jour {language}", starts_at=at + timedelta(minutes=1),
        ends_at=at + timedelta(hours=1), facilitator=cast["meryem"], by=by["meryem"], at=at,
    )
    evening = meetings.plan_meeting(
        kind="DEBRIEFING", name=f"Débriefing {language}", starts_at=at + timedelta(hours=9),
        ends_at=at + timedelta(hours=10), facilitator=cast["meryem"], by=by["meryem"], at=at,
    )
    apart = meetings.plan_meeting(
        kind="THEMATIC", name=f"Groupe {language}", starts_at=at + timedelta(minutes=1),
        ends_at=at + timedelta(hours=1), facilitator=cast["meryem"], by=by["meryem"], at=at,
    )
    apart = meetings.open_meeting(meeting=apart, by=by["meryem"], at=at + timedelta(minutes=1))
    later = at + timedelta(minutes=1)
    topic = meetings.add_item(meeting=apart, title="Le centre de jour", by=by["meryem"], at=later)
    for each in apart.readings.all():
        meetings.read_bell(
            reading=each, heard="unsaid", learnt="Ailleurs", by=by["meryem"], at=at + timedelta(minutes=1)
        )
    meetings.take_item(item=topic, by=by["meryem"], at=at + timedelta(minutes=1))
    for meeting in (now, evening):
        for name in ("salma", "youssef"):
            meetings.invite(meeting=meeting, member=cast[name], by=by["meryem"], at=at)
    # One sealed case, a committee whose seats are half held.
    case = factories.case(by=cast["naima"])
    case = cases.seal(case=case, compartment="violence", reason="Violences", by=by["naima"], at=at)
    committee = factories.committee(*INSTITUTIONS, name_fr=f"Commission {language}", quorum=4)
    seats = list(committee.seats.order_by("position", "pk"))
    for seat, name in zip(seats, ("mounir", "khadija", "jamal", "nadia", "souad")):
        factories.mandate(seat, cast[name])
    told[language] = {name: member.email for name, member in cast.items()} | {
        "now": now.pk, "evening": evening.pk, "apart": apart.pk, "case": case.pk, "committee": committee.pk,
        "seats": [seat.pk for seat in seats[:4]], "partners": [each.name_fr for each in partners],
        "unkept": unkept.pk,
    }
open(sys.argv[1], "w").write(json.dumps(told))
"""
WATCH = """
import json, sys
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.governance.queries import current_watch
from tests import factories
at = timezone.now()
salma, youssef = (Member.objects.get(email=email) for email in sys.argv[2:])
held = current_watch(at=at)
if held is not None:
    governance.end_watch(watch=held, note="", by=actor_of(held.holder), at=at)
factories.report(by=salma, at=at, words="Un homme dort devant la gare")
watch = governance.take_watch(by=actor_of(salma), at=at)
by = actor_of(salma)
governance.hand_over_watch(watch=watch, to=youssef, note="Calme", by=by, at=at + timedelta(hours=2))
open(sys.argv[1], "w").write(json.dumps({"watch": watch.pk}))
"""
LINKS = """
import json, sys
import django; django.setup()
from jaras.bells.models import BellHelp
from jaras.bells.queries.letters import token_of
rows = BellHelp.objects.filter(organisation__name_fr__in=sys.argv[2:]).select_related("organisation")
open(sys.argv[1], "w").write(json.dumps({each.organisation.name_fr: token_of(each) for each in rows}))
"""
