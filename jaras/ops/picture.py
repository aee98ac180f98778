"""Takes the picture of the README from a demo that is being served."""

import argparse

from jaras.ops import chromium
from jaras.ops.repository import repository_root

WIDTH, HEIGHT, LARGEST = 1440, 900, 300_000
WHO = "salma@demo.example"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras picture", description=__doc__)
    parser.add_argument("--address", default="http://localhost:8000", help="where the demo is served")
    address = parser.parse_args(argv).address.rstrip("/")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("The picture needs the packages of the tests: ./run test format installs them.")
        return 1
    from django.conf import settings

    target = repository_root() / "docs" / "images" / "desk.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    found = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found.path), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="fr", color_scheme="dark")
        page.goto(f"{address}/account/login/")
        page.locator("input[name=login]").first.fill(WHO)
        page.locator("input[name=password]").first.fill(settings.DEMO_PASSWORD)
        page.locator("button[data-main]").click()
        page.goto(f"{address}/desk")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=target)
        browser.close()
    size = target.stat().st_size
    print(f"{target.relative_to(repository_root())}: {size // 1000} kB")
    return 0 if size <= LARGEST else 1
