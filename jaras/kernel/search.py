"""Words to things, through the database's own full-text index; never a scan."""

import hmac
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256

from django.db import connection

from jaras.kernel import folding
from jaras.kernel.keys import ring
from jaras.kernel.models import SearchEntry

Way = tuple[str, bool]  # a form, with whether what begins so counts too
LONGEST, MOST_WORDS = 4000, 8
KEYED = "ƣ"  # no word that people write begins so
NOTHING = (0,)  # no row has this number
FEW = 50  # ids that one turn of a reader gathers at least, while there are more
SHORTEST_BEGINNING = 3  # fewer letters would tell names apart by how often they stand there

SQLITE = (
    "SELECT e.id, e.subject_id FROM kernel_search s JOIN kernel_searchentry e ON e.id = s.rowid "
    "WHERE kernel_search MATCH %s AND s.rowid < %s ORDER BY s.rowid DESC LIMIT %s"
)
# PostgreSQL cannot guess how many things hold some words together: left to choose, it walked through a
# million rows for a word that none of them held. So it is told: what is common stands among the newest,
# read in their order; everything else is gathered from the index.
NEWEST = 2000
POSTGRES_NEWEST = (
    "SELECT subject_id, subject_id FROM (SELECT subject_id, forms FROM kernel_searchentry "
    "WHERE subject = %s AND subject_id < %s ORDER BY subject_id DESC LIMIT %s) newest "
    "WHERE forms @@ to_tsquery('simple', %s) ORDER BY subject_id DESC LIMIT %s"
)
POSTGRES_ALL = (
    "WITH held AS MATERIALIZED (SELECT subject_id FROM kernel_searchentry "
    "WHERE forms @@ to_tsquery('simple', %s)) "
    "SELECT subject_id, subject_id FROM held WHERE subject_id < %s ORDER BY subject_id DESC LIMIT %s"
)


def index(
    subject: str,
    subject_id: int,
    *texts: str,
    fresh: bool = False,
    sealed: bool = False,
    beginnings: bool = False,
) -> None:
    """Make a thing findable by these words; a `fresh` one never was before.

    Of a `sealed` one only keyed digests of whole words are kept; with `beginnings`, for names, of how they
    begin too, so that typing finds it.
    """
    words = _indexed(subject, texts)
    if sealed:
        words = _keyed(words, beginnings=beginnings)
    if fresh:
        SearchEntry.objects.create(subject=subject, subject_id=subject_id, words=words)
        return
    SearchEntry.objects.update_or_create(subject=subject, subject_id=subject_id, defaults={"words": words})


def index_many(
    subject: str, rows: Iterable[tuple[int, Sequence[str]]], *, sealed: Collection[int] = ()
) -> None:
    """Make many things findable that were never findable before: id, texts."""
    SearchEntry.objects.bulk_create(
        SearchEntry(
            subject=subject,
            subject_id=subject_id,
            words=_keyed(words) if subject_id in sealed else words,
        )
        for subject_id, texts in rows
        for words in [_indexed(subject, texts)]
    )


def renew(subject: str, rows: Iterable[tuple[int, Sequence[str]]], *, sealed: Collection[int] = ()) -> int:
    """Write anew what words are read otherwise than when it was written, that alone; how many.

    Of `sealed` ones digests of how names begin are kept too, as of persons.
    """
    wanted = {
        subject_id: _keyed(words, beginnings=True) if subject_id in sealed else words
        for subject_id, texts in rows
        for words in [_indexed(subject, texts)]
    }
    entries = SearchEntry.objects.filter(subject=subject, subject_id__in=wanted)
    stale = [entry for entry in entries if entry.words != wanted[entry.subject_id]]
    for entry in stale:
        entry.words = wanted[entry.subject_id]
    SearchEntry.objects.bulk_update(stale, ["words"])
    return len(stale)


def seal(subject: str, subject_id: int) -> None:
    """Of a thing that was findable by its words leave keyed digests of them."""
    for entry in SearchEntry.objects.filter(subject=subject, subject_id=subject_id):
        entry.words = _keyed(entry.words)
        entry.save(update_fields=["words"])


