"""What the command line returns to the shell."""

from enum import IntEnum

from models.activity import RunStatus


class ExitCode(IntEnum):
    """Why a command ended."""

    COMPLETE = 0
    BUG = 1
    BAD_INPUT = 2
    NO_SERVER_OR_LLM = 3
    PLAN_FROM_FEWER = 4
    NO_PLAN = 5
    EXPORT_FAILED = 6
    INTERRUPTED = 130

    @classmethod
    def of(cls, status: RunStatus) -> "ExitCode":
        """The code for a run that has ended with ``status``."""
        return {
            RunStatus.COMPLETE: cls.COMPLETE,
            RunStatus.PARTIAL: cls.PLAN_FROM_FEWER,
            RunStatus.STOPPED: cls.INTERRUPTED,
        }.get(status, cls.NO_PLAN)
