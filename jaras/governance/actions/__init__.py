"""Every write about members, about the watch, about exceptional access, about committees."""

from jaras.governance.actions.absences import cancel_absence, note_absence
from jaras.governance.actions.account import change_preferences, change_profile, note_sign_in
from jaras.governance.actions.ballots import answer_objection, close_ballot, open_ballot, vote
from jaras.governance.actions.calendars import end_calendar, share_calendar
from jaras.governance.actions.committees import (
    SeatSaid,
    add_seat,
    amend_committee,
    amend_seat,
    end_mandate,
    end_seat,
    found_committee,
    give_mandate,
)
from jaras.governance.actions.drafts import adopt_draft, ask_draft, keep_draft, set_draft_aside
from jaras.governance.actions.glass import (
    ask_exceptional_access,
    end_exceptional_access,
    lapse_exceptional_access,
    note_exceptional_access_told,
    review_exceptional_access,
    see_glass_notices,
)
from jaras.governance.actions.invitations import (
    accept_invitation,
    invite,
    renew_invitation,
    withdraw_invitation,
)
from jaras.governance.actions.lost_steps import (
    ask_for_vouching,
    disown_second_step,
    vouch,
    vouch_from_the_machine,
)
from jaras.governance.actions.members import (
    change_roles,
    found_first_administrator,
    give_compartments,
    limit_reach,
    restore,
    suspend,
)
from jaras.governance.actions.pivots import end_pivot, name_pivot
from jaras.governance.actions.roster import cancel_turn, change_turn, plan_turns
from jaras.governance.actions.second_step import put_off_second_step
from jaras.governance.actions.sessions import close_doors, end_session, end_sessions, lock, note_seen
from jaras.governance.actions.swaps import accept_swap, ask_swap, decline_swap, withdraw_swap
from jaras.governance.actions.tokens import actor_of_token, create_token, revoke_token
from jaras.governance.actions.watch import end_watch, hand_over_watch, name_deputy, take_watch

__all__ = [
    "SeatSaid",
    "accept_invitation",
    "accept_swap",
    "actor_of_token",
    "add_seat",
    "adopt_draft",
    "amend_committee",
    "amend_seat",
    "answer_objection",
    "ask_draft",
    "ask_exceptional_access",
    "ask_for_vouching",
    "ask_swap",
    "cancel_absence",
    "cancel_turn",
    "change_preferences",
    "change_profile",
    "change_roles",
    "change_turn",
    "close_ballot",
    "close_doors",
    "create_token",
    "decline_swap",
    "disown_second_step",
    "end_calendar",
    "end_exceptional_access",
    "end_mandate",
    "end_pivot",
    "end_seat",
    "end_session",
    "end_sessions",
    "end_watch",
    "found_committee",
    "found_first_administrator",
    "give_compartments",
    "give_mandate",
    "hand_over_watch",
    "invite",
    "keep_draft",
    "lapse_exceptional_access",
    "limit_reach",
    "lock",
    "name_deputy",
    "name_pivot",
    "note_absence",
    "note_exceptional_access_told",
    "note_seen",
    "note_sign_in",
    "open_ballot",
    "plan_turns",
    "put_off_second_step",
    "renew_invitation",
    "restore",
    "review_exceptional_access",
    "revoke_token",
    "see_glass_notices",
    "set_draft_aside",
    "share_calendar",
    "suspend",
    "take_watch",
    "vote",
    "vouch",
    "vouch_from_the_machine",
    "withdraw_invitation",
    "withdraw_swap",
]
