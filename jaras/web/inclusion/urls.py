"""Addresses of life projects, under the case they belong to."""

from django.urls import path

from jaras.inclusion.rules import InclusionVerb
from jaras.web.inclusion import (
    agreeing,
    comparing,
    drafting,
    following,
    goals,
    page,
    printing,
    steps,
    tasks,
)
from jaras.web.shell.day import waiting

waiting(tasks.waiting, InclusionVerb.READ)

CASE = "cases/<int:pk>/project/"
VERSION = f"{CASE}<int:project_pk>/"

urlpatterns = [
    path(CASE, page.page, name="case_project"),
    path(f"{CASE}begin/", drafting.begin, name="project_begin"),
    path(VERSION, page.version, name="project_version"),
    path(f"{VERSION}texts/", drafting.texts, name="project_texts"),
    path(f"{VERSION}revise/", drafting.revise, name="project_revise"),
    path(f"{VERSION}goals/", goals.add, name="project_goals"),
    path(f"{VERSION}goals/<int:goal_pk>/", goals.amend, name="project_goal"),
    path(f"{VERSION}goals/<int:goal_pk>/<slug:verb>/", goals.move, name="project_goal_move"),
    path(f"{VERSION}goals/<int:goal_pk>/steps/add/", steps.add, name="project_steps"),
    path(f"{VERSION}steps/<int:step_pk>/", steps.amend, name="project_step"),
    path(f"{VERSION}steps/<int:step_pk>/<slug:verb>/", steps.move, name="project_step_move"),
    path(f"{VERSION}agree/", agreeing.agree, name="project_agree"),
    path(f"{VERSION}agreement/", agreeing.agreement, name="project_agreement"),
    path(f"{VERSION}move/<slug:verb>/", following.move, name="project_move"),
    path(f"{VERSION}compare/<int:other_pk>/", comparing.compare, name="project_compare"),
    path(f"{VERSION}print/<slug:language>/", printing.sheet, name="project_print"),
]
