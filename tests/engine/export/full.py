"""A run that has everything an export can tell."""

from models.alignment import (
    Alignment,
    AlignmentCell,
    AlignmentRow,
    Aspect,
    BriefGap,
    Misalignment,
    MisalignmentKind,
)
from models.candidate import Candidate, Look
from models.claim import Claim, Facet, Force, Ledger
from models.comparison import CompareLevel, CompareMode, Comparison, SkippedPair
from models.contradiction import (
    Basis,
    Contradiction,
    Decision,
    FoundBy,
    Label,
    Severity,
    Side,
    Verdict,
)
from models.contribution import Origin
from models.events import (
    AlignmentDrawn,
    CandidateChecked,
    CandidateFound,
    ClaimsListed,
    ContradictionFound,
    ContributionVersioned,
    DocumentsCompared,
    ParagraphRepaired,
    PlanChecked,
    PlanDrafted,
    RulingMade,
    RunEvent,
    SectionWritten,
)
from models.plan import (
    PlanSection,
    PlanTable,
    Repair,
    SectionState,
    SentenceSource,
    TableKind,
    Violation,
    ViolationKind,
    Weave,
)
from models.ruling import Ruling, RulingKind
from models.run import Run
from models.team import Topic
from tests.builders import BRIEF, TEXTS, a_run, a_side, the_contradictions

OWN_WORDS = "Call only those who ask."
CREATORS = ("Channel Strategist", "| Creators | 16,000 |")
PAYING = ("Metrics Designer", "- Paying accounts: 4,000")


def a_full_run(words: str = "") -> Run:
    """A run with rulings, looks, alignment, tables and provenance.

    Args:
        words: put into every new text that an LLM or the user may write.
    """
    run = a_run()
    for event in _events(words):
        run = run.after(event)
    return run


def _events(words: str) -> list[RunEvent]:
    return [
        DocumentsCompared(comparison=_comparison(words)),
        *_found(words),
        *_ruled(words),
        ClaimsListed(ledger=_ledger(words)),
        AlignmentDrawn(alignment=_alignment(words)),
        *_planned(words),
        ContributionVersioned(
            slot="timeline-planner", version=2, origin=Origin.USER, text="The launch is in May."
        ),
    ]


def _comparison(words: str) -> Comparison:
    return Comparison(
        mode=CompareMode.PAIR,
        why=f"Four texts are few enough to read every pair side by side.{words}",
        level=CompareLevel.SCHEMA,
        slots=("messaging-specialist", "channel-strategist", "timeline-planner"),
        pairs_read=5,
        pairs_total=6,
        candidates=7,
        checked=6,
        dropped=1,
        close_calls=2,
        skipped=(
            SkippedPair(
                slots=("channel-strategist", "metrics-designer"),
                why=f"Together they do not fit the model's window.{words}",
            ),
        ),
    )


def _sides() -> tuple[Side, ...]:
    return tuple(a_side(name, TEXTS[name], quote) for name, quote in (CREATORS, PAYING))


def _found(words: str) -> list[RunEvent]:
    unsure = Candidate(
        candidate_id=1,
        title=f"signups for the money{words}",
        topic=Topic.MUCH,
        sides=_sides(),
        explanation=f"So little money brings no 4,000 accounts.{words}",
        found_by=FoundBy.LLM,
    )
    fitting = unsure.model_copy(update={"candidate_id": 2, "title": f"launch hour{words}"})
    looks = (
        Look(says_clash=True, because=f"The money is too little.{words}"),
        Look(says_clash=False, is_swapped=True, because=f"Search brings the rest.{words}"),
    )
    one = Contradiction(
        number=3,
        title=unsure.title,
        topic=Topic.MUCH,
        label=Label.TENSION,
        severity=Severity.LOW,
        sides=unsure.sides,
        explanation=unsure.explanation,
        verdict=Verdict.WORTH_A_LOOK,
    )
    four = one.model_copy(
        update={"number": 4, "title": f"tone{words}", "verdict": Verdict.CONFIRMED}
    )
    return [
        CandidateFound(candidate=unsure),
        CandidateFound(candidate=fitting),
        CandidateChecked(candidate_id=1, verdict=Verdict.WORTH_A_LOOK, looks=looks),
        CandidateChecked(
            candidate_id=2,
            verdict=Verdict.DROPPED,
            looks=(Look(says_clash=False, because=f"Both name nine in the morning.{words}"),),
        ),
        ContradictionFound(contradiction=one),
        ContradictionFound(contradiction=four),
    ]


