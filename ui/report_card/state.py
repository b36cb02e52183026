"""What is known of a model's test, and what is said about it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from models.report_card import ReportCard

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CardState:
    """What is known of one model.

    Attributes:
        llm: its name; empty while no model is chosen.
        card: what its test gave; ``None`` if it was not tested.
        problem: why there is no card, or why it does not count, in one sentence.
        is_testing: whether it is being tested now.
        done: how many cases of the test are done.
        total: how many there are; 0 until that is known.
    """

    llm: str = ""
    card: ReportCard | None = None
    problem: str = ""
    is_testing: bool = False
    done: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """How much of the test is done, from 0 to 1."""
        return self.done / self.total if self.total else 0.0


def card_line(card: ReportCard) -> str:
    """What to expect: "finds 5 of 8, 1 false alarm, answers readable 97 %, …"."""
    parts = [_found(card), _alarms(card.false_alarms)] if card.cases else [_nothing()]
    # Rounded down: 199 of 200 are not all of them.
    if card.readable_share is not None:
        share = int(card.readable_share * 100)
        parts.append(translate("ReportCard", "answers readable {share} %").format(share=share))
    elif card.valid_json_share is not None:
        share = int(card.valid_json_share * 100)
        parts.append(translate("ReportCard", "valid JSON {share} %").format(share=share))
    if card.expected_run_s is not None:
        parts.append(_duration(card.expected_run_s))
    return ", ".join(parts)


def expectation_line(card: ReportCard) -> str:
    """What "none found" is worth with this model; empty if its test says nothing."""
    if not card.cases or not card.planted:
        return ""
    words = translate("ReportCard", "In its test here {llm} found {found} of {planted}.")
    return words.format(llm=card.llm, found=card.found, planted=card.planted)


def progress_line(state: CardState) -> str:
    """How far a test is."""
    if not state.total:
        return translate("ReportCard", "Testing {llm}").format(llm=state.llm)
    words = translate("ReportCard", "Testing {llm}: {done} of {total} cases")
    return words.format(llm=state.llm, done=state.done, total=state.total)


def _found(card: ReportCard) -> str:
    words = translate("ReportCard", "finds {found} of {planted}")
    return words.format(found=card.found, planted=card.planted)


def _alarms(count: int) -> str:
    if count == 0:
        return translate("ReportCard", "no false alarm")
    if count == 1:
        return translate("ReportCard", "1 false alarm")
    return translate("ReportCard", "{count} false alarms").format(count=count)


def _nothing() -> str:
    return translate("ReportCard", "no case was finished in the time of the test")


def _duration(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    if minutes == 1:
        return translate("ReportCard", "a run takes about 1 minute")
    return translate("ReportCard", "a run takes about {count} minutes").format(count=minutes)
