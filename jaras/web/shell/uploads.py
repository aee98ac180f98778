"""No file takes more room than it may, however long it goes on arriving."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import Resolver404, resolve

_larger: dict[str, int] = {}


def allow(route: str, limit: int) -> None:
    """Let the files of one address be larger than those of the others."""
    _larger[route] = limit


class Quota(FileUploadHandler):
    """Lets a file pass until it is over the limit, then swallows the rest: its reader sees the size."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen, self.limit = 0, self._limit()

    def _limit(self) -> int:
        try:
            route = resolve(self.request.path_info).url_name if self.request else None
        except Resolver404:
            route = None
        return _larger.get(route or "", settings.UPLOAD_LIMIT)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        before, self.seen = self.seen, self.seen + len(raw_data)
        return raw_data if before <= self.limit else None

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one hold the file."""
