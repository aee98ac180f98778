"""wapiti with sqlmap on the public pages: both find nothing there, both find what a weak page holds."""

import json
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from proof._apart import Apart, apart
from proof._house import house
from proof._saying import ended
from proof._visitors import many_visitors, weak_page

# Modules of wapiti that ask nothing outside this machine. Left out: ssrf, xxe, log4shell need an
# endpoint that listens outside; cms, wapp, htp, nikto, network_device, wp_enum download a database
# first; takeover asks name servers; ssl, https_redirect, cookieflags look at TLS, which `proof deploy`
# does; buster, brute_login_form guess words against limits, which the tests of limits do.
MODULES = (
    "backup,crlf,csp,csrf,exec,file,htaccess,http_headers,ldap,methods,permanentxss,redirect,shellshock,"
    "spring4shell,sql,timesql,upload,xss"
)
WEAK = "sql,xss"
STARTS = (
    "/signaler",
    "/suivre",
    "/mes-droits",
    "/account/login/",
    "/account/password/reset/",
    "/preferences/",
)
# A page, what its form sends, what of it is tried, the field of which every page has a fresh value.
FORMS = (
    ("/signaler", "words=une+cloche&place=&name=&telephone=", "words,telephone", "key"),
    ("/suivre", "code=ABCD-EFGH-JKLM", "code", ""),
    ("/account/login/", "login=a%40example.org&password=une-cloche", "login", "csrfmiddlewaretoken"),
    ("/account/login/?next=/desk", "", "next", ""),
    ("/p/essai?lang=fr", "", "lang", ""),
)
ATTACK_S, CRAWL_S, WAPITI_S, SQLMAP_S = 6, 15, 400, 300
CLEAN = "do not appear to be injectable"
INJECTABLE = re.compile(r"sqlmap identified the following injection point")
# True of a copy served plainly on loopback, without the proxy of docs/deploy.md; true of public pages,
# which know no cookie: whoever makes a browser send one of their forms does it in nobody's name.
PLAIN = re.compile(
    r"Strict-Transport-Security|Secure flag|anti CSRF token at POST /(signaler|suivre|mes-droits|p/)",
    re.IGNORECASE,
)


def main() -> int:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="jaras-outside-") as name:
        programs = apart(Path(name))
        problems = [*finds_what_is_there(programs)]
        with house(members=1) as attacked, many_visitors(attacked.port) as port:
            with ThreadPoolExecutor(2) as both:
                crawling = both.submit(lambda: [*crawled(programs, port, f"jaras_csrf_{attacked.port}")])
                asking = both.submit(lambda: [*asked(programs, port)])
                problems += [*crawling.result(), *asking.result()]
            attacked.wait_until_healthy()
        if programs.refused.exists():
            names = sorted(set(programs.refused.read_text().split()))
            print(f"they asked for {', '.join(names)}, were refused", flush=True)
    print(f"looked for {time.monotonic() - begun:.0f} s", flush=True)
    return ended("outside", problems)


def finds_what_is_there(programs: Apart) -> Iterator[str]:
    """A scanner that finds nothing on a weak page would prove nothing on ours."""
    with weak_page() as port:
        found = wapiti(programs, port, ["/?id=1&words=yes"], WEAK)
        said = sqlmap(programs, port, "/?id=1", ["-p", "id"])
    for kind in ("SQL Injection", "Reflected Cross Site Scripting"):
        if not found["vulnerabilities"].get(kind):
            yield f"wapiti finds no {kind} on a page that has it"
    if not INJECTABLE.search(said):
        yield f"sqlmap finds nothing on a page that puts words into statements: {said[-900:]}"


def crawled(programs: Apart, port: int, cookie: str) -> Iterator[str]:
    found = wapiti(programs, port, STARTS, MODULES, cookie)
    pages = found["infos"]["crawled_pages_nbr"]
    if pages < len(STARTS):
        yield f"wapiti came to {pages} pages: nothing was attacked"
    for kind in ("vulnerabilities", "anomalies"):
        for title, findings in found[kind].items():
            for each in findings:
                told = f"wapiti: {title}: {each['info']} at {each['method']} {each['path']}"
                if not PLAIN.search(told):
                    yield told
    print(f"wapiti: {pages} pages, {MODULES.count(',') + 1} modules", flush=True)


def asked(programs: Apart, port: int) -> Iterator[str]:
    """Each parameter that a public page reads, with what breaks queries."""
    tried = 0
    for path, form, parameters, fresh in FORMS:
        options = ["-p", parameters, *(["--data", form] if form else [])]
        if fresh:
            options += ["--data", f"{form}&{fresh}=", "--csrf-token", fresh]
        said = sqlmap(programs, port, path, options)
        tried += parameters.count(",") + 1
        if CLEAN not in said or INJECTABLE.search(said):
            yield f"sqlmap at {path}: {said[-1500:]}"
    print(f"sqlmap: {tried} parameters of {len(FORMS)} addresses", flush=True)


def wapiti(
    programs: Apart, port: int, starts: tuple[str, ...] | list[str], modules: str, cookie: str = "guard"
) -> dict[str, Any]:
    """What its report says; every connection is a visitor of its own.

    It has the cookie of the guard of forms before it begins. Else its first pages, asked for at once, each
    bring one, the last stays, the forms of the others are refused with or without their token, which wapiti
    takes for a token that nobody checks.
    """
    address = f"http://127.0.0.1:{port}"
    folder = Path(tempfile.mkdtemp(dir=programs.folder))
    guard = {"value": secrets.token_hex(16), "expires": None, "secure": False, "port": None, "version": 0}
    cookies = folder / "cookies"
    cookies.write_text(json.dumps({"127.0.0.1": {"/": {cookie: guard}}}), encoding="utf-8")
    command = [
        programs.program("wapiti"), "--url", f"{address}{starts[0]}", "--scope", "domain",
        "--module", modules, "--max-scan-time", str(CRAWL_S), "--max-attack-time", str(ATTACK_S),
        "--depth", "3", "--flush-session", "--no-bugreport", "--tasks", "4", "--header", "Connection: close",
        "--cookie", str(cookies), "--store-session", str(folder / "session"),
        "--store-config", str(folder / "config"),
        "--format", "json", "--output", str(folder / "report.json"),
        *(word for start in starts[1:] for word in ("--start", f"{address}{start}")),
    ]  # fmt: skip
    said = _said(programs, command, WAPITI_S)
    report = folder / "report.json"
    if not report.exists():
        raise AssertionError(f"wapiti wrote no report: {said[-2500:]}")
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return told


def sqlmap(programs: Apart, port: int, path: str, options: list[str]) -> str:
    """What it says; every answer it wants is its own default."""
    command = [
        programs.program("sqlmap"), "--url", f"http://127.0.0.1:{port}{path}", "--batch",
        "--disable-coloring", "--flush-session", "--no-keep-alive", "--technique", "BEU",
        "--ignore-code", "400,401,403,404,422,429", "--output-dir", str(programs.folder / "sqlmap"), *options,
    ]  # fmt: skip
    return _said(programs, command, SQLMAP_S)


def _said(programs: Apart, command: list[str], seconds: float) -> str:
    try:
        done = programs.run(command, seconds)
    except subprocess.TimeoutExpired as late:
        raise AssertionError(
            f"{Path(command[0]).name} did not end in {seconds:.0f} s: {late.stdout!r:.500}"
        ) from late
    return done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main())
