"""What an export says, apart from its format."""

from collections.abc import Collection, Iterable
from typing import assert_never

from engine.export import words
from engine.export.blocks import (
    Block,
    Caption,
    Heading,
    Markdown,
    Notice,
    Pairs,
    Paragraph,
    Quote,
    Report,
    Table,
)
from engine.export.parts import ALL_PARTS, ExportPart, in_order
from models.brief import Brief
from models.contradiction import Contradiction, ContradictionStatus
from models.contribution import Contribution, ContributionState
from models.plan import Plan, PlanSection, SectionState
from models.run import Run
from models.settings import SYNTHESIZER_ROLE, LlmSeat

_DIGEST_CHARS = 12


def report_of(run: Run, parts: Collection[ExportPart] = ALL_PARTS) -> Report:
    """The run, told in blocks."""
    blocks = (block for part in in_order(parts) for block in _part(run, part))
    return Report(title=title_of(run), subtitle=_subtitle(run), blocks=tuple(blocks))


def title_of(run: Run) -> str:
    """The plan's title, or the brief's where there is no plan."""
    return run.plan.title if run.plan is not None and run.plan.title.strip() else run.brief.title


def _subtitle(run: Run) -> str:
    return f"{run.team.name} · {words.time_in_words(run.started_at)} · {run.source}"


def _part(run: Run, part: ExportPart) -> Iterable[Block]:
    match part:
        case ExportPart.FACTS:
            return (*_facts(run), *_brief(run.brief))
        case ExportPart.PLAN:
            return _plan(run)
        case ExportPart.DECISIONS:
            return _decisions(run)
        case ExportPart.CONTRADICTIONS:
            return _contradictions(run)
        case ExportPart.WORKERS:
            return (Heading(1, "Workers"), *(b for one in run.contributions for b in _worker(one)))
        case _:
            assert_never(part)


def _facts(run: Run) -> Iterable[Block]:
    rows = [
        ("When", words.time_in_words(run.started_at)),
        ("Source", run.source),
        ("Team", run.team.name),
        *(() if run.is_demo else _llms(run)),
        ("Duration", words.duration_in_words(run.last_s)),
        ("Status", words.status_in_words(run.status)),
        ("Coverage", _coverage(run)),
        ("Made with", f"Parallel Workers {run.versions.application}"),
        ("Run", run.id),
    ]
    yield Heading(1, "About this run")
    yield Pairs(tuple(rows))
    if run.failure is not None:
        yield Notice(f"{run.failure.message} {run.failure.remedy}")
    for notice in run.notices:
        yield Paragraph(notice)


def _llms(run: Run) -> Iterable[tuple[str, str]]:
    names = {one.slot: one.specialist for one in run.contributions}
    names[SYNTHESIZER_ROLE] = "synthesizer"
    roles: dict[str, list[str]] = {}
    for seat in run.seats:
        roles.setdefault(_llm_in_words(seat), []).append(names.get(seat.role, seat.role))
    for llm, users in roles.items():
        yield "Model", f"{llm}: {', '.join(users)}"


def _llm_in_words(seat: LlmSeat) -> str:
    window = f"window {words.count(seat.num_ctx, 'token')}"
    digest = seat.digest.removeprefix("sha256:")[:_DIGEST_CHARS]
    return f"{seat.llm} ({f'digest {digest}, ' if digest else ''}{window})"


def _coverage(run: Run) -> str:
    covered = f"{len(run.evidence)} of {words.count(len(run.contributions), 'worker')}"
    if not run.missing:
        return covered
    missing = ", ".join(f"{one.specialist} ({words.state_in_words(one)})" for one in run.missing)
    return f"{covered}; without {missing}"


def _brief(brief: Brief) -> Iterable[Block]:
    yield Heading(1, "Brief")
    yield Markdown(brief.text, below=1)
    if brief.facts:
        yield Heading(2, "Fixed facts")
        yield Table(
            ("Subject", "Value"), tuple((fact.subject, fact.value) for fact in brief.facts), (2, 3)
        )
    for attachment in brief.attachments:
        size = words.count(len(attachment.text.split()), "word")
        yield Paragraph(f"Attached: {attachment.name} ({size})")


