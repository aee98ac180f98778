"""The life of a register that is brought in, from its file to the rows it wrote."""

from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class RegistersVerb(StrEnum):
    IMPORT = "registers.import"


class RegisterState(StrEnum):
    RECEIVED = "received"  # its sheet is to be chosen
    READING = "reading"
    UNREADABLE = "unreadable"
    READ = "read"  # its columns are to be named
    CHECKING = "checking"
    CHECKED = "checked"  # nothing is written yet: this is the preview
    WRITING = "writing"
    WRITTEN = "written"
    UNDOING = "undoing"
    UNDONE = "undone"
    DROPPED = "dropped"


# A job is at work: the page shows how far it is.
BUSY = (RegisterState.READING, RegisterState.CHECKING, RegisterState.WRITING, RegisterState.UNDOING)
# It changes the rows of the house: one at a time.
CHANGING = (RegisterState.WRITING, RegisterState.UNDOING)
# Nothing is written yet, so it can be given up.
BEFORE = (RegisterState.RECEIVED, RegisterState.UNREADABLE, RegisterState.READ, RegisterState.CHECKED)

REGISTER = register(
    Workflow(
        subject="register",
        states=RegisterState,
        initial=RegisterState.RECEIVED,
        moves=(
            Move("read", (RegisterState.RECEIVED, RegisterState.READ), RegisterState.READING),
            Move("give_up_reading", (RegisterState.READING,), RegisterState.UNREADABLE),
            Move("show", (RegisterState.READING,), RegisterState.READ),
            Move("check", (RegisterState.READ, RegisterState.CHECKED), RegisterState.CHECKING),
            Move("preview", (RegisterState.CHECKING,), RegisterState.CHECKED),
            Move("write", (RegisterState.CHECKED,), RegisterState.WRITING),
            Move("finish", (RegisterState.WRITING,), RegisterState.WRITTEN),
            Move("undo", (RegisterState.WRITING, RegisterState.WRITTEN), RegisterState.UNDOING),
            Move("forget", (RegisterState.UNDOING,), RegisterState.UNDONE),
            Move("drop", BEFORE, RegisterState.DROPPED),
        ),
    )
)
