"""Runs that were read pair by pair, verified, decided, aligned and checked."""

from datetime import UTC, datetime

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
from models.comparison import (
    CompareLevel,
    CompareMode,
    Comparison,
    FinderChoice,
    SkippedPair,
)
from models.contradiction import (
    Basis,
    Contradiction,
    ContradictionStatus,
    DecidedValue,
    Decision,
    FoundBy,
    Label,
    Severity,
    Verdict,
)
from models.documents import StatementRef
from models.events import (
    ActivityKind,
    ActivityStarted,
    AlignmentDrawn,
    CandidateChecked,
    CandidateFound,
    ClaimsListed,
    DocumentsCompared,
    FinderChosen,
    PairRead,
    PlanUpdateStarted,
    RulingMade,
    SectionTextAdded,
)
from models.plan import (
    LeanedOn,
    Plan,
    PlanTable,
    Repair,
    SentenceSource,
    TableKind,
    Violation,
    ViolationKind,
    Weave,
)
from models.report_card import ReportCard
from models.rules import Dismissal, HouseRule
from models.ruling import Ruling, RulingKind
from models.run import Run
from models.team import Topic, slot_of
from tests.builders import BRIEF, TEXTS, a_run, a_side, the_contradictions, the_decisions
from tests.ui.dock import runs

WHY = "Four texts are few enough to read every pair side by side."
METRICS_ROW = "Paying accounts: 4,000"


def a_candidate(
    candidate_id: int, title: str, name: str, quote: str, other: str, its: str
) -> Candidate:
    return Candidate(
        candidate_id=candidate_id,
        title=title,
        topic=Topic.MUCH,
        sides=(a_side(name, TEXTS[name], quote), a_side(other, TEXTS[other], its)),
        explanation="They seem to promise different amounts.",
        found_by=FoundBy.LLM,
    )


DATES, MOTION = the_contradictions()
CREATORS = a_candidate(
    3,
    "money and accounts",
    "Channel Strategist",
    "| Creators | 16,000 |",
    "Metrics Designer",
    METRICS_ROW,
)
SIMPLE = a_candidate(
    4,
    "one screen or many steps",
    "Messaging Specialist",
    "The single idea is simplicity: one screen, three steps, no setup.",
    "Metrics Designer",
    "Activated: 45 percent",
)
CLASH = Look(says_clash=True, because="Sixteen thousand cannot bring four thousand accounts")
FIT = Look(says_clash=False, is_swapped=True, because="One is money, the other is a count")


def the_values() -> tuple[Decision, ...]:
    """The decisions of ``the_contradictions`` with their values."""
    dates, motion = the_decisions()
    day = DecidedValue(kind="date", value="2027-05-11/2027-05-11", written="11 May 2027")
    other = DecidedValue(kind="date", value="2027-05-25/2027-05-25", written="25 May 2027")
    changes = {"kept": (day,), "dropped": (other,)}
    return dates.model_copy(update=changes), motion


def worth_a_look(number: int = 3) -> Contradiction:
    return Contradiction(
        number=number,
        title=CREATORS.title,
        topic=CREATORS.topic,
        label=Label.TENSION,
        severity=Severity.MEDIUM,
        sides=CREATORS.sides,
        explanation=CREATORS.explanation,
        verdict=Verdict.WORTH_A_LOOK,
    )


def dismissed(number: int = 4) -> Contradiction:
    changes = {
        "number": number,
        "title": SIMPLE.title,
        "sides": SIMPLE.sides,
        "status": ContradictionStatus.DISMISSED,
        "verdict": Verdict.CONFIRMED,
    }
    return worth_a_look().model_copy(update=changes)


def a_ledger(name: str, *said: tuple[Facet, str, str]) -> Ledger:
    claims = tuple(
        Claim(
            ref=a_side(name, TEXTS[name], quote).ref,
            quote=quote,
            facet=facet,
            force=Force.PLAN,
            subject="launch",
            says=says,
        )
        for facet, quote, says in said
    )
    return Ledger(slot=slot_of(name), version=1, claims=claims)