def _ruled(words: str) -> list[RunEvent]:
    said = f"{OWN_WORDS}{words}"
    against = Decision(
        text=f"Launch on 25 May 2027.{words}",
        basis=Basis.USER,
        keep="Timeline Planner",
        departs_from_brief=True,
    )
    return [
        RulingMade(number=1, ruling=Ruling(kind=RulingKind.KEEP, side=1), decision=against),
        RulingMade(
            number=2,
            ruling=Ruling(kind=RulingKind.OWN_WORDS, text=said[:600], is_house_rule=True),
            decision=Decision(text=said, basis=Basis.USER),
        ),
        RulingMade(number=4, ruling=Ruling(kind=RulingKind.NOT_A_CONTRADICTION)),
    ]


def _ledger(words: str) -> Ledger:
    side = a_side("Metrics Designer", TEXTS["Metrics Designer"], PAYING[1])
    claim = Claim(
        ref=side.ref,
        quote=side.quote,
        facet=Facet.METRIC,
        force=Force.MUST,
        subject=f"paying accounts{words}",
        says=f"4,000 by the end of June{words}",
    )
    return Ledger(slot="metrics-designer", version=1, claims=(claim,))


def _alignment(words: str) -> Alignment:
    creators, paying = _sides()
    brief = a_side("brief", BRIEF.text, "The budget is EUR 60,000.")
    cells = (
        AlignmentCell(aspect=Aspect.DATE, says=f"11 May 2027{words}", sources=(creators.ref,)),
        AlignmentCell(aspect=Aspect.BUDGET, says="EUR 16,000", sources=(creators.ref,)),
    )
    return Alignment(
        rows=(
            AlignmentRow(activity=f"Creators{words}", sources=(creators.ref,), cells=cells),
            AlignmentRow(activity=f"Search pages{words}", sources=(creators.ref,)),
        ),
        misalignments=(
            Misalignment(
                kind=MisalignmentKind.UNSCHEDULED,
                text=f"“Search pages”: no text gives it a date.{words}",
                sources=(creators.ref, paying.ref),
            ),
        ),
        gaps=(
            BriefGap(
                ref=brief.ref, quote=brief.quote, text=f"No text says how it is spent.{words}"
            ),
        ),
        notes=(f"3 of 27 activities are not listed.{words}",),
    )


def _planned(words: str) -> list[RunEvent]:
    first = "The public launch is on 11 May 2027 [R1]."
    added = f"Everybody is happy.{words}"
    markdown = f"{first} {added}"
    section = PlanSection(
        id="timeline",
        title="Timeline",
        markdown=markdown,
        state=SectionState.WRITTEN,
        sources=(the_contradictions()[0].sides[1].ref,),
        marks=(1,),
        provenance=(
            SentenceSource(start=0, end=len(first), sources=(_sides()[0].ref,)),
            SentenceSource(start=len(first) + 1, end=len(markdown)),
        ),
    )
    tables = (
        PlanTable(kind=TableKind.DECISIONS, columns=("No.", "What"), rows=(("R1", f"May{words}"),)),
        PlanTable(
            kind=TableKind.DATES,
            columns=("Date", "What", "Who"),
            rows=((f"11 May 2027{words}", f"Launch{words}"), ("25 May 2027", "Party", "All", "?")),
        ),
        PlanTable(kind=TableKind.OWNERS, columns=("What", "Who")),
    )
    violations = (
        Violation(
            number=0, kind=ViolationKind.BREAKS_BRIEF, message=f"It costs more.{words}", quote=added
        ),
        Violation(number=0, kind=ViolationKind.BREAKS_ITSELF, message=f"Two dates.{words}"),
        Violation(number=1, kind=ViolationKind.NOT_HONOURED, message=f"Not applied.{words}"),
    )
    repair = Repair(section_id="timeline", numbers=(1,), attempt=1, before="a", after="b")
    return [
        SectionWritten(section=section),
        ParagraphRepaired(repair=repair),
        ParagraphRepaired(repair=repair.model_copy(update={"attempt": 2, "before": "b"})),
        PlanDrafted(tables=tables),
        PlanChecked(
            violations=violations,
            weave=Weave(
                sections=4,
                woven_sections=3,
                sentences=40,
                added_sentences=1,
                longest_copy_words=9,
                longest_copy_from="Timeline Planner",
                longest_copy_section="timeline",
            ),
        ),
    ]
