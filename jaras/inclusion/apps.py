"""The package as a Django application; days of review come by themselves."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InclusionConfig(AppConfig):
    name = "jaras.inclusion"
    label = "inclusion"

    def ready(self) -> None:
        from jaras.inclusion.models import LifeProject
        from jaras.kernel import ties
        from jaras.kernel.periodic import every

        ties.tell_of_somebody(LifeProject)

        every(
            timedelta(hours=1),
            "jaras.inclusion.jobs.let_reviews_fall_due",
            _("Life projects whose day of review has come say so."),
        )