LEDGERS = (
    a_ledger(
        "Messaging Specialist",
        (
            Facet.DATE,
            "The launch e-mail goes live on 11 May 2027 at nine in the morning.",
            "Everything goes live on 11 May 2027 at nine",
        ),
        (
            Facet.POSITIONING,
            "The single idea is simplicity: one screen, three steps, no setup.",
            "One screen, three steps, no setup",
        ),
    ),
    a_ledger(
        "Timeline Planner",
        (Facet.DATE, "The public launch is on 25 May 2027.", "Public launch on 25 May 2027"),
        (Facet.MOTION, "Every account gets a demo call.", "A demo call for every account"),
    ),
)


def finding() -> Run:
    """Two workers have ended and were compared; two still write."""
    return runs.fold(
        runs.consulting(),
        FinderChosen(at_s=41, choice=FinderChoice(mode=CompareMode.PAIR, why=WHY)),
        ClaimsListed(at_s=42, ledger=LEDGERS[0]),
        PairRead(at_s=50, slots=(runs.MESSAGING, runs.CHANNELS), found=1),
        CandidateFound(at_s=50, candidate=a_candidate_of(DATES, 1)),
        CandidateFound(at_s=51, candidate=CREATORS),
    )


def a_candidate_of(found: Contradiction, candidate_id: int) -> Candidate:
    return Candidate(
        candidate_id=candidate_id,
        title=found.title,
        topic=found.topic,
        sides=found.sides,
        explanation=found.explanation,
        severity=found.severity,
        found_by=FoundBy.BOTH,
    )


def checking() -> Run:
    """All six pairs are read; one of three candidates has been looked at again."""
    pairs = [(one, other) for at, one in enumerate(_SLOTS) for other in _SLOTS[at + 1 :]]
    return runs.fold(
        runs.comparing(),
        FinderChosen(at_s=63, choice=FinderChoice(mode=CompareMode.PAIR, why=WHY)),
        *(PairRead(at_s=64, slots=pair) for pair in pairs),
        *(
            CandidateFound(at_s=65, candidate=one)
            for one in (a_candidate_of(DATES, 1), CREATORS, SIMPLE)
        ),
        CandidateChecked(at_s=66, candidate_id=1, verdict=Verdict.CONFIRMED, looks=(CLASH,)),
    )


_SLOTS = (runs.MESSAGING, runs.CHANNELS, runs.TIMELINE, runs.METRICS)


def verified(*, skips: bool = False) -> Run:
    """Two confirmed, one worth a look, one dismissed, one dropped; aligned, woven, with tables."""
    confirmed = {"verdict": Verdict.CONFIRMED}
    run = a_run(
        contradictions=(
            DATES.model_copy(update=confirmed),
            MOTION.model_copy(update=confirmed),
            worth_a_look(),
            dismissed(),
        ),
        decisions=the_values(),
    )
    run = runs.fold(
        run,
        FinderChosen(at_s=373, choice=FinderChoice(mode=CompareMode.PAIR, why=WHY)),
        *(ClaimsListed(at_s=373, ledger=one) for one in LEDGERS),
        *_candidates(),
        DocumentsCompared(at_s=374, comparison=_comparison(skips)),
        AlignmentDrawn(at_s=375, alignment=an_alignment()),
    )
    return run.model_copy(update={"plan": _plan(run)})


def _candidates() -> list[CandidateFound | CandidateChecked]:
    dropped = a_candidate(
        5,
        "search money and activation",
        "Channel Strategist",
        "| Search | 12,000 |",
        "Metrics Designer",
        "Activated: 45 percent",
    )
    looked = (
        (a_candidate_of(DATES, 1), Verdict.CONFIRMED, (CLASH, CLASH)),
        (a_candidate_of(MOTION, 2), Verdict.CONFIRMED, (CLASH, CLASH)),
        (CREATORS, Verdict.WORTH_A_LOOK, (CLASH, FIT)),
        (SIMPLE, Verdict.CONFIRMED, (CLASH, CLASH)),
        (dropped, Verdict.DROPPED, (FIT,)),
    )
    events: list[CandidateFound | CandidateChecked] = []
    for candidate, verdict, looks in looked:
        events += [
            CandidateFound(at_s=373, candidate=candidate),
            CandidateChecked(
                at_s=374, candidate_id=candidate.candidate_id, verdict=verdict, looks=looks
            ),
        ]
    return events


