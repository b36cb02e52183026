"""Contradictions, their sides, and the decisions that settle them."""

import hashlib
import json
import re
from enum import StrEnum

from pydantic import Field, model_validator

from models.base import Record
from models.documents import StatementRef
from models.ruling import Ruling, RulingKind
from models.team import Topic

BRIEF_SIDE = "brief"
"""What a side is called that stands in the brief, in a fixed fact, or in an attachment."""


HOUSE_RULE_SIDE = "house rule"
"""What a side is called that stands in a house rule."""

_SUGGESTED = re.compile(r" / .* \(suggested: (.+)\)$", re.DOTALL)


class Label(StrEnum):
    """What kind of finding it is."""

    CONTRADICTION = "contradiction"
    """Both cannot hold."""
    TENSION = "tension"
    """Both are possible, but one weakens the other."""
    GAP = "gap"
    """One needs it, nobody provides it."""
    DUPLICATE = "duplicate"
    """Both do the same work."""


class Severity(StrEnum):
    """How much harm it would do to leave it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class FoundBy(StrEnum):
    """Who proposed it."""

    LLM = "llm"
    CODE = "code"
    """Typed values were compared; no LLM has looked at it."""
    BOTH = "both"


class Verdict(StrEnum):
    """What a second look at the sentences alone gave (CONTRADICTIONS.md §4, Verify)."""

    UNCHECKED = "unchecked"
    """Nobody looked twice, as in the quick mode."""
    CONFIRMED = "confirmed"
    """Every look said that they do not hold together."""
    WORTH_A_LOOK = "worth_a_look"
    """Some looks said so and some did not; it is shown, and not decided by a rule."""
    DROPPED = "dropped"
    """The looks found that they fit; it is kept in the log."""


class ContradictionStatus(StrEnum):
    """Where a contradiction is."""

    OPEN = "open"
    """Nobody has decided yet."""
    DECIDED = "decided"
    NEEDS_YOU = "needs_you"
    """No rule settles it; the plan marks it as open."""
    DISMISSED = "dismissed"
    """Not a contradiction, by your word in this run or an earlier one; it is shown last."""
    WITHDRAWN = "withdrawn"
    """A side it rested on is gone."""


class Basis(StrEnum):
    """Why a decision stands; the order is the order of precedence (CONTRADICTIONS.md §1.7)."""

    BRIEF = "brief"
    HOUSE_RULE = "house_rule"
    HARD_LIMIT = "hard_limit"
    ARITHMETIC = "arithmetic"
    TOPIC_OWNER = "topic_owner"
    NEEDS_YOU = "needs_you"
    USER = "user"


class Side(Record):
    """One side of a contradiction: an exact sentence of one document.

    Attributes:
        specialist: the specialist's name, or "brief" for the brief, its facts and attachments, or
            "house rule".
        quote: ``text[start:end]`` of the document's version in ``ref``.
        start: first code point.
        end: one past the last code point.
        ref: the same place with its document and version.
    """

    specialist: str
    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    ref: StatementRef

    @model_validator(mode="after")
    def _places_agree(self) -> "Side":
        if (self.start, self.end) != (self.ref.start, self.ref.end):
            raise ValueError("a side's range differs from its reference")
        if len(self.quote) != self.end - self.start:
            raise ValueError("a side's quote is not as long as its range")
        return self

    @classmethod
    def of(cls, specialist: str, quote: str, ref: StatementRef) -> "Side":
        """A side at ``ref``."""
        return cls(specialist=specialist, quote=quote, start=ref.start, end=ref.end, ref=ref)


class DecidedValue(Record):
    """A date, an amount or a count that a decision keeps or drops.

    Attributes:
        kind: what it is: date, time, money, percent, count, duration or version.
        value: normalised: a decimal number, the two ends of a range, "5000/7000", or the first and
            the last day, "2027-05-11/2027-05-11", with the year 0000 where none is said.
        unit: currency code, or the stem of the noun counted; empty where none is said.
        per: "day", "week", "month" or "year", where the amount is for each of them; else empty.
        is_vague: for a date: some day between the two, not all of them.
        written: as it stands in the text.
    """

    kind: str
    value: str
    unit: str = ""
    per: str = ""
    is_vague: bool = False
    written: str


class Change(Record):
    """What a worker whose version is not kept has to change.

    Attributes:
        worker: the specialist's name.
        text: one imperative sentence.
    """

    worker: str
    text: str


class Decision(Record):
    """What holds from now on.

    Attributes:
        text: one imperative sentence with the exact value; for an open one, what stands against
            what.
        suggestion: how an LLM would settle what is open; nothing follows from it.
        basis: why it stands.
        keep: whose version is kept: a specialist's name, "brief", "house rule", or "none" where
            neither side is.
        evidence: the sentence of the brief, a fact or a house rule that settles it, where one does.
        evidence_quote: its words.
        kept_values: the values that must stand in the plan, as written.
        dropped_values: the values that must not stand in the plan for this subject, as written.
        kept: the same as ``kept_values``, for the check of the plan.
        dropped: the same as ``dropped_values``, for the check of the plan.
        departs_from_brief: whether the user ruled against a sentence of the brief.
        is_left_open: whether the user ruled that it stays open.
        argument: why, in the words of the LLM that was asked; empty if none was.
        must_change: what the others have to change, in the words of that LLM.
    """

    text: str = Field(min_length=1)
    suggestion: str = ""
    basis: Basis
    keep: str = "none"
    evidence: StatementRef | None = None
    evidence_quote: str = ""
    kept_values: tuple[str, ...] = ()
    dropped_values: tuple[str, ...] = ()
    kept: tuple[DecidedValue, ...] = ()
    dropped: tuple[DecidedValue, ...] = ()
    departs_from_brief: bool = False
    is_left_open: bool = False
    argument: str = ""
    must_change: tuple[Change, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _suggestion_of_older_runs(cls, told: object) -> object:
        """Older runs have the suggestion in the text, which stays as sections lean on it."""
        if not isinstance(told, dict) or "suggestion" in told:
            return told
        found = _SUGGESTED.search(str(told.get("text", "")))
        return {**told, "suggestion": found[1]} if found else told

    @property
    def is_open(self) -> bool:
        """Whether the plan must mark it as open."""
        return self.basis is Basis.NEEDS_YOU or self.is_left_open

    @property
    def fingerprint(self) -> str:
        """SHA-256 over what a text that applies the decision depends on, and not over its basis."""
        told = self.model_dump(mode="json", include={"text", "keep", "kept", "dropped"})
        told["is_open"] = self.is_open
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class Ruled(Record):
    """A ruling, and what it replaced, so that it can be undone.

    Attributes:
        ruling: what the user decided.
        decision_before: the decision it replaced.
        status_before: the status it replaced.
    """

    ruling: Ruling
    decision_before: Decision | None = None
    status_before: ContradictionStatus


class Contradiction(Record):
    """Sentences that do not hold together.

    Attributes:
        number: from 1, for the life of the run; the n of ``[Rn]`` in the plan.
        title: a few words that say what it is about, such as "public launch date".
        topic: one of five kinds; gives shape and colour.
        team_topic: id of the team topic it falls under; names the owner and the plan section.
        label: what kind of finding it is.
        severity: how much harm it would do.
        status: where it is.
        sides: at least two, of different documents.
        explanation: why they do not hold together, in one sentence.
        found_by: who proposed it.
        verdict: what a second look gave.
        decision: what settles it.
        rulings: the user's rulings that hold, the newest last; undoing takes the last one away.
    """

    number: int = Field(ge=1)
    title: str
    topic: Topic
    team_topic: str | None = None
    label: Label
    severity: Severity
    status: ContradictionStatus = ContradictionStatus.OPEN
    sides: tuple[Side, ...] = Field(min_length=2)
    explanation: str
    found_by: FoundBy = FoundBy.LLM
    verdict: Verdict = Verdict.UNCHECKED
    decision: Decision | None = None
    rulings: tuple[Ruled, ...] = ()

    @model_validator(mode="after")
    def _sides_differ(self) -> "Contradiction":
        if len({side.ref.document_id for side in self.sides}) != len(self.sides):
            raise ValueError("two sides of a contradiction stand in the same document")
        return self

    @property
    def mark(self) -> str:
        """The mark in the plan, such as ``[R3]``."""
        return f"[R{self.number}]"

    @property
    def ruling(self) -> Ruling | None:
        """The user's ruling that holds now."""
        return self.rulings[-1].ruling if self.rulings else None

    @property
    def is_of_plan(self) -> bool:
        """Whether the plan has to reflect it: it stands, and somebody or something settled it."""
        gone = (ContradictionStatus.DISMISSED, ContradictionStatus.WITHDRAWN)
        return self.status not in gone and self.decision is not None

    @property
    def counts(self) -> bool:
        """Whether it counts as found: it stands, and no look or word of the user is against it."""
        gone = (ContradictionStatus.DISMISSED, ContradictionStatus.WITHDRAWN)
        is_doubtful = (
            self.status is ContradictionStatus.OPEN and self.verdict is Verdict.WORTH_A_LOOK
        )
        return self.status not in gone and not is_doubtful

    @property
    def waits_for_user(self) -> bool:
        """Whether no rule settles it, and the user has not said that it stays open."""
        is_left_open = self.decision is not None and self.decision.is_left_open
        return self.status is ContradictionStatus.NEEDS_YOU and not is_left_open

    def ruled(self, ruling: Ruling, decision: Decision | None) -> "Contradiction":
        """The contradiction after one more ruling.

        Args:
            ruling: what the user decided.
            decision: what holds now; ``None`` if the sides are no contradiction.
        """
        before = Ruled(ruling=ruling, decision_before=self.decision, status_before=self.status)
        status = ContradictionStatus.DECIDED
        if ruling.kind is RulingKind.NOT_A_CONTRADICTION:
            status = ContradictionStatus.DISMISSED
        elif ruling.kind is RulingKind.LEAVE_OPEN:
            status = ContradictionStatus.NEEDS_YOU
        changes = {"decision": decision, "status": status, "rulings": (*self.rulings, before)}
        return self.model_copy(update=changes)

    def unruled(self) -> "Contradiction":
        """The contradiction without its last ruling. Raises: IndexError, if there is none."""
        last = self.rulings[-1]
        changes = {
            "decision": last.decision_before,
            "status": last.status_before,
            "rulings": self.rulings[:-1],
        }
        return self.model_copy(update=changes)
