"""What the command line returns to the shell."""

from enum import IntEnum

from models.activity import RunStatus


class ExitCode(IntEnum):
    """Why a command ended."""

    COMPLETE = 0
    """The plan is complete, or the command did what it should."""
    BUG = 1
    BAD_INPUT = 2
    """Bad input or usage; nothing was started."""
    NO_SERVER_OR_LLM = 3
    """The server is unreachable, or an LLM is missing or refused; nothing was started."""
    PLAN_FROM_FEWER = 4
    """There is a plan, from fewer workers than asked."""
    NO_PLAN = 5
    """The run is kept, but there is no plan, or an update left sections as they were."""
    EXPORT_FAILED = 6
    """The run is kept, but a file, or standard output, could not be written."""
    INTERRUPTED = 130
    """What had arrived is kept."""

    @classmethod
    def of(cls, status: RunStatus) -> "ExitCode":
        """The code for a run that has ended with ``status``."""
        return {
            RunStatus.COMPLETE: cls.COMPLETE,
            RunStatus.PARTIAL: cls.PLAN_FROM_FEWER,
            RunStatus.STOPPED: cls.INTERRUPTED,
        }.get(status, cls.NO_PLAN)
