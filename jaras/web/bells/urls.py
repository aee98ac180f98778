"""Addresses of bells."""

from django.urls import path

from jaras.web.bells import ringing, showing

urlpatterns = [
    path("bells/ring/", ringing.ring, name="bell_ring"),
    path("bells/ring/proposed/", ringing.proposed, name="bell_proposed"),
    path("bells/<int:pk>/", showing.show, name="bell"),
]
