"""The addresses to which channels deliver."""

from django.urls import path

from jaras.channels.facebook import views as facebook
from jaras.channels.whatsapp import views as whatsapp

urlpatterns = [
    path("whatsapp", whatsapp.webhook, name="channel-whatsapp"),
    path("facebook", facebook.webhook, name="channel-facebook"),
]
