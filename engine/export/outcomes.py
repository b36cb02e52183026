"""What became of contradictions, as exports and the command line say it."""

from enum import StrEnum
from typing import assert_never

from engine.export.words import basis_in_words, kept_in_words, side_in_words
from models.candidate import Look
from models.contradiction import Basis, Contradiction, ContradictionStatus, Decision, Verdict
from models.ruling import RulingKind
from models.run import Run

NOBODY = "none"
"""What ``Decision.keep`` says where neither side is kept."""


def basis_of(decision: Decision) -> str:
    """Why a decision stands, and what of it the reader must know."""
    basis = "Left open by you" if decision.is_left_open else basis_in_words(decision.basis)
    return f"{basis}; it departs from the brief" if decision.departs_from_brief else basis


def decided_in_words(decision: Decision) -> str:
    """What holds; of what is open, what is suggested, if anything is."""
    if not decision.is_open:
        return decision.text
    return f"Suggested: {decision.suggestion}" if decision.suggestion else ""


def outcome_in_words(one: Contradiction, decision: Decision) -> str:
    """What holds; of what is open, also what it is about."""
    said = decided_in_words(decision)
    if not decision.is_open:
        return said
    title = one.title[:1].upper() + one.title[1:]
    return f"{title}. {said}" if said else title


def changes_in_words(decision: Decision) -> tuple[str, ...]:
    """What the workers have to change whose versions are not kept, one by one."""
    if decision.is_open:
        return ()
    return tuple(f"{one.worker}: {one.text}" for one in decision.must_change)


def kept_of(decision: Decision) -> str:
    """Whose version a decision keeps."""
    if decision.is_open:
        return "Open"
    is_own_words = decision.basis is Basis.USER and decision.keep == NOBODY
    return "Your own words" if is_own_words else kept_in_words(decision.keep)


def ruling_in_words(one: Contradiction) -> str:
    """What the user decided; empty where nobody but a rule did."""
    ruling = one.ruling
    if ruling is None:
        is_dismissed = one.status is ContradictionStatus.DISMISSED
        return "You called the like no contradiction in an earlier run." if is_dismissed else ""
    match ruling.kind:
        case RulingKind.KEEP:
            said = f"Keep what {_side_at(one, ruling.side or 0)} says."
        case RulingKind.OWN_WORDS:
            said = f"In your own words: “{ruling.text}”"
        case RulingKind.LEAVE_OPEN:
            said = "Leave it open."
        case RulingKind.NOT_A_CONTRADICTION:
            said = "It is not a contradiction."
        case _:
            assert_never(ruling.kind)
    return f"{said} A house rule for later runs of the team." if ruling.is_house_rule else said


def _side_at(one: Contradiction, index: int) -> str:
    return side_in_words(one.sides[index].specialist) if index < len(one.sides) else "neither side"


class Group(StrEnum):
    """What became of a contradiction; exports show them in this order."""

    DECIDED = "decided"
    NEEDS_YOU = "needs_you"
    OPEN = "open"
    WORTH_A_LOOK = "worth_a_look"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


def group_of(one: Contradiction) -> Group:
    """What became of it."""
    match one.status:
        case ContradictionStatus.DECIDED:
            return Group.DECIDED
        case ContradictionStatus.NEEDS_YOU:
            return Group.NEEDS_YOU
        case ContradictionStatus.DISMISSED:
            return Group.DISMISSED
        case ContradictionStatus.WITHDRAWN:
            return Group.WITHDRAWN
        case ContradictionStatus.OPEN:
            is_unsure = one.verdict is Verdict.WORTH_A_LOOK
            return Group.WORTH_A_LOOK if is_unsure else Group.OPEN
        case _:
            assert_never(one.status)


def group_in_words(group: Group) -> str:
    """The heading of a group."""
    return {
        Group.DECIDED: "Decided",
        Group.NEEDS_YOU: "Needs you",
        Group.OPEN: "Not settled yet",
        Group.WORTH_A_LOOK: "Worth a look",
        Group.DISMISSED: "Not a contradiction, by your word",
        Group.WITHDRAWN: "Withdrawn",
    }[group]


def standing(run: Run) -> tuple[Contradiction, ...]:
    """The contradictions that were found and still stand."""
    gone = (Group.DISMISSED, Group.WITHDRAWN)
    return tuple(one for one in run.contradictions if group_of(one) not in gone)


def in_order_of_need(run: Run) -> tuple[Contradiction, ...]:
    """All contradictions by number, those that need nothing of the reader behind the others."""
    last = (Group.WORTH_A_LOOK, Group.DISMISSED, Group.WITHDRAWN)

    def place(one: Contradiction) -> tuple[int, int]:
        group = group_of(one)
        return (last.index(group) + 1 if group in last else 0, one.number)

    return tuple(sorted(run.contradictions, key=place))


def verdict_in_words(verdict: Verdict) -> str:
    """What a second look at the sentences alone gave."""
    return {
        Verdict.UNCHECKED: "Nobody looked at it a second time.",
        Verdict.CONFIRMED: "It holds: every look says that they do not fit.",
        Verdict.WORTH_A_LOOK: "Unsure: the looks do not agree, so no rule decides it.",
        Verdict.DROPPED: "They fit.",
    }[verdict]


def look_in_words(look: Look) -> str:
    """What one look says, as the name of its reason."""
    order = ", other order" if look.is_swapped else ""
    if look.says_clash is None:
        return f"Unreadable{order}"
    return f"{'Clash' if look.says_clash else 'Fits'}{order}"
