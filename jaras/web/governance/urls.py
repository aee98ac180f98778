"""Addresses of signing in, of one's account, of the house's own affairs."""

from allauth.account import views as sign_in
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from jaras.governance.rules import GovernanceVerb
from jaras.web.governance import (
    absences,
    account,
    exports,
    invitations,
    journal,
    lost_step,
    making,
    members,
    policies,
    readers,
    roster,
    second_step,
    sessions,
    tasks,
    watch,
)
from jaras.web.governance.sign_in import SignIn
from jaras.web.shell.day import waiting

waiting(tasks.waiting, GovernanceVerb.DUTY)

# Only these pages of allauth exist here; nobody signs up, nobody changes their address alone.
SIGN_IN = [
    path("account/login/", SignIn.as_view(), name="account_login"),
    path("account/logout/", sign_in.logout, name="account_logout"),
    path("account/suspended/", sign_in.account_inactive, name="account_inactive"),
    path("account/confirm/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("account/password/", sign_in.password_change, name="account_change_password"),
    path("account/password/reset/", sign_in.password_reset, name="account_reset_password"),
    path("account/password/reset/sent/", sign_in.password_reset_done, name="account_reset_password_done"),
    path(
        "account/password/reset/done/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,120})/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/second/", second.index, name="mfa_index"),
    path("account/second/code/", second.authenticate, name="mfa_authenticate"),
    path("account/second/confirm/", second.reauthenticate, name="mfa_reauthenticate"),
    path("account/second/application/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second/application/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/second/recovery/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "account/second/recovery/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("account/keys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("account/keys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("account/keys/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("account/keys/confirm/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/keys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]

urlpatterns = [
    *SIGN_IN,
    path("account/", account.page, name="account"),
    path("account/second/due/", second_step.due, name="second_step_due"),
    path("account/second/later/", second_step.later, name="second_step_later"),
    path("account/second/lost/", lost_step.lost, name="second_step_lost"),
    path("account/second/lost/enter/", lost_step.regained, name="second_step_regained"),
    path("account/second/not-me/<str:mark>/", lost_step.disown, name="second_step_disown"),
    path("account/vouch/", lost_step.vouch, name="vouch"),
    path("account/profile/", account.profile, name="account_profile"),
    path("account/tokens/", account.new_token, name="account_tokens"),
    path("account/tokens/<int:pk>/revoke/", account.revoke_token, name="account_revoke_token"),
    path("account/awake/", sessions.awake, name="account_awake"),
    path("account/lock/", sessions.lock, name="account_lock"),
    path("account/unlock/", sessions.unlock, name="account_unlock"),
    path("account/sessions/<str:key>/end/", sessions.end, name="session_end"),
    path("members/<int:pk>/sessions/end/", sessions.end_all, name="sessions_end"),
    path("doors/close/", sessions.close, name="doors_close"),
    path("invitation/<str:token>/", invitations.accept, name="invitation"),
    path("members/", members.index, name="members"),
    path("members/invite/", invitations.invite, name="invite"),
    path("members/invitations/<int:pk>/", invitations.sent, name="invitation_sent"),
    path("members/invitations/<int:pk>/renew/", invitations.renew, name="invitation_renew"),
    path("members/invitations/<int:pk>/withdraw/", invitations.withdraw, name="invitation_withdraw"),
    path("members/<int:pk>/", members.page, name="member"),
    path("members/<int:pk>/roles/", members.roles, name="member_roles"),
    path("members/<int:pk>/compartments/", members.give_compartments, name="member_compartments"),
    path("members/<int:pk>/reach/", members.limit_reach, name="member_reach"),
    path("members/<int:pk>/suspend/", members.suspend, name="member_suspend"),
    path("members/<int:pk>/restore/", members.restore, name="member_restore"),
    path("rules/", policies.index, name="policies"),
    path("rules/roles/", policies.table_of_roles, name="roles"),
    path("rules/<slug:package>/<slug:name>/", policies.policy, name="policy"),
    path("accesses/", journal.index, name="journal"),
    path("exports/", exports.index, name="exports"),
    path("exports/<int:pk>/", exports.file, name="export"),
    path("accesses/case/<int:pk>/", readers.of_case, name="case_readers"),
    path("accesses/person/<int:pk>/", readers.of_person, name="person_readers"),
    path("watches/now/", watch.state, name="watch"),
    path("watches/take/", watch.take, name="watch_take"),
    path("watches/<int:pk>/hand-over/", watch.hand_over, name="watch_hand_over"),
    path("watches/<int:pk>/end/", watch.end, name="watch_end"),
    path("watches/roster/", roster.page, name="roster"),
    path("watches/roster/plan/", roster.plan, name="roster_plan"),
    path("watches/roster/make/", making.ask, name="roster_make"),
    path("watches/roster/made/<int:pk>/", making.draft, name="roster_draft"),
    path("watches/roster/made/<int:pk>/adopt/", making.adopt, name="roster_adopt"),
    path("watches/roster/made/<int:pk>/set-aside/", making.set_aside, name="roster_set_aside"),
    path("watches/roster/<int:pk>/", roster.turn, name="roster_turn"),
    path("watches/roster/<int:pk>/cancel/", roster.cancel, name="roster_cancel"),
    path("watches/roster/<int:pk>/swap/", roster.ask, name="roster_swap"),
    path("watches/absences/", absences.page, name="absences"),
    path("watches/absences/<int:pk>/cancel/", absences.cancel, name="absence_cancel"),
    path("watches/swaps/<int:pk>/<slug:verb>/", roster.answer, name="swap_answer"),
    path("watches/", watch.journal, name="watches"),
]
