"""The door of the house; in the demo, every role is one tap away."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings

from jaras.governance import queries
from jaras.governance.models import Member
from jaras.kernel.coded import Item


class SignIn(LoginView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"doors": doors(), "demo_password": settings.DEMO_PASSWORD}


def doors() -> list[tuple[Item, Member]]:
    """Each role with the member who opens it; nothing in a real copy, whatever is asked."""
    return queries.first_of_each_role() if settings.MODE == "demo" else []
