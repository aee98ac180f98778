"""Programs that run inside a house: a night's work through the actions, what is left of it."""

# A man at the bus station: the watch, help, a team, a case, a diagnosis, a referral, a voice note.
NIGHT = """
import io, wave, django
django.setup()
from datetime import timedelta
from django.utils import timezone
from jaras.care import actions as care
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.intake.actions.keeping import Sent
from jaras.kernel.actor import SYSTEM
from jaras.partners import actions as partners
from jaras.people import actions as people
at = timezone.now()
by = actor_of(Member.objects.order_by("id")[0])
voice = io.BytesIO()
with wave.open(voice, "wb") as sound:
    sound.setnchannels(1); sound.setsampwidth(2); sound.setframerate(8000)
    sound.writeframes(bytes(16000))
governance.take_watch(by=by, at=at)
shelter = partners.register(name_fr="Dar de l'essai", name_ar="دار التجربة", kind="association",
                            email="dar@example.org", telephone="05 23 00 00 97", by=SYSTEM, at=at)
bed = partners.add_service(organisation=shelter, code="ACC-HEB", always_open=True, by=SYSTEM, at=at)
for turn in range(6):
    report = intake.receive(channel="WHATSAPP", external_id=f"night:{turn}", at=at,
                            sent=[Sent("voix.wav", voice.getvalue())], reporter_name="Nadia",
                            words=f"Un homme âgé dort dehors, il tremble de froid, nuit {turn}.").report
    intake.claim(report=report, by=by, at=at)
    intake.call_help(report=report, number="15", by=by, at=at)
    team = intake.send_team(report=report, team=f"Équipe {turn}", by=by, at=at)
    report.refresh_from_db()
    for duty in list(report.duties.filter(state="due"))[:1] if turn % 2 else ():
        intake.settle_duty(duty=duty, to_whom="15", reference="", done_at=at, by=by, at=at)
    person = people.register(given_name="Hamid", family_name=f"Essai {turn}", by=by, at=at)
    case = intake.open_case(report=report, persons=[person], by=by, at=at)
    care.diagnose(case=case, person=person, levels={"food": 2, "housing": 1}, by=by, at=at)
    need = care.add_need(case=case, service="ACC-HEB", by=by, at=at)
    care.refer(need=need, service=bed, email=bed.reached_at, shared=["first_name", "words"],
               said=care.Said(agreed="spoken"), by=by, at=at)
    care.record(case=case, code="ACC-ALIM", by=by, at=at)
"""

# Reports with voice notes, one after the other, until standard input ends.
NIGHT_GOES_ON = """
import io, select, sys, wave, django
django.setup()
from django.utils import timezone
from jaras.intake import actions as intake
from jaras.intake.actions.keeping import Sent
turn = 0
while not select.select([sys.stdin], [], [], 0)[0]:
    turn += 1
    voice = io.BytesIO()
    with wave.open(voice, "wb") as sound:
        sound.setnchannels(1); sound.setsampwidth(2); sound.setframerate(8000)
        sound.writeframes(bytes(1_000_000))
    intake.receive(channel="WHATSAPP", external_id=f"goes on:{turn}", at=timezone.now(),
                   sent=[Sent("voix.wav", voice.getvalue())], words=f"Elle attend dehors, message {turn}.")
    if turn == 1:
        print("begun", flush=True)
"""

WAITING = """
import django
django.setup()
from django_q.models import OrmQ
print(OrmQ.objects.count())
"""

ROWS = """
import json, django
django.setup()
from hashlib import sha256
from django.apps import apps
found = {}
for model in apps.get_models(include_auto_created=True):
    if model._meta.managed and not model._meta.proxy:
        names = [field.attname for field in model._meta.concrete_fields]
        key = [names.index(field.attname) for field in model._meta.pk_fields]
        found[model._meta.label] = {
            "-".join(str(row[at]) for at in key): sha256(repr(row).encode()).hexdigest()[:16]
            for row in model._base_manager.values_list(*names).iterator()
        }
print(json.dumps(found))
"""

FILES = """
import json, wave, django
django.setup()
from hashlib import sha256
from jaras.intake.models import ReportFile
from jaras.kernel.files import location, opened
from jaras.kernel.models import StoredFile
rows = list(StoredFile.objects.all())
damaged = [row.pk for row in rows
           if not location(row).is_file() or sha256(opened(row).read()).hexdigest() != row.sha256]
first = ReportFile.objects.filter(report__messages__external_id="night:0").select_related("file").get()
with opened(first.file) as voice, wave.open(voice) as sound:
    seconds = sound.getnframes() / sound.getframerate()
print(json.dumps({"damaged": damaged, "whole": len(rows), "seconds": seconds}))
"""
