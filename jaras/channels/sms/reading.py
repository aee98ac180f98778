"""What a gateway of text messages delivers, whichever it is."""

from collections.abc import Mapping
from datetime import datetime

from jaras.channels.base.configuration import values
from jaras.channels.sms import gateway, kannel
from jaras.conversations.rules.incoming import Attached, Read, Unreadable
from jaras.conversations.rules.reading import NotFetched


class TextMessageReader:
    """Reads what the endpoints of this channel kept; `form` says which of them."""

    channel = "sms"

    def read(self, body: bytes, said: Mapping[str, str]) -> Read:
        arrived = datetime.fromisoformat(said["at"])
        match said["form"]:
            case "kannel":
                return Read(said=(kannel.message(body, arrived=arrived),))
            case "report":
                told = kannel.report(body, arrived=arrived)
                return Read(told=(told,) if told else ())
            case "webhook":
                names = values(self.channel).get("webhook_fields", "")
                return gateway.read(body, said["content_type"], names, arrived=arrived)
        raise Unreadable("of no form")

    def fetch(self, attached: Attached) -> bytes:
        raise NotFetched("no_files")  # a text message brings none
