"""A form that was sent too late, sealed until its sender proves who they are.

The key is in the page that asks for the proof, nowhere else: whoever reads the disk reads nothing.
"""

import json
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from time import time
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

LASTS = 12 * 3600
AT_ONCE = 8  # forms of one member
NONCE = b"\0" * 12  # each key seals once


def keep(request: HttpRequest) -> str:
    """Seal what was sent; the answer is the key."""
    key = token_bytes(32)
    files = [
        (field, upload.name, upload.content_type, b64encode(upload.read()).decode())
        for field, uploads in request.FILES.lists()
        for upload in uploads
        if isinstance(upload, UploadedFile)
    ]
    content = json.dumps({"fields": request.POST.urlencode(), "files": files})
    folder = _folder()
    _make_room(folder, request.user.pk)
    path = _path(request, key)
    path.touch(mode=0o600)
    path.write_bytes(AESGCM(key).encrypt(NONCE, content.encode(), _bound(request)))
    return urlsafe_b64encode(key).decode()


def bring_back(request: HttpRequest, said: str) -> bool:
    """Put it into the request as it was sent; False when it is not there any more."""
    try:
        key = urlsafe_b64decode(said.encode("ascii", "replace"))
        path = _path(request, key)
        content = json.loads(AESGCM(key).decrypt(NONCE, path.read_bytes(), _bound(request)))
    except (InvalidTag, OSError, ValueError):
        return False
    path.unlink(missing_ok=True)
    request.POST = QueryDict(content["fields"])
    files: MultiValueDict[str, Any] = MultiValueDict()
    for field, name, kind, body in content["files"]:
        files.appendlist(field, SimpleUploadedFile(name, b64decode(body), kind))
    request._files = files  # type: ignore[attr-defined]
    return True


def _folder() -> Path:
    folder = Path(settings.DATA) / "held"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _path(request: HttpRequest, key: bytes) -> Path:
    return _folder() / f"{request.user.pk}-{sha256(key).hexdigest()}"


def _bound(request: HttpRequest) -> bytes:
    """To whoever sent it, to the address it was sent to."""
    return f"{request.user.pk} {request.get_full_path()}".encode()


def _make_room(folder: Path, member_id: int | None) -> None:
    for path in folder.iterdir():
        if time() - path.stat().st_mtime > LASTS:
            path.unlink(missing_ok=True)
    mine = sorted(folder.glob(f"{member_id}-*"), key=lambda path: path.stat().st_mtime)
    for path in mine[: max(0, len(mine) - AT_ONCE + 1)]:
        path.unlink(missing_ok=True)
