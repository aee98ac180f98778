"""Addresses of the simulator."""

from django.urls import path

from jaras.demo.simulator import pages, providers

urlpatterns = [
    path("", pages.page, name="simulator"),
    path("news", pages.news, name="simulator-news"),
    path("again", pages.begin_again, name="simulator-again"),
    path("telephones/<slug:key>/say", pages.speak, name="simulator-say"),
    path("telephones/<slug:key>/read", pages.see, name="simulator-read"),
    path("telephones/<slug:key>/switch", pages.switch, name="simulator-switch"),
    # what this copy asks of the other side
    path("graph/<slug:number>/messages", providers.messages, name="simulator-graph-messages"),
    path("graph/<slug:number>", providers.media, name="simulator-graph-media"),
    path("files/<slug:number>", providers.file, name="simulator-file"),
    path("recordings/<slug:number>", providers.recording, name="simulator-recording"),
    path("kannel", providers.sendsms, name="simulator-kannel"),
]
