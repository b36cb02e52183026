"""What no paragraph took up is added by code: a sentence that says the decision, with its mark."""

from engine.phases.plan.fences import closed
from engine.phases.plan.reflection import kept_values, says
from engine.phases.plan.repair.acceptance import removes_violations
from engine.phases.plan.repair.how import Repairing, Sections, with_section
from engine.phases.plan.repair.targets import may_be_rewritten
from engine.phases.plan.statements import statements_in
from engine.phases.plan.tables.holding import one_line
from models.contradiction import Contradiction
from models.events import SectionWritten
from models.plan import PlanSection, ViolationKind

_ABSENT = (ViolationKind.MARK_MISSING, ViolationKind.KEPT_VALUE_MISSING)


def with_absent_added(how: Repairing, sections: Sections) -> Sections:
    """The plan with a sentence for each decision that it lacks, in a section that applies it."""
    wrong = how.check(sections)
    # Beside a value that was replaced, the one that holds would make the plan say both.
    said_otherwise = {one.number for one in wrong if one.kind not in _ABSENT}
    absent = dict.fromkeys(one.number for one in wrong if one.kind in _ABSENT)
    for number in (one for one in absent if one not in said_otherwise):
        one = how.decisions[number]
        section = _section_for(one, how, sections)
        if section is None:
            continue
        longer = f"{closed(section.markdown)}\n\n{_sentence(one)}".lstrip()
        note = f"The model did not take up R{number}, so code added it to {section.title}."
        added = how.changed(section, longer, note)
        tried = with_section(sections, added)
        if removes_violations(how.check(sections), how.check(tried)):
            sections = tried
            how.material.context.emit(SectionWritten(section=added))
    return sections


def _section_for(one: Contradiction, how: Repairing, sections: Sections) -> PlanSection | None:
    applying = (
        section
        for section in sections
        if section.id in how.assignments and one in how.assignments[section.id].own
    )
    return next((section for section in applying if may_be_rewritten(section)), None)


def _sentence(one: Contradiction) -> str:
    """The decision with its mark, and with the values it keeps where its words lack them."""
    if one.decision is None:
        return ""
    text = one_line(one.decision.text)
    said = statements_in(text)
    lacking = [
        value.written
        for value in kept_values(one)
        if not any(says(statement, value) for statement in said)
    ]
    values = f" ({', '.join(lacking)})" if lacking else ""
    return f"{text}{values}{' (still open)' if one.decision.is_open else ''} {one.mark}"
