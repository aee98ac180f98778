"""Alerts ring on the devices of a member, through a push service on this machine."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from py_vapid import Vapid02

from jaras.alerts import actions, jobs
from jaras.alerts.models import Alert, Device, Notice
from jaras.alerts.rules import Channel, DeviceEnd, NoticeState
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import DataKey, EventRecord
from jaras.kernel.refusal import Refused
from tests.alerts.browser import Browser
from tests.hooks.receiver import Receiver, receiving

MINUTE = timedelta(minutes=1)
PERIL = "Un enfant ne respire plus, il est inconscient devant la gare"
MakeMember = Callable[..., Member]
Work = Callable[[], int]


@pytest.fixture
def salma(member: MakeMember, at: datetime) -> Member:
    """An operator on watch."""
    salma = member("operator", name="Salma")
    governance.take_watch(by=actor_of(salma), at=at)
    return salma


@pytest.fixture
def service() -> Iterator[Receiver]:
    with receiving() as receiver:
        receiver.answers = [201]
        yield receiver


def add(browser: Browser, who: Member, at: datetime) -> Device:
    return actions.add_device(**browser.told(), name="Chrome · Android", by=actor_of(who), at=at)


def overdue(at: datetime) -> Notice:
    """An immediate report that nobody took: its notice by push."""
    intake.receive(channel="WEB", external_id="m1", words=PERIL, at=at)
    with time_machine.travel(at + 5 * MINUTE, tick=False):
        jobs.follow()
    return Notice.objects.get(channel=Channel.PUSH)


def test_it_rings_where_the_member_agreed_and_says_nothing_of_whom(
    salma: Member, service: Receiver, at: datetime, work: Work
) -> None:
    browser = Browser(service.address)
    add(browser, salma, at)
    work()
    assert browser.opened(service.came[0][1])["title"], "a first message says that it works"
    notice = overdue(at)
    work()
    headers, body = service.came[1]
    said = browser.opened(body)
    assert (said["url"], said["lang"], said["dir"]) == ("/alerts/", "fr", "ltr")
    assert "gare" not in str(said)
    assert Vapid02.verify(headers["authorization"])
    assert (headers["content-encoding"], headers["urgency"]) == ("aes128gcm", "high")
    notice.refresh_from_db()
    assert (notice.state, notice.delivered_at is not None) == (NoticeState.DELIVERED, True)


def test_a_push_service_that_is_down_is_tried_again(salma: Member, service: Receiver, at: datetime) -> None:
    add(Browser(service.address), salma, at)
    notice = overdue(at)
    service.answers = [503, 201]
    with pytest.raises(jobs.telling.NotTaken):
        jobs.push_notice(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, notice.fault) == (NoticeState.FAILED, "503")
    jobs.push_notice(notice.pk)
    notice.refresh_from_db()
    assert notice.state == NoticeState.DELIVERED
    jobs.push_notice(notice.pk)
    assert len(service.came) == 2, "what came is not sent twice"


def test_one_device_that_answers_is_enough_what_is_gone_leaves_the_list(
    salma: Member, service: Receiver, at: datetime
) -> None:
    for number in range(2):
        add(Browser(f"{service.address}&number={number}"), salma, at)
    notice = overdue(at)
    service.answers = [410, 201]
    jobs.push_notice(notice.pk)
    notice.refresh_from_db()
    assert notice.state == NoticeState.DELIVERED
    assert Device.objects.count() == 1
    ended = EventRecord.objects.get(name="DeviceEnded")
    assert ended.data["why"] == DeviceEnd.GONE


def test_where_every_device_is_gone_it_says_so_and_is_not_tried_for_ever(
    salma: Member, service: Receiver, at: datetime
) -> None:
    add(Browser(service.address), salma, at)
    notice = overdue(at)
    service.answers = [404]
    jobs.push_notice(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, notice.fault) == (NoticeState.FAILED, DeviceEnd.GONE)


def test_once_somebody_answers_devices_stay_quiet(salma: Member, service: Receiver, at: datetime) -> None:
    add(Browser(service.address), salma, at)
    notice = overdue(at)
    actions.acknowledge(alert=Alert.objects.get(), by=actor_of(salma), at=at + 6 * MINUTE)
    jobs.push_notice(notice.pk)
    notice.refresh_from_db()
    assert (notice.state, service.came) == (NoticeState.SPARED, [])


def test_a_browser_rings_for_one_member_alone(
    salma: Member, member: MakeMember, service: Receiver, at: datetime
) -> None:
    browser, youssef = Browser(service.address), member("operator", name="Youssef")
    mine = add(browser, salma, at)
    theirs = add(browser, youssef, at)
    assert list(Device.objects.all()) == [theirs]
    assert DataKey.objects.get(name=mine.key).wrapped == "", "the key of the former address is destroyed"
    with pytest.raises(NotVisible):
        actions.end_device(device=theirs, by=actor_of(salma), at=at)
    actions.end_device(device=theirs, by=actor_of(youssef), at=at)
    jobs.greet(theirs.pk)
    assert service.came == []


def test_whoever_is_shut_out_hears_nothing_more(
    salma: Member, member: MakeMember, service: Receiver, at: datetime
) -> None:
    add(Browser(service.address), salma, at)
    Member.objects.filter(pk=salma.pk).update(sign_outs=salma.sign_outs + 1)
    intake.receive(channel="WEB", external_id="m1", words=PERIL, at=at)
    with time_machine.travel(at + 5 * MINUTE, tick=False):
        jobs.follow()
    assert not Notice.objects.filter(channel=Channel.PUSH).exists()


def test_the_oldest_device_makes_room(salma: Member, service: Receiver, at: datetime) -> None:
    for number in range(7):
        add(Browser(f"{service.address}&number={number}"), salma, at + number * MINUTE)
    assert [device.at for device in Device.objects.all()] == [at + number * MINUTE for number in range(2, 7)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://10.0.0.1/push"},
        {"endpoint": "https://user:word@push.example/"},
        {"p256dh": "rubbish"},
        {"auth": ""},
    ],
)
def test_what_is_no_browser_is_refused(salma: Member, wrong: dict[str, str], at: datetime) -> None:
    said = Browser("https://push.example/1").told() | wrong
    with pytest.raises(Refused):
        actions.add_device(**said, name="", by=actor_of(salma), at=at)
    assert not Device.objects.exists()


def test_partners_have_none(member: MakeMember, at: datetime) -> None:
    told = Browser("https://push.example/1").told()
    with pytest.raises(Forbidden):
        actions.add_device(**told, name="", by=actor_of(member("partner")), at=at)


def test_a_stolen_disk_does_not_say_where_a_member_is_reached(
    salma: Member, service: Receiver, at: datetime
) -> None:
    add(Browser(f"{service.address}&secret=here"), salma, at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT keys, digest FROM alerts_device")
        row: Any = cursor.fetchone()
    assert "secret=here" not in str(row)
    assert Device.objects.get().subscription().endpoint.endswith("secret=here")
    assert list(Device.objects.visible_to(SYSTEM)) == list(Device.objects.visible_to(actor_of(salma)))
