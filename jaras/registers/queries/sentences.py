"""Why a file or a row cannot be taken, with what to do about it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jaras.registers.rules import Code, Why

FILES: dict[Why, Any] = {
    Why.EMPTY: _("This file is empty: choose the one that holds the register."),
    Why.NOT_A_TABLE: _(
        "This file is not a spreadsheet: send the register as an Excel workbook (.xlsx) or as CSV."
    ),
    Why.PROTECTED: _(
        "This workbook is protected by a password: open it, take the password off, save it, send it again."
    ),
    Why.MACRO: _(
        "This workbook holds a macro (.xlsm): save it as an Excel workbook without macros (.xlsx), "
        "then send that one."
    ),
    Why.OLD_FORMAT: _(
        "This workbook is in the format of before 2007 (.xls): open it, save it as .xlsx, send that one."
    ),
    Why.OTHER_FORMAT: _(
        "This spreadsheet has another format (.ods, .xlsb): open it, save it as .xlsx or CSV, send that one."
    ),
    Why.BOMB: _(
        "This workbook unpacks to far more than a register holds: nothing was opened. "
        "Copy its rows into a new workbook, save it, send that one."
    ),
    Why.BROKEN: _(
        "This file is damaged: open it in a spreadsheet, save it under another name, send that one."
    ),
    Why.NO_SHEET: _("There are no rows in this sheet: choose another one."),
    Why.TOO_MANY_ROWS: _("This register has more than 250,000 rows: cut it into several files, one a year."),
    Why.ONE_COLUMN: _(
        "This text has a single column: separate its cells by semicolons, or send the workbook (.xlsx)."
    ),
}

ROWS: dict[Code, Any] = {
    Code.DAY_MISSING: _("The date is missing: write it, or leave the row out."),
    Code.DAY_UNREADABLE: _("This is not a date we can read: write it as 31/12/2021."),
    Code.NO_SUCH_DAY: _("This day does not exist: the day comes first, then the month, then the year."),
    Code.DAY_TO_COME: _("This date has not come yet: correct the year."),
    Code.DAY_FAR: _("This date is more than ten years ago: correct the year."),
    Code.KIND_MISSING: _("It does not say what was done: write the kind of intervention."),
    Code.KIND_UNKNOWN: _(
        "We do not know this kind of intervention: say on the page of the register what it means."
    ),
    Code.POLE_UNKNOWN: _("We do not know this pole: say on the page of the register what it means."),
    Code.POLE_OTHER: _("This kind of intervention is of another pole: correct one of the two."),
    Code.NIGHTS_UNREADABLE: _("Nights are a whole number: correct it."),
    Code.NIGHTS_ELSEWHERE: _("Nights are counted for a shelter only: correct the kind or the nights."),
    Code.NIGHTS_TOO_MANY: _("One row holds at most 366 nights: cut the stay by year."),
    Code.TIMES_UNREADABLE: _("How many interventions is a whole number, one at least: correct it."),
    Code.TIMES_TOO_MANY: _("One row counts at most 500 interventions: cut it by week or by month."),
    Code.COST_UNREADABLE: _("This is not an amount we can read: write it as 1250,50."),
    Code.COST_TOO_HIGH: _("A cost lies between 0 and 1,000,000 dirhams: correct it."),
    Code.TOO_LONG: _("This text is too long for its column: shorten it."),
    Code.ALREADY: _("This row was brought in by an earlier import: it is not written a second time."),
    Code.TWICE: _("The same row stands above: it is not written a second time."),
    Code.COST_ROUNDED: _("This cost is finer than a centime: it is rounded."),
    Code.SEX_UNKNOWN: _("We do not know this word for the sex: it is left blank."),
    Code.AGE_UNREADABLE: _("This age cannot be read: it is left blank."),
    Code.BORN_UNREADABLE: _("This date of birth cannot be read: it is left blank."),
    Code.COMMUNE_UNKNOWN: _("We do not know this commune: its name is kept in the place."),
    Code.PUBLIC_UNKNOWN: _("We do not know this public: it is left out."),
    Code.ORIGIN_UNKNOWN: _("We do not know this origin: it is left blank."),
    Code.CHANNEL_UNKNOWN: _("We do not know this channel: it is left blank."),
    Code.ORGANISATION_UNKNOWN: _("This partner is not in the directory: its name is kept in the remarks."),
}
