"""Two rounds of repair; what is simply absent after them is added by code."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.errors import BackendError
from engine.phases.plan.repair.absent import with_absent_added
from engine.phases.plan.repair.acceptance import adds_violations, refusal, removes_violations
from engine.phases.plan.repair.asking import new_paragraph
from engine.phases.plan.repair.how import Repairing, Sections, with_section
from engine.phases.plan.repair.targets import Target, targets_of
from models.events import ParagraphRepaired, SectionWritten
from models.plan import PlanSection, Repair, Violation

_MOST_ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A paragraph and what was tried in its place."""

    target: Target
    answer: str = ""
    refused: str = ""
    failed: str = ""

    @property
    def is_taken(self) -> bool:
        return bool(self.answer) and not self.refused


async def repaired(
    how: Repairing, sections: Sections, seen: tuple[Violation, ...]
) -> tuple[Sections, tuple[Violation, ...]]:
    """The plan after at most two rounds, and what a look still finds wrong with it.

    Args:
        how: what is needed for it.
        sections: the plan.
        seen: what a look has found wrong, which code cannot see.
    """
    refused: dict[tuple[str, str], str] = {}
    for attempt in range(1, _MOST_ATTEMPTS + 1):
        targets = targets_of(sections, (*how.check(sections), *seen), how.assignments)
        if not targets:
            break
        answers = await _answers(how, targets, attempt, refused)
        before = sections
        sections, attempts = await _applied(how, sections, answers)
        sections, attempts, seen = await _seen_again(how, sections, attempts, seen)
        _tell(how, attempts, attempt)
        sections = _written(how, before, sections, attempts)
        refused = {_key(one.target): one.refused for one in attempts if one.refused}
    return with_absent_added(how, sections), seen


async def _answers(
    how: Repairing, targets: Sequence[Target], attempt: int, refused: Mapping[tuple[str, str], str]
) -> list[_Attempt]:
    async def ask(target: Target) -> _Attempt:
        try:
            why = refused.get(_key(target), "")
            return _Attempt(target, await new_paragraph(how.material, target, attempt, why))
        except BackendError as error:
            return _Attempt(target, failed=error.message)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(ask(target)) for target in targets]
    return [task.result() for task in tasks]


async def _applied(
    how: Repairing, sections: Sections, answers: Sequence[_Attempt]
) -> tuple[Sections, list[_Attempt]]:
    """The plan with the answers that are proven better, and what became of each."""
    attempts: list[_Attempt] = []
    wrong = how.check(sections)
    # From the last one, so that the places of those before it stay right.
    for one in reversed(answers):
        if one.failed:
            attempts.append(one)
            continue
        # Checking a long plan takes a while, and others are at work on the same loop.
        await asyncio.sleep(0)
        target = one.target
        decisions = [how.decisions[number] for number in target.numbers]
        refused = refusal(target.paragraph, one.answer, decisions, target.replaced_sentences)
        answer = one.answer
        if not refused:
            answer = target.paragraph.indented(_markdown(sections, target), answer)
            tried = _with_paragraph(how, sections, target, answer)
            still_wrong = how.check(tried)
            refused = _no_better(wrong, still_wrong, target)
            if not refused:
                sections, wrong = tried, still_wrong
        attempts.append(replace(one, answer=answer, refused=refused))
    return sections, attempts[::-1]


def _no_better(before: Sequence[Violation], after: Sequence[Violation], target: Target) -> str:
    """Why a plan is no better than it was, as part of a sentence; empty if it is."""
    if adds_violations(before, after):
        added = next((one for one in after if one not in before), after[0])
        return f"something else would be wrong: {added.message}".rstrip(".")
    if target.is_by_code and not removes_violations(before, after):
        return "it still does not keep what was decided"
    return ""


async def _seen_again(
    how: Repairing, sections: Sections, attempts: list[_Attempt], seen: tuple[Violation, ...]
) -> tuple[Sections, list[_Attempt], tuple[Violation, ...]]:
    """Look again at decisions without figures; what is still not kept gets its old text back."""
    looked = [one for one in attempts if one.is_taken and one.target.is_by_look]
    if not looked:
        return sections, attempts, seen
    by_look = {one.number for one in seen}
    asked = frozenset(n for one in looked for n in one.target.numbers if n in by_look)
    still = await how.look(sections, asked)
    checked = []
    settled: set[int] = set()
    for one in attempts:
        if one in looked and still & set(one.target.numbers):
            sections = _put_back(how, sections, one)
            checked.append(replace(one, refused="it still does not keep what was decided"))
        else:
            checked.append(one)
            settled |= set(one.target.numbers) if one in looked else set()
    return sections, checked, tuple(one for one in seen if one.number not in settled)


def _with_paragraph(how: Repairing, sections: Sections, target: Target, text: str) -> Sections:
    section = _section(sections, target.section_id)
    changed = how.changed(section, target.paragraph.replaced(section.markdown, text))
    return with_section(sections, changed)


def _put_back(how: Repairing, sections: Sections, attempt: _Attempt) -> Sections:
    section = _section(sections, attempt.target.section_id)
    old = section.markdown.replace(attempt.answer, attempt.target.paragraph.text, 1)
    return with_section(sections, how.changed(section, old))


def _markdown(sections: Sections, target: Target) -> str:
    return _section(sections, target.section_id).markdown


def _section(sections: Sections, section_id: str) -> PlanSection:
    return next(one for one in sections if one.id == section_id)


def _tell(how: Repairing, attempts: Sequence[_Attempt], number: int) -> None:
    for one in attempts:
        old = one.target.paragraph.text
        if not one.failed:
            repair = Repair(
                section_id=one.target.section_id,
                numbers=one.target.numbers,
                attempt=number,
                before=old,
                after=one.answer if one.is_taken else old,
            )
            how.material.context.emit(ParagraphRepaired(repair=repair))


def _written(
    how: Repairing, before: Sections, after: Sections, attempts: Sequence[_Attempt]
) -> Sections:
    """The sections with a note where a call failed; those that changed are told."""
    failures = {one.target.section_id: one.failed for one in attempts if one.failed}
    noted = tuple(
        _noted(one, f"A paragraph of {one.title} could not be written again: {failures[one.id]}")
        if one.id in failures
        else one
        for one in after
    )
    for old, new in zip(before, noted, strict=True):
        if old != new:
            how.material.context.emit(SectionWritten(section=new))
    return noted


def _noted(section: PlanSection, note: str) -> PlanSection:
    return section.model_copy(update={"notes": tuple(dict.fromkeys((*section.notes, note)))})


def _key(target: Target) -> tuple[str, str]:
    return target.section_id, target.paragraph.text