def _keyed(words: str, *, beginnings: bool = False) -> str:
    mark, *forms = words.split()
    tokens = [form if form.startswith(KEYED) else _token(form) for form in forms]
    if beginnings:
        cut = {form[:end] for form in forms for end in range(SHORTEST_BEGINNING, len(form))}
        tokens += sorted(_token(each, "beginning") for each in cut)
    return " ".join((mark, *tokens))


def _token(form: str, what: str = "word") -> str:
    return KEYED + hmac.new(ring.ring().lookup, f"{what}:{form}".encode(), sha256).hexdigest()[:16]


def _ways(form: str, *, whole: bool) -> list[Way]:
    """How a thing may hold this word, or one that begins so; a sealed one holds keyed tokens."""
    begins = [] if whole or len(form) < SHORTEST_BEGINNING else [(_token(form, "beginning"), False)]
    return [(form, not whole), (_token(form), False), *begins]


def forget_many(subject: str, ids: Iterable[int]) -> None:
    """Nobody finds them any more."""
    SearchEntry.objects.filter(subject=subject, subject_id__in=ids).delete()


def _indexed(subject: str, texts: Sequence[str]) -> str:
    return " ".join((f"is{subject}", *_forms(" ".join(filter(None, texts))[:LONGEST])))


def _forms(words: str) -> list[str]:
    """The folded words; only letters and digits, so that none is an operator of the engine."""
    return ["".join(filter(str.isalnum, word.form)) for word in folding.words(words)]


def find(subject: str, query: str, *, batch: int = 100) -> Iterator[list[int]]:
    """Ids of what holds the very words, then of what holds words that begin like them; newest first.

    Reading in batches lets the caller keep what its actor may see until it has enough. A word that stands
    everywhere is met in the first batch: gathering all words that begin like it would take the whole table.
    """
    tokens = [form for form in _forms(query[:LONGEST]) if form[0] != KEYED][:MOST_WORDS]
    if not tokens:
        return
    told: set[int] = set()
    for whole in (True, False):
        for ids in _walk(subject, [_ways(token, whole=whole) for token in tokens], batch=batch):
            if fresh := [each for each in ids if each not in told]:
                told.update(fresh)
                yield fresh


def evenly(found: Iterator[list[int]]) -> Iterator[Sequence[int]]:
    """What was found, in turns that do not tell whether something hidden holds the words.

    Who reads what their actor may see asks the database once a turn: so often as well where nothing is.
    """
    held: list[int] = []
    turns = 0
    for ids in found:
        held += ids
        if len(held) >= FEW:
            yield held
            held, turns = [], turns + 1
    if held or not turns:
        yield held or NOTHING


def _walk(subject: str, ways: Sequence[Sequence[Way]], *, batch: int) -> Iterator[list[int]]:
    last, rows = 2**62, [(0, 0)] * batch
    while len(rows) == batch:
        rows = _page(subject, ways, below=last, batch=batch)
        if rows:
            last = rows[-1][0]
            yield [subject_id for _, subject_id in rows]


def _page(subject: str, ways: Sequence[Sequence[Way]], *, below: int, batch: int) -> list[tuple[int, int]]:
    """The next ids that match, each behind the mark where the page after it goes on."""
    if connection.vendor == "sqlite":
        said = (" OR ".join(f'"{form}"{"*" if begins else ""}' for form, begins in each) for each in ways)
        match = " AND ".join([f"is{subject}", *(f"({each})" for each in said)])
        return _rows(SQLITE, [match, below, batch])
    said = (" | ".join(f"{form}{':*' if begins else ''}" for form, begins in each) for each in ways)
    match = " & ".join([f"is{subject}", *(f"({each})" for each in said)])
    newest = _rows(POSTGRES_NEWEST, [subject, below, NEWEST, match, batch])
    return newest if len(newest) == batch else _rows(POSTGRES_ALL, [match, below, batch])


def _rows(sql: str, given: list[str | int]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [(int(row[0]), int(row[1])) for row in cursor.fetchall()]
