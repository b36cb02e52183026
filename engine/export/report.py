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
    Report,
    Table,
)
from engine.export.parts import ALL_PARTS, ExportPart, in_order
from engine.export.report_alignment import alignment_blocks
from engine.export.report_contradictions import contradiction_blocks, decision_blocks
from engine.export.report_plan import ALL_TABLES, plan_blocks
from models.brief import Brief
from models.claim import Ledger
from models.contribution import Contribution, ContributionState
from models.plan import TableKind
from models.run import Run
from models.settings import SYNTHESIZER_ROLE, LlmSeat
from models.staleness import stale_sections

_DIGEST_CHARS = 12


def report_of(run: Run, parts: Collection[ExportPart] = ALL_PARTS) -> Report:
    """The run, told in blocks."""
    blocks = (block for part in in_order(parts) for block in _part(run, part, parts))
    return Report(title=title_of(run), subtitle=_subtitle(run), blocks=tuple(blocks))


def title_of(run: Run) -> str:
    """The plan's title, or the brief's where there is no plan."""
    return run.plan.title if run.plan is not None and run.plan.title.strip() else run.brief.title


def _subtitle(run: Run) -> str:
    return f"{run.team.name} · {words.time_in_words(run.started_at)} · {run.source}"


def stale_causes(run: Run) -> dict[str, tuple[str, ...]]:
    """By section id, what has happened since a section that is out of date was written."""
    stale = (one for one in stale_sections(run) if not one.is_unfinished)
    return {one.section_id: one.causes for one in stale}


def _part(run: Run, part: ExportPart, parts: Collection[ExportPart]) -> Iterable[Block]:
    match part:
        case ExportPart.FACTS:
            return (*_facts(run), *_brief(run.brief))
        case ExportPart.PLAN:
            return _plan(run, parts)
        case ExportPart.DECISIONS:
            return decision_blocks(run)
        case ExportPart.CONTRADICTIONS:
            return contradiction_blocks(run)
        case ExportPart.ALIGNMENT:
            return alignment_blocks(run)
        case ExportPart.WORKERS:
            return _workers(run)
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


def _plan(run: Run, parts: Collection[ExportPart]) -> Iterable[Block]:
    yield Heading(1, "Plan")
    if run.plan is None:
        yield Paragraph("There is no plan.")
        return
    # The part that follows says more about the decisions.
    told_elsewhere = {TableKind.DECISIONS} if ExportPart.DECISIONS in parts else set()
    tables = ALL_TABLES - told_elsewhere
    yield from plan_blocks(run.plan, level=2, stale=stale_causes(run), tables=tables)


def _workers(run: Run) -> Iterable[Block]:
    yield Heading(1, "Workers")
    ledgers = {one.slot: one for one in run.ledgers}
    for one in run.contributions:
        yield from _worker(one)
        ledger = ledgers.get(one.slot)
        if ledger is not None and ledger.version == one.version:
            yield from _commitments(ledger)


def _commitments(ledger: Ledger) -> Iterable[Block]:
    if not ledger.claims:
        return
    by_code = ", listed by code; no model has looked at them" if ledger.is_by_code else ""
    yield Caption(f"Commitments in this text{by_code}")
    rows = tuple((words.force_in_words(one.force), one.subject, one.says) for one in ledger.claims)
    yield Table(("How it binds", "About", "What it says"), rows, (2, 4, 7))


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
