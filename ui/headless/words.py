"""What states and reasons are called on the terminal, where exports have no words for them."""

from models.activity import RunStatus
from models.contribution import ContributionState, WaitingReason

WAITING = {
    WaitingReason.HELD_BACK: "next in line",
    WaitingReason.LOADING: "the model is being loaded",
    WaitingReason.READING_OR_SLOT: "the model reads the prompt, or has no free slot",
    WaitingReason.SLOT: "others are writing; probably no free slot",
}

STATES = {
    ContributionState.QUEUED: "queued",
    ContributionState.WAITING: "waiting",
    ContributionState.THINKING: "thinking",
    ContributionState.WRITING: "writing",
    ContributionState.DONE: "done",
    ContributionState.CUT: "done, cut at the limit",
    ContributionState.STOPPED: "stopped",
    ContributionState.FAILED: "failed",
}

RUN_STATES = {
    RunStatus.RUNNING: "running",
    RunStatus.COMPLETE: "plan ready",
    RunStatus.PARTIAL: "plan from fewer workers",
    RunStatus.STOPPED: "stopped",
    RunStatus.FAILED: "no plan",
}
