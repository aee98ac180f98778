"""An nginx of our own on loopback, configured by the block that docs/deploy.md gives."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from jaras.ops.postgres import free_port
from jaras.ops.repository import repository_root
from proof._installed import program

NAME = "jaras.example.org"
AROUND = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
access_log off;
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{servers}
}}
"""


@dataclass(frozen=True)
class Proxy:
    plain: int
    secure: int
    certificate: Path


@contextmanager
def proxy(*, to: int) -> Iterator[Proxy]:
    """The documented proxy, on ports of its own, in front of the one given."""
    nginx = program("nginx", "nginx-light")
    with tempfile.TemporaryDirectory(prefix="jaras-proxy-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        made = Proxy(free_port(), free_port(), self_signed(folder))
        configuration = folder / "nginx.conf"
        configuration.write_text(AROUND.format(folder=folder, servers=servers(folder, made, to)))
        process = subprocess.Popen([nginx, "-e", f"{folder}/error.log", "-c", str(configuration)])
        try:
            yield made
        finally:
            process.terminate()
            process.wait(timeout=10)


def servers(folder: Path, made: Proxy, to: int) -> str:
    """What readers are told to write, with nothing changed but ports and certificates."""
    page = (repository_root() / "docs" / "deploy.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```nginx\n(.*?)```", page, re.DOTALL)
    changes = {
        "listen 80;": f"listen 127.0.0.1:{made.plain};",
        "listen 443 ": f"listen 127.0.0.1:{made.secure} ",
        f"/etc/letsencrypt/live/{NAME}/fullchain.pem": f"{folder}/certificate.pem",
        f"/etc/letsencrypt/live/{NAME}/privkey.pem": f"{folder}/key.pem",
        "http://127.0.0.1:8000": f"http://127.0.0.1:{to}",
    }
    for written, ours in changes.items():
        if written not in block:
            raise SystemExit(f"The nginx block of docs/deploy.md does not say {written!r} any more.")
        block = block.replace(written, ours)
    return str(block)


def self_signed(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)
    path = folder / "certificate.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return path
