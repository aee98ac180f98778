"""What care reads."""

from jaras.care.queries.appointments import (
    companions_to_remind,
    of_case_ahead,
    of_case_settled,
)
from jaras.care.queries.diagnoses import (
    Standing,
    draft,
    history,
    last_levels,
    proposed_needs,
    standing,
    unanswered,
)
from jaras.care.queries.door import (
    Knock,
    by_account,
    is_of_the_partner,
    knock,
    partner_of,
    pass_for,
    passes,
    require_answerer,
    token_of,
)
from jaras.care.queries.fitting import Fit, fitting
from jaras.care.queries.interventions import done_by_pole, done_on_reports, help_of_case, of_case, of_reports
from jaras.care.queries.needs import needs_of
from jaras.care.queries.referrals import (
    Followed,
    Shared,
    find_referral,
    first_name,
    messages_of,
    person_of,
    referrals_of,
    shared,
    to_expire,
    to_remind,
    usual_terms,
)

__all__ = [
    "Fit",
    "Followed",
    "Knock",
    "Shared",
    "Standing",
    "by_account",
    "companions_to_remind",
    "done_by_pole",
    "done_on_reports",
    "draft",
    "find_referral",
    "first_name",
    "fitting",
    "help_of_case",
    "history",
    "is_of_the_partner",
    "knock",
    "last_levels",
    "messages_of",
    "needs_of",
    "of_case",
    "of_case_ahead",
    "of_case_settled",
    "of_reports",
    "partner_of",
    "pass_for",
    "passes",
    "person_of",
    "proposed_needs",
    "referrals_of",
    "require_answerer",
    "shared",
    "standing",
    "to_expire",
    "to_remind",
    "token_of",
    "unanswered",
    "usual_terms",
]
