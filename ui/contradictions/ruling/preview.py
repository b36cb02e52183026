"""What saving a ruling would change, said before it is saved."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from models.contradiction import BRIEF_SIDE, Basis, Contradiction, Decision
from models.ruling import Ruling
from models.run import Run
from models.staleness import sections_affected_by

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


Decide = Callable[[Run, int, Ruling], Decision | None]
"""What would hold if the user ruled so; ``None`` if the sides are no contradiction."""


def preview_of(run: Run, number: int, decision: Decision | None) -> Preview:
    """What saving a ruling would change after which ``decision`` holds."""
    departs = decision is not None and decision.departs_from_brief
    if run.plan is None:
        return Preview(has_plan=False, departs_from_brief=departs)
    ids = sections_affected_by(run, number, decision)
    titles = tuple(one.title for one in run.plan.sections if one.id in ids)
    return Preview(True, titles, len(run.plan.sections), departs)


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
