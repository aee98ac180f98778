"""The package as a Django application: each channel brings its reader with its transport."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "jaras.channels"
    label = "channels"

    def ready(self) -> None:
        from jaras.channels import facebook, sms, whatsapp

        whatsapp.register()
        facebook.register()
        sms.register()
