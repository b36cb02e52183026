"""Tells on the terminal what goes on in a run: a line for every change of state, never for text."""

from engine.export.outcomes import (
    Group,
    basis_of,
    changes_in_words,
    decided_in_words,
    group_of,
    in_order_of_need,
    standing,
)
from engine.export.words import (
    alignment_in_words,
    compared_in_words,
    count,
    duration_in_words,
    mode_in_words,
    side_in_words,
)
from models.contradiction import Basis, Contradiction, Decision, Verdict
from models.contribution import Contribution, ContributionState
from models.events import (
    ActivityEnded,
    ActivityKind,
    ActivityStarted,
    AlignmentDrawn,
    CandidateChecked,
    ClaimsListed,
    FinderChosen,
    NoticeGiven,
    PairRead,
    ParagraphRepaired,
    PlanStarted,
    PlanUpdateStarted,
    RunEvent,
    RunStarted,
    SectionWritten,
)
from models.plan import PlanSection, SectionOrigin, SectionState
from models.run import Run
from ui.headless.console import Console
from ui.headless.words import STATES, WAITING


class Progress:
    """Compares each new run with the last one shown and says what changed."""

    def __init__(self, console: Console) -> None:
        """Nothing has been said yet."""
        self._console = console
        self._said: dict[str, str] = {}
        self._pairs = 0
        self._checked = 0

    def show(self, event: RunEvent, run: Run) -> None:
        """Say what an event changed. ``run`` may be ahead of the event."""
        say = self._console.say
        match event:
            case RunStarted():
                say(f"Run {run.id} · {run.team.name} · {run.source}")
                for remark in event.remarks:
                    say(remark)
            case NoticeGiven():
                say(event.text)
            case ActivityStarted(activity=ActivityKind.COMPARE):
                say(f"\nComparing {count(len(run.evidence), 'text')} with each other and the brief")
            case _:
                self._show_finding(event, run)
                self._show_plan(event, run)
        self._show_workers(run)
        if isinstance(event, ActivityEnded):
            self._show_end(event, run)

    def _show_finding(self, event: RunEvent, run: Run) -> None:
        """How far the finders are."""
        say = self._console.say
        match event:
            case FinderChosen():
                self._pairs = self._checked = 0
                say(f"Comparing {mode_in_words(event.choice.mode)}. {event.choice.why}".rstrip())
            case ClaimsListed():
                listed = count(len(event.ledger.claims), "commitment")
                by_code = " by code" if event.ledger.is_by_code else ""
                say(f"  {_name(run, event.ledger.slot)}: {listed} listed{by_code}")
            case PairRead():
                self._pairs += 1
                first, second = (_name(run, slot) for slot in event.slots)
                total = _pairs_of(run)
                say(
                    f"  Pair {self._pairs} of {max(total, self._pairs)} read: {first} and "
                    f"{second}, {event.found} found"
                )
            case CandidateChecked():
                self._checked += 1
                total = max(len(run.candidates), self._checked)
                say(f"  Checking {self._checked} of {total}: {_described_check(event, run)}")
            case _:
                pass

    def _show_plan(self, event: RunEvent, run: Run) -> None:
        """How far the plan is."""
        say = self._console.say
        match event:
            case PlanStarted():
                say(f"\nWriting the plan: {count(len(event.sections), 'section')}")
            case PlanUpdateStarted():
                say(f"\nUpdating {count(len(event.section_ids), 'section')}")
            case SectionWritten():
                say(f"  {_described_section(event.section)}")
            case ParagraphRepaired():
                say(f"  {_described_repair(event, run)}")
            case AlignmentDrawn():
                say(f"  Alignment: {alignment_in_words(event.alignment)}")
            case _:
                pass

    def _show_workers(self, run: Run) -> None:
        if not self._said and all(
            one.state is ContributionState.QUEUED for one in run.contributions
        ):
            return  # Nothing has happened yet.
        width = max(len(one.specialist) for one in run.contributions)
        for one in run.contributions:
            state = described(one)
            if self._said.get(one.slot) != state:
                self._said[one.slot] = state
                self._console.say(f"  {one.specialist:<{width}}  {state}")

    def _show_end(self, event: ActivityEnded, run: Run) -> None:
        ended = next(one for one in run.activities if one.activity_id == event.activity_id)
        if ended.activity is ActivityKind.CONSULT:
            self._console.say(_work_done(run, event.at_s - ended.started_s))
        elif ended.activity is ActivityKind.DECIDE:
            self._console.say(f"\nContradictions: {_compared(run)}")
            for one in in_order_of_need(run):
                self._show_contradiction(one)

    def _show_contradiction(self, one: Contradiction) -> None:
        sides = " / ".join(side_in_words(side.specialist) for side in one.sides)
        mark = f"R{one.number}"
        self._console.say(f"  {mark:<4}{one.title} · {one.severity.value} · {sides}")
        if one.decision is not None:
            said, basis = decided_in_words(one.decision), _basis(one.decision)
            self._console.say(f"      {said} ({basis})" if said else f"      {basis}")
            for change in changes_in_words(one.decision):
                self._console.say(f"      To change by {change}")
        elif outcome := _UNDECIDED.get(group_of(one), ""):
            self._console.say(f"      {outcome}")


