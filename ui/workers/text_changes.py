"""What the user can make of a text that nobody works on, in words."""

from models.contribution import TextChange
from ui.workers.status import WorkerStatus
from ui.workers.wording import translate


def change_offered(status: WorkerStatus) -> TextChange | None:
    """What can be made of a worker's text now; ``None`` while it writes, or without a text."""
    return None if status.situation.is_busy else status.contribution.possible_change


def change_words(change: TextChange) -> str:
    """What a button says that does it."""
    return {
        TextChange.USE_AS_IS: translate("Workers", "Use as is"),
        TextChange.LEAVE_OUT: translate("Workers", "Leave out"),
        TextChange.TAKE_BACK_IN: translate("Workers", "Take back in"),
    }[change]


def link_below(status: WorkerStatus) -> str:
    """What the link below a text does; empty where the text counts, or a card offers it."""
    change = change_offered(status)
    has_card = status.contribution.failure is not None and change is TextChange.USE_AS_IS
    is_offered_below = change is not None and change is not TextChange.LEAVE_OUT and not has_card
    return change_words(change) if change is not None and is_offered_below else ""
