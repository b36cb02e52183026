"""A section that repeats one worker or is made up is written once more; the better text stays."""

from collections import Counter
from dataclasses import dataclass

from engine.errors import BackendError
from engine.phases.plan.check import violations_of
from engine.phases.plan.drafting import drafted
from engine.phases.plan.material import Material
from engine.phases.plan.provenance import LongestCopy, longest_copy, workers_in
from engine.phases.plan.requests import section_request
from engine.phases.plan.sections import Assignment, owner_slots
from engine.prompts import fenced
from models.plan import PlanSection

MOST_COPIED_WORDS = 25
"""A sentence of a plan has 15 to 20 words: more in a row is pasted, not a name, a date or a rule
that has to stay as it is."""
_LEAST_LENGTH = 0.5
"""A new text that is shorter than this share of the old one has left things out."""
_MOST_ADDED = 0.5
"""A new text of which no worker says more than this share is made up."""


@dataclass(frozen=True, slots=True)
class _Faults:
    """What a section has too much of one worker, or of none."""

    copy: LongestCopy
    workers: int
    only_worker: str = ""
    others: tuple[str, ...] = ()
    added_share: float = 0

    @property
    def is_made_up(self) -> bool:
        return self.added_share > _MOST_ADDED or not self.workers

    @property
    def copied_too_many(self) -> int:
        return max(0, self.copy.words - MOST_COPIED_WORDS)

    @property
    def weight(self) -> tuple[bool, int, int]:
        """How bad it is; nothing is wrong with a section that has none. Made up is the worst."""
        too_much = bool(self.only_worker) + bool(self.copied_too_many)
        return self.is_made_up, too_much, self.copied_too_many

    @property
    def in_words(self) -> str:
        """As it stands in a sentence behind the section."""
        parts = []
        if not self.workers:
            parts.append("rested on nothing that any worker says")
        elif self.is_made_up:
            parts.append(f"was made up by {self.added_share:.0%}: no text says so much of it")
        if self.copied_too_many:
            parts.append(f"repeated {self.copy.words} words in a row from {self.copy.worker}")
        if self.only_worker:
            others = " and ".join(self.others)
            parts.append(f"rested on {self.only_worker} alone, with nothing from {others}")
        return " and ".join(parts)


async def better_woven(
    material: Material, assignment: Assignment, first: PlanSection
) -> PlanSection:
    """The section, or, if it repeats one worker or is made up, the better of it and a second."""
    before = _faults_of(first, assignment, material)
    if not any(before.weight):
        return first
    prompt = material.context.prompts.filled(
        "plan-rewrite",
        fault=f"The section {before.in_words}.",
        text=fenced("earlier_text", first.markdown),
    )
    what = f"The section {first.title} {before.in_words}. It was written once more"
    try:
        second = await drafted(material, assignment, section_request(material, assignment, prompt))
    except BackendError as error:
        return _noted(first, f"{what}, which failed, so the first text stayed: {error.message}")
    after = _faults_of(second, assignment, material)
    if after.weight < before.weight and _is_as_good(first, second, material):
        now = f"repeats at most {after.copy.words} words in a row and rests on {after.workers}"
        return _noted(second, f"{what}: it {now} worker{'s' if after.workers != 1 else ''}.")
    return _noted(first, f"{what}; the first text stayed, because the second was no better.")


def _faults_of(section: PlanSection, assignment: Assignment, material: Material) -> _Faults:
    copy = longest_copy(section.markdown, material.numbered)
    slots = owner_slots(assignment.spec, material.context.run.team)
    expected = [one.specialist for one in material.there if one.slot in slots]
    workers = workers_in(section.provenance, material.numbered)
    added = _added_share(section)
    if len(expected) < 2 or len(workers) != 1:
        return _Faults(copy, len(workers), added_share=added)
    (only,) = workers
    return _Faults(copy, 1, only, tuple(one for one in expected if one != only), added)


def _is_as_good(first: PlanSection, second: PlanSection, material: Material) -> bool:
    """Whether the second text breaks no decision that the first keeps, and says as much."""
    decided, texts = material.contradictions, material.statements
    broken = [
        Counter((one.number, one.kind) for one in violations_of([text], decided, texts))
        for text in (first, second)
    ]
    is_long_enough = len(second.markdown) >= _LEAST_LENGTH * len(first.markdown)
    added = max(_MOST_ADDED, _added_share(first))
    return broken[1] <= broken[0] and is_long_enough and _added_share(second) <= added


def _added_share(section: PlanSection) -> float:
    count = len(section.provenance)
    return sum(one.is_added for one in section.provenance) / count if count else 1


def _noted(section: PlanSection, note: str) -> PlanSection:
    return section.model_copy(update={"notes": (*section.notes, note)})
