"""Text messages by a real Kannel, letters by swaks, calls signed by openssl: each once, each answered."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

from jaras.ops.postgres import free_port
from proof._house import House, house
from proof._kannel import REFUSED, Operator, Ports, kannel
from proof._letters import PostOffice, post_office, swaks
from proof._saying import ended

SECRET, KEY, OURS = "proofkannel", "proofkey", "veille@cellule.example"
SOUAD = "souad@example.org"
WORDS, LONG = (
    "امرأة وطفل في المحطة الطرقية",
    ("نحن قرب المحطة الطرقية، المرأة والطفل بلا مأوى ", "والجو بارد جدا هذه الليلة"),
)
# Other words than those of the text messages: what many addresses send in a day is doubted.
WRITTEN = "رجل مسن وحده أمام المسجد منذ الصباح"
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
STATE = """
import json, django
django.setup()
from django_q.models import OrmQ
from jaras.conversations.models import Arrival, Heard, Reply
print(json.dumps({
    "heard": [{"channel": h.channel, "from": h.conversation.address, "kind": h.kind,
               "words": h.raw["event"] if h.kind == "call" else h.words,
               "conversation": h.conversation_id, "report": h.report.channel if h.report else "",
               "files": [m.state for m in h.media.all()]} for h in Heard.objects.order_by("id")],
    "replies": [{"to": r.conversation.address, "state": r.state, "fault": r.fault}
                for r in Reply.objects.all()],
    "unreadable": list(Arrival.objects.filter(state="unreadable").values_list("fault", flat=True)),
    "waiting": Arrival.objects.filter(state="waiting").count() + OrmQ.objects.count(),
}))
"""
State = dict[str, Any]


def main() -> int:
    ports, letters = Ports(), free_port()
    with ExitStack() as open_:
        office = open_.enter_context(post_office())
        settings = {
            "JARAS_SMS_FROM": "5050",
            "JARAS_SMS_KANNEL_SECRET": SECRET,
            "JARAS_SMS_KANNEL_URL": f"http://127.0.0.1:{ports.sendsms}/cgi-bin/sendsms",
            "JARAS_SMS_KANNEL_USER": "jaras",
            "JARAS_SMS_KANNEL_PASSWORD": SECRET,
            "JARAS_SMS_WEBHOOK_KEY": KEY,
            "JARAS_TELEPHONE_KEY": KEY,
            "JARAS_MAIL_ADDRESS": OURS,
            "JARAS_MAIL_LISTEN": f"127.0.0.1:{letters}",
            "JARAS_EMAIL_URL": f"smtp://127.0.0.1:{office.port}",
            "JARAS_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "JARAS_EMAIL_FROM": f"Cellule <{OURS}>",
        }
        built = open_.enter_context(house(members=1, settings=settings))
        operator = open_.enter_context(kannel(ports, to=built.port, secret=SECRET))
        problems = [*text_messages(built, operator), *by_mail(built, office, letters), *signed(built)]
    return ended("channels", problems)


def state(built: House) -> State:
    told: State = json.loads(built.run(STATE).splitlines()[-1])
    return told


def until(built: House, true: Callable[[State], bool], seconds: float = 60) -> State:
    """What the house knows once this is so, or when patience ends."""
    deadline = time.monotonic() + seconds
    while not true(known := state(built)) and time.monotonic() < deadline:
        time.sleep(0.5)
    return known


def said(known: State, sender: str) -> list[str]:
    return [each["words"] for each in known["heard"] if each["from"] == sender]


def replies(known: State, to: str) -> list[str]:
    return [each["state"] for each in known["replies"] if each["to"] == to]


def text_messages(built: House, operator: Operator) -> Iterator[str]:
    print("text messages by Kannel", flush=True)
    one, two, three = "+212600000001", "+212600000002", "+212600000003"
    operator.says(one, WORDS)
    for number, part in enumerate(LONG, start=1):
        operator.says(two, part, udh=bytes([5, 0, 3, 7, 2, number]))
    operator.says(REFUSED, WORDS)
    known = until(built, lambda told: "sent" in replies(told, one) + replies(told, two))
    if said(known, one) != [WORDS] or said(known, two) != ["".join(LONG)]:
        yield f"Arabic text messages are {known['heard']}"
    known = until(built, lambda told: bool(operator.to(one)) and replies(told, REFUSED) == ["failed"])
    answer = "".join(each["text"] for each in operator.to(one))
    if "توصلنا برسالتكم" not in answer:
        yield f"the operator was handed {operator.taken}"
    if any(len(each["text"].encode("utf-16-be")) > 140 for each in operator.taken):
        yield "a part is longer than an operator takes"
    if replies(known, REFUSED) != ["failed"]:
        yield f"a refused message is {known['replies']}"
    for each in operator.to(one)[:1]:
        operator.delivered(each)
    known = until(built, lambda told: replies(told, one) == ["delivered"])
    if replies(known, one) != ["delivered"]:
        yield f"a delivered message is {known['replies']}"
    built.stop()
    operator.says(three, WORDS)
    time.sleep(5)
    built.start()
    known = until(built, lambda told: bool(said(told, three)))
    if said(known, three) != [WORDS]:
        yield f"what came while the house was closed is {said(known, three)}"


def by_mail(built: House, office: PostOffice, port: int) -> Iterator[str]:
    print("letters by swaks", flush=True)
    if (code := swaks(port, "--from", SOUAD, "--to", "other@cellule.example")) != 24:
        yield f"a stranger's mailbox: swaks ended with {code}"
    if (code := swaks(port, "--from", SOUAD, "--to", SOUAD)) != 24:
        yield f"relaying: swaks ended with {code}"
    first = letter(WRITTEN, picture=True)
    for _twice in range(2):
        if code := swaks(port, "--from", SOUAD, "--to", OURS, letter=first):
            yield f"a letter: swaks ended with {code}"
    known = until(built, lambda told: bool(office.to(SOUAD)) and not told["waiting"])
    found = [each for each in known["heard"] if each["from"] == SOUAD]
    if [(each["words"], each["files"], each["report"]) for each in found] != [
        (WRITTEN, ["kept"], "COURRIEL")
    ]:
        yield f"a letter with a picture is {found}"
    if not office.to(SOUAD):
        yield f"nobody was told that the letter arrived: {known['replies']}"
        return
    ours = office.to(SOUAD)[0]
    if ours["In-Reply-To"] != "<1@example.org>" or ours["Subject"] != "Re: حالة مستعجلة":
        yield f"the answer is outside its thread: {ours.items()}"
    if ours["Auto-Submitted"] != "auto-replied":
        yield "what the software says by itself is not marked so"
    back = str(ours["Reply-To"])
    answer = letter(
        f"شكرا\n\nOn Wed, Veille <{OURS}> wrote:\n> {WRITTEN}",
        number=2,
        headers=f"In-Reply-To: {ours['Message-ID']}\n",
    )
    away = letter("Je suis absente", number=3, headers="Auto-Submitted: auto-replied\n")
    for each in (answer, away):
        if code := swaks(port, "--from", SOUAD, "--to", back, letter=each):
            yield f"an answer: swaks ended with {code}"
    known = until(built, lambda told: len(said(told, SOUAD)) == 3)
    if said(known, SOUAD)[1:] != ["شكرا", "Je suis absente"]:
        yield f"answers are {said(known, SOUAD)}"
    if [each["kind"] for each in known["heard"] if each["from"] == SOUAD][2:] != ["auto_reply"]:
        yield "a program's answer is taken for a person's"
    if code := swaks(port, "--from", "<>", "--to", back, letter=bounce(str(ours["Message-ID"]))):
        yield f"a report: swaks ended with {code}"
    known = until(built, lambda told: "failed" in replies(told, SOUAD))
    if "failed" not in replies(known, SOUAD):
        yield f"a letter that came back is {known['replies']}"


def signed(built: House) -> Iterator[str]:
    print("deliveries signed by openssl", flush=True)
    caller = "+212600000005"
    call = {"event": "missed", "call_id": "c1", "from": caller, "at": int(time.time())}
    text = {"id": "g1", "from": "+212600000006", "text": WORDS}
    for path, told in (("/channels/telephone", call), ("/channels/sms/webhook", text)):
        for _twice in range(2):
            if (status := post(built, path, told)) != 200:
                yield f"{path} answers {status}"
        for what, wrong in (
            ("old", {"late": 400}),
            ("tampered", {"key": "other"}),
            ("early", {"late": -400}),
        ):
            if (status := post(built, path, told, **wrong)) != 403:
                yield f"{path}, {what}: {status}"
    known = until(built, lambda told: bool(said(told, caller) and said(told, "+212600000006")))
    if said(known, caller) != ["missed"] or said(known, "+212600000006") != [WORDS]:
        yield f"signed deliveries are {known['heard']}"
    if known["unreadable"]:
        yield f"unreadable: {known['unreadable']}"


def post(built: House, path: str, told: Any, *, late: int = 0, key: str = KEY) -> int:
    stamp = str(int(time.time()) - late)
    command = ["openssl", "dgst", "-sha256", "-hmac", key, "-r"]
    body = f"{stamp}.{json.dumps(told)}".encode()
    proof = subprocess.run(command, input=body, check=True, capture_output=True).stdout.split()[0].decode()
    status, _answer = built.ask("POST", path, told, {"X-Timestamp": stamp, "X-Signature": proof})
    return status


def letter(words: str, *, number: int = 1, headers: str = "", picture: bool = False) -> bytes:
    head = (
        f"From: =?UTF-8?B?2LPYudin2K8=?= <{SOUAD}>\nTo: {OURS}\nMessage-ID: <{number}@example.org>\n"
        "Subject: =?windows-1256?Q?=CD=C7=E1=C9_=E3=D3=CA=DA=CC=E1=C9?=\nMIME-Version: 1.0\n" + headers
    )
    body = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{words}\n"
    if not picture:
        return (head + body).encode()
    part = "Content-Type: image/png; name=p.png\nContent-Transfer-Encoding: base64\n\n"
    return (
        f'{head}Content-Type: multipart/mixed; boundary="B"\n\n--B\n{body}--B\n{part}{PICTURE}\n--B--\n'
    ).encode()


def bounce(ours: str) -> bytes:
    return (
        f"From: MAILER-DAEMON@example.org\nTo: {OURS}\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n--B\n\nNo such user.\n'
        f"--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {SOUAD}\nAction: failed\nStatus: 5.1.1\n\n"
        f"--B\nContent-Type: text/rfc822-headers\n\nMessage-ID: {ours}\n\n--B--\n"
    ).encode()


if __name__ == "__main__":
    sys.exit(main())