def _comparison(skips: bool) -> Comparison:
    skipped = SkippedPair(
        slots=(runs.TIMELINE, runs.METRICS), why="The two texts do not fit the model's window."
    )
    return Comparison(
        mode=CompareMode.PAIR,
        why=WHY,
        level=CompareLevel.SCHEMA,
        slots=_SLOTS,
        pairs_read=5 if skips else 6,
        pairs_total=6,
        statements=48,
        skipped=(skipped,) if skips else (),
        candidates=5,
        checked=5,
        dropped=1,
    )


def _ref(name: str, quote: str) -> StatementRef:
    return a_side(name, TEXTS[name], quote).ref


def an_alignment() -> Alignment:
    """Three activities with empty cells, two misfits and a gap."""

    def cell(aspect: Aspect, says: str, name: str, quote: str) -> AlignmentCell:
        return AlignmentCell(aspect=aspect, says=says, sources=(_ref(name, quote),))

    launch = "The public launch is on 25 May 2027."
    mail = "The launch e-mail goes live on 11 May 2027 at nine in the morning."
    creators, search = "| Creators | 16,000 |", "| Search | 12,000 |"
    budget = "The budget is EUR 60,000."
    return Alignment(
        rows=(
            AlignmentRow(
                activity="Launch e-mail",
                sources=(_ref("Messaging Specialist", mail),),
                cells=(
                    cell(
                        Aspect.DATE,
                        "11 May 2027, nine in the morning",
                        "Messaging Specialist",
                        mail,
                    ),
                ),
            ),
            AlignmentRow(
                activity="Public launch",
                sources=(_ref("Timeline Planner", launch),),
                cells=(cell(Aspect.DATE, "25 May 2027", "Timeline Planner", launch),),
            ),
            AlignmentRow(
                activity="Creator partnerships",
                sources=(_ref("Channel Strategist", creators),),
                cells=(
                    cell(Aspect.CHANNEL, "Creators", "Channel Strategist", creators),
                    cell(Aspect.BUDGET, "EUR 16,000", "Channel Strategist", creators),
                    cell(Aspect.METRIC, "4,000 paying accounts", "Metrics Designer", METRICS_ROW),
                ),
            ),
            AlignmentRow(
                activity="Search",
                cells=(cell(Aspect.BUDGET, "EUR 12,000", "Channel Strategist", search),),
            ),
        ),
        misalignments=(
            Misalignment(
                kind=MisalignmentKind.UNOWNED,
                text="Nobody owns the launch e-mail.",
                sources=(_ref("Messaging Specialist", mail),),
            ),
            Misalignment(
                kind=MisalignmentKind.UNSCHEDULED,
                text="The creator partnerships are not in the calendar.",
                sources=(_ref("Channel Strategist", creators),),
            ),
        ),
        gaps=(
            BriefGap(
                ref=a_side("brief", BRIEF.text, budget).ref,
                quote=budget,
                text="No text says what the rest of the budget is for.",
            ),
        ),
    )


def _plan(run: Run) -> Plan:
    plan = run.plan
    assert plan is not None
    launch = _ref("Timeline Planner", "The public launch is on 25 May 2027.")
    motion = _ref("Channel Strategist", "The motion is product-led: nobody calls.")
    places = {"channels": motion, "timeline": launch}
    sections = tuple(
        one.model_copy(
            update={
                "marks": tuple(n for n in (1, 2) if f"[R{n}]" in one.markdown),
                "leans_on": tuple(
                    LeanedOn(number=n, fingerprint=_fingerprint(run, n))
                    for n in (1, 2)
                    if f"[R{n}]" in one.markdown or one.id == "audience"
                ),
                "provenance": (
                    SentenceSource(
                        start=0,
                        end=len(one.markdown.partition("\n")[0]),
                        sources=(places[one.id],) if one.id in places else (),
                        copied_words=4 if one.id in places else 0,
                    ),
                ),
            }
        )
        for one in plan.sections
    )
    return plan.model_copy(
        update={
            "sections": sections,
            "tables": the_tables(),
            "weave": Weave(
                sections=4,
                woven_sections=3,
                sentences=6,
                added_sentences=2,
                longest_copy_words=9,
                longest_copy_from="Timeline Planner",
                longest_copy_section="timeline",
            ),
            "repairs": (
                Repair(
                    section_id="timeline",
                    numbers=(1,),
                    attempt=1,
                    before="The public launch is on 25 May 2027.",
                    after="The public launch is on 11 May 2027 [R1].",
                ),
            ),
        }
    )


