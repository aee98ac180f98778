"""The life of an import of the directory, from its preview to its being taken back."""

from enum import StrEnum

from jaras.kernel.workflow import Move, Workflow, register


class Source(StrEnum):
    """Where it comes from."""

    WORKBOOK = "xlsx"
    OPEN_REFERRAL = "hsds"
    USUAL = "usual"  # the usual actors of a province


class ImportState(StrEnum):
    READ = "read"  # nothing is written yet: this is the preview
    WRITTEN = "written"
    SETTLED = "settled"  # written, long enough ago not to be undone
    UNDONE = "undone"
    DROPPED = "dropped"


# What it wrote stands in the directory.
STANDING = (ImportState.WRITTEN, ImportState.SETTLED)

IMPORT = register(
    Workflow(
        subject="directory_import",
        states=ImportState,
        initial=ImportState.READ,
        moves=(
            Move("write", (ImportState.READ,), ImportState.WRITTEN),
            Move("settle", (ImportState.WRITTEN,), ImportState.SETTLED),
            Move("undo", (ImportState.WRITTEN,), ImportState.UNDONE),
            Move("drop", (ImportState.READ,), ImportState.DROPPED),
        ),
    )
)
