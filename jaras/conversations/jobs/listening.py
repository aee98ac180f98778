"""A program of this machine listens to a voice note, where the settings name one."""

import logging
import shlex
import subprocess  # nosec B404 - the program that the administrator of the machine named
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils import timezone

from jaras.conversations import actions
from jaras.conversations.actions.media import LISTENS
from jaras.conversations.models import Media
from jaras.kernel import files
from jaras.kernel.actor import SYSTEM

log = logging.getLogger(__name__)


def listen(media_id: int) -> None:
    """Propose what it says; where the program fails, nobody waits for it: a person listens."""
    media = Media.objects.select_related("file__file", "heard__conversation").get(pk=media_id)
    if media.file is None or media.transcript or not settings.TRANSCRIBER:
        return
    stored = media.file.file
    with NamedTemporaryFile(suffix=files.location(stored).suffix, dir=settings.DATA) as sound:
        sound.write(files.opened(stored).read())
        sound.flush()
        command = [*shlex.split(settings.TRANSCRIBER), sound.name]
        try:
            done = subprocess.run(  # nosec B603 - its words are those of the settings, the path is ours
                command, capture_output=True, text=True, timeout=LISTENS - 30, check=True
            )
        except (OSError, subprocess.SubprocessError) as fault:
            log.warning("The transcriber did not answer: %s", type(fault).__name__)
            return
    if done.stdout.strip():
        actions.propose_words(media=media, words=done.stdout, by=SYSTEM, at=timezone.now())
