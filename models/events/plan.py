"""What becomes of the plan."""

from typing import Literal

from models.events.base import Event
from models.plan import PlanSection, PlanTable, Repair, Violation, Weave


class PlanStarted(Event):
    """Writing began.

    Attributes:
        title: the plan's main heading.
        coverage: whose texts are missing; empty where all are there.
        sections: all of them, in order, still to be written.
    """

    kind: Literal["plan_started"] = "plan_started"
    title: str
    coverage: str = ""
    sections: tuple[PlanSection, ...]


class PlanUpdateStarted(Event):
    """Some sections are written anew; all others stay as they are.

    Attributes:
        section_ids: which ones.
        coverage: whose texts are missing now; empty where all are there.
    """

    kind: Literal["plan_update_started"] = "plan_update_started"
    section_ids: tuple[str, ...]
    coverage: str = ""


class SectionTextAdded(Event):
    """A piece of a plan section arrived."""

    kind: Literal["section_text_added"] = "section_text_added"
    section_id: str
    text: str


class SectionRestarted(Event):
    """What had arrived of a section is not used; it is written anew."""

    kind: Literal["section_restarted"] = "section_restarted"
    section_id: str


class SectionWritten(Event):
    """A section is settled; replaces what had arrived of it."""

    kind: Literal["section_written"] = "section_written"
    section: PlanSection


class ParagraphRepaired(Event):
    """A paragraph that broke a decision was written again; ``SectionWritten`` brings it."""

    kind: Literal["paragraph_repaired"] = "paragraph_repaired"
    repair: Repair


class PlanDrafted(Event):
    """All sections are settled.

    Attributes:
        notes: what the reader must know about how it was made.
        tables: what code renders from data.
    """

    kind: Literal["plan_drafted"] = "plan_drafted"
    notes: tuple[str, ...] = ()
    tables: tuple[PlanTable, ...] = ()


class PlanChecked(Event):
    """The plan was checked against every decision, the brief and itself.

    Attributes:
        violations: what it does not fully reflect.
        weave: how far it is one document.
        unread: numbers of the decisions without figures that no LLM has read it against.
    """

    kind: Literal["plan_checked"] = "plan_checked"
    violations: tuple[Violation, ...] = ()
    weave: Weave | None = None
    unread: tuple[int, ...] = ()
