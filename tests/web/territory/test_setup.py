"""The first start of a real installation: its key opens the house once."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from jaras.governance.models import Member
from jaras.territory.models import Commune, Installation
from jaras.web.territory.key import is_setup_key, setup_key

FOUNDING = {
    "cell_name_fr": "Cellule",
    "cell_name_ar": "الخلية",
    "name": "Salma",
    "email": "salma@example.org",
    "password": "une cloche dans la nuit",
    "password_again": "une cloche dans la nuit",
}
FORM = "/setup?territory=05.311"


@pytest.fixture(autouse=True)
def real(settings: Any, tmp_path: Path) -> None:
    settings.MODE = "real"
    settings.DATA = tmp_path


@pytest.fixture
def opened(communes: dict[str, Commune]) -> Client:
    client = Client()
    assert client.get("/setup", {"key": setup_key()}).headers["Location"] == "/setup"
    return client


def test_the_province_asked_for_at_the_start_is_the_one_proposed(
    communes: dict[str, Commune], settings: Any
) -> None:
    settings.TERRITORY, settings.TERRITORY_ASKED = "05.311", True
    client = Client()
    answer = client.get("/setup", {"key": setup_key()}, follow=True)
    assert answer.redirect_chain == [(FORM, 302)]
    assert "<h1>Khouribga</h1>" in answer.content.decode()
    assert 'name="q"' in client.get("/setup").content.decode()  # another one can still be chosen


def test_a_province_that_does_not_exist_leads_to_the_list(
    communes: dict[str, Commune], settings: Any
) -> None:
    settings.TERRITORY, settings.TERRITORY_ASKED = "99.999", True
    page = Client().get("/setup", {"key": setup_key()}, follow=True).content.decode()
    assert 'name="q"' in page


def test_every_page_leads_to_the_first_start(communes: dict[str, Commune]) -> None:
    for page in ("/", "/account/login/", "/territory/", "/nowhere"):
        response = Client().get(page)
        assert (response.status_code, response.headers["Location"]) == (302, "/setup")
    assert Client().get("/health").status_code == 200


def test_the_key_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    key = setup_key()
    assert len(key) >= 24
    assert (setup_key(), is_setup_key(f" {key} "), is_setup_key("")) == (key, True, False)
    assert (tmp_path / "setup.key").stat().st_mode & 0o077 == 0


def test_without_its_key_the_house_stays_shut(communes: dict[str, Commune]) -> None:
    client = Client()
    assert "clé" in client.get("/setup").content.decode()
    assert client.get("/setup", {"key": "guess"}).status_code == 403
    client.post(FORM, FOUNDING)
    assert not Installation.objects.exists()


def test_no_key_was_made_so_none_is_right(communes: dict[str, Commune]) -> None:
    assert not is_setup_key("")
    assert Client().get("/setup", {"key": "x"}).status_code == 403


def test_a_province_is_searched_for(opened: Client) -> None:
    assert "05.091" in opened.get("/setup").content.decode()
    found = opened.get("/setup", {"q": "خريبكة"}, headers={"HX-Request": "true"}).content.decode()
    assert "05.311" in found
    assert "05.091" not in found
    assert "<html" not in found


def test_the_cell_is_founded_once(opened: Client) -> None:
    opened.cookies["jaras_language"] = "ar"
    assert "خريبكة" in opened.get(FORM).content.decode()
    response = opened.post(FORM, FOUNDING)
    assert response.headers["Location"] == "/account/login/"
    installation = Installation.objects.get()
    assert (installation.province_id, installation.invented) == ("05.311", False)
    administrator = Member.objects.get()
    assert (administrator.roles, administrator.language) == (["administrator"], "ar")
    assert administrator.check_password(FOUNDING["password"])
    assert not is_setup_key(FOUNDING["password"])
    for again in (opened.get("/setup"), opened.post(FORM, FOUNDING), Client().get("/setup")):
        assert again.status_code == 404
    assert Member.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password_again", "another one entirely"),
        ("email", "salma"),
        ("name", ""),
        ("cell_name_fr", ""),
        ("cell_name_ar", "x" * 200),
    ],
)
def test_a_wrong_field_founds_nothing(opened: Client, field: str, value: str) -> None:
    response = opened.post(FORM, FOUNDING | {field: value})
    assert response.status_code == 200
    assert f'id="id_{field}_error"' in response.content.decode()
    assert not Installation.objects.exists()
    assert not Member.objects.exists()


@pytest.mark.parametrize("password", ["court", "salma@example.org", "x" * 600])
def test_a_weak_password_founds_nothing(opened: Client, password: str) -> None:
    response = opened.post(FORM, FOUNDING | {"password": password, "password_again": password})
    assert 'id="id_password_error"' in response.content.decode()
    assert not Installation.objects.exists()
    assert not Member.objects.exists()


def test_an_unknown_province_is_asked_again(opened: Client) -> None:
    assert "05.311" in opened.get("/setup", {"territory": "99.999"}).content.decode()


def test_the_demo_does_not_ask(communes: dict[str, Commune], settings: Any) -> None:
    settings.MODE = "demo"
    assert Client().get("/account/login/").status_code == 200
