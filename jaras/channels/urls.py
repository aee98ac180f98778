"""The addresses to which channels deliver."""

from django.urls import path

from jaras.channels.facebook import views as facebook
from jaras.channels.sms import views as sms
from jaras.channels.telephone import views as telephone
from jaras.channels.whatsapp import views as whatsapp

urlpatterns = [
    path("whatsapp", whatsapp.webhook, name="channel-whatsapp"),
    path("facebook", facebook.webhook, name="channel-facebook"),
    path("sms/kannel", sms.kannel, name="channel-sms-kannel"),
    path("sms/kannel/report", sms.report, name="channel-sms-report"),
    path("telephone", telephone.events, name="channel-telephone"),
    path("sms/webhook", sms.webhook, name="channel-sms-webhook"),
]
