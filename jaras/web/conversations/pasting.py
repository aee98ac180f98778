"""A post or a chat is pasted, or uploaded."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jaras.conversations import actions
from jaras.conversations.rules.states import ConversationsVerb
from jaras.intake.actions import Sent
from jaras.kernel.refusal import Refused
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


class PasteForm(forms.Form):
    """The words, where they stand, what came with them."""

    words = forms.CharField(
        label=gettext_lazy("The words, as they were written"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "class": "words", "autofocus": True}),
        help_text=gettext_lazy("A post, a comment, a message; a WhatsApp chat keeps who said what, when."),
    )
    link = forms.CharField(
        label=gettext_lazy("Where it stands"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
        help_text=gettext_lazy("The address of the post, if it has one."),
    )


@permission(ConversationsVerb.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    if request.method != "POST":
        return render(request, "conversations/paste.html", {"form": PasteForm()})
    form, files = PasteForm(request.POST), request.FILES.getlist("attached")
    if form.is_valid():
        said = form.cleaned_data
        try:
            if sum(each.size or 0 for each in files) > settings.UPLOAD_LIMIT:
                raise Refused(gettext_lazy("These files are too large: 12 MB at most."), field="attached")
            sent = [Sent(each.name or "", each.read()) for each in files]
            talk = actions.paste(
                words=said["words"], link=said["link"], sent=sent, by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("conversation", talk.pk)
    return render(request, "conversations/paste.html", {"form": form}, status=400)
