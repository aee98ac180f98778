"""Programs that run inside a house whose clock moves: what falls due, what comes in, what became of it."""

# Somebody whom nothing concerns, emptied two years later; two referrals, one to be reminded, one to expire.
DUE = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from jaras.care import actions as care
from jaras.care.models import Need
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel.actor import SYSTEM
from jaras.partners import actions as partners
from jaras.people import actions as people
at = timezone.now()
by = actor_of(Member.objects.order_by("id")[0])
people.register(given_name="Rahma", family_name="Sans dossier", by=SYSTEM, at=at)
house = partners.register(name_fr="Foyer de l'essai", kind="association", email="foyer@example.org",
                          poles=[], by=SYSTEM, at=at)
bed = partners.add_service(organisation=house, code="ACC-HEB", always_open=True, by=SYSTEM, at=at)
for until in (at + timedelta(hours=24), at + timedelta(days=30)):
    report = intake.take(channel="TEL", words="Une femme seule attend un lit", by=by, at=at).report
    case = intake.open_case(report=report, by=by, at=at)
    need = care.add_need(case=case, service="ACC-HEB", urgent=True, by=by, at=at)
    care.refer(need=need, service=bed, email="foyer@example.org", shared=["words"], expires_at=until,
               said=care.Said(agreed="spoken"), by=by, at=at)
"""

# Calls whose caller wants to be answered by mail.
REPORTS = """
import django
django.setup()
from django.utils import timezone
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
by = actor_of(Member.objects.order_by("id")[0])
for turn in range({number}):
    intake.take(channel="TEL", by=by, at=timezone.now(), reporter_email=f"{name}-{{turn}}@example.org",
                words=f"Une vieille dame seule dort devant la gare, il fait froid, {name} {{turn}}.")
"""

# How often each periodic job ran since a moment, how many seconds a turn is, when it comes next, in hours.
TIMETABLE = """
import json, django
django.setup()
from collections import Counter
from datetime import datetime
from django.utils import timezone
from django_q.models import Schedule, Success
from jaras.kernel.periodic import registered
since, now = datetime.fromisoformat("{since}"), timezone.now()
ran = Counter(Success.objects.filter(started__range=(since, now)).values_list("func", flat=True))
print(json.dumps({{
    row.name: {{
        "ran": ran[row.func],
        "every": registered()[row.name].every.total_seconds(),
        "hours": (row.next_run - now).total_seconds() / 3600,
    }}
    for row in Schedule.objects.all()
}}))
"""

STATE = """
import json, django
django.setup()
from collections import Counter
from django.conf import settings
from django.utils import timezone
from django_q.models import Failure, OrmQ
from jaras.care.models import Referral
from jaras.intake.models import Report
from jaras.kernel import letters
from jaras.outreach.models import Answer
from jaras.privacy.models import Receipt
mails = Counter(str(letter["To"]) for letter in letters.kept(settings.EMAIL_FILE_PATH))
print(json.dumps({
    "now": timezone.now().isoformat(),
    "reports": Report.objects.count(),
    "jobs": OrmQ.objects.count(),
    "failed": [f"{row.func}: {row.result}"[-600:] for row in Failure.objects.all()[:5]],
    "answers": Answer.objects.filter(mail_wanted=True).count(),
    "unsent": Answer.objects.filter(mail_wanted=True, mailed_at=None).count(),
    "mails": mails,
    "referrals": {
        "expired": Referral.objects.filter(state="expired").count(),
        "reminded": Referral.objects.exclude(reminded_at=None).exclude(state="expired").count(),
    },
    "emptied": Receipt.objects.count(),
}))
"""
