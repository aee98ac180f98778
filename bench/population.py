"""Fills a database with reports and cases by the database's own arithmetic: a million in a minute or two."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction

from jaras.cases.models import Case, Membership, Party, StageChange, TimelineEntry
from jaras.governance.models import Member
from jaras.intake.models import Assessment, Outcome, Report
from jaras.kernel.models import Counter, SearchEntry
from jaras.people.models import Person
from jaras.territory.queries import communes

OPEN = 240  # reports that wait or are under way, whatever the size: a cell keeps up with its work
FOLLOWED = 7 * 200  # of the newest cases one in seven is followed by whoever asks
TIMELINE = 4
WORDS = "Signalement {i}: personne âgée seule, porte {d}, quartier {q}, rue {r}, signalée par un voisin"


@dataclass(frozen=True)
class Dialect:
    """How one engine writes a series, an instant, an empty list."""

    series: str
    minutes_ago: str
    empty: str
    nothing: str
    true: str
    false: str


SQLITE = Dialect(
    series="WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size})",
    minutes_ago="strftime('%Y-%m-%d %H:%M:%S', 'now', '-' || ({minutes}) || ' minutes')",
    empty="'[]'",
    nothing="'{}'",
    true="1",
    false="0",
)
POSTGRES = Dialect(
    series="WITH n(i) AS (SELECT generate_series(1, {size}))",
    minutes_ago="now() - ({minutes}) * interval '1 minute'",
    empty="'[]'::jsonb",
    nothing="'{}'::jsonb",
    true="true",
    false="false",
)


class Filler:
    """Writes `size` reports, each with its person and its followed case."""

    def __init__(self, size: int, holder: Member) -> None:
        self.size, self.holder = size, holder
        self.dialect = SQLITE if connection.vendor == "sqlite" else POSTGRES
        self.communes = [commune.pk for commune in communes()]

    def fill(self) -> None:
        for table in (
            self._persons,
            self._cases,
            self._parties,
            self._stages,
            self._teams,
            self._timeline,
            self._reports,
            self._assessments,
            self._outcomes,
            self._search,
        ):
            with transaction.atomic(), connection.cursor() as cursor:
                table(cursor)
        self._settle()

    def insert(self, cursor: Any, model: type[models.Model], given: dict[str, str], where: str = "") -> None:
        """One INSERT … SELECT: columns that are not given take what an empty row would have."""
        taken: list[tuple[str, str]] = []
        for field in model._meta.local_concrete_fields:
            expression = given.get(field.name) or given.get(field.attname) or self._default(field)
            if expression is not None:
                taken.append((str(field.column), expression))
        series = self.dialect.series.format(size=self.size)
        cursor.execute(
            f"{series if connection.vendor != 'sqlite' else ''} INSERT INTO {model._meta.db_table} "
            f"({', '.join(column for column, _ in taken)}) {series if connection.vendor == 'sqlite' else ''} "
            f"SELECT {', '.join(value for _, value in taken)} FROM n {where}"
        )

    def _default(self, field: Any) -> str | None:
        if field.generated:
            return None
        if field.primary_key:
            return "i"
        if field.null:
            return "NULL"
        if isinstance(field, models.JSONField):
            return self.dialect.nothing if field.default is dict else self.dialect.empty
        if isinstance(field, models.BooleanField):
            return self.dialect.true if field.default is True else self.dialect.false
        if isinstance(field, (models.IntegerField, models.FloatField)):
            return str(field.default if isinstance(field.default, int) else 1)
        if isinstance(field, models.DateTimeField):
            return self.ago("i")
        return f"'{field.default if isinstance(field.default, str) else ''}'"

    def ago(self, minutes: str) -> str:
        return self.dialect.minutes_ago.format(minutes=minutes)

    def one_of(self, values: list[str], number: str = "i") -> str:
        whens = " ".join(f"WHEN {at} THEN '{value}'" for at, value in enumerate(values))
        return f"CASE ({number}) % {len(values)} {whens} END"

    def text(self, template: str) -> str:
        """The template with numbers in it, as one SQL expression."""
        parts = {"{i}": "i", "{d}": "i % 97", "{q}": "i % 1009", "{r}": "i % 10007"}
        expression = f"'{template}'"
        for mark, number in parts.items():
            expression = expression.replace(mark, f"' || ({number}) || '")
        return expression

    @property
    def age(self) -> str:
        """Minutes since row `i`: the last row is the newest, all within four years."""
        return f"60 * 24 + ({self.size} - i) * {4 * 365 * 24 * 60 / self.size:.6f}"

    def _persons(self, cursor: Any) -> None:
        self.insert(
            cursor,
            Person,
            {
                "given_name": self.one_of(["Driss", "Aïcha", "Mohamed", "Fatima", "Ayoub", "Rahma", "Imad"]),
                "family_name": self.text("Famille {q}"),
                "arabic_name": "'إدريس العلوي'",
                "age_about": "18 + i % 70",
                "registered_at": self.ago(self.age),
            },
        )

    def _cases(self, cursor: Any) -> None:
        states = ["in_progress", "monitoring", "closed", "closed", "closed", "assessing", "closed", "planned"]
        self.insert(
            cursor,
            Case,
            {
                "state": self.one_of(states),
                "stage": self.one_of(["ACCUEIL", "INCUBATION", "INCLUSION"]),
                "level": "CASE WHEN i % 50 = 0 THEN 'restricted' ELSE 'ordinary' END",
                "urgency": self.one_of(["IMMEDIAT", "24H", "SEMAINE", "24H", "AUCUNE"]),
                "commune": self.one_of(self.communes),
                "place_text": self.text("quartier {q}"),
                "summary": self.text(WORDS),
                "referent": f"CASE WHEN i % 7 = 0 AND i > {self.size - FOLLOWED} "
                f"THEN {self.holder.pk} ELSE NULL END",
                "opened_at": self.ago(self.age),
                "moved_at": self.ago(f"{self.age} - (i % 1440)"),
            },
        )

    def _parties(self, cursor: Any) -> None:
        self.insert(cursor, Party, {"case": "i", "person": "i", "role": "'beneficiary'"})

    def _stages(self, cursor: Any) -> None:
        self.insert(cursor, StageChange, {"case": "i", "stage": "'ACCUEIL'", "at": self.ago(self.age)})

    def _teams(self, cursor: Any) -> None:
        self.insert(
            cursor,
            Membership,
            {"case": "i", "member": str(self.holder.pk), "since": self.ago(self.age)},
            "WHERE i % 7 = 0",
        )

    def _timeline(self, cursor: Any) -> None:
        for turn, kind in enumerate(("report", "help", "note", "state")[:TIMELINE]):
            data = (
                f'\'{{"verb": "open", "number": "15"}}\'{"" if connection.vendor == "sqlite" else "::jsonb"}'
            )
            self.insert(
                cursor,
                TimelineEntry,
                {
                    "id": f"i * {TIMELINE} - {turn}",
                    "case": "i",
                    "kind": f"'{kind}'",
                    "text": self.text(WORDS) if kind in ("report", "note") else "''",
                    "data": data,
                    "by": str(self.holder.pk),
                    "at": self.ago(f"{self.age} - {turn} * 30"),
                },
            )

    def _reports(self, cursor: Any) -> None:
        open_ = f"i > {self.size - OPEN}"
        held = f"{open_} AND i % 3 = 0"
        self.insert(
            cursor,
            Report,
            {
                "state": f"CASE WHEN {open_} THEN 'received' ELSE 'closed' END",
                "level": "CASE WHEN i % 50 = 0 THEN 'restricted' ELSE 'ordinary' END",
                "channel": self.one_of(["TEL", "WHATSAPP", "WEB", "TERRAIN", "PARTENAIRE"]),
                "words": self.text(WORDS),
                "kind": "'SIGNALEMENT'",
                "urgency": self.one_of(["IMMEDIAT", "24H", "SEMAINE", "AUCUNE"]),
                "urgency_rank": "i % 4",
                "commune": self.one_of(self.communes),
                "place_text": self.text("quartier {q}"),
                "received_at": f"CASE WHEN {open_} THEN {self.ago(f'({self.size} - i) * 5')} "
                f"ELSE {self.ago(self.age)} END",
                "respond_by": "NULL",
                "claimed_by": f"CASE WHEN {held} THEN {self.holder.pk} ELSE NULL END",
            },
        )

    def _assessments(self, cursor: Any) -> None:
        self.insert(cursor, Assessment, {"report": "i", "policy": "'bench'"})

    def _outcomes(self, cursor: Any) -> None:
        given = {"kind": "'case_linked'", "report": "i", "case": "i", "at": self.ago(self.age)}
        self.insert(cursor, Outcome, given, f"WHERE i <= {self.size - OPEN}")

    def _search(self, cursor: Any) -> None:
        words = "Signalement {i} personne agee seule porte {d} quartier {q} rue {r} signalee par un voisin"
        for turn, subject in enumerate(("report", "case", "person")):
            body = self.text(f"is{subject} " + (words if subject != "person" else "famille {q}"))
            given = {"id": f"i * 3 - {turn}", "subject": f"'{subject}'", "subject_id": "i", "words": body}
            self.insert(cursor, SearchEntry, given)

    def _settle(self) -> None:
        """Figures equal to the rows; sequences after the rows; what the planner knows, fresh."""
        for name, model, keys in (
            ("cases", Case, ("level", "state")),
            ("reports", Report, ("level", "state", "urgency")),
        ):
            for row in model._default_manager.values(*keys).annotate(n=models.Count("pk")).order_by():
                key = ":".join(str(row[each]) for each in keys)
                Counter.objects.update_or_create(name=name, key=key, defaults={"value": row["n"]})
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for filled in (Person, Case, Party, StageChange, Membership, TimelineEntry, Report):
                    after(cursor, filled)
                for told in (Assessment, Outcome, SearchEntry):
                    after(cursor, told)
            cursor.execute("ANALYZE")
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def after(cursor: Any, model: type[models.Model]) -> None:
    table = model._meta.db_table
    cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
