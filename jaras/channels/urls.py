"""The addresses to which channels deliver."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