def _fingerprint(run: Run, number: int) -> str:
    decision = run.contradiction(number).decision
    assert decision is not None
    return decision.fingerprint


def the_tables() -> tuple[PlanTable, ...]:
    return (
        PlanTable(
            kind=TableKind.DECISIONS,
            columns=("No.", "Decision", "Decided by"),
            rows=(("[R1]", "Launch on 11 May 2027.", "Brief"),),
        ),
        PlanTable(
            kind=TableKind.DATES,
            columns=("Date", "Step", "From"),
            rows=(("11 May 2027", "Public launch [R1]", "Timeline Planner"),),
        ),
        PlanTable(kind=TableKind.OWNERS, columns=("Step", "Owner")),
        PlanTable(
            kind=TableKind.BUDGET,
            columns=("Item", "Amount"),
            rows=(("Creators | search", "EUR 16,000"), ("Search", "EUR 12,000")),
        ),
    )


def ruled(number: int = 1, side_index: int = 1) -> Run:
    """The user kept the other date, against the brief."""
    run = verified()
    decision = Decision(
        text="Launch on 25 May 2027.",
        basis=Basis.USER,
        keep="Timeline Planner",
        departs_from_brief=True,
    )
    ruling = Ruling(kind=RulingKind.KEEP, side=side_index)
    return runs.fold(run, RulingMade(at_s=400, number=number, ruling=ruling, decision=decision))


def updating() -> Run:
    """Two of four sections are being written anew after a ruling."""
    return runs.fold(
        ruled(),
        ActivityStarted(at_s=410, activity_id=20, activity=ActivityKind.UPDATE),
        PlanUpdateStarted(at_s=410, section_ids=("audience", "timeline")),
        SectionTextAdded(at_s=411, section_id="audience", text="Solo freelancers"),
    )


def with_unnumbered_violations() -> Run:
    run = verified()
    assert run.plan is not None
    violations = (
        Violation(
            number=0,
            kind=ViolationKind.BREAKS_BRIEF,
            section_id="metrics",
            message="The plan asks for 4,000 paying accounts; the brief says 360.",
        ),
        Violation(
            number=0,
            kind=ViolationKind.BREAKS_ITSELF,
            message="Two sections name other launch days.",
        ),
    )
    return run.model_copy(update={"plan": run.plan.model_copy(update={"violations": violations})})


CARD = ReportCard(
    llm="qwen3:8b",
    digest="a" * 64,
    mode=CompareMode.PAIR,
    cases=3,
    planted=8,
    found=5,
    false_alarms=1,
    calls=200,
    valid_json_calls=80,
    questions=200,
    questions_read=195,
    seconds=171,
    expected_run_s=840,
    made_at=datetime(2026, 11, 24, 10, 41, tzinfo=UTC),
    application="0.1.0",
)

HOUSE_RULES = (
    HouseRule(
        team_id="launch",
        topic=Topic.WHO,
        text="Solo freelancers come first in every headline.",
        from_run="20261124-104100-4f1c",
        from_number=2,
        subject="first audience",
    ),
)
DISMISSALS = (
    Dismissal(
        team_id="launch",
        specialists=("Messaging Specialist", "Metrics Designer"),
        topic=Topic.MUCH,
        subject="one screen or many steps",
        from_run="20261124-104100-4f1c",
        from_number=4,
    ),
)
