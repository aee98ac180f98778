"""Version 1 of the interface: its routes, its door, its sentences."""

from ninja import NinjaAPI

from jaras.api.problems import told_by
from jaras.api.routes import cases, figures, interventions, persons, referrals, reports
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
