"""Why a file or an entry cannot be taken, with what to do about it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jaras.imports.rules import Code
from jaras.imports.rules.open_referral import Wrong
from jaras.registers.queries.sentences import FILES as REGISTERS
from jaras.registers.rules import Why

FILES: dict[Why, Any] = REGISTERS | {
    Why.EMPTY: _("This file is empty: choose the one that holds the directory."),
    Why.NOT_A_TABLE: _(
        "This file is neither an Excel workbook (.xlsx) nor a document of Open Referral (.json): "
        "send one of them."
    ),
    Why.BOMB: _(
        "This workbook unpacks to far more than a directory holds: nothing was opened. "
        "Copy its rows into a new workbook, save it, send that one."
    ),
    Why.NO_SHEET: _(
        "No sheet of this workbook is one of the directory: take the directory out as a workbook, "
        "write under its headings, send that one."
    ),
    Why.TOO_MANY_ROWS: _("This workbook has more than 5,000 rows: cut it into several files."),
}

DOCUMENTS: dict[Wrong, Any] = {
    Wrong.NOT_JSON: _("This document is not JSON: it cannot be read."),
    Wrong.NO_OBJECT: _(
        "This document holds no organisation and no service as the standard (HSDS 3.0) writes them."
    ),
    Wrong.TOO_MANY: _("This document has more than 5,000 entries: cut it into several files."),
}

ENTRIES: dict[Code, Any] = {
    Code.WORD_UNKNOWN: _(
        "We do not know this word: write one of the list, as the form of a partner shows it."
    ),
    Code.NAME_MISSING: _("Its name is missing: write it in one script at least."),
    Code.KIND_MISSING: _("It does not say what kind of organisation it is: write one of the list."),
    Code.SERVICE_MISSING: _("It does not say which service is given: write one of the list."),
    Code.TOO_LONG: _("This text is too long: shorten it."),
    Code.EMAIL: _("This e-mail address does not look right: correct it."),
    Code.NUMBER: _("This is not a whole number: correct it."),
    Code.FLAG: _("Write yes or no."),
    Code.DAY: _("This is not a date we can read: write it as 31/12/2026."),
    Code.ENDS_BEFORE: _("It ends before it begins: correct one of the two days."),
    Code.AGES: _("These ages are not possible: correct them."),
    Code.FEE: _("This fee is not possible: correct it."),
    Code.WARNING: _("This number of days is not possible: correct it."),
    Code.HOURS: _("These hours cannot be read: write them like 08:30-12:00, 14:00-18:00."),
    Code.WEEK: _("Write whether these hours are of the usual week or of Ramadan."),
    Code.FUNCTION_MISSING: _("Write whom one asks for: a function, no person."),
    Code.REACH_MISSING: _("Write a telephone or an e-mail address."),
    Code.WITH_MISSING: _("Write with whom it is concluded."),
    Code.SUBJECT_MISSING: _("Write what it is about."),
    Code.BEGINS_MISSING: _("Write from which day it runs."),
    Code.FORMULA: _(
        "This formula was never computed: open the workbook in a spreadsheet, save it, send it again."
    ),
    Code.OWNER_MISSING: _("It does not say of which organisation it is: write its name or its key."),
    Code.OWNER_UNKNOWN: _("This organisation is neither in the file nor in the directory: add it first."),
    Code.OWNER_REFUSED: _("Its organisation is refused itself: correct that one first."),
    Code.OWNER_OTHER: _("The directory has it at another organisation: correct the name or the key."),
    Code.NAME_OF_TWO: _("The directory has several that are called so: write the key of the one you mean."),
    Code.TWICE: _("The same stands there above: leave one of the two out."),
    Code.RETIRED: _("The directory has it as one that takes part no more: bring it back on its page first."),
    Code.DIFFERS: _("It stands in the document a second time with other words: make them the same."),
    Code.SHAPE: _("This is not what the standard says: correct it, or leave it out."),
    Code.AREA_LEFT_OUT: _("We do not know this area: it is left out."),
    Code.HOURS_LEFT_OUT: _("These hours are not those of a week: they are left out."),
    Code.COST_LEFT_OUT: _("This cost is not in whole dirhams: it is left out."),
    Code.LANGUAGE_LEFT_OUT: _("We do not know this language: it is left out."),
    Code.LONG_LEFT_OUT: _("This text is longer than the directory bears: it is left out."),
}
