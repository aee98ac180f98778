"""Letters of this copy to somebody of the simulator, read where the demo keeps them."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from jaras.demo.simulator import journal
from jaras.demo.simulator.writers import writer_at
from jaras.kernel import letters

BACK = timedelta(seconds=2)


def collect(known: journal.Journal) -> bool:
    """Those that left since the first letter was written here, each once; whether one is new."""
    found, written = False, [line for line in known.lines.values() if line.id.startswith("<")]
    if not written:
        return False
    for letter in letters.kept(Path(settings.EMAIL_FILE_PATH), since=written[0].at - BACK):
        writer, own_id = writer_at(str(letter["To"]).strip("<> ")), str(letter["Message-ID"])
        if writer is None or own_id in known.lines:
            continue
        body = letter.get_body(("plain",))
        words = str(body.get_content()).strip() if body is not None else ""
        journal.write(id=own_id, writer=writer.key, words=words, ours=True, state="delivered")
        found = True
    return found
