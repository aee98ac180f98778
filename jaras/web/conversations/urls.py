"""Addresses of the inbox."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from jaras.conversations.rules.states import ConversationsVerb
from jaras.web.conversations import answering, channels, inbox, pasting, raw, tasks, tying
from jaras.web.shell.day import waiting
from jaras.web.shell.navigation import room

room("inbox", _("Inbox"), "inbox", ConversationsVerb.READ)
waiting(tasks.waiting, ConversationsVerb.ANSWER)

urlpatterns = [
    path("inbox", inbox.page, name="inbox"),
    path("inbox/ringing", inbox.ringing, name="ringing"),
    path("inbox/paste", pasting.page, name="paste"),
    path("inbox/<int:pk>", inbox.page, name="conversation"),
    path("inbox/<int:pk>/news", inbox.news, name="conversation_news"),
    path("inbox/<int:pk>/answer", answering.reply, name="conversation_reply"),
    path("inbox/replies/<int:pk>/<slug:verb>", answering.settle, name="reply_settle"),
    path("inbox/<int:pk>/parts", answering.parts, name="conversation_parts"),
    path("inbox/<int:pk>/note", tying.note, name="conversation_note"),
    path("inbox/<int:pk>/hand", tying.assign, name="conversation_assign"),
    path("inbox/<int:pk>/aside", tying.aside, name="conversation_aside"),
    path("inbox/<int:pk>/person", tying.person, name="conversation_person"),
    path("inbox/<int:pk>/called", tying.called, name="conversation_called"),
    path("inbox/<int:pk>/mark", tying.mark, name="conversation_mark"),
    path("inbox/heard/<int:pk>/report", tying.report, name="heard_report"),
    path("inbox/media/<int:pk>/words", tying.transcribe, name="media_words"),
    path("inbox/heard/<int:pk>/raw", raw.page, name="heard_raw"),
    path("channels/settings", channels.page, name="channels"),
]
