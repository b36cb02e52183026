"""Which paragraphs are to be written again, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.phases.plan.paragraphs import Paragraph, paragraph_with, paragraphs_of
from engine.phases.plan.sections import Assignment
from engine.phases.plan.words import telling_words
from models.contradiction import Contradiction
from models.plan import PlanSection, SectionOrigin, SectionState, Violation, ViolationKind

_NEAR = 0.25
"""The share of a decision's telling words that makes a paragraph the place for it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A paragraph that breaks decisions.

    Attributes:
        section_id: where.
        paragraph: as it stands.
        violations: what is wrong with it.
    """

    section_id: str
    paragraph: Paragraph
    violations: tuple[Violation, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The decisions it breaks."""
        return tuple(dict.fromkeys(one.number for one in self.violations))

    @property
    def replaced_sentences(self) -> frozenset[str]:
        """The sentences that a decision replaces as a whole."""
        kind = ViolationKind.LOSING_SENTENCE_LEFT
        return frozenset(one.quote for one in self.violations if one.kind is kind)

    @property
    def is_by_code(self) -> bool:
        """Whether code can tell that a new text is better."""
        return any(one.kind is not ViolationKind.NOT_HONOURED for one in self.violations)

    @property
    def is_by_look(self) -> bool:
        """Whether a look has to tell that a new text is better."""
        return any(one.kind is ViolationKind.NOT_HONOURED for one in self.violations)


def targets_of(
    sections: Sequence[PlanSection],
    violations: Iterable[Violation],
    assignments: Mapping[str, Assignment],
) -> list[Target]:
    """The paragraphs that break a decision, in the plan's order.

    Where something is absent, it is the paragraph that already breaks the same decision, else the
    one that is marked with it or nearest to its words in a section that applies it; none if none is
    near.

    Args:
        sections: the plan.
        violations: what is wrong with it; only those of decisions count.
        assignments: of the sections that may change.
    """
    own = [one for one in violations if one.number]
    by_id = {one.id: one for one in sections if one.id in assignments and may_be_rewritten(one)}
    found: dict[tuple[str, int], tuple[Paragraph, list[Violation]]] = {}
    for one in sorted(own, key=lambda violation: not violation.quote):
        known = [key for key, (_, others) in found.items() if _has(others, one.number)]
        if one.quote:
            place = _place_of(one, by_id)
        elif known:
            place = (known[0][0], found[known[0]][0])
        else:
            place = _nearest(one.number, by_id.values(), assignments)
        if place is not None:
            section_id, paragraph = place
            found.setdefault((section_id, paragraph.start), (paragraph, []))[1].append(one)
    targets = [
        Target(section_id, paragraph, tuple(of_it))
        for (section_id, _), (paragraph, of_it) in found.items()
    ]
    order = {one.id: number for number, one in enumerate(sections)}
    return sorted(targets, key=lambda one: (order[one.section_id], one.paragraph.start))


def may_be_rewritten(section: PlanSection) -> bool:
    """Whether an LLM wrote it; neither the user's words nor what code made is given to one."""
    return section.origin is SectionOrigin.LLM and section.state is SectionState.WRITTEN


def _has(violations: Iterable[Violation], number: int) -> bool:
    return any(one.number == number for one in violations)


def _place_of(
    violation: Violation, sections: Mapping[str, PlanSection]
) -> tuple[str, Paragraph] | None:
    section = sections.get(violation.section_id)
    paragraph = paragraph_with(section.markdown, violation.quote) if section else None
    return (violation.section_id, paragraph) if paragraph else None


def _nearest(
    number: int, sections: Iterable[PlanSection], assignments: Mapping[str, Assignment]
) -> tuple[str, Paragraph] | None:
    best: tuple[float, str, Paragraph] | None = None
    for section in sections:
        for decided in assignments[section.id].own:
            if decided.number != number:
                continue
            wanted = words_of_decision(decided)
            for paragraph in paragraphs_of(section.markdown):
                shared = len(wanted & telling_words(paragraph.text)) / max(1, len(wanted))
                if decided.mark in paragraph.text:
                    shared = 1
                if paragraph.is_prose and shared >= _NEAR and (best is None or shared > best[0]):
                    best = (shared, section.id, paragraph)
    return best[1:] if best else None


def words_of_decision(contradiction: Contradiction) -> frozenset[str]:
    """The telling words of what was decided, and of what it is about."""
    decision = contradiction.decision
    return telling_words(f"{contradiction.title} {decision.text if decision else ''}")
