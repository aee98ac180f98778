"""Addresses of the webhooks."""

from django.urls import path

from jaras.web.hooks import deliveries, pages

urlpatterns = [
    path("hooks/", pages.index, name="hooks"),
    path("hooks/new/", pages.new, name="hook_new"),
    path("hooks/<int:pk>/", pages.page, name="hook"),
    path("hooks/<int:pk>/amend/", pages.amend, name="hook_amend"),
    path("hooks/<int:pk>/secret/", pages.secret, name="hook_secret"),
    path("hooks/<int:pk>/test/", deliveries.test, name="hook_test"),
    path("hooks/<int:pk>/messages/<int:delivery_pk>/", deliveries.page, name="hook_delivery"),
    path("hooks/<int:pk>/messages/<int:delivery_pk>/again/", deliveries.again, name="hook_again"),
    path("hooks/<int:pk>/<slug:verb>/", pages.move, name="hook_move"),
]
