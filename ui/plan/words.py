"""What is said about the plan (UI.md §7)."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from models.contradiction import Contradiction, ContradictionStatus, Decision
from models.contribution import Contribution, ContributionState, Origin
from models.plan import Plan, Repair, SectionState, Violation, ViolationKind
from models.run import Run
from ui.components.rule_ladder import rule_name
from ui.components.state_chip import ChipState, state_word
from ui.contradictions.words import below_title, title_of
from ui.plan.coverage import Staleness, clock_time, coverage_of

translate = QCoreApplication.translate


def coverage_title(run: Run, plan: Plan) -> str:
    """Whose texts it rests on, where somebody is missing: "Plan from 3 of 4 workers"."""
    coverage = coverage_of(run, plan)
    if not coverage.missing:
        return ""
    words = translate("Plan", "Plan from {used} of {asked} workers")
    return words.format(used=len(coverage.used), asked=coverage.asked)


def coverage_reason(run: Run, plan: Plan) -> str:
    """Why somebody is missing, and what that means for the plan."""
    missing = coverage_of(run, plan).missing
    if not missing:
        return ""
    causes = listed([fate(one) for one in missing])
    empty = [one.title for one in plan.sections if one.state is SectionState.MISSING]
    if len(empty) == 1:
        words = translate("Plan", "{causes}, so the section {sections} has no source.")
    elif empty:
        words = translate("Plan", "{causes}, so the sections {sections} have no source.")
    else:
        words = translate("Plan", "{causes}. Nothing was made up in place of that text.")
    return words.format(causes=causes, sections=listed(empty))


def fate(one: Contribution) -> str:
    """What became of a worker without a usable text, as a sentence begins."""
    if one.is_evidence:
        return _fate_since(one).format(name=one.specialist)
    if one.muted:
        return translate("Plan", "{name} was left out").format(name=one.specialist)
    words = {
        ContributionState.FAILED: translate("Plan", "{name} failed"),
        ContributionState.STOPPED: translate("Plan", "{name} was stopped"),
    }.get(one.state)
    if words is None:
        words = (
            translate("Plan", "{name} wrote nothing")
            if one.state.is_final
            else translate("Plan", "{name} has not finished")
        )
    return words.format(name=one.specialist)


def _fate_since(one: Contribution) -> str:
    """Why a text that counts now is not in the plan."""
    if one.was_taken_back_in:
        return translate("Plan", "{name} was taken back in only after this plan")
    if one.origin is Origin.ACCEPTED_PARTIAL:
        return translate("Plan", "{name}'s partial text was accepted only after this plan")
    return translate("Plan", "{name} wrote only after this plan")


def header_line(run: Run, plan: Plan) -> str:
    """What the plan rests on: "From 4 of 4 workers · 4 decided, 1 open".

    Of a single worker whose text is there it goes without saying.
    """
    coverage = coverage_of(run, plan)
    parts = []
    if coverage.asked > 1 or not coverage.used:
        words = translate("Plan", "From {used} of {asked} workers")
        parts.append(words.format(used=len(coverage.used), asked=coverage.asked))
    standing = [one for one in run.contradictions if one.is_of_plan]
    if standing:
        decided = sum(one.status is ContradictionStatus.DECIDED for one in standing)
        counts = [translate("Plan", "{count} decided").format(count=decided)] if decided else []
        if open_ones := len(standing) - decided:
            counts.append(translate("Plan", "{count} open").format(count=open_ones))
        parts.append(", ".join(counts))
    return " · ".join(parts)


def stale_sentence(run: Run, staleness: Staleness) -> str:
    """What has changed since the plan was written, and what that means."""
    if not staleness:
        return ""
    causes = [_cause(run, one) for one in staleness.changed]
    causes += [_decided_anew(one) for one in staleness.decided if not one.rulings]
    if ruled := listed([f"R{one.number}" for one in staleness.decided if one.rulings]):
        begin, go_on = (
            translate("Plan", "You ruled on {marks}"),
            translate("Plan", "you ruled on {marks}"),
        )
        causes.append((go_on if causes else begin).format(marks=ruled))
    words = translate(
        "Plan",
        "{causes}, after this plan was written. Nothing has been changed or thrown away; dashed "
        "parts may no longer hold.",
    )
    return words.format(causes=listed(causes))


def stale_line(staleness: Staleness) -> str:
    """The same in few words: "Plan out of date: Timeline Planner re-run"."""
    causes = [_short_cause(one) for one in staleness.changed]
    causes += [
        translate("Plan", "R{number} decided anew").format(number=one.number)
        for one in staleness.decided
    ]
    return translate("Plan", "Plan out of date: {causes}").format(causes=listed(causes))


def _short_cause(one: Contribution) -> str:
    if one.muted:
        words = translate("Plan", "{name} left out")
    elif not one.state.is_final:
        words = translate("Plan", "{name} writing again")
    elif one.origin is Origin.USER:
        words = translate("Plan", "{name} edited")
    else:
        words = translate("Plan", "{name} re-run")
    return words.format(name=one.specialist)


def update_words(count: int) -> str:
    """What the button says that writes anew only what is out of date, and checks the whole."""
    if count == 0:
        return translate("Plan", "Check the plan")
    if count == 1:
        return translate("Plan", "Update 1 section")
    return translate("Plan", "Update {count} sections").format(count=count)


def updating_line(plan: Plan) -> str:
    """How far an update is: "Updating 2 sections; the rest stays as it is"."""
    left = sum(one.state is SectionState.WRITING for one in plan.sections)
    if left == 0:
        return translate("Plan", "Checking the plan against the decisions")
    if left == 1:
        return translate("Plan", "Updating 1 section; the rest stays as it is")
    words = translate("Plan", "Updating {count} sections; the rest stays as it is")
    return words.format(count=left)


def weave_line(plan: Plan) -> str:
    """How far the plan is one document: "5 of 6 sections rest on two workers or more · …"."""
    weave = plan.weave
    if weave is None or not weave.sections:
        return ""
    parts = []
    if weave.woven_sections or not plan.is_of_one_worker:
        words = translate("Plan", "{woven} of {count} sections rest on two workers or more")
        parts.append(words.format(woven=weave.woven_sections, count=weave.sections))
    if weave.longest_copy_words > 1:
        words = translate("Plan", "longest run copied from one worker: {count} words")
        parts.append(words.format(count=weave.longest_copy_words))
    if weave.added_sentences:
        words = translate("Plan", "{added} of {count} sentences added by the synthesizer")
        parts.append(words.format(added=weave.added_sentences, count=weave.sentences))
    return " · ".join(parts)


def repair_line(plan: Plan, repair: Repair) -> str:
    """That a paragraph was written again, and why."""
    titles = {one.id: one.title for one in plan.sections}
    marks = listed([f"R{number}" for number in repair.numbers if number])
    section = titles.get(repair.section_id, repair.section_id)
    if repair.before == repair.after:
        words = translate(
            "Plan", "A paragraph of {section} was tried again for {marks} and is no better."
        )
    else:
        words = translate("Plan", "A paragraph of {section} was written again to reflect {marks}.")
    return words.format(section=section, marks=marks or translate("Plan", "the brief"))


def _decided_anew(one: Contradiction) -> str:
    return translate("Plan", "R{number} was decided anew").format(number=one.number)


def _cause(run: Run, one: Contribution) -> str:
    if one.muted:
        words = translate("Plan", "{name} was left out")
    elif not one.state.is_final:
        words = translate("Plan", "{name} has been writing again since {time}")
    elif one.was_taken_back_in:
        words = translate("Plan", "{name} was taken back in")
    elif one.origin is Origin.USER:
        words = translate("Plan", "{name} was edited at {time}")
    elif one.origin is Origin.ACCEPTED_PARTIAL:
        words = translate("Plan", "{name}'s partial text was accepted at {time}")
    else:
        words = translate("Plan", "{name} was re-run at {time}")
    return words.format(name=one.specialist, time=clock_time(run, one.since_s))


def unfinished_sentence(plan: Plan) -> str:
    """What a plan lacks that nobody writes any more."""
    if plan.is_complete:
        return ""
    written = sum(one.state is not SectionState.WRITING for one in plan.sections)
    if written == len(plan.sections):
        return translate("Plan", "This plan was not checked against the decisions.")
    words = translate(
        "Plan", "This plan was not finished: {written} of {count} sections are written."
    )
    return words.format(written=written, count=len(plan.sections))


def progress_line(plan: Plan) -> str:
    """How far the plan is while it is written."""
    written = sum(one.state is not SectionState.WRITING for one in plan.sections)
    words = translate("Plan", "{written} of {count} sections written")
    return words.format(written=written, count=len(plan.sections))


def earlier_label(run: Run, plan: Plan, number: int) -> str:
    """What an earlier plan is called: "Plan 1, written at 10:45"."""
    words = translate("Plan", "Plan {number}, written at {time}")
    return words.format(number=number, time=clock_time(run, plan.since_s))


def decided_by(decision: Decision) -> str:
    """Which rule decides, or that none does."""
    if decision.is_left_open:
        return state_word(ChipState.LEFT_OPEN)
    return state_word(ChipState.NEEDS_YOU) if decision.is_open else rule_name(decision.basis)


def mark_hint(one: Contradiction) -> str:
    """What a mark in the plan stands for: "Public launch date: 14 September 2027. Brief"."""
    if one.decision is None:
        return title_of(one)
    said = title_of(one)
    if not one.decision.is_open:
        said = f"{said}: {below_title(one, one.decision).removesuffix('.')}"
    return f"{said}. {decided_by(one.decision)}"


def violation_title(violation: Violation) -> str:
    """Which decision is not reflected; the brief and the plan itself have no number."""
    match violation.kind:
        case ViolationKind.BREAKS_BRIEF if not violation.number:
            return translate("Plan", "The plan breaks the brief")
        case ViolationKind.BREAKS_ITSELF if not violation.number:
            return translate("Plan", "The plan contradicts itself")
        case _ if not violation.number:
            return translate("Plan", "The plan was not fully checked")
    return translate("Plan", "R{number} not fully reflected").format(number=violation.number)


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    words = translate("Plan", "{first} and {last}")
    return words.format(first=", ".join(names[:-1]), last=names[-1])