def _plan(run: Run) -> Iterable[Block]:
    yield Heading(1, "Plan")
    if run.plan is None:
        yield Paragraph("There is no plan.")
        return
    yield from plan_blocks(run.plan, level=2)


def plan_blocks(plan: Plan, level: int) -> Iterable[Block]:
    """The plan without its title; its sections' headings are of ``level``."""
    if plan.coverage:
        yield Notice(plan.coverage)
    if not plan.checked:
        yield Notice("This plan was not checked against the decisions.")
    for note in plan.notes:
        yield Paragraph(note)
    for section in plan.sections:
        yield from _section(section, level)
    if plan.violations:
        yield Heading(level, "What the plan does not reflect yet")
        yield Table(
            ("Decision", "What is wrong", "Sentence of the plan"),
            tuple((f"R{one.number}", one.message, one.quote or "—") for one in plan.violations),
            (0, 1, 1),
        )


def _section(section: PlanSection, level: int) -> Iterable[Block]:
    yield Heading(level, section.title)
    if section.state is SectionState.MISSING:
        yield Notice("Missing")
    elif section.state is SectionState.WRITING:
        yield Notice("Not finished")
    yield Markdown(section.markdown, below=level)


def _decisions(run: Run) -> Iterable[Block]:
    yield Heading(1, "Decisions")
    rows = tuple(
        (
            f"R{one.number}",
            one.decision.text,
            words.basis_in_words(one.decision.basis),
            words.kept_in_words(one.decision.keep),
            one.decision.evidence_quote or "—",
        )
        for one in run.contradictions
        if one.decision is not None and one.status is not ContradictionStatus.WITHDRAWN
    )
    if rows:
        yield Table(("No.", "Decision", "Basis", "Kept", "Evidence"), rows, (0, 11, 6, 6, 8))
    else:
        yield Paragraph("No decision was made.")


def _contradictions(run: Run) -> Iterable[Block]:
    yield Heading(1, "Contradictions")
    yield Paragraph(words.compared_in_words(run.comparison, len(run.contradictions)))
    if run.comparison is not None and run.comparison.why:
        yield Paragraph(run.comparison.why)
    for one in run.contradictions:
        yield from _contradiction(one)


def _contradiction(one: Contradiction) -> Iterable[Block]:
    mark = f"R{one.number}"
    yield Heading(2, f"{mark} · {one.title}", mark=mark)
    yield Caption(words.kind_in_words(one))
    for side in one.sides:
        yield Quote(words.side_in_words(side.specialist), side.quote, one.topic)
    yield Pairs(tuple(pair for pair in _outcome(one) if pair[1]))


def _outcome(one: Contradiction) -> Iterable[tuple[str, str]]:
    yield "Why", one.explanation
    yield "Found by", words.finder_in_words(one.found_by)
    if one.decision is None:
        return
    yield "Decision", one.decision.text
    yield "Basis", words.basis_in_words(one.decision.basis)
    if one.decision.evidence_quote:
        yield "Evidence", f"“{one.decision.evidence_quote}”"


def _worker(one: Contribution) -> Iterable[Block]:
    yield Heading(2, one.specialist)
    size = words.count(len(one.text.split()), "word")
    told = (words.state_in_words(one), one.llm, size if one.text else "")
    yield Caption(" · ".join(part for part in told if part))
    if one.failure is not None:
        yield Notice(f"{one.failure.message} {one.failure.remedy}")
    if not one.text.strip():
        yield Paragraph("No text was written.")
        return
    if one.state is ContributionState.STOPPED:
        yield Notice(words.PARTIAL_TEXT)
    elif not one.state.is_done:
        yield Notice("Partial, not used as evidence")
    yield Markdown(one.text, below=2)
