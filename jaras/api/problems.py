"""How refusals are told: one sentence, the field it is about."""

from http import HTTPStatus

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jaras.api.schemas.shared import Problem
from jaras.governance.actions.tokens import SecondStepMissing
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.kernel.workflow import IllegalMove, ReasonMissing

PROBLEMS = dict.fromkeys((400, 401, 403, 404, 413, 422), Problem)
# Where what is asked may come too late.
CONFLICTS = {**PROBLEMS, 409: Problem}


class TooLate(Exception):
    """The thing moved on; what was written is kept all the same."""


def told_by(api: NinjaAPI) -> None:
    """Give the interface its sentences."""

    def problem(request: HttpRequest, status: HTTPStatus, detail: str, field: str = "") -> HttpResponse:
        return api.create_response(request, {"detail": detail, "field": field}, status=status)

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error), error.field)

    @api.exception_handler(SecondStepMissing)
    def silent(request: HttpRequest, error: SecondStepMissing) -> HttpResponse:
        return problem(request, HTTPStatus.FORBIDDEN, str(error))

    @api.exception_handler(ReasonMissing)
    def without_reason(request: HttpRequest, error: ReasonMissing) -> HttpResponse:
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, _("Say why."), "words")

    @api.exception_handler(ValidationError)
    def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0]
        where = first["loc"][2:] if first["loc"][0] == "body" else first["loc"][1:]
        field = ".".join(str(part) for part in where)
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(first["msg"]), field)

    @api.exception_handler(AuthenticationError)
    def not_known(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem(request, HTTPStatus.UNAUTHORIZED, _("This token is not valid."))

    @api.exception_handler(PermissionDenied)
    def forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return problem(request, HTTPStatus.FORBIDDEN, _("Your roles do not allow this."))

    @api.exception_handler(Http404)
    @api.exception_handler(ObjectDoesNotExist)
    def not_there(request: HttpRequest, error: Exception) -> HttpResponse:
        return problem(request, HTTPStatus.NOT_FOUND, _("Nothing here."))

    @api.exception_handler(IllegalMove)
    def not_possible(request: HttpRequest, error: IllegalMove) -> HttpResponse:
        return problem(request, HTTPStatus.CONFLICT, _("This is not possible from the state it is in."))

    @api.exception_handler(Conflict)
    def changed(request: HttpRequest, error: Conflict) -> HttpResponse:
        return problem(request, HTTPStatus.CONFLICT, _("Somebody changed this meanwhile: read it again."))

    @api.exception_handler(TooLate)
    def too_late(request: HttpRequest, error: TooLate) -> HttpResponse:
        sentence = _("This referral does not wait for that answer. What you wrote is kept all the same.")
        return problem(request, HTTPStatus.CONFLICT, sentence)

    @api.exception_handler(HttpError)
    def not_read(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(request, HTTPStatus(error.status_code), _("This could not be read."))

    @api.exception_handler(RequestDataTooBig)
    def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return problem(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("This is too large."))