_UNDECIDED = {
    Group.WORTH_A_LOOK: "Worth a look: it could not be confirmed, so no rule decides it.",
    Group.DISMISSED: "Not a contradiction, by your word.",
    Group.WITHDRAWN: "Withdrawn: a side it rested on is gone.",
}


def described(now: Contribution) -> str:
    """A worker's state in one line."""
    words = count(len(now.text.split()), "word")
    more = ""
    if now.state is ContributionState.WAITING and now.waiting_reason:
        more = f": {WAITING[now.waiting_reason]}"
    elif now.state.is_done:
        queued_s = now.timings_s.queued
        queued = f", after {queued_s:.1f} s in the queue" if queued_s >= 0.1 else ""
        more = f", {words} in {_busy_s(now):.1f} s{queued}"
    elif now.state is ContributionState.STOPPED:
        more = f" at {words}" + ("; they are kept" if now.text else "")
    elif now.failure is not None:
        kept = f" {words} are kept, and not used." if now.text else ""
        more = f": {now.failure.message} {now.failure.remedy}".rstrip() + kept
    return f"{STATES[now.state]}{more}"


def _busy_s(one: Contribution) -> float:
    """How long the server worked on an answer; waiting for it is no work."""
    timings = one.timings_s
    return timings.loading + timings.reading + timings.thinking + timings.writing


def _work_done(run: Run, took_s: float) -> str:
    words = count(sum(len(one.text.split()) for one in run.evidence), "word")
    work = duration_in_words(sum(_busy_s(one) for one in run.contributions))
    asked = count(len(run.contributions), "worker")
    return (
        f"{len(run.evidence)} of {asked} done: {words}, {work} of work within "
        f"{duration_in_words(took_s)}"
    )


def _compared(run: Run) -> str:
    return compared_in_words(run.comparison, len(standing(run)))


def _basis(decision: Decision) -> str:
    """Why a decision stands, with the name where a person would ask for it."""
    basis = basis_of(decision)
    return f"{basis}, {decision.keep}" if decision.basis is Basis.TOPIC_OWNER else basis


def _name(run: Run, slot: str) -> str:
    return next((one.specialist for one in run.contributions if one.slot == slot), slot)


def _pairs_of(run: Run) -> int:
    """The pairs of texts that there are, or may still be."""
    texts = sum(one.is_evidence or not one.state.is_final for one in run.contributions)
    return texts * (texts - 1) // 2


def _described_check(event: CandidateChecked, run: Run) -> str:
    title = next(
        (one.title for one in run.candidates if one.candidate_id == event.candidate_id), ""
    )
    verdict = {
        Verdict.UNCHECKED: "not looked at again",
        Verdict.CONFIRMED: "confirmed",
        Verdict.WORTH_A_LOOK: "worth a look",
        Verdict.DROPPED: "they fit",
    }[event.verdict]
    return f"{title}: {verdict}" if title else verdict


def _described_repair(event: ParagraphRepaired, run: Run) -> str:
    repair = event.repair
    sections = run.plan.sections if run.plan is not None else ()
    title = next((one.title for one in sections if one.id == repair.section_id), "")
    numbers = ", ".join(f"R{number}" for number in repair.numbers if number)
    about = f" because of {numbers}" if numbers else ""
    vain = ", without success" if repair.before == repair.after else ""
    return f"{title or repair.section_id}: a paragraph was written again{about}{vain}"


def _described_section(section: PlanSection) -> str:
    if section.state is SectionState.MISSING:
        return f"{section.title}: missing"
    by_code = " by code, from decisions and quotes" if section.origin is SectionOrigin.CODE else ""
    return f"{section.title}: {section.state.value}{by_code}"
