"""What stands in exports for the values of our enums, and for numbers (UI.md §7)."""

from datetime import datetime

from models.activity import RunStatus
from models.alignment import Alignment, Aspect, MisalignmentKind
from models.claim import Force
from models.comparison import CompareLevel, CompareMode, Comparison
from models.contradiction import (
    BRIEF_SIDE,
    HOUSE_RULE_SIDE,
    Basis,
    Contradiction,
    ContradictionStatus,
    FoundBy,
    Label,
    Severity,
)
from models.contribution import Contribution, ContributionState, Origin
from models.plan import TableKind, Violation, ViolationKind
from models.team import Topic

PARTIAL_TEXT = "Stopped — partial, not used as evidence"


def status_in_words(status: RunStatus) -> str:
    """Where the run is."""
    return {
        RunStatus.RUNNING: "Not finished",
        RunStatus.COMPLETE: "Complete",
        RunStatus.PARTIAL: "Complete, without some workers",
        RunStatus.STOPPED: "Stopped",
        RunStatus.FAILED: "Failed",
    }[status]


def basis_in_words(basis: Basis) -> str:
    """Why a decision stands."""
    return {
        Basis.BRIEF: "The brief decides",
        Basis.HOUSE_RULE: "A house rule decides",
        Basis.HARD_LIMIT: "A hard limit decides",
        Basis.ARITHMETIC: "Arithmetic decides",
        Basis.TOPIC_OWNER: "The topic's owner decides",
        Basis.NEEDS_YOU: "Needs you: no rule settles it, left open",
        Basis.USER: "Decided by you",
    }[basis]


def violated_in_words(violation: Violation) -> str:
    """What the plan does not reflect."""
    if violation.number:
        return f"R{violation.number}"
    is_of_brief = violation.kind is ViolationKind.BREAKS_BRIEF
    return "The brief" if is_of_brief else "The plan itself"


def alignment_in_words(alignment: Alignment) -> str:
    """How much of the parts does not fit, in one sentence."""
    found = [
        count(len(alignment.rows), "activity", "activities"),
        count(len(alignment.misalignments), "misalignment"),
        count(len(alignment.gaps), "gap"),
    ]
    by_code = " (by code alone, from tables and lists)" if alignment.is_by_code else ""
    return f"{', '.join(found)}{by_code}."


def mode_in_words(mode: CompareMode) -> str:
    """How contradictions are looked for."""
    return {
        CompareMode.AUTO: "as it suits",
        CompareMode.QUICK: "all texts in one call",
        CompareMode.PAIR: "two texts side by side, pair by pair",
        CompareMode.LEDGER: "the commitments of each text, topic by topic",
    }[mode]


def table_in_words(kind: TableKind) -> str:
    """The heading of a table that code made."""
    return {
        TableKind.DECISIONS: "What was decided",
        TableKind.DATES: "Dates",
        TableKind.OWNERS: "Who does what",
        TableKind.BUDGET: "Budget",
    }[kind]


def aspect_in_words(aspect: Aspect) -> str:
    """The title of a column of the matrix."""
    return aspect.value.capitalize()


def misalignment_in_words(kind: MisalignmentKind) -> str:
    """How parts fail to fit."""
    return {
        MisalignmentKind.UNREACHED_AUDIENCE: "Audience without a channel",
        MisalignmentKind.OTHER_AUDIENCE: "Channel reaches others",
        MisalignmentKind.UNSCHEDULED: "Not in the calendar",
        MisalignmentKind.UNOWNED: "Nobody does it",
        MisalignmentKind.UNFUNDED: "No money",
        MisalignmentKind.UNMEASURED: "Not measured",
        MisalignmentKind.UNWORKED_TARGET: "Target nobody works towards",
    }[kind]


def force_in_words(force: Force) -> str:
    """How a commitment binds."""
    return {
        Force.MUST: "Must",
        Force.PLAN: "Planned",
        Force.ASSUME: "Assumed",
        Force.AVOID: "Ruled out",
    }[force]


def topic_in_words(topic: Topic) -> str:
    """One of the five kinds of disagreement."""
    return {
        Topic.WHO: "who and promise",
        Topic.HOW: "how",
        Topic.WHEN: "when",
        Topic.MUCH: "how much",
        Topic.OWN: "who decides",
    }[topic]


def kept_in_words(keep: str) -> str:
    """Whose version is kept."""
    return "Neither side" if keep == "none" else side_in_words(keep)


def side_in_words(specialist: str) -> str:
    """Who said it."""
    return {BRIEF_SIDE: "Brief", HOUSE_RULE_SIDE: "House rule"}.get(specialist, specialist)


