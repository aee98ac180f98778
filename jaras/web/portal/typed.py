"""What somebody typed into the public form, kept whatever happens to it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jaras.intake.actions import Heard, Sent
from jaras.kernel import text
from jaras.kernel.refusal import Refused
from jaras.territory import queries as territory
from jaras.territory.models import Commune

FILES = ("voice", "photo")


@dataclass(frozen=True)
class Typed:
    """The fields by their names, as text; `anonymous` until somebody says otherwise."""

    words: str = ""
    place_text: str = ""
    commune: str = ""
    latitude: str = ""
    longitude: str = ""
    who: str = ""
    anonymous: bool = True
    reporter_name: str = ""
    reporter_telephone: str = ""
    reporter_email: str = ""

    @classmethod
    def of(cls, post: Mapping[str, str]) -> "Typed":
        names = [field.name for field in fields(cls) if field.name != "anonymous"]
        return cls(
            **{name: text.cleaned(post.get(name, "")) for name in names},
            anonymous=bool(post.get("anonymous")),
        )

    def said(self) -> Heard:
        """For the action; whoever stays anonymous leaves no name, number, address, even one typed."""
        said = Heard(
            words=self.words,
            place_text=self.place_text,
            commune=_commune(self.commune),
            latitude=_degrees(self.latitude, "latitude"),
            longitude=_degrees(self.longitude, "longitude"),
            who=self.who,
            anonymous=self.anonymous,
            language=(get_language() or "")[:2],
        )
        if not self.anonymous:
            said["reporter_name"] = self.reporter_name
            said["reporter_telephone"] = self.reporter_telephone
            said["reporter_email"] = self.reporter_email
        return said


def _commune(code: str) -> Commune | None:
    if not code:
        return None
    commune = territory.commune_of_code(code)
    if commune is None:
        raise Refused(_("Choose a commune of the list, or leave it empty."), field="commune")
    return commune


def _degrees(value: str, field: str) -> float | None:
    if not value:
        return None
    try:
        return float(value)
    except ValueError:
        raise Refused(_("This point is not on the map."), field=field) from None


def sent_files(files: "MultiValueDict[str, UploadedFile[Any]]") -> list[Sent]:
    """The files under neutral names: the one on the telephone may name its owner."""
    chosen = {name: files.get(name) for name in FILES}
    return [Sent(name, file.read()) for name, file in chosen.items() if isinstance(file, UploadedFile)]
