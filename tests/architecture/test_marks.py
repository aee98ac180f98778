"""No file keeps the marks of two texts that git could not join."""

from tests.architecture.source import ROOT, name_of

FOLDERS = ("jaras", "tests", "docs", "proof", "bench")
TEXTS = {".py", ".html", ".txt", ".xml", ".yaml", ".yml", ".json", ".po", ".md", ".css", ".js", ".toml"}
MARKS = tuple(sign * 7 + " " for sign in "<>|")


def test_no_file_keeps_them() -> None:
    texts = (path for name in FOLDERS for path in (ROOT / name).rglob("*") if path.suffix in TEXTS)
    kept = [
        f"{name_of(path)}:{number}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith(MARKS)
    ]
    assert not kept, "\n".join([*kept, "Choose one of the two texts, take the marks away."])
