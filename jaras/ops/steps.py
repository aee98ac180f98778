"""Steps that are repeated only when what they are made from has changed."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class Failure(Exception):
    """A step that did not succeed, told in one sentence that says what to do."""


@dataclass(frozen=True)
class Steps:
    """Remembers, in one folder, from which inputs each step last succeeded."""

    stamps: Path

    def once(
        self,
        name: str,
        inputs: Iterable[Path | bytes],
        action: Callable[[], object],
        title: str = "",
        *,
        ready: Callable[[], bool] = lambda: True,
    ) -> bool:
        """Run `action` unless it succeeded from these inputs, with a result that is still `ready`."""
        inputs = list(inputs)
        if self.succeeded(name, inputs) and ready():
            return False
        begun = time.monotonic()
        if title:
            print(f"{title} …", flush=True)
        (self.stamps / name).unlink(missing_ok=True)
        action()
        self.mark(name, inputs)
        if title:
            print(f"  done in {time.monotonic() - begun:.1f} s", flush=True)
        return True

    def succeeded(self, name: str, inputs: Iterable[Path | bytes]) -> bool:
        stamp = self.stamps / name
        return stamp.exists() and stamp.read_text() == fingerprint(inputs)

    def mark(self, name: str, inputs: Iterable[Path | bytes]) -> None:
        self.stamps.mkdir(parents=True, exist_ok=True)
        (self.stamps / name).write_text(fingerprint(inputs))


def fingerprint(inputs: Iterable[Path | bytes]) -> str:
    """Of contents, with the names of files; of everything below a folder."""
    digest = hashlib.sha256()
    for item in inputs:
        if isinstance(item, bytes):
            digest.update(hashlib.sha256(item).digest())
            continue
        for path in sorted(p for p in item.rglob("*") if p.is_file()) if item.is_dir() else [item]:
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Two copies that prepare the same thing: the second waits for the first."""
    try:
        import fcntl
    except ImportError:
        raise Failure("Jaras runs on Linux and macOS: on Windows, run it inside WSL.") from None
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another copy is being set up: waiting for it …", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
