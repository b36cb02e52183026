"""What saving a ruling would change, said before it is saved."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from models.contradiction import BRIEF_SIDE, Basis, Contradiction
from models.ruling import Ruling, RulingKind
from models.run import Run

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Preview:
    """What saving would change.

    Attributes:
        has_plan: whether there is a plan that could change.
        sections: titles of the plan's sections that would be out of date, in its order.
        count: how many sections the plan has.
        departs_from_brief: whether it goes against a sentence of the brief.
    """

    has_plan: bool
    sections: tuple[str, ...] = ()
    count: int = 0
    departs_from_brief: bool = False


Previewer = Callable[[Run, int, Ruling], Preview]


def likely_preview(run: Run, number: int, ruling: Ruling) -> Preview:
    """What can be said without the engine: the sections that lean on the decision."""
    found = run.contradiction(number)
    if run.plan is None:
        return Preview(has_plan=False, departs_from_brief=_departs(found, ruling))
    titles = tuple(
        one.title
        for one in run.plan.sections
        if number in one.marks or any(leant.number == number for leant in one.leans_on)
    )
    return Preview(True, titles, len(run.plan.sections), _departs(found, ruling))


def rewrites_line(preview: Preview) -> str:
    """Which sections would be written again: "Rewrites 2 of 6 plan sections: Audience, Budget."."""
    if not preview.has_plan:
        return translate("Rulings", "There is no plan yet; it will follow this decision.")
    names = ", ".join(preview.sections)
    if not preview.sections:
        return translate("Rulings", "No plan section rests on it. The plan stays as it is.")
    if len(preview.sections) == preview.count:
        words = translate("Rulings", "Rewrites all {count} plan sections: {names}.")
        return words.format(count=preview.count, names=names)
    words = translate(
        "Rulings",
        "Rewrites {some} of {count} plan sections: {names}. The rest stays as it is.",
    )
    return words.format(some=len(preview.sections), count=preview.count, names=names)


def departs_line(found: Contradiction) -> str:
    """That a ruling goes against the brief, and what the brief says."""
    words = translate("Rulings", "This departs from the brief.")
    quote = _words_of_brief(found)
    if not quote:
        return words
    said = translate("Rulings", "This departs from the brief, which says: “{quote}”")
    return said.format(quote=quote)


def _words_of_brief(found: Contradiction) -> str:
    before = [one.decision_before for one in found.rulings]
    for decision in (*before, found.decision):
        if decision is not None and decision.basis is Basis.BRIEF and decision.evidence_quote:
            return decision.evidence_quote.strip()
    sides = (one.quote for one in found.sides if one.specialist == BRIEF_SIDE)
    return next(sides, "").strip()


def _departs(found: Contradiction, ruling: Ruling) -> bool:
    if ruling.kind is not RulingKind.KEEP or ruling.side is None:
        return False
    kept = found.sides[ruling.side].specialist
    if any(one.specialist == BRIEF_SIDE for one in found.sides):
        return kept != BRIEF_SIDE
    before = [one.decision_before for one in found.rulings]
    ruled_by_brief = (
        one for one in (*before, found.decision) if one is not None and one.basis is Basis.BRIEF
    )
    return any(one.keep not in (kept, "none") for one in ruled_by_brief)
