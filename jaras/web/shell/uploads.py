"""No file takes more room than it may, however long it goes on arriving."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class Quota(FileUploadHandler):
    """Lets a file pass until it is over the limit, then swallows the rest: its reader sees the size."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        before, self.seen = self.seen, self.seen + len(raw_data)
        return raw_data if before <= settings.UPLOAD_LIMIT else None

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one hold the file."""
