"""The package as a Django application: each channel brings its reader with its transport."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "jaras.channels"
    label = "channels"

    def ready(self) -> None:
        from jaras.channels import email, facebook, sms, telephone, whatsapp

        for channel in (whatsapp, facebook, sms, email, telephone):
            channel.register()
