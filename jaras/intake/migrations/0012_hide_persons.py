"""Persons of whom sealed things alone tell, written plainly until now, are sealed."""

from django.db import migrations
from django.db.models import Exists, OuterRef

from jaras.kernel import search
from jaras.kernel.keys.sealing import seal

NAMES = ("given_name", "family_name", "arabic_name", "description")


def hide(apps, schema_editor):
    links = [
        (apps.get_model("cases", "Party"), "case__level"),
        (apps.get_model("intake", "ReportPerson"), "report__level"),
    ]
    persons = apps.get_model("people", "Person").objects.filter(level="ordinary")
    for model, level in links:
        theirs = model.objects.filter(person=OuterRef("pk"))
        persons = persons.filter(~Exists(theirs.exclude(**{level: "sealed"})))
    hidden = set()
    for model, level in links:
        told = persons.filter(Exists(model.objects.filter(person=OuterRef("pk"), **{level: "sealed"})))
        hidden |= set(told.values_list("pk", flat=True))
    for person in apps.get_model("people", "Person").objects.filter(pk__in=hidden).order_by("pk"):
        words = [getattr(person, name) for name in NAMES]
        type(person).objects.filter(pk=person.pk).update(level="sealed")
        person.level = "sealed"
        seal(person)
        search.index("person", person.pk, *words, sealed=True, beginnings=True)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("intake", "0011_seal_words"),
        ("cases", "0009_seal_words"),
        ("people", "0006_names_sealed"),
    ]
    operations = [migrations.RunPython(hide, migrations.RunPython.noop, elidable=True)]
