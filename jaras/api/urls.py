"""The interface, version 1, the open directory: their routes, their doors, their sentences."""

from ninja import NinjaAPI

from jaras.api.open_referral.door import opened
from jaras.api.problems import told_by
from jaras.api.routes import cases, figures, hsds, interventions, persons, referrals, reports
from jaras.api.security import PersonalToken

api = NinjaAPI(
    title="Jaras",
    version="1",
    description="Reports, persons, cases, referrals, interventions, figures: the same actions, the same "
    "visibility as the pages.",
    auth=PersonalToken(),
    docs_url=None,
    urls_namespace="api-1",
)
told_by(api)
for routes in (reports, persons, cases, referrals, interventions, figures):
    api.add_router("", routes.router)

open_directory = opened()
open_directory.add_router("", hsds.router)