def kind_in_words(found: Contradiction) -> str:
    """Kind, topic, severity and status of a contradiction."""
    label = {
        Label.CONTRADICTION: "Contradiction",
        Label.TENSION: "Tension",
        Label.GAP: "Gap",
        Label.DUPLICATE: "Duplicate",
    }[found.label]
    topic = topic_in_words(found.topic)
    severity = {
        Severity.LOW: "low severity",
        Severity.MEDIUM: "medium severity",
        Severity.HIGH: "high severity",
    }[found.severity]
    status = {
        ContradictionStatus.OPEN: "open",
        ContradictionStatus.DECIDED: "decided",
        ContradictionStatus.NEEDS_YOU: "needs you",
        ContradictionStatus.DISMISSED: "not a contradiction, by your word",
        ContradictionStatus.WITHDRAWN: "withdrawn: a side it rested on is gone",
    }[found.status]
    return f"{label} · {topic} · {severity} · {status}"


def finder_in_words(found_by: FoundBy) -> str:
    """Who proposed a contradiction, where the reader must know."""
    return {
        FoundBy.LLM: "",
        FoundBy.BOTH: "",
        FoundBy.CODE: "Code that compares values; no model has looked at it",
    }[found_by]


def state_in_words(one: Contribution) -> str:
    """Where a worker is with its answer, and what that means for its text."""
    if one.origin is Origin.USER:
        state = "Edited by you"
    elif one.origin is Origin.ACCEPTED_PARTIAL:
        state = "Partial, accepted by you"
    else:
        state = {
            ContributionState.QUEUED: "Queued, not finished",
            ContributionState.WAITING: "Waiting, not finished",
            ContributionState.THINKING: "Thinking, not finished",
            ContributionState.WRITING: "Writing, not finished",
            ContributionState.DONE: "Done",
            ContributionState.CUT: "Done, cut at its length limit",
            ContributionState.STOPPED: "Stopped",
            ContributionState.FAILED: "Failed",
        }[one.state]
    return f"{state} · left out of the plan" if one.muted else state


def compared_in_words(run: Comparison | None, found: int) -> str:
    """What was compared and what came of it, without claiming more than was done."""
    if run is None:
        return "The texts were not compared."
    sentences = [f"{found} found." if found else "None found.", *_reading(run)]
    if run.level is CompareLevel.LINES:
        sentences.append("The model did not keep to the form asked for; its plain lines were read.")
    if run.rejected:
        refused = ", ".join(f"{reason} ({count})" for reason, count in run.rejected.items())
        sentences.append(f"Not counted: {refused}.")
    return " ".join(sentences)


def _reading(run: Comparison) -> list[str]:
    if run.level is CompareLevel.CODE_ONLY:
        return [
            "No model could compare the texts; "
            "code compared typed values only, such as dates and amounts."
        ]
    close = f"; {count(run.close_calls, 'close call')} turned out compatible"
    tail = f"{close if run.close_calls else ''}."
    if len(run.slots) < 2:
        return ["There were not two texts to compare."]
    if run.mode is CompareMode.LEDGER:
        texts = count(len(run.slots), "text")
        return [f"The commitments of {texts} were compared topic by topic{tail}", *_checked(run)]
    if run.mode is CompareMode.QUICK or not run.pairs_total:
        return [f"One call read all {count(len(run.slots), 'text')} together{tail}"]
    read = [f"{run.pairs_read} of {count(run.pairs_total, 'pair')} were read{tail}"]
    if unread := run.pairs_total - run.pairs_read:
        read.append(f"{count(unread, 'pair')} could not be read.")
    return [*read, *_checked(run)]


def _checked(run: Comparison) -> list[str]:
    """What became of the candidates, where they were looked at again."""
    if not run.candidates:
        return []
    again = f"{run.checked} of {count(run.candidates, 'candidate')} were looked at again"
    fit = f", and {run.dropped} of these turned out to fit" if run.dropped else ""
    return [f"{again}, each by itself{fit}."]


def count(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun, such as "1,204 words"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {nouns or f'{noun}s'}"


def duration_in_words(seconds: float) -> str:
    """A duration, such as "6 min 12 s"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def time_in_words(moment: datetime) -> str:
    """A moment with its zone; in figures, for names of months hang on the machine's language."""
    zone = moment.strftime("%z")
    clock = f"{moment:%Y-%m-%d %H:%M}"
    return f"{clock} (UTC{zone[:3]}:{zone[3:5]})" if zone else clock
