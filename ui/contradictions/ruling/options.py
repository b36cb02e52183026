"""The ways in which the user can rule on a contradiction, apart from any widget."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from models.contradiction import Contradiction, Side
from models.ruling import Ruling, RulingKind
from models.run import Run
from ui.contradictions.findings import LETTERS
from ui.contradictions.words import plain, side_name

translate = QCoreApplication.translate

OWN_WORDS, LEAVE_OPEN, NOT_ONE = "own_words", "leave_open", "not_a_contradiction"
"""Ids of the options that keep no side."""

MOST_LETTERS = 600
"""As long as a ruling in the user's own words may be."""

_OTHER_KEYS = "WOD"
_YEAR = re.compile(r",? \d{4}$")
_LONGEST_VALUE = 18


@dataclass(frozen=True, slots=True)
class Option:
    """One way to rule.

    Attributes:
        id: names it among the options of one contradiction.
        kind: what it does.
        label: "Keep A".
        key: the letter that chooses it while the group has the keyboard; empty if it has none.
        value: what would hold, in a word or two, such as "11 May 2027"; may be empty.
        text: what would hold, in a sentence.
        side: index of the side that is kept, where one is.
    """

    id: str
    kind: RulingKind
    label: str
    key: str = ""
    value: str = ""
    text: str = ""
    side: int | None = None

    @property
    def can_be_rule(self) -> bool:
        """Whether it can hold for later runs too."""
        return self.kind in (RulingKind.KEEP, RulingKind.OWN_WORDS)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user has chosen and not saved yet.

    Attributes:
        option: id of an option; empty while nothing is chosen.
        text: the user's own words, kept while another option is looked at.
        is_house_rule: whether it is to hold for later runs too.
    """

    option: str = ""
    text: str = ""
    is_house_rule: bool = False


def options_of(found: Contradiction, run: Run | None = None) -> tuple[Option, ...]:
    """Every way to rule on ``found``, in the order in which they are shown."""
    values = _without_shared_year([value_of(found, side) for side in found.sides])
    sides = tuple(
        _keep(at, side, value, run)
        for at, (side, value) in enumerate(zip(found.sides, values, strict=True))
    )
    own = Option(OWN_WORDS, RulingKind.OWN_WORDS, translate("Rulings", "Own words"), "W", "", "")
    is_left = Option(
        LEAVE_OPEN,
        RulingKind.LEAVE_OPEN,
        translate("Rulings", "Leave open"),
        "O",
        text=translate("Rulings", "The plan lists it as an open decision"),
    )
    none = Option(
        NOT_ONE,
        RulingKind.NOT_A_CONTRADICTION,
        translate("Rulings", "Not a contradiction"),
        "D",
        text=translate("Rulings", "Shown last from now on, also in later runs of this team"),
    )
    return (*sides, own, is_left, none)


def holding(found: Contradiction) -> str:
    """Id of the option that holds now, by a ruling or by a rule; empty if none does."""
    ruling = found.ruling
    if ruling is not None:
        return _side_id(ruling.side) if ruling.side is not None else ruling.kind.value
    if found.decision is None or found.decision.is_open:
        return ""
    keeps = found.decision.keep
    places = [at for at, side in enumerate(found.sides) if side.specialist == keeps]
    return _side_id(places[0]) if places else ""


def ruling_from(option: Option, choice: Choice) -> Ruling | None:
    """The ruling that is chosen; ``None`` while the user's own words are missing."""
    text = choice.text.strip() if option.kind is RulingKind.OWN_WORDS else ""
    if option.kind is RulingKind.OWN_WORDS and not text:
        return None
    return Ruling(
        kind=option.kind,
        side=option.side,
        text=text[:MOST_LETTERS],
        is_house_rule=choice.is_house_rule and option.can_be_rule,
    )


def value_of(found: Contradiction, side: Side) -> str:
    """The decided value that stands in a side's sentence; empty where none does."""
    decision = found.decision
    if decision is None:
        return ""
    written = (
        *(one.written for one in (*decision.kept, *decision.dropped)),
        *decision.kept_values,
        *decision.dropped_values,
    )
    inside = [one for one in written if one and one in side.quote and len(one) <= _LONGEST_VALUE]
    return max(inside, key=len, default="")


def _keep(at: int, side: Side, value: str, run: Run | None) -> Option:
    letter = LETTERS[at] if at < len(LETTERS) else str(at + 1)
    return Option(
        id=_side_id(at),
        kind=RulingKind.KEEP,
        label=translate("Rulings", "Keep {letter}").format(letter=letter),
        key=letter if letter not in _OTHER_KEYS else "",
        value=value,
        text=_claim_of(side, run) or plain(side.quote) or side_name(side.specialist),
        side=at,
    )


def _without_shared_year(values: list[str]) -> list[str]:
    """Dates of one year without it: "11 May", "25 May"."""
    years = {_YEAR.search(one) and one[-4:] for one in values}
    is_shared = len(years) == 1 and None not in years
    return [_YEAR.sub("", one) for one in values] if is_shared else values


def _claim_of(side: Side, run: Run | None) -> str:
    """What the side commits to, in fewer words than its sentence."""
    claims = [one for ledger in run.ledgers for one in ledger.claims] if run else []
    return next((one.says for one in claims if one.ref == side.ref), "")


def _side_id(at: int) -> str:
    return f"keep_{at}"
