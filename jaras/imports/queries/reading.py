"""What a document of Open Referral is read by: our codes, our communes, our own sentences."""

import re
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jaras.imports.queries.dictionary import dictionary
from jaras.imports.rules.open_referral import Reading
from jaras.partners.lists import organisation_kinds, poles, services
from jaras.partners.queries import sex_and_ages
from jaras.people.lists import target_groups
from jaras.people.rules import Sex
from jaras.registers.rules.headings import key
from jaras.territory import queries as territory
from jaras.territory.lists import ramadans

YOUNGEST, OLDEST = 987, 989  # no age: they mark where one stands
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def reading() -> Reading:
    """Read once for a document."""
    known = dictionary()
    copy = territory.installation()
    here = copy.province if copy else None
    whole = {key(name) for name in (here.code, here.name_fr, here.name_ar)} if here else set()
    communes = known.communes
    return Reading(
        kinds=organisation_kinds().codes(),
        poles=poles().codes(),
        services=services().codes(),
        publics=target_groups().codes(),
        commune=lambda name: communes.get(key(name), ""),
        language=lambda word: known.lists["languages"].get(key(word), ""),
        is_whole=lambda name: key(name) in whole,
        saying=_saying,
        holidays=_holidays(),
        ramadans=ramadans(),
    )


def _saying(words: str) -> str | None:
    """The sex that a sentence of ours tells; "": another column says it; none: it is not ours."""
    for pattern, sex in _sayings():
        if pattern.fullmatch(words):
            return sex
    return None


@cache
def _sayings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What `/hsds/` says of publics, sexes, ages, in each language, whatever the ages."""
    said = dict.fromkeys(_publics(), "")
    for language in LANGUAGES:
        with translation.override(language):
            for youngest, oldest in ((YOUNGEST, OLDEST), (YOUNGEST, None), (None, OLDEST)):
                said |= dict.fromkeys(sex_and_ages("", youngest, oldest), "")
            for sex in (Sex.FEMALE, Sex.MALE):
                said |= dict.fromkeys(sex_and_ages(sex, None, None), sex.value)
    ages = re.compile(f"{YOUNGEST}|{OLDEST}")
    return tuple((re.compile(ages.sub(r"\\d+", re.escape(words))), sex) for words, sex in said.items())


def _publics() -> tuple[str, ...]:
    return tuple(name for item in target_groups() for name in (item.name_fr, item.name_ar, item.name_en))


def _holidays() -> set[str]:
    """As `/hsds/` tells it."""
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            found.add(_("Closed on public holidays."))
    return found
